"""Loading the demonstration: everything in one transaction, so that half a demonstration never stands."""

import secrets

from sqlalchemy import delete, func, select, text

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.audit.operations import record
from community.houses.models import House
from community.houses.operations import found_organisation
from demonstration.changes import note_changes
from demonstration.clashes import note_clashes
from demonstration.diary import Diary
from demonstration.doses import note_doses
from demonstration.facts import Facts, keep, kept
from demonstration.feeds import note_feeds
from demonstration.groups import note_groups
from demonstration.home import Home
from demonstration.hours import note_hours
from demonstration.letters import note_letters
from demonstration.linden import LINDEN
from demonstration.mentoring import note_mentoring
from demonstration.nile import NILE
from demonstration.paper import note_paper
from demonstration.pauses import note_pauses
from demonstration.people import note_people
from demonstration.plan import HousePlan
from demonstration.rolls import note_rolls
from demonstration.screens import set_up_screens
from demonstration.series import note_series
from demonstration.staffing import note_staffing
from demonstration.together import note_together
from demonstration.week import note_week
from demonstration.words import ORGANISATION
from foundation.clock import now, today
from foundation.database import Base, db
from foundation.errors import Refused
from foundation.transactions import writing
from settings import Settings

PLANS: tuple[HousePlan, ...] = (LINDEN, NILE)
MARK = "demonstration:load"
_SYLLABLES = ("ba", "de", "fi", "go", "ka", "le", "mi", "no", "pa", "re", "si", "to", "va", "we", "zu")


def readable_password() -> str:
    """A random password that can be read out and typed: four words of three syllables (about 46 bits)."""
    return "-".join("".join(secrets.choice(_SYLLABLES) for _ in range(3)) for _ in range(4))


def marked_houses() -> set[str]:
    """The ids of the houses that a demonstration made, by the record in their chains."""
    return set(db.session.scalars(select(AuditEntry.house_id).where(AuditEntry.verb == MARK)))


def load(settings: Settings) -> Facts:
    """Load the demonstration into an empty database and keep its facts; Refused when a house is there."""
    with writing():
        if db.session.scalar(select(func.count()).select_from(House)):
            raise Refused("There are houses here already; the demonstration is loaded into an empty database.")
        return _make(settings, settings.demo_password or readable_password())


def reload(settings: Settings) -> Facts:
    """Throw the demonstration away, if one is there, and load it afresh; Refused where there is any other house."""
    with writing():
        if set(db.session.scalars(select(House.id))) != marked_houses():
            raise Refused("This database does not hold the demonstration alone; nothing was thrown away.")
        before = kept(settings)
        throw_away()
        # Whoever wrote the password down keeps it.
        known = before["password"] if before else readable_password()
        return _make(settings, settings.demo_password or known)


def throw_away() -> None:
    """Delete every row of every table, in the caller's transaction."""
    # A mark names the one it replaces, and daily use never looks that way round. Without an index for the moment,
    # the database would look through all marks for each one that goes.
    db.session.execute(text("CREATE INDEX throwing_away ON marks (house_id, based_on)"))
    for table in reversed(Base.metadata.sorted_tables):
        db.session.execute(delete(table))
    db.session.execute(text("DROP INDEX throwing_away"))
    db.session.expunge_all()


def _make(settings: Settings, password: str) -> Facts:
    present = now()
    diary = Diary(until=present)
    organisation = found_organisation(ORGANISATION)
    homes = [Home(plan, diary, today(plan.zone), password) for plan in PLANS]
    for home in homes:
        note_people(home, organisation.id)
        note_mentoring(home)
        note_week(home)
        note_groups(home)
        note_doses(home)
        note_pauses(home)
        note_hours(home)
        note_series(home)
        note_rolls(home)
        note_letters(home)
        note_paper(home)
        note_together(home)
        note_changes(home)
        note_staffing(home)
        note_clashes(home)
        note_feeds(home, settings.public_url)
    diary.live_through()
    screens = {name: facts for home in homes for name, facts in set_up_screens(home).items()}
    for home in homes:
        record(home.house.id, MARK, by=SYSTEM, subject=f"house:{home.house.id}")
    facts: Facts = {
        "base_url": settings.public_url,
        "password": password,
        "sign_ins": _in_order([one for home in homes for one in home.sign_ins]),
        "feeds": [one for home in homes for one in home.feeds],
        # The programme as a file needs a sign-in, as every page does.
        "pages": {
            "board": "/board",
            "kiosk": "/kiosk",
            "enrolment": "/enrolment",
            "import_ics": "/programme-file",
            "programme_ics": "/programme-file/programme.ics",
        },
        **screens,
    }
    # Before the commit: a demonstration whose password nobody knows would be of no use.
    keep(settings, facts)
    return facts


def _in_order(sign_ins: list[dict[str, str]]) -> list[dict[str, str]]:
    """By role, and within it as the plan has them."""
    order = ("manager", "facilitator", "resident", "mentor", "relative", "other_manager")
    keys = [key for plan in PLANS for key in plan.everybody()]
    return sorted(sign_ins, key=lambda one: (order.index(one["role"]), keys.index(one["login"])))
