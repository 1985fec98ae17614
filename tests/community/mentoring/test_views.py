"""The pages of those who arrange mentoring, from a newcomer without an elder to one who is handed over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.houses.operations import employ
from community.mentoring.changing import ask_change
from community.mentoring.models import MentoringContact, MentoringHour, Mentorship
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast, reads_english
from tests.community.mentoring.circle import arrive, go_further, leave, make_elder, pair
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


@pytest.fixture
def manager(house: Cast, browse: Browse) -> Browser:
    """The manager's browser, in English."""
    reads_english(house.manager)
    return browse(house.manager)


def test_from_nobody_to_an_elder_who_was_asked(house: Cast, manager: Browser) -> None:
    new = arrive(house, "Nadia", 2)
    text = manager.text("/mentoring")
    assert "Nobody serves as an elder yet." in text
    assert "<bdi>Nadia N.</bdi> needs elders: 2" in text
    assert "Nobody who serves as an elder can be asked now." in manager.text(suggestions(new))
    go_further(house, "resident")
    manager.get("/mentoring/elders")
    manager.post("/mentoring/elders", {"person_id": house.resident.id})
    text = manager.text(suggestions(new))
    assert "Yusuf H." in text
    for reason in ("Language in common: English", "Stands by nobody else now", "Is further along the path"):
        assert reason in text
    manager.post(f"/mentoring/newcomers/{new.id}/mentorships", {"person_id": house.resident.id})
    text = manager.text("/mentoring")
    assert "<bdi>Nadia N.</bdi> needs one more elder" in text
    assert "<bdi>Nadia N.</bdi> and <bdi>Yusuf H.</bdi> have been asked" in text
    assert 'class="asked"' in text


def suggestions(new: Person) -> str:
    """The page of who could stand by somebody."""
    return f"/mentoring/newcomers/{new.id}/suggestions"


def test_staff_note_the_word_of_both_a_contact_and_an_hour(house: Cast, manager: Browser) -> None:
    made = pair(arrive(house, "Nadia", 2), make_elder(house, "resident"), agreed=False)
    page = f"/mentorships/{made.id}"
    assert "Asked, and not agreed by both yet" in manager.text(page)
    for who in ("newcomer", "elder"):
        manager.post(f"{page}/agreement", {"who": who})
    manager.post(f"{page}/contacts", {"kind": "walked", "at": "", "next_on": "2026-11-26"})
    manager.post(f"{page}/hours", {"day": "2026-11-25", "start": "17:00", "end": "17:45", "weekly": "y"})
    text = manager.text(page)
    assert "We went for a walk" in text
    assert "next on Thursday 26 November" in text
    assert "every Wednesday" in text
    hour = db.session.scalars(select(MentoringHour)).one()
    manager.post(f"{page}/hours/{hour.id}/ending")
    assert "No time is planned." in manager.text(page)
    assert db.session.scalars(select(MentoringContact.noted_by)).one() == house.manager.id


def test_a_fault_stands_in_the_form_and_nothing_is_lost(house: Cast, manager: Browser) -> None:
    made = pair(arrive(house, "Nadia", 2), make_elder(house, "resident"))
    page = f"/mentorships/{made.id}"
    manager.get(page)
    answer = manager.post(f"{page}/hours", {"day": "2026-11-25", "start": "17:00", "end": "16:00"}, status=422)
    text = answer.get_data(as_text=True)
    assert "An hour ends after it begins, on the same day." in text
    assert 'value="2026-11-25"' in text
    answer = manager.post(f"{page}/contacts", {"kind": "talked", "at": "2026-11-24T10:40"}, status=422)
    assert "This lies ahead. A contact is noted once it has been." in answer.get_data(as_text=True)


def test_an_elder_leaves_and_the_next_is_asked_in_one_step(house: Cast, manager: Browser) -> None:
    new, other = arrive(house, "Nadia", 20), make_elder(house, "other_resident")
    made = pair(new, make_elder(house, "resident"), days_ago=5)
    leave(house, "resident")
    text = manager.text("/mentoring")
    assert "<bdi>Nadia N.</bdi> needs somebody else: <bdi>Yusuf H.</bdi> leaves" in text
    link = f"{suggestions(new)}?instead_of={made.id}"
    assert link in text
    assert f"/mentorships/{made.id}/handover" in manager.text(link)
    manager.post(f"/mentorships/{made.id}/handover", {"person_id": other.id})
    rows = db.session.execute(select(Mentorship.elder_id, Mentorship.ended_because).order_by(Mentorship.proposed_at))
    assert [tuple(row) for row in rows] == [(house.resident.id, "elder_left"), (other.id, None)]


def test_who_asks_for_a_change_gets_an_answer(house: Cast, manager: Browser) -> None:
    made = pair(arrive(house, "Nadia", 9), make_elder(house, "resident"), days_ago=5)
    with writing():
        asked = ask_change(made, made.newcomer_id, by=SYSTEM)
    assert "<bdi>Nadia N.</bdi> asks for a change" in manager.text("/mentoring")
    manager.get(f"/mentorships/{made.id}")
    manager.post(f"/mentorships/{made.id}/change-requests/{asked.id}/answer", {"answer": "ended"})
    assert "asks for a change" not in manager.text("/mentoring")
    manager.post(f"/mentorships/{made.id}/change-requests/{asked.id}/answer", {"answer": "kept"}, status=422)


def test_a_pairing_is_ended_with_its_reason(house: Cast, manager: Browser) -> None:
    made = pair(arrive(house, "Nadia", 9), make_elder(house, "resident"))
    manager.get(f"/mentorships/{made.id}")
    manager.post(f"/mentorships/{made.id}/ending", {"because": "finished"})
    assert db.session.scalars(select(Mentorship.ended_because)).all() == ["finished"]
    manager.get(f"/mentorships/{made.id}", status=404)


def test_a_counsellor_arranges_and_other_staff_do_not(house: Cast, browse: Browse) -> None:
    made = pair(arrive(house, "Nadia", 9), make_elder(house, "resident"))
    with writing():
        employ(house.facilitator, "counsellor", by=SYSTEM, from_at=NOW - timedelta(seconds=1))
    assert "Yusuf H." in browse(house.facilitator).text("/mentoring")
    for path in ("/mentoring", "/mentoring/elders", f"/mentorships/{made.id}"):
        browse(house.other_facilitator).get(path, status=403)
    # Another house's manager may arrange, but not here.
    browse(house.other_manager).get(f"/mentorships/{made.id}", status=404)
    assert "Yusuf" not in browse(house.other_manager).text("/mentoring")


def test_reading_of_a_newcomers_record_is_recorded(house: Cast, manager: Browser) -> None:
    new = arrive(house, "Nadia", 9)
    made = pair(new, make_elder(house, "resident"))
    manager.get("/mentoring")
    manager.get(f"/mentorships/{made.id}")
    manager.get(suggestions(new))
    reads = select(AuditEntry.verb, AuditEntry.about_id).where(AuditEntry.verb.startswith("read:"))
    assert [tuple(row) for row in db.session.execute(reads.order_by(AuditEntry.seq))] == [
        ("read:mentoring", None),
        ("read:mentoring", new.id),
    ]


WRITES = ("audit_", "recorded_reads")


@pytest.mark.parametrize(
    ("page", "count"), [("/mentoring", 4), ("/mentoring/elders", 3), ("suggestions", 3), ("pair", 4)]
)
@pytest.mark.parametrize("pairs", [1, 3])
def test_a_page_takes_a_literal_number_of_statements(
    house: Cast, manager: Browser, page: str, count: int, pairs: int
) -> None:
    elder = make_elder(house, "resident")
    made = [pair(arrive(house, f"Guest{number}", 3), elder, days_ago=2) for number in range(pairs)]
    path = {"suggestions": suggestions(house.newcomer), "pair": f"/mentorships/{made[0].id}"}.get(page, page)
    with statements() as sent:
        manager.get(path)
    read = [one for one in sent if not any(table in one for table in WRITES)]
    assert len(read) == count, read
