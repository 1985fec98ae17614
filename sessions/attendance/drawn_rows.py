"""Drawing the rows of a register: one shape in each language, filled for each person.

A page of forty people is drawn while somebody waits at a door; a loop of a template takes three times as long.
"""

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from foundation.pages import as_kept
from sessions.attendance.page_rows import Both, PageRow

SHAPES = "attendance/_rows.html"
UNCHECKED = {"present": "", "late": "", "unexcused": "", "excused": ""}
FAULT = '<p class="field-error person-fault" role="alert">{}</p>'


def row_drawer(book_id: str) -> Callable[[Sequence[PageRow], Callable[[Both], str]], Markup]:
    """Draws rows of a register in the shape of templates/attendance/_rows.html, every word of theirs escaped.

    ``both`` draws one mark that waits beside the one that stands.
    """
    shape, arrived = str(as_kept(SHAPES, "row")), str(as_kept(SHAPES, "arrived"))
    words = f'<p class="person-more"><a class="said" href="/registers/{book_id}/people/{{id}}/mark">{{words}}</a></p>'

    def drawn(rows: Sequence[PageRow], both: Callable[[Both], str]) -> Markup:
        found = []
        for one in rows:
            parts = {
                "id": one.id,
                "book": book_id,
                "name": escape(one.name),
                "seen": escape(one.seen),
                "state": "recorded" if one.look else "waiting",
                "capacity": f'<div class="person-note">{escape(one.capacity)}</div>' if one.capacity else "",
                "arrived": arrived.format(escape(one.arrived)) if one.arrived else "",
                "told": f'<div class="person-note no-print" data-note>{escape(one.told)}</div>' if one.told else "",
                "words": words.format(id=one.id, words=escape(one.words)) if one.words else "",
                "fault": FAULT.format(escape(one.fault)) if one.fault else "",
                "held": "".join(both(two) for two in one.held),
            }
            parts |= UNCHECKED
            if one.status in UNCHECKED:
                parts[one.status] = " checked"
            found.append(shape.format(**parts))
        # Every part is a template's own or escaped above.
        return Markup("".join(found))

    return drawn


def drawn_tally(rows: Sequence[PageRow]) -> Markup:
    """Draws a stroke for everybody on a register, in its look; whoever is not recorded has a bare one."""
    looks = (f' data-mark="{one.look}"' if one.look else "" for one in rows)
    # Ids and looks are ours: letters, digits and underlines.
    return Markup("".join(f'<li data-of="{one.id}"{look}></li>' for one, look in zip(rows, looks, strict=True)))
