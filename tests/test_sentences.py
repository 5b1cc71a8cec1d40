"""Paragraphs → Sentences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import sentences
from kg.model import Article, Page, Span


def article(*paragraphs: str, headline: str = "", captions: tuple[str, ...] = ()) -> Article:
    """An article whose parts stand line by line in its page."""
    page = Page("a.txt", "\n".join([headline, *paragraphs, *captions]), "")
    at, found = 0, []
    for text in [headline, *paragraphs, *captions]:
        found.append(page.passage(Span(at, at + len(text))))
        at += len(text) + 1
    title, body, below = found[0], found[1 : 1 + len(paragraphs)], found[1 + len(paragraphs) :]
    return Article("a.txt#1", "a.txt", 1, title if headline else None, "", (), tuple(body), tuple(below))


def texts(*paragraphs: str) -> list[str]:
    return [sentence.text for sentence in sentences.split(article(*paragraphs))]


def test_numbers_run_through_headline_body_and_captions() -> None:
    found = sentences.split(article("一句。两句！", "三句。", headline="标题", captions=("图为码头。",)))
    assert [(s.number, s.kind, s.paragraph, s.text) for s in found] == [
        (0, "headline", 0, "标题"),
        (1, "body", 0, "一句。"),
        (2, "body", 0, "两句！"),
        (3, "body", 1, "三句。"),
        (4, "caption", 0, "图为码头。"),
    ]


def test_a_semicolon_ends_no_sentence() -> None:
    assert texts("获奖企业5家；提名企业5家。另有10人。") == ["获奖企业5家；提名企业5家。", "另有10人。"]


def test_stops_inside_marks_end_nothing() -> None:
    assert texts("《谁来养老？》一书出版。") == ["《谁来养老？》一书出版。"]
    said = "他说：“项目不等人。晚一天就少一天。”"
    assert texts(said + "现场响起掌声。") == [said, "现场响起掌声。"]
    assert texts("“质量是生命！”厂长说。") == ["“质量是生命！”厂长说。"]
    assert texts("会议（闭门。）结束。") == ["会议（闭门。）结束。"]


def test_an_unclosed_quote_swallows_nothing() -> None:
    assert texts("他说：“第一句。第二句。第三句。") == ["他说：“第一句。", "第二句。", "第三句。"]


def test_a_short_paragraph_without_a_stop_is_a_heading() -> None:
    found = sentences.split(article("质量提升显成效", "全市质量合格率达到99%。"))
    assert [(s.kind, s.paragraph) for s in found] == [("headline", 1), ("body", 0)]


def test_decimals_dots_and_dashes_end_nothing() -> None:
    assert texts("产值12.8亿元，增长9.4%……成绩来之不易。") == ["产值12.8亿元，增长9.4%……", "成绩来之不易。"]


def test_a_headline_parts_at_blank_lines() -> None:
    page = Page("a.txt", "第七批名录公布\n\n某地九个项目\n榜上有名\n", "")
    title = page.passage(Span(0, 7), Span(9, 15), Span(16, 20))
    found = sentences.split(Article("a.txt#1", "a.txt", 1, title, "", (), ()))
    assert [sentence.text for sentence in found] == ["第七批名录公布", "某地九个项目榜上有名"]


@given(st.text(alphabet="质量获奖。！？；…“”‘’《》（）() \n，a1.", max_size=300))
@settings(max_examples=300, deadline=None)
def test_sentences_cover_the_paragraph_in_order_and_quote_it(text: str) -> None:
    if not text.strip():
        return
    found = sentences.split(article(text))
    assert "".join("".join(sentence.text.split()) for sentence in found) == "".join(text.split())
    page = Page("a.txt", "\n" + text, "")
    for sentence in found:
        assert page.passage(*sentence.passage.spans) == sentence.passage


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30), st.data())
@settings(max_examples=100, deadline=None)
def test_cuts_of_many_lines_are_those_of_the_passage(lengths: list[int], data: st.DataObject) -> None:
    page = Page("a.txt", "\n".join("甲乙丙丁戊"[:n] for n in lengths), "")
    spans, at = [], 0
    for n in lengths:
        spans.append(Span(at, at + n))
        at += n + 1
    passage = page.passage(*spans)
    low = data.draw(st.integers(0, len(passage.text) - 1))
    high = data.draw(st.integers(low + 1, len(passage.text)))
    assert sentences._Cuts(passage).between(low, high) == passage.cut(low, high)
