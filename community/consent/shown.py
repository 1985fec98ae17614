"""Consents as pages show them: whose, what for, until when on the house's wall, and how each stands."""

from typing import Any
from zoneinfo import ZoneInfo

from community.access.actor import Actor
from community.consent.purposes import PROGRESS, PURPOSES, TREATMENT
from community.consent.queries import consent_rows
from community.consent.wording import days_left, last_day, standing
from community.family.operations import KINDS
from community.family.queries import relatives_of
from foundation.clock import now

# From here on a page says how many days are left, and a consent can be given for longer.
RENEWS_WITHIN_DAYS = 14


def shown_consents(actor: Actor, resident_id: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A resident's consents that are live and those that ended, newest first; two statements."""
    at = now()
    zone = ZoneInfo(actor.zone)
    kinds = {row["id"]: KINDS[row["kind"]] for row in relatives_of(resident_id, at)}
    live: list[dict[str, Any]] = []
    ended: list[dict[str, Any]] = []
    for row in consent_rows(actor, resident_id, at):
        withdrawn_at, expires_at = row["withdrawn_at"], row["expires_at"]
        shown = row | {
            "what": PURPOSES[row["purpose"]],
            "kind": kinds.get(row["recipient_id"]),
            "name": _name(row),
            "standing": standing(live=row["live"], withdrawn_at=withdrawn_at, expires_at=expires_at, at=at),
            "last_day": last_day(expires_at, actor.zone),
            "withdrawn_day": withdrawn_at.astimezone(zone).date() if withdrawn_at else None,
            "left": days_left(expires_at, at),
            "can_end": row["live"] and row["purpose"] != TREATMENT,
        }
        (live if row["live"] else ended).append(shown)
    return _longest(live), ended


def _name(row: dict[str, Any]) -> str | None:
    """Family by full name, who has no card as typed; another resident, who stands by this one, as everybody reads."""
    if row["recipient_id"] is None:
        name: str | None = row["recipient_name"]
        return name
    return row["shown"] if row["purpose"] == PROGRESS else f"{row['given_name']} {row['surname']}"


def _longest(live: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of consents renewed before the earlier one ended only the one that lasts longest: that is what holds."""
    longest: dict[tuple[str, str | None, str | None], dict[str, Any]] = {}
    for row in live:
        key = (row["purpose"], row["recipient_id"], row["recipient_name"])
        if key not in longest or row["expires_at"] > longest[key]["expires_at"]:
            longest[key] = row
    return list(longest.values())


def may_renew(actor: Actor, resident_id: str) -> list[dict[str, str]]:
    """The family a consent can be given to (again): all but those who may know for a good while yet.

    Two statements. A row: id, given_name, surname, kind, word.
    """
    live, _ended = shown_consents(actor, resident_id)
    settled = {row["recipient_id"] for row in live if row["left"] > RENEWS_WITHIN_DAYS}
    family = relatives_of(resident_id, now())
    return [row | {"word": KINDS[row["kind"]]} for row in family if row["id"] not in settled]
