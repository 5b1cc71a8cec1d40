"""What two builds differ in: entities, names, relations, figures.

A relation is the same by (subject, predicate, object, qualifiers).  A figure is the same by whose it
is, what is counted, its unit and its qualifiers, so that another value is told as a change and not
as one figure gone and one come.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from kg import export, outputs
from kg.model import Entity, Knowledge, Observation, Qualifiers, Relation, Source

Thing = TypeVar("Thing")

GONE, COME, CHANGED = "-", "+", "~"


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """sort: page, entity, name, relation or figure; sign: + only in the new build, - only in the old, ~ changed."""

    sort: str
    subject: str
    sign: str
    old: str
    new: str

    def __str__(self) -> str:
        told = f"{self.old} → {self.new}" if self.sign == CHANGED else self.old or self.new
        return f"{self.sign} {self.sort:8} {self.subject}" + (f"  {told}" if told else "")


def load(path: Path) -> Knowledge:
    """A build's knowledge: from its folder or its graph.ttl.  OSError or ValueError where it is none."""
    path = outputs.graph_file(path)
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return export.read(path)


def between(old: Knowledge, new: Knowledge) -> tuple[Difference, ...]:
    """Every difference, sorted; empty where both builds say the same."""
    return tuple(
        sorted(
            (
                *_pages(_by_key(old.pages, lambda page: page.name), _by_key(new.pages, lambda page: page.name)),
                *_entities(_by_key(old.entities, lambda one: one.id), _by_key(new.entities, lambda one: one.id)),
                *_relations(_by_key(old.relations, _triple), _by_key(new.relations, _triple)),
                *_figures(old.observations, new.observations),
            )
        )
    )


def _by_key(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> dict[Hashable, Thing]:
    return {key(thing): thing for thing in things}


def _split(
    old: Mapping[Hashable, Thing], new: Mapping[Hashable, Thing]
) -> tuple[list[Thing], list[Thing], list[tuple[Thing, Thing]]]:
    """What stands in the old alone, in the new alone, and in both."""
    gone = [old[key] for key in old if key not in new]
    come = [new[key] for key in new if key not in old]
    return gone, come, [(old[key], new[key]) for key in old if key in new]


def _pages(old: Mapping[Hashable, Source], new: Mapping[Hashable, Source]) -> Iterator[Difference]:
    gone, come, both = _split(old, new)
    yield from (Difference("page", page.name, GONE, "", "") for page in gone)
    yield from (Difference("page", page.name, COME, "", "") for page in come)
    for one, other in both:
        if one.sha256 != other.sha256:
            yield Difference("page", one.name, CHANGED, one.sha256[:12], other.sha256[:12])


def _entities(old: Mapping[Hashable, Entity], new: Mapping[Hashable, Entity]) -> Iterator[Difference]:
    gone, come, both = _split(old, new)
    yield from (Difference("entity", one.id, GONE, _kind(one), "") for one in gone)
    yield from (Difference("entity", one.id, COME, "", _kind(one)) for one in come)
    for one, other in both:
        if one.name != other.name:
            yield Difference("name", one.id, CHANGED, one.name, other.name)
        if _kind(one) != _kind(other):
            yield Difference("entity", one.id, CHANGED, _kind(one), _kind(other))
        yield from (Difference("name", one.id, GONE, alias, "") for alias in set(one.aliases) - set(other.aliases))
        yield from (Difference("name", one.id, COME, "", alias) for alias in set(other.aliases) - set(one.aliases))


def _relations(old: Mapping[Hashable, Relation], new: Mapping[Hashable, Relation]) -> Iterator[Difference]:
    gone, come, both = _split(old, new)
    yield from (Difference("relation", _said(one), GONE, _weight(one), "") for one in gone)
    yield from (Difference("relation", _said(one), COME, "", _weight(one)) for one in come)
    for one, other in both:
        if _weight(one) != _weight(other):
            yield Difference("relation", _said(one), CHANGED, _weight(one), _weight(other))


def _figures(old: Iterable[Observation], new: Iterable[Observation]) -> Iterator[Difference]:
    before, after = _values(old), _values(new)
    for key in before.keys() | after.keys():
        subject, indicator, unit, qualifiers = key
        gone = sorted(before.get(key, set()) - after.get(key, set()))
        come = sorted(after.get(key, set()) - before.get(key, set()))
        told = f"{subject} {indicator}{_qualified(qualifiers)}"
        for was, now in zip(gone, come, strict=False):
            yield Difference("figure", told, CHANGED, _amount(was, unit), _amount(now, unit))
        for value in gone[len(come) :]:
            yield Difference("figure", told, GONE, _amount(value, unit), "")
        for value in come[len(gone) :]:
            yield Difference("figure", told, COME, "", _amount(value, unit))


Measure = tuple[str, str, str, Qualifiers]


def _values(observations: Iterable[Observation]) -> dict[Measure, set[Decimal]]:
    found: dict[Measure, set[Decimal]] = {}
    for one in observations:
        found.setdefault((one.subject, one.indicator, one.unit, one.qualifiers), set()).add(one.value)
    return found


def _said(relation: Relation) -> str:
    return f"{relation.subject} {relation.predicate} {relation.object}{_qualified(relation.qualifiers)}"


def _triple(relation: Relation) -> Hashable:
    return relation.subject, relation.predicate, relation.object, relation.qualifiers


def _kind(entity: Entity) -> str:
    return f"{entity.kind or entity.type}{f' {entity.code}' if entity.code else ''}"


def _weight(relation: Relation) -> str:
    return f"confidence {relation.confidence}, sentences {len(relation.evidence)}"


def _qualified(qualifiers: Qualifiers) -> str:
    return "".join(f" {name}={value}" for name, value in qualifiers)


def _amount(value: Decimal, unit: str) -> str:
    return f"{format(value, 'f')}{unit}"
