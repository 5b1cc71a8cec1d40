"""Lines → Blocks in reading order: furniture told from news, columns apart, broken paragraphs rejoined.

A text layer prints a page as groups of lines between blank lines.  Each group is cut into furniture,
headlines, bylines and pieces of body; pieces that one article's columns were cut into are joined by
kg.columns; then blocks come out with every paragraph whole, where its first line is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kg import columns, furniture
from kg.columns import Piece
from kg.model import Block, Line, Page, Passage, Span

TITLE_WIDTH = 90
"""Half-widths a headline's line keeps within: real ones reach 76 (a full page's banner)."""
TITLE_LINES = 6
CAPTION_LENGTH = 160
_BLANKS = re.compile(r"[\s　﻿​-‏⁠]*")
_LETTER_SPACED = re.compile(r"(?<!\S)(?:[一-鿿，。、：；！？“”（）《》\d][ 　\t]{1,3}){3,}[一-鿿，。、：；！？“”（）《》\d](?!\S)")
_HEADING_MARK = re.compile(r"#{1,6}[ 　]+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*$")


def arrange(page: Page) -> tuple[Block, ...]:
    """The page's blocks; each paragraph is whole, and stands where its first line is printed."""
    groups = [_cut_group(group, unit) for unit, group in _groups(page)]
    elements = [element for group in groups for element in group]
    pieces = [element for element in elements if isinstance(element, Piece)]
    follows = columns.follow(page, elements)
    later = set(follows.values())
    blocks: list[Block] = []
    at = {id(piece): number for number, piece in enumerate(pieces)}
    for element in elements:
        if isinstance(element, Block):
            blocks.append(element)
        elif at[id(element)] not in later:
            blocks.extend(_chain(pieces, follows, at[id(element)]))
    return tuple(blocks)


def lines(page: Page) -> tuple[Line, ...]:
    """The printed lines without outer white space, markdown heading marks and letter spacing."""
    found: list[Line] = []
    start = gap = 0
    markdown = page.format == "md"
    for raw in page.text.split("\n"):
        body = raw.strip(" \t　\r\f\v\xa0﻿​‌‍⁠\x1c\x1d\x1e\x1f\x85  ")
        if body and not (markdown and _IMAGE.match(body)):
            low = start + raw.index(body)
            indent = sum(2 if c == "　" else 4 if c == "\t" else c.isspace() for c in raw[: low - start])
            found.append(Line(_printed(page, low, body, markdown), indent, gap))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return tuple(line for line in found if line.passage.text)


def _printed(page: Page, start: int, body: str, markdown: bool) -> Passage:
    """The line's passage; what the layout alone put into it is cut out."""
    end = start + len(body)
    mark = _HEADING_MARK.match(body) if markdown or body.startswith("#") else None
    if mark:
        start += mark.end()
    if len(body) <= 400 and furniture.writers(body) is None:
        spans = _without_letter_spaces(body[mark.end() if mark else 0 :], start)
        if spans:
            return page.passage(*spans)
    return page.passage(Span(start, end))


def _without_letter_spaces(body: str, start: int) -> list[Span]:
    """Spans of a line set 提 升 效 能 without the spaces inside such runs; [] where there are none."""
    cuts = [
        (found.start() + blank.start(), found.start() + blank.end())
        for found in _LETTER_SPACED.finditer(body)
        for blank in re.finditer(r"\s+", found[0])
    ]
    if not cuts:
        return []
    edges = [0, *(edge for cut in cuts for edge in cut), len(body)]
    return [Span(start + low, start + high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]


def join(page: Page, paragraph: list[Line] | tuple[Line, ...]) -> Passage:
    """Lines put together with nothing between; between two whole Latin words the line end stays."""
    spans: list[Span] = []
    widest = max((len(line.passage.text) for line in paragraph), default=0)
    previous: Line | None = None
    for line in paragraph:
        first, *rest = line.passage.spans
        if previous and _keeps_line_end(previous.passage.text, line.passage.text, widest):
            end = previous.passage.spans[-1].end
            if page.text[end : end + 1] == "\n":
                spans.append(Span(end, end + 1))
        for span in (first, *rest):
            if spans and spans[-1].end == span.start:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        previous = line
    return page.passage(*spans)


def _keeps_line_end(left: str, right: str, widest: int) -> bool:
    """True between two Latin words, unless the line was cut at the column's very edge (南昌V|R科创城)."""
    return left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha() and (
        len(left) < widest or not any("一" <= c <= "鿿" for c in left + right)
    )


def _groups(page: Page) -> Iterator[tuple[int, list[Line]]]:
    """Lines between blank lines, with the page's paragraph indent (half-widths)."""
    every = lines(page)
    indents = Counter(line.indent for line in every if 2 <= line.indent <= 8)
    unit = min(4, max(indents, key=lambda n: (indents[n], n), default=4))
    group: list[Line] = []
    for line in every:
        if line.gap and group:
            yield unit, group
            group = []
        group.append(line)
    if group:
        yield unit, group


def _cut_group(group: list[Line], unit: int) -> list[Block | Piece]:
    """One group's blocks and pieces of body, in print order."""
    if len(group) <= 8 and furniture.is_sponsor(group[-1].passage.text) and not any("，" in _text(n) for n in group):
        return [Block("masthead", tuple(group))]
    if _is_caption(group):
        return [Block("caption", tuple(group))]
    found: list[Block | Piece] = []
    run: list[Line] = []
    for line, kind in zip(group, _line_kinds(group), strict=True):
        if kind == "body":
            run.append(line)
            continue
        found += _cut_run(run, unit)
        run = []
        last = found[-1] if found else None
        if kind == "byline" and isinstance(last, Block) and last.kind == "byline":
            found[-1] = Block("byline", (*last.lines, line))
        else:
            found.append(Block(kind, (line,)))
    return found + _cut_run(run, unit)


def _text(line: Line) -> str:
    return line.passage.text


def _is_caption(group: list[Line]) -> bool:
    """A whole group that describes a picture: 图为…, …。资料图片, …　丙 摄."""
    text = "".join(_text(line) for line in group[:8])
    if len(group) > 8 or len(text) > CAPTION_LENGTH:
        return False
    return furniture.starts_caption(text) or furniture.ends_caption(text)


def _line_kinds(group: list[Line]) -> Iterator[str]:
    """masthead, byline, caption or body for each line."""
    for line in group:
        text = _text(line)
        if furniture.is_masthead(text):
            yield "masthead"
        elif furniture.writers(text) is not None or _is_dateline_alone(text):
            yield "byline"
        elif len(group) > 1 and furniture.starts_caption(text) and (furniture.ends_caption(text)):
            yield "caption"
        else:
            yield "body"


def _is_dateline_alone(text: str) -> bool:
    """本报讯（记者 甲）on a line of its own, the news beginning in the next paragraph."""
    found = furniture.DATELINE.match(text) if len(text) <= 60 else None
    if not found:
        return False
    opening = furniture.opening_byline(text)
    return (opening[1] if opening else found.end()) >= len(text)


def _cut_run(run: list[Line], unit: int) -> list[Block | Piece]:
    """Headlines and pieces of body in a run of lines without furniture."""
    found: list[Block | Piece] = []
    body: list[Line] = []
    at = 0
    while at < len(run):
        end = _title_end(run, at, unit) if not body or furniture.ends_sentence(_text(body[-1])) else at
        if end == at:
            body.append(run[at])
            at += 1
            continue
        if body:
            found.append(_piece(body, unit))
            body = []
        found.append(Block("headline", tuple(run[at:end])))
        at = end
    if body:
        found.append(_piece(body, unit))
    return found


def _title_end(run: list[Line], start: int, unit: int) -> int:
    """Where the headline that begins at run[start] ends; start if there is none."""
    end = start
    while end < len(run) and end - start < TITLE_LINES and _may_title(run[end]):
        if end > start and run[end].indent >= unit and run[end].indent > run[start].indent:
            break
        end += 1
    if end == start:
        return start
    if end == len(run):
        return start if _is_fragment(run[start:end], start == 0) else end
    if run[end].indent >= unit and (run[start].indent < unit or end - start == 1):
        return start if end - start == 1 and "，" in _text(run[start]) and run[start].indent >= unit else end
    if any(line.indent >= unit for line in run[end:]) or run[start].indent >= unit:
        return start
    column = max(width(line) for line in run[end:])
    while end > start and width(run[end - 1]) >= column - 4:
        end -= 1
    return end


def _may_title(line: Line) -> bool:
    """A line that a headline could be set in."""
    text = _text(line)
    if len(text) > TITLE_WIDTH or width(line) - line.indent > TITLE_WIDTH or text[-1] in "，、；;,。":
        return False
    if "。" in text or text[0] in "，。、；：！？）”’】》":
        return False
    return not furniture.ends_sentence(text) or (text[-1] in "？?！!”" and len(text) <= 30)


def _is_fragment(group: list[Line], whole: bool) -> bool:
    """A piece of body without a full stop: lines of one width, with commas or too many for a headline."""
    if len(group) == 1:
        text = _text(group[0])
        return len(text) > 30 and ("，" in text or "；" in text) and not whole
    widths = [width(line) for line in group[:-1]]
    even = max(widths) - min(widths) <= 2 and width(group[-1]) <= max(widths) + 2
    text = "".join(_text(line) for line in group)
    if not even or not whole or len(group) < 3:
        return even and len(group) > 2 and "，" in text
    return "，" in text or "、" in text or len(group) > 4


def _piece(body: list[Line], unit: int) -> Piece:
    """A run of body lines cut into paragraphs."""
    found = [[body[0]]]
    wrapped = is_wrapped(body)
    widest = max(width(line) for line in body)
    longest = max(len(_text(line)) + line.indent // 2 for line in body)
    level = min(line.indent for line in body)
    for previous, line in pairwise(body):
        ended = furniture.ends_sentence(_text(previous))
        full = width(previous) >= widest - 3 or len(_text(previous)) + previous.indent // 2 >= longest - 1
        deeper = line.indent - (level if wrapped else 0)
        if deeper >= unit and deeper > 1 and (ended or deeper >= 4) or ended and (deeper >= 2 or not full or not wrapped):
            found.append([line])
        elif not wrapped and furniture.closing_byline(_text(previous)):
            found.append([line])
        else:
            found[-1].append(line)
    return Piece(tuple(tuple(paragraph) for paragraph in found), wrapped, body[0].indent >= unit, widest)


def is_wrapped(body: list[Line]) -> bool:
    """True if lines break inside sentences, so a line end says nothing."""
    inner = body[:-1]
    return bool(inner) and sum(not furniture.ends_sentence(_text(line)) for line in inner) * 2 >= len(inner)


def width(line: Line) -> int:
    """Half-widths the line takes in print, its indent included."""
    text = line.passage.text
    if len(text) > 400:
        return 2 * len(text)
    return line.indent + sum(1 + (c > "⺀" or c in "“”‘’…—·") for c in text)


def _chain(pieces: list[Piece], follows: dict[int, int], first: int) -> Iterator[Block]:
    """The paragraphs of pieces that follow each other; the one cut in two is joined."""
    open_lines: tuple[Line, ...] = ()
    at: int | None = first
    while at is not None:
        *whole, last = pieces[at].paragraphs
        for paragraph in whole:
            yield Block("paragraph", open_lines + paragraph)
            open_lines = ()
        open_lines += last
        at = follows.get(at)
    yield Block("paragraph", open_lines)
