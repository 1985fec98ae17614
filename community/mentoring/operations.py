"""The verbs of mentoring: who serves as an elder, who is asked to stand by whom, and how it ends."""

from datetime import timedelta

from sqlalchemy import select

from community.access.actor import By
from community.audit.operations import record
from community.family.barring import barred_pairs
from community.houses.operations import hold_house
from community.mentoring.candidates import Circle, circle_of
from community.mentoring.elders import may_be_named
from community.mentoring.models import ElderSpell, Mentorship
from community.mentoring.pairing import WHY_NOT, away_together, reasons_for, why_not
from community.mentoring.standing import serves, serving, standing
from community.mentoring.wording import ENDINGS
from community.people.models import Person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp

SECOND = timedelta(seconds=1)


def name_elder(person: Person, *, by: By) -> ElderSpell:
    """Note that somebody serves as an elder from now on.

    Refused for whoever serves already, is in the first stage of their stay, or never lived here.
    """
    at = now()
    hold_house(person.house_id)
    if db.session.scalar(select(serves(person.id, at))):
        raise Refused(N_("This person serves as an elder already."))
    if not db.session.scalar(select(Person.id).where(Person.id == person.id, may_be_named(at))):
        raise Refused(N_("An elder has gone beyond the first stage, or has completed a stay here."))
    spell = ElderSpell(
        id=new_id(), house_id=person.house_id, person_id=person.id, from_at=at, to_at=None, named_by=by.person_id
    )
    db.session.add(spell)
    db.session.flush()
    record(person.house_id, "elder:name", by=by, subject=f"elder_spell:{spell.id}", about=person.id)
    return spell


def end_elder(person: Person, *, by: By) -> None:
    """Note that somebody serves no more; those they stand by need a successor. NotFound when they do not serve."""
    at = now()
    spells = db.session.scalars(select(ElderSpell).where(ElderSpell.person_id == person.id, serving(at))).all()
    if not spells:
        raise NotFound()
    for spell in spells:
        # Named and ended in the same second: a spell is never empty.
        spell.to_at = max(at, spell.from_at + SECOND)
        db.session.flush()
        record(spell.house_id, "elder:end", by=by, subject=f"elder_spell:{spell.id}", about=person.id)
    raise_stamp(f"schedule:{person.house_id}")


def propose(newcomer: Person, elder_id: str, *, by: By, known: bool = False) -> Mentorship:
    """Ask somebody to stand by a resident; both are to agree. The reasons are kept as they stand now.

    Refused by every rule of pairing, and beyond as many elders as the house wants; NotFound without a stay. ``known``:
    whoever asks knows that there is a day on which this elder and every other one of theirs are on leave.
    """
    at = now()
    hold_house(newcomer.house_id)
    circle = circle_of(newcomer.house_id, newcomer.id, at)
    asked = [one for one in circle.elders if one.paired and one.serves]
    elder = next((one for one in [circle.newcomer, *circle.elders] if one.person_id == elder_id), None)
    if elder is None:
        raise Refused(WHY_NOT["not_serving"])
    why = why_not(circle.newcomer, elder, circle.policy, barred_pairs(newcomer.house_id, at))
    if why is not None:
        raise Refused(WHY_NOT[why])
    if len(asked) >= most_elders(circle):
        raise Refused(N_("Enough elders stand by this person or have been asked."))
    alone = away_together(elder, asked)
    if alone is not None and not known:
        raise Refused(N_("On %(day)s all elders of this person would be away. Please look at it once more."), day=alone)
    mentorship = Mentorship(
        id=new_id(),
        house_id=newcomer.house_id,
        newcomer_id=newcomer.id,
        elder_id=elder_id,
        reasons=list(reasons_for(circle.newcomer, elder, circle.policy)),
        proposed_at=at,
        proposed_by=by.person_id,
    )
    db.session.add(mentorship)
    db.session.flush()
    _record(mentorship, "propose", by)
    return mentorship


def most_elders(circle: Circle) -> int:
    """How many elders may stand by one person: what the house wants at first, at least one."""
    return max(circle.policy.elders_at_first, circle.policy.elders_later, 1)


def agree(mentorship: Mentorship, person_id: str, *, by: By) -> None:
    """Note that one of the two agrees, by themself or told to staff; a second time changes nothing.

    Refused when it has ended meanwhile; NotFound for anybody else than the two.
    """
    at = now()
    must_stand(mentorship)
    if person_id == mentorship.newcomer_id:
        before, mentorship.newcomer_agreed_at = mentorship.newcomer_agreed_at, mentorship.newcomer_agreed_at or at
    elif person_id == mentorship.elder_id:
        before, mentorship.elder_agreed_at = mentorship.elder_agreed_at, mentorship.elder_agreed_at or at
    else:
        raise NotFound()
    if before is not None:
        return
    db.session.flush()
    raise_stamp(f"schedule:{mentorship.house_id}")
    _record(mentorship, "agree", by, {"person": person_id, "told": by.person_id != person_id})


def end(mentorship: Mentorship, *, because: str, by: By) -> None:
    """End a pairing, asked or agreed, with its reason in one word; Refused when it has ended already."""
    if because not in ENDINGS:
        raise Refused(N_("Please choose from what is offered."))
    must_stand(mentorship)
    mentorship.ended_at, mentorship.ended_by, mentorship.ended_because = now(), by.person_id, because
    db.session.flush()
    raise_stamp(f"schedule:{mentorship.house_id}")
    _record(mentorship, "end", by, {"because": because})


def hand_over(mentorship: Mentorship, elder_id: str, *, by: By, known: bool = False) -> Mentorship:
    """End a pairing because its elder leaves, and ask the next one in the same step; Refused as ``propose`` is."""
    newcomer = db.session.get_one(Person, mentorship.newcomer_id)
    if elder_id == mentorship.elder_id:
        raise Refused(WHY_NOT["paired"])
    end(mentorship, because="elder_left", by=by)
    return propose(newcomer, elder_id, by=by, known=known)


def must_stand(mentorship: Mentorship) -> None:
    """Refused unless the pairing stands: not ended, and the newcomer still here. It is locked until the end."""
    db.session.refresh(mentorship, with_for_update=True)
    if db.session.scalar(select(Mentorship.id).where(Mentorship.id == mentorship.id, standing(now()))) is None:
        raise Refused(N_("This pairing has ended."))


def _record(mentorship: Mentorship, verb: str, by: By, details: dict[str, object] | None = None) -> None:
    record(
        mentorship.house_id,
        f"mentorship:{verb}",
        by=by,
        subject=f"mentorship:{mentorship.id}",
        about=mentorship.newcomer_id,
        details=details,
    )
