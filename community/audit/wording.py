"""What each verb of the chain says in plain words: a sentence without names, for who and about whom stand beside it."""

from collections.abc import Mapping
from types import MappingProxyType

from community.audit.chain import DENIED
from foundation.messages import N_

READ = "read:"
SIGN_IN_VERBS = ("account:sign_in", "account:sign_out", "account:revoke")
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
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "account:card": N_("A sign-in was turned to another card"),
        "account:disable": N_("A sign-in was closed"),
        "account:enable": N_("A sign-in was opened again"),
        "account:invite": N_("An invitation was mailed"),
        "account:language": N_("Another language was chosen"),
        "account:link": N_("A one-time link was made"),
        "account:link_used": N_("A one-time link was used"),
        "account:open": N_("A sign-in was made"),
        "account:password": N_("A new password was set"),
        "account:revoke": N_("A device was signed out from afar"),
        "account:share_device": N_("A device was kept for several people"),
        "account:sign_in": N_("Signed in"),
        "account:sign_out": N_("Signed out"),
        "account:sign_out_everywhere": N_("Somebody was signed out everywhere"),
        "account:unshare_device": N_("A device is for one person again"),
        "audit:verify": N_("This record was checked"),
        "clash:accept": N_("A clash in the programme was kept as it is"),
        "clash:accept_end": N_("A clash in the programme is no longer kept as it is"),
        "consent:grant": N_("A consent was given"),
        "consent:withdraw": N_("A consent was taken back"),
        "demonstration:load": N_("The demonstration was loaded"),
        "denied": N_("A page that is for others was asked for and not shown"),
        "elder:end": N_("Somebody's time as an elder ended"),
        "elder:name": N_("Somebody was named an elder"),
        "family:tie": N_("Somebody was noted as family"),
        "family:untie": N_("Somebody is no longer noted as family"),
        "feed:revoke": N_("The address of a calendar was stopped"),
        "feed:subscribe": N_("An address for a calendar was made"),
        "feed:titles": N_("The words of a calendar were chosen"),
        "engagement:end": N_("What takes somebody elsewhere was ended"),
        "engagement:note": N_("It was noted what takes somebody elsewhere"),
        "group:amend": N_("A group was changed"),
        "group:end": N_("A group was ended"),
        "group:form": N_("A group was formed"),
        "group:join": N_("Somebody joined a group"),
        "group:leave": N_("Somebody left a group"),
        "group:move_up": N_("Somebody who waited got a place in a group"),
        "group:stop_waiting": N_("Somebody waits for a place in a group no more"),
        "group:wait": N_("Somebody began to wait for a place in a group"),
        "house:amend": N_("What is kept of the house was changed"),
        "house:crisis_numbers": N_("The numbers to call at any hour were changed"),
        "house:mentoring": N_("The house's rules for elders were changed"),
        "house:open": N_("The house was opened in Daybook"),
        "hours_rule:amend": N_("An hours rule was put right"),
        "hours_rule:end": N_("An hours rule was ended"),
        "hours_rule:set": N_("An hours rule was set"),
        "house:rest": N_("The rest between two groups was changed"),
        "kept_hour:end": N_("Hours are kept free no more"),
        "kept_hour:keep": N_("Hours were kept free"),
        "mentoring:answer_change": N_("A wish for another pairing was answered"),
        "mentoring:ask_change": N_("Another pairing was asked for"),
        "mentoring:cancel": N_("An hour of two was called off"),
        "mentoring:contact": N_("A contact of two was noted"),
        "mentoring:plan": N_("An hour of two was planned"),
        "mentorship:agree": N_("One of two agreed to stand by each other"),
        "mentorship:end": N_("Two no longer stand by each other"),
        "mentorship:propose": N_("An elder was asked to stand by somebody"),
        "no_contact:lift": N_("A no-contact note was ended"),
        "no_contact:note": N_("A no-contact note was made"),
        "no_contact:refuse": N_("Something was refused because of a no-contact note"),
        "occurrence:add": N_("A single session was added"),
        "occurrence:cancelled": N_("A session was cancelled"),
        "occurrence:keeper": N_("The register of a session got another keeper"),
        "occurrence:leader": N_("A session got another leader"),
        "occurrence:moved": N_("A session was moved"),
        "occurrence:realign": N_("A session was set anew to the clock on the wall"),
        "occurrence:reinstated": N_("A cancelled session takes place after all"),
        "occurrence:room": N_("A session got another room"),
        "occurrence:take_over": N_("Somebody took a session over"),
        "pause:begin": N_("A pause of the programme was made"),
        "pause:end": N_("A pause of the programme was taken back"),
        "person:amend": N_("A card was changed"),
        "person:describe": N_("Languages and interests were noted"),
        "person:enrol": N_("A card was made"),
        "programme:import": N_("A calendar file was taken into the programme"),
        "register:close": N_("A register was finished"),
        "register:correct": N_("A mark of a finished register was corrected"),
        "register:freeze": N_("Registers were opened at the start of their sessions"),
        "register:mark": N_("Marks were made on a register"),
        "register:note": N_("A note about a group was written"),
        "register:open": N_("A register was opened"),
        "register:rest_present": N_("All the rest were marked present"),
        "register:rest_undo": N_("Marking all the rest was taken back"),
        "register:walk_in": N_("Somebody was added to a register at the door"),
        "residents:import": N_("Residents were brought in from a file"),
        "room:add": N_("A room was added"),
        "room:amend": N_("A room was changed"),
        "room:retire": N_("A room is used no more"),
        "schedule:fill": N_("The schedule was carried on"),
        "series:amend": N_("A repeating session was changed"),
        "series:end": N_("A repeating session was ended"),
        "series:languages": N_("The languages of a session were chosen"),
        "series:part": N_("One date became a session of its own"),
        "series:start": N_("A repeating session was added"),
        "series:undo": N_("A change of a repeating session was taken back"),
        "staff:absence": N_("Somebody of the staff was noted as away"),
        "staff:absence_end": N_("An absence of the staff got its end"),
        "staff:absence_off": N_("An absence of the staff was called off"),
        "staff:employ": N_("Somebody began to work here"),
        "staff:end": N_("Somebody's work here ended"),
        "staff:hours": N_("The hours somebody works were said"),
        "staff:scope": N_("What somebody may lead was said"),
        "stage:add": N_("A stage was added"),
        "stage:amend": N_("A stage was changed"),
        "stay:admit": N_("A stay began"),
        "stay:discharge": N_("A stay ended"),
        "stay:leave": N_("A leave was granted"),
        "stay:leave_off": N_("A leave was called off"),
        "stay:return": N_("A return from leave was noted"),
        "stay:stage": N_("Another stage began"),
        "template:apply": N_("A template was used for the week"),
        "template:retire": N_("A template was taken out of use"),
        "template:save": N_("The week was kept as a template"),
        "week:load": N_("A whole week was loaded"),
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
        "elsewhere": N_("Why somebody is not expected was read"),
        "elders": N_("The page of elders was read"),
        "family": N_("The family was looked up"),
        "feed": N_("A relative's calendar fetched dates"),
        "group": N_("Who belongs to a group was read"),
        "in-house": N_("The list of who is in the house was read"),
        "marks": N_("The history of a mark was opened"),
        "mentoring": N_("Who stands by whom was read"),
        "no-contacts": N_("The no-contact notes were read"),
        "people": N_("The list of people was read"),
        "people-table": N_("The list of people was taken along as a table"),
        "preview": N_("What a relative sees was looked at"),
        "programme-file": N_("The programme was taken along as a calendar file"),
        "progress": N_("How often somebody was at sessions was read"),
        "register": N_("A register was read"),
        "residents": N_("The list of residents was read"),
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
