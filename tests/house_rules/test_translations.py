"""Every text for people stands in all four languages: nothing untranslated, nothing fuzzy, nothing broken."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from scripts.translations import FOLDER, LANGUAGES, collect

ROOT = Path(__file__).parents[2]
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+[^>]*>")
# What is called the same everywhere.
NAMES = {"Chromebook", "Mac", "iPad", "iPhone"}
OTHER_DIGITS = re.compile(r"[٠-٩۰-۹]")
HIDDEN = re.compile(r"[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


@cache
def template() -> Catalog:
    """The texts as they stand in the sources now."""
    return collect()


@cache
def catalogue(language: str) -> Catalog:
    """A language's catalogue."""
    with (ROOT / FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message: Message) -> list[str]:
    """Every form of a translation."""
    said = message.string
    return list(said) if isinstance(said, list | tuple) else [said]


def said_in_words(message: Message) -> list[str]:
    """The forms that stand for one number alone: none, one and two, where a language has six."""
    return forms(message)[:3] if message.pluralizable and len(forms(message)) == 6 else []


def ids(message: Message) -> list[str]:
    """Every form of what is translated."""
    return list(message.id) if isinstance(message.id, list | tuple) else [message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_translated(language: str) -> None:
    known = catalogue(language)
    missing = [
        message.id
        for message in template()
        if message.id and not ((found := known.get(message.id, message.context)) and all(forms(found)))
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_and_nothing_is_left_over(language: str) -> None:
    known = catalogue(language)
    assert [message.id for message in known if message.id and message.fuzzy] == []
    wanted = {(message.context, ids(message)[0]) for message in template()}
    assert [m.id for m in known if m.id and (m.context, ids(m)[0]) not in wanted] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_fills_the_same_places(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        wanted = set(PLACES.findall(ids(message)[-1]))
        for form in forms(message):
            places = set(PLACES.findall(form))
            # "Two minutes" is one word in Arabic: a form for a single number may say it instead of showing it.
            spoken = form in said_in_words(message)
            assert places == wanted or (spoken and places == wanted - {"%(num)s"}), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_is_filled(language: str) -> None:
    known = catalogue(language)
    plural = [message for message in known if message.id and message.pluralizable]
    assert plural
    assert [m.id for m in plural if len(forms(m)) != known.num_plurals or not all(forms(m))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_latin_and_no_sign_is_hidden(language: str) -> None:
    for message in catalogue(language):
        for form in forms(message) if message.id else []:
            assert not OTHER_DIGITS.search(form), message.id
            assert not HIDDEN.search(form), message.id


@pytest.mark.parametrize(
    ("language", "script"), [("ar", re.compile("[\u0600-\u06ff]")), ("ru", re.compile("[\u0400-\u04ff]"))]
)
def test_a_translation_is_in_its_own_script(language: str, script: re.Pattern[str]) -> None:
    # What holds only places, signs or the name of a program has no letters to translate.
    plain = {
        m.id if isinstance(m.id, str) else m.id[0]
        for m in catalogue(language)
        if m.id and not all(script.search(form) for form in forms(m))
    }
    left = {text for text in plain if re.search(r"[a-z]{3}", PLACES.sub("", text).lower())}
    assert left <= NAMES


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_called_what_they_had(language: str) -> None:
    blamed = re.compile(r"addict|co-?dependent|uzależnion|współuzależnion|наркоман|алкоголик|созависим|مدمن", re.I)
    for message in catalogue(language):
        for form in [*forms(message), *ids(message)] if message.id else []:
            assert not blamed.search(form), form
