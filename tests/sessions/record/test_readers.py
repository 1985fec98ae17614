"""Who has seen my record: by reader, day and kind, each time counted; and what was changed about me."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from community.access.actor import SYSTEM, System
from community.audit.operations import count_denial, record, record_read, record_reads
from community.mentoring.models import Mentorship
from community.mentoring.operations import end
from community.people.models import Person
from community.residency.models import Stay
from community.residency.operations import enter_stage, grant_leave
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast, actor_for, reads_english
from tests.community.mentoring.circle import make_elder, pair
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import address, ask
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
HOUR = timedelta(hours=1)


def lines(client: Browser, path: str = "/record/readers") -> list[str]:
    """What the list says, line by line, without its marks."""
    [trail] = re.findall(r'<ol class="trail">(.*?)</ol>', client.text(path), flags=re.DOTALL) or [""]
    found = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in trail.split("</li>")]
    return [re.sub(r" ,", ",", one) for one in found if one]


def read(house: Cast, person: Person, kind: str, *, at: object = NOW, times: int = 1) -> None:
    """Somebody reads Yusuf's record."""
    with held_at(at):  # type: ignore[arg-type]
        actor = actor_for(person)
        with writing():
            for _ in range(times):
                record_read(actor, house.resident.id, kind)


def test_a_reader_stands_with_role_kind_times_day_and_hours(app: Flask, house: Cast, browse: Browse) -> None:
    read(house, house.manager, "consents", times=3)
    assert lines(browse(house.resident)) == [
        "Tuesday 24 November, 10:00–11:00 Ewa M., manager The consents were opened · 3 times"
    ]


def test_one_day_is_one_line_and_the_newest_stands_first(app: Flask, house: Cast, browse: Browse) -> None:
    read(house, house.manager, "consents", at=NOW - 26 * HOUR)
    read(house, house.manager, "consents", at=NOW - 2 * HOUR)
    read(house, house.manager, "consents")
    read(house, house.facilitator, "marks", at=NOW - HOUR)
    assert lines(browse(house.resident)) == [
        "Tuesday 24 November, 08:00–11:00 Ewa M., manager The consents were opened · 2 times",
        "Tuesday 24 November, 09:00–10:00 Marta W., facilitator The history of a mark was opened",
        "Monday 23 November, 08:00–09:00 Ewa M., manager The consents were opened",
    ]


def test_a_page_that_showed_many_stands_in_the_record_of_each(app: Flask, house: Cast, browse: Browse) -> None:
    actor = actor_for(house.manager)
    with writing():
        people = [house.resident.id, house.other_resident.id]
        record_reads(actor, people, "register", subject="occurrence:" + "0" * 32)
    for name in ("resident", "other_resident"):
        client = browse(house.people[name])
        client.post("/language", {"language": "en"})
        assert [line.split(", ", 2)[2] for line in lines(client)] == ["manager A register was read"]
    assert lines(browse(house.newcomer)) == []


def test_a_relatives_calendar_that_fetched_dates_is_a_reader(app: Flask, house: Cast, browse: Browse) -> None:
    ask(app, address(house, house.mother, "relative"))
    assert lines(browse(house.resident)) == [
        "Tuesday 24 November, 10:00–11:00 Amina H. A relative's calendar fetched dates"
    ]


def test_what_others_read_what_was_refused_and_ones_own_reading_are_not_in_it(
    app: Flask, house: Cast, browse: Browse
) -> None:
    with writing():
        manager = actor_for(house.manager)
    with writing():
        record_read(manager, house.other_resident.id, "consents")
        count_denial(manager, "consent.resident_consents", ("person_id", house.resident.id))
    client = browse(house.resident)
    client.get("/consents")
    assert lines(client) == []
    assert "Nobody else has opened your record." in client.text("/record/readers")


def test_what_is_said_to_staff_only_is_in_neither_list(app: Flask, house: Cast, browse: Browse) -> None:
    before = lines(browse(house.resident), "/record/readers?show=changes")
    actor = actor_for(house.manager)
    with writing():
        for verb in ("no_contact:note", "no_contact:lift", "no_contact:refuse", "mentoring:ask_change"):
            record(house.house.id, verb, by=actor, about=house.resident.id)
        record_read(actor, house.resident.id, "no-contacts")
    client = browse(house.resident)
    assert (lines(client), lines(client, "/record/readers?show=changes")) == ([], before)


def test_more_than_a_page_is_paged(app: Flask, house: Cast, browse: Browse) -> None:
    for days_ago in range(52):
        read(house, house.manager, "consents", at=NOW - timedelta(days=days_ago))
    client = browse(house.resident)
    assert [len(lines(client)), len(lines(client, "/record/readers?page=2"))] == [50, 2]
    assert 'rel="next" href="?' in client.text("/record/readers")
    assert len(lines(client, "/record/readers?page=900")) == 2


def test_what_was_changed_stands_with_who_did_it(app: Flask, house: Cast, browse: Browse) -> None:
    with writing():
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        enter_stage(stay, house.stages[1], at=NOW, by=System(person_id=house.manager.id))
        grant_leave(stay, from_at=NOW + HOUR, to_at=NOW + 2 * HOUR, by=System(person_id=house.resident.id))
        record(house.house.id, "stay:return", by=SYSTEM, about=house.resident.id)
        record(house.house.id, "stay:return", by=SYSTEM, about=house.newcomer.id)
    found = lines(browse(house.resident), "/record/readers?show=changes")
    assert found[:3] == [
        "Tuesday 24 November, 10:32 A return from leave was noted by Daybook itself",
        "Tuesday 24 November, 10:32 A leave was granted by yourself",
        "Tuesday 24 November, 10:32 Another stage began by Ewa M.",
    ]
    assert found[-1].split(" ", 4)[4] == "A card was made by Daybook itself"


def test_a_consent_is_taken_back_on_the_page_in_one_tap(app: Flask, house: Cast, browse: Browse) -> None:
    client = browse(house.resident)
    text = client.text("/record/readers")
    [action] = re.findall(r'action="(/consents/\w{32}/withdrawal)"', text)
    assert "Amina H." in text and "Haddad" not in text
    client.post(action)
    assert "withdrawal" not in client.text("/record/readers")


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_costs_a_constant_number_of_statements(app: Flask, house: Cast, browse: Browse, times: int) -> None:
    for number in range(times):
        read(house, house.manager, "consents", at=NOW - number * 24 * HOUR)
        read(house, house.facilitator, "marks", at=NOW - number * 24 * HOUR)
    client = browse(house.resident)
    with statements() as sent:
        client.get("/record/readers")
    # Who asks; the readings, the roles of the readers; the consents and the kinds of the family.
    assert len(sent) == 5
    with statements() as sent:
        client.get("/record/readers?show=changes")
    assert len(sent) == 4


PARTED = "Two no longer stand by each other"


@pytest.mark.parametrize(("who", "said"), [("resident", 0), ("other_resident", 1)])
def test_nobody_reads_who_of_those_asked_said_no_beside_themself(
    app: Flask, house: Cast, browse: Browse, who: str, said: int
) -> None:
    made = pair(house.other_resident, make_elder(house, "resident"), agreed=False)
    with writing():
        end(db.session.get_one(Mentorship, made.id), because="declined", by=System(person_id=house.people[who].id))
    reads_english(house.other_resident)
    told = " ".join(lines(browse(house.other_resident), "/record/readers?show=changes"))
    assert told.count(PARTED) == said
    assert "An elder was asked" in told
