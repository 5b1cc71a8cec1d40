"""Limits: what no name contains, whatever its type."""

from __future__ import annotations

import pytest

from kg import candidates, limits
from tests.test_reading import read


def offered(text: str, kind: str) -> set[str]:
    """The words of all candidates of one type."""
    return {text[c.start : c.end] for c in candidates.find(read(text)) if c.type == kind}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("“我们赢了，感谢师傅。”上周，他说", "Event", "“我们赢了，感谢师傅。”上周"),
        ("临江电子捧回省长质量奖", "Award", "临江电子捧回省长质量奖"),
        ("在阳朔县各建一座污水处理厂", "Organisation", "阳朔县各建一座污水处理厂"),
        ("3枚中国专利银奖花落临江", "Award", "3枚中国专利银奖"),
        ("这条跨海通道长24公里", "Program", "这条跨海通道"),
        ("临江科技联合东川科技大学组建", "Organisation", "临江科技联合东川科技大学"),
        ("除主论坛外", "Event", "除主论坛"),
        ("本报临江市5月12日电", "District", "临江市"),
        ("平湖企业临江光电股份有限公司", "Organisation", "平湖企业临江光电股份有限公司"),
        ("临江5月12日电第三届临江电气博览会", "Event", "临江5月12日电第三届临江电气博览会"),
        ("2016年12月28日打通全流程", "Document", "2016年12月28日打通全流程"),
        ("平湖企业——临江光电股份有限公司", "Organisation", "平湖企业——临江光电股份有限公司"),
    ],
)
def test_no_name_goes_across(text: str, kind: str, words: str) -> None:
    assert words not in offered(text, kind)


@pytest.mark.parametrize("text", ["临江市企业家协会", "东川银行股份有限公司临江分行", "临江企业服务中心", "世界环境日"])
def test_names_that_hold_such_words_stay_whole(text: str) -> None:
    assert any(text in offered(text, kind) for kind in ("Organisation", "Event", "Program"))


def test_a_word_cut_by_the_dictionary_still_counts() -> None:
    breaks = limits.Breaks("节能捧回省长质量奖")
    assert breaks.within(0, 9) and not breaks.within(4, 9)


def test_a_name_ends_where_a_reach_is_joined_to_it() -> None:
    text = "临江市质量奖和省级示范单位"
    assert limits.Breaks(text).within(0, len(text)) and not limits.Breaks(text).within(0, 6)
