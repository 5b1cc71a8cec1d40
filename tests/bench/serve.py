#!/usr/bin/env python3
"""kg serve under load: clients with mixed queries, among them query bombs and clients that hang.

    python -m tests.bench.serve [--clients 32] [--seconds 60] [--triples 100000] [--slow 200] [--json]

Every answer is compared with the one the engine gave before the load; prints the share of each
kind, latencies, refusals, wrong answers, and the memory of the server with all its children.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import psutil

from kg import engine, export, ontology, query
from kg.engine import Job
from kg.model import Knowledge
from tests.bench.generate import knowledge

BOMBS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a (!<x:x>)* ?b . ?b (!<x:x>)* ?c } ORDER BY ?a",
    "SELECT ?x { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d)) AS ?x) } ORDER BY DESC(?x)",
)
QUESTIONS = ("top-winners", "awards-by-year", "most-reported", "shared-programs", "awards-of")
SHARES = {"question": 50, "page": 25, "lookup": 20, "bomb": 4, "hang": 1}


@dataclass
class Tally:
    """What the clients saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, status: int, seconds: float, wrong: str = "") -> None:
        with self.lock:
            self.statuses[f"{kind} {status}"] += 1
            if status == 200:
                self.seconds[kind].append(seconds)
            if wrong:
                self.wrong.append(wrong)


class Client(threading.Thread):
    """One client: asks, compares, asks again, until the time is over."""

    def __init__(self, port: int, number: int, until: float, known: Known, tally: Tally) -> None:
        super().__init__(daemon=True)
        self.port, self.until, self.known, self.tally = port, until, known, tally
        self.dice = random.Random(number)

    def run(self) -> None:
        while time.monotonic() < self.until:
            kind = self.dice.choices(list(SHARES), list(SHARES.values()))[0]
            getattr(self, kind)()

    def get(self, kind: str, path: str, want: bytes | str | None, accept: str = "*/*") -> None:
        started = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Accept": accept})
            reply = connection.getresponse()
            body = reply.read()
        except OSError as error:
            self.tally.note(kind, 0, 0.0, f"{kind}: {error!r}")
            return
        finally:
            connection.close()
        wrong = ""
        if reply.status == 200 and isinstance(want, bytes):
            wrong = "" if body == want else f"{kind} {path[:80]}"
        elif reply.status == 200 and want is not None:
            wrong = "" if str(want) in body.decode() else f"{kind} {path[:80]}"
        elif reply.status not in (200, 503, 413):
            wrong = f"{kind} {reply.status} {body[:200]!r}"
        self.tally.note(kind, reply.status, time.monotonic() - started, wrong)

    def question(self) -> None:
        name = self.dice.choice(QUESTIONS)
        text, want = self.known.questions[name]
        self.get("question", "/sparql?" + urlencode({"query": text}), want, "text/csv")

    def lookup(self) -> None:
        entity = self.dice.choice(self.known.names)
        text = f"SELECT ?n {{ <{ontology.entity_iri(entity.id)}> skos:prefLabel ?n }}"
        self.get("lookup", "/sparql?" + urlencode({"query": text}), f"n\r\n{entity.name}\r\n".encode(), "text/csv")

    def page(self) -> None:
        entity = self.dice.choice(self.known.names)
        path = "/id/" + quote(ontology.entity_iri(entity.id, ""), safe="/%")
        self.get("page", path, entity.name, "text/html")

    def bomb(self) -> None:
        self.get("bomb", "/sparql?" + urlencode({"query": self.dice.choice(BOMBS)}), None)

    def hang(self) -> None:
        """Asks for a large answer and reads nothing for a while."""
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            path = "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }"})
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
            time.sleep(self.dice.uniform(0.5, 4))
        self.tally.note("hang", 0, 0.0)


@dataclass
class Known:
    """The right answers, from the engine before the load."""

    questions: dict[str, tuple[str, bytes]]
    names: list[object]


def known(made: Knowledge, path: Path) -> Known:
    store = engine.load([path])
    found = {}
    for name in QUESTIONS:
        question = query.questions()[name]
        text = question.bound({p.name: "临江" for p in question.parameters if p.needed})
        found[name] = (text, engine.perform(store, Job(text, rows="csv")).body)
    return Known(found, list(made.entities[:3000]))


def memory(process: psutil.Process) -> float:
    """MB of the process and its children, what they share counted once (PSS)."""
    total = 0
    for one in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            total += one.memory_full_info().pss
    return total / 1e6


def slow_clients(port: int, number: int) -> list[socket.socket]:
    """Connections that send the head of a request and no more."""
    found = []
    for _ in range(number):
        with contextlib.suppress(OSError):
            connection = socket.create_connection(("127.0.0.1", port), timeout=5)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127")
            found.append(connection)
    return found


def closed(connections: list[socket.socket]) -> int:
    """How many of them the server has closed."""
    number = 0
    for connection in connections:
        connection.setblocking(False)
        try:
            number += connection.recv(10) == b""
        except BlockingIOError:
            continue
        except OSError:
            number += 1
    return number


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--slow", type=int, default=200, help="clients that never finish their request")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, last")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        made = knowledge(args.triples // 52, int(args.triples / 17.5))
        path.write_text("".join(export.turtle(made)), encoding="utf-8")
        right = known(made, path)
        command = [sys.executable, "-m", "kg", "serve", str(path), "--port", "0"]
        server = psutil.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            match = re.search(r":(\d+)/", server.stdout.readline())
            assert match is not None
            figures = load(int(match[1]), server, args, right)
        finally:
            server.terminate()
            server.wait(20)
    for name, value in figures.items():
        print(f"{name:28} {value}")
    if args.json:
        print(json.dumps(figures))
    if figures["wrong answers"] or figures["server died"]:
        sys.exit(1)


def load(port: int, server: psutil.Process, args: argparse.Namespace, right: Known) -> dict[str, object]:
    tally, before = Tally(), memory(server)
    hanging = slow_clients(port, args.slow)
    until = time.monotonic() + args.seconds
    clients = [Client(port, number, until, right, tally) for number in range(args.clients)]
    for client in clients:
        client.start()
    peak = before
    while any(client.is_alive() for client in clients):
        peak = max(peak, memory(server))
        time.sleep(0.5)
    figures: dict[str, object] = {"requests": sum(tally.statuses.values())}
    figures |= dict(sorted(tally.statuses.items()))
    for kind, values in sorted(tally.seconds.items()):
        for share in (0.5, 0.95, 0.99):
            figures[f"{kind} p{share * 100:.0f} ms"] = round(percentile(values, share) * 1000)
    figures["slow clients closed"] = f"{closed(hanging)} of {len(hanging)}"
    time.sleep(3)
    figures["memory MB before/peak/after"] = f"{before:.0f} / {peak:.0f} / {memory(server):.0f}"
    figures["children left"] = len(server.children(recursive=True)) - 1
    figures["wrong answers"] = len(tally.wrong)
    figures["first wrong"] = "; ".join(tally.wrong[:3])
    figures["server died"] = not server.is_running()
    return figures


if __name__ == "__main__":
    main()
