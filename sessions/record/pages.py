"""What the two pages about oneself show, wherever they are drawn: at one's own device, or privately at a kiosk."""

from typing import Any

from community.access.actor import Actor
from community.accounts.device import DEVICES
from community.accounts.queries import sign_ins_of
from community.consent.shown import shown_consents
from community.desk.wording import CAPACITY_WORDS, REASON_WORDS, ROLE_WORDS
from community.family.operations import KINDS
from community.people.interests import INTERESTS, SEXES
from community.people.names import shown_name
from foundation.clock import now
from foundation.languages import OWN_NAMES
from foundation.listing import asked, listed
from foundation.walltime import wall_of
from sessions.attendance.wording import said
from sessions.calendars.queries import addresses_of
from sessions.notes.queries import signed_notes_about
from sessions.record import queries
from sessions.record.attendance import WEEKS, my_weeks, name_of_type
from sessions.record.belonging import my_engagements, my_groups
from sessions.record.forms import MOST_WEEKS, asked_weeks
from sessions.record.readers import changed_about, seen_by


def _call_by_first_name(consents: list[dict[str, Any]]) -> None:
    """Say of a consent's recipient what everybody may read: no page about oneself holds another's surname."""
    for row in consents:
        row["name"] = shown_name(row["given_name"], row["surname"]) if row["recipient_id"] else None


def record_facts(actor: Actor) -> dict[str, Any]:
    """All that is recorded about the actor; the weeks of marks are those the address asks for."""
    weeks = asked_weeks()
    live, ended = shown_consents(actor, actor.person_id)
    _call_by_first_name([*live, *ended])
    return {
        "card": queries.my_card(actor),
        "stays": queries.my_stays(actor),
        "leaves": queries.my_leaves(actor),
        "engagements": my_engagements(actor),
        "groups": my_groups(actor),
        "family": queries.my_family(actor),
        "live": live,
        "ended": ended,
        "weeks": my_weeks(actor, weeks),
        "older": weeks + WEEKS if weeks < MOST_WEEKS else None,
        "newer": weeks - WEEKS if weeks > WEEKS else None,
        "mentorships": queries.my_mentorships(actor, now()),
        "addresses": addresses_of(actor),
        "sign_ins": sign_ins_of(actor),
        "notes": signed_notes_about(actor),
        "said": said,
        "name_of_type": name_of_type,
        "wall": lambda at: wall_of(at, actor.zone),
        "words": {
            "capacity": CAPACITY_WORDS,
            "device": DEVICES,
            "interests": INTERESTS,
            "kinds": KINDS,
            "languages": OWN_NAMES,
            "reason": REASON_WORDS,
            "sexes": SEXES,
        },
    }


def readers_facts(actor: Actor) -> dict[str, Any]:
    """Who has seen the actor's record, or what was changed in it, as the address asks."""
    wanted = asked(sorts=("when",), choices={"show": ("reads", "changes")})
    reads = wanted.chosen["show"] == "reads"
    rows = seen_by(actor) if reads else changed_about(actor)
    # They come in their order, newest first.
    page = listed(rows, wanted, key=lambda _row: 0)
    live = [row for row in shown_consents(actor, actor.person_id)[0] if row["can_end"]]
    _call_by_first_name(live)
    return {
        "page": page,
        "reads": reads,
        "live": live,
        "role_words": ROLE_WORDS,
        "wall": lambda at: wall_of(at, actor.zone),
    }
