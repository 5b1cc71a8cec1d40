"""Numbers that the pages print: which indicators there are, and one of them across districts."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from kg.analyses import facts
from kg.analyses.question import LIMIT, Answer, Unanswerable, note, offered, question, ranks, require, top
from kg.lexicon import fold
from kg.model import Observation

POPULATION = ("常住人口", "户籍人口", "总人口", "人口")
"""Indicators that a figure per head may be divided by, the best first."""
GROWTH = ("增长", "增速", "增幅", "同比增长", "增长率")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, how many figures of it there are, of how many districts and other entities, in which units."""

    indicator: str
    figures: int
    districts: int
    others: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One printed figure of an entity; place among the same unit and period, highest first.

    value is a plain number in unit; growth and printed rank stand where a page gives them; per_head is value ÷ the
    entity's printed population of the nearest period, "" where there is none.
    """

    place: int
    name: str
    id: str
    type: str
    indicator: str
    value: Decimal
    unit: str
    period: str
    growth: str
    printed_rank: str
    per_head: str
    sentence: str
    page: str
    start: int
    end: int


def _observed(graph: nx.MultiDiGraph[str]) -> list[tuple[str, Observation]]:
    """(entity, observation) of all, by entity and id; raises Unanswerable where there are none."""
    found = [(n, o) for n in sorted(graph) for o in sorted(graph.nodes[n]["observations"], key=lambda o: o.id)]
    if not found:
        raise Unanswerable("this graph holds no figures (observations)")
    return found


@question(Indicator)
def indicators(graph: nx.MultiDiGraph[str], *, limit: int = LIMIT) -> Answer[Indicator]:
    """Which figures the pages print, those of most districts first: names to ask `figures` about."""
    require(graph)
    by: dict[str, list[tuple[str, Observation]]] = defaultdict(list)
    for node, observation in _observed(graph):
        by[observation.indicator].append((node, observation))
    rows = []
    for indicator, found in by.items():
        owners = {node for node, _ in found}
        districts = sum(graph.nodes[node]["type"] == "District" for node in owners)
        units = tuple(sorted({o.unit for _, o in found if o.unit}))
        rows.append(Indicator(indicator, len(found), districts, len(owners) - districts, units))
    rows.sort(key=lambda r: (-r.districts, -r.others, -r.figures, r.indicator))
    return top(rows, limit, len(rows))


@question(FigureRow)
def figures(
    graph: nx.MultiDiGraph[str], indicator: str, *, type: str = "", unit: str = "", limit: int = 0
) -> Answer[FigureRow]:
    """One indicator across districts and others: values by unit and period, growth, rank, per head.

    Values are compared within one unit and one period alone.  Raises for an unknown indicator, with the nearest.
    """
    require(graph)
    observed = _observed(graph)
    key = fold(indicator)
    found = [(n, o) for n, o in observed if fold(o.indicator) == key]
    if not found:
        raise Unanswerable(f"no figures of {indicator}{offered(indicator, (o.indicator for _, o in observed))}")
    found = [(n, o) for n, o in found if type in ("", graph.nodes[n]["type"]) and unit in ("", o.unit)]
    if not found:
        raise Unanswerable(f"no figures of {indicator} for {' '.join(filter(None, (type, unit)))}")
    many = Counter(o.unit for _, o in found)
    found.sort(key=lambda f: (-f[1].value, graph.nodes[f[0]]["name"], f[1].id))
    found.sort(key=lambda f: (-many[f[1].unit], f[1].unit, _period(f[1])))
    groups: dict[tuple[str, str], list[tuple[str, Observation]]] = defaultdict(list)
    for node, observation in found:
        groups[observation.unit, _period(observation)].append((node, observation))
    rows = [
        _row(graph, place, node, observation)
        for group in groups.values()
        for place, (node, observation) in zip(ranks([o.value for _, o in group]), group, strict=True)
    ]
    return top(rows, limit, len(rows), note("units"))


def _qualifier(observation: Observation, name: str) -> str:
    return dict(observation.qualifiers).get(name, "")


def _period(observation: Observation) -> str:
    """The period as printed, "" for none."""
    return _qualifier(observation, "period")


def _row(graph: nx.MultiDiGraph[str], place: int, node: str, observation: Observation) -> FigureRow:
    """A row from an observation, with what its owner's other observations say of it."""
    data = graph.nodes[node]
    rank, scope = _qualifier(observation, "rank"), _qualifier(observation, "rankScope")
    sentence, page, start, end = facts.proof(graph, {"evidence": observation.evidence}, node)
    return FigureRow(
        place, data["name"], node, data["type"], observation.indicator, observation.value, observation.unit,
        _period(observation), _growth(data["observations"], observation), f"{scope}{rank}",
        _per_head(data["observations"], observation), sentence, page, start, end,
    )


def _growth(all_of: tuple[Observation, ...], observation: Observation) -> str:
    """The growth printed for this figure: in the same sentence, else for the same indicator and period; or ""."""
    wanted = {fold(observation.indicator + word) for word in GROWTH}
    grown = sorted((o for o in all_of if fold(o.indicator) in wanted), key=lambda o: o.id)
    said = {e.passage for e in observation.evidence}
    beside = [o for o in grown if said & {e.passage for e in o.evidence}]
    same = beside or [o for o in grown if _period(o) == _period(observation)]
    return f"{same[0].value.normalize():f}{same[0].unit}" if same else _qualifier(observation, "growth")


def _per_head(all_of: tuple[Observation, ...], observation: Observation) -> str:
    """value ÷ population of the same owner, four figures; "" for shares, ranks and heads themselves."""
    if observation.unit in ("%", "位", "人") or observation.indicator in POPULATION:
        return ""
    people = [o for o in all_of if o.indicator in POPULATION and o.value > 0]
    people.sort(key=lambda o: (_period(o) != _period(observation), POPULATION.index(o.indicator), o.id))
    return f"{observation.value / people[0].value:.4g}" if people else ""
