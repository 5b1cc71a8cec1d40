"""Claims of events: each construction once, with made-up bodies."""

from __future__ import annotations

import pytest

from tests.test_claims_programs import triples

HELD = "⟦Event:甲城茶博会⟧昨天开幕。|"
THERE: list[tuple[str, list[str]]] = [
    ("甲城市副市长⟦Person:王某⟧致欢迎辞。", ["王某"]),
    ("⟦Person:王某⟧作了解读。", ["王某"]),
    ("⟦Person:王某⟧因公出差未能到会。", []),
    (
        "会上，⟦Document:《茶业共识》⟧获得通过；⟦Organisation:甲城学院⟧联合⟦Organisation:乙水茶企⟧发布年报，"
        "⟦Organisation:丙原银行⟧则与⟦Organisation:丁山茶社⟧签约。",
        ["甲城学院", "乙水茶企", "丙原银行", "丁山茶社"],
    ),
    ("会议期间，⟦Organisation:甲城学院⟧与⟦Organisation:乙水茶企⟧签约。", ["甲城学院", "乙水茶企"]),
    ("在⟦Organisation:丙原银行⟧新闻发布会上，⟦Organisation:甲城学院⟧发布年报。", []),
    ("⟦District:乙水县⟧、⟦District:丙原县⟧等产茶大户悉数组团前来。", ["乙水县", "丙原县"]),
    ("本届首次邀请⟦District:丁山县⟧组团参展。", ["丁山县"]),
    ("主宾国⟦District:丁国⟧带来27个品牌。", ["丁国"]),
    ("⟦Product:“云尖”白茶⟧的展台前挤满了人。", ["“云尖”白茶"]),
    ("参展商包括⟦Organisation:乙水茶企⟧。", ["乙水茶企"]),
    ("参展企业家⟦Person:王某⟧卖空了货。", ["王某"]),
]


@pytest.mark.parametrize(("text", "wanted"), THERE, ids=range(len(THERE)))
def test_who_is_there(text: str, wanted: list[str]) -> None:
    assert sorted(who for who, _, what in triples(HELD + text, "participatesIn")) == sorted(wanted)


def test_a_plan_told_by_a_person_is_the_bodys() -> None:
    text = "总经理⟦Person:王某⟧表示，⟦Organisation:乙水茶企⟧还将参加下月举行的⟦Event:甲城茶博会⟧。"
    assert triples(text, "participatesIn") == {("乙水茶企", "participatesIn", "甲城茶博会")}


CONTEST: list[tuple[str, list[str]]] = [
    ("⟦Organisation:甲城队⟧3比1战胜⟦Organisation:乙水队⟧。", ["甲城队", "乙水队"]),
    ("⟦Person:王某⟧以2小时9分的成绩获得男子组冠军。", ["王某"]),
    ("⟦Organisation:甲城队⟧累计夺得4次全国冬运会冠军。", []),
    ("去年，⟦Person:王某⟧摘得⟦Award:全国锦标赛冠军⟧。", []),
    ("⟦Person:王某⟧摘得⟦Award:邀请赛男子组冠军⟧。", ["王某"]),
    ("⟦Person:王某⟧摘得⟦Award:2024甲城邀请赛冠军⟧。", ["王某"]),
]


@pytest.mark.parametrize(("text", "wanted"), CONTEST, ids=range(len(CONTEST)))
def test_who_is_in_a_contest(text: str, wanted: list[str]) -> None:
    marked = "⟦Event:甲城邀请赛⟧昨天落幕。|" + text
    assert sorted(who for who, _, _ in triples(marked, "participatesIn")) == sorted(wanted)


HOSTS: list[tuple[str, list[str]]] = [
    ("⟦Event:甲城茶博会⟧由⟦Organisation:甲城市政府⟧与⟦Organisation:省茶业协会⟧合办。", ["甲城市政府", "省茶业协会"]),
    (
        "⟦Event:甲城茶博会⟧由⟦Organisation:甲城市政府⟧主办，承办方为⟦Organisation:乙水茶企⟧与⟦Organisation:丙原银行⟧。",
        ["甲城市政府", "乙水茶企", "丙原银行"],
    ),
    ("⟦Event:甲城茶博会⟧昨天在⟦District:乙水县⟧举行。", []),
    ("⟦District:甲城市⟧拟申办⟦Event:全国园博会⟧。", []),
    ("⟦District:甲城市⟧力争成功申办⟦Event:全国园博会⟧。", []),
    ("⟦District:甲城市⟧启动⟦Event:全国园博会⟧申办工作。", []),
    ("⟦District:甲城市⟧未能获得⟦Event:全国园博会⟧举办权。", []),
    ("⟦District:甲城市⟧成功申办⟦Event:全国园博会⟧。", ["甲城市"]),
    ("⟦District:甲城市⟧申办⟦Event:全国园博会⟧成功。", ["甲城市"]),
    ("⟦District:甲城市⟧获得⟦Event:全国园博会⟧举办权。", ["甲城市"]),
    ("在⟦Organisation:甲城会展中心⟧举办的⟦Event:甲城茶博会⟧上，12个项目签约。", []),
    ("⟦Organisation:云岭公司⟧曾为上合组织⟦Event:甲城峰会⟧供瓷。", []),
    ("⟦Organisation:云岭公司⟧曾为世卫组织⟦Event:甲城峰会⟧供瓷。", []),
    ("⟦Organisation:云岭公司⟧曾组织⟦Event:甲城峰会⟧。", ["云岭公司"]),
    ("⟦District:甲城市⟧如愿获得⟦Event:全国园博会⟧举办权。", ["甲城市"]),
    ("⟦District:甲城市⟧众望所归，拿下⟦Event:全国园博会⟧举办权。", ["甲城市"]),
    ("⟦District:甲城市⟧在激烈竞争中获得⟦Event:全国园博会⟧举办权。", ["甲城市"]),
    ("⟦District:甲城市⟧如今取得⟦Event:全国园博会⟧承办权。", ["甲城市"]),
    ("⟦District:甲城市⟧有望获得⟦Event:全国园博会⟧举办权。", []),
    ("⟦District:甲城市⟧如能获得⟦Event:全国园博会⟧举办权，将扩建场馆。", []),
]


@pytest.mark.parametrize(("text", "wanted"), HOSTS, ids=range(len(HOSTS)))
def test_who_holds_an_event(text: str, wanted: list[str]) -> None:
    assert sorted(who for who, _, _ in triples(text, "organises")) == sorted(wanted)


ISSUERS: list[tuple[str, list[str]]] = [
    ("⟦Organisation:甲城研究院⟧牵头的⟦Document:茶叶术语⟧下月施行。", ["甲城研究院"]),
    (
        "由⟦Organisation:甲城市市监局⟧牵头、⟦Organisation:甲城茶业协会⟧起草的⟦District:甲城市⟧地方标准⟦Document:茶叶术语⟧下月施行。",
        ["甲城市市监局", "甲城茶业协会"],
    ),
    ("⟦District:甲城市⟧出台⟦Document:茶产业促进条例⟧实施方案。", []),
    ("⟦Organisation:甲城茶业协会⟧发放⟦Document:茶农手册⟧5000份。", []),
    ("⟦Organisation:甲城茶业协会⟧编印⟦Document:茶农手册⟧3万册。", ["甲城茶业协会"]),
    ("⟦Organisation:甲城人大常委会⟧⟦Document:茶业条例⟧获通过。", ["甲城人大常委会"]),
    ("⟦District:甲城市⟧⟦Document:茶业规划⟧获⟦Organisation:省政府⟧批复。", ["甲城市"]),
    ("⟦Organisation:甲城研究院⟧牵头的项目形成⟦Document:茶叶术语⟧。", []),
    ("⟦Organisation:甲城医院⟧⟦Document:茶与健康⟧获一等奖。", []),
]


@pytest.mark.parametrize(("text", "wanted"), ISSUERS, ids=range(len(ISSUERS)))
def test_who_issues_a_document(text: str, wanted: list[str]) -> None:
    assert sorted({who for who, _, _ in triples(text, "issued")}) == sorted(wanted)
