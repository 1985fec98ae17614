"""What of a house the words of a calendar file mean: its rooms, groups, stages and staff, and kinds of session."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import force_locale, gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.houses.models import House
from community.houses.operations import add_room
from community.houses.queries import rooms_of, staff_now, stages_of
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import LANGUAGES
from foundation.messages import N_
from foundation.words import fold
from sessions.exchange.plan import Group, PlannedSeries, Words
from sessions.groups.models import Group as GroupRow
from sessions.groups.operations import form_group
from sessions.schedule.session_types import TYPES

# A room of which only the name is known.
CAPACITY = 12
NEED_A_GROUP = ("group", "invited", "rota")
Notes = list[tuple[str, dict[str, Any]]]


def names_of_types() -> dict[str, list[str]]:
    """What every kind of session is called in each language, folded to be found."""
    found: dict[str, list[str]] = {key: [] for key in TYPES}
    for language in LANGUAGES:
        with force_locale(language):
            for key, kind in TYPES.items():
                found[key].append(fold(gettext(kind.name)))
    return found


class Matching:
    """The names of a house, by what people call them; what is missing is made on the way."""

    def __init__(self, house: House, by: Actor, other_type: str) -> None:
        self.house, self.by, self.other_type = house, by, other_type
        self.types = names_of_types()
        self.rooms_made = self.groups_made = 0
        self.look()

    def look(self) -> None:
        """Look at what the house has now; again after something was undone."""
        house_id = self.house.id
        self.rooms = {fold(text): room.id for room in rooms_of(house_id) for text in room.name.values()}
        going_on = select(GroupRow).where(GroupRow.house_id == house_id, GroupRow.ended_at.is_(None))
        self.groups = {
            (one.kind, fold(text)): one.id for one in db.session.scalars(going_on) for text in one.name.values()
        }
        self.stages = {stage.position: stage.id for stage in stages_of(house_id)}
        staff = db.session.execute(staff_now(house_id)).all()
        known = Counter(shown for shown in {row.id: row.shown for row in staff}.values())
        # Two of one name: nobody can tell who is meant.
        self.staff = {row.shown: row.id for row in staff if known[row.shown] == 1}

    def completed(self, plan: PlannedSeries) -> PlannedSeries:
        """A series with the words that count: what every calendar program shows and may have changed comes first."""
        language = plan.summary_language or self.house.language
        titles, room = dict(plan.titles), dict(plan.room)
        if plan.summary and plan.summary not in titles.values():
            untitled = plan.known and not titles and fold(plan.summary) in self.types[plan.type_key]
            titles = titles if untitled else {**titles, language: plan.summary}
        if not plan.location:
            room = {}
        elif fold(plan.location) not in map(fold, room.values()):
            room = {language: plan.location}
        dates = tuple(replace(one, room=self._called(one.room)) for one in plan.dates)
        if plan.known:
            return replace(plan, titles=titles, room=room, dates=dates)
        type_key = self._guess(plan)
        kind = TYPES[type_key]
        guessed = {"type_key": type_key, "wants_register": kind.register, "counted": kind.counted}
        return replace(plan, titles=titles, room=room, dates=dates, **guessed)  # type: ignore[arg-type]

    def _called(self, room: Words) -> Words:
        return {language or self.house.language: text for language, text in room.items()}

    def _guess(self, plan: PlannedSeries) -> str:
        """The kind of session that an event's category or title names in any language; else what was chosen."""
        said = [fold(text) for text in (*plan.categories, plan.summary)]
        for exact in (True, False):
            for key, names in self.types.items():
                if any(_says(text, name, exact) for text in said for name in names if name):
                    return key
        return self.other_type

    def room(self, names: Words, capacity: int | None) -> str | None:
        """The id of the room that is called so in whichever language; made where there is none."""
        if not names:
            return None
        found = next((self.rooms[fold(text)] for text in names.values() if fold(text) in self.rooms), None)
        if found is None:
            found = add_room(self.house.id, name=names, capacity=capacity or CAPACITY, by=self.by).id
            self.rooms |= {fold(text): found for text in names.values()}
            self.rooms_made += 1
        return found

    def group(self, plan: PlannedSeries) -> str | None:
        """The id of the group a series is for; formed, without members, where there is none of its name and kind."""
        wanted = plan.group
        if wanted is None and plan.audience in NEED_A_GROUP:
            wanted = Group(plan.titles or {"en": TYPES[plan.type_key].name})
        if wanted is None:
            return None
        keys = [(wanted.kind, fold(text)) for text in wanted.names.values()]
        found = next((self.groups[key] for key in keys if key in self.groups), None)
        if found is None:
            made = form_group(
                self.house.id,
                name=wanted.names,
                by=self.by,
                kind=wanted.kind,
                open_to_join=wanted.open,
                capacity=wanted.capacity,
            )
            found = made.id
            self.groups |= dict.fromkeys(keys, found)
            self.groups_made += 1
        return found

    def stage_ids(self, plan: PlannedSeries) -> tuple[str, ...]:
        """The ids of the stages a series is for; Refused when the house has fewer stages."""
        missing = [position for position in plan.stages if position not in self.stages]
        if missing:
            raise Refused(N_("It is for stage %(stage)s, which this house does not have."), stage=missing[0])
        return tuple(self.stages[position] for position in plan.stages)

    def cancelled_words(self) -> dict[str, str]:
        """What people read as the reason of a date that a file cancels without saying why."""
        words = {}
        for language in dict.fromkeys([self.house.language, *self.house.languages]):
            with force_locale(language):
                words[language] = gettext("It is cancelled in the house's calendar file.")
        return words

    def leaders(self, plan: PlannedSeries, notes: Notes) -> Mapping[str, Any]:
        """Who leads and keeps the register; noted where nobody of that name works here."""
        leader = self.staff.get(plan.leader or "") if plan.leader_kind == "staff" else None
        if plan.leader and leader is None:
            notes.append((N_("Nobody called %(name)s works here; it still needs a leader."), {"name": plan.leader}))
        keeper = self.staff.get(plan.keeper or "") or leader
        if keeper is None and plan.wants_register:
            keeper = self.by.person_id
            notes.append((N_("You keep its register until somebody else is chosen."), {}))
        return {"leader_kind": plan.leader_kind, "leader_id": leader, "keeper_id": keeper}


def _says(text: str, name: str, exact: bool) -> bool:
    return text == name if exact else re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
