"""kg push into a real Oxigraph server, whole, by both ways, and again after a failure."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import export, push
from tests.town import knowledge

GRAPH = "http://example.org/海州"


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text("".join(export.turtle(knowledge())), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Oxigraph server."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if command is None:
        pytest.skip("no oxigraph: pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [command, "serve", "--location", str(tmp_path / "oxigraph"), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as waiting:
                if waiting.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def held(store: str, graph: str) -> set[str]:
    """The triples that the server holds, as N-Triples."""
    which = f"graph={urllib.request.quote(graph, safe='')}" if graph else "default"  # type: ignore[attr-defined]
    request = urllib.request.Request(f"{store}/store?{which}", headers={"Accept": "application/n-triples"})
    with urllib.request.urlopen(request) as answer:
        return set(answer.read().decode().splitlines())


def ours(path: Path) -> set[str]:
    return {f"{quad.triple} ." for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize("graph", ["", GRAPH])
@pytest.mark.parametrize(("way", "path"), [("store", "/store"), ("update", "/update")])
def test_the_whole_graph_arrives(store: str, turtle: Path, way: str, path: str, graph: str) -> None:
    sent = push.push(turtle, push.target(store + path, graph, way, {}), size=40)
    assert held(store, graph) == ours(turtle)
    assert sent == len(ours(turtle))
    push.push(turtle, push.target(store + path, graph, way, {}), size=40)
    assert held(store, graph) == ours(turtle)


@pytest.mark.parametrize(("way", "path"), [("store", "/store"), ("update", "/update")])
def test_replace_empties_first(store: str, turtle: Path, tmp_path: Path, way: str, path: str) -> None:
    other = tmp_path / "other.ttl"
    other.write_text("<http://a.example/> <http://b.example/> 1 .", encoding="utf-8")
    push.push(other, push.target(f"{store}/store", GRAPH, "store", {}))
    push.push(turtle, push.target(store + path, GRAPH, way, {}), size=100, replace=True)
    assert held(store, GRAPH) == ours(turtle)


class Shaky(ThreadingHTTPServer):
    """A store that says no to every batch after the first few, until told otherwise."""

    def __init__(self, status: int, good: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.good, self.bodies, self.seen = status, good, [], []  # type: ignore[var-annotated]
        self.address = f"http://127.0.0.1:{self.server_port}/store"
        threading.Thread(target=self.serve_forever, daemon=True).start()


class _Handler(BaseHTTPRequestHandler):
    server: Shaky

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(dict(self.headers))
        good = len(self.server.bodies) < self.server.good
        self.server.bodies += [body] if good else []
        self.send_response(204 if good else self.server.status)
        if not good and self.server.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_an_interrupted_push_goes_on(turtle: Path) -> None:
    server = Shaky(status=400, good=2)
    to = push.target(server.address, "", "store", {})
    with pytest.raises(push.Refused, match="answered 400"):
        push.push(turtle, to, size=50)
    assert json.loads((turtle.parent / "graph.ttl.push.json").read_text())["done"] == 2
    server.good = 10_000
    push.push(turtle, to, size=50)
    lines = b"".join(server.bodies).decode().splitlines()
    assert len(lines) == len(set(lines)) and set(lines) == ours(turtle)
    assert not (turtle.parent / "graph.ttl.push.json").exists()


def test_a_failing_server_is_tried_again(turtle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    server = Shaky(status=503, good=0)
    with pytest.raises(push.Refused, match="503"):
        push.push(turtle, push.target(server.address, "", "store", {}))
    assert waits == [1.0, 2.0, 4.0] and len(server.seen) == 4


def test_a_redirect_is_not_followed(turtle: Path) -> None:
    server = Shaky(status=302, good=0)
    with pytest.raises(push.Refused, match="302"):
        push.push(turtle, push.target(server.address, "", "store", {"PRESSGRAPH_TOKEN": "x"}))


def test_authentication_comes_from_the_environment(turtle: Path) -> None:
    server = Shaky(status=500, good=10_000)
    push.push(turtle, push.target(server.address, "", "store", {"PRESSGRAPH_USER": "u", "PRESSGRAPH_PASSWORD": "p"}))
    push.push(turtle, push.target(server.address, "", "store", {"PRESSGRAPH_TOKEN": "t"}))
    assert server.seen[0]["Authorization"] == "Basic dTpw"
    assert server.seen[-1]["Authorization"] == "Bearer t"


@pytest.mark.parametrize(("endpoint", "graph", "environment", "message"), [
    ("ftp://a.example/", "", {}, "http:// or https://"), ("file:///etc/passwd", "", {}, "http:// or https://"),
    ("http://u:p@a.example/", "", {}, "no password"),
    ("http://a.example/", "", {"PRESSGRAPH_TOKEN": "t"}, "in the clear"),
    ("http://a.example/", "x y", {}, "absolute IRI"), ("http://a.example/", "http://a> } ;", {}, "absolute IRI"),
])  # fmt: skip
def test_wrong_targets_are_told(endpoint: str, graph: str, environment: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        push.target(endpoint, graph, "store", environment)


def test_nobody_there(turtle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(OSError, match="cannot be reached"):
        push.push(turtle, push.target("http://127.0.0.1:1/store", "", "store", {}))


def test_blank_nodes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.ttl"
    path.write_text("[] <http://b.example/> 1 .", encoding="utf-8")
    with pytest.raises(ValueError, match="blank nodes"):
        push.push(path, push.target("http://127.0.0.1:1/store", "", "store", {}))
