"""locatedIn by comparison and by pointing: 同城的Ⓞ, Ⓞ从这里走出, Ⓞ占全市三成, Ⓓ上榜的两家是Ⓞ、Ⓞ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import divisions
from kg.claims.pointing import NEAR, OFFICE, PLACES_BACK, doer, is_company, last, pointed
from kg.claims.reading import Group, Reading, pattern
from kg.claims.sites import WORLD, listed_from
from kg.model import Claim, Mention

KINDS = triggers.choice("triggers_places", "kind")
HELD = triggers.choice("triggers_places", "held")
SHARES = triggers.choice("triggers_places", "shares")
BEGINS = triggers.choice("triggers_places", "begins")
NUMBER = r"[\d一二两三四五六七八九十]+"
FIRM = r"(?:企业|公司|学校|高校|院校|医院|单位|机构|工厂|集团|银行|药企|车企|民企|国企)"


def scene(reading: Reading, at: int) -> Group:
    """The place that 这里, 同城 and 就此 before folded.text[at] mean: the main place of the article, where
    it was named lately, else whom the text was about."""
    here = divisions.home(reading)
    if here and any(m.name == here[0].name for m in reading.discourse.seen.get("District", ())[-PLACES_BACK:]):
        return here
    return reading.carried(reading.clause_at(at), "Ⓓ")[:1] or here or last(reading, at, "District")[:1]


def _bodies(things: Group) -> Group:
    return tuple(m for m in things if m.type in ("Organisation", "Program"))


# This place

SAME = pattern(r"同(?P<unit>[城市县区镇])的?~4(?P<thing>Ⓞ)")
FROM_HERE = pattern(
    rf"(?P<thing>[ⓄⓅ])~14(?:从|自)(?:这里|此地|此处|此|当地|这[座个片方]~6)~2(?:{BEGINS}|走出|走向|走进|出发|崛起|长成)"
)
BEGUN = pattern(
    rf"在(?:(?P<where>Ⓓ)|(?P<unit>[镇村县市区乡园])[上里内])~30‹，›(?P<thing>[ⓄⓅ])~2(?:就此|由此|从此|便|就)~2(?:{BEGINS})"
)
SET_POINTS = pattern(
    r"(?P<thing>[ⓄⓅ])，?(?:目前|现)?已?~2在(?P<where>Ⓓ)(?:等~3)?~2(?:设点|布点|铺开|落地|投用|落脚)(?!的)"
)
NEWS = pattern(rf"从(?P<where>Ⓓ)传来~4[：，](?P<thing>Ⓔ)~10(?:{HELD})")


def here(reading: Reading) -> Iterator[Claim]:
    """同城的Ⓞ; Ⓞ、Ⓞ均从这里走向海外; 在镇上租下厂房，Ⓞ就此起家; Ⓞ已在Ⓓ、Ⓓ设点; 从Ⓓ传来消息：Ⓔ落幕."""
    folded = reading.folded
    for found in SAME.finditer(folded.text):
        at = found.start()
        where = scene(reading, at) if found["unit"] == "城" else pointed(reading, at, found["unit"])
        yield from reading.claims(listed_from(reading, found.start("thing")), "locatedIn", where, "same_place", "同")
    for found in FROM_HERE.finditer(folded.text):
        where = scene(reading, found.start())
        yield from reading.claims(folded.groups[found.start("thing")], "locatedIn", where, "from_here", "从这里")
    for found in BEGUN.finditer(folded.text):
        named = folded.groups[found.start("where")] if found["where"] else ()
        where = named or pointed(reading, found.start(), found["unit"])
        yield from reading.claims(folded.groups[found.start("thing")], "locatedIn", where[:1], "begun", "起家")
    yield from reading.simply(SET_POINTS, "thing", "locatedIn", "where", "set_points")
    yield from reading.simply(NEWS, "thing", "locatedIn", "where", "news")


# Shares and firsts

SHARE = pattern(
    rf"(?P<verb>{SHARES})(?:了|到|据|着|起|去)?(?P<where>Ⓓ)(?:的|总|规上|规模以上|~12的?)?~8"
    rf"(?:[\d.]+%|[一二三四五六七八九半近过]+成|{NUMBER}分之|一半|半壁|半数|首位|第一|多数)"
)
PORTION = pattern(
    r"(?:以|凭|用|占)(?P<where>Ⓓ)~6(?:[\d.]+%|[一二三四五六七八九十百]+分之[一二三四五六七八九十]+)的~8，~4(?:贡献|创造|撑起|完成|承载|产出|实现)"
)
TOP = pattern(
    rf"(?:是|为|系|成为|成了|当属)(?P<where>Ⓓ)(?:的|当之无愧的)?~8"
    rf"(?:最[多大高早强好快久老]|唯一|首家|首个|首座|首所|第一家|第一个|第一所|头号|独一份)~6的?~4(?:{FIRM}|实验室|研究[院所]|法院|法庭)"
)
AMONG_BODIES = pattern(
    rf"(?:居|位居|稳居|列|位列|排|排名|占据|跻身)(?P<where>Ⓓ)(?:同类|各|同级)?{FIRM}~2(?:首位|第[一二三四五六七八九十\d]+|之首|前列|前[一二三四五六七八九十\d]+|榜首)"
)


def compared(reading: Reading) -> Iterator[Claim]:
    """Ⓞ一家就占Ⓓ一半以上; 是Ⓓ金牌最多的学校; 以Ⓓ不到1%的面积，贡献了…: who is compared over a place lies in it."""
    folded = reading.folded
    for form, rule in ((SHARE, "share"), (TOP, "top"), (AMONG_BODIES, "top")):
        for found in form.finditer(folded.text):
            where = folded.groups[found.start("where")][:1]
            one = re.match("(?:仅|光)?一[家企校院]", reading.lead(found.start()))
            things = last(reading, found.start(), "Organisation") if one else doer(reading, found.start(), "Ⓞ")
            if rule == "share":
                things = tuple(m for m in things if m.sentence == reading.sentence)
            if len(things) == 1 and _is_scope(where[0]) and (rule == "top" or is_company(things[0].name)):
                yield from reading.claims(things, "locatedIn", where, rule, found.group())
    for found in PORTION.finditer(folded.text):
        where = folded.groups[found.start("where")][:1]
        if _is_scope(where[0]):
            yield from reading.claims(ranked_in(reading, found.start(), where), "locatedIn", where, "share", "占")


def _is_scope(place: Mention) -> bool:
    """Whether things compared over a place lie in it: a division or 全市, not the world and no market abroad."""
    return not WORLD.search(place.name) and (place.deictic or bool(divisions.codes(place.name)))


def ranked_in(reading: Reading, at: int, scope: Group) -> Group:
    """The place that the words at folded.text[at] compare with others of the scope: the subject, else the main place.

    总量3亿吨，居全省首位: whom the text is about, where by the state's list it lies there.
    """
    stated = tuple(m for m in reading.subject(at, "Ⓓ") if m.name not in {s.name for s in scope})[:1]
    if stated and _is_division(stated[0].name) and divisions.possible(stated[0].name, scope[0].name):
        here = stated[0].sentence == reading.sentence
        if here or divisions.lies_in(stated[0].name, scope[0].name):
            return stated
    for group in reversed(reading.folded.groups[max(0, at - NEAR) : at]):
        if group and group[0].type == "District" and divisions.lies_in(group[0].name, scope[0].name):
            return group[:1]
    about = reading.clauses[reading.clause_at(at)].subject
    if about and about[0].type != "District" and not OFFICE.search(about[0].name):
        return ()
    main = divisions.home(reading)
    region = REGION.search(scope[0].name) is not None
    return main if main and (region or divisions.lies_in(main[0].name, scope[0].name)) else ()


FIRST = pattern(
    rf"(?:是|为|系|成为|成了|是~10‹Ⓐ›以来|(?<=企业)、|(?<=公司)、)(?P<where>Ⓓ)~2(?:{KINDS}|{FIRM})?(?:首次|第一次|第{NUMBER}[家个次所]|第一[家个次所]|首家|首个|唯一)(?!.?Ⓓ)"
)
APPOSED = pattern(rf"(?P<thing>Ⓞ)，(?P<where>Ⓓ)(?:的)?(?:首家|唯一|第一家|第一所|首个|头号|最大的)~8{FIRM}(?=[，。；])")


def firsts(reading: Reading) -> Iterator[Claim]:
    """这也是Ⓓ企业首次获奖, 成为Ⓓ第一家捧杯的企业; Ⓞ，Ⓓ首家上市公司: a body that is the first of a place."""
    folded = reading.folded
    for found in FIRST.finditer(folded.text):
        where = folded.groups[found.start("where")][:1]
        if not re.search(FIRM + "|" + KINDS, reading.rest(found.start("where"))) or not _is_scope(where[0]):
            continue
        things = doer(reading, found.start(), "Ⓞ") or reading.carried(reading.clause_at(found.start()), "Ⓞ", 4)
        things = things or _last_body(reading, found.start())
        yield from reading.claims(_bodies(things)[:1], "locatedIn", where, "first", "首")
    yield from reading.simply(APPOSED, "thing", "locatedIn", "where", "first")


def _last_body(reading: Reading, at: int) -> Group:
    """The body last named before folded.text[at] in its sentence."""
    return next((g for g in reversed(reading.folded.groups[:at]) if g and g[0].type == "Organisation"), ())


REGION = re.compile(
    "(?:[东西南北]部|[东西华][南北]?[三四五六]省|三角|湾区|流域|经济带|[东西华][南北]地区|苏[南北]|浙[东西])$"
)


def _is_division(name: str) -> bool:
    """Whether a place is one that others of a larger place are like: no union of states, no strait."""
    return bool(divisions.codes(name)) or re.search("[省市县区州旗镇乡村园港岛城]$|街道$|片区|示范区", name) is not None


SCOPE = pattern(
    r"(?:入选|列入|获批|获评|纳入|进入|获列|被列为|被列入|获准成为|建起|建成|成立|设立|开出|办起|推出|出台|拿下|挂上|揭牌|诞生|落成)了?(?P<where>Ⓓ)(?:的)?"
    r"(?:首批|第[一二三四五六七八九\d]批|首个|唯一|首家|首座|第一个|第一家)"
)
LEADS = pattern(r"(?:领跑|领先|领衔|稳居|雄踞|冠绝|居|冠)(?P<where>Ⓓ)(?=[，。；]|首位|第一|之首|之冠|榜首|$)")


def scoped(reading: Reading) -> Iterator[Claim]:
    """入选Ⓓ首批…试点, 总量领跑Ⓓ: a place that is one of those of a larger place."""
    folded = reading.folded
    for form in (SCOPE, LEADS):
        for found in form.finditer(folded.text):
            where = folded.groups[found.start("where")][:1]
            things = ranked_in(reading, found.start(), where)
            if not WORLD.search(where[0].name):
                yield from reading.claims(things, "locatedIn", where, "scoped", found.group())


# Lists of a place's own

OTHERS = pattern(
    rf"(?P<where>Ⓓ)~8(?:独苗|代表|唯一~6|另(?:外)?(?:一|{NUMBER})[家所]~4|{NUMBER}[家所]~4)(?:则|便|就|正|分别)?(?:是|为|系)(?P<thing>Ⓞ)(?!的)"
)
COUNTED = pattern(rf"(?P<thing>Ⓞ)等(?:~3{NUMBER}余?[家所个]|多家|一批)(?P<where>Ⓓ)~6{KINDS}")
STANDINGS = pattern(
    rf"(?P<where>Ⓓ){KINDS}~3(?:(?:占|占据|占去|独占|包揽|共|有|拿下)~3{NUMBER}[席家]|的?(?:座次|名次|排名|席位|名单))~4，~10(?P<thing>Ⓞ)(?!的)"
)
TWO = pattern(
    rf"(?P<thing>Ⓞ)(?P<count>{NUMBER})[家所]~4(?:就|便|已|共同|合力|联手)?(?:撑起|贡献|扛起|顶起|占去|占据|包揽|挑起|挑大梁)"
)
COUNTS = {"两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"}
FIRMS_IN = pattern(
    rf"(?:辖区|境内|区内|市内|县内|镇内|园内|域内|当地|本地|本土|辖内)(?:的)?~2{KINDS}(?:里|中|当中|之中|里头|方面)，?~3(?P<thing>Ⓞ)"
)


def own(reading: Reading) -> Iterator[Claim]:
    """Ⓓ上榜的另外两家是Ⓞ和Ⓞ; Ⓞ、Ⓞ等6家Ⓓ企业; 辖区企业里，Ⓞ、Ⓞ; Ⓞ、Ⓞ两家企业撑起半壁江山."""
    folded = reading.folded
    for form in (OTHERS, COUNTED):
        for found in form.finditer(folded.text):
            things = _bodies(folded.groups[found.start("thing")])
            yield from reading.claims(things, "locatedIn", folded.groups[found.start("where")][:1], "own", "等")
    for found in STANDINGS.finditer(folded.text):
        things = _bodies(reading.listing(found.start("thing")))
        yield from reading.claims(things, "locatedIn", folded.groups[found.start()][:1], "own", "企业")
    for found in FIRMS_IN.finditer(folded.text):
        things = _bodies(reading.listing(found.start("thing")))
        unit = folded.text[found.start()]
        where = pointed(reading, found.start(), unit) if unit in "区市县镇园" else scene(reading, found.start())
        yield from reading.claims(things, "locatedIn", where[:1], "own", found.group()[:2])
    for found in TWO.finditer(folded.text):
        things = folded.groups[found.start("thing")]
        if str(len(things)) == COUNTS.get(found["count"], found["count"]):
            where = reading.carried(reading.clause_at(found.start()), "Ⓓ", 2)[:1]
            yield from reading.claims(things, "locatedIn", where, "own", "撑起")


ENTERED = pattern(
    rf"(?P<where>Ⓓ)~6(?P<count>{NUMBER})[家所](?:{FIRM})?~4(?:现身|上榜|登榜|入榜|入围|入选|榜上有名|在列|捧杯|名列其中|跻身其列)"
)
STANDS = re.compile(r"[^。；]{0,24}?(?:第\d|列第|排第|紧随其后|居第|居首|首次|再次|头一回)")
AHEAD = 3
"""Sentences on that tell who they are."""


def entered(reading: Reading) -> Iterator[Claim]:
    """Ⓓ有7家企业上榜。Ⓞ排第124位；Ⓞ列第131位…: so many of those told in the sentences after."""
    for found in ENTERED.finditer(reading.folded.text):
        if "Ⓞ" in reading.folded.text[found.end() :]:
            continue
        where = reading.folded.groups[found.start()][:1]
        told = dict.fromkeys(
            m.name for m in _told_after(reading) if not divisions.from_elsewhere(m.name, where[0].name)
        )
        names = list(told)[: _number(found["count"])]
        bodies = {m.name: m for m in reversed(_told_after(reading)) if m.name in names}
        if len(bodies) > 1 and len(bodies) == _number(found["count"]):
            yield from reading.claims(tuple(bodies[name] for name in names), "locatedIn", where, "entered", "上榜")


def _told_after(reading: Reading) -> Group:
    """The bodies of the next sentences that are said to stand in a list."""
    number = reading.sentence.number
    return tuple(
        m
        for m in reading.discourse.everything
        if m.type == "Organisation"
        and not m.deictic
        and number < m.sentence.number <= number + AHEAD
        and STANDS.match(m.sentence.text, m.end)
    )


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(COUNTS.get(words, "0"))


# Towns

TOWN = re.compile("(?:镇|乡|街道|村|社区)$")
ZONE = re.compile("(?:园区|产业园|工业园|科技园|开发区|集中区|高新区|经开区|古城|古镇)$")
COUNTY = re.compile("(?:区|县|市|旗)$")
TOWN_IN = pattern(r"(?:^|[，。；：])~4(?P<where>Ⓓ)~6(?:在|把~10放在|以)(?P<town>Ⓓ)")
GOVERNED_BY = pattern(r"(?P<thing>[ⒹⓄ])(?:隶)?属于?(?P<where>Ⓓ)~2(?:管辖|所辖|辖区|辖|代管|管理)")
KNOWN_AS = pattern(
    r"(?:^|[，。；：])~2(?P<thing>Ⓓ)(?:就|也|便|正|历来|素来)?是(?P<where>Ⓓ)(?:的|里的?|境内的?)~6"
    r"(?:大[镇县区市村乡]|强[镇县区市村]|重镇|名镇|门户|主城区|中心城区|核心区|老城区|新城|工业区|高地|一个[镇县区市村乡]|下辖|所辖)"
)
STANDS_IN = pattern(r"(?:^|[，。；])~2所在地(?:为|是|在|——)?(?P<where>Ⓓ)")
SEAT_OF = pattern(r"[ⓄⓅ]所[在处属](?:地)?的?(?P<where>Ⓓ)")
TOWN_OF = pattern(r"(?:(?P<where>Ⓓ)|(?P<unit>[区县市镇])[里内])~8的~8(?P<town>Ⓓ)")


def towns(reading: Reading) -> Iterator[Claim]:
    """Ⓓ在Ⓓ镇建成Ⓟ; 县里曾经的大户Ⓓ镇; Ⓞ所在的Ⓓ."""
    folded, raw = reading.folded, reading.raw
    for found in TOWN_IN.finditer(folded.text):
        inner, outer = folded.groups[found.start("town")], folded.groups[found.start("where")]
        fits = all(TOWN.search(m.name) or ZONE.search(m.name) for m in inner)
        if len(outer) == 1 and is_county(outer[0]) and fits:
            yield from reading.claims(inner, "locatedIn", outer, "town", "在")
    for found in TOWN_OF.finditer(folded.text):
        inner = folded.groups[found.start("town")]
        if all(TOWN.search(m.name) for m in inner):
            outer = folded.groups[found.start("where")] if found["where"] else ()
            where = outer or pointed(reading, found.start(), found["unit"])
            if where and is_county(where[0]) and where[0].name not in {m.name for m in inner}:
                yield from reading.claims(inner, "locatedIn", where[:1], "town", "的")
    yield from reading.simply(KNOWN_AS, "thing", "locatedIn", "where", "town")
    yield from reading.simply(GOVERNED_BY, "thing", "locatedIn", "where", "town", raw)
    for found in STANDS_IN.finditer(folded.text):
        things = reading.carried(reading.clause_at(found.start("where")), "ⓄⒹⓅ", 4)[:1]
        yield from reading.claims(things, "locatedIn", folded.groups[found.start("where")], "seat_of", "所在地")
    for found in SEAT_OF.finditer(raw.text):
        yield from reading.claims(
            raw.groups[found.start()], "locatedIn", raw.groups[found.start("where")], "seat_of", "所在"
        )


def is_county(place: Mention) -> bool:
    """Whether a place is one that towns lie in: 区, 县, 市 and 旗."""
    return any(COUNTY.search(name) for name in divisions.full_names(place.name))


RULES = (here, compared, firsts, scoped, own, entered, towns)
