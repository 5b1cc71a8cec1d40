"""locatedIn: what lies, takes place or belongs where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import triggers
from kg.claims import divisions
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim

LIES = triggers.choice("triggers_places", "lies")
HELD = triggers.choice("triggers_places", "held")
ATTRACTS = triggers.choice("triggers_places", "attracts")
SETTLES = triggers.choice("triggers_places", "settles")
INSIDE = triggers.choice("triggers_places", "inside")
KINDS = triggers.choice("triggers_places", "kind")


def _things(reading: Reading, at: int) -> Group:
    """The names at this sign and after it in one list, the foldable ones and those with words between."""
    text, places = reading.folded.text, [at]
    while more := MORE.match(text, places[-1] + 1):
        places.append(more.end() - 1)
    return tuple(m for place in places for m in reading.folded.groups[place])


MORE = pattern(r"(?:等~14)?[、和及]~3[ⓄⓅⒹ]")


# Place before name

NESTED = re.compile(r"Ⓓ(?:的|下辖的?|所辖的?|所属的?|境内的?)?(?=Ⓓ)")
LISTED_AFTER = re.compile("(?:[、和]Ⓓ)+")
HOME = re.compile(r"Ⓓ所(?:在|属)的(?=Ⓓ)")


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


OWNED = pattern(rf"Ⓓ(?P<of>的?{INSIDE}的?|的|~3{KINDS}|里的|内的|)(?P<thing>[ⓄⓅ])(?P<more>(?:[、和][ⓄⓅ])*)")


def owned(reading: Reading) -> Iterator[Claim]:
    """Ⓓ企业Ⓞ, Ⓓ的Ⓞ, Ⓓ境内的Ⓟ, ⒹⓄ、Ⓞ and so a whole list."""
    raw = reading.raw
    for found in OWNED.finditer(raw.text):
        things = raw.groups[found.start("thing")]
        if found["of"] or len(things[0].text) > 2:
            later = tuple(
                m for i in range(*found.span("more")) for m in raw.groups[i] if not _begins_with_place(m.text)
            )
            yield from reading.claims(
                things + later,
                "locatedIn",
                raw.groups[found.start()],
                "owned" if found["of"] else "before_name",
                found["of"],
            )


def _begins_with_place(text: str) -> bool:
    """重庆… and 湖北省…: a name that says itself where it is from."""
    return bool(re.match(r".{2,4}?[省市县区州]", text))


# Events


HOLDING = pattern(rf"Ⓔ(?P<gap>~24‹，›)(?:在|于)(?P<before>~5)(?P<where>[ⒹⓄ])(?P<rest>~10‹ⓄⒹ›)(?P<verb>{HELD})")
HELD_IN = pattern(rf"在~3(?P<where>Ⓓ)~4(?P<verb>{HELD})(?:(?:了|的|的，(?:还有|是|包括))?)~14(?P<event>Ⓔ)")
VENUE = pattern(
    r"(?:(?:地点|起点|终点|赛场|展区|考点|赛点)(?:选|设|定)?在|主?会场(?:首次)?(?:设在|设于|移至|落在|为|是)|举办地(?:为|是)|(?:来到|走进|赴|前往|移师|花落)"
    r"(?P<far>~3))(?P<where>Ⓓ)"
    r"|(?P<place>Ⓓ)(?:是|为)(?:其|永久|主会场|主|本届)?~3(?:主会场|分会场|举办地|举行地|承办地)"
)
HERE = pattern(
    rf"(?:在|于)(?:这里|那里|此|此地|该市|该区|该县|该镇|我市|我区|我县|当地|两地|此处|这座城市)~4(?P<verb>{HELD})"
)
HERE_EVENT = pattern(r"Ⓔ~12放?(?:在|于)(?:这里|此|此地|当地|两地|该市|该区|该县)")


def held(reading: Reading) -> Iterator[Claim]:
    """Ⓔ在Ⓓ举行; 在Ⓓ举行的Ⓔ; Ⓔ在这里启幕."""
    folded = reading.folded
    for found in HOLDING.finditer(folded.text):
        inner = [i for i in range(*found.span("rest")) if folded.text[i] == "Ⓓ"]
        place = inner[-1] if inner and folded.text[inner[-1] - 1] == "的" else found.start("where")
        where = tuple(m for m in folded.groups[place] if m.type == "District")
        yield from reading.claims(folded.groups[found.start()][:1], "locatedIn", where, "held", found["verb"])
    for found in HELD_IN.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("event")][:1],
            "locatedIn",
            folded.groups[found.start("where")],
            "held",
            found["verb"],
        )
    for form in (HERE, HERE_EVENT):
        for found in form.finditer(folded.text):
            event = _last(reading, found.start() + 1, "Event")
            where = _last(reading, found.start(), "District")
            if "Ⓔ" in folded.text[: found.start() + 1]:
                yield from reading.claims(event, "locatedIn", where, "held_here", found.group())


def _last(reading: Reading, at: int, kind: str) -> Group:
    """The group of this type last named before folded.text[at], in the sentence or before it."""
    here = [group for group in reading.folded.groups[:at] if group and group[0].type == kind]
    if here:
        return here[-1]
    last = reading.discourse.last(kind)
    return reading.discourse.groups.get(last, (last,)) if last else ()


def venue(reading: Reading) -> Iterator[Claim]:
    """地点选在Ⓓ; Ⓓ是主会场; 赴Ⓓ参加Ⓔ."""
    folded = reading.folded
    for found in VENUE.finditer(folded.text):
        name = "where" if found["where"] else "place"
        event = _last(reading, found.start(), "Event")
        if found["far"] is not None:
            after = re.compile(r"[^。；]{0,8}?(?:参加|出席|办起|举办|举行|召开|参展)[^，。；]{0,4}(Ⓔ?)").match(
                folded.text, found.end()
            )
            if not after:
                continue
            event = folded.groups[after.start(1)] if after[1] else event
        yield from reading.claims(event[:1], "locatedIn", folded.groups[found.start(name)], "venue", found.group())


# Things that lie, settle, are attracted

LYING = pattern(rf"(?P<verb>{LIES})~4Ⓐ?(?P<where>Ⓓ)(?P<after>~16‹、›的~8(?P<head>[ⓄⒹⓅⓇⒺ]))?")
LYING_HERE = pattern(
    r"(?:坐落|位于|设|落户|聚集|汇聚|集聚|布局|落地|诞生|汇集|云集)(?:在|于)?(?:此|这里|于此|在此|区内|园内|市内)(?P<after>的~4(?P<head>[ⓄⒹⓅ]))?"
)


def _project(reading: Reading, at: int) -> Group:
    """项目位于Ⓓ: the project last named."""
    if not re.search("(?:项目|工程|基地)(?:选址)?$", reading.lead(at)):
        return ()
    return _last(reading, at, "Program")[:1]


IS_IN = pattern(
    r"(?P<thing>Ⓞ)~4(?:是|为|系)(?P<where>Ⓓ)(?:的)?~4(?:一家|一所|一座|唯一|首个|首家|第一家|本土|当地|骨干|龙头|知名|老牌)~14(?:企业|公司|学校|医院|单位|机构"
    r"|工厂|合作社|集团|酒庄|农场)"
)
AS_LOCAL = pattern(r"(?:^|[，。；：])(?:作为|身为)(?P<where>Ⓓ)~16，(?P<thing>[ⓄⒹ])")
LYING_AHEAD = pattern(rf"(?:^|[。；])~4(?P<verb>{LIES})~2(?P<where>Ⓓ)~14，(?P<head>[ⓄⒹⓅ])")


def lies(reading: Reading) -> Iterator[Claim]:
    """Ⓞ位于Ⓓ; 位于Ⓓ的Ⓞ; 坐落在此的Ⓞ; Ⓞ等聚集于此."""
    folded = reading.folded
    ahead = {found.start("verb"): found for found in LYING_AHEAD.finditer(folded.text)}
    for found in [*IS_IN.finditer(folded.text), *AS_LOCAL.finditer(folded.text)]:
        where = folded.groups[found.start("where")]
        if not WORLD.search(where[0].name):
            yield from reading.claims(folded.groups[found.start("thing")], "locatedIn", where, "is_in", "是")
    for found in LYING.finditer(folded.text):
        where = folded.groups[found.start("where")]
        if not found["head"] and found.start("verb") in ahead:
            things = folded.groups[ahead[found.start("verb")].start("head")]
        elif found["head"]:
            things = folded.groups[found.start("head")]
        else:
            things = reading.subject(found.start(), "ⓄⒹⓅⓇⒺ") or _project(reading, found.start())
        yield from reading.claims(things, "locatedIn", where, "lies", found["verb"])
    for found in LYING_HERE.finditer(folded.text):
        things = folded.groups[found.start("head")] if found["head"] else reading.subject(found.start(), "ⓄⓅ")
        named = [g for g in folded.groups[: found.start()] if g and g[0].type == "District" and g[0] not in things]
        place = named[-1] if named else reading.carried(reading.clause_at(found.start()), "Ⓓ")[:1]
        if place and place[0] not in things:
            yield from reading.claims(things, "locatedIn", place[:1], "lies_here", found.group())


SETTLED = pattern(rf"(?P<thing>[ⓄⓅ])~14(?P<verb>{SETTLES})(?:于|在|到)?~3(?P<where>Ⓓ?)")
SETTLING = pattern(rf"(?P<verb>{SETTLES})(?:了|有)?~2(?P<thing>[ⓄⓅ])(?!的)")


def settles(reading: Reading) -> Iterator[Claim]:
    """Ⓞ等先后落户: in the place the text is about; Ⓓ已落户Ⓟ、Ⓟ."""
    folded = reading.folded
    for found in SETTLED.finditer(folded.text):
        things = folded.groups[found.start("thing")]
        if found["where"]:
            where = folded.groups[found.start("where")]
        else:
            where = reading.carried(reading.clause_at(found.start()), "Ⓓ")[:1]
        if where and where[0] not in things:
            yield from reading.claims(things, "locatedIn", where, "settles", found["verb"])
    for found in SETTLING.finditer(folded.text):
        where = reading.subject(found.start(), "Ⓓ")[:1]
        yield from reading.claims(_things(reading, found.start("thing")), "locatedIn", where, "settles", found["verb"])


ATTRACTING = pattern(rf"(?P<verb>{ATTRACTS})(?:了|起|有|出)?(?P<gap>~8)(?P<thing>[ⓄⓅⒹ])(?!的)")


def attracts(reading: Reading) -> Iterator[Claim]:
    """Ⓓ引进Ⓞ等企业; 下设Ⓓ、Ⓓ."""
    folded = reading.folded
    for found in ATTRACTING.finditer(folded.text):
        where = reading.subject(found.start(), "Ⓓ")
        things = _things(reading, found.start("thing"))
        if re.search("组建|成立|设立", found["verb"]):
            things = tuple(m for m in things if m.type == "Organisation")
        if re.search("下设|下辖|所辖|辖", found["verb"]) is None:
            things = tuple(m for m in things if m.type != "District")
        if len(where) > 1 or "联盟" in "".join(t.name for t in things):
            continue
        yield from reading.claims(things, "locatedIn", where, "attracts", found["verb"])


# The place the text is about

SCENE = pattern(
    r"(?:^|[，。；：])(?:~8在(?P<where>Ⓓ)~3|(?P<inside>Ⓓ)(?:境内|内|里|区内))，(?P<gap>~20(?:——)?)(?P<thing>[ⓄⓅ])"
)
DOING = pattern(
    r"在(?P<where>Ⓓ)~3(?P<verb>~4(?:打造|建设|建成|实施|启动|推进|投资|建起|新建|开展|兴建|办起|布局|建有|规划|筹建|成立|设立|组建|开工|动工|落地|投产))"
    r"(?P<gap>~14)(?P<thing>[ⓅⓄ])"
)
PLANNED_IN = pattern(
    r"(?:^|[，。；：])~6在(?P<where>Ⓓ)，~10‹ⒹⓄ›(?P<verb>实施|建设|打造|推进|启动|开展|新建|规划|布局)(?P<gap>~12)(?P<thing>Ⓟ)"
)
STARTED = pattern(
    r"(?P<thing>[ⓅⓄ])~6在(?P<where>Ⓓ)~6(?:开工|动工|竣工|投产|揭牌|启用|奠基|落成|成立|建成|启动|投用|开业|开园|通车|完成)"
)


def scene(reading: Reading) -> Iterator[Claim]:
    """在Ⓓ，Ⓟ加紧施工; 在Ⓓ打造Ⓟ; Ⓟ在Ⓓ开工."""
    folded = reading.folded
    for form, rule in ((SCENE, "scene"), (DOING, "done_in"), (PLANNED_IN, "done_in"), (STARTED, "started_in")):
        for found in form.finditer(folded.text):
            things = _things(reading, found.start("thing"))
            if rule == "scene" and "拟" not in found["gap"] and "——" not in found["gap"] and len(found["gap"]) > 14:
                continue
            inside = rule == "scene" and found["inside"]
            where = folded.groups[found.start("inside" if inside else "where")]
            yield from reading.claims(things, "locatedIn", where, rule, "在")


LOCAL = pattern(
    rf"(?:^|[，。；：、（“]|(?:其中|走进|来到|是|在|据)){INSIDE}(?P<words>(?:的|企业中，|企业|，|~4的)?)(?P<thing>[ⓄⓅⒹ])"
)


def local(reading: Reading) -> Iterator[Claim]:
    """园区内，Ⓟ和Ⓟ; 县里的Ⓞ; 境内的Ⓓ: in the place the text is about."""
    folded = reading.folded
    for found in [*LOCAL.finditer(folded.text), *FOUNDED.finditer(folded.text)]:
        at = found.start("thing")
        number = reading.clause_at(at)
        where = tuple(m for m in reading.carried(number, "Ⓓ")[:1])
        things = _things(reading, at)
        if "中，" in found["words"]:
            things = tuple(m for group in folded.groups[at:] for m in group if m.type == "Organisation")
        if where and where[0].name not in {m.name for m in things}:
            yield from reading.claims(things, "locatedIn", where, "local", found.group()[:-1])


FOUNDED = pattern(
    rf"在{INSIDE}~4(?:办起|建起|成立|创办|开办|办|建成|设立|兴办|开起|投资建起)(?:了)?~6(?P<words>)(?P<thing>[ⓄⓅ])"
)
LISTED = pattern(
    r"Ⓓ~8[\d一二两三四五六七八九十]+(?:余|多)?(?:家|个|所|项|名|处|座|条)~24‹Ⓐ，›(?:分别为|分别是|包括|即|有|：)：?(?P<thing>[ⓄⓅ])"
)
FROM = pattern(r"(?P<thing>[ⓄⓅ])等(?P<where>Ⓓ)~6(?:企业|公司|单位|机构|学校|高校|医院|项目|品牌)")
COUNTED = pattern(
    r"(?P<where>Ⓓ)~4[\d一二两三四五六七八九十]+(?:余|多)?(?:家|个|所|项|名)~14，其中(?:有|包括)?(?P<thing>[ⓄⓅ])"
)
AMONG = pattern(r"(?P<thing>[ⓅⓄ])~8(?:位列其中|在列|名列其中|列入其中|纳入其中)")


def listed(reading: Reading) -> Iterator[Claim]:
    """Ⓓ独占4家，分别为Ⓞ、Ⓞ; Ⓟ、Ⓟ等在列."""
    folded = reading.folded
    for found in LISTED.finditer(folded.text):
        things = tuple(m for m in reading.listing(found.start("thing")) if m.type == "Organisation")
        yield from reading.claims(things, "locatedIn", folded.groups[found.start()][:1], "listed", "分别为")
    number, award, where = reading.discourse.expected
    if award and where and number == reading.sentence.number - 1 and folded.text[:1] == "Ⓞ":
        things = tuple(m for m in reading.listing(0) if m.type == "Organisation")
        yield from reading.claims(things, "locatedIn", where[:1], "listed", "：")
    for form in (FROM, COUNTED):
        for found in form.finditer(folded.text):
            things = tuple(m for m in reading.listing(found.start("thing")) if m.type == "Organisation")
            yield from reading.claims(things, "locatedIn", folded.groups[found.start("where")][:1], "listed", "等")
    for found in AMONG.finditer(folded.text):
        main = reading.discourse.main("District")
        where = (main,) if main else ()
        things = _things(reading, found.start("thing"))
        if all(m.type == "Program" for m in things):
            yield from reading.claims(things, "locatedIn", where, "among", found.group())


RANKED = pattern(
    r"(?:居|位居|列|位列|排名|排|占|跻身|领跑|稳居|为|系|是|作为|成为|在)(?P<scope>Ⓓ)(?:的|排名|排|率先|~3)(?:首位|前列|第[一二三四五六七八九十\d]+(?!届)|首个"
    r"|首家|首批|唯一|领先|榜首|率先|最早|之一|最大|最多)"
)


WORLD = re.compile("^(?:亚洲|全球|世界|中国|全国|欧洲|东南亚|亚太)")


def ranked(reading: Reading) -> Iterator[Claim]:
    """规模居Ⓓ首位, 为Ⓓ唯一: the district that is compared lies in the scope it is compared over."""
    folded = reading.folded
    for found in RANKED.finditer(folded.text):
        scope = folded.groups[found.start("scope")]
        if WORLD.search(scope[0].name):
            continue
        things = tuple(m for m in reading.subject(found.start(), "Ⓓ") if m.name not in {s.name for s in scope})
        yield from reading.claims(things[:1], "locatedIn", scope[:1], "ranked", found.group())


RULES = (nested, owned, held, venue, lies, settles, attracts, scene, local, listed, ranked)


def find(reading: Reading) -> Iterator[Claim]:
    """Every place the sentence gives something."""
    if not any(sign in reading.raw.text for sign in "ⓄⒹⓅⒺ"):
        return
    for rule in RULES:
        for claim in rule(reading):
            yield from _placed(reading, claim)


def _placed(reading: Reading, claim: Claim) -> Iterator[Claim]:
    """The claim, unless the state's list has its ends in different places; 全市 misread is the city that fits."""
    inner, outer = claim.subject, claim.object
    if inner.type != "District" or divisions.possible(inner.name, outer.name):
        yield claim
    elif outer.deictic:
        parent = divisions.atlas(reading).parent(inner.name)
        if parent is not None:
            yield replace(claim, object=parent)
