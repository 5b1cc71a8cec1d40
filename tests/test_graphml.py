"""GraphML: the same graph back, readable by others, whatever the quotes hold."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg import export, graph, graphml
from kg.model import Evidence, Knowledge, Passage, Span
from tests.sample import knowledge


def write(path: Path, what: Knowledge) -> Path:
    path.write_text("".join(export.graphml(what)), encoding="utf-8")
    return path


def same(one: nx.MultiDiGraph[str], other: nx.MultiDiGraph[str]) -> bool:
    nodes = dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    edges = sorted(one.edges(keys=True, data="evidence")) == sorted(other.edges(keys=True, data="evidence"))
    all_edges = {key: told for *_, key, told in one.edges(keys=True, data=True)}
    return nodes and edges and one.graph == other.graph and all(
        told == all_edges[key] for *_, key, told in other.edges(keys=True, data=True)
    )


def test_networkx_reads_the_same_graph(tmp_path: Path) -> None:
    path = write(tmp_path / "g.graphml", knowledge())
    assert same(kg.load(path), graph.of(knowledge()))


def test_turtle_graphml_and_folder_load_alike(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("".join(export.turtle(knowledge())), encoding="utf-8")
    path = write(tmp_path / "g.graphml", knowledge())
    assert same(kg.load(tmp_path), kg.load(path))
    assert same(kg.load(tmp_path / "graph.ttl"), kg.load(path))


def test_edge_keys_are_unique_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "g.graphml", knowledge())
    plain = nx.read_graphml(path, force_multigraph=True)
    keys = [key for *_, key in plain.edges(keys=True)]
    assert sorted(keys) == ["r1", "r2", "r3"]
    assert {told["label"] for _, told in plain.nodes(data=True)} >= {"临江市", "省级绿色工厂"}
    assert plain.edges["Organisation/临江市晨光电气有限公司", "Award/省级绿色工厂", "r1"]["year"] == "2024"


def test_xmllint_finds_it_well_formed(tmp_path: Path) -> None:
    if not shutil.which("xmllint"):
        pytest.skip("xmllint (Debian's libxml2-utils) is not installed")
    path = write(tmp_path / "g.graphml", knowledge())
    done = subprocess.run(["xmllint", "--noout", str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@settings(max_examples=100, deadline=None)
def test_any_quote_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    one = Evidence("a.txt#1", Passage("a.txt", text, (Span(0, len(text)),)), "rule")
    relation = replace(knowledge().relations[0], evidence=(one,))
    what = replace(knowledge(), relations=(relation,))
    assert same(kg.load(write(tmp_path_factory.mktemp("quote") / "g.graphml", what)), graph.of(what))


@pytest.mark.parametrize(
    ("content", "message"),
    [("<graphml", "no valid GraphML"), ("<a/>", "no valid GraphML"),
     ('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed"/></graphml>', "not of kg")],
)  # fmt: skip
def test_another_file_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "g.graphml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        graphml.read(path)
