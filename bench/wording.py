"""The words of docs/benchmarks.md: how each figure is taken, and what was tried where a goal is missed."""

from collections.abc import Mapping

HEAD = """# Figures

`make bench` takes these anew and writes this page and benchmarks.json. Each path is measured beside its limit in
the same run, in turn (A, B, A, B …), and the ratio of the two medians is told: it says more of the code and less of
the machine. Pages, feeds and registers go over HTTP on the loopback to gunicorn with two workers of four threads, as
`make run` serves, with audit, history, CSRF and permissions on. The limit is a view of the same app that does
nothing; where a path writes, the limit writes the same rows in one bare transaction with the same fsync. The clock of
the measured houses is held at a Tuesday afternoon, so that no figure depends on the hour. Ratios vary by some 15 %
from run to run, more where the machine has other work: then the best times lie far below the medians beside them.
"""

HOW: Mapping[str, str] = {
    "day page": "a house of 40 residents with 12 sessions that day and 1,000,000 marks in its database; the first page "
    "after signing in, for a resident (their own day) and for a manager (the house's day with its registers).",
    "feed 200": "a facilitator's calendar of 60 and of 1,000 events whose bytes are kept, beside as many ready bytes; "
    "a relative's of 60, beside a view that writes the same two rows of accounting.",
    "feed 304": "the same with the ETag of the first answer, beside a view that says 304 without looking.",
    "week": "a hundred weekly series of twenty years, the week a manager sees: the app's reading beside the same "
    "columns of the same rows by the same index, and beside a house whose series are one year old; in one process, "
    "without HTTP.",
    "pairing suggestions": "a house of 60 residents, 40 of whom serve as elders, with languages and interests and 15 "
    "pairs: reading everybody and every note of no contact, and the rule with its order; in one process.",
    "clashes of a week": "a house of 60 residents, 12 leaders and 10 rooms with 120 sessions in the week: reading what "
    "is planned, who is expected, who is away, hours kept free and the staff's hours, and every clash of it; once as "
    "it stands, and once with every session proposed a quarter of an hour later; in one process.",
    "planner's week": "the week as the planner reads it, of 100 series of twenty years and over 500,000 dates, "
    "beside the same rows by the same index; in one process, without HTTP.",
    "this and all following dates changed": "an evening hour for the 26 dates of a weekly series, in a house of 100 "
    "series, with the question whether a room or leader is taken, the history of each date, the undo and the audit, "
    "committed; in one process. The same for the last date alone, which must ask as many statements.",
    "page …": "each page in a house of 60 residents with 340 who left, 12 staff, 12 sessions a day, two years of "
    "registers (280,000 marks) and 50,000 entries of the audit, opened again and again by the kind of person "
    "named; beside it the statements it asks the second time, who is asking and the record of the reading included.",
    "save 30 marks": "a device's JSON for an open register of 40 people, each time with changed marks, beside the same "
    "rows (marks, current marks, stamp, audit entry and head) by bare executemany in one transaction.",
    "register page of 40 people": "the open register in the house with a million marks, as its facilitator opens it.",
    "eight facilitators at once": "eight of them save 30 marks forty times each, all at the same time, without a "
    "pause, then tap by tap, one mark each; every answer but a 200 with all of its marks saved counts as an error. "
    "Saves a second and the 99th of 100 are those of the taps; the eight clients use the same two cores.",
    "report by=…": "a manager's page of attendance in numbers over four weeks, in the house with a million marks.",
    "first answer of the second make run": "from the command to the first 200 of /healthz, on a data folder that holds "
    "the demonstration. A wall time: other work of the machine counts; the seconds of CPU stand beside it.",
    "memory, two workers": "the sum of PSS of every process of that second run, after every kind of person has opened "
    "every page of theirs and every feed was fetched, eight at once.",
}

_DAY = (
    "statements are put together once; blocks of the ribbon, now and next, icons and addresses of sheets are drawn "
    "once and kept; SQLite's connections are not asked whether they still live. What is left is two statements (who "
    "asks; the sessions of the day with their words in JSON), the session cookie, and the frame of the page in the "
    "reader's language. Keeping whole pages was not done: a page names the minute."
)
_FEED = (
    "one statement reads standing, consent and version, past SQLAlchemy's session and put together once; the bytes are "
    "kept, compressed too. What is left is that statement's dozen subqueries, for the consent is asked anew at every "
    "look, and the way through SQLAlchemy's connection."
)
_SAVE = (
    "statements are put together once, and marks are written by two executemany. What is left is what makes a mark "
    "safe: who asks, the register and whether they may keep it, what stands and which ids are known, and the chain of "
    "the audit."
)
PAGES = (
    "the frame of a page alone (who asks, the session cookie, menus in the reader's language, headers, the layers "
    "of Flask) is about three times the view that does nothing: so the page of help. Beyond it a page costs what it "
    "shows: fifty rows of a list, a form with its choices, or the eight parts of a manager's day are drawn anew "
    "each time, and a page that records its reading writes and waits for the disk. Statements are few and do not "
    "grow with the house; the time goes to drawing, not to the database."
)
_AT_ONCE = (
    "each save is one transaction with its own fsync, and SQLite has one writer: the bare rows alone, without any of "
    "the app, take what stands beside “save 30 marks”, which bounds the saves a second on this disk. Whoever waits "
    "looks every five milliseconds, in turn. A line of writers, first come first served, and shorter turns of Python's "
    "threads were tried too: measured on a busy machine the first was slower, on an idle one the second changed "
    "nothing. Several saves were not put into one transaction: a mark is answered once it is safe."
)
TRIED: Mapping[str, str] = {
    "register page of 40 people": "rows are filled into one shape kept for each language, strokes are drawn at once, "
    "what a mark needs besides stands once for the page, walk-ins are searched instead of listed, and the words of the "
    "form and the sheets of the frame are kept as drawn. What is left is the frame, seven statements, and ninety "
    "kilobytes for forty people.",
    "eight facilitators at once, saves": _AT_ONCE,
    "eight facilitators at once, 99 of 100 saves": _AT_ONCE,
    "day page, signed in": _DAY,
    "day page, a manager's": _DAY + " A manager's page asks eight statements: it lists what needs a person.",
    "feed 200, 60 events": _FEED,
    "feed 200, 1000 events": _FEED,
    "feed 304": _FEED,
    "feed 304, 1000 events": _FEED,
    "feed 200, 60 events, a relative's": _FEED + " The standing is read again under the write lock.",
    "save 30 marks": _SAVE,
    "first answer of the second make run": "most of it is importing: SQLAlchemy and the app's own tables, and a tenth "
    "for Alembic, which looks at each start whether the database is up to date. Nothing was put off.",
    "memory, two workers": "glibc is told to give large blocks back and to keep one heap, and what stands before the "
    "workers are forked is frozen, so that its pages stay shared: together they halved it. What grows still is a "
    "worker that has written out a feed of thousands of events; one event and one feed at a time.",
}
# A figure that never missed before has nobody's words yet; the others are not lost for it.
UNTOLD = "missed for the first time; nothing was tried yet."
