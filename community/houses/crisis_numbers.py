"""The verb that keeps whom residents can call at any hour."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text

# More than a few would hide the one that is needed.
MOST_NUMBERS = 4
LONGEST_CALLED, LONGEST_NUMBER = 40, 24
_NUMBER = re.compile(r"\+?[0-9(][0-9 ()/.-]{1,22}")


def clean_number(number: str) -> str:
    """A telephone number in Latin digits; Refused when it is none."""
    text = clean_text(number, longest=LONGEST_NUMBER)
    latin = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text)
    if not _NUMBER.fullmatch(latin) or sum(letter.isdigit() for letter in latin) < 2:
        raise Refused(N_("“%(number)s” is not a telephone number."), number=text)
    return latin


def set_crisis_numbers(house: House, numbers: Sequence[Mapping[str, str]], *, by: By) -> None:
    """Keep name and number of whom residents can call at any hour, in this order; at most four, or none."""
    if len(numbers) > MOST_NUMBERS:
        raise Refused(N_("At most %(most)s numbers are shown."), most=MOST_NUMBERS)
    house.crisis_numbers = [
        {"name": clean_text(one["name"], longest=LONGEST_CALLED), "number": clean_number(one["number"])}
        for one in numbers
    ]
    db.session.flush()
    record(house.id, "house:crisis_numbers", by=by, subject=f"house:{house.id}")
