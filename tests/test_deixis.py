"""Words that point: what 全市, 该公司 and 市委 mean on a page."""

from __future__ import annotations

import pytest

from kg import deixis
from kg.model import Mention
from tests.marked import read_marked, sentence_of


def pointing(marked: str) -> dict[str, str]:
    """Printed form → name, of every mention after resolution."""
    found = deixis.resolve(*read_marked(marked))
    return {mention.text: mention.name for mention in found}


@pytest.mark.parametrize(
    ("marked", "word", "name"),
    [
        ("⟦District:青岛市⟧发布公告。|全市企业达到40万家。", "全市", "青岛市"),
        ("⟦District:青岛市⟧发布公告。|⟦District:崂山区⟧跟进。|全区企业达到4万家。", "全区", "崂山区"),
        ("⟦Organisation:崂山区教育局⟧发布公告。|全区学校达到90所。", "全区", "崂山区"),
        ("⟦District:崂山区⟧发布公告，全市企业达到40万家。", "全市", "青岛市"),
        ("⟦Organisation:临江市晨光电气有限公司⟧落成。|该公司有员工300人。", "该公司", "临江市晨光电气有限公司"),
        ("⟦District:青岛市⟧开会，⟦Organisation:市委⟧部署。", "市委", "青岛市委"),
        ("⟦District:青岛市⟧开会，⟦Award:市长质量奖⟧揭晓。", "市长质量奖", "青岛市市长质量奖"),
        ("⟦District:青岛市⟧企业获评⟦Award:省级绿色工厂⟧。", "省级绿色工厂", "省级绿色工厂"),
    ],
)
def test_it_means(marked: str, word: str, name: str) -> None:
    assert pointing(marked)[word] == name


@pytest.mark.parametrize(
    "marked",
    [
        "⟦District:望海湾开发区⟧新开工项目23个，全市第一。",  # 开发区 is also the name of a town of 阳泉
        "⟦Organisation:新建产业学院⟧招生，全市第一。",  # 新建 is also short for a district of 南昌
        "⟦District:鼓楼区⟧获奖，全市第一。",  # four cities have one
    ],
)
def test_it_is_not_guessed(marked: str) -> None:
    assert "全市" not in pointing(marked)


def test_a_deictic_mention_overlaps_none_and_says_so() -> None:
    sentence, mentions = sentence_of("⟦District:青岛市⟧的⟦Event:全市质量大会⟧召开，全市参加。", 0)
    found = deixis.resolve([sentence], mentions)
    assert [(m.text, m.deictic) for m in found if isinstance(m, Mention)] == [
        ("青岛市", False),
        ("全市质量大会", False),
        ("全市", True),
    ]
