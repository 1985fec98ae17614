"""Suggestions have reasons, bars are bars, and of equals the order is always the same."""

from datetime import date
from itertools import permutations

import pytest

from community.mentoring.needs import Policy
from community.mentoring.pairing import (
    WHY_NOT,
    Companion,
    away_together,
    reasons_for,
    suggest,
    weight_of,
    why_not,
)

POLICY = Policy("Europe/Warsaw", 14, 2, 1, 2, "preferred", 3)
PLAIN = Companion("", "", "", frozenset(), frozenset(), None, 2, 90, 0, True, False, ())
NEW = PLAIN._replace(
    person_id="new", languages=frozenset({"ar"}), interests=frozenset({"music", "art"}), sex="f", stage=1, day=3
)


def elder(person_id: str, languages: str = "", interests: str = "", **facts: object) -> Companion:
    """An elder with these languages and interests."""
    spoken, liked = frozenset(languages.split()), frozenset(interests.split())
    found = PLAIN._replace(person_id=person_id, folded=person_id, languages=spoken, interests=liked)
    return found._replace(**facts)  # type: ignore[arg-type]


def names(
    elders: list[Companion], policy: Policy = POLICY, barred: frozenset[frozenset[str]] = frozenset()
) -> list[str]:
    """Who is suggested, best first."""
    return [one.elder.person_id for one in suggest(NEW, elders, policy, barred)[0]]


def test_every_reason_is_told() -> None:
    one = elder("a", "ar en", "music dance", sex="f", load=1)
    assert reasons_for(NEW, one, POLICY) == ("language:ar", "load:1", "sex:f", "stage", "interest:music")
    assert reasons_for(NEW, elder("b", stage=None, day=None), POLICY) == ("load:0", "graduate")
    assert reasons_for(NEW, one, POLICY._replace(elders_of_same_sex="any"))[:3] == ("language:ar", "load:1", "stage")


def test_a_language_in_common_outweighs_all_else() -> None:
    assert names([elder("liked", "pl", "music art", sex="f"), elder("understood", "ar", load=1)]) == [
        "understood",
        "liked",
    ]


def test_who_is_free_comes_before_who_has_enough_to_do() -> None:
    assert names([elder("busy", "ar", load=1), elder("free", "ar")]) == ["free", "busy"]


def test_of_equals_the_name_decides_in_whatever_order_they_come() -> None:
    equals = [elder("c", "ar"), elder("a", "ar"), elder("b", "ar")]
    assert {tuple(names(list(order))) for order in permutations(equals)} == {("a", "b", "c")}


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (elder("new", "ar"), "self"),
        (elder("a", serves=False), "not_serving"),
        (elder("a", day=14), "newcomer"),
        (elder("a", paired=True), "paired"),
        (elder("a", load=2), "full"),
        (elder("a", day=15), None),
        (elder("a", day=None, stage=None), None),
        (elder("a", load=1), None),
    ],
)
def test_who_cannot_be_asked_and_why(one: Companion, why: str | None) -> None:
    assert why_not(NEW, one, POLICY, frozenset()) == why
    assert why is None or WHY_NOT[why]


def test_who_must_not_meet_is_never_suggested_and_staff_are_told() -> None:
    barred = frozenset({frozenset({"new", "a"})})
    found, left_out = suggest(NEW, [elder("a", "ar"), elder("b")], POLICY, barred)
    assert [one.elder.person_id for one in found] == ["b"]
    assert [(one.elder.person_id, one.why) for one in left_out] == [("a", "barred")]


@pytest.mark.parametrize(
    ("rule", "found", "left_out"),
    [
        ("any", ["man", "unsaid", "woman"], {}),
        ("preferred", ["woman", "man", "unsaid"], {}),
        ("required", ["woman"], {"man": "sex", "unsaid": "sex_unknown"}),
    ],
)
def test_the_house_decides_on_sex(rule: str, found: list[str], left_out: dict[str, str]) -> None:
    elders = [elder("woman", sex="f"), elder("man", sex="m"), elder("unsaid")]
    suggested, rest = suggest(NEW, elders, POLICY._replace(elders_of_same_sex=rule), frozenset())
    assert [one.elder.person_id for one in suggested] == found
    assert {one.elder.person_id: one.why for one in rest} == left_out


def test_a_newcomer_whose_card_does_not_say_gets_nobody_where_the_house_requires_it() -> None:
    policy = POLICY._replace(elders_of_same_sex="required")
    assert why_not(NEW._replace(sex=None), elder("a", sex="f"), policy, frozenset()) == "sex_unknown"


def test_a_day_without_any_elder_is_seen() -> None:
    away = elder("a", away=((date(2026, 12, 1), date(2026, 12, 3)),))
    other = elder("b", away=((date(2026, 12, 3), date(2026, 12, 5)),), paired=True)
    here = elder("c", paired=True)
    assert away_together(away, [other]) == date(2026, 12, 3)
    assert away_together(away, [other, here]) is None
    assert away_together(away, []) is None
    [suggested], _ = suggest(NEW, [away, other], POLICY, frozenset())
    assert suggested.away_on == date(2026, 12, 3)
    # Whoever leaves is no company any more.
    [alone], _ = suggest(NEW, [away, other], POLICY, frozenset(), without="b")
    assert alone.away_on is None


def test_at_most_three_interests_weigh() -> None:
    assert weight_of(["interest:art"] * 5) == weight_of(["interest:art"] * 3) == 6
