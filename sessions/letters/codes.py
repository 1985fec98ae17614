"""The code on a letter: made from its id and the secret of this computer, so that it can be printed again. Pure.

Crockford's base32 has neither I, L, O nor U; what looks alike is read as what it looks like.
"""

import base64
import hashlib
import hmac
import unicodedata

# Douglas Crockford, "Base 32": ten digits and twenty-two letters.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RFC_4648 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
LENGTH, GROUP = 16, 4
LONGEST_TYPED = 100
_TO_CROCKFORD = str.maketrans(_RFC_4648, SIGNS)
# Typed for what they look like, in Latin and on a Cyrillic keyboard.
_ALIKE = str.maketrans("ILOАВСЕНКМРТХ", "110ABCEHKMPTX")


def code_of(secret: str, letter_id: str) -> str:
    """The code of a letter: the first eighty bits of an HMAC (SHA-256) of its id."""
    digest = hmac.new(secret.encode(), f"letter:{letter_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[: LENGTH * 5 // 8]).decode().translate(_TO_CROCKFORD)


def code_in(typed: str) -> str | None:
    """The code in what was typed, whatever its case, spaces, dashes or digits; None when it cannot be one."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST_TYPED]).upper()
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text).translate(_ALIKE)
    code = "".join(sign for sign in plain if not sign.isspace() and sign not in "-‐‑–—")
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def written(code: str) -> str:
    """The code as it is printed: groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def code_hash(code: str) -> str:
    """What is kept of a code: its SHA-256 (hex). The code is as good as random, so no salt is needed."""
    return hashlib.sha256(code.encode()).hexdigest()
