"""Sheets for the roll call: who stands on them, in which order, for whom they are, and what the PDF says."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.accounts.models import Account
from community.audit.models import AuditEntry
from foundation import pdf
from foundation.clock import held_at
from foundation.database import db
from foundation.pdf_child import document
from foundation.transactions import writing
from sessions.attendance.closing import walk_in
from sessions.attendance.opening import open_register
from sessions.printouts.models import RollSheet, RollSheetRow
from sessions.printouts.roll_pages import BLANK, ROWS, divided
from sessions.printouts.sheet_codes import code_in, written
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import TODAY, occurrence_on, reads_english
from tests.statements import statements

DAY = TODAY.isoformat()


def printed(browser, path: str, data: dict[str, str] | None = None) -> str:
    """Where the sheet stands that was just printed."""
    return browser.post(path, data).headers["Location"]


def names(text: str) -> list[str]:
    """The names on the rows of a sheet."""
    return re.findall(r'<th scope="row" class="who"><bdi>(.*?)</bdi>', text)


def test_a_sheet_holds_who_is_expected_by_name_with_a_code(house, browse) -> None:
    marta = browse(house.facilitator)
    place = printed(marta, f"/occurrences/{occurrence_on(house, 'group', TODAY)}/roll-sheets")
    text = marta.text(place)
    assert names(text) == ["Piotr Z.", "Yusuf H.", "Олег О."]
    [sheet] = db.session.scalars(select(RollSheet))
    assert code_in(sheet.code) == sheet.code
    assert written(sheet.code) in text
    assert "Process group" in text
    assert "Haddad" not in text
    assert "Page 1 of 1" in text


def test_the_sequence_stays_whoever_comes_later(house, browse) -> None:
    group = occurrence_on(house, "group", TODAY)
    marta = browse(house.facilitator)
    place = printed(marta, f"/occurrences/{group}/roll-sheets")
    with writing():
        house_row = db.session.get_one(type(house.resident), house.newcomer.id)
        house_row.given_name, house_row.folded, house_row.shown = "Aaron", "aaron", "Aaron O."
    assert names(marta.text(place)) == ["Piotr Z.", "Yusuf H.", "Aaron O."]


def test_on_an_open_register_who_walked_in_comes_last(house, browse) -> None:
    evening = occurrence_on(house, "family", TODAY + timedelta(days=1))
    at = db.session.get_one(Occurrence, evening).starts_at
    with held_at(at):
        with writing():
            book = open_register(evening, by=SYSTEM)
            walk_in(book, house.other_resident.id, by=SYSTEM)
        marta = browse(house.facilitator)
        text = marta.text(printed(marta, f"/occurrences/{evening}/roll-sheets"))
    assert names(text)[-1] == "Piotr Z."
    # A relative is marked as one.
    assert re.search(r'<bdi>Amina H\.</bdi> <span class="kin">Relative</span>', text)


def test_a_day_is_one_document_with_each_session_on_a_page_of_its_own(house, browse) -> None:
    reads_english(house.manager)
    ewa = browse(house.manager)
    place = printed(ewa, "/roll-sheets", {"day": DAY})
    text = ewa.text(place)
    assert re.findall(r"<h1>(?:<bdi[^>]*>)?(.*?)<", text) == ["Morning meeting", "Process group", "AA meeting"]
    assert text.count('<article class="a4 roll-page"') == 3
    assert len({row.code for row in db.session.scalars(select(RollSheet))}) == 3
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "roll_sheet:print"))
    assert len(entry.details["sheets"]) == 3


def test_a_reader_who_does_not_lead_leaves_a_record_and_who_leads_does_not(house, browse) -> None:
    marta, ewa = browse(house.facilitator), browse(house.manager)
    place = printed(marta, f"/occurrences/{occurrence_on(house, 'group', TODAY)}/roll-sheets")
    read = select(AuditEntry).where(AuditEntry.verb == "read:roll-sheet")
    marta.get(place)
    assert list(db.session.scalars(read)) == []
    ewa.get(place)
    assert [one.actor_id for one in db.session.scalars(read)] == [house.manager.id]


@pytest.mark.parametrize(
    ("who", "status"),
    [("resident", 403), ("mother", 403), ("other_facilitator", 404), ("other_manager", 404)],
)
def test_a_sheet_is_for_who_keeps_the_register(house, browse, who: str, status: int) -> None:
    place = printed(browse(house.facilitator), f"/occurrences/{occurrence_on(house, 'group', TODAY)}/roll-sheets")
    browser = browse(house.people[who])
    browser.get(place, status=status)
    browser.get(f"{place}.pdf", status=status)
    browser.get(f"{place}/marks", status=status)


def test_a_session_that_is_cancelled_or_has_no_roll_call_gets_no_sheet(house, browse) -> None:
    reads_english(house.manager)
    ewa, steps = browse(house.manager), occurrence_on(house, "steps", TODAY)
    with writing():
        cancel(db.session.get_one(Occurrence, steps), reason={"en": "Ill"}, version=0, by=SYSTEM)
    said = ewa.post(f"/occurrences/{steps}/roll-sheets", status=422).get_data(as_text=True)
    assert "This session is cancelled" in said
    lunch = occurrence_on(house, "lunch", TODAY)
    assert "has no roll call" in ewa.post(f"/occurrences/{lunch}/roll-sheets", status=422).get_data(as_text=True)
    assert db.session.scalars(select(RollSheetRow)).all() == []


def test_it_says_what_became_of_the_session_since(house, browse) -> None:
    group = occurrence_on(house, "group", TODAY + timedelta(days=1))
    marta = browse(house.facilitator)
    place = printed(marta, f"/occurrences/{group}/roll-sheets")
    with writing():
        cancel(db.session.get_one(Occurrence, group), reason={"en": "Ill"}, version=0, by=SYSTEM)
    assert "This session is cancelled; there is no roll call." in marta.text(place)


@pytest.mark.parametrize("count", [0, 1, ROWS - BLANK, ROWS - BLANK + 1, ROWS, 60])
def test_every_page_is_full_and_there_are_lines_for_walk_ins(count: int) -> None:
    pages = divided([(f"P{number}", False) for number in range(count)])
    lines = [line for page in pages for line in page]
    assert {len(page) for page in pages} == {ROWS}
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert sum(not line.name for line in lines) >= BLANK
    assert [line.name for line in lines if line.name] == [f"P{number}" for number in range(count)]


def test_the_statements_do_not_grow_with_the_people(house, browse) -> None:
    marta, ewa = browse(house.facilitator), browse(house.manager)
    group = occurrence_on(house, "group", TODAY)
    marta.get("/account")
    with statements() as one:
        place = printed(marta, f"/occurrences/{group}/roll-sheets")
    with statements() as look:
        marta.get(place)
    ewa.get("/account")
    with statements() as day:
        batch = printed(ewa, "/roll-sheets", {"day": DAY})
    with statements() as whole:
        ewa.get(batch)
    assert (len(one), len(look), len(day), len(whole)) == (10, 5, 10, 12)


WORDS = {
    "en": ["Present", "Excused", "sick"],
    "pl": ["Obecność", "sąd"],
    "ar": ["حضور", "محكمة"],
    "ru": ["Здесь", "болезнь"],
}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_the_pdf_says_what_the_sheet_says(house, browse, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(pdf, "pdf_of", lambda html: drawn.append(html) or b"%PDF-")
    with writing():
        db.session.get_one(Account, house.facilitator.account_id).language = language
    marta = browse(house.facilitator)
    marta.get(printed(marta, "/roll-sheets", {"day": DAY}) + ".pdf")
    pages = document(drawn[0]).pages
    codes = [written(row.code) for row in db.session.scalars(select(RollSheet))]
    found = []
    for page in pages:
        text = " ".join(box.text for box in page._page_box.descendants() if getattr(box, "text", None))
        assert [word for word in (*WORDS[language], "Yusuf", "Олег") if word not in text] == []
        assert [name for name in ("Haddad", "Zieliński") if name in text] == []
        found += [code for code in codes if code in text]
        rows = [box for box in page._page_box.descendants() if box.element_tag == "tr" and len(box.children) == 7]
        # Nine millimetres, in dots of which 96 are an inch; the first row is the head.
        assert len(rows) == 1 + ROWS
        assert min(row.height for row in rows[1:]) >= 9 / 25.4 * 96
    # A page for each of the three sessions, and no page that is but a rest.
    assert (len(pages), sorted(found)) == (3, sorted(codes))


def test_a_pdf_is_kept_nowhere_and_its_name_says_nothing(house, browse) -> None:
    marta = browse(house.facilitator)
    place = printed(marta, f"/occurrences/{occurrence_on(house, 'group', TODAY)}/roll-sheets")
    answer = marta.get(f"{place}.pdf")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'inline; filename="roll-call.pdf"'
