"""Inputs that nobody would print: does anything crash, hang, misquote or write a file that others refuse?

    python tests/bench/fuzz.py [text] [bytes] [jsonl] [names] [documents] [strings] [--inputs 100000] [--seed 7]

Without a name, everything.  Inputs are drawn by hypothesis from its own strings and from pieces of
newspaper, in rounds whose seeds are printed.  Every page goes through the whole pass and must be
sound (tests/test_properties.py says what that is); every few hundred pages are settled into one graph,
and its Turtle must be read by rdflib, Oxigraph and rapper to the same number of triples, its GraphML by
lxml and networkx, its CSV back to the same rows.  An input that takes over 5 s of CPU is a hang.
`strings` puts every string of ../shared/hostile/strings wherever a string can come from.
Prints inputs per surface; exits 1 at the first input that breaks something, which it prints.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import rdflib
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg import build, codec, edition, export, formats, gate, graph, ontology, pages, workers  # noqa: E402
from kg.model import Findings, Knowledge, Page, Skipped  # noqa: E402
from tests.test_properties import anything, page_of, settled, sound  # noqa: E402

SHARED = Path(os.environ.get("PRESSGRAPH_SHARED", ROOT.parent / "shared"))
HANG = 5.0
ROUND = 2_000
CORPUS = 400
"""Pages that are settled into one graph at a time."""

SHARES = {"text": 0.30, "names": 0.05, "bytes": 0.40, "jsonl": 0.24, "documents": 0.01}
"""How the inputs are shared out: cheap surfaces get more."""

TRIALS = settings(
    max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


class Broken(Exception):
    """An input that broke something; the message says which and what."""


# --- what must hold of what is written ------------------------------------------------------------


def check_outputs(findings: list[Findings]) -> None:
    """Settles the pages and has every output read by others."""
    known = build.knowledge(findings)
    settled(known, {one.page.name: one.page for one in findings})
    passed, _ = gate.sift(known)
    check_turtle("".join(export.turtle(passed)))
    check_graphml("".join(export.graphml(passed)), passed)
    for text, rows in (
        (export.entities_csv(passed), len(passed.entities)),
        (export.relations_csv(passed), len(passed.relations)),
        (export.observations_csv(passed), len(passed.observations)),
    ):
        check_csv(text, rows)


def check_turtle(text: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".ttl") as file:
        file.write(text)
        file.flush()
        oxigraph = len(set(ox.parse(path=file.name, format=ox.RdfFormat.TURTLE)))
        by_rdflib = len(rdflib.Graph().parse(file.name, format="turtle"))
        rapper = subprocess.run(
            ["rapper", "-q", "-i", "turtle", "-o", "ntriples", file.name], capture_output=True, check=False
        )
        by_rapper = len(set(rapper.stdout.splitlines()))
        if rapper.returncode or rapper.stderr or not oxigraph == by_rdflib == by_rapper:
            said = rapper.stderr.decode(errors="replace")[:300]
            raise Broken(f"Turtle: Oxigraph {oxigraph}, rdflib {by_rdflib}, rapper {by_rapper} triples; {said}")
        # Bytes, not objects: what Turtle cannot hold (NUL) is written as U+FFFD and stays that.
        if "".join(export.turtle(export.read(file.name))) != text:
            raise Broken("Turtle: what comes back is not what was written")


def check_graphml(text: str, known: Knowledge) -> None:
    etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))
    back = nx.read_graphml(io.BytesIO(text.encode()), edge_key_type=str, force_multigraph=True)
    given_graph = graph.of(known)
    if (len(back), back.number_of_edges()) != (len(given_graph), given_graph.number_of_edges()):
        raise Broken("GraphML: other numbers of nodes and edges come back")


def check_csv(text: str, count: int) -> None:
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    if len(rows) != count + 1 or len({len(row) for row in rows}) != 1:
        raise Broken(f"CSV: {len(rows)} rows instead of {count + 1}, or rows of different lengths")
    for row in rows[1:]:
        for value in row:
            if value.lstrip(" \u3000").startswith(("=", "+", "@", "＝", "＋", "＠", "\t")):
                raise Broken(f"CSV: a cell that a spreadsheet runs: {value[:60]!r}")


# --- surfaces -------------------------------------------------------------------------------------


class Corpus:
    """Pages gathered until there are enough of them for a graph."""

    def __init__(self) -> None:
        self._found: list[Findings] = []
        self.slowest = 0.0

    def read(self, page: Page) -> None:
        started = time.process_time()
        findings = build.read(page)
        self.slowest = max(self.slowest, time.process_time() - started)
        sound(findings)
        if codec.decode(codec.encode(findings)) != findings:
            raise Broken("findings do not come back from their JSON")
        self._found.append(findings)
        if len(self._found) >= CORPUS:
            self.settle()

    def settle(self) -> None:
        if self._found:
            found, self._found = self._found, []
            check_outputs(found)


def rounds(strategy: st.SearchStrategy[object], count: int, first: int, use: Callable[[object], None]) -> None:
    """Draws so many inputs, each ROUND with a seed of its own, and uses them."""
    for number, start in enumerate(range(0, count, ROUND), first):
        _round(strategy, number, min(ROUND, count - start), use)


def _round(strategy: st.SearchStrategy[object], number: int, count: int, use: Callable[[object], None]) -> None:
    @seed(number)
    @settings(TRIALS, max_examples=count)
    @given(strategy)
    def one(value: object) -> None:
        _tried(use, value, number)

    one()


def _tried(use: Callable[[object], None], value: object, number: int) -> None:
    started = time.process_time()
    try:
        use(value)
    except Exception as error:
        told = f"seed {number}: {type(error).__name__}: {error}"
        raise Broken(f"{told}\n    input: {value!r:.2000}") from error
    spent = time.process_time() - started
    if spent > HANG * 4:  # the input that completes a graph pays for it
        raise Broken(f"seed {number}: {spent:.1f} s for {value!r:.300}")


def text(count: int, first: int) -> str:
    corpus, number = Corpus(), iter(range(10**9))
    rounds(anything, count, first, lambda value: corpus.read(page_of(str(value), f"{next(number)}.txt")))
    corpus.settle()
    if corpus.slowest > HANG:
        raise Broken(f"a page took {corpus.slowest:.1f} s")
    return f"slowest page {corpus.slowest:.2f} s"


def names(count: int, first: int) -> str:
    """Page names of any characters that pages.find could hand on."""
    corpus, number = Corpus(), iter(range(10**9))
    printed = "本报讯　2024年，临江市晨光电气有限公司获评首批省级绿色工厂，全市绿色工厂达到12家。"

    def use(value: object) -> None:
        name = pages.printable(str(value).replace("\0", "")) + f"{next(number)}.txt"
        corpus.read(page_of(printed, name))

    rounds(st.text(max_size=30), count, first, use)
    corpus.settle()
    return ""


def raw(count: int, first: int) -> str:
    """Files of any bytes, and of text in an encoding with bytes missing or wrong."""
    refused = 0
    coded = st.builds(lambda words, name: words.encode(name, "ignore"), anything, st.sampled_from(formats.ENCODINGS))
    broken = st.builds(_with_junk, coded, st.integers(0, 200), st.binary(max_size=4))

    def use(value: object) -> None:
        nonlocal refused
        assert isinstance(value, bytes)
        try:
            page = pages.parse(pages.File("a.txt", "txt", value))
        except formats.Unreadable as error:
            refused += 1
            assert str(error)
            return
        assert "\r" not in page.text and not any("\ud800" <= c <= "\udfff" for c in page.text)

    rounds(st.one_of(st.binary(max_size=400), broken), count, first, use)
    return f"{refused} refused by name"


def _with_junk(content: bytes, at: int, junk: bytes) -> bytes:
    return content[:at] + junk + content[at:]


def jsonl(count: int, first: int) -> str:
    """Lines of any JSON, of articles with any fields, and of JSON cut short."""
    leaf = st.one_of(st.text(max_size=20), st.integers(), st.floats(), st.none(), st.booleans())
    tree = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))
    fields = dict.fromkeys(("title", "date", "source", "url", "id"), leaf)
    article = st.fixed_dictionaries({"text": st.text(min_size=1, max_size=60)}, optional=fields)
    line = st.builds(
        lambda value, cut, ascii_only: json.dumps(value, ensure_ascii=ascii_only)[: cut or None],
        st.one_of(tree, article, article), st.one_of(st.just(0), st.just(0), st.integers(1, 60)), st.booleans(),
    )  # fmt: skip
    refused = 0

    def use(value: object) -> None:
        nonlocal refused
        content = str(value).encode("utf-8", "surrogatepass")
        for file in pages._lines(io.BytesIO(content), "a.jsonl", lambda: 1):
            if isinstance(file, Skipped):
                continue
            assert "/" not in file.name and file.name.startswith("a.jsonl#") and file.name.isprintable()
            try:
                page = pages.parse(file)
            except formats.Unreadable as error:
                refused += 1
                assert str(error)
                continue
            page.text.encode()

    rounds(line, count, first, use)
    return f"{refused} refused by name"


TAGS = "<p> </p> <div> <article> <table><tr><td> <!-- --> <![CDATA[ ]]> &lt; &#0; &#xD800; < > 临江市公司获评绿色工厂。"


STORY = "<article>" + "<p>临江市晨光电气有限公司近日获评省级绿色工厂，全市省级绿色工厂达到12家。</p>" * 4 + "</article>"


def documents(count: int, first: int) -> str:
    """HTML of any tags, and real PDF and DOCX files with bytes changed, in processes of their own."""
    html = st.lists(st.one_of(st.sampled_from(TAGS.split()), st.text(max_size=12))).map(
        lambda pieces: ("html", f"<html><body>{''.join(pieces)}{STORY}{''.join(pieces)}".encode("utf-8", "replace"))
    )
    paths = [path for kind in ("pdf", "docx") for path in sorted((SHARED / "hostile" / kind).rglob(f"*.{kind}"))]
    whole = [(path.suffix[1:], path.read_bytes()) for path in paths if path.stat().st_size < 60_000]
    spoilt = st.builds(_spoilt, st.sampled_from(whole), st.integers(0, 60_000), st.binary(min_size=1, max_size=8))
    drawn: list[pages.File] = []

    def use(value: object) -> None:
        assert isinstance(value, tuple)
        drawn.append(pages.File(f"{len(drawn)}.{value[0]}", *value))

    rounds(st.one_of(html, spoilt), count, first, use)
    read = 0
    for file, found in workers.read(drawn, 2, 20):
        read += not isinstance(found, Skipped)
        if isinstance(found, Skipped) and "fault in kg" in found.reason:
            raise Broken(f"{file.name}: {found.reason}")
    return f"{read} read, {len(drawn) - read} refused by name"


def _spoilt(document: tuple[str, bytes], at: int, junk: bytes) -> tuple[str, bytes]:
    kind, content = document
    at %= len(content)
    return kind, content[:at] + junk + content[at + len(junk) :]


# --- strings others have collected -----------------------------------------------------------------


def strings(count: int, first: int) -> str:
    """Every string in a sentence, a name, a headline, a title, JSONL fields and a file name, as one real build."""
    naughty = hostile_strings()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as work:
        folder, out = Path(work, "pages"), Path(work, "out")
        folder.mkdir()
        wire = []
        for number, word in enumerate(naughty):
            (folder / f"{number}.txt").write_text(_paper(word), encoding="utf-8", errors="replace")
            wire.append({"text": _paper(word), "title": word, "date": word, "source": word, "url": word, "id": word})
            name = os.fsencode(word.replace("/", "").replace("\0", "").encode("utf-8", "replace")[:180])
            with open(os.path.join(os.fsencode(folder), name + b".txt"), "wb") as file:
                file.write(_paper("临江市晨光电气有限公司").encode())
        (folder / "wire.jsonl").write_text("\n".join(map(json.dumps, wire)), encoding="utf-8")
        outcome = edition.run([folder], out)
        faults = [one for one in outcome.skipped if "fault in kg" in one.reason]
        if faults:
            raise Broken(str(faults[:5]))
        check_turtle((out / "graph.ttl").read_text(encoding="utf-8"))
        check_graphml((out / "graph.graphml").read_text(encoding="utf-8"), outcome.knowledge)
        check_csv((out / "entities.csv").read_text(encoding="utf-8"), len(outcome.knowledge.entities))
        check_csv((out / "relations.csv").read_text(encoding="utf-8"), len(outcome.knowledge.relations))
        check_csv((out / "observations.csv").read_text(encoding="utf-8"), len(outcome.knowledge.observations))
        check_names(outcome.knowledge)
        written = {path.relative_to(work).parts[0] for path in Path(work).rglob("*")}
        if written != {"pages", "out"}:
            raise Broken(f"files outside the output folder: {written}")
        told = f"{len(naughty)} strings, {len(outcome.knowledge.pages)} pages read, {len(outcome.skipped)} named"
        return f"{told}, {len(outcome.knowledge.entities)} entities"


def _paper(word: str) -> str:
    return (
        f"{word}\n\n本报讯　2024年，{word}获评首批省级绿色工厂。临江市{word}有限公司印发《{word}》，"
        f"实施“{word}”工程。{word}\n　　全市{word}达到12家。（记者 {word}）\n"
    )


def hostile_strings() -> list[str]:
    folder = SHARED / "hostile" / "strings"
    found = list(json.loads((folder / "blns.json").read_bytes()))
    for path in sorted(folder.glob("*.txt")):
        found += path.read_text(encoding="utf-8", errors="replace").split("\n")
    return sorted({word for word in found if word.strip()})


def check_names(known: Knowledge) -> None:
    """Names on one line, IRIs of allowed characters, one IRI an entity."""
    seen: set[str] = set()
    for entity in known.entities:
        iri = ontology.entity_iri(entity.id)
        if iri in seen or any(c in iri for c in '<>"{}|\\^` \n\r\t') or "/../" in iri or iri.endswith(("/.", "/..")):
            raise Broken(f"IRI {iri!r} of {entity.name!r}")
        if any(c in entity.name for c in "\n\r\t\0"):
            raise Broken(f"name {entity.name!r}")
        seen.add(iri)


SURFACES: dict[str, Callable[[int, int], str]] = {
    "text": text,
    "names": names,
    "bytes": raw,
    "jsonl": jsonl,
    "documents": documents,
    "strings": strings,
}


def run(chosen: Iterable[str], inputs: int, first: int) -> None:
    """Runs the surfaces; raises Broken."""
    for name in chosen:
        count = int(inputs * SHARES.get(name, 0))
        started = time.process_time()
        told = SURFACES[name](count, first)
        spent = time.process_time() - started
        print(f"{name}: {count or ''} inputs, seeds from {first}, {spent:.0f} s of CPU; {told}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("surfaces", nargs="*", choices=[*SURFACES, []], metavar="SURFACE")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    given_options = parser.parse_args()
    try:
        run(given_options.surfaces or SURFACES, given_options.inputs, given_options.seed)
    except Broken as error:
        print(f"BROKEN {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
