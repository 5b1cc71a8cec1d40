"""What every analysis is made of: a question with a name, typed rows for an answer, notes on how it was found."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

import networkx as nx

from kg.lexicon import fold

Row = TypeVar("Row")
Asked = TypeVar("Asked", bound=Callable[..., Any])

LIMIT = 20
"""Rows of an answer unless asked otherwise: one screen."""
DECIMALS = 6
"""Measures are rounded here, so that the last bits of a processor never show; ties are then broken by name."""


class Unanswerable(ValueError):
    """A question that this graph cannot answer; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Note:
    """How an answer was found or cut: key of a text in templates/report/words.tsv, and its values."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def note(key: str, **values: object) -> Note:
    """A note with its values as strings."""
    return Note(key, tuple((name, str(value)) for name, value in values.items()))


@dataclass(frozen=True, slots=True)
class Answer(Generic[Row]):
    """Rows in their order and the notes that belong to them; iterates over its rows."""

    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> Row:
        return self.rows[at]


@dataclass(frozen=True, slots=True)
class Question:
    """A registered analysis: answer(graph, *names, **options) gives an Answer of row."""

    name: str
    row: type
    answer: Callable[..., Answer[Any]]

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return inspect.getdoc(self.answer).split("\n", 1)[0]  # type: ignore[union-attr]

    @property
    def names(self) -> tuple[inspect.Parameter, ...]:
        """What must be named beside the graph (the entity of ego, both ends of path)."""
        parameters = tuple(inspect.signature(self.answer).parameters.values())[1:]
        return tuple(p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD)

    @property
    def options(self) -> tuple[inspect.Parameter, ...]:
        """What may be asked otherwise: its keyword-only parameters."""
        return tuple(p for p in inspect.signature(self.answer).parameters.values() if p.kind is p.KEYWORD_ONLY)


QUESTIONS: dict[str, Question] = {}
"""Every analysis by its name, in the order in which a report asks them."""


def question(row: type) -> Callable[[Asked], Asked]:
    """Registers a function under its own name as the analysis that answers with such rows."""

    def register(function: Asked) -> Asked:
        QUESTIONS[function.__name__] = Question(function.__name__, row, function)
        return function

    return register


def require(graph: nx.MultiDiGraph[str]) -> None:
    """Raises Unanswerable for an empty graph and for one that is not ours."""
    if not graph.number_of_nodes():
        raise Unanswerable("the graph is empty: build pages that name something first (kg build FOLDER --out DIR)")
    for node, data in graph.nodes(data=True):
        if "type" not in data or "name" not in data:
            raise Unanswerable(f"not a Pressgraph graph: node {node!r} has no type and name (see kg/graph.py)")
    for subject, object_, data in graph.edges(data=True):
        if "predicate" not in data:
            raise Unanswerable(f"not a Pressgraph graph: edge {subject!r} → {object_!r} has no predicate")


def nearest(wanted: str, known: Iterable[str], most: int = 5) -> list[str]:
    """Up to most of the known names that look like the wanted one, best first: containing it, then alike."""
    key, names = fold(wanted), sorted(set(known))
    inside = [name for name in names if key and (key in fold(name) or (len(name) > 1 and fold(name) in key))]
    inside.sort(key=lambda name: (abs(len(name) - len(wanted)), name))
    alike = difflib.get_close_matches(wanted, names, n=most, cutoff=0.4)
    return list(dict.fromkeys([*inside[:most], *alike]))[:most]


def offered(wanted: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown name: the nearest known ones."""
    near = nearest(wanted, known)
    return f"; nearest: {', '.join(near)}" if near else ""


def find(graph: nx.MultiDiGraph[str], name: str) -> str:
    """The id of the entity so called: by id, by name, then by alias; width, case and quotes do not count.

    Raises Unanswerable for a name nobody bears (the nearest are offered) or several do (their ids are).
    """
    if name in graph:
        return name
    key = fold(name)
    bearers = sorted(node for node, data in graph.nodes(data=True) if fold(data["name"]) == key)
    if not bearers:
        bearers = sorted(n for n, data in graph.nodes(data=True) if any(fold(a) == key for a in data["aliases"]))
    if len(bearers) > 1:
        raise Unanswerable(f"{name} may be {' or '.join(bearers)}: give one of these ids")
    if bearers:
        return bearers[0]
    names = [known for _, data in graph.nodes(data=True) for known in (data["name"], *data["aliases"])]
    raise Unanswerable(f"no entity called {name}{offered(name, names)}")


def choice(value: str, known: Sequence[str], what: str) -> str:
    """The value, if it is one of the known ones; raises Unanswerable with them otherwise."""
    if value not in known:
        raise Unanswerable(f"no {what} {value!r}; known: {', '.join(known)}")
    return value


def names(graph: nx.MultiDiGraph[str], nodes: Iterable[str]) -> tuple[str, ...]:
    """The names of nodes, in their order."""
    return tuple(graph.nodes[node]["name"] for node in nodes)


def top(rows: Iterable[Row], limit: int, every: int, *notes: Note) -> Answer[Row]:
    """The first of so many rows, with a note of how many there are; limit 0 is all.  Later rows are never made."""
    if limit and every > limit:
        return Answer(tuple(islice(rows, limit)), (*notes, note("more", shown=limit, all=every)))
    return Answer(tuple(rows), notes)


def ranks(scores: Iterable[Any]) -> list[int]:
    """Places for scores that come highest first; equal scores share the better place (1, 1, 3)."""
    found: list[int] = []
    last: Any = None
    for at, score in enumerate(scores, 1):
        found.append(found[-1] if score == last else at)
        last = score
    return found
