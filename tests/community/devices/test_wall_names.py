"""Whether the wall names somebody: their own choice, at once, and never anybody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.devices.models import WallName
from community.devices.wall_names import choose_wall_name, wall_name_of, wall_names
from community.people.models import Person
from community.residency.models import Stay
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.stamps import versions
from foundation.transactions import writing
from tests.cast import NOW, Cast, actor_for
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


def choose(house: Cast, how: str | None, who: str = "resident", by: str | None = None) -> None:
    """Let somebody choose, by their own hand or (which is refused) by another's."""
    actor = actor_for(house.people[by or who])
    with writing():
        choose_wall_name(db.session.get_one(Person, house.people[who].id), how, by=actor)


def on_the_wall(house: Cast) -> dict[str, str]:
    """Everybody whom the wall names now."""
    return wall_names(house.house.id, None, NOW)


def test_nobody_is_named_before_they_chose_it(house: Cast) -> None:
    assert on_the_wall(house) == {}


def test_a_choice_counts_at_once_and_so_does_taking_it_back(house: Cast) -> None:
    people = f"people:{house.house.id}"
    before = versions([people])[people][0]
    choose(house, "initial")
    assert on_the_wall(house) == {house.resident.id: "Yusuf H."}
    assert wall_name_of(house.resident.id, NOW) == "initial"
    choose(house, None)
    assert on_the_wall(house) == {}
    assert versions([people])[people][0] == before + 2
    verbs = [row.verb for row in db.session.query(AuditEntry).order_by(AuditEntry.seq.desc()).limit(2)]
    assert verbs == ["wall_name:end", "wall_name:choose"]


def test_each_choice_is_kept_with_its_time(house: Cast) -> None:
    choose(house, "initial")
    with held_at(NOW + timedelta(minutes=1)):
        choose(house, None)
    [row] = db.session.query(WallName).all()
    assert (row.from_at, row.to_at) == (NOW, NOW + timedelta(minutes=1))
    assert wall_names(house.house.id, [house.resident.id], NOW + timedelta(seconds=59)) != {}
    assert wall_names(house.house.id, [house.resident.id], NOW + timedelta(minutes=1)) == {}


def test_whoever_has_an_alias_may_be_named_by_it_and_is_not_once_it_is_gone(house: Cast) -> None:
    with pytest.raises(Refused, match="no other name"):
        choose(house, "alias")
    with writing():
        db.session.get_one(Person, house.resident.id).alias = "Joe"
    choose(house, "alias")
    assert on_the_wall(house) == {house.resident.id: "Joe"}
    with writing():
        db.session.get_one(Person, house.resident.id).alias = None
    assert on_the_wall(house) == {}


@pytest.mark.parametrize("by", ["manager", "facilitator", "other_resident", "mother"])
def test_nobody_chooses_for_somebody_else(house: Cast, by: str) -> None:
    with pytest.raises(Refused, match="Only the resident decides"):
        choose(house, "initial", by=by)
    assert on_the_wall(house) == {}


def test_staff_and_relatives_are_not_on_it(house: Cast) -> None:
    for who in ("manager", "mother"):
        with pytest.raises(Refused, match="only people who live here"):
            choose(house, "initial", who)


def test_a_choice_ends_with_the_stay(house: Cast) -> None:
    choose(house, "initial")
    with held_at(NOW + timedelta(hours=1)), writing():
        discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW + timedelta(hours=1), by=SYSTEM)
    assert wall_names(house.house.id, None, NOW + timedelta(hours=2)) == {}


def test_a_house_knows_nothing_of_another(house: Cast) -> None:
    choose(house, "initial")
    assert wall_names(house.other_house.id, None, NOW) == {}


def test_the_page_says_what_it_means_and_keeps_what_is_chosen(house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    assert "/wall-name" in browser.text("/account")
    text = browser.text("/wall-name")
    assert "Whoever passes it can read it" in text
    assert 'value="none" id="shown_as" checked' in text
    assert "alias" not in text
    browser.post("/wall-name", {"shown_as": "initial"})
    assert 'value="initial" checked' in browser.text("/wall-name")
    browser.post("/wall-name", {"shown_as": "none"})
    assert on_the_wall(house) == {}
    browser.post("/wall-name", {"shown_as": "everybody"}, status=422)
    browser.post("/wall-name", {"shown_as": "alias"}, status=422)
    assert on_the_wall(house) == {}
    browse(house.manager).get("/wall-name", status=403)
