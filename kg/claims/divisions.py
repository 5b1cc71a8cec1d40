"""locatedIn between districts, where the page names a division and the one it belongs to by the state's list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import lexicon
from kg.claims.reading import Reading
from kg.model import Claim, Mention

ZONE = re.compile(r"(?:开发区|高新区|新区|经开区|保税区|自贸区|综保区)$")


@cache
def codes(name: str) -> frozenset[str]:
    """GB/T 2260 codes of the divisions so called, short names too; towns by full name only."""
    named = lexicon.division_names().get(name, ())
    short = lexicon.division_shorts().get(name, ())
    highest = min((len(division.code) for division in short), default=0)
    return frozenset(division.code for division in named + short if division in named or len(division.code) == highest)


def lies_in(inner: str, outer: str) -> int:
    """How deep the inner name's division lies under the outer's: 2, 4 or 6 code digits shared, 0 where it does not."""
    return max((len(b) for a in codes(inner) for b in codes(outer) if len(b) < len(a) and a.startswith(b)), default=0)


def is_city(name: str) -> bool:
    """Whether a prefecture is so called: it needs no 全省 to be placed, a county may."""
    return any(len(code) == 4 for code in codes(name))


def parent(reading: Reading, child: Mention) -> Mention | None:
    """The nearest division above the child that the article names; of a city, not one only pointed to (全省)."""
    best: tuple[int, Mention] | None = None
    city = is_city(child.name)
    for other in reading.discourse.everything:
        if other.type == "District" and other.name != child.name and not (city and other.deictic):
            depth = lies_in(child.name, other.name)
            if depth and (best is None or depth > best[0]):
                best = (depth, other)
    return best[1] if best else None


def belongs(reading: Reading) -> Iterator[Claim]:
    """郸城县 in an article that also names 周口市."""
    for group in reading.raw.groups:
        for child in group:
            if child.type != "District" or child.deictic:
                continue
            above = parent(reading, child)
            if above is None:
                continue
            depth = lies_in(child.name, above.name)
            rule = {2: "province", 4: "city", 6: "county"}[depth]
            rule += "_same" if above.sentence == reading.sentence else ""
            yield from reading.claim(child, "locatedIn", above, rule, "")


def zones(reading: Reading) -> Iterator[Claim]:
    """南昌经开区 in an article that also names 南昌市."""
    for group in reading.raw.groups:
        for child in group:
            if child.type != "District" or not ZONE.search(child.name) or codes(child.name):
                continue
            for other in reading.discourse.everything:
                stem = re.sub("[省市县区]$", "", other.name)
                if (
                    other.type == "District"
                    and len(stem) > 1
                    and child.name.startswith(stem)
                    and other.name != child.name
                    and codes(other.name)
                ):
                    yield from reading.claim(child, "locatedIn", other, "zone", "")
                    break


RULES = (belongs, zones)


def find(reading: Reading) -> Iterator[Claim]:
    """Every division of the sentence in its parent."""
    if "Ⓓ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)
