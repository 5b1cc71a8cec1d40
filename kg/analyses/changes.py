"""What changed between two periods of one graph, or between two builds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.analyses import facts
from kg.analyses.question import LIMIT, Answer, Note, Unanswerable, note, question, require

Triple = tuple[str, str, str]
"""(subject, predicate, object), or (entity, "", "")."""
Fact = tuple[str, str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """One change; before and after count facts: of the entity, or of the tie (subject, predicate, object).

    change: riser, faller (an entity with more, fewer facts than before), new_entity, gone_entity, new_tie, gone_tie.
    """

    change: str
    name: str
    id: str
    predicate: str
    other: str
    other_id: str
    before: int
    after: int
    sentence: str
    page: str
    start: int
    end: int


@question(Change)
def changes(
    graph: nx.MultiDiGraph[str], *, since: str = "", until: str = "", before: nx.MultiDiGraph[str] | None = None,
    limit: int = LIMIT,
) -> Answer[Change]:
    """What is new, gone or rising: after a date against before it, or this graph against an earlier build.

    Periods go by the dates of the articles that state a fact: since is the first day of the later period, until
    its last; without since it is the later half of the dated articles.  limit counts rows per kind of change.
    """
    require(graph)
    if before is not None:
        if since or until:
            raise Unanswerable("give either an earlier build (--before) or a period (--since, --until), not both")
        require(before)
        return _compare(graph, _facts(before), _facts(graph), frozenset(before), frozenset(graph), limit, before)
    since = _day(since, "since") or _middle(graph)
    until = _day(until, "until") or "9999-12-31"
    old, new, undated = _split(graph, since, until)
    for period, found in ((f"before {since}", old), (f"from {since} on", new)):
        if not found:
            raise Unanswerable(f"no dated fact {period}; {_dated(graph)}")
    told = note("periods", since=since, until="…" if until == "9999-12-31" else until, undated=undated)
    return _compare(graph, old, new, _ends(old), _ends(new), limit, graph, told)


def _day(text: str, option: str) -> str:
    """An ISO date from 2024, 2024-05 or 2024-05-06 (first day; last for until), "" stays."""
    if not text:
        return ""
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise Unanswerable(f"--{option} {text!r} is no date; write 2024, 2024-05 or 2024-05-06")
    return text + ("-01-01" if option == "since" else "-12-31")[len(text) - 10 :] if len(text) < 10 else text


def _days(graph: nx.MultiDiGraph[str]) -> list[str]:
    """The dates of the dated articles that state a fact, sorted."""
    articles = {article for *_, data in graph.edges(data=True) for article in data["articles"]}
    return sorted(filter(None, (facts.date(graph, article) for article in articles)))


def _dated(graph: nx.MultiDiGraph[str]) -> str:
    """What the graph has, for a message."""
    days = _days(graph)
    return f"its dated articles run from {days[0]} to {days[-1]}" if days else "none of its articles has a date"


def _middle(graph: nx.MultiDiGraph[str]) -> str:
    """The day on which the later half of the dated articles begins."""
    days = _days(graph)
    later = sorted({day for day in days if day >= days[len(days) // 2] and day > days[0]}) if days else []
    if not later:
        raise Unanswerable(f"two periods need articles of two dates at least; {_dated(graph)}")
    return later[0]


def _facts(graph: nx.MultiDiGraph[str]) -> list[Fact]:
    """(subject, predicate, object, attributes) of every fact."""
    return [(a, data["predicate"], b, data) for a, b, data in graph.edges(data=True)]


def _split(graph: nx.MultiDiGraph[str], since: str, until: str) -> tuple[list[Fact], list[Fact], int]:
    """Facts said before a day, facts said from it to another, and how many have no date; one may be in both."""
    old, new, undated = [], [], 0
    for fact in _facts(graph):
        days = [day for day in (facts.date(graph, article) for article in fact[3]["articles"]) if day]
        undated += not days
        if any(day < since for day in days):
            old.append(fact)
        if any(since <= day <= until for day in days):
            new.append(fact)
    return old, new, undated


def _ends(found: Iterable[Fact]) -> frozenset[str]:
    """The entities that stand in facts."""
    return frozenset(node for a, _, b, _ in found for node in (a, b))


def _compare(
    graph: nx.MultiDiGraph[str], old: list[Fact], new: list[Fact], had: frozenset[str], has: frozenset[str], limit: int,
    earlier: nx.MultiDiGraph[str], *notes: Note,
) -> Answer[Change]:
    """The rows of every kind of change, each kind with the greatest change first, then by name, and cut at limit."""
    was, now = _counted(old), _counted(new)
    label = {node: (graph if node in graph else earlier).nodes[node]["name"] for node in had | has} | {"": ""}
    said = {fact[:3]: (home, fact[3]) for home, found in ((earlier, old), (graph, new)) for fact in reversed(found)}

    def order(what: Triple) -> tuple[object, ...]:
        subject, predicate, other = what
        return -abs(now[what] - was[what]), label[subject], subject, predicate, label[other], other

    rows, more = [], []
    for kind, found in _kinds(was, now, had, has).items():
        shown = sorted(found, key=order)[: limit or None]
        for subject, predicate, other in shown:
            what = (subject, predicate, other)
            proof = facts.proof(*said[what], subject, other) if other else ("", "", 0, 0)
            ends = (label[subject], subject, predicate, label[other], other)
            rows.append(Change(kind, *ends, was[what], now[what], *proof))
        if len(found) > len(shown):
            more.append(note(f"more_{kind}", shown=limit, all=len(found)))
    return Answer(tuple(rows), (*notes, *more))


def _counted(found: list[Fact]) -> Counter[Triple]:
    """How many facts there are of each tie, and of each entity as (entity, "", "")."""
    counted = Counter(fact[:3] for fact in found)
    counted.update((node, "", "") for a, _, b, _ in found for node in {a, b})
    return counted


def _kinds(
    was: Counter[Triple], now: Counter[Triple], had: frozenset[str], has: frozenset[str]
) -> dict[str, list[Triple]]:
    """Kind of change → what changed so, in the order of a report."""
    entities: dict[str, list[Triple]] = {
        "riser": [(n, "", "") for n in had & has if now[n, "", ""] > was[n, "", ""]],
        "faller": [(n, "", "") for n in had & has if now[n, "", ""] < was[n, "", ""]],
        "new_entity": [(n, "", "") for n in has - had],
        "gone_entity": [(n, "", "") for n in had - has],
    }
    ties = {
        "new_tie": [what for what in now.keys() - was.keys() if what[2]],
        "gone_tie": [what for what in was.keys() - now.keys() if what[2]],
    }
    return entities | ties
