"""Sentences made ready for the finders: words, brackets, known names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import reading
from kg.model import Passage, Sentence, Span
from kg.reading import Reading

strings = st.one_of(st.text(max_size=80), st.text("临江市由在“”《》（）〈〉质量局会长、，。abc12", max_size=60))


def read(text: str) -> Reading:
    return reading.read(Sentence("a#1", 0, "body", 0, Passage("a", text, (Span(0, len(text)),))))


def words(text: str) -> list[str]:
    return [token.word for token in read(text).tokens]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("《甲〈乙〉》", {0: 5, 2: 4}),
        ("“甲（乙）”", {0: 5, 2: 4}),
        ("“甲", {}),
        ("甲”", {}),
        ("“甲《乙”丙", {0: 4}),
        ("（" + "甲" * (reading.LONGEST_BRACKET + 1) + "）", {}),
    ],
)
def test_brackets_pair_inside_out(text: str, pairs: dict[int, int]) -> None:
    assert reading.brackets(text) == pairs


def test_a_known_place_cuts_the_words_around_it() -> None:
    assert {"青岛市", "崂山区"} <= set(words("由青岛市崂山区承办"))


def test_a_list_is_cut_from_what_it_lists_but_not_from_its_colour() -> None:
    assert "名单" in words("“领跑者”企业名单") and "名单" not in words("列入黑名单")


def test_a_head_is_one_word() -> None:
    assert "试验区" in "".join(w for w in words("自由贸易试验区挂牌") if w.endswith("试验区"))


def test_a_position_is_cut_behind_its_body() -> None:
    read_ = read("临江市质量协会会长王某出席。")
    assert read_.text.index("会长") in read_.starts


def test_known_places_are_told_by_class() -> None:
    known = {read_.text[s:e]: which for read_ in [read("山东省青岛市的企业在日本参展")] for s, e, which in read_.known}
    assert known["山东省"] == known["青岛市"] == "full" and known["日本"] == "place"


@given(strings)
def test_words_cover_any_text(text: str) -> None:
    found = read(text)
    assert "".join(token.word for token in found.tokens) == text
    assert all(a.end == b.start for a, b in pairwise(found.tokens))
    assert all(text[token.start : token.end] == token.word != "" for token in found.tokens)


@given(strings)
def test_words_are_found_by_their_edges(text: str) -> None:
    found = read(text)
    for token in found.tokens:
        assert found.after(token.start) == token == found.before(token.end)


@given(strings)
def test_brackets_nest(text: str) -> None:
    pairs = reading.brackets(text)
    spans = sorted(pairs.items())
    assert all(reading.PAIRS[text[start]] == text[close] for start, close in spans)
    assert all(b[1] < a[1] or a[1] < b[0] for i, a in enumerate(spans) for b in spans[i + 1 :])


@given(strings)
def test_known_names_stand_apart_in_order(text: str) -> None:
    known = read(text).known
    assert all(a[1] <= b[0] for a, b in pairwise(known))


@pytest.mark.parametrize(
    ("text", "name"),
    [("首席技师王某成则是", "王某成"), ("林业局副局长王某和说", "王某和"), ("总工程师王某恒打了个比方", "王某恒")],
)
def test_a_given_name_behind_a_post_stays_whole(text: str, name: str) -> None:
    assert name in [token.word for token in read(text).tokens]


@pytest.mark.parametrize("text", ["市长任全区领导小组组长", "局长王某和副局长"])
def test_words_behind_a_post_join_no_name(text: str) -> None:
    assert not [token for token in read(text).tokens if token.word in ("任全区", "王某和副")]


def test_a_piece_of_a_latin_word_is_no_name() -> None:
    assert not [k for k in read("购入METALINE设备").known if k[2] == "organisation"]


def test_a_body_that_a_city_founded_begins_with_its_short_name() -> None:
    assert read("安庆市立医院").tokens[0].word == "安庆"
