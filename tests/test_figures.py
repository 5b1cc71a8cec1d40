"""Figures: every case of cases/figures.txt, and what holds for any text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import figures, subjects
from kg.figures import exclusions, owners, single
from kg.figures.slots import clauses
from kg.model import Figure, Mention, Passage, Sentence, Span
from tests.marked import cases, read_marked, ruled_figures

CASES = Path(__file__).parent / "cases" / "figures.txt"
READINGS = Path(__file__).parent / "cases" / "readings.txt"


def read(marked: str) -> tuple[Figure, ...]:
    """The figures of a case's sentences."""
    sentences, mentions = read_marked(marked)
    return figures.find(sentences, mentions, subjects.find((), sentences, mentions))


def expectation(line: str) -> tuple[tuple[str, str, Decimal, str], dict[str, str]]:
    """A wanted figure: subject, indicator, value, unit, and the qualifiers it must have."""
    body, _, printed = line.partition(" {")
    subject, indicator, amount = body.split(" | ")
    value, _, unit = amount.partition(" ")
    pairs = (pair.split("=") for pair in printed.rstrip("}").split(", ") if pair)
    return (subject, indicator, Decimal(value), unit), dict(pairs)


@pytest.mark.parametrize(("text", "wanted"), list(cases(CASES)), ids=lambda v: v if isinstance(v, str) else "")
def test_case(text: str, wanted: list[str]) -> None:
    made = {(f.subject.name, f.indicator, f.value, f.unit): dict(f.qualifiers) for f in ruled_figures(text)}
    expected = dict(expectation(line) for line in wanted if line != "none")
    assert set(made) == set(expected)
    for key, qualifiers in expected.items():
        assert qualifiers.items() <= made[key].items(), key


def reading(line: str) -> tuple[tuple[str, Decimal, str], dict[str, str]]:
    """A wanted reading: indicator, value, unit, and the qualifiers it must have."""
    (_, *key), qualifiers = expectation(f"- | {line}")
    return (key[0], key[1], key[2]), qualifiers


@pytest.mark.parametrize(("text", "wanted"), list(cases(READINGS)), ids=lambda v: v if isinstance(v, str) else "")
def test_what_a_number_counts(text: str, wanted: list[str]) -> None:
    sentences, mentions = read_marked(text)
    _, found = figures.staged(tuple(replace(sentence, paragraph=0) for sentence in sentences), mentions, ())
    made = {(r.indicator, r.slot.number.value, r.slot.number.unit): dict(r.qualifiers) for r in found}
    expected = dict(reading(line) for line in wanted if line != "none")
    assert set(made) == set(expected)
    for key, qualifiers in expected.items():
        assert qualifiers.items() <= made[key].items(), key


# --- what holds for any text -------------------------------------------------------------------

WORDS = (
    "120家/3.5亿元/三成/第五届/2024年/连续六年/同比增长/占全省/分别/从/提高到/、/，/；/和/的/（/）/“/”/《/》/企业/总投资"
    "/达到/居全省第一/每两年/各/均/其中/全市/该公司/获评/六分之一/百分之五/十余/|"
    "/⟦District:临江市⟧/⟦Event:茶博会⟧/⟦Award:质量奖⟧"
)
PIECES = st.lists(st.sampled_from(re.split("/", WORDS)), max_size=24)


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_any_sentence_gives_figures_that_quote_it(pieces: list[str]) -> None:
    for figure in read("".join(pieces)):
        assert figure.printed and figure.printed in figure.sentence.text
        assert figure.indicator and figure.value.is_finite()
        assert tuple(sorted(figure.qualifiers)) == figure.qualifiers
        reading, owner, *doubt = figure.rule.split("/")
        assert owner in {rule.__name__ for rule in owners.RULES} | {"weighed"}
        assert doubt in ([], ["likely"], ["doubtful"])
        assert reading in {rule.__name__ for rule in single.RULES} | {"listed", "each", "ranked", "streak"}


@given(st.text(max_size=60))
def test_clauses_lie_in_order_within_their_sentence(text: str) -> None:
    bounds = [bound for clause in clauses(text) for bound in clause]
    assert bounds == sorted(bounds) and all(0 <= bound <= len(text) for bound in bounds)
    assert all(start < end for start, end in clauses(text))


def test_headlines_and_captions_state_none() -> None:
    text, found = "临江市新增企业120家", []
    for kind in ("headline", "caption"):
        sentence = Sentence("case#1", 0, kind, 0, Passage("case", text, (Span(0, len(text)),)))
        found += figures.find((sentence,), (Mention(sentence, 0, 3, "District", "临江市", "marked"),), ())
    assert not found


def test_a_figure_printed_twice_is_one_with_its_rank() -> None:
    twice = read("⟦District:临江市⟧专利拥有量9万件。|⟦District:临江市⟧专利拥有量达到9万件，居全省首位。")
    assert [(f.value, dict(f.qualifiers).get("rank")) for f in twice] == [(Decimal(90000), "1")]


PERIODS = (
    ("前三季度，⟦District:临江市⟧专利授权555件，授权总量为7471件。", ["前三季度", None]),
    ("2023年，⟦District:临江市⟧专利授权555件，发明专利授权67件。", ["2023年", "2023年"]),
    ("截至9月底，⟦District:临江市⟧专利授权555件，授权总量为7471件。", ["截至9月底", "截至9月底"]),
    ("⟦Organisation:云岭中学⟧建于1985年，现有在校生5200人。", [None]),
    ("截至2024年底，⟦Organisation:云岭中学⟧现有在校生5200人。", ["截至2024年底"]),
)


@pytest.mark.parametrize(("text", "periods"), PERIODS)
def test_a_stock_has_not_the_period_of_the_flow_before_it(text: str, periods: list[str | None]) -> None:
    assert [dict(f.qualifiers).get("period") for f in read(text)] == periods


def test_no_name_no_figure() -> None:
    assert read("新增企业120家，增长12%。") == ()


def test_every_rule_says_in_its_docstring_what_it_sees() -> None:
    rules = (*exclusions.RULES, *owners.RULES, *single.RULES)
    assert all(rule.__doc__ and len({rule.__name__ for rule in rules}) == len(rules) for rule in rules)
