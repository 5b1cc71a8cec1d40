"""How good the graph itself is: what stands alone, what only one page says, and names that may be merged wrongly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from kg import graph as graphs
from kg.analyses import facts
from kg.analyses.question import LIMIT, Answer, question, require, top
from kg.lexicon import fold

DOUBTFUL = 0.6
"""Confidence under which a fact is counted as doubtful."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the graph; value is a count or a share in 0..1 (of: what it is a share of, 0 for counts)."""

    measure: str
    value: float
    of: int


@dataclass(frozen=True, slots=True)
class Suspect:
    """Names that look wrongly merged or wrongly kept apart; reason is a key of templates/report/words.tsv."""

    reason: str
    name: str
    id: str
    alias: str
    other: str
    other_id: str


@question(Measure)
def quality(graph: nx.MultiDiGraph[str]) -> Answer[Measure]:
    """The graph's own figures: size, parts, isolated entities, facts per article, facts of one source alone.

    Method: counts; shares are rounded to three places.
    """
    require(graph)
    net = graphs.ties(graph)
    edges = [data for *_, data in graph.edges(data=True)]
    articles = graph.graph["articles"]
    observations = [o for _, data in graph.nodes(data=True) for o in data["observations"]]
    parts = [len(part) for part in nx.connected_components(net)]
    alone = [node for node in net if not net.degree(node)]
    silent = [node for node in alone if not graph.nodes[node]["observations"]]
    nodes, said = graph.number_of_nodes(), len(edges) + len(observations)
    counts = (
        ("pages", len(graph.graph["pages"])), ("articles", len(articles)), ("entities", nodes),
        ("facts", len(edges)), ("observations", len(observations)), ("components", len(parts)),
    )
    shares = (
        ("largest_component", max(parts), nodes),
        ("isolated", len(alone), nodes),
        ("silent", len(silent), nodes),
        ("single_source", sum(len({e.passage.page for e in data["evidence"]}) < 2 for data in edges), len(edges)),
        ("doubtful", sum(data["confidence"] < DOUBTFUL for data in edges), len(edges)),
        ("undated_facts", sum(not facts.year(graph, data)[0] for data in edges), len(edges)),
        ("undated_articles", sum(not facts.date(graph, article) for article in articles), len(articles)),
    )
    rows = [Measure(name, value, 0) for name, value in counts]
    rows.append(Measure("facts_per_article", round(said / len(articles), 3) if articles else 0.0, 0))
    rows += [Measure(name, round(part / whole, 3) if whole else 0.0, whole) for name, part, whole in shares]
    return Answer(tuple(rows))


@question(Suspect)
def suspects(graph: nx.MultiDiGraph[str], *, limit: int = LIMIT) -> Answer[Suspect]:
    """Names to look at: an alias that two entities bear, one that shares no character with its name, doubles.

    Write what is right into lexicons/judgements.tsv.  The alias of a division may be deictic (全市, 新区): left out.
    """
    require(graph)
    found = {*_borne_twice(graph), *_foreign(graph)}
    order = sorted(found, key=lambda s: (s.reason, s.name, s.id, s.alias, s.other_id))
    return top(order, limit, len(order))


def _borne_twice(graph: nx.MultiDiGraph[str]) -> Iterator[Suspect]:
    """A name or alias that two entities of one type bear; two types with one name."""
    bearers: dict[str, dict[str, str]] = defaultdict(dict)
    for node in sorted(graph):
        for name in (*graph.nodes[node]["aliases"], graph.nodes[node]["name"]):
            if not _deictic(name):
                bearers[fold(name)][node] = name
    for borne in bearers.values():
        first, *others = sorted(borne)
        for other in others:
            if len(borne[other]) > 2 and all(graph.nodes[n]["name"].endswith(borne[n]) for n in (first, other)):
                continue  # 市政协 of two cities: a short form that its page completes
            same_type = graph.nodes[first]["type"] == graph.nodes[other]["type"]
            yield Suspect(
                "alias_of_two" if same_type else "name_of_two_types", graph.nodes[first]["name"], first, borne[other],
                graph.nodes[other]["name"], other,
            )


def _foreign(graph: nx.MultiDiGraph[str]) -> Iterator[Suspect]:
    """A Chinese alias that has no character of its name, which a short form nearly always has."""
    for node, data in graph.nodes(data=True):
        for alias in data["aliases"]:
            if not alias.isascii() and not _deictic(alias) and not set(fold(alias)) & set(fold(data["name"])):
                yield Suspect("alias_without_common_character", data["name"], node, alias, "", "")


def _deictic(name: str) -> bool:
    """全市, 我区, 该公司, 新区 …: forms that point to a different thing on every page."""
    return name[:1] in "全我该本此" or name in ("新区", "园区", "公司", "集团", "学校", "医院")
