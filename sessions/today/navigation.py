"""Where each kind of person can go: the places of the bar on top and of the tabs at the foot."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext

from community.access.actor import Actor
from community.access.permissions import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go to; ``here`` when the page shown belongs to it."""

    path: str
    label: str
    icon: str
    here: bool


def places_for(actor: Actor) -> list[Place]:
    """The places of one person, in the order of use."""
    found = [("/today", gettext("Today"), "sun"), ("/week", gettext("Week"), "calendar-week")]
    if actor.may(Permission.RESIDENT_LIST):
        found.append(("/residents", gettext("Residents"), "people"))
    if actor.may(Permission.CONSENT_GRANT):
        found.append(("/consents", gettext("My family"), "person-hearts"))
    found.append(("/calendars", gettext("Calendar"), "calendar-plus"))
    if not actor.staff:
        found.append(("/account", gettext("Me"), "person"))
    here = request.path
    return [Place(path, label, icon, here == path or here.startswith(path + "/")) for path, label, icon in found]
