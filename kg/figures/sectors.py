"""The structure of an economy, printed as a proportion: 三次产业结构为12.1∶42.8∶45.1."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.figures.readings import Reading
from kg.figures.slots import Slot
from kg.model import Sentence
from kg.values import Number

_PARTS = re.compile(r"(\d{1,2}(?:\.\d+)?)[∶:：](\d{1,2}(?:\.\d+)?)[∶:：](\d{1,2}(?:\.\d+)?)")
_STRUCTURE = re.compile(
    r"(?:三次产业|三产|产业)(?:增加值)?(?:结构|比例|比重|之比)[^，。；\d]{0,14}"
    rf"(?P<parts>(?:[12]\d{{3}}年的?)?{_PARTS.pattern}(?:[^，。；\d]{{0,8}}{_PARTS.pattern})?)"
)


def structure(sentence: Sentence) -> list[Reading]:
    """三次产业结构由11.1∶43.8∶45.1调整为10.5∶43.0∶46.5: the share of each sector, before and after"""
    found = []
    for match in _STRUCTURE.finditer(sentence.text):
        for part in _PARTS.finditer(sentence.text, match.start("parts"), match.end("parts")):
            for sector, group in zip("一二三", (1, 2, 3), strict=True):
                start, end = part.span(group)
                number = Number(start, end, Decimal(part[group]), "%", "share", False, part[group], part[group])
                slot = Slot(sentence, number, match.start(), match.end(), match.start(), match.end())
                name = f"第{sector}产业"
                found.append(Reading(slot, f"{name}占比", name, "shared"))
    return found
