"""A sentence's numbers in their places: what stands before and behind each, up to the clause's edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg import values
from kg.lexicon import Token
from kg.model import Mention, Sentence
from kg.values import Number

_EDGE = re.compile(r"[，；;。！？!?：:…—]+|(?<!\d),|,(?!\d{3})|[（）()]")
_ROUGH = r"(?:超过?|突破|达到?|近|上|逾|约|不足|[余多])"
_BRACKET = re.compile(r"（[^（），。；]{1,15}）")


Key = tuple[str, str, int]
"""A sentence's place, quicker to look up than the sentence."""


def key(sentence: Sentence) -> Key:
    return sentence.article, sentence.kind, sentence.number


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

    A short bracket (县（市）) belongs to its clause.
    """
    closed = {match.end() - 1 for match in _BRACKET.finditer(text)}
    found, start = [], 0
    for mark in _EDGE.finditer(text):
        if mark.start() in closed or (mark[0] == "（" and _BRACKET.match(text, mark.start())):
            continue
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


@dataclass(frozen=True, slots=True)
class Place:
    """A number between the words before and behind it in its clause; word: the word that follows it."""

    before: str
    number: Number
    behind: str
    word: Token | None


def _ordinal(place: Place) -> bool:
    """第三届, 前十, 数百家, 前两年; but 连续第五年 counts."""
    if place.number.kind == "time" and place.before.endswith("连续第"):
        return False
    if place.number.han and re.search(r"[数几]$", place.before):
        return True
    return bool(re.search(r"(?:[第前首]|代号|编号)$", place.before))


def _set_phrase(place: Place) -> bool:
    """四大主攻方向, 一家企业, 二期, 三农: a Chinese numeral that belongs to a word."""
    number = place.number
    if not number.han or number.kind == "share":
        return False
    if place.before.endswith("千家") or place.behind.startswith("万户"):
        return True
    if number.numeral == "二" or number.unit in ("大类", "期") or number.value == 0:
        return True
    if number.value == 1:
        return not re.search(r"[近约满]$", place.before)
    return not number.unit and number.value < 10000


def _round(place: Place) -> bool:
    """亿元以上项目, 百万标箱大港, 百亿元门槛: a bare power of ten that only says which kind of thing."""
    if not place.number.bare or not place.behind:
        return False
    return not re.search(_ROUGH + "$", place.before) or place.behind.startswith("门槛")


def _code(place: Place) -> bool:
    """PM2.5, 12-3, 4A级, TOP100, 2022中国…: digits of a name, a grade or a bare year."""
    number = place.number
    if number.han:
        return False
    if re.search(r"[A-Za-z.\-+]$", place.before):
        return True
    if number.unit or re.search(r"[万亿]", number.printed):
        return False
    return not place.behind.startswith("大") and number.kind != "share"


def _grade(place: Place) -> bool:
    """5000吨级泊位, 12人龙舟, 8英寸衬底, 1类新药: what follows is named by size, not counted."""
    number, noun = place.number, place.word is not None and place.word.pos[:1] == "n"
    if number.unit.endswith("级"):
        return bool(re.match(r"[^，。；、以左]", place.behind))
    if number.unit in SIZES or (number.unit == "人" and not place.behind.startswith("次")):
        return noun
    if number.value == 1 and number.kind == "measure":
        return noun
    return bool(re.match(r"[级型]", place.behind))


def _range(place: Place) -> bool:
    """3至5年, 10%—15%: two ends of a range, no single value."""
    return bool(re.match(r"[—\-~～至]\d", place.behind) or re.search(r"\d[—\-~～至]$", place.before))


def _pointing(place: Place) -> bool:
    """两项指标均居…, 这两个数字, 三方: points back to what was counted before."""
    if re.match(r"(?:指标|数字|数据|总数|数|都|均)", place.behind) and not place.before.strip("、而") and place.number.han:
        return True
    return bool(re.search(r"(?:[这那此该]|上述)[^，]?$", place.before))


def _scene(place: Place) -> bool:
    """两家医院建成后，…; 216家企业中，…: a clause that only sets the scene for the next"""
    return not place.before.strip("在而") and bool(re.search(r"[后中时]$", place.behind))


def _listed_name(place: Place) -> bool:
    """年产12万辆智能自行车、…等10个项目: a number inside one of the names listed"""
    return place.before.endswith("年产") and bool(re.search(r"、.*等\d", place.behind))


def _time_span(place: Place) -> bool:
    """三年来, 10年前, 50天吸引…: says when, not how long."""
    if place.number.kind != "time":
        return False
    before, behind = place.before, place.behind
    if re.search(r"[从由][^，]{0,6}$", before) and re.match(r"(?:缩短|压缩|延长|减少|降|提速|增加)[至到为]?", behind):
        return False
    if re.search(r"(?:缩短|压缩|延长|减少|降)[至到为]$", before):
        return False
    lasting = r"(?:连续|历时|为期|周期为?|租期|满|长达|每|年限为?|有着|当了|期限为?)[近约第已不超过少于]*$"
    if re.search(lasting, before):
        return bool(re.match(r"[前后内来间以]", behind)) and not re.match(r"以[上下内]", behind)
    if re.match(r"(?:以上|以下|以内|左右|多)?(?:的?历史|$)", behind):
        return not before or (bool(re.search(r"[近过]$", before)) and len(before) < 3)
    return True


SIZES = ("英寸", "英尺", "纳米", "微米", "层", "类")
"""Units that name a kind of thing by its size where a noun follows."""

NO_FIGURES = (
    _ordinal, _set_phrase, _round, _code, _grade, _range, _pointing, _scene, _listed_name, _time_span,
)  # fmt: skip


def _excluded(text: str, number: Number, words: Sequence[Token]) -> bool:
    start, end = next(((s, e) for s, e in clauses(text) if s <= number.start < e), (0, len(text)))
    around = next((w for w in words if w.start <= number.start and number.end <= w.end), None)
    if around and around.end > number.end and around.pos[:2] in ("ns", "nr", "nt", "nz"):
        return True
    word = next((w for w in words if w.start == number.end), None)
    place = Place(text[start : number.start], number, text[number.end : end], word)
    return any(rule(place) for rule in NO_FIGURES)


def find(sentence: Sentence, mentions: Sequence[Mention], words: Sequence[Token]) -> tuple[Slot, ...]:
    """The sentence's figures in their places, in order."""
    text = values.plain(sentence.text)
    named = _named(sentence, mentions)
    dated = values.dates(text)
    kept = [
        n
        for n in values.numbers(text)
        if _outside(n, named) and _outside(n, dated) and not _excluded(text, n, words)
    ]
    found = []
    for start, end in clauses(text):
        inside = [n for n in kept if start <= n.start < end]
        for at, number in enumerate(inside):
            left = inside[at - 1].end if at else start
            right = inside[at + 1].start if at + 1 < len(inside) else end
            found.append(Slot(sentence, number, start, end, left, right))
    return tuple(found)
