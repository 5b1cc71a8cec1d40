"""Blocks → Articles: which headline, byline and paragraphs make one piece of news.

Body comes as sections: paragraphs between headlines and bylines.  On a page in order each headline
stands above its section.  Where columns were interleaved, headlines find their sections by shared
words and place; a section with neither headline nor byline goes to the article it is most like.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from kg import furniture, layout
from kg.model import Article, Block, Page, Passage

ABOVE = 0.35
"""What standing directly above a section is worth, against a share of words (0..1) found in it."""
WINDOW = 40
"""Sections looked at on either side of a headline: keeps a page of a million sections linear."""
LEAD = re.compile(
    r"日前|近日|昨[日天]|今[日天]|\d+月\d+日|记者.{0,12}(?:获悉|了解到)|最近|新近|本周|上周|刚刚过去|截至(?:目前|\d)"
)
"""How news begins; a section inside an article seldom does."""
BACK = re.compile(r"^(?:此外|同时|另外|不仅|除此|与此同时|在监管之外|当然|其次|第二|该[一-鿿]|会议|会上|下一步|据了解|据悉)")


@dataclass(slots=True)
class Section:
    """Paragraphs in a row, the headline blocks right above them and their bylines."""

    place: int
    titles: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    paragraphs: list[Passage] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    closing: tuple[str, ...] = ()
    closed: bool = False
    sure: bool = False


def find(page: Page, blocks: tuple[Block, ...]) -> tuple[Article, ...]:
    """The page's articles in reading order, numbered from 1."""
    sections, loose = _sections(page, blocks)
    if _is_interleaved(sections, loose):
        grouped = _match(sections, loose)
    else:
        grouped = _in_order(sections)
    printed = _page_date(page, blocks)
    found: list[Article] = []
    for group in grouped:
        article = _article(page, group, printed, len(found) + 1)
        if article:
            found.append(article)
    return tuple(found)


def _sections(page: Page, blocks: tuple[Block, ...]) -> tuple[list[Section], list[Block]]:
    """Sections in reading order, and headline blocks under which no section stands."""
    found: list[Section] = []
    titles: list[Block] = []
    loose: list[Block] = []
    bylines: list[Block] = []
    wrapped = _is_wrapped(blocks)
    fresh = True
    for place, block in enumerate(blocks):
        current = found[-1] if found else None
        if block.kind == "masthead":
            loose += titles
            titles = []
            fresh = True
        elif block.kind == "caption":
            (current or _first(found)).captions.append(block)
        elif block.kind == "headline":
            titles.append(block)
            fresh = True
        elif block.kind == "byline":
            if current and not fresh and _is_closing(block, blocks[place + 1 : place + 2]):
                current.bylines.append(block)
                current.closed = True
            else:
                bylines.append(block)
            fresh = True
        else:
            passage = layout.join(page, block.lines)
            text = passage.text
            sure = bool(bylines) or bool(furniture.DATELINE.match(text))
            if fresh or sure or current is None or current.closed or (wrapped and block.lines[0].gap):
                current = Section(place, titles, bylines, sure=sure)
                found.append(current)
                titles, bylines = [], []
            start, end = furniture.jumps(text)
            closing = furniture.closing_byline(text[start:end])
            if closing:
                current.closing, current.closed = closing[1], True
                end = start + closing[0]
            if end > start:
                current.paragraphs.append(passage.cut(start, end))
            fresh = False
    found = [section for section in found if section.paragraphs or section.titles or section.captions]
    return found, loose + titles


def _first(found: list[Section]) -> Section:
    found.append(Section(0))
    return found[-1]


def _is_wrapped(blocks: Iterable[Block]) -> bool:
    """Most paragraphs run over several printed lines."""
    lengths = sorted(len(block.lines) for block in blocks if block.kind == "paragraph")
    return bool(lengths) and lengths[len(lengths) // 2] > 1


def _is_closing(byline: Block, following: Sequence[Block]) -> bool:
    """A byline below its article: in brackets, 本版撰稿…, or with no paragraph after it."""
    text = byline.lines[0].passage.text
    if text[0] in "（(【[" or "撰" in text[:6]:
        return True
    return not following or following[0].kind in ("headline", "masthead")


def _is_interleaved(sections: list[Section], loose: list[Block]) -> bool:
    """Headlines and bodies do not simply follow each other."""
    bodies = [section for section in sections if section.paragraphs]
    if not any(section.titles for section in bodies) and not loose:
        return False
    return len(bodies) > 1 and (bool(loose) or any(section.sure and not section.titles for section in bodies))


def _in_order(sections: list[Section]) -> list[list[Section]]:
    """Each headline stands above its article; subheads and what has no headline belong to the one before."""
    grouped: list[list[Section]] = []
    for section in sections:
        if not grouped or _begins(section, grouped[-1]):
            grouped.append([section])
        else:
            grouped[-1].append(section)
    return grouped


def _begins(section: Section, before: list[Section]) -> bool:
    """The section begins an article of its own."""
    if section.sure or before[-1].closed:
        return bool(section.titles) or section.sure
    if not section.titles:
        return False
    title = "".join(line.passage.text for block in section.titles for line in block.lines)
    if not any(part.paragraphs for part in before):
        return True
    if _is_numbered(title) or title[-1] in "？?" or not section.paragraphs:
        return False
    text = section.paragraphs[0].text
    score = 2.0 * bool(LEAD.search(text[:40])) - 2.0 * bool(BACK.match(text))
    score += 1.0 * (len(title) > 12) + 0.5 * bool(re.search(r"\d", title)) + 1.0 * (len(section.titles) > 1)
    score -= 2.0 * _is_parallel(title, before)
    return score + 2.0 * _names_something_new(title, text, before) >= 2.0


def _is_numbered(title: str) -> bool:
    """一、… （二）… 3.… ①…"""
    return bool(re.match(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]|[①-⑩]|[（(][一二三四五六七八九十\d]{1,2}[)）]", title))


def _is_parallel(title: str, before: list[Section]) -> bool:
    """As long as another subhead of the article so far (对仗)."""
    own = _core(title)
    others = ["".join(line.passage.text for block in part.titles for line in block.lines) for part in before[1:]]
    return any(abs(len(_core(other)) - len(own)) <= 1 for other in others if other)


def _core(title: str) -> str:
    return re.sub(r"\W", "", title)


def _names_something_new(title: str, text: str, before: list[Section]) -> bool:
    """Headline and first sentence share three characters that the article before has nowhere."""
    earlier = "".join(paragraph.text for part in before for paragraph in part.paragraphs)[:20000]
    first = text[:80]
    core = re.sub(r"\W", "", title)
    shared = (core[i : i + 3] for i in range(len(core) - 2))
    return any(run in first and run not in earlier for run in shared)


def _match(sections: list[Section], loose: list[Block]) -> list[list[Section]]:
    """Headlines to sections by words and place; the rest by likeness."""
    bodies = [section for section in sections if section.paragraphs]
    above = {id(block): section for section in bodies for block in section.titles}
    order = {id(block): number for number, block in enumerate(_by_place(bodies, loose))}
    titles = _by_place(bodies, loose)
    subheads = _parallel_titles(titles, above)
    words = _Words(["".join(p.text for p in section.paragraphs) for section in bodies])
    for section in bodies:
        section.titles = []
    pairs: list[tuple[float, int, int]] = []
    scores: dict[tuple[int, int], float] = {}
    for number, block in enumerate(titles):
        if id(block) in subheads:
            continue
        near = _nearest(bodies, block)
        for at in range(max(0, near - WINDOW), min(len(bodies), near + WINDOW)):
            score = words.share(_block_text(block), at) + ABOVE * (above.get(id(block)) is bodies[at])
            score += 0.25 * bodies[at].sure - 0.002 * abs(near - at)
            scores[number, at] = score
            pairs.append((-score, number, at))
    owner: dict[int, int] = {}
    headed: set[int] = set()
    for score, number, at in sorted(pairs):
        if number not in owner and at not in headed and (bodies[at].sure or -score > 0.6):
            owner[number] = at
            headed.add(at)
    for number, block in enumerate(titles):
        if number in owner or id(block) in subheads:
            continue
        beside = [owner[n] for n in (number - 1, number + 1) if n in owner]
        if beside:
            owner[number] = max(beside, key=lambda at: scores.get((number, at), 0.0))
    for number, block in enumerate(titles):
        if number in owner:
            bodies[owner[number]].titles.append(block)
    return _attach(bodies, words)


def _by_place(bodies: list[Section], loose: list[Block]) -> list[Block]:
    """All headline blocks in print order."""
    every = [block for section in bodies for block in section.titles] + loose
    return sorted(every, key=lambda block: block.lines[0].passage.start)


def _nearest(bodies: list[Section], block: Block) -> int:
    """Number of the first section printed after the headline."""
    start = block.lines[0].passage.start
    low, high = 0, len(bodies)
    while low < high:
        middle = (low + high) // 2
        if bodies[middle].paragraphs[0].start < start:
            low = middle + 1
        else:
            high = middle
    return low


def _block_text(block: Block) -> str:
    return "".join(line.passage.text for line in block.lines)


def _parallel_titles(titles: list[Block], above: dict[int, Section]) -> set[int]:
    """Three and more one-line headings of one length, none above a byline: subheads of one article."""
    found: set[int] = set()
    single = [
        block
        for block in titles
        if len(block.lines) == 1 and not (id(block) in above and above[id(block)].sure) and len(_block_text(block)) >= 6
    ]
    lengths = Counter(len(_core(_block_text(block))) for block in single)
    for block in single:
        if lengths[len(_core(_block_text(block)))] >= 3:
            found.add(id(block))
    return found


class _Words:
    """Pairs of characters in each section, weighted by how few sections have them."""

    def __init__(self, texts: list[str]) -> None:
        self.pairs = [frozenset(_pairs(text[:20000])) for text in texts]
        self.leads = [frozenset(_pairs(text[:120])) for text in texts]
        self.count = Counter(pair for pairs in self.pairs for pair in pairs)

    def weight(self, pair: str) -> float:
        return math.log((len(self.pairs) + 1) / self.count[pair])

    def share(self, title: str, at: int) -> float:
        """Share of the headline's known pairs, by weight, that section `at` has; more where its lead has them."""
        own = [pair for pair in _pairs(title) if self.count[pair]]
        total = sum(self.weight(pair) for pair in own)
        if not total:
            return 0.0
        hit = sum(self.weight(pair) * (1.0 + 0.3 * (pair in self.leads[at])) for pair in own if pair in self.pairs[at])
        return hit / total

    def like(self, one: int, other: int) -> float:
        """Likeness of two sections."""
        shared = self.pairs[one] & self.pairs[other]
        return sum(self.weight(pair) for pair in shared) / math.sqrt(1 + len(self.pairs[one]) * len(self.pairs[other]))


def _pairs(text: str) -> list[str]:
    plain = re.sub(r"\W", "", text)
    return [plain[i : i + 2] for i in range(len(plain) - 1)]


def _attach(bodies: list[Section], words: _Words) -> list[list[Section]]:
    """Sections that begin no article go to the article most like them."""
    heads = [n for n, section in enumerate(bodies) if section.sure or section.titles] or [0]
    groups: dict[int, list[Section]] = {n: [bodies[n]] for n in heads}
    for number, section in enumerate(bodies):
        if number in groups:
            continue
        near = [n for n in heads if abs(n - number) <= WINDOW] or [heads[0]]
        best = max(near, key=lambda n: (words.like(number, n) + 0.02 * (number - n == 1), -abs(n - number)))
        groups[best].append(section)
    return [groups[n] for n in heads]


def _article(page: Page, group: list[Section], printed: date | None, number: int) -> Article | None:
    """One article out of its sections; None where nothing but a heading or a picture is left."""
    first = group[0]
    headline = _joined(page, first.titles)
    reporters: list[str] = []
    paragraphs: list[Passage] = []
    day = ""
    for part in group:
        if part is not first:
            paragraphs += [passage for block in part.titles if (passage := _joined(page, [block]))]
        for block in part.bylines:
            for line in block.lines:
                text = line.passage.text
                opening = furniture.opening_byline(text)
                reporters += furniture.writers(text) or (opening[2] if opening else ())
                day = day or _dateline_day(text)
        for passage in part.paragraphs:
            opening = furniture.opening_byline(passage.text[:120])
            if opening:
                reporters += opening[2]
            day = day or (_dateline_day(passage.text) if passage is part.paragraphs[0] else "")
            paragraphs += [passage] if not opening else [passage.cut(0, opening[0]) + passage.cut(opening[1], len(passage.text))]
        reporters += part.closing
    captions = tuple(layout.join(page, block.lines) for part in group for block in part.captions)
    paragraphs = [passage for passage in paragraphs if passage.text.strip()]
    if not paragraphs and not headline:
        return None
    completed = _complete(day, page, printed, paragraphs)
    return Article(
        f"{page.name}#{number}",
        page.name,
        number,
        headline,
        completed,
        tuple(dict.fromkeys(reporters)),
        tuple(paragraphs),
        captions,
        completed[:4] or (str(printed.year) if printed else page.date[:4]),
    )


def _joined(page: Page, titles: list[Block]) -> Passage | None:
    """Headline blocks in print order as one passage."""
    passages = [line.passage for block in titles for line in block.lines]
    if not passages:
        return None
    whole = passages[0]
    for passage in passages[1:]:
        whole = whole + passage
    return whole


def _dateline_day(text: str) -> str:
    found = furniture.DATELINE.match(text)
    return found["day"] or "" if found else ""


def _page_date(page: Page, blocks: tuple[Block, ...]) -> date | None:
    """The date printed in a folio line, else the page's own."""
    for block in blocks:
        if block.kind == "masthead":
            for line in block.lines:
                day = furniture.printed_date(line.passage.text)
                if day:
                    return day
    return furniture.printed_date(page.date) if page.date else None


def _complete(day: str, page: Page, printed: date | None, paragraphs: list[Passage]) -> str:
    """ISO date of a dateline's day, its year from the folio line, the given date or a year in the text."""
    found = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日", day)
    if not found:
        return ""
    month, number = int(found[2]), int(found[3])
    if found[1]:
        year = int(found[1])
    elif printed:
        year = printed.year - ((month, number) > (printed.month, printed.day) and month - printed.month > 6)
    else:
        years = [int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?=年|[一-鿿])", page.text[:200000])]
        if not years:
            return ""
        year = max(years)
    return f"{year:04d}-{month:02d}-{number:02d}" if 1 <= month <= 12 and 1 <= number <= 31 else ""
