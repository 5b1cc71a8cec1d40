"""kg push: a Turtle file to another store, in batches, by Graph Store Protocol or SPARQL Update.

A batch is whole subjects of the sorted file as N-Triples.  What was sent is noted beside the file
(`.push.json`); a push that was interrupted goes on where it stopped, if file and target are the
same.  Our graphs hold no blank nodes, so a batch sent twice leaves the same triples.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

TRIES = 4
"""A batch is sent again after a failure of the connection or the server, waiting 1, 2 and 4 s."""
SECONDS = 120.0
"""For the answer to one batch."""


class Refused(Exception):
    """The store said no; the message holds its status and the beginning of its answer."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to push.  way: "store" (Graph Store Protocol) or "update" (SPARQL Update).

    graph: the named graph's IRI, or "" for the default graph; headers hold the authentication.
    """

    endpoint: str
    way: str
    graph: str
    headers: Mapping[str, str]


def target(endpoint: str, graph: str, way: str, environment: Mapping[str, str] = os.environ) -> Target:
    """The target, with authentication from the environment: PRESSGRAPH_TOKEN (bearer), or
    PRESSGRAPH_USER and PRESSGRAPH_PASSWORD (basic).  ValueError for what is no http(s) address, and
    for a password that would travel in the clear to another machine."""
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"--endpoint '{endpoint}': an http:// or https:// address is needed")
    if parts.username or parts.password:
        raise ValueError("--endpoint must hold no password; set PRESSGRAPH_USER and PRESSGRAPH_PASSWORD instead")
    if graph and (":" not in graph or any(c <= " " or c in '<>"{}|^`\\' for c in graph)):
        raise ValueError(f"--graph '{graph}': an absolute IRI is needed")
    headers = _authentication(environment)
    if headers and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError(f"a password would travel to {parts.hostname} in the clear; use https://")
    return Target(endpoint, way, graph, headers)


def _authentication(environment: Mapping[str, str]) -> dict[str, str]:
    if token := environment.get("PRESSGRAPH_TOKEN"):
        return {"Authorization": f"Bearer {token}"}
    if user := environment.get("PRESSGRAPH_USER"):
        pair = f"{user}:{environment.get('PRESSGRAPH_PASSWORD', '')}"
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
    return {}


def batches(path: Path, size: int) -> Iterator[tuple[bytes, int]]:
    """N-Triples of at least `size` triples each, cut between subjects, and how many there are in each."""
    lines: list[str] = []
    last = None
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
                raise ValueError(f"{path}: has blank nodes, which no batch may hold; use the store's own loader")
            if len(lines) >= size and quad.subject != last:
                yield "".join(lines).encode(), len(lines)
                lines = []
            lines.append(f"{quad.triple} .\n")
            last = quad.subject
    except SyntaxError as error:
        raise ValueError(f"{path}:{error.lineno or 1}:{error.offset or 1}: no valid Turtle: {error.msg}") from error
    if lines:
        yield "".join(lines).encode(), len(lines)


def push(
    path: Path, to: Target, size: int = 5000, replace: bool = False, told: Callable[[int, int], None] = lambda *_: None
) -> int:
    """Sends the file and gives the number of triples sent; calls told(triples so far, in this batch).

    replace: the first batch takes the place of what the graph held.  Refused where the store says
    no; OSError where it cannot be reached; ValueError where the file is no Turtle.  After either,
    the same call goes on with the batch that failed.
    """
    mark = _mark(path, to, size, replace)
    journal = path.with_name(path.name + ".push.json")
    done = _done(journal, mark)
    sent = 0
    for number, (body, count) in enumerate(batches(path, size)):
        if number >= done:
            _send(to, body, replace and number == 0)
            journal.write_text(json.dumps({"mark": mark, "done": number + 1}), encoding="utf-8")
        sent += count
        told(sent, count if number >= done else 0)
    journal.unlink(missing_ok=True)
    return sent


def _mark(path: Path, to: Target, size: int, replace: bool) -> str:
    """File, target and size of batches: the same work has the same mark."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return " ".join((digest, to.endpoint, to.way, to.graph, str(size), str(replace)))


def _done(journal: Path, mark: str) -> int:
    """How many batches an interrupted push of the same work has sent."""
    try:
        told = json.loads(journal.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return 0
    return int(told["done"]) if isinstance(told, dict) and told.get("mark") == mark else 0


def _send(to: Target, body: bytes, replace: bool) -> None:
    request = _update(to, body, replace) if to.way == "update" else _store(to, body, replace)
    for waiting in [*(2.0**n for n in range(TRIES - 1)), None]:
        try:
            with _opener().open(request, timeout=SECONDS) as answer:
                answer.read()
            return
        except urllib.error.HTTPError as error:
            said = error.read(300).decode("utf-8", "replace").strip()
            if error.code < 500 or waiting is None:
                raise Refused(f"{to.endpoint} answered {error.code} {error.reason}: {said}") from error
        except (urllib.error.URLError, OSError) as error:
            if waiting is None:
                reason = getattr(error, "reason", error)
                raise OSError(f"{to.endpoint} cannot be reached: {reason}; run the same command to go on") from error
        time.sleep(waiting)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a password goes where the user said, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        """No request to make: the answer stands as it is, a refusal."""


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Stay)


def _store(to: Target, body: bytes, replace: bool) -> urllib.request.Request:
    """Graph Store Protocol: POST adds, PUT replaces."""
    joint = "&" if urlsplit(to.endpoint).query else "?"
    url = to.endpoint + joint + (f"graph={quote(to.graph, safe='')}" if to.graph else "default")
    headers = {"Content-Type": "application/n-triples", **to.headers}
    return urllib.request.Request(url, body, headers, method="PUT" if replace else "POST")


def _update(to: Target, body: bytes, replace: bool) -> urllib.request.Request:
    """SPARQL Update: N-Triples are the same text inside INSERT DATA."""
    inner = body.decode()
    clear = f"CLEAR SILENT {f'GRAPH <{to.graph}>' if to.graph else 'DEFAULT'} ;\n" if replace else ""
    data = f"GRAPH <{to.graph}> {{\n{inner}}}" if to.graph else inner
    headers = {"Content-Type": "application/sparql-update; charset=utf-8", **to.headers}
    return urllib.request.Request(to.endpoint, f"{clear}INSERT DATA {{\n{data}}}\n".encode(), headers, method="POST")
