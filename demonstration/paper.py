"""A sheet for the roll call, printed yesterday for the evening whose register nobody finished."""

from sqlalchemy import select

from demonstration.home import Home
from demonstration.plan import PAST_DAYS
from foundation.database import db
from sessions.printouts.roll_sheets import print_sheet
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import as_sessions, occurrence_columns

# The first session of yesterday evening with a roll call.
EVENING = 18


def note_paper(home: Home) -> None:
    """Note, once the week is loaded, that the sheet of yesterday evening is printed an hour before."""
    home.note(PAST_DAYS, 4, 2, lambda: home.note(1, EVENING - 1, 5, lambda: _print(home)))


def _print(home: Home) -> None:
    wanted = (
        select(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.house_id == home.house.id,
            Occurrence.starts_at >= home.instant(1, EVENING),
            Occurrence.starts_at < home.instant(0, 0),
            Occurrence.status == "planned",
            Occurrence.keeper_id.is_not(None),
            Series.wants_register.is_(True),
        )
        .order_by(Occurrence.starts_at, Occurrence.wall_end)
    )
    evening = db.session.scalars(wanted).first()
    if evening is None:
        return
    keys = {person.id: key for key, person in home.people.items()}
    keeper = keys[evening.keeper_id or ""]
    [session] = as_sessions(occurrence_columns().where(Occurrence.id == evening.id), "en", "en")
    language = home.people[keeper].language
    print_sheet(session, house_id=home.house.id, language=language, by=home.acting(keeper))
