"""The page of an absence: every session somebody leads then, with who could stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import render_template
from flask_babel import gettext
from sqlalchemy import or_

from community.access.actor import Actor
from community.people.models import Person
from community.staff.kinds import KINDS
from community.staff.models import StaffAbsence
from foundation.clock import now, today
from foundation.database import db
from foundation.walltime import wall_of
from sessions.schedule.handover import taken_from
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import as_sessions, occurrence_columns, within
from sessions.schedule.session import Session
from sessions.schedule.stand_ins import substitutes_for
from sessions.schedule.substitutes import Gap, Substitute, arranged
from sessions.staffing.forms import EndForm
from sessions.staffing.rows import Away
from sessions.staffing.substitution import CANCELLED, LEFT_OPEN
from sessions.staffing.substitution_forms import proposed_reason

# Of an absence without an end, so many days are looked through.
LOOKED_AHEAD = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a row: the value, what it says, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A session with who could lead it: those within their hours, those outside, what else can become of it."""

    session: Session
    free: tuple[Option, ...]
    outside: tuple[Option, ...]
    otherwise: tuple[Option, ...]
    fault: str = ""


def rows_of(
    actor: Actor,
    sessions: Sequence[Session],
    chosen: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    cancels: bool = True,
) -> list[Row]:
    """A row for each session; who is best stands chosen, nobody in two places, unless ``chosen`` says otherwise."""
    found = substitutes_for(actor, sessions)
    best = arranged([Gap(one.id, one.starts_at, one.ends_at) for one in sessions], found)
    picked = {one.id: (chosen or {}).get(one.id, best.get(one.id, LEFT_OPEN)) for one in sessions}
    return [_row(one, found[one.id], picked[one.id], (faults or {}).get(one.id, ""), cancels) for one in sessions]


def _row(session: Session, found: Sequence[Substitute], picked: str, fault: str, cancels: bool) -> Row:
    def option(one: Substitute) -> Option:
        # An option holds no <bdi>: the isolates keep a name whole within a line of Arabic.
        why = " · ".join(gettext(word) for word in one.why)
        return Option(one.person_id, f"\u2068{one.shown}\u2069 – {why}", one.person_id == picked)

    otherwise = [Option(LEFT_OPEN, gettext("leave it open for now"), picked == LEFT_OPEN)]
    if cancels:
        otherwise.append(Option(CANCELLED, gettext("cancel it"), picked == CANCELLED))
    return Row(
        session,
        tuple(option(one) for one in found if one.works is not False),
        tuple(option(one) for one in found if one.works is False),
        tuple(otherwise),
        fault,
    )


def looked_at(absence: StaffAbsence) -> tuple[datetime, datetime]:
    """The time (UTC) whose sessions an absence touches: what is still to come of it, four weeks where it has no end."""
    from_at = max(absence.from_at, now())
    return from_at, absence.to_at if absence.to_at is not None else from_at + LOOKED_AHEAD


def touched(actor: Actor, absence: StaffAbsence) -> tuple[list[Session], list[Session], list[Session]]:
    """What somebody leads or keeps the register of while away: not begun, running now, and arranged already.

    Two statements.
    """
    from_at, to_at = looked_at(absence)
    # A session belongs here when any moment of it falls into the absence, so one that begins before it as well.
    handed = taken_from(absence.person_id, actor.house_id, from_at, to_at)
    # The register of what a guest or a resident leads wants somebody of the staff all the same.
    keeps = (Occurrence.keeper_id == absence.person_id) & Series.wants_register
    statement = occurrence_columns().where(
        *within(actor.house_id, min(from_at, absence.from_at - timedelta(hours=12)), to_at),
        Occurrence.ends_at > from_at,
        or_(keeps, Occurrence.leader_id == absence.person_id, Occurrence.id.in_(list(handed))),
    )
    found = as_sessions(statement, actor.language, actor.house_language)
    mine = [one for one in found if absence.person_id in (one.leader_id, one.keeper_id) and not one.cancelled]
    ahead = [one for one in mine if one.starts_at > now()]
    return ahead, [one for one in mine if one not in ahead], [one for one in found if one not in mine]


def absence_page(
    actor: Actor,
    absence: StaffAbsence,
    *,
    chosen: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    error: str = "",
    reason: str | None = None,
    end: EndForm | None = None,
) -> str:
    """The page; with what was chosen and what could not be, where a form came back."""
    person = db.session.get_one(Person, absence.person_id)
    mine, running, done = touched(actor, absence)
    values: dict[str, Any] = {"to_day": today(actor.zone)}
    return render_template(
        "staffing/absence.html",
        absence=_as_away(actor, absence, person),
        over=absence.to_at is not None and absence.to_at <= now(),
        rows=rows_of(actor, mine, chosen, faults),
        running=running,
        done=done,
        kinds=KINDS,
        today=today(actor.zone),
        looked_to=wall_of(looked_at(absence)[1], actor.zone).date() if absence.to_at is None else None,
        reason=reason if reason is not None else proposed_reason(),
        error=error,
        faults=faults or {},
        end=end or EndForm(formdata=None, data=values),
    )


def _as_away(actor: Actor, absence: StaffAbsence, person: Person) -> Away:
    ends = wall_of(absence.to_at, actor.zone) if absence.to_at else None
    begins = wall_of(absence.from_at, actor.zone)
    return Away(absence.id, person.id, person.shown, absence.kind, begins, ends, absence.from_at <= now())
