"""Districts, companies and their awards: leader boards, ladders, years, who shares what with whom."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import networkx as nx

from kg import graph as graphs
from kg.analyses import facts
from kg.analyses.question import (
    DECIMALS,
    LIMIT,
    Answer,
    Note,
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

THINGS = {"both": ("Award", "Program"), "award": ("Award",), "program": ("Program",)}
HOLDERS = {"district": "District", "organisation": "Organisation"}
UNKNOWN = ""
"""The level or year of an award where nothing tells it."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two districts and what both have; weight: Σ 1/(k−1), k = districts that have it; jaccard: shared of all, 0..1."""

    rank: int
    name: str
    id: str
    other: str
    other_id: str
    shared: int
    weight: float
    jaccard: float
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """A holder's place by awards; the counts are distinct awards, all and by level."""

    rank: int
    name: str
    id: str
    awards: int
    international: int
    national: int
    provincial: int
    municipal: int
    county: int
    unknown: int
    things: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """An entity's awards from the lowest to the highest level.

    steps: "2022 市级 A"; order: "climbed" where every level's year is known and none comes before a lower one's,
    "same_year" where all came at once, "mixed" where a higher level came first, "undated" where a year is missing;
    family: what the names of steps at different levels have in common (绿色工厂), "" for nothing.
    """

    rank: int
    name: str
    id: str
    type: str
    lowest: str
    highest: str
    first: str
    last: str
    order: str
    family: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """One cell of the matrix of districts by awards: in how many facts the district or its organisations have it."""

    name: str
    id: str
    award: str
    award_id: str
    level: str
    facts: int
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Awards given in a year, by level; printed: how many of the years stand in the sentence itself."""

    year: str
    awards: int
    international: int
    national: int
    provincial: int
    municipal: int
    county: int
    unknown: int
    printed: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Two organisations and what both have; similarity: weighted Jaccard, 0..1."""

    rank: int
    name: str
    id: str
    other: str
    other_id: str
    shared: int
    similarity: float
    things: tuple[str, ...]


def _nothing_held(things: Iterable[str]) -> Unanswerable:
    return Unanswerable(f"nobody in this graph holds a thing of type {' or '.join(things)}")


@question(Shared)
def districts(
    graph: nx.MultiDiGraph[str], *, by: str = "both", own: bool = False, limit: int = LIMIT
) -> Answer[Shared]:
    """Which districts share awards and programs, themselves or through organisations lying in them.

    Method: one-mode projection of districts × (awards, programs), Newman's weights (2001): what few have joins more.
    A district and one inside it are no pair.
    """
    require(graph)
    choice(by, tuple(THINGS), "kind of thing")
    held = graphs.holdings(graph, "District", THINGS[by], own)
    if not held:
        raise _nothing_held(THINGS[by])
    net = graphs.project(graph, "districts", THINGS[by], own)
    above = graphs.above(graph)
    pairs = [(a, b, data) for a, b, data in net.edges(data=True) if a not in above[b] and b not in above[a]]
    found = [(a, b, len(data["shared"]), round(data["weight"], DECIMALS), data["shared"]) for a, b, data in pairs]
    found.sort(key=lambda pair: (-pair[2], -pair[3], *names(graph, pair[:2]), pair[:2]))
    rows = (
        Shared(
            place, graph.nodes[a]["name"], a, graph.nodes[b]["name"], b, count, weight,
            round(count / len(held[a].keys() | held[b].keys()), 3), names(graph, shared),
        )
        for place, (a, b, count, weight, shared) in zip(ranks([p[2] for p in found]), found, strict=True)
    )
    told = note("own_only" if own else "through_organisations")
    return top(rows, limit, len(found), told, *_left_out(net.graph["left_out"]))


def _left_out(things: tuple[str, ...]) -> list[Note]:
    """A note where things held by very many were left out of pairs."""
    return [note("left_out", things=len(things), holders=graphs.MOST_HOLDERS)] if things else []


def _counts(levels: Iterable[str]) -> tuple[int, int, int, int, int, int]:
    """How many per level, widest first, unknown last."""
    found = Counter(levels)
    international, national, provincial, municipal, county = (found[level] for level in facts.LEVELS)
    return international, national, provincial, municipal, county, found[UNKNOWN]


@question(Leader)
def leaders(
    graph: nx.MultiDiGraph[str], *, of: str = "district", level: str = "", year: str = "", within: str = "",
    roll_up: bool = False, own: bool = False, limit: int = LIMIT,
) -> Answer[Leader]:
    """Leader board of awards of districts (with their organisations') or organisations, with ties.

    Distinct awards are counted, once per holder however often it was given.  level and year keep only such awards;
    within keeps districts inside one; roll_up also gives a district what the districts in it have.
    """
    require(graph)
    choice(of, tuple(HOLDERS), "holder")
    held = _awards_held(graph, of, own, roll_up)
    if within:
        around, inside = find(graph, within), graphs.above(graph)
        held = {holder: awards for holder, awards in held.items() if around in inside.get(holder, ())}
    levels = {award: facts.level(graph, award) for awards in held.values() for award in awards}
    if level:
        choice(level, facts.LEVELS, "level")
    when = _years(graph) if year else {}
    kept = {
        holder: [
            a for a in sorted(awards)
            if level in ("", levels[a]) and (not year or year in {when.get(key) for key in awards[a]})
        ]
        for holder, awards in held.items()
    }
    kept = {holder: awards for holder, awards in kept.items() if awards}
    if not kept:
        asked = " ".join(filter(None, (level, year, within)))
        raise Unanswerable(f"no awards {f'for {asked} ' if asked else ''}in this graph")
    order = sorted(kept, key=lambda h: (-len(kept[h]), graph.nodes[h]["name"], h))
    rows = (
        Leader(
            place, graph.nodes[h]["name"], h, len(kept[h]), *_counts(levels[a] for a in kept[h]), names(graph, kept[h])
        )
        for place, h in zip(ranks([len(kept[h]) for h in order]), order, strict=True)
    )
    told = [note("own_only" if own else "through_organisations")] if of == "district" else []
    return top(rows, limit, len(order), *told)


def _awards_held(
    graph: nx.MultiDiGraph[str], of: str, own: bool, roll_up: bool
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Holder → award → ids of the facts that grant it; rolled up into the districts around where asked."""
    held = graphs.holdings(graph, HOLDERS[of], ("Award",), own, ("receivedAward",))
    if not roll_up or of != "district":
        return held
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    above = graphs.above(graph)
    for holder, awards in held.items():
        for award, keys in awards.items():
            for taker in {holder, *above[holder]}:
                found[taker][award].update(keys)
    return {h: {a: tuple(sorted(found[h][a])) for a in sorted(found[h])} for h in sorted(found)}


def _years(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Fact id → its year, for all facts that have one."""
    found = {key: facts.year(graph, data)[0] for *_, key, data in graph.edges(keys=True, data=True)}
    return {key: year for key, year in found.items() if year}


@question(Ladder)
def ladders(graph: nx.MultiDiGraph[str], *, type: str = "", limit: int = LIMIT) -> Answer[Ladder]:
    """Who holds awards at several levels, and went from 市级 to 省级 to 国家级 when.

    Method: each holder's awards by level (of the name, else of the giver) and year (printed, else the article's);
    holders by the number of levels, those whose years climb first.
    """
    require(graph)
    years, found = _years(graph), []
    for holder, awards in sorted(_all_holders(graph, type).items()):
        first = {a: min((years[key] for key in keys if key in years), default="") for a, keys in awards.items()}
        steps = [(facts.level(graph, award), first[award], award) for award in awards]
        known = [step for step in steps if step[0]]
        if len({level for level, *_ in known}) > 1:
            found.append(_ladder(graph, holder, known))
    order = {"climbed": 0, "same_year": 1, "mixed": 2, "undated": 3}
    found.sort(key=lambda row: (-row.rank, order[row.order], not row.family, row.name, row.id))
    places = ranks([-row.rank for row in found])
    rows = (replace(row, rank=place) for place, row in zip(places, found, strict=True))
    return top(rows, limit, len(found), note("levels"))


def _all_holders(graph: nx.MultiDiGraph[str], type: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Holder of any type (or the given one) → award → fact ids, own awards alone."""
    types = {type} if type else {data["type"] for _, data in graph.nodes(data=True)}
    held = (graphs.holdings(graph, kind, ("Award",), True, ("receivedAward",)) for kind in sorted(types))
    return {holder: awards for part in held for holder, awards in part.items()}


def _ladder(graph: nx.MultiDiGraph[str], holder: str, steps: list[tuple[str, str, str]]) -> Ladder:
    """A row (its rank is the number of levels) from (level, year, award)s at two levels or more."""
    name = graph.nodes[holder]["name"]
    steps = sorted(steps, key=lambda s: (-facts.LEVELS.index(s[0]), s[1] or "9999", graph.nodes[s[2]]["name"]))
    levels = list(dict.fromkeys(level for level, *_ in steps))
    dated = sorted(year for _, year, _ in steps if year)
    return Ladder(
        len(levels), name, holder, graph.nodes[holder]["type"], levels[0], levels[-1],
        dated[0] if dated else "", dated[-1] if dated else "", _order(steps, levels), _family(graph, steps),
        tuple(" ".join(filter(None, (year, level, graph.nodes[award]["name"]))) for level, year, award in steps),
    )


def _order(steps: list[tuple[str, str, str]], levels: list[str]) -> str:
    """Whether the first award of each level came no earlier than the first of the level below."""
    firsts = [min(year or "9999" for of, year, _ in steps if of == level) for level in levels]
    if "9999" in firsts:
        return "undated"
    if len(set(firsts)) == 1:
        return "same_year"
    return "climbed" if firsts == sorted(firsts) else "mixed"


_LEVEL_WORDS = re.compile(
    r"国际级|世界级|国家级|省部级|省级|市级|区县级|区级|县级|国家|全国|中国|全省|全市|全区|[“”‘’『』「」]"
)


def stem(name: str) -> str:
    """An award's name without level and place: 省级绿色工厂, 国家绿色工厂 → 绿色工厂; 山东省省长质量奖 → 质量奖."""
    bare = _LEVEL_WORDS.sub("", name)
    return re.sub(r"^(?:[省市区县]长)", "", bare[facts.place_length(bare) :])


def _family(graph: nx.MultiDiGraph[str], steps: list[tuple[str, str, str]]) -> str:
    """The stem that awards at two or more levels share, the one at most levels, "" for none."""
    levels: dict[str, set[str]] = defaultdict(set)
    for level, _, award in steps:
        levels[stem(graph.nodes[award]["name"])].add(level)
    shared = [one for one in levels if len(one) > 1 and len(levels[one]) > 1]
    return min(shared, key=lambda one: (-len(levels[one]), one), default="")


@question(Holding)
def matrix(
    graph: nx.MultiDiGraph[str], *, least: int = 1, own: bool = False, limit: int = 0
) -> Answer[Holding]:
    """The matrix of districts by awards: who has what, and which organisations brought it.

    least keeps awards that so many districts have; rows are the matrix's filled cells, by award held most.
    """
    require(graph)
    held = graphs.holdings(graph, "District", ("Award",), own, ("receivedAward",))
    if not held:
        raise _nothing_held(("Award",))
    districts_of = Counter(award for awards in held.values() for award in awards)
    takers = {key: a for a, _, key in graph.edges(keys=True)}
    cells = [(h, a, keys) for h, awards in held.items() for a, keys in awards.items() if districts_of[a] >= least]
    cells.sort(key=lambda c: (-districts_of[c[1]], graph.nodes[c[1]]["name"], c[1], graph.nodes[c[0]]["name"], c[0]))
    rows = (
        Holding(
            graph.nodes[h]["name"], h, graph.nodes[a]["name"], a, facts.level(graph, a), len(keys),
            names(graph, sorted({takers[key] for key in keys})),
        )
        for h, a, keys in cells
    )
    return top(rows, limit, len(cells), note("own_only" if own else "through_organisations"))


@question(Year)
def years(graph: nx.MultiDiGraph[str], *, limit: int = 0) -> Answer[Year]:
    """Awards given in each year, by level, the latest year first.

    A fact's year is the printed one, else that of the first article that says it; facts with neither are counted
    in a note.
    """
    require(graph)
    levels: dict[str, list[str]] = defaultdict(list)
    printed: Counter[str] = Counter()
    for _, award, data in graph.edges(data=True):
        if data["predicate"] == "receivedAward" and graphs.is_so(data):
            when, said = facts.year(graph, data)
            levels[when].append(facts.level(graph, award))
            printed[when] += said
    undated = len(levels.pop("", ()))
    if not levels:
        raise Unanswerable("no award in this graph has a year: neither the sentences nor the articles are dated")
    order = sorted(levels, reverse=True)
    rows = (Year(when, len(levels[when]), *_counts(levels[when]), printed[when]) for when in order)
    return top(rows, limit, len(order), *([note("undated", facts=undated)] if undated else []))


@question(Alike)
def alike(
    graph: nx.MultiDiGraph[str], *, to: str = "", by: str = "both", least: int = 1, limit: int = LIMIT
) -> Answer[Alike]:
    """Which organisations are alike in awards and programs; with to, which are like that one.

    Method: number of shared things, then Jaccard weighted by ln(1 + N/k) (k of N organisations hold it), so that a
    rare award in common counts for more.
    """
    require(graph)
    choice(by, tuple(THINGS), "kind of thing")
    held = {h: frozenset(t) for h, t in graphs.holdings(graph, "Organisation", THINGS[by]).items()}
    if not held:
        raise _nothing_held(THINGS[by])
    wanted = find(graph, to) if to else ""
    if wanted and wanted not in held:
        raise Unanswerable(f"{to} holds no award or program in this graph")
    holders: dict[str, list[str]] = defaultdict(list)
    for holder in sorted(held):
        for thing in sorted(held[holder]):
            holders[thing].append(holder)
    weight = {thing: math.log(1 + len(held) / len(has)) for thing, has in holders.items()}
    left_out = tuple(sorted(thing for thing, has in holders.items() if len(has) > graphs.MOST_HOLDERS))
    near = {thing: has for thing, has in holders.items() if len(has) <= graphs.MOST_HOLDERS}
    sizes = Counter(size for *_, size in _sharing(held, near, wanted) if size >= least)
    enough = _enough(sizes, limit, least)
    scored = [
        (a, b, size, _jaccard(held[a] & held[b], held[a] | held[b], weight))
        for a, b, size in _sharing(held, near, wanted)
        if size >= enough
    ]
    scored.sort(key=lambda p: (-p[2], -p[3], *names(graph, p[:2]), p[:2]))
    shown = scored[:limit] if limit else scored
    rows = tuple(
        Alike(
            place, graph.nodes[a]["name"], a, graph.nodes[b]["name"], b, size, similarity,
            names(graph, sorted(held[a] & held[b])),
        )
        for place, (a, b, size, similarity) in zip(ranks([p[2:] for p in shown]), shown, strict=True)
    )
    more = [note("more", shown=len(rows), all=sizes.total())] if len(rows) < sizes.total() else []
    return Answer(rows, (*_left_out(left_out), *more))


def _sharing(
    held: dict[str, frozenset[str]], near: dict[str, list[str]], wanted: str
) -> Iterator[tuple[str, str, int]]:
    """(one, other, how many things of near both hold) of every pair that shares any, or of the wanted one's pairs."""
    for one in [wanted] if wanted else sorted(held):
        counted = Counter(other for thing in held[one] if thing in near for other in near[thing])
        del counted[one]
        yield from ((one, other, size) for other, size in sorted(counted.items()) if wanted or one < other)


def _enough(sizes: Counter[int], limit: int, least: int) -> int:
    """The number of shared things from which on there are limit pairs: pairs that share fewer need no comparing.

    sizes counts pairs by what they share, from least on.
    """
    pairs = 0
    for size in sorted(sizes, reverse=True):
        pairs += sizes[size]
        if limit and pairs >= limit:
            return size
    return least


def _jaccard(shared: frozenset[str], every: frozenset[str], weight: dict[str, float]) -> float:
    """Weight of what is shared over weight of all, 0..1."""
    return round(sum(weight[t] for t in sorted(shared)) / sum(weight[t] for t in sorted(every)), DECIMALS)
