"""Claims of who is at an event, who makes, issues and joins: made-up bodies, each construction once."""

from __future__ import annotations

import pytest

from tests.test_claims_places import said
from tests.test_claims_programs import triples

FAIR = "⟦Event:甲城茶博会⟧昨天在⟦District:甲城市⟧开幕。|"
AT_FAIR: list[tuple[str, list[str]]] = [
    (
        "⟦Organisation:国茶协会⟧、⟦Organisation:乙茶学会⟧等机构的官员与来自12个国家的茶商共300余人到场。",
        ["国茶协会", "乙茶学会"],
    ),
    ("⟦District:丙原市⟧、⟦District:丁山市⟧此番也派团观摩。", ["丙原市", "丁山市"]),
    ("⟦District:丁国⟧首次担任主宾国。", ["丁国"]),
    ("专程赶来取经的，还有⟦Organisation:丙原茶业局⟧的同行。", ["丙原茶业局"]),
    ("首次设立的“数字展区”由⟦Organisation:乙水数科⟧布展。", ["乙水数科"]),
    ("⟦Organisation:乙水茶企⟧在会上发布⟦Document:《茶业蓝皮书》⟧。", ["乙水茶企"]),
    ("⟦Organisation:乙水茶企⟧在新闻发布会上发布⟦Document:《茶业蓝皮书》⟧。", []),
    ("⟦Organisation:乙水茶企⟧展出的⟦Product:“云尖”白茶⟧卖空了。", ["乙水茶企", "“云尖”白茶"]),
    ("首次亮相的⟦Product:“云尖”白茶⟧三天卖空。", ["“云尖”白茶"]),
    ("签约台也没闲着：⟦Organisation:乙水茶企⟧牵手⟦Organisation:甲城学院⟧。", ["乙水茶企", "甲城学院"]),
    (
        "随后的签约环节，⟦District:乙水县⟧与⟦Organisation:甲城学院⟧、⟦Organisation:丙原银行⟧三方结成伙伴。",
        ["乙水县", "甲城学院", "丙原银行"],
    ),
    ("会上，教师⟦Person:王某⟧等6人受聘为顾问。", ["王某"]),
    ("⟦Organisation:乙水茶企⟧的代表⟦Person:王某⟧表态发言。", ["乙水茶企", "王某"]),
    ("⟦Organisation:丙原银行⟧把服务台搬到了现场。", ["丙原银行"]),
    ("主持开幕论坛。|原定到场的⟦Organisation:丁山茶社⟧因故缺席。", []),
    ("⟦Person:王某⟧告诉记者，茶价涨了。", []),
]


@pytest.mark.parametrize(("text", "wanted"), AT_FAIR, ids=range(len(AT_FAIR)))
def test_who_is_at_the_fair_told_of(text: str, wanted: list[str]) -> None:
    assert sorted(who for who, _, _ in triples(FAIR + text, "participatesIn")) == sorted(wanted)


def test_a_fair_that_is_held_is_spoken_of_further_on() -> None:
    text = FAIR + "天气晴好。|茶香扑鼻。|人流如织。|茶价稳定。|参展的⟦Organisation:乙水茶企⟧卖空了货。"
    assert triples(text, "participatesIn") == {("乙水茶企", "participatesIn", "甲城茶博会")}


def test_medals_counted_in_a_contest() -> None:
    text = "⟦Event:甲城技能大赛⟧昨天落幕。|⟦Organisation:甲城一中⟧、⟦Organisation:乙水中学⟧各添一金。"
    assert {who for who, _, _ in triples(text, "participatesIn")} == {"甲城一中", "乙水中学"}


THERE_TOO: list[tuple[str, list[str]]] = [
    (
        "⟦District:乙水县⟧、⟦District:丙原县⟧2个县和⟦Organisation:甲城学院⟧依次作了交流发言。",
        ["乙水县", "丙原县", "甲城学院"],
    ),
    ("作为分会场，⟦District:乙水县⟧推出夜游。", ["乙水县"]),
    ("颁奖环节，⟦Person:王某⟧代表茶农领走奖牌。", ["王某"]),
    ("代表⟦District:乙水县⟧出战的是一支新军。", []),
]


@pytest.mark.parametrize(("text", "wanted"), THERE_TOO, ids=range(len(THERE_TOO)))
def test_lists_stages_and_branch_venues(text: str, wanted: list[str]) -> None:
    assert sorted(who for who, _, _ in triples(FAIR + text, "participatesIn")) == sorted(wanted)


def test_an_honour_at_a_congress_is_no_taking_part() -> None:
    text = "在⟦Event:甲城质量大会⟧上，⟦Organisation:甲江新材⟧获得⟦Award:甲城市长质量奖⟧。"
    assert triples(text, "participatesIn") == set()


SAID: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "participatesIn",
        "⟦Program:甲江大桥⟧合龙，⟦Organisation:丙原一建⟧、⟦Organisation:丁山路桥⟧等十余家单位参建。",
        [("丙原一建", "甲江大桥"), ("丁山路桥", "甲江大桥")],
    ),
    (
        "implements",
        (
            "⟦Program:甲城二号线⟧扩建工程开工。|⟦Program:甲城地铁⟧里程增至90公里。"
            "|工程去年动工，由⟦Organisation:甲城轨道公司⟧负责建设。"
        ),
        [("甲城轨道公司", "甲城二号线")],
    ),
    (
        "implements",
        "⟦Program:甲江电池项目⟧和⟦Program:乙水薄膜项目⟧开工。|前者由⟦Organisation:丙原能源⟧出资。",
        [("丙原能源", "甲江电池项目")],
    ),
    (
        "implements",
        "⟦District:甲城市⟧靠海。|⟦Organisation:甲城市海洋局⟧局长⟦Person:王某⟧说，今年将争创⟦Award:国家海洋示范城市⟧。",
        [("甲城市", "国家海洋示范城市")],
    ),
    ("implements", "⟦District:甲城市⟧力争明年跻身⟦Award:全国文明城市⟧行列。", [("甲城市", "全国文明城市")]),
    (
        "implements",
        "去年获批的⟦District:甲城产业园⟧，正打造⟦Award:国家级示范园区⟧。",
        [("甲城产业园", "国家级示范园区")],
    ),
    ("implements", "⟦Organisation:甲江⟧扩产。|去年动工的⟦Program:甲江智能工厂⟧投产。", [("甲江", "甲江智能工厂")]),
    (
        "implements",
        "⟦Program:“暖江”行动⟧启动于2009年，⟦Organisation:甲城慈善会⟧牵头，⟦Organisation:乙水医院⟧先后加入。",
        [("甲城慈善会", "“暖江”行动")],
    ),
    (
        "participatesIn",
        "⟦Program:“暖江”行动⟧启动于2009年，⟦Organisation:甲城慈善会⟧牵头，⟦Organisation:乙水医院⟧先后加入。",
        [("乙水医院", "“暖江”行动")],
    ),
    (
        "implements",
        "依托⟦Organisation:甲城海关⟧与⟦Organisation:乙水海关⟧共推的⟦Program:“联动”模式⟧，货物快走。",
        [("甲城海关", "“联动”模式"), ("乙水海关", "“联动”模式")],
    ),
    ("implements", "对共建⟦Program:“一带一路”⟧国家，⟦District:甲城市⟧出口增长。", []),
    (
        "produces",
        "夺冠的⟦Product:“天工”机器人⟧身高1.8米，由⟦Organisation:甲江智能⟧研发。",
        [("甲江智能", "“天工”机器人")],
    ),
    ("produces", "⟦Organisation:甲江智能⟧靠⟦Product:“天工”机器人⟧入围。", [("甲江智能", "“天工”机器人")]),
    ("produces", "⟦Organisation:乙水茶企⟧选送的⟦Product:“云尖”白茶⟧获奖。", [("乙水茶企", "“云尖”白茶")]),
    ("produces", "⟦Organisation:甲江智能⟧参展。|同期发布的还有⟦Product:“茶价指数”⟧。", []),
    (
        "issued",
        "⟦Document:《甲城绿地办法》⟧由⟦Organisation:甲城园林局⟧起草、⟦Organisation:甲城市政府⟧印发。",
        [("甲城园林局", "甲城绿地办法"), ("甲城市政府", "甲城绿地办法")],
    ),
    (
        "issued",
        (
            "⟦Document:《甲城绿地办法》⟧出炉。|文件由⟦Organisation:甲城市政府⟧印发，"
            "牵头起草的是⟦Organisation:甲城园林局⟧。"
        ),
        [("甲城园林局", "甲城绿地办法"), ("甲城市政府", "甲城绿地办法")],
    ),
    (
        "issued",
        "⟦Document:《甲城绿地报告》⟧由⟦Organisation:甲城园林局⟧副局长⟦Person:王某⟧对外发布。",
        [("甲城园林局", "甲城绿地报告")],
    ),
    (
        "issued",
        "由⟦Organisation:甲江新材⟧牵头、⟦Organisation:甲城大学⟧等单位参与起草的⟦Document:《薄膜通则》⟧实施。",
        [("甲江新材", "薄膜通则"), ("甲城大学", "薄膜通则")],
    ),
    ("issued", "⟦Organisation:甲城剧院⟧推出新编剧目⟦Document:《茶山谣》⟧。", []),
    (
        "organises",
        "今年，⟦District:甲城市⟧还将与⟦District:乙水市⟧共办⟦Event:两江设计大赛⟧。",
        [("甲城市", "两江设计大赛"), ("乙水市", "两江设计大赛")],
    ),
    (
        "organises",
        "⟦Organisation:甲城园林局⟧局长⟦Person:王某⟧说，公司还将参加5月在⟦District:乙水市⟧举行的⟦Event:花博会⟧。",
        [],
    ),
]


@pytest.mark.parametrize(("predicate", "text", "wanted"), SAID, ids=range(len(SAID)))
def test_what_is_said_another_way(predicate: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert {(who, what) for who, _, what in triples(text, predicate)} == set(wanted)


AT_IT = [
    ("⟦Event:北山论坛⟧开幕。|⟦Organisation:东江局⟧、⟦Organisation:西江局⟧受邀派员参加了论坛。", "西江局", "北山论坛"),
    ("⟦Event:北山论坛⟧开幕。|⟦Organisation:东江公司⟧的代表也作了交流。", "东江公司", "北山论坛"),
    (
        (
            "⟦Event:北山论坛⟧开幕。|三位发言人登台：⟦Organisation:东江公司⟧经理⟦Person:王某⟧谈溯源，"
            "⟦Organisation:西江公司⟧厂长⟦Person:李某⟧谈开采。"
        ),
        "李某",
        "北山论坛",
    ),
    ("⟦Event:北山大会⟧召开。|在会上介绍经验的⟦Organisation:东江公司⟧，总部不远。", "东江公司", "北山大会"),
    ("⟦Event:北山博览会⟧开幕，⟦District:甲国⟧出任主题国。", "甲国", "北山博览会"),
    ("⟦Organisation:东江公司⟧携⟦Product:星光芯片⟧亮相⟦Event:北山博览会⟧。", "东江公司", "北山博览会"),
    ("⟦Event:北山博览会⟧开幕。|⟦Organisation:东江公司⟧亮出的空芯光纤引人注目。", "东江公司", "北山博览会"),
]


@pytest.mark.parametrize(("marked", "one", "other"), AT_IT, ids=[marked for marked, _, _ in AT_IT])
def test_who_is_told_to_be_at_it(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "participatesIn")


HOLDERS = [
    ("⟦Organisation:东江市政府⟧把⟦Event:北山大会⟧开到了镇上。", "东江市政府", "北山大会"),
    ("⟦District:南湖市⟧获得⟦Event:北山运动会⟧举办权。", "南湖市", "北山运动会"),
]


@pytest.mark.parametrize(("marked", "one", "other"), HOLDERS, ids=[marked for marked, _, _ in HOLDERS])
def test_who_holds_it(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "organises")


MEETING = "⟦Event:甲城质量大会⟧昨天在⟦District:甲城市⟧召开。|"
AT_MEETING: list[tuple[str, list[str]]] = [
    # a list before the heads that came, their number between
    (
        "⟦Organisation:甲城税务局⟧、⟦Organisation:甲城商务局⟧以及⟦District:乙水区⟧分管负责同志，共约90人到会。",
        ["甲城税务局", "甲城商务局", "乙水区"],
    ),
    # branch venues of a meeting
    ("⟦District:乙水县⟧、⟦District:丁山县⟧设分会场。", ["乙水县", "丁山县"]),
    ("会场设在⟦District:甲城市⟧，不像上届那样把分会场放到⟦District:乙水县⟧。", []),
    # who signs on the spot, and with whom
    ("⟦Organisation:甲城质检院⟧当场与⟦Organisation:乙水集团⟧签订协议。", ["甲城质检院", "乙水集团"]),
    # learners and teachers
    ("说这话的是学员代表、⟦Organisation:乙水集团⟧质量总监⟦Person:王某⟧。", ["王某"]),
    ("授课老师里有⟦Organisation:甲城大学⟧的教授⟦Person:王某⟧，也有技师⟦Person:李某⟧。", ["王某", "李某"]),
    ("现场，秘书长⟦Person:王某⟧发布了名单。", ["王某"]),
    # who was elsewhere at another event
    ("⟦Person:王某⟧去年代表⟦District:甲城市⟧参加⟦Event:全国质量技能大赛⟧，列第九。", ["王某 全国质量技能大赛"]),
    # outside the door
    ("⟦Person:王某⟧在会下说起此事。", []),
    # who was expected and stayed away
    ("原定来的⟦District:丁国⟧展团因故取消行程。", []),
]


@pytest.mark.parametrize(("text", "wanted"), AT_MEETING, ids=range(len(AT_MEETING)))
def test_who_is_at_the_meeting_told_of(text: str, wanted: list[str]) -> None:
    found = [who if at == "甲城质量大会" else f"{who} {at}" for who, _, at in triples(MEETING + text, "participatesIn")]
    assert sorted(found) == sorted(wanted)


def test_a_day_that_is_kept_is_no_scene() -> None:
    text = "⟦Event:世界知识产权日⟧前夕，法院召开发布会。|副院长⟦Person:王某⟧主持发布会。"
    assert triples(text, "participatesIn") == set()


def test_works_that_are_begun_have_no_guests_at_their_branch_venues() -> None:
    text = "⟦Event:甲城市重大项目集中开工⟧昨天举行。|⟦District:乙水县⟧设分会场。"
    assert triples(text, "participatesIn") == set()


def test_a_job_fair_is_attended_by_those_that_bring_posts() -> None:
    text = "⟦Event:甲城秋季招聘会⟧昨天举行。|⟦Organisation:乙水集团⟧、⟦Organisation:丁山银行⟧等28家企业带去900个岗位。"
    assert {who for who, _, _ in triples(text, "participatesIn")} == {"乙水集团", "丁山银行"}


def test_who_only_says_something_in_a_story_of_a_fair_is_no_guest() -> None:
    assert triples(FAIR + "商务局局长⟦Person:王某⟧说，茶价涨了。", "participatesIn") == set()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("在⟦District:甲城市⟧，⟦Organisation:乙水集团⟧的车间昼夜不停。", {"乙水集团"}),
        ("在⟦District:甲城市⟧，⟦Organisation:乙水医院⟧新院区封顶在即。", set()),
        ("在⟦District:甲城市⟧，⟦Organisation:乙水集团⟧与⟦Organisation:丁山合作社⟧合办基地。", set()),
        ("在⟦District:甲城市⟧，茶农把鲜叶送进⟦Organisation:丁山合作社⟧。", set()),
    ],
)
def test_whom_a_scene_is_the_seat_of(text: str, where: set[str]) -> None:
    assert {who for who, _, _ in triples(text, "locatedIn")} == where
