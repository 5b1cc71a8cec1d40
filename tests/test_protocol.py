"""W3C's SPARQL 1.1 Protocol tests, run over HTTP against kg serve; updates must all be refused."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

from tests.serving import served
from tests.test_serve import Reply, call

SHARED = Path(os.environ.get("PRESSGRAPH_SHARED", Path(__file__).parents[1].parent / "shared"))
MANIFEST = SHARED / "hostile" / "w3c" / "protocol" / "manifest.ttl"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
NAMED = "http://kasei.us/2009/09/sparql/data/data{}.rdf"


@dataclass(frozen=True)
class Request:
    """One request of a case, and what the manifest expects of its answer."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    form: str


@dataclass(frozen=True)
class Case:
    name: str
    requests: tuple[Request, ...]


def cases() -> list[Case]:
    if not MANIFEST.exists():
        return []
    graph = rdflib.Graph().parse(MANIFEST)
    entries = graph.value(None, MF.entries, object=None) or next(graph.objects(None, MF.entries))
    return [_case(graph, entry) for entry in Collection(graph, entries)]


def _case(graph: rdflib.Graph, entry: rdflib.term.Node) -> Case:
    action = graph.value(entry, MF.action)
    found = list(graph.objects(action, HT.requests))
    nodes = [node for one in found for node in Collection(graph, one)]
    return Case(str(entry).rpartition("#")[2], tuple(_request(graph, node) for node in nodes))


def _request(graph: rdflib.Graph, node: rdflib.term.Node) -> Request:
    headers = {}
    for one in graph.objects(node, HT.headers):
        for header in Collection(graph, one):
            headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
    body = graph.value(node, HT.body)
    text = None if body is None else str(graph.value(body, CNT.chars))
    encoding = str(graph.value(body, CNT.characterEncoding)) if body is not None else "UTF-8"
    response = graph.value(node, HT.resp)
    boolean = graph.value(response, MF.expectedBoolean)
    return Request(
        str(graph.value(node, HT.methodName)),
        str(graph.value(node, HT.absolutePath)),
        headers,
        None if text is None else text.encode(encoding),
        frozenset(str(one)[-3] for one in graph.objects(response, MF.expectedStatus)),
        None if boolean is None else str(boolean).lower() == "true",
        str(graph.value(response, MF.expectedFormat) or ""),
    )


CASES = cases()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = ox.Store()
    for number in (1, 2, 3):
        path = MANIFEST.parent / f"data{number}.nt"
        store.load(path=path, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(NAMED.format(number)))
    quads = tmp_path_factory.mktemp("w3c") / "data.nq"
    store.dump(quads, format=ox.RdfFormat.N_QUADS)
    with served(quads) as address:
        yield address


def send(url: str, request: Request) -> Reply:
    return call(url, request.path, request.method, request.body, **request.headers)


def test_the_manifest_is_at_hand() -> None:
    if not CASES:
        message = f"W3C's protocol tests are not at {MANIFEST.parent} (set PRESSGRAPH_SHARED)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    assert sum(case.name.startswith("query") for case in CASES) == 13
    assert sum(case.name.startswith("bad") for case in CASES) == 14


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("query")], ids=lambda case: case.name)
def test_queries(url: str, case: Case) -> None:
    for request in case.requests:
        reply = send(url, request)
        assert str(reply.status)[0] in request.statuses, reply.text
        if request.form == "boolean":
            assert reply.media == "application/sparql-results+json"
            wanted = {True, False} if request.boolean is None else {request.boolean}
            assert json.loads(reply.body)["boolean"] in wanted
        elif request.form == "tabular":
            assert json.loads(reply.body)["results"]["bindings"]
        else:
            assert request.form == "RDF" and reply.media == "text/turtle"
            rdflib.Graph().parse(data=reply.body, format="turtle")


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("bad")], ids=lambda case: case.name)
def test_bad_requests(url: str, case: Case) -> None:
    for request in case.requests:
        assert request.statuses == {"4"}
        assert str(send(url, request).status)[0] == "4"


@pytest.mark.parametrize("case", [c for c in CASES if c.name.startswith("update")], ids=lambda case: case.name)
def test_updates_are_refused(url: str, case: Case) -> None:
    reply = send(url, case.requests[0])
    assert reply.status == 403 and "read only" in reply.text
    before = call(url, "/sparql?query=SELECT%20*%20%7B%20GRAPH%20?g%20%7B%20?s%20?p%20?o%20%7D%20%7D")
    assert len(json.loads(before.body)["results"]["bindings"]) == 3
