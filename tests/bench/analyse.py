"""Seconds and peak memory of every analysis on made-up graphs: python tests/bench/analyse.py [NODES …]

Five facts a node, as in figures.md.  Each analysis runs in a process of its own, so its peak is its own (the
graph itself, first line of a block, is in every peak).  Without rustworkx the exact modes are networkx's.
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
    """Runs one analysis and sends (seconds, MB, what came of it)."""
    order = sorted(graph, key=lambda node: (-graph.degree(node), node))
    given = {"ego": order[:1], "path": [order[0], order[-1]], "figures": ["产值"]}.get(name, [])
    started = time.perf_counter()
    try:
        found = QUESTIONS[name].answer(graph, *given)
        told = f"{len(found)} rows; {' '.join(note.key for note in found.notes)}"
    except Unanswerable as error:
        told = str(error)
    answer.send((time.perf_counter() - started, peak(), told))


def main(sizes: tuple[int, ...]) -> None:
    context = multiprocessing.get_context("fork")
    for nodes in sizes:
        made = knowledge(nodes, nodes * FACTS)
        started = time.perf_counter()
        graph = graphs.of(made)
        del made
        seconds = time.perf_counter() - started
        print(f"\n{graph.number_of_nodes():,} nodes, {graph.number_of_edges():,} facts")
        print(f"{'(graph)':12} {seconds:8.1f} s {peak():8.0f} MB")
        for name in sorted(QUESTIONS):
            here, there = context.Pipe(duplex=False)
            child = context.Process(target=ask, args=(name, graph, there))
            child.start()
            there.close()
            taken, most, told = here.recv()
            child.join()
            print(f"{name:12} {taken:8.1f} s {most:8.0f} MB  {told}", flush=True)


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
