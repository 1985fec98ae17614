"""One style sheet for a page: everything in it, in its order, found from where it lies, and named by its content."""

import gzip
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, render_template

from foundation.languages import LANGUAGES, RIGHT_TO_LEFT
from foundation.styles import WHOLE, sheet_address, whole
from tests.cast import Cast
from tests.pages import BASE, Browser

Browse = Callable[[object], Browser]
STATIC = Path(__file__).resolve().parents[2] / "static"
LINK = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")


def text_of(name: str) -> str:
    """A whole sheet as it is sent."""
    return whole(name, STATIC).text.decode()


def address_of(app: Flask, name: str) -> str:
    """The address that a page of this app names a sheet by."""
    with app.test_request_context(base_url=BASE):
        return sheet_address(name)


def rules_of(text: str) -> str:
    """A sheet without what is said once for all files, and without the addresses in it."""
    return re.sub(r"""@charset "[^"]*";|/\*# .*?\*/|url\((?:"[^"]*"|[^)]*)\)""", "", text)


@pytest.mark.parametrize("name", WHOLE)
def test_the_files_lie_on_each_other_in_their_order_and_whole(name: str) -> None:
    files = [(STATIC / one).read_text(encoding="utf-8") for one in WHOLE[name]]
    assert rules_of(text_of(name)) == "\n".join(rules_of(file) for file in files)
    assert len(files) == len(set(files)) > 6


def test_whose_work_it_is_stands_at_its_head() -> None:
    for name in ("pages-ltr.css", "pages-rtl.css"):
        assert "Bootstrap" in text_of(name)[:200] and "Licensed under MIT" in text_of(name)[:300]
        assert "@charset" not in text_of(name) and "sourceMappingURL" not in text_of(name)
    assert "@import" not in "".join(text_of(name) for name in WHOLE)


def test_no_file_is_hidden_by_a_whole_sheet() -> None:
    assert [name for name in WHOLE if (STATIC / name).exists()] == []


@pytest.mark.parametrize("name", WHOLE)
def test_whatever_a_sheet_names_is_there_and_kept_for_a_year(app: Flask, name: str) -> None:
    client = app.test_client()
    named = {one for one in ADDRESS.findall(text_of(name)) if not one.startswith(("data:", "#", "%23"))}
    assert len(named) == 15
    for one in named:
        answer = client.get(f"/static/{one}", base_url=BASE)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


@pytest.mark.parametrize("name", WHOLE)
def test_a_sheet_is_sent_compressed_to_who_takes_it_and_not_again_to_who_has_it(app: Flask, name: str) -> None:
    client, address = app.test_client(), address_of(app, name)
    tags = set()
    for asked, sent in (("gzip, br", "gzip"), ("", None), ("gzip;q=0", None)):
        answer = client.get(address, base_url=BASE, headers={"Accept-Encoding": asked})
        body = gzip.decompress(answer.data) if sent else answer.data
        assert body.decode() == text_of(name)
        assert (answer.headers.get("Content-Encoding"), answer.headers["Vary"]) == (sent, "Accept-Encoding")
        assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        had = {"Accept-Encoding": asked, "If-None-Match": answer.headers["ETag"]}
        again = client.get(address, base_url=BASE, headers=had)
        assert (again.status_code, again.data) == (304, b"")
        tags.add(answer.headers["ETag"])
    assert len(tags) == 2
    bare = client.get(address.split("?")[0], base_url=BASE)
    assert (bare.status_code, bare.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", ["pages-up.css", "pages-ltr.css/", "css/pages-ltr.css", "PAGES-LTR.css", "pages-ltr"])
def test_there_is_no_other_sheet(app: Flask, name: str) -> None:
    assert app.test_client().get(f"/static/{name}", base_url=BASE).status_code == 404


def test_the_mark_is_another_one_when_anything_in_it_is(tmp_path: Path) -> None:
    marks = [whole("wall.css", STATIC).mark]
    for number, changed in enumerate(("css/wall.css", "vendor/plex-sans/ibm-plex-sans-latin-400-normal.woff2", None)):
        copy = tmp_path / str(number)
        shutil.copytree(STATIC, copy, ignore=shutil.ignore_patterns("help", "bootstrap*", "js"))
        if changed:
            with (copy / changed).open("ab") as file:
                file.write(b"\n")
        marks.append(whole("wall.css", copy).mark)
    assert len(set(marks[:3])) == 3
    assert marks[3] == marks[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_one_sheet_for_its_direction(app: Flask, house: Cast, browse: Browse, language: str) -> None:
    name = "pages-rtl.css" if language in RIGHT_TO_LEFT else "pages-ltr.css"
    wanted = [address_of(app, name)]
    for path, status in ((f"/sign-in?lang={language}", 200), (f"/offline?lang={language}", 200)):
        assert LINK.findall(browse(None).get(path, status=status).get_data(as_text=True)) == wanted, path
    lost = browse(None).get(f"/nowhere?lang={language}", status=404)
    assert LINK.findall(lost.get_data(as_text=True)) == wanted


def test_a_page_of_somebody_and_the_wall_name_one_sheet(app: Flask, house: Cast, browse: Browse) -> None:
    manager = browse(house.manager)
    for path in ("/today", "/planner", "/people"):
        assert LINK.findall(manager.text(path)) == [address_of(app, "pages-ltr.css")]
    assert LINK.findall(manager.text("/board/preview")) == [address_of(app, "wall.css")]


def test_below_a_path_the_sheet_lies_below_it_and_fonts_beside_it(app: Flask) -> None:
    with app.test_request_context(base_url=f"{BASE}/house"):
        links = LINK.findall(render_template("error.html", sentence="Lost.", status=404))
    assert [one.split("?")[0] for one in links] == ["/house/static/pages-ltr.css"]
    assert [one for name in WHOLE for one in ADDRESS.findall(text_of(name)) if one.startswith(("/", "http"))] == []
