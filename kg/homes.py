"""Which city and which province an article is about: what 全市, 市委 and 全省 mean in it.

Every place an article names votes for the city and the province it lies in.  An article of 常州 names
溧阳 and 金坛 too, an article of 江阴 names 无锡 once or twice: the city is the one that most of the names
stand for, a city of cities through what lies in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kg import lexicon
from kg.lexicon import Division
from kg.model import Mention

# What a name weighs: the place itself, a place of a body of the state, one that a zone is named after
# (临江 of 临江滨海新区), a place of any other body, and a headline's more.
ITSELF, OF_STATE, OF_ZONE, OF_ANY, HEADLINE = 1.0, 1.0, 0.75, 0.25, 2.0
CHILD = 0.6
"""What a county adds to its city, for one that is itself a city and might be meant."""
_STATE = re.compile("(?:政府|委|委员会|局|厅|法院|检察院|人大|政协|管委会|海关|总工会|办公室|税务局|公安局)$")
LONGEST = 12
"""Characters of the longest name of a division that a zone's name begins with."""
MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_CITIES = ("市", "州", "盟", "地区")
LEVELS = {"省": "province", "自治区": "province", "市": "city", "州": "city", "盟": "city"}


def place_in(mention: Mention) -> str:
    """The district a mention is or begins with (城阳区 in 城阳区市场监管局), or ""."""
    if mention.deictic:
        return ""
    if mention.type == "District":
        return mention.name
    if mention.type not in ("Organisation", "Award", "Event", "Document"):
        return ""
    end, which = lexicon.leading(mention.name)
    if which not in ("full", "short"):
        return ""
    longer = which == "short" and mention.name[end : end + 1] in ("省", "市", "区", "县", "州", "旗")
    return mention.name[: end + 1] if longer else mention.name[:end]


def _first_place(name: str) -> str:
    """The place that a zone's name begins with: 青岛 of 青岛西海岸新区."""
    name = _zones().get(name, name)
    return next((name[:end] for end in range(min(len(name), LONGEST), 1, -1) if name[:end] in _listed()), "")


@cache
def _listed() -> frozenset[str]:
    return frozenset({*lexicon.division_names(), *lexicon.division_shorts()})


@cache
def _zones() -> dict[str, str]:
    return {term.form: term.name for term in lexicon.terms("zones")}


def division(mention: Mention) -> Division | None:
    """The one division above the towns that a mention is or begins with: none for 鼓楼区 (four cities have one),
    nor for the short form of a county in a body's name, which may be any word (新建, 合作, 港口)."""
    return _division(place_in(mention), mention.type == "District")


@lru_cache(maxsize=1 << 14)
def _division(name: str, whole: bool) -> Division | None:
    """The division that a place is, or (whole) that it begins with."""
    if whole and name not in _listed():
        name = _first_place(name)
    full = [one for one in lexicon.division_names().get(name, ()) if one.level != "town"]
    short = lexicon.division_shorts().get(name, ())
    above = [one for one in short if one.level in ("province", "city")]
    named = full or above or (short if whole else ())
    return named[0] if len(named) == 1 or (named and named[0].level in ("province", "city")) else None


def weight(mention: Mention) -> float:
    """What a mention's place says of where the article is at home."""
    dated = mention.start == 2 and mention.sentence.text.startswith("本报")
    return _worth(mention) + HEADLINE * (mention.sentence.kind == "headline" or dated)


def _worth(mention: Mention) -> float:
    """What a mention's place says by what is named: the place, a zone named after it, a body there."""
    if mention.type == "District":
        return ITSELF if mention.name in _listed() else OF_ZONE
    return OF_STATE if _STATE.search(mention.name) else OF_ANY


class Homes:
    """The votes of some mentions; those of another page or article may be asked where these say nothing."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._named = defaultdict[str, float](float)
        self._within = defaultdict[str, float](float)
        for mention in mentions:
            found = division(mention)
            if found:
                self._count(found, weight(mention))

    def _count(self, found: Division, votes: float) -> None:
        self._named[found.code] += votes
        for length in (2, 4):
            if len(found.code) > length:
                self._within[found.code[:length]] += votes * CHILD

    def _votes(self, code: str) -> float:
        return self._named.get(code, 0.0) + self._within.get(code, 0.0)

    def _cities(self) -> Iterator[tuple[str, float]]:
        """Code and votes of every city that might be meant by 全市.

        What a city of counties has through the one city inside it that is named most speaks for that one; what else
        lies in it speaks for it in full: 南湖区, 桐乡 and 海宁 are named in 嘉兴.
        """
        inner: dict[str, float] = {}
        for code in {*self._named, *self._within}:
            if _is_city(code, 6):
                inner[code[:4]] = max(self._named[code], inner.get(code[:4], 0.0))
        for code in {*self._named, *self._within}:
            if _is_city(code, 2, 4, 6):
                rest = self._within.get(code, 0.0) - CHILD * inner.get(code, 0.0)
                yield code, self._named.get(code, 0.0) + (rest / CHILD if inner.get(code) else rest)

    def city(self) -> Division | None:
        """The city that the article is about, if its names tell."""
        return _most(self._cities())

    def province(self) -> Division | None:
        """The province or region that the article is about, if its names tell."""
        codes = {code for code in {*self._named, *self._within} if len(code) == 2 and code not in MUNICIPALITIES}
        return _most((code, self._votes(code)) for code in codes)


def _is_city(code: str, *lengths: int) -> bool:
    """Whether a division is called 全市 (全州): a municipality, a city of counties or a city in one."""
    found = lexicon.divisions().get(code)
    if found is None or len(code) not in lengths:
        return False
    if code[:2] in MUNICIPALITIES:
        return len(code) == 2
    return found.name.endswith(_CITIES if len(code) == 4 else "市") and len(code) > 2


def _most(votes: Iterable[tuple[str, float]]) -> Division | None:
    """The division with most votes, the lower code among equals."""
    found = sorted(votes, key=lambda vote: (-vote[1], vote[0]))
    return lexicon.divisions()[found[0][0]] if found else None
