"""kg query: words of the command line → a query, run in a child, printed in the format asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg import engine, outputs, query, results, sparql
from kg.pages import printable
from kg.query import Question, questions

DONE, FAILED = 0, 2
WIDE = 160
"""Columns of a table that goes to a file or a pipe."""


def command(
    words: Iterable[str], *, listed: bool, show: bool, form: str | None, store: Path | None, seconds: float
) -> int:
    """Runs `kg query` and gives its exit status; answers on stdout, complaints on stderr."""
    if listed:
        _list()
        return DONE
    try:
        what = asked(words)
        if show:
            click.echo(what.text, nl=False)
            return DONE
        answer = ask(what, form, store, seconds)
    except (OSError, ValueError) as error:
        return _complain(str(error))
    if answer.kind == "error":
        wrong = sparql.Wrong(answer.message, answer.line, answer.column)
        return _complain(sparql.shown(what.text, wrong, what.name) if answer.line else answer.message)
    _print(answer, what, form)
    if answer.cut:
        click.echo(f"kg: cut after {answer.count:,} rows", err=True)
    return DONE


def _complain(message: str) -> int:
    click.echo(f"kg: {message}", err=True)
    return FAILED


def ask(what: Asked, form: str | None, store: Path | None, seconds: float) -> engine.Answer:
    """The answer, from the files in memory or from a store on disk; ValueError for a format that does not fit."""
    kind = sparql.look(what.text).form if len(what.text) <= sparql.MOST_CHARACTERS else ""
    rows = kind in ("SELECT", "ASK")
    if form in engine.GRAPHS and rows:
        raise ValueError(f"{kind} gives rows, not triples; --format table, csv, tsv, json or xml")
    if form in results.MEDIA and kind in ("CONSTRUCT", "DESCRIBE"):
        raise ValueError(f"{kind} gives triples, not rows; --format turtle, ntriples, rdfxml or jsonld")
    limits = engine.Limits(seconds=seconds)
    job = engine.Job(what.text, rows=form if form in results.MEDIA else "table",
                     graph=form if form in engine.GRAPHS else "turtle", limits=limits)  # fmt: skip
    if store is not None:
        engine.refresh(what.graphs, store)
        return engine.run(lambda: engine.opened(store), job)
    memory = engine.load(what.graphs)
    return engine.run(lambda: memory, job)


def _print(answer: engine.Answer, what: Asked, form: str | None) -> None:
    if answer.kind == "graph" or form in results.MEDIA:
        sys.stdout.buffer.write(answer.body + (b"" if answer.body.endswith(b"\n") else b"\n"))
        sys.stdout.buffer.flush()
        return
    table = query.table(answer)
    heads = what.question.columns if what.question and what.question.columns else table.variables
    shown = Table(show_lines=any(len(cell.text) > 60 for row in table.rows for cell in row))
    for head in heads:
        shown.add_column(head, overflow="fold")
    for number, row in enumerate(zip(*table.rows, strict=True)):
        if row and all(cell.number or not cell.text for cell in row):
            shown.columns[number].justify = "right"
    for cells in table.rows:
        shown.add_row(*(Text(printable(cell.text)) for cell in cells))
    screen = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    screen.print(shown)
    click.echo(f"{answer.count} {'row' if answer.count == 1 else 'rows'}", err=True)


def _list() -> None:
    screen = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    for group in dict.fromkeys(question.group for question in questions().values()):
        screen.print(f"[bold]{group}[/bold]")
        for question in (one for one in questions().values() if one.group == group):
            usage = " ".join(f"--{p.name} …" if p.needed else f"[--{p.name} …]" for p in question.parameters)
            screen.print(Text(f"  {question.name} {usage}".rstrip()))
            screen.print(Text(f"      {question.zh}  {question.en}"))


@dataclass(frozen=True, slots=True)
class Asked:
    """The graphs to ask, the query, and what to call it in an error."""

    graphs: tuple[Path, ...]
    text: str
    name: str
    question: Question | None = None


def asked(words: Iterable[str], graph: Path = Path("export")) -> Asked:
    """[GRAPH …] QUERY [--parameter value …] → what is asked; `graph` stands where no GRAPH is given.

    QUERY is a built-in question's name, a .rq file, or SPARQL.  ValueError, or OSError for a .rq
    file that cannot be read, with what would be right.
    """
    plain, values = _split(words)
    if not plain:
        raise ValueError("no query; give a question's name (kg query --list), a .rq file, or SPARQL")
    *graphs, query = plain
    paths = tuple(graph_file(Path(one)) for one in graphs or [str(graph)])
    if query in questions():
        question = questions()[query]
        return Asked(paths, question.bound(values), query, question)
    if values:
        raise ValueError(f"--{next(iter(values))}: only built-in questions have parameters (kg query --list)")
    if query.endswith(".rq"):
        return Asked(paths, Path(query).read_text(encoding="utf-8"), query)
    if not re.search(r"\s|[{<]", query):
        near = get_close_matches(query, questions(), 3)
        hint = f"near: {', '.join(near)}" if near else "kg query --list shows them"
        raise ValueError(f"no question is called '{query}'; {hint}")
    return Asked(paths, query, "query")


def _split(words: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Positional words, and --name value or --name=value pairs."""
    plain: list[str] = []
    values: dict[str, str] = {}
    waiting = ""
    for word in words:
        if waiting:
            values[waiting], waiting = word, ""
        elif word.startswith("--") and len(word) > 2:
            name, equals, value = word[2:].partition("=")
            if equals:
                values[name] = value
            else:
                waiting = name
        else:
            plain.append(word)
    if waiting:
        raise ValueError(f"--{waiting} needs a value")
    return plain, values


def graph_file(path: Path) -> Path:
    """A build's folder stands for the graph.ttl in it."""
    path = outputs.graph_file(path)
    if not path.exists():
        raise ValueError(f"{path}: no such file; give a graph.ttl, or the folder that kg build wrote")
    return path
