"""Queries in a child: limits, stores on disk, and the command line that uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import engine
from kg.engine import Job, Limits

TOP = Path(__file__).resolve().parent.parent
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def kg(*words: str | Path, folder: Path = TOP) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, words)]
    environment = os.environ | {"PYTHONPATH": str(TOP), "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, timeout=60)


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize("text", [
    BOMB,
    "SELECT * { ?a (!<x:x>)* ?b . ?b (!<x:x>)* ?c . ?c (!<x:x>)* ?d . ?d (!<x:x>)* ?e } ORDER BY ?a",
])  # fmt: skip
def test_a_bomb_is_stopped_by_the_clock(store: ox.Store, text: str) -> None:
    started = time.monotonic()
    answer = engine.run(lambda: store, Job(text, limits=Limits(seconds=0.7)))
    assert (answer.kind, answer.status) == ("error", 503)
    assert "0.7 s are the time limit" in answer.message or "memory" in answer.message
    assert time.monotonic() - started < 2


def test_memory_is_bounded(store: ox.Store) -> None:
    text = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
    answer = engine.run(lambda: store, Job(text, limits=Limits(seconds=30, memory=64 << 20)))
    assert answer.status == 503 and "more than 64 MB of memory" in answer.message


def test_bytes_are_bounded(store: ox.Store) -> None:
    answer = engine.run(lambda: store, Job("SELECT * { ?a ?b ?c . ?d ?e ?f }", limits=Limits(bytes=100_000)))
    assert answer.status == 413 and "larger than" in answer.message


def test_rows_are_cut(store: ox.Store) -> None:
    answer = engine.run(lambda: store, Job("SELECT * { ?a ?b ?c }", limits=Limits(rows=7)))
    assert (answer.count, answer.cut) == (7, True)
    assert json.loads(answer.body)["cut"] is True


def test_a_child_opens_no_file_and_no_socket(store: ox.Store) -> None:
    """What the engine would do itself is refused by the scanner; past it, the system says no."""
    import socket

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        done = []
        try:
            engine._confine(Limits())
            for attempt in (lambda: os.open("/etc/hostname", os.O_RDONLY), socket.socket, os.pipe):
                try:
                    attempt()
                    done.append("yes")
                except OSError:
                    done.append("no")
        finally:
            os.write(writing, " ".join(done).encode())
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 100) == b"no no no"


# ---------------------------------------------------------------- a store on disk


def test_a_store_is_built_once_and_again_when_a_file_changed(turtle: Path, tmp_path: Path) -> None:
    copy, folder = tmp_path / "g.ttl", tmp_path / "store"
    copy.write_bytes(turtle.read_bytes())
    assert engine.refresh([copy], folder)
    assert not engine.refresh([copy], folder)
    text = "SELECT (COUNT(*) AS ?n) { ?s a pg:Award }"
    before = engine.run(lambda: engine.opened(folder), Job(text, rows="csv")).body
    copy.write_text(copy.read_text(encoding="utf-8") + "<Award/新> a pg:Award .\n", encoding="utf-8")
    assert engine.refresh([copy], folder)
    after = engine.run(lambda: engine.opened(folder), Job(text, rows="csv")).body
    assert (before, after) == (b"n\r\n4\r\n", b"n\r\n5\r\n")
    assert [path.name for path in tmp_path.iterdir()].count("store") == 1 and len(list(tmp_path.iterdir())) == 2


def test_a_broken_file_leaves_the_old_store(turtle: Path, tmp_path: Path) -> None:
    copy, folder = tmp_path / "g.ttl", tmp_path / "store"
    copy.write_bytes(turtle.read_bytes())
    engine.refresh([copy], folder)
    copy.write_text("nonsense", encoding="utf-8")
    with pytest.raises(ValueError, match=r"g\.ttl:1:\d+: no valid Turtle"):
        engine.refresh([copy], folder)
    assert len(list(tmp_path.iterdir())) == 2
    assert engine.run(lambda: engine.opened(folder), Job("ASK { ?s a pg:Award }")).body == b'{"head":{},"boolean":true}'


def test_a_folder_of_something_else_is_left_alone(turtle: Path, tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="no store of kg query"):
        engine.refresh([turtle], tmp_path)
    assert (tmp_path / "precious.txt").exists()


# ---------------------------------------------------------------- the command line


def test_a_question_prints_a_table(turtle: Path) -> None:
    done = kg("query", turtle, "awards-of", "--name", "晨光")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "获得者" in lines[1] and "晨光电气有限公司" in done.stdout
    import wcwidth  # rich's own measure of wide characters may differ; the frame must not

    assert len({wcwidth.wcswidth(line) for line in lines}) == 1


@pytest.mark.parametrize(("form", "begins"), [
    ("csv", "x\r\nhttps://pressgraph.example/id/Award/"), ("tsv", "?x\n<https://pressgraph.example/id/Award/"),
    ("json", '{"head":{"vars":["x"]}'), ("xml", "<?xml"),
])  # fmt: skip
def test_formats_of_rows(turtle: Path, form: str, begins: str) -> None:
    done = kg("query", turtle, "SELECT ?x { ?x a pg:Award } ORDER BY ?x", "--format", form)
    assert done.returncode == 0
    assert done.stdout.replace("\r\n", "\n").startswith(begins.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("form", "name"), [(None, "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")]
)
def test_formats_of_graphs(turtle: Path, form: str | None, name: str) -> None:
    words: Sequence[str] = ["--format", form] if form else []
    done = kg("query", turtle, "CONSTRUCT { ?x a pg:Award } { ?x a pg:Award }", *words)
    assert len(rdflib.Graph().parse(data=done.stdout, format=name)) == 4


def test_ask_describe_store_file_and_stdin_free(turtle: Path, tmp_path: Path) -> None:
    assert "是 yes" in kg("query", turtle, "ASK { ?s a pg:Award }").stdout
    described = kg("query", turtle, "DESCRIBE <District/海州市>").stdout
    assert "海州市" in described and len(rdflib.Graph().parse(data=described, format="turtle")) > 5
    (tmp_path / "q.rq").write_text("SELECT (COUNT(*) AS ?n) { ?s a pg:Award }", encoding="utf-8")
    for _ in range(2):
        done = kg("query", turtle, tmp_path / "q.rq", "--store", tmp_path / "store", "--format", "csv")
        assert done.stdout.split() == ["n", "4"]


def test_the_list_and_the_sparql_of_a_question(turtle: Path) -> None:
    listed = kg("query", "--list")
    assert listed.returncode == 0 and "awards-of --name …" in listed.stdout and "Who sits where?" in listed.stdout
    shown = kg("query", turtle, "awards-of", "--name", '海尔" } #', "--show").stdout
    assert '("海尔\\" } #")' in shown


def test_a_build_folder_stands_for_its_graph(turtle: Path) -> None:
    assert kg("query", turtle.parent, "ASK {}").returncode == 0


@pytest.mark.parametrize(("words", "message"), [
    (("query",), "no query"),
    (("query", "none.ttl", "ASK {}"), "none.ttl: no such file"),
    (("query", "{turtle}", "awards"), "near: "),
    (("query", "{turtle}", "awards-of"), "needs --name"),
    (("query", "{turtle}", "awards-of", "--name"), "--name needs a value"),
    (("query", "{turtle}", "none.rq"), "none.rq"),
    (("query", "{turtle}", "SELECT * {\n ?s foo:x ?o }"), "query:2:5: unknown prefix 'foo:'"),
    (("query", "{turtle}", "SELECT ?x { ?x a }"), "query:1:18: unexpected '}'"),
    (("query", "{turtle}", "SELECT ?x { ?x a pg:Award }", "--format", "turtle"), "rows, not triples"),
    (("query", "{turtle}", "DESCRIBE <x>", "--format", "csv"), "triples, not rows"),
    (("query", "{turtle}", "CLEAR ALL"), "read only"),
    (("query", "{turtle}", "ASK { SERVICE <http://127.0.0.1:1/> {} }"), "SERVICE is refused"),
    (("query", "{turtle}", "ASK FROM <file:///etc/passwd> {}"), "nothing is fetched"),
    (("query", "{broken}", "ASK {}"), "broken.ttl:2:"),
    (("query", "{turtle}", "ASK " + "{" * 4000 + "}" * 4000), "nested deeper"),
    (("query", "{turtle}", BOMB, "--timeout", "0.5"), "0.5 s"),
    (("check", "none.ttl"), "a Turtle file is needed"),
    (("check", "{broken}"), "broken.ttl:2:"),
    (("serve", "none.ttl"), "none.ttl: no such file"),
    (("serve", "{broken}"), "broken.ttl:2:"),
    (("push", "{turtle}", "--endpoint", "nowhere"), "address is needed"),
    (("ontology", "{broken}"), "broken.ttl:2:"),
])  # fmt: skip
def test_errors_are_told(turtle: Path, tmp_path: Path, words: Sequence[str], message: str) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix a: <http://a.example/> .\na:b a:c [[ .\n", encoding="utf-8")
    given = (word.replace("{turtle}", str(turtle)).replace("{broken}", str(broken)) for word in words)
    done = kg(*given, folder=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_busy_port_is_told(turtle: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as busy:
        done = kg("serve", turtle, "--port", str(busy.getsockname()[1]))
    assert done.returncode == 2 and "choose another with --port" in done.stderr


def test_check_says_all_is_well(turtle: Path) -> None:
    done = kg("check", turtle)
    assert (done.returncode, done.stdout) == (0, "") and "all is well" in done.stderr


def test_terminal_escapes_are_shown_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "g.ttl"
    path.write_text('<x:s> <http://www.w3.org/2004/02/skos/core#prefLabel> "\\u001b[31mred" .', encoding="utf-8")
    done = kg("query", path, "SELECT ?s ?l { ?s skos:prefLabel ?l }")
    assert "\x1b" not in done.stdout and "\\x1b[31mred" in done.stdout
