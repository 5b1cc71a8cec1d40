"""What texts have in common: pairs of characters that stand together, set phrases of all news left out."""

from __future__ import annotations

import re
from itertools import pairwise

_MARKS = re.compile(r"\W+")
COMMON = frozenset(
    {
        "今年", "去年", "前年", "明年", "目前", "日前", "近日", "近年", "年来", "以来", "此次", "本次",
        "当天", "今天", "昨天", "上午", "下午", "同比", "增长", "下降", "提高", "达到", "超过", "以上",
        "以下", "左右", "其中", "包括", "分别", "万元", "亿元", "万吨", "万亩", "全市", "全省", "全区",
        "全县", "全国", "我市", "我省", "我区", "我国", "本报", "报讯", "记者", "通讯", "讯员", "获悉",
        "介绍", "表示", "据悉", "了解", "公布", "一个", "一批", "首批", "第一", "进行", "通过", "已经",
        "还将", "将在", "作为", "成为", "以及", "并在", "下一", "一步", "有关", "关负", "负责", "责人",
        "工作", "相关", "等地",
    }
)
"""Pairs that stand in news of every kind and tell nothing of what it is about."""


def core(text: str) -> str:
    """The characters that count when lengths or words are compared: no marks, no blanks."""
    return _MARKS.sub("", text)


def pairs(text: str) -> list[str]:
    """Every two characters that stand together within a clause, but for numbers and COMMON ones."""
    found = [one + other for part in _MARKS.split(text) for one, other in pairwise(part)]
    return [pair for pair in found if pair not in COMMON and not pair.isdigit()]
