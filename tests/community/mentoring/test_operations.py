"""Naming, asking, agreeing, ending, handing over: every rule refuses with one sentence, and all is recorded."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM, System
from community.audit.models import AuditEntry
from community.family.models import NoContact
from community.houses.models import House
from community.mentoring.models import ElderSpell, Mentorship
from community.mentoring.operations import agree, end, end_elder, hand_over, name_elder, propose
from community.mentoring.queries import without_enough_elders
from community.people.models import Person
from community.people.operations import describe_person, enrol_person
from community.residency.models import Stay
from community.residency.operations import grant_leave
from foundation.clock import held_at, now
from foundation.database import db
from foundation.errors import NotFound, Refused
from foundation.transactions import writing
from tests.cast import NOW, Cast
from tests.community.mentoring.circle import arrive, go_further, leave, make_elder, pair


def refused(act: Callable[[], object]) -> str:
    """What a verb says no with; nothing is written."""
    with pytest.raises(Refused) as caught, writing():
        act()
    return str(caught.value)


def verbs(cast: Cast, about: Person) -> list[str]:
    """What is recorded about somebody in mentoring, in its order."""
    entries = select(AuditEntry.verb).where(AuditEntry.house_id == cast.house.id, AuditEntry.about_id == about.id)
    return [
        verb for verb in db.session.scalars(entries.order_by(AuditEntry.seq)) if verb.startswith(("mentor", "elder"))
    ]


def test_an_elder_is_further_along_or_has_completed_a_stay(house: Cast) -> None:
    sentence = "An elder has gone beyond the first stage, or has completed a stay here."
    assert refused(lambda: name_elder(house.resident, by=SYSTEM)) == sentence
    assert refused(lambda: name_elder(house.mother, by=SYSTEM)) == sentence
    go_further(house, "resident")
    leave(house, "other_resident", 1)
    with writing():
        assert name_elder(house.resident, by=SYSTEM).from_at == NOW
        assert name_elder(house.other_resident, by=SYSTEM).to_at is None
    assert refused(lambda: name_elder(house.resident, by=SYSTEM)) == "This person serves as an elder already."
    assert verbs(house, house.resident) == ["elder:name"]


def test_whoever_serves_no_more_can_be_named_again(house: Cast) -> None:
    person = make_elder(house, "resident")
    with writing():
        end_elder(person, by=SYSTEM)
    with pytest.raises(NotFound), writing():
        end_elder(person, by=SYSTEM)
    with writing():
        name_elder(person, by=SYSTEM)
        end_elder(person, by=SYSTEM)
    spells = db.session.scalars(select(ElderSpell).where(ElderSpell.person_id == person.id)).all()
    assert sorted(spell.to_at - spell.from_at for spell in spells if spell.to_at) == [
        timedelta(seconds=1),
        timedelta(days=20),
    ]


def test_two_are_asked_and_agree_and_all_of_it_is_recorded(house: Cast) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    with writing():
        made = propose(new, elder.id, by=System(person_id=house.manager.id))
    assert (made.reasons, made.proposed_by, made.elder_agreed_at) == (
        ["language:en", "load:0", "stage"],
        house.manager.id,
        None,
    )
    with writing():
        agree(made, elder.id, by=System(person_id=elder.id))
        agree(made, elder.id, by=SYSTEM)
        agree(made, new.id, by=SYSTEM)
    assert (made.elder_agreed_at, made.newcomer_agreed_at) == (NOW, NOW)
    assert verbs(house, new) == ["mentorship:propose", "mentorship:agree", "mentorship:agree"]
    with writing():
        end(made, because="finished", by=SYSTEM)
    assert (made.ended_at, made.ended_because) == (NOW, "finished")
    for act in (lambda: end(made, because="finished", by=SYSTEM), lambda: agree(made, new.id, by=SYSTEM)):
        assert refused(act) == "This pairing has ended."


def test_nobody_else_agrees_for_the_two(house: Cast) -> None:
    made = pair(arrive(house, "Nadia", 2), make_elder(house, "resident"), agreed=False)
    with pytest.raises(NotFound), writing():
        agree(made, house.other_resident.id, by=SYSTEM)


def test_a_reason_for_an_end_is_one_of_those_offered(house: Cast) -> None:
    made = pair(arrive(house, "Nadia", 2), make_elder(house, "resident"))
    assert refused(lambda: end(made, because="penalty", by=SYSTEM)) == "Please choose from what is offered."


def test_who_cannot_be_asked_is_refused_in_one_sentence(house: Cast) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    not_serving = "This person does not serve as an elder now."
    assert refused(lambda: propose(new, new.id, by=SYSTEM)) == "Nobody is their own elder. Please choose somebody else."
    assert refused(lambda: propose(new, house.other_resident.id, by=SYSTEM)) == not_serving
    assert refused(lambda: propose(new, house.other_manager.id, by=SYSTEM)) == not_serving
    pair(new, elder, agreed=False)
    assert refused(lambda: propose(new, elder.id, by=SYSTEM)) == "These two are paired already, or have been asked."


@pytest.mark.parametrize("somebody", ["mother", "manager", "other_manager"])
def test_without_a_stay_nobody_gets_an_elder(house: Cast, somebody: str) -> None:
    elder = make_elder(house, "resident")
    with pytest.raises(NotFound), writing():
        propose(house.people[somebody], elder.id, by=SYSTEM)


def test_an_elder_stands_by_as_many_as_the_house_allows_those_asked_counted(house: Cast) -> None:
    elder = make_elder(house, "resident")
    for number in range(3):
        pair(arrive(house, f"Guest{number}", 2), elder, agreed=number == 0)
    one_more = arrive(house, "Onemore", 1)
    assert refused(lambda: propose(one_more, elder.id, by=SYSTEM)) == (
        "This elder stands by as many newcomers as the house allows."
    )


def test_two_elders_are_enough(house: Cast) -> None:
    new = arrive(house, "Nadia", 2)
    for name in ("resident", "other_resident"):
        pair(new, make_elder(house, name))
    third = make_elder(house, "newcomer")
    assert refused(lambda: propose(new, third.id, by=SYSTEM)) == (
        "Enough elders stand by this person or have been asked."
    )


@pytest.mark.parametrize("noted_by", ["newcomer", "elder"])
def test_who_must_not_meet_is_not_paired_whoever_asked_for_it(house: Cast, noted_by: str) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    one, other = (new, elder) if noted_by == "newcomer" else (elder, new)
    keep_apart(one, other)
    assert refused(lambda: propose(new, elder.id, by=SYSTEM)) == (
        "There is a no-contact note for these two. Please speak with the manager."
    )


def keep_apart(one: Person, other: Person) -> None:
    """Note that one must not meet the other, from now on."""
    with writing():
        facts = {"given_name": other.given_name, "surname": other.surname, "folded": other.folded}
        db.session.add(
            NoContact(house_id=one.house_id, resident_id=one.id, other_id=other.id, reason="x", from_at=now(), **facts)
        )


def test_a_note_of_no_contact_puts_a_pairing_to_rest_at_once(house: Cast) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    made = pair(new, elder)
    assert [need.agreed for need in without_enough_elders(house.house.id, NOW) if need.person_id == new.id] == [1]
    keep_apart(new, elder)
    assert [need.agreed for need in without_enough_elders(house.house.id, NOW) if need.person_id == new.id] == [0]
    assert refused(lambda: agree(made, new.id, by=SYSTEM)) == "This pairing has ended."


def test_where_the_house_requires_the_same_sex_others_are_refused(house: Cast) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    with writing():
        db.session.get_one(House, house.house.id).elders_of_same_sex = "required"
    assert refused(lambda: propose(new, elder.id, by=SYSTEM)).endswith("for one of the two the card does not say.")
    with writing():
        for person, sex in ((new, "f"), (elder, "m")):
            describe_person(db.session.get_one(Person, person.id), sex=sex, speaks=[], interests=[], by=SYSTEM)
    sentence = "This house pairs women with women and men with men."
    assert refused(lambda: propose(new, elder.id, by=SYSTEM)) == sentence


def test_a_day_on_which_both_elders_are_away_needs_a_second_look(house: Cast) -> None:
    new = arrive(house, "Nadia", 2)
    pair(new, make_elder(house, "resident"))
    other = make_elder(house, "other_resident")
    with writing():
        for name, first in (("resident", 3), ("other_resident", 4)):
            stay = db.session.get_one(Stay, house.stays[name].id)
            away = NOW + timedelta(days=first)
            grant_leave(stay, from_at=away, to_at=away + timedelta(days=2), by=SYSTEM)
    assert refused(lambda: propose(new, other.id, by=SYSTEM)).startswith("On 2026-11-28 all elders of this person")
    with writing():
        assert propose(new, other.id, by=SYSTEM, known=True).elder_id == other.id


def test_when_an_elder_leaves_a_successor_is_asked_in_the_same_step(house: Cast) -> None:
    elder, other, new = make_elder(house, "resident"), make_elder(house, "other_resident"), arrive(house, "Nadia", 2)
    made = pair(new, elder)
    with held_at(NOW + timedelta(hours=1)), writing():
        following = hand_over(made, other.id, by=SYSTEM)
    assert (made.ended_because, following.elder_id, following.newcomer_id) == ("elder_left", other.id, new.id)
    assert verbs(house, new)[-2:] == ["mentorship:end", "mentorship:propose"]


def test_a_handover_that_is_refused_leaves_all_as_it_was(house: Cast) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    made = pair(new, elder)
    refused(lambda: hand_over(made, house.other_resident.id, by=SYSTEM))
    refused(lambda: hand_over(made, elder.id, by=SYSTEM))
    assert db.session.get_one(Mentorship, made.id).ended_at is None


def test_a_spell_ends_by_itself_when_the_stay_does_and_a_graduate_is_asked_anew(house: Cast) -> None:
    elder, new = make_elder(house, "resident"), arrive(house, "Nadia", 2)
    leave(house, "resident")
    assert refused(lambda: propose(new, elder.id, by=SYSTEM)) == "This person does not serve as an elder now."
    with held_at(NOW + timedelta(hours=1)):
        with writing():
            name_elder(elder, by=SYSTEM)
            made = propose(new, elder.id, by=SYSTEM)
        assert "graduate" in made.reasons


def test_a_card_of_another_house_is_nobody_here(house: Cast) -> None:
    make_elder(house, "resident")
    with writing():
        stranger = enrol_person(house.other_house.id, given_name="X", surname="Y", language="ar", by=SYSTEM)
    with pytest.raises(NotFound), writing():
        propose(stranger, house.resident.id, by=SYSTEM)
