"""The verbs of pauses: begin one, take it back, and let those that stand take up the dates that were made since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from community.houses.operations import clean_words
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.schedule.changing import hold_house
from sessions.schedule.models import Pause
from sessions.schedule.one_off import ONCE
from sessions.schedule.pauses import BY_HAND, COVERS, EVERYTHING, KINDS, LONGEST_DAYS, Rest, rest_of
from sessions.schedule.resting import Dated, dates_of_pause, dates_on, pauses_between
from sessions.schedule.turning import Turn, put_back, take_up, taken_from, write

FARTHEST = relativedelta(years=2)


@dataclass(frozen=True, slots=True)
class PauseEffect:
    """What beginning a pause, or taking it back, does: the dates that turn, and those of its days that stay."""

    turned: tuple[Turn, ...]
    stays: tuple[Dated, ...]


def begin_pause(
    house: House,
    *,
    name: Mapping[str, str],
    kind: str,
    covers: str,
    first_day: date,
    last_day: date,
    by: By,
    moves_to: date | None = None,
) -> tuple[Pause, PauseEffect]:
    """Let the programme rest from a first to a last day (both included, on the house's wall), or go on another day.

    Every planned date of those days that it covers and that has not begun is cancelled, or moved to ``moves_to`` at
    the same wall times; its reason is the pause's name. A constant number of statements however many they are.
    Refused for days gone by, over 31 days, over two years ahead, an end before the beginning, more than one day
    that goes on another, another day that is not to come or rests itself, and days that have this pause already.
    """
    if kind not in KINDS or covers not in COVERS:
        raise Refused(N_("Please choose from what is offered."))
    if kind == "closed" and covers != EVERYTHING:
        raise Refused(N_("On a closed day everything rests. Please choose that, or call it a feast day."))
    _check_days(house.zone, first_day, last_day, moves_to)
    words = clean_words(name)
    hold_house(house.id)
    _check_others(house.id, first_day, last_day, covers, moves_to)
    pause = Pause(
        id=new_id(),
        house_id=house.id,
        name=words,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        covers=covers,
        moves_to=moves_to,
        made_at=now(),
        made_by=by.person_id,
        ended_at=None,
        ended_by=None,
    )
    db.session.add(pause)
    db.session.flush()
    rest = Rest(pause.id, words, kind, first_day, last_day, covers, moves_to, pause.made_at)
    of_days = dates_on(house.id, house.zone, first_day, last_day)
    turned = _taken_up([rest], of_days)
    write(house.id, turned, by)
    gone = {turn.date.id for turn in turned}
    effect = PauseEffect(tuple(turned), tuple(one for one in of_days if one.id not in gone))
    raise_stamp(f"schedule:{house.id}")
    details = {"dates": len(turned), "from": first_day.isoformat(), "to": last_day.isoformat()}
    record(house.id, "pause:begin", by=by, subject=f"pause:{pause.id}", details=details)
    return pause, effect


def _check_days(zone: str, first_day: date, last_day: date, moves_to: date | None) -> None:
    here = today(zone)
    if first_day < here:
        raise Refused(N_("A pause begins today or later; what has happened stays as it was."))
    if last_day < first_day:
        raise Refused(N_("The last day is before the first."))
    if max(last_day, moves_to or last_day) > here + FARTHEST:
        raise Refused(N_("A pause lies within the next two years."))
    if (last_day - first_day).days >= LONGEST_DAYS:
        raise Refused(
            N_("A pause is at most %(most)s days long. For longer, please end the series."), most=LONGEST_DAYS
        )
    if moves_to is None:
        return
    if first_day != last_day:
        raise Refused(N_("Only a single day can go on another day instead."))
    if moves_to == first_day:
        raise Refused(N_("The other day is the same day."))
    if moves_to <= here:
        raise Refused(N_("The sessions go on a day to come. Please choose one after today."))


def _check_others(house_id: str, first_day: date, last_day: date, covers: str, moves_to: date | None) -> None:
    for other in pauses_between(house_id, min(first_day, moves_to or first_day), max(last_day, moves_to or last_day)):
        if moves_to is not None and other.on(moves_to):
            raise Refused(N_("The programme rests on that other day too. Please choose another."))
        if (other.first_day, other.last_day, other.covers) == (first_day, last_day, covers):
            raise Refused(N_("These days have this pause already."))


def end_pause(pause: Pause, zone: str, *, by: By) -> PauseEffect:
    """Take a pause back: every date that still carries it and has not begun returns to the status and time it had.

    What somebody decided by hand about one date meanwhile stays, and so does what would return into the past. Where
    another pause stands, it takes the date up then. Refused when it was taken back before, and when it is over.
    """
    hold_house(pause.house_id)
    db.session.refresh(pause)
    if pause.ended_at is not None:
        raise Refused(N_("This pause was taken back already."))
    if pause.last_day < today(zone):
        raise Refused(N_("This pause is over; what has happened stays as it was."))
    pause.ended_at, pause.ended_by = now(), by.person_id
    db.session.flush()
    effect = what_returns(pause)
    write(pause.house_id, effect.turned, by)
    _others_take_up(pause, zone, {turn.date.id for turn in effect.turned}, by)
    raise_stamp(f"schedule:{pause.house_id}")
    record(pause.house_id, "pause:end", by=by, subject=f"pause:{pause.id}", details={"dates": len(effect.turned)})
    return effect


def what_returns(pause: Pause) -> PauseEffect:
    """What taking a pause back does, without doing it: the dates that return, and those it took up that stay."""
    at, carrying, before = now(), dates_of_pause(pause), taken_from(pause)
    turns = [put_back(one, before.get(one.id), pause, at) for one in carrying]
    turned = tuple(turn for turn in turns if turn is not None)
    gone = {turn.date.id for turn in turned}
    return PauseEffect(turned, tuple(one for one in carrying if one.id not in gone))


def _others_take_up(pause: Pause, zone: str, returned: set[str], by: By) -> None:
    others = pauses_between(pause.house_id, pause.first_day, pause.last_day) if returned else []
    if others:
        of_days = dates_on(pause.house_id, zone, pause.first_day, pause.last_day)
        write(pause.house_id, _taken_up(others, [one for one in of_days if one.id in returned]), by)


def apply_pauses(house_id: str, zone: str, from_day: date, to_day: date, *, by: By) -> int:
    """Let the pauses that stand take up the dates of [from_day, to_day) on the house's wall; how many turned.

    For whoever has made or moved dates by a rule. Doing it twice changes nothing, and a date that somebody moved or
    held after all by hand stays so. A constant number of statements; one where there is no pause. The caller holds
    the house.
    """
    rests = pauses_between(house_id, from_day, to_day - timedelta(days=1))
    rests = [rest for rest in rests if rest.first_day < to_day and rest.last_day >= from_day]
    if not rests:
        return 0
    first, last = min(rest.first_day for rest in rests), max(rest.last_day for rest in rests)
    of_days = dates_on(house_id, zone, max(from_day, first), min(to_day - timedelta(days=1), last))
    turned = _taken_up(rests, [one for one in of_days if not BY_HAND & set(one.changes)])
    write(house_id, turned, by)
    if turned:
        raise_stamp(f"schedule:{house_id}")
    return len(turned)


def _taken_up(rests: Iterable[Rest], of_days: Iterable[Dated]) -> list[Turn]:
    """Those of the dates that a pause takes up, and how each stands then."""
    at, turned, standing = now(), [], list(rests)
    for one in of_days:
        if one.status != "planned" or one.starts_at <= at or one.pause_id is not None:
            continue
        rest = rest_of(standing, one.type_key, one.counted, one.planned.date(), one.wall_start.date())
        # A single session that was planned in the knowledge of the pause is meant.
        if rest is not None and not (one.rule == ONCE and one.series_made_at > rest.made_at):
            turned.append(take_up(one, rest, at))
    return turned
