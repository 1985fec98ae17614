"""The code that makes a browser one of the house's screens: typed once, from one screen onto another."""

import secrets

# Nobody mistakes one of these for another when read aloud or from afar: no O and 0, no I, L and 1.
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8


def new_code() -> str:
    """A code of eight signs: one of 8 · 10¹¹, and it is good for minutes only."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def spelled(code: str) -> str:
    """The code as it is shown, in two halves: "ABCD-EFGH"."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def typed(text: str) -> str:
    """What somebody typed, as the code is kept: without blanks and lines, in capitals; "" for what is no code."""
    code = "".join(sign for sign in text.upper() if not sign.isspace() and sign not in "-–—")
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""
