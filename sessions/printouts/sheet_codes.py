"""The code that stands on a printed sheet: short, said over a telephone and typed back without a mistake.

Nineteen signs of which none is taken for another by hand or by eye (no 0 O Q, 1 I L, 2 Z, 5 S,
8 B, 6 G, U V), and no vowel, so that no word comes out. Eight of them: seven by chance and one that checks the others.
"""

import secrets
import unicodedata

SIGNS = "34679CDFHJKMNPRTWXY"
LENGTH = 8
LONGEST_TYPED = 300
# On a Cyrillic keyboard somebody types the letter that looks the same.
_ALIKE = str.maketrans("СНКМРТХУ", "CHKMPTXY")
# In front of the code in the address that the square on the sheet holds.
_ADDRESS = "CODE="


def check_sign(body: str) -> str:
    """The sign that checks seven others: a weighted sum modulo a prime, as ISBN-10 has it.

    It finds every single wrong sign and every two signs that changed places.
    """
    return SIGNS[sum(weight * SIGNS.index(sign) for weight, sign in enumerate(body, 1)) % len(SIGNS)]


def new_code() -> str:
    """A code that says nothing about anybody or anything: 19 to the 7th of them, by chance."""
    body = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return body + check_sign(body)


def code_in(typed: str) -> str | None:
    """The code in what was typed or scanned, whatever its case, spaces, dashes or digits; None when it is none."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper().rpartition(_ADDRESS)[2]
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    code = "".join(sign for sign in plain.translate(_ALIKE) if not sign.isspace() and sign not in "-‐‑–—")
    if len(code) != LENGTH or not set(code) <= set(SIGNS) or check_sign(code[:-1]) != code[-1]:
        return None
    return code


def written(code: str) -> str:
    """The code as it is printed: two groups of four."""
    return f"{code[:4]}-{code[4:]}"
