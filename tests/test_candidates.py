"""Candidates: each finder offers what it is for, and nothing outside the sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import candidates, lexicon, people
from kg.heads import Candidate, heads_of
from kg.misfits import Misfits
from kg.model import TYPES
from tests.test_reading import read, strings


def offered(text: str) -> set[tuple[str, str, str]]:
    """(type, rule, words) of all candidates of a sentence."""
    return {(c.type, c.rule, text[c.start : c.end]) for c in candidates.find(read(text))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("青岛市举行活动", ("District", "known_full", "青岛市")),
        ("青岛举行活动", ("District", "known_short", "青岛")),
        ("由临江市市场监管局负责", ("Organisation", "head", "临江市市场监管局")),
        ("印发《质量强国建设纲要》", ("Document", "title", "《质量强国建设纲要》")),
        ("实施“护链制”", ("Program", "quoted", "“护链制”")),
        ("局长王某出席", ("Person", "person_role", "王某")),
        ("局长郑河作动员讲话", ("Person", "person_role", "郑河")),
        ("站点已由区市场监管局接管", ("Organisation", "bare", "区市场监管局")),
        ("公司还同临江大学共建", ("Organisation", "head", "临江大学")),
        ("市发展改革局向社会公布", ("Organisation", "bare", "市发展改革局")),
        ("市市场监管局面向商户", ("Organisation", "bare", "市市场监管局")),
        ("计量处处长来某某表示", ("Person", "person_role", "来某某")),
        ("局长明某出席", ("Person", "person_role", "明某")),
        ("董事长展鹏飞表示", ("Person", "person_role", "展鹏飞")),
        ("总经理操小军，", ("Person", "person_role", "操小军")),
        ("王某表示", ("Person", "person", "王某")),
        ("董事长王一成，", ("Person", "person_role", "王一成")),
        ("李三成表示", ("Person", "person", "李三成")),
        ("董事长王天一直言", ("Person", "person_role", "王天一")),
        ("约翰·史密斯，", ("Person", "foreign_name", "约翰·史密斯")),
        ("荣获行业发展新锐，", ("Award", "verb", "行业发展新锐")),
        ("召开第九届质量大会", ("Event", "head", "第九届质量大会")),
        ("首席质量官、首席品牌官培训班开班", ("Event", "head", "首席质量官、首席品牌官培训班")),
        ("首席质量官罗雨某谈到", ("Person", "person_role", "罗雨某")),
        ("发展处处长葛大某介绍", ("Person", "person_role", "葛大某")),
        ("含自然科学奖52项、技术发明奖13项", ("Award", "whole", "技术发明奖")),
        ("投资5亿元的二期扩建工程破土", ("Program", "head", "二期扩建工程")),
        ("市食药安办牵头推行", ("Organisation", "head", "市食药安办")),
        ("公布的创新百强区中名列前茅", ("Award", "whole", "创新百强区")),
        ("早年OVM牌锚固装置", ("Product", "brand", "OVM牌锚固装置")),
        ("先后通过ISO 9001质量管理体系认证", ("Award", "head", "ISO 9001质量管理体系认证")),
        ("云岭电器有限公司的全能清扫宝销往海外", ("Product", "owner", "全能清扫宝")),
        ("临江—海东信息港有限公司落户", ("Organisation", "head", "临江—海东信息港有限公司")),
        ("东川化工园区可持续发展大会开幕", ("Event", "head", "东川化工园区可持续发展大会")),
        ("工业和信息化部电子信息司司长王某致辞", ("Organisation", "head", "工业和信息化部电子信息司")),
        ("开园的千亩数字科技产业园投产", ("Program", "head", "千亩数字科技产业园")),
        ("云岭炼化的百万吨乙烯项目投产", ("Program", "head", "百万吨乙烯项目")),
        ("市政府召开八届21次常务会议，", ("Event", "head", "八届21次常务会议")),
        ("同期的VR/AR产品展览会开幕", ("Event", "head", "VR/AR产品展览会")),
        ("利客来集团股份有限公司上榜", ("Organisation", "head", "利客来集团股份有限公司")),
        ("列入云岭家政“领跑者”行动重点企业名单。", ("Award", "head", "云岭家政“领跑者”行动重点企业名单")),
        ("云岭社区“乐龄”长者食堂的常客", ("Organisation", "head", "“乐龄”长者食堂")),
        ("其中临江中央商务区每天接待", ("District", "head", "临江中央商务区")),
        ("和全国乡村振兴典范区，", ("Award", "head", "全国乡村振兴典范区")),
        ("主席约翰·史密斯分别致辞", ("Person", "foreign_name", "约翰·史密斯")),
        ("捧回省科技进步一等奖。", ("Award", "head", "省科技进步一等奖")),
        ("走在临江县的南珠街上，", ("District", "head", "南珠街")),
        ("在云岭中药材榜上列第三，", ("Award", "head", "云岭中药材榜")),
        ("本报11月12日讯省工业和信息化厅公布", ("Organisation", "bare", "省工业和信息化厅")),
        ("该县市场监管局提醒", ("Organisation", "bare", "县市场监管局")),
        ("云岭县市场监管局食品流通科科长", ("Organisation", "department", "云岭县市场监管局食品流通科")),
        ("云岭县文旅局质量管理股股长", ("Organisation", "department", "云岭县文旅局质量管理股")),
        ("与德国舍弗勒签约", ("Organisation", "country", "德国舍弗勒")),
        ("云岭晚报5月12日获评文明单位", ("Organisation", "head", "云岭晚报")),
        ("四川其亚铝业集团有限公司获评", ("Organisation", "head", "四川其亚铝业集团有限公司")),
        ("推出XA200电动垂直起降飞行器", ("Product", "head", "XA200电动垂直起降飞行器")),
    ],
)
def test_finders(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in offered(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("总经理预计今年增产", "预计今"),
        ("引进博士占四成", "占四"),
        ("产量比去年高三成，", "高三成"),
        ("由分管领导任主任的委员会", "任主任"),
        ("去年市里开展行动", "市里"),
        ("董事长明确表示", "明确"),
        ("局长随后介绍", "随后"),
        ("院长开心地说", "开心地"),
        ("云岭公司总经理与东江公司达成协议", "达成协"),
        ("董事长坚信明年更好", "坚信明"),
        ("研发的“晨光”芯片售价300元", "“晨光”芯片售价"),
        ("生产的无糖饮料1000箱运往外地", "无糖饮料1000箱"),
        ("设立3处维权援助工作站", "3处维权援助工作站"),
        ("东川省质量协会委托临江大学起草", "东川省质量协会委托临江大学"),
        ("东川日报讯临江市教育局发布", "东川日报讯临江市教育局"),
        ("“云岭”牌变频泵国内首发", "“云岭”牌变频泵国内"),
        ("东川贸促会和临江市政府主办", "东川贸促会和临江市政府"),
        ("海星啤酒（448.53亿元）登榜", "海星啤酒（448.53亿元）"),
        ("引进博士来某某就业", "来某某"),
        ("召开东川省科学技术奖励大会", "东川省科学技术奖"),
        ("东川师范学院党委书记周岚", "东川师范学院党委"),
        ("临江市农业农村局党组成员、副局长周岚", "临江市农业农村局党组"),
        ("云岭电器有限公司则凭借一项检测项目获奖", "云岭电器有限公司则凭借一项检测项目"),
        ("居中国啤酒业榜首。", "中国啤酒业榜"),
        ("工业和信息化部电子信息司司长王某致辞", "司"),
        ("专家接过云岭质量奖", "专家接过云岭质量奖"),
        ("开展护湖清岸专项行动工作，", "护湖清岸专项行动工作"),
        ("临江市被誉为“云岭石都”", "临江市被誉为“云岭石都”"),
        ("全区严格落实首席质量官制度", "严格落实首席质量官制度"),
        ("主席约翰·史密斯分别致辞", "合会主席约翰·史密斯"),
    ],
)
def test_what_no_name_holds(text: str, wrong: str) -> None:
    assert wrong not in {words for _, _, words in offered(text)}


def test_a_town_s_committee_is_a_body() -> None:
    assert "东水镇党委" in {words for _, _, words in offered("东水镇党委书记周岚")}


def test_a_round_number_may_stand_in_a_name() -> None:
    assert "“云岭讲堂”百场公益讲座" in {words for _, _, words in offered("“云岭讲堂”百场公益讲座开讲")}


def test_a_post_ends_in_no_place() -> None:
    assert ("District", "known_full", "长安区") in offered("西安市长安区的学校")


@pytest.mark.parametrize("text", ["全市", "我省", "本区"])
def test_pointing_words_are_no_districts(text: str) -> None:
    assert not {c for c in offered(f"{text}经济增长") if c[0] == "District" and c[2] == text}


def test_a_name_goes_across_no_barrier() -> None:
    across = [w for kind, _, w in offered("城阳区的市场监管局") if kind == "Organisation" and "的" in w]
    assert not across


def test_a_position_is_no_body() -> None:
    assert not [w for _, rule, w in offered("市教育局长王某") if rule == "head" and w.endswith("教育局")]


def test_two_bodies_are_no_one_body() -> None:
    assert not [
        w for kind, _, w in offered("崂山区委区政府出台措施") if kind == "Organisation" and w == "崂山区委区政府"
    ]


@pytest.mark.parametrize(("text", "at", "role"), [("副市长李某", 3, "副市长"), ("李某", 0, "")])
def test_role_before(text: str, at: int, role: str) -> None:
    assert people.role_before(text, at) == role


@pytest.mark.parametrize(("text", "at", "role"), [("李某教授说", 2, "教授"), ("李某说", 2, "")])
def test_role_after(text: str, at: int, role: str) -> None:
    assert people.role_after(text, at) == role


def test_the_longest_head_counts() -> None:
    heads = dict(heads_of("东方电气股份有限公司"))
    assert heads["Organisation"].endswith("有限公司")


@given(st.text(max_size=12))
def test_heads_are_endings_of_the_lexicon(word: str) -> None:
    for kind, head in heads_of(word):
        assert word.endswith(head) and kind in lexicon.heads()[head]


@given(strings)
def test_candidates_stand_in_the_sentence_once(text: str) -> None:
    found = candidates.find(read(text))
    assert all(0 <= c.start < c.end <= len(text) and c.type in TYPES and c.rule for c in found)
    keys = [(c.start, c.end, c.type) for c in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("临江市推进粤港澳大湾区建设领导小组", "Organisation"),
        ("临江湿地珍禽国家级自然保护区管理处", "Organisation"),
        ("宣威至会泽高速公路", "Program"),
        ("第52个世界环境日", "Event"),
    ],
)
def test_edges_that_only_such_names_cross(text: str, kind: str) -> None:
    assert text in {words for type_, _, words in offered(f"昨天，{text}") if type_ == kind}


def test_what_a_body_is_called_for_short_is_no_part_of_its_name() -> None:
    text = "临江电子股份有限公司（下称“临江电子”）"
    assert text not in {words for _, _, words in offered(text)}


@pytest.mark.parametrize(("title", "misfit"), [("《云岭百强县榜》", True), ("《云岭百强县研究》", False)])
def test_a_league_table_in_book_marks_is_no_document(title: str, misfit: bool) -> None:
    reading = read(f"研究院发布{title}")
    paper = Candidate(5, 5 + len(title), "Document", "title", "")
    assert Misfits(reading).holds(paper) is misfit
