"""A sentence's numbers in their places: what stands before and behind each, up to the clause's edge."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from kg import things, values
from kg.figures import exclusions
from kg.figures.lexemes import pattern
from kg.lexicon import Token
from kg.model import Mention, Sentence
from kg.values import Number

_EDGE = re.compile(r"[，；;。！？!?：:…]+|——+|(?<!\d),|,(?!\d{3})|[（）()]")
# 42项|次之; 10万人次之多 counts visits.
_SECOND = re.compile("之(?![多后前内间])")
_COUNTED = frozenset("镇乡村县市区省国校企") | {"部门", "单位"}
"""Nouns that are counted without a classifier: 94镇上榜, 13部门联合下发."""
_CHANGED = re.compile(r"[到至]$")
_BRACKET = re.compile(r"（[^（），。；]{1,15}）")
_DATELINE = re.compile(r"(?:本报|本刊|本网|本台|新华社|中新社)[^，。；！？\s讯]{0,16}(?:(?<!通)讯|(?<=日)电)[\s　]*")
_QUOTED = re.compile(r"《[^》]*》|“[^”。！？；]{1,14}”|‘[^’]*’|〔[^〕]*〕")

Key = tuple[str, str, int]
"""A sentence's place, quicker to look up than the sentence."""


def key(sentence: Sentence) -> Key:
    return sentence.article, sentence.kind, sentence.number


def named(mention: Mention) -> tuple[str, str]:
    """What a mention is a name of: the same for 常州 and 常州市."""
    return mention.type, things.name_key(mention.type, mention.name)


@dataclass(frozen=True, slots=True)
class Slot:
    """A number and the words around it: offsets into the sentence's text.

    left..number.start is what stands before it in its clause (from the number before it),
    number.end..right what stands behind it (up to the next number); clause..edge is the clause.
    """

    sentence: Sentence
    number: Number
    clause: int
    edge: int
    left: int
    right: int

    @property
    def before(self) -> str:
        return self.sentence.text[self.left : self.number.start]

    @property
    def behind(self) -> str:
        return self.sentence.text[self.number.end : self.right]


@lru_cache(maxsize=1 << 12)
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each clause of a sentence, without the marks between them.

    A short bracket (县（市）) belongs to its clause, a dateline (本报临江1月19日电) to none.
    """
    closed = {match.end() - 1 for match in _BRACKET.finditer(text)}
    dateline = _DATELINE.match(text)
    found, start = [], dateline.end() if dateline else 0
    for mark in _EDGE.finditer(text):
        if mark.start() < start or mark.start() in closed or (mark[0] == "（" and _BRACKET.match(text, mark.start())):
            continue
        if mark.start() > start:
            found.append((start, mark.start()))
        start = mark.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


def _covered(sentence: Sentence, mentions: Sequence[Mention]) -> bytearray:
    """Which characters belong to names, titles, short quotes and dates: their digits count nothing."""
    covered = bytearray(len(sentence.text))
    spans = [(m.start, m.end) for m in mentions]
    spans += [m.span() for m in _QUOTED.finditer(sentence.text)]
    spans += [m.span() for m in pattern("@", "set phrase").finditer(sentence.text)]
    spans += values.dates(sentence.text)
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _figures(sentence: Sentence, mentions: Sequence[Mention], words: Sequence[Token]) -> Iterator[tuple[int, Number]]:
    """Each number that counts or measures, with the number of its clause."""
    text = values.plain(sentence.text)
    covered = _covered(sentence, mentions)
    cuts = clauses(text)
    starts, word_starts = [start for start, _ in cuts], [word.start for word in words]
    for number in values.numbers(text):
        if any(covered[number.start : number.end]):
            continue
        clause = bisect_right(starts, number.start) - 1
        if clause < 0:
            continue
        start, end = cuts[clause]
        at = bisect_right(word_starts, number.start) - 1
        behind = bisect_right(word_starts, number.end) - 1
        following = words[behind] if words[behind].start == number.end else None
        if number.unit == "个" and text.startswith(("位次", "名次"), number.end):
            number = replace(number, unit="位", end=number.end + 2, printed=text[number.start : number.end + 2])
        if number.unit.endswith("次") and len(number.unit) > 1 and _SECOND.match(text, number.end):
            number = replace(number, unit=number.unit[:-1], end=number.end - 1, printed=number.printed[:-1])
        if following and number.unit == "" and not number.han and following.word in _COUNTED:
            number = replace(number, unit="个", kind="count")
        place = exclusions.Place(text[start : number.start], number, text[number.end : end], words[at], following)
        for rule in exclusions.RULES:  # any() with a generator takes half as long again
            if rule(place):
                break
        else:
            yield clause, number


def _same_units(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers with a bare 个 read as its neighbour's unit: 2.3个和1.5个百分点, 由27个工作日缩至9个."""
    found = list(numbers)
    for at, number in enumerate(found):
        if number.unit != "个":
            continue
        behind = next(
            (n for n in found[at + 1 : at + 2] if text[number.end : n.start] in ("、", "和", "及", "与")), None
        )
        before = next((n for n in found[max(at - 1, 0) : at] if _CHANGED.search(text, n.end, number.start)), None)
        other = behind or before
        if other and other.printed.endswith("个" + other.unit) and not text.startswith(other.unit, number.end):
            found[at] = replace(number, unit=other.unit, kind=other.kind)
    return found


def find(sentence: Sentence, mentions: Sequence[Mention], words: Sequence[Token]) -> tuple[Slot, ...]:
    """The sentence's figures in their places, in order."""
    text = values.plain(sentence.text)
    cuts, found = clauses(text), []
    for clause, group in groupby(_figures(sentence, mentions, words), key=lambda figure: figure[0]):
        start, end = cuts[clause]
        inside = [number for _, number in group]
        inside = _same_units(text, inside)
        for at, number in enumerate(inside):
            left = inside[at - 1].end if at else start
            right = inside[at + 1].start if at + 1 < len(inside) else end
            found.append(Slot(sentence, number, start, end, left, right))
    return tuple(found)
