"""Who is central, who stands between groups, and which ties hold the graph together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from kg import graph as graphs
from kg import lexicon
from kg.analyses.facts import between, proof
from kg.analyses.question import (
    DECIMALS,
    LIMIT,
    Answer,
    Note,
    Unanswerable,
    choice,
    names,
    note,
    question,
    ranks,
    require,
    top,
)

SEED = 1
PIVOTS = 64
"""Sources that stand for all in sampled betweenness: 64 end in about a minute at 500,000 ties."""
EXACT_WORK = 10_000_000
"""Nodes × ties up to which betweenness is exact: some seconds in networkx (3 s at 1,000 × 5,000, November 2026)."""
FEASIBLE_WORK = 20_000_000_000
"""The same limit for exact betweenness when asked for: an hour of rustworkx on 2 cores."""
SLOW_WORK = 1_000_000_000
"""And without rustworkx: ten minutes."""
MEASURES = ("pagerank", "degree", "facts", "betweenness")
ACROSS = ("district", "trade", "kind")
ACTING = ("Organisation", "Person", "District", "Program", "Event")
"""Who can be a broker: an award or a law joins its holders, but brings nobody together."""


@dataclass(frozen=True, slots=True)
class Connected:
    """An entity and with how many others (degree) in how many facts it stands, in how many articles."""

    rank: int
    name: str
    id: str
    type: str
    degree: int
    facts: int
    articles: int


@dataclass(frozen=True, slots=True)
class Central:
    """An entity's place by several measures on the ties projection; betweenness in 0..1, pagerank sums to 1."""

    rank: int
    name: str
    id: str
    type: str
    degree: int
    facts: int
    pagerank: float
    betweenness: float


@dataclass(frozen=True, slots=True)
class Broker:
    """Who joins groups that are not joined without it.

    open_pairs: pairs of neighbours in different groups with no tie of their own; constraint: Burt's,
    low for brokers; parts: components its neighbours fall into when it is gone (over 1: an
    articulation point).
    """

    rank: int
    name: str
    id: str
    type: str
    groups: tuple[str, ...]
    open_pairs: int
    constraint: float
    parts: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """The only tie between two parts; smaller: entities that it alone joins to the rest of their component."""

    rank: int
    name: str
    id: str
    other: str
    other_id: str
    predicates: tuple[str, ...]
    smaller: int
    larger: int
    sentence: str
    page: str
    start: int
    end: int


def _of_type(graph: nx.MultiDiGraph[str], type: str) -> frozenset[str]:
    """The nodes of a type, all for ""; raises Unanswerable where there are none."""
    found = frozenset(node for node, data in graph.nodes(data=True) if type in ("", data["type"]))
    if not found:
        known = sorted({data["type"] for _, data in graph.nodes(data=True)})
        raise Unanswerable(f"no entity of type {type!r} in this graph; there are: {', '.join(known)}")
    return found


@question(Connected)
def connected(graph: nx.MultiDiGraph[str], *, type: str = "", limit: int = LIMIT) -> Answer[Connected]:
    """The entities that stand in facts with the most others.

    Method: degree on the ties projection (Freeman, Social Networks 1, 1978), ties by facts, then name.
    """
    require(graph)
    net, wanted = graphs.ties(graph), _of_type(graph, type)
    facts, degree = dict(net.degree(weight="weight")), dict(net.degree())
    order = sorted(wanted, key=lambda n: (-degree[n], -facts[n], graph.nodes[n]["name"], n))
    order = order[:limit] if limit else order
    places = ranks([degree[n] for n in order])
    rows = (
        Connected(
            place, graph.nodes[n]["name"], n, graph.nodes[n]["type"], degree[n], int(facts[n]), _articles(graph, n)
        )
        for place, n in zip(places, order, strict=True)
    )
    more = [note("more", shown=limit, all=len(wanted))] if len(wanted) > len(order) else []
    return Answer(tuple(rows), (note("ties"), *more))


def _articles(graph: nx.MultiDiGraph[str], node: str) -> int:
    """In how many articles the node's facts stand."""
    edges = [*graph.in_edges(node, data=True), *graph.out_edges(node, data=True)]
    return len({article for _, _, data in edges for article in data["articles"]})


@question(Central)
def central(
    graph: nx.MultiDiGraph[str], *, by: str = "pagerank", type: str = "", exact: bool = False, pivots: int = PIVOTS,
    limit: int = LIMIT,
) -> Answer[Central]:
    """Who is central: degree, facts, PageRank and betweenness on the ties projection.

    PageRank: Brin & Page 1998, damping 0.85, ties weighted by facts.  Betweenness: Brandes 2001, unweighted,
    normalised; from pivots sources (Brandes & Pich 2007, fixed seed) on large graphs unless exact.
    """
    require(graph)
    choice(by, MEASURES, "measure")
    net, wanted = graphs.ties(graph), _of_type(graph, type)
    rank = nx.pagerank(net, alpha=0.85, max_iter=200, tol=1e-10)
    middle, how = betweenness(net, exact, pivots)
    facts = dict(net.degree(weight="weight"))
    scores: dict[str, Mapping[str, float]] = {
        "pagerank": {n: round(rank[n], DECIMALS) for n in net},
        "betweenness": {n: round(middle[n], DECIMALS) for n in net},
        "degree": dict(net.degree()),
        "facts": facts,
    }
    score = scores[by]
    order = sorted(wanted, key=lambda n: (-score[n], graph.nodes[n]["name"], n))
    rows = (
        Central(
            place, graph.nodes[n]["name"], n, graph.nodes[n]["type"], net.degree(n), int(facts[n]),
            scores["pagerank"][n], scores["betweenness"][n],
        )
        for place, n in zip(ranks([score[n] for n in order]), order, strict=True)
    )
    return top(rows, limit, len(order), note("ties"), how)


def betweenness(net: nx.Graph[str], exact: bool = False, pivots: int = PIVOTS) -> tuple[dict[str, float], Note]:
    """Betweenness of every node in 0..1 and how it was found; the mode depends on the graph's size alone.

    rustworkx (pip install 'pressgraph[fast]') computes the exact mode where it is installed: the same figures.
    Raises Unanswerable where exact is asked for and would take hours.
    """
    work = net.number_of_nodes() * max(net.number_of_edges(), 1)
    if work > EXACT_WORK and not exact:
        sample = min(pivots, net.number_of_nodes())
        return nx.betweenness_centrality(net, k=sample, seed=SEED), note("sampled", pivots=sample)
    try:
        import rustworkx
    except ImportError:
        if work > SLOW_WORK:
            raise Unanswerable(
                "exact betweenness takes hours on a graph of this size: leave --exact out (sampled, --pivots N), "
                "or pip install 'pressgraph[fast]'"
            ) from None
        return nx.betweenness_centrality(net), note("exact")
    if work > FEASIBLE_WORK:
        raise Unanswerable("exact betweenness takes hours on a graph of this size: leave --exact out (--pivots N)")
    order = list(net)
    number = {node: at for at, node in enumerate(order)}
    fast = rustworkx.PyGraph(multigraph=False)
    fast.add_nodes_from(order)
    fast.add_edges_from_no_data([(number[a], number[b]) for a, b in net.edges()])
    found = rustworkx.betweenness_centrality(fast)
    return {node: found[at] for at, node in enumerate(order)}, note("exact")


def trade(name: str) -> str:
    """The trade that a company's name says (lexicons/trades.tsv), "" for none; the last word in the name decides."""
    found = [(name.rfind(word), len(word), trade) for word, trade, *_ in _trades() if word in name]
    return max(found, default=(0, 0, ""))[2]


def _trades() -> tuple[list[str], ...]:
    """The rows of lexicons/trades.tsv: word, trade, note."""
    return tuple(cells for _, cells in lexicon.rows("trades"))


def groups(graph: nx.MultiDiGraph[str], across: str) -> dict[str, str]:
    """Node → its group: the id of the first district it lies in, its trade, or its kind; none for the others."""
    if across == "district":
        return {node: home[0] for node, home in graphs.homes(graph).items()}
    if across == "kind":
        return {n: data["kind"] for n, data in graph.nodes(data=True) if data["kind"]}
    found = {n: trade(data["name"]) for n, data in graph.nodes(data=True) if data["type"] == "Organisation"}
    return {node: name for node, name in found.items() if name}


@question(Broker)
def brokers(
    graph: nx.MultiDiGraph[str], *, across: str = "district", type: str = "", limit: int = LIMIT
) -> Answer[Broker]:
    """Who joins groups (districts, trades or kinds of body) that would not be joined without it.

    Method: open pairs of neighbours in different groups (after Gould & Fernandez, Sociological Methodology
    19, 1989), then constraint (Burt, Structural Holes, 1992) and articulation points (Tarjan 1972), all on the ties
    projection.  Without type the brokers are those who act (ACTING); across districts a district is itself a group,
    so it is no broker.
    """
    require(graph)
    choice(across, ACROSS, "group")
    net, group = graphs.ties(graph), groups(graph, across)
    parts: list[set[str]] = list(nx.biconnected_components(net))  # type: ignore[arg-type]  # the stub says lists
    cuts = Counter(node for part in parts for node in part)
    own = across == "district"
    types = ({type} if type else set(ACTING)) - ({"District"} if own else set())
    candidates = [n for n in _of_type(graph, type) if graph.nodes[n]["type"] in types]
    above = graphs.above(graph) if own else {}
    pairs = {n: open_pairs(net, group, n, above) for n in candidates}
    order = sorted((n for n in candidates if pairs[n]), key=lambda n: (-pairs[n], graph.nodes[n]["name"], n))
    shown = order[:limit] if limit else order
    rows = [
        Broker(
            place, graph.nodes[n]["name"], n, graph.nodes[n]["type"],
            tuple(sorted({_group_name(graph, group[m]) for m in net[n] if m in group})), pairs[n], constraint(net, n),
            max(cuts[n], 1),
        )
        for place, n in zip(ranks([pairs[n] for n in shown]), shown, strict=True)
    ]
    more = [note("more", shown=limit, all=len(order))] if len(order) > len(shown) else []
    return Answer(tuple(rows), (note("ties"), note(f"across_{across}", grouped=len(group)), *more))


def _group_name(graph: nx.MultiDiGraph[str], group: str) -> str:
    """A district's name for its id; trades and kinds are names already."""
    return str(graph.nodes[group]["name"]) if group in graph else group


def open_pairs(
    net: nx.Graph[str], group: Mapping[str, str], node: str, above: Mapping[str, frozenset[str]] | None = None
) -> int:
    """How many pairs of a node's neighbours are in different groups and have no tie of their own.

    above names the groups around a group: a city and a zone inside it are no different groups.
    """
    near = {n for n in net[node] if n in group}
    sizes, around = Counter(group[n] for n in near), above or {}
    if len(sizes) < 2:
        return 0
    across = (len(near) ** 2 - sum(size * size for size in sizes.values())) // 2
    nested = sum(size * sizes[up] for one, size in sizes.items() for up in around.get(one, ()) if up in sizes)
    pairs = ((group[n], group[m]) for n in near for m in _common(net, n, near))
    tied = sum(a != b and a not in around.get(b, ()) and b not in around.get(a, ()) for a, b in pairs)
    return across - nested - tied // 2


def _common(net: nx.Graph[str], node: str, near: set[str]) -> list[str]:
    """Which of the near ones a node has a tie with; walks the shorter of the two lists."""
    neighbours = net[node]
    if len(neighbours) < len(near):
        return [other for other in neighbours if other in near]
    return [other for other in near if other in neighbours]


def constraint(net: nx.Graph[str], node: str) -> float:
    """Burt's constraint of one node, weighted; 0 for a node without ties.

    Σ over neighbours j of (p_ij + Σ_q p_iq p_qj)².  networkx has the measure, but takes degree³ steps and needs
    minutes for one hub of 2,000 ties; here it is one walk over the neighbours' ties.  Tests compare the two.
    """
    strength = dict(net.degree([node, *net[node]], weight="weight"))
    share: dict[str, float] = {q: data["weight"] / strength[node] for q, data in sorted(net[node].items())}
    spent, near = dict(share), set(share)
    for q, part in share.items():
        for j in _common(net, q, near):
            spent[j] += part * net[q][j]["weight"] / strength[q]
    return round(sum(value * value for _, value in sorted(spent.items())), DECIMALS)


@question(Bridge)
def bridges(graph: nx.MultiDiGraph[str], *, least: int = 2, limit: int = LIMIT) -> Answer[Bridge]:
    """Ties without which the graph falls apart, with the sentence that states each.

    Method: bridges of the ties projection (Tarjan 1974); least is the size of the smaller part, so that
    entities named in one fact alone do not fill the list.
    """
    require(graph)
    net = graphs.ties(graph)
    found = [cut for cut in bridge_sizes(net) if min(cut[2:]) >= least]
    found.sort(key=lambda cut: (-min(cut[2:]), *names(graph, cut[:2]), cut[:2]))
    places = ranks([min(cut[2:]) for cut in found])
    rows = (_bridge(graph, place, *cut) for place, cut in zip(places, found, strict=True))
    return top(rows, limit, len(found), note("ties"))


def _bridge(graph: nx.MultiDiGraph[str], place: int, a: str, b: str, a_side: int, b_side: int) -> Bridge:
    """A row from a bridge and the sizes of its sides."""
    facts = between(graph, a, b)
    predicates = tuple(sorted({data["predicate"] for *_, data in facts}))
    said = proof(graph, facts[0][3], a, b)
    return Bridge(place, *_pair(graph, a, b), predicates, min(a_side, b_side), max(a_side, b_side), *said)


def _pair(graph: nx.MultiDiGraph[str], a: str, b: str) -> tuple[str, str, str, str]:
    """(name, id, name, id) of two nodes."""
    return graph.nodes[a]["name"], a, graph.nodes[b]["name"], b


def bridge_sizes(net: nx.Graph[str]) -> list[tuple[str, str, int, int]]:
    """(a, b, nodes on a's side, nodes on b's side) of every bridge, a < b.

    A depth-first forest: the nodes below a bridge are its one side, the rest of the component the other.
    """
    cut = {(min(ends), max(ends)) for ends in nx.bridges(net)}
    below: dict[str, int] = {}
    found = []
    for component in nx.connected_components(net):
        root = min(component)
        parent = {child: up for up, child in nx.dfs_edges(net, root)}
        for node in nx.dfs_postorder_nodes(net, root):
            below[node] = below.get(node, 0) + 1
            up = parent.get(node)
            if up is None:
                continue
            below[up] = below.get(up, 0) + below[node]
            if (min(node, up), max(node, up)) in cut:
                sizes = {node: below[node], up: len(component) - below[node]}
                a, b = sorted((node, up))
                found.append((a, b, sizes[a], sizes[b]))
    return sorted(found)
