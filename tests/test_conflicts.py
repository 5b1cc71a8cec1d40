"""Contradictions are marked on both sides, and only contradictions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg import conflicts
from kg.model import Evidence, Knowledge, Observation, Passage, Qualifiers, Relation, Report, Source, Span


def evidence(page: str) -> tuple[Evidence, ...]:
    return (Evidence(f"{page}#1", Passage(page, "一句。", (Span(0, 3),)), "rule"),)


SURE = Decimal("0.8")
IN_2023 = (("period", "2023年"),)


def figure(id_: str, page: str, value: int, qualifiers: Qualifiers = IN_2023, **other: str) -> Observation:
    told = {"indicator": "高新技术企业", "unit": "家"} | other
    said = ("District/临江市", told["indicator"], Decimal(value), told["unit"], qualifiers)
    return Observation(id_, *said, SURE, "", evidence(page))


def holder(id_: str, page: str, person: str, role: str = "董事长") -> Relation:
    said = (f"Person/{person}", "holdsPosition", "Organisation/甲公司", (("role", role),))
    return Relation(id_, *said, SURE, (), evidence(page))


def marked(*facts: Relation | Observation, **dates: str) -> dict[str, tuple[str, ...]]:
    """Fact id → conflicts; dates: page letter → day, 2024-05-06 where none is given."""
    pages = sorted({e.passage.page for fact in facts for e in fact.evidence})
    known = Knowledge(
        tuple(Source(page, "0" * 64, "txt", "", "", "", "") for page in pages),
        tuple(Report(f"{page}#1", page, 1, "", dates.get(page[0], "2024-05-06"), (), 0, 3) for page in pages),
        (),
        tuple(fact for fact in facts if isinstance(fact, Relation)),
        tuple(fact for fact in facts if isinstance(fact, Observation)),
    )
    found = conflicts.mark(known)
    plain = tuple(replace(fact, conflicts=()) for fact in found.relations)
    assert plain == known.relations, "nothing but conflicts is touched"
    return {fact.id: fact.conflicts for fact in (*found.relations, *found.observations) if fact.conflicts}


def test_two_papers_two_figures() -> None:
    assert marked(figure("1", "a.txt", 930), figure("2", "b.txt", 950)) == {"1": ("2",), "2": ("1",)}


def test_three_papers_two_figures() -> None:
    told = marked(figure("1", "a.txt", 930), figure("2", "b.txt", 950), figure("3", "c.txt", 930))
    assert told == {"1": ("2",), "2": ("1", "3"), "3": ("2",)}


@pytest.mark.parametrize(
    "other",
    [
        figure("2", "b.txt", 930),
        figure("2", "a.txt", 950),
        figure("2", "b.txt", 950, (("period", "2022年"),)),
        figure("2", "b.txt", 950, indicator="小微企业"),
        figure("2", "b.txt", 950, unit="%"),
        figure("2", "b.txt", 950, (("period", "2023年"), ("rankScope", "全省"))),
    ],
    ids=["agrees", "same page", "other time", "other thing", "other unit", "other scope"],
)
def test_no_contradiction(other: Observation) -> None:
    assert marked(figure("1", "a.txt", 930), other) == {}


def test_without_a_period_the_day_of_the_news_counts() -> None:
    pair = figure("1", "a.txt", 930, ()), figure("2", "b.txt", 950, ())
    assert marked(*pair) == {"1": ("2",), "2": ("1",)}
    assert marked(*pair, b="2024-05-07") == {}
    assert marked(*pair, a="", b="") == {}


def test_resolved_periods_count_more_than_their_wording() -> None:
    year = (("from", "2023-01-01"), ("to", "2023-12-31"))
    last, named = (*year, ("period", "去年")), (*year, ("period", "2023年"))
    assert marked(figure("1", "a.txt", 930, last), figure("2", "b.txt", 950, named)) == {"1": ("2",), "2": ("1",)}


def test_two_holders_of_one_position() -> None:
    pair = holder("1", "a.txt", "王某"), holder("2", "b.txt", "李某")
    assert marked(*pair) == {"1": ("2",), "2": ("1",)}
    assert marked(*pair, b="2023-01-02") == {}, "one may follow the other"
    assert marked(holder("1", "a.txt", "王某"), holder("2", "b.txt", "王某")) == {}


@pytest.mark.parametrize("role", ["副总经理", "原董事长", "轮值总裁", "记者", "工程师", ""])
def test_positions_that_several_people_hold(role: str) -> None:
    assert marked(holder("1", "a.txt", "王某", role), holder("2", "b.txt", "李某", role)) == {}


def test_many_values_are_many_things() -> None:
    many = [figure(str(n), f"{chr(97 + n)}.txt", 900 + n) for n in range(conflicts.MOST_VERSIONS + 1)]
    assert len(marked(*many[:-1])) == conflicts.MOST_VERSIONS
    assert marked(*many) == {}
