"""A repetition rule a house can use passes; any other is refused in one sentence."""

from datetime import date

import pytest

from foundation.errors import Refused
from sessions.schedule.recurrence import check_rule

MONDAY = date(2027, 3, 1)

GOOD = [
    "FREQ=DAILY",
    "freq=weekly;byday=mo",
    "FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2;WKST=SU",
    "FREQ=MONTHLY;BYDAY=1MO,-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=DAILY;COUNT=730",
    "FREQ=DAILY;UNTIL=20290301",
]
BAD = {
    "": "cannot be read",
    "weekly": "cannot be read",
    "RRULE:FREQ=DAILY": "cannot be read",
    "FREQ=DAILY\nDTSTART=1": "cannot be read",
    "FREQ=DAILY;": "cannot be read",
    "FREQ=DAILY;BYMONTH=" + "1," * 120 + "1": "cannot be read",
    "FREQ=DAILY;FREQ=WEEKLY": "stands twice",
    "BYDAY=MO": "say which",
    "FREQ=HOURLY": "say which",
    "FREQ=MINUTELY;INTERVAL=5": "say which",
    "FREQ=DAILY;INTERVAL=0": "every 1 to 366",
    "FREQ=DAILY;INTERVAL=-1": "every 1 to 366",
    "FREQ=DAILY;INTERVAL=999999999": "every 1 to 366",
    "FREQ=DAILY;COUNT=0": "1 to 730",
    "FREQ=DAILY;COUNT=731": "1 to 730",
    "FREQ=DAILY;COUNT=2;UNTIL=20270401": "not both",
    "FREQ=DAILY;UNTIL=20290302": "two years",
    "FREQ=DAILY;UNTIL=20270228": "before its first day",
    "FREQ=DAILY;UNTIL=20270230": "is a date",
    "FREQ=DAILY;UNTIL=20270301T100000Z": "is a date",
    "FREQ=DAILY;BYHOUR=10": "BYHOUR",
    "FREQ=YEARLY;BYWEEKNO=20": "BYWEEKNO",
    "FREQ=YEARLY;BYYEARDAY=1": "BYYEARDAY",
    "FREQ=YEARLY;BYEASTER=0": "BYEASTER",
    "FREQ=WEEKLY;BYDAY=XX": "XX is not a day",
    "FREQ=WEEKLY;BYDAY=": "cannot be read",
    "FREQ=WEEKLY;BYDAY=1MO": "Only a monthly",
    "FREQ=MONTHLY;BYDAY=0MO": "not a day",
    "FREQ=MONTHLY;BYDAY=54MO": "not a day",
    "FREQ=WEEKLY;WKST=XX": "XX is not a day",
    "FREQ=WEEKLY;BYMONTHDAY=1": "not of the month",
    "FREQ=YEARLY;BYMONTH=13": "cannot be 13",
    "FREQ=YEARLY;BYMONTH=-1": "cannot be -1",
    "FREQ=MONTHLY;BYMONTHDAY=0": "cannot be 0",
    "FREQ=MONTHLY;BYMONTHDAY=32": "cannot be 32",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0": "cannot be 0",
    "FREQ=MONTHLY;BYSETPOS=1": "BYSETPOS chooses",
    "FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2": "never happens",
    "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4": "never happens",
    "FREQ=MONTHLY;BYDAY=6MO": "never happens",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29": "never happens",
    "FREQ=DAILY;BYDAY=MO;BYSETPOS=2": "never happens",
    "FREQ=YEARLY;BYMONTH=1;UNTIL=20271231": "never happens",
}


@pytest.mark.parametrize("rule", GOOD)
def test_a_rule_a_house_can_use_passes(rule: str) -> None:
    check_rule(rule, MONDAY)


@pytest.mark.parametrize(("rule", "said"), BAD.items())
def test_a_rule_a_house_cannot_use_is_refused_in_one_sentence(rule: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        check_rule(rule, MONDAY)
    assert said in str(refused.value)
