"""The names behind the ids of a house, for its programme's file; of people only those who work or worked there."""

from collections import defaultdict
from datetime import date

from flask_babel import force_locale, gettext
from sqlalchemy import select

from community.houses.models import House, Room, StaffMembership, Stage
from community.people.models import Person
from foundation.database import db
from foundation.words import said_in
from sessions.exchange.plan import Group, PlannedDate, PlannedSeries
from sessions.groups.models import Group as GroupRow
from sessions.schedule.models import Occurrence, Series, SeriesStage
from sessions.schedule.session_types import TYPES


class PlanWords:
    """The names behind the ids of a house, in a reader's language."""

    def __init__(self, house: House, language: str) -> None:
        self.language, self.house_language = language, house.language
        self.rooms = {one.id: one for one in db.session.scalars(select(Room).where(Room.house_id == house.id))}
        self.groups = {one.id: one for one in db.session.scalars(select(GroupRow).where(GroupRow.house_id == house.id))}
        self.stages: dict[str, list[int]] = defaultdict(list)
        of_stages = select(SeriesStage.series_id, Stage.position).join(Stage, Stage.id == SeriesStage.stage_id)
        for series_id, position in db.session.execute(of_stages.where(SeriesStage.house_id == house.id)):
            self.stages[series_id].append(position)
        # Whoever works or worked here, and nobody else: a resident who leads a group is not named.
        employed = select(StaffMembership.person_id).where(StaffMembership.house_id == house.id)
        named = select(Person.id, Person.shown).where(Person.house_id == house.id, Person.id.in_(employed))
        self.staff = {row.id: row.shown for row in db.session.execute(named)}

    def series(self, one: Series, uid: str, rule: str, first: date) -> PlannedSeries:
        """A series as its file says it, with its rule and first date from today on."""
        room = self.rooms.get(one.room_id or "")
        with force_locale(self.language):
            kind = gettext(TYPES[one.type_key].name)
        title, language = (
            said_in(one.titles, self.language, self.house_language) if one.titles else (kind, self.language)
        )
        group = self.groups.get(one.group_id or "")
        return PlannedSeries(
            uid=uid,
            rule=rule,
            first=first,
            start=one.wall_start,
            end=one.wall_end,
            titles=dict(one.titles),
            room=dict(room.name) if room else {},
            capacity=room.capacity if room else None,
            type_key=one.type_key,
            audience=one.audience,
            group=Group(dict(group.name), group.kind, group.open, group.capacity) if group else None,
            stages=tuple(sorted(self.stages[one.id])),
            wants_register=one.wants_register,
            counted=one.counted,
            break_minutes=one.break_minutes,
            leader_kind=one.leader_kind,
            leader=self.staff.get(one.leader_id or "") if one.leader_kind == "staff" else None,
            keeper=self.staff.get(one.keeper_id or ""),
            languages=tuple(one.languages),
            fellowship=one.fellowship,
            meeting_types=tuple(one.meeting_types),
            requires=one.requires,
            note=one.note,
            changed_at=one.changed_at.isoformat(),
            sequence=one.sequence,
            summary=title,
            summary_language=language,
            location=said_in(room.name, self.language, self.house_language)[0] if room else "",
            categories=(str(kind),),
        )

    def date(self, row: Occurrence, planned: date) -> PlannedDate:
        """A date as it is now, beside the day that was planned."""
        room = self.rooms.get(row.room_id or "")
        return PlannedDate(
            day=planned,
            start=row.wall_start,
            end=row.wall_end,
            cancelled=row.status == "cancelled",
            room=dict(room.name) if room else {},
            capacity=room.capacity if room else None,
            leader_kind=row.leader_kind,
            leader=self.staff.get(row.leader_id or "") if row.leader_kind == "staff" else None,
            reason=dict(row.reason) if row.status == "cancelled" else {},
            changed_at=row.changed_at.isoformat(),
            sequence=row.sequence,
        )
