"""When a figure holds, and whether it is so or only meant to be."""

from __future__ import annotations

from kg import values
from kg.figures.lexemes import pattern
from kg.figures.slots import Slot
from kg.model import Qualifiers


def of(slot: Slot) -> Qualifiers:
    """Sorted qualifiers: period as printed, from and to where it can be resolved, modality of plans and hopes."""
    text = slot.sentence.text
    found: dict[str, str] = {}
    period = values.period(text[: slot.number.start], text[slot.clause : slot.edge])
    if period:
        found["period"] = period.printed
        if period.first:
            found["from"] = period.first
        if period.last:
            found["to"] = period.last
    clause = text[slot.clause : slot.edge]
    if pattern("@", "sought").search(clause):
        found["modality"] = "Sought"
    elif pattern("@", "planned").search(clause):
        found["modality"] = "Planned"
    return tuple(sorted(found.items()))
