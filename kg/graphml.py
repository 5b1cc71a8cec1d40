"""networkx.MultiDiGraph ↔ GraphML that networkx, Gephi, Cytoscape and yEd open.

What a person filters by stands flat (label, type, predicate, year, rank, quote …); what has a shape
of its own (aliases, observations, evidence, the list of articles) is JSON inside an attribute, so
that `read(write(g))` is the same graph.  Every edge's id is its Relation's, unique in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import networkx as nx

from kg import ontology
from kg.model import Evidence, Observation, Passage, Report, Source, Span

# What XML 1.0 cannot carry at all.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _json(value: object) -> str:
    """JSON in which everything that XML forbids is escaped, so nothing is lost."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def write(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """The graph of kg.graph.of as lines of GraphML."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    flat.graph["articles"] = _json([_fields(report) for report in graph.graph["articles"].values()])
    flat.graph["pages"] = _json([_fields(source) for source in graph.graph["pages"].values()])
    for node, told in graph.nodes(data=True):
        flat.add_node(_clean(node), **_node(told))
    for subject, object_, key, told in graph.edges(keys=True, data=True):
        flat.add_edge(_clean(subject), _clean(object_), key=_clean(key), **_edge(told))
    for line in nx.generate_graphml(flat):
        yield line + "\n"


def _node(told: dict[str, Any]) -> dict[str, str]:
    words = {"label": told["name"], "type": told["type"], "kind": told["kind"], "code": told["code"]}
    shaped = {"aliases": _json(told["aliases"]), "observations": _json([_observation(o) for o in told["observations"]])}
    return {name: _clean(value) for name, value in words.items() if value} | shaped


def _edge(told: dict[str, Any]) -> dict[str, str | float]:
    qualifiers = {name: _clean(value) for name, value in told["qualifiers"].items()}
    quote = told["evidence"][0].passage.text if told["evidence"] else ""
    return {
        "predicate": told["predicate"],
        "label": ontology.label(told["predicate"]),
        "confidence": told["confidence"],
        "quote": _clean(quote),
        "triggers": _json(told["triggers"]),
        "evidence": _json([_evidence(one) for one in told["evidence"]]),
        **qualifiers,
    }


def _fields(row: Report | Source) -> list[Any]:
    return [getattr(row, name) for name in row.__slots__]


def _evidence(one: Evidence) -> list[Any]:
    spans = [[span.start, span.end] for span in one.passage.spans]
    return [one.article, one.passage.page, one.passage.text, spans, one.rule]


def _observation(o: Observation) -> list[Any]:
    evidence = [_evidence(one) for one in o.evidence]
    told = [o.id, o.subject, o.indicator, str(o.value), o.unit, o.qualifiers, str(o.confidence), o.printed]
    return [*told, evidence, o.conflicts]


def read(path: str | Path) -> nx.MultiDiGraph[str]:
    """The graph that `write` wrote; OSError where the file cannot be read, ValueError where it is another."""
    try:
        flat = nx.read_graphml(path, edge_key_type=str, force_multigraph=True)
    except (ParseError, nx.NetworkXError) as error:
        raise ValueError(f"{path}: no valid GraphML: {error}") from error
    if not isinstance(flat, nx.MultiDiGraph):
        raise ValueError(f"{path}: GraphML, but its edges have no direction, so it is not of kg build")
    try:
        return _restored(flat)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: GraphML, but not of kg build: {error!r}") from error


def _restored(flat: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    reports = [_read_report(row) for row in json.loads(flat.graph["articles"])]
    sources = [Source(*row) for row in json.loads(flat.graph["pages"])]
    graph.graph["articles"] = {report.id: report for report in reports}
    graph.graph["pages"] = {source.name: source for source in sources}
    for node, told in flat.nodes(data=True):
        graph.add_node(
            node,
            type=told["type"],
            kind=told.get("kind", ""),
            name=told["label"],
            aliases=tuple(json.loads(told["aliases"])),
            code=told.get("code", ""),
            observations=tuple(_read_observation(row) for row in json.loads(told["observations"])),
        )
    for subject, object_, key, told in flat.edges(keys=True, data=True):
        evidence = tuple(_read_evidence(row) for row in json.loads(told["evidence"]))
        graph.add_edge(
            subject,
            object_,
            key=key,
            predicate=told["predicate"],
            qualifiers={name: told[name] for name in sorted(ontology.qualifiers()) if name in told},
            confidence=told["confidence"],
            triggers=tuple(json.loads(told["triggers"])),
            evidence=evidence,
            articles=tuple(sorted({one.article for one in evidence})),
        )
    return graph


def _read_report(row: list[Any]) -> Report:
    id_, page, number, headline, day, reporters, start, end = row
    return Report(id_, page, number, headline, day, tuple(reporters), start, end)


def _read_evidence(row: list[Any]) -> Evidence:
    article, page, text, spans, rule = row
    return Evidence(article, Passage(page, text, tuple(Span(*span) for span in spans)), rule)


def _read_observation(row: list[Any]) -> Observation:
    id_, subject, indicator, value, unit, qualifiers, confidence, printed, evidence, conflicts = row
    pairs = tuple((name, text) for name, text in qualifiers)
    proof = tuple(_read_evidence(one) for one in evidence)
    said = (id_, subject, indicator, Decimal(value), unit, pairs, Decimal(confidence), printed)
    return Observation(*said, proof, tuple(conflicts))
