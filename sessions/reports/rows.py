"""The rows of a report in the reader's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.houses.queries import stages_of
from community.people.models import Person
from foundation.database import db
from foundation.languages import day_and_month
from foundation.messages import N_
from foundation.words import said_in
from sessions.reports.asked import AskedSpan
from sessions.reports.counts import Counts
from sessions.reports.cube import by, cells_of, counts_of_stages
from sessions.schedule.asked_day import week_start
from sessions.schedule.session_types import TYPES

LOOKS: Mapping[str, str] = MappingProxyType(
    {"week": N_("By week"), "type": N_("By type"), "stage": N_("By stage"), "leader": N_("By leader")}
)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What is counted in one row (its words and their language), and the counts."""

    label: str
    lang: str
    counts: Counts

    def cells(self) -> list[object]:
        """The row of a table to take along; the rate stands beside what it is counted from."""
        one = self.counts
        percent = "" if one.percent is None else one.percent
        numbers = (one.expected, one.attended, one.late, one.left_early, one.excused, one.unexcused, one.unrecorded)
        return [self.label, *numbers, percent]


def heads() -> list[str]:
    """The heads of the columns of numbers, after the first."""
    return [
        gettext("What"),
        gettext("Expected"),
        gettext("Attended"),
        gettext("of them late"),
        gettext("of them left early"),
        gettext("Excused"),
        gettext("Absent"),
        gettext("Not recorded"),
        gettext("Attended of all expected (per cent)"),
    ]


def report_rows(actor: Actor, asked: AskedSpan) -> list[ReportRow]:
    """The rows of a report; one statement, and one more for the names of stages or leaders."""
    return _READERS[asked.by](actor, asked.first, asked.last + timedelta(days=1))


def _weeks(actor: Actor, first: date, until: date) -> list[ReportRow]:
    found = by(cells_of(actor, first, until), lambda cell: week_start(cell.day, actor.week_starts))
    return [
        ReportRow(
            gettext("%(first)s to %(last)s", first=day_and_month(day), last=day_and_month(day + timedelta(days=6))),
            actor.language,
            found[day],
        )
        for day in sorted(found)
    ]


def _types(actor: Actor, first: date, until: date) -> list[ReportRow]:
    found = by(cells_of(actor, first, until), lambda cell: cell.type)
    rows = [ReportRow(gettext(TYPES[key].name), actor.language, counts) for key, counts in found.items()]
    return sorted(rows, key=lambda row: row.label)


def _stages(actor: Actor, first: date, until: date) -> list[ReportRow]:
    found = counts_of_stages(actor, first, until)
    rows = [
        ReportRow(*said_in(stage.name, actor.language, actor.house_language), found[stage.id])
        for stage in stages_of(actor.house_id)
        if stage.id in found
    ]
    return rows + ([ReportRow(gettext("Without a stage"), actor.language, found[None])] if None in found else [])


def _leaders(actor: Actor, first: date, until: date) -> list[ReportRow]:
    found = by(cells_of(actor, first, until), lambda cell: cell.leader_id)
    ids = [one for one in found if one is not None]
    names = {
        row.id: row
        for row in db.session.execute(select(Person.id, Person.shown, Person.folded).where(Person.id.in_(ids)))
    }
    rows = [
        ReportRow(names[one].shown, "", found[one]) for one in sorted(ids, key=lambda one: (names[one].folded, one))
    ]
    return rows + ([ReportRow(gettext("Nobody of the staff"), actor.language, found[None])] if None in found else [])


_READERS = {"week": _weeks, "type": _types, "stage": _stages, "leader": _leaders}
