"""The places of attendance: what stands beside the registers, for whoever may go there."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class AttendancePlace:
    """A page about attendance; ``here`` when the page shown belongs to it."""

    path: str
    label: str
    here: bool


def attendance_places(actor: Actor) -> list[AttendancePlace]:
    """The pages about attendance that a person may open, in the order of use."""
    found: list[tuple[str, str]] = []
    if actor.may(Permission.DOSE_SEE):
        found.append(("/hours-received", gettext("Hours received")))
    if actor.may(Permission.REPORT_SEE):
        found.append(("/attendance", gettext("In numbers")))
    if actor.may(Permission.DAY_CLOSE):
        found.append(("/daily-close", gettext("Close the day")))
    if actor.may(Permission.NOTE_WRITE):
        found.append(("/notes", gettext("Notes")))
    if actor.may(Permission.ATTENDANCE_MARK):
        found += [("/held-marks", gettext("Marks that wait")), ("/roll-sheets", gettext("From paper"))]
    if actor.may(Permission.LETTER_ISSUE):
        found.append(("/letters", gettext("Letters")))
    here = request.path
    return [AttendancePlace(path, label, here == path or here.startswith(path + "/")) for path, label in found]
