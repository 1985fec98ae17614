"""The verbs by which a house changes what it said on its first day; its zone stays, for every date stands on it."""

from collections.abc import Collection, Mapping

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House, Room, Stage
from community.houses.operations import PHASES, check_tongues, check_week, clean_words
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp

# A consent lasts a year at most (community/consent/operations.py).
LONGEST_CONSENT_DAYS = 366
# More than two hours between groups is a free afternoon.
LONGEST_REST = 120
# A register may wait for the next shift, not for the next day.
LONGEST_DUE = 24 * 60
SAME_SEX = ("required", "preferred", "any")
# (least, most) of each number of mentoring; wide enough for any house, narrow enough for a slip of the finger.
MENTORING_BOUNDS = {
    "newcomer_days": (1, 90),
    "elders_at_first": (1, 4),
    "elders_later": (0, 4),
    "newcomers_per_elder": (1, 10),
    "contact_every_days": (1, 30),
}


def amend_house(
    house: House,
    *,
    name: Mapping[str, str],
    language: str,
    languages: Collection[str],
    week_starts: str,
    weekend: Collection[str],
    feed_title: Mapping[str, str],
    consent_days: int,
    register_due_minutes: int,
    by: By,
) -> None:
    """Change what a house is called, speaks and counts by; consents that are signed keep their end."""
    check_tongues({language, *languages})
    check_week(week_starts, weekend)
    if not 1 <= consent_days <= LONGEST_CONSENT_DAYS:
        raise Refused(N_("A consent lasts a year at most. It can be given again."))
    if not 0 <= register_due_minutes <= LONGEST_DUE:
        least, most = 0, LONGEST_DUE
        raise Refused(N_("A whole number from %(least)s to %(most)s is expected here."), least=least, most=most)
    house.name, house.feed_title = clean_words(name), clean_words(feed_title, longest=60)
    house.language, house.languages = language, sorted({language, *languages})
    house.week_starts, house.weekend = week_starts, list(weekend)
    house.consent_days, house.register_due_minutes = consent_days, register_due_minutes
    db.session.flush()
    # The neutral title stands in calendars.
    raise_stamp(f"schedule:{house.id}")
    record(house.id, "house:amend", by=by, subject=f"house:{house.id}")


def arrange_mentoring(house: House, *, numbers: Mapping[str, int], same_sex: str, by: By) -> None:
    """Change how many elders stand by whom; ``numbers`` by the names of MENTORING_BOUNDS."""
    if same_sex not in SAME_SEX:
        raise Refused(N_("Please choose from what is offered."))
    for field, (least, most) in MENTORING_BOUNDS.items():
        if not least <= numbers[field] <= most:
            raise Refused(N_("A whole number from %(least)s to %(most)s is expected here."), least=least, most=most)
    for field in MENTORING_BOUNDS:
        setattr(house, field, numbers[field])
    house.elders_of_same_sex = same_sex
    db.session.flush()
    record(house.id, "house:mentoring", by=by, subject=f"house:{house.id}")


def set_rest(house: House, minutes: int, *, by: By) -> None:
    """Change how long people rest between two groups they take part in, in minutes; Refused over two hours."""
    if not 0 <= minutes <= LONGEST_REST:
        least, most = 0, LONGEST_REST
        raise Refused(N_("A whole number from %(least)s to %(most)s is expected here."), least=least, most=most)
    house.rest_minutes = minutes
    db.session.flush()
    raise_stamp(f"schedule:{house.id}")
    record(house.id, "house:rest", by=by, subject=f"house:{house.id}")


def amend_room(room: Room, *, name: Mapping[str, str], capacity: int, by: By) -> None:
    """Change a room's name and how many it holds; dates that are planned there stay."""
    if not 0 < capacity <= 1000:
        raise Refused(N_("A room holds between 1 and 1000 people."))
    room.name, room.capacity = clean_words(name), capacity
    db.session.flush()
    raise_stamp(f"schedule:{room.house_id}")
    record(room.house_id, "room:amend", by=by, subject=f"room:{room.id}")


def retire_room(room: Room, *, by: By) -> None:
    """Offer a room no more; what happened there keeps its place. Whether it is still needed is asked by the caller."""
    if room.retired_at is not None:
        raise Refused(N_("This room is retired already."))
    room.retired_at = now()
    db.session.flush()
    raise_stamp(f"schedule:{room.house_id}")
    record(room.house_id, "room:retire", by=by, subject=f"room:{room.id}")


def amend_stage(stage: Stage, *, name: Mapping[str, str], phase: str, by: By) -> None:
    """Change what a stage is called and the part of the path it belongs to; its place in the order stays."""
    if phase not in PHASES:
        raise Refused(N_("A stage belongs to detoxification, rehabilitation, socialisation or aftercare."))
    stage.name, stage.phase = clean_words(name), phase
    db.session.flush()
    raise_stamp(f"people:{stage.house_id}")
    record(stage.house_id, "stage:amend", by=by, subject=f"stage:{stage.id}")
