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


def timed(before: str, clause: str) -> Qualifiers:
    """The period last printed in `before`, else first in `clause`, as printed, and from and to where it shows them."""
    period = values.period(before, clause)
    if period is None:
        return ()
    said = (("period", period.printed), ("from", period.first), ("to", period.last))
    return tuple((name, value) for name, value in said if value)


def of(slot: Slot) -> Qualifiers:
    """Sorted qualifiers: period as printed, from and to where it can be resolved, modality of plans and hopes."""
    text = slot.sentence.text
    found = dict(timed(text[: slot.number.start], text[slot.clause : slot.edge]))
    clause = text[slot.clause : slot.edge]
    if pattern("@", "sought").search(clause):
        found["modality"] = "Sought"
    elif pattern("@", "planned").search(clause) or GOAL.search(
        text, max(0, slot.number.start - SENTENCE), slot.number.start
    ):
        found["modality"] = "Planned"
    return tuple(sorted(found.items()))
