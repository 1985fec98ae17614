"""The pages of notes, without any script: written, signed, added to, reviewed, read; and who must not see them."""

import re

import pytest
from sqlalchemy import select

from community.audit.models import RecordedRead
from foundation.database import db
from foundation.transactions import writing
from sessions.notes.signing import AUTHOR, REVIEWER
from sessions.schedule.models import Occurrence
from tests.cast import actor_for, reads_english
from tests.statements import statements


def fields_of(text: str) -> dict[str, str]:
    """What a browser would send of the form of drafts without touching it."""
    form = text.split("data-notes", 1)[1].split("</form>", 1)[0]
    sent = dict(re.findall(r'name="(based_on[^"]*)" value="([^"]*)"', form))
    return sent | dict(re.findall(r'name="(text[^"]*)".*?>\n(.*?)</textarea>', form, re.S))


def test_the_groups_note_and_three_of_people_are_written_in_one_go_and_signed(book, house, browse) -> None:
    browser, people = browse(house.facilitator), [house.resident.id, house.other_resident.id, house.newcomer.id]
    answer = browser.post(book.path, fields_of(browser.text(book.path)) | {"about": people, "act": "choose"})
    text = browser.text(answer.location)
    sent = fields_of(text)
    assert sorted(name for name in sent if name.startswith("text.")) == sorted(
        ["text.group", *(f"text.{one}" for one in people)]
    )
    sent |= {"text.group": "A calm hour."} | {f"text.{one}": f"About {place}." for place, one in enumerate(people)}
    browser.post(book.path, sent | {"act": "save"})
    assert len(book.texts()) == 4
    browser.post(book.path, fields_of(browser.text(book.path)) | {"act": "sign.all"})
    assert browser.text(book.path).count("Signed by its author") == 4


def test_one_note_alone_is_signed_and_the_others_stay_drafts(book, house, browse) -> None:
    browser, me = browse(house.facilitator), house.resident.id
    sent = {"text.group": "A calm hour.", "based_on.group": "", f"text.{me}": "He spoke.", f"based_on.{me}": ""}
    browser.post(book.path, sent | {"act": f"sign.{me}"})
    assert [book.about(one).standing.closed for one in (None, me)] == [False, True]


def test_somebody_elses_words_stand_beside_ones_own_and_nothing_is_lost(book, house, browse) -> None:
    with writing():
        db.session.get_one(Occurrence, book.occurrence_id).keeper_id = house.other_facilitator.id
    browser = browse(house.facilitator)
    sent = fields_of(browser.text(book.path))
    book.write(None, "His words.", by=actor_for(house.other_facilitator))
    text = browser.post(book.path, sent | {"text.group": "Her words.", "act": "save"}, status=409).text
    assert ("His words." in text, "Her words." in text, "Somebody else wrote this note" in text) == (True, True, True)
    browser.post(book.path, fields_of(text) | {"text.group": "His words. Her words.", "act": "save"})
    assert book.about(None).newest.text == "His words. Her words."


def test_what_was_written_for_a_note_that_was_signed_meanwhile_is_offered_as_an_addition(book, house, browse) -> None:
    browser = browse(house.facilitator)
    kept = book.write(None, "A calm hour.")
    sent = fields_of(browser.text(book.path))
    book.sign(kept.note_id, AUTHOR, book.by)
    text = browser.post(book.path, sent | {"text.group": "It rained.", "act": "save"}, status=409).text
    assert ("was signed meanwhile" in text, "It rained.</textarea>" in text) == (True, True)


def test_a_fault_keeps_every_field_as_it_was_typed(book, house, browse) -> None:
    browser, me = browse(house.facilitator), house.resident.id
    sent = {"text.group": "A calm hour.", f"text.{me}": "\u202eturned"}
    text = browser.post(book.path, sent | {"act": "save"}, status=422).text
    assert ("A calm hour.</textarea>" in text, "hidden characters" in text, book.texts()) == (True, True, [])


def test_an_autosave_is_answered_with_what_stands_and_409_with_both(book, house, browse, send) -> None:
    browser = browse(house.facilitator)
    first = send(browser, {"about": None, "text": "A ca", "based_on": None})
    assert (first.status_code, book.texts()) == (200, [("autosaved", "A ca")])
    late = send(browser, {"about": None, "text": "Late", "based_on": None})
    assert (late.status_code, late.json["theirs"]["text"], late.json["closed"]) == (409, "A ca", False)
    assert send(browser, {"about": None, "text": "A calm", "based_on": first.json["saved"]}).status_code == 200


def test_a_counsellor_or_manager_reads_reviews_and_has_the_reading_recorded(book, house, browse) -> None:
    note_id = book.signed(house.resident.id, "He spoke.")
    browser = browse(house.manager)
    assert "He spoke." in browser.text(book.path)
    text = browser.text(f"/notes/{note_id}")
    browser.post(f"/notes/{note_id}/reviews", {"text_id": re.search(r'name="text_id" value="(\w+)"', text)[1]})
    assert book.note(note_id).standing.reviewed is True
    reads = db.session.scalars(select(RecordedRead.kind).where(RecordedRead.about_id == house.resident.id)).all()
    assert reads == ["notes"]


def test_who_leads_reads_without_a_record(book, house, browse) -> None:
    note_id = book.signed(house.resident.id, "He spoke.")
    browser = browse(house.facilitator)
    browser.get(book.path), browser.get(f"/notes/{note_id}")
    assert db.session.scalars(select(RecordedRead.kind)).all() == []


def test_a_review_of_what_was_added_to_meanwhile_is_asked_again(book, house, browse) -> None:
    reads_english(house.manager)
    note_id = book.signed(None, "A calm hour.")
    read = book.newest(note_id)
    book.add(note_id, "It rained.")
    text = browse(house.manager).post(f"/notes/{note_id}/reviews", {"text_id": read}, status=409).text
    assert ("It rained." in text, "Please read it, then sign" in text) == (True, True)


def test_an_addition_stands_below_with_who_and_when(book, house, browse) -> None:
    note_id = book.signed(house.resident.id, "He spoke.")
    browser = browse(house.facilitator)
    browser.post(f"/notes/{note_id}/additions", {"text": "It was Piotr."})
    text = browser.text(f"/notes/{note_id}")
    assert ("It was Piotr." in text, "Marta W." in text) == (True, True)
    assert "This text is empty." in browser.post(f"/notes/{note_id}/additions", {"text": " "}, status=422).text


@pytest.mark.parametrize(
    ("who", "page", "note"),
    [("other_facilitator", 404, 404), ("other_manager", 404, 404), ("resident", 403, 403), ("mother", 403, 403)],
)
def test_nobody_else_reads_them(book, house, browse, who: str, page: int, note: int) -> None:
    note_id = book.signed(house.resident.id, "He spoke.")
    browser = browse(house.people[who])
    assert (
        browser.get(book.path, status=page).status_code,
        browser.get(f"/notes/{note_id}", status=note).status_code,
    ) == (
        page,
        note,
    )
    if page == 404:
        assert "Yusuf" not in browser.text("/notes") + browser.text("/notes?show=all")


def test_the_lists_say_what_waits_for_whom(book, house, browse) -> None:
    book.write(None, "A calm hour.")
    note_id = book.signed(house.resident.id, "He spoke.")
    mine, hers = browse(house.facilitator), browse(house.manager)
    assert ("The group" in mine.text("/notes"), "Yusuf" in mine.text("/notes")) == (True, False)
    assert "Yusuf H." in hers.text("/notes?show=review")
    assert "Yusuf H." in mine.text("/notes?show=all&q=haddad")
    assert "Yusuf" not in mine.text("/notes?show=all&q=Piotr")
    book.sign(note_id, REVIEWER, actor_for(house.manager))
    assert "Yusuf" not in hers.text("/notes?show=review")


def test_pages_ask_little_however_many_notes_there_are(book, house, browse) -> None:
    browser = browse(house.facilitator)
    seen = []
    for person in (house.resident, house.other_resident):
        note_id = book.signed(person.id, "Spoke.")
        for path in (book.path, f"/notes/{note_id}", "/notes?show=all"):
            browser.get(path)
            with statements() as asked:
                browser.get(path)
            seen.append(len(asked))
    assert seen[:3] == seen[3:] == [7, 8, 2]


def test_a_resident_reads_what_was_signed_about_them_with_who_and_when(book, house, browse) -> None:
    note_id = book.signed(house.resident.id, "He spoke.")
    book.signed(house.other_resident.id, "Of another.")
    book.signed(None, "Of the group.")
    book.add(note_id, "It was the evening.")
    text = browse(house.resident).text("/record")
    told = ("He spoke.", "It was the evening.", "Marta W.", "Of another.", "Of the group.")
    assert [one in text for one in told] == [True, True, True, False, False]
