"""The wall board in a browser: what stands there, who may see it, and what it costs to ask."""

from collections.abc import Callable
from datetime import time, timedelta

from community.access.actor import SYSTEM
from community.devices.models import Device
from community.devices.operations import revoke
from community.devices.wall_names import choose_wall_name
from community.houses.models import House
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.groups.operations import form_group, join_group
from sessions.schedule.changes import cancel
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def speaks(house: Cast, *codes: str) -> None:
    """Let the house speak these languages."""
    with writing():
        db.session.get_one(House, house.house.id).languages = list(codes)


def named(house: Cast, who: str = "resident", how: str | None = "initial") -> None:
    """Let somebody choose how the wall names them."""
    actor = actor_for(house.people[who])
    with writing():
        choose_wall_name(db.session.get_one(Person, house.people[who].id), how, by=actor)


def small_group(house: Cast) -> None:
    """Let Yusuf and Piotr meet every day at one, and nobody else."""
    with writing():
        group = form_group(house.house.id, name={"en": "Blue"}, by=SYSTEM)
        for who in ("resident", "other_resident"):
            join_group(group, house.people[who].id, from_at=NOW, by=SYSTEM)
        series = start_series(
            house.house.id,
            type_key="static_group",
            titles={"en": "Blue group"},
            rule="FREQ=DAILY",
            first_day=TODAY,
            wall_start=time(13),
            wall_end=time(14),
            zone=house.house.zone,
            audience="group",
            group_id=group.id,
            leader_kind="staff",
            leader_id=house.other_facilitator.id,
            keeper_id=house.other_facilitator.id,
            room_id=house.rooms["hall"].id,
            by=SYSTEM,
        )
        fill(series, TODAY + timedelta(days=7))


def test_now_and_next_stand_with_where_and_who_leads(screen: Browser) -> None:
    text = screen.text("/board")
    assert "Process group" in text
    assert "Garden room" in text
    assert "Marta W." in text
    assert "Meal" in text
    assert "Wolska" not in text


def test_it_sets_no_cookie_and_is_kept_nowhere(screen: Browser) -> None:
    screen.get("/board")
    again = screen.get("/board")
    assert again.headers.getlist("Set-Cookie") == []
    assert again.headers["Cache-Control"] == "no-store"


def test_every_language_of_the_house_is_in_one_answer_its_own_first(screen: Browser, house: Cast) -> None:
    speaks(house, "ar", "en", "pl", "ru")
    text = screen.text("/board")
    assert text.count("data-face") == 4
    assert text.index('lang="en" dir="ltr" data-face>') < text.index('lang="ar" dir="rtl" data-face hidden>')
    assert "/board?lang=ar" in text
    assert '<html lang="ar" dir="rtl"' in screen.text("/board?lang=ar")
    # A language that is not spoken here is none.
    assert '<html lang="en" dir="ltr"' in screen.text("/board?lang=de")


def test_with_one_language_nothing_turns(screen: Browser, house: Cast) -> None:
    speaks(house, "en")
    text = screen.text("/board")
    assert text.count("data-face") == 1
    assert 'url=/board"' in text


def test_nobody_who_lives_here_is_named_unless_they_chose_it(screen: Browser, house: Cast) -> None:
    small_group(house)

    def said() -> set[str]:
        text = screen.text("/board")
        return {name for name in ("Yusuf H.", "Yusuf", "Piotr", "Олег", "Haddad") if name in text}

    assert said() == set()
    named(house)
    assert said() == {"Yusuf H.", "Yusuf"}
    named(house, how=None)
    assert said() == set()


def test_in_visiting_hours_no_resident_is_named_at_all(screen: Browser, house: Cast) -> None:
    small_group(house)
    named(house)
    # A family session begins at four on Wednesday.
    before = NOW + timedelta(days=1, hours=5, minutes=12)
    found = {}
    for minutes in (0, 1, 90, 91):
        with held_at(before + timedelta(minutes=minutes)):
            found[minutes] = "Yusuf" in screen.text("/board")
    assert found == {0: True, 1: False, 90: False, 91: True}


def test_a_twelve_step_meeting_is_a_session(screen: Browser, house: Cast) -> None:
    text = screen.text("/board")
    assert "twelve_step" not in text
    assert "Twelve" not in text
    assert "cup-hot" not in text


def test_changes_of_today_are_told(screen: Browser, house: Cast) -> None:
    with writing():
        steps = db.session.get_one(Occurrence, occurrence_on(house, "steps", TODAY))
        cancel(steps, reason={"en": "Nobody says why on the wall"}, version=steps.sequence, by=SYSTEM)
    text = screen.text("/board")
    assert "Different today" in text
    assert "cancelled" in text
    assert "Nobody says why" not in text


def test_nothing_new_is_an_empty_answer_of_three_statements(screen: Browser, house: Cast) -> None:
    first = screen.get("/board/now")
    mark = first.headers["ETag"]
    with statements() as asked:
        same = screen.get("/board/now", status=304, headers={"If-None-Match": mark})
    # The device, its house, and the stamps.
    assert len(asked) == 3
    assert same.get_data() == b""
    assert same.headers["X-House-Time"] == str(int(NOW.timestamp() * 1000))
    named(house)
    assert screen.get("/board/now", headers={"If-None-Match": mark}).headers["ETag"] != mark
    # What nobody changes comes with the hour too: somebody goes on leave.
    with held_at(NOW + timedelta(minutes=5)):
        assert screen.get("/board/now", headers={"If-None-Match": mark}).status_code == 200


def test_the_whole_board_costs_the_same_few_statements_in_one_language_and_in_four(
    screen: Browser, house: Cast
) -> None:
    small_group(house)
    named(house)
    counted = []
    for codes in (("en",), ("ar", "en", "pl", "ru")):
        speaks(house, *codes)
        screen.get("/board")
        with statements() as asked:
            screen.get("/board")
        counted.append(len(asked))
    assert counted == [8, 8]


def test_a_revoked_board_shows_nothing_at_its_next_question(screen: Browser, house: Cast) -> None:
    screen.get("/board/now")
    with writing():
        revoke(db.session.query(Device).filter_by(house_id=house.house.id).one(), by=SYSTEM)
    for path in ("/board/now", "/board"):
        text = screen.text(path, status=403)
        assert "Process group" not in text
        assert "Garden" not in text
