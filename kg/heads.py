"""A stretch that might be a name, and what names of each type end with."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kg import lexicon

LONGEST_HEAD = 10


class Candidate(NamedTuple):
    """text[start:end] as a name of this type; rule says how it came up, head what it ends with."""

    start: int
    end: int
    type: str
    rule: str
    head: str


@cache
def last_characters() -> frozenset[str]:
    return frozenset(head[-1] for head in lexicon.heads())


@lru_cache(maxsize=1 << 16)
def heads_of(word: str) -> tuple[tuple[str, str], ...]:
    """(type, head): for each type the longest head that the text ends with."""
    if word[-1:] not in last_characters():
        return ()
    heads = lexicon.heads()
    found: dict[str, str] = {}
    for length in range(min(len(word), LONGEST_HEAD), 0, -1):
        for kind in heads.get(word[-length:], ()):
            found.setdefault(kind, word[-length:])
    return tuple(sorted(found.items()))
