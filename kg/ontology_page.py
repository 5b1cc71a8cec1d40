"""kg ontology: the ontology as one HTML page, with examples from a graph where one is given."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg import ontology
from kg.installed import folder
from kg.model import Entity, Knowledge, Observation

EXAMPLES = 3
"""Examples shown of each class and predicate."""


def page(knowledge: Knowledge | None = None) -> str:
    """A self-contained page: classes, relations, qualifiers and values, each with its labels, its
    modelling decision and examples from the knowledge."""
    entities = {entity.id: entity for entity in knowledge.entities} if knowledge else {}
    known = [r for r in knowledge.relations if {r.subject, r.object} <= set(entities)] if knowledge else []
    relations = sorted(known, key=lambda relation: (-relation.confidence, -len(relation.evidence), relation.id))
    environment = Environment(
        loader=FileSystemLoader(folder("templates") / "ontology"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    terms = ontology.terms()
    mains = [(terms[name], [terms[kind] for kind in ontology.kinds()[name]]) for name in ontology.types()]
    others = [t for t in terms.values() if "owl:Class" in t.sorts and t.name not in _entity_classes()]
    return environment.get_template("page.html").render(
        style=_style(),
        namespace=ontology.PG,
        mains=mains,
        classes=others,
        relations=ontology.predicates().values(),
        qualifiers=[terms[name] for name in ontology.qualifiers()],
        values=_values(),
        individuals=[t for t in terms.values() if "owl:NamedIndividual" in t.sorts],
        named=lambda name: _named(entities.values(), name),
        facts=lambda name: [relation for relation in relations if relation.predicate == name][:EXAMPLES],
        entities=entities,
        observations=_shortest(knowledge.observations if knowledge else ()),
        anchor=lambda name: quote(name),
        term=terms.get,
        prefixes=ontology.PREFIXES,
        queries=_example_queries(),
    )


def style_hash() -> str:
    """The source expression of the page's inline style, for a Content-Security-Policy."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _style() -> str:
    return (folder("templates") / "ontology" / "style.css").read_text(encoding="utf-8")


def _entity_classes() -> set[str]:
    return {*ontology.types(), *(kind for kinds in ontology.kinds().values() for kind in kinds)}


def _values() -> list[ontology.Term]:
    """Every property that is neither a relation between entities nor a qualifier."""
    known = {*ontology.predicates(), *ontology.qualifiers()}
    sorts = {"owl:ObjectProperty", "owl:DatatypeProperty"}
    return [term for term in ontology.terms().values() if term.sorts & sorts and term.name not in known]


def _named(entities: Iterable[Entity], name: str) -> list[Entity]:
    """Entities of a class, the best known first."""
    found = [entity for entity in entities if name in (entity.type, entity.kind)]
    return sorted(found, key=lambda entity: (-len(entity.evidence), len(entity.name), entity.id))[:EXAMPLES]


def _shortest(observations: tuple[Observation, ...]) -> list[Observation]:
    return sorted(observations, key=lambda o: (-o.confidence, len(o.indicator), o.id))[:EXAMPLES]


def _example_queries() -> Mapping[str, str]:
    """How the three kinds of facts are asked for."""
    return {
        "一条关系 A relation": "SELECT ?who ?award WHERE { ?who pg:receivedAward ?award }",
        "它的限定和原文 Its qualifiers and sentence": (
            "SELECT ?who ?award ?year ?quote WHERE {\n  ?fact rdf:subject ?who ; rdf:predicate pg:receivedAward ;\n"
            "        rdf:object ?award ; prov:wasDerivedFrom/pg:quote ?quote .\n  OPTIONAL { ?fact pg:year ?year }\n}"
        ),
        "一个数据 A figure": (
            "SELECT ?who ?indicator ?value ?unit WHERE {\n  ?figure pg:observationOf ?who ; pg:indicator ?indicator ;\n"
            "          pg:value ?value ; pg:unit ?unit\n}"
        ),
    }
