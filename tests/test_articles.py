"""Blocks → Articles: headlines, bylines, datelines, subheads, captions, and pages without any layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import articles, layout, sentences
from kg.model import Article, Page
from tests.typeset import NEWS

TEA, PORT, LIFT, SCHOOL, SWANS = NEWS


def read(text: str, **known: str) -> tuple[Article, ...]:
    page = Page("a.txt", text, "", **known)
    return articles.find(page, layout.arrange(page))


def headlines(found: tuple[Article, ...]) -> list[str]:
    return [article.headline.text if article.headline else "" for article in found]


def flow(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def test_articles_are_numbered_in_reading_order_and_named_after_the_page() -> None:
    found = read(flow("茶叶有了身份证", "□记者 甲", *TEA.paragraphs, "临江港新航线开通", "□记者 乙", *PORT.paragraphs))
    assert [article.id for article in found] == ["a.txt#1", "a.txt#2"]
    assert [article.number for article in found] == [1, 2]
    assert headlines(found) == ["茶叶有了身份证", "临江港新航线开通"]


def test_kicker_main_line_and_subtitle_are_joined_in_print_order() -> None:
    (found,) = read(flow("保护候鸟进行时", "石桥湿地", "迎来今冬首批天鹅", "□记者 戊", *SWANS.paragraphs))
    assert headlines((found,)) == ["保护候鸟进行时石桥湿地迎来今冬首批天鹅"]
    assert found.reporters == ("戊",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("□记者 甲　通讯员 乙 丙 报道", ("甲", "乙", "丙")),
        ("本报记者 王某某", ("王某某",)),
        ("（临江新闻/临江早报记者 甲 通讯员 乙）", ("甲", "乙")),
        ("文/图 本报记者 甲", ("甲",)),
        ("记者：甲、乙", ("甲", "乙")),
        ("記者 甲 通訊員 乙", ("甲", "乙")),
    ],
)
def test_bylines_above_and_below(byline: str, names: tuple[str, ...]) -> None:
    (above,) = read(flow("茶叶有了身份证", byline, *TEA.paragraphs))
    (below,) = read(flow("茶叶有了身份证", *TEA.paragraphs, byline))
    assert above.reporters == below.reporters == names
    assert [p.text for p in above.paragraphs] == [p.text for p in below.paragraphs] == list(TEA.paragraphs)


def test_a_byline_in_brackets_leaves_the_body_but_the_dateline_stays() -> None:
    (found,) = read(flow("临江港新航线开通", "本报2024年5月16日讯（记者 甲 通讯员 乙）今天上午，货轮离港。",
    "航程六天。（记者 丙）"))
    assert found.reporters == ("甲", "乙", "丙")
    assert [p.text for p in found.paragraphs] == ["本报2024年5月16日讯今天上午，货轮离港。", "航程六天。"]
    assert found.date == "2024-05-16"


def test_a_byline_behind_the_last_stop_and_a_spaced_dateline() -> None:
    last = "航程六天。　□本报记者 王某某"
    (found,) = read(flow("2024年5月18日　星期六", "临江港新航线开通", "本报 5 月 16 日讯 今天上午，货轮离港。", last))
    assert (found.reporters, found.date) == (("王某某",), "2024-05-16")
    assert found.paragraphs[-1].text == "航程六天。"


def test_a_byline_at_the_end_closes_an_article() -> None:
    tea, swans = TEA.paragraphs[:2], SWANS.paragraphs[:2]
    found = read(flow("茶叶有了身份证", *tea, "(记者 甲)", "湿地飞来天鹅", *swans, "(记者 乙)"))
    assert headlines(found) == ["茶叶有了身份证", "湿地飞来天鹅"]
    assert [article.reporters for article in found] == [("甲",), ("乙",)]


def test_a_dateline_begins_an_article_and_subheads_stay_inside() -> None:
    found = read(
        flow(
            "临江港新航线开通", "本报5月16日讯 " + PORT.paragraphs[1], "运费降下来", PORT.paragraphs[1], "时间省下来",
            PORT.paragraphs[1],
            "小区装上新电梯", "本报5月16日讯 " + LIFT.paragraphs[1],
        )
    )  # fmt: skip
    assert headlines(found) == ["临江港新航线开通", "小区装上新电梯"]
    kinds = [(sentence.kind, sentence.text) for sentence in sentences.split(found[0])]
    assert ("headline", "运费降下来") in kinds and ("headline", "时间省下来") in kinds


def test_news_in_brief_is_an_article_of_its_own() -> None:
    brief = "▲临江市云岭区近日启用新码头，年吞吐量二十万吨。", "▲石桥镇办起书法课堂。"
    found = read(flow("茶叶有了身份证", *TEA.paragraphs, "简讯", *brief))
    assert headlines(found) == ["茶叶有了身份证", "简讯"]
    assert [paragraph.text for paragraph in found[1].paragraphs] == list(brief)


def test_questions_and_numbers_head_sections_of_one_article() -> None:
    first, second, third = TEA.paragraphs
    found = read(flow("茶叶追溯怎么做", first, "钱从哪里来？", second, "二、下一步", third))
    assert headlines(found) == ["茶叶追溯怎么做"]


def test_unsigned_news_on_one_page_is_told_apart() -> None:
    found = read(
        flow(
            "2024年5月17日　星期五　03版", "白沙区加装电梯九十八部",
            "白沙区住建局日前公布，今年加装电梯150部，已完工98部。",
            "金湖职业学院开办机器人专业", "金湖职业学院近日与企业签约，开办工业机器人运维专业。",
        )
    )  # fmt: skip
    assert headlines(found) == ["白沙区加装电梯九十八部", "金湖职业学院开办机器人专业"]
    assert {article.year for article in found} == {"2024"}


def test_three_headings_of_one_length_are_subheads_of_the_long_piece() -> None:
    """A full-page piece in columns: its lead is signed, its sections' headings print apart from them."""
    text = (
        "云岭县茶产业观察\n　　□记者 甲\n　　云岭县茶园有4.6万亩，茶企有37家，\n茶农靠一片叶子过上了好日子，茶产业\n成"
        "了全县的支柱。\n\n"
        "　　追溯平台让茶叶有了身份，云岭县的\n茶企在每一袋茶上贴了二维码，茶叶的\n检测结果一扫便知，茶农放心。\n\n"
        "临江港新航线开通\n　　□记者 乙\n　　货轮从临江港三号泊位启航，满载着\n机电产品驶往东南亚的六个国家和地\n区，"
        "航程六天。\n\n"
        "　　茶园里还建起了民宿，云岭县的茶文\n化节每年吸引游客十万，茶农家的房子\n成了客房，茶叶卖得更好了。\n\n"
        "追溯平台保真新路子\n\n茶旅融合增收新样板\n\n品牌出海拓展新市场\n"
    )
    found = read(text)
    assert headlines(found) == ["云岭县茶产业观察", "临江港新航线开通"]
    assert [p.text[:4] for p in found[0].paragraphs if len(p.text) > 12] == ["云岭县茶", "追溯平台", "茶园里还"]


@pytest.mark.parametrize(
    ("folio", "known", "date"),
    [
        ("2024年1月3日　星期三　02版", {}, "2023-12-31"),
        ("二〇二四年一月三日　星期三", {}, "2023-12-31"),
        ("A02 要闻 2024/01/03 星期三", {}, "2023-12-31"),
        ("综合新闻", {"date": "2023-12-31"}, "2023-12-31"),
        ("综合新闻", {}, ""),
    ],
)
def test_the_year_of_a_dateline(folio: str, known: dict[str, str], date: str) -> None:
    (found,) = read(flow(folio, "临江港年货运量创新高", "本报12月31日讯　临江港今天公布全年货运量。"), **known)
    assert found.date == date


def test_news_without_a_dateline_has_no_date_but_the_pages_year() -> None:
    (found,) = read(flow("2024年1月3日　星期三", "湿地飞来天鹅", *SWANS.paragraphs))
    assert (found.date, found.year) == ("", "2024")


def test_captions_and_jump_lines_are_no_body() -> None:
    first, second, _ = SWANS.paragraphs
    (found,) = read(flow("上接第1版", "湿地飞来天鹅", first, "▲天鹅在湖面起舞。记者甲 摄", second + "（下转第4版）"))
    assert [p.text for p in found.paragraphs] == list(SWANS.paragraphs[:2])
    assert [p.text for p in found.captions] == ["▲天鹅在湖面起舞。记者甲 摄"]


def test_a_web_page_and_plain_text() -> None:
    (web,) = read("茶叶有了身份证\n2024-03-05 09:12　来源：云岭日报\n" + "\n".join(TEA.paragraphs) + "\n责任编辑：甲")
    assert (headlines((web,)), web.year, len(web.paragraphs)) == (["茶叶有了身份证"], "2024", 3)
    (plain,) = read("\n".join(TEA.paragraphs))
    assert plain.headline is None and len(plain.paragraphs) == 3
    assert read("") == () and read(" \n　\n") == ()


def test_a_given_title_makes_one_article_of_sections_with_headings() -> None:
    (found,) = read(flow("茶叶追溯", TEA.paragraphs[0], "一片叶子的账本", TEA.paragraphs[1]), title="茶叶追溯")
    assert headlines((found,)) == ["茶叶追溯"]


PRINTED = st.lists(
    st.sampled_from(
        ["□记者 甲 报道", "（记者 乙）", "本报5月1日讯　", "2024年5月2日　星期四　03版", "图为临江港。资料图片",
        "临江港新航线", "", "　　", "首航",
         "货轮今天离港，驶往", "东南亚六国。", "上接第一版", "2", "024年", "“海", "川号”。", "：", "？", "   ", "a b",
         "责任编辑：甲", "（", "）"]
    ),
    max_size=40,
)  # fmt: skip


@given(PRINTED, st.sampled_from(["", "\n", "\n\n"]))
@settings(max_examples=300, deadline=None)
def test_any_page_gives_articles_that_quote_it(parts: list[str], between: str) -> None:
    page = Page("a.txt", between.join(parts), "")
    found = articles.find(page, layout.arrange(page))
    assert found == articles.find(page, layout.arrange(page))
    used: set[int] = set()
    for article in found:
        passages = [*article.paragraphs, *article.captions, *([article.headline] if article.headline else [])]
        assert passages
        for passage in passages:
            assert page.passage(*passage.spans) == passage and passage.text.strip()
            places = {at for span in passage.spans for at in range(span.start, span.end)}
            assert not places & used
            used |= places
        for sentence in sentences.split(article):
            assert page.passage(*sentence.passage.spans) == sentence.passage


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_string_is_too_strange(text: str) -> None:
    for article in read(text):
        sentences.split(article)
