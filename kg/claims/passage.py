"""A sentence as words and names, and where each of its names stands: what kg.claims.weighing weighs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg import deixis, lexicon, namers
from kg.claims.reading import Reading
from kg.model import Mention
from kg.shapes import SIGN, STOPS


class Item(NamedTuple):
    """A word or a name of the sentence; clause counts the clauses before it."""

    word: str
    pos: str
    clause: int
    mention: Mention | None
    start: int


class Between(NamedTuple):
    """What stands between two names: clauses (and no more than 3), words, the signs of names (their first four, how
    many up to four), kinds of triggers, whether they are listed."""

    clauses: int
    cut: int
    words: str
    names: str
    four: str
    many: int
    told: tuple[str, ...]
    listed: bool


class Place(NamedTuple):
    """Where a name stands in the sentence: its frame and rank, the words around it, whom its clause is about."""

    at: int
    rank: int
    frame: str
    before: str
    after: str
    sorts: tuple[str, str]
    governed: tuple[str, ...]
    two: str | None
    topic: Mention | None
    carried: bool


class End(NamedTuple):
    """What a name is to its sentence and its article, whatever relation is asked for; place: None outside it."""

    mention: Mention
    sign: str
    place: Place | None
    stands: tuple[bool, bool, bool]
    times: int
    spoken: bool


def items(reading: Reading, mentions: Sequence[Mention]) -> list[Item]:
    """The sentence as words and names; mentions in their order, no two that start together."""
    found: list[Item] = []
    clause, until, next_, last = 0, 0, 0, len(mentions)
    for start, end, word, pos in lexicon.tokens(reading.sentence.text):
        low = start if start > until else until
        while next_ < last and mentions[next_].start < low:
            next_ += 1
        if next_ < last and mentions[next_].start < end:
            mention = mentions[next_]
            found.append(Item(SIGN[mention.type], "", clause, mention, mention.start))
            until = mention.end
        if start < until or word.isspace():
            continue
        found.append(Item(word, pos, clause, None, start))
        if word in STOPS:
            clause += 1
    return found


@lru_cache(maxsize=1 << 12)
def _division(name: str) -> str:
    found = deixis.division(name)
    return found.code if found and found.level != "town" else ""


@lru_cache(maxsize=1 << 14)
def lies(kind: str, name: str, place: str) -> str:
    """What the table of divisions says of two places; of a body, whether its name tells the place."""
    outer = _division(place)
    if kind == "District":
        inner = _division(name)
        if not inner or not outer:
            return f"{bool(inner):d}{bool(outer):d}"
        if inner.startswith(outer) and inner != outer:
            return "in" if len(inner) - len(outer) == 2 else "deep"
        return "out"
    bare = place.rstrip("省市区县")
    return f"{name.startswith(bare):d}{bare in name:d}{bool(outer):d}"


def sort_of(item: Item | None, edge: str) -> str:
    """A neighbour's part of speech, its sign where it is a name, or the edge."""
    return edge if item is None else item.pos[:1] or item.word


def tail(name: str) -> str:
    """What a name ends with: the body's head where it has one, else its last two characters."""
    return namers.fine_end(name[-3:]) or name[-2:]
