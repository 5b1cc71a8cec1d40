"""Is a Turtle file a graph as ontology/shapes.ttl says?  → plain findings.

The shapes are checked by pyshacl; what needs the whole graph at once (a direct triple and its
statement belong together) is asked of Oxigraph, which answers in milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg import ontology
from kg.installed import folder


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong, with which node, and the value that is wrong (or "")."""

    message: str
    node: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.node}: {self.message}" + (f" (here: {self.value})" if self.value else "")


def _sparql(body: str) -> str:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in ontology.PREFIXES.items())
    return prefixes + body


def _predicates() -> str:
    return " ".join(f"pg:{name}" for name in ontology.predicates())


def _whole_graph() -> tuple[tuple[str, str], ...]:
    """(message, query for ?node and ?value) of the rules that look at more than one node."""
    return (
        (
            "a direct triple without a pg:Statement that proves it",
            f"""SELECT ?node ?value {{ VALUES ?p {{ {_predicates()} }} ?node ?p ?value
                FILTER NOT EXISTS {{ ?s rdf:subject ?node ; rdf:predicate ?p ; rdf:object ?value }} }}""",
        ),
        (
            "a statement of what is so, without its direct triple",
            """SELECT ?node ?value { ?node a pg:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?value
                FILTER NOT EXISTS { ?s ?p ?value }
                FILTER NOT EXISTS { ?node pg:modality ?hope FILTER(?hope IN (pg:Planned, pg:Sought)) } }""",
        ),
        (
            "a fact about something that the graph does not describe",
            """SELECT ?node ?value { { ?node rdf:subject|rdf:object|pg:observationOf ?value }
                FILTER NOT EXISTS { ?value skos:prefLabel ?name } }""",
        ),
    )


def findings(path: str | Path) -> tuple[Finding, ...]:
    """Every way in which the file breaks the shapes, sorted; empty when all is well.

    OSError where it cannot be read; ValueError with file, line and column where it is no Turtle.
    """
    try:
        quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise ValueError(f"{path}:{error.lineno or 1}:{error.offset or 1}: no valid Turtle: {error.msg}") from error
    if not quads:
        return (Finding("no triples in it", str(path)),)
    store = ox.Store()
    store.bulk_extend(quads)
    return tuple(sorted({*_shapes(path), *_across(store)}))


def _shapes(path: str | Path) -> Iterator[Finding]:
    """What pyshacl finds, one finding a violation."""
    data = Graph().parse(path, format="turtle")
    shapes = Graph().parse(folder("ontology") / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False)
    if not isinstance(report, Graph):
        raise ValueError(f"{path}: the shapes could not be run: {report!r}")
    for result in report.subjects(URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), SH.ValidationResult):
        message, node = report.value(result, SH.resultMessage), report.value(result, SH.focusNode)
        value = report.value(result, SH.value)
        yield Finding(str(message), _readable(node), _readable(value) if value != node else "")


def _across(store: ox.Store) -> Iterator[Finding]:
    for message, query in _whole_graph():
        rows = store.query(_sparql(query))
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            node, value = row["node"], row["value"]
            yield Finding(message, unquote(getattr(node, "value", str(node))), unquote(getattr(value, "value", "")))


def _readable(node: Node | None) -> str:
    return "" if node is None else unquote(str(node))
