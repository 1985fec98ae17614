"""How the code is laid out: small files, honest names, one clock, one reader of the environment."""

import ast
import re
import subprocess
import sys

from tests.house_rules.sources import (
    FLOORS,
    MODULES,
    ROOT,
    dotted,
    imports_of,
    place,
    python_files,
    tracked_files,
    tree_of,
)

LONGEST = 200  # lines; house rule 15
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time")
SAYS_WHAT_IT_DOES = {"operations", "queries", "policy"}
# Rules that lean on nothing: they can be read, tested and moved by themselves.
PURE = {
    "recurrence",
    "clashes",
    "span",
    "session_types",
    "marks",
    "walltime",
    "words",
    "messages",
    "errors",
    "clock",
    "ics",
    "ics_lines",
    "ics_values",
    "zone_definition",
    "http_cache",
    "client_family",
    "week_file",
    "policy",
    "permissions",
}
FRAMEWORKS = ("flask", "sqlalchemy", "wtforms")


def test_every_file_has_fewer_than_200_lines() -> None:
    lengths = {place(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files()}
    assert {name: length for name, length in lengths.items() if length >= LONGEST} == {}


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    named = [p for p in python_files() if EMPTY_NAMES & {*p.relative_to(ROOT).parts[:-1], p.stem}]
    assert [place(p) for p in named] == []


def test_every_module_says_what_it_is() -> None:
    assert [place(p) for p in python_files() if not ast.get_docstring(tree_of(p))] == []


def test_every_public_function_of_operations_queries_policy_and_rules_says_what_it_does() -> None:
    silent = [
        f"{place(path, node.lineno)} {node.name}"
        for path in python_files()
        if path.stem in SAYS_WHAT_IT_DOES | PURE
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_relationships_point_down_only() -> None:
    backward = [
        place(path, node.value.lineno)
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.keyword) and node.arg == "backref"
    ]
    assert backward == []


def test_only_the_clock_reads_the_clock() -> None:
    readers = [
        f"{place(path, node.lineno)} {dotted(node.func)}"
        for path in python_files()
        if place(path) != "foundation/clock.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        if any(dotted(node.func) == c or dotted(node.func).endswith(f".{c}") for c in CLOCKS)
    ]
    assert readers == []


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        place(path, node.lineno)
        for path in python_files()
        if path.name != "settings.py"
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Attribute) and dotted(node) in ("os.environ", "os.getenv"))
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {"environ", "getenv"} & {alias.name for alias in node.names}
        )
    ]
    assert readers == []


def test_the_settings_lean_on_no_floor() -> None:
    above = {*FLOORS, *(name.removesuffix(".py") for name in MODULES)}
    assert [n for n, _ in imports_of(tree_of(ROOT / "settings.py")) if n.split(".")[0] in above] == []


def test_pure_rules_import_no_framework() -> None:
    leaning = [
        f"{place(path, line)} {name}"
        for path in python_files()
        if path.stem in PURE
        for name, line in imports_of(tree_of(path))
        if name.startswith(FRAMEWORKS)
    ]
    assert leaning == []


def test_an_import_inside_a_function_gives_its_reason() -> None:
    unexplained = []
    for path in python_files():
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in ast.walk(tree_of(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    near = lines[node.lineno - 2 : node.lineno]
                    if not any("#" in line for line in near):
                        unexplained.append(place(path, node.lineno))
    assert unexplained == []


def test_the_import_contracts_hold() -> None:
    script = ROOT / ".venv" / "bin" / "lint-imports"
    beside = re.sub(r"[^/]+$", "lint-imports", sys.executable)
    command = [sys.executable, str(script if script.exists() else beside), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_page_holds_a_script_a_handler_or_a_style_of_its_own() -> None:
    tag = r"<[a-zA-Z][^<>]*?\s"
    faults = {
        # A block of data is no program; the browser does not run it.
        "a script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>"),
        "a handler": re.compile(tag + r"on[a-z]+\s*=\s*[\"']"),
        "a style": re.compile(tag + r"style\s*=\s*[\"'](?!\s*(?:--|\{))"),
        "a javascript: address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
        "a style block": re.compile(r"<style\b"),
    }
    found = [
        f"{place(path, text.count(chr(10), 0, match.start()) + 1)} {fault}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for text in [path.read_text(encoding="utf-8")]
        for fault, pattern in faults.items()
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_the_pins_name_no_place_to_fetch_from() -> None:
    source = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|^-[if]\b|\s@\s", re.MULTILINE)
    pins = sorted(ROOT.glob("requirements*"))
    assert [path.name for path in pins] == [
        "requirements-dev.in",
        "requirements-dev.txt",
        "requirements.in",
        "requirements.txt",
    ]
    assert [p.name for p in pins if source.search(p.read_text(encoding="utf-8"))] == []


def test_every_pin_has_its_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        bare = [r for r in text.splitlines() if r and not r.lstrip().startswith("#") and "--hash=sha256:" not in r]
        assert bare == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    # In pieces, so that this file may name them.
    folders = "|".join(("ro" + "ot", "ho" + "me/\\w+", "Us" + "ers/\\w+", "wo" + "rk", "op" + "t/wheels"))
    personal = re.compile(rf"(?<![\w./$}}~<-])/(?:{folders})/[\w.]")
    found = []
    for path in tracked_files():
        raw = path.read_bytes()
        if b"\0" in raw or "vendor" in path.parts:
            continue
        for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), start=1):
            if personal.search(line):
                found.append(place(path, number))
    assert found == []
