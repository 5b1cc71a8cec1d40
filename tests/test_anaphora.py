"""Definite nouns: what 该公司, 这家…的企业, 学校 and 展会 take up."""

from __future__ import annotations

import pytest

from kg import anaphora, deixis
from tests.marked import read_marked

LAMPS, CABLES, COLLEGE, FAIR = "临江市晨光电气有限公司", "望海电缆有限公司", "临江职业技术学院", "第三届临江电气博览会"
WORKS, PARTNER, SCHOOL = (f"⟦Organisation:{name}⟧" for name in (LAMPS, CABLES, COLLEGE))
OPENED = f"⟦Event:{FAIR}⟧开幕。|"


def pointing(marked: str) -> dict[str, str]:
    """Printed form → name, of the deictic mentions."""
    return {m.text: m.name for m in deixis.resolve(*read_marked(marked)) if m.deictic}


@pytest.mark.parametrize(
    ("marked", "word", "name"),
    [
        (f"{WORKS}落成。|这家老厂去年扩建。", "这家老厂", LAMPS),
        (f"{WORKS}落成。|这家扎根河西的老牌电气企业去年扩建。", "老牌电气企业", LAMPS),
        (f"{WORKS}落成。|{WORKS}扩建，{PARTNER}配合。|去年，企业产值翻番。", "企业", LAMPS),
        (f"{SCHOOL}开学。|去年与学校签约的有{WORKS}。", "学校", COLLEGE),
        (f"{OPENED}展会为期三天。", "展会", FAIR),
        (f"{OPENED}本届展会为期三天。", "本届展会", FAIR),
        (f"{WORKS}获评⟦Award:省级绿色工厂⟧。|全市拿到这一荣誉的有12家。", "这一荣誉", "省级绿色工厂"),
        (f"{WORKS}落成。|客户有{PARTNER}、⟦Organisation:恒通科技⟧。|该公司扩建。", "该公司", LAMPS),
        (f"{WORKS}落成，与{PARTNER}签约。|该公司扩建。", "该公司", LAMPS),
        (f"由{WORKS}研制的设备投用。|{PARTNER}负责人说，公司去年扩建。", "公司", CABLES),
        ("⟦Organisation:临江中院知识产权审判庭⟧开庭。|该院去年结案。", "该院", "临江中院"),
        ("⟦Organisation:临江中院知识产权审判庭⟧开庭。|该庭去年结案。", "该庭", "临江中院知识产权审判庭"),
        (f"⟦Organisation:晨光集团有限公司⟧落成。|{PARTNER}扩建。|去年，集团增产。", "集团", "晨光集团有限公司"),
        ("⟦District:清河县⟧建厂。|眼下，当地正在扩产。", "当地", "清河县"),
        ("⟦Organisation:临江蔬菜质量中心⟧成立。|截至目前，中心已启动12项研究。", "中心", "临江蔬菜质量中心"),
        ("⟦Program:临江运河⟧动工。|运河全长134公里。", "运河", "临江运河"),
        (f"{WORKS}落成。|开幕。|剪彩。|致辞。|参观。|散会。|公司去年扩建。", "公司", LAMPS),
        ("⟦District:望海镇⟧开会。|镇上的工厂有12家。", "镇上", "望海镇"),
        ("⟦District:清河县⟧产值居第三，仅次于⟦District:白石县⟧。|该县今年扩产。", "该县", "清河县"),
        (
            "⟦District:临江开发区⟧扩区。|⟦District:临江开发区⟧招商。|会后，⟦District:望海产业园⟧动工。"
            "|去年，园区增产。",
            "园区",
            "临江开发区",
        ),
    ],
)
def test_it_takes_up(marked: str, word: str, name: str) -> None:
    assert pointing(marked)[word] == name


@pytest.mark.parametrize(
    "marked",
    [
        f"{WORKS}落成。|企业家们来了。",  # 企业家 is another word
        f"{SCHOOL}开学。|两级法院收案1386件。",  # no court was named
        f"{SCHOOL}开学。|在15个副省级城市里排第三。",  # 市里 within another word
        "⟦Organisation:临江市市场监管局⟧发布公告。|去年，企业产值翻番。",  # an office is no company
    ],
)
def test_it_takes_up_nothing(marked: str) -> None:
    assert pointing(marked) == {}


def test_an_article_tells_of_whom_it_names_twice_as_often_as_others() -> None:
    _, mentions = read_marked(f"{WORKS}与{PARTNER}签约。|{WORKS}投资2亿元。")
    company = anaphora.kinds()["公司"]
    told = anaphora.main(company, mentions)
    assert told is not None and told.name == "临江市晨光电气有限公司"
    assert anaphora.main(company, mentions[:2]) is None


def test_a_short_form_in_brackets_tells_of_whom_the_article_is() -> None:
    _, mentions = read_marked(f"{WORKS}（下称晨光电气）投产。|{PARTNER}、⟦Organisation:恒通科技⟧是客户。")
    told = anaphora.main(anaphora.kinds()["公司"], mentions)
    assert told is not None and told.name == "临江市晨光电气有限公司"
