"""What comes before the programme in the houses of the demonstration: a feast day to come, hours of prayer and rest."""

from datetime import time, timedelta

from community.houses.amending import set_rest
from demonstration.home import Home
from demonstration.plan import PAST_DAYS
from foundation.languages import WEEKDAYS
from sessions.clashes.kept_hours import keep_hour
from sessions.schedule.pausing import begin_pause

ANNIVERSARY = {
    "en": "Anniversary of the house",
    "pl": "Rocznica domu",
    "ar": "ذكرى تأسيس البيت",
    "ru": "Годовщина дома",
}
QUIET = {"en": "Quiet after lunch", "pl": "Cisza po obiedzie", "ar": "هدوء بعد الغداء", "ru": "Тихий час после обеда"}
FRIDAY = {"en": "Friday prayer", "pl": "Modlitwa piątkowa", "ar": "صلاة الجمعة", "ru": "Пятничная молитва"}
# Cairo's prayers between the sessions of a winter's week.
PRAYERS = (
    ({"en": "Fajr", "pl": "Fadżr", "ar": "صلاة الفجر", "ru": "Фаджр"}, time(5, 10), time(5, 30)),
    ({"en": "Dhuhr", "pl": "Zuhr", "ar": "صلاة الظهر", "ru": "Зухр"}, time(13, 15), time(13, 30)),
    ({"en": "Asr", "pl": "Asr", "ar": "صلاة العصر", "ru": "Аср"}, time(15, 5), time(15, 25)),
    ({"en": "Maghrib", "pl": "Maghrib", "ar": "صلاة المغرب", "ru": "Магриб"}, time(17, 45), time(18)),
    ({"en": "Isha", "pl": "Isza", "ar": "صلاة العشاء", "ru": "Иша"}, time(21, 30), time(21, 50)),
)
# The feast is on the first Sunday at least so many days ahead.
AHEAD = 5
SUNDAY = 6


def note_pauses(home: Home) -> None:
    """Note the hours a house keeps free, as its week begins; and in the larger house a feast day, since yesterday."""
    home.note(PAST_DAYS, 5, 0, lambda: _keep_hours(home))
    if home.plan.night_watch:
        home.note(1, 16, 20, lambda: _feast(home))


def _keep_hours(home: Home) -> None:
    if home.plan.night_watch:
        working = WEEKDAYS[:5]
        keep_hour(home.house, kind="rest", name=QUIET, days=working, start=time(13), end=time(13, 30), by=home.manager)
        return
    for name, start, end in PRAYERS:
        keep_hour(home.house, kind="prayer", name=name, days=WEEKDAYS, start=start, end=end, by=home.manager)
    keep_hour(home.house, kind="prayer", name=FRIDAY, days=["fri"], start=time(12, 15), end=time(13), by=home.manager)
    set_rest(home.house, 15, by=home.manager)


def _feast(home: Home) -> None:
    day = home.day(-AHEAD)
    day += timedelta(days=(SUNDAY - day.weekday()) % 7)
    begin_pause(
        home.house,
        name=ANNIVERSARY,
        kind="feast",
        covers="activities",
        first_day=day,
        last_day=day,
        by=home.manager,
    )
