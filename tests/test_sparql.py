"""What a query is and may not do, and errors that point at the place."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import ontology, sparql

PREFIXES = dict(ontology.prologue())


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
    "ASK { service silent ?x { } }",
    "SELECT * { ?s ?p '''}''' # }\n SERVICE ?x {} }",
    "SELECT * { FILTER(1<2) SERVICE<http://a.example/>{} }",
    "CONSTRUCT { ?s ?p ?o } WHERE { { SERVICE pg:x { ?s ?p ?o } } }",
])  # fmt: skip
def test_service_is_refused(text: str) -> None:
    with pytest.raises(sparql.Wrong, match="SERVICE is refused") as caught:
        sparql.look(text)
    assert caught.value.status == 403
    line, column = caught.value.line, caught.value.column
    assert text.split("\n")[line - 1][column - 1 :].upper().startswith("SERVICE")


@pytest.mark.parametrize("text", [
    "SELECT ('SERVICE' AS ?x) {}", "SELECT ?service { ?service a <http://a.example/SERVICE> }",
    "# SERVICE\nASK {}", "PREFIX service: <http://a.example/> ASK { service:SERVICE ?p 'a'@service }",
    'ASK { ?s ?p """a " SERVICE """ }', "ASK { ?s ?p 'it\\'s SERVICE' }", "ASK { _:SERVICE ?p ?o }",
])  # fmt: skip
def test_the_word_alone_is_no_service(text: str) -> None:
    sparql.look(text)
    list(ox.Store().query(text)) if text.startswith("SELECT") else ox.Store().query(text)


@pytest.mark.parametrize("text", [
    "INSERT DATA { <a:a> <a:b> 1 }", "delete where { ?s ?p ?o }", "LOAD <file:///etc/passwd>", "CLEAR ALL",
    "PREFIX a: <http://a.example/>\nDROP GRAPH a:b", "WITH <a:a> DELETE { } WHERE { }", "# x\nCOPY <a:a> TO <a:b>",
])  # fmt: skip
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(sparql.Wrong, match="read only"):
        sparql.look(text)


def test_from_is_seen() -> None:
    shape = sparql.look("SELECT * FROM <a:1> FROM NAMED <a:2> FROM pg:x { ?s ?p ?o }")
    assert (shape.form, shape.default_graphs, shape.named_graphs) == ("SELECT", ["<a:1>", "pg:x"], ["<a:2>"])


@pytest.mark.parametrize(
    "text", ["ASK " + "{" * 5000 + "}" * 5000, "SELECT (" + "(" * 90 + "1", "ASK { FILTER(" + "!" * 90]
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(sparql.Wrong, match="nested deeper"):
        sparql.look(text)


def test_a_huge_query_is_refused() -> None:
    with pytest.raises(sparql.Wrong, match="at most") as caught:
        sparql.look("ASK {}" + " " * 10_000_000)
    assert caught.value.status == 413


@pytest.mark.parametrize(("text", "line", "column", "message"), [
    ("SELECT ?x WHRE { }", 1, 11, "unexpected 'WHRE'; expected DISTINCT or WHERE"),
    ("SELEC ?s {}", 1, 1, "unexpected 'SELEC'"),
    ("SELECT * {\n ?市 foo:bar '中文' }", 2, 5, "unknown prefix 'foo:'"),
    ("SELECT * {\n ?市 <a:b> '中文' xx }", 2, 16, "unexpected 'xx'"),
    ("ASK {} ASK {}", 1, 8, "unexpected 'ASK'"),
    ("SELECT ?s { ?s ?p }", 1, 19, "unexpected '}'; expected an object"),
    ("SELECT ?s WHERE { ?s a pg:Company . ?s }", 1, 40, "expected a predicate and an object"),
    ("SELECT ?s { ?s ?p ?o", 1, 11, "'{' is never closed"),
    ("SELECT ?s { ?s ?p ?o ) }", 1, 22, "closes nothing that is open"),
    ("SELECT ?s { ?s ?p ?o . FILTER(?o > ) }", 1, 36, "expected a value"),
    ("SELECT ?s ?t { ?s ?p ?o } GROUP BY ?s", 1, 36, "unbound"),
    ("SELECT (COUNT(?s)) { ?s ?p ?o }", 1, 18, r"expected \(… AS \?name\)"),
    ("SELECT * { ?s ?p 'abc }", 1, 18, "a string is opened by '"),
    ("SELECT * { ?s ?p <http://a b> }", 1, 18, "an IRI holds no spaces"),
    ("ASK { ?s ?p ?o } LIMIT x", 1, 24, "unexpected 'x'"),
    ("", 1, 1, "ends too early"),
])  # fmt: skip
def test_errors_point_at_the_place(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text, prefixes=PREFIXES)
    wrong = sparql.explained(text, str(caught.value), PREFIXES)
    assert (wrong.line, wrong.column) == (line, column)
    with pytest.raises(sparql.Wrong, match=message):
        raise wrong


def test_the_caret_stands_under_wide_characters() -> None:
    text = "SELECT * { ?市 xx }"
    assert sparql.shown(text, sparql.Wrong("no", 1, 15)).endswith(f"\n    {' ' * 12}\u3000 ^")
