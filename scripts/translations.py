"""Collects the texts for people and brings translations/*/LC_MESSAGES/messages.po up to date.

Running it twice changes nothing: no dates, no line numbers, and nothing guessed from a similar sentence.
"""

import copy
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("pl", "ar", "ru")  # English is the language the texts are written in
FOLDER = Path("translations")
KEYWORDS = (
    "_l",
    "N_",
    "NP_:1,2",
    "gettext",
    "ngettext:1,2",
    "lazy_gettext",
    "lazy_ngettext:1,2",
    "pgettext:1c,2",
    "lazy_pgettext:1c,2",
    "npgettext:1c,2,3",
)
UNSTEADY = (
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Generated-By",
    "Report-Msgid-Bugs-To",
    "Project-Id-Version",
    "Language-Team",
)
HEADER = "# Translations of Daybook."


def collect() -> Catalog:
    """All texts of the sources and templates; SystemExit when one of them cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "messages.pot"
        command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", "-F", "babel.cfg"]
        for keyword in KEYWORDS:
            command += ["-k", keyword]
        command += ["--sort-by-file", "--add-location=file", "--output-file", str(target), "."]
        done = subprocess.run(command)
        if done.returncode:
            raise SystemExit(done.returncode)
        with target.open("rb") as file:
            return read_po(file)


def updated(language: str, template: Catalog, before: bytes | None) -> bytes:
    """The catalogue of a language as bytes: the texts of ``template``, the translations of ``before``."""
    catalog = read_po(io.BytesIO(before), locale=language) if before else Catalog(locale=language)
    retired = dict(catalog.obsolete)
    # A copy: the catalogue keeps the template's own messages, and languages must not share them.
    catalog.update(copy.deepcopy(template), no_fuzzy_matching=True)
    for message in catalog:
        # A sentence that comes back finds its old translation again.
        key, old = next(((k, was) for k, was in retired.items() if was.id == message.id), (None, None))
        if message.id and old and not any(message.string or ()):
            message.string = old.string
            catalog.obsolete.pop(key or "", None)
    catalog.fuzzy = False
    catalog.header_comment = HEADER
    written = io.BytesIO()
    write_po(written, catalog, width=110, sort_by_file=True, include_previous=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(tuple(f'"{u}:' for u in UNSTEADY))).encode()


def main() -> None:
    """Bring every language's catalogue up to date and say how much of each is translated."""
    template = collect()
    for language in LANGUAGES:
        path = FOLDER / language / "LC_MESSAGES" / "messages.po"
        before = path.read_bytes() if path.exists() else None
        after = updated(language, template, before)
        if after != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Replaced at once, so that nobody ever reads half a catalogue.
            fresh = path.with_suffix(".po.new")
            fresh.write_bytes(after)
            os.replace(fresh, path)
        messages = [message for message in read_po(io.BytesIO(after), locale=language) if message.id]
        done = sum(1 for m in messages if (all(m.string) if isinstance(m.string, tuple) else m.string))
        print(f"{language}: {done} of {len(messages)} translated")


if __name__ == "__main__":
    main()
