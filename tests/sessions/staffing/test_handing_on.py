"""Somebody leaves: nothing they lead stays unnoticed, and each series goes on with somebody else."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select, update

from community.access.actor import SYSTEM
from community.accounts.last_manager import end_work
from community.houses.models import StaffMembership
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import change_leader
from sessions.schedule.models import Occurrence, Series
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
DAY = timedelta(days=1)


def leaves_on(house: Cast, person: Person, days: int) -> None:
    """Their work ends so many days from now."""
    with writing():
        row = db.session.scalars(select(StaffMembership).where(StaffMembership.person_id == person.id)).one()
        end_work(row, at=NOW + days * DAY, by=SYSTEM)


def planned(person: Person, after: timedelta) -> int:
    """How many dates somebody leads from then on."""
    dates = select(func.count()).select_from(Occurrence).where(Occurrence.leader_id == person.id)
    return db.session.scalars(dates.where(Occurrence.status == "planned", Occurrence.starts_at >= NOW + after)).one()


def versions(text: str) -> dict[str, str]:
    """The rows of the page: series → version."""
    return dict(re.findall(r'name="version_(\w{32})" value="(\d+)"', text))


def test_the_end_of_a_role_leads_to_what_they_lead(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager = browse(house.manager)
    role = db.session.scalars(select(StaffMembership.id).where(StaffMembership.person_id == house.facilitator.id)).one()
    there = manager.post(f"/roles/{role}/ending").headers["Location"]
    assert there == f"/staff-hours/{house.facilitator.id}/sessions"
    text = manager.text(there)
    assert set(versions(text)) == {house.series[name].id for name in ("morning", "group", "steps", "family")}
    # Of whoever has left, somebody is proposed for every series.
    assert text.count('<option value="" selected>') == 0


def test_all_of_it_is_told_on_the_first_page_long_before(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager = browse(house.manager)
    leaves_on(house, house.facilitator, 30)
    number = planned(house.facilitator, 30 * DAY)
    text = manager.text("/today")
    assert f"{number} sessions without anybody to lead them" in text
    assert "from Friday 25 December on" in text
    text = manager.text("/unled")
    assert f"/staff-hours/{house.facilitator.id}/sessions?from=2026-12-25" in text
    assert ("Every day" in text, "Every Tuesday" in text) == (True, True)
    browse(house.facilitator).get("/unled", status=403)


def test_series_go_on_with_others_from_that_day_and_what_was_before_stays(
    app: Flask, house: Cast, browse: Browse
) -> None:
    reads_english(house.manager)
    manager, path = browse(house.manager), f"/staff-hours/{house.facilitator.id}/sessions"
    leaves_on(house, house.facilitator, 30)
    rows = versions(manager.text(path))
    group, steps = house.series["group"].id, house.series["steps"].id
    body = {f"version_{key}": version for key, version in rows.items()} | {f"who_{key}": "" for key in rows}
    body |= {f"who_{group}": house.other_facilitator.id, f"who_{steps}": house.manager.id}
    manager.post(f"{path}?from=2026-12-24", body)
    before, after = occurrence_on(house, "group", TODAY + 29 * DAY), TODAY + 31 * DAY
    assert db.session.get_one(Occurrence, before).leader_id == house.facilitator.id
    led = select(Occurrence.leader_id, Occurrence.keeper_id, Series.leader_id, Series.line_id)
    led = led.join(Series, Series.id == Occurrence.series_id).where(Occurrence.starts_at >= NOW + 31 * DAY)
    found = db.session.execute(led.where(Series.line_id.in_([group, steps]))).all()
    assert {(row.line_id, *row[:3]) for row in found} == {
        (group, *[house.other_facilitator.id] * 3),
        (steps, *[house.manager.id] * 3),
    }
    assert after
    assert set(versions(manager.text(f"{path}?from=2026-12-25"))) == {
        house.series["morning"].id,
        house.series["family"].id,
    }


def test_a_single_date_in_somebody_elses_series_goes_alone(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager = browse(house.manager)
    one = occurrence_on(house, "group", TODAY + 3 * DAY)
    with writing():
        change_leader(db.session.get_one(Occurrence, one), house.other_facilitator.id, version=0, by=SYSTEM)
    path = f"/staff-hours/{house.other_facilitator.id}/sessions"
    text = manager.text(path)
    group = house.series["group"].id
    assert (set(versions(text)), "single dates" in text) == ({group}, True)
    body = {f"version_{group}": versions(text)[group], f"who_{group}": house.manager.id}
    manager.post(f"{path}?from={TODAY.isoformat()}", body)
    assert db.session.get_one(Occurrence, one).leader_id == house.manager.id
    assert db.session.get_one(Series, group).leader_id == house.facilitator.id


def test_with_a_clash_nothing_goes_on_and_the_row_says_so(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager, path = browse(house.manager), f"/staff-hours/{house.facilitator.id}/sessions"
    row = db.session.get_one(Occurrence, occurrence_on(house, "group", TODAY + 9 * DAY))
    with writing():
        values = {"leader_id": house.other_facilitator.id, "starts_at": row.starts_at, "ends_at": row.ends_at}
        lunch = occurrence_on(house, "lunch", TODAY + 9 * DAY)
        db.session.execute(update(Occurrence).where(Occurrence.id == lunch).values(**values))
    rows = versions(manager.text(path))
    group, steps = house.series["group"].id, house.series["steps"].id
    body = {f"version_{key}": rows[key] for key in (group, steps)}
    body |= {f"who_{group}": house.other_facilitator.id, f"who_{steps}": house.manager.id}
    text = manager.post(path, body, status=409).text
    assert (f'id="fault-{group}"' in text, f'id="fault-{steps}"' in text) == (True, False)
    assert {db.session.get_one(Series, key).leader_id for key in (group, steps)} == {house.facilitator.id}


def test_a_series_that_was_changed_meanwhile_is_told(app: Flask, house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager, path = browse(house.manager), f"/staff-hours/{house.facilitator.id}/sessions"
    group = house.series["group"].id
    rows = versions(manager.text(path))
    with writing():
        db.session.execute(update(Series).where(Series.id == group).values(sequence=7, changed_at=now()))
    body = {f"version_{group}": rows[group], f"who_{group}": house.manager.id}
    assert "Somebody changed this series" in manager.post(path, body, status=409).text
    assert db.session.get_one(Series, group).leader_id == house.facilitator.id
