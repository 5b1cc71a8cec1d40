"""Columns of several articles, cut and mixed, come back whole and under their own headlines."""

from __future__ import annotations

import random

import pytest

from kg import articles, layout, wording
from kg.model import Article, Page
from tests.typeset import NEWS, News, typeset, wrap


def read(text: str) -> tuple[Article, ...]:
    page = Page("a.txt", text, "")
    return articles.find(page, layout.arrange(page))


def counts(found: tuple[Article, ...], news: list[News]) -> tuple[int, int]:
    """How many paragraphs came back whole, and how many articles under their headline."""
    paragraphs = {paragraph.text for article in found for paragraph in article.paragraphs}
    heads = {a.paragraphs[0].text: a.headline.text for a in found if a.paragraphs and a.headline}
    whole = sum(paragraph in paragraphs for article in news for paragraph in article.paragraphs)
    return whole, sum(heads.get(article.paragraphs[0]) == "".join(article.headline) for article in news)


def test_most_mixed_pages_come_back_whole() -> None:
    """Cuts and order are random, so a few cannot be told; the shares are pinned below those measured (0.99, 0.99)."""
    dice = random.Random(20240517)
    whole = headed = paragraphs = total = 0
    for _ in range(60):
        news = dice.sample(NEWS, dice.randint(2, 5))
        good, under = counts(read(typeset(dice, news)), news)
        whole, headed = whole + good, headed + under
        paragraphs, total = paragraphs + sum(len(article.paragraphs) for article in news), total + len(news)
    assert whole >= 0.97 * paragraphs
    assert headed >= 0.97 * total


@pytest.mark.parametrize("distance", [1, 2, 3])
def test_a_paragraph_resumes_columns_later(distance: int) -> None:
    lines = [line for paragraph in NEWS[0].paragraphs for line in wrap(paragraph, 17, False)]
    others = ["\n".join(["　　" + n.byline, *(x for p in n.paragraphs for x in wrap(p, 17, False))]) for n in NEWS[1:4]]
    text = "\n\n".join(["\n".join(lines[:3]), *others[:distance], "\n".join(lines[3:])])
    assert NEWS[0].paragraphs[0] in [paragraph.text for article in read(text) for paragraph in article.paragraphs]


def test_two_columns_cut_at_the_same_place_are_told_apart_by_their_words() -> None:
    text = (
        "　　□记者 甲\n　　云岭县的茶园今年春天\n又添了新品种，茶农把鲜叶送\n到青坪镇的加工厂，一斤能\n\n"
        "　　□记者 乙\n　　石桥湿地的天鹅飞回来了，\n管护站在核心区装上了摄像\n头，志愿者提醒来观鸟的游\n\n"
        "客不要投喂天鹅，也不要离\n湿地核心区太近。\n\n"
        "多卖六元，加工厂再把茶叶\n送进云岭县的检测中心。\n"
    )
    tea, swans = read(text)
    assert "一斤能多卖六元" in tea.paragraphs[0].text
    assert "游客不要投喂" in swans.paragraphs[0].text


def test_headlines_after_their_bodies() -> None:
    bodies = ["\n".join(["　　" + n.byline, *(x for p in n.paragraphs for x in wrap(p, 17, False))]) for n in NEWS[3:]]
    heads = ["\n".join(n.headline) for n in reversed(NEWS[3:])]
    found = read("\n\n".join([*bodies, *heads]))
    assert [article.headline.text for article in found if article.headline] == ["".join(n.headline) for n in NEWS[3:]]


def test_headlines_crossed_over_two_bodies() -> None:
    bodies = ["\n".join(["　　" + n.byline, *(x for p in n.paragraphs for x in wrap(p, 17, False))]) for n in NEWS[3:]]
    heads = ["\n".join(n.headline) for n in NEWS[3:]]
    found = read("\n\n".join([heads[1], bodies[0], heads[0], bodies[1]]))
    assert [article.headline.text for article in found if article.headline] == ["".join(n.headline) for n in NEWS[3:]]


def test_a_page_of_thousands_of_pieces_is_read() -> None:
    dice = random.Random(5)
    text = "\n\n".join(typeset(dice, list(NEWS), 3) for _ in range(100))
    assert len(read(text)) > 300


def test_a_column_printed_before_the_one_it_goes_on_from() -> None:
    tea, swans = ([x for p in news.paragraphs for x in wrap(p, 16, False)] for news in (NEWS[0], NEWS[4]))
    parts = (tea[3:], NEWS[4].headline, swans, NEWS[0].headline, tea[:3])
    text = "\n\n".join("\n".join(part) for part in parts)
    first = next(article for article in read(text) if article.headline and "云岭县" in article.headline.text)
    assert tuple(paragraph.text for paragraph in first.paragraphs) == NEWS[0].paragraphs


def test_jump_lines_join_what_they_part() -> None:
    text = (
        "　　□记者 甲\n　　云岭县的茶园今年春天添了新品\n种，茶农把鲜叶送到青坪镇的加工\n厂，一斤能多卖六元，\n\n"
        "（下转第2版）\n\n"
        "　　□记者 乙\n　　云岭县的茶园还办起了民宿，茶\n农把客房留给来看新茶的人，加工\n厂也开了门，青坪镇的\n\n"
        "（上接第1版）\n全县茶叶产值达到十二亿元。\n"
    )
    paragraphs = [paragraph.text for article in read(text) for paragraph in article.paragraphs]
    assert any(text.endswith("一斤能多卖六元，全县茶叶产值达到十二亿元。") for text in paragraphs)


def test_set_phrases_and_numbers_are_no_common_words() -> None:
    assert set(wording.pairs("茶叶追溯平台")) & set(wording.pairs("追溯平台上线")) == {"追溯", "溯平", "平台"}
    assert wording.pairs("今年，2024，同比") == []
