"""The verbs by which people come: a resident with their signed consent, a member of staff with a way in."""

from datetime import date, datetime

from sqlalchemy import or_, select

from community.access.actor import By
from community.accounts.models import Account
from community.accounts.operations import open_account
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.houses.models import House, StaffMembership, Stage
from community.houses.operations import employ, hold_house
from community.houses.queries import working_here
from community.people.models import Person
from community.people.names import shown_name
from community.people.operations import enrol_person
from community.residency.models import Stay
from community.residency.operations import enter_stage
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_


class AliasNeeded(Refused):
    """Somebody here is called the same already; one of the two takes another name (422)."""


def refuse_same_name(house_id: str, shown: str, *, besides: str | None = None) -> None:
    """Raise AliasNeeded when somebody who lives or works in the house now is shown by the same name.

    Two rows of a register that read alike are marked for one another.
    """
    at = now()
    # Two who come at once, called the same: the second waits here, and then is asked for another name.
    hold_house(house_id)
    lives = select(Stay.id).where(Stay.person_id == Person.id, living_here(at)).exists()
    works = (
        select(StaffMembership.id)
        .where(
            StaffMembership.person_id == Person.id,
            working_here(at),
        )
        .exists()
    )
    same = select(Person.id).where(
        Person.house_id == house_id, Person.shown == shown, Person.id != (besides or ""), or_(lives, works)
    )
    if db.session.scalar(same.limit(1)):
        raise AliasNeeded(
            N_("Somebody here is shown as %(shown)s already. Please give one of the two another name to be shown by."),
            shown=f"\u2068{shown}\u2069",
        )


def admit_newcomer(
    house: House,
    *,
    given_name: str,
    surname: str,
    language: str,
    by: By,
    signed_how: str | None,
    alias: str | None = None,
    birth_date: date | None = None,
    capacity: str = "resident",
    reason: str = "own_wish",
    at: datetime | None = None,
    stage: Stage | None = None,
    left_out_because: str | None = None,
) -> tuple[Person, Stay]:
    """Make a card, record the signed consent to treatment, and admit: all of it or nothing.

    ``at`` (UTC) is now unless they came before; ``stage`` is the house's first unless they are further along,
    which needs a reason. Refused by the rules of each step, and when somebody here is shown by the same name.
    """
    refuse_same_name(house.id, (alias or "").strip() or shown_name(given_name.strip(), surname.strip()))
    person = enrol_person(
        house.id,
        given_name=given_name,
        surname=surname,
        alias=alias,
        language=language,
        birth_date=birth_date,
        by=by,
    )
    return person, admit_signed(
        person,
        by=by,
        signed_how=signed_how,
        capacity=capacity,
        reason=reason,
        at=at,
        stage=stage,
        left_out_because=left_out_because,
    )


def admit_signed(
    person: Person,
    *,
    by: By,
    signed_how: str | None,
    capacity: str = "resident",
    reason: str = "own_wish",
    at: datetime | None = None,
    stage: Stage | None = None,
    left_out_because: str | None = None,
) -> Stay:
    """Record somebody's newly signed consent to treatment and admit them, for the first time or again.

    Without ``signed_how`` nothing new is recorded, and only a consent that is live already lets them in.
    """
    at = at or now()
    if at > now():
        raise Refused(N_("Somebody is admitted now or was before, not in the future."))
    if signed_how is not None:
        witness = by.person_id if signed_how == "on_paper" else None
        grant(person, TREATMENT, recipient=None, by=by, signed_how=signed_how, at=at, witness_id=witness)
    stay = admit(person, at=at, by=by, capacity=capacity, reason=reason)
    first = select(Stage).where(Stage.house_id == person.house_id).order_by(Stage.position).limit(1)
    entered = stage or db.session.scalar(first)
    if entered is not None:
        because = left_out_because if entered.position > 1 else None
        enter_stage(stay, entered, at=at, by=by, left_out_because=because)
    return stay


def bring_in_staff(
    house: House,
    *,
    given_name: str,
    surname: str,
    language: str,
    role: str,
    login: str,
    by: By,
    alias: str | None = None,
    email: str | None = None,
) -> tuple[Person, Account]:
    """Make a card for somebody who works here from now on, with an account that has no password yet."""
    refuse_same_name(house.id, (alias or "").strip() or shown_name(given_name.strip(), surname.strip()))
    person = enrol_person(
        house.id, given_name=given_name, surname=surname, alias=alias, language=language, email=email, by=by
    )
    employ(person, role, by=by, from_at=now())
    return person, open_account(person, login=login, language=language, by=by, email=email)
