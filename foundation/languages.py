"""The four languages: which one a reader gets, its direction, and dates in its words with Latin digits."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale, get_translations, gettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from foundation.errors import DaybookError
from foundation.messages import Words
from foundation.words import said_in

LANGUAGES = ("en", "pl", "ar", "ru")
OWN_NAMES = {"en": "English", "pl": "Polski", "ar": "العربية", "ru": "Русский"}
RIGHT_TO_LEFT = frozenset({"ar"})
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# The skeletons of CLDR shorten the weekday in three of the four; a day is said in full here.
DAY_PATTERNS = {"en": "EEEE d MMMM", "pl": "EEEE, d MMMM", "ar": "EEEE، d MMMM", "ru": "EEEE, d MMMM"}

babel = Babel()
__all__ = ["force_locale"]


def choose_language() -> str:
    """The reader's language: their account's, else the one picked on this device, else the browser's."""
    if not has_request_context():
        return "en"
    actor = g.get("actor")
    if actor is not None:
        return str(actor.language)
    picked = request.args.get("lang") or session.get("language")
    if picked in LANGUAGES:
        return str(picked)
    return request.accept_languages.best_match(LANGUAGES) or "en"


def language() -> str:
    """The language now spoken: "en", "pl", "ar" or "ru"."""
    # Asked for every word of a page: what flask-babel has found out for this request is read where it keeps it.
    known = getattr(g.get("_flask_babel"), "babel_locale", None) if has_app_context() else None
    locale = known or get_locale()
    return str(locale.language) if locale is not None else "en"


def direction(code: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def sentence_of(error: DaybookError) -> str:
    """What an error says, in the language now spoken."""
    if not error.sentence:
        return ""
    text = gettext(error.sentence)
    return text % {name: _shown(value) for name, value in error.params.items()} if error.params else text


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return day_and_time(value)
    if isinstance(value, Words):
        # Isolated: a title may run the other way than the sentence.
        return f"\u2068{said_in(value.typed, language(), 'en')[0] or gettext(value.otherwise)}\u2069"
    return long_day(value) if isinstance(value, date) else str(value)


@lru_cache(maxsize=8192)
def _day(day: date, pattern: str, code: str) -> str:
    return str(format_date(day, pattern, locale=code))


def long_day(day: date) -> str:
    """A day as one says it: "Tuesday 24 November" in the reader's words and order."""
    code = language()
    return _day(day, DAY_PATTERNS[code], code)


def full_day(day: date) -> str:
    """A day with its year."""
    return _day(day, "d MMMM y", language())


def short_weekday(day: date) -> str:
    """The weekday in a word."""
    return _day(day, "EEEE", language())


def tiny_weekday(day: date) -> str:
    """The weekday in two or three letters, for seven beside each other on a phone: "Tu"."""
    return _day(day, "EEEEEE", language())


def day_and_month(day: date) -> str:
    """A day without its weekday: "24 November"."""
    return _day(day, "d MMMM", language())


def month_and_year(day: date) -> str:
    """The month a day lies in: "November 2026"."""
    return _day(day, "LLLL y", language())


def comma() -> str:
    """What parts the words of a list, with its space, in the reader's script: ", "."""
    return "، " if language() == "ar" else ", "


def day_and_time(wall: datetime) -> str:
    """A wall time with its day: "Tuesday 24 November, 09:05", with the comma of the reader's script."""
    # The time stays together and from left to right within a line of Arabic.
    return f"{long_day(wall.date())}{comma()}\u2066{clock_time(wall)}\u2069"


def clock_time(wall: datetime) -> str:
    """A wall time as 24-hour digits: "09:05"; Latin digits in every language."""
    return f"{wall:%H:%M}"


def _template_gettext() -> Callable[..., str]:
    """What templates say words with: as Jinja's own, but each text is looked up once in each language."""

    @lru_cache(maxsize=8192)
    def known(text: str, _code: str) -> Markup:
        return Markup(get_translations().ugettext(text))

    @pass_context
    def say(context: Context, text: str, /, **variables: object) -> str:
        said: str = known(str(text), language())
        if not context.eval_ctx.autoescape:
            said = str(said)
        # Always a format, also without variables: a sign of per cent stands twice in every text.
        return said % variables if variables or "%" in said else said

    return say


def start_languages(app: Flask) -> None:
    """Tell the app its languages; the catalogues lie in translations/."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    babel.init_app(app, locale_selector=choose_language)
    say = _template_gettext()
    app.jinja_env.globals.update({"comma": comma, "gettext": say, "_": say})
    app.jinja_env.filters.update(
        long_day=long_day,
        full_day=full_day,
        short_weekday=short_weekday,
        tiny_weekday=tiny_weekday,
        day_and_month=day_and_month,
        month_and_year=month_and_year,
        clock=clock_time,
    )

    @app.context_processor
    def words() -> dict[str, object]:
        code = language()
        return {"language": code, "direction": direction(code), "own_names": OWN_NAMES}
