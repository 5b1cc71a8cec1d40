"""The pages of kg serve: home, built-in questions, the query editor, entities, articles, search."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg import export, ontology, ontology_page, query, sparql, view
from kg.engine import Answer, Job, Limits
from kg.installed import folder
from kg.model import Entity, Observation, Relation, Report, Source
from kg.query import Cell, Question, Table, questions
from kg.serve import protocol
from kg.serve.catalogue import Catalogue
from kg.serve.nursery import Nursery

BARS = 12
"""Bars of a chart; more cannot be read."""
SHOWN_ROWS = 500
"""Rows of a table in a page; the CSV link has them all."""
ENTITY_TYPES = {"text/html": "", "text/turtle": "turtle", "application/n-triples": "ntriples",
                "application/rdf+xml": "rdfxml", "application/ld+json": "jsonld"}  # fmt: skip
QUALIFIER_ORDER = ("year", "edition", "batch", "rank", "rankScope", "count", "role", "status", "modality", "period")


class Site:
    """All routes on one graph.  prefix: the IRIs' base, whose path the entities' pages have."""

    def __init__(self, nursery: Nursery, catalogue: Catalogue, base: str, triples: int, limits: Limits) -> None:
        self.nursery, self.catalogue, self.base, self.triples = nursery, catalogue, base, triples
        self.limits = limits

    def routes(self) -> list[Route]:
        """Every path; entity pages also under the base IRI's own path."""
        both = ["GET", "POST"]
        return [
            Route("/", self.home),
            Route("/sparql", self.sparql, methods=both),
            Route("/sparql/", self.sparql, methods=both),
            Route("/query", self.editor),
            Route("/query.{form:str}", self.editor),
            Route("/ask/{name:str}.{form:str}", self.question),
            Route("/ask/{name:str}", self.question),
            Route("/search", self.search),
            Route("/complete", self.complete),
            Route("/graph", self.graph),
            Route("/ontology", self.ontology),
            Route("/static/{name:str}", self.static),
            Route("/id/{path:path}", self.thing),
        ]

    # ------------------------------------------------------------ the endpoint

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 Protocol."""
        try:
            job = await protocol.job_of(request, self.base, self.limits)
        except sparql.Wrong as wrong:
            text = request.query_params.get("query", "")
            return protocol.refusal(wrong, text if wrong.status in (400, 403) else "")
        if protocol.wants_page(request):
            return protocol.to_page(request)
        if job is None:
            endpoint = f"http://{request.headers['host']}/sparql"
            return protocol.description(endpoint, self.triples, request.headers.get("accept", ""))
        return protocol.response_of(await self.ask(request, job), job.text, self.limits)

    async def ask(self, request: Request, job: Job) -> Answer:
        """The answer to a job; a client that goes away takes its query along."""
        asking = asyncio.create_task(self.nursery.ask(job))
        gone = asyncio.create_task(_gone(request))
        await asyncio.wait({asking, gone}, return_when=asyncio.FIRST_COMPLETED)
        gone.cancel()
        if not asking.done():
            asking.cancel()
            return Answer("error", message="the client went away", status=400)
        return asking.result()

    # ------------------------------------------------------------ asking

    async def home(self, request: Request) -> Response:
        groups = {name: [q for q in questions().values() if q.group == name] for name in _groups()}
        totals = {"实体": len(self.catalogue.entities), "关系": len(self.catalogue.relations),
                  "数据": len(self.catalogue.observations), "报道": len(self.catalogue.articles)}  # fmt: skip
        return self.page("home.html", groups=groups, totals=totals, triples=self.triples)

    async def question(self, request: Request) -> Response:
        """A built-in question: its form, and its answer once its parameters are given."""
        question = questions().get(request.path_params["name"])
        if question is None:
            return self.missing(f"没有名为“{request.path_params['name']}”的问题。")
        values = {p.name: request.query_params.get(p.name, "") for p in question.parameters}
        told: dict[str, Any] = {"question": question, "values": values} | BLANK
        if any(p.needed and not values[p.name].strip() for p in question.parameters):
            return self.page("question.html", **told)
        try:
            text = question.bound(values)
        except ValueError as error:
            return self.page("question.html", 400, **(told | {"problem": str(error), "trouble": "参数有误"}))
        answer = await self.ask(request, self._job(text))
        link = urlencode({name: value for name, value in values.items() if value})
        form = request.path_params.get("form")
        return self._answered("question.html", answer, text, form, question, told, f"/ask/{question.name}", link)

    async def editor(self, request: Request) -> Response:
        """The query editor, with the answer to ?query=… under it."""
        text = request.query_params.get("query", "")
        told: dict[str, Any] = {"text": text, "graph": "", "example": EXAMPLE} | BLANK
        if not text.strip():
            return self.page("query.html", **told)
        answer = await self.ask(request, self._job(text))
        form = request.path_params.get("form")
        return self._answered("query.html", answer, text, form, None, told, "/query", urlencode({"query": text}))

    def _job(self, text: str) -> Job:
        return Job(text, rows="table", graph="turtle", base=self.base, limits=self.limits)

    def _answered(
        self,
        template: str,
        answer: Answer,
        text: str,
        form: str | None,
        question: Question | None,
        told: dict[str, Any],
        path: str,
        link: str,
    ) -> Response:
        """The answer as a page, or as CSV or JSON with names."""
        if form not in (None, "csv", "json"):
            return self.missing("这里只有 .csv 和 .json。")
        told |= {"text": text, "path": path, "link": link, "cut": answer.cut, "count": answer.count}
        if answer.kind == "error":
            wrong = sparql.Wrong(answer.message, answer.line or 1, answer.column or 1, answer.status)
            problem = sparql.shown(text, wrong) if answer.line else answer.message
            if form:
                return protocol.refusal(wrong, text if answer.line else "")
            return self.page(template, answer.status, **(told | {"problem": problem, "trouble": _trouble(wrong)}))
        if answer.kind == "graph":
            return self.page(template, **(told | {"graph": answer.body.decode()}))
        table = query.table(answer)
        heads = list(question.columns if question and question.columns else table.variables)
        if form == "csv":
            return _csv(heads, table, path.rpartition("/")[2])
        if form == "json":
            return JSONResponse(_records(table))
        chart = _chart(table, question.chart if question else ())
        return self.page(template, **(told | {"table": table, "heads": heads, "chart": chart, "shown": SHOWN_ROWS}))

    async def complete(self, request: Request) -> Response:
        """What the editor offers for the word before the cursor: terms of the ontology, then names."""
        word = request.query_params.get("q", "").strip()
        offers = [
            {"text": f"pg:{term.name}", "note": f"{term.zh} {term.en}"}
            for term in ontology.terms().values()
            if word and (f"pg:{term.name}".lower().startswith(word.lower()) or word in term.zh)
        ]
        found, _ = self.catalogue.search(word, most=12)
        offers += [
            {"text": f"<{ontology.entity_iri(one.entity.id, self.base)}>",
             "note": f"{one.entity.name} {ontology.label(one.entity.type)}"} for one in found
        ]  # fmt: skip
        return JSONResponse(offers[:20])

    # ------------------------------------------------------------ looking

    async def search(self, request: Request) -> Response:
        text, type_ = request.query_params.get("q", ""), request.query_params.get("type", "")
        found, total = self.catalogue.search(text, type_ if type_ in ontology.types() else "", most=100)
        if request.query_params.get("go") and total == 1:
            return RedirectResponse(self.link(found[0].entity.id), 303)
        return self.page("search.html", text=text, type=type_, found=found, total=total)

    async def thing(self, request: Request) -> Response:
        """An entity, article, page, statement or observation: HTML, or its triples by content negotiation."""
        path = _path(request)
        media = protocol.accepted(request.headers.get("accept", ""), list(ENTITY_TYPES))
        if media is None:
            return protocol.refusal(sparql.Wrong(f"there are {', '.join(ENTITY_TYPES)}", status=406))
        form = {"ttl": "turtle", "jsonld": "jsonld"}.get(request.query_params.get("format", ""), ENTITY_TYPES[media])
        if form:
            return await self._triples(request, path, form)
        known = self.catalogue
        if path in known.by_path:
            return self._entity(known.by_path[path])
        if path in known.article_by_path:
            return self._article(known.article_by_path[path])
        if path in known.pages:
            return self._source(known.pages[path])
        kind, _, id_ = path.partition("/")
        fact = self._fact(kind, id_)
        if fact is not None:
            return self.page("fact.html", fact=fact)
        return self.missing("图谱里没有这一项。")

    def _fact(self, kind: str, path: str) -> Relation | Observation | None:
        id_ = ontology.id_of(f"x:{kind}/{path}", "x:") if kind in ("Statement", "Observation") else ""
        return self.catalogue.relations.get(id_) if kind == "Statement" else self.catalogue.observations.get(id_)

    async def _triples(self, request: Request, path: str, form: str) -> Response:
        """Everything the graph says with this subject."""
        job = Job(f"DESCRIBE <{self.base}{path}>", graph=form, base=self.base, limits=self.limits)
        answer = await self.ask(request, job)
        if answer.kind == "graph" and not answer.count:
            return protocol.refusal(sparql.Wrong("the graph says nothing of this", status=404))
        return protocol.response_of(answer, "", self.limits)

    def _entity(self, entity: Entity) -> Response:
        says, said_of = self.catalogue.says.get(entity.id, ()), self.catalogue.said_of.get(entity.id, ())
        terms = ontology.predicates().items()
        groups = [(term.zh, [r for r in says if r.predicate == name], True) for name, term in terms]
        groups += [(term.inverse, [r for r in said_of if r.predicate == name], False) for name, term in terms]
        figures = sorted(self.catalogue.figures.get(entity.id, ()), key=_by_indicator_and_time)
        return self.page(
            "entity.html",
            entity=entity,
            groups=[group for group in groups if group[1]],
            figures=figures,
            articles=self.catalogue.articles_naming(entity),
        )

    def _article(self, report: Report) -> Response:
        return self.page(
            "article.html",
            report=report,
            facts=self.catalogue.facts(report.id),
            mentioned=self.catalogue.mentioned(report.id),
            pieces=self.catalogue.article_text(report),
        )

    def _source(self, source: Source) -> Response:
        reports = [report for report in self.catalogue.articles.values() if report.page == source.name]
        return self.page("page.html", source=source, reports=sorted(reports, key=lambda report: report.number))

    async def graph(self, request: Request) -> Response:
        """The interactive graph around one entity."""
        focus = request.query_params.get("focus", "")
        if focus not in self.catalogue.entities:
            return self.missing("图谱里没有这一项。")
        steps = 1 if request.query_params.get("steps") == "1" else 2
        title = f"{self.catalogue.name(focus)} 的关系图"
        made = await run_in_threadpool(view.page, self.catalogue.knowledge, focus=focus, steps=steps, title=title)
        # The page carries a policy of its own, by hashes; a header as strict would forbid its inline parts.
        policy = "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        return HTMLResponse(made, headers={"Content-Security-Policy": policy})

    async def ontology(self, request: Request) -> Response:
        made = await run_in_threadpool(ontology_page.page, self.catalogue.knowledge)
        policy = f"default-src 'none'; style-src {ontology_page.style_hash()}; base-uri 'none'; frame-ancestors 'none'"
        return HTMLResponse(made, headers={"Content-Security-Policy": policy})

    async def static(self, request: Request) -> Response:
        """One of the files of templates/serve/static, by listing, never by path."""
        name = request.path_params["name"]
        if name not in self._static:
            return self.missing("没有这个文件。")
        content, media = self._static[name]
        return Response(content, media_type=media, headers={"Cache-Control": "max-age=3600"})

    @cached_property
    def _static(self) -> dict[str, tuple[bytes, str]]:
        media = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
        files = sorted((folder("templates") / "serve" / "static").iterdir())
        return {file.name: (file.read_bytes(), media[file.suffix]) for file in files}

    # ------------------------------------------------------------ templates

    @cached_property
    def templates(self) -> Environment:
        found = Environment(
            loader=FileSystemLoader(folder("templates") / "serve"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        found.globals.update(
            catalogue=self.catalogue, label=ontology.label, link=self.link, types=ontology.types(), place=self.place,
            article_link=self.article_link, qualified=_qualified, cell_link=self.cell_link, figure=_figure,
            graph_link=lambda id_: "/graph?" + urlencode({"focus": id_}), quote=quote, sentence_id=_sentence_id,
            limits=self.limits, fact_link=_fact_link,
        )  # fmt: skip
        return found

    def page(self, template: str, status: int = 200, **told: Any) -> HTMLResponse:
        return HTMLResponse(self.templates.get_template(template).render(**told), status)

    def missing(self, message: str) -> HTMLResponse:
        return self.page("missing.html", 404, message=message)

    def link(self, entity: str) -> str:
        """The path of an entity's page."""
        return "/id/" + quote(ontology.entity_iri(entity, ""), safe="/%")

    def article_link(self, article: str) -> str:
        return "/id/" + quote(ontology.article_iri(article, ""), safe="/%")

    def place(self, evidence: Any) -> str:
        """The path of the very sentence in its article's page."""
        return f"{self.article_link(evidence.article)}#{_sentence_id(evidence.passage)}"

    def cell_link(self, cell: Cell) -> str:
        """Where a result's IRI leads: to our page of it, or nowhere."""
        if not cell.iri.startswith(self.base):
            return ""
        return "/id/" + quote(cell.iri.removeprefix(self.base), safe="/%#=,;")


async def _gone(request: Request) -> None:
    """Returns when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


BLANK: dict[str, Any] = {"table": None, "chart": (), "problem": "", "trouble": ""}
EXAMPLE = """SELECT ?company ?award ?year
WHERE {
  ?company a pg:Company ;
           pg:receivedAward ?award .
  ?fact rdf:subject ?company ; rdf:object ?award .
  OPTIONAL { ?fact pg:year ?year }
}
ORDER BY DESC(?year) LIMIT 50
"""


def _fact_link(other: str, fact: Relation | Observation) -> str:
    """The path of another fact of the same sort."""
    iri = ontology.statement_iri(other, "") if isinstance(fact, Relation) else ontology.observation_iri(other, "")
    return "/id/" + quote(iri, safe="/%")


def _trouble(wrong: sparql.Wrong) -> str:
    """What is wrong, in Chinese; the engine's own words follow in English."""
    words = {403: "不允许这样查询", 413: "查询或结果太大", 503: "查询没有做完"}
    return words.get(wrong.status, f"查询第 {wrong.line} 行第 {wrong.column} 列有误")


def _groups() -> Sequence[str]:
    return list(dict.fromkeys(question.group for question in questions().values()))


def _path(request: Request) -> str:
    """What stands after /id/, in the spelling of our IRIs.  From the raw path: a %2F inside a name is
    no separator."""
    raw = request.scope["raw_path"].decode("ascii", "replace").removeprefix("/id/")
    return "/".join(ontology.encode(unquote(segment)) for segment in raw.split("/"))


def _sentence_id(passage: Any) -> str:
    return f"char={passage.start},{passage.end}"


def _qualified(fact: Relation | Observation) -> list[str]:
    """Qualifiers as words: 2024年, 首批, 第3名, 计划中."""
    told = dict(fact.qualifiers)
    words = []
    for name in (name for name in QUALIFIER_ORDER if name in told):
        value = told[name]
        forms = {"year": f"{value}年", "edition": f"第{value}届", "rank": f"第{value}名", "count": f"{value}次"}
        words.append(forms.get(name, ontology.label(value) if name in ("status", "modality") else value))
    return words


def _by_indicator_and_time(observation: Observation) -> tuple[str, str, str]:
    told = dict(observation.qualifiers)
    return observation.indicator, told.get("to", ""), observation.id


def _figure(observation: Observation) -> str:
    """The value with thousands apart."""
    whole, _, fraction = format(observation.value, "f").partition(".")
    return f"{int(whole):,}" + (f".{fraction}" if fraction else "")


def _csv(heads: Sequence[str], table: Table, name: str) -> Response:
    """Names for people, safe in a spreadsheet; the endpoint gives the standard's CSV."""
    rows = [[Decimal(cell.text) if cell.number else cell.text for cell in row] for row in table.rows]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.csv"}
    return Response(export.spreadsheet(heads, rows), media_type="text/csv; charset=utf-8", headers=headers)


def _records(table: Table) -> list[dict[str, Any]]:
    """One object a row: plain text, or name and IRI."""
    return [
        {name: {"name": cell.text, "iri": cell.iri} if cell.iri else cell.text
         for name, cell in zip(table.variables, row, strict=True)} for row in table.rows
    ]  # fmt: skip


def _chart(table: Table, columns: Sequence[str]) -> list[tuple[str, str, float]]:
    """Bars (label, value as printed, share of the longest): the columns that a question names, else
    the first column and the only one of numbers.  Rows of one unit only."""
    numeric = [n for n, name in enumerate(table.variables) if table.rows and all(row[n].number for row in table.rows)]
    if columns:
        found = [_column(table, name) for name in columns]
    elif len(numeric) == 1 and len(table.variables) == 2 and len(table.rows) > 1:
        found = [1 - numeric[0], numeric[0]]
    else:
        return []
    rows = [row for row in table.rows if row[found[1]].number]
    if len(found) > 2 and rows:
        units = [row[found[2]].text for row in rows]
        unit = max(dict.fromkeys(units), key=units.count)
        rows = [row for row in rows if row[found[2]].text == unit]
    longest = max((abs(float(row[found[1]].text)) for row in rows), default=0.0)
    if len(rows) < 2 or not longest:
        return []
    return [(row[found[0]].text or "未写明", row[found[1]].text, abs(float(row[found[1]].text)) / longest)
            for row in rows[:BARS]]  # fmt: skip


def _column(table: Table, name: str) -> int:
    """A column by its variable; xName stands for x."""
    return table.variables.index(name if name in table.variables else name.removesuffix("Name"))

