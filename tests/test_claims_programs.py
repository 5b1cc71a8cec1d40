"""Claims of undertakings, documents and posts: each construction once, with made-up bodies."""

from __future__ import annotations

import pytest

from tests.test_claims import read
from tests.test_claims_places import said

Triples = set[tuple[str, str, str]]


def triples(marked: str, *predicates: str) -> Triples:
    """The claims of these predicates."""
    return {(c.subject.name, c.predicate, c.object.name) for c in read(marked) if c.predicate in predicates}


BOTH = "⟦Organisation:甲城水务⟧与⟦Organisation:丙原能源⟧签订协议，双方将合力搭建⟦Program:“清流”监测平台⟧。"
RUN: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "⟦Program:甲城二号线⟧全长30公里，由⟦Organisation:甲城轨道公司⟧运营，明年通车。",
        [("甲城轨道公司", "甲城二号线")],
    ),
    (
        "⟦Program:“灯塔”项目⟧落户甲城。|该项目由⟦Organisation:甲江集团⟧旗下的⟦Organisation:甲江新材⟧投资12亿元兴建。",
        [("甲江新材", "“灯塔”项目")],
    ),
    (
        "由⟦Organisation:甲城法院⟧会同⟦Organisation:甲城仲裁院⟧搭建的⟦Program:“一码通”平台⟧上线。",
        [("甲城法院", "“一码通”平台"), ("甲城仲裁院", "“一码通”平台")],
    ),
    (BOTH, [("甲城水务", "“清流”监测平台"), ("丙原能源", "“清流”监测平台")]),
    ("⟦Program:甲江大桥⟧合龙，项目业主是⟦Organisation:甲城交投⟧。", [("甲城交投", "甲江大桥")]),
    (
        "⟦District:乙水县⟧茶园连片，⟦Organisation:乙水茶业公司⟧扩产。|县里今年启动⟦Program:“绿叶”计划⟧。",
        [("乙水县", "“绿叶”计划")],
    ),
    ("⟦District:甲城⟧正申报⟦Award:国家级夜间消费集聚街区⟧。", [("甲城", "国家级夜间消费集聚街区")]),
    ("⟦District:甲城⟧正申报⟦Award:中国质量奖⟧。", []),
    ("对新建成的⟦Program:省级科研平台⟧，一次补助100万元。", []),
    ("这家靠卖伞起家的企业推行⟦Program:首席质量官制度⟧。", []),
    (
        "⟦Organisation:甲江新材⟧位于⟦District:甲城高新区⟧的⟦Program:智能生产基地⟧试产。",
        [("甲江新材", "智能生产基地")],
    ),
    ("作为⟦Program:甲城数据港⟧的承建单位，⟦Organisation:甲城数科⟧昼夜施工。", [("甲城数科", "甲城数据港")]),
    ("⟦Program:“河长制”⟧推行以来，⟦District:乙水县⟧水质连年改善。", [("乙水县", "“河长制”")]),
    ("⟦District:甲城⟧以⟦Program:“千村计划”⟧为抓手，整治村庄。", [("甲城", "“千村计划”")]),
]


@pytest.mark.parametrize(("text", "wanted"), RUN, ids=range(len(RUN)))
def test_who_runs_an_undertaking(text: str, wanted: list[tuple[str, str]]) -> None:
    assert triples(text, "implements") == {(who, "implements", what) for who, what in wanted}


JOIN: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "甲城推出⟦Program:“共享法庭”试点⟧，⟦District:乙水镇⟧、⟦District:丙原镇⟧被列为首批试点。",
        [("乙水镇", "“共享法庭”试点"), ("丙原镇", "“共享法庭”试点")],
    ),
    ("⟦Program:“免申即享”制度⟧今年起在⟦District:乙水县⟧率先试行。", [("乙水县", "“免申即享”制度")]),
    (
        "⟦Program:“一码通”平台⟧上线。|⟦Organisation:甲江新材⟧、⟦Organisation:甲城数科⟧等40家企业已入驻平台。",
        [("甲江新材", "“一码通”平台"), ("甲城数科", "“一码通”平台")],
    ),
    (
        "⟦Program:“暖居”工程⟧覆盖⟦District:乙水县⟧、⟦District:丙原县⟧。",
        [("乙水县", "“暖居”工程"), ("丙原县", "“暖居”工程")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), JOIN, ids=range(len(JOIN)))
def test_who_joins_an_undertaking(text: str, wanted: list[tuple[str, str]]) -> None:
    assert triples(text, "participatesIn") == {(who, "participatesIn", what) for who, what in wanted}


ISSUED: list[tuple[str, list[str]]] = [
    ("根据⟦Organisation:甲城市政府⟧日前印发的⟦Document:《甲城绿地办法》⟧，绿地要向公众开放。", ["甲城市政府"]),
    ("答案写在⟦Organisation:甲城研究院⟧上月公布的⟦Document:《甲城年度报告》⟧里。", ["甲城研究院"]),
    (
        "⟦Document:《甲城绿地办法》⟧由⟦Organisation:甲城园林局⟧会同⟦Organisation:甲城设计院⟧编制。",
        ["甲城园林局", "甲城设计院"],
    ),
    ("经⟦Organisation:甲城市人大常委会⟧表决通过，⟦Document:《甲城绿地条例》⟧昨天公布。", ["甲城市人大常委会"]),
    ("⟦Document:《甲城绿地规划》⟧出自⟦Organisation:甲城设计院⟧之手。", ["甲城设计院"]),
    ("⟦Organisation:甲江新材⟧牵头制定12项标准，其中包括⟦Document:《薄膜通则》⟧。", ["甲江新材"]),
    (
        "⟦Organisation:国际薄膜组织⟧发布由⟦Organisation:甲江新材⟧牵头起草的⟦Document:《薄膜通则》⟧。",
        ["国际薄膜组织", "甲江新材"],
    ),
    ("⟦Organisation:甲江新材⟧展出样品。|发布会上还发布了⟦Document:《薄膜报告》⟧。", []),
    ("⟦Organisation:甲城园林局⟧正起草⟦Document:《甲城绿地办法》⟧的实施细则。", []),
    ("⟦Organisation:甲城研究院⟧发布的⟦Document:《甲城百强榜》⟧上，企业换了座次。", []),
    ("⟦Organisation:甲城园林局⟧通过⟦Document:《甲城绿地办法》⟧管住了乱占。", []),
]


@pytest.mark.parametrize(("text", "wanted"), ISSUED, ids=range(len(ISSUED)))
def test_who_issued_a_document(text: str, wanted: list[str]) -> None:
    assert sorted(who for who, _, _ in triples(text, "issued")) == sorted(wanted)


POSTS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "⟦Organisation:甲城知识产权法庭⟧被⟦Organisation:最高人民法院⟧表彰，法官⟦Person:王某⟧同时获奖。",
        [("王某", "甲城知识产权法庭")],
    ),
    ("⟦Organisation:甲城大学⟧招生。|该校党委书记⟦Person:王某⟧介绍了情况。", [("王某", "甲城大学")]),
    (
        "⟦Organisation:甲江新材⟧去年扩产。|感谢信由⟦Organisation:省工信厅⟧寄来。|总经理⟦Person:王某⟧说，产能翻番。",
        [("王某", "甲江新材")],
    ),
    ("带队教师⟦Person:王某⟧是⟦Organisation:甲城大学⟧副院长。", [("王某", "甲城大学")]),
    ("会议选举⟦Person:王某⟧为⟦Organisation:甲城商会⟧会长。", [("王某", "甲城商会")]),
    (
        "⟦District:甲城市⟧四季宜人，⟦District:甲城市⟧建起花园，⟦District:乙水市⟧前来取经。|市长⟦Person:王某⟧到场。",
        [("王某", "甲城市")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), POSTS, ids=range(len(POSTS)))
def test_whose_post_it_is(text: str, wanted: list[tuple[str, str]]) -> None:
    assert {(who, where) for who, _, where in triples(text, "holdsPosition")} == set(wanted)


TOLD: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "implements",
        "⟦District:甲城市⟧扩绿。|⟦Organisation:乙水园林局⟧局长⟦Person:王某⟧说，今年将继续推进⟦Program:“绿廊”行动⟧。",
        [("乙水园林局", "“绿廊”行动")],
    ),
    (
        "implements",
        "由⟦Organisation:甲江集团⟧与⟦Organisation:丙原能源⟧合资建设、总投资9亿元的⟦Program:甲江储能项目⟧并网。",
        [("甲江集团", "甲江储能项目"), ("丙原能源", "甲江储能项目")],
    ),
    (
        "participatesIn",
        "⟦Organisation:甲城园林局⟧在⟦District:乙水镇⟧、⟦District:丙原镇⟧先行推行⟦Program:“林长制”⟧。",
        [("乙水镇", "“林长制”"), ("丙原镇", "“林长制”")],
    ),
    (
        "organises",
        "⟦Event:甲城花博会⟧昨天开幕，⟦Organisation:甲城园林局⟧为主办单位。",
        [("甲城园林局", "甲城花博会")],
    ),
    (
        "organises",
        "⟦Organisation:甲城园林局⟧日前在⟦District:乙水镇⟧组织的⟦Event:苗木拍卖会⟧上，槐树抢手。",
        [("甲城园林局", "苗木拍卖会")],
    ),
    (
        "participatesIn",
        "⟦Event:甲城花博会⟧落幕。|局长⟦Person:王某⟧在闭幕式上披露，入园人数翻番。",
        [("王某", "甲城花博会")],
    ),
    (
        "issued",
        "⟦Organisation:甲城海关⟧减负。|该关9月出台的⟦Document:《便利措施》⟧受欢迎。",
        [("甲城海关", "便利措施")],
    ),
    (
        "issued",
        "由⟦Organisation:甲城园林局⟧提出、⟦Organisation:甲城大学⟧等单位起草的⟦Document:《苗木通则》⟧实施。",
        [("甲城园林局", "苗木通则"), ("甲城大学", "苗木通则")],
    ),
    (
        "implements",
        "⟦District:乙水县⟧扩绿，⟦Organisation:乙水园林局⟧忙。|县里编完规划，并启动⟦Program:“绿廊”行动⟧。",
        [("乙水县", "“绿廊”行动")],
    ),
    (
        "participatesIn",
        "⟦Program:“绿廊”行动⟧启动。|⟦District:乙水县⟧认领任务12项。",
        [("乙水县", "“绿廊”行动")],
    ),
    (
        "participatesIn",
        "⟦Event:甲城花博会⟧开幕。|致辞的嘉宾里，⟦Person:王某⟧最年轻。",
        [("王某", "甲城花博会")],
    ),
    (
        "produces",
        (
            "⟦Organisation:甲江新材⟧扩产，⟦Organisation:丙原能源⟧也忙。|"
            "⟦Organisation:丙原能源⟧经理⟦Person:王某⟧说，由公司研发的⟦Product:“丙一”电池⟧上市。"
        ),
        [("丙原能源", "“丙一”电池")],
    ),
    ("produces", "⟦Organisation:甲江新材⟧扩产。|由丙原集团自主研发的⟦Product:“丙一”电池⟧夺得大奖。", []),
    (
        "organises",
        "⟦Organisation:甲城品牌协会⟧扩容。|据介绍，该会正编写指南，下月还将举办⟦Event:甲城品牌日活动⟧。",
        [("甲城品牌协会", "甲城品牌日活动")],
    ),
    (
        "implements",
        "⟦Program:“绿廊”行动⟧见效；餐桌上，由⟦Organisation:甲城监管局⟧开展⟦Program:“护味”行动⟧。",
        [("甲城监管局", "“护味”行动")],
    ),
    ("cooperatesWith", "⟦Organisation:甲江新材⟧扩产；由丙原与⟦Organisation:甲城大学⟧共建的研究院招生。", []),
    ("cooperatesWith", "⟦Organisation:甲江新材⟧已与⟦District:乙水市⟧一家商超签下订单。", []),
    (
        "cooperatesWith",
        "⟦Organisation:甲江新材⟧与⟦Organisation:甲城大学⟧、⟦Organisation:丙原大学⟧联手攻关。",
        [("甲江新材", "甲城大学"), ("甲江新材", "丙原大学"), ("甲城大学", "丙原大学")],
    ),
]


@pytest.mark.parametrize(("predicate", "text", "wanted"), TOLD, ids=range(len(TOLD)))
def test_who_does_what_another_clause_tells(predicate: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert {(who, what) for who, _, what in triples(text, predicate)} == set(wanted)


WHO_RUNS = [
    ("⟦District:南湖市⟧召开会议。|会议要求，今年要启动⟦Program:登高行动⟧，抓好落实。", "南湖市", "登高行动"),
    ("⟦District:南湖市⟧召开会议。|通报要求，各县区要深入实施⟦Program:登高行动⟧。", "南湖市", "登高行动"),
    (
        "⟦Organisation:东江公司⟧总经理⟦Person:王某⟧到场。|“今年我们深入实施⟦Program:登高行动⟧，时间再砍三成。”",
        "东江公司",
        "登高行动",
    ),
    ("⟦Organisation:东江公司⟧总经理⟦Person:王某⟧到场。|“下一步将推行⟦Program:链长制⟧。”他说。", "东江公司", "链长制"),
    (
        (
            "⟦Organisation:东江公司⟧扩产。|"
            "⟦Organisation:东江公司质量部⟧部长⟦Person:王某⟧说，下一步将推行⟦Program:链长制⟧。"
        ),
        "东江公司",
        "链长制",
    ),
    ("⟦Organisation:东江公司⟧凭⟦Program:六精管理模式⟧摘得大奖。", "东江公司", "六精管理模式"),
    ("⟦District:南湖区⟧则与⟦Organisation:东江公司⟧签下15亿元的⟦Program:储能项目⟧。", "东江公司", "储能项目"),
    (
        "⟦Organisation:东江公司⟧将联手⟦Organisation:西江公司⟧，在⟦District:南湖区⟧推广⟦Program:智能系统⟧。",
        "西江公司",
        "智能系统",
    ),
    (
        (
            "⟦Organisation:东江公司⟧扩产。|⟦Organisation:东江公司⟧获奖。|"
            "⟦Organisation:东江公司⟧招人。|眼下，总投资25亿元的⟦Program:北山产业园⟧正在建设。"
        ),
        "东江公司",
        "北山产业园",
    ),
    ("得益于⟦Program:登高行动⟧的实施，⟦District:南湖区⟧新增企业百家。", "南湖区", "登高行动"),
    ("⟦District:南湖市⟧开会。|⟦Person:王某⟧要求，要一体推进⟦Program:登高行动⟧。", "南湖市", "登高行动"),
]


@pytest.mark.parametrize(("marked", "one", "other"), WHO_RUNS, ids=[marked for marked, _, _ in WHO_RUNS])
def test_who_runs_what_is_told(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "implements")


SPREADS = [
    ("⟦Program:计量行动⟧启动。|行动下月覆盖⟦District:南湖镇⟧、⟦District:北湖镇⟧。", "北湖镇", "计量行动"),
    (
        "⟦Organisation:东江院⟧推行⟦Program:质控官制度⟧。|年底前，这一做法将推广到⟦Organisation:西江院⟧。",
        "西江院",
        "质控官制度",
    ),
    ("参与⟦Program:灯塔计划⟧的⟦Organisation:东江公司⟧受益。", "东江公司", "灯塔计划"),
]


@pytest.mark.parametrize(("marked", "one", "other"), SPREADS, ids=[marked for marked, _, _ in SPREADS])
def test_whom_an_undertaking_reaches(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "participatesIn")


def test_a_brand_that_is_operated_is_a_product() -> None:
    marked = "由⟦Organisation:东江公司⟧运营的⟦Program:南湖有礼品牌⟧开店9家。"
    assert said(marked, "produces") == {("东江公司", "南湖有礼品牌")}
    assert said(marked, "implements") == set()


@pytest.mark.parametrize(
    "marked",
    [
        "⟦District:南湖区⟧有12家企业导入⟦Program:卓越模式⟧。",
        "⟦Organisation:东江公司⟧扩产。|推行⟦Program:链长制⟧的规上企业不低于500家。",
    ],
    ids=["so many firms", "whoever they are"],
)
def test_what_others_run(marked: str) -> None:
    assert said(marked, "implements") == set()


def test_what_is_set_up_on_the_basis_of_a_place_is_not_run_by_it() -> None:
    assert said("依托⟦District:南湖区⟧设立的⟦Program:维权中心⟧受理了9起纠纷。", "implements") == set()


RULED = "⟦District:甲城市⟧推行⟦Program:“安心码”制度⟧，"
JOIN: list[tuple[str, list[str]]] = [
    ("选定⟦District:乙水街道⟧、⟦District:丁山街道⟧先试。", ["乙水街道", "丁山街道"]),
    ("首批接入⟦Organisation:乙水商场⟧、⟦Organisation:丁山超市⟧等12家企业。", ["乙水商场", "丁山超市"]),
    ("⟦Organisation:乙水商场⟧等20家商户签下承诺书。", ["乙水商场"]),
    ("首批参与的有⟦Organisation:乙水商场⟧和⟦Organisation:丁山超市⟧。", ["乙水商场", "丁山超市"]),
    ("由⟦Organisation:甲城计量院⟧提供技术支撑。", ["甲城计量院"]),
    ("⟦Organisation:乙水商场⟧、⟦Organisation:丁山超市⟧两家试点企业的投诉少了。", ["乙水商场", "丁山超市"]),
]


@pytest.mark.parametrize(("text", "wanted"), JOIN, ids=range(len(JOIN)))
def test_who_joins_what_the_sentence_tells_of(text: str, wanted: list[str]) -> None:
    assert {who for who, _, _ in triples(RULED + text, "participatesIn")} == set(wanted)


def test_who_moves_into_a_park_joins_no_program_told_of_before() -> None:
    text = RULED + "效果不错。|⟦District:乙水产业园⟧正在建设，⟦Organisation:丁山超市⟧等8家企业已签约入驻。"
    assert triples(text, "participatesIn") == set()


def test_what_is_fitted_into_a_platform_takes_part_and_its_fitter_runs_it() -> None:
    text = "⟦District:乙水县⟧把⟦Product:乙水黑牛⟧装进⟦Program:“放心码”追溯平台⟧。"
    assert triples(text, "participatesIn", "implements") == {
        ("乙水黑牛", "participatesIn", "“放心码”追溯平台"),
        ("乙水县", "implements", "“放心码”追溯平台"),
    }


def test_a_practice_reaches_the_towns_it_is_spread_to_but_not_the_whole_it_is_new_in() -> None:
    spread = "⟦District:乙水县⟧把⟦Program:“双码”制度⟧铺到了⟦District:丁山镇⟧、⟦District:丙河镇⟧等8个镇。"
    assert {who for who, _, _ in triples(spread, "participatesIn")} == {"丁山镇", "丙河镇"}
    assert triples("⟦District:乙水县⟧在⟦District:甲城市⟧率先推行⟦Program:“双码”制度⟧。", "participatesIn") == set()


WHOSE: list[tuple[str, set[str]]] = [
    # whose body a person acts for
    ("⟦Organisation:甲城市场监管局⟧局长⟦Person:王某⟧带队夜查，组织开展⟦Program:“护航”行动⟧。", {"甲城市场监管局"}),
    # a department acts for its whole
    ("⟦Organisation:甲城市场监管局计量处⟧处长⟦Person:王某⟧说，今年将实施⟦Program:“护航”行动⟧。", {"甲城市场监管局"}),
    # a place where it is done, that does nothing
    (
        "⟦Organisation:甲城商务局⟧局长⟦Person:王某⟧介绍，今年将在⟦District:全市=甲城市⟧推行⟦Program:“护航”行动⟧。",
        {"甲城商务局"},
    ),
    # the parts of a counted list
    (
        "⟦District:甲城市⟧亮出三招。|一是立规。|⟦Organisation:乙水集团⟧带头签约。|二是亮剑。|开展⟦Program:“护航”行动⟧。",
        {"甲城市"},
    ),
    # who signed with whom, and goes on alone
    (
        "⟦Organisation:甲城法院⟧与⟦Organisation:甲城海关⟧签订备忘录，推行⟦Program:“护航”行动⟧。",
        {"甲城法院"},
    ),
    ("自2021年启动⟦Program:“护航”行动⟧，⟦District:甲城市⟧拿出2000万元。", {"甲城市"}),
    # far from the last subject the article's own comes back
    (
        "⟦Organisation:甲城商务局⟧开会。|⟦Organisation:甲城商务局⟧出招。|⟦Organisation:乙水集团⟧获奖。|掌声响起。|路还长。"
        "|继续推行⟦Program:“护航”行动⟧。",
        {"甲城商务局"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), WHOSE, ids=range(len(WHOSE)))
def test_who_runs_it_where_nobody_is_named_beside_it(text: str, wanted: set[str]) -> None:
    assert {who for who, _, _ in triples(text, "implements")} == wanted


STORY = "⟦Organisation:云岭电力公司⟧扩产。|⟦Organisation:云岭电力公司⟧增产。|⟦Organisation:云岭电力公司⟧招工。|"
NOT_THEIRS = [
    "受益于⟦Program:“西进”战略⟧的实施，⟦Organisation:云岭电力公司⟧订单大增。",
    "⟦Program:“西进”战略⟧实施以来，⟦Organisation:云岭电力公司⟧订单大增。",
    f"{STORY}此外，总投资5亿元的⟦Program:临江地铁二号线⟧正在建设。",
    f"{STORY}⟦Organisation:甲江集团⟧开工。|总投资5亿元的⟦Program:甲江产业园⟧正在建设。",
]


@pytest.mark.parametrize("text", NOT_THEIRS)
def test_what_helps_a_company_or_is_told_besides_is_not_its_own(text: str) -> None:
    assert not [triple for triple in triples(text, "implements") if triple[0] == "云岭电力公司"]


def test_a_work_told_without_an_owner_is_of_the_company_told_of() -> None:
    wanted = {("云岭电力公司", "implements", "智慧工厂项目")}
    assert triples(f"{STORY}总投资5亿元的⟦Program:智慧工厂项目⟧正在建设。", "implements") == wanted


@pytest.mark.parametrize(
    "after",
    [
        "首批签约⟦Organisation:云岭电力公司⟧等客户，订单过亿元。",
        "由⟦Organisation:云岭电力公司⟧提供资金支持的足球赛开幕。",
        "服务企业包括⟦Organisation:云岭电力公司⟧和⟦Organisation:甲江集团⟧。",
    ],
)
def test_who_trades_with_a_program_does_not_join_it(after: str) -> None:
    assert not triples(f"⟦District:甲城⟧启动⟦Program:“安心码”计划⟧。|{after}", "participatesIn")


def test_a_company_s_name_is_also_its_brand_s_and_its_works() -> None:
    brand = "⟦Organisation:云岭大姐家政公司⟧开业。|⟦Product:“云岭大姐”品牌⟧走进社区。"
    assert triples(brand, "produces") == {("云岭大姐家政公司", "produces", "“云岭大姐”品牌")}
    works = "⟦Organisation:云岭电力⟧扩产。|⟦Program:云岭电力智能工厂⟧投产。"
    assert triples(works, "implements") == {("云岭电力", "implements", "云岭电力智能工厂")}
    office = "⟦Organisation:云岭商务局⟧开会。|⟦Program:云岭商务局项目⟧投产。"
    assert not triples(office, "implements")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("⟦District:临江市⟧建成⟦Program:质量小站⟧14个。", False),
        ("⟦District:临江市⟧实施⟦Program:民生实事工程⟧30个。", True),
        ("⟦District:临江市⟧建成⟦Program:云岭质量小站⟧，投用半年。", True),
        ("⟦District:临江市⟧出台办法，鼓励建设⟦Program:质量标准实验室⟧。", False),
        ("⟦District:临江市⟧发布奖励名单。|获奖单位要牵头组建⟦Program:质量帮扶联合体⟧。", False),
        ("⟦District:临江市⟧要建成⟦Award:国家绿色发展先行区⟧。", True),
        ("⟦Organisation:临江市教体局⟧在41所学校推行⟦Program:陪餐制度⟧。", True),
        ("⟦District:临江市⟧共有120家企业推行⟦Program:首席质量官制度⟧。", False),
    ],
)
def test_what_is_counted_wished_or_demanded_is_not_run(text: str, runs: bool) -> None:
    assert bool(triples(text, "implements")) is runs


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("⟦Program:云岭示范区⟧由⟦Organisation:国家云政委⟧批准组建。", set()),
        ("⟦Program:云岭示范区⟧由⟦Organisation:云岭公司⟧组建。", {("云岭公司", "implements")}),
        (
            "⟦Program:云岭隧道⟧由⟦Organisation:云岭公司⟧经⟦Organisation:省云政委⟧批准建设。",
            {("云岭公司", "implements")},
        ),
        (
            "⟦Program:云岭隧道⟧由⟦Organisation:国家云政委⟧批准、⟦Organisation:云岭公司⟧建设。",
            {("云岭公司", "implements")},
        ),
        (
            "⟦Program:“云岭通”平台⟧由⟦Organisation:临江市云政局⟧委托⟦Organisation:云岭公司⟧开发。",
            {("临江市云政局", "implements"), ("云岭公司", "produces")},
        ),
        ("⟦Program:云岭二期工程⟧去年开工。|这个中心由⟦Organisation:云岭公司⟧承建。", set()),
        ("⟦Program:云岭二期工程⟧去年开工。|这个工程由⟦Organisation:云岭公司⟧承建。", {("云岭公司", "implements")}),
        ("医院由⟦Organisation:云岭公司⟧与⟦Organisation:青禾公司⟧共建，去年入选的⟦Program:云岭建设项目⟧开工。", set()),
    ],
)
def test_who_allows_or_orders_it_does_not_build_it(text: str, wanted: set[tuple[str, str]]) -> None:
    assert {(s, p) for s, p, _ in triples(text, "implements", "produces")} == wanted


def test_of_a_firm_that_both_founded_the_firm_runs_it() -> None:
    marked = (
        "⟦Organisation:甲城水务⟧与⟦Organisation:丙原能源⟧结为伙伴，"
        "双方合资的⟦Organisation:清流公司⟧运营着⟦Program:“清流”监测平台⟧。"
    )
    runners = {who for who, _, what in triples(marked, "implements", "produces") if what == "“清流”监测平台"}
    assert runners == {"清流公司"}
