"""Rows of terms → SPARQL 1.1 results in JSON, XML, CSV and TSV.

Ours, because Oxigraph's own writers know no limit of rows: they write all there is.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg import ontology

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
MEDIA = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
}


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    told = {"type": "literal", "value": term.value}
    if term.language:
        return told | {"xml:lang": term.language}
    plain = term.datatype.value == ontology.PREFIXES["xsd"] + "string"
    return told if plain else told | {"datatype": term.datatype.value}


def _json_rows(variables: list[str], rows: Iterable[tuple[Term | None, ...]], cut: bool) -> str:
    """SPARQL 1.1 Query Results JSON; a member "cut" at the top says that a limit ended it early."""
    bindings = [
        {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None} for row in rows
    ]
    told: dict[str, Any] = {"head": {"vars": variables}, "results": {"bindings": bindings}}
    return json.dumps(told | ({"cut": True} if cut else {}), ensure_ascii=False, separators=(",", ":"))


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _xml_term(term: Term) -> str:
    told = _json_term(term)
    if told["type"] == "triple":
        parts = "".join(f"<{name}>{_xml_term(getattr(term, name))}</{name}>" for name in told["value"])
        return f"<triple>{parts}</triple>"
    text = escape(_CONTROL.sub("\ufffd", told["value"]), {"\r": "&#13;"})
    if told["type"] != "literal":
        return f"<{told['type']}>{text}</{told['type']}>"
    attributes = "".join(f" {name}={quoteattr(told[name])}" for name in ("xml:lang", "datatype") if name in told)
    return f"<literal{attributes}>{text}</literal>"


def _xml_rows(variables: list[str], rows: Iterable[tuple[Term | None, ...]], cut: bool) -> str:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    results = []
    for row in rows:
        pairs = zip(variables, row, strict=True)
        bound = (f"<binding name={quoteattr(n)}>{_xml_term(t)}</binding>" for n, t in pairs if t is not None)
        results.append(f"<result>{''.join(bound)}</result>\n")
    note = "<!-- cut: a limit ended it early -->\n" if cut else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        f"<head>{head}</head>\n{note}<results>\n{''.join(results)}</results>\n</sparql>\n"
    )


def _csv_rows(variables: list[str], rows: Iterable[tuple[Term | None, ...]], cut: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(variables)
    writer.writerows([_csv_term(term) for term in row] for row in rows)
    return out.getvalue()


def _csv_term(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.BlankNode | ox.Triple):
        return str(term)
    return term.value


def _tsv_rows(variables: list[str], rows: Iterable[tuple[Term | None, ...]], cut: bool) -> str:
    lines = ["\t".join(f"?{name}" for name in variables)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in rows]
    return "\n".join(lines) + "\n"


WRITERS: dict[str, Callable[[list[str], Iterable[tuple[Term | None, ...]], bool], str]] = {
    "json": _json_rows,
    "xml": _xml_rows,
    "csv": _csv_rows,
    "tsv": _tsv_rows,
}


def boolean(kind: str, value: bool) -> str:
    """The answer to an ASK."""
    word = "true" if value else "false"
    if kind == "json":
        return f'{{"head":{{}},"boolean":{word}}}'
    if kind == "xml":
        return (
            f'<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
            f"<boolean>{word}</boolean></sparql>\n"
        )
    return f"{word}\n"
