"""The same story in several papers: reprints, with cuts, count as one source.

An article is a set of overlapping pieces of its text; MinHash (datasketch) estimates how much two
sets share without holding the texts.  A shortened reprint shares little of the longer text but
nearly all of its own, so what is asked is how much of the shorter one stands in the longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha1
from typing import TYPE_CHECKING

from kg.model import Article, Findings

if TYPE_CHECKING:  # datasketch takes half a second to load, and workers, who load this module, never compare
    from datasketch import MinHash, MinHashLSH

PIECE = 6
"""Characters: shorter pieces are shared by all news, longer ones break at every changed word."""

SHORTEST = 60
"""Pieces an article must have: a brief of a line or two is no story that one could tell again."""

CONTAINED = 0.7
"""Least share of the shorter article that stands in the longer."""

ALIKE = 0.25
"""Least Jaccard similarity that is looked for: a reprint cut to a third of the story has it."""

MOST = 100
"""Earlier articles that one is compared with: forms filled in (weather, market prices) are alike by the thousand."""

PERMUTATIONS = 64


@dataclass(slots=True)
class Watch:
    """Looks at articles as they pass by; groups says which of them tell the same story."""

    _index: MinHashLSH | None = None
    _empty: MinHash | None = None
    _sets: dict[str, MinHash] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    _groups: tuple[tuple[str, ...], ...] | None = None

    def over(self, findings: Iterable[Findings]) -> Iterator[Findings]:
        """The same findings, their articles remembered."""
        for one in findings:
            for article in one.articles:
                self._remember(article)
            yield one

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Ids of articles that tell the same story, two or more a group, all sorted."""
        if self._groups is None:
            self._groups = self._grouped()
        return self._groups

    def _grouped(self) -> tuple[tuple[str, ...], ...]:
        first: dict[str, str] = {}
        for article in sorted(self._sets):
            for other in sorted(other for other in self._alike(article) if other < article)[-MOST:]:
                if _first(first, article) != _first(first, other) and self._retells(article, other):
                    _join(first, article, other)
        groups: dict[str, list[str]] = {}
        for article in sorted(first):
            groups.setdefault(_first(first, article), []).append(article)
        return tuple(tuple(group) for _, group in sorted(groups.items()) if len(group) > 1)

    def _alike(self, article: str) -> list[str]:
        return [] if self._index is None else self._index.query(self._sets[article])

    def _remember(self, article: Article) -> None:
        pieces = _pieces(article)
        if len(pieces) < SHORTEST:
            return
        from datasketch import MinHash, MinHashLSH

        if self._index is None or self._empty is None:
            self._index, self._empty = MinHashLSH(ALIKE, PERMUTATIONS), MinHash(PERMUTATIONS, hashfunc=_digest)
        sketch = self._empty.copy()  # which shares its permutations: to draw them anew takes longer than to apply them
        sketch.update_batch([piece.encode() for piece in pieces])
        self._groups = None
        self._sets[article.id], self._sizes[article.id] = sketch, len(pieces)
        self._index.insert(article.id, sketch)

    def _retells(self, one: str, other: str) -> bool:
        alike = float(self._sets[one].jaccard(self._sets[other]))
        shared = alike / (1 + alike) * (self._sizes[one] + self._sizes[other])
        return shared >= CONTAINED * min(self._sizes[one], self._sizes[other])


def _digest(piece: bytes) -> int:
    """What datasketch takes where nothing else is said, without the detour by struct."""
    return int.from_bytes(sha1(piece, usedforsecurity=False).digest()[:4], "little")


def stories(groups: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Article id → the id that stands for its story, for articles that have company."""
    return {article: group[0] for group in groups for article in group}


def _first(first: dict[str, str], article: str) -> str:
    """The smallest id among the articles joined so far with this one."""
    while first.setdefault(article, article) != article:
        article = first[article]
    return article


def _join(first: dict[str, str], one: str, other: str) -> None:
    low, high = sorted((_first(first, one), _first(first, other)))
    first[high] = low


def _pieces(article: Article) -> set[str]:
    """The pieces of the body, without white space and punctuation (papers set those as they like)."""
    text = re.sub(r"[\W_]+", "", "".join(paragraph.text for paragraph in article.paragraphs))
    return {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}
