"""Charts as SVG: bars, stacked bars, lines over years, a matrix.  Text is the reader's own font, and escaped.

Colours are CSS classes (bar, s0 … s5 series, m0 … m3 cells, axis) that templates/report/style.css sets for light,
dark and print.
Every chart has a title for screen readers; the table beside it holds the same figures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH = 720
ROW = 26
LABEL = 232
"""Room for a label in units of the viewBox: 17 Chinese characters of 13 units."""
SIZE = 13
SERIES = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A label, its parts from left to right (one part: a plain bar), and what is written at its end."""

    label: str
    parts: tuple[float, ...]
    text: str
    href: str = ""


def width(text: str) -> float:
    """About how wide a text is set, in units: a Chinese character is as wide as the font is large."""
    return SIZE * sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.64 for c in text)


def cut(text: str, room: float) -> str:
    """The text, shortened with … to the room in units."""
    if width(text) <= room:
        return text
    kept = len(text)
    while kept and width(text[:kept] + "…") > room:
        kept -= 1
    return text[:kept] + "…"


def _svg(title: str, height: float, body: Sequence[Markup], wide: float = WIDTH) -> Markup:
    """The drawing; it shrinks with the page (CSS) and its title is read aloud."""
    drawing = Markup(
        '<svg class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img"><title>{2}</title>{3}</svg>'
    )
    return drawing.format(_n(wide), _n(height), title, Markup("").join(body))


def _n(value: float) -> str:
    """A coordinate with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> Markup:
    return Markup('<text x="{}" y="{}" class="{}" text-anchor="{}">{}</text>').format(_n(x), _n(y), kind, anchor, text)


def _linked(mark: Markup, href: str, title: str) -> Markup:
    """A mark with its whole name as a tooltip, and a link where there is one."""
    told = Markup("<g><title>{}</title>{}</g>").format(title, mark)
    return Markup('<a href="{}">{}</a>').format(href, told) if href else told


def bars(rows: Sequence[Bar], title: str) -> Markup:
    """Horizontal bars, one a row; the longest fills the width left of its text."""
    most = max((sum(row.parts) for row in rows), default=0) or 1
    after = max((width(row.text) for row in rows), default=0) + 12
    room = WIDTH - LABEL - after
    body = []
    for at, row in enumerate(rows):
        y = at * ROW
        label = _text(LABEL - 10, y + 18, cut(row.label, LABEL - 14), "label", "end")
        marks, x = [_linked(label, row.href, row.label)], float(LABEL)
        for series, part in enumerate(row.parts):
            if part > 0:
                long = max(part / most * room, 1)
                marks.append(
                    Markup('<rect x="{}" y="{}" width="{}" height="16" class="{}"/>').format(
                        _n(x), _n(y + 5), _n(max(long - 1, 1)), f"s{series % SERIES}" if len(row.parts) > 1 else "bar"
                    )
                )
                x += long
        marks.append(_text(x + 6, y + 18, row.text, "number"))
        body += marks
    return _svg(title, len(rows) * ROW + 4, body)


def lines(years: Sequence[str], series: Sequence[tuple[int, str, Sequence[float]]], title: str) -> Markup:
    """Values over years as lines with dots; a series is its colour's number, name and values.

    Every dot tells name, year and value as a tooltip; the last value is written at the line's end.
    """
    top, left, bottom, right, height = 14.0, 36.0, 24.0, 48.0, 260.0
    most = max((value for *_, values in series for value in values), default=0) or 1
    step = _step(most)
    ceiling = -(-most // step) * step
    across = (WIDTH - left - right) / max(len(years) - 1, 1)
    deep = height - top - bottom

    def y(value: float) -> float:
        return top + deep * (1 - value / ceiling)

    body = []
    tick = 0.0
    while tick <= ceiling:
        body.append(Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" class="axis"/>').format(
            _n(left), _n(WIDTH - right), _n(y(tick)), _n(y(tick))))
        body.append(_text(left - 6, y(tick) + 4, _n(tick), "tick", "end"))
        tick += step
    every = max(1, -(-len(years) // 12))
    shown = [(at, year) for at, year in enumerate(years) if (len(years) - 1 - at) % every == 0]
    body += [_text(left + at * across, height - 4, year, "tick", "middle") for at, year in shown]
    ends: list[float] = []
    for number, name, values in series:
        points = [(left + at * across, y(value)) for at, value in enumerate(values)]
        path = " ".join(f"{_n(px)},{_n(py)}" for px, py in points)
        body.append(Markup('<polyline points="{}" class="line s{}"/>').format(path, number % SERIES))
        for (px, py), year, value in zip(points, years, values, strict=True):
            dot = Markup('<circle cx="{}" cy="{}" r="3.5" class="s{}"/>').format(_n(px), _n(py), number % SERIES)
            body.append(_linked(dot, "", f"{name} {year}: {_n(value)}"))
        if values[-1]:
            ends.append(_free(points[-1][1] + 4, ends))
            body.append(_text(WIDTH - right + 10, ends[-1], _n(values[-1]), f"s{number % SERIES}"))
    return _svg(title, height, body)


def keyed(svg: Markup, names: Sequence[str]) -> Markup:
    """A chart under a key of its series' names, for a picture that stands alone (a page has its key in HTML)."""
    size = re.search(r'viewBox="0 0 (\S+) (\S+)"', svg)
    if size is None:
        raise ValueError("no chart of this module: it has no viewBox")
    wide, high = float(size[1]), float(size[2])
    body, x = [], 10.0
    for number, name in enumerate(names):
        body.append(Markup('<rect x="{}" y="4" width="12" height="12" class="s{}"/>').format(_n(x), number % SERIES))
        body.append(_text(x + 18, 15, name, "label"))
        x += width(name) + 36
    inner = str(svg).replace("<svg ", '<svg y="28" ', 1)
    return _svg("", high + 28, [*body, Markup(inner)], max(wide, x))


def _free(wanted: float, taken: Sequence[float]) -> float:
    """The place nearest below the wanted one where a line of text meets no other."""
    while any(abs(wanted - other) < SIZE + 2 for other in taken):
        wanted -= 1
    return wanted


def _step(most: float) -> float:
    """A round distance between ticks (1, 2 or 5 times a power of ten) that gives at most five of them."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            if most / (size * factor) <= 5:
                return size * factor
        size *= 10


def matrix(
    rows: Sequence[str], columns: Sequence[str], cells: dict[tuple[str, str], int], title: str
) -> Markup:
    """Rows by columns; a filled square where there is a cell, its number in it when over 1."""
    side, head = 26, 150.0
    wide = LABEL + len(columns) * side + 110
    body = []
    for at, name in enumerate(columns):
        x = LABEL + at * side + side / 2
        body.append(Markup('<g transform="translate({} {}) rotate(-50)">{}</g>').format(
            _n(x), _n(head - 8), _linked(_text(0, 0, cut(name, head * 1.15), "label"), "", name)))
    for down, row in enumerate(rows):
        y = head + down * side
        body.append(_linked(_text(LABEL - 10, y + 18, cut(row, LABEL - 14), "label", "end"), "", row))
        for at, name in enumerate(columns):
            count = cells.get((row, name), 0)
            mark = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="m{}"/>').format(
                _n(LABEL + at * side + 1), _n(y + 1), side - 2, side - 2, min(count, 3)
            )
            if count > 1:
                mark += _text(LABEL + at * side + side / 2, y + 18, str(count), "in", "middle")
            body.append(_linked(mark, "", f"{row} · {name}: {count}"))
    return _svg(title, head + len(rows) * side + 4, body, wide)

