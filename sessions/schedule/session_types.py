"""The kinds of session a house knows: name, icon, dye, and what the hours and registers make of them.

A tradition is a tag for finding and telling apart, never a claim of effect.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foundation.messages import N_


@dataclass(frozen=True, slots=True)
class SessionType:
    """One kind of session; ``name`` and ``word`` (short, for ribbons) are English catalogue texts.

    ``counted``: its minutes are treatment hours by default (9 CCR 9854: breaks, films and lectures are not).
    ``register``: wants a roll call by default. ``outside``: the name gives nothing away outside the house.
    """

    key: str
    name: str
    word: str
    icon: str
    category: str
    sides: frozenset[str]
    traditions: frozenset[str]
    counted: bool
    register: bool
    outside: bool
    dye: str


SIDES: Mapping[str, str] = MappingProxyType(
    {"physical": N_("Physical"), "psychological": N_("Psychological"), "social": N_("Social")}
)
TRADITIONS: Mapping[str, str] = MappingProxyType(
    {
        "twelve_steps": N_("Twelve steps"),
        "minnesota": N_("Minnesota model"),
        "marshak": N_("Marshak method"),
        "daytop": N_("Daytop"),
        "therapeutic_community": N_("Therapeutic community"),
    }
)
# What each dye of the ribbon stands for, for a legend.
DYES: Mapping[str, str] = MappingProxyType(
    {
        "verdigris": N_("Together"),
        "logwood": N_("Groups"),
        "indigo": N_("One to one"),
        "weld": N_("Learning"),
        "heather": N_("Mutual help"),
        "walnut": N_("Work"),
        "cochineal": N_("Making"),
        "moss": N_("Sport and leisure"),
        "madder": N_("Family"),
        "stone": N_("House: meals, medicine, rest"),
    }
)
_SIDE = {"b": "physical", "m": "psychological", "s": "social"}
_TRADITION = {
    "12": "twelve_steps",
    "mn": "minnesota",
    "ma": "marshak",
    "da": "daytop",
    "tc": "therapeutic_community",
}


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the types of one length of cloth share: their category for the hours, dye and icon."""

    category: str
    dye: str
    icon: str

    def of(
        self, key: str, name: str, word: str, sides: str, traditions: str, facts: str = "", icon: str = ""
    ) -> SessionType:
        """Write one type; ``facts`` are the words counted, register, outside."""
        said = facts.split()
        return SessionType(
            key=key,
            name=name,
            word=word,
            icon=icon or self.icon,
            category=self.category,
            sides=frozenset(_SIDE[side] for side in sides),
            traditions=frozenset(_TRADITION[short] for short in traditions.split()),
            counted="counted" in said,
            register="register" in said,
            outside="outside" in said,
            dye=self.dye,
        )


_TOGETHER = _Kind("community", "verdigris", "house-door")
_GROUP = _Kind("group", "logwood", "people")
_ONE = _Kind("individual", "indigo", "chat-heart")
_LEARN = _Kind("education", "weld", "easel")
_MUTUAL = _Kind("mutual_help", "heather", "cup-hot")
_WORK = _Kind("work", "walnut", "hammer")
_MAKE = _Kind("creative", "cochineal", "palette")
_BODY = _Kind("physical", "moss", "bicycle")
_FAMILY = _Kind("family", "madder", "door-open")
_HOUSE = _Kind("daily_life", "stone", "lamp")
_MET = "counted register"

_ALL = (
    _TOGETHER.of("morning_meeting", N_("Morning meeting"), N_("Morning"), "ms", "mn da tc", "register", "sunrise"),
    _TOGETHER.of("evening_review", N_("Evening review"), N_("Review"), "ms", "mn da tc", "register", "moon-stars"),
    _TOGETHER.of("house_meeting", N_("House meeting"), N_("House"), "s", "da tc", "register"),
    _TOGETHER.of(
        *("open_residents_meeting", N_("Open residents' meeting"), N_("Residents"), "s", "da tc"),
        *("register", "chat-square-quote"),
    ),
    _TOGETHER.of("roll_call", N_("Roll call"), N_("Roll call"), "s", "", "register", "card-checklist"),
    _GROUP.of("encounter_group", N_("Encounter group"), N_("Encounter"), "ms", "da tc", _MET),
    _GROUP.of("static_group", N_("Static group"), N_("Static"), "ms", "da tc", _MET),
    _GROUP.of("peer_group", N_("Peer group"), N_("Peers"), "ms", "da tc", _MET),
    _GROUP.of("process_group", N_("Process group"), N_("Group"), "ms", "mn tc", _MET),
    _GROUP.of("relapse_prevention", N_("Relapse prevention"), N_("Prevention"), "m", "mn", _MET),
    _ONE.of("individual_counselling", N_("Individual counselling"), N_("One to one"), "m", "mn", "counted"),
    _ONE.of("outpatient_session", N_("Outpatient session"), N_("Outpatient"), "ms", "mn", _MET),
    _ONE.of("follow_up_contact", N_("Follow-up contact"), N_("Follow-up"), "ms", ""),
    _LEARN.of("seminar", N_("Seminar"), N_("Seminar"), "m", "da tc", "register outside"),
    _LEARN.of("lecture", N_("Lecture"), N_("Lecture"), "m", "mn", "register outside"),
    _LEARN.of("training", N_("Training"), N_("Training"), "ms", "mn", "register outside"),
    # Anonymity: a twelve-step session is never named outside the house, whatever a consent says.
    _MUTUAL.of("twelve_step", N_("Twelve-step meeting"), N_("Meeting"), "ms", "12 mn", "register"),
    _MUTUAL.of("step_study", N_("Step study"), N_("Steps"), "m", "12 mn", "register"),
    _MUTUAL.of("mentoring", N_("Time together"), N_("Together"), "s", "tc", "", "chat-square-heart"),
    _WORK.of("occupational", N_("Occupational therapy"), N_("Work"), "bms", "da tc", _MET),
    _WORK.of("house_work", N_("House work"), N_("House work"), "bs", "da tc", "", "bucket"),
    _WORK.of("job_duty", N_("Job duty"), N_("Duty"), "s", "da tc"),
    _MAKE.of("creative", N_("Creative workshop"), N_("Workshop"), "bms", "ma", "counted register outside"),
    _BODY.of("sport", N_("Sport"), N_("Sport"), "b", "", "outside"),
    _BODY.of("leisure", N_("Hobby and leisure"), N_("Leisure"), "bs", "", "outside", "tree"),
    _FAMILY.of("family_session", N_("Family session"), N_("Family"), "ms", "mn", "counted register outside"),
    _FAMILY.of("family_education", N_("Family education"), N_("Education"), "s", "mn", "register outside"),
    _FAMILY.of("visit", N_("Visit"), N_("Visit"), "s", "", "outside"),
    _FAMILY.of("phone_hour", N_("Phone hour"), N_("Phone"), "s", "", "outside", "telephone"),
    _HOUSE.of("daily_life", N_("Daily life"), N_("Daily life"), "b", ""),
    _HOUSE.of("medical", N_("Medical"), N_("Medical"), "b", "", "", "capsule"),
    _HOUSE.of("meal", N_("Meal"), N_("Meal"), "b", "", "outside", "fork-knife"),
)
TYPES: Mapping[str, SessionType] = MappingProxyType({one.key: one for one in _ALL})
