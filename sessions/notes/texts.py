"""The rules of what is typed into a note: plain text of several lines, and when one autosave stands for another."""

from datetime import datetime, timedelta

from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text

LONGEST_NOTE = 8000
# Autosaves that follow each other so closely are one piece of writing.
ONE_BREATH = timedelta(minutes=2)

AUTOSAVED, DRAFT, ADDITION = "autosaved", "draft", "addition"
DRAFTS = (AUTOSAVED, DRAFT)


def clean_note(text: str) -> str:
    """Give a text with plain line ends and without outer space, or ""; Refused if over 8000 characters or not plain."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    # Each line passes the rule of one-line texts, so that the line end is the only control there is.
    note = "\n".join(clean_text(line, longest=LONGEST_NOTE) if line.strip() else "" for line in lines)
    if len(note) > LONGEST_NOTE:
        raise Refused(N_("This text is longer than %(longest)s characters."), longest=LONGEST_NOTE)
    return note


def written(text: str) -> str:
    """The same for a text that must say something; Refused if it is empty."""
    note = clean_note(text)
    if not note:
        raise Refused(N_("This text is empty."))
    return note


def holds(later: str, earlier: str) -> bool:
    """Whether a text is an earlier one with something put in at one place: nothing of the earlier is lost with it."""
    if len(later) < len(earlier):
        return False
    same = 0
    while same < len(earlier) and earlier[same] == later[same]:
        same += 1
    return later.endswith(earlier[same:])


def goes_on(earlier: str, kind: str, at: datetime, later: str, later_at: datetime) -> bool:
    """Whether an autosave may take the place of the row before it by the same hand: instants in UTC.

    Only of another autosave of the last two minutes that it holds whole; so no text that was kept is ever lost.
    """
    return kind == AUTOSAVED and later_at - at < ONE_BREATH and holds(later, earlier)
