"""Which piece of body goes on in which: columns of several articles come interleaved in a text layer.

A piece whose last sentence is open goes on in a piece that begins without an indent.  Where more
than one could follow, the words across the cut, the words both sides share, and nearness decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg import furniture, lexicon
from kg.model import Block, Line
from kg.wording import pairs

WINDOW = 24
"""How many open pieces before a beginning are looked at: keeps a page of a million pieces linear."""
SMALL = 400
"""Pieces a page may have for their wording to be compared; no printed page has as many."""
SURE_CUT = 2.0
"""Evidence at the cut that joins paragraphs across a headline where no indent tells beginnings (a word broken: 2.5)."""
ROUNDS = 3
"""Times that pieces are given out, each time with the wording of what they were joined to."""
LIKENESS = 14.0
"""What alike wording of two pieces is worth beside a word broken at the cut."""
WORD = 2.4
"""What each character of a word broken at the cut is worth."""
NEXT = 2.0
"""What standing directly below the other piece is worth, nothing but blank lines between."""
OPEN, CLOSED = 4.0, 0.1
"""What a piece that ends inside a sentence is worth, and one whose last sentence fills its line to the end."""
JUMP = 5.0
"""What a jump line below the one piece and above the other is worth."""
HUNG = "“‘《（「『【"
"""Marks that a column hangs out at its edge: layers then begin a new group of lines with them."""
MEASURES = frozenset(
    "年月日时点分秒家个项件名人万亿千百余多元号条座台辆吨亩户种次届位级强倍米公里斤平类批场所处艘只头股—-～至、"
)
"""What may follow a number's last digit at a column's edge."""
BACK = 0.8
"""Evidence that joins a piece to one printed after it; two of one width with nothing in common reach 0.5."""
LOOK = 20_000
"""Characters of a piece that are compared."""


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


def follow(elements: Sequence[Block | Piece]) -> dict[int, int]:
    """Piece number → number of the piece that goes on with its last paragraph (numbers in print order)."""
    pieces = [element for element in elements if isinstance(element, Piece)]
    heads = [n for n, piece in enumerate(pieces) if _goes_on(piece)]
    if not heads or len(pieces) < 2:
        return {}
    layer = _Layer(elements, pieces)
    window = WINDOW if len(pieces) <= SMALL else WINDOW // 6
    cuts = [cut for head in heads for cut in islice(layer.cuts(head, range(head - 1, -1, -1)[: 4 * window]), window)]
    follows: dict[int, int] = {}
    for _ in range(ROUNDS):
        layer.words.gather(follows)
        found = _assign([(score + layer.words.like(tail, head), tail, head) for score, tail, head in cuts])
        if found == follows:
            break
        follows = found
    return _backwards(layer, heads, follows) if layer.indented and len(pieces) <= SMALL else follows


def _backwards(layer: _Layer, heads: list[int], follows: dict[int, int]) -> dict[int, int]:
    """Joins pieces still without a beginning to open ones that are printed after them, if words say so."""
    taken = set(follows.values())
    left = [head for head in heads if head not in taken]
    scores = []
    for head in left:
        after = range(head + 1, len(layer.pieces))[:WINDOW]
        free = [tail for tail in after if tail not in follows and layer.openness[tail] >= OPEN]
        for score, tail, _ in layer.cuts(head, free):
            score += layer.words.like(tail, head) - OPEN
            if score >= BACK:
                scores.append((score, tail, head))
    joined = dict(follows)
    for tail, head in sorted(_assign(scores).items()):
        last = head
        while last in joined:
            last = joined[last]
        if last != tail:
            joined[tail] = head
    return joined


class _Layer:
    """The page's pieces with what stands between them."""

    def __init__(self, elements: Sequence[Block | Piece], pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.indented = sum(piece.begins for piece in pieces) * 3 >= len(pieces) > 0
        wraps = any(piece.wrapped for piece in pieces)
        self.openness = [_open(piece, wraps) for piece in pieces]
        self.barriers = _barriers(elements)
        self.leaves, self.resumes = _jumps(elements)
        self.words = _Words(pieces)

    def cuts(self, head: int, tails: Iterable[int]) -> Iterator[tuple[float, int, int]]:
        """(evidence that head goes on where tail stops, tail, head) for each tail that is not finished."""
        right = self.pieces[head]
        for tail in tails:
            if not self.openness[tail]:
                continue
            left, distance = self.pieces[tail], abs(head - tail)
            between = self.barriers[head] != self.barriers[tail]
            across = self.words.across(left, right)
            if not self.indented and (between or distance > 1) and (across < SURE_CUT or distance > 6):
                continue
            score = self.openness[tail] + across + 0.5 * (abs(left.width - right.width) <= 2) - 0.02 * distance
            score += JUMP * (tail in self.leaves and head in self.resumes)
            if head - tail == 1 and not between:
                score += (NEXT if self.openness[tail] >= OPEN else NEXT / 4) * (2 if right.head[0] in HUNG else 1)
            yield score, tail, head


def _assign(scores: list[tuple[float, int, int]]) -> dict[int, int]:
    """Tail → head, each once: the best pairs first, then exchanges while two pairs do better crossed."""
    follows: dict[int, int] = {}
    taken: set[int] = set()
    for _, tail, head in sorted(scores, key=lambda entry: (-entry[0], entry[2], -entry[1])):
        if tail not in follows and head not in taken:
            follows[tail] = head
            taken.add(head)
    worth = {(tail, head): score for score, tail, head in scores}
    options: dict[int, list[int]] = {}
    for _, tail, head in scores:
        options.setdefault(tail, []).append(head)
    for _ in range(4):
        changed = False
        owner = {head: tail for tail, head in follows.items()}
        for tail in sorted(follows):
            for head in options[tail]:
                other, own = owner.get(head), follows[tail]
                if other is None or other == tail or (other, own) not in worth:
                    continue
                if worth[tail, head] + worth[other, own] > worth[tail, own] + worth[other, head] + 1e-9:
                    follows[tail], follows[other] = head, own
                    owner[head], owner[own] = tail, other
                    changed = True
        if not changed:
            break
    return follows


def _barriers(elements: Sequence[Block | Piece]) -> list[int]:
    """For each piece the number of headlines and bylines printed before it."""
    found, barrier = [], 0
    for element in elements:
        if isinstance(element, Piece):
            found.append(barrier)
        elif element.kind in ("headline", "byline"):
            barrier += 1
    return found


def _jumps(elements: Sequence[Block | Piece]) -> tuple[set[int], set[int]]:
    """Numbers of the pieces right above （下转第3版） and right below （上接第1版）."""
    leaves, resumes = set(), set()
    number, resuming = -1, False
    for element in elements:
        if isinstance(element, Piece):
            number += 1
            if resuming:
                resumes.add(number)
            resuming = False
        elif element.kind == "masthead":
            text = element.lines[0].passage.text
            resuming = "接" in text[:4]
            if "转" in text[:4]:
                leaves.add(number)
    return leaves, resumes


def _goes_on(piece: Piece) -> bool:
    """The piece begins in the middle of a paragraph, as far as one can see."""
    if piece.head[0] in "，。、；：！？）”’】》%％.":
        return True
    return not piece.begins and not furniture.DATELINE.match(piece.head)


def _open(piece: Piece, wraps: bool) -> float:
    """How surely the piece's last sentence goes on elsewhere; 0 where it surely does not."""
    text = piece.tail
    if furniture.closing_byline(text) or text[-1] in "：:":
        return 0.0
    if furniture.ends_sentence(text):
        last = piece.paragraphs[-1][-1]
        return CLOSED if wraps and 2 * len(last.passage.text) >= piece.width - 6 else 0.0
    if not wraps and len(piece.text) < 20 and "，" not in text:
        return 0.0
    return OPEN


class _Words:
    """How well two pieces fit: words across the cut, and pairs of characters that few pieces have."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        small = len(pieces) <= SMALL
        self.pairs = [frozenset(pairs(piece.text[:LOOK])) if small else frozenset() for piece in pieces]
        self.count = Counter(pair for known in self.pairs for pair in known)
        self.before = self.after = self.pairs
        self.runs: set[str] = set()
        for piece in pieces if small else ():
            text = piece.text[:LOOK]
            for size in (2, 3, 4):
                self.runs.update([text[i : i + size] for i in range(len(text) - size + 1)])

    def across(self, tail: Piece, head: Piece) -> float:
        """Evidence at the cut itself: a number or a word broken there, marks left open, a string seen elsewhere."""
        left, right = tail.tail, head.head
        score = _number_broken(left, right)
        score += max(self._seen(left, right), _word_broken(left, right))
        return score + _marks(tail, head)

    def _seen(self, left: str, right: str) -> float:
        """Characters on both sides of the cut that stand together elsewhere in the page."""
        best = 0.0
        for size in (2, 3, 4):
            for part in range(1, size):
                string = left[-part:] + right[: size - part]
                if len(string) == size and string.isalnum() and string in self.runs:
                    best = max(best, size - 1.0)
        return best

    def gather(self, follows: dict[int, int]) -> None:
        """Takes each piece together with those found to stand before it, and with those after it."""
        self.before, self.after = list(self.pairs), list(self.pairs)
        for tail, head in sorted(follows.items(), key=lambda link: link[1]):
            self.before[head] |= self.before[tail]
        for tail, head in sorted(follows.items(), key=lambda link: -link[1]):
            self.after[tail] |= self.after[head]

    def like(self, tail: int, head: int) -> float:
        """Likeness of wording: what ends with the one piece and what begins with the other."""
        left, right = self.before[tail], self.after[head]
        weight = sum(math.log((len(self.pieces) + 1) / self.count[pair]) for pair in left & right)
        return LIKENESS * weight / math.sqrt(len(left) * len(right) + 1)


def _number_broken(left: str, right: str) -> float:
    """2|014年, 26|.2万, 230|个: how much it looks like one number or a number and its unit."""
    digits = re.search(r"\d+$", left)
    if not digits:
        return 3.0 if re.search(r"\d[.．]$", left) and right[0].isdigit() else 0.0
    rest = re.match(r"\d*", right)
    whole = digits[0] + (rest[0] if rest else "")
    if right[0].isdigit():
        follows = right[len(whole) - len(digits[0]) :][:1]
        return 3.0 if re.fullmatch(r"(?:19|20)\d\d", whole) and follows == "年" else 1.5
    if right[0] in ".．%％":
        return 3.0
    return 1.5 if right[0] in MEASURES else -1.0


def _word_broken(left: str, right: str) -> float:
    """What the dictionary's word that stands across the cut is worth; 0 if none does."""
    edge = min(len(left), 6)
    near = left[-6:] + right[:6]
    for token in lexicon.tokens(near):
        if token.start < edge < token.end and token.pos != "x" and "一" <= near[edge] <= "鿿":
            return WORD * len(token.word) - 1.0
    return 0.0


def _marks(tail: Piece, head: Piece) -> float:
    """Quotes and brackets open at the cut and closed behind it, or not."""
    score = 0.0
    last = "".join(line.passage.text for line in tail.paragraphs[-1])[-300:]
    first = "".join(line.passage.text for line in head.paragraphs[0])[:300]
    for opening, closing in ("“”", "《》", "（）", "【】", "「」", "『』"):
        left = last.rfind(opening) > last.rfind(closing)
        close, open_ = first.find(closing), first.find(opening)
        right = close >= 0 and (open_ < 0 or close < open_)
        if left or right:
            score += 2.0 if left and right else -2.0
    return score
