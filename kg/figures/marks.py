"""Round marks beside the number that has passed them: 首次突破千亿元，达到1006亿元 tells one figure, not two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from kg.figures.slots import Slot
from kg.values import Number

_PASSES = re.compile(
    r"(?:突破|迈[过上入]|跨[过上入]|跨越|站上|越过|超过|冲破|闯过|重回|首破|[超逾过破])了?[约近]?(?:全[国省市])?$"
)
_NEARS = re.compile(r"(?:接近|逼近|[近约])$")
_EXACTLY = re.compile(
    r"(?:大关|关口|台阶|门槛|还多|多|以上)?，(?:具体[来]?说?|准确地?说|实际|达到?|增[至到]|升[至到]|即|为|是|有|录得|报)+了?$"
)
_BEYOND = re.compile(
    r"(?:左右|以上|多)?，(?:由此|从而|因此|这是|也|并|还|又|已|而|则|更|均|一举|首次|首度|历史性地?|成功|再次|再度|率先|正式|顺利"
    r"|(?:成为|成了|跻身|是|为)(?:[^，。；\d]{1,4}(?=首[个家座]))?|连续[两一二三四五六七八九十]+[年季月]|[我该全][国省市区县州]|(?:首|第[一二三四五六七八九十]{1,2})[个家座])*"
    + _PASSES.pattern
)
"""From the exact number to its mark: only words of becoming. A noun or a name there has a number of its own."""
MARK = Decimal("1.25")
"""A mark lies at most a fifth below what has passed it: 突破5000亿元，达到5006亿元."""


def _round(number: Number) -> bool:
    """Whether a number is a mark: one digit that is not 0, or two."""
    return len(number.value.normalize().as_tuple().digits) < 3


def _is_mark(text: str, mark: Number, exact: Number) -> bool:
    """Whether a number only says again what mark another one beside it has passed: 首次突破千亿元，达到|1006亿元;
    5006.7亿元，成为首个突破|5000亿元的县级市; but 营业收入12亿元，利润突破|10亿元."""
    if mark.unit != exact.unit or not mark.value or not _round(mark):
        return False
    passed = mark.value <= exact.value <= mark.value * MARK
    if mark.start < exact.start:
        nears = _NEARS.search(text, 0, mark.start) and exact.value <= mark.value <= exact.value * MARK
        told = (passed and _PASSES.search(text, 0, mark.start)) or nears
        return bool(told and _EXACTLY.fullmatch(text, mark.end, exact.start))
    return bool(passed and mark.value < exact.value and _BEYOND.fullmatch(text, exact.end, mark.start))


def find(slots: Iterable[Slot]) -> frozenset[Slot]:
    """Those of the slots, in the order of the text, that are marks which the slot beside them tells exactly."""
    marks: set[Slot] = set()
    for one, other in pairwise(slots):
        if one.sentence == other.sentence:
            both = ((one, other), (other, one))
            marks |= {s for s, exact in both if _is_mark(s.sentence.text, s.number, exact.number)}
    return frozenset(marks)
