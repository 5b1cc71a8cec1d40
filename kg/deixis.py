"""Words that point: 我市, 全区, 该公司, 市委 → what they mean on this page.

A page tells its places in order; a pointing word means the latest named thing of its kind before
it in the article, else the first one after it, else the page's home.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kg import lexicon
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
)
_THING = re.compile(
    r"(?P<how>该|本届|本次|此次|这一|这项|这家|这所|这座|这个)(?P<head>公司|企业|集团|单位|局|院|法院|医院|校|学校|大学|厂|中心|协会|联盟|行|银行|所|"
    r"研究院|馆|农场|酒庄|园|园区|基地|港|奖项|奖|项目|工程|平台|系统|行动|计划|制度|机制|模式|大会|会议|论坛|活动|赛事|大赛|比赛|博览会|"
    r"展会|仪式|产品|品牌|技术|镇|村|社区|街道|景区|小镇|公园|培训|培训班|座谈会|滑雪场)"
    r"|(?:(?<=[，。；：“])|^)(?P<bare>公司|集团|企业|平台|项目|协会|学校|医院|大会|论坛|园区|基地|联盟|博览会|展会|赛事|大赛)(?![一-鿿]{0,2}[长家们])"
)
_COMPANY = re.compile(r"(公司|集团|股份|科技|药业|制药|酒业|重工|银行|厂|实业|电子|能源|生物|食品|材料)$")
_CONTEXTUAL = re.compile(r"^(省|市|区|县|州|旗|自治区|盟|镇)(?!级)(?=[一-鿿])")
_WHOLE = re.compile(r"^(?:全|我|本)(省|市|区|县|州|旗|自治区|盟)")
_GRANTER = re.compile(r"^(省|市|区|县|州|旗)长(?=.*奖)")


def division(name: str) -> Division | None:
    """The highest division of this full or short name."""
    named = lexicon.division_names().get(name) or lexicon.division_shorts().get(name)
    return named[0] if named else None


def only(name: str) -> Division | None:
    """The one division of this name above the towns: none for 鼓楼区 (four cities have one), 开发区 (a town of 阳泉)
    or the short form of a county, which may be any word (新建, 合作, 港口)."""
    full = [one for one in lexicon.division_names().get(name, ()) if one.level != "town"]
    short = [one for one in lexicon.division_shorts().get(name, ()) if one.level in ("province", "city")]
    named = full or short
    return named[0] if len(named) == 1 else None


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


def fits(word: str, name: str) -> bool:
    """Whether a place of this name may be meant by 全<word>, 该<word> or bare <word>."""
    if word in ("新区", "园区", "示范区"):
        return name.endswith(word)
    if word in ("高新区", "开发区", "经开区"):
        tail = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区", "开发区": "开发区"}[word]
        return name.endswith((word, tail))
    has = level(name)
    if word == "区":
        if re.search("(?:景|社|校|小|厂|街|库|林|园|院|矿|片)区$", name):
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


class Context:
    """The places and things an article has named so far, and the page's home places."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.home = Counter[str]()
        for mention in mentions:
            for place in places_in(mention):
                self.home[place] += 1

    def place(self, word: str, before: Sequence[Mention], after: Sequence[Mention]) -> str:
        """The name of the district that 全<word> means here, or ""."""
        for mention in reversed(before):
            for place in places_in(mention):
                if fits(word, place):
                    return place
        named = [p for p, _ in sorted(self.home.items(), key=lambda i: (-i[1], i[0])) if fits(word, p)]
        if named:
            return named[0]
        return self._derived(word)

    def _derived(self, word: str) -> str:
        """The parent of the page's most named division, where the page never names it (我省 in a page of 济宁)."""
        want = {"省": 2, "自治区": 2, "市": 4, "州": 4, "盟": 4}.get(word)
        votes = Counter[str]()
        for name, count in self.home.items():
            found = only(name)
            if found and want and len(found.code) > want:
                votes[found.code[:want]] += count
        for code, _ in sorted(votes.items(), key=lambda i: (-i[1], i[0])):
            parent = lexicon.divisions().get(code)
            if parent and fits(word, parent.name):
                return parent.name
        return ""


def places_in(mention: Mention) -> Iterator[str]:
    """The district a mention is or begins with (城阳区 in 城阳区市场监管局)."""
    if mention.deictic:
        return
    if mention.type == "District":
        yield mention.name
    elif mention.type in ("Organisation", "Award", "Event", "Document"):
        for start, end, which in lexicon.known(mention.name):
            if start == 0 and which in ("full", "short"):
                name = mention.name[:end]
                if which == "short" and mention.name[end : end + 1] in ("省", "市", "区", "县", "州", "旗"):
                    name = mention.name[: end + 1]
                yield name


def _complete(mention: Mention, context: Context, before: Sequence[Mention]) -> Mention:
    """市委 → 青岛市委, 全市质量大会 → 青岛市质量大会, 市长质量奖 → 青岛市市长质量奖."""
    if mention.type not in ("Organisation", "Award", "Event", "Document", "Program"):
        return mention
    whole = _WHOLE.match(mention.name)
    granter = _GRANTER.match(mention.name)
    match = whole or granter or _CONTEXTUAL.match(mention.name)
    if not match or (mention.type == "Program" and not whole):
        return mention
    place = context.place(match.group(1), before, ())
    if not place:
        return mention
    full = division(place)
    stem = full.name if full and full.level != "town" else place
    rest = mention.name if granter else mention.name[match.end() :]
    return replace(mention, name=stem + rest)


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in taken)


def _antecedent(head: str, before: Sequence[Mention]) -> Mention | None:
    """The latest mention that a pointing noun may mean."""
    for mention in reversed(before):
        if mention.type == "District" and head not in (
            "镇",
            "村",
            "社区",
            "街道",
            "景区",
            "小镇",
            "公园",
            "园区",
            "基地",
            "港",
            "园",
        ):
            continue
        if mention.type == "Person":
            continue
        if head in ("公司", "企业", "集团", "单位"):
            if mention.type == "Organisation" and (_COMPANY.search(mention.name) or head in mention.name):
                return mention
        elif head in ("活动", "赛事", "展会", "会议", "大会", "仪式", "培训"):
            if mention.type == "Event":
                return mention
        elif head in ("奖", "奖项"):
            if mention.type == "Award" and "奖" in mention.name:
                return mention
        elif head == "产品":
            if mention.type == "Product":
                return mention
        elif mention.name.rstrip("”’』」").endswith(head[-1]) and (
            head in mention.name or len(head) == 1 or mention.name.endswith(head[-1:])
        ):
            return mention
    return None


def _pointing(
    sentence: Sentence, taken: list[tuple[int, int]], context: Context, before: list[Mention]
) -> Iterator[Mention]:
    text = sentence.text
    for match in _PLACE.finditer(text):
        word = match.group("level") or match.group("bare")
        if _overlaps(taken, *match.span()):
            continue
        nearer = [m for m in before if m.sentence.number < sentence.number or m.start < match.start()]
        place = context.place(word, nearer, ())
        if place:
            rule = "deixis_place" if match.group("how") else "deixis_short"
            taken.append(match.span())
            yield Mention(sentence, match.start(), match.end(), "District", place, rule, True)
    for match in _THING.finditer(text):
        if _overlaps(taken, *match.span()):
            continue
        nearer = [m for m in before if m.sentence.number < sentence.number or m.start < match.start()]
        found = _antecedent(match.group("head") or match.group("bare"), nearer[-60:])
        if found and (match.group("head") or sentence.number - found.sentence.number <= 4):
            rule = "deixis_this" if match.group("head") else "deixis_bare"
            yield Mention(sentence, match.start(), match.end(), found.type, found.name, rule, True)


def resolve(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with contextual names completed, and pointing words added as deictic mentions."""
    context = Context(mentions)
    by_sentence: dict[int, list[Mention]] = {}
    keys = {id(s): i for i, s in enumerate(sentences)}
    where = {sentence: keys[id(sentence)] for sentence in sentences}
    for mention in mentions:
        by_sentence.setdefault(where[mention.sentence], []).append(mention)
    found: list[Mention] = []
    for _, group in groupby(range(len(sentences)), key=lambda i: sentences[i].article):
        before: list[Mention] = []
        for index in group:
            here = [_complete(m, context, before) for m in by_sentence.get(index, ())]
            taken = [(m.start, m.end) for m in here]
            seen = before + here
            added = list(_pointing(sentences[index], taken, context, seen))
            here = sorted(here + added, key=lambda m: m.start)
            found += here
            before = (before + here)[-200:]
    return tuple(found)
