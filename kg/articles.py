"""Blocks → Articles: which headline, byline and paragraphs make one piece of news.

Body comes as sections: paragraphs between headlines and bylines.  On a page in order each headline
stands above its section, and what has none of its own is a section inside the article before.  Where
columns were interleaved, kg.headlines finds the headline of each section by words and place.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg import datelines, furniture, headlines, layout, lexicon
from kg.headlines import Section, text_of
from kg.model import Article, Block, Page, Passage
from kg.wording import core, pairs

MEMORY = 12
"""Sections back that are compared: more than an article has."""
LOOK = 20_000
"""Characters of an article that a heading inside it is compared with."""
_LEAD = re.compile(
    r"日前|近日|昨[日天]|今[日天]|今年\d+月|\d+月\d+日|记者.{0,12}(?:获悉|了解到)|最近|新近|本[周月]|上[周月]|刚刚过去|截至(?:目前|\d)"
)
"""How news begins; a section inside an article seldom does."""
_BACK = re.compile(
    r"此外|同时|另外|不仅|除此|与此|当然|其次|第[二三四]|该[一-鿿]|会议|会上|下一步|据了解|据悉|对此|为此|如今|眼下|有了|不过|但|而"
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）][、.．]?|[、.．])|[①-⑩]|第[一二三四五六七八九十]+[章节部]"
)


def find(page: Page, blocks: tuple[Block, ...]) -> tuple[Article, ...]:
    """The page's articles in reading order, numbered from 1."""
    sections, loose = _sections(page, blocks)
    bodies = [section for section in sections if section.paragraphs]
    mixed = _is_interleaved(bodies, loose, _is_wrapped(blocks))
    grouped = headlines.match(bodies, loose) if mixed else _in_order(bodies, bool(page.title))
    if not grouped and loose:
        grouped = [[Section(titles=list(loose))]]
    printed = _page_date(page, blocks)
    news = "\n".join(section.text for section in bodies)
    mentions, compares = datelines.years(news), "今年" in news
    found: list[Article] = []
    for group in grouped:
        article, day = _article(page, group, len(found) + 1)
        found.append(replace(article, date=datelines.complete(day, printed, mentions, compares)))
    year = str(printed.year) if printed else datelines.newest(article.date for article in found)
    return tuple(replace(article, year=year) for article in found)


def _sections(page: Page, blocks: tuple[Block, ...]) -> tuple[list[Section], list[Block]]:
    """Sections in reading order, and headline blocks under which no section stands."""
    found: list[Section] = []
    titles: list[Block] = []
    loose: list[Block] = []
    bylines: list[Block] = []
    pictures: list[Block] = []
    lines: list[tuple[int, int]] = []
    wrapped = _is_wrapped(blocks)
    fresh = barred = True
    for place, block in enumerate(blocks):
        if block.kind == "masthead":
            fresh = barred = True
        elif block.kind == "caption" and not _in_brief(titles or (found[-1].titles if found else [])):
            pictures.append(block)
        elif block.kind == "headline":
            if barred:
                loose += titles
                titles = []
            titles.append(block)
            fresh, barred = True, False
        elif block.kind == "byline":
            if found and not titles and not bylines and _is_closing(block, blocks[place + 1 : place + 2]):
                owner = found[_before(lines, block)]
                owner.bylines.append(block)
                owner.closed = True
            else:
                bylines.append(block)
            fresh = True
        else:
            passage = layout.join(page, block.lines)
            sure = bool(bylines) or bool(furniture.DATELINE.match(passage.text[:80]))
            if fresh or sure or found[-1].closed or (wrapped and block.lines[0].gap):
                found.append(Section(titles, bylines=bylines, sure=sure))
                titles, bylines = [], []
            _add(found[-1], passage)
            for line in block.lines:
                insort(lines, (line.passage.start, len(found) - 1))
            fresh, barred = False, True
    for block in pictures if found else ():
        found[_before(lines, block)].captions.append(block)
    if bylines and found:
        found[-1].bylines += bylines
    return found, loose + titles


def _in_brief(titles: Sequence[Block]) -> bool:
    """Under 简讯 a paragraph that begins with ▲ is news, no caption."""
    return bool(titles) and furniture.is_column(text_of(titles[-1]))


def _before(lines: list[tuple[int, int]], block: Block) -> int:
    """Number of the section whose line is printed last before the block; of the first if none is."""
    at = bisect_right(lines, (block.lines[0].passage.start, -1))
    return lines[max(at - 1, 0)][1]


def _add(section: Section, passage: Passage) -> None:
    """Adds a paragraph without its jump lines and the byline in brackets at its end."""
    start, end = furniture.jumps(passage.text[:200])[0], len(passage.text)
    end -= len(passage.text[-200:]) - furniture.jumps(passage.text[-200:])[1] if end > start else 0
    closing = furniture.closing_byline(passage.text[start:end])
    if closing:
        section.closing, section.closed = closing[1], True
        end = start + closing[0]
    if end > start and passage.text[start:end].strip():
        section.paragraphs.append(passage.cut(start, end))


def _is_wrapped(blocks: Sequence[Block]) -> bool:
    """Most paragraphs run over several printed lines."""
    lengths = sorted(len(block.lines) for block in blocks if block.kind == "paragraph")
    return bool(lengths) and lengths[len(lengths) // 2] > 1


def _is_closing(byline: Block, following: Sequence[Block]) -> bool:
    """A byline below its article: in brackets, 本版撰稿…, or with no paragraph after it."""
    text = byline.lines[0].passage.text
    if text[0] in "（(【[" or "撰" in text[:6]:
        return not furniture.DATELINE.match(text)
    return not following or following[0].kind in ("headline", "masthead")


def _is_interleaved(bodies: list[Section], loose: list[Block], wrapped: bool) -> bool:
    """Headlines and bodies do not simply follow each other."""
    titled = [section for section in bodies if section.titles]
    if len(bodies) < 2 or (not titled and not loose):
        return False
    if any(section.sure and not section.titles for section in bodies):
        return True
    if wrapped and headlines.crossed(bodies):
        return True
    if wrapped and any(not section.titles for section in bodies) and any(len(part.titles) > 1 for part in bodies):
        return True
    starts = [passage.spans[0].start for section in bodies for passage in section.paragraphs]
    after = any(block.lines[0].passage.start > starts[0] for block in loose)
    ends = (max(span.end for passage in section.paragraphs[-2:] for span in passage.spans) for section in bodies)
    jumps = any(end > below.paragraphs[0].start for end, below in zip(ends, bodies[1:], strict=False))
    return after or jumps or starts != sorted(starts)


def _in_order(bodies: list[Section], single: bool) -> list[list[Section]]:
    """Each headline stands above its article; subheads and what has no headline belong to the one before."""
    grouped: list[list[Section]] = []
    for number, section in enumerate(bodies):
        if not grouped or _begins(section, grouped[-1], single):
            grouped.append([section])
            _part_subhead(section, bodies[number + 1 : number + 4])
        else:
            section.subheads, section.titles = section.titles, []
            grouped[-1].append(section)
    return grouped


def _part_subhead(first: Section, following: Sequence[Section]) -> None:
    """The last heading above an article's first paragraph is a subhead if those of the next sections match it."""
    if first.sure or len(first.titles) < 2 or len(first.titles[-1].lines) > 1:
        return
    own = len(core(text_of(first.titles[-1])))
    others = [section for section in following if len(section.titles) == 1 and not section.sure]
    if len(others) >= 2 and all(abs(len(core(text_of(section.titles[-1]))) - own) <= 2 for section in others[:2]):
        first.subheads = [first.titles.pop()]


def _begins(section: Section, before: list[Section], single: bool) -> bool:
    """The section begins an article of its own, and is no part of the one before."""
    if section.sure or (section.titles and before[-1].closed):
        return True
    if not section.titles:
        return False
    title = "".join(map(text_of, section.titles))
    if furniture.is_column(title):
        return True
    if _NUMBERED.match(title) or title[-1] in "？?":
        return False
    text = section.paragraphs[0].text[:80]
    earlier = "".join(part.text[:LOOK] for part in before[-MEMORY:])
    score = 2.0 * bool(_LEAD.search(text[:40])) - 2.0 * bool(_BACK.match(text)) - 1.0 * single
    score += 0.5 * (len(title) > 12) + 0.5 * any(sign.isdigit() for sign in title) + 1.0 * (len(section.titles) > 1)
    score += 2.0 * _names_elsewhere(title, earlier) - 2.0 * _is_parallel(title, before)
    headless = not before[0].titles and not before[0].sure
    return score + _turns(title, section, before, earlier) >= (0.5 if headless else 2.0)


def _turns(title: str, section: Section, before: list[Section], earlier: str) -> float:
    """How surely the news changes: words of the heading are new and lead the section, those of the old headline end."""
    old = pairs("".join(text_of(block) for part in before[:1] for block in part.titles))
    text = section.text[:LOOK]
    kept = sum(pair in text for pair in old)
    new = [pair for pair in pairs(title) if pair not in earlier]
    led = sum(pair in section.paragraphs[0].text[:80] for pair in new)
    return 1.5 * (bool(old) and not kept) - 1.0 * (kept > 0.3 * len(old)) + min(0.5 * led, 1.5)


def _is_parallel(title: str, before: list[Section]) -> bool:
    """As long as another subhead of the article so far (对仗)."""
    others = [text_of(block) for part in before for block in part.subheads]
    return any(abs(len(core(other)) - len(core(title))) <= 1 for other in others)


def _names_elsewhere(title: str, earlier: str) -> bool:
    """The heading names a place or body that the article before it does not."""
    return any(title[start:end] not in earlier for start, end, _ in lexicon.known(title))


def _article(page: Page, group: list[Section], number: int) -> tuple[Article, str]:
    """One article out of its sections, and its dateline's day as printed."""
    first = group[0]
    reporters: list[str] = []
    paragraphs: list[Passage] = []
    days: list[str] = []
    for part in group:
        paragraphs += [_joined([block]) for block in part.subheads + (part.titles if part is not first else [])]
        for line in (line for block in part.bylines for line in block.lines):
            text = line.passage.text
            opening = furniture.opening_byline(text)
            reporters += furniture.writers(text) or (opening[2] if opening else ())
            days.append(_day(text))
        for passage in part.paragraphs:
            opening = furniture.opening_byline(passage.text[:160])
            days.append(_day(passage.text[:80]))
            if opening:
                reporters += opening[2]
                passage = passage.cut(0, opening[0]) + passage.cut(opening[1], len(passage.text))
            if passage.text.strip():
                paragraphs.append(passage)
        reporters += part.closing
    article = Article(
        f"{page.name}#{number}",
        page.name,
        number,
        _joined(first.titles) if first.titles else None,
        "",
        tuple(dict.fromkeys(reporters)),
        tuple(paragraphs),
        tuple(layout.join(page, block.lines) for part in group for block in part.captions),
    )
    return article, next(filter(None, days), "")


def _joined(titles: list[Block]) -> Passage:
    """Headline blocks in print order as one passage."""
    parts = [line.passage for block in titles for line in block.lines]
    spans = (span for part in parts for span in part.spans)
    return Passage(parts[0].page, "".join(part.text for part in parts), tuple(spans))


def _day(text: str) -> str:
    found = furniture.DATELINE.match(text)
    return found["day"] or "" if found else ""


def _page_date(page: Page, blocks: tuple[Block, ...]) -> date | None:
    """The date given with the page, else the one printed in a folio line."""
    given = furniture.printed_date(page.date)
    if given:
        return given
    lines = (line.passage.text for block in blocks if block.kind == "masthead" for line in block.lines)
    return next(filter(None, map(furniture.printed_date, lines)), None)
