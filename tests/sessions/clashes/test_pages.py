"""The page of clashes: told to the staff, resolved with one tap, kept with a reason and taken back by a manager."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.houses.models import Room
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.clashes.models import ClashAcceptance
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def torn(house: Cast) -> Cast:
    """Tomorrow the group begins while the family session of the same leader, in the same room, still runs."""
    reads_english(house.manager)
    family, group = (occurrence_on(house, name, TOMORROW) for name in ("family", "group"))
    row = db.session.get_one(Occurrence, family)
    later = {
        "starts_at": row.starts_at + timedelta(minutes=30),
        "ends_at": row.ends_at + timedelta(minutes=30),
        "wall_start": row.wall_start + timedelta(minutes=30),
        "wall_end": row.wall_end + timedelta(minutes=30),
    }
    with writing():
        db.session.execute(update(Occurrence).where(Occurrence.id == group).values(later))
    db.session.expire_all()
    return house


def said(text: str) -> list[str]:
    """The sentences of the list, in order."""
    found = re.findall(r'<p class="say">(.*?)</p>', text, flags=re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one) for one in found]


def form_of(text: str, action: str, number: int = 0) -> dict[str, str]:
    """The fields of a form of the page as they stand."""
    form = re.findall(rf'<form[^>]*action="{action}".*?</form>', text, flags=re.DOTALL)[number]
    found = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name != "csrf_token"}


def test_a_clash_is_told_with_who_is_touched_and_both_sessions(torn: Cast, browse: Browse) -> None:
    text = browse(torn.manager).text("/clashes")
    assert said(text) == [
        "Yusuf H. is expected in two places",
        "Marta W. leads two sessions at once",
        "Two sessions want the same room: Garden room",
    ]
    assert ("Wednesday 25 November" in text, "Process group" in text, "Family session" in text) == (True, True, True)


def test_the_week_has_none_when_one_of_the_two_is_cancelled(torn: Cast, browse: Browse) -> None:
    group = db.session.get_one(Occurrence, occurrence_on(torn, "group", TOMORROW))
    with writing():
        cancel(group, reason={"en": "Another day"}, version=group.sequence, by=SYSTEM)
    text = browse(torn.manager).text("/clashes")
    assert (said(text), "Nothing is in the way of anything" in text) == ([], True)


def test_the_first_slot_resolves_it_with_one_tap_for_this_date_alone(torn: Cast, browse: Browse) -> None:
    manager = browse(torn.manager)
    slot = form_of(manager.text("/clashes"), "/clashes/moves")
    # Of the two the family session touches fewer; its own day comes first.
    family = occurrence_on(torn, "family", TOMORROW)
    assert (slot["occurrence"], slot["day"], slot["start"], slot["end"]) == (
        family,
        TOMORROW.isoformat(),
        "15:30",
        "16:30",
    )
    answer = manager.post("/clashes/moves", slot)
    assert answer.location == f"/clashes?week={TOMORROW.isoformat()}"
    assert said(manager.text("/clashes")) == []
    db.session.expire_all()
    moved = db.session.get_one(Occurrence, family)
    assert (f"{moved.wall_start:%H:%M}", moved.room_id) == ("15:30", torn.rooms["garden"].id)
    next_week = db.session.get_one(Occurrence, occurrence_on(torn, "family", TOMORROW + timedelta(days=7)))
    assert f"{next_week.wall_start:%H:%M}" == "16:00"


def test_a_slot_can_take_another_room_at_the_same_hour(torn: Cast, browse: Browse) -> None:
    manager = browse(torn.manager)
    group = db.session.get_one(Occurrence, occurrence_on(torn, "group", TOMORROW))
    slot = form_of(manager.text("/clashes"), "/clashes/moves") | {
        "occurrence": group.id,
        "version": str(group.sequence),
        "start": f"{group.wall_start:%H:%M}",
        "end": f"{group.wall_end:%H:%M}",
        "room": torn.rooms["hall"].id,
    }
    manager.post("/clashes/moves", slot)
    db.session.expire_all()
    assert db.session.get_one(Occurrence, group.id).room_id == torn.rooms["hall"].id
    assert said(manager.text("/clashes"))[1] == "Marta W. leads two sessions at once"


def test_a_slot_that_was_taken_meanwhile_is_409_and_changes_nothing(torn: Cast, browse: Browse) -> None:
    manager = browse(torn.manager)
    slot = form_of(manager.text("/clashes"), "/clashes/moves")
    lunch = occurrence_on(torn, "lunch", TOMORROW)
    row = db.session.get_one(Occurrence, occurrence_on(torn, "family", TOMORROW))
    half = timedelta(minutes=30)
    with writing():
        taken = {"starts_at": row.starts_at - half, "ends_at": row.starts_at, "room_id": row.room_id}
        db.session.execute(update(Occurrence).where(Occurrence.id == lunch).values(taken))
    answer = manager.post("/clashes/moves", slot, status=409)
    assert "The room is taken then" in answer.get_data(as_text=True)
    assert "Somebody changed this session" in manager.post(
        "/clashes/moves", slot | {"version": "7"}, status=409
    ).get_data(as_text=True)
    db.session.expire_all()
    assert f"{db.session.get_one(Occurrence, row.id).wall_start:%H:%M}" == "16:00"


def test_keeping_a_clash_takes_a_reason_and_can_be_taken_back(torn: Cast, browse: Browse) -> None:
    manager = browse(torn.manager)
    keep = form_of(manager.text("/clashes"), "/clashes/acceptances")
    empty = manager.post("/clashes/acceptances", keep | {"reason": " "}, status=422).get_data(as_text=True)
    assert "This text is empty." in empty
    manager.post("/clashes/acceptances", keep | {"reason": "Marta opens the door to both"})
    text = manager.text("/clashes")
    open_now, kept = text.split("kept as it is", 1)
    assert said(open_now)[:2] == [
        "Marta W. leads two sessions at once",
        "Two sessions want the same room: Garden room",
    ]
    assert ("Marta opens the door to both" in kept, "Ewa M." in kept) == (True, True)
    assert manager.post("/clashes/acceptances", keep | {"reason": "Again"}, status=422)
    made = db.session.scalars(select(ClashAcceptance)).one()
    assert (made.kind, made.subject, {made.one_line, made.other_line}) == (
        "resident",
        None,
        {torn.series["family"].line_id, torn.series["group"].line_id},
    )
    manager.post(f"/clash-acceptances/{made.id}/ending?week={TODAY.isoformat()}")
    assert len(said(manager.text("/clashes"))) == 3
    assert manager.post(f"/clash-acceptances/{made.id}/ending", status=422)
    verbs = select(AuditEntry.verb).where(AuditEntry.verb.like("clash:%")).order_by(AuditEntry.seq)
    assert db.session.scalars(verbs).all() == ["clash:accept", "clash:accept_end"]


def test_what_is_kept_is_kept_on_every_day_and_for_those_two_alone(torn: Cast, browse: Browse) -> None:
    manager = browse(torn.manager)
    manager.post(
        "/clashes/acceptances", form_of(manager.text("/clashes"), "/clashes/acceptances") | {"reason": "Meant"}
    )
    day = TOMORROW + timedelta(days=7)
    row = db.session.get_one(Occurrence, occurrence_on(torn, "family", day))
    with writing():
        for name in ("group", "steps"):
            same = {"starts_at": row.starts_at, "ends_at": row.ends_at}
            there = occurrence_on(torn, name, day if name == "group" else TODAY + timedelta(days=7))
            db.session.execute(update(Occurrence).where(Occurrence.id == there).values(same))
    twice = said(manager.text(f"/clashes?week={day}").split("kept as it is")[0])
    # The meeting with each of the two is open, for one of them and for all; the two with each other are kept.
    assert sorted(one for one in twice if "in two places" in one) == [
        "3 people are expected in two places",
        "Yusuf H. is expected in two places",
    ]
    assert "1 kept as it is" in manager.text(f"/clashes?week={day}")


def test_a_clash_that_is_gone_keeps_nothing(torn: Cast, browse: Browse) -> None:
    manager = browse(torn.manager)
    keep = form_of(manager.text("/clashes"), "/clashes/acceptances") | {"reason": "Meant"}
    manager.post("/clashes/moves", form_of(manager.text("/clashes"), "/clashes/moves"))
    answer = manager.post("/clashes/acceptances", keep, status=422).get_data(as_text=True)
    assert "This clash is not there any more." in answer
    assert db.session.scalars(select(ClashAcceptance)).all() == []


def test_staff_read_the_list_and_change_nothing_and_others_never_see_it(torn: Cast, browse: Browse) -> None:
    text = browse(torn.facilitator).text("/clashes")
    assert (len(said(text)), "/clashes/moves" in text, "/clashes/acceptances" in text) == (3, False, False)
    for person in (torn.resident, torn.mother):
        browse(person).get("/clashes", status=403)
    assert said(browse(torn.other_manager).text("/clashes")) == []


def test_what_is_over_is_told_no_more(torn: Cast, browse: Browse) -> None:
    with held_at(NOW + timedelta(days=1, hours=9)):
        assert said(browse(torn.manager).text("/clashes")) == []


def test_the_page_asks_the_same_few_statements_however_much_there_is(torn: Cast, browse: Browse) -> None:
    manager, facilitator = browse(torn.manager), browse(torn.facilitator)
    manager.text("/clashes")
    with statements() as many:
        manager.text("/clashes")
    with statements() as read:
        facilitator.text("/clashes")
    with writing():
        db.session.execute(update(Room).values(capacity=1))
    with statements() as more:
        assert len(said(manager.text("/clashes"))) > 3
    # Who asks; the week's facts; who has kept what, with three for names; facts and pauses for the free slots.
    assert (len(many), len(more), len(read)) == (1 + 9 + 4 + 11, 1 + 9 + 4 + 11, 1 + 9 + 4)
