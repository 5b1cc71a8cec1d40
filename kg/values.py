"""Printed numbers, units and dates → plain values.  Pure functions; offsets count in the text given.

A number is printed in Arabic or Chinese digits, plain or full-width, with a multiplier (万, 亿), a
word for "about" between or behind (余, 多, 来), and a unit or classifier: 4000余户, 10多亿元, 三成,
六分之一, 百分之百, 2.48万元.  units.tsv lists the units.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import triggers

HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
HAN_POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
HALF = Decimal(50)
LONGEST = 16
"""Characters of a numeral: what is longer is a code, and with 万亿 behind it would not fit a Decimal's 28 digits."""

_WIDE = str.maketrans("０１２３４５６７８９．％／", "0123456789.%/")
_WIDE_FORM = re.compile("[０-９．％／]")
_HAN = "零〇一二两三四五六七八九十百千万亿"
_ABOUT = "余多来几"
_MINUS = re.compile(r"(?<![\dA-Za-z%—\-－−])[\-－−]$")
_DATE = re.compile(
    r"(?:[12]\d{3}|(?<!\d)\d{2}(?=年代))(?:[—\-－~至到/]{1,2}[12]?\d{3})?年(?:代|度|初|底|末|间)?"
    r"(?:\d{1,2}月(?:\d{1,2}[日号])?)?"
    r"|(?<!\d)\d{1,2}月(?:\d{1,2}[日号])?(?:[—\-－~至到]{1,2}(?:\d{1,2}月)?\d{1,2}[日号月])?(?:份|底|初|末)?"
    r"|(?<!\d)\d{1,2}(?:[—\-－~至到]{1,2}\d{1,2})[月日]"
    r"|(?<![\d个])\d{1,2}[日号](?![线楼机馆门厅院店文坑泊井厂场库台桥炉船])(?:[—\-－~至到]{1,2}\d{1,2}[日号])?"
    r"|(?<![\d.])\d{1,2}[时点](?:\d{1,2}分?|半|整|许)?(?!\d)|\d{1,2}:\d{2}"
    r"|[二〇零一]{4}年|[一二三四1-4]季度|[一二三四五六七八九十]{1,2}月(?:份|底|初|[一二三四五六七八九十]{1,3}日)?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed at text[start:end], unit included; its noun, if any, follows at end.

    value: plain number, multipliers resolved; unit: as printed, classifiers without 个 before a
    measure (个百分点 → 百分点), "" where none is printed; kind: count, money, measure, share, time
    or ""; han: written in Chinese digits alone; numeral: its digits; printed: all of it.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    han: bool
    numeral: str
    printed: str = ""

    @property
    def bare(self) -> bool:
        """A power of ten with no digit before it: 百家, 上亿元."""
        return not self.numeral.strip("十百千万亿")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time as printed at text[start:end]; first and last day in ISO, "" where unknown."""

    start: int
    end: int
    printed: str
    first: str
    last: str


@cache
def units() -> dict[str, str]:
    """Every unit of lexicons/units.tsv and its kind."""
    return {form: kind for form, kind, _ in triggers.rows("units") if kind not in ("not before", "still")}


def _unit_pattern(unit: str) -> str:
    """A unit that is not the first half of a longer word (25万种植户 counts 户 without 种)."""
    longer = (form for form, kind, _ in triggers.rows("units") if kind == "not before" and form.startswith(unit))
    rest = "|".join(re.escape(form[len(unit) :]) + _unless(form) for form in longer)
    return re.escape(unit) + (f"(?!{rest})" if rest else "")


def _unless(form: str) -> str:
    """What may not follow a word that begins like a unit: 10项目标 counts 项, 10项目 none."""
    longer = "|".join(re.escape(f[len(form) :]) for f, kind, _ in triggers.rows("units") if _still(f, kind, form))
    return f"(?!{longer})" if longer else ""


def _still(form: str, kind: str, word: str) -> bool:
    return kind == "still" and form.startswith(word)


@cache
def _number_pattern() -> re.Pattern[str]:
    unit = "|".join(_unit_pattern(u) for u in sorted(units(), key=lambda u: (-len(u), u)))
    unit = rf"(?:{unit})(?:/(?:{unit}|股))?"
    arabic = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    return re.compile(
        rf"百分点|百分之(?P<percent>{arabic}|[{_HAN}]+)"
        rf"|(?P<lower>{arabic}|[{_HAN}]+)分之(?P<upper>{arabic}|[{_HAN}]+)"
        r"|(?P<over>\d{1,3})/(?P<under>\d{1,3})(?![\d/])"
        r"|(?P<tenths>[一二两三四五六七八九\d])成(?P<more>[一二三四五六七八九半])?"
        r"(?![员为立功果熟批型都本书语品交片就效色])"
        rf"|(?P<halved>{arabic}|[{_HAN}]+)个半(?P<time>小时|钟头|月)"
        r"|(?P<doubled>翻了?(?P<times>[一两三]番|番)(?!到|至|还?多))"
        r"|(?P<half>一半|半数|[过近]半(?=[数以，。、；的]|$))"
        rf"|(?P<digits>{arabic})(?P<about>[{_ABOUT}]?)(?P<power>[十百千]?[万亿]+|千(?![米克瓦伏])|百(?!分)|)(?P<about2>[{_ABOUT}]?)(?P<unit>{unit})?"
        rf"|(?P<han>[{_HAN}]+)(?P<habout>[{_ABOUT}]?)(?P<hpower>万?亿?)(?P<habout2>[{_ABOUT}]?)(?P<hunit>{unit})?"
    )


def plain(text: str) -> str:
    """The text with full-width digits, point and per cent sign made half-width, length kept."""
    return text.translate(_WIDE) if _WIDE_FORM.search(text) else text


_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def numeral(printed: str) -> Decimal | None:
    """The value of a numeral in Arabic or Chinese digits, None where it is none.

    numeral("1,013") = 1013, numeral("二十一") = 21, numeral("两百零三万") = 2030000
    """
    printed = plain(printed).strip()
    if _ARABIC.fullmatch(printed):
        return Decimal(printed.replace(",", ""))
    if not printed or any(c not in _HAN for c in printed):
        return None
    if all(c in HAN_DIGITS for c in printed):
        return Decimal("".join(str(HAN_DIGITS[c]) for c in printed))
    total = section = digit = 0
    for c in printed:
        if c in HAN_DIGITS:
            digit = HAN_DIGITS[c]
        elif c in HAN_POWERS:
            section += (digit or 1) * HAN_POWERS[c]
            digit = 0
        else:
            total = (total + section + digit or 1) * MYRIADS[c]
            section = digit = 0
    return Decimal(total + section + digit)


def _power(printed: str) -> Decimal:
    """The multiplier 万, 亿, 百万, 千亿 … stands for."""
    return (numeral(printed) or Decimal(1)) if printed else Decimal(1)


def _fraction(upper: str, lower: str) -> Decimal | None:
    above, below = numeral(upper), numeral(lower)
    return round(above / below, 10) if above is not None and below else None


def _bare(unit: str) -> str:
    """个百分点 → 百分点, 个工作小时 → 工作小时, 块钱 → 元, 5大类 → 类; 个月 stays."""
    if unit in ("块钱", "元钱"):
        return "元"
    if unit.endswith("年头"):
        return "年"
    if unit in ("大类", "口人"):
        return unit[1:]
    longer = len(unit) > 2 and unit.startswith("个") and unit not in ("个月", "个季度", "个星期")
    return unit[1:] if longer else unit


def _read(match: re.Match[str]) -> tuple[Decimal | None, str, str]:
    """Value, unit and kind of one match."""
    if match["digits"] or match["han"]:
        return _plainly(match)
    if match["percent"]:
        return numeral(match["percent"]), "%", "share"
    if match["lower"]:
        return _fraction(match["upper"], match["lower"]), "", "share"
    if match["over"]:
        return _fraction(match["over"], match["under"]), "", "share"
    if match["tenths"]:
        more = match["more"]
        extra = Decimal(5) if more == "半" else (numeral(more) if more else None) or Decimal(0)
        return (numeral(match["tenths"]) or Decimal(0)) * 10 + extra, "%", "share"
    if match["doubled"]:
        return Decimal({"两番": 300, "三番": 700}.get(match["times"], 100)), "%", "share"
    if match["half"]:
        return HALF, "%", "share"
    if match["halved"]:
        whole = numeral(match["halved"])
        return whole and whole + Decimal("0.5"), "个月" if match["time"] == "月" else "小时", "time"
    return None, "", ""


def _plainly(match: re.Match[str]) -> tuple[Decimal | None, str, str]:
    """Value, unit and kind of a number printed as such: 12家, 三十万元."""
    digits, power, unit = (
        (match["digits"], match["power"], match["unit"])
        if match["digits"]
        else (match["han"], match["hpower"], match["hunit"])
    )
    value = numeral(digits) if digits and len(digits) <= LONGEST else None  # 几个百分点 prints none
    if value is None:
        return None, "", ""
    kind = units().get(unit or "") or units().get((unit or "").partition("/")[0], "")
    return _whole(value * _power(power)), _bare(unit or ""), kind


def _whole(value: Decimal) -> Decimal:
    """42000.0 → 42000: no digits behind the point where there is nothing to say."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def numbers(text: str) -> tuple[Number, ...]:
    """Every number printed in text, in order; dates and ordinals are not told apart here.

    numbers("对3000余户经营主体")[0] is Number(1, 7, Decimal(3000), "户", "count", False, "3000", "3000余户")
    """
    flat = plain(text)
    return tuple(number for match in _number_pattern().finditer(flat) if (number := _number(flat, match)))


def _number(text: str, match: re.Match[str]) -> Number | None:
    """The number of one match; a minus before a share (-5.2%) belongs to it."""
    value, unit, kind = _read(match)
    if value is None:
        return None
    start = match.start()
    if kind == "share" and _MINUS.search(text, 0, start):
        start, value = start - 1, -value
    han = not _ANY_DIGIT.search(match[0])
    numeral = match["digits"] or match["han"] or match[0]
    return Number(start, match.end(), value, unit, kind, han, numeral, text[start : match.end()])


_ANY_DIGIT = re.compile(r"\d")


def date_at(text: str, at: int) -> int:
    """Where the date that starts at this offset ends, 0 where none does."""
    match = _DATE.match(plain(text), at)
    return match.end() if match else 0


def dates(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of every date, year, month, clock time and quarter in text."""
    return tuple(match.span() for match in _DATE.finditer(plain(text)))


_PERIOD = re.compile(
    r"(?<![于较比与超过达近约])(?:(?P<years>[12]\d{3})年?[—\-－~～至到]{1,2}(?P<last>[12]\d{3})年|(?P<year>(?:18|19|20)\d\d)年"
    r"(?:(?P<month>\d{1,2})(?:[—\-－~～至到](?P<until>\d{1,2}))?月|(?P<part>上半年|下半年|[前第]?[一二三四1-4]季度))?"
    r"|(?:今年|去年|前年|明年|本季度|上半年|下半年|[前第]?[一二三四]季度|1[—\-－~～至到]\d{1,2}月)"
    r"(?:上半年|下半年|以来|前?[一二三四]季度|1[—\-－~～至到]\d{1,2}月|\d{1,2}月)?"
    r"|近[一二三四五六七八九十\d]+年来?|[一二三四五六七八九十\d]+年(?:多|来|间)来?"
    r"|截至(?:目前|今年|去年|\d+月(?:底|末)?|[12]\d{3}年(?:底|末)?)|目前|“十[一二三四五]五”(?:期间|时期)?)"
)
_SINCE = re.compile(r"[自从]$")
_UNTIL_NOW = re.compile(r"[^，。；]{0,12}?(?:以来|起|至今)")
"""自2016年3月开园以来: a span that has a beginning and no end."""
_QUARTERS = {"一": 1, "二": 4, "三": 7, "四": 10, "1": 1, "2": 4, "3": 7, "4": 10}
"""First month of each quarter."""


def _bounds(match: re.Match[str]) -> tuple[str, str]:
    """First and last day of a period that names its year."""
    if match["years"]:
        return f"{match['years']}-01-01", f"{match['last']}-12-31"
    if not match["year"]:
        return "", ""
    year, low, high = int(match["year"]), 1, 12
    part = match["part"] or ""
    if match["month"]:
        low, high = int(match["month"]), int(match["until"] or match["month"])
    elif part.endswith("半年"):
        low, high = (1, 6) if part.startswith("上") else (7, 12)
    elif part:
        low = _QUARTERS[part[-3]]
        low, high = 1 if part.startswith("前") else low, low + 2
    if not 1 <= low <= high <= 12:
        return "", ""
    return f"{year:04}-{low:02}-01", f"{year:04}-{high:02}-{monthrange(year, high)[1]:02}"


def period(before: str, clause: str = "") -> Period | None:
    """The last span of time printed in `before`, else the first one in `clause`; None where there is none.

    period("2024年前三季度，全州") is Period(0, 9, "2024年前三季度", "2024-01-01", "2024-09-30")
    """
    flat = plain(before)
    found = list(_PERIOD.finditer(flat)) or list(_PERIOD.finditer(plain(clause)))[:1]
    if not found:
        return None
    last = found[-1]
    if _SINCE.search(last.string, 0, last.start()) and _UNTIL_NOW.match(last.string, last.end()):
        return Period(last.start(), last.end(), last[0] + "以来", _bounds(last)[0], "") if last["year"] else None
    return Period(last.start(), last.end(), last[0], *_bounds(last))
