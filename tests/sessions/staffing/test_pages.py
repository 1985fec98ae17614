"""The staff's pages: hours, what somebody may lead, an ill leader whose sessions go to others with one save."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from community.access.actor import SYSTEM
from community.people.models import Person
from community.staff.absences import note_absence
from community.staff.models import StaffAbsence, StaffScope, WorkingHours
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import change_leader
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def rows_in(text: str) -> dict[str, tuple[str, str]]:
    """The rows of a page of substitutes: id → (version, who is chosen)."""
    found = {}
    for key, version in re.findall(r'name="version_(\w{32})" value="(\d+)"', text):
        select = text.split(f'<select id="who_{key}"')[1].split("</select>")[0]
        chosen = re.findall(r'<option value="(\w*)" selected', select)
        found[key] = (version, chosen[0] if chosen else "")
    return found


def as_sent(rows: dict[str, tuple[str, str]], **changed: str) -> dict[str, str]:
    """The form as it stands, with some rows chosen otherwise."""
    body = {"reason": "Marta is away"}
    for key, (version, who) in rows.items():
        body |= {f"version_{key}": version, f"who_{key}": changed.get(key, who)}
    return body


def ill(house: Cast, browse: Browse, until: str = "tonight") -> tuple[Browser, str]:
    """The manager, after noting with one tap that the facilitator is ill, and the page that follows."""
    reads_english(house.manager)
    manager = browse(house.manager)
    answer = manager.post("/staff-absences", {"person": house.facilitator.id, "kind": "ill", "until": until})
    return manager, answer.headers["Location"]


def leaders(*ids: str) -> list[str | None]:
    """Who leads each date."""
    db.session.expire_all()
    return [db.session.get_one(Occurrence, one).leader_id for one in ids]


def test_hours_are_typed_read_and_shown(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager, path = browse(house.manager), f"/staff-hours/{house.facilitator.id}"
    assert "Their hours are not known yet." in manager.text("/staff-hours")
    manager.get(path)
    body = {"from_day": TODAY.isoformat(), "start_0_1": "08:00", "end_0_1": "12:00", "start_0_2": "13:00"}
    # Half a span is none.
    assert "a beginning and an end" in manager.post(path, body, status=422).get_data(as_text=True)
    manager.post(path, body | {"end_0_2": "16:30", "start_6_1": "22:00", "end_6_1": "06:00"})
    text = manager.text("/staff-hours")
    assert ("08:00–12:00" in text, "13:00–16:30" in text, "22:00–06:00" in text) == (True, True, True)
    assert 'name="end_0_2" id="end_0_2" class="input" aria-label="Monday, ends" value="16:30"' in manager.text(path)
    assert db.session.query(WorkingHours).count() == 3


def test_hours_that_somebody_changed_meanwhile_are_not_written_over(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager, path = browse(house.manager), f"/staff-hours/{house.facilitator.id}"
    manager.get(path)
    first = {"from_day": TODAY.isoformat(), "start_0_1": "08:00", "end_0_1": "12:00"}
    manager.post(path, first)
    late = manager.post(path, first | {"start_0_1": "09:00"}, status=409).get_data(as_text=True)
    assert ("Somebody changed this in the meantime." in late, "08:00–12:00" in late, "09:00–12:00" in late) == (
        *(True, True, True),
    )
    # Sent once more as it stands, it is meant.
    again = re.findall(r'name="as_read" value="(\w+)"', late)[0]
    manager.post(path, first | {"start_0_1": "09:00", "as_read": again})
    assert [row.wall_start.hour for row in db.session.query(WorkingHours)] == [9]


def test_what_somebody_may_lead_is_said_and_left_to_the_role_again(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager, path = browse(house.manager), f"/staff-hours/{house.facilitator.id}"
    assert 'value="individual_counselling">' in manager.text(path)
    manager.post(f"{path}/scope", {"by": "chosen", "types": ["individual_counselling", "lecture"]})
    text = manager.text(path)
    assert 'value="individual_counselling" checked>' in text and 'value="process_group">' in text
    manager.post(f"{path}/scope", {"by": "role"})
    assert 'value="process_group" checked>' in manager.text(path)
    assert db.session.query(StaffScope).count() == 1


def test_an_ill_leader_takes_two_taps_and_one_save(app: Flask, house: Cast, browse: Browse) -> None:
    steps = occurrence_on(house, "steps", TODAY)
    manager, page = ill(house, browse)
    text = manager.text(page)
    # The group that runs now is taken over on its own page; the one of this evening has somebody chosen already.
    running = occurrence_on(house, "group", TODAY)
    assert (set(rows_in(text)), f"/occurrences/{running}" in text) == ({steps}, True)
    assert rows_in(text)[steps][1] in (house.manager.id, house.other_facilitator.id)
    assert "Marta W." in manager.text("/today")
    manager.post(f"{page}/substitutions", as_sent(rows_in(text), **{steps: house.other_facilitator.id}))
    assert leaders(steps) == [house.other_facilitator.id]
    text = manager.text(page)
    assert (rows_in(text), "Arranged already: 1 session" in text, "Farid N." in text) == ({}, True, True)


def test_an_illness_without_an_end_is_looked_through_for_four_weeks(app: Flask, house: Cast, browse: Browse) -> None:
    manager, page = ill(house, browse, "open")
    rows = rows_in(manager.text(page))
    # A morning meeting and a group on each of 27 days, and on the 28th the meeting that begins before this hour
    # with the group; four Tuesdays' and four Wednesdays' evenings.
    assert len(rows) == 2 * 28 + 4 + 4
    assert {who for _, who in rows.values()} == {house.manager.id, house.other_facilitator.id}


def test_some_are_cancelled_some_left_open_and_everybody_reads_why(app: Flask, house: Cast, browse: Browse) -> None:
    manager, page = ill(house, browse, "open")
    rows = rows_in(manager.text(page))
    group, morning = (occurrence_on(house, name, TODAY + DAY) for name in ("group", "morning"))
    body = as_sent({key: rows[key] for key in (group, morning)}, **{group: "cancel", morning: ""})
    manager.post(f"{page}/substitutions", body)
    one, other = (db.session.get_one(Occurrence, key) for key in (group, morning))
    assert (one.status, one.reason) == ("cancelled", {"en": "Marta is away"})
    assert (other.status, other.leader_id) == ("planned", house.facilitator.id)
    assert group not in rows_in(manager.text(page))


def test_the_proposed_reason_is_said_in_every_language_of_the_house(app: Flask, house: Cast, browse: Browse) -> None:
    manager, page = ill(house, browse)
    rows = rows_in(manager.text(page))
    steps = occurrence_on(house, "steps", TODAY)
    body = as_sent(rows, **{steps: "cancel"}) | {"reason": ""}
    manager.post(f"{page}/substitutions", body)
    assert set(db.session.get_one(Occurrence, steps).reason) >= {"en"}


def test_with_a_clash_nothing_is_done_and_the_row_says_so(app: Flask, house: Cast, browse: Browse) -> None:
    manager, page = ill(house, browse, "open")
    rows = rows_in(manager.text(page))
    group, morning = (occurrence_on(house, name, TODAY + DAY) for name in ("group", "morning"))
    lunch = db.session.get_one(Occurrence, occurrence_on(house, "lunch", TODAY + DAY))
    with writing():
        row = db.session.get_one(Occurrence, group)
        lunch.leader_id, lunch.starts_at, lunch.ends_at = house.other_facilitator.id, row.starts_at, row.ends_at
    some = {key: rows[key] for key in (group, morning)}
    body = as_sent(some, **{group: house.other_facilitator.id, morning: house.manager.id})
    text = manager.post(f"{page}/substitutions", body, status=409).get_data(as_text=True)
    assert leaders(group, morning) == [house.facilitator.id] * 2
    assert (f'id="fault-{group}"' in text, f'id="fault-{morning}"' in text) == (True, False)
    assert "Nothing was changed yet." in text
    # What was chosen for the other row stays chosen.
    assert rows_in(text)[morning][1] == house.manager.id


def test_a_date_that_was_changed_meanwhile_is_told_and_not_written_over(
    app: Flask, house: Cast, browse: Browse
) -> None:
    manager, page = ill(house, browse, "open")
    rows = rows_in(manager.text(page))
    group = occurrence_on(house, "group", TODAY + DAY)
    with writing():
        change_leader(db.session.get_one(Occurrence, group), house.manager.id, version=0, by=SYSTEM)
    body = as_sent({group: rows[group]}, **{group: house.other_facilitator.id})
    assert "Somebody changed this session" in manager.post(f"{page}/substitutions", body, status=409).text
    assert leaders(group) == [house.manager.id]


def test_an_absence_gets_its_end_and_is_called_off(app: Flask, house: Cast, browse: Browse) -> None:
    manager, page = ill(house, browse, "open")
    manager.post(f"{page}/ending", {"to_day": (TODAY + DAY).isoformat(), "to_time": ""})
    assert len(rows_in(manager.text(page))) == 4
    manager.post(f"{page}/withdrawal")
    manager.get(page, status=404)
    assert "Nobody is away" in manager.text("/staff-hours")


def test_other_absences_are_whole_days_or_to_the_minute(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager = browse(house.manager)
    days = {"from_day": "2026-12-01", "to_day": "2026-12-02", "from_time": "", "to_time": ""}
    manager.post("/staff-absences", days | {"person": house.facilitator.id, "kind": "training"})
    times = {"from_time": "14:00", "to_time": "15:30"}
    manager.post("/staff-absences", days | times | {"person": house.other_facilitator.id, "kind": "other"})
    found = {row.kind: (row.from_at, row.to_at) for row in db.session.query(StaffAbsence)}
    midnight = NOW.replace(month=11, day=30, hour=23, minute=0)
    assert found == {
        "training": (midnight, midnight + 2 * DAY),
        "other": (midnight + 14 * HOUR, midnight + 39.5 * HOUR),
    }


def test_one_says_oneself_that_one_is_ill_and_back(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    marta = browse(house.facilitator)
    assert "I am ill and cannot come" in marta.text("/my-absence")
    marta.post("/my-absence", {"until": "open"})
    text = marta.text("/my-absence")
    assert ("Ill" in text, "I am back" in text, "I am ill and cannot come" in text) == (True, True, False)
    manager = browse(house.manager).text("/today")
    assert ("needs-unled" in manager, "needs-later" in manager, "is not there then" in manager) == (True, True, True)
    key = re.findall(r"/my-absences/(\w{32})/ending", text)[0]
    # Nobody else's to end.
    browse(house.other_facilitator).post(f"/my-absences/{key}/ending", status=404)
    # The group of ten is over by then.
    with held_at(NOW + HOUR / 2):
        marta.post(f"/my-absences/{key}/ending")
        assert "needs-unled" not in browse(house.manager).text("/today")


def test_that_it_is_an_illness_nobody_else_reads(app: Flask, house: Cast, browse: Browse) -> None:
    ill(house, browse, "open")
    for person in (house.other_facilitator, house.resident):
        browser = browse(person)
        browser.get("/staff-hours", status=403)
        for path in ("/today", "/week", f"/occurrences/{occurrence_on(house, 'group', TODAY)}"):
            assert ">Ill<" not in browser.text(path) and " ill" not in browser.text(path).lower(), path
    with writing():
        note_absence(house.manager, kind="ill", from_at=NOW, to_at=None, by=SYSTEM)
    assert "Ill" not in browse(house.other_facilitator).text("/my-absence").split("<main")[1].split("cannot come")[0]


def test_every_page_asks_the_same_however_much_there_is(app: Flask, house: Cast, browse: Browse) -> None:
    manager, page = ill(house, browse, "open")
    with writing():
        note_absence(house.manager, kind="training", from_at=NOW + 9 * DAY, to_at=NOW + 11 * DAY, by=SYSTEM)
    for path, asked in (
        ("/staff-hours", 4),
        (f"/staff-hours/{house.facilitator.id}", 5),
        ("/staff-absences/new", 2),
        (page, 10),
        ("/my-absence", 3),
        (f"/staff-hours/{house.facilitator.id}/sessions", 10),
        ("/unled", 3),
    ):
        manager.get(path)
        with statements() as sent:
            manager.get(path)
        assert (path, len(sent)) == (path, asked), sent


def test_the_form_of_one_date_offers_who_is_free_first_and_why(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    with writing():
        note_absence(house.other_facilitator, kind="ill", from_at=NOW, to_at=None, by=SYSTEM)
    path = f"/occurrences/{occurrence_on(house, 'group', TODAY + DAY)}"
    offered = browse(house.manager).text(path).split('name="leader"')[1].split("</select>")[0]
    # Who is away stands last and without a word; the manager is free, and nothing is known of her hours.
    assert re.findall(r">(?:\u2068)?(\w+) \w\.\u2069?( – [\w ]+)?</option>", offered) == [
        ("Ewa", " – free then"),
        ("Farid", ""),
        ("Marta", ""),
    ]
    # Whoever leads it is asked nothing, and is told nothing of a colleague.
    assert "free then" not in browse(house.facilitator).text(path)


def test_the_register_of_what_a_guest_leads_gets_another_keeper(house: Cast, browse: Browse) -> None:
    with writing():
        row = db.session.get_one(Occurrence, occurrence_on(house, "steps", TODAY))
        row.leader_kind, row.leader_id = "guest", None
        absence = note_absence(house.facilitator, kind="ill", from_at=NOW, to_at=NOW + DAY, by=SYSTEM)
        absence_id = absence.id
    manager = browse(house.manager)
    reads_english(house.manager)
    assert "only its register wants a keeper" in manager.text(f"/staff-absences/{absence_id}")
    chosen = {f"who_{row.id}": house.other_facilitator.id, f"version_{row.id}": "0", "reason": "Away"}
    manager.post(f"/staff-absences/{absence_id}/substitutions", chosen)
    db.session.expire_all()
    kept = db.session.get_one(Occurrence, row.id)
    assert (kept.leader_kind, kept.leader_id, kept.keeper_id) == ("guest", None, house.other_facilitator.id)
    assert kept.changes == []
    assert "only its register wants a keeper" not in manager.text(f"/staff-absences/{absence_id}")
