"""A repetition is said in one sentence, and an unusual one is still said truly."""

from datetime import date

import pytest
from flask import Flask

from foundation.languages import force_locale
from sessions.schedule.rule_words import rule_sentence

TUESDAY = date(2026, 11, 24)
SAID = {
    "FREQ=DAILY": "Every day",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU": "Every day",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": "From Monday to Friday",
    "FREQ=WEEKLY": "Every Tuesday",
    "FREQ=WEEKLY;BYDAY=TU,TH": "Every Tuesday and Thursday",
    "FREQ=WEEKLY;BYDAY=MO,TU,FR": "Every Monday, Tuesday and Friday",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO": "Every second week, on Monday",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SU": "Every third week, on Monday and Sunday",
    "FREQ=MONTHLY;BYDAY=2TU": "On the second Tuesday of each month",
    "FREQ=MONTHLY;BYDAY=-1FR": "On the last Friday of each month",
    "FREQ=MONTHLY;BYDAY=1MO,3MO": "On the first Monday of each month and on the third Monday of each month",
    "FREQ=MONTHLY;BYMONTHDAY=15": "On day 15 of each month",
    "FREQ=MONTHLY;BYMONTHDAY=-1": "On the last day of each month",
    "FREQ=DAILY;INTERVAL=3": "Every 3 days",
    "FREQ=DAILY;UNTIL=20270312": "Every day, until 12 March 2027",
    "FREQ=WEEKLY;BYDAY=TU;COUNT=10": "Every Tuesday, 10 times",
    "FREQ=DAILY;COUNT=1": "Once, on 24 November 2026",
    "FREQ=WEEKLY;BYDAY=TH;COUNT=1": "Once, on 26 November 2026",
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24;COUNT=2": (
        "On days of its own, the first being 24 December 2026 and 24 December 2027, 2 times"
    ),
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29": "On days of its own, the first being 29 February 2028",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU": (
        "On days of its own, the first being 6 December 2026, 7 December 2026, and 20 December 2026"
    ),
}


@pytest.mark.parametrize("rule", SAID)
def test_a_rule_is_one_sentence(app: Flask, rule: str) -> None:
    with app.test_request_context(), force_locale("en"):
        assert rule_sentence(rule, TUESDAY) == SAID[rule]


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "FREQ=DAILY;COUNT=400", "FREQ=DAILY;UNTIL=20280101"])
def test_a_series_that_was_ended_says_its_last_day(app: Flask, rule: str) -> None:
    with app.test_request_context(), force_locale("en"):
        assert rule_sentence(rule, TUESDAY, date(2027, 1, 2)) == "Every day, until 1 January 2027"


def test_an_end_of_the_rule_before_that_stays_its_end(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        said = rule_sentence("FREQ=DAILY;UNTIL=20261224", TUESDAY, date(2027, 1, 2))
    assert said == "Every day, until 24 December 2026"
