"""Every question on one page: report/index.html with charts and tables, and rows/*.csv.

The page is one file without scripts: Chinese, with an English switch in CSS, links into graph.html where it stands.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import quote

import networkx as nx
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from kg import graph as graphs
from kg import outputs
from kg.analyses import charts, output, picture, words
from kg.analyses.facts import LEVELS
from kg.analyses.figures import GROWTH
from kg.analyses.question import QUESTIONS, Answer, Unanswerable, top

GENERATOR = "Pressgraph report"
ROWS = 50
"""Rows of a table (and of its CSV) in the report."""
OPEN = 10
"""Rows shown before the rest folds away."""
LISTED = 6
"""Names of a list in a cell; the CSV has them all."""
BARS = 12
COLUMNS = 24
FIGURES = 4
"""Indicators drawn: those of most districts."""
LEVEL_COLUMNS = ("international", "national", "provincial", "municipal", "county", "unknown")
NAMED = {"name": "id", "other": "other_id", "award": "award_id"}
WORDED = ("type", "predicate", "predicates", "change", "order", "reason", "measure")


Chart = Callable[[Answer[Any], Callable[[str], str]], Markup]
"""Draws an answer; its second argument gives an entity's place in graph.html."""


class Occupied(Exception):
    """The folder holds other files; the message says what to do."""


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One question in the report: names fill its title; reason stands where there is no answer."""

    id: str
    question: str
    names: dict[str, str]
    answer: Answer[Any] | None
    reason: str = ""
    chart: Chart | None = None
    options: tuple[str, ...] = ()

    @property
    def drawing(self) -> Markup:
        """The chart without links, empty where there is none."""
        return self.chart(self.answer, lambda _: "") if self.chart and self.answer else Markup("")

    @property
    def by_level(self) -> bool:
        """Whether the chart's colours are levels of awards."""
        return self.chart in (_by_level, _years)


def save(
    graph: nx.MultiDiGraph[str], source: Path, out: Path, pictures: bool = False, tell: Callable[[str], object] = str
) -> Path:
    """Writes the report, all files or none, and returns index.html.

    pictures adds the charts as PNG; tell hears the name of every question before it is asked.

    Raises Occupied where out holds files that are no report, picture.NoPicture where this machine cannot draw PNG,
    OSError where out cannot be written.
    """
    if out.exists() and any(out.iterdir()) and not _ours(out / "index.html"):
        raise Occupied(f"{out} holds other files: give --out a new or empty folder")
    html = (source if source.is_dir() else source.parent) / "graph.html"
    link = Path(os.path.relpath(html, out)).as_posix() if html.is_file() else ""
    with outputs.locked(out) as new:
        for name, content in files(graph, link, pictures, tell):
            outputs.write(new, name, [content])
        outputs.publish(out, outputs.digests(new))
    return out / "index.html"


def _ours(index: Path) -> bool:
    """Whether a file is a report's page, so that a new report may stand in its place."""
    return index.is_file() and GENERATOR in index.read_text(encoding="utf-8", errors="replace")[:2000]


def files(
    graph: nx.MultiDiGraph[str], link: str = "", pictures: bool = False, tell: Callable[[str], object] = str
) -> Iterator[tuple[str, str | bytes]]:
    """(name, content) of every file of the report; link is the way to graph.html, "" for none."""
    blocks = list(_blocks(graph, tell))
    for block in blocks:
        if block.answer is not None:
            yield f"rows/{block.id}.csv", output.as_csv(block.answer, QUESTIONS[block.question].row)
        if pictures and block.drawing:
            levels = [words.say(f"column.{level}", "zh") for level in LEVEL_COLUMNS]
            yield f"pictures/{block.id}.png", picture.png(charts.keyed(block.drawing, levels if block.by_level else ()))
    yield "index.html", page(blocks, link)


# --- which questions, and how they are drawn -------------------------------------------------


def _blocks(graph: nx.MultiDiGraph[str], tell: Callable[[str], object]) -> Iterator[Block]:
    """The questions in the order of the page."""
    ask = _Asker(graph, tell)
    yield ask("quality", limited=False)
    yield ask("leaders", chart=_by_level)
    yield ask("leaders", id="leaders-organisations", chart=_by_level, of="organisation")
    yield ask.matrix()
    yield ask("years", limited=False, chart=_years)
    yield ask("ladders")
    yield ask("districts", chart=_pairs)
    yield ask("alike", least=2)
    yield ask("indicators")
    yield from ask.figures()
    yield ask("central", chart=_central)
    yield ask("communities", chart=_sizes)
    yield ask("brokers")
    yield ask("bridges")
    yield from ask.examples()
    yield ask("changes", limit=OPEN)
    yield ask("links")
    yield ask("components")
    yield ask("suspects")


class _Asker:
    """Asks the questions of one graph and keeps reasons where there is no answer."""

    def __init__(self, graph: nx.MultiDiGraph[str], tell: Callable[[str], object]) -> None:
        self.graph, self.tell = graph, tell

    def __call__(
        self, question: str, *given: str, id: str = "", limited: bool = True, limit: int = ROWS,
        chart: Chart | None = None, **options: Any,
    ) -> Block:
        asked = QUESTIONS[question]
        self.tell(question)
        if any(option.name == "limit" for option in asked.options):
            options["limit"] = limit if limited else 0
        said = tuple(f"--{name.replace('_', '-')} {value}" for name, value in sorted(options.items()))
        called = [self.graph.nodes[name]["name"] if name in self.graph else name for name in given]
        named = dict(zip((parameter.name for parameter in asked.names), called, strict=True))
        try:
            answer = asked.answer(self.graph, *given, **options)
        except Unanswerable as error:
            return Block(id or question, question, named, None, str(error))
        return Block(id or question, question, named, answer, "", chart, said)

    def matrix(self) -> Block:
        """The matrix drawn whole, its table cut."""
        block = self("matrix", limited=False)
        if block.answer is None:
            return block
        whole = block.answer
        cut = top(whole.rows, ROWS, len(whole), *whole.notes)
        return dataclasses.replace(block, answer=cut, chart=lambda _, href: _matrix(whole, href))

    def figures(self) -> Iterator[Block]:
        """The indicators that most districts have a figure of, two of them at least."""
        found = self("indicators", limit=ROWS).answer
        told = [row for row in found or () if row.districts + row.others > 1 and row.indicator not in GROWTH]
        for at, row in enumerate(told[:FIGURES], 1):
            yield self("figures", row.indicator, id=f"figures-{at}", chart=_figures)

    def examples(self) -> Iterator[Block]:
        """The surroundings of the best connected organisation or district, and a path between two such that no fact
        joins."""
        net = graphs.ties(self.graph)
        order = sorted(net, key=lambda n: (-net.degree(n), self.graph.nodes[n]["name"], n))
        order = [n for n in order if self.graph.nodes[n]["type"] in ("Organisation", "District")][:BARS] or order[:BARS]
        yield self("ego", order[0], limit=ROWS)
        apart = [(a, b) for a, b in combinations(order, 2) if nx.has_path(net, a, b) and not net.has_edge(a, b)]
        if apart:
            yield self("path", *apart[0], limit=3)


def _by_level(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    rows = [
        charts.Bar(row.name, tuple(getattr(row, level) for level in LEVEL_COLUMNS), str(row.awards), href(row.id))
        for row in answer.rows[:BARS]
    ]
    return charts.bars(rows, words.say("question.leaders", "zh"))


def _central(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    rows = [charts.Bar(r.name, (r.pagerank,), output.text(r.pagerank), href(r.id)) for r in answer.rows[:BARS]]
    return charts.bars(rows, words.say("question.central", "zh"))


def _sizes(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    rows = [charts.Bar(row.name, (row.size,), str(row.size), href(row.id)) for row in answer.rows[:BARS]]
    return charts.bars(rows, words.say("question.communities", "zh"))


def _pairs(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    if len({row.shared for row in answer.rows[:BARS]}) < 2:
        return Markup("")  # bars of one length tell nothing
    rows = [charts.Bar(f"{r.name}—{r.other}", (r.shared,), str(r.shared), href(r.id)) for r in answer.rows[:BARS]]
    return charts.bars(rows, words.say("question.districts", "zh"))


def _figures(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    """Bars of the figures in the unit that most rows have, one a row, with their periods."""
    rows = [row for row in answer.rows if row.unit == answer.rows[0].unit][:BARS]
    made = [
        charts.Bar(f"{r.name} {r.period}".rstrip(), (float(r.value),), f"{_chinese(r.value)}{r.unit}", href(r.id))
        for r in rows
        if r.value >= 0
    ]
    return charts.bars(made, rows[0].indicator)


def _years(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    if len(answer.rows) < 2:
        return Markup("")
    told = {row.year: row for row in answer.rows}
    first, last = min(told), max(told)
    plain = first.isdigit() and last.isdigit() and int(last) - int(first) < 100
    span = [str(year) for year in range(int(first), int(last) + 1)] if plain else sorted(told)
    series = [
        (at, words.say(f"column.{level}", "zh"), [getattr(told[y], level) if y in told else 0 for y in span])
        for at, level in enumerate(LEVEL_COLUMNS)
        if any(getattr(row, level) for row in answer.rows)
    ]
    return charts.lines(span, series, words.say("question.years", "zh"))


def _matrix(answer: Answer[Any], href: Callable[[str], str]) -> Markup:
    """The districts with most awards by the awards that most of them have."""
    filled = Counter(row.name for row in answer.rows)
    districts = sorted(filled, key=lambda name: (-filled[name], name))[:BARS]
    cells = {(row.name, row.award): row.facts for row in answer.rows if row.name in districts}
    held = Counter(award for _, award in cells)
    awards = sorted(held, key=lambda award: (-held[award], award))[:COLUMNS]
    return charts.matrix(districts, awards, cells, words.say("question.matrix", "zh"))


# --- the page -------------------------------------------------------------------------------


def page(blocks: Sequence[Block], link: str) -> str:
    """The report as HTML, every text of the graph escaped."""
    style = _template("style.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    environment = Environment(loader=FunctionLoader(_template), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(both=_both)
    shown = [_shown(block, _href(link)) for block in blocks]
    return environment.get_template("index.html").render(
        blocks=shown, style=Markup(style), digest=digest, link=link, generator=GENERATOR,
        levels=LEVEL_COLUMNS, open=OPEN,
    )


def _template(name: str) -> str:
    return (resources.files("kg") / "templates" / "report" / name).read_text(encoding="utf-8")


def _href(link: str) -> Callable[[str], str]:
    """Entity id → its place in graph.html (the fragment that templates/view/state.js reads), "" without that page."""

    def href(entity: str) -> str:
        named = quote(entity, safe="")
        return f"{link}#focus={named}&n={named}" if link else ""

    return href


def _both(key: str, **values: str) -> Markup:
    """A text in both languages; the page shows one."""
    return _pair(words.say(key, "zh", **values), words.say(key, "en", **values))


def _pair(chinese: str, english: str) -> Markup:
    if chinese == english:
        return Markup("{}").format(chinese)
    return Markup('<span lang="zh-CN">{}</span><span lang="en">{}</span>').format(chinese, english)


def _shown(block: Block, href: Callable[[str], str]) -> dict[str, Any]:
    """What the template needs of a block."""
    answer = block.answer or Answer(())
    names = [n for n in output.columns(QUESTIONS[block.question].row, hidden=False) if n not in ("page", *block.names)]
    names = [name for name in names if any(getattr(row, name) not in ("", ()) for row in answer)]
    title = f"title.{block.id}" if words.has(f"title.{block.id}") else f"question.{block.question}"
    return {
        "id": block.id,
        "question": block.question,
        "title": _both(title, **block.names),
        "about": _both(f"about.{block.question}"),
        "lede": _lede(block, answer),
        "chart": block.chart(answer, href) if block.chart and answer.rows else Markup(""),
        "levels": block.by_level and bool(answer.rows),
        "columns": [(name, _both(f"column.{name}"), _is_number(answer, name)) for name in names],
        "rows": [[_cell(row, name, href) for name in names] for row in answer],
        "notes": [_pair(words.note(note, "zh"), words.note(note, "en")) for note in answer.notes],
        "reason": block.reason,
        "command": f"kg analyse {block.question} GRAPH {' '.join([*block.names.values(), *block.options])}".rstrip(),
    }


def _lede(block: Block, answer: Answer[Any]) -> Markup:
    """What the first row says, as a sentence; several first ones are named together."""
    if not answer.rows or not words.has(f"lede.{block.question}"):
        return Markup("")
    first = answer.rows[0]
    told = {field.name: _brief(getattr(first, field.name)) for field in dataclasses.fields(first)}
    if isinstance(getattr(first, "value", None), Decimal):
        told["value"], told["plain"] = _chinese(first.value), _number(first.value)
    leading = [row.name for row in answer if getattr(row, "rank", 1) == 1] if hasattr(first, "rank") else []
    key = f"lede.{block.question}.tied" if len(leading) > 1 else f"lede.{block.question}"
    key = key if words.has(key) else f"lede.{block.question}"
    return _both(key, **(told | {"names": _brief(tuple(leading)), "count": str(len(leading))}))


def _brief(value: object) -> str:
    """A value in a sentence: long lists are cut."""
    if isinstance(value, tuple) and len(value) > 3:
        return "、".join(map(str, value[:3])) + "…"
    return output.text(value)


def _is_number(answer: Answer[Any], name: str) -> bool:
    return bool(answer.rows) and all(isinstance(getattr(row, name), int | float | Decimal) for row in answer)


def _number(value: Decimal | float | int) -> str:
    """A number with thousands marked: 1,051,000,000; 0.0813."""
    if isinstance(value, float):
        return output.decimals(value)
    return f"{value:,}" if isinstance(value, int) else f"{value.normalize():,f}"


def _chinese(value: Decimal) -> str:
    """A number as Chinese papers print it, where that is exact to two places: 17,071亿, 40万; else with commas."""
    for size, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        short = value / size
        if abs(short) >= 1 and short == round(short, 2):
            return f"{_number(short)}{word}"
    return _number(value)


def _cell(row: Any, name: str, href: Callable[[str], str]) -> Markup:
    """A cell: names linked, sentences with their place, shares and words in both languages."""
    value = getattr(row, name)
    if name in NAMED and hasattr(row, NAMED[name]):
        return _named(value, href(getattr(row, NAMED[name])) if getattr(row, NAMED[name]) else "")
    if name == "sentence":
        place = f"{row.page} {row.start}–{row.end}" if row.page else ""
        return Markup('<q>{}</q> <cite>{}</cite>').format(value, place) if value else Markup("")
    if name == "qualifiers":
        return _pair("、".join(words.qualifier(q, "zh") for q in value), ", ".join(words.qualifier(q) for q in value))
    if name in WORDED:
        values = value if isinstance(value, tuple) else (value,)
        pairs = [tuple(words.value(name, one, language) for language in words.LANGUAGES) for one in values]
        return _pair("、".join(zh for zh, _ in pairs), ", ".join(en for _, en in pairs))
    if name == "value":
        if isinstance(value, Decimal):
            return _pair(_chinese(value), _number(value))
        return Markup("{}").format(f"{value:.1%}" if row.of else _number(value))
    if value == 0 and isinstance(value, int):
        return Markup('<span class="zero">0</span>')
    if isinstance(value, int | float | Decimal):
        return Markup("{}").format(_number(value))
    if name == "level" and value in LEVELS:
        return _both(f"column.{LEVEL_COLUMNS[LEVELS.index(value)]}")
    if isinstance(value, tuple):
        more = f" +{len(value) - LISTED}" if len(value) > LISTED else ""
        return Markup("{}{}").format((" → " if name == "steps" else "、").join(value[:LISTED]), more)
    return Markup("{}").format(value)


def _named(name: str, href: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, name) if href else Markup("{}").format(name)
