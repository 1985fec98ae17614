"""Where each kind of person can go: the places of the bar on top and of the tabs at the foot."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.permissions import Permission

MOST_TABS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to; ``here`` when the page shown belongs to it."""

    path: str
    label: str
    icon: str
    here: bool


# Pages that belong to a place without standing under its address.
BELONGS = {
    "/planner": (
        "/series",
        "/pauses",
        "/clashes",
        "/groups",
        "/staff-hours",
        "/staff-absences",
        "/unled",
        "/my-absence",
        "/hours-rules",
        "/week-templates",
        "/programme-file",
        "/kept-hours",
    ),
    "/hours-received": ("/attendance", "/daily-close", "/held-marks", "/notes", "/roll-sheets", "/letters"),
    "/notes": ("/held-marks", "/daily-close", "/roll-sheets"),
    "/in-house": ("/kiosk-keys",),
    "/house": ("/audit", "/devices", "/rooms", "/stages", "/week-file"),
    "/people": ("/residents/new", "/residents/file", "/staff"),
}


def places_for(actor: Actor) -> list[Place]:
    """The places of one person, in the order of use."""
    found: list[tuple[str, str, str]] = []
    if actor.may(Permission.DAY_SEE):
        found += [("/today", gettext("Today"), "sun"), ("/week", gettext("Week"), "calendar-week")]
    if actor.may(Permission.PROGRAMME_SEE):
        found.append(("/planner", gettext("Planner"), "grid"))
    if actor.may(Permission.DOSE_SEE):
        found.append(("/hours-received", gettext("Attendance"), "card-checklist"))
    elif actor.may(Permission.NOTE_WRITE):
        found.append(("/notes", gettext("Notes"), "card-checklist"))
    if actor.may(Permission.ORGANISATION_COUNT):
        found.append(("/organisation", gettext("The organisation"), "grid"))
    if actor.may(Permission.PRESENCE_SEE):
        found.append(("/in-house", gettext("In the house"), "house"))
    if actor.may(Permission.PEOPLE_MANAGE):
        found.append(("/people", gettext("People"), "people"))
    if actor.may(Permission.MENTORING_ARRANGE):
        found.append(("/mentoring", gettext("Mentoring"), "chat-square-heart"))
    elif actor.may(Permission.MENTORING_OWN):
        found.append(("/mentoring/mine", gettext("Mentoring"), "chat-square-heart"))
    if actor.may(Permission.CONSENT_GRANT):
        found.append(("/consents", gettext("My family"), "person-hearts"))
    if actor.may(Permission.CALENDAR_SUBSCRIBE):
        found.append(("/calendars", gettext("Calendar"), "calendar-plus"))
    if actor.may(Permission.HOUSE_MANAGE):
        found.append(("/house", gettext("House"), "gear"))
    # A phone has room for five; whoever has more finds their account beside the name of the house's book.
    if not actor.staff and len(found) < MOST_TABS:
        found.append(("/account", gettext("Me"), "person"))
    here = request.path
    return [Place(path, label, icon, _within(here, path)) for path, label, icon in found]


def _within(here: str, path: str) -> bool:
    return any(here == one or here.startswith(one + "/") for one in (path, *BELONGS.get(path, ())))
