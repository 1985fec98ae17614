"""The places of the programme: what stands beside the planner, for whoever may go there."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.permissions import Permission

# Pages that belong to a place without standing under its address.
BELONGS = {"/clashes": ("/kept-hours",), "/staff-hours": ("/staff-absences", "/unled")}


@dataclass(frozen=True, slots=True)
class ProgrammePlace:
    """A page of the programme; ``here`` when the page shown belongs to it."""

    path: str
    label: str
    here: bool


def programme_places(actor: Actor) -> list[ProgrammePlace]:
    """The pages of the programme that a person may open, in the order of use."""
    found: list[tuple[str, str]] = []
    if actor.may(Permission.PROGRAMME_SEE):
        found.append(("/planner", gettext("Planner")))
    if actor.may(Permission.PROGRAMME_PLAN):
        found += [("/series", gettext("Series")), ("/pauses", gettext("Pauses"))]
    if actor.may(Permission.PROGRAMME_SEE):
        found.append(("/clashes", gettext("Clashes")))
    if actor.may(Permission.GROUP_KEEP):
        found.append(("/groups", gettext("Groups")))
    if actor.may(Permission.STAFF_PLAN):
        found.append(("/staff-hours", gettext("Staff")))
    if actor.may(Permission.PROGRAMME_PLAN):
        found += [
            ("/hours-rules", gettext("Hours")),
            ("/week-templates", gettext("Templates")),
            ("/programme-file", gettext("Calendar file")),
        ]
    here = request.path
    return [ProgrammePlace(path, label, _within(here, path)) for path, label in found]


def _within(here: str, path: str) -> bool:
    return any(here == one or here.startswith(one + "/") for one in (path, *BELONGS.get(path, ())))
