"""Around one entity, from one to another, and ties that may be missing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from kg import graph as graphs
from kg.analyses.facts import between, proof, year
from kg.analyses.question import (
    DECIMALS,
    LIMIT,
    Answer,
    Unanswerable,
    choice,
    find,
    names,
    note,
    question,
    ranks,
    require,
    top,
)

MOST_PATHS = 2_000
"""Paths looked at before the best are shown; a note says when there were more."""
MOST_TIES = 100
"""A neighbour with more ties (a city, a huge list) says little of the two it joins and costs pairs squared."""
GUESSED = ("receivedAward", "participatesIn", "implements", "cooperatesWith", "organises", "produces")
"""What common neighbours may hint at; where a thing lies or who gives an award does not follow from company."""
WEIGHTS = ("adamic-adar", "resource")


@dataclass(frozen=True, slots=True)
class Tie:
    """One fact near an entity; step: how far its nearer end is from the entity, from 1."""

    step: int
    name: str
    id: str
    predicate: str
    other: str
    other_id: str
    qualifiers: tuple[str, ...]
    year: str
    sentence: str
    page: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """One fact of a path, in walking order; path counts paths, shortest first, step counts from 1."""

    path: int
    step: int
    name: str
    id: str
    predicate: str
    other: str
    other_id: str
    year: str
    sentence: str
    page: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Guess:
    """Two entities no fact joins though their neighbours suggest it; predicate: what most often joins such types."""

    rank: int
    name: str
    id: str
    predicate: str
    other: str
    other_id: str
    score: float
    common: tuple[str, ...]


def _qualifiers(data: Mapping[str, Any]) -> tuple[str, ...]:
    """ "year 2024", "batch 首批" …"""
    return tuple(f"{name} {value}" for name, value in sorted(data["qualifiers"].items()))


@question(Tie)
def ego(graph: nx.MultiDiGraph[str], entity: str, *, steps: int = 1, limit: int = 0) -> Answer[Tie]:
    """Every fact about an entity, and about its neighbours up to a number of steps, with the sentences.

    Method: breadth-first distance on the ties projection.
    """
    require(graph)
    center = find(graph, entity)
    if steps < 1:
        raise Unanswerable("--steps counts from 1 (the entity's own facts)")
    net = graphs.ties(graph)
    away = nx.single_source_shortest_path_length(net, center, cutoff=steps)
    found = [
        (min(away[a], away.get(b, steps)), a, b, key, data)
        for a, b, key, data in graph.subgraph(sorted(away)).edges(keys=True, data=True)
        if min(away[a], away[b]) < steps
    ]
    found.sort(key=lambda f: (f[0], f[4]["predicate"], *names(graph, f[1:3]), f[3]))
    rows = (
        Tie(
            near + 1, graph.nodes[a]["name"], a, data["predicate"], graph.nodes[b]["name"], b, _qualifiers(data),
            year(graph, data)[0], *proof(graph, data, a, b),
        )
        for near, a, b, _, data in found
    )
    return top(rows, limit, len(found))


@question(Step)
def path(
    graph: nx.MultiDiGraph[str], entity: str, other: str, *, longer: int = 0, limit: int = 5
) -> Answer[Step]:
    """How two entities hang together: the shortest paths (and some longer ones), fact by fact with sentences.

    Method: breadth-first distances from both ends, then all simple paths within them; longer is how many steps over
    the shortest a path may take; limit counts paths.  Among equally long ones those over less connected entities
    come first: a path over a company says more than one over a province.
    """
    require(graph)
    one, two = find(graph, entity), find(graph, other)
    if one == two:
        raise Unanswerable(f"{entity} and {other} are the same entity ({one})")
    net = graphs.ties(graph)
    from_one = nx.single_source_shortest_path_length(net, one)
    if two not in from_one:
        raise Unanswerable(f"no path: {graph.nodes[one]['name']} and {graph.nodes[two]['name']} are in different parts")
    longest = from_one[two] + longer
    from_two = nx.single_source_shortest_path_length(net, two, cutoff=longest)
    near = {n for n, steps in from_two.items() if steps + from_one[n] <= longest}
    small: nx.Graph[str] = nx.Graph()
    small.add_edges_from(sorted((min(ends), max(ends)) for ends in net.edges(sorted(near)) if near.issuperset(ends)))
    found = list(islice(nx.all_simple_paths(small, one, two, cutoff=longest), MOST_PATHS + 1))
    busy = {n: math.log(1 + net.degree(n)) for n in near}
    found.sort(key=lambda nodes: (len(nodes), round(sum(busy[n] for n in nodes), DECIMALS), names(graph, nodes), nodes))
    shown = found[:limit] if limit else found[:MOST_PATHS]
    rows = tuple(row for at, nodes in enumerate(shown, 1) for row in _walk(graph, at, nodes))
    counted = f"{MOST_PATHS}+" if len(found) > MOST_PATHS else str(len(found))
    return Answer(rows, (note("paths", shown=len(shown), all=counted, longest=longest),))


def _walk(graph: nx.MultiDiGraph[str], number: int, nodes: list[str]) -> Iterator[Step]:
    """The facts along a path; where several join two entities, each is a row of the same step."""
    for at, (a, b) in enumerate(pairwise(nodes), 1):
        for subject, object_, _, data in between(graph, a, b):
            yield Step(
                number, at, graph.nodes[subject]["name"], subject, data["predicate"], graph.nodes[object_]["name"],
                object_, year(graph, data)[0], *proof(graph, data, subject, object_),
            )


@question(Guess)
def links(
    graph: nx.MultiDiGraph[str], *, by: str = "adamic-adar", of: str = "", least: int = 2, limit: int = LIMIT
) -> Answer[Guess]:
    """Ties that may be missing: GUESSES from common neighbours, no facts; something to ask about.

    Method: Adamic & Adar (Social Networks 25, 2003) or resource allocation (Zhou et al. 2009) on the ties projection,
    over common neighbours with at most MOST_TIES ties, between types that facts of the graph join so.
    least is how many such neighbours a guess needs.
    """
    require(graph)
    choice(by, WEIGHTS, "measure")
    net, usual = graphs.ties(graph), _usual(graph)
    degrees = {n: net.degree(n) for n in net if 1 < net.degree(n) <= MOST_TIES}
    weight = {n: 1 / math.log(d) if by == "adamic-adar" else 1 / d for n, d in degrees.items()}
    sources = [find(graph, of)] if of else sorted(net)
    best: list[tuple[float, str, str]] = []
    for one in sources:
        best.extend(_candidates(graph, net, one, weight, usual, bool(of), least, limit))
        if limit and len(best) > 50 * limit:
            best = sorted(best, key=lambda g: _order(graph, g))[:limit]
    best.sort(key=lambda g: _order(graph, g))
    shown = best[:limit] if limit else best
    rows = tuple(
        _guess(graph, net, place, guess, weight, usual)
        for place, guess in zip(ranks([g[0] for g in shown]), shown, strict=True)
    )
    return Answer(rows, (note("ties"), note("guesses"), note("busy", most=MOST_TIES)))


def _order(graph: nx.MultiDiGraph[str], guess: tuple[float, str, str]) -> tuple[float, str, str, str, str]:
    score, one, other = guess
    return (-score, graph.nodes[one]["name"], graph.nodes[other]["name"], one, other)


def _usual(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], str]:
    """(type, type) → the predicate of GUESSED that most often joins such a subject and object here."""
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for a, b, data in graph.edges(data=True):
        if data["predicate"] in GUESSED:
            counted[graph.nodes[a]["type"], graph.nodes[b]["type"]][data["predicate"]] += 1
    return {types: min(found, key=lambda p: (-found[p], p)) for types, found in counted.items()}


def _candidates(
    graph: nx.MultiDiGraph[str], net: nx.Graph[str], one: str, weight: Mapping[str, float],
    usual: Mapping[tuple[str, str], str], both_ways: bool, least: int, limit: int,
) -> list[tuple[float, str, str]]:
    """(score, subject, object) of the best pairs of one node with those two steps away."""
    scores: dict[str, float] = defaultdict(float)
    common: Counter[str] = Counter()
    tied, kind = net[one], graph.nodes[one]["type"]
    for middle in tied:
        if middle in weight:
            for other in net[middle]:
                scores[other] += weight[middle]
                common[other] += 1
    found = []
    for other, score in scores.items():
        if other == one or other in tied or common[other] < least or not (both_ways or one < other):
            continue
        other_kind = graph.nodes[other]["type"]
        if (kind, other_kind) in usual:
            found.append((round(score, DECIMALS), one, other))
        elif (other_kind, kind) in usual:
            found.append((round(score, DECIMALS), other, one))
    if limit and len(found) > limit:
        found.sort(key=lambda g: _order(graph, g))
        return found[:limit]
    return found


def _guess(
    graph: nx.MultiDiGraph[str], net: nx.Graph[str], place: int, guess: tuple[float, str, str],
    weight: Mapping[str, float], usual: Mapping[tuple[str, str], str],
) -> Guess:
    """A row from (score, subject, object); the common neighbours that weigh most come first."""
    score, one, other = guess
    common = sorted((n for n in net[one] if n in net[other] and n in weight), key=lambda n: (-weight[n], n))
    predicate = usual[graph.nodes[one]["type"], graph.nodes[other]["type"]]
    return Guess(
        place, graph.nodes[one]["name"], one, predicate, graph.nodes[other]["name"], other, score, names(graph, common)
    )
