"""Seconds and peak memory of every analysis on made-up graphs: python -m tests.bench.analyse [NODES …]

Five facts a node, as in figures.md.  Each analysis runs in a process of its own, so its peak is its own (the
graph itself, first line of a block, is in every peak).  Seconds are the clock's and the processor's: on a busy machine
the second is the one to compare.  Without rustworkx the exact modes are networkx's.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from typing import Any

import networkx as nx

from kg import graph as graphs
from kg.analyses import QUESTIONS, Unanswerable
from tests.bench.generate import knowledge

SIZES = (1_000, 10_000, 100_000)
FACTS = 5


def peak() -> float:
    """This process's peak memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask(name: str, graph: nx.MultiDiGraph[str], answer: Any) -> None:
    """Runs one analysis and sends (seconds by the clock, of the processor, MB, what came of it)."""
    order = sorted(graph, key=lambda node: (-graph.degree(node), node))
    given = {"ego": order[:1], "path": order[:2], "figures": ["产值"]}.get(name, [])
    started, busy = time.perf_counter(), time.process_time()
    try:
        found = QUESTIONS[name].answer(graph, *given)
        told = f"{len(found)} rows; {' '.join(note.key for note in found.notes)}"
    except Unanswerable as error:
        told = str(error)
    answer.send((time.perf_counter() - started, time.process_time() - busy, peak(), told))


def main(sizes: tuple[int, ...]) -> None:
    context = multiprocessing.get_context("fork")
    for nodes in sizes:
        made = knowledge(nodes, nodes * FACTS)
        started, before = time.perf_counter(), time.process_time()
        graph = graphs.of(made)
        del made
        seconds, worked = time.perf_counter() - started, time.process_time() - before
        print(f"\n{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} facts")
        print(f"{'(graph)':12} {seconds:8.1f} s {worked:8.1f} s {peak():8.0f} MB")
        for name in sorted(QUESTIONS):
            here, there = context.Pipe(duplex=False)
            child = context.Process(target=ask, args=(name, graph, there))
            child.start()
            there.close()
            taken, busy, most, told = here.recv()
            child.join()
            print(f"{name:12} {taken:8.1f} s {busy:8.1f} s {most:8.0f} MB  {told}", flush=True)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
