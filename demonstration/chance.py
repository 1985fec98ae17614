"""What became of whom at a session: believable, and the same at every loading on the same day."""

from random import Random

from sessions.attendance.marks import EXCUSED, Value, most_minutes

AWAY_ALL_DAY = 0.025
LATE = 0.042
LEFT_EARLY = 0.016
EXCUSED_ONCE = 0.012
UNEXCUSED = 0.014
LONGEST_DELAY = 25
ALL_DAY = ("sick", "sick", "sick", "medical", "court", "family")
ONCE = ("medical", "work", "job_duty", "family", "transport", "refused", "other")


def dice(*facts: object) -> Random:
    """A source of chance that always falls the same for the same facts."""
    return Random(":".join(str(fact) for fact in facts))


def away_all_day(house: str, person: str, days_ago: int) -> str | None:
    """Why somebody misses a whole day, or None: whoever is ill in the morning is ill in the evening too."""
    chance = dice("day", house, person, days_ago)
    return chance.choice(ALL_DAY) if chance.random() < AWAY_ALL_DAY else None


def at_start(chance: Random, away: str | None, lasts: int) -> Value | None:
    """What is marked soon after the start of a session of ``lasts`` minutes; None for whoever is simply there."""
    if away is not None:
        return Value(EXCUSED, absence_reason=away)
    thrown = chance.random()
    if thrown < LATE:
        return Value("late", minutes=chance.randint(1, min(LONGEST_DELAY, most_minutes(lasts) // 2)))
    if thrown < LATE + EXCUSED_ONCE:
        return Value(EXCUSED, absence_reason=chance.choice(ONCE))
    if thrown < LATE + EXCUSED_ONCE + UNEXCUSED:
        return Value("unexcused")
    return None


def at_end(chance: Random, lasts: int) -> Value | None:
    """What is marked at the end for somebody who was there from the start; None for whoever stayed."""
    if chance.random() < LEFT_EARLY:
        return Value("left_early", minutes=chance.randint(1, max(1, most_minutes(lasts) // 3)))
    return None
