"""Columns printed side by side are read one after the other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import articles, gutters, layout
from kg.model import Page
from tests.typeset import INDENT, NEWS, News, wrap


def full(news: News) -> list[str]:
    return [*news.headline, INDENT + news.byline, *(x for p in news.paragraphs for x in wrap(p, 16, True))]


def beside(*columns: list[str], wide: int = 2) -> str:
    """The columns row by row, padded to one width, a Chinese character taking `wide` places."""
    rows = max(map(len, columns))
    padded = [column + [""] * (rows - len(column)) for column in columns]

    def pad(text: str) -> str:
        return text + " " * (38 - sum(wide if c > "⺀" or c in "“”" else 1 for c in text))

    return "\n".join("".join(map(pad, row)).rstrip() for row in zip(*padded, strict=True))


def test_columns_side_by_side_by_width_or_by_characters() -> None:
    news = (NEWS[0], NEWS[1], NEWS[4])
    for wide in (2, 1):
        page = Page("a.txt", "2024年5月17日　星期五　03版\n\n" + beside(*map(full, news), wide=wide), "")
        found = articles.find(page, layout.arrange(page))
        assert [article.headline.text for article in found if article.headline] == ["".join(n.headline) for n in news]
        assert [tuple(p.text for p in article.paragraphs) for article in found] == [n.paragraphs for n in news]


def test_lists_bylines_and_tables_are_no_columns() -> None:
    for text in ("　　□记者 甲　　　通讯员 乙\n正文。", "\n".join(["张三    李四"] * 20), "甲乙丙丁\n" * 20):
        assert [row.start for row in gutters.rows(text)] == [
            offset for offset, _ in _offsets(text)
        ]


def _offsets(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for row in text.split("\n"):
        if row.strip():
            found.append((at, row))
        at += len(row) + 1
    return found


@given(st.text(alphabet="甲乙丙丁戊  　\n\n\tab，。", max_size=600))
@settings(max_examples=200, deadline=None)
def test_no_printed_character_is_lost_or_doubled(text: str) -> None:
    places = [at for row in gutters.rows(text) for at in range(row.start, row.end) if not text[at].isspace()]
    assert sorted(places) == [at for at, sign in enumerate(text) if not sign.isspace()]
