"""Letters: only under a live consent, frozen as issued, confirmed by their code and by nothing else."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.consent.models import Consent
from community.consent.operations import grant, withdraw
from community.consent.purposes import ATTENDANCE_LETTER
from community.people.models import Person
from community.residency.models import Stay
from community.residency.operations import discharge
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.errors import Refused, Stale
from foundation.languages import force_locale
from foundation.transactions import writing
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark
from sessions.letters.facts import Tally, facts_of
from sessions.letters.models import Letter
from sessions.letters.operations import issue, printed_code, revoke, verify
from sessions.schedule.models import Series
from sessions.schedule.session_types import TYPES
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.statements import statements

FIRST = TODAY - timedelta(days=4)
NOTHING = "Nothing is confirmed under this code."


def consented(person: Person, name: str = "District court") -> Consent:
    with writing():
        return grant(
            person,
            ATTENDANCE_LETTER,
            recipient=None,
            recipient_name=name,
            by=SYSTEM,
            signed_how="on_paper",
            at=NOW - timedelta(days=1),
        )


def marked(cast: Cast, series: str, day: date, status: str, minutes: int | None = None, why: str | None = None) -> None:
    """The resident's mark at a session of a day."""
    manager, held = actor_for(cast.manager), occurrence_on(cast, series, day)
    with writing():
        book = open_register(held, by=SYSTEM)
        mark(book, [NewMark(new_id(), cast.resident.id, Value(status, minutes, why))], by=manager)


def force_in(language: str, text: str) -> str:
    """A text of the catalogue in a language."""
    with force_locale(language):
        return gettext(text)


def four_days(cast: Cast) -> None:
    """Groups that are counted: there, late by ten minutes, at court, away; one that nobody recorded."""
    with writing():
        db.session.get_one(Series, cast.series["group"].id).counted = True
    marked(cast, "group", FIRST, "present")
    marked(cast, "group", FIRST + timedelta(days=1), "late", 10)
    marked(cast, "group", FIRST + timedelta(days=2), "excused", why="court")
    marked(cast, "group", FIRST + timedelta(days=3), "unexcused")
    marked(cast, "morning", FIRST, "present")
    with writing():
        open_register(occurrence_on(cast, "morning", TODAY), by=SYSTEM)


def issued(cast: Cast, consent: Consent, language: str = "en") -> Letter:
    manager = actor_for(cast.manager)
    with writing():
        return issue(cast.resident, consent, FIRST, TODAY, language, by=manager)


def test_a_letter_says_what_the_registers_say_and_from_what_it_is_counted(app: Flask, house: Cast) -> None:
    four_days(house)
    letter = issued(house, consented(house.resident))
    facts = facts_of(letter.facts)
    # Today's group is still going on.
    assert facts.tally == Tally(attended=3, excused=1, absent=1, unrecorded=1, counted=4, minutes=110)
    assert (facts.name, facts.recipient, facts.house, facts.signed_by) == (
        *("Yusuf Haddad", "District court", "Garden House", "Ewa Mazur"),
    )
    assert set(letter.facts) == {
        *("name", "birth_date", "recipient", "house", "house_lang", "first", "last", "tally", "signed_by", "signed_on")
    }


def test_what_it_says_stays_though_marks_change_later(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    letter = issued(house, consented(house.resident))
    before = dict(letter.facts)
    marked(house, "morning", TODAY, "present")
    db.session.expire_all()
    assert db.session.get_one(Letter, letter.id).facts == before
    page = browse(None).post("/letter-verification", {"code": printed_code(letter)}, status=200).text
    assert facts_of(before).tally.attended == 3
    assert [line.strip() for line in page.splitlines() if ">attended<" in line] == [
        '<tr class="counted-part"><th scope="row">attended</th><td class="num"><bdi>3</bdi></td></tr>'
    ]


@pytest.mark.parametrize("how", ["withdrawn", "revoked", "expired", "discharged"])
def test_what_ended_confirms_nothing_at_the_very_next_request(app: Flask, house: Cast, browse, how: str) -> None:
    four_days(house)
    consent = consented(house.resident)
    letter = issued(house, consent)
    code, reader, nobody, at = printed_code(letter), browse(house.manager), browse(None), NOW
    reader.get(f"/letters/{letter.id}")
    assert "Yusuf Haddad" in nobody.post("/letter-verification", {"code": code}, status=200).text
    with writing():
        if how == "withdrawn":
            withdraw(db.session.get_one(Consent, consent.id), by=SYSTEM, told_how="on_screen")
        if how == "revoked":
            revoke(db.session.get_one(Letter, letter.id), by=SYSTEM)
        if how == "discharged":
            discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW, by=SYSTEM)
        if how == "expired":
            db.session.get_one(Consent, consent.id).expires_at = at
    ended = nobody.post("/letter-verification", {"code": code}, status=422).text
    wrong = nobody.post("/letter-verification", {"code": "0" * 16}, status=422).text
    assert NOTHING in ended and "Haddad" not in ended
    # Word by word the answer to a code that never was; only the token of the form differs.
    assert [line for line in ended.splitlines() if "csrf" not in line] == [
        line for line in wrong.splitlines() if "csrf" not in line
    ]
    assert "Haddad" not in reader.text(f"/letters/{letter.id}", status=409)
    reader.get(f"/letters/{letter.id}.pdf", status=409)


def test_each_confirmation_and_nothing_else_is_noted_about_the_person(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    consent = consented(house.resident)
    code = printed_code(issued(house, consent))
    browse(None).post("/letter-verification", {"code": code}, status=200)
    browse(None).post("/letter-verification", {"code": "1" * 16}, status=422)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "letter:verify")).all()
    assert [(one.about_id, one.consent_id, one.actor_id) for one in entries] == [
        (house.resident.id, consent.id, None),
    ]


def test_whoever_guesses_is_stopped_and_a_good_code_costs_nothing(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    code, nobody = printed_code(issued(house, consented(house.resident))), browse(None)
    for _ in range(3):
        nobody.post("/letter-verification", {"code": code}, status=200)
    for number in range(20):
        nobody.post("/letter-verification", {"code": f"{number:016}"}, status=422)
    assert nobody.post("/letter-verification", {"code": code}, status=429).headers["Retry-After"]


def test_a_code_of_another_house_opens_that_letter_and_no_page_of_ours(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    letter = issued(house, consented(house.resident))
    other = browse(house.other_manager)
    other.get(f"/letters/{letter.id}", status=404)
    other.post(f"/letters/{letter.id}/revocation", status=404)
    assert "Yusuf" not in other.text("/letters")


def test_it_needs_a_consent_of_this_purpose_of_this_resident_that_lives(app: Flask, house: Cast) -> None:
    four_days(house)
    mothers = db.session.get_one(Consent, house.consents["mother"])
    pauls = consented(house.other_resident)
    taken_back = consented(house.resident, "Old Mill")
    with writing():
        withdraw(taken_back, by=SYSTEM, told_how="on_screen")
    for consent in (mothers, pauls, taken_back):
        with pytest.raises(Refused, match="no consent"):
            issued(house, consent)
    assert db.session.scalars(select(Letter)).all() == []


def test_days_before_the_stay_or_still_ahead_are_refused(app: Flask, house: Cast) -> None:
    consent, by = consented(house.resident), actor_for(house.manager)
    for first, last in ((TODAY - timedelta(days=61), TODAY), (TODAY, TODAY + timedelta(days=1)), (TODAY, FIRST)):
        with pytest.raises(Refused), writing():
            issue(house.resident, consent, first, last, "en", by=by)


def test_a_preview_leaves_nothing_behind_and_issuing_leads_to_the_letter(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    consent, manager = consented(house.resident), browse(house.manager)
    manager.get(f"/letters/new?person={house.resident.id}")
    asked = {"consent_id": consent.id, "first": FIRST.isoformat(), "last": TODAY.isoformat(), "language": "ar"}
    page = manager.post("/letters/preview", asked, status=200).text
    assert ("Yusuf Haddad" in page, 'dir="rtl"' in page) == (True, True)
    assert db.session.scalars(select(Letter)).all() == []
    there = manager.post("/letters", asked).headers["Location"]
    assert "Yusuf Haddad" in manager.text(there)


def test_the_resident_sees_which_letters_went_out_below_the_consent(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    issued(house, consented(house.resident))
    page = browse(house.resident).text("/consents")
    assert "A letter about 20 November 2026 to 24 November 2026, issued on 24 November 2026" in page
    assert "A letter about" not in browse(house.other_resident).text("/consents")


def test_no_kind_of_session_stands_in_any_language(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    marked(house, "steps", TODAY - timedelta(days=7), "present")
    consent, manager = consented(house.resident), browse(house.manager)
    for language in ("en", "pl", "ar", "ru"):
        letter = issued(house, consent, language)
        page = manager.text(f"/letters/{letter.id}").split("<article")[1].split("</article")[0]
        kinds = [force_in(language, kind.name) for kind in TYPES.values()]
        others = ["AA", "Process group", "Morning", "اجتماع", "Marta", "Wolska", "Garden room"]
        assert [word for word in (*kinds, *others) if word in page] == []


def test_a_letter_of_another_secret_is_not_printed_with_a_wrong_code(app: Flask, house: Cast) -> None:
    four_days(house)
    letter = issued(house, consented(house.resident))
    letter.code_hash = "0" * 64
    with pytest.raises(Stale):
        printed_code(letter)


def test_pages_ask_few_statements(app: Flask, house: Cast, browse) -> None:
    four_days(house)
    consent = consented(house.resident)
    letter = issued(house, consent)
    manager, resident, nobody = browse(house.manager), browse(house.resident), browse(None)
    found = {}
    for who, path in (
        (manager, "/letters"),
        (manager, "/letters/new"),
        (manager, f"/letters/{letter.id}"),
        (resident, "/consents"),
        (nobody, "/letter-verification"),
    ):
        who.get(path)
        with statements() as sent:
            who.get(path)
        found[path.replace(letter.id, "id")] = len(sent)
    assert found == {"/letters": 3, "/letters/new": 3, "/letters/id": 4, "/consents": 4, "/letter-verification": 0}


def test_verifying_is_one_question_and_one_note(app: Flask, house: Cast) -> None:
    four_days(house)
    code = printed_code(issued(house, consented(house.resident)))
    with held_at(NOW), writing(), statements() as sent:
        assert verify(code) is not None
        assert verify("0" * 16) is None
        assert len(sent) == 5
