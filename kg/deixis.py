"""Words that point: 我市, 全区, 该公司, 市委 → what they mean on this page.

A page tells its places in order; a pointing word means the latest named thing of its kind before
it in the article, else the first one after it, else the page's home.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import groupby

from kg import anaphora, homes, lexicon
from kg.homes import Homes
from kg.lexicon import Division
from kg.model import Mention, Sentence

LEVELS = {
    "省": "province",
    "自治区": "region",
    "市": "city",
    "州": "city",
    "盟": "city",
    "区": "county",
    "县": "county",
    "旗": "county",
    "镇": "town",
    "乡": "town",
    "街道": "town",
    "村": "village",
    "新区": "zone",
    "园区": "zone",
    "开发区": "zone",
    "高新区": "zone",
    "经开区": "zone",
    "示范区": "zone",
}
_PLACE = re.compile(
    r"(?P<how>[全我本该])(?P<level>自治区|新区|开发区|高新区|经开区|园区|省|市|州|盟|区|县|旗|镇|乡|村)(?![长委县市区级域])"
    r"|(?<![一-鿿])(?P<bare>新区|高新区|开发区|经开区)(?![一-鿿]{0,4}?(?:分局|管委会))"
    r"|(?:(?<![一-鿿])|(?<=[在由与据]))(?P<within>省|市|州|区|县|旗|镇|乡|村)[里上](?![一-鿿]?[下海课午])"
)
# 市场监管局, 区域医疗中心 and 市政园林局 begin with no division; 市政府 and 市政协 do.
_CONTEXTUAL = re.compile(r"^(省|市|区|县|州|旗|自治区|盟|镇)(?!级|场|域|政(?![府协法务策研数]))(?=[一-鿿])")
_WHOLE = re.compile(r"^(?:全|我|本)(省|市|区|县|州|旗|自治区|盟)")
_GRANTER = re.compile(r"^(省|市|区|县|州|旗)长(?=.*奖)")


_COUNTIES = ("区", "县", "旗")
CLEARLY = 2.0
"""How many times the votes of the place named last the article's own one needs to be meant instead of it."""


def division(name: str) -> Division | None:
    """The highest division of this full or short name."""
    named = lexicon.division_names().get(name) or lexicon.division_shorts().get(name)
    return named[0] if named else None


def level(name: str) -> str:
    """province, region, city, county, town, zone … of a place by its name, or ""."""
    found = division(name)
    if found and found.level != "town":
        if found.level == "province":
            return "region" if found.name.endswith("自治区") else "province"
        return "city" if name in ("北京", "上海", "天津", "重庆") else found.level
    for suffix in (
        "新区",
        "高新区",
        "开发区",
        "经开区",
        "园区",
        "示范区",
        "产业园",
        "自治区",
        "省",
        "市",
        "州",
        "盟",
        "区",
        "县",
        "旗",
        "镇",
        "乡",
        "街道",
        "村",
    ):
        if name.endswith(suffix):
            return LEVELS.get(suffix, "zone")
    return ""


@lru_cache(maxsize=1 << 14)
def fits(word: str, name: str) -> bool:
    """Whether a place of this name may be meant by 全<word>, 该<word> or bare <word>."""
    if word in ("新区", "园区", "示范区"):
        return name.endswith(word)
    if word in ("高新区", "开发区", "经开区"):
        tail = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区", "开发区": "开发区"}[word]
        return name.endswith((word, tail))
    has = level(name)
    if word == "区":
        if re.search("(?:景|社|校|小|厂|街|库|林|园|院|矿|片|港|业|地|牧|灾)区$", name):
            return False
        return (has in ("county", "zone") and name.endswith("区")) or name.endswith("新区") or has == "region"
    if word == "市":
        full = division(name)
        return has == "city" or (
            full is not None and full.name.endswith("市") and full.level in ("province", "city", "county")
        )
    if word == "省":
        return has == "province"
    if word == "自治区":
        return has == "region"
    if word in ("州", "盟"):
        full = division(name)
        return name.endswith(word) or (full is not None and full.name.endswith(word))
    return name.endswith(word) or (has == "county" and (d := division(name)) is not None and d.name.endswith(word))


def _named(mentions: Sequence[Mention]) -> Counter[str]:
    """How often the mentions name each place."""
    return Counter(place for mention in mentions if (place := homes.place_in(mention)))


def _full(place: str) -> str:
    """The full name of a place: 崂山 → 崂山区."""
    found = division(place)
    return found.name if found and found.level != "town" else place


def _opens(mention: Mention, at: Mention) -> bool:
    """Whether a place named in this sentence, or at the start of the one before, is what it is about."""
    gap = at.sentence.number - mention.sentence.number
    return gap == 0 or (gap == 1 and bool(_AT_START.fullmatch(mention.sentence.text, 0, mention.start)))


_AT_START = re.compile("[ 　“◆●■]*(?:再?看|到了?|走进|来到|在|而)?")


class Context:
    """The places and things an article has named so far, and where it and its page are at home."""

    def __init__(self, mentions: Sequence[Mention], page: Counter[str], home: Homes) -> None:
        self._mentions, self._main = mentions, dict[anaphora.Kind, Mention | None]()
        self._named = [_named(mentions), page]
        self._homes = (Homes(mentions), home)

    def place(self, word: str, before: Sequence[Mention], at: Mention | None = None, this: bool = False) -> str:
        """The name of the district that 全<word> (this: 该<word>) means here, or ""."""
        if not this and word in homes.LEVELS:
            home = self._at_home(word)
            local = _local(word, before, home, at) if home else ""
            if local or home:
                return local or (home.name if home else "")
        said = [m for m in before if (m.type != "Organisation" or homes.weight(m) >= 1) and self._fits(word, m)]
        if not this and word in _COUNTIES and said and at and (main := self._county(word, said[-1], at)):
            return main
        told = anaphora.nearest(said[-anaphora.NEAR :], at.sentence) if this and at else said[-1] if said else None
        if told is not None:
            return homes.place_in(told)
        for named in self._named:
            fitting = [place for place in named if fits(word, place)]
            if fitting:
                return min(fitting, key=lambda place: (-named[place], place))
        return ""

    def _fits(self, word: str, mention: Mention) -> bool:
        """Whether the place that a mention names may be meant by the word."""
        place = homes.place_in(mention)
        return bool(place) and fits(word, place)

    def _county(self, word: str, last: Mention, at: Mention) -> str:
        """The district the article tells of, where the one named last is but compared with it: 临江区…与东安区相比，…
        |全区… → 临江区; "" where the last one may as well be meant."""
        fitting = [place for place in self._votes if fits(word, place)]
        main = min(fitting, key=lambda place: (-self._votes[place], place), default="")
        nearest = _full(homes.place_in(last))
        clear = main != nearest and self._votes[main] >= CLEARLY * self._votes[nearest]
        return main if clear and not _opens(last, at) else ""

    @cached_property
    def _votes(self) -> defaultdict[str, float]:
        """What the article's mentions of each place say of where it is at home."""
        votes = defaultdict[str, float](float)
        for mention in self._mentions:
            if place := homes.place_in(mention):
                votes[_full(place)] += homes.weight(mention)
        return votes

    def main(self, kind: anaphora.Kind) -> Mention | None:
        """What the article tells of, of all things of this kind."""
        if kind not in self._main:
            self._main[kind] = anaphora.main(kind, self._mentions)
        return self._main[kind]

    def _at_home(self, word: str) -> Division | None:
        """The article's own city or province, else its page's."""
        for one in self._homes:
            found = one.province() if homes.LEVELS[word] == "province" else one.city()
            if found and fits(word, found.name):
                return found
        return None


_STOP = re.compile("[，；。：]")


def _local(word: str, before: Sequence[Mention], home: Division, at: Mention | None) -> str:
    """Another city or province that the sentence, or the one before it, is about: 苏州市经济增长，全市…"""
    for mention in reversed(before[-12:]):
        if at is None or mention.sentence.number < at.sentence.number - 1:
            return ""
        place = homes.place_in(mention)
        found = homes.division(mention) if mention.type == "District" and fits(word, place) else None
        if not found:
            continue
        if found.code.startswith(home.code):
            return home.name
        lead = mention.sentence.text[: mention.start].strip(" 　“")
        opens = not lead or (mention.sentence.text[mention.end : mention.end + 1] == "，" and not _STOP.search(lead))
        ahead = mention.sentence.text[mention.start - 1 : mention.start] in ("，", "；", "。", "：")
        if opens or (ahead and mention.sentence == at.sentence):
            return place
    return ""


def _complete(mention: Mention, context: Context, before: Sequence[Mention]) -> Mention:
    """市委 → 青岛市委, 全市质量大会 → 青岛市质量大会, 市长质量奖 → 青岛市市长质量奖."""
    if mention.type not in ("Organisation", "Award", "Event", "Document", "Program"):
        return mention
    whole = _WHOLE.match(mention.name)
    granter = _GRANTER.match(mention.name)
    match = whole or granter or _CONTEXTUAL.match(mention.name)
    if not match or (mention.type == "Program" and not whole):
        return mention
    place = context.place(match.group(1), before, mention)
    if not place:
        return mention
    full = division(place)
    stem = full.name if full and full.level != "town" else place
    rest = mention.name if granter else mention.name[match.end() :]
    return replace(mention, name=stem + rest)


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in taken)


def _pointing(
    sentence: Sentence, taken: list[tuple[int, int]], context: Context, before: list[Mention]
) -> Iterator[Mention]:
    text = sentence.text
    for match in _PLACE.finditer(text):
        word = match.group("level") or match.group("bare") or match.group("within")
        if _overlaps(taken, *match.span()):
            continue
        nearer = [m for m in before if m.sentence.number < sentence.number or m.start < match.start()]
        here = Mention(sentence, match.start(), match.end(), "District", "", "", True)
        place = context.place(word, nearer, here, match.group("how") == "该")
        if place:
            rule = "deixis_short" if match.group("bare") else "deixis_place"
            taken.append(match.span())
            yield replace(here, name=place, rule=rule)
    yield from anaphora.find(sentence, taken, before, context.main)


def resolve(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with contextual names completed, and pointing words added as deictic mentions."""
    page, named = Homes(mentions), _named(mentions)
    by_sentence: dict[int, list[Mention]] = {}
    keys = {id(s): i for i, s in enumerate(sentences)}
    where = {sentence: keys[id(sentence)] for sentence in sentences}
    for mention in mentions:
        by_sentence.setdefault(where[mention.sentence], []).append(mention)
    found: list[Mention] = []
    for _, group in groupby(range(len(sentences)), key=lambda i: sentences[i].article):
        before: list[Mention] = []
        numbers = list(group)
        context = Context([m for index in numbers for m in by_sentence.get(index, ())], named, page)
        for index in numbers:
            here = [_complete(m, context, before) for m in by_sentence.get(index, ())]
            taken = [(m.start, m.end) for m in here]
            seen = before + here
            added = list(_pointing(sentences[index], taken, context, seen))
            here = sorted(here + added, key=lambda m: m.start)
            found += here
            before = (before + here)[-200:]
    return tuple(found)
