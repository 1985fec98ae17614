"""Our own stylesheets turn with the page, and every text of the tokens can be read in light and in dark."""

import re
from functools import cache
from pathlib import Path

import pytest

from sessions.schedule.session_types import TYPES

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
SHEETS = sorted(CSS.glob("*.css"))

PHYSICAL_PROPERTY = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|scroll-margin|scroll-padding|border)-(?:left|right|top|bottom)(?:-\w+)?"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)|overflow-[xy]|resize-[xy])\s*:"
)
PHYSICAL_VALUE = re.compile(r":[^;{}]*(?<![\w-])(left|right)(?![\w-])[^;{}]*[;}]")
# A shorthand of four sides names left and right by their place in the row.
FOUR_SIDES = re.compile(r"(?:^|[;{\s])((?:margin|padding|inset)\s*:\s*([^;}]+))")
# A query asks about the screen, not about the direction of the text.
SCREEN = re.compile(r"@media[^{]*")

DYES = "verdigris logwood indigo weld heather walnut moss cochineal madder stone".split()
MARKS = "present late absent excused".split()
GROUNDS = "paper sheet sunk".split()
TEXT = 4.5  # WCAG 2.2, 1.4.3
EDGE = 3.0  # WCAG 2.2, 1.4.11
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "deep-ink", "warm-ink") for ground in GROUNDS),
    *((ink, tint) for ink in ("ink", "ink-soft", "deep-ink") for tint in ("deep-tint",)),
    *((ink, tint) for ink in ("ink", "ink-soft", "warm-ink") for tint in ("warm-tint",)),
    *((ink, ground) for ink in ("on-deep", "on-deep-soft") for ground in ("deep",)),
    ("on-deep", "deep-lift"),
    ("deep", "on-deep"),
    ("on-warm", "warm"),
    ("mark-late", "sheet"),
    *((f"on-mark-{mark}", f"mark-{mark}") for mark in MARKS),
    *((f"{dye}-ink", ground) for dye in DYES for ground in (f"{dye}-tint", "paper", "sheet", "sunk")),
    *((ink, f"{dye}-tint") for ink in ("ink", "ink-soft", "warm-ink") for dye in DYES),
]
EDGE_PAIRS = [
    *(("edge", ground) for ground in GROUNDS),
    *(("warm", ground) for ground in GROUNDS),
    *(("deep-ink", ground) for ground in GROUNDS),
    *((f"mark-{mark}", ground) for mark in MARKS for ground in ("paper", "sheet")),
    *((dye, ground) for dye in DYES for ground in ("paper", "sheet")),
    ("on-deep-soft", "deep-lift"),
]


@cache
def _bare(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


@cache
def _blocks() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The colours of tokens.css: light, dark by choice, dark by the device."""
    text = _bare(CSS / "tokens.css")
    found = []
    for head in (":root {", '[data-bs-theme="dark"] {', ":root:not([data-bs-theme]) {"):
        body = text.split(head, 1)[1].split("}", 1)[0]
        found.append(dict(re.findall(r"--([\w-]+):\s*([^;]+);", body)))
    return found[0], found[1], found[2]


def _luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _physical(text: str) -> list[str]:
    """Everything in a stylesheet that names a side of the screen."""
    text = SCREEN.sub("@media ", text)
    faults = PHYSICAL_PROPERTY.findall(text) + PHYSICAL_VALUE.findall(text)
    for whole, sides in FOUR_SIDES.findall(text):
        values = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", sides).split()
        if len(values) == 4 and values[1] != values[3]:
            faults.append(whole)
    return faults


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_of_ours_names_no_side_of_the_screen(sheet: Path) -> None:
    assert _physical(_bare(sheet)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "a { margin-left: 1px; }",
        "a{left:0}",
        "a { text-align: left; }",
        "a { float: right }",
        "a { border-top-left-radius: 3px; }",
        "a { padding: 1px 2px 3px 4px; }",
        "a { background-position: right 3px center; }",
        "a { width: 3px; }",
    ],
)
def test_the_search_for_sides_finds_each_way_of_naming_one(wrong: str) -> None:
    assert _physical(wrong) != []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_stylesheet_stays_short(sheet: Path) -> None:
    assert len(sheet.read_text(encoding="utf-8").splitlines()) < 250


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS, ids=lambda name: name)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    colours = _blocks()[0 if theme == "light" else 1]
    assert _contrast(colours[ink], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS, ids=lambda name: name)
def test_the_edge_of_a_control_and_the_cloth_can_be_seen(theme: str, edge: str, ground: str) -> None:
    colours = _blocks()[0 if theme == "light" else 1]
    assert _contrast(colours[edge], colours[ground]) >= EDGE


def test_contrast_is_computed_as_the_standard_computes_it() -> None:
    assert _contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dark_by_choice_and_dark_by_the_device_are_the_same_dark() -> None:
    light, chosen, device = _blocks()
    colours = {name for name, value in light.items() if value.startswith(("#", "rgb"))}
    assert chosen == device
    assert set(chosen) == colours


def test_every_session_type_has_the_dye_it_names() -> None:
    text = _bare(CSS / "types.css")
    dyes: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        for key in re.findall(r'\[data-type="(\w+)"\]', selectors):
            dyes[key] = re.findall(r"--dye: var\(--(\w+)\)", body)[0]
    assert dyes == {key: one.dye for key, one in TYPES.items()}


def test_every_custom_property_that_a_stylesheet_reads_is_set_or_has_a_fallback() -> None:
    texts = "".join(_bare(sheet) for sheet in SHEETS)
    set_somewhere = set(re.findall(r"(--[\w-]+)\s*:", texts))
    read_bare = set(re.findall(r"var\((--[\w-]+)\)", texts))
    assert sorted(read_bare - set_somewhere) == []
