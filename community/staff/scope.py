"""Which types of session somebody may lead: what is said of them, else what their roles usually carry.

The defaults are ours, to be said otherwise for each person: talks of one person with one counsellor and whatever
concerns medicine are left to those who are trained for it; the night leads what an evening and a morning hold.
"""

from collections.abc import Collection

# In place of types: what the roles carry, and goes on carrying when they change.
BY_ROLE = "by_role"

EVERYTHING = frozenset({"manager", "counsellor"})
# A facilitator leads whatever is not here.
NOT_BY_FACILITATORS = frozenset({"individual_counselling", "medical"})
ONLY = {
    "nurse": frozenset(
        {"medical", "roll_call", "daily_life", "meal", "morning_meeting", "lecture", "seminar", "sport", "leisure"}
        | {"family_education", "phone_hour", "visit"}
    ),
    "night_staff": frozenset(
        {"roll_call", "daily_life", "meal", "evening_review", "morning_meeting", "leisure", "phone_hour", "house_work"}
    ),
}


def may_lead(roles: Collection[str], scope: Collection[str] | None, type_key: str) -> bool:
    """Whether somebody may lead a type of session (its key).

    ``roles`` are those they have now; ``scope`` the types last said of them, None or [BY_ROLE] where nothing is.
    Whoever works here no more leads nothing, whatever was said of them.
    """
    if not any(role in EVERYTHING or role == "facilitator" or role in ONLY for role in roles):
        return False
    if scope is not None and BY_ROLE not in scope:
        return type_key in scope
    return any(_carries(role, type_key) for role in roles)


def _carries(role: str, type_key: str) -> bool:
    if role in EVERYTHING:
        return True
    if role == "facilitator":
        return type_key not in NOT_BY_FACILITATORS
    return type_key in ONLY.get(role, frozenset())
