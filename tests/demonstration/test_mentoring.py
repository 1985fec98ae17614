"""In the demonstration those who have just come have elders, and there is something of everything to look at."""

from flask import Flask
from sqlalchemy import select

from community.houses.models import House
from community.mentoring.elders import elders_of
from community.mentoring.pairs import pairs
from community.mentoring.queries import open_change_requests, overdue_contacts, without_enough_elders
from foundation.clock import now
from foundation.database import db


def house_id(slug: str) -> str:
    """The id of a house of the demonstration."""
    return db.session.scalars(select(House.id).where(House.slug == slug)).one()


def test_newcomers_have_elders_and_one_is_still_looked_for(app: Flask) -> None:
    linden = house_id("linden")
    found = pairs(linden, now())
    agreed = {pair.newcomer_id for pair in found if pair.agreed_at and pair.serves}
    needing = without_enough_elders(linden, now())
    assert len(agreed) == 7
    assert [(need.needed, need.agreed, need.asked) for need in needing] == [(2, 1, 0), (2, 1, 1)]
    assert [elder.lives_here for elder in elders_of(linden, now())].count(False) == 1
    assert len(overdue_contacts(linden, now())) == 2
    assert len(open_change_requests(linden, now())) == 1
    assert [pair for pair in found if not pair.serves] == []


def test_the_small_house_has_an_elder_for_everybody_who_is_new(app: Flask) -> None:
    assert without_enough_elders(house_id("nile"), now()) == []
