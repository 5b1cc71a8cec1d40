"""The built-in questions: queries/*.rq → Questions with parameters, bound as terms.

A file begins with comments: the question in Chinese, in English, an explanation, then
`# @group`, `# @param name text|number|type|choice[?] label` (? may be left out; the words after ：
are the choices), `# @columns` (headings in Chinese), `# @chart label value [unit]`.  A parameter
`name` is the variable ?_name in the query; its value is written after the first "WHERE {", so a
query that aggregates twice has that word inside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import ontology
from kg.engine import Answer
from kg.installed import folder

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_ASKED = re.compile(r"\?_(\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question asks for; kind is text, number, or choice of one of choices (value, label)."""

    name: str
    kind: str
    needed: bool
    label: str
    choices: tuple[tuple[str, str], ...] = ()

    def term(self, value: str) -> ox.Literal:
        """The value as a literal; ValueError where a number is wanted and it is none."""
        value = value.strip()
        known = [choice for choice, _ in self.choices]
        if known and value not in known:
            raise ValueError(f"--{self.name}: '{value}' is none of {', '.join(known)}")
        if self.kind != "number":
            return ox.Literal(value)
        if not _NUMBER.fullmatch(value):
            raise ValueError(f"--{self.name}: '{value}' is no number; a number such as 2024 or 0.6 is needed")
        kind = "integer" if value.lstrip("+-").isdigit() else "decimal"
        return ox.Literal(value, datatype=ox.NamedNode(ontology.PREFIXES["xsd"] + kind))


@dataclass(frozen=True, slots=True)
class Question:
    """One built-in question.  chart: (label column, value column[, unit column]) or ()."""

    name: str
    zh: str
    en: str
    explanation: str
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    chart: tuple[str, ...]
    text: str

    def bound(self, values: Mapping[str, str]) -> str:
        """The query with the values written in as RDF literals (VALUES), never as query text.

        ValueError for an unknown parameter, one that is missing, or a number that is none.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise ValueError(f"{self.name} has no --{name}; it has {self._usage() or 'no parameters'}")
        given = {name: value for name, value in values.items() if value.strip()}
        missing = [parameter.name for parameter in self.parameters if parameter.needed and parameter.name not in given]
        if missing:
            raise ValueError(f"{self.name} needs --{missing[0]}: {known[missing[0]].label}")
        if not given:
            return self.text
        terms = {name: known[name].term(value) for name, value in sorted(given.items())}
        variables = " ".join(f"?_{name}" for name in terms)
        literals = " ".join(map(str, terms.values()))
        return self.text.replace("WHERE {", f"WHERE {{ VALUES ({variables}) {{ ({literals}) }}", 1)

    def _usage(self) -> str:
        return " ".join(f"--{p.name}" if p.needed else f"[--{p.name}]" for p in self.parameters)


@cache
def questions() -> dict[str, Question]:
    """Every built-in question by name, grouped, in a fixed order."""
    found = [_question(path) for path in sorted(folder("queries").glob("*.rq"))]
    return {question.name: question for question in sorted(found, key=lambda q: (_rank(q.group), q.group, q.name))}


GROUPS = ("荣誉", "项目", "数据", "机构", "人物", "文件", "活动", "来源")


def _rank(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def _question(path: Path) -> Question:
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
    told: dict[str, list[str]] = {}
    for line in comments:
        if line.startswith("@"):
            key, _, rest = line[1:].partition(" ")
            told.setdefault(key, []).append(rest.strip())
    plain = [line for line in comments if not line.startswith("@")]
    if len(plain) < 3:
        raise ValueError(f"{path}:1: first must come the question in Chinese, in English, and an explanation")
    return Question(
        name=path.stem,
        zh=plain[0],
        en=plain[1],
        explanation="".join(plain[2:]),
        group=" ".join(told.get("group", ["其他"])),
        parameters=tuple(_parameter(path, line) for line in told.get("param", ())),
        columns=tuple(" ".join(told.get("columns", ())).split()),
        chart=tuple(" ".join(told.get("chart", ())).split()),
        text="\n".join(lines) + "\n",
    )


def _parameter(path: Path, line: str) -> Parameter:
    name, kind, label = line.split(maxsplit=2)
    needed, kind = not kind.endswith("?"), kind.rstrip("?")
    if kind not in ("text", "number", "type", "choice"):
        raise ValueError(f"{path}: @param {name}: unknown kind '{kind}'; known: text number type choice, or with ?")
    if kind == "type":
        return Parameter(name, "choice", needed, label, tuple((one, ontology.label(one)) for one in ontology.types()))
    label, _, words = label.partition("：")
    return Parameter(name, kind, needed, label, tuple((word, word) for word in words.split()))


# ---------------------------------------------------------------- answers as tables of names


@dataclass(frozen=True, slots=True)
class Cell:
    """What a reader sees, and the IRI behind it ("" where there is none); number: shown as one."""

    text: str
    iri: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Names for variables and IRIs; a column xName is folded into its x."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


_NUMERAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_NUMBERS = tuple(ontology.PREFIXES["xsd"] + kind for kind in ("integer", "decimal", "double", "float"))


def table(answer: Answer) -> Table:
    """A SELECT's or ASK's answer (Job.rows "table") as people read it."""
    told = json.loads(answer.body)
    if "boolean" in told:
        return Table(("ask",), ((Cell("是 yes" if told["boolean"] else "否 no"),),))
    variables = told["head"]["vars"]
    shown = tuple(v for v in variables if not (v.endswith("Name") and v.removesuffix("Name") in variables))
    rows = told["results"]["bindings"]
    return Table(shown, tuple(tuple(_cell(row, name, answer.names) for name in shown) for row in rows))


def _cell(row: Mapping[str, Any], variable: str, names: Mapping[str, str]) -> Cell:
    term = row.get(variable)
    if term is None:
        return Cell("")
    if term["type"] == "literal":
        return Cell(term["value"], number=term.get("datatype") in _NUMBERS and bool(_NUMERAL.fullmatch(term["value"])))
    if term["type"] != "uri":
        return Cell(json.dumps(term["value"], ensure_ascii=False) if term["type"] == "triple" else f"_:{term['value']}")
    name = row.get(f"{variable}Name", {}).get("value") or names.get(term["value"]) or short(term["value"])
    return Cell(name, iri=term["value"])


def short(iri: str) -> str:
    """An IRI as prefix:name where we know the prefix."""
    for prefix, namespace in ontology.prologue():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
