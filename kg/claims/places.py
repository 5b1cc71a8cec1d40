"""locatedIn: what lies, takes place or belongs where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import triggers, values
from kg.claims import divisions, dwelling, sites
from kg.claims.pointing import NEAR, UNITS, last, pointed
from kg.claims.reading import Group, Reading, pattern
from kg.claims.sites import WORLD, listed_from
from kg.forms import wants
from kg.model import Claim, Mention

HELD = triggers.choice("triggers_places", "held")
INSIDE = triggers.choice("triggers_places", "inside")
KINDS = triggers.choice("triggers_places", "kind")


# Place before name

NESTED = pattern(r"Ⓓ(?:的|下辖的?|所辖的?|所属的?|境内的?|[里内上]的)?(?=Ⓓ)")
LISTED_AFTER = re.compile("(?:[、和]Ⓓ)+")
HOME = pattern(r"Ⓓ所(?:在|属)的(?=Ⓓ)")


@wants(NESTED, HOME)
def nested(reading: Reading) -> Iterator[Claim]:
    """ⒹⒹ: 烟台市蓬莱区 and 山东省青岛市崂山区, each in the one before it."""
    raw = reading.raw
    for found in NESTED.finditer(raw.text):
        outer = raw.groups[found.start()]
        if len(outer[0].text) < 2 or len(raw.groups[found.end()][0].text) < 2:
            continue
        yield from reading.claims(raw.groups[found.end()], "locatedIn", outer, "nested", found.group()[1:])
        more = LISTED_AFTER.match(raw.text, found.end() + 1)
        if more and len(found.group()) > 1:
            listed = tuple(m for i in range(*more.span()) for m in raw.groups[i])
            yield from reading.claims(listed, "locatedIn", outer, "nested", found.group()[1:])
    for found in HOME.finditer(raw.text):
        yield from reading.claims(raw.groups[found.start()], "locatedIn", raw.groups[found.end()], "nested", "所在")


OWNED = pattern(
    rf"Ⓓ(?P<of>的?{INSIDE}的?|的|~6{KINDS}(?:——)?|里的|内的)(?P<thing>[ⓄⓅ])(?P<more>(?:(?:[、和]|以及)[ⓄⓅ])*)"
)


@wants(OWNED)
def owned(reading: Reading) -> Iterator[Claim]:
    """Ⓓ企业Ⓞ, Ⓓ的Ⓞ, Ⓓ境内的Ⓟ, Ⓓ的Ⓞ、Ⓞ and so a whole list."""
    raw = reading.raw
    for found in OWNED.finditer(raw.text):
        if found["of"] == "的" and sites.AT_PLACE.search(raw.text, max(0, found.start() - 8), found.start()):
            continue
        things = raw.groups[found.start("thing")]
        where = raw.groups[found.start()]
        later = (m for i in range(*found.span("more")) for m in raw.groups[i])
        things += tuple(m for m in later if not divisions.from_elsewhere(m.name, where[0].name))
        yield from reading.claims(things, "locatedIn", where, "owned", found["of"])


HAILING = pattern(rf"(?P<where>[一-龥]{{2,3}})~2{KINDS}(?:——)?(?P<thing>Ⓞ)(?P<more>(?:(?:[、和]|以及)Ⓞ)*)")


@wants(HAILING)
def hailed(reading: Reading) -> Iterator[Claim]:
    """来安企业Ⓞ, 三家顺德企业——Ⓞ、Ⓞ: a place by its short name, which the article names elsewhere."""
    raw = reading.raw
    for found in HAILING.finditer(raw.text):
        words = raw.text[max(0, found.start("where") - 1) : found.start("thing")]
        place = divisions.atlas(reading).named_in(words)
        if place is not None:
            things = tuple(m for i in range(found.start("thing"), found.end("more")) for m in raw.groups[i])
            yield from reading.claims(things, "locatedIn", (place,), "hailed", "企业")


# Events


HOLDING = pattern(rf"Ⓔ~24‹，›(?:在|于)~5(?P<where>[ⒹⓄ])(?P<rest>~10‹ⓄⒹ›)(?P<verb>{HELD})")
MADE_THERE = pattern(
    rf"在(?P<where>Ⓓ)~4(?P<verb>{triggers.choice('triggers_places', 'starts')}|{HELD}|组织|创办|建起|设立|布局|开设"
    "|投建|投资|投资建设|建设|打造|实施|投资兴建)的~8(?P<thing>[ⓄⓅⒺ])"
)
HEADED = pattern(rf"Ⓔ，?(?:将|今日?|昨日?|明日?)?(?P<where>Ⓓ)~2(?P<verb>{HELD})(?=[，。；！]|$)")
"""Ⓔ临江收官: what only a headline leaves 在 out of."""
HELD_IN = pattern(rf"(?:在|于)~3(?P<where>Ⓓ)~4(?P<verb>{HELD})(?:(?:了|的|的，(?:还有|是|包括))?)~14(?P<event>Ⓔ)")
VENUE = pattern(
    r"(?:(?:地点|起点|终点|赛场|展区|考点|赛点)(?:选|设|定)?在|主?会场(?:首次|仍|依然|依旧|还|都|就|将)?(?:设在|设于|移至|落在|为|是)|举办地(?:为|是)|(?:来到|走进|赴|前往|移师|花落)"
    r"(?P<far>~3))(?P<where>Ⓓ)"
    r"|(?P<place>Ⓓ)(?:是|为)(?:其|永久|主会场|主|本届)?~3(?:主会场|分会场|举办地|举行地|承办地)"
    r"|(?P<seat>Ⓓ)(?:等~3|[两三四五六七八九][地市区县])?(?:均|都|也|各|分别)?设(?:有|立|置|了)?(?:一[个处]|\d[个处])?(?:主|分)会场"
    r"|在(?P<at>Ⓓ)~2(?:主|分)会场"
)


@wants(HOLDING, HEADED, HELD_IN, MADE_THERE)
def held(reading: Reading) -> Iterator[Claim]:
    """Ⓔ在Ⓓ举行; Ⓔ临江收官 in a headline; 在Ⓓ举行的Ⓔ; 在Ⓓ兴建的Ⓟ."""
    folded = reading.folded
    for found in HOLDING.finditer(folded.text):
        if reading.denied(found.start("verb")):
            continue
        inner = [i for i in range(*found.span("rest")) if folded.text[i] == "Ⓓ"]
        place = found.start("where")
        if inner and folded.text[inner[-1] - 1] == "的" and _within(reading, inner[-1], place):
            place = inner[-1]
        where = tuple(m for m in folded.groups[place] if m.type == "District")
        yield from reading.claims(folded.groups[found.start()][:1], "locatedIn", where, "held", found["verb"])
    for found in HELD_IN.finditer(folded.text):
        event, where = folded.groups[found.start("event")], folded.groups[found.start("where")]
        if reading.denied(found.start("verb")):
            continue
        yield from reading.claims(event[:1], "locatedIn", where, "held", found["verb"])
    if reading.sentence.kind == "headline":
        for found in HEADED.finditer(folded.text):
            event, where = folded.groups[found.start()], folded.groups[found.start("where")]
            yield from reading.claims(event[:1], "locatedIn", where, "held", found["verb"])
    yield from reading.simply(MADE_THERE, "thing", "locatedIn", "where", "made_there")


def _within(reading: Reading, inner: int, outer: int) -> bool:
    """Whether the place at folded.text[inner] may lie in the other: 浦东新区的上海… is none."""
    return divisions.possible(reading.folded.groups[inner][0].name, reading.folded.groups[outer][0].name)


@wants(VENUE)
def venue(reading: Reading) -> Iterator[Claim]:
    """地点选在Ⓓ; Ⓓ是主会场; 赴Ⓓ参加Ⓔ."""
    folded = reading.folded
    for found in VENUE.finditer(folded.text):
        name = next(name for name in ("where", "place", "seat", "at") if found[name])
        event = last(reading, found.start(), "Event")
        if found["far"] is not None:
            after = re.compile(r"[^。；]{0,8}?(?:参加|出席|办起|举办|举行|召开|参展)[^，。；]{0,4}(Ⓔ?)").match(
                folded.text, found.end()
            )
            if not after:
                continue
            event = folded.groups[after.start(1)] if after[1] else event
        yield from reading.claims(event[:1], "locatedIn", folded.groups[found.start(name)], "venue", found.group())


# The place the text is about

LOCAL = pattern(
    rf"(?:^|[，。；：、（“]|(?:其中|走进|来到|是|在|据))(?:{INSIDE}|(?:园区|小镇|开发区)(?=~6{KINDS}[ⓄⓅ]))(?P<words>(?:的|企业中，|~6{KINDS}|，|~4的)?)(?P<thing>[ⓄⓅⒹ])"
)


@wants(LOCAL)
def local(reading: Reading) -> Iterator[Claim]:
    """园区内，Ⓟ和Ⓟ; 县里的Ⓞ; 境内的Ⓓ: in the place the text is about."""
    folded = reading.folded
    for found in LOCAL.finditer(folded.text):
        at = found.start("thing")
        number = reading.clause_at(at)
        where = reading.carried(number, "Ⓓ")[:1]
        if found.group().lstrip("，。；：、（“").startswith("所") and reading.carried(number, "Ⓞ", 1):
            continue
        unit = re.search("[区县市园](?=[内里])|园(?=区)|小(?=镇)", found.group())
        if unit and not (where and re.search(f"(?:{UNITS[unit[0]]})$", divisions.full_names(where[0].name)[0])):
            where = pointed(reading, at, unit[0]) or (where if unit[0] not in "园小" else ())
        things = listed_from(reading, at)
        if "中，" in found["words"]:
            things = tuple(m for group in folded.groups[at:] for m in group if m.type == "Organisation")
        own = (
            divisions.atlas(reading).parent(things[0].name)
            if things and divisions.ZONE.search(things[0].name)
            else None
        )
        where = (own,) if own else where
        if where and where[0].name not in {m.name for m in things}:
            yield from reading.claims(things, "locatedIn", where, "local", found.group()[:-1])


ACTS_ON = "(?!~4(?:[与和跟向给对从赴]|同(?!时)|(?<![成作增分别])为))"
"""Behind Ⓓ: what it counts is others': Ⓓ向5家单位授牌."""
LISTED = pattern(
    rf"Ⓓ{ACTS_ON}(?:~8|现有~2Ⓐ~6|~4拥有~2Ⓐ~6)(?P<count>[\d一二两三四五六七八九十]+)(?:余|多)?(?:家|个|所|项|名|处|座|条|席|位|户)~24‹Ⓐ，›(?:分别为|分别是|包括|即|有|：|——)：?(?P<thing>[ⓄⓅ])"
)
AMONG_ITS = pattern(
    rf"Ⓓ{ACTS_ON}~4[\d一二两三四五六七八九十]+(?:余|多)?(?:家|个|所|项|名|席|户|座)~14，其中(?:有|包括)?(?P<thing>[ⓄⓅ])"
    rf"|Ⓓ{ACTS_ON}~10(?:企业|公司|项目|单位)[\d一二两三四五六七八九十]+余?(?:家|个|户)~24‹，›，其中(?P<one>[ⓄⓅ])"
)
THERE_ARE = pattern(
    r"(?:(?:^|[，。；：])(?P<where>Ⓓ)(?:这次|此次|今年|目前)?~8(?:的|的企业|的单位|的品牌|的产品)"
    rf"|(?:上榜|入选|入围|获奖|获评|登榜)的(?P<home>Ⓓ){KINDS}~2)"
    r"，?(?:还|则|也|便|分别|主要|就)?(?:有|是|为|包括)~4(?P<thing>Ⓞ)[^。；]{0,60}?(?=[，。；]|$)"
)
IN_LIST = pattern(
    r"(?P<where>Ⓓ)~4(?:共|有|共有)~2\d+余?[家个席项]~30‹，；›[，；](?P<thing>Ⓞ)"
    r"~4(?:同列其中|位列其中|在列|榜上有名|名列其中|均在其列|都在其列)"
)
HAS_ONE = pattern(r"(?P<where>Ⓓ)(?:就|还|也)?有(?:一?家|[个所座间])~6(?P<thing>Ⓞ)(?!的)")
STOP, FRONTED = re.compile("[。；]"), re.compile("(?<=，)Ⓞ")


def listed(reading: Reading) -> Iterator[Claim]:
    """Ⓓ独占4家，分别为Ⓞ、Ⓞ; Ⓓ共12家，其中Ⓞ、Ⓞ; Ⓓ上榜的有Ⓞ和Ⓞ; Ⓓ共20个品牌入选，Ⓞ、Ⓞ同列其中."""
    folded = reading.folded
    for found in LISTED.finditer(folded.text):
        at = found.start("thing")
        things = _bodies_from(reading, at)
        if folded.text[at - 1] == "：":
            end = STOP.search(folded.text, at, at + NEAR)
            heads = FRONTED.finditer(folded.text, at, end.start() if end else at + NEAR)
            things += tuple(m for head in heads for m in folded.groups[head.start()] if m not in things)
        count = values.numeral(found["count"])  # of 占得两席——Ⓞ、Ⓞ，Ⓞ the first two are told
        things = things[: None if count is None else int(count)]
        yield from reading.claims(things, "locatedIn", folded.groups[found.start()][:1], "listed", "分别为")
    number, award, where = reading.discourse.expected
    if award and where and number == reading.sentence.number - 1 and folded.text[:1] == "Ⓞ":
        yield from reading.claims(_bodies_from(reading, 0), "locatedIn", where[:1], "listed", "：")
    for found in AMONG_ITS.finditer(folded.text):
        things = _bodies_from(reading, found.start("thing" if found["thing"] else "one"))
        where = folded.groups[found.start()]
        yield from reading.claims(things, "locatedIn", where[:1], "listed", "其中")
    for found in THERE_ARE.finditer(folded.text):
        places = [i for i in range(found.start("thing"), found.end()) if folded.text[i] == "Ⓞ"]
        things = tuple(m for i in places for m in folded.groups[i])
        where = folded.groups[found.start("where" if found["where"] else "home")]
        yield from reading.claims(things, "locatedIn", where[:1], "there_are", "有")
    for form in (IN_LIST, HAS_ONE):
        yield from reading.simply(form, "thing", "locatedIn", "where", "there_are")


def _bodies_from(reading: Reading, at: int) -> Group:
    """The bodies of the list that begins at folded.text[at]."""
    return tuple(m for m in reading.listing(at) if m.type == "Organisation")


RANKED = pattern(
    r"(?:居|位居|列|位列|排名|排|占|跻身|领跑|稳居|为|系|是|作为|成为|在)(?:本批次?|本次|此次|该批)?(?P<scope>Ⓓ)(?:的|排名|排|率先|各[市县区设地州旗]~6|~3)(?:首位|前列|第[一二三四五六七八九十\d]+(?!届)|首个"
    r"|首家|首批|唯一|领先|榜首|率先|最早|之一|最大|最多|最好|最高|最快|之首|之最|前[一二三四五六七八九十\d]+)"
    r"|(?:领跑|领先|领衔|高居|冠)(?P<over>Ⓓ)各(?:设区)?(?P<unit>[市县区州旗])"
)


SHARE = pattern(
    r"占(?:到|了|据|全|去)?(?P<scope>Ⓓ)(?:的|总|~6的)?~4(?:[\d.]+%|[一二三四五六七八九半]成|[一二三四五六七八九十]+分之)"
)


@wants(RANKED, SHARE)
def ranked(reading: Reading) -> Iterator[Claim]:
    """规模居Ⓓ首位, 为Ⓓ唯一: the district that is compared lies in the scope it is compared over."""
    folded = reading.folded
    for found in RANKED.finditer(folded.text):
        scope = folded.groups[found.start("scope" if found["scope"] else "over")]
        if WORLD.search(scope[0].name):
            continue
        if dwelling.AMONG_BODIES.match(folded.text, found.start()):
            continue
        things = dwelling.ranked_in(reading, found.start(), scope)
        unit = found["unit"] or ""
        if any(form.endswith(unit) for m in things[:1] for form in divisions.full_names(m.name)):
            yield from reading.claims(things[:1], "locatedIn", scope[:1], "ranked", found.group())
    for found in SHARE.finditer(folded.text):
        scope = folded.groups[found.start("scope")][:1]
        things = dwelling.ranked_in(reading, found.start(), scope)
        yield from reading.claims(things, "locatedIn", scope, "share", "占")


RULES = (nested, owned, hailed, held, venue, *sites.RULES, local, listed, ranked, *dwelling.RULES)


def find(reading: Reading) -> Iterator[Claim]:
    """Every place the sentence gives something."""
    if not any(sign in reading.raw.text for sign in "ⓄⒹⓅⒺ"):
        return
    homes: dict[Mention, Mention] | None = None
    for rule in reading.of(RULES):
        for claim in rule(reading):
            if homes is None:
                homes = dict(_told_before(reading))
            nearer = homes.get(claim.subject)
            if nearer is None or claim.rule in OF_ITSELF or nearer.name == claim.object.name:
                yield from _placed(reading, claim)


OF_ITSELF = ("owned", "nested", "hailed")
BESIDE = re.compile("Ⓓ的?(?=Ⓞ)")


def _told_before(reading: Reading) -> Iterator[tuple[Mention, Mention]]:
    """(Ⓞ, Ⓓ) of each Ⓓ的Ⓞ: of 位于甲区的东江厂、乙区的南山厂 the second lies in 乙区 alone."""
    raw = reading.raw
    for found in BESIDE.finditer(raw.text):
        if not sites.AT_PLACE.search(raw.text, max(0, found.start() - 8), found.start()):
            yield raw.groups[found.end()][0], raw.groups[found.start()][0]


def _placed(reading: Reading, claim: Claim) -> Iterator[Claim]:
    """The claim, unless the state's list has its ends in different places; 全市 misread is the city that fits."""
    inner, outer = claim.subject, claim.object
    if outer.deictic and not divisions.atlas(reading).is_printed(outer.name):
        return
    told = claim.rule == "nested" and not outer.deictic and dwelling.is_county(outer)
    said_so = told and divisions.is_town(inner.name)
    if inner.type != "District" or said_so or divisions.possible(inner.name, outer.name):
        yield claim
    elif outer.deictic:
        parent = divisions.atlas(reading).parent(inner.name)
        if parent is not None:
            yield replace(claim, object=parent)
