"""The standard measures agree with independent implementations: igraph and rustworkx."""

from __future__ import annotations

import math
from itertools import combinations

import igraph
import networkx as nx
import pytest
import rustworkx

from kg import analyses
from kg import graph as graphs
from kg.analyses.central import betweenness, bridge_sizes, constraint
from kg.analyses.communities import find as louvain
from tests.bench.generate import knowledge


@pytest.fixture(scope="module", params=[(60, 90, 1), (200, 420, 2), (400, 1600, 3)], ids=["thin", "middle", "dense"])
def made(request: pytest.FixtureRequest) -> nx.MultiDiGraph[str]:
    nodes, facts, seed = request.param
    return graphs.of(knowledge(nodes, facts, seed))


@pytest.fixture(scope="module")
def net(made: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    return graphs.ties(made)


@pytest.fixture(scope="module")
def other(net: nx.Graph[str]) -> igraph.Graph:
    """The same graph in igraph; vertex i is the i-th node."""
    order = {node: at for at, node in enumerate(net)}
    edges = [(order[a], order[b]) for a, b in net.edges()]
    return igraph.Graph(len(order), edges, edge_attrs={"weight": [data["weight"] for *_, data in net.edges(data=True)]})


def test_pagerank(made: nx.MultiDiGraph[str], net: nx.Graph[str], other: igraph.Graph) -> None:
    expected = dict(zip(net, other.pagerank(weights="weight"), strict=True))
    for row in analyses.central(made, limit=0):
        assert row.pagerank == pytest.approx(expected[row.id], abs=2e-6)


def test_betweenness(net: nx.Graph[str], other: igraph.Graph) -> None:
    size = len(net)
    found, _ = betweenness(net, exact=True)
    expected = other.betweenness(directed=False)
    for node, value in zip(net, expected, strict=True):
        assert found[node] == pytest.approx(value / ((size - 1) * (size - 2) / 2), abs=1e-9)
    assert nx.betweenness_centrality(net) == pytest.approx(found, abs=1e-12)


def test_sampled_betweenness_comes_near(net: nx.Graph[str]) -> None:
    exact = nx.betweenness_centrality(net)
    sampled = nx.betweenness_centrality(net, k=len(net) // 2, seed=1)
    best = sorted(exact, key=lambda node: (-exact[node], node))[:10]
    again = sorted(sampled, key=lambda node: (-sampled[node], node))[:20]
    assert len(set(best) & set(again)) >= 8


def test_constraint(net: nx.Graph[str], other: igraph.Graph) -> None:
    library = nx.constraint(net, weight="weight")
    for node, value in zip(net, other.constraint(weights="weight"), strict=True):
        if net.degree(node):
            assert constraint(net, node) == pytest.approx(value, abs=1e-6)
            assert constraint(net, node) == pytest.approx(library[node], abs=1e-6)


def test_articulation_points(made: nx.MultiDiGraph[str], net: nx.Graph[str], other: igraph.Graph) -> None:
    order = list(net)
    cut = {order[at] for at in other.articulation_points()}
    for across in ("district", "trade"):
        for row in analyses.brokers(made, across=across, limit=30):
            assert (row.parts > 1) == (row.id in cut)
            without = nx.Graph(net)
            without.remove_node(row.id)
            assert row.parts == len({frozenset(nx.node_connected_component(without, n)) for n in net[row.id]})


def test_bridges_and_their_sides(net: nx.Graph[str], other: igraph.Graph) -> None:
    order = list(net)
    ends = [other.es[edge].tuple for edge in other.bridges()]
    expected = {(min(order[a], order[b]), max(order[a], order[b])) for a, b in ends}
    found = bridge_sizes(net)
    assert {(a, b) for a, b, *_ in found} == expected
    for a, b, on_a, on_b in found:
        cut = nx.Graph(net)
        cut.remove_edge(a, b)
        assert (on_a, on_b) == (len(nx.node_connected_component(cut, a)), len(nx.node_connected_component(cut, b)))


def test_components(made: nx.MultiDiGraph[str], other: igraph.Graph) -> None:
    expected = sorted(map(len, other.connected_components()), reverse=True)
    assert [row.size for row in analyses.components(made, limit=0)] == expected


def test_communities_are_as_good_as_igraphs(net: nx.Graph[str], other: igraph.Graph) -> None:
    found = louvain(net)
    order = {node: at for at, node in enumerate(net)}
    membership = [0] * len(order)
    for number, members in enumerate(found):
        for node in members:
            membership[order[node]] = number
    ours = other.modularity(membership, weights="weight")
    assert ours >= 0.97 * other.community_multilevel(weights="weight").modularity


def test_adamic_adar(made: nx.MultiDiGraph[str], net: nx.Graph[str], other: igraph.Graph) -> None:
    order = {node: at for at, node in enumerate(net)}
    rows = analyses.links(made, least=1, limit=0).rows
    scores = other.similarity_inverse_log_weighted()
    assert rows
    for row in rows:
        assert row.score == pytest.approx(scores[order[row.id]][order[row.other_id]], abs=2e-6)
        assert not net.has_edge(row.id, row.other_id)


def test_paths(made: nx.MultiDiGraph[str], net: nx.Graph[str], other: igraph.Graph) -> None:
    order = list(net)
    for one, two in combinations(range(0, len(order), len(order) // 6), 2):
        every = other.get_all_shortest_paths(one, two)
        if not every:
            with pytest.raises(analyses.Unanswerable, match="different parts"):
                analyses.path(made, order[one], order[two])
            continue
        answer = analyses.path(made, order[one], order[two], limit=0)
        assert max(row.path for row in answer) == len(every)
        assert max(row.step for row in answer) == len(every[0]) - 1


def test_paths_longer_than_the_shortest(made: nx.MultiDiGraph[str], net: nx.Graph[str]) -> None:
    order = sorted(net, key=lambda node: (-net.degree(node), node))
    one, two = order[0], order[-1] if nx.has_path(net, order[0], order[-1]) else order[5]
    number = {node: at for at, node in enumerate(net)}
    fast = rustworkx.PyGraph(multigraph=False)
    fast.add_nodes_from(list(net))
    fast.add_edges_from_no_data([(number[a], number[b]) for a, b in net.edges()])
    longest = nx.shortest_path_length(net, one, two) + 1
    expected = rustworkx.all_simple_paths(fast, number[one], number[two], cutoff=longest + 1)
    answer = analyses.path(made, one, two, longer=1, limit=0)
    assert max(row.path for row in answer) == len(expected)


@pytest.mark.parametrize("name", ["districts", "organisations"])
def test_projection(made: nx.MultiDiGraph[str], name: str) -> None:
    kind = {"districts": "District", "organisations": "Organisation"}[name]
    held = graphs.holdings(made, kind)
    nodes = [*held, *sorted({thing for things in held.values() for thing in things})]
    at = {node: place for place, node in enumerate(nodes)}
    edges = [(at[holder], at[thing]) for holder, things in held.items() for thing in things]
    flat = igraph.Graph(len(nodes), edges)
    flat.vs["type"] = [node not in held for node in nodes]
    expected = flat.bipartite_projection(which=0)
    found = graphs.project(made, name)
    assert found.number_of_edges() == expected.ecount()
    for edge in expected.es:
        assert len(found[nodes[edge.source]][nodes[edge.target]]["shared"]) == edge["weight"]
    bipartite: nx.Graph[str] = nx.Graph((holder, thing) for holder, things in held.items() for thing in things)
    newman = nx.bipartite.collaboration_weighted_projected_graph(bipartite, list(held))
    for a, b, data in found.edges(data=True):
        assert data["weight"] == pytest.approx(newman[a][b]["weight"])


def test_alike_by_brute_force(made: nx.MultiDiGraph[str]) -> None:
    held = {holder: set(things) for holder, things in graphs.holdings(made, "Organisation").items()}
    rows = analyses.alike(made, limit=0).rows
    assert len(rows) == sum(bool(held[a] & held[b]) for a, b in combinations(sorted(held), 2))
    many = {thing: sum(thing in things for things in held.values()) for thing in set().union(*held.values())}
    for row in rows:
        shared, every = held[row.id] & held[row.other_id], held[row.id] | held[row.other_id]
        weight = [sum(math.log(1 + len(held) / many[t]) for t in things) for things in (shared, every)]
        assert (row.shared, row.similarity) == (len(shared), pytest.approx(weight[0] / weight[1], abs=2e-6))
    assert analyses.alike(made, limit=7).rows == rows[:7]
