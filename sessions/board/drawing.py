"""The wall board as a page: one answer with a face in each language, and the mark by which it is asked again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from community.houses.models import House
from foundation.clock import now
from foundation.languages import direction, force_locale
from foundation.pages import static_url
from foundation.styles import sheet_address
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.board.clock import offsets
from sessions.board.queries import day_on_the_wall, state_of, tongues

# What dated rows change by themselves (somebody goes on leave at noon) is seen this soon.
AT_LEAST_EVERY = timedelta(minutes=5)
SHEET, SCRIPTS = "wall.css", ("js/wall.js", "js/wall_fit.js")


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which addresses a drawing of the board speaks of: its own, and where it asks whether anything is new."""

    page: str
    news: str


def whole_page(house: House, to: Drawn) -> Response:
    """The whole page; ``?lang=`` chooses the face a browser without scripts sees."""
    at = now()
    codes = tongues(house)
    asked = request.args.get("lang", "")
    first = asked if asked in codes else house.language
    mark = mark_of(house, at)
    faces = _faces(house, at, mark, first, to)
    following = codes[(codes.index(first) + 1) % len(codes)]
    with force_locale(first):
        page = render_template(
            "board/board.html",
            faces=faces,
            first=first,
            turn=direction(first),
            wall_sheet=sheet_address(SHEET),
            following=f"{to.page}?lang={following}" if len(codes) > 1 else to.page,
        )
    return make_response(page)


def news(house: House, to: Drawn) -> Response:
    """The faces alone, for a page that stands; 304 without reading the day when nothing has changed."""
    at = now()
    mark = mark_of(house, at)
    if mark in request.if_none_match:
        answer = make_response("", 304)
    else:
        first = house.language
        faces = _faces(house, at, mark, first, to)
        answer = make_response(render_template("board/news.html", faces=faces, first=first, turn=direction(first)))
    answer.set_etag(mark)
    # The television's clock may be hours off: it shows this one.
    answer.headers["X-House-Time"] = str(int(at.timestamp() * 1000))
    return answer


def mark_of(house: House, at: datetime) -> str:
    """What is another one as soon as the board may look different at an instant (UTC). One statement."""
    told = (house.id, state_of(house.id), house.language, house.languages, house.unnamed_types, build())
    return sha256(repr((told, int(at.timestamp() // AT_LEAST_EVERY.total_seconds()))).encode()).hexdigest()[:32]


def build() -> str:
    """A mark of the board's own files: a page that was drawn with others loads itself anew."""
    addresses = (sheet_address(SHEET), *(static_url(name) for name in SCRIPTS))
    return sha256("".join(addresses).encode()).hexdigest()[:12]


def _faces(house: House, at: datetime, mark: str, first: str, to: Drawn) -> Markup:
    found = day_on_the_wall(house, at)
    drawn = []
    for face in found.faces:
        with force_locale(face.language):
            drawn.append(
                _part(
                    board=face.board,
                    lang=face.language,
                    turn=direction(face.language),
                    hidden=face.language != first,
                    at=at,
                    wall=wall_of(at, house.zone),
                    days=[found.day + timedelta(days=ahead) for ahead in (0, 1, 2)],
                    rests=[(*said_in(rest.name, face.language, house.language), rest) for rest in found.rests],
                    millis=_millis,
                )
            )
    whole = render_template(
        "board/_faces.html",
        faces=drawn,
        at=_millis(at),
        mark=mark,
        build=build(),
        offsets=[(_millis(instant), minutes) for instant, minutes in offsets(house.zone, at)],
        news=to.news,
        quiet=[(_millis(a), _millis(b)) for a, b in found.faces[0].board.quiet],
    )
    # Every part of it was drawn by a template, which has made each typed word harmless.
    return Markup(whole)


def _part(**values: object) -> Markup:
    return Markup(render_template("board/_face.html", **values))


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)
