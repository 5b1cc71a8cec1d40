"""kg check: a whole graph passes, and each kind of damage is told in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg import check, export, ontology
from kg.installed import folder
from tests.sample import knowledge

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture
def turtle() -> str:
    return "".join(export.turtle(knowledge()))


def found(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [str(finding) for finding in check.findings(path)]


def test_what_export_writes_passes(tmp_path: Path, turtle: str) -> None:
    assert found(tmp_path / "g.ttl", turtle) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("pg:confidence 0.7 ;", "pg:confidence 1.7 ;", "from 0 to 1"),
        ("pg:year 2024", 'pg:year "2024"', "pg:year is one xsd:integer"),
        ("pg:receivedAward <Award/省级绿色工厂>", "pg:receivedAward <District/临江市>", "stands pg:Award"),
        ("pg:receivedAward <Award/省级绿色工厂>", "pg:receivedAward <District/临江市>", "without a pg:Statement"),
        ("pg:receivedAward <Award/省级绿色工厂>", "pg:receivedAward <District/临江市>", "without its direct triple"),
        ('skos:prefLabel "临江市"@zh', 'skos:prefLabel "临江市"@zh, "另名"@zh', "exactly one skos:prefLabel"),
        ('pg:divisionCode "220681"', 'pg:divisionCode "22068"', "GB/T 2260"),
        ('pg:foundBy "awarded" ;\n    pg:indicator', "pg:indicator", "names the rule"),
        ('rdf:predicate pg:implements', 'rdf:predicate pg:likes', "of the twelve"),
        ("pg:observationOf <District/临江市>", "pg:observationOf <District/无名市>", "does not describe"),
        ('pg:value "12"^^xsd:decimal', "pg:value 12", "an xsd:decimal"),
    ],
)
def test_damage_is_told(tmp_path: Path, turtle: str, old: str, new: str, message: str) -> None:
    assert old in turtle
    assert any(message in line for line in found(tmp_path / "g.ttl", turtle.replace(old, new, 1)))


def test_a_fact_without_a_passage_is_found(tmp_path: Path, turtle: str) -> None:
    start = turtle.index("<Statement/r2>")
    end = turtle.index(" .\n\n", start)
    lines = [line for line in turtle[start:end].split("\n") if "wasDerivedFrom" not in line]
    damaged = turtle[:start] + "\n".join(lines).rstrip(" ;") + turtle[end:]
    assert any("no fact without a pg:Passage" in line for line in found(tmp_path / "g.ttl", damaged))


def test_no_turtle_and_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"g\.ttl:1:\d+: no valid Turtle"):
        found(tmp_path / "g.ttl", "what is this")
    assert found(tmp_path / "g.ttl", "") == [f"{tmp_path / 'g.ttl'}: no triples in it"]
    with pytest.raises(FileNotFoundError):
        check.findings(tmp_path / "none.ttl")


@pytest.mark.parametrize("name", list(ontology.predicates()))
def test_shapes_and_ontology_say_the_same(name: str) -> None:
    shapes = rdflib.Graph().parse(folder("ontology") / "shapes.ttl")
    term = ontology.predicates()[name]
    for side, want in (("Subject", term.domains), ("Object", term.ranges)):
        shape = rdflib.URIRef(f"{ontology.PG}{name}{side}Shape")
        choices = shapes.value(shape, SH["or"])
        nodes = list(shapes.items(choices)) if choices else [shape]
        assert [str(shapes.value(node, SH["class"])).removeprefix(ontology.PG) for node in nodes] == list(want)
