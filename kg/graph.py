"""Knowledge → networkx.MultiDiGraph: what the analyses and notebooks work on.

Nodes are entity ids ("Organisation/青岛汉缆股份有限公司") with the attributes type, kind, name,
aliases (tuple), code and observations (tuple of Observation).  Edges run subject → object, keyed
by Relation.id, with predicate, qualifiers (dict), confidence (float), triggers, evidence (tuple of
Evidence), articles (sorted ids of the articles that say it).  G.graph holds "articles"
(id → Report) and "pages" (name → Source).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from kg.model import Knowledge, Observation


def of(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    """The knowledge as a directed multigraph; nodes and edges are added in the order of their ids."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["articles"] = {report.id: report for report in knowledge.articles}
    graph.graph["pages"] = {source.name: source for source in knowledge.pages}
    observed: dict[str, list[Observation]] = defaultdict(list)
    for observation in knowledge.observations:
        observed[observation.subject].append(observation)
    for entity in knowledge.entities:
        graph.add_node(
            entity.id,
            type=entity.type,
            kind=entity.kind,
            name=entity.name,
            aliases=entity.aliases,
            code=entity.code,
            observations=tuple(observed[entity.id]),
        )
    for relation in knowledge.relations:
        graph.add_edge(
            relation.subject,
            relation.object,
            key=relation.id,
            predicate=relation.predicate,
            qualifiers=dict(relation.qualifiers),
            confidence=float(relation.confidence),
            triggers=relation.triggers,
            evidence=relation.evidence,
            articles=tuple(sorted({evidence.article for evidence in relation.evidence})),
        )
    return graph


# Projections: simpler graphs for the measures that need them.

HOLDS = ("receivedAward", "implements", "participatesIn")
"""The predicates that join a holder to an award it has or a program it takes part in."""

PROJECTIONS = ("ties", "districts", "organisations")
BOTH = ("Award", "Program")
MOST_HOLDERS = 200
"""What more than this many hold says little of any two of them (weight under 1/199) and costs pairs squared."""


def ties(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Who stands in any fact with whom: undirected, simple, without loops, weight = number of facts.

    Nodes and edges are added in the order of their ids, whatever order the graph was read in.
    """
    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from((node, {"name": graph.nodes[node]["name"]}) for node in sorted(graph))
    facts = Counter((min(ends), max(ends)) for ends in graph.edges())
    net.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(facts.items()) if a != b)
    return net


def _districts(graph: nx.MultiDiGraph[str]) -> list[str]:
    """The ids of all districts, sorted."""
    return sorted(node for node, data in graph.nodes(data=True) if data["type"] == "District")


def _lying_in(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str]]:
    """(node, district) for every locatedIn."""
    for node, target, data in graph.edges(data=True):
        if data["predicate"] == "locatedIn" and graph.nodes[target]["type"] == "District":
            yield node, target


def homes(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, ...]]:
    """Node → the districts it is said to lie in, sorted; a district lies in itself alone here."""
    found: dict[str, set[str]] = defaultdict(set)
    for node, target in _lying_in(graph):
        found[node].add(target)
    found.update({district: {district} for district in _districts(graph)})
    return {node: tuple(sorted(found[node])) for node in sorted(found)}


def _six(code: str) -> str:
    """A division code in its full length: 37 → 370000; a town's nine digits stay."""
    return code.ljust(6, "0")


def above(graph: nx.MultiDiGraph[str]) -> dict[str, frozenset[str]]:
    """District → the districts around it, by what pages say (locatedIn) and by division codes (370214 in 370200)."""
    direct: dict[str, set[str]] = {district: set() for district in _districts(graph)}
    for node, target in _lying_in(graph):
        if node in direct:
            direct[node].add(target)
    coded = {_six(graph.nodes[district]["code"]): district for district in direct if graph.nodes[district]["code"]}
    for code, node in coded.items():
        ups = (code[:2] + "0000", code[:4] + "00", code[:6])
        direct[node] |= {coded[up] for up in ups if up in coded and up != code}
    net = nx.DiGraph((node, target) for node in sorted(direct) for target in sorted(direct[node]))
    net.add_nodes_from(sorted(direct))
    return {node: frozenset(nx.descendants(net, node) - {node}) for node in sorted(direct)}


def is_so(fact: Mapping[str, Any]) -> bool:
    """Whether a fact is so, and not only planned or sought; to implement takes in plans (see turtle.holds)."""
    return bool(fact["predicate"] == "implements" or fact["qualifiers"].get("modality", "Done") == "Done")


def holdings(
    graph: nx.MultiDiGraph[str],
    holders: str = "District",
    things: Iterable[str] = BOTH,
    own: bool = False,
    predicates: tuple[str, ...] = HOLDS,
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Holder → thing it holds → ids of the facts that say so.

    holders and things are node types.  A district also holds what the organisations lying in it
    hold, unless own.  Awards only planned or sought (modality) are not held.
    """
    wanted, home = frozenset(things), homes(graph)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, thing, key, data in graph.edges(keys=True, data=True):
        if data["predicate"] not in predicates or graph.nodes[thing]["type"] not in wanted:
            continue
        if not is_so(data):
            continue
        kind = graph.nodes[node]["type"]
        through = kind == "Organisation" and holders == "District" and not own
        for holder in home.get(node, ()) if through else (node,):
            if graph.nodes[holder]["type"] == holders:
                found[holder][thing].add(key)
    return {h: {t: tuple(sorted(found[h][t])) for t in sorted(found[h])} for h in sorted(found)}


def project(
    graph: nx.MultiDiGraph[str], name: str = "ties", things: Iterable[str] = BOTH, own: bool = False
) -> nx.Graph[str]:
    """A projection by its name (PROJECTIONS).

    "ties": see ties().  "districts" and "organisations": joined where both hold a thing of the given
    types; shared = the things' ids, weight = Σ 1/(k−1) over them, k = how many hold the thing (Newman,
    Phys. Rev. E 64, 016132, 2001), so that what few share counts for more.  Things with more
    than MOST_HOLDERS holders are left out and named in graph["left_out"].  Raises ValueError for another name.
    """
    if name == "ties":
        return ties(graph)
    if name not in PROJECTIONS:
        raise ValueError(f"no projection {name!r}; known: {', '.join(PROJECTIONS)}")
    held = holdings(graph, {"districts": "District", "organisations": "Organisation"}[name], things, own)
    holders: dict[str, list[str]] = defaultdict(list)
    for holder, held_things in held.items():
        for thing in held_things:
            holders[thing].append(holder)
    net: nx.Graph[str] = nx.Graph(left_out=tuple(sorted(t for t in holders if len(holders[t]) > MOST_HOLDERS)))
    net.add_nodes_from((holder, {"name": graph.nodes[holder]["name"]}) for holder in held)
    for thing in sorted(holders):
        sharing = holders[thing] if len(holders[thing]) <= MOST_HOLDERS else []
        for at, one in enumerate(sharing):
            for other in sharing[at + 1 :]:
                edge = net.get_edge_data(one, other) or {"weight": 0.0, "shared": ()}
                net.add_edge(
                    one, other, weight=edge["weight"] + 1 / (len(sharing) - 1), shared=(*edge["shared"], thing)
                )
    return net
