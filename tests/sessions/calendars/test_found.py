"""When the right to events ends, the calendar is empty at the next look, and a month later it never was."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from community.access.actor import SYSTEM
from community.accounts.models import Account
from community.consent.models import Consent
from community.consent.operations import admit, grant, withdraw
from community.consent.purposes import TREATMENT
from community.family.models import Tie
from community.houses.models import StaffMembership
from community.residency.models import Stay
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.calendars.operations import revoke
from sessions.calendars.queries import visible_to
from tests.cast import LONG_AGO, NOW, Cast, actor_for, reads_english
from tests.sessions.calendars.feed_reading import address, ask, events

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
End = Callable[[Cast], None]


def withdrawal(house: Cast) -> None:
    withdraw(db.session.get_one(Consent, house.consents["mother"]), by=SYSTEM, told_how="on_screen")


def end_of_stay(house: Cast) -> None:
    discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW, by=SYSTEM)


def end_of_tie(house: Cast) -> None:
    db.session.execute(update(Tie).where(Tie.relative_id == house.mother.id).values(to_at=NOW))


def disabled(house: Cast) -> None:
    ids = [house.mother.account_id, house.resident.account_id, house.facilitator.account_id]
    db.session.execute(update(Account).where(Account.id.in_(ids)).values(disabled_at=NOW))


def end_of_work(house: Cast) -> None:
    staff = StaffMembership.person_id == house.facilitator.id
    db.session.execute(update(StaffMembership).where(staff).values(to_at=NOW))


def given_up(house: Cast) -> None:
    for person in (house.mother, house.resident, house.facilitator):
        actor = actor_for(person)
        with writing():
            for subscription in db.session.scalars(visible_to(actor)):
                revoke(subscription, by=actor)


ENDS = [
    ("mother", "relative", withdrawal),
    ("mother", "relative", end_of_stay),
    ("mother", "relative", end_of_tie),
    ("mother", "relative", disabled),
    ("mother", "relative", given_up),
    ("resident", "resident", end_of_stay),
    ("resident", "resident", disabled),
    ("resident", "resident", given_up),
    ("facilitator", "facilitator", end_of_work),
    ("facilitator", "facilitator", disabled),
    ("facilitator", "facilitator", given_up),
]


def do(end: End, house: Cast) -> None:
    """End it, in a transaction of its own."""
    if end is given_up:
        end(house)
        return
    with writing():
        end(house)


@pytest.mark.parametrize(("name", "kind", "end"), ENDS, ids=[f"{kind}-{end.__name__}" for _, kind, end in ENDS])
def test_what_ended_is_empty_at_the_very_next_look_and_gone_after_thirty_days(
    app: Flask, house: Cast, name: str, kind: str, end: End
) -> None:
    path = address(house, house.people[name], kind)
    before = ask(app, path)
    assert events(before.data)
    do(end, house)
    emptied = ask(app, path, If_None_Match=before.headers["ETag"])
    assert (emptied.status_code, events(emptied.data)) == (200, [])
    assert b"TZID:UTC" in emptied.data
    with held_at(NOW + 30 * DAY - SECOND):
        assert ask(app, path, If_None_Match=emptied.headers["ETag"]).status_code == 304
    with held_at(NOW + 30 * DAY):
        gone = ask(app, path, If_None_Match=emptied.headers["ETag"])
        unknown = ask(app, "/feeds/" + "x" * 43 + ".ics")
    assert (gone.status_code, gone.data) == (404, unknown.data)
    assert list(gone.headers) == list(unknown.headers)


def test_an_address_of_an_earlier_stay_stays_gone_when_the_resident_comes_back(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    do(end_of_stay, house)
    back = NOW + 10 * DAY
    with held_at(back), writing():
        grant(house.resident, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
        admit(house.resident, at=back, by=SYSTEM)
    with held_at(back + DAY):
        emptied = ask(app, path)
    assert (emptied.status_code, events(emptied.data)) == (200, [])
    with held_at(NOW + 30 * DAY):
        assert ask(app, path).status_code == 404


def expires(house: Cast) -> datetime:
    """When the mother's consent ends by itself."""
    return LONG_AGO + 90 * DAY


def test_a_consent_that_runs_out_ends_it_to_the_second_without_anybody_doing_anything(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    with held_at(expires(house) - SECOND):
        last = ask(app, path)
    assert events(last.data)
    with held_at(expires(house)):
        answer = ask(app, path, If_None_Match=last.headers["ETag"], If_Modified_Since=last.headers["Last-Modified"])
    assert (answer.status_code, events(answer.data)) == (200, [])
    with held_at(expires(house) + 30 * DAY):
        assert ask(app, path).status_code == 404


def test_an_unknown_address_sets_no_cookie_and_varies_with_nothing(app: Flask, house: Cast) -> None:
    answer = ask(app, "/feeds/nothing.ics")
    assert (answer.status_code, answer.data) == (404, b"There is nothing here.\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert {"Set-Cookie", "Vary", "ETag", "Location"} & set(answer.headers.keys()) == set()


def test_one_address_given_up_leaves_the_others_as_they_are(app: Flask, house: Cast) -> None:
    first = address(house, house.mother, "relative")
    actor = actor_for(house.mother)
    with writing():
        revoke(db.session.scalars(visible_to(actor)).one(), by=actor)
    second = address(house, house.mother, "relative")
    assert (len(events(ask(app, first).data)), len(events(ask(app, second).data))) == (0, 9)


def test_an_ended_address_answers_alike_whatever_happens_in_the_house(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    do(withdrawal, house)
    tag = ask(app, path).headers["ETag"]
    do(end_of_stay, house)
    assert ask(app, path).headers["ETag"] == tag


def test_a_feed_speaks_the_language_its_reader_reads_now(app: Flask, house: Cast) -> None:
    path = address(house, house.mother, "relative")
    arabic = ask(app, path)
    reads_english(house.mother)
    english = ask(app, path, If_None_Match=arabic.headers["ETag"])
    assert english.status_code == 200
    said = [{str(event["SUMMARY"]) for event in events(answer.data)} for answer in (arabic, english)]
    assert said[1] == {"Family meeting"} != said[0]
