"""Turtle both ways, read by independent readers; CSV that a spreadsheet may open."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import export, ontology, turtle
from kg.model import Entity, Evidence, Knowledge, Passage, Span
from tests.sample import FIRST, SECOND, knowledge


def write(path: Path, what: Knowledge, base: str = ontology.BASE) -> Path:
    path.write_text("".join(export.turtle(what, base)), encoding="utf-8")
    return path


def named(name: str) -> Entity:
    return Entity(f"Award/{name}", "Award", "", name, (), "", (FIRST,))


def triples_of_rdflib(path: Path) -> set[tuple[str, ...]]:
    return {tuple(term.n3() for term in triple) for triple in rdflib.Graph().parse(path, format="turtle")}


def triples_of_oxigraph(path: Path) -> set[tuple[str, ...]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in ox.parse(path=path)}


def rapper(path: Path) -> subprocess.CompletedProcess[str]:
    if not shutil.which("rapper"):
        pytest.skip("rapper (Debian's raptor2-utils) is not installed")
    return subprocess.run(["rapper", "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, text=True)


def test_turtle_comes_back_equal(tmp_path: Path) -> None:
    assert export.read(write(tmp_path / "g.ttl", knowledge())) == knowledge()


@pytest.mark.parametrize("base", ["http://example.org/a/", "https://例.example/图/", "urn:x/"])
def test_any_base_comes_back_equal(tmp_path: Path, base: str) -> None:
    path = write(tmp_path / "g.ttl", knowledge(), base)
    assert export.read(path) == knowledge()
    assert f"{base}District/临江市" in {q.subject.value for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("base", ["", "x", "http://a.example/b", "http://a.example/b#", "http://a.example/ /"])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="absolute IRI that ends in /"):
        next(export.turtle(knowledge(), base))


def test_the_simplest_line_is_the_right_one() -> None:
    text = "".join(export.turtle(knowledge()))
    assert "<Organisation/临江市晨光电气有限公司> a pg:Company, pg:Organisation ;" in text
    assert "pg:receivedAward <Award/省级绿色工厂>" in text
    assert "pg:year 2024" in text
    assert 'pg:value "12"^^xsd:decimal' in text


def test_what_is_only_sought_is_no_direct_triple() -> None:
    sought = replace(knowledge().relations[0], qualifiers=(("modality", "Sought"),))
    text = "".join(export.turtle(replace(knowledge(), relations=(sought,))))
    assert "pg:receivedAward <" not in text
    assert "rdf:predicate pg:receivedAward" in text
    assert "pg:modality pg:Sought" in text


def test_three_readers_agree_and_none_warns(tmp_path: Path) -> None:
    names = ["a b", "a/b", "..", "%2F", "“引号”", 'x"y\\z', "<b>&", "　全角", "\u202e反", "é", "🚄号", "a\u0301"]
    path = write(tmp_path / "g.ttl", replace(knowledge(), entities=tuple(map(named, names))))
    ours = triples_of_oxigraph(path)
    read_again = rapper(path)
    assert read_again.returncode == 0
    assert "Warning" not in read_again.stderr and "Error" not in read_again.stderr
    lines = read_again.stdout.encode().decode()
    nt = tmp_path / "g.nt"
    nt.write_text(lines, encoding="utf-8")
    assert triples_of_oxigraph(nt) == ours
    rdf = rdflib.Graph().parse(path, format="turtle")
    assert len(rdf) == len(ours)
    assert {str(s) for s in rdf.subjects()} == {s.strip("<>") for s, _, _ in ours}
    subjects = {str(s) for s in rdf.subjects(rdflib.RDF.type, rdflib.URIRef(ontology.PG + "Award"))}
    assert len(subjects) == len(names)


def test_several_rules_keep_their_passages_apart(tmp_path: Path) -> None:
    entity = replace(knowledge().entities[3], evidence=(FIRST, SECOND))
    assert FIRST.rule != SECOND.rule
    path = write(tmp_path / "g.ttl", replace(knowledge(), entities=(entity,)))
    assert export.read(path).entities[0].evidence == (FIRST, SECOND)
    assert "a pg:Reading" in path.read_text(encoding="utf-8")


def test_a_sentence_that_jumps_columns_comes_back(tmp_path: Path) -> None:
    torn = Evidence("a.txt#1", Passage("a.txt", "前半后半", (Span(30, 32), Span(10, 12))), "awarded")
    whole = Evidence("a.txt#1", Passage("a.txt", "整", (Span(10, 32),)), "awarded")
    entity = replace(knowledge().entities[0], evidence=tuple(sorted((torn, whole))))
    path = write(tmp_path / "g.ttl", replace(knowledge(), entities=(entity,)))
    assert export.read(path).entities[0].evidence == entity.evidence
    assert "Page/a.txt#char=10,32;spans=30,32,10,12>" in path.read_text(encoding="utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), min_size=1))
@settings(max_examples=150, deadline=None)
def test_any_quote_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("quote") / "g.ttl"
    one = Evidence("a.txt#1", Passage("a.txt", text, (Span(0, len(text)),)), "rule")
    entity = replace(knowledge().entities[0], evidence=(one,))
    what = replace(knowledge(), entities=(entity,), relations=(), observations=())
    assert export.read(write(path, what)) == what
    assert len(rdflib.Graph().parse(path, format="turtle")) == len(triples_of_oxigraph(path))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(max_examples=300, deadline=None)
def test_a_name_and_its_iri_are_one_to_one(name: str) -> None:
    name = unicodedata.normalize("NFC", name)
    iri = ontology.entity_iri(f"Award/{name}")
    assert ontology.id_of(iri) == f"Award/{name}"
    assert ox.NamedNode(iri).value == iri
    next(ox.parse(f"<{iri}> <{iri}> <{iri}> .", format=ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.350", "0.35"), ("12", '"12"^^xsd:decimal'), ("1E+6", '"1000000"^^xsd:decimal'), ("-0", '"0"^^xsd:decimal'),
     ("12.0", '"12"^^xsd:decimal'), ("1E-7", "0.0000001"), ("-3.5", "-3.5")],
)  # fmt: skip
def test_numerals_are_canonical(value: str, text: str) -> None:
    assert turtle.decimal(Decimal(value)) == text


@pytest.mark.parametrize(
    ("text", "want"), [("2024", "2024"), ("02", '"02"'), ("首批", '"首批"'), ("-1", "-1"), ("", '""')]
)
def test_only_whole_numbers_are_integers(text: str, want: str) -> None:
    assert turtle.integer(text) == want


@pytest.mark.parametrize(
    ("text", "want"), [("2024-02-29", '"2024-02-29"^^xsd:date'), ("2023-02-29", '"2023-02-29"'), ("5月", '"5月"')]
)
def test_only_days_of_the_calendar_are_dates(text: str, want: str) -> None:
    assert turtle.day(text) == want


def test_an_unknown_qualifier_is_refused() -> None:
    strange = replace(knowledge().relations[0], qualifiers=(("colour", "红"),))
    with pytest.raises(ValueError, match="unknown qualifier 'colour'"):
        list(export.turtle(replace(knowledge(), relations=(strange,))))


def test_broken_turtle_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("@prefix a: <http://a.example/> .\na:b a:c [ .\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"g\.ttl:2:\d+: no valid Turtle"):
        export.read(path)


def test_another_graph_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text("<http://a.example/> a <http://b.example/> .\n", encoding="utf-8")
    with pytest.raises(ValueError, match="pg:Page is missing"):
        export.read(path)


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv_tells_names_and_places() -> None:
    relation = rows(export.relations_csv(knowledge()))[0]
    assert (relation["subject_name"], relation["predicate"], relation["object_name"]) == (
        "临江市晨光电气有限公司", "receivedAward", "省级绿色工厂")  # fmt: skip
    assert (relation["year"], relation["batch"], relation["confidence"]) == ("2024", "首批", "0.9")
    assert relation["source"].startswith("a.txt#char=")
    observation = rows(export.observations_csv(knowledge()))[0]
    assert (observation["value"], observation["unit"], observation["printed"]) == ("12", "家", "12家")
    assert rows(export.entities_csv(knowledge()))[1]["code"] == "220681"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " ="])
def test_no_cell_starts_a_formula(start: str) -> None:
    assert export.cell(start + "1+1").startswith("'")
    assert export.cell(Decimal("-3.50")) == "-3.5"
