"""Lexicons, divisions, and both segmenters."""

from __future__ import annotations

import builtins
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import build, lexicon
from kg.lexicon import LexiconError
from kg.model import TYPES
from tests.bench import speed


@pytest.mark.parametrize(
    ("one", "other"),
    [("“链长制”", "链长制"), ("ＡＢＣ集团", "abc集团"), ("中国—东盟博览会", "中国东盟博览会"), ("《 办法 》", "办法")],
)
def test_fold(one: str, other: str) -> None:
    assert lexicon.fold(one) == lexicon.fold(other)


@given(st.text("青岛ＡＢａbc１２（）“”《》·• —-＿＂\u3000", max_size=30))
def test_fold_twice_is_fold_once(text: str) -> None:
    assert lexicon.fold(lexicon.fold(text)) == lexicon.fold(text)


@pytest.mark.parametrize("row", ["甲\tOrganisation", "甲\tOrganization\t\t", "\tOrganisation\t\t"])
def test_a_bad_row_is_told_with_its_file_and_line(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "rows", lambda name: iter([(7, row.split("\t"))]))
    with pytest.raises(LexiconError, match=r"lexicons/made-up\.tsv:7: "):
        lexicon.terms("made-up")


@pytest.mark.parametrize("name", ["heads", "organisations", "places", "roles", "surnames", "surnames_rare", "titles"])
def test_every_row_is_understood_and_stands_once(name: str) -> None:
    rows = [(term.form, term.type) for term in lexicon.terms(name)]
    assert rows and len(rows) == len(set(rows)) and {kind for _, kind in rows} <= set(TYPES)


def test_a_word_stands_at_the_edge_of_names_in_one_way() -> None:
    """A barrier leads to a name and a leading verb begins none: a second row would say nothing."""
    roles = [cells[0] for _, cells in lexicon.rows("name_edges") if cells[1] in ("barrier", "leading", "first")]
    assert len(roles) == len(set(roles))


@pytest.mark.parametrize(
    ("code", "name", "shorts"),
    [
        ("3702", "青岛市", ("青岛",)),
        ("2224", "延边朝鲜族自治州", ("延边州", "延边")),
        ("45", "广西壮族自治区", ("广西",)),
        ("370203", "市北区", ("市北",)),
        ("370203001", "辽源路街道", ()),
        ("110101", "甲区", ()),
    ],
)
def test_short_names(code: str, name: str, shorts: tuple[str, ...]) -> None:
    assert lexicon.short_names(lexicon.Division(code, name)) == shorts


def test_divisions_lie_in_their_parents() -> None:
    divisions = lexicon.divisions()
    assert divisions["3702"].name == "青岛市" and divisions["3702"].level == "city"
    assert {d.parents[-1] for d in divisions.values() if d.parents} <= {c for c in divisions if len(c) == 2}


def test_a_shared_short_name_means_the_highest_first() -> None:
    levels = [[len(d.code) for d in named] for named in lexicon.division_shorts().values()]
    assert all(found == sorted(found) for found in levels)


@pytest.mark.parametrize(("word", "common"), [("质量", True), ("青岛", True), ("汉缆", False)])
def test_common_words(word: str, common: bool) -> None:
    assert lexicon.common(word) is common


@given(st.text(max_size=60))
def test_words_cover_the_text(text: str) -> None:
    found = lexicon.tokens(text)
    assert "".join(token.word for token in found) == text
    assert all(text[token.start : token.end] == token.word for token in found)


# --- both segmenters -----------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The lexicon as it is where the compiled segmenter is not installed."""
    imported = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "rjieba":
            raise ImportError(name)
        return imported(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    lexicon._tagger.cache_clear()
    yield lexicon._tagger()
    lexicon._tagger.cache_clear()


def test_the_shared_cache_folder_of_jieba_is_left_alone(
    slow: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What anyone may write to, /tmp/jieba.cache, is a pickle of code: it is neither read nor written."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "jieba.cache").write_bytes(b"not a cache")
    lexicon._tagger.cache_clear()
    assert [token.word for token in lexicon.tokens("青岛市的质量")] == ["青岛市", "的", "质量"]
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]
    assert (tmp_path / "jieba.cache").read_bytes() == b"not a cache"


def found(pages: Mapping[str, Any]) -> dict[str, list[tuple[int, int, int, str, str, str]]]:
    """Page → its mentions."""
    return {
        name: [(m.sentence.number, m.start, m.end, m.type, m.name, m.rule) for m in build.read(page).mentions]
        for name, page in pages.items()
    }


def test_both_segmenters_find_the_same_names(shared: Path, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("rjieba", reason="the compiled segmenter is not installed: there is nothing to compare")
    pages = {page.name: page for page in speed.texts()}
    fast = found(pages)
    request.getfixturevalue("slow")
    assert found(pages) == fast
