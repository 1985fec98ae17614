"""The boundary of notes: one form with a field for each note, and an autosave as JSON."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from foundation.addresses import is_id
from foundation.errors import Refused
from foundation.messages import N_
from sessions.attendance.forms import checked_id, only
from sessions.notes.operations import GROUP, Kept

MOST_FIELDS = 60
SAVE, CHOOSE, SIGN, ALL = "save", "choose", "sign", "all"
JSON_FIELDS = frozenset({"about", "text", "based_on"})


@dataclass(slots=True)
class Typed:
    """One field as it was sent: about whom (None: the group), the text, and the text it was written over."""

    about: str | None
    text: str
    based_on: str | None
    fault: Refused | None = None
    kept: Kept | None = None

    @property
    def key(self) -> str:
        """The name of the field on the page."""
        return self.about or GROUP


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of notes: its fields, who was ticked to be written about, and what is to be done besides saving.

    ``signs`` holds the keys of the fields that are to be signed.
    """

    typed: dict[str, Typed]
    chosen: tuple[str, ...]
    signs: frozenset[str]


def sent_notes(form: MultiDict[str, str]) -> Sent:
    """What a form holds; Refused for unknown fields, fields that come twice, and whatever names nobody."""
    chosen = tuple(dict.fromkeys(checked_id(one) for one in form.getlist("about")))
    rest = MultiDict((name, value) for name, value in form.items(multi=True) if name != "about")
    keys = [name.removeprefix("text.") for name in rest if name.startswith("text.")]
    if len(keys) + len(chosen) > MOST_FIELDS:
        raise Refused(N_("At most %(most)s notes can be written at once."), most=MOST_FIELDS)
    for key in keys:
        if key != GROUP:
            checked_id(key)
    only(rest, {"act", "csrf_token", *(f"{name}.{key}" for key in keys for name in ("text", "based_on"))})
    typed = {key: _typed(key, rest) for key in keys}
    act, _dot, key = rest.get("act", SAVE).partition(".")
    signs = frozenset(typed) if key == ALL else frozenset({key})
    known = {SIGN: bool(signs <= set(typed)) and bool(key), SAVE: not key, CHOOSE: not key}
    if not known.get(act, False):
        raise Refused(N_("Please choose what is to be done with the notes."))
    return Sent(typed, chosen, signs if act == SIGN else frozenset())


def _typed(key: str, form: MultiDict[str, str]) -> Typed:
    based_on = form.get(f"based_on.{key}", "")
    about = None if key == GROUP else key
    return Typed(about, form.get(f"text.{key}", ""), checked_id(based_on) if based_on else None)


def draft_of_json(data: object) -> Typed:
    """An autosave: {"about": id or null, "text": …, "based_on": id or null}; Refused for anything else."""
    if not isinstance(data, dict) or set(data) != JSON_FIELDS or not isinstance(data["text"], str):
        raise Refused(N_("This is not a draft of a note."))
    about, based_on = (None if data[name] is None else checked_id(data[name]) for name in ("about", "based_on"))
    return Typed(about, data["text"], based_on)


def chosen_of(values: list[str]) -> frozenset[str]:
    """Whom an address asks to be written about; what names nobody counts as not said."""
    return frozenset(one for one in values[:MOST_FIELDS] if is_id(one))
