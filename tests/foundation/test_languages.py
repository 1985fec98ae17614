"""Words of templates and days: to each in their own language, whoever was read to before, and formats as ever."""

from datetime import date

import pytest
from flask import Flask
from markupsafe import Markup

from foundation.languages import force_locale, full_day, language, long_day
from sessions.attendance.marks import Value
from sessions.attendance.wording import said
from sessions.hours.wording import hours_said
from tests.pages import BASE

DAY = date(2026, 11, 24)


def drawn(app: Flask, template: str, **values: object) -> str:
    """What a template says."""
    return app.jinja_env.from_string(template).render(**values)


def test_the_same_words_are_said_to_each_in_their_language(app: Flask) -> None:
    with app.test_request_context(base_url=BASE):
        found = []
        for code in ("en", "pl", "ru", "en", "pl"):
            with force_locale(code):
                words = drawn(app, '{{ _("Present") }}|{% trans %}Present{% endtrans %}')
                found.append((language(), words, said(Value("present")), hours_said(90), long_day(DAY), full_day(DAY)))
    assert found[0] == found[3] and found[1] == found[4]
    assert found[0] == ("en", "Present|Present", "Present", "1 h 30 min", "Tuesday 24 November", "24 November 2026")
    assert [len({one[place] for one in found}) for place in (0, 1, 2, 4, 5)] == [3, 3, 3, 3, 3]


def test_outside_of_a_request_english_is_spoken(app: Flask) -> None:
    assert (language(), said(Value("present"))) == ("en", "Present")


@pytest.mark.parametrize("html", [True, False])
def test_what_people_typed_is_escaped_where_a_page_is_drawn_and_nowhere_else(app: Flask, html: bool) -> None:
    text = '{% autoescape html %}{{ _("Excused: %(reason)s", reason=reason) }}{% endautoescape %}'
    with app.test_request_context(base_url=BASE), force_locale("en"):
        found = [drawn(app, text, html=html, reason=reason) for reason in ("<b>", Markup("<b>"))]
    assert found == (["Excused: &lt;b&gt;", "Excused: <b>"] if html else ["Excused: <b>", "Excused: <b>"])


def test_a_text_without_values_is_a_format_all_the_same(app: Flask) -> None:
    with app.test_request_context(base_url=BASE), force_locale("en"):
        assert drawn(app, '{{ _("Of all 100 %%") }}') == "Of all 100 %"
