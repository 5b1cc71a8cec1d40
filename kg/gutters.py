"""Columns printed side by side: rows of a layout-keeping text layer cut at the white strips between columns.

pdftotext -layout and the like print a page row by row, with all columns in each row.  A gutter is a
strip of white at the same place in many rows running; what stands left of it is read before what
stands right of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

MIN_GAP = 3
"""Half-widths of white that a gutter takes at least in every row."""
MIN_ROWS = 5
"""Rows with text on both sides that make a gutter; fewer are a list or a byline."""
MIN_TEXT = 7
"""Characters that a column's rows have on average at least; fewer are a table."""
MAX_ROW = 400
"""Characters of the longest row that is looked at."""
PATIENCE = 40
"""Rows without text on both sides after which the columns have ended."""
_GAP = re.compile(r"(?<=\S)[ 　\t\xa0]{2,}(?=\S)")


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row or its part in one column: text[start:end], and blank rows above it."""

    start: int
    end: int
    gap: int


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row as it stands in the file; at[i] is the place of its character i, at[-1] the row's width."""

    start: int
    text: str
    at: tuple[int, ...]

    def whites(self) -> list[tuple[int, int]]:
        """White strips: before, inside (MIN_GAP and more) and, without end, behind the text."""
        body = self.text.rstrip()
        if not body:
            return [(0, 1 << 30)]
        found = [(0, self.at[len(body) - len(body.lstrip())])]
        for gap in _GAP.finditer(body):
            low, high = self.at[gap.start()], self.at[gap.end()]
            if high - low >= MIN_GAP:
                found.append((low, high))
        return [*found, (self.at[len(body)], 1 << 30)]

    def part(self, low: int, high: int) -> tuple[int, int]:
        """Offsets in the row of what is printed from place low to before place high, without outer white."""
        begins = [i for i in range(len(self.text)) if low <= self.at[i] < high and not self.text[i].isspace()]
        return (begins[0], begins[-1] + 1) if begins else (0, 0)


def rows(text: str) -> Iterator[Row]:
    """The page's rows in reading order; offsets count in text.  Rows cut at gutters come column by column."""
    plain = text.split("\n")
    starts = list(accumulate((len(row) + 1 for row in plain), initial=0))
    if sum(bool(row) and len(row) <= MAX_ROW and bool(_GAP.search(row)) for row in plain) < MIN_ROWS:
        yield from _plain(starts, plain)
        return
    measures = [[_Raw(*row, _places(row[1], wide)) for row in zip(starts, plain, strict=False)] for wide in (2, 1)]
    first = at = 0
    while at < len(plain):
        found = [(raw, *_region(raw, at)) for raw in measures]
        raw, end, gutters = max(found, key=lambda region: (len(region[2]), region[1]))
        if gutters:
            yield from _plain(starts[first:at], plain[first:at])
            yield from _columns(raw[at:end], gutters)
            first = end
        at = max(end, at + 1)
    yield from _plain(starts[first:], plain[first:])


def _places(row: str, wide: int) -> tuple[int, ...]:
    """Where each character stands if a Chinese one takes `wide` places, and the row's width; () for a long row."""
    if len(row) > MAX_ROW:
        return ()
    steps = (4 if sign == "\t" else wide if sign > "⺀" or sign in "“”‘’…—·" else 1 for sign in row)
    return tuple(accumulate(steps, initial=0))


def _plain(starts: list[int], plain: list[str]) -> Iterator[Row]:
    gap = 0
    for start, row in zip(starts, plain, strict=False):
        if row and not row.isspace():
            yield Row(start, start + len(row), gap)
            gap = 0
        else:
            gap += 1


def _region(raw: list[_Raw], first: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the side-by-side columns that begin at row `first` end, and their gutters; [] where they are none."""
    row = raw[first]
    if not row.at or not _GAP.search(row.text):
        return first, []
    gutters = row.whites()[1:-1]
    end, both, idle, blank, best = first, 0, 0, False, (first, gutters)
    while end < len(raw) and idle < PATIENCE and raw[end].at:
        narrowed = _meet(gutters, raw[end].whites())
        if not narrowed:
            break
        gutters = narrowed
        strips = len(raw[end].whites())
        end += 1
        both, idle = (both + 1, 0) if strips > 2 else (both, idle + 1)
        blank = strips == 1 or (blank and strips == 2)
        if not blank:
            best = end, gutters
    end, gutters = best
    if both < MIN_ROWS:
        return first, []
    return end, gutters if _is_prose(raw[first:end], gutters) else []


def _meet(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Strips white in both, MIN_GAP wide at least."""
    found = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [(low, high) for low, high in found if high - low >= MIN_GAP]


def _edges(gutters: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """From where to where each column is printed."""
    middles = [high for _, high in gutters]
    return list(zip([0, *middles], [*middles, 1 << 30], strict=True))


def _is_prose(raw: list[_Raw], gutters: list[tuple[int, int]]) -> bool:
    """Every column has lines of text rather than a table's cells."""
    for low, high in _edges(gutters):
        lengths = [end - start for start, end in (row.part(low, high) for row in raw) if end > start]
        if len(lengths) < MIN_ROWS or sum(lengths) < MIN_TEXT * len(lengths):
            return False
    return True


def _columns(raw: list[_Raw], gutters: list[tuple[int, int]]) -> Iterator[Row]:
    """The rows' parts, column after column; a part begins where its column's leftmost text does."""
    for low, high in _edges(gutters):
        parts = [(row, *row.part(low, high)) for row in raw]
        left = min((row.at[start] for row, start, end in parts if end > start), default=low)
        gap = 1
        for row, start, end in parts:
            if end == start:
                gap += 1
                continue
            while start > 0 and row.at[start - 1] >= left and row.text[start - 1].isspace():
                start -= 1
            yield Row(row.start + start, row.start + end, gap)
            gap = 0
