"""Knowledge → the files of a build: Turtle (and back), GraphML, CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import unquote

from kg import graph, ontology
from kg import graphml as graphml_file
from kg.model import Evidence, Knowledge, Observation, Qualifiers, Relation
from kg.turtle import read
from kg.turtle import write as turtle

__all__ = ["cell", "entities_csv", "graphml", "observations_csv", "read", "relations_csv", "spreadsheet", "turtle"]


def graphml(knowledge: Knowledge) -> Iterator[str]:
    """The graph as lines of GraphML."""
    return graphml_file.write(graph.of(knowledge))


_INTEGER = re.compile(r"0|-?[1-9][0-9]*")

# Excel, LibreOffice and Google Sheets run a cell that begins so (also in full width) as a formula.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|\t\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


LONGEST_CELL = 32_000
"""Characters: Excel cuts a cell at 32,767 without a word."""


def cell(value: str | int | Decimal) -> str:
    """A spreadsheet cell: numbers plain, text that a spreadsheet might run as a formula behind an apostrophe."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, int):
        return str(value)
    text = _CONTROL.sub("\ufffd", value)
    text = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    return f"'{text}" if _FORMULA.match(text) else text


def spreadsheet(header: Iterable[str], rows: Iterable[Iterable[str | int | Decimal]]) -> str:
    """UTF-8 text with BOM (Excel needs it to show Chinese) and \\r\\n line ends (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


MOST_PLACES = 100


def _proof(evidence: tuple[Evidence, ...]) -> tuple[str, str, int]:
    """The first sentence that says it, where (the first hundred of) all of them stand, and how many there are."""
    places = [ontology.passage_iri(one.passage, "").removeprefix("Page/") for one in evidence[:MOST_PLACES]]
    told = dict.fromkeys(unquote(place) for place in places)
    more = " …" if len(evidence) > MOST_PLACES else ""
    return (evidence[0].passage.text if evidence else "", " ".join(told) + more, len(evidence))


def entities_csv(knowledge: Knowledge) -> str:
    """One row an entity: id, type, kind, name, aliases, division code, and where it is named."""
    header = ("id", "type", "kind", "name", "aliases", "code", "quote", "source", "mentions")
    return spreadsheet(
        header,
        ((e.id, e.type, e.kind, e.name, "|".join(e.aliases), e.code, *_proof(e.evidence)) for e in knowledge.entities),
    )


QUALIFIED = ("year", "edition", "batch", "rank", "rankScope", "count",
             "role", "status", "modality", "period", "from", "to")  # fmt: skip


def relations_csv(knowledge: Knowledge) -> str:
    """One row a relation: ids and names of both ends, predicate, qualifiers, and the sentences that say it."""
    names = {entity.id: entity.name for entity in knowledge.entities}
    header = ("id", "subject", "subject_name", "predicate", "object", "object_name", *QUALIFIED,
              "confidence", "triggers", "quote", "source", "sentences")  # fmt: skip

    def row(r: Relation) -> list[str | int | Decimal]:
        ends = [r.id, r.subject, names.get(r.subject, ""), r.predicate, r.object, names.get(r.object, "")]
        return [*ends, *_qualified(r.qualifiers), r.confidence, "|".join(r.triggers), *_proof(r.evidence)]

    return spreadsheet(header, map(row, knowledge.relations))


def observations_csv(knowledge: Knowledge) -> str:
    """One row an observation: whose, indicator, value, unit, qualifiers, as printed, and the sentences."""
    names = {entity.id: entity.name for entity in knowledge.entities}
    header = ("id", "subject", "subject_name", "indicator", "value", "unit", *QUALIFIED,
              "confidence", "printed", "quote", "source", "sentences")  # fmt: skip

    def row(o: Observation) -> list[str | int | Decimal]:
        told = (o.id, o.subject, names.get(o.subject, ""), o.indicator, o.value, o.unit)
        return [*told, *_qualified(o.qualifiers), o.confidence, o.printed, *_proof(o.evidence)]

    return spreadsheet(header, map(row, knowledge.observations))


def _qualified(qualifiers: Qualifiers) -> list[str | int | Decimal]:
    """Qualifier values in the order of the CSV columns, whole numbers as numbers."""
    values = dict(qualifiers)
    return [int(v) if _INTEGER.fullmatch(v) else v for v in (values.get(name, "") for name in QUALIFIED)]
