"""What the analyses read off a fact: its year, its level, and the sentence that proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg import lexicon
from kg.model import Evidence

LEVELS = ("国际级", "国家级", "省级", "市级", "区县级")
"""From the widest to the narrowest; "" where neither name nor giver tells."""

_BY_LENGTH = {2: "省级", 4: "市级", 6: "区县级", 9: "区县级"}
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_OPENING = (
    (re.compile(r"国际级|世界级"), "国际级"),
    (re.compile(r"国家级|部级"), "国家级"),
    (re.compile(r"省部级|省级|自治区级"), "省级"),
    (re.compile(r"(?<![县区])市级"), "市级"),
    (re.compile(r"区级|县级"), "区县级"),
    (re.compile(r"^省(?![心时力油电钱])"), "省级"),
    (re.compile(r"^市(?![场值容民井])"), "市级"),
    (re.compile(r"^[区县](?![域块间])"), "区县级"),
    (re.compile(r"^(?:国际|世界|全球|亚洲|亚太)"), "国际级"),
    (re.compile(r"^(?:国家|全国|中国|中华|国务院|中央|中共中央)"), "国家级"),
)
_WITHIN = (
    (re.compile(r"省长|全省|自治区"), "省级"),
    (re.compile(r"市长|全市"), "市级"),
    (re.compile(r"区长|县长|全区|全县"), "区县级"),
    (re.compile(r"全国|国家|中国"), "国家级"),
    (re.compile(r"国际|世界|全球"), "国际级"),
)


def _division(name: str) -> tuple[int, lexicon.Division | None]:
    """The division that a name opens with (青岛市…, 山东…), and how long its name is; (0, None) for none.

    Short names count for provinces and cities alone: 泰山, 长安 or 新城 are too often no district.
    """
    for length in range(min(len(name), 11), 1, -1):
        shorts = lexicon.division_shorts().get(name[:length], ())
        found = lexicon.division_names().get(name[:length]) or tuple(d for d in shorts if len(d.code) <= 4)
        if found:
            return length, found[0]
    return 0, None


def place_length(name: str) -> int:
    """How many characters of a name are the district it opens with (3 in 青岛市市长质量奖)."""
    return _division(name)[0]


def _place(name: str) -> str:
    """The level of the division that a name opens with, "" for none; 北京市 is a province's."""
    _, division = _division(name)
    if division is None:
        return ""
    return "省级" if division.name[:2] in _MUNICIPALITIES else _BY_LENGTH[len(division.code)]


def _said(name: str, words: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """The level of the first pattern that is found in the name."""
    return next((level for pattern, level in words if pattern.search(name)), "")


def _province_inside(name: str) -> str:
    """省级 where a province is named anywhere (好品山东), "" otherwise."""
    shorts = (lexicon.division_shorts().get(name[at : at + n], ()) for at in range(len(name)) for n in (2, 3))
    return "省级" if any(len(d.code) == 2 for found in shorts for d in found) else ""


def level_of(name: str) -> str:
    """The level that an award's or a body's name says: 省级绿色工厂, 山东省省长质量奖, 青岛优品."""
    bare = name.lstrip("“”‘’\"'『』「」《》〈〉 ")
    return _said(bare, _OPENING) or _place(bare) or _said(bare, _WITHIN) or _province_inside(bare)


def level(graph: nx.MultiDiGraph[str], award: str) -> str:
    """An award's level: as its name says, else as the names of those who give it (presentedBy) say."""
    said = level_of(graph.nodes[award]["name"])
    givers = sorted(
        giver for _, giver, data in graph.out_edges(award, data=True) if data["predicate"] == "presentedBy"
    )
    return said or next(filter(None, (level_of(graph.nodes[giver]["name"]) for giver in givers)), "")


def date(graph: nx.MultiDiGraph[str], article: str) -> str:
    """An article's ISO date: its dateline's, else its page's, else ""."""
    report = graph.graph["articles"].get(article)
    if report is None:
        return ""
    page = graph.graph["pages"].get(report.page)
    return str(report.date or (page.date if page else ""))


def year(graph: nx.MultiDiGraph[str], fact: Mapping[str, Any]) -> tuple[str, bool]:
    """A fact's year and whether it is printed with the fact; else the year of the first article that says it."""
    printed = str(fact["qualifiers"].get("year", ""))
    if printed:
        return printed, True
    return min(filter(None, (date(graph, article) for article in fact["articles"])), default="")[:4], False


def proof(graph: nx.MultiDiGraph[str], fact: Mapping[str, Any], *ends: str) -> tuple[str, str, int, int]:
    """The sentence that says a fact, and where it stands: (sentence, page, start, end); blanks for none.

    Of several the one that names most of the ends (a reader sees the fact at once), then the shortest.
    """

    def order(evidence: Evidence) -> tuple[int, int, Evidence]:
        said = evidence.passage.text
        named = sum(any(name in said for name in (nodes[end]["name"], *nodes[end]["aliases"])) for end in ends)
        return -named, len(said), evidence

    nodes = graph.nodes
    best = min(fact["evidence"], key=order, default=None)
    return (best.passage.text, best.passage.page, best.passage.start, best.passage.end) if best else ("", "", 0, 0)


def between(graph: nx.MultiDiGraph[str], one: str, other: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """(subject, object, id, attributes) of every fact that joins two nodes, either way, by id."""
    found = [
        (a, b, key, data)
        for a, b in ((one, other), (other, one))
        if graph.has_edge(a, b)
        for key, data in graph[a][b].items()
    ]
    return sorted(found, key=lambda fact: fact[2])
