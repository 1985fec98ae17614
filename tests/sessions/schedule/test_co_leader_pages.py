"""Naming who leads beside the leader: by the page, for a date or from a date on, and what it opens."""

import re
from datetime import timedelta

import pytest

from tests.cast import TODAY, Cast, occurrence_on
from tests.statements import statements


@pytest.mark.parametrize(("span", "tomorrow"), [("date", 404), ("onwards", 200)])
def test_who_is_named_sees_the_register_of_that_date_or_of_every_later_one(
    house: Cast, browse, span: str, tomorrow: int
) -> None:
    group, later = (occurrence_on(house, "group", TODAY + timedelta(days=days)) for days in (0, 1))
    farid = browse(house.other_facilitator)
    farid.get(f"/occurrences/{group}/register", status=404)
    path = f"/occurrences/{group}/co-leaders"
    browse(house.facilitator).post(path, {"person_id": house.other_facilitator.id, "span": span})
    farid.get(f"/occurrences/{group}/register")
    farid.get(f"/occurrences/{later}/register", status=tomorrow)
    # Who keeps the register beside the leader does not say who else does.
    farid.get(path, status=404)
    for page in (path, f"/occurrences/{group}/register", f"/occurrences/{group}"):
        assert house.other_facilitator.shown in browse(house.facilitator).text(page)


def test_the_page_of_the_session_leads_who_is_beside_to_its_register_and_notes(house: Cast, browse) -> None:
    page = f"/occurrences/{occurrence_on(house, 'group', TODAY)}"
    farid = browse(house.other_facilitator)
    doors = [f'href="{page}/{name}"' for name in ("register", "notes", "co-leaders")]
    assert [door in farid.get(page).text for door in doors] == [False, False, False]
    browse(house.facilitator).post(f"{page}/co-leaders", {"person_id": house.other_facilitator.id, "span": "date"})
    assert [door in farid.get(page).text for door in doors] == [True, True, False]


def test_it_is_ended_by_one_button(house: Cast, browse) -> None:
    group = occurrence_on(house, "group", TODAY)
    path = f"/occurrences/{group}/co-leaders"
    marta = browse(house.facilitator)
    marta.post(path, {"person_id": house.other_facilitator.id, "span": "onwards"})
    [ending] = re.findall(r'action="([^"]*/ending)"', marta.text(path))
    marta.post(ending)
    assert "Nobody leads beside the leader." in marta.text(path)
    browse(house.other_facilitator).get(f"/occurrences/{group}/register", status=404)
    marta.post(ending, status=404)


@pytest.mark.parametrize("who", ["resident", "facilitator", "other_manager"])
def test_nobody_but_the_rest_of_the_staff_can_be_chosen(house: Cast, browse, who: str) -> None:
    path = f"/occurrences/{occurrence_on(house, 'group', TODAY)}/co-leaders"
    text = browse(house.manager).post(path, {"person_id": house.people[who].id, "span": "date"}, status=422).text
    assert "field-error" in text


def test_a_manager_who_reads_polish_is_asked_for_which_dates_and_not_who_takes_part(house: Cast, browse) -> None:
    text = browse(house.manager).text(f"/occurrences/{occurrence_on(house, 'group', TODAY)}/co-leaders")
    assert "Dla których terminów" in text
    assert "Kto uczestniczy" not in text


def test_the_page_is_seven_statements(house: Cast, browse) -> None:
    path = f"/occurrences/{occurrence_on(house, 'group', TODAY)}/co-leaders"
    browser = browse(house.facilitator)
    browser.get(path)
    with statements() as seen:
        browser.get(path)
    # Who asks; the date; who leads beside, twice; rooms and staff to choose from; the session.
    assert len(seen) == 7
