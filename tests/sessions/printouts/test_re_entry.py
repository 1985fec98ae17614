"""A sheet typed back: found by its code, saved by the verb of every mark, and nothing is written over unseen."""

import re
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import Mark, Register
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark
from sessions.attendance.roll import standing
from sessions.printouts.models import RollSheet
from sessions.printouts.sheet_codes import check_sign, written
from sessions.schedule.changes import move
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, occurrence_on, reads_english
from tests.statements import statements


@pytest.fixture
def group(house) -> str:
    """The group that is on now."""
    return occurrence_on(house, "group", TODAY)


@pytest.fixture
def marta(house, browse):
    """Who leads it."""
    return browse(house.facilitator)


@pytest.fixture
def sheet(marta, group) -> str:
    """Where its sheet is typed back; the register is not open yet."""
    return marta.post(f"/occurrences/{group}/roll-sheets").headers["Location"] + "/marks"


def as_shown(browser, place: str) -> dict[str, str]:
    """What a browser would send of the page without touching it."""
    form = browser.text(place).split('<form class="form" id="re-entry"', 1)[1].split("</form>", 1)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        found[name[1]] = value[1]
    return {name: value for name, value in found.items() if name != "csrf_token"}


def stands(occurrence_id: str) -> dict[str, Value]:
    """What stands on a register, by shown name."""
    book = db.session.scalars(select(Register).where(Register.occurrence_id == occurrence_id)).one()
    return {row.name: row.value for row in standing(book.id)}


def test_the_code_leads_to_the_rows_however_it_is_typed(marta, sheet) -> None:
    [row] = db.session.scalars(select(RollSheet))
    for typed in (row.code, written(row.code), row.code.lower(), f"http://127.0.0.1/roll-sheets?code={row.code}"):
        answer = marta.get("/roll-sheets", status=302, query_string={"code": typed})
        assert answer.headers["Location"] == sheet


def test_every_wrong_code_has_the_same_answer(house, browse, marta, sheet) -> None:
    [row] = db.session.scalars(select(RollSheet))
    unknown = "3333333" + check_sign("3333333")
    said = set()
    for typed in ("hello", unknown, row.code[:-1] + ("3" if row.code[-1] != "3" else "4")):
        text = marta.get("/roll-sheets", status=404, query_string={"code": typed}).get_data(as_text=True)
        said.add(re.sub(r' value="[^"]*"| content="[^"]*"|nonce-\S+', "", text.split("<main", 1)[1]))
    reads_english(house.other_facilitator)
    other = browse(house.other_facilitator)
    text = other.get("/roll-sheets", status=404, query_string={"code": row.code}).get_data(as_text=True)
    said.add(re.sub(r' value="[^"]*"', "", text.split("<main", 1)[1]))
    assert len(said) == 1
    assert "No sheet that you keep has this code." in said.pop()


def test_codes_cannot_be_tried_without_end(marta) -> None:
    for _ in range(40):
        marta.get("/roll-sheets", status=404, query_string={"code": "guess"})
    marta.get("/roll-sheets", status=429, query_string={"code": "guess"})


def test_the_register_is_opened_and_the_marks_stand(house, marta, group, sheet) -> None:
    sent = as_shown(marta, sheet)
    people = [house.other_resident.id, house.resident.id, house.newcomer.id]
    assert [name for name in sent if name.startswith("word.")] == [f"word.{one}" for one in people]
    words = dict(zip((f"word.{one}" for one in people), ("p", "l 10", "e s"), strict=True))
    marta.post(sheet, sent | words)
    assert stands(group) == {
        "Piotr Z.": Value("present"),
        "Yusuf H.": Value("late", 10),
        "Олег О.": Value("excused", None, "sick"),
    }
    again = as_shown(marta, sheet)
    assert [again[f"word.{one}"] for one in people] == ["p", "l 10", "e s"]
    # Sent once more as it stands, it changes nothing.
    marta.post(sheet, again)
    assert len(db.session.scalars(select(Mark)).all()) == 3


def test_sent_twice_it_is_written_once(house, marta, sheet) -> None:
    sent = as_shown(marta, sheet) | {f"word.{house.resident.id}": "a"}
    marta.post(sheet, sent)
    marta.post(sheet, sent)
    assert len(db.session.scalars(select(Mark)).all()) == 1


def test_empty_is_not_recorded_and_takes_back_what_stood(house, marta, group, sheet) -> None:
    marta.post(sheet, as_shown(marta, sheet) | {f"word.{house.resident.id}": "a"})
    marta.post(sheet, as_shown(marta, sheet) | {f"word.{house.resident.id}": ""})
    assert {value.status for value in stands(group).values()} == {"unrecorded"}


def test_a_slip_is_told_beside_its_row_and_nothing_is_saved(house, marta, sheet) -> None:
    sent = as_shown(marta, sheet) | {f"word.{house.resident.id}": "l", f"word.{house.newcomer.id}": "p"}
    text = marta.post(sheet, sent, status=422).get_data(as_text=True)
    assert "Nothing was saved" in text
    assert "Please add how many minutes" in text
    assert 'value="p"' in text
    assert db.session.scalars(select(Register)).all() == []


def test_minutes_the_session_does_not_have_are_told(house, marta, sheet) -> None:
    sent = as_shown(marta, sheet) | {f"word.{house.resident.id}": "l 90"}
    assert "from 1 to 59" in marta.post(sheet, sent, status=422).get_data(as_text=True)


def test_what_somebody_marked_meanwhile_is_shown_beside_it(house, marta, group, sheet) -> None:
    with writing():
        book = open_register(group, by=SYSTEM)
    sent = as_shown(marta, sheet)
    with writing():
        mark(book, [NewMark(new_id(), house.resident.id, Value("present"))], by=SYSTEM)
    sent |= {f"word.{house.resident.id}": "a", f"word.{house.newcomer.id}": "p"}
    text = marta.post(sheet, sent, status=409).get_data(as_text=True)
    assert "Mine counts" in text
    assert "Your other marks are saved." in text
    assert stands(group)["Yusuf H."] == Value("present")
    assert stands(group)["Олег О."] == Value("present")


def test_who_walked_in_is_found_by_two_letters_of_any_script(house, browse) -> None:
    family = occurrence_on(house, "family", TODAY + timedelta(days=1))
    with held_at(db.session.get_one(Occurrence, family).starts_at):
        marta = browse(house.facilitator)
        place = marta.post(f"/occurrences/{family}/roll-sheets").headers["Location"] + "/marks"
        sent = as_shown(marta, place) | {"who.1": "Ferdinand", "here.1": "p", "who.2": "ОЛ", "here.2": "l 5"}
        text = marta.post(place, sent, status=422).get_data(as_text=True)
        assert "Nobody of that name can be added" in text
        marta.post(place, sent | {"who.1": "pi"})
    assert stands(family) == {
        "Amina H.": Value("unrecorded"),
        "Yusuf H.": Value("unrecorded"),
        "Piotr Z.": Value("present"),
        "Олег О.": Value("late", 5),
    }


def test_a_finished_register_takes_a_correction_with_its_reason(house, browse, group, sheet) -> None:
    with held_at(NOW + timedelta(hours=2)):
        with writing():
            close(open_register(group, by=SYSTEM), unrecorded_known=True, by=SYSTEM)
        marta = browse(house.facilitator)
        sent = as_shown(marta, sheet) | {f"word.{house.resident.id}": "p"}
        assert "needs a written reason" in marta.post(sheet, sent, status=422).get_data(as_text=True)
        marta.post(sheet, sent | {"correction": "It stood on paper"})
    [written_down] = db.session.scalars(select(Mark))
    assert written_down.correction == "It stood on paper"


def test_before_the_time_and_after_a_move_the_page_says_so(house, marta) -> None:
    tomorrow = occurrence_on(house, "group", TODAY + timedelta(days=1))
    place = marta.post(f"/occurrences/{tomorrow}/roll-sheets").headers["Location"] + "/marks"
    assert "The register opens fifteen minutes before the start:" in marta.text(place)
    with held_at(NOW + timedelta(minutes=1)), writing():
        row = db.session.get_one(Occurrence, tomorrow)
        day = TODAY + timedelta(days=1)
        move(row, day=day, start=time(18), end=time(19), reason={"en": "Ill"}, version=0, by=SYSTEM)
    assert "This session was moved after the sheet was printed" in marta.text(place)


def test_a_manager_who_types_leaves_a_record_of_reading(house, browse, sheet) -> None:
    reads_english(house.manager)
    browse(house.manager).get(sheet)
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "read:roll-sheet"))
    assert entry.actor_id == house.manager.id


def test_the_statements_do_not_grow_with_the_people(house, marta, group, sheet) -> None:
    marta.get("/account")
    with statements() as look:
        sent = as_shown(marta, sheet)
    with statements() as code:
        marta.get("/roll-sheets", status=404, query_string={"code": "hello"})
    sent |= {f"word.{one}": "p" for one in (house.resident.id, house.newcomer.id, house.other_resident.id)}
    with statements() as save:
        marta.post(sheet, sent)
    assert (len(look), len(code), len(save)) == (6, 4, 26)
