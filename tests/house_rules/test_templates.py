"""What the templates may not say."""

import re

from tests.house_rules.sources import ROOT, place

# A comma of Latin script between two shown things: Arabic has its own, so the template asks for comma().
BARE_COMMA = re.compile(r"(\}\}|%\}|</\w+>), ?(?=<|\{)|\{\{ ?\", ?\"")
TOLD = re.compile(r"\{% trans.*?%\}.*?\{% endtrans %\}", re.DOTALL)


def test_a_list_is_parted_by_the_comma_of_the_readers_script() -> None:
    found = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        # Within a text of the catalogue the comma is the translator's; the lines stay where they are.
        text = TOLD.sub(lambda told: "\n" * told[0].count("\n"), path.read_text(encoding="utf-8"))
        found += [place(path, text.count("\n", 0, hit.start()) + 1) for hit in BARE_COMMA.finditer(text)]
    assert found == []
