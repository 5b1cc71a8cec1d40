"""What holds for any graph and any name: every question answers or says why not, in every format and in the report."""

from __future__ import annotations

import json
from decimal import Decimal

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import graph as graphs
from kg.analyses import QUESTIONS, Answer, Unanswerable, report
from kg.analyses.output import FORMATS
from kg.model import (
    PREDICATES,
    TYPES,
    Entity,
    Evidence,
    Knowledge,
    Observation,
    Passage,
    Relation,
    Report,
    Source,
    Span,
)

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
YEARS = st.sampled_from([(), (("year", "2023"),), (("year", "二〇二三"),), (("modality", "Sought"), ("rank", "1"))])

DATES = st.sampled_from(["", "2023-01-01", "2024-06-30"])
CODES = st.sampled_from(["", "37", "3702", "370214", "370200"])


@st.composite
def knowledge(draw: st.DrawFn) -> Knowledge:
    """Up to eight entities of any name in any relations, said by two articles."""
    named = draw(st.lists(st.tuples(st.sampled_from(TYPES), NAMES), min_size=1, max_size=8, unique=True))
    ids = [f"{type}/{name}" for type, name in named]
    proof = [Evidence(f"p#{n}", Passage("p", draw(NAMES), (Span(n, n + 1),)), "any") for n in (1, 2)]
    ends, said = st.sampled_from(ids), st.lists(st.sampled_from(proof), min_size=1, max_size=2, unique=True).map(tuple)
    relations = draw(st.lists(st.tuples(ends, st.sampled_from(PREDICATES), ends, YEARS, said), max_size=12))
    observed = draw(st.lists(st.tuples(ends, NAMES, st.decimals(-9, 10**13, places=2), NAMES, said), max_size=4))
    return Knowledge(
        pages=(Source("p", "0" * 64, "txt", "", "", "", ""),),
        articles=tuple(Report(f"p#{n}", "p", n, "", draw(DATES), (), 0, 1) for n in (1, 2)),
        entities=tuple(
            Entity(id, type, "", name, tuple(draw(st.lists(NAMES, max_size=2))), draw(CODES), ())
            for id, (type, name) in zip(ids, named, strict=True)
        ),
        relations=tuple(
            Relation(f"r{at}", a, predicate, b, told, Decimal("0.5"), (), by)
            for at, (a, predicate, b, told, by) in enumerate(relations)
        ),
        observations=tuple(
            Observation(f"o{at}", a, indicator, value, unit, (), Decimal("0.5"), "", by)
            for at, (a, indicator, value, unit, by) in enumerate(observed)
        ),
    )


@given(knowledge())
@settings(max_examples=25)
def test_every_question_answers_or_says_why_not(made: Knowledge) -> None:
    graph = graphs.of(made)
    ends = sorted(graph)
    for question in QUESTIONS.values():
        given_names = {"figures": [made.observations[0].indicator] if made.observations else ["甲"]}
        names = given_names.get(question.name, [ends[0], ends[-1]][: len(question.names)])
        try:
            answer: Answer[object] = question.answer(graph, *names)
        except Unanswerable as error:
            assert str(error)
            continue
        shown = {form: write(answer, question.row) for form, write in FORMATS.items()}
        assert len(json.loads(shown["json"])["rows"]) == len(answer)
        assert len(shown["table"].splitlines()) == len(shown["md"].splitlines()) == len(answer) + 2


@given(knowledge())
@settings(max_examples=10)
def test_any_graph_makes_a_page_that_runs_nothing(made: Knowledge) -> None:
    page = str(dict(report.files(graphs.of(made), "graph.html"))["index.html"])
    html = lxml.html.fromstring(page)
    assert not html.xpath("//script | //img | //iframe | //@*[starts-with(name(), 'on')]")
    assert all(link.startswith(("#", "graph.html", "rows/", "data:,")) for link in html.xpath("//@href"))
