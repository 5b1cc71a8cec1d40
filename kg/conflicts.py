"""Facts that cannot all be so: they stay, and each names the others.

Two pages that print different figures of the same thing for the same time, and two that name
different holders of one position in one year.  Who is right is for the reader: the graph keeps
both with their sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from kg.lexicon import fold, terms
from kg.model import Knowledge, Observation, Relation

Fact = TypeVar("Fact", Relation, Observation)

MOST_VERSIONS = 8
"""Where more values than this are told, they are of many things under one general word and no disagreement."""

def mark(knowledge: Knowledge) -> Knowledge:
    """The same knowledge; relations and observations carry the ids of those they contradict."""
    dates = {report.id: report.date for report in knowledge.articles}
    figures = _against(knowledge.observations, lambda one: _measure(one, dates), lambda one: one.value)
    positions = (one for one in knowledge.relations if one.predicate == "holdsPosition")
    holders = _against(positions, lambda one: _seat(one, dates), lambda one: one.subject)
    return replace(
        knowledge,
        relations=tuple(_marked(one, holders) for one in knowledge.relations),
        observations=tuple(_marked(one, figures) for one in knowledge.observations),
    )


def _marked(fact: Fact, rivals: Mapping[str, tuple[str, ...]]) -> Fact:
    return replace(fact, conflicts=rivals[fact.id]) if fact.id in rivals else fact


def _against(
    facts: Iterable[Fact], claim: Callable[[Fact], Hashable | None], says: Callable[[Fact], Hashable]
) -> dict[str, tuple[str, ...]]:
    """Fact id → ids of those that make the same claim elsewhere and say something else."""
    rivals: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        subject = claim(fact)
        if subject is not None:
            rivals[subject].append(fact)
    found = {
        fact.id: tuple(sorted(other.id for other in group if says(other) != says(fact) and _apart(fact, other)))
        for group in rivals.values()
        if len({says(fact) for fact in group}) <= MOST_VERSIONS
        for fact in group
    }
    return {identifier: others for identifier, others in found.items() if others}


def _apart(one: Fact, other: Fact) -> bool:
    """Whether no page says both: within one page two figures are parts or steps, not a contradiction."""
    return not _pages(one) & _pages(other)


def _pages(fact: Fact) -> set[str]:
    return {evidence.passage.page for evidence in fact.evidence}


def _measure(one: Observation, dates: Mapping[str, str]) -> Hashable | None:
    """Whose, what, in which unit, when and in what scope; None where no time is known.

    The time is the period printed, or else the day of the news: without either, two figures are
    most often two days' and no contradiction.
    """
    told = dict(one.qualifiers)
    days = sorted({dates.get(evidence.article, "") for evidence in one.evidence} - {""})
    when = f"{told['from']}/{told.get('to', '')}" if "from" in told else told.get("period", "") or (*days, "")[0]
    if not when:
        return None
    return one.subject, fold(one.indicator), one.unit, when, told.get("rankScope", ""), told.get("modality", "")


def _seat(one: Relation, dates: Mapping[str, str]) -> Hashable | None:
    """The position and the year it was reported in; None where several people may share such a position."""
    role = dict(one.qualifiers).get("role", "")
    if not role.endswith(_posts("sole")) or any(word in role for word in _posts("shared")):
        return None
    years = sorted({dates.get(evidence.article, "")[:4] for evidence in one.evidence} - {""})
    return (one.object, fold(role), years[0]) if years else None


@cache
def _posts(sort: str) -> tuple[str, ...]:
    return tuple(term.form for term in terms("posts") if term.name == sort)
