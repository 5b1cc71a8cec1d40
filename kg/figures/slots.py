"""A sentence's numbers in their places: what stands before and behind each, up to the clause's edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg import values
from kg.model import Mention, Sentence
from kg.values import Number

EDGE = re.compile(r"[，；;。！？!?：:…—（）()]+|,(?!\d{3})|(?<!\d),")
_ROUGH = r"(?:超过?|突?破|达到?|近|上|过|逾|约|不足|[余多])"


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


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of each clause of a sentence, without the marks between them."""
    found, start = [], 0
    for mark in EDGE.finditer(text):
        if mark.start() > start:
            found.append((start, mark.start()))
        start = mark.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)


def _named(sentence: Sentence, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Places of names, titles and short quotes: their numbers are part of a name."""
    spans = [(m.start, m.end) for m in mentions]
    spans += [m.span() for m in re.finditer(r"《[^》]*》|“[^”]{1,14}”|‘[^’]*’|〔[^〕]*〕", sentence.text)]
    return spans


def _outside(number: Number, spans: Sequence[tuple[int, int]]) -> bool:
    return all(number.end <= start or number.start >= end for start, end in spans)


def _ordinal(before: str, number: Number, behind: str) -> bool:
    """第三届, 前十, 数百家, 前两年; but 连续第五年 counts."""
    if number.kind == "time" and before.endswith("连续第"):
        return False
    return bool(re.search(r"[第数几前首]$", before))


def _set_phrase(before: str, number: Number, behind: str) -> bool:
    """四大主攻方向, 一家企业, 三农, 百强: a Chinese numeral that belongs to a word."""
    if not number.han or number.kind == "share":
        return False
    if number.numeral == "二":
        return True
    if number.value == 1:
        return not re.search(r"[近约满]$", before)
    if number.value == 0 or number.unit == "大类":
        return True
    return not number.unit and number.value < 10000


def _round(before: str, number: Number, behind: str) -> bool:
    """亿元以上项目, 百万标箱大港, 万元GDP: a bare power of ten that only says which kind of thing."""
    if not number.bare or re.search(_ROUGH + "$", before):
        return False
    return bool(behind)


def _code(before: str, number: Number, behind: str) -> bool:
    """PM2.5, 12-3, 4A级, TOP100, 02B07: digits of a name or a grade."""
    if number.han:
        return False
    return bool(re.search(r"[A-Za-z.\-+]$", before)) or (
        not number.unit and bool(re.match(r"[强佳优级型类英号A-Za-z+\-]", behind))
    )


def _grade(before: str, number: Number, behind: str) -> bool:
    """5000吨级泊位, 12人龙舟: what follows is named by size, not counted."""
    if number.unit.endswith("级"):
        return bool(re.match(r"[^，。；、以左]", behind))
    return bool(re.match(r"[级型]", behind))


def _range(before: str, number: Number, behind: str) -> bool:
    """3至5年, 10%—15%: two ends of a range, no single value."""
    return bool(re.match(r"[—\-~～至]\d", behind) or re.search(r"\d[—\-~～至]$", before))


def _pointing(before: str, number: Number, behind: str) -> bool:
    """两项指标, 这两个数字, 三方: points back to what was counted before."""
    return bool(re.match(r"(?:指标|数字|数据|数据指标)", behind) or re.search(r"(?:[这那此该]|上述)[^，]?$", before))


def _time_span(before: str, number: Number, behind: str) -> bool:
    """三年来, 10年前, 50天吸引…: says when, not how long."""
    if number.kind != "time":
        return False
    if re.search(r"(?:连续|历时|为期|周期为?|租期|满|长达|每|年限为?|有着|当了|期限为?)[近约第已不超过少于]*$", before):
        return bool(re.match(r"[前后内来间以]", behind)) and not re.match(r"以[上下内]", behind)
    if re.match(r"(?:以上|以下|以内|左右|多)?(?:的?历史|$)", behind):
        return not before or bool(re.search(r"[近过]$", before)) and len(before) < 3
    return True


NO_FIGURES = (_ordinal, _set_phrase, _round, _code, _grade, _range, _pointing, _time_span)


def _excluded(text: str, number: Number) -> bool:
    start, end = next(((s, e) for s, e in clauses(text) if s <= number.start < e), (0, len(text)))
    before, behind = text[start : number.start], text[number.end : end]
    return any(rule(before, number, behind) for rule in NO_FIGURES)


def find(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Slot, ...]:
    """The sentence's figures in their places, in order."""
    text = values.plain(sentence.text)
    named = _named(sentence, mentions)
    dated = values.dates(text)
    kept = [
        n
        for n in values.numbers(text)
        if _outside(n, named) and _outside(n, dated) and not _excluded(text, n)
    ]
    found = []
    for start, end in clauses(text):
        inside = [n for n in kept if start <= n.start < end]
        for at, number in enumerate(inside):
            left = inside[at - 1].end if at else start
            right = inside[at + 1].start if at + 1 < len(inside) else end
            found.append(Slot(sentence, number, start, end, left, right))
    return tuple(found)
