"""The rules of a note's closing: who may write, sign as what, and add; pure, by the ids of people and texts."""

from dataclasses import dataclass

AUTHOR, CO_LEADER, REVIEWER = "author", "co_leader", "reviewer"
CAPACITIES = (AUTHOR, CO_LEADER, REVIEWER)

# What a note waits for.
EMPTY, SIGNATURE, REVIEW, DONE = "empty", "signature", "review", "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rules need of a note: who leads its session, who wrote any of it, its newest text, who signed what.

    ``signed`` holds (capacity, person id, text id); ``newest`` is None before anything was written.
    """

    leaders: frozenset[str] = frozenset()
    writers: frozenset[str] = frozenset()
    newest: str | None = None
    says: bool = False
    signed: tuple[tuple[str, str | None, str], ...] = ()

    @property
    def author(self) -> str | None:
        """Who signed as the author."""
        return next((person for capacity, person, _text in self.signed if capacity == AUTHOR), None)

    @property
    def closed(self) -> bool:
        """Whether it is signed by its author: from then on its text stands as it is."""
        return any(capacity == AUTHOR for capacity, _person, _text in self.signed)

    @property
    def reviewed(self) -> bool:
        """Whether somebody reviewed all of it, the newest addition too."""
        return any(capacity == REVIEWER and text == self.newest for capacity, _person, text in self.signed)

    @property
    def waits_for(self) -> str:
        """What it waits for: words, the author's signature, a review, or nothing."""
        if not self.closed:
            return SIGNATURE if self.says else EMPTY
        return DONE if self.reviewed else REVIEW


def is_own(note: Standing, person_id: str | None) -> bool:
    """Whether somebody leads the session, or wrote any of the note: whoever wrote stays its writer."""
    return person_id is not None and (person_id in note.leaders or person_id in note.writers)


def may_write(note: Standing, person_id: str | None) -> bool:
    """Whether somebody may go on with the draft."""
    return not note.closed and is_own(note, person_id)


def may_add(note: Standing, person_id: str | None, *, reviews: bool) -> bool:
    """Whether somebody may add to a closed note: its own people, and who reviews notes."""
    return note.closed and person_id is not None and (reviews or is_own(note, person_id))


def may_sign_as(note: Standing, person_id: str | None, *, reviews: bool) -> tuple[str, ...]:
    """In which capacities somebody may sign what stands now.

    Its own people as the author, once; whoever leads beside the author as co-leader; whoever reviews notes and has
    neither written nor signed any of it as reviewer. After an addition the latter two may sign again.
    """
    if person_id is None or not note.says:
        return ()
    if not note.closed:
        return (AUTHOR,) if is_own(note, person_id) else ()
    able = []
    mine = {capacity for capacity, person, text in note.signed if person == person_id and text == note.newest}
    if person_id in note.leaders and person_id != note.author and CO_LEADER not in mine:
        able.append(CO_LEADER)
    had_a_hand = person_id in note.writers or person_id in {p for c, p, _text in note.signed if c != REVIEWER}
    if reviews and not had_a_hand and not note.reviewed:
        able.append(REVIEWER)
    return tuple(able)
