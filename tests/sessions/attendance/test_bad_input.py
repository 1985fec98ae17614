"""What a register does not take: one clear sentence, the fitting status, and nothing changed."""

from typing import Any

import pytest

from foundation.database import new_id

SELF = "<resident>"


def filled(value: Any, person_id: str) -> Any:
    """Put the resident's id where the case says so."""
    if isinstance(value, dict):
        return {filled(key, person_id): filled(one, person_id) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, person_id) for one in value]
    return value.replace(SELF, person_id) if isinstance(value, str) else value


def one(**changes: Any) -> dict[str, Any]:
    return {"marks": [{"id": "a" * 32, "person_id": SELF, "status": "present"} | changes]}


JSON_CASES = {
    "a word": ("present", "not a list of marks"),
    "a list": ([], "not a list of marks"),
    "a number": ({"marks": 5}, "not a list of marks"),
    "more beside it": (one() | {"as": "manager"}, "not a list of marks"),
    "a mark that is a word": ({"marks": ["present"]}, "not a list of marks"),
    "no status": ({"marks": [{"id": "a" * 32, "person_id": SELF}]}, "not a list of marks"),
    "an unknown field": (one(marked_by="b" * 32), "a field that is not known here: marked_by"),
    "an unknown status": (one(status="absent"), "choose one of the marks"),
    "a status that is a list": (one(status=["present"]), "choose one of the marks"),
    "a short id": (one(id="a"), "does not name"),
    "an id in capitals": (one(id="A" * 32), "does not name"),
    "an id that is a number": (one(id=7), "does not name"),
    "a person from the path": (one(person_id="../" + "a" * 29), "does not name"),
    "a based_on that is no id": (one(based_on="first"), "does not name"),
    "late without minutes": (one(status="late"), "how many minutes"),
    "zero minutes": (one(status="late", minutes=0), "how many minutes"),
    "minus five minutes": (one(status="late", minutes=-5), "how many minutes"),
    "as late as it lasts": (one(status="late", minutes=60), "from 1 to 59"),
    "601 minutes": (one(status="left_early", minutes=601), "how many minutes"),
    "minutes as text": (one(status="late", minutes="5"), "whole number"),
    "minutes as a fraction": (one(status="late", minutes=5.5), "whole number"),
    "minutes as true": (one(status="late", minutes=True), "whole number"),
    "present with minutes": (one(minutes=5), "Minutes belong"),
    "excused without a reason": (one(status="excused"), "why this person is excused"),
    "an unknown reason": (one(status="excused", absence_reason="lazy"), "why this person is excused"),
    "a reason for present": (one(absence_reason="sick"), "A reason belongs"),
    "a correction that is a number": (one(correction=5), "written in words"),
    "a correction with a turned text": (one(correction="a\u202eb"), "hidden characters"),
    "a long correction": (one(correction="a" * 301), "longer than 300"),
    "somebody from elsewhere": (one(person_id="b" * 32), "does not name anybody"),
    "somebody twice": ({"marks": [one()["marks"][0], one(id="b" * 32)["marks"][0]]}, "stands twice"),
    "501 people": (
        {"marks": [{"id": f"{n:032x}", "person_id": f"{n:032x}", "status": "present"} for n in range(501)]},
        "At most 500",
    ),
}
FORM_CASES = {
    "an unknown field": ({"as": "manager"}, "not known here: as"),
    "an unknown field of a person": ({f"marked_by.{SELF}": "x"}, "not known here: marked_by."),
    "a person who is not on it": ({f"status.{'b' * 32}": "present"}, "not on the register"),
    "late without minutes": ({f"status.{SELF}": "late"}, "how many minutes"),
    "late with a word": ({f"status.{SELF}": "late", f"minutes.{SELF}": "ten"}, "whole number"),
    "late with Arabic digits": ({f"status.{SELF}": "late", f"minutes.{SELF}": "١٢"}, "whole number"),
    "excused without a reason": ({f"status.{SELF}": "excused"}, "why this person is excused"),
    "an unknown status": ({f"status.{SELF}": "gone"}, "choose one of the marks"),
    "a status twice": ({f"status.{SELF}": ["present", "late"]}, "a field twice"),
    "an id that is none": ({f"status.{SELF}": "present", f"mark.{SELF}": "1"}, "does not name"),
}
SMALL_CASES = {
    "a walk-in without a person": ("walk-ins", {}, "Please choose who came."),
    "a walk-in of nobody": ("walk-ins", {"person_id": "b" * 32}, "Only somebody who lived here"),
    "a walk-in with more": ("walk-ins", {"person_id": SELF, "capacity": "staff"}, "not known here: capacity"),
    "taking back nothing": ("rest-present/withdrawal", {}, "does not name"),
    "taking back another's batch": ("rest-present/withdrawal", {"batch": "b" * 32}, "nothing to take back"),
    "finishing by accident": ("closing", {}, "Not recorded yet: 3"),
    "finishing with another word": ("closing", {"unrecorded_known": "no"}, "Not recorded yet: 3"),
    "finishing and more": ("closing", {"closed_by": SELF}, "not known here: closed_by"),
}


@pytest.mark.parametrize("case", JSON_CASES)
def test_a_device_that_sends_nonsense_is_told_so(roll, house, browse, tap, case: str) -> None:
    body, sentence = JSON_CASES[case]
    answer = tap(browse(house.facilitator), filled(body, house.resident.id))
    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert (sentence in answer.text, roll.made()) == (True, 0), answer.text


@pytest.mark.parametrize("case", FORM_CASES)
def test_a_form_with_nonsense_is_told_so(roll, house, browse, case: str) -> None:
    form, sentence = FORM_CASES[case]
    answer = browse(house.facilitator).post(
        f"/registers/{roll.register.id}/marks", filled(form, house.resident.id), status=422
    )
    assert (sentence in answer.text, roll.made()) == (True, 0)


@pytest.mark.parametrize("case", SMALL_CASES)
def test_the_other_forms_are_as_strict(roll, house, browse, case: str) -> None:
    path, form, sentence = SMALL_CASES[case]
    answer = browse(house.facilitator).post(
        f"/registers/{roll.register.id}/{path}", filled(form, house.resident.id), status=422
    )
    assert (sentence in answer.text, roll.made()) == (True, 0)


def test_a_body_over_a_megabyte_is_too_large(roll, house, browse) -> None:
    browser = browse(house.facilitator)
    browser.get(f"/occurrences/{roll.occurrence_id}/register")
    browser.post(f"/registers/{roll.register.id}/walk-ins", {"person_id": "a" * 1_100_000}, status=413)


def test_without_a_token_nothing_is_marked(roll, house, browse, tap) -> None:
    browser = browse(house.facilitator)
    browser.token = "nothing"
    answer = tap(browser, {"marks": [{"id": new_id(), "person_id": house.resident.id, "status": "present"}]})
    assert (answer.status_code, roll.made()) == (400, 0)
