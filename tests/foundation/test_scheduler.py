"""The tick: what is due runs once, whoever ticks; what fails is tried again."""

from datetime import timedelta

from flask import Flask

from foundation.clock import held_at
from foundation.database import db
from foundation.scheduler import LEASE, TICK_SECONDS, DueJob, Job, claim, finish, tick
from tests.cast import NOW
from tests.foundation.side_by_side import side_by_side

HOUR = timedelta(hours=1)


def test_a_job_runs_when_it_is_due_and_not_before(app: Flask) -> None:
    ran: list[str] = []
    jobs = [Job("count", HOUR, lambda: ran.append("count"))]
    assert (tick(jobs), tick(jobs)) == (1, 0)
    with held_at(NOW + HOUR - timedelta(seconds=1)):
        assert tick(jobs) == 0
    with held_at(NOW + HOUR):
        assert tick(jobs) == 1
    assert ran == ["count", "count"]


def test_a_job_that_fails_is_tried_at_the_next_tick_and_the_others_run(app: Flask) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise RuntimeError("out of paper")

    jobs = [Job("fail", HOUR, fail), Job("count", HOUR, lambda: ran.append("count"))]
    assert tick(jobs) == 1
    row = db.session.get_one(DueJob, "fail")
    assert (row.due_at, row.claimed_by) == (NOW + timedelta(seconds=TICK_SECONDS), None)
    assert ran == ["count"]


def test_of_two_who_claim_at_once_one_gets_it(app: Flask) -> None:
    assert claim("job 0") is not None
    for number in range(1, 10):
        finish("job 0", claim("job 0") or "", due_at=NOW)
        with held_at(NOW + number * LEASE):
            first, second = side_by_side(app, lambda: claim("job 0"), lambda: claim("job 0"))
        assert [first, second].count(None) == 1


def test_two_who_tick_at_once_run_a_job_that_nobody_knew_once(app: Flask) -> None:
    ran: list[str] = []
    jobs = [Job(f"job {number}", HOUR, lambda number=number: ran.append(str(number))) for number in range(8)]  # type: ignore[misc]
    side_by_side(app, lambda: tick(jobs), lambda: tick(jobs))
    assert sorted(ran) == [str(number) for number in range(8)]


def test_a_job_whose_holder_died_is_free_again_after_its_lease(app: Flask) -> None:
    assert claim("job") is not None
    assert claim("job") is None
    with held_at(NOW + LEASE):
        assert claim("job") is not None


def test_who_lost_the_lease_does_not_take_the_job_from_who_has_it(app: Flask) -> None:
    lost = claim("job") or ""
    with held_at(NOW + LEASE):
        held = claim("job")
        finish("job", lost, due_at=NOW)
        assert db.session.get_one(DueJob, "job", populate_existing=True).claimed_by == held
