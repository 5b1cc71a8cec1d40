"""Names: every case of cases/names.txt, and what holds for any text and any set of candidates."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import articles, layout, mentions, sentences
from kg.heads import Candidate
from kg.model import TYPES, Article, Mention, Page, Sentence, Span

CASES = Path(__file__).parent / "cases" / "names.txt"
MARK = re.compile("⟦([A-Za-z]+):([^⟧]+)⟧")
WORDS = """
临江市 青岛市 崂山区 市委 区政府 该公司 晨光电气有限公司 市场监管局 博览会 第五届 “链长制” 《质量强国建设纲要》
获评 入选 召开 实施 印发 国家级 绿色工厂 示范区 局长 王某 说 研发 “星驰”电池 长江路 街道 等 的 由
和 、 ， 。 ； “ ” 《 》 （ ） 〈 2023年 3月 12.5% Ａ
"""
PIECES = [*WORDS.split(), "\x00", "\u202e", "\u3000"]
newspaper = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
anything = st.one_of(newspaper, st.text(max_size=120))


def read(*paragraphs: str) -> tuple[Page, tuple[Sentence, ...], tuple[Mention, ...]]:
    """A page of one article with these paragraphs, its sentences, and what is found in them."""
    page = Page("a.txt", "\n".join(paragraphs), "")
    at, passages = 0, []
    for paragraph in paragraphs:
        passages.append(page.passage(Span(at, at + len(paragraph))))
        at += len(paragraph) + 1
    article = Article("a.txt#1", "a.txt", 1, None, "", (), tuple(passages))
    found = sentences.split(article)
    return page, found, mentions.find(page, (article,), found)


def names(*paragraphs: str) -> list[tuple[str, str]]:
    """(type, name) of what is found, in print order, pointing words left out."""
    return [(m.type, m.name) for m in read(*paragraphs)[2] if not m.deictic]


@pytest.mark.parametrize("marked", [one for one in CASES.read_text(encoding="utf-8").splitlines() if one[:1] != "#"])
def test_names(marked: str) -> None:
    found = [(m.type, m.text) for m in read(MARK.sub(r"\2", marked))[2] if not m.deictic]
    assert found == MARK.findall(marked)


def test_a_short_name_is_found_where_the_page_gives_the_full_one() -> None:
    found = names("临江晨光电气有限公司获评省级绿色工厂。", "去年，晨光电气投入5亿元扩建厂房。")
    assert ("Organisation", "晨光电气") in found


def test_a_declared_short_name_is_found_again() -> None:
    found = names("第六届临江国际茶业博览会（以下简称“茶博会”）在临江市开幕。", "本届茶博会吸引300家企业。")
    assert ("Event", "茶博会") in found


def test_a_shared_head_completes_the_members_of_a_list() -> None:
    assert ("District", "长江路街道") in names("长江路、海湾路2个街道参加活动。")


def test_pointing_words_mean_what_was_named_before() -> None:
    _, _, found = read("临江市晨光电气有限公司成立于2001年。该公司现有员工800人。")
    assert [(m.text, m.name) for m in found if m.deictic] == [("该公司", "临江市晨光电气有限公司")]


def test_a_committee_is_of_the_place_the_page_is_about() -> None:
    assert ("Organisation", "青岛市委") in names("青岛市召开质量大会。市委书记王某出席。")


@given(anything)
@settings(max_examples=150)
def test_names_are_printed_and_never_overlap(text: str) -> None:
    page, found_sentences, found = read(text.replace("\n", "") or "。")
    assert all(m.sentence in found_sentences and m.type in TYPES and m.name and m.rule for m in found)
    for mention in found:
        passage = mention.sentence.passage.cut(mention.start, mention.end)
        assert passage.text == mention.text != "" and page.passage(*passage.spans).text == passage.text
    placed = [(m.sentence.number, m.start, m.end) for m in found]
    assert placed == sorted(placed)
    assert all(a[2] <= b[1] for a, b in pairwise(placed) if a[0] == b[0])


@given(anything)
@settings(max_examples=50)
def test_names_are_found_on_a_page_as_laid_out(text: str) -> None:
    page = Page("a.txt", text.replace("\r", "\n"), "")
    found_articles = articles.find(page, layout.arrange(page))
    found_sentences = tuple(s for article in found_articles for s in sentences.split(article))
    for mention in mentions.find(page, found_articles, found_sentences):
        passage = mention.sentence.passage.cut(mention.start, mention.end)
        assert page.passage(*passage.spans).text == mention.text


@st.composite
def scored(draw: st.DrawFn) -> list[tuple[Candidate, float]]:
    """A few candidates, each with a score that binary fractions hold exactly."""
    spans = st.tuples(st.integers(0, 9), st.integers(1, 5), st.sampled_from(TYPES[:3]))
    drawn = draw(st.lists(spans, max_size=9, unique=True))
    return [(Candidate(s, s + n, kind, "r", ""), draw(st.integers(-8, 24)) / 4) for s, n, kind in drawn]


def gain(chosen: list[Candidate], scores: dict[Candidate, float], threshold: float) -> float:
    return sum(scores[c] - threshold for c in chosen)


@given(scored(), st.sampled_from([0.0, 0.5, -0.25]))
def test_the_best_set_is_the_best_of_all_sets(candidates: list[tuple[Candidate, float]], threshold: float) -> None:
    scores = dict(candidates)
    above = [c for c, s in candidates if s > threshold]
    sets = (list(some) for size in range(len(above) + 1) for some in combinations(above, size))
    apart = (s for s in sets if all(a.end <= b.start or b.end <= a.start for a, b in combinations(s, 2)))
    chosen = mentions.best(candidates, threshold)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    assert gain(chosen, scores, threshold) == max(gain(s, scores, threshold) for s in apart)


def test_control_characters_alone_are_no_name() -> None:
    assert all(m.name.strip() for m in read("达到\x00召开\x00\x00\x00")[2])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("临江国际博览中心", "District"),
        ("云岭体育馆", "District"),
        ("临江茶叶研究中心", "Organisation"),
        ("云岭股份有限公司会议中心", "Organisation"),
    ],
)
def test_a_house_where_fairs_are_held_is_a_place(name: str, kind: str) -> None:
    _, (sentence,), _ = read(f"茶博会在{name}开幕。")
    found = {0: [Mention(sentence, 4, 4 + len(name), "Organisation", name, "name_head")]}
    mentions._venues(found)
    assert [m.type for m in found[0]] == [kind]


def test_a_house_with_posts_is_a_public_body() -> None:
    assert ("Organisation", "临江市体育中心") in names("临江市体育中心主任王某获评劳动模范。")
