"""locatedIn: which places an article ties together, and which it cannot."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from kg import claims, subjects
from kg.claims import divisions
from kg.claims.divisions import possible
from tests.marked import read_marked, ruled_claims


def said(marked: str, predicate: str = "locatedIn") -> set[tuple[str, str]]:
    """(subject, object) of the claims of a marked text."""
    found = ruled_claims(marked)
    return {(c.subject.name, c.object.name) for c in found if c.predicate == predicate}


@pytest.mark.parametrize(
    ("inner", "outer", "may"),
    [
        ("武进区", "常州市", True),
        ("武进区", "金坛区", False),
        ("上海市", "浦东新区", False),
        ("鼓楼区", "南京市", True),
        ("鼓楼区", "福州市", True),
        ("太湖", "苏州市", True),
        ("大孚产业园", "金坛区", True),
    ],
)
def test_the_list_of_divisions_refuses_what_cannot_be(inner: str, outer: str, may: bool) -> None:
    assert possible(inner, outer) is may


def test_two_places_named_in_passing_are_not_tied() -> None:
    assert said("⟦District:常州市⟧召开会议。|一家企业来自外地。|在⟦District:武进区⟧，街道清扫了积雪。") == set()


@pytest.mark.parametrize(
    "marked",
    [
        "⟦District:常州市⟧公布了数据。|各区县中，⟦District:武进区⟧增长7%。",
        "⟦District:常州市⟧公布了数据。|⟦District:武进区⟧6家，⟦District:金坛区⟧4家，⟦District:溧阳市⟧3家。",
        "H:⟦District:武进区⟧发放补贴|⟦District:武进区⟧的做法，⟦District:常州市⟧早有先例。",
        "⟦District:常州市⟧下发通知后，⟦District:武进区⟧率先行动。",
    ],
    ids=["a word for the parts", "a list of the parts", "the article is about it", "one sentence"],
)
def test_a_division_lies_in_the_city_the_article_ties_it_to(marked: str) -> None:
    assert ("武进区", "常州市") in said(marked)


def test_a_long_line_of_places_is_read_in_linear_time() -> None:
    """Each place compared with each would take a minute; one pass over them takes some hundredths of a second."""
    marked = "⟦District:常州市⟧，" + "⟦District:武进区⟧、⟦District:武进高新区⟧，" * 4000
    sentences, mentions = read_marked(marked)
    reading = next(claims.readings(sentences, {sentences[0]: list(mentions)}, {}))
    start = time.perf_counter()
    assert [(c.subject.name, c.object.name) for c in divisions.find(reading)]
    assert time.perf_counter() - start < 2


LIES = [
    ("⟦Organisation:东江厂⟧在⟦District:澄江镇⟧的几间平房里挂牌。", "东江厂", "澄江镇"),
    ("⟦Organisation:东江厂⟧要把⟦Program:北山基地⟧建在⟦District:福鼎市⟧。", "北山基地", "福鼎市"),
    ("在由⟦District:甲县⟧共建的⟦District:乙开发区⟧，⟦Program:北山基地⟧昨天奠基。", "北山基地", "乙开发区"),
    ("翻开⟦Organisation:东江厂⟧的履历：总部设在⟦District:福鼎市⟧。", "东江厂", "福鼎市"),
    ("⟦Organisation:东江厂⟧入围。|总部位于⟦District:福鼎市⟧的这家企业产值翻番。", "东江厂", "福鼎市"),
    ("⟦Organisation:南山医院⟧获奖。|这所坐落于⟦District:福鼎市⟧的医院有床位500张。", "南山医院", "福鼎市"),
    ("⟦District:福鼎市⟧占得两席：⟦Organisation:东江厂⟧榜上有名，⟦Organisation:南山厂⟧获提名。", "南山厂", "福鼎市"),
    ("⟦District:福鼎市⟧那头，⟦Organisation:东江厂⟧的⟦Program:北山基地⟧打下第一桩。", "北山基地", "福鼎市"),
    ("今天，⟦Event:春季动员会⟧举行，⟦District:福鼎市⟧设分会场。", "春季动员会", "福鼎市"),
    ("⟦District:福鼎市⟧增速居前。|区内龙头企业⟦Organisation:东江厂⟧扩产。", "东江厂", "福鼎市"),
]


@pytest.mark.parametrize(("marked", "thing", "place"), LIES, ids=[marked for marked, _, _ in LIES])
def test_what_lies_where(marked: str, thing: str, place: str) -> None:
    assert (thing, place) in said(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Organisation:东江厂⟧获奖。|落户⟦District:福鼎市⟧的外地商户达到241家。",
        "⟦Organisation:东江厂⟧把十万辆车的产能悉数迁至⟦District:福鼎市⟧。",
        "今天，⟦Event:储能大会⟧由⟦Organisation:东江厂⟧主办，会址设在⟦District:福鼎市⟧。",
        "这家企业经⟦Organisation:科技部⟧批复，设在⟦District:福鼎市⟧。",
    ],
    ids=["an unnamed noun", "something unnamed is moved", "the meeting, not its host", "who approves it"],
)
def test_what_does_not_lie_there(marked: str) -> None:
    assert not {thing for thing, _ in said(marked)} & {"东江厂", "科技部"}


def test_a_list_after_a_place_ends_where_a_name_is_from_elsewhere() -> None:
    assert said("⟦District:扬州市⟧的⟦Organisation:亚东机床⟧、⟦Organisation:常州星河车灯公司⟧获奖。") == {
        ("亚东机床", "扬州市")
    }


def test_a_province_that_is_only_pointed_to_is_no_place() -> None:
    sentences, mentions = read_marked("⟦District:赣州市⟧总量居⟦District:全省=江西省⟧第二位。")
    mentions = tuple(replace(m, deictic=m.name == "江西省") for m in mentions)
    found = claims.find(sentences, mentions, subjects.find((), sentences, mentions))
    assert [c for c in found if c.predicate == "locatedIn"] == []


@pytest.mark.parametrize(
    ("marked", "thing", "place"),
    [
        ("⟦District:来安县⟧扩产。|项目业主是来安企业⟦Organisation:金河实业⟧。", "金河实业", "来安县"),
        ("⟦District:德清县⟧增收。|⟦Organisation:东江厂⟧同样来自⟦District:德清县⟧。", "东江厂", "德清县"),
        ("⟦Organisation:东江厂⟧扩产。|公司的家在⟦District:德清县⟧。", "东江厂", "德清县"),
        ("⟦Organisation:东江厂⟧建设⟦Program:北山基地⟧。|后者坐落于⟦District:德清县⟧。", "北山基地", "德清县"),
        ("⟦District:温州市⟧案件占到⟦District:浙江省⟧的四成。", "温州市", "浙江省"),
        ("⟦Organisation:东江厂⟧挂牌，成为⟦District:浙江省⟧第一家上市企业。", "东江厂", "浙江省"),
    ],
)
def test_where_short_words_point(marked: str, thing: str, place: str) -> None:
    assert (thing, place) in said(marked)


def test_a_place_that_is_no_mention_is_not_replaced_by_another() -> None:
    marked = "⟦District:德清县⟧增收。|⟦Organisation:东江厂⟧落户莫干山产业园，由外地公司管理。"
    assert ("东江厂", "德清县") not in said(marked)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "⟦Organisation:临江集团⟧、⟦Organisation:恒通公司⟧同时在列，两家都在⟦District:清河镇⟧。",
            {"临江集团", "恒通公司"},
        ),
        ("⟦Organisation:临江医院⟧在⟦District:清河镇⟧开诊。", {"临江医院"}),
        ("原本总部设在⟦District:清河镇⟧的⟦Organisation:临江集团⟧扩产。", set()),
    ],
    ids=["all in", "opens", "once"],
)
def test_who_is_in_the_town(marked: str, wanted: set[str]) -> None:
    assert {subject for subject, place in said(marked) if place == "清河镇"} == wanted


@pytest.mark.parametrize(
    ("marked", "thing", "place"),
    [
        ("⟦Organisation:东江厂⟧一家就牵头了标准97项，占⟦District:常州市⟧一半以上。", "东江厂", "常州市"),
        ("⟦Organisation:东江学校⟧独揽7枚，是⟦District:常州市⟧金牌最多的学校。", "东江学校", "常州市"),
        ("⟦Organisation:东江厂⟧获奖，这也是⟦District:常州市⟧企业首次捧杯。", "东江厂", "常州市"),
        ("⟦District:武进区⟧以⟦District:常州市⟧不到1%的面积，贡献了两成税收。", "武进区", "常州市"),
        ("⟦District:北山示范区⟧获评优秀，并入选⟦District:江苏省⟧首批试点。", "北山示范区", "江苏省"),
        ("⟦Organisation:东江厂⟧、⟦Organisation:南山厂⟧等16家⟦District:常州⟧企业参展。", "南山厂", "常州"),
        ("⟦Organisation:东江厂⟧所在的⟦District:北山镇⟧今年扩园。", "东江厂", "北山镇"),
    ],
)
def test_what_is_compared_over_a_place_or_counted_in_it_lies_there(marked: str, thing: str, place: str) -> None:
    assert (thing, place) in said(marked)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "⟦District:湖南省⟧共有3地上榜：⟦District:长沙县⟧第5，⟦District:醴陵市⟧第58。",
            {("长沙县", "湖南省"), ("醴陵市", "湖南省")},
        ),
        ("⟦District:辽宁省⟧获奖组织52家，其中⟦District:沈阳市⟧独占19家。", {("沈阳市", "辽宁省")}),
        ("总量在⟦District:湖北省⟧仅次于⟦District:武汉市⟧。", {("武汉市", "湖北省")}),
    ],
    ids=["a count and a colon", "其中", "next to"],
)
def test_places_that_are_counted_in_a_larger_one(marked: str, wanted: set[tuple[str, str]]) -> None:
    assert wanted <= said(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦District:常州市⟧发文。|⟦District:武进区⟧的⟦Organisation:东江厂⟧、⟦District:金坛区⟧的⟦Organisation:南山厂⟧、"
        "⟦District:溧阳市⟧的⟦Organisation:北山厂⟧获奖。",
        "⟦District:常州市⟧发文。|⟦District:晋江市⟧排名第五，落在⟦District:江阴市⟧之后。",
        "⟦Organisation:东江厂⟧获奖，产品远销⟦District:武进区⟧“⟦Program:北山工程⟧”。",
    ],
    ids=["places of other things", "behind it in a list", "a name before a name"],
)
def test_places_named_in_passing_tell_nothing_of_places(marked: str) -> None:
    places = {"武进区", "金坛区", "溧阳市", "晋江市", "北山工程"}
    assert not {thing for thing, _ in said(marked)} & places


def test_what_lies_in_a_nearer_place_lies_not_in_that_of_its_neighbour() -> None:
    marked = "总部位于⟦District:武进区⟧的⟦Organisation:东江厂⟧、⟦District:金坛区⟧的⟦Organisation:南山厂⟧获奖。"
    assert said(marked) >= {("东江厂", "武进区"), ("南山厂", "金坛区")}
    assert ("南山厂", "武进区") not in said(marked)


def test_a_town_lies_in_the_county_printed_before_it_though_the_list_knows_another_of_its_name() -> None:
    assert said("⟦District:海门区⟧⟦District:三星镇⟧今年扩园。") == {("三星镇", "海门区")}
    assert said("⟦District:北山镇⟧⟦District:三星镇⟧今年扩园。") == set()


TOLD_WHERE = [
    ("⟦District:南湖产业园⟧扩容，⟦Organisation:东江公司⟧等28家企业在园内生根。", "东江公司", "南湖产业园"),
    (
        "⟦District:南湖区⟧共有20个品牌入选，⟦Organisation:东江公司⟧、⟦Organisation:西江公司⟧同列其中。",
        "西江公司",
        "南湖区",
    ),
    ("⟦District:南湖区⟧上榜的有⟦Organisation:东江公司⟧的轴承、⟦Organisation:西江公司⟧的水泵。", "西江公司", "南湖区"),
    ("去年在⟦District:南湖区⟧揭牌的⟦Organisation:东江法院⟧，收案百件。", "东江法院", "南湖区"),
]


@pytest.mark.parametrize(("marked", "one", "other"), TOLD_WHERE, ids=[marked for marked, _, _ in TOLD_WHERE])
def test_where_things_are_told_to_be(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "locatedIn")


SCOPES = [
    ("继⟦District:苏州市⟧、⟦District:无锡市⟧之后，⟦District:江苏省⟧的名单又长了。", "无锡市", "江苏省"),
]


@pytest.mark.parametrize(("marked", "inner", "outer"), SCOPES, ids=[marked for marked, _, _ in SCOPES])
def test_places_of_one_larger_place(marked: str, inner: str, outer: str) -> None:
    assert (inner, outer) in said(marked)


def test_of_two_that_work_together_the_first_lies_there() -> None:
    marked = "总部在⟦District:南湖区⟧的⟦Organisation:东江公司⟧与⟦Organisation:西江公司⟧合作。"
    assert said(marked) == {("东江公司", "南湖区")}


@pytest.mark.parametrize(
    "marked",
    [
        "⟦District:南湖区⟧办展，吸引⟦Organisation:东江公司⟧等200家企业参展。",
        "在⟦District:南湖区⟧，公司与⟦Organisation:东江大学⟧合办基地。",
        "⟦Organisation:东江公司⟧发布新品。|其余3家分别位于⟦District:南湖区⟧。",
        "由⟦Organisation:东江院⟧设立的第12家驿站落地⟦District:南湖区⟧。",
        "⟦Organisation:东江局⟧认定基地27家，最远的一家在⟦District:南湖区⟧。",
        "⟦District:南湖区⟧办展。|⟦Organisation:东江学院⟧还牵头成立了⟦Organisation:西江中心⟧。",
    ],
    ids=["guests", "a partner", "the others", "what it set up", "one of them", "what a body sets up"],
)
def test_who_is_not_told_to_be_there(marked: str) -> None:
    assert said(marked) == set()


TABLES = [
    (
        "⟦District:甘肃省⟧晒单。|⟦District:兰州市⟧39家，其后是⟦District:酒泉市⟧11家，⟦District:天水市⟧、⟦District:庆阳市⟧各有4家。",
        {("兰州市", "甘肃省"), ("酒泉市", "甘肃省"), ("天水市", "甘肃省"), ("庆阳市", "甘肃省")},
    ),
    (
        "⟦Organisation:东江厂⟧、⟦Organisation:南山厂⟧两家，产量占⟦District:常州市⟧的九成。",
        {("东江厂", "常州市"), ("南山厂", "常州市")},
    ),
    (
        "⟦District:官渡区⟧五年发放奖金百万元，⟦Organisation:东江厂⟧、⟦Organisation:南山厂⟧等11家企业得奖。",
        {("东江厂", "官渡区"), ("南山厂", "官渡区")},
    ),
    ("⟦Organisation:东江厂⟧获证，这在⟦District:青海省⟧光伏企业里是头一家。", {("东江厂", "青海省")}),
    ("⟦District:南湖区⟧有家⟦Organisation:东江厂⟧。", {("东江厂", "南湖区")}),
    ("⟦Organisation:东江厂⟧扩产；另一家⟦Organisation:南山厂⟧建在⟦District:常州市⟧。", {("南山厂", "常州市")}),
    (
        "⟦Organisation:东江厂⟧、⟦Organisation:南山厂⟧、⟦Organisation:北山厂⟧上榜，除⟦Organisation:北山厂⟧外，其余两家都在⟦District:常州市⟧。",
        {("东江厂", "常州市"), ("南山厂", "常州市")},
    ),
    ("⟦District:南湖新区⟧扩园。|落户新区不满三年的⟦Organisation:东江厂⟧投产。", {("东江厂", "南湖新区")}),
]


@pytest.mark.parametrize(("marked", "wanted"), TABLES, ids=[marked for marked, _ in TABLES])
def test_places_and_firms_told_by_number(marked: str, wanted: set[tuple[str, str]]) -> None:
    assert said(marked) == wanted


WIDER = [
    ("⟦District:湖南省⟧有四地在榜，⟦District:长沙市⟧包揽其三。", "长沙市", "湖南省"),
    ("先看⟦District:四川省⟧，8席全部归⟦District:成都市⟧。", "成都市", "四川省"),
    ("⟦District:长治市⟧由此成为⟦District:山西省⟧继⟦District:太原市⟧之后第二个试点。", "太原市", "山西省"),
    ("今天，⟦Event:开工大会⟧举行，⟦District:溧阳市⟧、⟦District:金坛区⟧两地设分会场。", "开工大会", "金坛区"),
    ("今天，⟦Event:开工大会⟧举行，市长在⟦District:龙凤区⟧主会场宣布开工。", "开工大会", "龙凤区"),
    ("从老街搬到⟦District:南湖新城⟧，⟦Organisation:东江研究院⟧添了新设备。", "东江研究院", "南湖新城"),
    ("坐落在⟦District:北山镇⟧的⟦District:南湖度假区⟧接待游客50万人次。", "南湖度假区", "北山镇"),
]


@pytest.mark.parametrize(("marked", "one", "other"), WIDER, ids=[marked for marked, _, _ in WIDER])
def test_more_that_is_told_of_places(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked)


def test_where_the_head_office_is_the_branch_is_not() -> None:
    marked = "⟦Organisation:东江公司⟧入围，总部在⟦District:德清县⟧，⟦Organisation:西江分公司⟧只管销售。"
    assert ("西江分公司", "德清县") not in said(marked)


def test_of_a_firm_that_others_founded_the_firm_comes() -> None:
    marked = "⟦District:南湖区⟧引来⟦Organisation:东江公司⟧前高管创办的⟦Organisation:西江电子⟧。"
    assert said(marked) == {("西江电子", "南湖区")}


STRANGERS = [
    "⟦District:临江市⟧举办⟦Event:临江推介会⟧，⟦Organisation:云岭公司⟧、⟦Organisation:青禾公司⟧等20家企业现场签约。",
    "⟦District:临江市⟧与3所高校签约：⟦Organisation:云岭大学⟧、⟦Organisation:青禾大学⟧、⟦Organisation:北山大学⟧。",
    "⟦District:临江市⟧向5家单位授牌：⟦Organisation:云岭大学⟧、⟦Organisation:青禾公司⟧。",
    "⟦District:临江市⟧给5个项目发证，其中⟦Organisation:云岭公司⟧领到首张。",
    "⟦Organisation:云岭公司⟧的订单来自⟦District:临江市⟧。",
    "⟦Organisation:云岭公司⟧主要竞争对手来自⟦District:临江市⟧。",
    "⟦Organisation:云岭公司⟧的供应商都在⟦District:临江市⟧。",
    "作为⟦District:临江市⟧的战略合作伙伴，⟦Organisation:云岭公司⟧将加大投入。",
    "作为⟦District:临江市⟧的对口帮扶单位，⟦Organisation:云岭公司⟧将加大投入。",
    "⟦Organisation:云岭公司⟧产品占⟦District:上海市⟧30%的市场份额。",
    "10月12日，在⟦District:临江市⟧，⟦Organisation:云岭公司⟧发布了新款水泵。",
]


@pytest.mark.parametrize("marked", STRANGERS)
def test_guests_and_what_belongs_to_a_body_make_it_no_local(marked: str) -> None:
    assert said(marked) == set()


LOCALS = [
    "⟦District:临江市⟧发放奖金，⟦Organisation:云岭公司⟧、⟦Organisation:青禾公司⟧等11家企业先后领奖。",
    "⟦District:临江市⟧共有5家企业获奖：⟦Organisation:云岭公司⟧、⟦Organisation:青禾公司⟧。",
    "⟦Organisation:云岭公司⟧、⟦Organisation:青禾公司⟧均来自⟦District:临江市⟧。",
    "⟦Organisation:云岭公司⟧和⟦Organisation:青禾公司⟧上榜，两家都在⟦District:临江市⟧。",
    "作为⟦District:临江市⟧的龙头企业，⟦Organisation:云岭公司⟧将加大投入。",
    "在⟦District:临江市⟧，⟦Organisation:云岭公司⟧正赶制订单。",
]


@pytest.mark.parametrize("marked", LOCALS)
def test_who_is_said_to_be_of_a_place_is(marked: str) -> None:
    assert ("云岭公司", "临江市") in said(marked)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "⟦District:临江市⟧盛产对虾。|⟦Organisation:青禾水产⟧、⟦Organisation:云岭食品⟧等本地企业订单饱满。",
            {"青禾水产", "云岭食品"},
        ),
        ("⟦District:临江市⟧企业里，⟦Organisation:云岭银行⟧升到第17位。", {"云岭银行"}),
        ("⟦District:临江市⟧云峰路上的⟦Organisation:云岭科技⟧始建于1969年。", {"云岭科技"}),
        (
            "⟦Organisation:青禾公司⟧、⟦Organisation:云岭公司⟧等39家企业集中在⟦District:临江市⟧。",
            {"青禾公司", "云岭公司"},
        ),
        (
            "⟦District:东川开发区⟧的⟦Organisation:云岭公司⟧和⟦Organisation:青岛青禾公司⟧率先签约。",
            {"云岭公司", "青岛青禾公司"},
        ),
        ("⟦District:临江市⟧盛产对虾。|⟦Organisation:青禾水产⟧等外地企业前来采购。", set()),
        ("⟦District:临江市⟧云峰大道88号，⟦Organisation:云岭科技⟧的厂房亮着灯。", {"云岭科技"}),
        ("⟦District:临江市⟧走出一条新路，⟦Organisation:云岭科技⟧去年投产。", set()),
        ("⟦District:临江市⟧理清思路，⟦Organisation:云岭科技⟧前来考察。", set()),
        ("⟦District:临江市⟧的高速公路，⟦Organisation:云岭科技⟧参与建设。", set()),
        ("⟦District:临江市⟧转型路上的⟦Organisation:云岭科技⟧引来关注。", set()),
        ("⟦Organisation:云岭公司⟧的客户集中在⟦District:临江市⟧。", set()),
        ("⟦Organisation:云岭公司⟧业务主要集中在⟦District:临江市⟧。", set()),
    ],
)
def test_firms_of_a_place_told_by_more_words(marked: str, wanted: set[str]) -> None:
    assert {one for one, _ in said(marked)} == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "⟦District:临江市⟧组织⟦Organisation:云岭公司⟧、⟦Organisation:东江药业⟧等9家优质企业参会。",
            {("云岭公司", "临江市"), ("东江药业", "临江市")},
        ),
        ("⟦District:临江市⟧已有⟦Organisation:云岭公司⟧等5家企业参与制定标准。", {("云岭公司", "临江市")}),
        ("⟦District:临江市⟧组织⟦Organisation:云岭公司⟧等8个部门会商。", set()),
        ("⟦District:临江市⟧没有组织⟦Organisation:云岭公司⟧等8家企业参会。", set()),
    ],
    ids=["sends", "has", "departments", "denied"],
)
def test_whom_a_place_sends_is_its_own(marked: str, wanted: set[tuple[str, str]]) -> None:
    assert {pair for pair in said(marked) if pair[1] == "临江市"} == wanted


def test_a_headline_leaves_out_the_preposition() -> None:
    assert said("H:⟦Event:东川脐橙节⟧⟦District:临江市⟧收官|果农来了。") == {("东川脐橙节", "临江市")}
    assert said("⟦Event:东川脐橙节⟧⟦District:临江市⟧收官站有看头。") == set()
