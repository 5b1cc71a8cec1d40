"""The SPARQL 1.1 Protocol for queries: request → Job, Answer → response.  Updates are refused."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from kg import engine, ontology, sparql
from kg.engine import Answer, Job, Limits
from kg.serve.guard import REQUEST_SECONDS

ENDPOINT_LIMITS = Limits(seconds=10.0, rows=10_000, bytes=16 << 20, memory=512 << 20)
MOST_BODY = 1 << 20
"""Bytes of a request's body; a query has at most sparql.MOST_CHARACTERS anyway."""
ROW_TYPES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPH_TYPES = {
    "text/turtle": "turtle",
    "application/turtle": "turtle",
    "application/n-triples": "ntriples",
    "text/plain": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
}
_UPDATE = ("updates are refused: the graph is read only; change the sources and run kg build again", 403)


def accepted(header: str, offered: Sequence[str]) -> str | None:
    """The offered media type that an Accept header likes best (RFC 9110), the first of equals; None for none."""
    ranges = [_range(part) for part in header.split(",") if part.strip()] or [("*/*", 1.0)]
    best, quality = None, 0.0
    for media in offered:
        kinds = (media, media.split("/")[0] + "/*", "*/*")
        weights = [dict(reversed(ranges)).get(kind) for kind in kinds]
        weight = next((one for one in weights if one is not None), 0.0)
        if weight > quality:
            best, quality = media, weight
    return best


def _range(part: str) -> tuple[str, float]:
    """"text/csv; q=0.5" → ("text/csv", 0.5); a weight that is no number counts as 0."""
    media, *parameters = (one.strip() for one in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        if parameter.lower().startswith("q="):
            try:
                weight = min(max(float(parameter[2:]), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return media.lower(), weight


async def body_of(request: Request) -> bytes:
    """The request's body; Wrong (413) where it is larger than MOST_BODY."""
    pieces, size = [], 0
    try:
        async with asyncio.timeout(REQUEST_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > MOST_BODY:
                    raise sparql.Wrong(f"the request's body is larger than {MOST_BODY >> 10} KB", status=413)
                pieces.append(piece)
    except ClientDisconnect:
        raise sparql.Wrong("the client went away") from None
    except TimeoutError:
        raise sparql.Wrong(f"the request's body took more than {REQUEST_SECONDS:g} s", status=408) from None
    return b"".join(pieces)


def _pairs(text: bytes) -> list[tuple[str, str]]:
    """Form fields; Wrong where they are no UTF-8 or too many."""
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError) as error:
        raise sparql.Wrong("the parameters are no valid UTF-8 form data") from error


async def job_of(request: Request, base: str = ontology.BASE, limits: Limits = ENDPOINT_LIMITS) -> Job | None:
    """The job that a request asks for; None where it names no query (a GET for the description).

    Raises sparql.Wrong with the HTTP status for what the protocol or this endpoint does not allow.
    """
    pairs = _pairs(request.url.query.encode("ascii", "replace"))
    if request.method == "POST":
        media, charset = _content_type(request)
        if media == "application/sparql-update":
            raise sparql.Wrong(_UPDATE[0], status=_UPDATE[1])
        if media not in ("application/sparql-query", "application/x-www-form-urlencoded"):
            message = "POST a query as application/sparql-query or application/x-www-form-urlencoded"
            raise sparql.Wrong(f"{message}, not as '{media}'", status=415)
        if charset not in ("", "utf-8", "utf8"):
            raise sparql.Wrong(f"queries are UTF-8, not {charset}", status=415)
        body = await body_of(request)
        pairs += [("query", _utf8(body))] if media == "application/sparql-query" else _pairs(body)
    if any(name == "update" for name, _ in pairs):
        raise sparql.Wrong(_UPDATE[0], status=_UPDATE[1])
    queries = [value for name, value in pairs if name == "query"]
    if not queries and request.method in ("GET", "HEAD"):
        return None
    if len(queries) != 1:
        raise sparql.Wrong(f"one parameter 'query' is needed; {len(queries)} came")
    return _job(request, queries[0], pairs, base, limits)


def _job(request: Request, text: str, pairs: list[tuple[str, str]], base: str, limits: Limits) -> Job:
    shape = sparql.look(text)
    if not shape.form:
        raise sparql.Wrong("no query: SELECT, ASK, CONSTRUCT or DESCRIBE is needed")
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    for iri in default + named:
        _check_iri(iri)
    types = ROW_TYPES if shape.form in ("SELECT", "ASK") else GRAPH_TYPES
    header = request.headers.get("accept", "")
    media = accepted(header, list(types))
    if media is None:
        raise sparql.Wrong(f"{shape.form} can be answered as {', '.join(types)}", status=406)
    kind = types[media]
    rows, graph = (kind, "turtle") if types is ROW_TYPES else ("json", kind)
    given = bool(default or named)
    return Job(text, rows, graph, base, default if given else None, named if given else None, limits)


def _check_iri(iri: str) -> None:
    if ":" not in iri or any(c <= " " or c in '<>"{}|^`\\' for c in iri):
        raise sparql.Wrong(f"'{iri[:80]}' is no absolute IRI of a graph")


def _content_type(request: Request) -> tuple[str, str]:
    media, *parameters = request.headers.get("content-type", "").lower().split(";")
    charset = next((p.partition("=")[2].strip(' "') for p in parameters if p.strip().startswith("charset=")), "")
    return media.strip(), charset


def _utf8(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise sparql.Wrong(f"the query is no valid UTF-8 (byte {error.start})") from error


def wants_page(request: Request) -> bool:
    """Whether a browser asks: HTML is wanted more than any result format."""
    offered = ["application/sparql-results+json", "text/turtle", "text/html"]
    header = request.headers.get("accept", "")
    return "text/html" in header and accepted(header, offered) == "text/html"


def response_of(answer: Answer, text: str, limits: Limits = ENDPOINT_LIMITS) -> Response:
    """The HTTP response to a query's text; the limits stand in its headers, and whether they cut it."""
    headers = {
        "Vary": "Accept",
        "X-Query-Limits": f"{limits.seconds:g} s, {limits.rows} rows, {limits.bytes >> 20} MB",
        "X-Query-Rows": str(answer.count),
    }
    if answer.cut:
        headers["X-Query-Cut"] = f"after {answer.count} rows"
        headers["Warning"] = f'199 pressgraph "cut after {answer.count} rows; add LIMIT and OFFSET"'
    if answer.kind == "error":
        wrong = sparql.Wrong(answer.message, answer.line or 1, answer.column or 1, answer.status)
        return refusal(wrong, text if answer.line else "", headers)
    return Response(answer.body, 200, headers, answer.media)


def refusal(wrong: sparql.Wrong, text: str = "", headers: dict[str, str] | None = None) -> Response:
    """What is wrong, as plain text with line and column."""
    told = sparql.shown(text, wrong) if text else wrong.message
    extra = {"Retry-After": "5"} if wrong.status == 503 else {}
    return Response(told + "\n", wrong.status, {**(headers or {}), **extra}, "text/plain; charset=utf-8")


def description(endpoint: str, triples: int, header: str) -> Response:
    """The service description (SPARQL 1.1 Service Description)."""
    sd = "http://www.w3.org/ns/sparql-service-description#"
    formats = [
        f"<http://www.w3.org/ns/formats/{name}>"
        for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
                     "Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    ]  # fmt: skip
    turtle = f"""@prefix sd: <{sd}> .
@prefix void: <http://rdfs.org/ns/void#> .
[] a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {", ".join(formats)} ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples {triples} ] ] .
"""
    media = accepted(header, list(GRAPH_TYPES)) or "text/turtle"
    answered, kind = engine.GRAPHS[GRAPH_TYPES[media]]
    prefixes = {"sd": sd, "void": "http://rdfs.org/ns/void#"}
    parsed = (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    body = ox.serialize(parsed, format=kind, prefixes=prefixes if kind == ox.RdfFormat.TURTLE else None)
    return Response(body, 200, {"Vary": "Accept"}, answered)


def to_page(request: Request) -> Response:
    """A browser that opens the endpoint is shown the query page."""
    return RedirectResponse(f"/query?{request.url.query}" if request.url.query else "/query", 303)
