"""When an event of a file takes place, on the wall of the house: its rule, its hours, and the dates it leaves out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from foundation.errors import Refused
from foundation.messages import N_
from sessions.exchange.ics_lines import Part
from sessions.exchange.ics_values import When, Zones, days, duration, moment, until
from sessions.exchange.own_lines import spelled
from sessions.exchange.plan import ONCE, rule_from
from sessions.schedule.recurrence import check_rule, dates_between, spelled_out
from sessions.schedule.rule_parts import WEEKDAYS, check_parts, parts_of
from sessions.schedule.span import LONGEST

MOST_LEFT_OUT = 730
DAY = timedelta(days=1)
LONGEST_UNTIL = relativedelta(years=2)
# No date is planned further ahead; what is left out then can be left out later.
FAR_ENOUGH = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Timed:
    """An event's rule and hours on the house's wall; ``begins`` as the file says it, ``shift`` the days between."""

    begins: When
    length: timedelta
    zone: str
    shift: int
    rule: str
    first: date
    start: time
    end: time
    left_out: tuple[date, ...]
    notes: tuple[tuple[str, dict[str, Any]], ...]

    def day_of(self, day: date) -> date:
        """The day on the house's wall of a day on the wall of the file."""
        return day + self.shift * DAY

    def happens(self, day: date) -> bool:
        """Whether the rule has a date on a day."""
        return dates_between(self.rule, self.first, day, day + DAY) == [day]

    def span_of(self, part: Part, zones: Zones, day: date, *, cancelled: bool) -> tuple[datetime, datetime]:
        """When a date that is otherwise takes place, naive on the house's wall; a cancelled one as it was planned."""
        if cancelled and part.first("DTSTART") is None:
            start = datetime.combine(day, self.start)
            return start, start + self.length
        begins = _begins(part, zones)
        start = begins.on_wall(self.zone)
        return start, start + _length(part, zones, begins)


def timed(part: Part, zones: Zones, today: date) -> Timed | None:
    """When an event takes place from ``today`` on; None when it is over, Refused for what no session can be."""
    begins = _begins(part, zones)
    length = _length(part, zones, begins)
    house = zones.house
    if (ours := spelled(part)) is not None:
        rule, wall, texts = ours
        begins = When(wall, house)
        left_out = [_iso(text) for text in texts]
    else:
        rule = _rule(part, begins, today)
        left_out = days(part.every("EXDATE"), zones, begins, MOST_LEFT_OUT)
    first = begins.wall.date()
    check_parts(parts_of(rule))
    # Without its end, which may be in the past: whether it ever happens at all.
    check_rule(";".join(piece for piece in rule.split(";") if not piece.upper().startswith("UNTIL=")), first)
    notes: list[tuple[str, dict[str, Any]]] = []
    if ours is None and dates_between(rule, first, first, first + DAY) != [first]:
        notes.append((N_("Its first day does not fit its rule; only the days of the rule are taken."), {}))
    wall, shift = _turned(begins, house, today)
    if begins.zone != house and rule != ONCE:
        notes.append(
            (N_("It is written for %(zone)s; here it takes place by the house's clock."), {"zone": begins.zone})
        )
    rule, first = _shifted(rule, first, shift), first + shift * DAY
    found = rule_from(rule, first, today)
    if found is None:
        return None
    check_rule(*found)
    end = (wall + length).time()
    happens = dates_between(*found, found[1], today + FAR_ENOUGH) if left_out else []
    kept = tuple(sorted({day + shift * DAY for day in left_out} & set(happens)))
    return Timed(begins, length, house, shift, *found, wall.time(), end, kept, tuple(notes))


def _begins(part: Part, zones: Zones) -> When:
    line = part.first("DTSTART")
    if line is None:
        raise Refused(N_("It does not say when it begins."))
    return moment(line, zones)


def _length(part: Part, zones: Zones, begins: When) -> timedelta:
    """How long it lasts on the wall: more than nothing, at most 12 hours."""
    end, lasts = part.first("DTEND"), part.first("DURATION")
    if end is not None:
        length = moment(end, zones).on_wall(begins.zone) - begins.wall
    elif lasts is not None:
        length = duration(lasts)
        length -= timedelta(seconds=length.seconds % 60)
    else:
        raise Refused(N_("It does not say when it ends."))
    if length <= timedelta(0):
        raise Refused(N_("It ends before it begins."))
    if length > LONGEST:
        hours = f"{length / timedelta(hours=1):.1f}".removesuffix(".0")
        said = N_("An end %(hours)s hours after the start is too long: a session lasts at most 12 hours.")
        raise Refused(said, hours=hours)
    return length


def _rule(part: Part, begins: When, today: date) -> str:
    """The rule as a house writes it: its end is a day of the wall."""
    rules = part.every("RRULE")
    if part.first("RDATE") or part.first("EXRULE") or len(rules) > 1:
        raise Refused(N_("It repeats by more than one rule; give it one rule, or make it several events."))
    if not rules:
        return ONCE
    pieces = rules[0].value.strip().rstrip(";").split(";")
    for place, piece in enumerate(pieces):
        name, _, value = piece.partition("=")
        if name.upper() == "UNTIL":
            last = until(value, begins)
            if last < begins.wall.date():
                raise Refused(N_("This repetition ends before its first day."))
            if last > max(begins.wall.date(), today) + LONGEST_UNTIL:
                said = N_("A repetition ends at most two years after its first day; leave the end out to go on.")
                raise Refused(said)
            pieces[place] = f"UNTIL={last:%Y%m%d}"
    return ";".join(pieces)


def _turned(begins: When, house: str, today: date) -> tuple[datetime, int]:
    """The wall time of the house when it begins, and how many days that is later than on the wall of the file.

    Between two zones the hours differ by the season: those of the first date that is still to come count.
    """
    if begins.zone == house:
        return begins.wall, 0
    day = max(begins.wall.date(), today)
    wall = When(datetime.combine(day, begins.wall.time()), begins.zone).on_wall(house)
    return wall, (wall.date() - day).days


def _shifted(rule: str, first: date, shift: int) -> str:
    """A rule some days later; Refused where that cannot be said."""
    if not shift or rule == ONCE:
        return rule
    parts = spelled_out(parts_of(rule), first)
    if "UNTIL" in parts:
        last = datetime.strptime(parts["UNTIL"], "%Y%m%d").date() + shift * DAY  # noqa: DTZ007  a day of the wall
        parts["UNTIL"] = f"{last:%Y%m%d}"
    if parts["FREQ"] == "WEEKLY" and "BYSETPOS" not in parts and parts.get("INTERVAL", "1") == "1":
        there = [WEEKDAYS[(WEEKDAYS.index(day) + shift) % 7] for day in parts["BYDAY"].split(",")]
        parts["BYDAY"] = ",".join(there)
    elif parts["FREQ"] != "DAILY" or {"BYDAY", "BYMONTHDAY", "BYMONTH"} & parts.keys():
        raise Refused(N_("In the house's time zone it falls on another day than its rule says; please make it anew."))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _iso(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007  a day of the wall
    except ValueError:
        raise Refused(N_("%(name)s says something that Daybook does not know."), name="X-DAYBOOK-LEFT-OUT") from None
