"""The rule of a chart of bars: where each part of each bar lies, in both directions of reading. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.reports.counts import Counts

WIDTH, LABELS, ROW, BAR = 720, 220, 30, 18
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
    room = WIDTH - LABELS
    lines = []
    for number, (label, counts) in enumerate(rows):
        at, parts = 0.0, []
        for kind in PARTS:
            share = getattr(counts, kind) * room / counts.expected if counts.expected else 0.0
            if share:
                left = WIDTH - LABELS - at - share if rtl else LABELS + at
                parts.append(Part(kind, round(left, 2), round(share, 2)))
            at += share
        y = number * ROW + (ROW - BAR) / 2
        lines.append(Line(label, WIDTH if rtl else 0, number * ROW + ROW * 0.66, y, tuple(parts)))
    return Chart(WIDTH, max(ROW, len(rows) * ROW), BAR, tuple(lines))
