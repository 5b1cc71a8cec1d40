"""kg serve: pages, negotiation, limits, and who may speak to it.  Every test talks to a real server."""

from __future__ import annotations

import contextlib
import hashlib
import html
import http.client
import io
import json
import re
import shutil
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox
import pytest
import rdflib

from kg import export, ontology, query
from kg.model import Entity
from tests.serving import served
from tests.test_query import ANSWERS, value
from tests.town import TEXTS, knowledge, said

SECONDS = 2.0
"""The time limit of a query in these tests."""
HOSTILE = '<script>alert(1)</script>"\'`{{7*7}}</title>'
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    evil = Entity(f"Award/{HOSTILE}", "Award", "", HOSTILE, (f"别名{HOSTILE}",), "", (said(0),))
    town = knowledge()
    town = replace(town, entities=tuple(sorted((*town.entities, evil), key=lambda entity: entity.id)))
    (folder / "graph.ttl").write_text("".join(export.turtle(town)), encoding="utf-8")
    return folder / "graph.ttl"


@pytest.fixture(scope="module")
def url(graph: Path) -> Iterator[str]:
    with served(graph, "--timeout", str(SECONDS)) as address:
        yield address


class Reply:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()
        self.text = self.body.decode("utf-8", "replace")
        self.media = (self.headers.get("content-type") or "").split(";")[0]


def call(url: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        return Reply(connection.getresponse())
    finally:
        connection.close()


def ask(url: str, text: str, **headers: str) -> Reply:
    return call(url, "/sparql?" + urlencode({"query": text}), **headers)


# ---------------------------------------------------------------- pages


@pytest.mark.parametrize(("path", "words"), [
    ("/", ["想问什么", "某单位、某地或某人获得了哪些荣誉"]),
    ("/ask/awards-of?name=" + quote("晨光"), ["省级绿色工厂", "首批", "2024"]),
    ("/ask/awards-of", ["名称（可只写一部分）"]),
    ("/query", ["SELECT ?company"]),
    ("/search?q=chenguang", ["晨光电气有限公司"]),
    ("/search?q=cgdq", ["晨光电气有限公司"]),
    ("/search?q=" + quote("晨光电气"), ["晨光电气有限公司"]),
    ("/id/Organisation/" + quote("晨光电气有限公司"), ["获得荣誉", "首批", "获评首批", "企业"]),
    ("/id/Award/" + quote("省级绿色工厂"), ["获得者", "云泽药业有限公司"]),
    ("/id/District/" + quote("海州市"), ["专利授权量", "1,200", "第2名", "3701"]),
    ("/id/Article/a.txt/1", ["海州质量工作观察", "写明事实的句子"]),
    ("/id/Page/a.txt", ["海州质量工作观察"]),
    ("/id/Observation/o1", ["专利授权量", "1,200", "另有说法", "/id/Observation/o2"]),
    ("/graph?focus=" + quote("District/海州市"), ["海州市"]),
    ("/ontology", ["receivedAward", "获得荣誉"]),
    ("/static/app.js", ["use strict"]),
])  # fmt: skip
def test_pages_show(url: str, path: str, words: list[str]) -> None:
    reply = call(url, path)
    assert reply.status == 200
    for word in words:
        assert word in reply.text


@pytest.mark.parametrize("path", ["/nothing", "/id/Award/无此奖", "/ask/none", "/static/..%2f..%2fsite.py",
                                  "/static/../../serve/site.py", "/graph?focus=x", "/id/",
                                  "/query.exe?query=ASK%7B%7D"])  # fmt: skip
def test_what_is_not_there_is_404(url: str, path: str) -> None:
    assert call(url, quote(path, safe="/%?=&.")).status == 404


def test_hostile_names_stay_text(url: str) -> None:
    for start in ("/search?q=", "/ask/awards-of?name=", "/query?query=", "/id/Award/"):
        reply = call(url, start + quote(HOSTILE, safe=""))
        assert reply.status in (200, 400)
        assert "<script>alert" not in reply.text
        assert "&lt;script&gt;alert(1)" in reply.text
        assert "49" not in reply.text.split("<main")[1].replace("1249", "")
        assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_an_entity_has_its_triples_at_its_own_path(url: str) -> None:
    path = "/id/Organisation/" + quote("晨光电气有限公司")
    sizes = set()
    for media, name in (("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/n-triples", "nt")):
        reply = call(url, path, Accept=media)
        assert (reply.status, reply.media) == (200, media)
        sizes.add(len(rdflib.Graph().parse(data=reply.body, format=name)))
    assert len(sizes) == 1 and sizes.pop() > 8
    assert call(url, path, Accept="image/png").status == 406
    assert call(url, "/id/Award/none", Accept="text/turtle").status == 404


def test_a_slash_in_a_name_is_no_folder(tmp_path: Path) -> None:
    town = knowledge()
    odd = Entity("Award/A/B 奖", "Award", "", "A/B 奖", (), "", (said(0),))
    path = tmp_path / "g.ttl"
    path.write_text("".join(export.turtle(replace(town, entities=(*town.entities, odd)))), encoding="utf-8")
    with served(path) as address:
        found = call(address, "/search?q=A/B").text
        link = found.split('href="/id/Award/')[1].split('"')[0]
        assert "A/B 奖" in call(address, "/id/Award/" + link).text


def test_articles_show_the_page_with_its_names_marked(graph: Path, tmp_path: Path) -> None:
    town = knowledge()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages = tuple(replace(page, sha256=hashlib.sha256(TEXTS[page.name].encode()).hexdigest()) for page in town.pages)
    path = tmp_path / "graph.ttl"
    path.write_text("".join(export.turtle(replace(town, pages=pages))), encoding="utf-8")
    with served(path, "--pages", tmp_path) as address:
        text = call(address, "/id/Article/a.txt/1").text
    assert "版面文字" in text
    printed = text.split('<div class="printed">')[1].split("</div>")[0]
    assert '<a class="mark stated"' in printed
    assert html.unescape(re.sub("<[^>]*>", "", printed)) == TEXTS["a.txt"]


def test_csv_and_json_have_names(url: str) -> None:
    link = "?name=" + quote("晨光")
    table = call(url, "/ask/awards-of.csv" + link)
    assert table.text.startswith("\ufeff获得者,荣誉,年份")
    assert "晨光电气有限公司,省级绿色工厂,2024,首批" in table.text
    odd = 'SELECT ("=1+1" AS ?text) (-3.5 AS ?number) {}'
    assert call(url, "/query.csv?" + urlencode({"query": odd})).text.split() == ["\ufefftext,number", "'=1+1,-3.5"]
    records = json.loads(call(url, "/ask/awards-of.json" + link).body)
    assert records[0]["award"]["iri"].endswith("/Award/省级绿色工厂")


def test_completion_offers_terms_and_names(url: str) -> None:
    offers = json.loads(call(url, "/complete?q=pg:rec").body)
    assert offers[0]["text"] == "pg:receivedAward"
    names = json.loads(call(url, "/complete?q=" + quote("绿色")).body)
    assert {"text": "<https://pressgraph.example/id/Award/省级绿色工厂>", "note": "省级绿色工厂 荣誉"} in names


@pytest.fixture(scope="module")
def witness(graph: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(graph)


@pytest.fixture(scope="module")
def store(graph: Path) -> ox.Store:
    opened = ox.Store()
    opened.load(path=str(graph), format=ox.RdfFormat.TURTLE)
    return opened


Row = dict[str, object]


def rows_of_endpoint(url: str, text: str) -> list[Row]:
    reply = ask(url, text, Accept="application/sparql-results+json")
    bindings = json.loads(reply.body)["results"]["bindings"]
    return [{name: value(term["value"]) for name, term in row.items()} for row in bindings]


def rows_of_oxigraph(store: ox.Store, text: str) -> list[Row]:
    found = store.query(text, prefixes=dict(ontology.prologue()))
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: value(row[name].value) for name in names if row[name] is not None} for row in found]


def rows_of_rdflib(witness: rdflib.Graph, text: str) -> list[Row]:
    found = witness.query(text, initNs=dict(ontology.prologue()))
    return [{str(name): value(term) for name, term in row.asdict().items()} for row in found]


@pytest.mark.parametrize(("name", "values"), [(name, values) for name, values, *_ in ANSWERS])
def test_the_endpoint_oxigraph_and_rdflib_answer_every_question_alike(
    url: str, store: ox.Store, witness: rdflib.Graph, name: str, values: dict[str, str]
) -> None:
    text = query.questions()[name].bound(values)
    ours = rows_of_endpoint(url, text)
    assert ours or name == "top-figures"
    told = Counter(frozenset(row.items()) for row in ours)
    assert told == Counter(frozenset(row.items()) for row in rows_of_oxigraph(store, text))
    assert told == Counter(frozenset(row.items()) for row in rows_of_rdflib(witness, text))


# ---------------------------------------------------------------- the protocol beyond W3C's tests


@pytest.mark.parametrize(("accept", "media"), [
    ("", "application/sparql-results+json"), ("*/*", "application/sparql-results+json"),
    ("text/csv", "text/csv"), ("text/tab-separated-values", "text/tab-separated-values"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ("application/*", "application/sparql-results+json"), ("text/turtle, text/csv", "text/csv"),
])  # fmt: skip
def test_negotiation_of_rows(url: str, accept: str, media: str) -> None:
    assert ask(url, "SELECT * { ?s a pg:Award }", Accept=accept).media == media


@pytest.mark.parametrize(("accept", "media"), [
    ("*/*", "text/turtle"), ("application/rdf+xml", "application/rdf+xml"),
    ("application/ld+json", "application/ld+json"), ("application/n-triples", "application/n-triples"),
])  # fmt: skip
def test_negotiation_of_graphs(url: str, accept: str, media: str) -> None:
    assert ask(url, "CONSTRUCT { ?s a ?t } { ?s a ?t }", Accept=accept).media == media


def test_no_format_fits(url: str) -> None:
    reply = ask(url, "ASK {}", Accept="image/png")
    assert reply.status == 406 and "text/csv" in reply.text


def test_all_row_formats_say_the_same(url: str) -> None:
    text = 'SELECT ?s ?n ("a\\tb\\"<&>\\n" AS ?odd) { ?s skos:prefLabel ?n } ORDER BY ?n LIMIT 5'
    answers = []
    for media, name in (("application/sparql-results+json", "json"), ("application/sparql-results+xml", "xml"),
                        ("text/tab-separated-values", "tsv")):  # fmt: skip
        body = io.BytesIO(ask(url, text, Accept=media).body)
        result = rdflib.query.Result.parse(source=body, format=name)
        answers.append([tuple(str(term) for term in row) for row in result])
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) == 5 and answers[0][0][2] == 'a\tb"<&>\n'


def test_a_browser_is_shown_the_query_page(url: str) -> None:
    reply = ask(url, "ASK {}", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert reply.status == 303 and reply.headers["location"].startswith("/query?query=ASK")


def test_the_description_tells_the_endpoint(url: str) -> None:
    described = rdflib.Graph().parse(data=call(url, "/sparql").body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (None, sd.endpoint, rdflib.URIRef(f"{url}/sparql")) in described


@pytest.mark.parametrize(("text", "status", "words"), [
    ("SELECT * {", 400, "never closed"), ("ASK { ?s foo:bar 1 }", 400, "unknown prefix 'foo:'"),
    ("INSERT DATA { <a:a> <a:b> 1 }", 403, "read only"), ("LOAD <http://127.0.0.1:1/>", 403, "read only"),
    ("ASK { SERVICE <http://127.0.0.1:1/> {} }", 403, "SERVICE is refused"),
    ("ASK FROM <file:///etc/passwd> { ?s ?p ?o }", 403, "nothing is fetched"), ("", 400, "no query"),
    ("ASK " + "{" * 5000 + "}" * 5000, 400, "nested deeper"), ("DROP ALL", 403, "read only"),
])  # fmt: skip
def test_what_is_refused_says_why(url: str, text: str, status: int, words: str) -> None:
    reply = ask(url, text)
    assert (reply.status, reply.media) == (status, "text/plain")
    assert words in reply.text


def test_a_huge_query_is_413(url: str) -> None:
    body = b"ASK {}" + b" " * 10_000_000
    try:
        reply = call(url, "/sparql", "POST", body, Content_Type="application/sparql-query")
    except (ConnectionError, http.client.HTTPException):
        return  # the connection was closed while the rest was still coming
    assert reply.status == 413


def test_service_makes_no_connection(url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        for text in (f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
                     f"SELECT * FROM <http://127.0.0.1:{port}/x.ttl> {{ ?s ?p ?o }}",
                     f"LOAD <http://127.0.0.1:{port}/x.ttl>"):  # fmt: skip
            ask(url, text)
            call(url, "/query?" + urlencode({"query": text}))
        listening.settimeout(0.3)
        with pytest.raises(TimeoutError):
            listening.accept()


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize("text", [
    BOMB,
    "SELECT * { ?a (!<x:x>)* ?b . ?b (!<x:x>)* ?c . ?c (!<x:x>)* ?d } ORDER BY ?a",
    "SELECT ?x { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) } ORDER BY DESC(?x)",
    "SELECT (GROUP_CONCAT(STR(?a)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
])  # fmt: skip
def test_bombs_end_in_time_and_others_are_served(url: str, text: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        started = time.monotonic()
        bomb = pool.submit(ask, url, text)
        time.sleep(0.3)
        quick_started = time.monotonic()
        assert ask(url, "ASK { ?s a pg:Award }").status == 200
        assert time.monotonic() - quick_started < SECONDS
        reply = bomb.result()
    assert reply.status in (503, 413)
    assert "stopped" in reply.text or "larger" in reply.text
    assert time.monotonic() - started < SECONDS + 1.5


def test_rows_are_cut_and_it_is_said(url: str) -> None:
    reply = ask(url, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    told = json.loads(reply.body)
    assert len(told["results"]["bindings"]) == 10_000 and told["cut"] is True
    assert reply.headers["x-query-cut"] == "after 10000 rows" and "2 s" in reply.headers["x-query-limits"]


def test_a_query_ends_with_its_client(url: str) -> None:
    hanging = []
    for _ in range(12):
        connection = socket.create_connection(("127.0.0.1", urlsplit(url).port or 0))
        request = f"GET /sparql?{urlencode({'query': BOMB})} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\n\r\n"
        connection.sendall(request.encode())
        hanging.append(connection)
    time.sleep(0.2)
    for connection in hanging:
        connection.close()
    time.sleep(0.5)
    started = time.monotonic()
    assert ask(url, "ASK {}").status == 200
    assert time.monotonic() - started < 1


# ---------------------------------------------------------------- who may speak to it


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""])
def test_other_hosts_are_refused(url: str, host: str) -> None:
    reply = call(url, "/sparql?query=ASK%7B%7D", Host=host.format(port=urlsplit(url).port))
    assert reply.status in (421, 400)
    assert "boolean" not in reply.text


def test_localhost_is_us(url: str) -> None:
    assert call(url, "/", Host=f"localhost:{urlsplit(url).port}").status == 200


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
    {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"},
])  # fmt: skip
def test_other_pages_are_refused(url: str, headers: dict[str, str]) -> None:
    reply = ask(url, "ASK {}", **headers)
    assert reply.status == 403
    assert "access-control-allow-origin" not in reply.headers


def test_a_link_from_elsewhere_opens(url: str) -> None:
    headers = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert call(url, "/", **headers).status == 200


def test_cors_lets_one_origin_in(graph: Path) -> None:
    with served(graph, "--cors", "http://tool.example") as address:
        reply = ask(address, "ASK {}", Origin="http://tool.example", Sec_Fetch_Site="cross-site")
        assert reply.status == 200 and reply.headers["access-control-allow-origin"] == "http://tool.example"
        assert ask(address, "ASK {}", Origin="http://evil.example").status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_405(url: str, method: str) -> None:
    assert call(url, "/sparql?query=ASK%7B%7D", method).status == 405


def test_every_answer_is_guarded(url: str) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", "/nothing", "/graph?focus=" + quote("District/海州市")):
        headers = call(url, path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("junk", [
    b"\x00\xff\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /" + b"a" * 200_000, b"POST /sparql HTTP/1.1\r\n",
    *(b"GET " + path + b" HTTP/1.1\r\nHost: HOST\r\n\r\n"
      for path in (b"/%00%ff%fe", b"/id/%ED%A0%80", b"/search?q=%ff%00", b"/sparql?query=%ff", b"/id/x%20%3C%3E%22")),
])  # fmt: skip
def test_junk_is_answered_or_closed(url: str, junk: bytes) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), timeout=10) as connection:
        connection.sendall(junk.replace(b"HOST", urlsplit(url).netloc.encode()))
        answer = b""
        with contextlib.suppress(OSError):  # closed already, which is an answer
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(200)
    assert not answer or answer.split()[1][:1] in b"234"
    assert call(url, "/").status == 200


# ---------------------------------------------------------------- other clients


LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
LABELS = f"SELECT ?n WHERE {{ ?s {LABEL} ?n . FILTER(CONTAINS(?n, '绿色')) }} ORDER BY ?n"
GREEN = ["省级绿色工厂", "绿色工厂"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_gets_right_answers(url: str, method: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{url}/sparql", returnFormat=wrapper.JSON)
    client.setMethod(method)
    client.setQuery(LABELS)
    assert [row["n"]["value"] for row in client.queryAndConvert()["results"]["bindings"]] == GREEN


@pytest.mark.parametrize("command", [
    ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", "query={text}", "{url}/sparql"],
    ["roqet", "-q", "-r", "csv", "-p", "{url}/sparql", "-e", "{text}"],
], ids=["curl", "roqet"])  # fmt: skip
def test_other_programs_get_right_answers(url: str, command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} (Debian: curl, rasqal-utils)")
    words = [word.replace("{url}", url).replace("{text}", LABELS) for word in command]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert [line.strip('"') for line in printed.split()] == ["n", *GREEN]
