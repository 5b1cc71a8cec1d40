"""Knowledge → one self-contained HTML page to browse: pyvis makes it, through templates/view/.

The page opens offline and asks nothing of any server: vis-network comes out of pyvis's own files,
styles and scripts stand inline under a Content-Security-Policy that admits their hashes only.
Names and quotes come from untrusted text; they enter the page as JSON that tojson has escaped, and
the scripts put them into text nodes, never into markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyvis.network
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from pypinyin import Style, pinyin

from kg import ontology, picture
from kg.model import PREDICATES, TYPES, Evidence, Knowledge, Qualifiers

_TEMPLATES = Path(__file__).parent / "templates" / "view"
_SCRIPTS = (
    "text", "graph", "state", "search", "searchbox", "places", "scene", "labels", "stage", "panel", "filters", "list",
    "export", "main",
)  # fmt: skip
_VIS = "lib/vis-9.1.2/vis-network.min.js"

# A lone surrogate cannot be written as UTF-8; a source map would be a request.
_SURROGATE = re.compile("[\ud800-\udfff]")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_HAN = re.compile("[㐀-鿿豈-﫿\U00020000-\U0003ffff]")

_TWO_READINGS = "长重行乐调传藏都单曾参省会校华朝降尽畜"
"""Characters of names that people read either way outside a known word; of all others the first reading counts."""

# Physics is off and stays off until a reader asks for it; the page sets shapes and colours of a type itself.
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "keyboard": False, "selectConnectedEdges": False,
                    "hideEdgesOnDrag": False, "tooltipDelay": 100000},
    "nodes": {"shape": "dot", "font": {"size": 0}},
    "edges": {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.08}, "font": {"size": 0},
              "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}},
}


def page(knowledge: Knowledge, *, focus: str | None = None, steps: int = 2, title: str = "") -> str:
    """The HTML page of a graph, or of the neighbourhood of focus (an entity's id, name or alias).

    steps counts links from focus, 1 or more.  The same knowledge gives the same characters.
    Raises ValueError where nothing, or more than one entity, is called focus, or steps is below 1.
    """
    if focus is not None:
        knowledge = neighbourhood(knowledge, find(knowledge, focus), steps)
    network, drawn = _network(knowledge)
    network.templateEnv = _environment()
    network.templateEnv.globals.update(
        knowledge=_facts(knowledge) | {"bubbles": drawn.bubbles},
        title=_clean(title),
        styles=_hashed(_read("style.css")),
        scripts=[_hashed(_vis()), _hashed(_program())],
    )
    network.path = "page.html"
    return str(network.generate_html())


def find(knowledge: Knowledge, name: str) -> str:
    """The id of the one entity with this id, else this name, else this alias; ValueError for none or several."""
    tests = (
        lambda entity: entity.id == name,
        lambda entity: entity.name == name,
        lambda entity: name in entity.aliases,
    )
    for test in tests:
        found = [entity.id for entity in knowledge.entities if test(entity)]
        if len(found) > 1:
            raise ValueError(f"{name!r} is the name of {len(found)} entities; give one id: {', '.join(found[:5])}")
        if found:
            return found[0]
    near = [entity.name for entity in knowledge.entities if name and name in entity.name]
    hint = f"; names that contain it: {', '.join(near[:5])}" if near else ""
    raise ValueError(f"no entity is called {name!r}{hint}")


def neighbourhood(knowledge: Knowledge, focus: str, steps: int) -> Knowledge:
    """What lies within so many links of the entity with id focus, and every relation among it."""
    if steps < 1:
        raise ValueError(f"steps must be 1 or more, not {steps}")
    near: dict[str, set[str]] = defaultdict(set)
    for relation in knowledge.relations:
        near[relation.subject].add(relation.object)
        near[relation.object].add(relation.subject)
    inside = ring = {focus}
    for _ in range(steps):
        ring = {other for entity in ring for other in near[entity]} - inside
        inside = inside | ring
    entities = tuple(entity for entity in knowledge.entities if entity.id in inside)
    relations = tuple(r for r in knowledge.relations if r.subject in inside and r.object in inside)
    observations = tuple(o for o in knowledge.observations if o.subject in inside)
    proofs = (fact.evidence for facts in (entities, relations, observations) for fact in facts)
    cited = {one.article for evidence in proofs for one in evidence}
    articles = tuple(report for report in knowledge.articles if report.id in cited)
    pages = {report.page for report in articles}
    return Knowledge(
        tuple(source for source in knowledge.pages if source.name in pages), articles, entities, relations, observations
    )


def write(out: Path, html: str) -> None:
    """Writes the page, whole or not at all; an older page at out stays until the new one is complete.

    OSError where the folder is missing or cannot be written.
    """
    aside = out.with_name(f".{out.name}.new")
    try:
        aside.write_text(html, encoding="utf-8", newline="\n")
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)


# ---- the network that pyvis makes the page of

class _Ids(dict[str, None]):
    """pyvis looks through its list of node ids at every node and edge; a dict answers at once."""

    def append(self, node: str) -> None:
        self[node] = None


def _network(knowledge: Knowledge) -> tuple[pyvis.network.Network, picture.Picture]:
    """Every entity as a node with its place, every relation as an edge; ids are opaque (n12, r7)."""
    network = pyvis.network.Network(directed=True)
    network.node_ids = _Ids()
    network.options = _OPTIONS
    number = {entity.id: k for k, entity in enumerate(knowledge.entities)}
    links = [(number[relation.subject], number[relation.object]) for relation in knowledge.relations]
    drawn = picture.draw(len(number), links)
    rank = {node: place for place, node in enumerate(drawn.order)}
    for k, entity in enumerate(knowledge.entities):
        x, y = drawn.places[k]
        network.add_node(
            f"n{k}", label=_clean(entity.name) or " ", group=entity.type, x=x, y=y,
            community=drawn.communities[k], rank=rank[k],
        )
    for k, (subject, object_) in enumerate(links):
        network.add_edge(f"n{subject}", f"n{object_}", id=f"r{k}")
    return network, drawn


# ---- what the page says of them

def _facts(knowledge: Knowledge) -> dict[str, Any]:
    """Everything the panel, the filters and the search need, as lists that point at one another by number."""
    number = {entity.id: k for k, entity in enumerate(knowledge.entities)}
    pages = {source.name: k for k, source in enumerate(knowledge.pages)}
    articles = {report.id: k for k, report in enumerate(knowledge.articles)}
    cite = _Citations(articles)
    inside = _inside(knowledge, number)
    return {
        "types": TYPES,
        "predicates": PREDICATES,
        "labels": _labels(),
        "entities": [
            [_clean(e.id), e.kind, [_clean(alias) for alias in e.aliases], e.code, inside[k],
             [_syllables(_clean(name)) for name in (e.name, *e.aliases)], cite.all(e.evidence)]
            for k, e in enumerate(knowledge.entities)
        ],
        "relations": [
            [PREDICATES.index(r.predicate), _qualifiers(r.qualifiers), float(r.confidence),
             [_clean(trigger) for trigger in r.triggers], cite.all(r.evidence), len(r.conflicts)]
            for r in knowledge.relations
        ],
        "observations": [
            [number[o.subject], _clean(o.indicator), f"{o.value:f}", _clean(o.unit), _qualifiers(o.qualifiers),
             float(o.confidence), _clean(o.printed), cite.all(o.evidence), len(o.conflicts)]
            for o in knowledge.observations
        ],
        "sentences": cite.sentences,
        "rules": cite.rules,
        "articles": [
            [pages[a.page], _clean(a.headline), a.date, [_clean(name) for name in a.reporters]]
            for a in knowledge.articles
        ],
        "pages": [[_clean(source.name), _clean(source.title), source.date, _clean(source.source)]
                  for source in knowledge.pages],
    }


def _labels() -> dict[str, tuple[str, str]]:
    """Chinese and English label of every class, predicate, qualifier and list member."""
    kinds = (kind for finer in ontology.kinds().values() for kind in finer)
    members = (member for listed in ontology.individuals().values() for member in listed)
    names = {*TYPES, *PREDICATES, *kinds, *ontology.qualifiers(), *members}
    return {name: (ontology.label(name), ontology.label(name, "en")) for name in sorted(names)}


class _Citations:
    """Each sentence and each rule's name once, however many facts point at them."""

    def __init__(self, articles: Mapping[str, int]) -> None:
        self.articles = articles
        self.sentences: list[list[Any]] = []
        self.rules: list[str] = []
        self._sentence: dict[tuple[str, int, str], int] = {}
        self._rule: dict[str, int] = {}

    def all(self, evidence: Sequence[Evidence]) -> list[list[int]]:
        """[article, sentence, rule] of each, as numbers."""
        return [[self.articles[e.article], self._place(e), self._named(e.rule)] for e in evidence]

    def _place(self, evidence: Evidence) -> int:
        passage = evidence.passage
        key = (passage.page, passage.start, passage.text)
        if key not in self._sentence:
            self._sentence[key] = len(self.sentences)
            self.sentences.append([_clean(passage.text), passage.start, passage.end])
        return self._sentence[key]

    def _named(self, rule: str) -> int:
        if rule not in self._rule:
            self._rule[rule] = len(self.rules)
            self.rules.append(rule)
        return self._rule[rule]


def _inside(knowledge: Knowledge, number: Mapping[str, int]) -> list[list[int]]:
    """For every entity, the entities it lies directly in: what it is located in, and by code the next division up."""
    found: list[set[int]] = [set() for _ in knowledge.entities]
    for relation in knowledge.relations:
        if relation.predicate == "locatedIn":
            found[number[relation.subject]].add(number[relation.object])
    coded = {_level(entity.code): k for k, entity in enumerate(knowledge.entities) if entity.code}
    for code, k in coded.items():
        above = next((coded[code[:end]] for end in range(len(code) - 2, 0, -2) if code[:end] in coded), None)
        if above is not None:
            found[k].add(above)
    return [sorted(places - {k}) for k, places in enumerate(found)]


def _level(code: str) -> str:
    """A division's code without the zeros that only fill it up: 370200 and 3702 are one city."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def _syllables(name: str) -> str:
    """The readings of each Chinese character of name, "" for any other: "qing dao shi", "zhang/chang"."""
    if not _HAN.search(name):
        return ""
    # A list stands for one entry per character (pypinyin's manual); its annotations say str only.
    silent: Any = lambda rest: [[""]] * len(rest)  # noqa: E731
    read = pinyin(name, style=Style.NORMAL, heteronym=True, errors=silent)
    return " ".join(
        "/".join(sounds[: 2 if character in _TWO_READINGS else 1]) for character, sounds in zip(name, read, strict=True)
    )


def _qualifiers(qualifiers: Qualifiers) -> dict[str, str]:
    return {name: _clean(value) for name, value in qualifiers}


def _clean(text: str) -> str:
    """text with lone surrogates replaced; all else is the page's to show."""
    return _SURROGATE.sub("\ufffd", text)


# ---- templates

def _environment() -> Environment:
    """Our templates before pyvis's, everything escaped, JSON compact and in UTF-8."""
    ours, theirs = FileSystemLoader(_TEMPLATES), FileSystemLoader(_pyvis_templates())
    environment = Environment(loader=ChoiceLoader([ours, theirs]), autoescape=True, keep_trailing_newline=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    environment.filters["columns"] = _columns
    return environment


def _columns(rows: Iterable[Mapping[str, Any]], *names: str) -> list[list[Any]]:
    """One list per name instead of one dict per row: a third of the size, and read in one pass."""
    listed = list(rows)
    return [[row[name] for row in listed] for name in names]


def _pyvis_templates() -> Path:
    return Path(pyvis.network.__file__).parent / "templates"


def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """vis-network as pyvis brings it."""
    return _SOURCE_MAP.sub("", (_pyvis_templates() / _VIS).read_text(encoding="utf-8"))


@cache
def _program() -> str:
    """Our scripts as one strict function."""
    parts = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    return f'(function () {{\n"use strict";\n{parts}\n}})();\n'


def _hashed(text: str) -> dict[str, str]:
    """An inline style or script, and its hash for the Content-Security-Policy."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return {"text": text, "hash": f"sha256-{digest}"}
