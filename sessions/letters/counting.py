"""Counting for a letter: what the registers of some days say of one person."""

from collections import Counter
from datetime import date

from foundation.walltime import day_bounds
from sessions.attendance.marks import UNRECORDED
from sessions.doses.counting import NO_ROLL_CALL, NOT_APPLICABLE
from sessions.doses.ledger import ledger
from sessions.doses.weeks import Week
from sessions.hours.dose import whole
from sessions.letters.facts import Tally
from sessions.reports.counts import ATTENDED, counts_of


def tally_of(house_id: str, zone: str, person_id: str, first: date, last: date) -> Tally:
    """What somebody's registers say of the days from ``first`` to ``last`` (both included, of a zone's wall).

    The ledger's own reading, so that a letter and the page of hours never differ; seven statements. Whoever walked
    in was not expected: that counts where they took part. What is still going on is not counted yet.
    """
    span = Week(first, day_bounds(first, zone)[0], day_bounds(last, zone)[1])
    statuses: Counter[str] = Counter()
    counted, minutes = 0, 0.0
    for one in ledger(house_id, [span], person_id):
        for held, part, marked in one.parts:
            came = marked.status in ATTENDED
            if marked.status == NOT_APPLICABLE or (marked.walked_in and not came):
                continue
            statuses[UNRECORDED if marked.status == NO_ROLL_CALL else marked.status] += 1
            if held.counted:
                counted += 1
                minutes += part.received
    counts = counts_of(statuses)
    return Tally(counts.attended, counts.excused, counts.unexcused, counts.unrecorded, counted, whole(minutes))
