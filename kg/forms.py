"""Patterns that know what a text must have to match: most rules' patterns fit no more than one sentence in a hundred.

`Ⓔ[^，]{0,24}?(?:在|于)[ⓄⒹ]` matches nothing in a text without Ⓔ, or without 在 and 于, or without Ⓞ and Ⓓ.  These
needs are read off the pattern itself (its parse tree), so no rule has to declare them and none can forget one.  One
scan of a text for all the words that patterns need tells which of the patterns could match in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from re import _compiler, _parser  # type: ignore[attr-defined]  # no public way to a pattern's parse tree
from re import _constants as op  # type: ignore[attr-defined]
from sys import maxsize
from typing import Any, TypeVar

Need = frozenset[str]
"""Words of which a text must have one."""
SIGNS = "ⓄⒹⒶⓅⓉⓃⒺⓇ"
"""What stands for names (kg.shapes): nearly every pattern needs some, so they are looked for apart from words."""
ALWAYS = 1
"""The bit of patterns that need nothing, and of rules that say of no pattern that they want it."""
Rule = TypeVar("Rule", bound=Callable[..., object])
_forms: list[Form] = []
_wanted: dict[object, int] = {}


class Form:
    """A compiled pattern; finditer and search look first whether it could match in the text."""

    __slots__ = ("_finditer", "_search", "bit", "fullmatch", "groupindex", "match", "needs")

    def __init__(self, text: str) -> None:
        tree = _parser.parse(text)
        self.needs = _needs_told(tree)
        compiled = _compiler.compile(tree)  # as re.compile does, which would parse it again: two fifths of the time
        self.bit = ALWAYS
        if self.needs:
            self.bit <<= len(_forms) + 1
            _forms.append(self)
        self.groupindex = compiled.groupindex
        self.match, self.fullmatch = compiled.match, compiled.fullmatch
        self._finditer, self._search = compiled.finditer, compiled.search

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterable[re.Match[str]]:
        return self._finditer(text, start, end) if self.bit & _possible(text, len(_forms)) else ()

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return self._search(text, start, end) if self.bit & _possible(text, len(_forms)) else None


def needs(text: str) -> tuple[Need, ...]:
    """What a text must have for the pattern to match in it."""
    return _needs_told(_parser.parse(text))


def _needs_told(tree: Any) -> tuple[Need, ...]:
    if tree.state.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(set(_needs(tree)), key=sorted))


def _needs(nodes: Iterable[tuple[Any, Any]]) -> Iterator[Need]:
    """The needs of a sequence of nodes: of each node, and of literals side by side as one word."""
    word = ""
    for code, told in nodes:
        if code is op.LITERAL and chr(told) not in SIGNS:
            word += chr(told)
            continue
        if word:
            yield frozenset((word,))
            word = ""
        yield from _needs_of(code, told)
    if word:
        yield frozenset((word,))


def _needs_of(code: Any, told: Any) -> Iterator[Need]:
    """The needs of one node: a sign, a set, a group, ways to choose from …"""
    if code is op.LITERAL:
        yield frozenset((chr(told),))
    elif code is op.IN:
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
        together |= min(own, key=lambda need: (len(need), -min(map(len, need)), sorted(need)))
    yield frozenset(together)


def _chars(members: Iterable[tuple[Any, Any]]) -> Need | None:
    """The characters of a set like [ⓄⒹ], or None where it holds more than single characters."""
    found: set[str] = set()
    for code, told in members:
        if code is not op.LITERAL:
            return None
        found.add(chr(told))
    return frozenset(found)


# Which patterns could match, and rules that are asked only where they could say something


FEW = 2
"""Needs of words that a pattern is told by: a third says little more, and is in most texts (的, 在)."""


def _telling(needs: Iterable[Need]) -> list[Need]:
    """The needs that tell most: all of signs, and of words the few that fewest texts fulfil."""
    signs = [need for need in needs if need.issubset(SIGNS)]
    words = sorted((need for need in needs if not need.issubset(SIGNS)), key=_commonness)
    return signs + words[:FEW]


def _commonness(need: Need) -> tuple[int, list[str]]:
    """How often about texts fulfil a need: a word seldom, a character oftener, 的 and stops mostly."""
    return sum(1 if len(word) > 1 else 200 if word in "的一在，。、；：" else 20 for word in need), sorted(need)


class _Index:
    """What patterns need, by the words and signs that fulfil it."""

    def __init__(self, forms: Sequence[Form]) -> None:
        from ahocorasick_rs import AhoCorasick

        self.needs = [_telling(form.needs) for form in forms]
        told: dict[str, list[tuple[int, int]]] = {}
        for number, needs in enumerate(self.needs):
            for place, need in enumerate(needs):
                for word in sorted(need.difference(SIGNS)):
                    told.setdefault(word, []).append((number, 1 << place))
        self.told = list(told.values())
        """Per word the patterns that need it or another like it, and which of their needs that is."""
        self.scan = AhoCorasick(list(told)).find_matches_as_indexes
        self.by_signs: dict[tuple[bool, ...], tuple[int, list[int]]] = {}

    def possible(self, text: str) -> int:
        found, lacking = self._with(tuple([sign in text for sign in SIGNS]))
        left = lacking.copy()
        for which in {which for which, _, _ in self.scan(text, overlapping=True)}:
            for number, need in self.told[which]:
                if left[number] & need:
                    left[number] ^= need
                    if not left[number]:
                        found |= 2 << number
        return found

    def _with(self, has: tuple[bool, ...]) -> tuple[int, list[int]]:
        """The bits of the patterns that need nothing but signs like these; per pattern its needs that they leave open,
        0 where no word could help."""
        known = self.by_signs.get(has)
        if known is None:
            signs = {sign for sign, there in zip(SIGNS, has, strict=True) if there}
            found, lacking = ALWAYS, [0] * len(self.needs)
            for number, needs in enumerate(self.needs):
                open_ = [(place, need) for place, need in enumerate(needs) if need.isdisjoint(signs)]
                if not open_:
                    found |= 2 << number
                elif not any(need.issubset(SIGNS) for _, need in open_):
                    lacking[number] = sum(1 << place for place, _ in open_)
            known = self.by_signs[has] = found, lacking
        return known


def possible(text: str) -> int:
    """The bits of the patterns that could match in the text."""
    return _possible(text, len(_forms))


@lru_cache(maxsize=64)
def _possible(text: str, many: int) -> int:
    """The same of the first so many patterns: of all there are, for a module may still bring some."""
    return _index(many).possible(text)


@cache
def _index(many: int) -> _Index:
    return _Index(tuple(_forms[:many]))


def wants(*forms: Form) -> Callable[[Rule], Rule]:
    """Say of a rule that it finds nothing where none of these patterns matches in the raw or the folded text.

    asked() then leaves it out of sentences in which none of them could: three in four.
    """

    def declare(rule: Rule) -> Rule:
        _wanted[rule] = 0
        for form in forms:
            _wanted[rule] |= form.bit
        return rule

    return declare


def asked(rules: Iterable[Rule], bits: int) -> list[Rule]:
    """The rules that could find something where the patterns with these bits could match, in their order."""
    return [rule for rule in rules if _wanted.get(rule, ALWAYS) & bits]
