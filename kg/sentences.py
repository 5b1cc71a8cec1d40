"""Paragraphs → Sentences; quotes, brackets and book-title marks hold together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from kg.model import Article, Passage, Sentence, Span

SUBHEAD_LENGTH = 40
"""A paragraph without a stop and no longer than this is a heading inside the article."""
QUOTE_LENGTH = 400
"""A quotation longer than this is taken as never closed: its stops end sentences again."""
SENTENCE_LENGTH = 600
"""Longer than any newspaper sentence (the longest of 827 has 206): text without stops is cut at a comma, so that
what later stages do per sentence stays in proportion to the text."""
_PAIRS = dict(zip("“‘「『《〈（(【［", "”’」』》〉）)】］", strict=True))
_STOP = re.compile(r"(?:[。！？!?]|…+)[。！？!?…]*")


def split(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences in reading order: headline, body, captions; numbered from 0.

    A heading inside the article is of kind headline too, with paragraph 1 and up.  ； ends no sentence.
    """
    parts: list[tuple[str, int, Iterable[Passage]]] = []
    if article.headline:
        parts.append(("headline", 0, _titles(article.headline)))
    subhead = body = 0
    for passage in article.paragraphs:
        if _is_subhead(passage.text):
            subhead += 1
            parts.append(("headline", subhead, [passage]))
        else:
            parts.append(("body", body, _cut(passage)))
            body += 1
    parts += [("caption", number, _cut(passage)) for number, passage in enumerate(article.captions)]
    every = ((kind, paragraph, passage) for kind, paragraph, passages in parts for passage in passages)
    return tuple(
        Sentence(article.id, number, kind, paragraph, passage)
        for number, (kind, paragraph, passage) in enumerate(every)
    )


def _is_subhead(text: str) -> bool:
    """质量提升效果持续显现 among the paragraphs: short, and no sentence."""
    return len(text) <= SUBHEAD_LENGTH and text[-1] not in "。！…；，、：" and not _STOP.search(text[:-1])


def _titles(headline: Passage) -> Iterator[Passage]:
    """A headline's parts that a blank line (two characters or more) keeps apart: kicker, main line, subtitle."""
    cuts = _Cuts(headline)
    start = at = 0
    for before, after in zip(headline.spans, headline.spans[1:], strict=False):
        at += before.end - before.start
        if not 0 <= after.start - before.end <= 1:
            yield cuts.between(start, at)
            start = at
    yield cuts.between(start, len(headline.text))


class _Cuts:
    """Cuts of one passage, each in the time its own spans take: paragraphs may run over a million lines."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.offsets = [0, *accumulate(span.end - span.start for span in passage.spans)]

    def between(self, start: int, end: int) -> Passage:
        """The same as passage.cut(start, end)."""
        first, last = bisect_right(self.offsets, start) - 1, bisect_left(self.offsets, end)
        spans = [
            Span(span.start + max(start - at, 0), span.start + min(end - at, span.end - span.start))
            for span, at in zip(self.passage.spans[first:last], self.offsets[first:last], strict=True)
        ]
        return Passage(self.passage.page, self.passage.text[start:end], tuple(spans))


def _cut(passage: Passage) -> Iterator[Passage]:
    """A paragraph's sentences, each with its stops and closing marks, without outer blanks."""
    cuts = _Cuts(passage)
    start = 0
    for end in _bounded(passage.text, [*_ends(passage.text), len(passage.text)]):
        low, high = start, end
        while low < high and passage.text[low].isspace():
            low += 1
        while high > low and passage.text[high - 1].isspace():
            high -= 1
        if low < high:
            yield cuts.between(low, high)
        start = end


def _bounded(text: str, ends: list[int]) -> Iterator[int]:
    """The ends, and others between them so that none is further than SENTENCE_LENGTH from the one before."""
    start = 0
    for end in ends:
        while end - start > SENTENCE_LENGTH:
            comma = max(text.rfind(sign, start, start + SENTENCE_LENGTH) for sign in "；，")
            start = comma + 1 if comma >= start else start + SENTENCE_LENGTH
            yield start
        yield end
        start = end


def _ends(text: str) -> Iterator[int]:
    """Offsets one past each sentence's end."""
    closes = _closing(text)
    at = 0
    for sign in re.finditer(r"(?:[。！？!?]|…+)[。！？!?…]*|[“‘「『《〈（(【［]", text):
        if sign.start() < at:
            continue
        if sign[0] not in _PAIRS:
            at = sign.end()
            while at < len(text) and text[at] in "”’」』》〉）)】］":
                at += 1
            yield at
            continue
        close = closes.get(sign.start())
        if close is None or close - sign.start() > QUOTE_LENGTH:
            continue
        at = close + 1
        inner = text[close - 1]
        if sign[0] in "“「『‘" and inner in "。！？!?…" and _ends_there(text, sign.start(), at):
            yield at


def _ends_there(text: str, start: int, end: int) -> bool:
    """A quotation that ends in a stop ends its sentence, unless the sentence goes on (“……。”他说)."""
    following = text[end : end + 1]
    return (
        not following
        or following.isspace()
        or following in "“「『"
        or (start > 0 and text[start - 1] in "：:，," and following not in "，、；：。的")
    )


def _closing(text: str) -> dict[int, int]:
    """Offset of each opening mark → offset of the mark that closes it; one pass."""
    open_marks: dict[str, list[int]] = {}
    found: dict[int, int] = {}
    closes = {close: sign for sign, close in _PAIRS.items()}
    for sign in re.finditer(r"[“”‘’「」『』《》〈〉（）()【】［］]", text):
        mark = sign[0]
        if mark in _PAIRS:
            open_marks.setdefault(mark, []).append(sign.start())
        elif stack := open_marks.get(closes[mark]):
            found[stack.pop()] = sign.start()
    return found
