"""The session types are those of the field, each complete, and none names what must stay inside."""

import pytest

from sessions.schedule.session_types import SIDES, TRADITIONS, TYPES

CATEGORIES = {
    *("group", "individual", "education", "mutual_help", "work"),
    *("creative", "physical", "community", "family", "daily_life"),
}
DYES = {"verdigris", "logwood", "indigo", "weld", "heather", "walnut", "cochineal", "moss", "madder", "stone"}
KEYS = """
    morning_meeting evening_review house_meeting open_residents_meeting encounter_group static_group peer_group
    process_group relapse_prevention individual_counselling seminar lecture training twelve_step step_study
    mentoring occupational creative sport leisure family_session family_education visit phone_hour roll_call house_work
    job_duty daily_life medical meal outpatient_session follow_up_contact
"""


def test_every_type_of_the_field_is_there() -> None:
    assert sorted(TYPES) == sorted(KEYS.split())


@pytest.mark.parametrize("key", TYPES)
def test_a_type_is_complete(key: str) -> None:
    kind = TYPES[key]
    assert kind.key == key
    assert kind.name and kind.icon and 0 < len(kind.word) <= 12
    assert kind.category in CATEGORIES
    assert kind.dye in DYES
    assert kind.sides and kind.sides <= set(SIDES)
    assert kind.traditions <= set(TRADITIONS)


def test_every_tradition_and_side_has_types() -> None:
    assert {tradition for kind in TYPES.values() for tradition in kind.traditions} == set(TRADITIONS)
    assert {side for kind in TYPES.values() for side in kind.sides} == set(SIDES)


def test_what_tells_of_treatment_is_never_named_outside() -> None:
    inside = {
        "twelve_step",
        "step_study",
        "individual_counselling",
        "relapse_prevention",
        "encounter_group",
        "medical",
    }
    assert {key for key in inside if TYPES[key].outside} == set()
    assert {key for key in ("family_session", "family_education", "visit") if TYPES[key].outside} == {
        *("family_session", "family_education", "visit")
    }


def test_meals_medicine_daily_life_and_lectures_are_not_counted() -> None:
    assert {key for key in ("meal", "medical", "daily_life", "lecture", "sport") if TYPES[key].counted} == set()
    assert TYPES["process_group"].counted is TYPES["process_group"].register is True
