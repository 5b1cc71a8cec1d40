"""What is said of a part, told apart from what is said of the whole.

其中，水利工程35个，总投资30亿元；产业项目104个，总投资20亿元: 水利工程总投资, 产业项目总投资.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.figures.readings import Reading

PLAIN = frozenset(
    (
        *("总投资", "总投资额", "投资", "投资额", "计划投资", "年度计划投资", "年度投资", "协议投资", "完成投资"),
        *("占比", "产值", "总产值", "营收", "销售额", "出口额", "成交额", "金额", "总金额", "总额", "面积", "建筑面积"),
    )
)
"""Indicators that leave open what they are of."""
_PART = re.compile(
    r"(?P<opens>其中[，：:]?|[；;])(?P<noun>[^，。；;：\d]{2,16}?)(?:有|共|达)?\d[\d.]*(?:个|项|家|件|宗|座|条|所)，(?P<told>[^；;。]*)"
)


def told(text: str, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings of a sentence; in a part behind 其中 what it counts stands before an indicator that is plain."""
    parts = [part for part in _PART.finditer(text) if part["opens"][0] == "其" or "其中" in text[: part.start()]]
    for reading in readings:
        at = reading.slot.number.start
        noun = next((part["noun"] for part in parts if part.start("told") <= at < part.end("told")), "")
        yield replace(reading, indicator=noun + reading.indicator) if noun and reading.indicator in PLAIN else reading
