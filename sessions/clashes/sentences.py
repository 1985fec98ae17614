"""The sentence of a clash, the person first: one is named, more are counted."""

from collections.abc import Callable, Mapping, Sequence

from flask_babel import gettext, ngettext
from markupsafe import Markup

# Somebody else leads it: a guest or a resident.
KEEPER_AWAY = "absence_of_keeper"
_ONE: Mapping[str, Callable[[], str]] = {
    "resident": lambda: gettext("%(who)s is expected in two places"),
    "visit": lambda: gettext("%(who)s has a visit and is expected elsewhere"),
    "phone_hour": lambda: gettext("%(who)s has the phone hour and is expected elsewhere"),
    "meal": lambda: gettext("%(who)s has a meal and is expected elsewhere"),
    "job_duty": lambda: gettext("%(who)s has a duty and is expected elsewhere"),
    "engagement": lambda: gettext("%(who)s has to be elsewhere"),
    "leave": lambda: gettext("%(who)s is on leave then"),
    "rest": lambda: gettext("%(who)s has hardly any rest between two groups"),
    "leader": lambda: gettext("%(who)s leads two sessions at once"),
    "absence": lambda: gettext("%(who)s is away then and cannot lead it"),
    KEEPER_AWAY: lambda: gettext("%(who)s is away then and cannot keep its register"),
    "working_hours": lambda: gettext("%(who)s does not work at that time"),
}
_MANY: Mapping[str, Callable[[int], str]] = {
    "resident": lambda num: ngettext(
        "%(num)s person is expected in two places", "%(num)s people are expected in two places", num
    ),
    "visit": lambda num: ngettext(
        "%(num)s person has a visit and is expected elsewhere",
        "%(num)s people have a visit and are expected elsewhere",
        num,
    ),
    "phone_hour": lambda num: ngettext(
        "%(num)s person has the phone hour and is expected elsewhere",
        "%(num)s people have the phone hour and are expected elsewhere",
        num,
    ),
    "meal": lambda num: ngettext(
        "%(num)s person has a meal and is expected elsewhere",
        "%(num)s people have a meal and are expected elsewhere",
        num,
    ),
    "job_duty": lambda num: ngettext(
        "%(num)s person has a duty and is expected elsewhere",
        "%(num)s people have a duty and are expected elsewhere",
        num,
    ),
    "engagement": lambda num: ngettext(
        "%(num)s person has to be elsewhere", "%(num)s people have to be elsewhere", num
    ),
    "leave": lambda num: ngettext("%(num)s person is on leave then", "%(num)s people are on leave then", num),
    "rest": lambda num: ngettext(
        "%(num)s person has hardly any rest between two groups",
        "%(num)s people have hardly any rest between two groups",
        num,
    ),
}
_OF_A_THING: Mapping[str, Callable[[], str]] = {
    "room": lambda: gettext("Two sessions want the same room: %(thing)s"),
    "capacity": lambda: gettext("%(thing)s is too small for everybody who is expected"),
    "kept_hour": lambda: gettext("This time is kept free: %(thing)s"),
}


def sentence(kind: str, people: Sequence[str], thing: tuple[str, str] | None) -> Markup:
    """A clash of a kind in the reader's language; ``people`` by what they are called, ``thing`` with its language.

    Whatever people typed stands in isolation: a name written from right to left turns nothing around it.
    """
    text, lang = thing or ("", "")
    values = {
        "who": Markup("<bdi>{}</bdi>").format(people[0] if people else ""),
        "thing": Markup('<bdi lang="{}">{}</bdi>').format(lang, text),
        "num": len(people),
    }
    if kind in _OF_A_THING:
        said = _OF_A_THING[kind]()
    elif len(people) > 1 and kind in _MANY:
        # The number is put in here already; what is left of the text is the catalogue's.
        return Markup(_MANY[kind](len(people)))
    else:
        said = _ONE[kind]()
    return Markup(said) % values
