"""The day of a dateline made a date: its year from the folio line, the given date, or years in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d.%％])(?=(?:年度?|届)?[一-鿿“‘《（]|年|[A-Za-z])")
_FUTURE = re.compile(r"(?:[^截]至|^至|到|力争|预计|目标|规划|展望|面向|[—\-~－～])$")
_PASSED = re.compile(r"(?:刚刚|刚)过去的$")
_MONTH = re.compile(r"年(\d{1,2})月(?:(\d{1,2})日)?")
_OCCASION = re.compile(
    r"(?:年|年度)?[^，。；、]{0,30}?(?:大会|论坛|博览会|展览会|展会|文化节|旅游节|艺术节|[赛杯]|对接会|推进会|座谈会|发布会|"
    r"研讨会|年会|峰会|会议|活动|仪式|马拉松|计划|公开招聘|第[一二三四五六\d]+批|质量月|日前夕|开工|签约)"
)
_EDITION = re.compile(r"[一-鿿“A-Za-z]")
_THIS_YEAR = re.compile(r"今年")
NEAR = 3
"""Months before the dateline that a printed date may lie and still show its year."""


def complete(day: str, printed: date | None, text: str) -> str:
    """ISO date for 3月23日: year printed in it, else the folio's or given date's, else one the text shows; "" if none.

    text is the whole page's: all its articles are of one day.
    """
    found = _DAY.fullmatch(day)
    if not found:
        return ""
    month, number = int(found[2]), int(found[3])
    if found[1]:
        year = int(found[1])
    elif printed:
        year = printed.year - ((month, number) > (printed.month, printed.day) and month - printed.month > 6)
    else:
        year = _shown(month, number, text)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def _shown(month: int, day: int, text: str) -> int:
    """The year that the text shows the dateline to be of; 0 if it shows none."""
    votes: dict[int, int] = {}
    for year, weight in _votes(text, month, day):
        votes[year] = max(votes.get(year, 0), weight)
    if not votes:
        return 0
    latest = max(votes)
    if votes[latest] >= (2 if month >= 6 else 3):
        return latest
    return latest + 1 if month <= 6 and _compares(text, latest) else 0


def _votes(text: str, month: int, day: int) -> Iterator[tuple[int, int]]:
    """(year, how surely the text is of that year: 0 not at all … 4) for each year printed as past or present."""
    for found in _YEAR.finditer(text):
        year, before, after = int(found[1]), text[max(0, found.start() - 6) : found.start()], text[found.end() :][:60]
        if _FUTURE.search(before) or re.match(r"年\d{0,2}月?底?前", after):
            continue
        if _PASSED.search(before):
            yield year + 1, 4
        elif dated := _MONTH.match(after):
            yield _vote_of_month(year, int(dated[1]), int(dated[2] or 0), month, day)
        elif _OCCASION.match(after):
            yield year, 3
        elif (before[-1:] in "“《" and before) or (_EDITION.match(after) and after[0] != "年") or re.match(r"年度|年(?:以来|上半年|前[一二三四]季度|第?[一二三四]季度)", after):
            yield year, 2
        else:
            yield year, 0


def _vote_of_month(year: int, named: int, named_day: int, month: int, day: int) -> tuple[int, int]:
    """2024年9月9日 in a piece of 9月10日 shows 2024; of another season it shows nothing."""
    if (named, named_day) > (month, day) and named - month > 1:
        return year, 0
    return year, 4 if 0 <= month - named <= NEAR - 2 * (not named_day) or named - month == 1 else 1


def _compares(text: str, year: int) -> bool:
    """Figures of a whole year, with 今年 beside: 2022年，… 今年2月，…: the piece is of the year after."""
    return bool(_THIS_YEAR.search(text)) and bool(re.search(rf"{year}年[，,全]", text))


def newest(days: Iterable[str]) -> str:
    """The year most of these ISO dates are of, the latest of equals; "" if there are none."""
    years = [day[:4] for day in days if day]
    return max(sorted(set(years)), key=lambda year: (years.count(year), year), default="")
