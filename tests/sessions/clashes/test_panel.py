"""The clashes beside the planner's week: a free time is taken there, and what is only looked at is not kept yet."""

import re
from datetime import time, timedelta

from sqlalchemy import update

from community.access.actor import SYSTEM
from community.staff.models import StaffAbsence
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import move
from sessions.schedule.models import Occurrence
from sessions.schedule.pausing import begin_pause
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.sessions.clashes.test_pages import Browse, form_of

TOMORROW = TODAY + timedelta(days=1)
THE_DAY_AFTER = TODAY + timedelta(days=2)


def torn_by_hand(house: Cast) -> Occurrence:
    """The family session of tomorrow, moved into the group's hour."""
    reads_english(house.manager)
    family = db.session.get_one(Occurrence, occurrence_on(house, "family", TOMORROW))
    with writing():
        move(
            family,
            day=TOMORROW,
            start=time(10),
            end=time(11),
            reason={},
            version=family.sequence,
            by=SYSTEM,
            anyway=True,
        )
    return family


def test_a_slot_taken_in_the_planner_leads_back_to_it_and_can_be_taken_back(house: Cast, browse: Browse) -> None:
    family, manager = torn_by_hand(house), browse(house.manager)
    shown = manager.text(f"/planner?week={TOMORROW.isoformat()}&chosen={family.id}")
    slot = form_of(shown, "/clashes/moves")
    answer = manager.post("/clashes/moves", slot)
    there = f"/planner?week={slot['day']}&day={slot['day']}&chosen={slot['occurrence']}&since={slot['version']}"
    assert answer.location == there
    assert "Take it back" in manager.text(there)


def test_a_feast_day_is_not_offered(house: Cast, browse: Browse) -> None:
    family, manager = torn_by_hand(house), browse(house.manager)
    asked = f"/planner?week={TOMORROW.isoformat()}&chosen={family.id}"

    def days() -> set[str]:
        return set(re.findall(r'name="day" value="([^"]+)"', manager.text(asked).split("Nearest free times")[1]))

    assert THE_DAY_AFTER.isoformat() in days()
    with writing():
        begin_pause(
            house.house,
            name={"en": "Feast"},
            kind="feast",
            first_day=THE_DAY_AFTER,
            last_day=THE_DAY_AFTER,
            covers="activities",
            by=SYSTEM,
        )
    assert THE_DAY_AFTER.isoformat() not in days()


def test_a_clash_that_is_only_looked_at_cannot_be_kept_yet(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    manager = browse(house.manager)
    group = db.session.get_one(Occurrence, occurrence_on(house, "group", TOMORROW))
    wanted = {
        "step": "preview",
        "chosen": group.id,
        "version": str(group.sequence),
        "series_version": "0",
        "view": "week=2026-11-23",
        "day": TOMORROW.isoformat(),
        "start": "16:30",
        "end": "17:30",
        "room": "none",
        "leader": house.manager.id,
        "scope": "date",
        "reason": "",
    }
    text = manager.post("/planner/changes", wanted, status=200).text
    assert "It can be saved all the same." in text
    assert "keep=yes" not in text


def test_of_who_only_keeps_the_register_it_is_not_said_that_they_lead(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    group = db.session.get_one(Occurrence, occurrence_on(house, "group", TOMORROW))
    with writing():
        away = StaffAbsence(house_id=house.house.id, person_id=house.facilitator.id, kind="ill", noted_at=NOW)
        away.from_at, away.to_at = group.starts_at, group.ends_at
        db.session.add(away)
    manager = browse(house.manager)
    assert "is away then and cannot lead it" in manager.text("/clashes")
    with writing():
        guest = {"leader_kind": "guest", "leader_id": None, "keeper_id": house.facilitator.id}
        db.session.execute(update(Occurrence).where(Occurrence.id == group.id).values(guest))
    text = manager.text("/clashes")
    assert "is away then and cannot keep its register" in text
    assert "cannot lead it" not in text


def test_of_many_sessions_in_the_way_three_are_told_at_once(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    family = db.session.get_one(Occurrence, occurrence_on(house, "family", TOMORROW))
    wanted = {
        "step": "preview",
        "chosen": family.id,
        "version": str(family.sequence),
        "series_version": "0",
        "view": "week=2026-11-23",
        "day": TOMORROW.isoformat(),
        "start": "10:00",
        "end": "11:00",
        "room": family.room_id,
        "leader": family.leader_id,
        "scope": "whole",
        "reason": "",
    }
    text = browse(house.manager).post("/planner/changes", wanted, status=200).text
    told, fold = text.split('<ul class="rows in-the-way">')[1].split("</ul>", 1)
    assert told.count("<li>") == 3
    assert "more days</summary>" in fold
    assert text.index('name="anyway"') < text.index('value="save"')
