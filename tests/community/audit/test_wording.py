"""Every verb of the sources, and every kind of reading, has a sentence of its own."""

import ast
import re
from collections.abc import Iterator

from community.audit.verbs import VERBS
from community.audit.wording import GROUPS, KINDS, OTHER, group_of, said_of
from tests.house_rules.sources import FLOORS, place, python_files, tree_of

VERB = re.compile(r"[a-z_]+:[a-z_]+")
READERS = {"record_read": 2, "record_list": 1, "record_reads": 2, "count_read": 4}
# Verbs that are put together from two parts.
OF_TWO_PARTS = {
    *(f"occurrence:{kind}" for kind in ("cancelled", "reinstated", "moved", "room", "leader", "keeper")),
    *(f"mentorship:{verb}" for verb in ("propose", "agree", "end")),
}
# Readings that nobody makes any more; older entries of a chain are of them.
OF_BEFORE = {"residents"}
# Words with a colon in them that name no verb: permissions have a file of their own, and one guard is asked for.
OTHERWISE = {"community/access/permissions.py", "community/accounts/loading.py"}


def _texts(node: ast.AST) -> Iterator[str]:
    """The literal texts in an expression: of both sides of a choice, too."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def written_verbs() -> dict[str, str]:
    """Every verb that the sources hand to the chain, with a file it stands in."""
    found: dict[str, str] = {}
    for path in python_files():
        if place(path).split("/")[0] not in FLOORS or place(path) in OTHERWISE | {"community/audit/wording.py"}:
            continue
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) and not isinstance(node, ast.Assign):
                continue
            parts = (
                [*node.args, *(word.value for word in node.keywords)] if isinstance(node, ast.Call) else [node.value]
            )
            for part in parts:
                found |= {text: place(path) for text in _texts(part) if VERB.fullmatch(text)}
    return found


def written_kinds() -> set[str]:
    """Every kind of reading that the sources count."""
    found = set()
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in READERS and isinstance(node, ast.Call):
                where = READERS[name]
                if len(node.args) > where:
                    found |= {text for text in _texts(node.args[where]) if re.fullmatch(r"[a-z-]+", text)}
    return found


def test_every_verb_in_the_sources_has_a_sentence() -> None:
    written = written_verbs()
    assert len(written) > 40
    assert {verb: file for verb, file in written.items() if verb not in VERBS} == {}
    assert set(VERBS) >= OF_TWO_PARTS


def test_no_sentence_is_left_of_a_verb_that_is_gone() -> None:
    assert set(VERBS) - set(written_verbs()) - OF_TWO_PARTS == {"denied"}


def test_every_kind_of_reading_has_a_sentence_and_the_other_way_round() -> None:
    assert set(KINDS) == written_kinds() | OF_BEFORE


def test_each_says_something_of_its_own() -> None:
    said = [*VERBS.values(), *KINDS.values()]
    assert len(set(said)) == len(said)
    assert OTHER not in said


def test_what_is_not_known_is_told_all_the_same() -> None:
    assert said_of("person:forget") == said_of("read:nothing") == OTHER


def test_each_entry_is_in_one_group() -> None:
    found = {verb: group_of(verb) for verb in ("read:marks", "denied", "account:sign_in", "stay:admit")}
    assert found == {
        "read:marks": "reads",
        "denied": "denied",
        "account:sign_in": "sign_ins",
        "stay:admit": "changes",
    }
    assert set(found.values()) | {"all"} == set(GROUPS)
