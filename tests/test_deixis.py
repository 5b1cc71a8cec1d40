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
        # the district that the article tells of, not the one it is compared with, nor a part of the country
        (
            "⟦District:崂山区⟧发布公告。|⟦District:崂山区⟧很快。|游客多来自⟦District:广西⟧。|全区民宿达到1180家。",
            "全区",
            "崂山区",
        ),
        (
            "⟦District:宁津县⟧发布公告。|⟦Organisation:宁津县市场监管局⟧推广。|标准由⟦District:临邑县⟧牵头。|全县电梯4126台。",
            "全县",
            "宁津县",
        ),
        ("⟦District:崂山区⟧发布公告。|湿地为⟦District:西南地区⟧首个。|全区湿地5万亩。", "全区", "崂山区"),
        # a zone named after a city says less of where a page is at home than the city would
        (
            "H:⟦District:慈溪⟧晒账单|⟦Organisation:慈溪市统计局⟧发布，比⟦District:宁波⟧快。|与⟦District:宁波⟧同步。"
            "|⟦District:宁波前湾新区⟧落户。|⟦District:宁波杭州湾新区⟧落户。|全市企业达到2000家。",
            "全市",
            "慈溪市",
        ),
        # but the one that a sentence or the one before it is about
        (
            "⟦District:宁津县⟧发布公告。|⟦Organisation:宁津县市场监管局⟧推广。|⟦District:临邑县⟧跟进。|全县电梯4126台。",
            "全县",
            "临邑县",
        ),
        (
            "⟦District:崂山区⟧发布公告。|⟦District:崂山区⟧很快。|与之相比，⟦District:市北区⟧较慢，全区民宿达到80家。",
            "全区",
            "市北区",
        ),
        ("⟦District:崂山区⟧发布公告，全市企业达到40万家。", "全市", "青岛市"),
        ("⟦Organisation:临江市晨光电气有限公司⟧落成。|该公司有员工300人。", "该公司", "临江市晨光电气有限公司"),
        ("⟦District:青岛市⟧开会，⟦Organisation:市委⟧部署。", "市委", "青岛市委"),
        ("⟦District:青岛市⟧开会，⟦Award:市长质量奖⟧揭晓。", "市长质量奖", "青岛市市长质量奖"),
        ("⟦District:青岛市⟧企业获评⟦Award:省级绿色工厂⟧。", "省级绿色工厂", "省级绿色工厂"),
        ("⟦District:青岛市⟧开会，⟦Organisation:市场监管局⟧部署。", "市场监管局", "市场监管局"),
        ("⟦District:青岛市⟧开会。|⟦Organisation:市政园林局⟧部署。", "市政园林局", "市政园林局"),
        ("⟦District:青岛市⟧开会。|⟦Organisation:市政务服务局⟧部署。", "市政务服务局", "青岛市政务服务局"),
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


@pytest.mark.parametrize(
    ("marked", "word", "name"),
    [
        # the article's own city wins over a city inside it, and over one that a body is named after
        ("⟦District:常州市⟧经济增长。|⟦District:溧阳市⟧、⟦District:金坛区⟧跟进。|全市达到40万家。", "全市", "常州市"),
        ("⟦District:常州市⟧与⟦Organisation:上海大学⟧签约。|全市企业达到40万家。", "全市", "常州市"),
        # an article of a city inside a city is about it
        ("⟦District:江阴市⟧经济增长。|⟦District:江阴⟧在⟦District:无锡⟧领先。|全市企业达到4万家。", "全市", "江阴市"),
        # one that tells of its neighbours too is about the city around them
        ("⟦District:南湖区⟧、⟦District:海宁市⟧、⟦District:桐乡市⟧、⟦District:海宁⟧跟进。|全市第一。", "全市", "嘉兴市"),
        # a clause about another city says so
        ("⟦District:常州市⟧开会，⟦District:常州市⟧发言。|⟦District:苏州市⟧跟进，全市达到4万家。", "全市", "苏州市"),
        # 全省 is no municipality, nor the province of a guest
        ("⟦District:九江市⟧和⟦District:湖北省⟧合作，⟦District:江西⟧支持，占全省的三成。", "全省", "江西省"),
        ("⟦District:九江市⟧引进⟦District:上海市⟧的项目，位列全省第一。", "全省", "江西省"),
        ("⟦District:常州市⟧增长，⟦District:溧阳市⟧领先，该市企业达到4万家。", "该市", "溧阳市"),
        # the sentence before is about what it opens with
        (
            "⟦Organisation:临江市第一医院⟧由⟦Organisation:东川大学医学院⟧托管。|该院有床位500张。",
            "该院",
            "临江市第一医院",
        ),
    ],
)
def test_what_the_article_is_about_wins(marked: str, word: str, name: str) -> None:
    assert pointing(marked)[word] == name
