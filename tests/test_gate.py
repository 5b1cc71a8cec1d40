"""The gate in the build and the shapes on paper refuse the same facts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg import check, export, gate
from kg.model import Evidence, Knowledge, Passage, Span
from tests.sample import FIRST, knowledge

AWARD, COMPANY, CITY = "Award/省级绿色工厂", "Organisation/临江市晨光电气有限公司", "District/临江市"


def entity(**fields: object) -> Callable[[Knowledge], Knowledge]:
    """The sample with its award changed."""
    return lambda known: replace(
        known, entities=tuple(replace(e, **fields) if e.id == AWARD else e for e in known.entities)  # type: ignore[arg-type]
    )


def city(**fields: object) -> Callable[[Knowledge], Knowledge]:
    return lambda known: replace(
        known, entities=tuple(replace(e, **fields) if e.id == CITY else e for e in known.entities)  # type: ignore[arg-type]
    )


def relation(**fields: object) -> Callable[[Knowledge], Knowledge]:
    """The sample with its first relation changed."""
    return lambda known: replace(known, relations=(replace(known.relations[0], **fields), *known.relations[1:]))  # type: ignore[arg-type]


def observation(**fields: object) -> Callable[[Knowledge], Knowledge]:
    return lambda known: replace(known, observations=(replace(known.observations[0], **fields),))  # type: ignore[arg-type]


def passage(text: str, *spans: Span) -> tuple[Evidence, ...]:
    return (replace(FIRST, passage=Passage("a.txt", text, spans)),)


# What the shapes name, one by one: (what is broken, the shapes see it too).  A graph in which pyshacl
# cannot even be asked (no such page, no number) is refused by the gate alone.
BROKEN = {
    "name on two lines": (entity(name="省级\n绿色工厂"), True),
    "empty name": (entity(name=""), True),
    "control characters in the name": (entity(name="省级\x00绿色工厂"), False),
    "empty alias": (entity(aliases=("",)), True),
    "entity without passage": (entity(evidence=()), True),
    "kind of another type": (entity(kind="Company"), False),
    "code of no division": (entity(code="220681"), True),
    "code of letters": (city(code="22O681"), True),
    "code of another length": (city(code="22068"), True),
    "unknown predicate": (relation(predicate="likes"), True),
    "object of the wrong class": (relation(object=CITY), True),
    "subject of the wrong class": (relation(subject=AWARD), True),
    "subject unknown": (relation(subject="Organisation/无此公司"), True),
    "relation without passage": (relation(evidence=()), True),
    "confidence above one": (relation(confidence=Decimal("1.2")), True),
    "confidence below zero": (relation(confidence=Decimal("-0.1")), True),
    "year out of range": (relation(qualifiers=(("year", "20244"),)), True),
    "year in words": (relation(qualifiers=(("year", "二〇二四"),)), True),
    "rank of zero": (relation(qualifiers=(("rank", "0"),)), True),
    "count with a fraction": (relation(qualifiers=(("count", "1.5"),)), True),
    "edition in words": (relation(qualifiers=(("edition", "九"),)), True),
    "two years": (relation(qualifiers=(("year", "2023"), ("year", "2024"))), True),
    "status unknown": (relation(qualifiers=(("status", "Hoped"),)), True),
    "modality unknown": (relation(qualifiers=(("modality", "Perhaps"),)), True),
    "qualifier unknown": (relation(qualifiers=(("colour", "红"),)), False),
    "passage without words": (relation(evidence=passage("", Span(3, 9))), True),
    "passage that ends where it starts": (relation(evidence=passage("临江", Span(3, 3))), True),
    "passage without a place": (relation(evidence=passage("临江")), False),
    "article unknown": (relation(evidence=(replace(passage("临江", Span(1, 3))[0], article="b.txt#1"),)), True),
    "figure of nothing": (observation(subject="District/无此地"), True),
    "figure without indicator": (observation(indicator=""), True),
    "figure that is no number": (observation(value=Decimal("NaN")), False),
    "figure without end": (observation(value=Decimal("Infinity")), False),
    "period that begins on no day": (observation(qualifiers=(("from", "2024-02-31"),)), True),
    "period that ends in words": (observation(qualifiers=(("to", "年底"),)), True),
}


@pytest.mark.parametrize("harm", BROKEN)
def test_gate_and_shapes_refuse_the_same(harm: str, tmp_path: Path) -> None:
    spoil, shapes_too = BROKEN[harm]
    known = spoil(knowledge())
    passed, refused = gate.sift(known)
    assert refused, "the gate lets it through"
    assert passed != known
    if shapes_too:
        assert findings(known, tmp_path), "the shapes let it through"
    assert findings(passed, tmp_path) == (), "what the gate lets through keeps the shapes"


def findings(known: Knowledge, tmp_path: Path) -> tuple[check.Finding, ...]:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(export.turtle(known)), encoding="utf-8")
    return check.findings(path)


FINE = {
    "as it is": lambda known: known,
    "planned": relation(qualifiers=(("modality", "Planned"),)),
    "all qualifiers": relation(
        qualifiers=(("batch", "首批"), ("count", "12"), ("edition", "9"), ("rank", "1"), ("year", "2024"))
    ),
    "a whole period": observation(qualifiers=(("from", "2024-01-01"), ("period", "上半年"), ("to", "2024-06-30"))),
    "no unit": observation(unit=""),
    "a negative figure": observation(value=Decimal("-3.50")),
    "a large figure": observation(value=Decimal("1E+15")),
}


@pytest.mark.parametrize("case", FINE)
def test_what_keeps_the_shapes_passes(case: str, tmp_path: Path) -> None:
    known = FINE[case](knowledge())
    assert gate.sift(known) == (known, ())
    assert findings(known, tmp_path) == ()


def test_facts_of_a_refused_entity_are_refused_with_it() -> None:
    passed, refused = gate.sift(entity(name="")(knowledge()))
    assert {one.sort for one in refused} == {"entity", "relation"}
    assert any("no entity of this graph (or was refused)" in one.reason for one in refused)
    assert AWARD not in {end for r in passed.relations for end in (r.subject, r.object)}


def test_two_entities_that_would_be_one_in_the_graph() -> None:
    known = knowledge()
    twin = replace(known.entities[0], id="Award/é")
    other = replace(known.entities[0], id="Award/e\u0301")
    passed, refused = gate.sift(replace(known, entities=(*known.entities, twin, other)))
    assert [one.reason for one in refused] == ["another fact has the same id"]
    assert len(passed.entities) == len(known.entities) + 1


def test_conflicts_with_what_is_refused_go() -> None:
    known = relation(predicate="likes")(knowledge())
    first, second, *rest = known.relations
    known = replace(known, relations=(first, replace(second, conflicts=(first.id, rest[0].id)), *rest))
    passed, _ = gate.sift(known)
    assert passed.relations[0].conflicts == (rest[0].id,)


def test_a_date_that_is_none_is_taken_off_and_told(tmp_path: Path) -> None:
    known = knowledge()
    known = replace(known, articles=(replace(known.articles[0], date="2024-02-30"),))
    assert findings(known, tmp_path)
    passed, refused = gate.sift(known)
    assert passed.articles[0].date == "" and [one.sort for one in refused] == ["article"]
    assert findings(passed, tmp_path) == ()


def test_quarantine_names_rule_sentence_and_reason() -> None:
    known = relation(object=CITY)(knowledge())
    spreadsheet = replace(known.observations[0], id="=1+1", value=Decimal("NaN"), indicator="=cmd|' /C calc'!A0")
    known = replace(known, observations=(spreadsheet,))
    text = gate.quarantine_csv(gate.sift(known)[1])
    assert text.startswith("\ufeffsort,id,fact,reason,rule,article,start,end,sentence")
    figure, fact = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert figure["id"] == "'=1+1" and fact["reason"] == "Organisation receivedAward District does not fit the ontology"
    assert fact["rule"] == "awarded" and fact["article"] == "a.txt#1" and fact["sentence"] == FIRST.passage.text
    assert int(fact["start"]) == FIRST.passage.start


