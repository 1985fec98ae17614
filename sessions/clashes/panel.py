"""The panel beside a week or a preview: the first clash in words with its nearest free times, and how many more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.clock import now
from sessions.clashes.listed import Entry, Offers, entries, offers_for
from sessions.clashes.rules import Clash
from sessions.schedule.session_types import TYPES


@dataclass(frozen=True, slots=True)
class ClashPanel:
    """What templates/clashes/_clashes.html shows; false when nothing is in the way of anything.

    ``marked`` are the ids of the dates that stand in a clash nobody has kept.
    """

    rows: tuple[Entry, ...]
    marked: frozenset[str]
    offers: Offers | None
    offered_name: str
    plans: bool

    @property
    def count(self) -> int:
        """How many different clashes there are."""
        return len(self.rows)

    @property
    def first(self) -> Entry:
        """The one that is told in full."""
        return self.rows[0]

    @property
    def week(self) -> date:
        """A day of the week whose list shows the first one."""
        return self.first.days[0]

    def __bool__(self) -> bool:
        return bool(self.rows)


def clash_panel(
    actor: Actor, clashes: Sequence[Clash], *, slots: bool = True, chosen: str = "", over: bool = False
) -> ClashPanel:
    """The panel of clashes of the actor's house: those not over (or all, with ``over``) that nobody has kept.

    Four statements; with ``slots``, and when there is a clash and the actor plans, eleven more for the free times of
    the first one, or of the one whose token is ``chosen``.
    """
    still = [one for one in clashes if over or one.ends_at > now()]
    rows, kept = entries(actor, still)
    rows.sort(key=lambda one: one.token != chosen)
    away = {one.told.clash.key for one in kept}
    marked = frozenset(
        side.id for clash in still if clash.key not in away for side in (clash.one, clash.other) if side is not None
    )
    plans = actor.may(Permission.PROGRAMME_PLAN)
    offers = offers_for(actor, rows[0].told.clash) if rows and slots and plans else None
    name = TYPES[offers.session.type_key].name if offers else ""
    return ClashPanel(tuple(rows), marked, offers, name, plans)
