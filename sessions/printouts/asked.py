"""The boundary: whose day or week is asked for on paper, in which language, and on which paper."""

from dataclasses import dataclass

from flask import request

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.addresses import is_id
from foundation.errors import NotFound
from foundation.languages import LANGUAGES

PAPERS = ("a4", "a3")
HOUSE, GROUP, RESIDENT, OWN = "house", "group", "resident", "own"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose sheet it is (``whose``: house, group, resident, own), of whom, in which language, on which paper."""

    whose: str
    id: str | None
    language: str | None
    paper: str

    @property
    def wall(self) -> bool:
        """Whether it is meant to hang where everybody passes."""
        return self.whose in (HOUSE, GROUP)

    def words(self, **more: str) -> dict[str, str]:
        """The same as the words of an address, with others in their place."""
        said = {"for": HOUSE} if self.whose == HOUSE else {self.whose: self.id or ""} if self.id else {}
        if self.language:
            said["lang"] = self.language
        if self.paper != PAPERS[0]:
            said["paper"] = self.paper
        return said | more


def asked_sheet(actor: Actor) -> Asked:
    """What the address asks for; NotFound for what it cannot be, and for what this person may not ask for.

    Staff who may see who is expected ask for the house, a group or a resident; everybody else for their own.
    """
    said = request.args
    if any(len(said.getlist(name)) > 1 for name in ("for", "group", "resident", "lang", "paper")):
        raise NotFound()
    named = [name for name in ("for", "group", "resident") if name in said]
    language, paper = said.get("lang"), said.get("paper", PAPERS[0])
    if len(named) > 1 or paper not in PAPERS or (language is not None and language not in LANGUAGES):
        raise NotFound()
    may = actor.staff and actor.may(Permission.PRESENCE_SEE)
    if not named:
        return Asked(HOUSE if may else OWN, None, language, paper)
    if named == ["for"]:
        if said["for"] != HOUSE or not may:
            raise NotFound()
        return Asked(HOUSE, None, language, paper)
    found = said[named[0]]
    if not is_id(found):
        raise NotFound()
    if named == ["resident"] and found == actor.person_id and actor.resident and not actor.staff:
        return Asked(OWN, None, language, paper)
    if not may:
        raise NotFound()
    return Asked(named[0], found, language, paper)
