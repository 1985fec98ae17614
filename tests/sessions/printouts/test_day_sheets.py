"""The day and the week on paper: for the wall, for a group, for one person, and what a wall must not say."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.devices.models import WallName
from community.houses.models import House
from community.people.models import Person
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.groups.operations import form_group, join_group
from sessions.schedule.changes import cancel
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import LONG_AGO, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]
WALL_PATHS = ("/day-sheet", "/week-poster")


def series(house: Cast, type_key: str, title: str, hour: int, **more: object) -> None:
    """A session of every day from today on."""
    with writing():
        made = start_series(
            house.house.id,
            type_key=type_key,
            titles={"en": title},
            rule="FREQ=DAILY",
            first_day=TODAY,
            wall_start=time(hour),
            wall_end=time(hour, 50),
            zone=house.house.zone,
            wants_register=False,
            by=SYSTEM,
            **more,  # type: ignore[arg-type]
        )
        fill(made, TODAY + timedelta(days=6))


@pytest.mark.parametrize("path", WALL_PATHS)
def test_a_wall_names_no_type_the_house_names_on_none(house: Cast, browse: Browse, path: str) -> None:
    reads_english(house.manager)
    series(house, "lecture", "About wine", 14)
    with writing():
        db.session.get_one(House, house.house.id).unnamed_types = ["lecture"]
    text = browse(house.manager).text(path)
    assert [
        word for word in ("About wine", "Lecture", "AA meeting", "Twelve-step", "Mutual help") if word in text
    ] == []
    assert "Process group" in text
    assert "Session" in text
    own = browse(house.resident).text(path)
    assert [word for word in ("About wine", "AA meeting") if word not in own] == []


@pytest.mark.parametrize("path", WALL_PATHS)
@pytest.mark.parametrize("chosen", [None, "initial"])
def test_a_resident_who_leads_is_named_by_their_own_choice_alone(
    house: Cast, browse: Browse, path: str, chosen: str | None
) -> None:
    series(house, "sport", "Football", 15, leader_kind="resident", leader_id=house.other_resident.id)
    if chosen:
        with writing():
            db.session.add(
                WallName(
                    id=new_id(),
                    house_id=house.house.id,
                    person_id=house.other_resident.id,
                    shown_as=chosen,
                    from_at=LONG_AGO + timedelta(days=1),
                )
            )
    text = browse(house.manager).text(path)
    assert "Football" in text
    assert ("Piotr Z." in text) is (chosen is not None)
    assert "Zieliński" not in text


@pytest.mark.parametrize("path", WALL_PATHS)
def test_a_wall_tells_a_change_but_not_why(house: Cast, browse: Browse, path: str) -> None:
    reads_english(house.manager)
    with writing():
        row = db.session.get_one(Occurrence, occurrence_on(house, "group", TODAY + timedelta(days=1)))
        cancel(row, reason={"en": "Marta is ill"}, version=0, by=SYSTEM)
    text = browse(house.manager).text(f"{path}?day=2026-11-25")
    assert ">cancelled<" in text
    assert "Marta is ill" not in text
    assert "Marta is ill" in browse(house.resident).text(f"{path}?day=2026-11-25")


def test_a_groups_sheet_is_not_named_after_what_no_wall_names(house: Cast, browse: Browse) -> None:
    reads_english(house.facilitator)
    with writing():
        steps = form_group(house.house.id, name={"en": "Big Book people"}, kind="group", by=SYSTEM)
        group_id = steps.id
    series(house, "step_study", "Step four", 17, audience="group", group_id=group_id)
    for path in WALL_PATHS:
        text = browse(house.facilitator).text(f"{path}?group={group_id}")
        assert [word for word in ("Big Book", "Step four", "Step study") if word in text] == []
        assert '<p class="soft"><bdi lang="en">Session</bdi></p>' in text


def test_a_groups_sheet_holds_its_own_sessions_alone(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    with writing():
        choir = form_group(house.house.id, name={"en": "Choir people", "ar": "الكورال"}, kind="hobby", by=SYSTEM)
        join_group(choir, house.resident.id, from_at=LONG_AGO, by=SYSTEM)
        group_id = choir.id
    series(house, "creative", "Choir", 17, audience="group", group_id=group_id)
    for path in WALL_PATHS:
        text = browse(house.facilitator).text(f"{path}?group={group_id}")
        assert "Choir people" in text
        assert "Choir<" in text
        assert "Process group" not in text
    assert "الكورال" in browse(house.facilitator).text(f"/week-poster?group={group_id}&lang=ar")


@pytest.mark.parametrize("path", WALL_PATHS)
def test_a_residents_sheet_by_staff_is_theirs_in_their_language_and_recorded(
    house: Cast, browse: Browse, path: str
) -> None:
    text = browse(house.facilitator).text(f"{path}?resident={house.newcomer.id}")
    assert 'lang="ru" dir="ltr"' in text
    assert "Олег О." in text
    assert "Орлов" not in text
    assert "Family session" not in text
    db.session.rollback()
    read = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "read:sheet")).all()
    assert [(one.actor_id, one.about_id) for one in read] == [(house.facilitator.id, house.newcomer.id)]


@pytest.mark.parametrize("path", WALL_PATHS)
def test_ones_own_sheet_is_no_recorded_reading(house: Cast, browse: Browse, path: str) -> None:
    text = browse(house.resident).text(f"{path}?resident={house.resident.id}")
    assert "Haddad" not in text
    db.session.rollback()
    assert db.session.scalar(select(AuditEntry.seq).where(AuditEntry.verb == "read:sheet")) is None


def test_a_relative_reads_when_and_where_and_not_who_leads(house: Cast, browse: Browse) -> None:
    text = browse(house.mother).text("/week-poster?lang=en")
    assert "Family session" in text
    assert "Marta" not in text
    assert "Process group" not in text
    assert "Family session" not in browse(house.brother).text("/week-poster")


@pytest.mark.parametrize(
    ("lang", "direction", "word"),
    [
        ("en", "ltr", "Morning meeting"),
        ("ar", "rtl", "اجتماع الصباح"),
        ("pl", "ltr", "wtorek"),
        ("ru", "ltr", "вторник"),
    ],
)
def test_a_sheet_speaks_the_language_that_is_asked_for(
    house: Cast, browse: Browse, lang: str, direction: str, word: str
) -> None:
    text = browse(house.facilitator).text(f"/week-poster?lang={lang}")
    assert f'lang="{lang}" dir="{direction}"' in text
    assert word in text
    # The page around it goes on in the reader's own.
    assert '<html lang="en" dir="ltr"' in text
