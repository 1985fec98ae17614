"""What mentoring says in words: reasons, kinds of contact, why it ended."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext, ngettext

from community.people.interests import INTERESTS
from foundation.messages import N_

LANGUAGE_NAMES: Mapping[str, str] = {"en": N_("English"), "pl": N_("Polish"), "ar": N_("Arabic"), "ru": N_("Russian")}
# Short words: they stand on buttons.
CONTACT_KINDS: Mapping[str, str] = {
    "talked": N_("We talked"),
    "walked": N_("We went for a walk"),
    "ate": N_("We ate together"),
    "phone": N_("By phone"),
    "other": N_("In another way"),
}
KIND_ICONS: Mapping[str, str] = {
    "talked": "chat-heart",
    "walked": "person-walking",
    "ate": "cup-hot",
    "phone": "telephone",
    "other": "stars",
}
ENDINGS: Mapping[str, str] = {
    "finished": N_("it has done its work"),
    "changed": N_("a change was asked for"),
    "elder_left": N_("the elder leaves"),
    "declined": N_("one of them said no"),
    "other": N_("something else"),
}
ANSWERS: Mapping[str, str] = {"ended": N_("The pairing ends"), "kept": N_("They go on together")}


def said(reasons: Iterable[str]) -> list[str]:
    """The reasons of a suggestion as sentences in the reader's language."""
    found: dict[str, list[str]] = {}
    for reason in reasons:
        kind, _, value = reason.partition(":")
        found.setdefault(kind, []).append(value)
    return [sentence for kind, values in found.items() if (sentence := _sentence(kind, values))]


def _sentence(kind: str, values: list[str]) -> str:
    if kind == "language":
        named = _listed(gettext(LANGUAGE_NAMES[value]) for value in values)
        return ngettext("Language in common: %(what)s", "Languages in common: %(what)s", len(values), what=named)
    if kind == "interest":
        named = _listed(gettext(INTERESTS[value]) for value in values)
        return ngettext("Both like: %(what)s", "Both like: %(what)s", len(values), what=named)
    if kind == "load":
        load = int(values[0])
        if not load:
            return gettext("Stands by nobody else now")
        return ngettext("Stands by %(num)s person already", "Stands by %(num)s people already", load)
    if kind == "sex":
        return gettext("Both are women") if values[0] == "f" else gettext("Both are men")
    if kind == "graduate":
        return gettext("Has completed a stay here")
    return gettext("Is further along the path") if kind == "stage" else ""


def _listed(words: Iterable[str]) -> str:
    return gettext(", ").join(words)
