"""Small graphs from one line a fact, for tests that a reader can solve by hand.

    O:甲公司 receivedAward A:省级绿色工厂 year=2022 on=2022-05-01

on= is the date of the article that says it (one article a date; "" for an undated one).  A line of one word
is an entity without a fact; `O:甲公司 产值=12亿元 on=…` is a figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

import networkx as nx

from kg import graph as graphs
from kg.model import Entity, Evidence, Knowledge, Observation, Passage, Qualifiers, Relation, Report, Source, Span

TYPES = {
    "O": "Organisation", "D": "District", "A": "Award", "P": "Program", "L": "Document", "N": "Person", "E": "Event",
    "R": "Product",
}


SURE = Decimal("0.8")


def entity(word: str) -> str:
    """O:甲公司 → Organisation/甲公司."""
    letter, _, name = word.partition(":")
    return f"{TYPES[letter]}/{name}"


def knowledge(
    text: str, aliases: dict[str, tuple[str, ...]] | None = None, codes: dict[str, str] | None = None
) -> Knowledge:
    """The knowledge that the lines state; aliases and codes by entity word (D:东市)."""
    named, relations, observations, days = set(), [], [], {""}
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines()))):
        words = line.split()
        day = next((word[3:] for word in words if word.startswith("on=")), "")
        words = [word for word in words if not word.startswith("on=")]
        days.add(day)
        spans = (Span(number * 100, number * 100 + len(line)),)
        proof = Evidence(f"p{day}.txt#1", Passage(f"p{day}.txt", line, spans), "test")
        subject = entity(words[0])
        named.add(subject)
        figure = re.fullmatch(r"([^=]+)=(-?[\d.]+)(\D*)", words[1]) if len(words) > 1 else None
        if figure:
            indicator, value, unit = figure.groups()
            told = _qualifiers(words[2:])
            observations.append(Observation(
                f"o{number:03}", subject, indicator, Decimal(value), unit, told, SURE, f"{value}{unit}", (proof,)
            ))
        elif len(words) > 1:
            named.add(entity(words[2]))
            told = _qualifiers(words[3:])
            relations.append(Relation(f"r{number:03}", subject, words[1], entity(words[2]), told, SURE, (), (proof,)))
    other = {entity(word): names for word, names in (aliases or {}).items()}
    coded = {entity(word): code for word, code in (codes or {}).items()}
    return Knowledge(
        pages=tuple(Source(f"p{day}.txt", "0" * 64, "txt", "", "", "", "") for day in sorted(days)),
        articles=tuple(Report(f"p{day}.txt#1", f"p{day}.txt", 1, "标题", day, (), 0, 9) for day in sorted(days)),
        entities=tuple(
            Entity(id, id.partition("/")[0], "", id.partition("/")[2], other.get(id, ()), coded.get(id, ""), ())
            for id in sorted(named)
        ),
        relations=tuple(relations),
        observations=tuple(observations),
    )


def _qualifiers(words: list[str]) -> Qualifiers:
    return tuple(sorted((name, value) for name, _, value in (word.partition("=") for word in words)))


def graph(
    text: str, aliases: dict[str, tuple[str, ...]] | None = None, codes: dict[str, str] | None = None
) -> nx.MultiDiGraph[str]:
    """The same as a networkx graph."""
    return graphs.of(knowledge(text, aliases, codes))
