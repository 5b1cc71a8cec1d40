"""Pressgraph: Chinese newspaper pages in, one knowledge graph out.

    import kg
    graph = kg.load("export")          # a networkx.MultiDiGraph, as kg/graph.py describes it
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx


def load(path: str | Path) -> nx.MultiDiGraph[str]:
    """The graph in a Turtle or GraphML file of ours, or in a build's folder.

    OSError where it cannot be read; ValueError, with the place, where it is not such a graph.
    """
    from kg import export, graph, graphml, outputs  # on call: `import kg` alone loads no library

    path = outputs.graph_file(Path(path))
    if path.suffix == ".graphml":
        return graphml.read(path)
    return graph.of(export.read(path))
