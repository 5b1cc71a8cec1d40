"""locatedIn between districts, where the article ties a division to the one it belongs to by the state's list.

That 郸城县 and 周口市 are both named says nothing yet: most articles name places in passing.  The list is asked
where the article tells the parts of a whole, names both in one sentence, or is about the inner one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg import lexicon
from kg.claims.reading import Reading, pattern
from kg.forms import wants
from kg.model import Claim, Mention

ZONE = re.compile(r"(?:开发区|高新区|新区|经开区|保税区|自贸区|综保区)$")
PARTS_WORD = re.compile(
    r"县[（(]?、?[市区旗]|区[（(]?、?[县市]|市[（(]、?[县区]|镇街(?!道)|[各诸](?:市|区|县|旗|镇|乡|街道|地|园区)"
    r"|[两三四五六七八九十](?:市|区|县|旗|镇)(?!长|委)"
)
"""Words for the parts of a place: 各县（市、区）, 区县, 三区, 诸镇."""
BEFORE = re.compile("(?:(?<![散分洒遍])在|于|到|来自|出自|赴|走进|前往|抵达|看了|看过|落户|落地|扎根|地处|立足|经|由)$")
AFTER = re.compile("的(?!是|为)|等地|[区县市镇乡村](?:长|委|里|内|政府)|党委|党工委|人民政府|政府|书记|企业|[“《ⓄⓅⓇⒺ]")
"""Around a place that a sentence tells only of another thing: 市南区的某公司, 设在市南区, 市南区区长."""
LIST = re.compile("Ⓓ(?:[、和]Ⓓ)*+")
LISTED = 3
"""So many parts of one whole in a sentence are a list of its parts; two may be any two places."""
MUNICIPAL = ("11", "12", "31", "50")
"""Codes of the cities that are provinces."""
TIMES_NAMED = 2
"""So often an article names a place that it is about, at least."""
LONGEST_STEM = 8
"""Characters of a division's name at the head of a zone's: 双江拉祜族佤族 is longer, but stands with 自治县."""


@lru_cache(maxsize=1 << 14)
def codes(name: str) -> frozenset[str]:
    """GB/T 2260 codes of the divisions so called, short names too; towns by full name only."""
    named = lexicon.division_names().get(name, ())
    short = lexicon.division_shorts().get(name, ())
    highest = min((len(division.code) for division in short), default=0)
    return frozenset(division.code for division in named + short if division in named or len(division.code) == highest)


def lies_in(inner: str, outer: str) -> int:
    """How deep the inner name's division lies under the outer's: 2, 4 or 6 code digits shared, 0 where it does not."""
    return max((len(b) for a in codes(inner) for b in codes(outer) if len(b) < len(a) and a.startswith(b)), default=0)


def possible(inner: str, outer: str) -> bool:
    """Whether a place of the inner name may lie in one of the outer: 武进区 not in 金坛区, 上海市 not in 浦东新区.

    A name that the list does not have may lie anywhere; a county's short name (太湖) may be a lake's.
    """
    if not codes(outer) or not codes(inner):
        return True
    if inner not in lexicon.division_names() and not is_high(inner):
        return True
    return lies_in(inner, outer) > 0


def is_town(name: str) -> bool:
    """Whether the state's list has the name as a town's alone: many are called so, and it has but some of them."""
    return bool(codes(name)) and all(len(code) > 6 for code in codes(name))


def _is_large(name: str) -> bool:
    """Whether a province is so called that is no city: 北京市 and 重庆市 have districts as a city has."""
    return bool(codes(name)) and all(len(code) == 2 and code not in MUNICIPAL for code in codes(name))


def _is_province(name: str) -> bool:
    """Whether a province is so called, Beijing and the other three cities among them."""
    return all(len(code) == 2 for code in codes(name))


def is_high(name: str) -> bool:
    """Whether a province or a prefecture is so called."""
    return any(len(code) <= 4 for code in codes(name))


def full_names(name: str) -> tuple[str, ...]:
    """The name, and the full names of the division it is short for: 武进 → 武进, 武进区."""
    named = (one.name for one in lexicon.division_shorts().get(name, ()))
    return tuple(dict.fromkeys((name, *named)))


def from_elsewhere(name: str, place: str) -> bool:
    """Whether a body's name begins with a province or a city that the place has nothing to do with.

    A zone (高新区) that the state's list does not have may lie there.
    """
    if not codes(place):
        return False
    head = next((name[:n] for n in range(min(len(name) - 1, LONGEST_STEM), 1, -1) if is_high(name[:n])), "")
    return bool(head) and not codes(head) & codes(place) and not lies_in(place, head) and not lies_in(head, place)


class Atlas:
    """The divisions an article names, by code: built once for an article, asked for each of its places."""

    def __init__(self, everything: tuple[Mention, ...]) -> None:
        self.first: dict[str, Mention] = {}
        self.printed: dict[str, Mention] = {}
        self.stems: dict[str, Mention] = {}
        self.times: Counter[str] = Counter()
        self.headlines: set[str] = set()
        for mention in everything:
            if mention.type == "District":
                self._enter(mention)
        self.main = max(self.times, key=lambda code: (self.times[code], code), default="")

    def _enter(self, mention: Mention) -> None:
        for code in sorted(codes(mention.name)) or [mention.name]:
            self.first.setdefault(code, mention)
            self.times[code] += 1
            if not mention.deictic:
                self.printed.setdefault(code, mention)
            if mention.sentence.kind == "headline":
                self.headlines.add(code)
        stem = re.sub("[省市县区]$", "", mention.name)
        if len(stem) > 1 and codes(mention.name):
            self.stems.setdefault(stem, mention)

    def parent(self, child: str) -> Mention | None:
        """The nearest division above the child that the article names; of a city, not one only pointed to (全省).

        A zone lies in the division whose name it begins with: 南昌经开区.
        """
        if not codes(child):
            heads = (child[:n] for n in range(min(len(child) - 2, LONGEST_STEM), 1, -1)) if ZONE.search(child) else ()
            return next((self.stems[head] for head in heads if head in self.stems), None)
        above = self.printed if any(len(code) == 4 for code in codes(child)) else self.first
        outer = sorted(
            (-n, code[:n]) for code in codes(child) for n in (6, 4, 2) if n < len(code) and code[:n] in above
        )
        return next((above[code] for _, code in outer if above[code].name != child), None)

    def named_in(self, words: str) -> Mention | None:
        """The place whose short name stands in these few words: 顺德 in 三家顺德企业, where the article names it."""
        for start in range(len(words) - 1):
            for end in (start + 3, start + 2):
                for one in lexicon.division_shorts().get(words[start:end], ()):
                    if one.code in self.printed:
                        return self.printed[one.code]
        return None

    def is_printed(self, name: str) -> bool:
        """Whether the article names the place, and does not only point to it (全省)."""
        return bool(_keys(name) & self.printed.keys())

    def is_about(self, child: str, parent: str) -> bool:
        """Whether the article is about the child rather than its parent: named more than once, and as often or in the
        headline without it; of a province's only one that the headline names and that is named most."""
        inner, outer = _keys(child), _keys(parent)
        times = max(self.times[key] for key in inner)
        if times < TIMES_NAMED or (_is_large(parent) and not (inner & self.headlines and self.main in inner)):
            return False
        if times >= max(self.times[key] for key in outer):
            return True
        return bool(inner & self.headlines) and not outer & self.headlines


def _keys(name: str) -> frozenset[str]:
    return codes(name) or frozenset((name,))


class Everything:
    """All mentions of one article as a key equal by identity: to compare them one by one would cost too much."""

    def __init__(self, everything: tuple[Mention, ...]) -> None:
        self.everything = everything

    def __hash__(self) -> int:
        return id(self.everything)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Everything) and other.everything is self.everything


@lru_cache(maxsize=2)
def _atlas(named: Everything) -> Atlas:
    return Atlas(named.everything)


def atlas(reading: Reading) -> Atlas:
    """The atlas of the reading's article."""
    return _atlas(Everything(reading.discourse.everything))


def home(reading: Reading) -> tuple[Mention, ...]:
    """The place the article names most often, as it first names it; () where it names none."""
    known = atlas(reading)
    place = known.printed.get(known.main)
    return (place,) if place else ()


def belongs(reading: Reading) -> Iterator[Claim]:
    """全市各县（市、区）中，南康区…；其中晋江市11家: each in the city that the article names."""
    known = atlas(reading)
    here = [m for group in reading.raw.groups for m in group if m.type == "District"]
    children = {m.name: m for m in here if not m.deictic}
    above = {name: parent for name in children if (parent := known.parent(name)) is not None}
    if not above:
        return
    passing = _passing(reading)
    named = frozenset(key for m in here for key in _keys(m.name))
    parts: dict[str, set[frozenset[str]]] = {}
    for name, parent in above.items():
        parts.setdefault(parent.name, set()).add(_keys(name))
    told = PARTS_WORD.search(reading.sentence.text) is not None
    for name, parent in above.items():
        together = not named.isdisjoint(_keys(parent.name))
        row = len(parts[parent.name]) >= LISTED
        part = "" if name in passing else "parts" if told else "row" if row else ""
        rule = _reason(known, name, parent, together, part)
        if rule:
            yield from reading.claim(children[name], "locatedIn", parent, rule, "")


def _passing(reading: Reading) -> frozenset[str]:
    """The places that the sentence names only to say where another thing lies: 市南区的某公司, 设在市南区."""
    raw = reading.raw
    told: set[str] = set()
    passing: set[str] = set()
    for found in LIST.finditer(raw.text):
        start, end = found.span()
        passed = BEFORE.search(raw.text, max(0, start - 4), start) or AFTER.match(raw.text, end)
        (passing if passed else told).update(raw.groups[at][0].name for at in range(start, end, 2))
    return frozenset(passing - told)


def _reason(known: Atlas, child: str, parent: Mention, together: bool, part: str) -> str:
    """Why the child may be said to lie in its parent here, "" where nothing says it; part: a word for parts (parts) or
    a row of them tells it."""
    province = _is_province(parent.name)
    if province and known.main in codes(parent.name):
        return "main"
    if province and is_high(child):
        return ""
    if part:
        return part
    if together and not province and codes(child):
        return "together"
    return "about" if known.is_about(child, parent.name) else ""


TELLS = pattern("Ⓓ(?P<gap>[^。Ⓓ]{0,80})(?P<word>其中|：)[^，。；：ⓄⒹ]{0,10}(?P<first>Ⓓ)")
NEXT = re.compile("(?:[、和及]|[，；](?:而|但|还有|以及|另有)?)(?P<next>Ⓓ)")
LONGEST_LIST = 240
COUNT = re.compile(r"[\d一二两三四五六七八九十]+(?:余|多)?[家个名席地项人枚块件处座市县区镇所]|上榜|入围|入选|露脸|各")


@wants(TELLS)
def breakdown(reading: Reading) -> Iterator[Claim]:
    """Ⓓ共有5地上榜：Ⓓ、Ⓓ…，Ⓓ…; 全省52家，其中Ⓓ独占19家: each that by the list lies in the place that is counted."""
    raw = reading.raw
    for found in TELLS.finditer(raw.text):
        if not COUNT.search(found["gap"]):
            continue
        outer = raw.groups[found.start()][0]
        stop = raw.text.find("。", found.end(), found.end() + LONGEST_LIST)
        end = stop if stop >= 0 else min(len(raw.text), found.end() + LONGEST_LIST)
        later = (more.start("next") for more in NEXT.finditer(raw.text, found.end(), end))
        for at in (found.start("first"), *later):
            inner = raw.groups[at][0]
            if lies_in(inner.name, outer.name) and not AFTER.match(raw.text, at + 1):
                yield from reading.claim(inner, "locatedIn", outer, "breakdown", found["word"])


COMPARED = pattern(
    "(?P<outer>Ⓓ)[^，。；：ⓄⒹ]{0,6}(?:仅?次于|少于|多于|低于|高于|落后于|紧随|领先于|不及|超过)"
    "[^，。；：ⓄⒹ]{0,2}(?P<inner>Ⓓ)"
)
AFTER_THEM = pattern("继(?P<inner>Ⓓ)(?:[、和]Ⓓ)*+等?之?后，(?:是|系|为)?(?P<outer>Ⓓ)(?=[的又再第])")
AS_NEXT = pattern("(?P<outer>Ⓓ)[^，。；ⓄⒹ]{0,3}继(?P<inner>Ⓓ)(?:[、和]Ⓓ)*+等?之?后")
LESS_THAN = pattern("[居列排](?P<outer>Ⓓ)(?:第|前)[^。；：ⓄⒹ]{0,8}，仅?(?:次|少|低|多)于(?P<inner>Ⓓ)")
SCOPES = (COMPARED, AFTER_THEM, AS_NEXT, LESS_THAN)
WITH_HOME = (COMPARED, AS_NEXT)
"""Said of a place that the words do not name: 成为Ⓓ继Ⓓ之后第二个."""


@wants(*SCOPES)
def scoped(reading: Reading) -> Iterator[Claim]:
    """总量在Ⓓ仅次于Ⓓ; 继Ⓓ之后，Ⓓ的…; 成为Ⓓ继Ⓓ之后第二个; 列Ⓓ第二，仅少于Ⓓ: places of one larger place, by the list."""
    raw = reading.raw
    for form in SCOPES:
        for found in form.finditer(raw.text):
            outer = raw.groups[found.start("outer")][0]
            inner = [raw.groups[at][0] for at in _list_from(raw.text, found.start("inner"))]
            if form in WITH_HOME:
                inner += home(reading)
            for one in inner:
                if lies_in(one.name, outer.name):
                    yield from reading.claim(one, "locatedIn", outer, "scoped", "")


def _list_from(text: str, at: int) -> range:
    """Where the places of the list that begins at text[at] stand: Ⓓ、Ⓓ和Ⓓ."""
    listed = LIST.match(text, at)
    return range(*listed.span(), 2) if listed else range(0)


NUMBER = r"[\d一二两三四五六七八九十]+"
TALLY = pattern(rf"Ⓓ(?:[、和]Ⓓ)*+[^，。；ⓄⒹ]{{0,6}}?(?:{NUMBER}[家个席项枚件名]|第\d)")
TALLIED = 2
"""So many places of one whole, each with its number, are a table of its parts at least."""
TAKES = pattern(
    rf"Ⓓ(?:[、和]Ⓓ)*+[^，。；ⓄⒹ]{{0,4}}?(?:占去?|独占|包揽|拿下|斩获|占据|占得)了?[^，。；ⓄⒹ]{{0,3}}?"
    rf"(?:{NUMBER}[席家个项枚]|其[一二三四五六])"
)
GO_TO = pattern(rf"{NUMBER}[席家个枚][^，。；ⓄⒹ]{{0,4}}(?:归|由|被|属于)(?=Ⓓ)")


@wants(TALLY, TAKES, GO_TO)
def tallied(reading: Reading) -> Iterator[Claim]:
    """兰州市39家，其后是酒泉市11家; 长沙包揽其三; 8席全部归成都: each in the province that the article names."""
    raw = reading.raw
    counted = _in_province(
        reading, (at for found in TALLY.finditer(raw.text) for at in _list_from(raw.text, found.start()))
    )
    takers = [at for found in TAKES.finditer(raw.text) for at in _list_from(raw.text, found.start())]
    takers += [at for found in GO_TO.finditer(raw.text) for at in _list_from(raw.text, found.end())]
    for pairs, least in ((counted, TALLIED), (_in_province(reading, takers), 1)):
        for parent, places in pairs.items():
            if len(places) >= least:
                for inner in places.values():
                    yield from reading.claim(inner, "locatedIn", parent, "tallied", "")


def _in_province(reading: Reading, places: Iterable[int]) -> dict[Mention, dict[str, Mention]]:
    """The places at these signs of the raw text by the province that the article names for each."""
    known = atlas(reading)
    found: dict[Mention, dict[str, Mention]] = {}
    for at in places:
        inner = reading.raw.groups[at][0]
        parent = known.parent(inner.name)
        if parent is not None and _is_province(parent.name):
            found.setdefault(parent, {})[inner.name] = inner
    return found


RULES = (belongs, tallied, breakdown, scoped)


def find(reading: Reading) -> Iterator[Claim]:
    """Every division of the sentence in its parent."""
    if "Ⓓ" in reading.raw.text:
        for rule in reading.of(RULES):
            yield from rule(reading)
