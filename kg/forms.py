"""Patterns that know what a text must have to match: most rules' patterns fit no more than one sentence in a hundred.

`Ⓔ[^，]{0,24}?(?:在|于)[ⓄⒹ]` matches nothing in a text without Ⓔ, or without 在 and 于, or without Ⓞ and Ⓓ.  These
needs are read off the pattern itself (its parse tree), so no rule has to declare them and none can forget one; the
marks of a text, its characters and pairs of characters, are found once for all the patterns asked of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import add
from re import _constants as op  # type: ignore[attr-defined]  # no public way to a pattern's parse tree
from re import _parser  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any, TypeVar

Need = frozenset[str]
"""Characters or pairs of characters of which a text must have one."""
MOST = 512
"""Alternatives of a need at most: a need of more is looked for longer than it saves."""
Rule = TypeVar("Rule", bound=Callable[..., object])


@lru_cache(maxsize=64)
def marks(text: str) -> frozenset[str]:
    """The characters of a text and the pairs of characters that stand side by side: abc → a, b, c, ab, bc."""
    return frozenset(text).union(map(add, text, text[1:]))


class Form:
    """A compiled pattern; finditer and search look first whether the text has what it needs."""

    __slots__ = ("_finditer", "_search", "fullmatch", "groupindex", "match", "needs")

    def __init__(self, text: str) -> None:
        compiled = re.compile(text)
        self.needs = needs(text)
        self.groupindex = compiled.groupindex
        self.match, self.fullmatch = compiled.match, compiled.fullmatch
        self._finditer, self._search = compiled.finditer, compiled.search

    def fits(self, text: str) -> bool:
        """Whether the pattern could match somewhere in the text."""
        has = marks(text)
        for need in self.needs:  # noqa: SIM110  # any() with a generator takes three times as long
            if need.isdisjoint(has):
                return False
        return True

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterable[re.Match[str]]:
        has = marks(text)
        for need in self.needs:
            if need.isdisjoint(has):
                return ()
        return self._finditer(text, start, end)

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self._search(text, start, end) if self.fits(text) else None


def needs(text: str) -> tuple[Need, ...]:
    """What a text must have for the pattern to match in it, the needs with fewest alternatives first."""
    tree = _parser.parse(text)
    if tree.state.flags & re.IGNORECASE:
        return ()
    found = {need for need in _needs(tree) if len(need) <= MOST}
    return tuple(sorted(found, key=lambda need: (len(need), -max(map(len, need)), sorted(need))))


def _needs(nodes: Iterable[tuple[Any, Any]]) -> Iterator[Need]:
    """The needs of a sequence of nodes: of each node, and each two literals side by side as a pair."""
    before = ""
    for code, told in nodes:
        if code is op.LITERAL:
            yield frozenset((before + chr(told),))
            before = chr(told)
            continue
        before = ""
        yield from _needs_of(code, told)


def _needs_of(code: Any, told: Any) -> Iterator[Need]:
    """The needs of one node that is no literal."""
    if code is op.IN:
        chars = _chars(told)
        if chars:
            yield chars
    elif code is op.SUBPATTERN and not told[1] & re.IGNORECASE:
        yield from _needs(told[3])
    elif code is op.BRANCH:
        yield from _branch(told[1])
    elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and told[0] > 0:
        yield from _needs(told[2])
    elif code is op.ASSERT:
        yield from _needs(told[1])
    elif code is op.ATOMIC_GROUP:
        yield from _needs(told)


def _branch(ways: Sequence[Iterable[tuple[Any, Any]]]) -> Iterator[Need]:
    """One need of each way, taken together: 举办|举行|召开 → 举办, 举行, 召开; none where a way needs nothing."""
    together: set[str] = set()
    for way in ways:
        own = list(_needs(way))
        if not own:
            return
        together |= min(own, key=lambda need: (len(need), -max(map(len, need))))
    yield frozenset(together)


def _chars(members: Iterable[tuple[Any, Any]]) -> Need | None:
    """The characters of a set like [ⓄⒹ], or None where it holds more than single characters."""
    found: set[str] = set()
    for code, told in members:
        if code is not op.LITERAL:
            return None
        found.add(chr(told))
    return frozenset(found)


# Rules that are asked only where they could say something

ALWAYS = 1
"""The bit of rules that say of no pattern that they need it."""
_bits: dict[Form, int] = {}
_wanted: dict[object, int] = {}
_index: dict[str, list[tuple[int, tuple[Need, ...]]]] = {}
"""mark → the patterns (their bits) that need it or one like it, each by the need that fewest texts fulfil, and what
else they need."""


def wants(*forms: Form) -> Callable[[Rule], Rule]:
    """Say of a rule that it finds nothing where none of these patterns matches in the raw or the folded text.

    asked() then leaves it out of sentences in which none of them could: three in four.
    """

    def declare(rule: Rule) -> Rule:
        for form in forms:
            if form not in _bits:
                _enter(form)
        _wanted[rule] = sum({_bits[form] for form in forms})
        _marks_told.cache_clear()
        return rule

    return declare


def _enter(form: Form) -> None:
    _bits[form] = 1 << len(_bits) + 1 if form.needs else ALWAYS
    first, *others = sorted(form.needs, key=_commonness) or [frozenset[str]()]
    for mark in sorted(first):
        _index.setdefault(mark, []).append((_bits[form], tuple(others)))


def _commonness(need: Need) -> tuple[int, list[str]]:
    """How often about texts fulfil a need: a pair of characters seldom, a character oftener, 的, Ⓞ and stops mostly."""
    return sum(1 if len(mark) > 1 else 200 if mark in "的一在，。、；：ⓄⒹ" else 20 for mark in need), sorted(need)


@cache
def _marks_told() -> Need:
    return frozenset(_index)


def possible(*texts: str) -> int:
    """The bits of the declared patterns that could match in one of the texts."""
    has, found = marks(texts[0]).union(*map(marks, texts[1:])), ALWAYS
    for mark in has & _marks_told():
        for bit, others in _index[mark]:
            if not found & bit:
                for need in others:
                    if need.isdisjoint(has):
                        break
                else:
                    found |= bit
    return found


def asked(rules: Iterable[Rule], bits: int) -> list[Rule]:
    """The rules that could find something where the patterns with these bits could match, in their order."""
    return [rule for rule in rules if _wanted.get(rule, ALWAYS) & bits]
