"""The rows of a register's page, ready to be drawn by a loop that asks for nothing more.

Forty people are drawn in a few milliseconds because no row translates, builds a link or looks at a clock by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext
from markupsafe import Markup, escape

from foundation.languages import language, sentence_of
from sessions.attendance.holding import Held
from sessions.attendance.marks import EXCUSED, REASONS, TIMED, Value
from sessions.attendance.roll import Standing
from sessions.attendance.row_forms import Row, seen_as
from sessions.attendance.wording import said, when

# Which of the four looks a status has in the row of strokes; who is not recorded has none.
TALLY = {
    "present": "present",
    "late": "late",
    "left_early": "late",
    "unexcused": "absent",
    "excused": "excused",
    "not_applicable": "excused",
}
# What the four marks of a row cannot say by themselves.
SAYS_MORE = TIMED | {EXCUSED, "not_applicable"}


@lru_cache(maxsize=8)
def _words(_language: str) -> dict[str, str]:
    """The texts of the rows in the language now read, asked for once: a translation costs more than a row."""
    return {
        "late": gettext("%(num)s min late", num="{num}"),
        "left-early": gettext("Left %(num)s min early", num="{num}"),
        "not-applicable": gettext("Not applicable"),
        "relative": gettext("Relative"),
        "outpatient": gettext("Outpatient"),
        "by": gettext("%(who)s, %(at)s"),
        "came": gettext("checked in %(at)s"),
        **{key: gettext(text) for key, text in REASONS.items()},
    }


def short_words() -> dict[str, str]:
    """What a mark says besides its button, with {num} for the minutes: the same on the page and in its script."""
    words = _words(language())
    return {name: words[name] for name in ("late", "left-early", "not-applicable")}


def _short(value: Value, short: Mapping[str, str]) -> str:
    if value.status == EXCUSED:
        return short[value.absence_reason or "other"]
    return short[value.status.replace("_", "-")].replace("{num}", str(value.minutes))


# What is said of those who do not live here.
BESIDE = frozenset({"relative", "outpatient"})


class PageRow(NamedTuple):
    """One person: every word of the row in the reader's language."""

    id: str
    name: str
    walked_in: bool
    # "Relative", and when they checked in at a kiosk.
    capacity: str
    arrived: str
    # Who marked, and when, as a line.
    told: Markup | str
    status: str
    look: str
    seen: str
    # "12 minutes late": what the four buttons do not say.
    words: str
    fault: str
    held: Sequence["Both"]
    marks_made: int


class Both(NamedTuple):
    """A mark that waits beside the one that stands, in words."""

    id: str
    name: str
    yours: str
    yours_by: str | None
    yours_when: str
    mine: bool
    theirs: str
    theirs_by: str | None
    theirs_when: str
    # The mark that stands, for whoever chooses to say what they weighed.
    seen: str


def clock_of(zone: str) -> Callable[[datetime], str]:
    """Says instants (UTC) on the wall of ``zone``; each instant once, for a whole group is marked in one second."""
    known: dict[datetime, str] = {}

    def told(at: datetime) -> str:
        words = known.get(at)
        if words is None:
            words = known[at] = when(at, zone)
        return words

    return told


def both_of(
    held: Sequence[Held], standing: Sequence[Standing], reader_id: str | None, at: Callable[[datetime], str]
) -> dict[str, list[Both]]:
    """What waits on a register beside what stands, by person."""
    stands = {one.person_id: one for one in standing}
    found: dict[str, list[Both]] = {}
    for one in held:
        now = stands.get(one.person_id)
        if now is None:
            continue
        both = Both(
            *(one.id, one.name, said(one.value), one.by, at(one.at), one.by_id == reader_id),
            *(said(now.value), now.by, at(now.at) if now.at else "", now.mark_id or ""),
        )
        found.setdefault(one.person_id, []).append(both)
    return found


def page_rows(
    standing: Sequence[Standing],
    *,
    sent: Mapping[str, Row],
    held: Mapping[str, list[Both]],
    arrived: Mapping[str, datetime],
    at: Callable[[datetime], str],
) -> list[PageRow]:
    """Everybody on a register as the page shows them; ``sent`` is what was just typed and needs a second look."""
    short = _words(language())
    by_whom, came = escape(short["by"]), short["came"]
    words: dict[Value, str] = {}
    rows = []
    for one in standing:
        typed = sent.get(one.person_id)
        value = one.value
        told: Markup | str = ""
        if one.by and one.at and value.status != "unrecorded":
            told = by_whom % {"who": Markup("<bdi>%s</bdi>") % one.by, "at": at(one.at)}
        if value.status in SAYS_MORE and value not in words:
            words[value] = _short(value, short)
        came_at = arrived.get(one.person_id)
        status = typed.status if typed else value.status
        seen = f"{typed.based_on}|{typed.was}" if typed and typed.was else seen_as(one.mark_id, value)
        rows.append(
            PageRow(
                *(
                    one.person_id,
                    one.name,
                    one.added != "expected",
                    short[one.capacity] if one.capacity in BESIDE else "",
                ),
                came % {"at": at(came_at)} if came_at else "",
                *(told, status, TALLY.get(status, ""), seen, words.get(value, "")),
                sentence_of(typed.fault) if typed and typed.fault else "",
                *(held.get(one.person_id, ()), one.count),
            )
        )
    return rows
