"""Every built-in question has its answer, the same from Oxigraph and rdflib; parameters are terms, never text."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import engine, ontology, query

# Question, parameters, the number of rows, and a row that must be among them (as shown, quotes left out).
ANSWERS: list[tuple[str, dict[str, str], int, tuple[str, ...]]] = [
    ("awards-of", {"name": "晨光电气"}, 2, ("晨光电气有限公司", "省级绿色工厂", "2024", "首批", "")),
    ("winners-of", {"award": "绿色工厂"}, 2, ("省级绿色工厂", "云泽药业有限公司", "", "", "")),
    ("winners-of", {"award": "绿色工厂", "year": "2024"}, 1, ("省级绿色工厂", "晨光电气有限公司", "2024", "首批", "")),
    ("districts-by-awards", {}, 3, ("海州市", "3")),
    ("districts-by-awards", {"level": "国家"}, 2, ("北岭高新区", "1")),
    ("districts-by-awards", {"year": "2024"}, 2, ("海州市", "1")),
    ("awards-by-year", {}, 3, ("2024", "省", "1")),
    ("top-winners", {}, 2, ("晨光电气有限公司", "2")),
    ("nominations", {}, 1, ("云泽药业有限公司", "市长质量奖", "入围公示", "")),
    ("presenters", {}, 1, ("中国仪器协会", "中国仪器百强榜", "1")),
    ("rankings", {}, 1, ("中国仪器百强榜", "3", "晨光电气有限公司", "")),
    ("winners-by-zone", {}, 2, ("北岭高新区", "晨光电气有限公司", "省级绿色工厂")),
    ("shared-awards", {"a": "北岭", "b": "南屏"}, 1, ("省级绿色工厂", "北岭高新区", "南屏区")),
    ("programs-of", {"name": "北岭"}, 1, ("北岭高新区", "实施", "“链长制”", "")),
    ("shared-programs", {}, 1, ("“链长制”", "2")),
    ("participants-of", {"name": "链长"}, 3, ("“链长制”", "参与", "晨光电气有限公司")),
    ("positions", {}, 1, ("王某", "总经理", "晨光电气有限公司")),
    ("documents", {"name": "市政府"}, 1, ("海州市质量提升方案", "海州市政府", "1")),
    ("events", {}, 1, ("首届海州仪器博览会", "中国仪器协会", "北岭高新区")),
    ("products", {}, 1, ("晨光电气有限公司", "晨光牌电表")),
    ("organisations-in", {"name": "海州市"}, 2, ("海州市", "云泽药业有限公司", "企业")),
    ("partners-of", {"name": "云泽"}, 1, ("云泽药业有限公司", "晨光电气有限公司")),
    ("parts-of", {"name": "晨光电气"}, 1, ("晨光电气有限公司", "晨光仪表研究院")),
    ("figures-of", {"name": "海州"}, 2, ("海州市", "专利授权量", "1200", "件", "2023年", "2023-12-31", "2024-05-06")),
    ("figures-by-indicator", {"indicator": "专利"}, 2, ("专利授权量", "海州市", "1250", "件", "2023年")),
    ("top-figures", {"rank": "3"}, 1, ("2", "全省", "海州市", "专利授权量", "1200", "件")),
    ("top-figures", {"rank": "1"}, 0, ()),
    ("conflicting-figures", {}, 2, ("海州市", "专利授权量", "2023年", "1250", "件", "b.txt")),
    ("sentences-of", {"name": "南屏"}, 2, ("南屏区", "实施", "“链长制”", "北岭高新区和南屏区都在实施“链长制”。")),
    ("single-source", {}, 18, ("北岭高新区", "位于", "海州市", "0.6")),
    ("best-proved", {}, 19, ("晨光电气有限公司", "获得荣誉", "省级绿色工厂", "2")),
    ("most-reported", {"type": "Organisation"}, 5, ("晨光电气有限公司", "组织机构", "2")),
    ("articles-about", {"name": "省级绿色"}, 2, ("海州晚报要闻", "2024-06-01", "b.txt", "省级绿色工厂")),
    ("same-names", {}, 1, ("省级绿色工厂", "绿色工厂", "荣誉")),
    ("doubtful-facts", {"below": "0.7"}, 1, ("北岭高新区", "位于", "海州市", "0.6", "stated")),
]


@pytest.fixture(scope="module")
def graph(turtle: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(turtle)


def test_there_are_at_least_twenty_and_each_is_tested() -> None:
    assert len(query.questions()) >= 20
    assert set(query.questions()) == {name for name, *_ in ANSWERS}


@pytest.mark.parametrize(("name", "values", "count", "row"), ANSWERS)
def test_the_answer(store: ox.Store, name: str, values: dict[str, str], count: int, row: tuple[str, ...]) -> None:
    question = query.questions()[name]
    answer = engine.perform(store, engine.Job(question.bound(values), rows="table"))
    table = query.table(answer)
    shown = [tuple(cell.text for cell in cells) for cells in table.rows]
    assert len(shown) == count
    assert not row or row in [cells[: len(row)] for cells in shown]
    assert len(table.variables) == len(question.columns)
    assert set(question.chart[1:2]) <= set(table.variables)


def value(term: object) -> object:
    """A term in a form that both engines share: numbers by value."""
    text = str(term)
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


@pytest.mark.parametrize(("name", "values", "count", "row"), ANSWERS)
def test_rdflib_says_the_same(
    store: ox.Store, graph: rdflib.Graph, name: str, values: dict[str, str], count: int, row: tuple[str, ...]
) -> None:
    text = query.questions()[name].bound(values)
    solutions = store.query(text, prefixes=dict(ontology.prologue()))
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    ours = [tuple(value(s[n].value) if s[n] is not None else None for n in names) for s in solutions]
    theirs = [tuple(value(t) if t is not None else None for t in found) for found in
              graph.query(text, initNs=dict(ontology.prologue()))]  # fmt: skip
    assert Counter(ours) == Counter(theirs)
    assert len(ours) == count


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_a_parameter_is_one_literal_whatever_it_holds(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    question = query.questions()["awards-of"]
    if not text.strip():
        with pytest.raises(ValueError, match="needs --name"):
            question.bound({"name": text})
        return
    bound = question.bound({"name": text})
    values = bound[bound.index("VALUES (") : bound.index("  ?subject skos:prefLabel|")]
    solutions = ox.Store().query(f"SELECT ?_name WHERE {{ {values} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    assert [solution["_name"].value for solution in solutions] == [text.strip()]


@pytest.mark.parametrize(("name", "values", "message"), [
    ("awards-of", {}, "needs --name"),
    ("awards-of", {"title": "x"}, "has no --title; it has --name"),
    ("winners-of", {"award": "x", "year": "今年"}, "is no number"),
    ("top-winners", {"name": "x"}, "no parameters"),
])  # fmt: skip
def test_wrong_parameters_are_told(name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        query.questions()[name].bound(values)
