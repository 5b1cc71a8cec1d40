"""Which piece of body goes on in which: columns of several articles come interleaved in a text layer.

A piece whose last sentence is open goes on in a piece that begins without an indent.  Where more
than one could follow, the words across the cut, the words both sides share, and nearness decide.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import furniture
from kg.model import Block, Line, Page

WINDOW = 24
"""How many open pieces before a beginning are looked at: keeps a page of a million pieces linear."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Body lines that stand together; begins: its first line is indented as a paragraph's first."""

    paragraphs: tuple[tuple[Line, ...], ...]
    wrapped: bool
    begins: bool
    width: int

    @property
    def text(self) -> str:
        return "".join(line.passage.text for paragraph in self.paragraphs for line in paragraph)

    @property
    def head(self) -> str:
        """The first characters."""
        return self.paragraphs[0][0].passage.text[:24]

    @property
    def tail(self) -> str:
        """The last characters."""
        return self.paragraphs[-1][-1].passage.text[-24:]


def follow(page: Page, elements: Sequence[Block | Piece]) -> dict[int, int]:
    """Piece number → number of the piece that goes on with its last paragraph (numbers in print order)."""
    pieces = [element for element in elements if isinstance(element, Piece)]
    barriers, barrier = [], 0
    for element in elements:
        if isinstance(element, Piece):
            barriers.append(barrier)
        elif element.kind in ("headline", "byline"):
            barrier += 1
    indented = sum(piece.begins for piece in pieces) * 3 >= len(pieces) > 0
    heads = [n for n, piece in enumerate(pieces) if n and _goes_on(piece, indented)]
    if not heads:
        return {}
    tails = [_open(piece) for piece in pieces]
    words = _Words(pieces)
    scores: list[tuple[float, int, int]] = []
    for head in heads:
        found = 0
        for tail in range(head - 1, -1, -1):
            if found >= WINDOW or head - tail > 4 * WINDOW:
                break
            if not tails[tail]:
                continue
            between = barriers[head] - barriers[tail]
            if not indented and (between or head - tail > 1) and not words.across(pieces[tail], pieces[head]):
                continue
            score = words.join(pieces[tail], pieces[head], tail, head) + 1.0 * (head - tail == 1) - 0.05 * (head - tail)
            scores.append((score - 0.3 * bool(between) + tails[tail], tail, head))
            found += 1
    scores.sort(key=lambda entry: (-entry[0], entry[2], -entry[1]))
    follows: dict[int, int] = {}
    taken: set[int] = set()
    for _, tail, head in scores:
        if tail not in follows and head not in taken:
            follows[tail] = head
            taken.add(head)
    return follows


def _goes_on(piece: Piece, indented: bool) -> bool:
    """The piece begins in the middle of a paragraph, as far as one can see."""
    first = piece.head[0]
    if first in "，。、；：！？）”’】》%％.":
        return True
    if piece.begins or furniture.DATELINE.match(piece.head):
        return False
    return True


def _open(piece: Piece) -> float:
    """How surely the piece's last sentence is not finished; 0 where it surely is."""
    text = piece.tail
    if furniture.closing_byline(text) or text[-1] in "：:":
        return 0.0
    if furniture.ends_sentence(text):
        last = piece.paragraphs[-1][-1]
        return 0.1 if piece.wrapped and 2 * len(last.passage.text) >= piece.width - 6 else 0.0
    if not piece.wrapped and len(piece.text) < 20:
        return 0.0
    return 2.0


class _Words:
    """How well two pieces fit: pairs of characters, weighted by how few pieces have them."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.cache: dict[int, frozenset[str]] = {}
        self.count: Counter[str] = Counter()
        for number in range(len(pieces) if len(pieces) <= 400 else 0):
            self.count.update(self.pairs(number))
        self.runs: Counter[str] = Counter()
        if len(pieces) <= 400:
            for piece in pieces:
                text = piece.text[:20000]
                for size in (2, 3, 4):
                    self.runs.update(text[i : i + size] for i in range(len(text) - size + 1))

    def pairs(self, number: int) -> frozenset[str]:
        if number not in self.cache:
            text = self.pieces[number].text[:20000]
            self.cache[number] = frozenset(text[i : i + 2] for i in range(len(text) - 1))
        return self.cache[number]

    def across(self, tail: Piece, head: Piece) -> float:
        """How often strings that cross the cut stand elsewhere in the page; 0 if never."""
        best = 0.0
        for size in (2, 3, 4):
            for left in range(1, size):
                string = tail.tail[-left:] + head.head[: size - left]
                if len(string) == size and all("一" <= c <= "鿿" or c.isalnum() for c in string) and self.runs[string]:
                    best = max(best, size - 1.0)
        return best

    def join(self, tail: Piece, head: Piece, low: int, high: int) -> float:
        """Evidence that head goes on where tail stops."""
        score = self.across(tail, head)
        if tail.tail[-1].isdigit() and (head.head[0].isdigit() or head.head[0] in ".．％%年月日家个项万亿"):
            score += 3.0
        if len(self.pieces) <= 400:
            shared = self.pairs(low) & self.pairs(high)
            weight = sum(math.log((len(self.pieces) + 1) / self.count[pair]) for pair in shared)
            score += 4 * weight / math.sqrt(len(self.pairs(low)) * len(self.pairs(high)) + 1)
        return score + 0.5 * (abs(tail.width - head.width) <= 2)
