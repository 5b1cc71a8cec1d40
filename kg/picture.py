"""Where the picture puts each thing: neighbourhoods, order of strength, and coordinates.

Nodes are integers 0 … n-1, links are pairs of them.  Everything here is a pure function of its
arguments, uses no library's random numbers in an order that could change, and only + - * / and
square roots, so that the same graph gives the same coordinates on every machine.

Coordinates come from stress minimisation by stochastic gradient descent (Zheng, Pawar and
Goodman, "Graph Drawing by Stochastic Gradient Descent", IEEE TVCG 2019) over what the page shows
at first; all other nodes hang around these.
"""

from __future__ import annotations

import heapq
import math
import random
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import networkx as nx

Point = tuple[float, float]

FIRST = 150
"""What one can read at first sight, and what the page shows at first."""

FOLD = 5
"""From this many on, the page folds a hub's leaves into one node."""

BUBBLES = 60
"""Neighbourhoods that the overview of a large graph shows."""

BUBBLE = (150.0, 128.0)
"""Width and height that a neighbourhood drawn as one node takes."""

STEP = 120.0
"""Pixels of one link within a neighbourhood: a label of eight Chinese characters at 12 px, and air."""

ACROSS = 1.6
"""A link between two neighbourhoods is this many times as long, so that neighbourhoods show."""

BOX = (118.0, 64.0)
"""Width and height, in pixels, that a node and its label take."""

ROUNDS = 24
SEED = 20191

# Cosine and sine of the golden angle; turning by multiplication keeps libm's sine out of the coordinates.
_TURN = (-0.7373688780783197, 0.6754902942615238)


@dataclass(frozen=True, slots=True)
class Picture:
    """places: pixels, x to the right and y down; communities: number of each node's neighbourhood,
    0 the largest; order: all nodes, the one to show first foremost; bubbles: the place of each of
    the largest neighbourhoods where these are drawn as one node each."""

    places: tuple[tuple[int, int], ...]
    communities: tuple[int, ...]
    order: tuple[int, ...]
    bubbles: tuple[tuple[int, int], ...]


def draw(size: int, links: Iterable[tuple[int, int]]) -> Picture:
    """The picture of size nodes; links may repeat and loop, their direction does not matter."""
    near = _neighbours(size, links)
    groups = _communities(near)
    home = [0] * size
    for number, group in enumerate(groups):
        for node in group:
            home[node] = number
    order = _order(near, groups)
    return Picture(_rounded(_places(near, home, order)), tuple(home), order, _rounded(_bubbles(near, home, groups)))


def _rounded(places: Iterable[Point]) -> tuple[tuple[int, int], ...]:
    return tuple((round(x), round(y)) for x, y in places)


def _neighbours(size: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    found: list[set[int]] = [set() for _ in range(size)]
    for a, b in links:
        if a != b:
            found[a].add(b)
            found[b].add(a)
    return [sorted(nodes) for nodes in found]


def _communities(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """Louvain's communities, largest first; a node without neighbours is one by itself."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(node for node, others in enumerate(near) if others)
    graph.add_edges_from((a, b) for a, others in enumerate(near) for b in others if a < b)
    found = nx.community.louvain_communities(graph, seed=SEED) if graph else []
    lone = [{node} for node, others in enumerate(near) if not others]
    return sorted((sorted(group) for group in [*found, *lone]), key=lambda group: (-len(group), group[0]))


def leaves(near: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Hub → its leaves, for every hub with FOLD leaves or more."""
    found: dict[int, list[int]] = defaultdict(list)
    for node, others in enumerate(near):
        if len(others) == 1 and len(near[others[0]]) > 1:
            found[others[0]].append(node)
    return {hub: nodes for hub, nodes in found.items() if len(nodes) >= FOLD}


# ---- which node first

def _order(near: Sequence[Sequence[int]], groups: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Strongest of each neighbourhood first, large neighbourhoods more often, lone nodes last.

    Node k of a neighbourhood of m stands at (k + 1) / √m, so that 150 nodes hold about √m of each.
    """
    folded = {leaf for nodes in leaves(near).values() for leaf in nodes}
    keyed: list[tuple[bool, bool, float, int, int]] = []
    for number, group in enumerate(groups):
        weight = math.sqrt(len(group))
        for k, node in enumerate(_growth(near, group, folded)):
            keyed.append((not near[node], node in folded, (k + 1) / weight, number, node))
    return tuple(node for *_, node in sorted(keyed))


def _growth(near: Sequence[Sequence[int]], group: Sequence[int], folded: set[int]) -> list[int]:
    """A neighbourhood from its strongest node outwards: each next node touches one before it."""
    inside, seen, grown = set(group), set[int](), list[int]()
    strength = {node: (node in folded, -len(near[node]), node) for node in group}
    for start in sorted(group, key=strength.__getitem__):
        heap = [] if start in seen else [(strength[start], start)]
        seen.add(start)
        while heap:
            _, node = heapq.heappop(heap)
            grown.append(node)
            for other in near[node]:
                if other in inside and other not in seen:
                    seen.add(other)
                    heapq.heappush(heap, (strength[other], other))
    return grown


# ---- where each node stands

def _places(near: Sequence[Sequence[int]], home: Sequence[int], order: Sequence[int]) -> list[Point]:
    """The first nodes laid out by their links, all others around the nearest of them."""
    folded = {leaf for nodes in leaves(near).values() for leaf in nodes}
    first = [node for node in order if near[node] and node not in folded][:FIRST]
    placed: dict[int, Point] = {}
    lengths = _lengths(sorted(first), near, home)
    parts = [_separated(_turned(_stress(part, lengths))) for part in _components(sorted(first), near)]
    for part in _packed(parts):
        placed.update(part)
    _hang(placed, near, order)
    return [placed[node] for node in range(len(near))]


def _bubbles(near: Sequence[Sequence[int]], home: Sequence[int], groups: Sequence[Sequence[int]]) -> list[Point]:
    """The largest neighbourhoods laid out by the links between them."""
    shown = range(min(len(groups), BUBBLES))
    lengths: dict[int, dict[int, float]] = {number: {} for number in shown}
    for number in shown:
        for other in {home[other] for node in groups[number] for other in near[node]}:
            if other != number and other in lengths:
                lengths[number][other] = STEP * 1.6
    links = {number: sorted(others) for number, others in lengths.items()}
    parts = [_separated(_turned(_stress(part, lengths)), BUBBLE) for part in _components(list(shown), links)]
    placed = {number: place for part in _packed(parts) for number, place in part.items()}
    return [placed[number] for number in shown]


def _hang(placed: dict[int, Point], near: Sequence[Sequence[int]], order: Sequence[int]) -> None:
    """Every other node in a sunflower around what it hangs on; parts with no first node in rows beneath."""
    rank = {node: k for k, node in enumerate(order)}
    ring = sorted(placed, key=rank.__getitem__)
    bottom = max((y for _, y in placed.values()), default=0.0) + 3 * BOX[1]
    left, right = (side((x for x, _ in placed.values()), default=0.0) for side in (min, max))
    columns, rows = max(int((right - left) / (BOX[0] * 1.3)), 12), 0
    waiting = deque(node for node in order if node not in placed)
    while ring or waiting:
        while ring:
            ring = _hang_on(ring, placed, near, rank)
        while waiting and waiting[0] in placed:
            waiting.popleft()
        if waiting:
            node = waiting.popleft()
            placed[node] = (left + rows % columns * BOX[0] * 1.3, bottom + rows // columns * BOX[1] * 1.3)
            rows += 1
            ring = [node]


def _hang_on(
    ring: Sequence[int], placed: dict[int, Point], near: Sequence[Sequence[int]], rank: Mapping[int, int]
) -> list[int]:
    """Places the neighbours of a ring's nodes that have no place yet; returns them."""
    grown = []
    for node in ring:
        new = sorted((other for other in near[node] if other not in placed), key=rank.__getitem__)
        x, y = placed[node]
        for other, (dx, dy) in zip(new, _spiral(STEP * 0.3, len(new), skip=3), strict=True):
            placed[other] = (x + dx, y + dy)
        grown.extend(new)
    return grown


def _components(nodes: Sequence[int], near: Sequence[Sequence[int]] | Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Connected parts among these nodes, largest first."""
    left, parts = set(nodes), []
    for start in nodes:
        if start not in left:
            continue
        left.discard(start)
        part, queue = [start], deque([start])
        while queue:
            for other in near[queue.popleft()]:
                if other in left:
                    left.discard(other)
                    part.append(other)
                    queue.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _lengths(
    nodes: Sequence[int], near: Sequence[Sequence[int]], home: Sequence[int]
) -> dict[int, dict[int, float]]:
    """The wanted pixels of each link among nodes: longer across neighbourhoods and at nodes of many links."""
    inside = set(nodes)
    links = {node: [other for other in near[node] if other in inside] for node in nodes}
    crowd = {node: 1 + 0.12 * math.sqrt(max(len(others) - 4, 0)) for node, others in links.items()}
    return {
        node: {
            other: STEP * (1.0 if home[node] == home[other] else ACROSS) * max(crowd[node], crowd[other])
            for other in others
        }
        for node, others in links.items()
    }


def _stress(nodes: Sequence[int], lengths: dict[int, dict[int, float]]) -> dict[int, Point]:
    """Coordinates whose distances come as near as they can to the graph's distances."""
    index = {node: k for k, node in enumerate(nodes)}
    terms = _terms(nodes, lengths, index)
    x, y = _start(len(nodes))
    if terms:
        longest, shortest = max(d for *_, d in terms), min(d for *_, d in terms)
        dice = random.Random(SEED)
        for round_ in range(ROUNDS):
            rate = longest * longest * (0.1 * shortest * shortest / (longest * longest)) ** (round_ / (ROUNDS - 1))
            dice.shuffle(terms)
            for a, b, wanted in terms:
                dx, dy = x[a] - x[b], y[a] - y[b]
                now = math.sqrt(dx * dx + dy * dy) or 1e-6
                move = min(rate / (wanted * wanted), 1.0) * (now - wanted) / (2 * now)
                x[a] -= move * dx
                y[a] -= move * dy
                x[b] += move * dx
                y[b] += move * dy
    return {node: (x[k], y[k]) for node, k in index.items()}


def _start(size: int) -> tuple[list[float], list[float]]:
    """Points of a sunflower: near one another, never on one another."""
    x, y = [], []
    for px, py in _spiral(STEP / 2, size):
        x.append(px)
        y.append(py)
    return x, y


def _spiral(step: float, size: int, skip: int = 0) -> list[Point]:
    """size points of a sunflower around the origin, step pixels apart, the first skip left out."""
    cos, sin, points = 1.0, 0.0, []
    for k in range(size + skip):
        if k >= skip:
            distance = step * math.sqrt(k + 0.5)
            points.append((distance * cos, distance * sin))
        cos, sin = cos * _TURN[0] - sin * _TURN[1], cos * _TURN[1] + sin * _TURN[0]
    return points


def _terms(
    nodes: Sequence[int], lengths: dict[int, dict[int, float]], index: dict[int, int]
) -> list[tuple[int, int, float]]:
    """(a, b, wanted distance) for all pairs of nodes."""
    return [
        (index[source], index[node], distance)
        for source in nodes
        for node, distance in sorted(_distances(source, lengths).items())
        if index[source] < index[node]
    ]


def _distances(source: int, lengths: dict[int, dict[int, float]]) -> dict[int, float]:
    """Dijkstra's distances from source."""
    done: dict[int, float] = {}
    heap = [(0.0, source)]
    while heap:
        distance, node = heapq.heappop(heap)
        if node in done:
            continue
        done[node] = distance
        for other, length in lengths[node].items():
            if other not in done:
                heapq.heappush(heap, (distance + length, other))
    return done


def _separated(places: dict[int, Point], box: tuple[float, float] = BOX, rounds: int = 60) -> dict[int, Point]:
    """The same picture with nodes pushed apart until their boxes no longer overlap (or rounds end)."""
    x = {node: place[0] for node, place in places.items()}
    y = {node: place[1] for node, place in places.items()}
    width, height = box
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node in places:
            cells[math.floor(x[node] / width), math.floor(y[node] / height)].append(node)
        moved = False
        for (column, row), nodes in cells.items():
            beside = [n for dc in (0, 1) for dr in (-1, 0, 1) if (dc, dr) > (0, -1)
                      for n in cells.get((column + dc, row + dr), ()) if (dc, dr) != (0, 0)]
            for k, a in enumerate(nodes):
                for b in [*nodes[k + 1 :], *beside]:
                    over_x, over_y = width - abs(x[a] - x[b]), height - abs(y[a] - y[b])
                    if over_x <= 0.5 or over_y <= 0.5:
                        continue
                    moved = True
                    if over_x / width < over_y / height:
                        push = over_x / 2 if (x[a], a) > (x[b], b) else -over_x / 2
                        x[a] += push
                        x[b] -= push
                    else:
                        push = over_y / 2 if (y[a], a) > (y[b], b) else -over_y / 2
                        y[a] += push
                        y[b] -= push
        if not moved:
            break
    return {node: (x[node], y[node]) for node in places}


# ---- parts beside one another

Cell = tuple[int, int]

_CELL = 62.0
"""Pixels of the squares in which parts are fitted together: half a node's box."""

_WIDE = 1.5
"""A screen is this many times as wide as high."""


def _turned(placed: dict[int, Point]) -> dict[int, Point]:
    """The part with its middle at 0 and its longest extent from left to right."""
    middle_x = sum(x for x, _ in placed.values()) / len(placed)
    middle_y = sum(y for _, y in placed.values()) / len(placed)
    points = {node: (x - middle_x, y - middle_y) for node, (x, y) in placed.items()}
    xx = sum(x * x for x, _ in points.values())
    yy = sum(y * y for _, y in points.values())
    xy = sum(x * y for x, y in points.values())
    # cos 2a and sin 2a of the main axis's angle a, then the half angle by square roots alone
    length = math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy)
    if length < 1e-9:
        return points
    cos = math.sqrt((1 + (xx - yy) / length) / 2)
    sin = math.sqrt((1 - (xx - yy) / length) / 2) * (1 if xy >= 0 else -1)
    return {node: (x * cos + y * sin, y * cos - x * sin) for node, (x, y) in points.items()}


def _packed(parts: Sequence[dict[int, Point]]) -> list[dict[int, Point]]:
    """Parts fitted together, each as near to the middle of the first as it finds room."""
    taken: set[Cell] = set()
    out = []
    for placed in parts:
        cells = _cells(placed)
        column, row = next(
            (a, b) for a, b in _outwards() if all((a + own[0], b + own[1]) not in taken for own in cells)
        )
        taken.update((a + column, b + row) for a, b in cells)
        out.append({node: (x + column * _CELL, y + row * _CELL) for node, (x, y) in placed.items()})
    return out


def _cells(placed: dict[int, Point]) -> list[Cell]:
    """The squares that a part's nodes, labels and the air around them cover."""
    found: set[Cell] = set()
    for x, y in placed.values():
        column, row = math.floor(x / _CELL), math.floor(y / _CELL)
        found.update((column + a, row + b) for a in (-2, -1, 0, 1, 2) for b in (-1, 0, 1))
    return sorted(found)


def _outwards() -> Iterator[Cell]:
    """All squares, ring by ring, rings as wide as a screen."""
    for ring in count():
        wide = round(ring * _WIDE)
        edge = [(column, row) for column in range(-wide, wide + 1) for row in (-ring, ring)]
        edge += [(column, row) for row in range(-ring + 1, ring) for column in (-wide, wide)]
        if ring and wide - round((ring - 1) * _WIDE) > 1:
            edge += [(column, row) for row in range(-ring + 1, ring) for column in (1 - wide, wide - 1)]
        yield from sorted(set(edge), key=lambda cell: (cell[0] * cell[0] + cell[1] * cell[1] * _WIDE * _WIDE, cell))
