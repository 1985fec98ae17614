"""Programmes of any zone, rule and exception for the tests, and what a reader must show of them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from foundation.walltime import clocks_change
from sessions.exchange.plan import PlannedDate, PlannedSeries, rule_from
from sessions.schedule.recurrence import dates_between
from sessions.schedule.span import resolve_span
from tests.cast import TODAY

LAST = TODAY + timedelta(weeks=26)
# A rule of the year, one that crosses a month's end (Cairo), odd hours, half an hour, a day before; and none at all.
ZONES = (
    *("Europe/Warsaw", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "Asia/Gaza"),
    *("America/Santiago", "Europe/Dublin", "Asia/Tokyo", "UTC", "Africa/Casablanca"),
)
RULES = (
    *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=TU,TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA"),
    *("FREQ=WEEKLY;BYDAY=SU;COUNT=11", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=31"),
    *("FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=1", "FREQ=WEEKLY;BYDAY=WE,TH,FR;BYSETPOS=-1", "FREQ=DAILY;COUNT=1"),
    *("FREQ=WEEKLY;BYDAY=FR;UNTIL=20270401", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU"),
)
Shown = tuple[str, datetime, datetime, str, str | None]


@st.composite
def programmes(draw: st.DrawFn) -> tuple[str, list[PlannedSeries]]:
    """A zone and a few series with dates left out, cancelled and moved."""
    zone, made = draw(st.sampled_from(ZONES)), []
    for number in range(draw(st.integers(1, 3))):
        begun = TODAY - timedelta(days=draw(st.integers(0, 40)))
        found = rule_from(draw(st.sampled_from(RULES)), begun, TODAY)
        if found is None:
            continue
        start = time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 30])))
        minutes = draw(st.sampled_from([45, 60, 600]))
        end = (datetime.combine(TODAY, start) + timedelta(minutes=minutes)).time()
        days = dates_between(*found, TODAY, LAST)
        some = draw(st.lists(st.sampled_from(days), unique=True, max_size=3)) if len(days) > 3 else []
        dates = []
        for day in some[1:]:
            moved = datetime.combine(day + timedelta(days=draw(st.integers(0, 1))), time(draw(st.integers(5, 20))))
            dates.append(
                PlannedDate(day, moved, moved + timedelta(hours=1), draw(st.booleans()), {"en": "Attic"}, 7, reason={})
            )
        made.append(
            PlannedSeries(
                f"series-{number}",
                *found,
                start,
                end,
                left_out=tuple(some[:1]),
                dates=tuple(sorted(dates, key=lambda one: one.day)),
                titles={"en": f"Choir, {number}; \\n"},
                room={"en": "Hall", "pl": "Sala"},
                capacity=40,
                type_key="creative",
                summary=f"Choir, {number}; \\n",
                summary_language="en",
                location="Hall",
                categories=("Creative workshop",),
                changed_at="2026-11-01T10:00:00+00:00",
            )
        )
    assume(made)
    return zone, made


def expected(zone: str, series: list[PlannedSeries], last: date = LAST) -> list[Shown]:
    found = []
    for one in series:
        others = {date_.day: date_ for date_ in one.dates}
        for day in dates_between(one.rule, one.first, one.first, last):
            if day in one.left_out:
                continue
            other = others.get(day)
            times = (other.start, other.end) if other else (datetime.combine(day, one.start), None)
            span = resolve_span(times[0].date(), times[0].time(), times[1].time() if times[1] else one.end, zone)
            status = "CANCELLED" if other and other.cancelled else "CONFIRMED"
            found.append((one.uid, span.starts_at, span.ends_at, status, "Attic" if other else "Hall"))
    return sorted(found)


def sure(zone: str, shown: list[Shown]) -> list[Shown]:
    """Without what begins near a clock change: there readers differ about hours that are twice or never."""
    return [one for one in shown if not _near(zone, one[1]) and one[1].date() < LAST - timedelta(days=2)]


def _near(zone: str, at: datetime) -> bool:
    day = at.astimezone(ZoneInfo(zone)).date()
    return clocks_change(day, zone) or clocks_change(day - timedelta(days=1), zone)
