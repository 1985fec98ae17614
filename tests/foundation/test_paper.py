"""A page made ready for a PDF: subsets under names of their own, icons in their place, nothing from elsewhere."""

from pathlib import Path

import pytest

from foundation.paper import families, isolated, needed_faces, shapes, with_icons, with_own_families
from foundation.pdf_child import BASE, STATIC, content_of, file_of

FONTS = (Path(STATIC) / "fonts.css").read_text()


def test_each_subset_has_a_family_of_its_own() -> None:
    named = families(FONTS)
    assert named["IBM Plex Sans Arabic"] == ["ibm-plex-sans-arabic-arabic"]
    assert named["IBM Plex Sans"] == [
        "ibm-plex-sans-latin",
        "ibm-plex-sans-latin-ext",
        "ibm-plex-sans-cyrillic",
        "ibm-plex-sans-cyrillic-ext",
    ]


def test_a_sheet_asks_for_the_subsets() -> None:
    asked = with_own_families('p { font-family: "A", serif }', {"A": ["a-one", "a-two"]})
    assert asked == 'p { font-family: "a-one", "a-two", serif }'


@pytest.mark.parametrize(
    ("page", "subsets"),
    [
        ("Morning", {"latin"}),
        ("Za&#380;ó", {"latin", "latin-ext"}),
        ("Утро", {"cyrillic"}),
        ("صباح", {"arabic"}),
        ("", set()),
    ],
)
def test_only_the_faces_a_page_has_letters_of_are_read(page: str, subsets: set[str]) -> None:
    css = needed_faces(FONTS, page)
    assert css.count("@font-face") == 2 * len(subsets)  # regular and semi-bold
    assert all(f"{subset}-400-normal" in css and f"{subset}-600-normal" in css for subset in subsets)
    assert '"IBM Plex' not in css


def test_an_icon_is_drawn_where_it_stands_and_an_unknown_one_left_out() -> None:
    sprite = (STATIC / "vendor" / "bootstrap-icons" / "icons.svg").read_text()
    drawn = shapes(sprite)
    page = (
        '<svg class="bi" aria-hidden="true" focusable="false"><use href="/static/icons.svg?v=1#people"></use></svg>'
        '<svg class="bi"><use href="/static/icons.svg#nowhere"></use></svg>'
    )
    made = with_icons(page, drawn)
    assert made.count("<svg") == 1
    assert '<path d="M15 14' in made
    assert "use" not in made


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://example.org/static/fonts.css",
        "https://paper.invalid/static/fonts.css",
        f"{BASE}fonts.css",
        f"{BASE}static/../settings.py",
        f"{BASE}static/..%2Fsettings.py",
        f"{BASE}static/%2e%2e/app.py",
        f"{BASE}static/js/print.js",
        f"{BASE}static/",
        "ftp://paper.invalid/static/fonts.css",
        "",
    ],
)
def test_nothing_but_our_own_static_files_is_read(address: str) -> None:
    with pytest.raises(ValueError, match="not ours"):
        file_of(address)


def test_our_own_files_are_read_under_any_mark_and_root() -> None:
    assert file_of(f"{BASE}house/static/css/print.css?v=abc") == STATIC / "css" / "print.css"
    assert b"ibm-plex-sans-latin" in content_of(STATIC / "css" / "tokens.css", "a")


def test_what_stands_alone_carries_the_marks_that_keep_it_apart() -> None:
    page = '<p><bdi lang="pl">Adam K.</bdi> <bdi dir="ltr">18:00</bdi></p>'
    alone = '<p><bdi lang="pl">\u2068Adam K.\u2069</bdi> <bdi dir="ltr">\u206618:00\u2069</bdi></p>'
    assert isolated(page) == alone
