"""Knowledge ↔ Turtle.

Written by us: sorted, byte-stable and an order of magnitude faster than through an RDF library;
rdflib, Oxigraph and rapper read it back in the tests.  Instances are written relative to @base, so
that a line reads `<Organisation/青岛汉缆股份有限公司> pg:receivedAward <Award/…>`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg import ontology
from kg.model import Entity, Evidence, Knowledge, Observation, Passage, Qualifiers, Relation, Report, Source, Span

PG = ontology.PG
TYPE = ontology.RDF + "type"
DERIVED = ontology.PREFIXES["prov"] + "wasDerivedFrom"
BYLINE_JOINT = "、"

# ---------------------------------------------------------------- terms as Turtle

_UNSAFE = re.compile("[\"\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BASE = re.compile(r"[a-z][a-z0-9+.-]*:(//)?[^\s<>\"{}|\\^`#?\x00-\x20]*/")


def _escape(match: re.Match[str]) -> str:
    """Controls and bidi marks as \\uXXXX; what no RDF reader may accept (NUL, surrogates) as U+FFFD."""
    character = match.group()
    if character in _SHORT:
        return _SHORT[character]
    if character == "\x00" or "\ud800" <= character <= "\udfff" or character >= "\ufffe":
        return "\ufffd"
    return f"\\u{ord(character):04X}"


def string(text: str) -> str:
    """A plain literal."""
    return f'"{_UNSAFE.sub(_escape, text)}"'


def chinese(text: str) -> str:
    """A literal tagged @zh."""
    return string(text) + "@zh"


def decimal(value: Decimal) -> str:
    """The canonical xsd:decimal: no exponent, no trailing zeros ("12", "0.9"), as Oxigraph prints it."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return text if "." in text else f'"{text}"^^xsd:decimal'


def integer(text: str) -> str:
    """An xsd:integer where the text is a canonical one, else a plain literal of what was printed."""
    return text if _INTEGER.fullmatch(text) else string(text)


def day(text: str) -> str:
    """An xsd:date where the text is an ISO calendar day, else a plain literal of what was printed."""
    if not _ISO_DAY.fullmatch(text):
        return string(text)
    try:
        date.fromisoformat(text)
    except ValueError:
        return string(text)
    return f'"{text}"^^xsd:date'


def _qualifier(name: str, value: str) -> str:
    """A qualifier's value by the range that the ontology gives it; ValueError for an unknown name."""
    kind = ontology.qualifiers().get(name)
    if kind is None:
        raise ValueError(f"unknown qualifier '{name}'; known: {' '.join(sorted(ontology.qualifiers()))}")
    if value in ontology.individuals().get(kind, ()):
        return f"pg:{value}"
    writers = {"xsd:integer": integer, "xsd:date": day}
    return writers.get(kind, string)(value)


# ---------------------------------------------------------------- Knowledge → Turtle

Rows = list[tuple[str, str]]


def _block(subject: str, types: Iterable[str], rows: Rows) -> str:
    """One subject with its types first, then predicates and objects in sorted order."""
    grouped: dict[str, list[str]] = {}
    for predicate, value in sorted(set(rows)):
        grouped.setdefault(predicate, []).append(value)
    lines = [f"a {', '.join(sorted(types))}"]
    lines += [f"{predicate} {', '.join(values)}" for predicate, values in grouped.items()]
    return f"{subject} " + " ;\n    ".join(lines) + " .\n\n"


def _page(source: Source) -> str:
    rows = [("dcterms:identifier", string(source.name)), ("pg:sha256", string(source.sha256))]
    rows += [("dcterms:format", string(source.format))] if source.format else []
    rows += [("dcterms:title", string(source.title))] if source.title else []
    rows += [("dcterms:source", string(source.source))] if source.source else []
    rows += [("schema:datePublished", day(source.date))] if source.date else []
    rows += [("schema:url", string(source.url))] if source.url else []
    return _block(f"<{ontology.page_iri(source.name, '')}>", ["pg:Page"], rows)


def _article(report: Report, mentioned: Iterable[str]) -> str:
    rows = [
        ("dcterms:identifier", string(report.id)),
        ("schema:isPartOf", f"<{ontology.page_iri(report.page, '')}>"),
        ("schema:position", str(report.number)),
        ("pg:start", str(report.start)),
        ("pg:end", str(report.end)),
    ]
    rows += [("schema:headline", string(report.headline))] if report.headline else []
    rows += [("schema:datePublished", day(report.date))] if report.date else []
    rows += [("schema:creditText", string(name)) for name in report.reporters]
    rows += [("pg:byline", string(BYLINE_JOINT.join(report.reporters)))] if len(report.reporters) > 1 else []
    rows += [("schema:mentions", f"<{ontology.entity_iri(entity, '')}>") for entity in mentioned]
    return _block(f"<{ontology.article_iri(report.id, '')}>", ["pg:Article"], rows)


def _readings(subject: str, evidence: tuple[Evidence, ...]) -> tuple[Rows, str]:
    """A fact's rows of proof, and the pg:Reading blocks that tell several rules' passages apart."""
    passages: dict[str, list[str]] = defaultdict(list)
    for one in evidence:
        passages[one.rule].append(f"<{ontology.passage_iri(one.passage, '')}>")
    rows = [("prov:wasDerivedFrom", passage) for found in passages.values() for passage in found]
    rows += [("pg:foundBy", string(rule)) for rule in passages]
    if len(passages) < 2:
        return rows, ""
    blocks = []
    for rule, found in sorted(passages.items()):
        reading = f"<{subject}#{ontology.encode(rule)}>"
        rows.append(("pg:reading", reading))
        derived = [("prov:wasDerivedFrom", passage) for passage in found]
        blocks.append(_block(reading, ["pg:Reading"], [("pg:foundBy", string(rule)), *derived]))
    return rows, "".join(blocks)


def _entity(entity: Entity, direct: Rows) -> str:
    iri = ontology.entity_iri(entity.id, "")
    proof, readings = _readings(iri, entity.evidence)
    name = chinese(entity.name)
    rows = [("skos:prefLabel", name), ("rdfs:label", name), *direct, *proof]
    rows += [("skos:altLabel", chinese(alias)) for alias in entity.aliases]
    rows += [("pg:divisionCode", string(entity.code))] if entity.code else []
    types = {f"pg:{entity.type}"} | ({f"pg:{entity.kind}"} if entity.kind else set())
    return _block(f"<{iri}>", types, rows) + readings


def _statement(relation: Relation) -> str:
    iri = ontology.statement_iri(relation.id, "")
    proof, readings = _readings(iri, relation.evidence)
    rows = [
        ("rdf:subject", f"<{ontology.entity_iri(relation.subject, '')}>"),
        ("rdf:predicate", f"pg:{relation.predicate}"),
        ("rdf:object", f"<{ontology.entity_iri(relation.object, '')}>"),
        ("pg:confidence", decimal(relation.confidence)),
        *proof,
    ]
    rows += [(f"pg:{name}", _qualifier(name, value)) for name, value in relation.qualifiers]
    rows += [("pg:trigger", string(trigger)) for trigger in relation.triggers]
    rows += [("pg:conflictsWith", f"<{ontology.statement_iri(other, '')}>") for other in relation.conflicts]
    return _block(f"<{iri}>", ["pg:Statement"], rows) + readings


def _observation(observation: Observation) -> str:
    iri = ontology.observation_iri(observation.id, "")
    proof, readings = _readings(iri, observation.evidence)
    rows = [
        ("pg:observationOf", f"<{ontology.entity_iri(observation.subject, '')}>"),
        ("pg:indicator", string(observation.indicator)),
        ("pg:value", decimal(observation.value)),
        ("pg:unit", string(observation.unit)),
        ("pg:confidence", decimal(observation.confidence)),
        *proof,
    ]
    rows += [("pg:printed", string(observation.printed))] if observation.printed else []
    rows += [("pg:conflictsWith", f"<{ontology.observation_iri(other, '')}>") for other in observation.conflicts]
    rows += [(f"pg:{name}", _qualifier(name, value)) for name, value in observation.qualifiers]
    return _block(f"<{iri}>", ["pg:Observation"], rows) + readings


def _passage(passage: Passage, article: str) -> str:
    rows = [
        ("pg:start", str(passage.start)),
        ("pg:end", str(passage.end)),
        ("pg:quote", string(passage.text)),
        ("pg:inArticle", f"<{ontology.article_iri(article, '')}>"),
    ]
    if len(passage.spans) > 1:
        rows.append(("pg:spans", string(" ".join(f"{span.start},{span.end}" for span in passage.spans))))
    return _block(f"<{ontology.passage_iri(passage, '')}>", ["pg:Passage"], rows)


def holds(relation: Relation) -> bool:
    """Whether the relation is so, and stands as a direct triple: what is only planned or sought does
    not, but for pg:implements, whose meaning takes in plans."""
    hoped = dict(relation.qualifiers).get("modality") in ("Planned", "Sought")
    return relation.predicate == "implements" or not hoped


def _proofs(knowledge: Knowledge) -> Iterator[Evidence]:
    for facts in (knowledge.entities, knowledge.relations, knowledge.observations):
        for fact in facts:
            yield from fact.evidence


def write(knowledge: Knowledge, base: str = ontology.BASE) -> Iterator[str]:
    """The graph as Turtle, one subject a piece: pages, articles, entities, statements, observations,
    passages, each in the order of its ids.  ValueError for a base that is no absolute IRI ending in /."""
    if not _BASE.fullmatch(base):
        raise ValueError(f"base IRI '{base}': an absolute IRI that ends in / is needed, such as {ontology.BASE}")
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(ontology.PREFIXES.items()))
    yield f"@base <{base}> .\n{prefixes}\n"
    direct: dict[str, Rows] = defaultdict(list)
    for relation in knowledge.relations:
        if holds(relation):
            row = (f"pg:{relation.predicate}", f"<{ontology.entity_iri(relation.object, '')}>")
            direct[relation.subject].append(row)
    mentioned: dict[str, set[str]] = defaultdict(set)
    for entity in knowledge.entities:
        for one in entity.evidence:
            mentioned[one.article].add(entity.id)
    yield from map(_page, knowledge.pages)
    yield from (_article(report, mentioned[report.id]) for report in knowledge.articles)
    yield from (_entity(entity, direct[entity.id]) for entity in knowledge.entities)
    yield from map(_statement, knowledge.relations)
    yield from map(_observation, knowledge.observations)
    passages = {(e.passage.page, e.passage.start, e.passage.end, e.passage.spans): e for e in _proofs(knowledge)}
    yield from (_passage(passages[place].passage, passages[place].article) for place in sorted(passages))


# ---------------------------------------------------------------- Turtle → Knowledge

Objects = list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]
Node = Mapping[str, Objects]


def read(path: str | Path) -> Knowledge:
    """The Knowledge that a Turtle file of ours holds: what was written comes back equal.

    OSError where the file cannot be read; ValueError with file, line and column where it is no
    Turtle, or with the missing term where it is not a graph of Pressgraph.
    """
    nodes: dict[str, dict[str, Objects]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            subject = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
            nodes.setdefault(subject, defaultdict(list))[quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        raise ValueError(f"{path}:{error.lineno or 1}:{error.offset or 1}: no valid Turtle: {error.msg}") from error
    try:
        return _knowledge(nodes)
    except KeyError as error:
        missing = f"no graph that kg build wrote: {error.args[0]} is missing"
        raise ValueError(f"{path}: {missing}; kg check {path} lists what is wrong") from error


def _knowledge(nodes: Mapping[str, Node]) -> Knowledge:
    by_type: dict[str, list[str]] = defaultdict(list)
    for iri, node in nodes.items():
        for value in _all(node, TYPE):
            if value.startswith(PG):
                by_type[value.removeprefix(PG)].append(iri)
    if not by_type["Page"]:
        raise KeyError("pg:Page")
    articles = {iri: _read_article(nodes, iri) for iri in by_type["Article"]}
    passages = {iri: _read_passage(nodes, iri, articles) for iri in by_type["Passage"]}
    entities = [_read_entity(nodes, iri, name, passages) for name in ontology.types() for iri in by_type[name]]
    relations = [_read_relation(nodes, iri, passages) for iri in by_type["Statement"]]
    observations = [_read_observation(nodes, iri, passages) for iri in by_type["Observation"]]
    return Knowledge(
        pages=tuple(sorted((_read_page(nodes[iri]) for iri in by_type["Page"]), key=lambda page: page.name)),
        articles=tuple(sorted(articles.values(), key=lambda report: (report.page, report.number, report.id))),
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        relations=tuple(sorted(relations, key=lambda relation: relation.id)),
        observations=tuple(sorted(observations, key=lambda observation: observation.id)),
    )


@cache
def _full(name: str) -> str:
    """pg:unit → its IRI."""
    prefix, _, local = name.partition(":")
    return ontology.PREFIXES[prefix] + local


def _all(node: Node, predicate: str) -> list[str]:
    """Every object's IRI or lexical form."""
    values = node.get(predicate, ())
    return [value.value for value in values if isinstance(value, ox.NamedNode | ox.Literal)]


def _maybe(node: Node, name: str) -> str:
    """The first object, "" where there is none."""
    values = _all(node, _full(name))
    return values[0] if values else ""


def _one(node: Node, name: str) -> str:
    """The first object; KeyError naming the predicate where there is none."""
    values = _all(node, _full(name))
    if not values:
        raise KeyError(name)
    return values[0]


def _tail(iri: str) -> str:
    """The id of a statement or observation: its IRI's last segment."""
    return unquote(iri.rpartition("/")[2])


def _entity_id(iri: str) -> str:
    """"…/id/District/临江市" → "District/临江市"."""
    head, _, name = iri.rpartition("/")
    return f"{unquote(head.rpartition('/')[2])}/{unquote(name)}"


def _read_page(node: Node) -> Source:
    return Source(
        name=_one(node, "dcterms:identifier"),
        sha256=_maybe(node, "pg:sha256"),
        format=_maybe(node, "dcterms:format"),
        title=_maybe(node, "dcterms:title"),
        date=_maybe(node, "schema:datePublished"),
        source=_maybe(node, "dcterms:source"),
        url=_maybe(node, "schema:url"),
    )


def _read_article(nodes: Mapping[str, Node], iri: str) -> Report:
    node = nodes[iri]
    names = _all(node, _full("schema:creditText"))
    printed = _maybe(node, "pg:byline").split(BYLINE_JOINT)
    return Report(
        id=_one(node, "dcterms:identifier"),
        page=_one(nodes[_one(node, "schema:isPartOf")], "dcterms:identifier"),
        number=int(_one(node, "schema:position")),
        headline=_maybe(node, "schema:headline"),
        date=_maybe(node, "schema:datePublished"),
        reporters=tuple(printed) if set(printed) == set(names) else tuple(sorted(names)),
        start=int(_one(node, "pg:start")),
        end=int(_one(node, "pg:end")),
    )


def _read_passage(nodes: Mapping[str, Node], iri: str, articles: Mapping[str, Report]) -> tuple[str, Passage]:
    """The passage with the id of its article."""
    node = nodes[iri]
    article = articles[_one(node, "pg:inArticle")]
    pieces = (_maybe(node, "pg:spans") or f"{_one(node, 'pg:start')},{_one(node, 'pg:end')}").split()
    spans = tuple(Span(*map(int, piece.split(","))) for piece in pieces)
    return article.id, Passage(article.page, _one(node, "pg:quote"), spans)


def _read_evidence(
    nodes: Mapping[str, Node], node: Node, passages: Mapping[str, tuple[str, Passage]]
) -> tuple[Evidence, ...]:
    """Rule by rule where there are pg:Readings, else all passages with the one rule."""
    readings = [nodes[iri] for iri in _all(node, _full("pg:reading"))] or [node]
    pairs = [(iri, _maybe(reading, "pg:foundBy")) for reading in readings for iri in _all(reading, DERIVED)]
    return tuple(sorted(Evidence(*passages[iri], rule) for iri, rule in pairs))


def _read_conflicts(node: Node) -> tuple[str, ...]:
    return tuple(sorted(_tail(iri) for iri in _all(node, PG + "conflictsWith")))


def _read_qualifiers(node: Node) -> Qualifiers:
    known = ontology.qualifiers()
    names = [predicate.removeprefix(PG) for predicate in node if predicate.startswith(PG)]
    pairs = [(name, value) for name in names if name in known for value in _all(node, PG + name)]
    return tuple(sorted((name, value.removeprefix(PG)) for name, value in pairs))


def _read_entity(
    nodes: Mapping[str, Node], iri: str, type_: str, passages: Mapping[str, tuple[str, Passage]]
) -> Entity:
    node = nodes[iri]
    finer = {value.removeprefix(PG) for value in _all(node, TYPE)} & set(ontology.kinds()[type_])
    return Entity(
        id=_entity_id(iri),
        type=type_,
        kind=min(finer, default=""),
        name=_one(node, "skos:prefLabel"),
        aliases=tuple(sorted(_all(node, _full("skos:altLabel")))),
        code=_maybe(node, "pg:divisionCode"),
        evidence=_read_evidence(nodes, node, passages),
    )


def _read_relation(nodes: Mapping[str, Node], iri: str, passages: Mapping[str, tuple[str, Passage]]) -> Relation:
    node = nodes[iri]
    return Relation(
        id=_tail(iri),
        subject=_entity_id(_one(node, "rdf:subject")),
        predicate=_one(node, "rdf:predicate").removeprefix(PG),
        object=_entity_id(_one(node, "rdf:object")),
        qualifiers=_read_qualifiers(node),
        confidence=Decimal(_one(node, "pg:confidence")),
        triggers=tuple(sorted(_all(node, PG + "trigger"))),
        evidence=_read_evidence(nodes, node, passages),
        conflicts=_read_conflicts(node),
    )


def _read_observation(
    nodes: Mapping[str, Node], iri: str, passages: Mapping[str, tuple[str, Passage]]
) -> Observation:
    node = nodes[iri]
    return Observation(
        id=_tail(iri),
        subject=_entity_id(_one(node, "pg:observationOf")),
        indicator=_one(node, "pg:indicator"),
        value=Decimal(_one(node, "pg:value")),
        unit=_one(node, "pg:unit"),
        qualifiers=_read_qualifiers(node),
        confidence=Decimal(_one(node, "pg:confidence")),
        printed=_maybe(node, "pg:printed"),
        evidence=_read_evidence(nodes, node, passages),
        conflicts=_read_conflicts(node),
    )
