"""Every fact passes the shapes before it is written; what fails is set apart with its reason.

`ontology/shapes.ttl` says what a graph must keep and pyshacl checks finished files by it (`kg
check`).  On a large graph pyshacl takes minutes, so a build asks the same of each fact here, in one
pass and a little more strictly; tests/test_gate.py breaks facts in every way the shapes name and
finds that both refuse the same ones.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kg import ontology
from kg.export import cell
from kg.lexicon import visible
from kg.model import Entity, Evidence, Knowledge, Observation, Relation, Report

Fact = Entity | Relation | Observation
AnyFact = TypeVar("AnyFact", Entity, Relation, Observation)

_WHOLE = re.compile(r"0|[1-9][0-9]*")
_CODE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}")
FIRST_YEAR, LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True)
class Refused:
    """A fact that was not written, and why; fact is what it said, for people."""

    sort: str
    id: str
    fact: str
    reason: str
    evidence: tuple[Evidence, ...]


def sift(knowledge: Knowledge) -> tuple[Knowledge, tuple[Refused, ...]]:
    """The knowledge that keeps the shapes, and what was taken from it, by sort and id.

    A relation or observation of a refused entity is refused with it.  A date that is none is
    taken off its article.
    """
    refused: list[Refused] = []
    articles = tuple(_dated(report, refused) for report in knowledge.articles)
    known = {report.id: report for report in articles}
    entities = tuple(_kept(knowledge.entities, _entity_rules(known), refused))
    types = {entity.id: entity.type for entity in entities}
    relations = tuple(_kept(knowledge.relations, _relation_rules(known, types), refused))
    observations = tuple(_kept(knowledge.observations, _observation_rules(known, types), refused))
    standing = {relation.id for relation in relations} | {observation.id for observation in observations}
    sifted = replace(
        knowledge,
        articles=articles,
        entities=entities,
        relations=tuple(_rivals(relation, standing) for relation in relations),
        observations=tuple(_rivals(observation, standing) for observation in observations),
    )
    return sifted, tuple(sorted(refused, key=lambda one: (one.sort, one.id, one.reason)))


def quarantine_csv(refused: Iterable[Refused]) -> str:
    """One row a refused fact and sentence; UTF-8 text with BOM, cells that no spreadsheet runs."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("sort", "id", "fact", "reason", "rule", "article", "start", "end", "sentence"))
    for one in refused:
        for place in one.evidence or (None,):
            told = (place.rule, place.article, *_ends(place), place.passage.text) if place else ("",) * 5
            rows.writerow([cell(value) for value in (one.sort, one.id, one.fact, one.reason, *told)])
    return "\ufeff" + out.getvalue()


def _ends(place: Evidence) -> tuple[int | str, int | str]:
    return (place.passage.start, place.passage.end) if place.passage.spans else ("", "")


Rule = Callable[..., str]
"""A fact → "" or what is wrong with it."""


def _kept(facts: Iterable[AnyFact], rules: tuple[Rule, ...], refused: list[Refused]) -> Iterator[AnyFact]:
    for fact in facts:
        reason = next(filter(None, (rule(fact) for rule in rules)), "")
        if reason:
            refused.append(Refused(type(fact).__name__.lower(), fact.id, _said(fact), reason, fact.evidence))
        else:
            yield fact


def _said(fact: Fact) -> str:
    """The fact in one line."""
    if isinstance(fact, Entity):
        return fact.name
    if isinstance(fact, Relation):
        return f"{fact.subject} {fact.predicate} {fact.object}"
    return f"{fact.subject} {fact.indicator} {fact.value}{fact.unit}"


def _entity_rules(articles: Mapping[str, Report]) -> tuple[Rule, ...]:
    taken: set[str] = set()
    return (named, of_a_known_type, coded, lambda fact: _single(fact, taken), lambda fact: proven(fact, articles))


def _relation_rules(articles: Mapping[str, Report], types: Mapping[str, str]) -> tuple[Rule, ...]:
    taken: set[str] = set()
    return (
        lambda fact: _single(fact, taken),
        lambda fact: fits(fact, types),
        lambda fact: proven(fact, articles),
        sure,
        qualified,
    )


def _observation_rules(articles: Mapping[str, Report], types: Mapping[str, str]) -> tuple[Rule, ...]:
    taken: set[str] = set()
    return (
        lambda fact: _single(fact, taken),
        lambda fact: of_something(fact, types),
        measured,
        lambda fact: proven(fact, articles),
        sure,
        qualified,
    )


# --- rules: what is wrong, in words ------------------------------------------------------------


def named(entity: Entity) -> str:
    """One name on one line, and no empty alias."""
    if not entity.name or re.search(r"[\r\n\t]", entity.name):
        return "an entity has exactly one name, on one line"
    if any(visible(name) != name for name in (entity.id, entity.name, *entity.aliases)):
        return "a name carries control characters"
    return "" if all(entity.aliases) else "an alias is empty"


def of_a_known_type(entity: Entity) -> str:
    """A main class of the ontology, and a finer one that hangs under it."""
    if entity.type not in ontology.types():
        return f"unknown type {entity.type!r}"
    if entity.kind and entity.kind not in ontology.kinds()[entity.type]:
        return f"{entity.kind!r} is no kind of {entity.type}"
    return ""


def coded(entity: Entity) -> str:
    """A division code is one of GB/T 2260, on an administrative division."""
    if not entity.code:
        return ""
    fits_shape = entity.kind == "AdministrativeDivision" and _CODE.fullmatch(entity.code)
    return "" if fits_shape else "a division code is one of GB/T 2260, on an administrative division"


def _single(fact: Fact, taken: set[str]) -> str:
    """One fact, one IRI: ids that differ by Unicode composition alone would be written as one."""
    identity = unicodedata.normalize("NFC", fact.id)
    if identity in taken:
        return "another fact has the same id"
    taken.add(identity)
    return ""


def proven(fact: Fact, articles: Mapping[str, Report]) -> str:
    """At least one passage, each with its words and its article."""
    if not fact.evidence:
        return "no fact without a passage that says it"
    for one in fact.evidence:
        if not one.passage.text or not one.passage.spans or one.passage.start >= one.passage.end:
            return "a passage quotes what is printed, start before end"
        if one.article not in articles:
            return f"a passage is printed in an article, and there is no {one.article!r}"
    return ""


def fits(relation: Relation, types: Mapping[str, str]) -> str:
    """Both ends stand, and the ontology lets them stand in this relation."""
    if relation.predicate not in ontology.predicates():
        return f"unknown predicate {relation.predicate!r}"
    for end in (relation.subject, relation.object):
        if end not in types:
            return f"{end} is no entity of this graph (or was refused)"
    subject, object_ = types[relation.subject], types[relation.object]
    if not ontology.allows(subject, relation.predicate, object_):
        return f"{subject} {relation.predicate} {object_} does not fit the ontology"
    return ""


def of_something(observation: Observation, types: Mapping[str, str]) -> str:
    """The entity that the number is said of stands."""
    known = observation.subject in types
    return "" if known else f"{observation.subject} is no entity of this graph (or was refused)"


def measured(observation: Observation) -> str:
    """What is counted, and a number that is one."""
    if not observation.indicator.strip():
        return "an observation says what is counted"
    return "" if observation.value.is_finite() else "an observation has one value, a number"


def sure(fact: Relation | Observation) -> str:
    """A confidence from 0 to 1."""
    fine = fact.confidence.is_finite() and Decimal(0) <= fact.confidence <= Decimal(1)
    return "" if fine else "confidence is a number from 0 to 1"


def qualified(fact: Relation | Observation) -> str:
    """Qualifiers the ontology knows, each once and of its type."""
    names = [name for name, _ in fact.qualifiers]
    if len(set(names)) < len(names):
        return "a qualifier stands twice"
    return next(filter(None, (_qualifier(name, value) for name, value in fact.qualifiers)), "")


def _qualifier(name: str, value: str) -> str:
    kind = ontology.qualifiers().get(name)
    if kind is None:
        return f"unknown qualifier {name!r}"
    if kind in ontology.individuals():
        known = ontology.individuals()[kind]
        return "" if value in known else f"{name} is one of {', '.join(sorted(known))}, not {value!r}"
    if kind == "xsd:integer":
        least, most = (FIRST_YEAR, LAST_YEAR) if name == "year" else (1, None)
        fine = _WHOLE.fullmatch(value) and int(value) >= least and (most is None or int(value) <= most)
        return "" if fine else f"{name} is a whole number from {least}{f' to {most}' if most else ''}, not {value!r}"
    if kind == "xsd:date":
        return "" if _is_day(value) else f"{name} is a day such as 2024-05-06, not {value!r}"
    return ""


def _rivals(fact: AnyFact, standing: set[str]) -> AnyFact:
    """The fact without conflicts with what is not written."""
    if isinstance(fact, Entity) or set(fact.conflicts) <= standing:
        return fact
    return replace(fact, conflicts=tuple(other for other in fact.conflicts if other in standing))


def _dated(report: Report, refused: list[Refused]) -> Report:
    if not report.date or _is_day(report.date):
        return report
    refused.append(Refused("article", report.id, f"date {report.date}", "a date is a day such as 2024-05-06", ()))
    return replace(report, date="")


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
