"""What the manager of the demonstration's larger house keeps as it is: work is in the yard and the kitchen too."""

from datetime import timedelta

from demonstration.home import Home
from foundation.walltime import day_bounds
from sessions.clashes.acceptances import accept_clash
from sessions.clashes.facts import find_clashes
from sessions.clashes.rules import Clash, Key

OUTDOORS = {
    "en": "Half of us work in the yard and in the kitchen.",
    "pl": "Połowa z nas pracuje na podwórzu i w kuchni.",
    "ar": "نصفنا يعمل في الفناء وفي المطبخ.",
    "ru": "Половина из нас работает во дворе и на кухне.",
}


def note_clashes(home: Home) -> None:
    """Note yesterday afternoon that the workshop is not too small for the work of everybody."""
    if home.plan.night_watch:
        home.note(1, 16, 45, lambda: _keep_work(home))


def _keep_work(home: Home) -> None:
    first, zone = home.day(1), home.house.zone
    span = day_bounds(first, zone)[0], day_bounds(first + timedelta(days=7), zone)[1]
    meant: dict[Key, Clash] = {}
    for clash in find_clashes(home.house.id, zone, *span):
        if clash.kind == "capacity" and clash.one.type_key == "occupational":
            meant.setdefault(clash.key, clash)
    for clash in meant.values():
        accept_clash(home.house.id, clash, OUTDOORS, by=home.manager)
