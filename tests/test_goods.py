"""Goods: brands and models, and the words that may belong to them."""

from __future__ import annotations

import pytest

from kg import goods
from tests.test_reading import read


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“双峰”牌溴化锂冷（热）水机组获奖", {"“双峰”", "“双峰”牌", "“双峰”牌溴化锂冷（热）水机组"}),
        ("旗下双峰牌压缩机获奖", {"双峰牌压缩机"}),
    ],
)
def test_brands(text: str, wanted: set[str]) -> None:
    assert wanted <= {text[start:end] for start, end in goods.brands(read(text))}


@pytest.mark.parametrize("text", ["新闻品牌价值", "公司挂牌成立", "夺得金牌6枚"])
def test_other_words_with_the_sign(text: str) -> None:
    assert not list(goods.brands(read(text)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一台856HE电动装载机", "856HE电动装载机"),
        ("Z435型轮式装载机", "Z435型轮式装载机"),
        ("自研S7439G基板", "S7439G基板"),
    ],
)
def test_models(text: str, wanted: str) -> None:
    assert wanted in {text[start:end] for start, end in goods.models(read(text))}


@pytest.mark.parametrize("text", ["获评5A级景区", "建成4G基站", "容量23GWh", "电压500kV"])
def test_grades_and_units_are_no_models(text: str) -> None:
    assert not list(goods.models(read(text)))
