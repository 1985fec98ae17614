"""The ledger in words: categories, why minutes are missing, what a week falls short of, and what would fill it."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext, ngettext

from foundation.languages import comma, long_day
from foundation.messages import N_
from sessions.attendance.marks import EXCUSED, REASONS, TIMED, UNRECORDED
from sessions.doses.counting import NO_ROLL_CALL, NOT_APPLICABLE, UNEXCUSED, Held, Marked, Part
from sessions.doses.forecasts import Shortfall
from sessions.doses.people_weeks import PersonWeek
from sessions.hours.dose import GROUP, INDIVIDUAL, OCCASIONS, TOTAL, Missing, counts, whole
from sessions.hours.wording import hours_said
from sessions.schedule.session_types import DYES, TYPES

# The dyes of the ribbon are the categories of the hours, under the same names.
CATEGORIES: Mapping[str, str] = {kind.category: DYES[kind.dye] for kind in TYPES.values()}
WHY: Mapping[str, str] = {
    **REASONS,
    EXCUSED: N_("excused"),
    UNEXCUSED: N_("absent"),
    NOT_APPLICABLE: N_("not applicable"),
    UNRECORDED: N_("not recorded"),
    NO_ROLL_CALL: N_("no roll call"),
    "late": N_("came late"),
    "left_early": N_("left early"),
}


def reasons_said(reasons: Mapping[str, float]) -> list[str]:
    """Why minutes were missed, most first: "1 h 30 min sick"."""
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return [f"{gettext(WHY[why])} {hours_said(whole(minutes))}" for why, minutes in ordered if whole(minutes)]


def lacking_said(short: Iterable[Missing]) -> str:
    """What a week lacks in one line: "3 h 15 min in groups, 1 h one to one"; in all only where that says more."""
    lack = {one.what: one.asked - one.held for one in short}
    said = []
    named = lack.get(GROUP, 0) + lack.get(INDIVIDUAL, 0)
    if lack.get(TOTAL, 0) > named:
        time = hours_said(lack[TOTAL])
        said.append(gettext("%(time)s in all", time=time) if named else time)
    if lack.get(GROUP):
        said.append(gettext("%(time)s in groups", time=hours_said(lack[GROUP])))
    if lack.get(INDIVIDUAL):
        said.append(gettext("%(time)s one to one", time=hours_said(lack[INDIVIDUAL])))
    if lack.get(OCCASIONS):
        said.append(ngettext("%(num)s occasion", "%(num)s occasions", lack[OCCASIONS]))
    return comma().join(said)


def short_said(week: PersonWeek, over: bool) -> str:
    """ "3 h 15 min short by Sunday 29 November", or what a week that is over lacks; empty when it lacks nothing."""
    if not week.short:
        return ""
    what = lacking_said(week.short)
    if over:
        return gettext("%(what)s short", what=what)
    return gettext("%(what)s short by %(day)s", what=what, day=long_day(week.week.last))


def filling_said(one: Shortfall) -> str:
    """What would fill it, before the groups are named."""
    many = len(one.groups)
    if not many:
        return gettext("No open group would fill it.") if not one.alone else gettext("It takes a talk one to one.")
    if one.fills:
        return ngettext(
            "This open group would fill it, at a time when nothing else is planned:",
            "These %(num)s open groups would fill it, at times when nothing else is planned:",
            many,
        )
    return ngettext(
        "This open group would give a part of it, at a time when nothing else is planned:",
        "These %(num)s open groups would give a part of it, at times when nothing else is planned:",
        many,
    )


def left_said(one: Shortfall) -> str:
    """What lacks even with those groups."""
    return gettext("Then still missing: %(what)s", what=lacking_said(one.filling.left)) if one.filling.left else ""


def part_said(week: PersonWeek, held: Held, part: Part, marked: Marked) -> str:
    """Why a session counts for so many minutes."""
    found = []
    if held.each:
        found.append(
            ngettext(
                "an equal share of %(time)s among %(num)s person",
                "an equal share of %(time)s among %(num)s people",
                held.size,
                time=hours_said(held.minutes),
            )
        )
    if marked.status in TIMED:
        found.append(gettext("%(time)s off", time=hours_said(marked.minutes or 0)))
    if part.received and not counts_here(week, held):
        found.append(gettext("not counted towards the rule"))
    return comma().join(found)


def counts_here(week: PersonWeek, held: Held) -> bool:
    """Whether a session counts for the rule of a week."""
    return counts(week.asked, held)
