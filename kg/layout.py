"""Lines → Blocks in reading order: furniture told from news, columns apart, broken paragraphs rejoined.

A text layer prints a page as groups of lines between blank lines.  Each group is cut into furniture,
headlines, bylines and pieces of body; pieces that one article's columns were cut into are joined by
kg.columns; then blocks come out with every paragraph whole, where its first line is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg import columns, furniture, gutters
from kg.columns import Piece
from kg.model import Block, Line, Page, Passage, Span

WHITE = " \t　\r\f\v\xa0\ufeff\u200b\u200c\u200d\u2060\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""What counts as white at a line's ends; zero-width signs too."""
TITLE_WIDTH = 90
"""Half-widths a headline's line keeps within: real ones reach 76 (a full page's banner)."""
TITLE_LINES = 6
SUBHEAD = 14
"""Characters an indented heading with a comma keeps within; a longer line is a paragraph's beginning."""
EVEN = 3
"""Half-widths that lines of one column differ by: a stop may hang over the edge or be pulled in."""
CAPTION_LENGTH = 160
_LETTER_SPACED = re.compile(r"(?<!\S)(?:\S[ 　\t]{1,3}){3,}\S(?!\S)")
_MARKDOWN_MARK = re.compile(r"(?:#{1,6}[ 　]+|>[ 　]*|[-*+][ 　]+)+")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)\s*$")


def arrange(page: Page) -> tuple[Block, ...]:
    """The page's blocks; each paragraph is whole, and stands where its first line is printed."""
    groups = _groups(_single_spaced(lines(page)))
    setting = _setting(groups)
    elements: list[Block | Piece] = []
    if page.title and groups and _text(groups[0][0]) == page.title.strip():
        elements.append(Block("headline", (groups[0].pop(0),)))
    elements += [element for group in groups if group for element in _cut_group(group, setting)]
    pieces = [element for element in elements if isinstance(element, Piece)]
    follows = columns.follow(elements)
    later = set(follows.values())
    blocks: list[Block] = []
    number = 0
    for element in elements:
        if isinstance(element, Block):
            blocks.append(element)
            continue
        if number not in later:
            blocks.extend(_chain(pieces, follows, number))
        number += 1
    return tuple(blocks)


def lines(page: Page) -> tuple[Line, ...]:
    """The printed lines without outer white space, markdown heading marks and letter spacing."""
    found: list[Line] = []
    markdown = page.format == "md"
    for row in gutters.rows(page.text):
        raw = page.text[row.start : row.end]
        body = raw.strip(WHITE)
        if body and not (markdown and _IMAGE.match(body)):
            low = raw.index(body)
            indent = sum(2 if c == "　" else 4 if c == "\t" else c.isspace() for c in raw[:low])
            found.append(Line(_printed(page, row.start + low, body, markdown), indent, row.gap))
    return tuple(line for line in found if line.passage.text)


def _printed(page: Page, start: int, body: str, markdown: bool) -> Passage:
    """The line's passage; what the layout alone put into it is cut out."""
    end = start + len(body)
    mark = _MARKDOWN_MARK.match(body) if markdown or body.startswith("# ") else None
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
        if sum("一" <= sign <= "鿿" for sign in found[0]) >= 3
        for blank in re.finditer(r"\s+", found[0])
    ]
    if not cuts:
        return []
    edges = [0, *(edge for cut in cuts for edge in cut), len(body)]
    return [Span(start + low, start + high) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high]


def join(page: Page, paragraph: list[Line] | tuple[Line, ...]) -> Passage:
    """Lines put together with nothing between; between two whole Latin words the line end stays."""
    spans: list[Span] = []
    widest = max(map(length, paragraph), default=0)
    previous: Line | None = None
    for line in paragraph:
        first, *rest = line.passage.spans
        if previous and _keeps_line_end(previous, line, widest):
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


def _keeps_line_end(above: Line, below: Line, widest: int) -> bool:
    """True between two Latin words, unless the line was cut at the column's very edge (南昌V|R科创城)."""
    left, right = _text(above), _text(below)
    if not (left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()):
        return False
    return length(above) < widest - 1 or not any("一" <= sign <= "鿿" for sign in left + right)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the page is set: a paragraph's indent, and its columns' widths in half-widths or in characters.

    Type set by eye gives columns of one width; text layers broken anew give lines of one length.
    """

    indent: int
    widths: tuple[int, ...]
    lengths: tuple[int, ...]

    @property
    def wraps(self) -> bool:
        return bool(self.widths or self.lengths)

    def fills(self, line: Line) -> bool:
        """The line is as wide as a column."""
        wide, long = width(line), length(line)
        return any(abs(wide - n) <= EVEN for n in self.widths) or any(abs(long - n) <= 1 for n in self.lengths)


def _groups(every: tuple[Line, ...]) -> list[list[Line]]:
    """Lines between blank lines."""
    found: list[list[Line]] = []
    for line in every:
        if line.gap or not found:
            found.append([])
        found[-1].append(line)
    return found


def _single_spaced(every: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with one blank line less above each, where the layer prints one after every line."""
    below = every[1:]
    if len(below) < 10 or sum(line.gap >= 1 for line in below) * 10 < 9 * len(below):
        return every
    broken = Counter(len(_text(line)) for line in below if not furniture.ends_sentence(_text(line)))
    if max(broken[n] + broken[n + 1] for n in broken) * 3 < len(below):
        return every
    return tuple(replace(line, gap=max(line.gap - 1, 0)) for line in every)


def _setting(groups: list[list[Line]]) -> _Setting:
    """Indent and column widths that the page's lines show."""
    indents = Counter(line.indent for group in groups for line in group if 2 <= line.indent <= 8)
    indent = min(4, max(indents, key=lambda n: (indents[n], n), default=4))
    widths: Counter[int] = Counter()
    lengths: Counter[int] = Counter()
    for group in groups:
        inner = [line for line in group[:-1] if not furniture.ends_sentence(_text(line))]
        if len(inner) < 3 or 2 * len(inner) < len(group) - 1:
            continue
        widest, longest = max(map(width, inner)), max(map(length, inner))
        wide = sum(width(line) >= widest - EVEN for line in inner)
        long = sum(length(line) >= longest - 1 for line in inner)
        if wide >= long:
            widths[widest] += wide
        else:
            lengths[longest] += long
    return _Setting(indent, _often(widths), _often(lengths))


def _often(found: Counter[int]) -> tuple[int, ...]:
    """What four lines or more measure."""
    return tuple(sorted(measure for measure, times in found.items() if times >= 4))


def _cut_group(group: list[Line], setting: _Setting) -> list[Block | Piece]:
    """One group's blocks and pieces of body, in print order."""
    if len(group) <= 8 and furniture.is_sponsor(group[-1].passage.text) and not any("，" in _text(n) for n in group):
        return [Block("masthead", tuple(group))]
    if _is_caption(group):
        return [Block("caption", tuple(group))]
    found: list[Block | Piece] = []
    run: list[Line] = []
    for line, kind in zip(group, _line_kinds(group, setting), strict=True):
        if kind == "body":
            run.append(line)
            continue
        found += _cut_run(run, setting, kind == "byline")
        run = []
        last = found[-1] if found else None
        if kind == "byline" and isinstance(last, Block) and last.kind == "byline":
            found[-1] = Block("byline", (*last.lines, line))
        else:
            found.append(Block(kind, (line,)))
    return found + _cut_run(run, setting, False)


def _text(line: Line) -> str:
    return line.passage.text


def _is_caption(group: list[Line]) -> bool:
    """A whole group that describes a picture: 图为…, …。资料图片, …　丙 摄."""
    text = "".join(_text(line) for line in group[:8])
    if len(group) > 8 or len(text) > CAPTION_LENGTH:
        return False
    return furniture.starts_caption(text) or furniture.ends_caption(text)


def _line_kinds(group: list[Line], setting: _Setting) -> Iterator[str]:
    """masthead, byline, caption or body for each line."""
    after_body = False
    for line, following in zip(group, [*group[1:], None], strict=True):
        text = _text(line)
        signed = after_body and text[0] in "（(" and furniture.writers(text) is not None
        after_body = signed
        if signed:
            yield "body"
            continue
        goes_on = following is not None and following.indent < setting.indent
        if furniture.is_masthead(text):
            yield "masthead"
        elif furniture.writers(text) is not None or (_is_dateline_alone(text) and not goes_on):
            yield "byline"
        elif len(group) > 1 and furniture.starts_caption(text) and furniture.ends_caption(text):
            yield "caption"
        else:
            after_body = furniture.ends_sentence(text)
            yield "body"


def _is_dateline_alone(text: str) -> bool:
    """本报讯（记者 甲）on a line of its own, the news beginning in the next paragraph."""
    found = furniture.DATELINE.match(text) if len(text) <= 60 else None
    if not found:
        return False
    opening = furniture.opening_byline(text)
    return (opening[1] if opening else found.end()) >= len(text)


def _cut_run(run: list[Line], setting: _Setting, before_byline: bool) -> list[Block | Piece]:
    """Headlines and pieces of body in a run of lines without furniture."""
    found: list[Block | Piece] = []
    body: list[Line] = []
    at = 0
    while at < len(run):
        end = at
        if not body or furniture.ends_sentence(_text(body[-1])):
            end = _title_end(run, at, setting, before_byline)
        if end == at:
            body.append(run[at])
            at += 1
            continue
        if body:
            found.append(_piece(body, setting))
            body = []
        found.append(Block("headline", tuple(run[at:end])))
        at = end
    if body:
        found.append(_piece(body, setting))
    return found


def _title_end(run: list[Line], start: int, setting: _Setting, before_byline: bool) -> int:
    """Where the headline that begins at run[start] ends; start if there is none."""
    end = start
    while end < len(run) and end - start < TITLE_LINES and _may_title(run[end]):
        if end > start and run[end].indent >= setting.indent and run[end].indent > run[start].indent:
            break
        end += 1
    if end == start:
        return start
    group = run[start:end]
    if end == len(run):
        return start if _is_fragment(group, start, setting, before_byline) else end
    if group[0].indent >= setting.indent > run[start + 1].indent:
        return start
    if run[end].indent >= setting.indent:
        if run[start].indent < setting.indent:
            return start if _text(group[-1])[-1] in "：:" else end
        return end if len(group) == 1 and _is_short(run[start]) and not setting.fills(run[start]) else start
    column = 0 if setting.fills(group[0]) else max(width(line) for line in run[end : end + 12])
    while end > start and (width(run[end - 1]) >= column - 6 or setting.fills(run[end - 1])):
        end -= 1
    return end


def _is_short(line: Line) -> bool:
    """A heading rather than a paragraph of one line."""
    text = _text(line)
    return len(text) <= 30 and "，" not in text and text[-1] not in "：:"


def _is_fragment(group: list[Line], start: int, setting: _Setting, before_byline: bool) -> bool:
    """Lines without a full stop at a group's end that are no headline: a paragraph goes on elsewhere."""
    text = "".join(_text(line) for line in group)
    marks = any(mark in text for mark in "，、；")
    filled = all(setting.fills(line) for line in group)
    if start or group[0].indent >= setting.indent:
        return (filled and not before_byline) or (marks and len(text) > SUBHEAD and not before_byline)
    if len(group) == 1:
        return (len(text) > 30 and marks and not setting.wraps) or (filled and marks and len(text) > 8)
    return filled and (marks or len(group) >= 4)


def _may_title(line: Line) -> bool:
    """A line that a headline could be set in."""
    text = _text(line)
    if len(text) > TITLE_WIDTH or width(line) - line.indent > TITLE_WIDTH or text[-1] in "，、；;,。":
        return False
    if "。" in text or text[0] in "，。、；：！？）”’】》":
        return False
    if furniture.DATELINE.match(text) or furniture.writers(text) is not None:
        return False
    return not furniture.ends_sentence(text) or (text[-1] in "？?！!”" and len(text) <= 30)


def _piece(body: list[Line], setting: _Setting) -> Piece:
    """A run of body lines cut into paragraphs."""
    found = [[body[0]]]
    wrapped = is_wrapped(body)
    widest = max(width(line) for line in body)
    longest = max(length(line) for line in body)
    level = min(line.indent for line in body)
    for previous, line in pairwise(body):
        ended = furniture.ends_sentence(_text(previous))
        full = width(previous) >= widest - EVEN or length(previous) >= longest - 1
        deeper = line.indent - (level if wrapped else 0)
        indented = deeper >= setting.indent and (ended or deeper >= 4)
        closed = ended and (deeper >= 2 or not full or not wrapped)
        if indented or closed or (not wrapped and furniture.closing_byline(_text(previous))):
            found.append([line])
        else:
            found[-1].append(line)
    return Piece(tuple(tuple(paragraph) for paragraph in found), wrapped, body[0].indent >= 2, widest)


def is_wrapped(body: list[Line]) -> bool:
    """True if lines break inside sentences, so a line end says nothing."""
    inner = body[:-1]
    return bool(inner) and sum(not furniture.ends_sentence(_text(line)) for line in inner) * 2 >= len(inner)


def width(line: Line) -> int:
    """Half-widths the line takes in print, its indent included."""
    text = line.passage.text
    if len(text) > 400:
        return 2 * len(text)
    return line.indent + len(text) + len(_FULL_WIDTH.findall(text))


_FULL_WIDTH = re.compile("[\u2e81-\U0010ffff“”‘’…—·]")


def length(line: Line) -> int:
    """Characters the line takes in print, its indent included."""
    return len(line.passage.text) + line.indent // 2


def _chain(pieces: list[Piece], follows: dict[int, int], first: int) -> Iterator[Block]:
    """The paragraphs of pieces that follow each other; the one cut in two is joined."""
    open_lines: list[Line] = []
    at: int | None = first
    while at is not None:
        *whole, last = pieces[at].paragraphs
        for paragraph in whole:
            yield Block("paragraph", (*open_lines, *paragraph))
            open_lines = []
        open_lines += last
        at = follows.get(at)
    yield Block("paragraph", tuple(open_lines))
