"""The verb of a series' languages."""

from collections.abc import Iterable

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import check_tongues
from foundation.database import db
from foundation.languages import LANGUAGES
from foundation.stamps import raise_stamp
from sessions.schedule.models import Series


def clean_languages(languages: Iterable[str]) -> list[str]:
    """The languages once each, in the order of the product; Refused for one it does not know."""
    wanted = set(languages)
    check_tongues(wanted)
    return [code for code in LANGUAGES if code in wanted]


def speak(series: Series, languages: Iterable[str], *, by: By) -> None:
    """Say in which languages every date of a series is held; none means the house's own. Nobody is expected less."""
    spoken = clean_languages(languages)
    if spoken == list(series.languages):
        return
    series.languages = spoken
    db.session.flush()
    raise_stamp(f"schedule:{series.house_id}")
    record(
        series.house_id,
        "series:languages",
        by=by,
        subject=f"series:{series.id}",
        details={"languages": " ".join(spoken)},
    )
