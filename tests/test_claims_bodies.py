"""subOrganisationOf, cooperatesWith and produces: who belongs to whom, who works with whom, who makes what."""

from __future__ import annotations

import pytest

from tests.test_claims_places import said

WHOLES = [
    ("由⟦Organisation:东江集团⟧全资设立的⟦Organisation:东江量子公司⟧开业。", "东江量子公司", "东江集团"),
    ("⟦Organisation:东江集团⟧获奖。|由其控股的⟦Organisation:东江量子公司⟧扩产。", "东江量子公司", "东江集团"),
    ("⟦Organisation:东江集团⟧把⟦Organisation:星光公司⟧收入囊中。", "星光公司", "东江集团"),
    ("⟦Organisation:东江集团⟧连同⟦Organisation:星光公司⟧、⟦Organisation:月光公司⟧等子公司。", "月光公司", "东江集团"),
    ("⟦Organisation:星光公司⟧是⟦Organisation:东江集团⟧的核心企业。", "星光公司", "东江集团"),
    ("⟦Organisation:星光公司⟧扩产，母公司⟦Organisation:东江集团⟧出资。", "星光公司", "东江集团"),
]


@pytest.mark.parametrize(("marked", "part", "whole"), WHOLES, ids=[marked for marked, _, _ in WHOLES])
def test_part_and_whole(marked: str, part: str, whole: str) -> None:
    assert (part, whole) in said(marked, "subOrganisationOf")


def test_what_is_newly_set_up_has_no_owner_yet() -> None:
    assert said("⟦Organisation:甲局⟧发文。|新设的⟦Organisation:保护工作站⟧每年获补助。", "subOrganisationOf") == set()


PARTNERS = [
    ("⟦Organisation:丁法院⟧挂牌一年。|法院已同⟦Organisation:甲证监局⟧建立会商机制。", "丁法院", "甲证监局"),
    ("由⟦Organisation:甲集团⟧设立的⟦Organisation:乙公司⟧，与⟦Organisation:丙公司⟧签约。", "乙公司", "丙公司"),
    ("⟦District:九江市⟧还将携手一江之隔的⟦District:黄梅县⟧，推进示范区建设。", "九江市", "黄梅县"),
    ("⟦Organisation:甲公司⟧扩产，⟦Organisation:乙大学⟧、⟦Organisation:丙所⟧也是它的合作伙伴。", "甲公司", "丙所"),
    ("⟦District:杭州市⟧、⟦District:黄山市⟧两市将在⟦District:歙县⟧合建园区。", "杭州市", "黄山市"),
]


@pytest.mark.parametrize(("marked", "one", "other"), PARTNERS, ids=[marked for marked, _, _ in PARTNERS])
def test_partners(marked: str, one: str, other: str) -> None:
    found = said(marked, "cooperatesWith")
    assert (one, other) in found or (other, one) in found


def test_one_that_signs_with_each_makes_no_partners_of_the_others() -> None:
    marked = "⟦Organisation:甲局⟧与⟦Organisation:乙公司⟧、⟦Organisation:丙公司⟧分别签约。"
    assert said(marked, "cooperatesWith") == {("甲局", "乙公司"), ("甲局", "丙公司")}


def test_what_is_founded_together_is_no_partner() -> None:
    marked = "⟦District:甲县⟧、⟦District:乙县⟧携手成立“⟦Organisation:体育联盟⟧”。"
    assert said(marked, "cooperatesWith") == {("甲县", "乙县")}


MAKERS = [
    ("⟦Organisation:甲公司⟧与⟦Organisation:乙研究院⟧联手推出⟦Product:星光芯片⟧。", "乙研究院", "星光芯片"),
    ("⟦Organisation:甲公司⟧扩产，其⟦Product:星光芯片⟧另获大奖。", "甲公司", "星光芯片"),
    ("⟦Organisation:东江研究所⟧育成的⟦Product:热研七号⟧通过审定。", "东江研究所", "热研七号"),
    ("⟦Organisation:甲公司⟧，产销的⟦Product:独山果酒⟧打进海外。", "甲公司", "独山果酒"),
]


@pytest.mark.parametrize(("marked", "maker", "product"), MAKERS, ids=[marked for marked, _, _ in MAKERS])
def test_makers(marked: str, maker: str, product: str) -> None:
    assert (maker, product) in said(marked, "produces")


@pytest.mark.parametrize(
    "marked",
    [
        "一家企业刚在⟦Organisation:东江证券交易所⟧敲过锣，⟦Product:三江牌电缆⟧去年卖了20亿元。",
        "⟦Organisation:东江学院⟧的⟦Product:化学工程⟧专业通过认证。",
        "⟦Organisation:甲局⟧发布⟦Product:星光芯片⟧质量抽查结果。",
    ],
    ids=["where it is listed", "what is taught", "an office"],
)
def test_no_makers(marked: str) -> None:
    assert said(marked, "produces") == set()


def test_a_leader_works_with_those_who_take_part() -> None:
    marked = "⟦Organisation:甲公司⟧牵头、⟦Organisation:乙大学⟧参与的⟦Program:星光项目⟧获奖。"
    assert ("甲公司", "乙大学") in said(marked, "cooperatesWith")


def test_a_part_is_called_after_its_whole() -> None:
    marked = "⟦Organisation:东江顾问⟧办会。|⟦Organisation:东江顾问城市研究中心⟧发布报告。"
    assert said(marked, "subOrganisationOf") == {("东江顾问城市研究中心", "东江顾问")}


def test_whoever_made_it_is_told_in_the_next_sentence() -> None:
    marked = "⟦Product:云锦钢⟧获奖。|把它做出来的，是⟦Organisation:甲集团⟧旗下的⟦Organisation:东江公司⟧。"
    assert said(marked, "produces") == {("东江公司", "云锦钢")}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "⟦Organisation:东江集团⟧接连把⟦District:甲国⟧的⟦Organisation:南山公司⟧、⟦Organisation:北山公司⟧收入囊中。",
            {("南山公司", "东江集团"), ("北山公司", "东江集团")},
        ),
    ],
    ids=["several are bought"],
)
def test_wholes_of_several_parts(marked: str, wanted: set[tuple[str, str]]) -> None:
    assert wanted <= said(marked, "subOrganisationOf")


@pytest.mark.parametrize(
    ("marked", "other"),
    [
        ("⟦Organisation:东江公司⟧获奖，合作方包括⟦Organisation:南山大学⟧。", "南山大学"),
        ("⟦Organisation:东江公司⟧设点。|今年，它还会同⟦Organisation:南山大学⟧推出新机制。", "南山大学"),
    ],
    ids=["合作方包括", "它还会同"],
)
def test_partners_of_a_subject_that_is_not_printed(marked: str, other: str) -> None:
    found = said(marked, "cooperatesWith")
    assert ("东江公司", other) in found or (other, "东江公司") in found


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Event:博览会⟧由⟦Organisation:东江协会⟧、⟦Organisation:西江协会⟧和⟦Organisation:南山协会⟧联合主办。",
        "⟦Organisation:临江市委⟧、⟦Organisation:临江市政府⟧联合印发方案。",
        "⟦Organisation:东江局⟧、⟦Organisation:南山局⟧等13部门联合下发方案。",
        "⟦Organisation:东江局⟧同意⟦Organisation:南山院⟧筹建中心。",
        "⟦Organisation:东江公司⟧与⟦Organisation:南山公司⟧签订供货合同。",
    ],
    ids=["three hosts", "two offices of one place", "some of many offices", "who agrees", "a sale"],
)
def test_who_is_no_partner(marked: str) -> None:
    assert said(marked, "cooperatesWith") == set()


JOINED = [
    ("由⟦Organisation:东江公司⟧牵头起草、⟦Organisation:甲大学⟧参与的标准发布。", "东江公司", "甲大学"),
    ("⟦Event:北山论坛⟧由⟦Organisation:东江局⟧、⟦Organisation:西江局⟧联合主办。", "东江局", "西江局"),
]


@pytest.mark.parametrize(("marked", "one", "other"), JOINED, ids=[marked for marked, _, _ in JOINED])
def test_who_is_joined_with_whom(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "cooperatesWith")


MADE = [
    (
        "⟦Organisation:东江公司⟧、⟦Organisation:西江公司⟧入选；前者育成的⟦Product:红秀番茄⟧畅销。",
        "东江公司",
        "红秀番茄",
    ),
    ("⟦Organisation:好大姐家政公司⟧扩张。|⟦Product:“好大姐”品牌⟧获奖。", "好大姐家政公司", "“好大姐”品牌"),
    ("⟦Product:星光芯片⟧是⟦Organisation:东江公司⟧自主研发的产品。", "东江公司", "星光芯片"),
]


@pytest.mark.parametrize(("marked", "one", "other"), MADE, ids=[marked for marked, _, _ in MADE])
def test_whose_a_product_is(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "produces")


ISSUED = [
    (
        "⟦Document:管理办法⟧由⟦Organisation:东江局⟧起草，⟦Organisation:东江市政府⟧上月印发，共六章。",
        "东江市政府",
        "管理办法",
    ),
    ("会上发布⟦Document:年度报告⟧，发布者为⟦Organisation:东江院⟧。", "东江院", "年度报告"),
    ("⟦District:南湖区⟧在⟦Organisation:东江院⟧⟦Document:百强发展报告⟧中位居第九。", "东江院", "百强发展报告"),
    ("⟦Organisation:东江中心⟧主任⟦Person:王某⟧带队参与起草的⟦Document:花茶规范⟧发布。", "东江中心", "花茶规范"),
    ("⟦Document:若干意见⟧由⟦Organisation:东江局⟧牵头，联合⟦Organisation:西江局⟧等部门起草。", "西江局", "若干意见"),
]


@pytest.mark.parametrize(("marked", "one", "other"), ISSUED, ids=[marked for marked, _, _ in ISSUED])
def test_who_issues_what(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "issued")


POSTS = [
    ("⟦Person:王某⟧还有个身份，即⟦Organisation:东江实验室⟧副主任。", "王某", "东江实验室"),
    ("⟦Person:王某⟧获奖。|奖金给了这位⟦Organisation:东江研究所⟧研究员。", "王某", "东江研究所"),
    ("拿下大奖的⟦Organisation:东江集团⟧，其质量总监⟦Person:王某⟧受聘。", "王某", "东江集团"),
    ("⟦Organisation:东江检测院⟧开放。|该院检测工程师⟦Person:王某⟧作讲解。", "王某", "东江检测院"),
]


@pytest.mark.parametrize(("marked", "one", "other"), POSTS, ids=[marked for marked, _, _ in POSTS])
def test_posts_told_by_pointing(marked: str, one: str, other: str) -> None:
    assert (one, other) in said(marked, "holdsPosition")


OWN_POSTS = [
    ("⟦Organisation:东江集团⟧扩产。|其董事长⟦Person:王某⟧表示，明年再投一条线。", "东江集团"),
    ("⟦Organisation:东江集团⟧扩产。|该集团董事长⟦Person:王某⟧表示，明年再投一条线。", "东江集团"),
    ("⟦Organisation:东江集团⟧扩产。|公司副总经理兼首席质量官⟦Person:王某⟧说。", "东江集团"),
    ("⟦Organisation:东江研究院⟧挂牌，院长由⟦Organisation:南山大学⟧副校长⟦Person:王某⟧兼任。", "东江研究院"),
    ("⟦Organisation:东江中学⟧开学，⟦Person:王某⟧任校长。", "东江中学"),
    ("在⟦Organisation:东江大学⟧，特聘教授⟦Person:王某⟧致辞。", "东江大学"),
    ("引来的⟦Organisation:东江公司⟧获奖，董事长⟦Person:王某⟧当选⟦District:南湖市⟧十大人物。", "东江公司"),
    ("⟦Organisation:东江公司⟧，前身是老字号⟦Organisation:国营酱园⟧，公司董事长⟦Person:王某⟧说。", "东江公司"),
    ("⟦District:南湖市⟧开会。|副市长兼⟦Organisation:高新区党工委⟧书记⟦Person:王某⟧说。", "南湖市"),
]


@pytest.mark.parametrize(("marked", "body"), OWN_POSTS, ids=[marked for marked, _ in OWN_POSTS])
def test_posts_of_a_body_that_is_only_pointed_to(marked: str, body: str) -> None:
    assert ("王某", body) in said(marked, "holdsPosition")


def test_a_bare_post_is_in_the_body_that_the_article_tells_of() -> None:
    marked = (
        "H:⟦Organisation:东江法院⟧挂牌|⟦Organisation:东江法院⟧开庭。|⟦Organisation:东江法院⟧结案。"
        "|⟦Organisation:北山高院⟧发来贺电。|院长⟦Person:王某⟧说。"
    )
    assert said(marked, "holdsPosition") == {("王某", "东江法院")}


JOINTLY = [
    ("⟦Organisation:东江公司⟧注册商标，跟⟦Organisation:南山学院⟧合作选育新品种。", "东江公司", "南山学院"),
    ("⟦Organisation:东江大学⟧扩招。|校里还同⟦Organisation:南山学院⟧签下协议。", "东江大学", "南山学院"),
    ("⟦Organisation:东江公司⟧扩产；今年起，⟦Organisation:南山学院⟧与它结成对子。", "东江公司", "南山学院"),
    ("⟦Organisation:东江公司⟧与⟦Organisation:西江村⟧约定，五年内不涨租金。", "东江公司", "西江村"),
]


@pytest.mark.parametrize(("marked", "one", "other"), JOINTLY, ids=[marked for marked, _, _ in JOINTLY])
def test_partners_told_by_more_words(marked: str, one: str, other: str) -> None:
    found = said(marked, "cooperatesWith")
    assert (one, other) in found or (other, one) in found


def test_two_deals_make_no_partners() -> None:
    marked = "⟦Organisation:东江公司⟧、⟦Organisation:西江公司⟧分别签下大单。"
    assert said(marked, "cooperatesWith") == set()


def test_only_the_last_named_is_the_whole() -> None:
    marked = "⟦Organisation:甲海关⟧和⟦Organisation:乙海关⟧所属⟦Organisation:丙海关⟧开会。"
    assert said(marked, "subOrganisationOf") == {("丙海关", "乙海关")}


WHOSE_PARTS = [
    ("设在⟦Organisation:东江医院⟧的⟦Organisation:临床检验中心⟧每季检查一次。", "临床检验中心", "东江医院"),
    ("省里同意依托⟦Organisation:东江检测院⟧筹建⟦Organisation:陶瓷检验中心⟧。", "陶瓷检验中心", "东江检测院"),
    ("2017年在⟦Organisation:东江法院⟧挂牌的⟦Organisation:知产法庭⟧结案百件。", "知产法庭", "东江法院"),
    ("⟦Organisation:稀土检验中心⟧获批，依托单位是⟦Organisation:东江研究院⟧。", "稀土检验中心", "东江研究院"),
    (
        "⟦Organisation:东江公司⟧总经理⟦Person:王某⟧宣布，其子公司⟦Organisation:南山公司⟧投产。",
        "南山公司",
        "东江公司",
    ),
]


@pytest.mark.parametrize(("marked", "part", "whole"), WHOSE_PARTS, ids=[marked for marked, _, _ in WHOSE_PARTS])
def test_parts_set_up_in_a_body(marked: str, part: str, whole: str) -> None:
    assert (part, whole) in said(marked, "subOrganisationOf")


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Organisation:东江公司⟧、⟦Organisation:西江公司⟧已与中心签订长期协议。",
        "⟦Organisation:东江公司⟧、⟦Organisation:西江公司⟧等已签约入驻。",
    ],
    ids=["each with another", "tenants"],
)
def test_two_that_sign_with_a_third_are_no_partners(marked: str) -> None:
    assert said(marked, "cooperatesWith") == set()


def test_one_of_two_gets_by_means_of_its_product() -> None:
    marked = "名单里有⟦Organisation:东江公司⟧和⟦Organisation:西江公司⟧，前者凭⟦Product:云锦钢⟧，后者凭一款水泵。"
    assert said(marked, "produces") == {("东江公司", "云锦钢")}


def test_a_second_post_is_not_in_the_body_of_the_first() -> None:
    marked = (
        "⟦Organisation:东江学院⟧成立了⟦Organisation:南山中心⟧，⟦Organisation:该院=东江学院⟧教授⟦Person:王某⟧兼任主任。"
    )
    assert said(marked, "holdsPosition") == {("王某", "东江学院"), ("王某", "南山中心")}


def test_what_each_of_two_trains_makes_no_partners() -> None:
    assert said("⟦Organisation:云岭大学⟧与⟦Organisation:青禾大学⟧培养的人才占九成。", "cooperatesWith") == set()
    assert said("⟦Organisation:云岭大学⟧与⟦Organisation:青禾大学⟧联合培养人才。", "cooperatesWith")


def test_who_runs_the_goods_of_a_body_is_not_its_whole() -> None:
    for marked in (
        "⟦Organisation:云岭公司⟧的主要产品由⟦Organisation:青禾公司⟧管理。",
        "⟦Organisation:云岭公司⟧租用的厂房，由⟦Organisation:青禾公司⟧管理。",
    ):
        assert said(marked, "subOrganisationOf") == set()
    held = "⟦Organisation:云岭公司⟧由⟦Organisation:青禾公司⟧控股。"
    assert said(held, "subOrganisationOf") == {("云岭公司", "青禾公司")}


def test_a_post_behind_the_name_is_in_the_body_told_of() -> None:
    marked = "⟦Organisation:临江市职工服务中心⟧开课。|首先，⟦Person:王某⟧老师分享了课程。"
    assert said(marked, "holdsPosition") == {("王某", "临江市职工服务中心")}


@pytest.mark.parametrize(
    ("marked", "partners"),
    [
        ("⟦Organisation:青禾公司⟧、⟦Organisation:云岭公司⟧等20家企业现场签约。", False),
        ("⟦Organisation:青禾公司⟧、⟦Organisation:云岭公司⟧等3家企业共同签署合作协议。", True),
        ("⟦Organisation:青禾公司⟧与⟦Organisation:云岭公司⟧等20家企业签约。", True),
    ],
)
def test_guests_that_sign_at_one_meeting_are_no_partners(marked: str, partners: bool) -> None:
    assert bool(said(marked, "cooperatesWith")) is partners


@pytest.mark.parametrize(("verb", "partners"), [("合作", False), ("联手攻关", False), ("签署合作协议", True)])
def test_whom_one_works_with_each_is_not_partner_of_the_other(verb: str, partners: bool) -> None:
    found = said(f"近年来，中心正与⟦Organisation:青禾公司⟧、⟦Organisation:云岭公司⟧{verb}。", "cooperatesWith")
    assert (("青禾公司", "云岭公司") in found) is partners


def test_a_firm_s_post_is_in_no_bureau() -> None:
    marked = "⟦Organisation:临江市市场监管局⟧走访⟦Organisation:云岭公司⟧，其董事长⟦Person:邝某⟧介绍了经验。"
    assert said(marked, "holdsPosition") == {("邝某", "云岭公司")}
    alone = "⟦Organisation:临江市市场监管局⟧走访企业，其董事长⟦Person:邝某⟧介绍了经验。"
    assert said(alone, "holdsPosition") == set()
    head = "⟦Organisation:临江市市场监管局⟧发布消息，其局长⟦Person:邝某⟧介绍了经验。"
    assert said(head, "holdsPosition") == {("邝某", "临江市市场监管局")}


@pytest.mark.parametrize(
    ("marked", "parts"),
    [
        ("⟦Organisation:云岭公司⟧收购⟦Organisation:维特公司⟧的掘进机专利。", False),
        ("⟦Organisation:云岭公司⟧收购⟦Organisation:维特公司⟧。", True),
        ("⟦Organisation:云岭公司⟧收购⟦Organisation:维特公司⟧的60%股权。", True),
        ("⟦Organisation:云岭公司⟧收购⟦Organisation:维特公司⟧的全部股份。", True),
        ("⟦Organisation:云岭公司⟧收购⟦Organisation:维特公司⟧的生产线。", False),
        ("⟦Organisation:云岭公司⟧建起⟦Organisation:掘进技术重点实验室⟧的试验车间。", False),
        ("⟦Organisation:云岭公司⟧建起⟦Organisation:掘进技术重点实验室⟧。", True),
        ("⟦Organisation:云岭公司⟧⟦Organisation:前高管团队⟧另起炉灶。", False),
        ("⟦Organisation:临江大学⟧⟦Organisation:前沿交叉研究室⟧成立。", True),
        ("⟦Organisation:云岭公司⟧去年获奖，所属的⟦Organisation:青禾集团⟧是得主。", False),
    ],
)
def test_what_belongs_to_a_body_is_not_the_body(marked: str, parts: bool) -> None:
    assert bool(said(marked, "subOrganisationOf")) is parts


@pytest.mark.parametrize(
    ("marked", "posts"),
    [
        ("⟦Organisation:临江市市场监管局⟧董事长⟦Person:邝某⟧到会。", 0),
        ("⟦Organisation:中建三局⟧董事长⟦Person:邝某⟧到会。", 1),
        ("⟦Organisation:中铁隧道局⟧总经理⟦Person:邝某⟧到会。", 1),
        ("⟦Organisation:临江市供电局⟧总经理⟦Person:邝某⟧到会。", 1),
        ("⟦Organisation:临江市教育局⟧总经理⟦Person:邝某⟧到会。", 0),
        ("⟦District:天津市⟧总经理⟦Person:邝某⟧到会。", 0),
        ("⟦District:云岭湖度假区⟧总经理⟦Person:邝某⟧到会。", 1),
        ("⟦Organisation:云岭公司⟧局长⟦Person:邝某⟧到会。", 0),
        ("⟦Organisation:云岭公司⟧董事长⟦Person:邝某⟧到会。", 1),
        ("⟦Organisation:临江市市场监管局⟧副局长⟦Person:邝某⟧到会。", 1),
    ],
)
def test_posts_that_a_body_cannot_have(marked: str, posts: int) -> None:
    assert len(said(marked, "holdsPosition")) == posts
