"""The rule of a house's short name: made of its name, for commands and files."""

import re

from anyascii import anyascii

LONGEST = 40


def slug_of(name: str) -> str:
    """A short name of small Latin letters, digits and hyphens, 2 to 40 of them, beginning with a letter."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")
    plain = re.sub(r"^[^a-z]+", "", plain)[:LONGEST].strip("-")
    return plain if len(plain) > 1 else "house"
