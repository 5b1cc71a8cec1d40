"""Lines → Blocks: furniture, headlines, columns and broken paragraphs; offsets survive everything."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import layout
from kg.model import Block, Page
from tests.typeset import INDENT, NEWS, wrap

PRINTED = st.text(
    alphabet="临江市获奖一二 　“”《》（）。，；：？！…\n\n\n\t2024年.5%Aaz记者通讯员□本报讯月日图为#-|", max_size=400
)


def page(text: str, **known: str) -> Page:
    return Page("a.txt", text, "", **known)


def blocks(text: str, **known: str) -> list[tuple[str, str]]:
    """(kind, text) of each block."""
    read = page(text, **known)
    return [(block.kind, layout.join(read, block.lines).text) for block in layout.arrange(read)]


def test_a_line_knows_its_indent_and_the_blank_lines_above() -> None:
    first, second, third = layout.lines(page("标题\n\n　　正文第一行\n  第二行"))
    assert [first.indent, second.indent, third.indent] == [0, 4, 2]
    assert [first.gap, second.gap, third.gap] == [0, 1, 0]
    assert second.passage.text == "正文第一行" and second.passage.start == 6


def test_letter_spacing_is_cut_and_offsets_stay() -> None:
    read = page("提 升 基 层 治 理 效 能\n\n　　某市 3 天内开出 12 张罚单。")
    title, body = layout.lines(read)
    assert title.passage.text == "提升基层治理效能"
    assert read.passage(*title.passage.spans) == title.passage
    assert body.passage.text == "某市 3 天内开出 12 张罚单。"


def test_broken_words_and_numbers_are_rejoined_with_nothing_between() -> None:
    text = "　　这家企业2\n024年产值26\n.2万元，位居全省前\n列，获评省级绿色工\n厂。"
    assert blocks(text) == [("paragraph", "这家企业2024年产值26.2万元，位居全省前列，获评省级绿色工厂。")]


def test_a_line_end_between_latin_words_stays() -> None:
    assert blocks("The plant was opened in\nLinjiang last year and it\nmakes pumps.")[0][1] == (
        "The plant was opened in\nLinjiang last year and it\nmakes pumps."
    )
    cut = blocks("　　南湖创新园引进V\nR企业四十家，建成\n一座展示中心。")[0][1]
    assert cut == "南湖创新园引进VR企业四十家，建成一座展示中心。"


def test_indent_begins_a_paragraph_and_so_does_a_line_after_a_short_one() -> None:
    wrapped = [line for paragraph in NEWS[0].paragraphs for line in wrap(paragraph, 15, False)]
    assert [text for _, text in blocks("\n".join(wrapped))] == list(NEWS[0].paragraphs)
    assert [text for _, text in blocks("\n".join(line.strip("　") for line in wrapped))] == list(NEWS[0].paragraphs)


def test_whole_paragraphs_one_a_line() -> None:
    for between in ("\n", "\n\n", "\n" + INDENT):
        assert [text for _, text in blocks(between.join(NEWS[1].paragraphs))] == list(NEWS[1].paragraphs)


def test_a_caption_does_not_cut_a_paragraph_in_two() -> None:
    text = (
        "临江港\n\n　　港口去年新开三条航线，货物运到\n\n图为临江港三号泊位。资料图片\n\n"
        "东南亚只要六天，费用下降一成。\n"
    )
    assert blocks(text) == [
        ("headline", "临江港"),
        ("paragraph", "港口去年新开三条航线，货物运到东南亚只要六天，费用下降一成。"),
        ("caption", "图为临江港三号泊位。资料图片"),
    ]


def test_kinds_of_furniture() -> None:
    text = (
        "2024年5月17日　星期五　03版　要闻\n\n上接第一版\n\n临江港新航线开通\n集装箱直达六国\n　　□记者 甲\n　　通讯员"
        " 乙 报道\n"
        "　　首航货轮今天离港。\n\n责任编辑：记者甲\n"
    )
    assert [kind for kind, _ in blocks(text)] == ["masthead", "masthead", "headline", "byline", "paragraph", "masthead"]


def test_a_heading_inside_a_run_of_lines() -> None:
    text = (
        "　　茶园里一片繁忙，采茶工\n天不亮就上山了，日暮才\n回来。\n一、账本\n"
        "　　每斤春茶多卖18元，全县\n算下来是一笔大账。"
    )
    assert [kind for kind, _ in blocks(text)] == ["paragraph", "headline", "paragraph"]


def test_lines_printed_with_a_blank_line_after_each() -> None:
    wrapped = [line for paragraph in NEWS[2].paragraphs for line in wrap(paragraph, 15, False)]
    assert [text for _, text in blocks("\n\n".join(wrapped))] == list(NEWS[2].paragraphs)


def test_markdown_marks_are_no_text() -> None:
    text = "# 茶叶有了身份证\n\n![图](a.png)\n\n> 每袋都有二维码。\n"
    assert blocks(text, format="md") == [("headline", "茶叶有了身份证"), ("paragraph", "每袋都有二维码。")]


def test_a_given_title_is_a_headline_whatever_its_form() -> None:
    title = "这个标题像一句完整的话，很长很长，还带着句号，却仍旧是标题。"
    assert blocks(f"{title}\n正文在这里。", title=title)[0] == ("headline", title)


def once(arranged: tuple[Block, ...]) -> bool:
    places = Counter(span for block in arranged for line in block.lines for span in line.passage.spans)
    return all(times == 1 for times in places.values())


@given(PRINTED)
@settings(max_examples=300, deadline=None)
def test_any_text_keeps_every_line_once_and_quotes_its_page(text: str) -> None:
    read = page(text)
    arranged = layout.arrange(read)
    printed = layout.lines(read)
    assert once(arranged)
    assert sorted(line.passage.start for block in arranged for line in block.lines) == sorted(
        line.passage.start for line in printed
    )
    for block in arranged:
        joined = layout.join(read, block.lines)
        assert read.passage(*joined.spans) == joined


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_string_is_too_strange(text: str) -> None:
    assert once(layout.arrange(page(text)))
    assert once(layout.arrange(page(text, format="md", title=text[:5])))
