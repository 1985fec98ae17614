"""The code of a sheet: no sign is taken for another, and no slip of the hand leads to another sheet."""

from hypothesis import given
from hypothesis import strategies as st

from sessions.printouts.sheet_codes import LENGTH, SIGNS, check_sign, code_in, new_code, written

BODY = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1)


def test_no_sign_can_be_misread_and_no_word_comes_out() -> None:
    assert set(SIGNS) & set("0O1IL5S8BQ2ZUVGAE") == set()
    assert len(set(SIGNS)) == 19


def test_codes_come_by_chance() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {code_in(code) for code in codes} == codes


@given(BODY, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(body: str, at: int, other: str) -> None:
    code = body + check_sign(body)
    wrong = code[:at] + other + code[at + 1 :]
    assert code_in(wrong) == (code if wrong == code else None)


@given(BODY, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_that_changed_places_are_found(body: str, one: int, other: int) -> None:
    code = list(body + check_sign(body))
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert code_in("".join(swapped)) == ("".join(code) if swapped == code else None)


@given(BODY)
def test_it_is_found_however_it_is_typed(body: str) -> None:
    code = body + check_sign(body)
    alike = code.translate(str.maketrans("CHKMPTXY", "СНКМРТХУ"))
    digits = code.translate(str.maketrans("34679", "٣٤٦٧٩"))
    scanned = f"http://127.0.0.1:8000/roll-sheets?code={code}"
    ways = [code, code.lower(), written(code), f" {code[:4]} {code[4:]} ", alike, digits, scanned]
    assert {code_in(way) for way in ways} == {code}


@given(st.text(max_size=400))
def test_anything_may_be_typed(typed: str) -> None:
    assert code_in(typed) is None or len(code_in(typed) or "") == LENGTH
