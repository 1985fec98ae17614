"""No contact: what a note forbids, both ways, and that nobody but staff can tell there is one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM, Actor
from community.accounts.disabling import disable
from community.accounts.invitations import invite_relative
from community.accounts.models import Account
from community.audit.models import AuditEntry
from community.consent.barring import bar, lift
from community.consent.models import ConsentWithdrawal
from community.consent.operations import grant
from community.consent.purposes import AFTERCARE, FAMILY_SESSIONS
from community.consent.queries import live_family_consent
from community.family.barring import TO_FAMILY, TO_STAFF, Barred, barred_between, barred_pairs
from community.family.models import NoContact, Tie
from community.family.operations import tie
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.outbox import OutboxMessage
from foundation.transactions import writing
from tests.cast import NOW, Cast, actor_for
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask, events

Browse = Callable[[Person | None], Browser]
LATER = NOW + timedelta(minutes=1)
FORM = {"email": "amina@example.org", "language": "en", "kind": "mother", "until": "2026-12-24"}


def keep_apart(resident: Person, other: Person | None = None, **typed: str) -> NoContact:
    """Note somebody, now."""
    with writing():
        return bar(resident, other=other, reason="Asked for it.", by=SYSTEM, **typed)


def test_a_note_ends_the_tie_and_every_consent_at_once(app: Flask, house: Cast, browse: Browse) -> None:
    mother = browse(house.mother)
    feed = address(house, house.mother, "relative")
    assert len(events(ask(app, feed).data)) > 0
    with writing():
        after = grant(house.resident, AFTERCARE, recipient=house.mother, by=SYSTEM, signed_how="on_paper").id
    keep_apart(house.resident, house.mother)
    assert not live_family_consent(house.consents["mother"], NOW)
    assert events(ask(app, feed).data) == []
    # Nobody's relative any more: the sign-in is hers still, the day is not.
    mother.get("/today", status=403)
    ended = db.session.scalars(select(Tie.to_at).where(Tie.relative_id == house.mother.id)).all()
    assert ended == [NOW]
    given = {house.consents["mother"], after}
    taken_back = select(ConsentWithdrawal.consent_id, ConsentWithdrawal.told_how).where(
        ConsentWithdrawal.consent_id.in_(given)
    )
    assert {tuple(row) for row in db.session.execute(taken_back)} == {(one, "by_staff") for one in given}


def test_it_leaves_the_other_relatives_alone(app: Flask, house: Cast) -> None:
    keep_apart(house.resident, house.brother)
    assert live_family_consent(house.consents["mother"], NOW)


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "Amina", "surname": "Haddad"},
        {"given_name": "HADDAD", "surname": "amína"},
        {"given_name": "Somebody", "surname": "Else", "email": "Amina@Example.org"},
    ],
)
def test_who_is_noted_by_name_or_address_is_found_by_their_card(app: Flask, house: Cast, typed: dict[str, str]) -> None:
    with writing():
        db.session.get_one(Person, house.mother.id).email = "amina@example.org"
    keep_apart(house.resident, **typed)
    assert not live_family_consent(house.consents["mother"], NOW)
    assert barred_pairs(house.house.id, NOW) == {frozenset({house.resident.id, house.mother.id})}
    assert barred_between(house.resident.id, NOW, person_id=house.mother.id) is not None
    assert barred_between(house.resident.id, NOW, person_id=house.aunt.id) is None


def test_a_typed_name_that_one_card_alone_bears_is_that_card(app: Flask, house: Cast) -> None:
    assert keep_apart(house.resident, given_name="zielinski", surname="Piotr").other_id == house.other_resident.id
    with writing():
        for _ in range(2):
            enrol_person(house.house.id, given_name="Jan", surname="Kos", language="pl", by=SYSTEM)
    assert keep_apart(house.resident, given_name="Jan", surname="Kos").other_id is None
    assert keep_apart(house.resident, given_name="Jan", surname="Nobody").other_id is None


def test_it_holds_both_ways_between_two_who_live_here(app: Flask, house: Cast) -> None:
    keep_apart(house.resident, house.other_resident)
    for one, other in ((house.resident, house.other_resident), (house.other_resident, house.resident)):
        assert barred_between(one.id, NOW, person_id=other.id) is not None
        with pytest.raises(Barred), writing():
            tie(one, other, "friend", from_at=NOW, by=SYSTEM)
    assert barred_pairs(house.house.id, NOW) == {frozenset({house.resident.id, house.other_resident.id})}
    assert barred_pairs(house.other_house.id, NOW) == set()


def test_a_tie_and_a_consent_are_refused_to_staff_in_plain_words(app: Flask, house: Cast) -> None:
    keep_apart(house.resident, house.mother)
    by = actor_for(house.manager)
    with held_at(LATER):
        with pytest.raises(Refused, match=TO_STAFF), writing():
            tie(house.resident, house.mother, "mother", from_at=NOW - timedelta(days=1), by=by)
        with pytest.raises(Refused, match=TO_STAFF), writing():
            grant(house.resident, AFTERCARE, recipient=house.mother, by=by, signed_how="on_paper")
        with pytest.raises(Refused, match=TO_FAMILY), writing():
            grant(
                house.resident,
                FAMILY_SESSIONS,
                recipient=house.mother,
                by=actor_for(house.resident),
                signed_how="on_screen",
            )


def invited(house: Cast, by: Actor, **changes: str) -> str:
    """What somebody is told who invites: "" when the invitation went out."""
    facts = {"given_name": "Amina", "surname": "Haddad", "email": "other@example.org"} | changes
    try:
        with writing():
            invite_relative(house.resident, **facts, language="en", kind="mother", by=by, signed_how="on_paper")
    except Refused as error:
        return error.sentence
    return ""


@pytest.mark.parametrize(
    "changes",
    [{}, {"given_name": "haddad", "surname": "AMINA"}, {"surname": "Other", "email": "amina@example.org"}],
    ids=["name", "name turned round", "address"],
)
def test_an_invitation_is_held_back_by_name_and_by_address(app: Flask, house: Cast, changes: dict[str, str]) -> None:
    keep_apart(house.resident, given_name="Amina", surname="Haddad", email="amina@example.org")
    assert invited(house, actor_for(house.manager), **changes) == TO_STAFF
    assert invited(house, actor_for(house.resident), **changes) == TO_FAMILY
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    assert invited(house, actor_for(house.manager), given_name="Salma") == ""


def test_an_invitation_is_held_back_by_the_card_under_any_name(app: Flask, house: Cast) -> None:
    with writing():
        db.session.get_one(Account, house.mother.account_id).email = "amina@example.org"
    keep_apart(house.resident, house.mother)
    told = invited(house, actor_for(house.manager), given_name="Anna", surname="Nowak", email="amina@example.org")
    assert told == TO_STAFF


def test_a_resident_reads_the_same_sentence_for_a_note_and_for_a_closed_account(
    app: Flask, house: Cast, browse: Browse
) -> None:
    with writing():
        account = db.session.get_one(Account, house.aunt.account_id)
        account.email = "leyla@example.org"
        disable(account, by=SYSTEM)
    keep_apart(house.resident, house.mother)
    browser = browse(house.resident)
    pages = [
        browser.post("/family/invitation", FORM | given, status=422).get_data(as_text=True)
        for given in (
            {"given_name": "Amina", "surname": "Haddad"},
            {"given_name": "Leyla", "surname": "Haddad", "email": "leyla@example.org"},
        )
    ]
    assert [page.count(TO_FAMILY) for page in pages] == [1, 1]
    assert [page for page in pages if "no-contact" in page or "note" in page.casefold().split()] == []


def test_that_it_was_tried_stands_in_the_record_without_the_resident(app: Flask, house: Cast, browse: Browse) -> None:
    note = keep_apart(house.resident, house.mother)
    browse(house.resident).post("/family/invitation", FORM | {"given_name": "Amina", "surname": "Haddad"}, status=422)
    entries = select(AuditEntry.verb, AuditEntry.actor_id, AuditEntry.subject, AuditEntry.about_id, AuditEntry.details)
    found = db.session.execute(entries.where(AuditEntry.verb.startswith("no_contact:")).order_by(AuditEntry.seq)).all()
    subject = f"no_contact:{note.id}"
    assert [tuple(row) for row in found] == [
        ("no_contact:note", None, subject, None, {}),
        ("no_contact:refuse", house.resident.id, subject, None, {}),
    ]


def test_a_lifted_note_forbids_nothing_and_brings_nothing_back(app: Flask, house: Cast) -> None:
    note = keep_apart(house.resident, house.mother)
    with held_at(LATER):
        with writing():
            lift(db.session.get_one(NoContact, note.id), by=SYSTEM)
        assert barred_between(house.resident.id, LATER, person_id=house.mother.id) is None
        assert not live_family_consent(house.consents["mother"], LATER)
        with writing():
            tie(house.resident, house.mother, "mother", from_at=LATER, by=SYSTEM)
        with pytest.raises(Refused, match="already ended"), writing():
            lift(db.session.get_one(NoContact, note.id), by=SYSTEM)
    assert barred_between(house.resident.id, NOW, person_id=house.mother.id) is not None


def test_a_tie_that_lies_ahead_ends_as_it_begins(app: Flask, house: Cast) -> None:
    with writing():
        tie(house.other_resident, house.mother, "friend", from_at=NOW + timedelta(days=1), by=SYSTEM)
    keep_apart(house.other_resident, house.mother)
    [ahead] = db.session.scalars(select(Tie).where(Tie.resident_id == house.other_resident.id))
    assert ahead.to_at == ahead.from_at + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("facts", "piece"),
    [
        ({"other": "resident"}, "another person of the same house"),
        ({"other": "other_manager"}, "another person of the same house"),
        ({"given_name": " ", "surname": "Kos"}, "This text is empty."),
        ({"given_name": "Jan", "surname": "Kos", "reason": " "}, "This text is empty."),
        ({"given_name": "Jan", "surname": "Kos", "reason": "x" * 301}, "longer than 300 characters"),
        ({"given_name": "Jan", "surname": "Kos", "email": "kos"}, "Please write an e-mail address"),
        ({"given_name": "Ja\u202en", "surname": "Kos"}, "hidden characters"),
        ({"other": "brother"}, "noted already"),
        ({"given_name": "Haddad", "surname": "Karim"}, "noted already"),
    ],
)
def test_a_note_with_a_fault_is_refused(app: Flask, house: Cast, facts: dict[str, str], piece: str) -> None:
    keep_apart(house.resident, house.brother)
    other = house.people[facts["other"]] if "other" in facts else None
    typed = {"reason": "Asked for it."} | {name: value for name, value in facts.items() if name != "other"}
    with pytest.raises(Refused, match=piece), writing():
        bar(house.resident, other=other, by=SYSTEM, **typed)
