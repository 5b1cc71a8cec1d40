"""The ontology file, what the code reads from it, and its page."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib

from kg import model, ontology, ontology_page
from kg.installed import folder
from kg.model import Passage, Span
from tests.town import knowledge

TOP = Path(__file__).resolve().parent.parent


def test_the_types_and_predicates_are_the_models() -> None:
    assert ontology.types() == model.TYPES
    assert tuple(ontology.predicates()) == model.PREDICATES


def test_every_term_is_labelled_and_explained() -> None:
    for term in ontology.terms().values():
        assert term.zh and term.en, term.name
        assert term.comment or "owl:NamedIndividual" in term.sorts, term.name
    assert all(term.inverse for term in ontology.predicates().values())


def test_every_term_it_names_exists() -> None:
    known = set(ontology.terms())
    for term in ontology.terms().values():
        for name in (*term.parents, *term.domains, *term.ranges):
            assert ":" in name or name in known, (term.name, name)


@pytest.mark.parametrize(("subject", "predicate", "object_", "fits"), [
    ("Organisation", "receivedAward", "Award", True), ("Award", "receivedAward", "Organisation", False),
    ("Award", "presentedBy", "District", True), ("Person", "holdsPosition", "Organisation", True),
    ("Person", "locatedIn", "District", False), ("Organisation", "likes", "Award", False),
    ("Organisation", "produces", "Program", True), ("Event", "locatedIn", "District", True),
])  # fmt: skip
def test_what_fits_what(subject: str, predicate: str, object_: str, fits: bool) -> None:
    assert ontology.allows(subject, predicate, object_) is fits


@pytest.mark.parametrize("local,parents", [
    ("Organisation", {"org:Organization", "foaf:Organization", "schema:Organization"}), ("Award", {"skos:Concept"}),
    ("Program", {"foaf:Project"}), ("Document", {"schema:CreativeWork"}), ("Person", {"foaf:Person", "schema:Person"}),
    ("AdministrativeDivision", {"schema:AdministrativeArea"}), ("Article", {"schema:NewsArticle"}),
    ("Page", {"schema:PublicationIssue"}), ("Observation", {"schema:Observation"}), ("Statement", {"rdf:Statement"}),
    ("Passage", {"nif:RFC5147String", "prov:Entity"}), ("District", {"schema:Place"}),
])  # fmt: skip
def test_classes_are_aligned(local: str, parents: set[str]) -> None:
    assert parents <= set(ontology.terms()[local].parents)


def test_rdflib_reads_both_files() -> None:
    for name in ("pressgraph.ttl", "shapes.ttl"):
        assert len(rdflib.Graph().parse(folder("ontology") / name)) > 200


@pytest.mark.parametrize(("given", "iri"), [
    ("District/临江市", "District/临江市"), ("Award/a b", "Award/a%20b"), ("Award/..", "Award/%2E%2E"),
    ("Award/a/b", "Award/a%2Fb"), ("Award/100%", "Award/100%25"), ("Award/“引”《号》", "Award/“引”《号》"),
    ("Award/\u3000", "Award/%E3%80%80"), ("Award/\u202ex", "Award/%E2%80%AEx"), ("Award/\ue000", "Award/%EE%80%80"),
    ("Award/e\u0301", "Award/é"),
])  # fmt: skip
def test_entity_iris(given: str, iri: str) -> None:
    assert ontology.entity_iri(given) == ontology.BASE + iri


def test_the_other_iris() -> None:
    base = ontology.BASE
    assert ontology.article_iri("a b/c.txt#2") == f"{base}Article/a%20b/c.txt/2"
    assert ontology.page_iri("a/../b.txt") == f"{base}Page/a/%2E%2E/b.txt"
    passage = Passage("a.txt", "甲乙", (Span(3, 4), Span(9, 10)))
    assert ontology.passage_iri(passage) == f"{base}Page/a.txt#char=3,10;spans=3,4,9,10"
    assert ontology.passage_iri(Passage("a.txt", "甲", (Span(3, 4),))) == f"{base}Page/a.txt#char=3,4"
    assert ontology.id_of(ontology.statement_iri("r/1")) == "r/1"
    with pytest.raises(ValueError, match="does not lie under"):
        ontology.id_of("http://a.example/x")


class Page(HTMLParser):
    """Collects ids and links to them, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []  # type: ignore[list-item]
        self.links += [told["href"][1:]] if (told.get("href") or "").startswith("#") else []  # type: ignore[index]


def test_the_page_shows_every_term_once_and_its_links_lead_somewhere() -> None:
    html = ontology_page.page(knowledge())
    page = Page()
    page.feed(html)
    assert len(page.ids) == len(set(page.ids))
    shown = {name for name, term in ontology.terms().items() if name not in ("Entity", "qualifier", "inverseLabel")}
    assert shown <= set(page.ids)
    assert set(page.links) <= set(page.ids)
    assert "晨光电气有限公司" in html and "云泽药业有限公司" in html
    assert html == ontology_page.page(knowledge())
    assert not re.search(r"(src|href)=[\"']?https?:", html)


def test_the_pages_style_has_the_hash_it_says() -> None:
    style = ontology_page.page().split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert ontology_page.style_hash() == f"'sha256-{digest}'"


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "o.html"
    subprocess.run([sys.executable, "-m", "kg", "ontology", "--out", str(out)], check=True, cwd=TOP)
    assert "receivedAward" in out.read_text(encoding="utf-8")
