"""When a figure holds, and whether it is so or only meant to be."""

from __future__ import annotations

import re

from kg import values
from kg.figures.lexemes import pattern
from kg.figures.slots import Slot
from kg.model import Qualifiers

# 纲要提出，到2025年产值超过6800亿元，学位新增3万座: all that stands behind it is meant to be.
GOAL = re.compile(
    "(?:提出|明确|目标|力争|争取|确保|规划|计划|要求|预期|设想|方案|纲要)[^。；！]{0,24}?[到至]20[0-9]{2}年[底末]?(?![至到])[^。；！]*$"
)
SENTENCE = 160
"""Characters that a goal reaches."""
_STOCK = re.compile("(?:授权|注册|有效|登记|备案|认证|持证)总[量数]$|(?:保有|拥有|持有|存|储)量$")
"""What tells all there are by now, not what came in the time told before."""
_FLOW = re.compile("(?!截[至止]|[至到]).*(?:以来|季度|半年|月份?)")
_NOW = re.compile("现有|现已|目前|如今|眼下|迄今")
_BY_THEN = re.compile("截[至止]|[至到]")


def timed(before: str, clause: str) -> Qualifiers:
    """The period last printed in `before`, else first in `clause`, as printed, and from and to where it shows them."""
    period = values.period(before, clause)
    if period is None:
        return ()
    said = (("period", period.printed), ("from", period.first), ("to", period.last))
    return tuple((name, value) for name, value in said if value)


def of(slot: Slot, indicator: str = "") -> Qualifiers:
    """Sorted qualifiers: period as printed, from and to where it can be resolved, modality of plans and hopes."""
    text = slot.sentence.text
    clause = text[slot.clause : slot.edge]
    found = dict(timed(text[: slot.number.start], clause))
    if _past(found.get("period", ""), clause, indicator):
        found.clear()
    if pattern("@", "sought").search(clause):
        found["modality"] = "Sought"
    elif pattern("@", "planned").search(clause) or GOAL.search(
        text, max(0, slot.number.start - SENTENCE), slot.number.start
    ):
        found["modality"] = "Planned"
    return tuple(sorted(found.items()))


def _past(period: str, clause: str, indicator: str) -> bool:
    """Whether a time told before is not that of a stock (授权总量为7471件) or of what is so now (建于1985年，现有…)."""
    if not period or period in clause or _BY_THEN.match(period):
        return False
    return bool(_NOW.search(clause) or (_STOCK.search(indicator) and _FLOW.fullmatch(period)))
