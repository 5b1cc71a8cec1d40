"""Which entities hang together, what each such community is about, and which parts have no tie at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from kg import graph as graphs
from kg.analyses.central import SEED
from kg.analyses.question import LIMIT, Answer, names, note, question, ranks, require, top

MEMBERS = 5
ABOUT = ("Award", "Program", "Document", "Event", "Product")
"""The types that say what a community is about."""


@dataclass(frozen=True, slots=True)
class Community:
    """A group with more ties inside than out; name is its best tied member's.

    about: the awards, programs, documents, events and products with most of their ties inside; districts: where its
    members lie, most first; inside: share of its members' facts that stay inside, 0..1.
    """

    rank: int
    name: str
    id: str
    size: int
    members: tuple[str, ...]
    about: tuple[str, ...]
    districts: tuple[str, ...]
    inside: float


@dataclass(frozen=True, slots=True)
class Component:
    """Entities joined by facts, directly or over others; name is the best tied member's."""

    rank: int
    name: str
    id: str
    size: int
    facts: int
    members: tuple[str, ...]


def find(net: nx.Graph[str]) -> list[list[str]]:
    """The communities of a weighted graph, each sorted, in the order of their first ids.

    Louvain (Blondel et al. 2008) with a fixed seed, on numbered nodes: sets of numbers have one order, sets
    of strings another on every run.
    """
    order = sorted(net)
    number = {node: at for at, node in enumerate(order)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(order)))
    plain.add_weighted_edges_from(
        sorted((*sorted((number[a], number[b])), data["weight"]) for a, b, data in net.edges(data=True))
    )
    found = nx.community.louvain_communities(plain, seed=SEED)
    return sorted([order[at] for at in sorted(members)] for members in found)


def strongest(net: nx.Graph[str], members: Sequence[str]) -> list[str]:
    """Members by the facts they share with other members, most first, then by name."""
    own = set(members)
    inside = {n: sum(data["weight"] for m, data in net[n].items() if m in own) for n in members}
    return sorted(members, key=lambda n: (-inside[n], net.nodes[n]["name"], n))


@question(Community)
def communities(graph: nx.MultiDiGraph[str], *, least: int = 3, limit: int = LIMIT) -> Answer[Community]:
    """Which entities hang together, and what about.

    Method: Louvain on the ties projection, weighted by facts, seed fixed; communities under least members are
    left out.  A community is called by its best tied member, so its name stays while that one leads.
    """
    require(graph)
    net, home = graphs.ties(graph), graphs.homes(graph)
    found = [members for members in find(net) if len(members) >= least]
    named = [(strongest(net, members), members) for members in found]
    named.sort(key=lambda pair: (-len(pair[1]), graph.nodes[pair[0][0]]["name"], pair[0][0]))
    places = ranks([len(members) for _, members in named])
    rows = (_community(graph, net, home, place, order) for place, (order, _) in zip(places, named, strict=True))
    return top(rows, limit, len(named), note("ties"), note("louvain", all=len(named)))


def _community(
    graph: nx.MultiDiGraph[str], net: nx.Graph[str], home: dict[str, tuple[str, ...]], place: int, order: list[str]
) -> Community:
    """A row from a community's members, best tied first."""
    about = [n for n in order if graph.nodes[n]["type"] in ABOUT]
    at = Counter(district for n in order for district in home.get(n, ()))
    districts = sorted(at, key=lambda n: (-at[n], graph.nodes[n]["name"], n))
    own = set(order)
    inside = sum(data["weight"] for n in order for m, data in net[n].items() if m in own)
    every = sum(net.degree(n, weight="weight") for n in order)
    return Community(
        place, graph.nodes[order[0]]["name"], order[0], len(order), names(graph, order[:MEMBERS]),
        names(graph, about[:MEMBERS]), names(graph, districts[:3]), round(inside / every, 3) if every else 0.0,
    )


@question(Component)
def components(graph: nx.MultiDiGraph[str], *, limit: int = LIMIT) -> Answer[Component]:
    """The parts of the graph with no fact between them, largest first.

    Method: connected components of the ties projection.
    """
    require(graph)
    net = graphs.ties(graph)
    found = [strongest(net, sorted(part)) for part in nx.connected_components(net)]
    found.sort(key=lambda order: (-len(order), graph.nodes[order[0]]["name"], order[0]))
    places = ranks([len(order) for order in found])
    rows = (
        Component(
            place, graph.nodes[order[0]]["name"], order[0], len(order),
            int(sum(net.degree(n, weight="weight") for n in order)) // 2, names(graph, order[:MEMBERS]),
        )
        for place, order in zip(places, found, strict=True)
    )
    return top(rows, limit, len(found), note("ties"))
