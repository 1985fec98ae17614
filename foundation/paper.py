"""What a page needs to become a PDF: a family of its own for each subset of a font, and icons that are drawn in place.

Pure: text in, text out. Browsers take one family in many subsets and icons from another file; WeasyPrint mixes the
subsets up and draws no icon that it would have to fetch.
"""

import re
from html import unescape
from xml.etree import ElementTree

_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FILE = re.compile(r"/([a-z0-9-]+)-\d{3}-normal\.woff2")
_FAMILY = re.compile(r'font-family:\s*"([^"]+)"')
_WEIGHT = re.compile(r"font-weight:\s*(\d+)")
# What paper is set in; every further weight would have to be made ready too.
WEIGHTS = ("400", "600")
_RANGE = re.compile(r"unicode-range:\s*([^;}]+)")
_ICON = re.compile(r'<svg class="([^"]*)"[^>]*?><use href="[^"]*#([a-z0-9-]+)"></use></svg>')
_BDI = re.compile(r"<bdi([^>]*)>")
_SVG = "{http://www.w3.org/2000/svg}"


def needed_faces(css: str, page: str) -> str:
    """The faces of a font sheet that a page has a letter of, each subset under a family of its own.

    A face that is not named is not read: making a font ready takes longer than drawing a page.
    """
    signs = {ord(sign) for sign in unescape(page)}
    faces = [face for face in _FACE.findall(css) if _weighs(face) and _covers(face, signs)]
    return "\n".join(_FAMILY.sub(f'font-family: "{_own_name(face)}"', face) for face in faces)


def families(css: str) -> dict[str, list[str]]:
    """The names that stand for a family of a font sheet: those of its subsets, in their order."""
    found: dict[str, list[str]] = {}
    for face in _FACE.findall(css):
        family = _FAMILY.search(face)
        names = found.setdefault(family.group(1), []) if family else []
        if _own_name(face) not in names:
            names.append(_own_name(face))
    return found


def with_own_families(css: str, named: dict[str, list[str]]) -> str:
    """A style sheet that asks for the subsets wherever it asked for their family."""
    for family, subsets in named.items():
        css = css.replace(f'"{family}"', ", ".join(f'"{name}"' for name in subsets))
    return css


def shapes(sprite: str) -> dict[str, tuple[str, str]]:
    """The icons of a sprite by name: the box they are drawn in, and what is drawn."""
    found = {}
    for symbol in ElementTree.fromstring(sprite).iter(f"{_SVG}symbol"):
        drawn = "".join(ElementTree.tostring(part, encoding="unicode") for part in symbol)
        drawn = re.sub(r' xmlns:ns\d+="[^"]*"', "", re.sub(r"(</?)ns\d+:", r"\1", drawn))
        found[symbol.get("id", "")] = (symbol.get("viewBox", "0 0 16 16"), drawn)
    return found


def with_icons(page: str, drawn: dict[str, tuple[str, str]]) -> str:
    """A page whose icons are drawn where they stand; one that the sprite has not is left out."""

    def draw(found: re.Match[str]) -> str:
        look, name = found.groups()
        if name not in drawn:
            return ""
        box, shape = drawn[name]
        return f'<svg class="{look}" viewBox="{box}" width="16" height="16">{shape}</svg>'

    return _ICON.sub(draw, page)


def isolated(page: str) -> str:
    """A page whose <bdi> hold the marks that isolate them: WeasyPrint keeps no names apart by the element alone."""
    marked = _BDI.sub(lambda found: found[0] + ("\u2066" if 'dir="ltr"' in found[1] else "\u2068"), page)
    return marked.replace("</bdi>", "\u2069</bdi>")


def _weighs(face: str) -> bool:
    found = _WEIGHT.search(face)
    return found is None or found.group(1) in WEIGHTS


def _own_name(face: str) -> str:
    found = _FILE.search(face)
    return found.group(1) if found else ""


def _covers(face: str, signs: set[int]) -> bool:
    """Whether a face says that it has one of these signs; one that says nothing has all."""
    ranges = _RANGE.search(face)
    if not ranges:
        return True
    for part in ranges.group(1).split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        low, high = int(first, 16), int(last or first, 16)
        if any(low <= sign <= high for sign in signs):
            return True
    return False
