"""locatedIn: where things lie, settle, begin: Ⓞ位于Ⓓ, Ⓓ引进Ⓞ, Ⓟ在Ⓓ开工."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import divisions
from kg.claims.pointing import NEAR, body_called, last, led, pointed, shortly
from kg.claims.reading import GOVERNED, PLAIN, Group, Reading, has_own_subject, pattern
from kg.claims.referring import pointed as pointed_back
from kg.forms import wants
from kg.model import Claim, Mention
from kg.shapes import SIGNS

LIES = triggers.choice("triggers_places", "lies")
ATTRACTS = triggers.choice("triggers_places", "attracts")
SETTLES = triggers.choice("triggers_places", "settles")
STARTS = triggers.choice("triggers_places", "starts")
WORLD = re.compile("^(?:亚洲|全球|世界|中国|全国|欧洲|东南亚|亚太)")


def listed_from(reading: Reading, at: int) -> Group:
    """The names at this sign and after it in one list, the foldable ones and those with words between."""
    return reading.those(reading.chain(MORE, at))


MORE = pattern(r"(?:等~14)?[、和及]~3[ⓄⓅⒹ]")


# Things that lie, settle, are attracted

AT_PLACE = re.compile(rf"{LIES}$")
"""Before Ⓓ的Ⓞ: Ⓓ is where it lies by the verb."""
HEAD_GAP = rf"(?:(?![由被与和将把向对这该]){PLAIN}){{0,8}}?"
LYING = pattern(
    rf"(?P<verb>{LIES})~4Ⓐ?(?P<where>Ⓓ)(?!之?[后前间]|[身背]后|后面)(?:~16‹、›的{HEAD_GAP}(?P<head>[ⓄⒹⓅⓇⒺ]))?"
)
CROWDING = pattern(
    r"(?P<thing>Ⓞ)等~6[家户所个]~6(?:企业|公司|商户|机构|院校|高校|单位|工厂)"
    rf"(?:~4)(?P<verb>{triggers.choice('triggers_places', 'crowds')})~4(?P<where>Ⓓ)(?!之?[后前间]|[身背]后|后面)"
)
"""Ⓞ、Ⓞ等39家企业集中在Ⓓ; not Ⓞ的客户集中在Ⓓ."""
FROM_THERE = pattern(
    r"(?P<thing>Ⓞ)(?:等~6)?(?:也|均|都|则|还|皆|就|正|同样|同|分别|全部|主要)*(?P<verb>来自|出自)(?P<where>Ⓓ)(?=[，。；]|$)"
)
LYING_HERE = pattern(
    rf"(?:{LIES}|设|聚集|汇聚|集聚|布局|诞生|汇集|云集)(?:在|于)?"
    r"(?P<unit>此|这里|于此|在此|[区园市县镇][内里]|园区[内里]?|基地[内里]|当地|该地)(?=[，；。：的]|$)(?:的~4(?P<head>[ⓄⒹⓅ]))?"
    rf"|{LIES}(?P<zone>园区|新区|高新区|开发区|经开区)~8的(?P<body>[ⓄⓅ])"
)
ACTOR = re.compile("[ⓄⓅ]")
UNNAMED = pattern("~6的(?!~8[ⓄⒹⓅⓇⒺ])")
MOVED = re.compile(rf"[把将](?P<what>{PLAIN}{{0,40}})(?:(?P<thing>[ⓄⒹⓅⓇ]){PLAIN}{{0,6}})?$")
MEETING = re.compile("(?:会址|会场|会期|举办地|活动地点|比赛地点|赛址)$")
POINTED = pattern(
    "~3的(?:这|该)?(?:家|所|座|个|项|条|片|处|方)?(?P<noun>企业|公司|医院|学校|大学|项目|工程|园区|基地|工厂|研究院)"
)
THIS_ONE = re.compile("(?:这|该)(?:家|所|座|个|项|条)[^，。；：的]{0,10}$")
SEAT = pattern(
    r"(?:总部|厂房|厂区|(?<![一二两三四五六七八九十几数多\d这那哪全])家|工厂|车间|注册地|办公地|所在地|校区|生产基地)”?(?:就|都|也|便|则)?(?:设|建|落|安|放|选|坐落|扎)?(?:在|于)"
    "~2(?P<where>Ⓓ)(?:的~6(?P<thing>[ⓄⓅ]?))?"
)


OTHERS = re.compile("(?:其余|其他|另外|另|余下|剩下|此外)[^，ⓄⓅ]{0,8}[家个所座项处](?![ⓄⓅ])")
"""其余3家分别|位于: nobody who is named."""


def _lying(reading: Reading, at: int, where: int) -> Group:
    """Who lies at folded.text[where], the place behind the verb at folded.text[at].

    The thing moved (把Ⓟ建在Ⓓ); else the subject; a name of this sentence rather than one carried from another.
    Nobody where the place belongs to an unnamed noun: 落户Ⓓ的企业.
    """
    folded, lead = reading.folded, reading.lead(at)
    if OTHERS.match(lead):
        return ()
    moved = MOVED.search(lead)
    if moved and not re.search("总部|厂|基地", moved["what"]):
        return folded.groups[at - len(lead) + moved.start("thing")] if moved["thing"] else ()
    if MEETING.search(lead):
        return last(reading, at, "Event")[:1]
    this = POINTED.match(folded.text, where + 1)
    if this and (THIS_ONE.search(lead) or re.search("的[这该]", this.group())):
        zone = pointed(reading, at, "园") if this["noun"] in ("园区", "基地") else ()
        return zone or body_called(reading, at, this["noun"])
    if not re.search(f"[{SIGNS}]", lead) and UNNAMED.match(folded.text, where + 1):
        return ()
    short = None if re.search(f"[{SIGNS}]", lead) else shortly(reading, at)
    if short is not None:
        return short
    if re.search("[、和与及]$", lead):
        return ()
    if lead.startswith("它"):
        return reading.carried(reading.clause_at(at), "ⓄⓅ")[:1]
    back = None if re.search(f"[{SIGNS}]", lead) else pointed_back(reading, at, "ⓄⓅⓇ")
    if back:
        return back
    following = _next_subject(reading, at, where)
    if following:
        return following
    things = reading.subject(at, "ⓄⒹⓅⓇⒺ") or _project(reading, at)
    if things[0].sentence != reading.sentence if things else not has_own_subject(lead):
        here = ACTOR.search(folded.text, max(0, at - NEAR), at)
        if here:
            governed = GOVERNED.search(folded.text, max(0, here.start() - NEAR), here.start())
            ahead = reading.lead(here.start())
            owned = not ahead.endswith("的") and has_own_subject(ahead)
            return () if governed or owned else folded.groups[here.start()]
    return things


def _next_subject(reading: Reading, at: int, where: int) -> Group:
    """The body that the second clause is about, where the first has no subject: 从老街搬到Ⓓ，Ⓞ完成了…."""
    number = reading.clause_at(at)
    lead = reading.lead(at)
    if number or len(reading.clauses) == 1 or has_own_subject(lead) or any(sign in lead for sign in SIGNS):
        return ()
    after = reading.clauses[1]
    stated = not after.carried and after.subject and after.subject[0].type in ("Organisation", "Program")
    return after.subject if stated and reading.rest(where + 1) == "" else ()


def _outer(reading: Reading, place: Mention) -> Group:
    """Ⓓ of 坐落在Ⓓ的Ⓓ: folding leaves only the second, which lies in the first."""
    raw = reading.raw
    at = next((i for i, group in enumerate(raw.groups) if place in group), 0)
    return raw.groups[at - 2] if at > 1 and raw.text[at - 2 : at] == "Ⓓ的" else ()


def _project(reading: Reading, at: int) -> Group:
    """项目位于Ⓓ: the project last named."""
    if not re.search("(?:项目|工程|基地)(?:选址)?$", reading.lead(at)):
        return ()
    return last(reading, at, "Program")[:1]


ONCE = re.compile("(?:原先?|原本|原来|此前|过去)(?:总部|厂址|校址|院址)?$")
"""Before 设在Ⓓ: it lies there no more."""
ALL_IN = pattern("(?P<verb>[都均也皆]在)(?P<where>Ⓓ)(?=[，。；]|$)")
"""…名单中，Ⓞ、Ⓞ在列，三家都在Ⓓ."""
OF_THEIRS = re.compile(rf"[ⓄⓅ](?!等)的?(?!总部|工厂|厂区|厂房|车间|基地|校区)(?:{PLAIN}){{2,8}}(?<![在前今])$")
"""Ⓞ的供应商|都在Ⓓ: what belongs to a body lies there, not the body."""
IS_IN = pattern(
    r"(?P<thing>Ⓞ)~4(?:是|为|系)(?P<where>Ⓓ)(?:的)?~4(?:一家|一所|一座|唯一|首个|首家|第一家|本土|土生土长|当地|骨干|龙头|知名|老牌)~14(?:企业|公司|学校|医院|单位|机构"
    r"|工厂|合作社|集团|酒庄|农场)"
)
AS_LOCAL = pattern(
    r"(?:^|[，。；：])(?:作为|身为)(?P<where>Ⓓ)(?!~16(?:伙伴|合作|帮扶|援|对手|友好|结对))"
    r"(?:~16，(?=Ⓓ)|~12(?:企业|公司|学校|高校|大学|医院|单位|机构|工厂|集团|龙头|老字号|标杆|代表|骨干|支柱)~2，(?=Ⓞ))(?P<thing>[ⓄⒹ])"
)


@wants(IS_IN, AS_LOCAL, ALL_IN, FROM_THERE, LYING, SEAT, LYING_HERE, CROWDING)
def lies(reading: Reading) -> Iterator[Claim]:
    """Ⓞ位于Ⓓ; 位于Ⓓ的Ⓞ; 坐落在此的Ⓞ; Ⓞ等聚集于此."""
    folded = reading.folded
    for found in [*IS_IN.finditer(folded.text), *AS_LOCAL.finditer(folded.text)]:
        where = folded.groups[found.start("where")]
        if not WORLD.search(where[0].name):
            yield from reading.claims(folded.groups[found.start("thing")], "locatedIn", where, "is_in", "是")
    for found in ALL_IN.finditer(folded.text):
        lead = reading.lead(found.start())
        if OF_THEIRS.search(lead):
            continue
        told = re.search(f"[{SIGNS}]", lead)
        things = reading.subject(found.start(), "ⓄⓅ") if told else _named_lately(reading, found)
        yield from reading.claims(things, "locatedIn", folded.groups[found.start("where")], "all_in", found["verb"])
    yield from reading.simply(FROM_THERE, "thing", "locatedIn", "where", "from")
    yield from reading.simply(CROWDING, "thing", "locatedIn", "where", "lies")
    for found in LYING.finditer(folded.text):
        if ONCE.search(reading.lead(found.start())) or reading.denied(found.start()):
            continue
        where = folded.groups[found.start("where")]
        outer = _outer(reading, where[0])
        if outer:
            things, where = where, outer
        elif found["head"]:
            things = folded.groups[found.start("head")]
            things = things[:1] if len(things) > 1 and led(things) else things
        else:
            things = _lying(reading, found.start(), found.start("where"))
        yield from reading.claims(things, "locatedIn", where, "lies", found["verb"])
    for found in SEAT.finditer(folded.text):
        if ONCE.search(reading.lead(found.start())) or reading.denied(found.start("where")):
            continue
        at = found.start("where")
        things = folded.groups[found.start("thing")] if found["thing"] else _lying(reading, found.start(), at)
        if found["thing"] and len(things) > 1 and led(things):
            things = things[:1]
        bodies = tuple(m for m in things if m.type in ("Organisation", "Program"))
        yield from reading.claims(bodies, "locatedIn", folded.groups[at], "seat", found.group()[:2])
    for found in LYING_HERE.finditer(folded.text):
        at = found.start()
        if reading.denied(at):
            continue
        head = "head" if found["head"] else "body"
        things = folded.groups[found.start(head)] if found[head] else reading.subject(at, "ⓄⓅⒹ")
        own = [i for i in range(max(0, at - NEAR), at) if any(m in things for m in folded.groups[i])]
        place = pointed(reading, own[0] if own and not found["zone"] else at, (found["unit"] or "园")[0])
        if place and place[0].name not in {m.name for m in things}:
            yield from reading.claims(things, "locatedIn", place[:1], "lies_here", found.group())


THOSE_LISTED = re.compile(r"(?P<rest>其余|其他)?(?:[\d一二两三四五六七八九十]+[家个所]|二者|两者|它们|这些)")


def _named_lately(reading: Reading, found: re.Match[str]) -> Group:
    """The list of bodies before the clause: 三家都在Ⓓ; 除Ⓞ在Ⓓ外，另两家也在Ⓓ."""
    counted = THOSE_LISTED.match(reading.lead(found.start()))
    groups = [g for g in reading.folded.groups[: found.start()] if g and g[0].type == "Organisation"]
    if counted is None or not groups:
        return ()
    if not counted["rest"]:
        return groups[-1]
    listed = next((g for g in reversed(groups) if len(g) > 1), ())
    apart = [g[0].name for g in groups if len(g) == 1]
    return tuple(m for m in listed if not any(name in m.name or m.name in name for name in apart))


SETTLED = pattern(rf"(?P<thing>[ⓄⓅ])~14(?<![和与及、])(?P<verb>{SETTLES})(?:于|在|到)?~3(?P<where>Ⓓ?)")


UNKNOWN = re.compile(rf"[^，。；、：{SIGNS}]{{2}}(?!等)")
"""Words behind 落户 and the like: a place that is no mention."""


def _scene(reading: Reading, at: int) -> Group:
    return reading.carried(reading.clause_at(at), "Ⓓ")[:1]


@wants(SETTLED)
def settles(reading: Reading) -> Iterator[Claim]:
    """Ⓞ等先后落户: in the place the text is about."""
    folded = reading.folded
    for found in SETTLED.finditer(folded.text):
        things = folded.groups[found.start("thing")]
        words = folded.text[found.start("thing") : found.start("verb")]
        if reading.denied(found.start("verb")):
            continue
        if ("的" in words and things[0].type == "Organisation") or words.endswith(("此", "这里")):
            continue
        if found["where"]:
            where = folded.groups[found.start("where")]
        else:
            where = () if UNKNOWN.match(folded.text, found.end()) else _scene(reading, found.start())
        if where and where[0] not in things:
            yield from reading.claims(things, "locatedIn", where, "settles", found["verb"])


GUESTS = re.compile(
    "[^，。；]{0,16}(?:参展|参会|参赛|参加|参观|前来|到场|观摩|参与|联合|合作|加盟|助阵|洽谈|签约(?!落户|入驻|入园))"
)
"""吸引Ⓞ等216家企业参展: they come and go."""
ATTRACTING = pattern(
    rf"(?P<verb>{ATTRACTS})(?![于在])(?:了|起|有|出)?(?P<gap>~8|~16的)(?:Ⓞ的~6(?=Ⓟ)|Ⓞ~8的~2(?=Ⓞ))?(?P<thing>[ⓄⓅⒹ])(?!的)"
)


@wants(ATTRACTING)
def attracts(reading: Reading) -> Iterator[Claim]:
    """Ⓓ引进Ⓞ等企业; 下设Ⓓ、Ⓓ; 镇上已有Ⓞ、Ⓞ."""
    folded = reading.folded
    for found in ATTRACTING.finditer(folded.text):
        lead = reading.lead(found.start())
        if reading.denied(found.start()):
            continue
        if "Ⓓ" not in lead and (found["gap"].startswith("的") or "Ⓞ" in lead):
            continue
        where = reading.subject(found.start(), "Ⓓ")
        things = listed_from(reading, found.start("thing"))
        if GUESTS.match(folded.text, found.start("thing"), found.start("thing") + 24) or "由" in found["gap"]:
            continue
        if re.search("组建|成立|设立", found["verb"]):
            things = tuple(m for m in things if m.type == "Organisation")
        if re.search("下设|下辖|所辖|辖", found["verb"]) is None:
            things = tuple(m for m in things if m.type != "District")
        if len(where) > 1 or "联盟" in "".join(t.name for t in things):
            continue
        yield from reading.claims(things, "locatedIn", where, "attracts", found["verb"])


# The place a clause sets its scene in

SCENE = pattern(
    r"(?:^|[，。；：])(?!以)(?:~8在(?:~20‹ⒹⓄ›的)?(?P<where>Ⓓ)~3|(?:~6[内里]的)?(?P<inside>Ⓓ)(?:境内|内|里|区内|那头|那边|这边|一带|方面))，"
    r"(?P<gap>~20(?:——)?)(?P<thing>[ⓄⓅⒹ])"
)
DOING = pattern(
    r"在(?P<where>Ⓓ)~3(?P<verb>~4(?:打造|建设|建成|实施|启动|推进|投资|建起|新建|开展|兴建|办起|布局|建有|规划|筹建|成立|设立|组建|开工|动工|落地|投产))"
    r"(?:了)?(?P<gap>~14)(?P<thing>[ⓅⓄⒹ])"
)
STARTED = pattern(
    rf"(?P<thing>[ⓅⓄ])~10‹，›在(?P<where>Ⓓ)~10(?:{STARTS}|(?:加紧|加快|抓紧)(?:建设|推进))(?!了?~6[ⓄⓅⓇⒺⒶ])"
)
LIES_IN = re.compile("(?:总部|厂址|院址|校址|基地|窗口)[^，。；]{0,4}在$|[落设建放安选]在$")
"""Before the place of a clause that tells of its own subject where it lies: it is no scene of the next."""
GOVERNING = (
    "由",
    "被",
    "经",
    "向",
    "与",
    "和",
    "同",
    "对",
    "据",
    "实行",
    "推行",
    "试行",
    "执行",
    "落实",
    "推出",
    "前身是",
    "继",
    "较",
    "比",
    "送进",
    "送到",
    "送往",
    "运往",
    "交给",
)
"""Words that make what follows no subject: 在Ⓓ，公司与|Ⓞ合办."""
VISITING = pattern("Ⓞ~12‹Ⓞ›(?:发布|签约|签署|签订|亮相|参展|宣布|举办|举行|召开|推介|路演|合办|合作|共建|开设)")
"""在Ⓓ，|Ⓞ发布, Ⓞ与Ⓞ合办: what one does away from home too."""
BRANCH = pattern("Ⓞ~10(?:项目|工程|[院校厂园]区|基地|分公司|分[院校店厂行]|[一二三四五六七八九]期)")
"""在Ⓓ，|Ⓞ新院区封顶: what a body builds there is not where it is."""
OF_THING = pattern("(?:的~6)?[ⓅⒹ]")


@wants(SCENE, DOING, STARTED)
def scene(reading: Reading) -> Iterator[Claim]:
    """在Ⓓ，Ⓟ加紧施工; 在Ⓓ打造Ⓟ; Ⓟ在Ⓓ开工."""
    folded = reading.folded
    for form, rule in ((SCENE, "scene"), (DOING, "done_in"), (STARTED, "started_in")):
        for found in form.finditer(folded.text):
            at = found.start("thing")
            if rule != "scene" and reading.denied(found.start() if rule == "done_in" else found.start("where")):
                continue
            owned = OF_THING.match(folded.text, at + 1) if folded.text[at] == "Ⓞ" else None
            things = listed_from(reading, owned.end() - 1 if owned else at)
            if rule in ("scene", "done_in"):
                things = tuple(m for m in things if m.type != "District" or not divisions.codes(m.name))
            if rule == "done_in" and folded.groups[found.start("where")][0].deictic:
                continue
            if rule == "scene" and found["gap"].endswith(GOVERNING) and not owned:
                continue
            if rule == "scene" and not owned and (VISITING.match(folded.text, at) or BRANCH.match(folded.text, at)):
                continue
            if rule == "scene" and "拟" not in found["gap"] and "——" not in found["gap"] and len(found["gap"]) > 14:
                continue
            if rule == "scene" and found["where"] and LIES_IN.search(folded.text, 0, found.start("where")):
                continue
            inside = rule == "scene" and found["inside"]
            where = folded.groups[found.start("inside" if inside else "where")]
            yield from reading.claims(things, "locatedIn", where, rule, "在")


RULES = (lies, settles, attracts, scene)
