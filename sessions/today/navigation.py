"""Where each kind of person can go: the places of the bar on top and of the tabs at the foot."""

from dataclasses import dataclass
from functools import lru_cache

from flask import request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.permissions import PERMISSIONS, STAFF_ROLES, Permission, Role
from foundation.languages import language

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
    here = request.path
    return [Place(path, label, icon, _within(here, path)) for path, label, icon in _places(actor.roles, language())]


@lru_cache(maxsize=256)
def _places(roles: frozenset[Role], _language: str) -> tuple[tuple[str, str, str], ...]:
    """Path, label and icon of each place of somebody with these roles. Kept, for every page shows them."""
    allowed = frozenset().union(*(PERMISSIONS[role] for role in roles))
    found: list[tuple[str, str, str]] = []
    if Permission.DAY_SEE in allowed:
        found += [("/today", gettext("Today"), "sun"), ("/week", gettext("Week"), "calendar-week")]
    if Permission.PROGRAMME_SEE in allowed:
        found.append(("/planner", gettext("Planner"), "grid"))
    if Permission.DOSE_SEE in allowed:
        found.append(("/hours-received", gettext("Attendance"), "card-checklist"))
    elif Permission.NOTE_WRITE in allowed:
        found.append(("/notes", gettext("Notes"), "card-checklist"))
    if Permission.ORGANISATION_COUNT in allowed:
        found.append(("/organisation", gettext("The organisation"), "grid"))
    if Permission.PRESENCE_SEE in allowed:
        found.append(("/in-house", gettext("In the house"), "house"))
    if Permission.PEOPLE_MANAGE in allowed:
        found.append(("/people", gettext("People"), "people"))
    if Permission.MENTORING_ARRANGE in allowed:
        found.append(("/mentoring", gettext("Mentoring"), "chat-square-heart"))
    elif Permission.MENTORING_OWN in allowed:
        found.append(("/mentoring/mine", gettext("Mentoring"), "chat-square-heart"))
    if Permission.CONSENT_GRANT in allowed:
        found.append(("/consents", gettext("My family"), "person-hearts"))
    if Permission.CALENDAR_SUBSCRIBE in allowed:
        found.append(("/calendars", gettext("Calendar"), "calendar-plus"))
    if Permission.HOUSE_MANAGE in allowed:
        found.append(("/house", gettext("House"), "gear"))
    # A phone has room for five; whoever has more finds their account beside the name of the house's book.
    if not roles & STAFF_ROLES and len(found) < MOST_TABS:
        found.append(("/account", gettext("Me"), "person"))
    return tuple(found)


def _within(here: str, path: str) -> bool:
    return any(here == one or here.startswith(one + "/") for one in (path, *BELONGS.get(path, ())))
