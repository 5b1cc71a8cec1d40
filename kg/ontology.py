"""ontology/pressgraph.ttl → kinds, predicates, labels, what fits what; and the IRIs of instances.

The Turtle file is the only list of terms; this module reads it once, on first use.  IRIs are
readable and stable: the same name gives the same IRI in every build.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

import pyoxigraph as ox

from kg.installed import folder
from kg.model import Passage

PG = "https://pressgraph.example/ontology#"
BASE = "https://pressgraph.example/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pg": PG,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One class, predicate or individual of the ontology, by its local name."""

    name: str
    sorts: frozenset[str]
    zh: str
    en: str
    inverse: str
    comment: str
    parents: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]


def _local(iri: str) -> str:
    """pg:Company → Company; terms of other vocabularies keep a prefix (schema:Place)."""
    if iri.startswith(PG):
        return iri.removeprefix(PG)
    prefix = next((p for p, namespace in PREFIXES.items() if iri.startswith(namespace)), None)
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else iri


def _properties() -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    """Subject IRI → predicate IRI → objects, in the order of the file."""
    found: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=folder("ontology") / "pressgraph.ttl", format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            found[quad.subject.value][quad.predicate.value].append(quad.object)
    return found


@cache
def terms() -> dict[str, Term]:
    """Every term of our own namespace, local name → Term, in the order of the file."""
    return {iri.removeprefix(PG): _term(iri, values) for iri, values in _properties().items() if iri.startswith(PG)}


def _term(iri: str, values: dict[str, list[ox.Literal | ox.NamedNode]]) -> Term:
    def names(*predicates: str) -> tuple[str, ...]:
        return tuple(_local(value.value) for predicate in predicates for value in values.get(predicate, ()))

    def labels(predicate: str) -> dict[str | None, str]:
        return {value.language: value.value for value in values.get(predicate, ()) if isinstance(value, ox.Literal)}

    return Term(
        name=iri.removeprefix(PG),
        sorts=frozenset(names(RDF + "type")),
        zh=labels(RDFS + "label").get("zh", ""),
        en=labels(RDFS + "label").get("en", ""),
        inverse=labels(PG + "inverseLabel").get("zh", ""),
        comment="".join(value.value for value in values.get(RDFS + "comment", ())),
        parents=names(RDFS + "subClassOf", RDFS + "subPropertyOf"),
        domains=names(SCHEMA + "domainIncludes"),
        ranges=names(SCHEMA + "rangeIncludes", RDFS + "range"),
    )


def label(name: str, language: str = "zh") -> str:
    """A term's label; the local name itself where the ontology has no such term."""
    term = terms().get(name)
    return (term.zh if language == "zh" else term.en) if term else name


@cache
def types() -> tuple[str, ...]:
    """The main classes: those directly under pg:Entity."""
    return tuple(term.name for term in terms().values() if "Entity" in term.parents)


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Main class → its finer classes."""
    return {main: tuple(term.name for term in terms().values() if main in term.parents) for main in types()}


@cache
def predicates() -> dict[str, Term]:
    """The relations between entities: object properties whose objects are main classes."""
    return {name: term for name, term in terms().items() if term.ranges and set(term.ranges) <= set(types())}


@cache
def qualifiers() -> dict[str, str]:
    """Qualifier name → its datatype or class ("xsd:integer", "Status")."""
    return {name: term.ranges[0] for name, term in terms().items() if "qualifier" in term.parents}


@cache
def individuals() -> dict[str, frozenset[str]]:
    """Closed lists: Status → {Nominated, Shortlisted}, Modality → {Done, Planned, Sought}."""
    lists = ("Status", "Modality")
    return {one: frozenset(t.name for t in terms().values() if one in t.sorts) for one in lists}


def allows(subject_type: str, predicate: str, object_type: str) -> bool:
    """Whether the ontology lets a subject of this main class stand in this relation to the object."""
    term = predicates().get(predicate)
    return term is not None and subject_type in term.domains and object_type in term.ranges


# IRIs.  What may stand as it is: RFC 3986 unreserved characters, and of other scripts the letters,
# ideographs and punctuation listed here by code point, so that the answer never depends on the
# Unicode version of the running Python.  All the rest (white space, controls, private use, bidi and
# format characters, surrogates, reserved ASCII) is percent-encoded.
_PLAIN = (
    r"A-Za-z0-9._~\-"
    "\u00b7\u00c0-\u024f\u0370-\u0373\u0376-\u0377\u037b-\u037d\u0386-\u03ff\u0400-\u0481\u048a-\u052f"
    "\u2013-\u2014\u2018-\u2019\u201c-\u201d\u2026\u2103\u2160-\u2188\u2460-\u249b"
    "\u3001-\u3003\u3005-\u3011\u3014-\u301b\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff5e\U00020000-\U0002a6df\U0002a700-\U0002ebe0\U00030000-\U000323af"
)
_OTHER = re.compile(f"[^{_PLAIN}]")
_DOTS = re.compile(r"\.+")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def encode(name: str) -> str:
    """A name as one path segment of an IRI; `unquote` gives it back.

    A name of dots only is encoded whole: readers resolve the segments . and .. away.
    """
    if _DOTS.fullmatch(name):
        return "%2E" * len(name)
    return _OTHER.sub(_percent, name)


def _path(name: str) -> str:
    return "/".join(encode(segment) for segment in name.split("/"))


def entity_iri(entity: str, base: str = BASE) -> str:
    """The IRI of an entity id: "Organisation/青岛汉缆股份有限公司" → base + the same, encoded, in NFC."""
    type_, _, name = entity.partition("/")
    return f"{base}{encode(type_)}/{encode(unicodedata.normalize('NFC', name))}"


def page_iri(page: str, base: str = BASE) -> str:
    """The IRI of a page name; slashes of a folder stay slashes."""
    return f"{base}Page/{_path(page)}"


def article_iri(article: str, base: str = BASE) -> str:
    """The IRI of an article id: "a.txt#2" → base + Article/a.txt/2."""
    page, _, number = article.rpartition("#")
    return f"{base}Article/{_path(page)}/{encode(number)}"


def passage_iri(passage: Passage, base: str = BASE) -> str:
    """page#char=start,end (RFC 5147); pieces that stand apart are added as ;spans=…"""
    iri = f"{page_iri(passage.page, base)}#char={passage.start},{passage.end}"
    if len(passage.spans) == 1:
        return iri
    return iri + ";spans=" + ",".join(f"{span.start},{span.end}" for span in passage.spans)


def statement_iri(relation: str, base: str = BASE) -> str:
    """The IRI of a Relation's id."""
    return f"{base}Statement/{encode(relation)}"


def observation_iri(observation: str, base: str = BASE) -> str:
    """The IRI of an Observation's id."""
    return f"{base}Observation/{encode(observation)}"


def id_of(iri: str, base: str = BASE) -> str:
    """The id an entity, statement or observation IRI stands for; ValueError outside the base.

    Entity ids keep their type ("District/临江市"); statements and observations are bare.
    """
    if not iri.startswith(base):
        raise ValueError(f"{iri} does not lie under {base}")
    first, _, rest = iri.removeprefix(base).partition("/")
    return unquote(rest) if first in ("Statement", "Observation") else f"{unquote(first)}/{unquote(rest)}"


def prologue(base: str = BASE) -> Iterator[tuple[str, str]]:
    """Prefix → namespace of every name that queries and Turtle may use, sorted; id: is the instances' base."""
    yield from sorted({**PREFIXES, "id": base}.items())
