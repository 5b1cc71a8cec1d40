"""Findings ↔ JSON: how a page's findings travel between processes and lie in the cache.

Passages are kept as offsets alone and cut from the page's text again, so what comes back quotes
its page by construction.  JSON, because reading it can run no code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from sys import intern
from typing import Any, Generic, TypeVar

from kg.model import Article, Claim, Figure, Findings, Mention, Page, Passage, Sentence, Span

Thing = TypeVar("Thing", bound=Hashable)


class Misquoted(Exception):
    """A passage that is not what its page prints there: a fault of the stage that made it."""


class Damaged(Exception):
    """Bytes that are no findings."""


class _Table(Generic[Thing]):
    """Things in the order of their first use; number gives a thing's place."""

    def __init__(self, known: Iterable[Thing]) -> None:
        self.things = list(known)
        self._numbers = {thing: number for number, thing in enumerate(self.things)}

    def number(self, thing: Thing) -> int:
        if thing not in self._numbers:
            self._numbers[thing] = len(self.things)
            self.things.append(thing)
        return self._numbers[thing]


def encode(findings: Findings) -> bytes:
    """The findings as JSON; raises Misquoted where a passage does not quote its page."""
    page = findings.page
    sentences = _Table(findings.sentences)
    mentions = _Table(findings.mentions)
    claims = [
        [mentions.number(c.subject), c.predicate, mentions.number(c.object), c.qualifiers, sentences.number(c.sentence),
         c.rule, c.trigger]
        for c in findings.claims
    ]  # fmt: skip
    figures = [
        [mentions.number(f.subject), f.indicator, str(f.value), f.unit, f.qualifiers, sentences.number(f.sentence),
         f.rule, f.printed]
        for f in findings.figures
    ]  # fmt: skip
    named = [
        [sentences.number(m.sentence), m.start, m.end, m.type, m.name, m.rule, int(m.deictic)] for m in mentions.things
    ]
    return json.dumps(
        {
            "page": [page.name, page.text, page.sha256, page.format, page.title, page.date, page.source, page.url],
            "articles": [_article_row(page, article) for article in findings.articles],
            "sentences": [
                [s.article, s.number, s.kind, s.paragraph, _offsets(page, s.passage)] for s in sentences.things
            ],
            "mentions": named,
            "claims": claims,
            "figures": figures,
            "refused": findings.refused,
            "own": [len(findings.sentences), len(findings.mentions)],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def decode(content: bytes) -> Findings:
    """The findings again; raises Damaged where the bytes are none."""
    try:
        return _findings(json.loads(content))
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RecursionError) as error:
        raise Damaged(f"not the findings of a page: {error!r}") from error


def _findings(rows: dict[str, Any]) -> Findings:
    page = Page(*rows["page"])
    cut = _cutter(page)
    sentences = [Sentence(a, n, kind, paragraph, cut(spans)) for a, n, kind, paragraph, spans in rows["sentences"]]
    mentions = [
        Mention(sentences[s], start, end, intern(type_), name, intern(rule), bool(deictic))
        for s, start, end, type_, name, rule, deictic in rows["mentions"]
    ]
    claims = tuple(
        Claim(mentions[s], intern(predicate), mentions[o], _pairs(qualifiers), sentences[at], intern(rule), trigger)
        for s, predicate, o, qualifiers, at, rule, trigger in rows["claims"]
    )
    figures = tuple(
        Figure(mentions[s], indicator, Decimal(value), unit, _pairs(qualifiers), sentences[at], intern(rule), printed)
        for s, indicator, value, unit, qualifiers, at, rule, printed in rows["figures"]
    )
    articles = tuple(_article(row, cut) for row in rows["articles"])
    own_sentences, own_mentions = rows["own"]
    refused = tuple((intern(why), int(many)) for why, many in rows["refused"])
    own = tuple(sentences[:own_sentences]), tuple(mentions[:own_mentions])
    return Findings(page, articles, *own, claims, figures, refused)


def _article_row(page: Page, article: Article) -> list[object]:
    return [
        article.id,
        article.number,
        None if article.headline is None else _offsets(page, article.headline),
        article.date,
        article.reporters,
        [_offsets(page, paragraph) for paragraph in article.paragraphs],
        [_offsets(page, caption) for caption in article.captions],
        article.year,
    ]


def _article(row: list[Any], cut: Callable[[list[int]], Passage]) -> Article:
    identifier, number, headline, date, reporters, paragraphs, captions, year = row
    return Article(
        identifier,
        identifier.rpartition("#")[0],
        number,
        None if headline is None else cut(headline),
        date,
        tuple(reporters),
        tuple(map(cut, paragraphs)),
        tuple(map(cut, captions)),
        year,
    )


def _offsets(page: Page, passage: Passage) -> list[int]:
    """The spans as a flat list, once the passage is seen to quote its page."""
    if passage.page != page.name or page.passage(*passage.spans).text != passage.text:
        raise Misquoted(f"{page.name}: {passage.text[:40]!r} is not what the page prints at {passage.spans[:3]}")
    return [offset for span in passage.spans for offset in (span.start, span.end)]


def _cutter(page: Page) -> Callable[[list[int]], Passage]:
    length = len(page.text)

    def cut(offsets: list[int]) -> Passage:
        spans = tuple(Span(s, e) for s, e in zip(offsets[::2], offsets[1::2], strict=True))
        if not all(0 <= span.start <= span.end <= length for span in spans):
            raise ValueError("offsets outside the page")
        return page.passage(*spans)

    return cut


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows)
