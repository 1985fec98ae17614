"""What each verb and kind of reading in the chain says in plain words, and how the page of the house divides them."""

from collections.abc import Mapping
from types import MappingProxyType

from community.audit.chain import DENIED
from community.audit.verbs import VERBS
from foundation.messages import N_

READ = "read:"
SIGN_IN_VERBS = ("account:sign_in", "account:sign_out", "account:revoke", "kiosk:sign_in", "kiosk:sign_out")
# How the page of the house divides its entries.
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "all": N_("Everything"),
        "reads": N_("What was read"),
        "changes": N_("What was changed"),
        "denied": N_("What was refused"),
        "sign_ins": N_("Who signed in"),
    }
)
# What a person reads who opens somebody's record, or a list: the word after "read:".
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "audit": N_("The record of the house was read"),
        "audit-table": N_("The record of the house was taken along as a table"),
        "calendar": N_("Dates for a calendar were shown"),
        "card": N_("The card was opened"),
        "consents": N_("The consents were opened"),
        "doses": N_("The hours somebody received were read"),
        "elsewhere": N_("Why somebody is not expected was read"),
        "elders": N_("The page of elders was read"),
        "family": N_("The family was looked up"),
        "feed": N_("A relative's calendar fetched dates"),
        "group": N_("Who belongs to a group was read"),
        "in-house": N_("The list of who is in the house was read"),
        "kiosk-keys": N_("The list of who can sign in at a kiosk was read"),
        "letter": N_("A letter about attendance was looked at or printed"),
        "letters": N_("The list of letters was read"),
        "marks": N_("The history of a mark was opened"),
        "mentoring": N_("Who stands by whom was read"),
        "no-contacts": N_("The no-contact notes were read"),
        "notes": N_("Notes about somebody were read"),
        "notes-list": N_("The list of notes was read"),
        "people": N_("The list of people was read"),
        "people-table": N_("The list of people was taken along as a table"),
        "preview": N_("What a relative sees was looked at"),
        "programme-file": N_("The programme was taken along as a calendar file"),
        "progress": N_("How often somebody was at sessions was read"),
        "register": N_("A register was read"),
        "residents": N_("The list of residents was read"),
        "sheet": N_("The day or the week was put on paper"),
        "roll-sheet": N_("A sheet for the roll call was printed or opened"),
    }
)
OTHER = N_("Something else was done")


def said_of(verb: str) -> str:
    """The catalogue text of a verb or of a read ("read:consents")."""
    if verb.startswith(READ):
        return KINDS.get(verb.removeprefix(READ), OTHER)
    return VERBS.get(verb, OTHER)


def group_of(verb: str) -> str:
    """In which of GROUPS a verb stands, beside "all"."""
    if verb.startswith(READ):
        return "reads"
    if verb == DENIED:
        return "denied"
    return "sign_ins" if verb in SIGN_IN_VERBS else "changes"
