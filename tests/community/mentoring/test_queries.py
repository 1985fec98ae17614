"""What needs a person in mentoring, live at every read: within the hour, and for this house alone."""

from datetime import date, timedelta

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.mentoring.changing import answer_change, ask_change
from community.mentoring.meetings import note_contact
from community.mentoring.operations import end_elder
from community.mentoring.queries import open_change_requests, overdue_contacts, without_enough_elders
from foundation.clock import held_at
from foundation.transactions import writing
from tests.cast import NOW, Cast
from tests.community.mentoring.circle import arrive, leave, make_elder, pair
from tests.statements import statements


def needs(house: Cast, **at: int) -> list[tuple[str, int, int, int]]:
    """Who needs how many, with how many agreed and asked."""
    found = without_enough_elders(house.house.id, NOW + timedelta(**at))
    return [(one.shown, one.needed, one.agreed, one.asked) for one in found]


def test_who_has_just_come_stands_first_and_the_others_need_one_each(house: Cast) -> None:
    arrive(house, "Nadia", 0)
    with statements() as sent:
        found = needs(house)
    assert found == [("Nadia N.", 2, 0, 0), ("Piotr Z.", 1, 0, 0), ("Yusuf H.", 1, 0, 0), ("Олег О.", 1, 0, 0)]
    assert len(sent) == 1


def test_being_asked_is_not_having_an_elder(house: Cast) -> None:
    new = arrive(house, "Nadia", 2)
    pair(new, make_elder(house, "resident"), agreed=False)
    pair(new, make_elder(house, "other_resident"))
    [(_, needed, agreed, asked), *_] = needs(house)
    assert (needed, agreed, asked) == (2, 1, 1)
    assert without_enough_elders(house.house.id, NOW)[0].missing == 0


def test_after_two_weeks_one_elder_is_enough(house: Cast) -> None:
    new = arrive(house, "Nadia", 2)
    pair(new, make_elder(house, "resident"))
    assert ("Nadia N.", 2, 1, 0) in needs(house, days=11)
    assert "Nadia N." not in [shown for shown, *_ in needs(house, days=12)]


def test_whoever_is_further_needs_none_unless_they_have_just_come(house: Cast) -> None:
    make_elder(house, "resident")
    assert [shown for shown, *_ in needs(house)] == ["Piotr Z.", "Олег О."]


def test_when_the_elder_leaves_the_newcomer_is_on_the_list_at_once(house: Cast) -> None:
    new = arrive(house, "Nadia", 20)
    pair(new, make_elder(house, "resident"))
    assert "Nadia N." not in [shown for shown, *_ in needs(house)]
    leave(house, "resident")
    [need] = [one for one in without_enough_elders(house.house.id, NOW) if one.person_id == new.id]
    assert (need.agreed, need.leaving, need.missing) == (0, ("Yusuf H.",), 1)


def test_an_elder_who_serves_no_more_is_leaving_too(house: Cast) -> None:
    new, elder = arrive(house, "Nadia", 20), make_elder(house, "resident")
    pair(new, elder)
    with writing():
        end_elder(elder, by=SYSTEM)
    assert [one.leaving for one in without_enough_elders(house.house.id, NOW) if one.person_id == new.id] == [
        ("Yusuf H.",)
    ]


def test_who_has_left_needs_nobody(house: Cast) -> None:
    arrive(house, "Nadia", 2)
    leave(house, "Nadia")
    assert "Nadia N." not in [shown for shown, *_ in needs(house)]


def test_another_house_sees_nothing_of_it(house: Cast) -> None:
    new = arrive(house, "Nadia", 20)
    with writing():
        ask_change(pair(new, make_elder(house, "resident"), days_ago=9), new.id, by=SYSTEM)
    other = house.other_house.id
    assert (without_enough_elders(other, NOW), overdue_contacts(other, NOW), open_change_requests(other, NOW)) == (
        [],
        [],
        [],
    )


def test_a_contact_is_overdue_when_its_day_has_passed_on_the_wall(house: Cast) -> None:
    new, elder = arrive(house, "Nadia", 9), make_elder(house, "resident")
    made = pair(new, elder, days_ago=4)
    [late] = overdue_contacts(house.house.id, NOW)
    assert (late.mentorship_id, late.newcomer, late.elder, late.due_on) == (
        made.id,
        "Nadia N.",
        "Yusuf H.",
        date(2026, 11, 23),
    )
    with writing():
        note_contact(made, kind="talked", by=SYSTEM, next_on=date(2026, 11, 25))
    assert overdue_contacts(house.house.id, NOW) == []
    # 23:59 on the 25th in Warsaw, and two minutes later.
    evening = NOW.replace(day=25, hour=22, minute=59)
    assert overdue_contacts(house.house.id, evening) == []
    assert [pair.due_on for pair in overdue_contacts(house.house.id, evening + timedelta(minutes=2))] == [
        date(2026, 11, 25)
    ]


def test_who_has_not_agreed_owes_no_contact(house: Cast) -> None:
    pair(arrive(house, "Nadia", 12), make_elder(house, "resident"), days_ago=10, agreed=False)
    assert overdue_contacts(house.house.id, NOW) == []


def test_requests_stand_until_they_are_answered_oldest_first(house: Cast) -> None:
    elder = make_elder(house, "resident")
    first, second = (pair(arrive(house, given, 9), elder, days_ago=3) for given in ("Nadia", "Amira"))
    with writing():
        ask_change(second, elder.id, by=SYSTEM)
    with held_at(NOW + timedelta(minutes=1)), writing():
        asked = ask_change(first, first.newcomer_id, by=SYSTEM)
        assert ask_change(first, first.newcomer_id, by=SYSTEM).id == asked.id
    later = NOW + timedelta(minutes=2)
    with statements() as sent:
        found = open_change_requests(house.house.id, later)
    assert [(one.newcomer, one.asked_by) for one in found] == [("Amira N.", "Yusuf H."), ("Nadia N.", "Nadia N.")]
    assert len(sent) == 1
    with held_at(later), writing():
        answer_change(asked, answer="ended", by=SYSTEM)
    assert [one.newcomer for one in open_change_requests(house.house.id, later)] == ["Amira N."]
    assert first.ended_because == "changed"


def test_who_comes_back_is_asked_anew(house: Cast) -> None:
    new, elder = arrive(house, "Nadia", 20), make_elder(house, "resident")
    pair(new, elder, days_ago=5)
    leave(house, "Nadia", 3)
    with writing():
        grant(new, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
        admit(new, at=NOW, by=SYSTEM)
    assert [
        (one.agreed, one.asked) for one in without_enough_elders(house.house.id, NOW) if one.shown == "Nadia N."
    ] == [(0, 0)]
    pair(new, elder)
    assert [one.agreed for one in without_enough_elders(house.house.id, NOW) if one.shown == "Nadia N."] == [1]
