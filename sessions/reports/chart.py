"""The rule of a chart of bars: where each part of each bar lies, in both directions of reading. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.reports.counts import Counts

# As narrow as a phone, so that the words are never drawn smaller than they are read; a label stands above its bar.
WIDTH, ROW, LABEL, BAR = 400, 44, 15, 16
# In the order they lie in the bar.
PARTS = ("attended", "excused", "unexcused", "unrecorded")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: what it stands for, where it begins and how wide it is, in units of the drawing."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the chart: its label at ``label_x``, and the parts of its bar from ``y`` on."""

    label: str
    label_x: float
    text_y: float
    y: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing ``width`` by ``height`` units."""

    width: int
    height: int
    bar: int
    lines: tuple[Line, ...]


def chart_of(rows: Sequence[tuple[str, Counts]], *, rtl: bool) -> Chart:
    """Bars of equal length, one a row (label, counts), divided as the counts are."""
    lines = []
    for number, (label, counts) in enumerate(rows):
        at, parts = 0.0, []
        for kind in PARTS:
            share = getattr(counts, kind) * WIDTH / counts.expected if counts.expected else 0.0
            if share:
                left = WIDTH - at - share if rtl else at
                parts.append(Part(kind, round(left, 2), round(share, 2)))
            at += share
        top = number * ROW
        lines.append(Line(label, WIDTH if rtl else 0, top + LABEL, top + LABEL + 6, tuple(parts)))
    return Chart(WIDTH, max(ROW, len(rows) * ROW), BAR, tuple(lines))
