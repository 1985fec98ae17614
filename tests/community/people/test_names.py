"""First name and initial, in every script."""

import pytest

from community.people.names import shown_name


@pytest.mark.parametrize(
    ("given", "surname", "shown"),
    [
        ("Marta", "Wolska", "Marta W."),
        ("Олег", "Орлов", "Олег О."),
        ("عمر", "الشامي", "عمر ش."),
        ("منى", "فؤاد", "منى ف."),
        ("نور", "ال", "نور ا."),
        ("Noor", "", "Noor"),
    ],
)
def test_a_name_is_the_first_name_and_an_initial_that_tells_people_apart(given: str, surname: str, shown: str) -> None:
    assert shown_name(given, surname) == shown
