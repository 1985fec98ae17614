"""Attendance in numbers: the pages, the table to take along, and who is not told."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select

from community.audit.models import AuditEntry
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.jobs import freeze_due
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.operations import mark
from sessions.attendance.queries import opened
from sessions.reports.counts import Counts, total_of
from sessions.reports.cube import by, cells_of, counts_of_stages
from sessions.reports.people import who_may_need_a_word
from sessions.schedule.models import Occurrence, Series
from tests.cast import NOW, TODAY, Cast, actor_for, reads_english
from tests.statements import statements


def marked(cast: Cast, **statuses: str) -> int:
    """The process groups of two weeks are marked: {name of a person: status}; how many there were."""
    manager = actor_for(cast.manager)
    freeze_due()
    with writing():
        books = list(
            db.session.scalars(
                select(Register)
                .join(Occurrence, Occurrence.id == Register.occurrence_id)
                .join(Series, Series.id == Occurrence.series_id)
                .where(Series.type_key == "process_group", Occurrence.starts_at <= Occurrence.ends_at)
                .order_by(Occurrence.starts_at)
            )
        )
        for number, book in enumerate(books):
            marks = [
                NewMark(f"{number:02}{name}".encode().hex().ljust(32, "0")[:32], cast.people[name].id, Value(status))
                for name, status in statuses.items()
            ]
            mark(book, marks, by=manager)
    return len(books)


def test_the_numbers_are_those_of_the_registers(app: Flask, house: Cast) -> None:
    # Today's group still runs, and nobody is counted who may yet come.
    groups = marked(house, resident="present", newcomer="unexcused") - 1
    span = actor_for(house.manager), TODAY - timedelta(days=27), TODAY + timedelta(days=1)
    cells = cells_of(*span)
    of_type = by(cells, lambda cell: cell.type)
    assert of_type["process_group"] == Counts(present=groups, unexcused=groups, unrecorded=groups)
    ended = select(RegisterRow).join(Register, Register.id == RegisterRow.register_id).join(Occurrence, opened())
    rows = db.session.scalars(ended.where(RegisterRow.capacity == "resident", Occurrence.ends_at <= NOW)).all()
    assert total_of(of_type.values()).expected == len(rows)
    # Counted by person, and the same.
    assert counts_of_stages(*span) == {house.stages[0].id: total_of(of_type.values())}


@pytest.mark.parametrize("look", ["week", "type", "stage", "leader"])
def test_each_look_has_a_chart_a_table_and_its_denominator(app: Flask, house: Cast, browse, look: str) -> None:
    reads_english(house.manager)
    marked(house, resident="present")
    text = browse(house.manager).text(f"/attendance?by={look}")
    assert ("<svg viewBox" in text, "Expected" in text, "Not recorded" in text) == (True, True, True)
    table = browse(house.manager).get(f"/attendance.csv?by={look}")
    assert table.mimetype == "text/csv" and table.text.count("\r\n") >= 2


def test_the_bars_begin_on_the_right_where_one_reads_from_there(app: Flask, house: Cast, browse) -> None:
    marked(house, resident="present")
    with writing():
        house.manager.language = "ar"
    browser = browse(house.manager)
    assert 'x="400"' not in browser.text("/attendance?by=type")
    browser.post("/language", {"language": "ar"})
    assert 'x="400"' in browser.text("/attendance?by=type")


def test_who_was_away_three_times_is_mentioned_and_the_reading_recorded(app: Flask, house: Cast, browse) -> None:
    reads_english(house.manager)
    marked(house, resident="present", newcomer="unexcused")
    text = browse(house.manager).text("/attendance/word")
    assert ("Олег О." in text, "Yusuf H." in text) == (False, False)
    # The morning meetings between them were not recorded, and nobody knows.
    with writing():
        freeze_due()
    assert not db.session.scalar(select(AuditEntry.verb).where(AuditEntry.verb == "read:marks"))


@pytest.mark.parametrize(("name", "status"), [("facilitator", 403), ("resident", 403), ("mother", 403)])
def test_nobody_else_reads_the_numbers(app: Flask, house: Cast, browse, name: str, status: int) -> None:
    browser = browse(house.people[name])
    for path in ("/attendance", "/attendance.csv", "/attendance/word"):
        browser.get(path, status=status)


def test_another_house_sees_its_own_and_nothing_of_this_one(app: Flask, house: Cast, browse) -> None:
    marked(house, resident="present")
    assert "<svg viewBox" not in browse(house.other_manager).text("/attendance?by=leader")


def test_days_that_cannot_be_are_not_found(app: Flask, house: Cast, browse) -> None:
    browser = browse(house.manager)
    for query in ("by=name", "from=2026-13-01", "from=2026-11-24&to=2026-11-01", "from=2020-01-01&to=2026-11-01"):
        browser.get(f"/attendance?{query}", status=404)


def test_sessions_without_a_register_are_told(app: Flask, house: Cast, browse) -> None:
    reads_english(house.manager)
    text = browse(house.manager).text("/attendance")
    assert (
        "No register was opened on these days." in text and "have no register: nobody on them can be counted." in text
    )


@pytest.mark.parametrize(("look", "count"), [("week", 3), ("type", 3), ("stage", 4), ("leader", 4)])
def test_a_report_takes_a_literal_number_of_statements(app: Flask, house: Cast, browse, look: str, count: int) -> None:
    marked(house, resident="present")
    browser = browse(house.manager)
    db.session.rollback()
    with statements() as seen:
        browser.get(f"/attendance?by={look}")
    assert len(seen) == count


def test_the_quiet_list_takes_three_statements_however_long_the_runs_are(app: Flask, house: Cast, browse) -> None:
    for statuses in ({}, {"resident": "present", "newcomer": "unexcused"}):
        marked(house, **statuses)
        manager = actor_for(house.manager)
        db.session.rollback()
        with statements() as seen:
            who_may_need_a_word(manager)
        # The marks of three days, the older ones of those whose run goes on, and the names.
        assert len(seen) == 3


def test_a_run_goes_on_through_the_older_days(app: Flask, house: Cast) -> None:
    # The groups of a fortnight; the newest three days alone have fewer than it takes.
    ended = marked(house, resident="present", newcomer="unexcused") - 1
    with writing():
        # Of every other session nobody says anything that counts, as at a house with few roll calls.
        others = select(Register.id).join(Occurrence, opened()).join(Series, Series.id == Occurrence.series_id)
        ids = list(db.session.scalars(others.where(Series.type_key != "process_group")))
        db.session.execute(delete(RegisterRow).where(RegisterRow.register_id.in_(ids)))
    [one] = who_may_need_a_word(actor_for(house.manager))
    assert (one.shown, one.run.away, one.run.length) == ("Олег О.", True, ended)
