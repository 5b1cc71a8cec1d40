#!/usr/bin/env python3
"""Times of kg query on a large graph: reading, the store on disk, and every built-in question.

    python -m tests.bench.query [--triples 1000000] [--json]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from kg import engine, export, query
from kg.engine import Job, Limits
from tests.bench.generate import knowledge

TRIPLES_A_RELATION = 17.5
"""About; entities and observations included."""
GIVEN = {"name": "临江", "award": "绿色工厂", "a": "临江", "b": "东安", "indicator": "产值", "below": "0.6"}
SECONDS = 120.0


def timed(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def command(*words: str | Path) -> tuple[float, float]:
    """Seconds and peak MB of `kg WORDS` with its children."""
    started = time.monotonic()
    process = psutil.Popen([sys.executable, "-m", "kg", *map(str, words)], stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        with contextlib.suppress(psutil.NoSuchProcess):
            peak = max(peak, sum(one.memory_info().rss for one in [process, *process.children(recursive=True)]))
        time.sleep(0.05)
    if process.returncode:
        sys.exit(f"kg {' '.join(map(str, words))}: exit status {process.returncode}")
    return time.monotonic() - started, peak / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, last")
    args = parser.parse_args()
    figures: dict[str, float] = {}

    def note(name: str, value: float, unit: str = "s") -> None:
        figures[name] = round(value, 3)
        print(f"{name:48} {value:10,.3f} {unit}", flush=True)

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        relations = int(args.triples / TRIPLES_A_RELATION)
        made = knowledge(relations // 3, relations)
        path = folder / "graph.ttl"
        with path.open("w", encoding="utf-8") as file:
            note("write Turtle", timed(lambda: file.writelines(export.turtle(made))))
        note("Turtle", path.stat().st_size / 1e6, "MB")
        note("read Turtle into Knowledge", timed(lambda: export.read(path)))
        store = engine.load([path])
        note("triples", float(len(store)), "")
        seconds, peak = command("query", path, "most-reported")
        note("kg query, in memory, whole command", seconds)
        note("  peak memory", peak, "MB")
        seconds, peak = command("query", path, "most-reported", "--store", folder / "store")
        note("kg query --store, first time", seconds)
        note("  peak memory", peak, "MB")
        note("kg query --store, again", command("query", path, "most-reported", "--store", folder / "store")[0])
        note("empty query in a child", timed(lambda: engine.run(lambda: store, Job("ASK {}"))))
        disk = folder / "store"
        for question in query.questions().values():
            values = {p.name: GIVEN[p.name] for p in question.parameters if p.needed}
            job = Job(question.bound(values), rows="table", limits=Limits(seconds=SECONDS))
            for where, open_ in (("memory", lambda: store), ("disk", lambda: engine.opened(disk))):
                answers: list[engine.Answer] = []
                seconds = timed(lambda o=open_, j=job, a=answers: a.append(engine.run(o, j)))  # type: ignore[misc]
                told = answers[0].message[:40] if answers[0].kind == "error" else f"{answers[0].count:,} rows"
                note(f"{question.name} ({where}), {told}", seconds)
    if args.json:
        print(json.dumps(figures, ensure_ascii=False))


if __name__ == "__main__":
    os.nice(5)
    main()


