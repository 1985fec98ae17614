"""Where somebody lands after the door: always a page of ours, by its endpoint's name and never by a URL."""

from flask import current_app, url_for

from community.access.actor import Actor
from community.access.permissions import Permission


def home_address(actor: Actor) -> str:
    """The address of somebody's first page, which the roof knows: the day, for who sees counts alone the counts."""
    homes = (
        (Permission.DAY_SEE, current_app.config.get("HOME_ENDPOINT")),
        (Permission.ORGANISATION_COUNT, current_app.config.get("COUNTS_ENDPOINT")),
    )
    found = (endpoint for permission, endpoint in homes if endpoint and actor.may(permission))
    return url_for(next(found, "accounts.account"))
