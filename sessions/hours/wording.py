"""Hours rules in words: a length of time, what is asked, and what is missing."""

from collections.abc import Iterable
from functools import lru_cache

from flask_babel import format_decimal, gettext, ngettext

from foundation.languages import language
from sessions.hours.dose import GROUP, INDIVIDUAL, OCCASIONS, TOTAL, Asked, Missing, Sizes
from sessions.hours.presets import Preset


def hours_said(minutes: int) -> str:
    """A length in hours and minutes, as it is read: 7 h 30 min."""
    return _hours_said(minutes, language())


# A page of weeks says a thousand of them, and most of them again and again.
@lru_cache(maxsize=8192)
def _hours_said(minutes: int, _language: str) -> str:
    hours, rest = divmod(max(0, minutes), 60)
    if not hours:
        return gettext("%(minutes)s min", minutes=format_decimal(rest))
    if not rest:
        return gettext("%(hours)s h", hours=format_decimal(hours))
    return gettext("%(hours)s h %(minutes)s min", hours=format_decimal(hours), minutes=format_decimal(rest))


def _of(what: str, minutes: int) -> str:
    time = hours_said(minutes)
    if what == GROUP:
        return gettext("%(time)s in groups", time=time)
    if what == INDIVIDUAL:
        return gettext("%(time)s one to one", time=time)
    return gettext("%(time)s in all", time=time)


def _occasions(count: int) -> str:
    return ngettext("%(num)s occasion", "%(num)s occasions", count)


def asked_said(asked: Asked) -> list[str]:
    """What a rule asks of a week, part by part; one sentence when it asks for no hours at all."""
    parts = [_of(what, getattr(asked, what)) for what in (TOTAL, INDIVIDUAL, GROUP) if getattr(asked, what)]
    if asked.occasions:
        parts.append(gettext("on at least %(occasions)s", occasions=_occasions(asked.occasions)))
    if asked.people_per_leader:
        parts.append(gettext("one counsellor for %(people)s", people=format_decimal(asked.people_per_leader)))
    if asked.group_least and asked.group_most:
        least, most = format_decimal(asked.group_least), format_decimal(asked.group_most)
        parts.append(gettext("groups of %(least)s to %(most)s", least=least, most=most))
    elif asked.group_most:
        parts.append(gettext("groups of at most %(most)s", most=format_decimal(asked.group_most)))
    elif asked.group_least:
        parts.append(gettext("groups of at least %(least)s", least=format_decimal(asked.group_least)))
    return parts or [gettext("No number of hours is asked for.")]


def missing_said(missing: Iterable[Missing]) -> list[str]:
    """What a week lacks, each thing in one short sentence."""
    found = []
    for one in missing:
        lack = one.asked - one.held
        said = _occasions(lack) if one.what == OCCASIONS else _of(one.what, lack)
        found.append(gettext("Missing: %(what)s", what=said))
    return found


def sizes_said(sizes: Sizes) -> list[str]:
    """Which groups are too small or too large, in words; nothing when none is."""
    found = []
    if sizes.under:
        text = ngettext(
            "%(num)s of %(groups)s groups has fewer people than the rule says",
            "%(num)s of %(groups)s groups have fewer people than the rule says",
            sizes.under,
            groups=format_decimal(sizes.groups),
        )
        found.append(text)
    if sizes.over:
        text = ngettext(
            "%(num)s of %(groups)s groups has more people than the rule says",
            "%(num)s of %(groups)s groups have more people than the rule says",
            sizes.over,
            groups=format_decimal(sizes.groups),
        )
        found.append(text)
    return found


def asked_of_preset(preset: Preset) -> list[str]:
    """What a published rule asks of a week, with the most it means where it has an end."""
    asked = Asked(
        types=preset.types,
        total=preset.total,
        group=preset.group,
        individual=preset.individual,
        occasions=preset.occasions,
        people_per_leader=preset.people_per_leader,
        group_least=preset.group_least,
        group_most=preset.group_most,
    )
    most = [gettext("less than %(time)s", time=hours_said(preset.under_minutes))] if preset.under_minutes else []
    return most + asked_said(asked)
