"""Values: printed numbers, units and dates read as plain values."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import values

NUMBERS = (
    ("40万家", "400000", "家"),
    ("10.51亿元", "1051000000", "元"),
    ("99.5％", "99.5", "%"),
    ("４０００余户", "4000", "户"),
    ("300余名", "300", "名"),
    ("10多亿元", "1000000000", "元"),
    ("1,013家", "1013", "家"),
    ("170余万", "1700000", ""),
    ("十一年", "11", "年"),
    ("两百零三万人", "2030000", "人"),
    ("百家", "100", "家"),
    ("千亿元", "100000000000", "元"),
    ("三成", "30", "%"),
    ("八成五", "85", "%"),
    ("百分之百", "100", "%"),
    ("六分之一", "0.1666666667", ""),
    ("1/3", "0.3333333333", ""),
    ("一半以上", "50", "%"),
    ("10.8个百分点", "10.8", "百分点"),
    ("4个工作小时", "4", "工作小时"),
    ("8200个标准箱", "8200", "标准箱"),
    ("3个月", "3", "个月"),
    ("360台/万人", "360", "台/万人"),
    ("2500TEU", "2500", "TEU"),
    ("51.5千米", "51.5", "千米"),
    ("3200万千瓦", "32000000", "千瓦"),
    ("1000千瓦时", "1000", "千瓦时"),
    ("28微克/立方米", "28", "微克/立方米"),
    ("25万种植户", "250000", ""),
    ("12部门联动", "12", ""),
    ("-5.2%", "-5.2", "%"),
    ("一个半小时", "1.5", "小时"),
    ("2个半月", "2.5", "个月"),
    ("6块钱", "6", "元"),
    ("56Gbps", "56", "Gbps"),
    ("翻了一番", "100", "%"),
    ("翻两番", "300", "%"),
    ("9家乡镇卫生院", "9", "家"),
    ("10项目标任务", "10", "项"),
    ("10项目", "10", ""),
    ("120名师生", "120", "名"),
)


@pytest.mark.parametrize(("printed", "value", "unit"), NUMBERS)
def test_a_printed_number(printed: str, value: str, unit: str) -> None:
    number = values.numbers(printed)[0]
    assert (number.value, number.unit) == (Decimal(value), unit)
    assert number.printed and values.plain(printed)[number.start : number.end] == number.printed


def test_a_dash_between_shares_is_no_minus() -> None:
    assert [number.value for number in values.numbers("10%-15%")] == [10, 15]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,013", "1013"),
        ("二十一", "21"),
        ("两百零三万", "2030000"),
        ("二〇二四", "2024"),
        ("十", "10"),
        ("万亿", "1000000000000"),
    ],
)
def test_a_numeral(printed: str, value: str) -> None:
    assert values.numeral(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "企业", "12家", "1,2", "1.2.3"])
def test_no_numeral(printed: str) -> None:
    assert values.numeral(printed) is None


@pytest.mark.parametrize(
    "date",
    ["2024年9月9日", "19日至21日", "2021—2023年", "1至10月", "一季度", "3月23日", "9时30分", "2022年度", "90年代"],
)
def test_a_date_is_told_from_a_number(date: str) -> None:
    start, end = values.dates(f"在{date}前后")[0]
    assert f"在{date}前后"[start:end] == date


@pytest.mark.parametrize("name", ["2号线", "1号楼", "30年", "12个月"])
def test_what_is_no_date(name: str) -> None:
    assert not values.dates(name)


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2024年前三季度", "2024-01-01", "2024-09-30"),
        ("2024年第二季度", "2024-04-01", "2024-06-30"),
        ("2024年下半年", "2024-07-01", "2024-12-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2021—2023年", "2021-01-01", "2023-12-31"),
        ("今年以来", "", ""),
        ("近三年", "", ""),
    ],
)
def test_a_period(printed: str, first: str, last: str) -> None:
    period = values.period(f"{printed}，全市")
    assert period and (period.printed, period.first, period.last) == (printed, first, last)


def test_a_founding_year_is_no_period() -> None:
    assert values.period("公司成立于2009年，现有员工") is None


@given(st.text(alphabet="0123456789.,万亿千百十一二三成分之半余多家元%％年月日个/ⅷ²③", max_size=20))
def test_any_string_gives_finite_numbers_in_order(text: str) -> None:
    numbers = values.numbers(text)
    assert all(number.value.is_finite() and number.start < number.end for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))
    assert len(values.plain(text)) == len(text)


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_a_multiplier_moves_the_point(value: Decimal) -> None:
    number = values.numbers(f"{value:f}万元")[0]
    assert number.value == value * 10000 and number.unit == "元"
