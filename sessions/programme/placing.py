"""Where a week's rows land in a house: its rooms, groups, stages and staff; what is missing there is made or told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from community.access.actor import By
from community.access.permissions import Role
from community.houses.models import House, Stage
from community.houses.operations import add_room
from community.houses.queries import rooms_of, stages_of
from community.staff.queries import colleagues
from foundation.clock import now
from foundation.database import db
from foundation.languages import LANGUAGES
from foundation.words import fold
from sessions.groups.models import Group
from sessions.groups.operations import form_group
from sessions.programme.week_file import WeekFile, WeekGroup, WeekRow
from sessions.schedule.models import Series
from sessions.schedule.operations import start_series
from sessions.schedule.recurrence import weekly_rule
from sessions.schedule.session_types import TYPES

LEADS = (Role.FACILITATOR, Role.COUNSELLOR)
OWN_LIST = ("invited", "rota")


def rule_of(row: WeekRow) -> str:
    """The repetition of a row: as it says, or every week on its days."""
    return row.repeat or weekly_rule(row.days)


def titles_for(row: WeekRow) -> dict[str, str]:
    """The words of a row; none where it is simply called as its kind, which every reader knows in their language."""
    return {} if dict(row.titles) == {"en": TYPES[row.type].name} else dict(row.titles)


class Leaders(NamedTuple):
    """The ids of those who lead sessions, facilitators first; the others of the staff; and who may lead what."""

    staff: list[str]
    others: list[str]
    may: Callable[[str, str], bool]


def staff_who_lead(house_id: str) -> Leaders:
    """Who leads sessions in a house; managers are among them only where there is nobody else. One statement."""
    at = now()
    people = {one.person_id: one for one in colleagues(house_id, at)}
    roles = {person: one.roles_at(at) for person, one in people.items()}
    leads = [person for role in LEADS for person in people if role.value in roles[person]]
    managers = [person for person in people if Role.MANAGER.value in roles[person]]
    staff = list(dict.fromkeys(leads)) or managers
    others = [person for person in people if person not in staff]
    return Leaders(staff, others, lambda person, type_key: people[person].leads(type_key, at))


def missing_rooms(house_id: str, week: WeekFile) -> list[str]:
    """The names of a week's rooms that a house does not have, whichever language it calls its own in."""
    there = {fold(text) for room in rooms_of(house_id) for text in room.name.values()}
    return [room.name for room in week.rooms if not there & _names(room.name, dict(room.titles))]


def _names(name: str, titles: Mapping[str, str]) -> set[str]:
    return {fold(words) for words in (name, *titles.values())}


@dataclass
class Place:
    """A house as a week's rows find it. ``rooms`` by their name in the file, None where the house has none."""

    house: House
    week: WeekFile
    by: By
    rooms: dict[str, str | None] = field(default_factory=dict)
    rooms_made: int = 0
    stages: list[Stage] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)

    def settle(self, *, make_rooms: bool = True) -> None:
        """Find the week's rooms and stages in the house; make the rooms it lacks, unless they are not wanted."""
        there = {fold(text): room.id for room in rooms_of(self.house.id) for text in room.name.values()}
        spoken = self.week.locale.split("_")[0]
        language = spoken if spoken in LANGUAGES else "en"
        made: dict[str, str] = {}
        for room in self.week.rooms:
            # A house that calls its room as the week does, in whichever language, has that room already.
            names = [fold(words) for words in (room.name, *dict(room.titles).values())]
            room_id = made.get(names[0]) or next((there[name] for name in names if name in there), None)
            if room_id is None and make_rooms:
                words = dict(room.titles) or {language: room.name}
                room_id = add_room(self.house.id, name=words, capacity=room.capacity, by=self.by).id
                made[fold(room.name)] = room_id
                self.rooms_made += 1
            self.rooms[room.name] = room_id
        if any(row.stages for row in self.week.rows):
            self.stages = stages_of(self.house.id)

    def stages_for(self, row: WeekRow) -> tuple[str, ...]:
        """The ids of the stages a row is for; none when the house's path has no such part."""
        found: list[str] = []
        for name in row.stages:
            phase, _, number = name.partition(":")
            of_phase = [stage.id for stage in self.stages if stage.phase == phase]
            # A shorter path than the template's: the last stage of that part stands for the later ones.
            found += [of_phase[min(int(number), len(of_phase)) - 1]] if number and of_phase else of_phase
        return tuple(dict.fromkeys(found))

    def fits(self, row: WeekRow) -> bool:
        """Whether somebody could be expected at a row in this house at all."""
        return not row.stages or bool(self.stages_for(row))

    def group_for(self, row: WeekRow) -> str | None:
        """The id of the group a row is for: the house's of that name, else a new one without anybody in it."""
        if row.group is None:
            return None
        if not self.groups:
            self._find_groups()
        if row.group not in self.groups:
            told = next((one for one in self.week.groups if one.name == row.group), WeekGroup(row.group, "group"))
            made = form_group(
                self.house.id,
                name=dict(told.titles) or {self.house.language: told.name},
                kind=told.kind,
                capacity=told.capacity,
                open_to_join=told.open,
                by=self.by,
            )
            self.groups[row.group] = made.id
        return self.groups[row.group]

    def _find_groups(self) -> None:
        statement = select(Group).where(Group.house_id == self.house.id, Group.ended_at.is_(None)).order_by(Group.id)
        there = [(group, {fold(text) for text in group.name.values()}) for group in db.session.scalars(statement)]
        for told in self.week.groups:
            mine = _names(told.name, dict(told.titles))
            same = [group.id for group, names in there if group.kind == told.kind and names & mine]
            if same:
                self.groups[told.name] = same[0]

    def begin(self, row: WeekRow, *, key: str | None, staff_id: str | None, first_day: date) -> Series:
        """Begin the series of a row, without dates yet; ``staff_id`` leads it or keeps its register."""
        group = self.group_for(row)
        if row.who in OWN_LIST:
            group = form_group(self.house.id, name=row.titles, by=self.by).id
        return start_series(
            self.house.id,
            type_key=row.type,
            titles=titles_for(row),
            rule=rule_of(row),
            first_day=first_day,
            wall_start=row.start,
            wall_end=row.end,
            zone=self.house.zone,
            by=self.by,
            room_id=self.rooms[row.room] if row.room else None,
            leader_kind=row.leader,
            leader_id=staff_id if row.leader == "staff" else None,
            keeper_id=staff_id,
            audience=row.who,
            group_id=group,
            stages=self.stages_for(row) if row.who == "stage" else (),
            wants_register=row.register,
            counted=row.counted,
            fellowship=row.fellowship,
            meeting_types=row.meeting_types,
            requires=row.requires,
            note=row.note,
            source_key=key,
        )
