"""The rule of group notes: several lines of plain text."""

from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text

LONGEST_NOTE = 4000


def clean_note(text: str) -> str:
    """Give a note with plain line ends; Refused if empty, over 4000 characters or with hidden ones."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    # Each line passes the rule of one-line texts, so that the line end is the only control there is.
    note = "\n".join(clean_text(line, longest=LONGEST_NOTE) if line.strip() else "" for line in lines)
    if not note.strip():
        raise Refused(N_("This text is empty."))
    if len(note) > LONGEST_NOTE:
        raise Refused(N_("This text is longer than %(longest)s characters."), longest=LONGEST_NOTE)
    return note
