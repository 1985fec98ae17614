"""Bad input about marks that wait, check-ins and the close of a day."""

from tests.bad_input.shapes import Bad

NOTHING = "There is nothing here, or it is not for you to see."
FIELD = "This form has a field"
WHICH = "Please choose which of the two counts."
KNOW = "Some registers are not in order. Tick that you know, and they stay as they are."
HELD, CLOSE = "/held-marks/{held}/settlement", "/daily-close"

ROWS = [
    Bad("nothing chosen", "facilitator", HELD, {}, 422, WHICH),
    Bad("both chosen", "facilitator", HELD, {"keep": ["yours", "theirs"]}, 422, FIELD),
    Bad("something else chosen", "facilitator", HELD, {"keep": "mine"}, 422, WHICH),
    Bad("an unknown field", "facilitator", HELD, {"keep": "yours", "by": "{manager}"}, 422, FIELD),
    Bad("no such mark", "manager", "/held-marks/{nothing}/settlement", {"keep": "yours"}, 404, NOTHING),
    Bad("another house's mark", "manager", "/held-marks/{nile_held}/settlement", {"keep": "yours"}, 404, NOTHING),
    Bad("brought by somebody, not for them", "facilitator", "/held-marks/{brought}/settlement", {}, 404, NOTHING),
    Bad("a day that is none", "manager", CLOSE, {"day": "2026-02-30"}, 404, NOTHING),
    Bad("no day", "manager", CLOSE, {}, 404, NOTHING),
    Bad("a day in other digits", "manager", CLOSE, {"day": "٢٠٢٦-١١-٢٣"}, 404, NOTHING),
    Bad("a day of another century", "manager", CLOSE, {"day": "1926-11-23"}, 404, NOTHING),
    Bad("today, which still runs", "manager", CLOSE, {"day": "2026-11-24", "known": "y"}, 422, "not over yet"),
    Bad("tomorrow", "manager", CLOSE, {"day": "2026-11-25", "known": "y"}, 422, "not over yet"),
    Bad("without knowing", "manager", CLOSE, {"day": "2026-11-23"}, 422, KNOW),
    Bad("knowing with another word", "manager", CLOSE, {"day": "2026-11-23", "known": "true"}, 422, KNOW),
    Bad("a day twice", "manager", CLOSE, {"day": ["2026-11-23", "2026-11-22"]}, 422, FIELD),
    Bad("an unknown field", "manager", CLOSE, {"day": "2026-11-23", "people_left": "0"}, 422, FIELD),
    Bad("a field nobody knows", "facilitator", "/registers/{register}/checked-in", {"person": "x"}, 422, FIELD),
    Bad("no such register", "facilitator", "/registers/{nothing}/checked-in", {}, 404, NOTHING),
    Bad("another house's register", "facilitator", "/registers/{nile_register}/checked-in", {}, 404, NOTHING),
]
