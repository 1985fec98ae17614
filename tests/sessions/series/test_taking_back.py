"""Who may take a change of series back: whoever may speak for all that it changed."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.schedule.amending import amend, end_series
from sessions.schedule.filling import fill
from sessions.schedule.models import Series, SeriesEdit
from sessions.schedule.operations import start_series
from tests.cast import TODAY, Cast, reads_english
from tests.pages import Browser

FROM_DAY = TODAY + timedelta(days=7)


@pytest.fixture
def sport(house: Cast) -> Series:
    """A series that Farid leads."""
    farid = house.other_facilitator.id
    with writing():
        series = start_series(
            house.house.id, type_key="sport", titles={}, rule="FREQ=DAILY", first_day=TODAY + timedelta(days=1),
            wall_start=time(6), wall_end=time(7), zone="Europe/Warsaw", by=SYSTEM, leader_kind="staff",
            leader_id=farid, keeper_id=farid,
        )  # fmt: skip
        fill(series, TODAY + timedelta(days=20))
    return series


def undone(edit_id: str) -> bool:
    db.session.rollback()
    return db.session.scalars(select(SeriesEdit.undone_at).where(SeriesEdit.id == edit_id)).one() is not None


def ended_together(house: Cast, sport: Series) -> str:
    """Farid's series and one of Marta's were ended at once; gives back Farid's part of it."""
    batch, facts = new_id(), {"from_day": FROM_DAY, "version": 0, "by": SYSTEM, "reason": {"en": "Gone"}}
    with writing():
        end_series(db.session.get_one(Series, house.series["steps"].id), batch_id=batch, **facts)
        return end_series(db.session.get_one(Series, sport.id), batch_id=batch, **facts).edit_id


def test_nobody_takes_back_with_their_own_what_others_lead(
    house: Cast, sport: Series, browse: Callable[..., Browser]
) -> None:
    edit_id = ended_together(house, sport)
    farid = browse(house.other_facilitator)
    assert f"/series-edits/{edit_id}/undo" not in farid.text(f"/series/{sport.id}")
    farid.post(f"/series-edits/{edit_id}/undo", status=404)
    assert not undone(edit_id)
    assert f"/series-edits/{edit_id}/undo" in browse(house.manager).text(f"/series/{sport.id}")
    browse(house.manager).post(f"/series-edits/{edit_id}/undo")
    assert undone(edit_id)


def test_whoever_led_it_before_does_not_take_it_from_whoever_leads_it_now(
    house: Cast, sport: Series, browse: Callable[..., Browser]
) -> None:
    marta = house.facilitator.id
    with writing():
        given = amend(
            db.session.get_one(Series, sport.id), scope="whole", occurrence=None, version=0, by=SYSTEM,
            changes={"leader_id": marta, "keeper_id": marta},
        )  # fmt: skip
    browse(house.other_facilitator).post(f"/series-edits/{given.edit_id}/undo", status=404)
    assert not undone(given.edit_id)


def test_what_is_all_about_ones_own_series_one_takes_back(
    house: Cast, sport: Series, browse: Callable[..., Browser]
) -> None:
    with writing():
        moved = amend(
            db.session.get_one(Series, sport.id), scope="whole", occurrence=None, version=0, by=SYSTEM,
            changes={"wall_start": time(5), "wall_end": time(6)},
        )  # fmt: skip
    browse(house.other_facilitator).post(f"/series-edits/{moved.edit_id}/undo")
    assert undone(moved.edit_id)


def test_what_has_the_room_meanwhile_is_named_and_taking_back_may_be_meant(
    house: Cast, browse: Callable[..., Browser]
) -> None:
    group, family = (house.series[name].id for name in ("group", "family"))
    with writing():
        later = {"wall_start": time(14), "wall_end": time(15)}
        series = db.session.get_one(Series, group)
        edit_id = amend(series, scope="whole", occurrence=None, changes=later, version=0, by=SYSTEM).edit_id
        into = {"wall_start": time(10), "wall_end": time(11)}
        series = db.session.get_one(Series, family)
        amend(series, scope="whole", occurrence=None, changes=into, version=0, by=SYSTEM)
    reads_english(house.manager)
    manager = browse(house.manager)
    page = manager.post(f"/series-edits/{edit_id}/undo", status=409).get_data(as_text=True)
    assert ("Family session" in page, "Nothing was taken back yet" in page) == (True, True)
    assert not undone(edit_id)
    manager.post(f"/series-edits/{edit_id}/undo", {"anyway": "y"})
    assert undone(edit_id)
