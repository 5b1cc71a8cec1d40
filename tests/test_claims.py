"""Claims: every case of cases/claims.txt, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import ontology
from kg.claims import reading
from kg.model import PREDICATES, TYPES, Claim
from tests.marked import cases, ruled_claims

CASES = Path(__file__).parent / "cases" / "claims.txt"


def read(marked: str) -> tuple[Claim, ...]:
    """The claims of a case's sentences."""
    return ruled_claims(marked)


@pytest.mark.parametrize(("text", "wanted"), list(cases(CASES)), ids=lambda v: v if isinstance(v, str) else "")
def test_case(text: str, wanted: list[str]) -> None:
    made = {(c.subject.name, c.predicate, c.object.name): dict(c.qualifiers) for c in read(text)}
    expected = dict(expectation(line) for line in wanted if line != "none")
    assert {both_ways(key) for key in made} == {both_ways(key) for key in expected}
    for key, qualifiers in expected.items():
        found = made.get(key) or made.get((key[2], key[1], key[0])) or {}
        assert qualifiers.items() <= found.items(), (key, found)


def test_no_rule_is_left_out_where_it_finds_something(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for path in (CASES, CASES.with_name("claims_awards.txt")) for text, _ in cases(path)]
    gated = [read(text) for text in texts]
    monkeypatch.setattr(reading, "possible", lambda text: -1)
    assert [read(text) for text in texts] == gated


def expectation(line: str) -> tuple[tuple[str, str, str], dict[str, str]]:
    """A case's expected claim: its triple and the qualifiers it must have."""
    body, _, printed = line.partition(" {")
    subject, predicate, name = next(
        (body.split(f" {predicate} ")[0], predicate, body.split(f" {predicate} ")[1])
        for predicate in PREDICATES
        if f" {predicate} " in body
    )
    pairs = (pair.split("=") for pair in printed.rstrip("}").split(", ") if pair)
    return (subject, predicate, name), dict(pairs)


def both_ways(key: tuple[str, str, str]) -> tuple[str, str, str]:
    """cooperatesWith holds either way round."""
    subject, predicate, name = key
    return (min(subject, name), predicate, max(subject, name)) if predicate == "cooperatesWith" else key


WORDS = [
    "负责人",
    "说",
    "名单",
    "都在名单上",
    "我们",
    "推行",
    "百分点",
    "会议要求",
    "登台",
    "前者",
    "他",
    "该公司",
    "获",
    "拟奖",
]
SIGNS = "由被获评在的、，。和与“”（）2023年第一批3名市长分别为⟦"
MARKUP = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=20).map("".join)


@st.composite
def marked_text(draw: st.DrawFn) -> str:
    """Text between mentions of random types, in one to three sentences."""
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(TYPES))
        parts.append(draw(MARKUP).replace("⟦", "") + f"⟦{kind}:{kind[0]}{draw(st.integers(0, 3))}⟧")
    return draw(st.sampled_from(["", "|"])).join(parts) + draw(MARKUP).replace("⟦", "")


@settings(max_examples=200, deadline=None)
@given(marked_text())
def test_every_claim_fits_the_ontology_and_its_ends_differ(text: str) -> None:
    for claim in read(text):
        assert ontology.allows(claim.subject.type, claim.predicate, claim.object.type), claim
        assert (claim.subject.type, claim.subject.name) != (claim.object.type, claim.object.name)
        assert claim.rule and claim.qualifiers == tuple(sorted(claim.qualifiers))


@given(
    st.lists(st.sampled_from(["⟦Organisation:甲局⟧", "⟦Award:乙奖⟧", "获得", "，", "。|", "由", "授予"]), max_size=12)
)
def test_same_text_same_claims(words: list[str]) -> None:
    text = "".join(words).strip("|")
    if text:
        assert read(text) == read(text)
