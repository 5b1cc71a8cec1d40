"""The day of a dateline made a date: its year from the folio line, the given date, or years in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)(?![\d.%％万亿米家个人名吨公平亩户台件多余元项场次千])(?=(?:年度?|届)?[一-鿿“‘《（]|年|[A-Za-z])"
)
_FUTURE = re.compile(
    r"(?:[^截]至|^至|到|力争|预计|目标|规划|展望|面向|(?:计划|拟|拟定|有望|争取)[于在]?|[将定][于在]|[—\-~－～]|(?<![A-Za-z])(?:ISO|PAS|EN)\s?)$"
)
"""到2026年 · 计划于2025年 · GB/T 10867—2024 · PAS 2060: no year that has come."""
_NOW = re.compile(r"今年[（(]$")
_TODAY = re.compile(r"年的?(?:今天|今日|今年|这个[春夏秋冬]天)")
_UNTIL = re.compile(r"截[至止]$")
_YEARS_END = re.compile(r"年(?:底|末|岁末|年底|年末)(?!前)")
_PLANNED = re.compile(
    r"年[，,]?[^，。；]{0,14}?(?:将(?![^，。；]{1,12}(?:[纳列]入|作为|评|定))|(?<![主重需必首纪摘概])要(?!素|求|闻|点|道|件|案)"
    r"|把目标|目标|力争|争取|计划(?!外|内|单列|投资))"
)
"""2027年，临江市将建成…, but 2023年，全市重要农产品…; 2023年，临江市将质量强市纳入考核."""
_ISSUED = re.compile(r"(?:发布|公布|公示|揭晓|出炉|通报|印发)[的了]?[“《]?$")
_PASSED = re.compile(r"(?:刚刚|刚)过去的$")
_MONTH = re.compile(r"年(\d{1,2})月(?:(\d{1,2})日)?")
_OCCASION = re.compile(
    r"(?:年|年度)?[^，。；、]{0,30}?(?:大会|论坛|博览会|展览会|展会|文化节|旅游节|艺术节|[赛杯]|对接会|推进会|座谈会|发布会|"
    r"研讨会|年会|峰会|会议|招聘会|培训班|活动|仪式|马拉松|计划|公开招聘|第[一二三四五六\d]+[批号]|质量月|日前夕|开工|签约|珠宝展|车展|书展)"
    r"|年(?!度)[^，。；、]{0,12}?(?:劳动奖|榜|榜单|名单|[”》]|500强|百强)"
)
_COMING = re.compile(
    r"年(?:\d{1,2}月)?[底初内末]?(?:前|可)?(?:举办|举行|召开|启用|投用|交付|投入使用|通车|竣工|完工|开园|建成投|全面建成)"
)
_TO_COME = re.compile(r"[^。；]{0,14}?(?:将|开幕|起(?:正式)?(?:施行|实施|执行)|竣工|建成|可)")
"""2026年9月19日|开幕, 2024年底，|项目将完工: a day or month that the piece may stand before."""
_IN_FORCE = re.compile(r"年(\d{1,2})月(?:\d{1,2}日)?起(?:正式)?(?:施行|实施|执行)")
_RESULT = re.compile(
    r"年(?!度)[^，。；、]{0,8}?(?:外贸|经济运行|[^，。；、]{0,6}状况|白皮书|十大典型案例|经济数据|成绩单|统计公报|全年|质量状况|工作报告|答卷|年报|收官)"
    r"|年度[^，。；、]{0,20}?(?:奖|榜|名单|考核|评|先进|十大|人物|通报|表彰|认定|认证|获证)"
)
_REVIEWED = re.compile(r"年[^，。；、]{0,14}?(?:状况|白皮书|典型案例)")
"""What courts and offices publish in April of the year before."""
_COMPARED = re.compile(r"(?:较|比)上年|同比|全年")
_EDITION = re.compile(r"[一-鿿“A-Za-z]")
_SO_FAR = re.compile(r"年(?:以来|上半年|前[一二三四]季度|第?[一二三四]季度|1[至到—－-]\d{1,2}月|前\d+个?月)")
_BY_THEN = re.compile(r"年\d{0,2}月?底?前(?![一二三四\d])")
_QUARTERS = (
    (4, re.compile(r"年(?:第?一季度|首季|1[至到—－-]3月|前3个月)")),
    (6, re.compile(r"年(?:上半年|1[至到—－-]6月|前6个月)")),
    (10, re.compile(r"年(?:前三季度|1[至到—－-]9月|前9个月)")),
)
"""The month in which the figures of a part of the year come out, and what the part is called."""
_WHOLE = re.compile(r"年[，,全]")
HALF = 6
"""Up to this month a year named without a month may be the last one: 2022年，… in a piece of April 2023."""
MENTIONS = 500
"""No printed page names as many years."""
NEAR = 3
"""Months before the dateline that a printed date may lie and still show its year."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year printed in the news, and the characters around it."""

    year: int
    before: str
    after: str


def years(text: str) -> tuple[Year, ...]:
    """The years printed in a page's news, MENTIONS of them at most."""
    found = islice(_YEAR.finditer(text), MENTIONS)
    return tuple(Year(int(y[1]), text[max(0, y.start() - 6) : y.start()], text[y.end() : y.end() + 60]) for y in found)


def complete(day: str, printed: date | None, mentions: Sequence[Year], compares: bool) -> str:
    """ISO date for 3月23日: year printed in it, else the folio's or given date's, else one the page shows; "" if none.

    mentions are the whole page's, all of whose articles are of one day; compares: 今年 stands in them too.
    """
    found = _DAY.fullmatch(re.sub(r"\s", "", day))
    if not found:
        return ""
    month, number = int(found[2]), int(found[3])
    if found[1]:
        year = int(found[1])
    elif printed:
        year = printed.year - ((month, number) > (printed.month, printed.day) and month - printed.month > 6)
    else:
        year = _shown(month, number, mentions, compares)
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def _shown(month: int, day: int, mentions: Sequence[Year], compares: bool) -> int:
    """The year that the page shows the dateline to be of; 0 if it shows none."""
    votes: dict[int, int] = {}
    for mention in mentions:
        year, weight = _vote(mention, month, day)
        votes[year] = max(votes.get(year, 0), weight)
    latest = max(votes, default=0)
    if votes.get(latest, 0) >= (2 if month > HALF else 3):
        return latest
    whole = [m for m in mentions if m.year == latest and _WHOLE.match(m.after)]
    compares = compares or any(_COMPARED.search(m.after) for m in whole)
    return latest + 1 if compares and whole and month <= HALF else 0


def _vote(mention: Year, month: int, day: int) -> tuple[int, int]:
    """(year, how surely the page is of it: 0 not at all … 4); (0, 0) for a year that is still to come."""
    year, before, after = mention.year, mention.before, mention.after
    if _FUTURE.search(before) or _BY_THEN.match(after) or _COMING.match(after):
        return 0, 0
    if (force := _IN_FORCE.match(after)) and month - int(force[1]) > HALF:
        return year - 1, 3
    if _PASSED.search(before):
        return year + 1, 4
    if _NOW.search(before) or _TODAY.match(after):
        return year, 4
    if month <= NEAR and (end := _YEARS_END.match(after)):
        if _TO_COME.match(after, end.end()):
            return year, 0
        return year + 1, 4 if _UNTIL.search(before) else 3
    if _PLANNED.match(after) and not _OCCASION.match(after):
        return (year, 3) if month <= NEAR else (0, 0)
    if dated := _MONTH.match(after):
        if _UNTIL.search(before) and 0 <= month - int(dated[1]) <= NEAR:
            return year, 4
        to_come = bool(_TO_COME.match(after, dated.end()))
        return _vote_of_month(year, int(dated[1]), int(dated[2] or 0), month, day, to_come)
    if any(out <= month <= out + NEAR - 1 and part.match(after) for out, part in _QUARTERS):
        return year, 4
    if _RESULT.match(after):
        yearly = after.startswith("年度") and _ISSUED.search(before)
        if month <= (HALF if yearly else NEAR + bool(_REVIEWED.match(after))):
            return year + 1, 3
        return year, 2 if month > HALF and after.startswith("年度") else 1
    if _OCCASION.match(after):
        return year, 3
    edition = before[-1:] in ("“", "《") or (_EDITION.match(after) and after[0] != "年")
    if edition and _ISSUED.search(before):
        return year, 3
    return year, 2 if edition or _SO_FAR.match(after) else 0


def _vote_of_month(
    year: int, named: int, named_day: int, month: int, day: int, to_come: bool = False
) -> tuple[int, int]:
    """2024年9月9日 in a piece of 9月10日 shows 2024; of another season it shows nothing, as does what is to come."""
    if (named, named_day) > (month, day) and named - month > 1:
        return (year + 1, 3) if month <= NEAR and not to_come else (year, 0)
    return year, 4 if 0 <= month - named <= NEAR - 2 * (not named_day) or named - month == 1 else 1


def newest(days: Iterable[str]) -> str:
    """The year most of these ISO dates are of, the latest of equals; "" if there are none."""
    years = [day[:4] for day in days if day]
    return max(sorted(set(years)), key=lambda year: (years.count(year), year), default="")
