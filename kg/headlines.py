"""Which headline stands over which piece of news on a page whose columns were interleaved.

Shared words decide first (pairs of characters, weighted by how few sections have them), then place.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Block, Passage
from kg.wording import core, pairs

ABOVE = 0.35
"""What standing directly above a section is worth, beside the share (0..1.3) of a headline's words in it."""
SURE = 0.8
"""What a byline or dateline at a section's start is worth: such a section has a headline for sure."""
ALONE = 0.6
"""A section without byline or dateline is taken for an article from this score on."""
KEPT = 0.2
"""From this share of its words on a headline belongs to the signed section right below it."""
WINDOW = 40
"""Sections looked at on either side of a headline: keeps a page of a million sections linear."""
SINGLE, DOUBT = 0.3, 0.5
"""What a character alone is worth beside a pair; weight of words that a headline of few known words is doubted by."""
NEXT = 0.01
"""What following directly on an article's beginning is worth beside likeness (0..0.5)."""
PARALLEL = 3
"""So many one-line headings of one length are the subheads of one article (对仗)."""
LOOK = 20_000


@dataclass(slots=True, eq=False)
class Section:
    """Paragraphs in a row, with the headline blocks right above them and their bylines.

    sure: a byline or dateline begins it; closed: a byline in brackets ends it; closing: its names.
    """

    titles: list[Block] = field(default_factory=list)
    subheads: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    paragraphs: list[Passage] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    closing: tuple[str, ...] = ()
    closed: bool = False
    sure: bool = False

    @property
    def text(self) -> str:
        return "".join(paragraph.text for paragraph in self.paragraphs)


def text_of(block: Block) -> str:
    """A block's lines together."""
    return "".join(line.passage.text for line in block.lines)


def match(bodies: list[Section], loose: Sequence[Block]) -> list[list[Section]]:
    """The sections that make each article, the one with headline or byline first; titles are given out anew."""
    above = {id(block): section for section in bodies for block in section.titles}
    every = [block for section in bodies for block in section.titles] + list(loose)
    titles = sorted(every, key=lambda block: block.lines[0].passage.start)
    subheads = _parallel([block for block in titles if not (id(block) in above and above[id(block)].sure)])
    titles = [block for block in titles if id(block) not in subheads]
    words = _Words([section.text for section in bodies])
    scores = _scores(titles, bodies, above, words)
    owner = _beside(titles, _assign(titles, bodies, above, scores), above, bodies, scores)
    for section in bodies:
        section.titles = []
    for number, block in enumerate(titles):
        if number in owner:
            bodies[owner[number]].titles.append(block)
    grouped = _attach(bodies, words)
    _place_subheads([block for block in every if id(block) in subheads], above, bodies, words)
    return grouped


def _place_subheads(
    subheads: list[Block], above: dict[int, Section], bodies: list[Section], words: _Words
) -> None:
    """Each subhead over the unsigned section that has most of its words."""
    free = [n for n, section in enumerate(bodies) if not section.sure and not section.titles]
    for block in subheads:
        over = above.get(id(block))
        if over is not None:
            over.subheads.append(block)
        elif free:
            best = max(free, key=lambda n: (words.share(text_of(block), n), -n))
            bodies[best].subheads.append(block)
            free.remove(best)


def crossed(bodies: list[Section]) -> bool:
    """True if a headline has hardly a word of the section below it, and most of its words are in another."""
    words = _Words([section.text for section in bodies])
    for at, section in enumerate(bodies):
        title = "".join(map(text_of, section.titles))
        if title and words.share(title, at) < KEPT:
            others = range(max(0, at - WINDOW), min(len(bodies), at + WINDOW))
            if any(words.share(title, other) > ALONE for other in others if other != at):
                return True
    return False


def _scores(
    titles: list[Block], bodies: list[Section], above: dict[int, Section], words: _Words
) -> dict[tuple[int, int], float]:
    """(headline number, section number) → how well they fit."""
    starts = [section.paragraphs[0].start for section in bodies]
    ordered = starts == sorted(starts)
    found: dict[tuple[int, int], float] = {}
    for number, block in enumerate(titles):
        near = bisect_left(starts, block.lines[0].passage.start) if ordered else len(bodies) // 2
        text = text_of(block)
        for at in range(max(0, near - WINDOW), min(len(bodies), near + WINDOW)):
            score = words.share(text, at) + ABOVE * (above.get(id(block)) is bodies[at]) + SURE * bodies[at].sure
            found[number, at] = score - 0.002 * abs(near - at)
    return found


def _assign(
    titles: list[Block], bodies: list[Section], above: dict[int, Section], scores: dict[tuple[int, int], float]
) -> dict[int, int]:
    """Headline number → section number, each at most once, the best first."""
    owner: dict[int, int] = {}
    headed: set[int] = set()
    place = {id(section): at for at, section in enumerate(bodies)}
    for (number, at), score in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        if number in owner or at in headed:
            continue
        over = above.get(id(titles[number]))
        kept = over is not None and over.sure and scores.get((number, place[id(over)]), 0.0) - ABOVE - SURE > KEPT
        if not bodies[at].sure and not bodies[at].closed and (score < ALONE or kept):
            continue
        owner[number] = at
        headed.add(at)
    return owner


def _beside(
    titles: list[Block],
    owner: dict[int, int],
    above: dict[int, Section],
    bodies: list[Section],
    scores: dict[tuple[int, int], float],
) -> dict[int, int]:
    """Kickers and subtitles go with the headline printed beside them: over the same section, or of words they share."""
    found = dict(owner)
    for number, block in enumerate(titles):
        if number in owner:
            continue
        beside = [found[n] for n in (number - 1, number + 1) if n in found]
        over = above.get(id(block))
        if beside:
            found[number] = max(beside, key=lambda at: (bodies[at] is over, scores.get((number, at), 0.0)))
    return found


def _parallel(titles: list[Block]) -> set[int]:
    """Ids of one-line headings of one length, PARALLEL of them or more: subheads of one article."""
    single = [block for block in titles if len(block.lines) == 1 and len(core(text_of(block))) >= 6]
    lengths = Counter(len(core(text_of(block))) for block in single)
    return {id(block) for block in single if lengths[len(core(text_of(block)))] >= PARALLEL}


def _attach(bodies: list[Section], words: _Words) -> list[list[Section]]:
    """Sections that begin no article go to the article whose words they share."""
    heads = [n for n, section in enumerate(bodies) if section.sure or section.titles] or [0]
    groups = {n: [bodies[n]] for n in heads}
    words.head(heads, bodies)
    for number, section in enumerate(bodies):
        if number in groups:
            continue
        middle = bisect_left(heads, number)
        near = heads[max(0, middle - WINDOW) : middle + WINDOW]
        best = max(near, key=lambda n: (words.like(number, n) + NEXT * (number - n == 1), -abs(n - number)))
        groups[best].append(section)
    return [groups[n] for n in heads]


class _Words:
    """Pairs of characters in each section, weighted by how few sections have them; single ones count a little.

    Headlines shorten (世锦赛 for 世界锦标赛): then the characters alone are shared.
    """

    def __init__(self, texts: list[str]) -> None:
        self.parts = [frozenset(_parts(text[:LOOK])) for text in texts]
        self.leads = [frozenset(_parts(text[:120])) for text in texts]
        self.count = Counter(part for parts in self.parts for part in parts)

    def head(self, heads: list[int], bodies: list[Section]) -> None:
        """Adds the words of headlines to those of their sections."""
        for at in heads:
            self.parts[at] |= frozenset(_parts("".join(map(text_of, bodies[at].titles)))) & self.count.keys()

    def weight(self, part: str) -> float:
        return math.log((len(self.parts) + 1) / self.count[part]) * (1.0 if len(part) > 1 else SINGLE)

    def share(self, title: str, at: int) -> float:
        """Share of the headline's known words, by weight, that section `at` has; more where its lead has them."""
        own = [part for part in _parts(title) if self.count[part]]
        total = sum(self.weight(part) for part in own)
        hit = sum(self.weight(part) * (1.0 + 0.3 * (part in self.leads[at])) for part in own if part in self.parts[at])
        return hit / (total + DOUBT)

    def like(self, one: int, other: int) -> float:
        """Likeness of two sections' wording."""
        shared = [part for part in self.parts[one] & self.parts[other] if len(part) > 1]
        return sum(map(self.weight, sorted(shared))) / math.sqrt(1 + len(self.parts[one]) * len(self.parts[other]))


def _parts(text: str) -> list[str]:
    """Pairs of characters, and the Chinese characters alone."""
    return pairs(text) + [sign for sign in text if "一" <= sign <= "鿿"]
