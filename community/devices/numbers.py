"""The rule of numbers and PINs at a kiosk: what is drawn, and what somebody typed."""

import secrets
import unicodedata
from collections.abc import Collection

PIN_LENGTH = 6
CARD_LENGTH = 40
# In the order one would try them.
_RUNS = "01234567890123456789"
_LONGEST_TYPED = 100


def free_number(taken: Collection[int]) -> int:
    """A number that nobody in the house has: short, and drawn, so that it does not say who came before whom.

    Two digits while there are plenty of them, then three, and so on.
    """
    low = 10
    while True:
        free = [number for number in range(low, low * 10) if number not in taken]
        if len(free) > low * 9 // 2:
            return secrets.choice(free)
        low *= 10


def new_pin() -> str:
    """Six digits, none that somebody would try first: no run up or down, not fewer than three different ones."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_LENGTH):0{PIN_LENGTH}d}"
        if len(set(pin)) >= 3 and pin not in _RUNS and pin[::-1] not in _RUNS:
            return pin


def new_card() -> str:
    """What a card says: forty digits, 132 random bits.

    Digits only: a scanner types like a keyboard, and on a keyboard of another script letters come out as others.
    """
    return f"{secrets.randbelow(10**CARD_LENGTH):0{CARD_LENGTH}d}"


def digits(text: str | None) -> str:
    """What somebody typed, in Latin digits and without blanks; "" where anything else is among it."""
    found = [sign for sign in (text or "")[:_LONGEST_TYPED] if not sign.isspace()]
    if not all(sign.isdecimal() for sign in found):
        return ""
    return "".join(str(unicodedata.decimal(sign)) for sign in found)
