"""Oxigraph behind a door: open a graph, run one query in a child process that can be killed.

A child is forked with the graph already in memory (some milliseconds at a million triples), may
open no file and no connection, and has limits on time, memory, rows and bytes.  What it answers,
and why it did not, comes back as an Answer.
"""

from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox

from kg import ontology, results, sparql
from kg.results import Term

if sys.platform != "win32":
    import resource

SUFFIXES = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".rdf": "RDF_XML",
    ".jsonld": "JSON_LD",
}
MARKS = "pressgraph.json"
"""In a store on disk: size and digest of the files it holds."""
GRAPHS = {
    "turtle": ("text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    "ntriples": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdfxml": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows (or triples), bytes of answer, bytes of memory beyond the graph's."""

    seconds: float = 30.0
    rows: int = 1_000_000
    bytes: int = 256 << 20
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Job:
    """One query.  rows: a key of results.MEDIA or "table" (JSON with names); graph: a key of GRAPHS.

    default_graphs and named_graphs are the protocol's dataset and replace the query's own; None
    where the request names none.
    """

    text: str
    rows: str = "json"
    graph: str = "turtle"
    base: str = ontology.BASE
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Answer:
    """kind: rows, ask, graph, or error; media: of the body; cut: a limit ended it early.

    For an error, message, line and column (0 where there is none) and status, as HTTP counts.
    names: IRI → name of everything in a table.
    """

    kind: str
    media: str = ""
    body: bytes = b""
    count: int = 0
    cut: bool = False
    message: str = ""
    line: int = 0
    column: int = 0
    status: int = 200
    names: dict[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- opening


def load(paths: Sequence[str | Path]) -> ox.Store:
    """The files in one store in memory; OSError or ValueError (file, line, column) where one is no RDF."""
    store = ox.Store()
    for path in map(Path, paths):
        _load(store, path)
    return store


def _load(store: ox.Store, path: Path) -> None:
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise ValueError(f"{path}: not a graph file by its name; known endings: {' '.join(SUFFIXES)}")
    try:
        store.bulk_load(path=path, format=getattr(ox.RdfFormat, kind), base_iri=ontology.BASE)
    except SyntaxError as error:
        where = f"{path}:{error.lineno or 1}:{error.offset or 1}"
        raise ValueError(f"{where}: no valid {kind.replace('_', '-').title()}: {error.msg}") from error


def refresh(paths: Sequence[str | Path], folder: Path) -> bool:
    """Makes the store on disk hold these files; True where it had to be built, because a file changed.

    Built beside and renamed into place, so that a build that is cut short leaves no half store.
    ValueError where the folder holds something else; OSError, ValueError as `load`.
    """
    ours = (folder / MARKS).is_file() or (folder.is_dir() and not any(folder.iterdir()))
    if folder.exists() and not ours:
        raise ValueError(f"{folder}: is there already and is no store of kg query; choose another --store")
    marks = {str(Path(path).resolve()): _mark(Path(path)) for path in paths}
    if _fresh(folder, marks):
        return False
    aside = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    try:
        _in_child(lambda: _build(paths, aside / "data"))
        (aside / MARKS).write_text(json.dumps(marks, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return True


def _build(paths: Sequence[str | Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    store = ox.Store(str(folder))
    for path in map(Path, paths):
        _load(store, path)
    store.flush()


def _in_child(work: Callable[[], None]) -> None:
    """Does the work in a child, whose complaint comes back as ValueError: an engine that has had a
    store on disk open leaves threads behind, and this process must stay fit to fork."""
    if sys.platform == "win32":
        work()
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            work()
        except (OSError, ValueError) as error:
            os.write(writing, str(error).encode(errors="replace")[:60000])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        complaint = pipe.read()
    _, status = os.waitpid(child, 0)
    if complaint or status:
        raise ValueError(complaint.decode() or f"the store could not be built (signal {status & 127})")


def opened(folder: Path) -> ox.Store:
    """The store on disk, to read."""
    return ox.Store.read_only(str(folder / "data"))


def _mark(path: Path) -> list[str | int]:
    """Size and digest of a file: a change of either makes the store old."""
    with path.open("rb") as file:
        return [path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()]


def _fresh(folder: Path, marks: dict[str, list[str | int]]) -> bool:
    try:
        return bool(json.loads((folder / MARKS).read_text(encoding="utf-8")) == marks)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False


# ---------------------------------------------------------------- running, in this process


def perform(store: ox.Store, job: Job) -> Answer:
    """Runs the query here and now; `run` does it in a child."""
    try:
        shape = sparql.look(job.text)
        found = _query(store, job, shape)
        if isinstance(found, ox.QueryBoolean):
            return _asked(bool(found), job)
        return _triples(found, job) if isinstance(found, ox.QueryTriples) else _rows(store, found, job)
    except sparql.Wrong as wrong:
        return Answer("error", message=wrong.message, line=wrong.line, column=wrong.column, status=wrong.status)


def _query(store: ox.Store, job: Job, shape: sparql.Shape) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    prefixes = dict(ontology.prologue(job.base))
    dataset: dict[str, Any] = {}
    if job.default_graphs is not None or job.named_graphs is not None:
        dataset["default_graph"] = [ox.NamedNode(graph) for graph in job.default_graphs or ()]
        dataset["named_graphs"] = [ox.NamedNode(graph) for graph in job.named_graphs or ()]
    else:
        _from_known(store, job, shape, prefixes)
    try:
        return store.query(job.text, base_iri=job.base, prefixes=prefixes, **dataset)
    except SyntaxError as error:
        raise sparql.explained(job.text, str(error), prefixes) from error
    except OSError as error:
        raise sparql.Wrong(f"the engine cannot run this: {error}") from error


def _from_known(store: ox.Store, job: Job, shape: sparql.Shape, prefixes: dict[str, str]) -> None:
    """FROM may name graphs of this store; nothing is fetched, so any other is an error, not an empty answer."""
    for name in (*shape.default_graphs, *shape.named_graphs):
        prefix, _, local = name.partition(":")
        iri = name[1:-1] if name.startswith("<") else prefixes.get(prefix, "") + local
        if not store.contains_named_graph(ox.NamedNode(iri)):
            at = sparql.place(job.text, job.text.find(name))
            message = f"FROM {name}: no such graph here, and nothing is fetched; leave it out"
            raise sparql.Wrong(message, *at, status=403)


def _asked(value: bool, job: Job) -> Answer:
    kind = "json" if job.rows == "table" else job.rows
    return Answer("ask", results.MEDIA[kind], results.boolean(kind, value).encode(), 1)


def _triples(found: ox.QueryTriples, job: Job) -> Answer:
    triples = list(islice(found, job.limits.rows + 1))
    cut = len(triples) > job.limits.rows
    media, kind = GRAPHS[job.graph]
    ordered = sorted(set(triples[: job.limits.rows]), key=str)
    prefixes = dict(ontology.prologue(job.base)) if job.graph == "turtle" else None
    body = ox.serialize(ordered, format=kind, prefixes=prefixes) or b""
    if len(body) > job.limits.bytes:
        return _too_large(job)
    return Answer("graph", media, body, len(ordered), cut)


def _rows(store: ox.Store, found: ox.QuerySolutions, job: Job) -> Answer:
    variables = [variable.value for variable in found.variables]
    rows: list[tuple[Term | None, ...]] = []
    size = 0
    for solution in islice(found, job.limits.rows + 1):
        row = tuple(solution[name] for name in variables)
        size += sum(len(str(term)) for term in row if term is not None) + 2 * len(row)
        if size > job.limits.bytes:
            return _too_large(job)
        rows.append(row)
    cut = len(rows) > job.limits.rows
    rows = rows[: job.limits.rows]
    kind = "json" if job.rows == "table" else job.rows
    body = results.WRITERS[kind](variables, rows, cut).encode()
    names = _names(store, rows) if job.rows == "table" else {}
    return Answer("rows", results.MEDIA[kind], body, len(rows), cut, names=names)


def _too_large(job: Job) -> Answer:
    message = f"the answer is larger than {job.limits.bytes >> 20} MB; add LIMIT, or ask for fewer columns"
    return Answer("error", message=message, status=413)


def _names(store: ox.Store, rows: Iterable[tuple[Term | None, ...]]) -> dict[str, str]:
    """IRI → its name in the graph, else in the ontology, for everything in a table."""
    nodes = {term for row in rows for term in row if isinstance(term, ox.NamedNode)}
    return {node.value: name for node in sorted(nodes, key=str) if (name := _name(store, node))}


_NAMED_BY = tuple(
    ox.NamedNode(ontology.PREFIXES[prefix] + local)
    for prefix, local in (("skos", "prefLabel"), ("schema", "headline"), ("rdfs", "label"), ("dcterms", "identifier"))
)


def _name(store: ox.Store, node: ox.NamedNode) -> str:
    for predicate in _NAMED_BY:
        for quad in store.quads_for_pattern(node, predicate, None, None):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
    local = node.value.removeprefix(ontology.PG)
    return ontology.label(local) if local != node.value else ""


# ---------------------------------------------------------------- running, in a child

ADVICE = "add LIMIT, join the patterns by a shared variable, or ask for less"


def _confine(limits: Limits) -> None:
    """In the child: an alarm that no engine can miss, a cap on memory, and no new file or socket."""
    assert sys.platform != "win32"
    faulthandler.disable()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS tells a process's size in no such way and does not keep the limit
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * os.sysconf("SC_PAGE_SIZE") + limits.memory,) * 2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # an engine that runs out of memory says so there
    highest = max(map(int, os.listdir("/dev/fd")))
    while (spare := os.open(os.devnull, os.O_RDONLY)) < highest:
        pass  # fills the gaps, so that the limit leaves no number free
    os.close(spare)
    resource.setrlimit(resource.RLIMIT_NOFILE, (spare, spare))


def answer_and_exit(open_: Callable[[], ox.Store], job: Job, connection: socket.socket) -> NoReturn:
    """In a forked child: answers one job on the connection and ends the process."""
    try:
        store = open_()
        ontology.terms()  # read now: once confined, no file opens
        _confine(job.limits)
        _send(perform(store, job), connection)
    except ConnectionError:
        pass  # nobody waits for the answer any more
    except (OSError, RuntimeError, ValueError, TypeError, KeyError) as error:
        _send(Answer("error", message=f"the engine failed: {error!r}", status=500), connection)
    finally:
        os._exit(0)


def _send(answer: Answer, connection: socket.socket) -> None:
    head = {name: value for name, value in asdict(answer).items() if name != "body"}
    connection.sendall(json.dumps(head).encode() + b"\n")
    connection.sendall(answer.body + b"\0")


def decoded(content: bytes, seconds: float, limits: Limits) -> Answer:
    """The answer a child sent; one that ends early was stopped, by the clock or by memory."""
    head, _, body = content.partition(b"\n")
    if body.endswith(b"\0"):
        return Answer(**{**json.loads(head), "body": body[:-1]})
    why = f"it took more than {limits.memory >> 20} MB of memory, or broke the engine"
    if seconds >= limits.seconds * 0.98:
        why = f"{limits.seconds:g} s are the time limit of a query"
    return Answer("error", message=f"stopped: {why}; {ADVICE}", status=503)


def run(open_: Callable[[], ox.Store], job: Job) -> Answer:
    """Runs the query in a child of this process and waits for it.

    open_ is called in the child and gives the store; a store on disk must be opened there, because
    its threads do not survive a fork.  Windows cannot fork: there the query runs here, unlimited.
    """
    if sys.platform == "win32":
        return perform(open_(), job)
    ours, theirs = socket.socketpair()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        ours.close()
        answer_and_exit(open_, job, theirs)
    theirs.close()
    ours.settimeout(job.limits.seconds + 1)
    pieces: list[bytes] = []
    try:
        while piece := ours.recv(1 << 20):
            pieces.append(piece)
    except TimeoutError:
        pieces.clear()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        ours.close()
    return decoded(b"".join(pieces), time.monotonic() - started, job.limits)
