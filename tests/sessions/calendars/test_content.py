"""What stands in a feed, reader by reader, and what never does."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.residency.models import Stay
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import db
from foundation.security import token_hash
from foundation.transactions import writing
from sessions.calendars.models import FeedSubscription
from sessions.groups.models import Group
from sessions.groups.operations import leave_group
from sessions.schedule.changes import cancel, move
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast, occurrence_on
from tests.sessions.calendars.feed_reading import address, ask, events

WEDNESDAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def days_of(body: bytes) -> list[date]:
    """The days of the events, in UTC."""
    return [event.start.date() for event in events(body)]


def titles(body: bytes) -> set[str]:
    """Every different title."""
    return {str(event["SUMMARY"]) for event in events(body)}


def series(house: Cast, type_key: str, *, audience: str, day: date = WEDNESDAY, **more: str) -> str:
    """One more session at 18:00 on one day; its occurrence's id."""
    with writing():
        made = start_series(
            house.house.id,
            type_key=type_key,
            titles={"en": "Canary title"},
            rule="FREQ=DAILY;COUNT=1",
            first_day=day,
            wall_start=time(18),
            wall_end=time(19),
            zone=house.house.zone,
            by=SYSTEM,
            audience=audience,
            keeper_id=house.facilitator.id,
            **more,
        )
        fill(made, day + DAY)
    return db.session.scalars(select(Occurrence.id).where(Occurrence.series_id == made.id)).one()


def test_a_relative_gets_the_sessions_of_one_consent_from_thirty_days_back_until_it_ends(
    app: Flask, house: Cast
) -> None:
    got = days_of(ask(app, address(house, house.mother, "relative")).data)
    # Wednesdays from the first of the series, 27 days ago, to the last before the consent runs out.
    assert got == [date(2026, 10, 28) + 7 * n * DAY for n in range(9)]


def test_a_consent_that_ended_gives_nothing_though_its_address_is_still_young(app: Flask, house: Cast) -> None:
    with writing():
        db.session.add(
            FeedSubscription(
                house_id=house.house.id,
                kind="relative",
                reader_id=house.brother.id,
                resident_id=house.resident.id,
                consent_id=house.consents["brother"],
                token_hash=token_hash("known"),
                uid_secret="0" * 64,
                real_titles=False,
                device="phone",
                created_at=NOW,
            )
        )
    answer = ask(app, "/feeds/known.ics")
    assert (answer.status_code, events(answer.data)) == (200, [])


def test_no_byte_of_a_relatives_feed_names_anybody_or_anything_of_the_house(app: Flask, house: Cast) -> None:
    series(house, "visit", audience="relatives", room_id=house.rooms["hall"].id)
    body = ask(app, address(house, house.mother, "relative")).data.replace(b"\r\n ", b"").decode()
    assert len(events(body.encode())) == 10
    canaries = [
        "Canary",
        "Garden",
        "Hall",
        "Open Door",
        "Warsaw",
        "Family session",
        "Sesja",
        "Visit",
        "daybook.",
        "127.0",
    ]
    for person in house.people.values():
        canaries += [person.given_name, person.surname, person.id]
    canaries += [house.house.id, house.house.slug, house.consents["mother"]]
    assert [word for word in canaries if word.lower() in body.lower()] == []
    names = {line.split(":")[0].split(";")[0] for line in body.splitlines()}
    assert (
        names & {"LOCATION", "DESCRIPTION", "ORGANIZER", "ATTENDEE", "URL", "X-WR-TIMEZONE", "GEO", "CONTACT"} == set()
    )
    assert titles(body.encode()) == {"لقاء عائلي"}
    assert {str(event["CLASS"]) for event in events(body.encode())} == {"PRIVATE"}


def test_two_relatives_or_two_devices_cannot_join_what_they_hold(app: Flask, house: Cast) -> None:
    held = [
        {str(event["UID"]) for event in events(ask(app, address(house, house.mother, "relative")).data)}
        for _ in range(2)
    ]
    assert (len(held[0]), held[0] & held[1]) == (9, set())


@pytest.mark.parametrize("type_key", ["twelve_step", "step_study"])
def test_a_twelve_step_meeting_is_in_no_relatives_calendar(app: Flask, house: Cast, type_key: str) -> None:
    before = len(events(ask(app, address(house, house.mother, "relative")).data))
    series(house, type_key, audience="relatives")
    series(house, "open_residents_meeting", audience="relatives", fellowship="NA")
    assert len(events(ask(app, address(house, house.mother, "relative")).data)) == before
    series(house, "family_education", audience="relatives")
    assert len(events(ask(app, address(house, house.mother, "relative")).data)) == before + 1


def test_what_a_resident_is_no_longer_invited_to_leaves_the_relatives_phone(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    assert len(days_of(ask(app, path).data)) == 9
    with writing():
        family = db.session.get_one(Group, house.groups["family"].id)
        leave_group(family, house.resident.id, at=NOW, by=SYSTEM)
    assert days_of(ask(app, path).data) == [date(2026, 10, 28) + 7 * n * DAY for n in range(4)]


def test_a_moved_date_keeps_its_uid_and_raises_its_sequence(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    before = {str(event["UID"]): event for event in events(ask(app, path).data)}
    with held_at(NOW + timedelta(minutes=5)), writing():
        one = db.session.get_one(Occurrence, occurrence_on(house, "family", WEDNESDAY))
        move(one, day=WEDNESDAY, start=time(17), end=time(18), reason={}, version=0, by=SYSTEM)
    after = {str(event["UID"]): event for event in events(ask(app, path).data)}
    assert after.keys() == before.keys()
    moved = [event for uid, event in after.items() if event != before[uid]]
    assert [(event["SEQUENCE"], event["DTSTART"].dt.hour, str(event["STATUS"])) for event in moved] == [
        (1, 16, "CONFIRMED")
    ]
    assert moved[0]["LAST-MODIFIED"].dt == NOW + timedelta(minutes=5)


def test_a_cancelled_date_stays_and_says_so_for_thirty_days(app: Flask, house: Cast) -> None:
    path = address(house, house.brother, "relative", consent=renewed(house))
    with writing():
        one = db.session.get_one(Occurrence, occurrence_on(house, "family", WEDNESDAY))
        cancel(one, reason={"en": "Canary reason"}, version=0, by=SYSTEM)
    for at in (NOW, NOW + 31 * DAY):
        with held_at(at):
            body = ask(app, path).data
        [gone] = [event for event in events(body) if event["STATUS"] == "CANCELLED"]
        assert str(gone["SUMMARY"]) == "Cancelled: Family meeting"
        assert (gone["SEQUENCE"], str(gone["TRANSP"])) == (1, "TRANSPARENT")
        assert b"Canary" not in body


def renewed(house: Cast) -> str:
    """A new consent to the brother, for half a year."""
    with writing():
        return grant(
            db.session.merge(house.resident),
            "family_sessions",
            recipient=db.session.merge(house.brother),
            by=SYSTEM,
            signed_how="on_screen",
            expires_at=NOW + 180 * DAY,
        ).id


def test_a_resident_has_their_own_days_in_neutral_words(app: Flask, house: Cast) -> None:
    body = ask(app, address(house, house.resident, "resident")).data
    assert titles(body) == {"Appointment", "Meal", "Family session"}
    assert b"LOCATION" not in body
    assert {str(event["CLASS"]) for event in events(body)} == {"PRIVATE"}


def test_a_resident_who_chose_real_titles_has_them_with_rooms_but_never_a_twelve_step_meeting(
    app: Flask, house: Cast
) -> None:
    body = ask(app, address(house, house.resident, "resident", real_titles=True)).data
    assert titles(body) == {"Morning meeting", "Process group", "Meal", "Family session", "Appointment"}
    assert {str(event.get("LOCATION")) for event in events(body)} == {"Garden room", "Hall", "None"}


def test_a_resident_on_leave_is_expected_nowhere(app: Flask, house: Cast) -> None:
    path = address(house, house.resident, "resident")
    with writing():
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        grant_leave(stay, from_at=NOW + DAY, to_at=NOW + 3 * DAY, by=SYSTEM)
    days = days_of(ask(app, path).data)
    assert (TODAY + 2 * DAY in days, TODAY + 4 * DAY in days) == (False, True)


def test_a_visit_leaves_a_residents_day_when_nobody_may_come_any_more(app: Flask, house: Cast) -> None:
    path = address(house, house.resident, "resident")
    series(house, "visit", audience="relatives")
    before = ask(app, path)
    assert "Visit" in titles(before.data)
    with writing():
        mother = db.session.get_one(Consent, house.consents["mother"])
        withdraw(mother, by=SYSTEM, told_how="on_screen", at=NOW + timedelta(minutes=10))
    tag = ask(app, path).headers["ETag"]
    # Nothing is written between these two looks: only time passes.
    with held_at(NOW + timedelta(minutes=10)):
        after = ask(app, path, If_None_Match=tag)
    assert (after.status_code, "Visit" in titles(after.data)) == (200, False)


def test_staff_have_what_they_lead_with_its_room_and_no_residents_name(app: Flask, house: Cast) -> None:
    body = ask(app, address(house, house.facilitator, "facilitator")).data
    assert titles(body) == {"Morning meeting", "Process group", "AA meeting", "Family session"}
    assert {str(event["LOCATION"]) for event in events(body)} == {"Garden room"}
    names = [house.people[name] for name in ("resident", "other_resident", "newcomer", "mother")]
    text = body.decode()
    assert [one.surname for one in names if one.surname in text or one.given_name in text] == []
    assert events(ask(app, address(house, house.other_facilitator, "facilitator")).data) == []
