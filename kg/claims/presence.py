"""participatesIn where the event is not named again: who is at the event that the article tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg import triggers
from kg.claims import divisions
from kg.claims.reading import DENIAL, NOT, STOPPED, Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim, Mention

NEAR = 3
"""Sentences between an event and those said to be there without its being named again."""
TOLD = 12
"""The same for the event that the article says is held: 参展的Ⓞ and 在会上 speak of it further on."""
SORT = re.compile(
    "(座谈会|仪式|论坛|培训|发布会|推进会|动员会|现场会|大会|会议|比赛|大赛|博览会|展会|活动|对接会|研讨会)上?(?:，|由)?$"
)


# Which event it is

DAY = re.compile("(?<!开放)[日月]$")
"""A day or a month that is kept (质量月): no scene that one comes to."""


SCENES_BACK = 60
"""Events back that a word may speak of: no story names more, a broken page may."""


def _scenes(reading: Reading) -> list[Mention]:
    """The events named so far that have a scene."""
    return [event for event in reading.discourse.seen.get("Event", [])[-SCENES_BACK:] if not DAY.search(event.name)]


def event_of(reading: Reading, start: int, end: int, at: int | None) -> Group:
    """The event named at a sign, else before the words, else after them, else last in the article."""
    folded = reading.folded
    if at is not None:
        return folded.groups[at]
    before = [g for g in folded.groups[:start] if g and g[0].type == "Event" and not DAY.search(g[0].name)]
    if before:
        return before[-1][:1]
    clause = reading.clauses[reading.clause_at(start)]
    if clause.subject and clause.subject[0].type == "Event":
        return clause.subject[:1]
    after = [g for g in folded.groups[end:] if g and g[0].type == "Event"]
    if after and not reading.discourse.last("Event"):
        return after[0][:1]
    seen = _scenes(reading)
    said = SORT.search(folded.text[max(0, start - 12) : start + 1])
    if said:
        fitting = [event for event in seen if said[1] in event.name or said[1] in event.text]
        if fitting:
            held = reading.discourse.held
            return (held,) if held in fitting else (fitting[-1],)
    if seen and reading.discourse.held and seen[-1].sentence.number < reading.sentence.number - 1:
        return (reading.discourse.held,)
    return (seen[-1],) if seen else ()


def recent(reading: Reading, event: Mention, at: int, near: int) -> bool:
    """Whether the event is named before the word in this sentence, or at most near sentences before."""
    if any(event in group for group in reading.folded.groups[:at]):
        return True
    last = reading.discourse.last("Event")
    return last is not None and 0 < reading.sentence.number - last.sentence.number <= near


@lru_cache(maxsize=2)
def _one_event(named: divisions.Everything) -> bool:
    """Whether the article names one event only."""
    return len({m.name for m in named.everything if m.type == "Event"}) == 1


def told(reading: Reading, at: int) -> Group:
    """The event that the words at folded.text[at] speak of without naming it.

    The last named before them in the sentence, else the one held, else one named shortly before.
    """
    here = [g for g in reading.folded.groups[:at] if g and g[0].type == "Event" and not DAY.search(g[0].name)]
    if here:
        return here[-1][:1]
    number, held = reading.sentence.number, reading.discourse.held
    if held is not None and 0 < number - held.sentence.number <= TOLD:
        return (held,)
    last = next(reversed(_scenes(reading)), None)
    only = _one_event(divisions.Everything(reading.discourse.everything))
    reach = TOLD if only or (held is not None and last is not None and last.name == held.name) else NEAR
    return (last,) if last is not None and 0 < number - last.sentence.number <= reach else ()


# Who is there

PLACE = triggers.choice("triggers_events", "scene")
DEEDS = triggers.choice("triggers_events", "deeds")
COMES = triggers.choice("triggers_events", "comes")
NOT_THERE = re.compile(
    rf"(?:{NOT}|{STOPPED}|不像|缺席|因故|原定|原本|曾|去年|前年|上届|拟|将于|计划)[^，。；]{{0,12}}$|不$"
)
NO_SCENE = re.compile("(?:新闻|通气|吹风|股东|董事)[^，。]{0,3}$")
CAME = pattern(
    r"(?<![在从赴来于到向自表])(?P<who>[ⓄⒹⓃ])(?!的|人)(?P<more>(?:~8[、和与及][ⓄⒹⓃ]){0,12})"
    rf"(?:也|则|还|都|均|首次|专门)*(?:在Ⓓ)?~40‹Ⓐ›(?:(?<=[志人表导者员])，共?约?\d+余?多?人)?(?P<verb>{COMES}|(?:参加|出席|列席|观摩|走进)了?(?:此次|本次|这次|当天的)?"
    r"(?:现场会|会议|大会|活动|仪式|论坛|座谈会|推进会|发布会|通报会|开幕式|闭幕式|签约仪式|启动仪式|展会|比赛))(?=[，。；：！]|$)"
)
TOOK_PART = pattern(
    r"Ⓔ[^。；]{0,60}?，(?P<who>[ⓄⒹⓃ])(?P<more>(?:~8[、和与及][ⓄⒹⓃ]){0,12})(?:等~16)?"
    r"(?:也|还|均|都|共同|应邀|受邀)*(?P<verb>参加|参与|出席)(?=[，。；！]|$)"
)
"""Ⓔ由Ⓞ主办，Ⓞ、Ⓞ等20家单位参加: a verb this plain speaks of an event of its own sentence."""
MEETING = re.compile("(?<!开工)(?:会|会议|仪式)$")
"""What a branch venue takes part in; works that are begun lie in theirs."""
BRANCH = pattern(
    r"(?P<who>[ⓄⒹ])(?:等~4)?(?:还|也|则|均|都|分别|同步|同时)*(?P<verb>(?:设|开设|设立|设有|开辟|辟)了?~4分(?:会场|赛场|赛区|展区|论坛))"
    r"|(?P<at>分(?:会场|赛场|赛区|展区))~2(?:设|放|落|摆)?[在到](?P<place>[ⓄⒹ])"
)
DID_THERE = pattern(
    rf"(?P<who>[ⓄⓃⒹ])(?!人)(?P<gap>~24‹ⓉⓇⓅ›)在(?P<place>~6{PLACE})(?![下前外后])(?:上|期间|现场|中|里|当天)?，?~6(?P<verb>{DEEDS})"
)
BROUGHT = pattern(
    r"(?P<who>Ⓞ)~6(?P<verb>展出|带来|选送|送展|送评|携来|推介|首秀|首展|亮出|摆出)(?:了|的)?~10(?P<thing>Ⓡ)"
)
SHOWED = pattern(r"(?:^|[，。；：])(?P<who>Ⓞ)(?:则|也|还)?(?P<verb>亮出|摆出|展出|带来|捧出|携来|搬来)(?:了|的)")
FAIR = re.compile("(?:展|展会|博览会|交易会|节|展览会|洽谈会|展示会|采购会)(?:$|暨)")
FRESH = pattern(
    r"(?:首次|首度|此次|本次|这次|同场|一同|同台)?(?P<verb>亮相|展出|首发|参展|登场|登台|出展|首秀)的~6(?P<who>Ⓡ)"
)
GUEST = pattern(
    r"(?P<who>Ⓓ)~6(?:担任|出任|作为|成为|当选|是|为|任|以)~6(?P<verb>(?:主宾|主题)(?:国|省|市|城市|县|区|州))"
)
SPEAKING = re.compile("发言|致辞|交流|介绍")
PART_OF = pattern(r"(?:作为|成为|是|系)~4(?P<verb>分会场|主会场|承办地|举办地|分赛区|分赛场)，?(?:的)?(?P<who>[ⓄⒹ])")
AFTER = pattern(
    r"Ⓔ~16，(?P<who>[ⓃⓄ])~16(?P<verb>签订|签署|签下|签约|宣读|颁发|授予|致辞|讲话|出席|揭牌|发言|递交|作动员|作报告)"
)
STAGE = pattern(r"(?:^|[，；。])(?:随后的?|在)?~4环节(?:上|中)?，~2(?P<who>[ⓃⓄⒹ])(?P<verb>)")
RELATED = pattern(
    r"(?P<verb>主持|出席|参加|参与|参演|执裁|亮相|参展)(?:了)?(?P<event>Ⓔ)~4的(?:还有|有|是|包括)?~10(?P<who>[ⓃⓄⓇ])"
)
HERE_DID = pattern(
    r"(?P<who>[ⓄⓃ])(?:等~10)?(?:则|也|还)?(?:(?:现场|当场|会上|台上|席间)(?:(?:与|和|同|向|为|给)(?P<other>[ⓄⒹⓃ]))?"
    r"~16(?P<verb>颁发|授予|授牌|发布|宣读|宣布|签约|签署|签订|签下|展示|演示|讲解|推介|发言|表态|致辞|路演|答疑|解答|揭牌|发放|提供|捐赠|推出|首发)"
    r"|(?:也|还|均|都|各)*有~8(?P<new>登台|亮相|参展|首发|首秀|登场|展出)|[把将]~10[支搬摆搭设带送开](?:到|进|在)了?(?:现场|会场|展会|展馆|赛场))"
)
DELEGATE = pattern(
    r"(?P<who>Ⓞ)(?:等~10)?(?:的|派出的)?(?:代表|负责人)Ⓝ?~10(?P<verb>发言|致辞|签约|领奖|演讲|倡议|表态|宣誓|作了?交流|答疑|路演|登台|上台)"
)
WHO_DID_THERE = pattern(
    r"在(?P<place>~4(?:会|大会|现场|会场|论坛|仪式|展会|开幕式|发布会|推进会|座谈会))(?:上|中|期间|现场|里)?"
    rf"~2(?P<verb>{DEEDS})~8的(?P<who>[ⓄⓃ])"
)
ON_STAGE = pattern(
    r"(?:登台|上台|发言|交流|亮相|分享|领奖|走上台|现身说法)(?:的|的人里|的人中|者中|嘉宾中)?"
    r"(?:：|，有|，还有|里，有|中，有|中，数)~14Ⓝ[^。；]{0,120}"
)
HEADS = re.compile("(?:[：，；有数]|是)[^，。；：ⓃⓄⒹ]{0,14}(Ⓝ)")
POINT = pattern(r"Ⓔ~16(?:，~16)?：~4(?P<who>[ⓄⓇ])~4(?P<verb>发布|首发|展出|带来|亮相|拿出|捧出|首秀|登场|签下|签约)")
CAME_TOO = pattern(
    r"(?P<verb>赶来|前来|专程|专门|远道而来|慕名而来)~6(?:取经|观摩|参加|参会|参展|捧场|助阵|学习|交流|捧场|道贺|祝贺)的?，?(?:还|就|也)?"
    r"(?:有|是|包括)~4(?P<who>[ⓃⓄⒹ])"
)
STANDS_BY = pattern(
    r"(?:展区|展馆|展台|展位|展厅|场馆|赛场|会场)~4由(?P<who>Ⓞ)~6(?P<verb>布展|搭建|设计|布置|冠名|承建|打造)"
)


@wants(
    BRANCH,
    CAME,
    TOOK_PART,
    GUEST,
    CAME_TOO,
    STANDS_BY,
    HERE_DID,
    POINT,
    PART_OF,
    AFTER,
    STAGE,
    DELEGATE,
    WHO_DID_THERE,
    ON_STAGE,
)
def comes(reading: Reading) -> Iterator[Claim]:
    """Ⓞ等机构的官员到场; Ⓓ派团观摩; Ⓞ已报名; 赶来取经的还有Ⓞ; Ⓓ首次担任主宾国; 展区由Ⓞ布展.

    在会上介绍经验的Ⓞ; 发言人登台：Ⓝ谈…，Ⓝ谈…
    """
    folded = reading.folded
    for found in BRANCH.finditer(folded.text):
        at = found.start("who" if found["who"] else "place")
        event = tuple(m for m in told(reading, at) if MEETING.search(m.name))
        if not NOT_THERE.search(folded.text[max(0, found.start() - 16) : found.start()]):
            yield from reading.claims(folded.groups[at], "participatesIn", event, "comes", "分会场")
    for form in (CAME, TOOK_PART, GUEST, CAME_TOO, STANDS_BY, HERE_DID, POINT, PART_OF, AFTER, STAGE):
        for found in form.finditer(folded.text):
            ended = found.start("verb") if found["verb"] else 0
            if NOT_THERE.search(folded.text[found.start() : found.end()][:-2]) or reading.denied(ended):
                continue
            event = told(reading, found.start("who"))
            verb = found["verb"] or "现场"
            who = folded.groups[found.start("who")]
            if form in (CAME, TOOK_PART):
                who += tuple(m for i in range(*found.span("more")) for m in folded.groups[i])
            if form is HERE_DID and found["other"] and found["verb"][0] == "签":
                who += folded.groups[found.start("other")]
            if SPEAKING.search(verb):
                reading.discourse.acted = reading.sentence.number
            yield from reading.claims(who, "participatesIn", event, "comes", verb)
    for shape in (reading.raw, folded):
        for found in DELEGATE.finditer(shape.text):
            who = shape.groups[found.start("who")]
            yield from reading.claims(who, "participatesIn", told(reading, 0), "delegate", found["verb"])
    for found in WHO_DID_THERE.finditer(folded.text):
        if not NO_SCENE.search(found["place"]):
            who = folded.groups[found.start("who")]
            event = told(reading, found.start())
            yield from reading.claims(who, "participatesIn", event, "does_there", found["verb"])
    for found in ON_STAGE.finditer(folded.text):
        for head in HEADS.finditer(folded.text, found.start(), found.end()):
            who = folded.groups[head.start(1)]
            yield from reading.claims(who, "participatesIn", told(reading, found.start()), "on_stage", "登台")


@wants(DID_THERE, RELATED)
def does_there(reading: Reading) -> Iterator[Claim]:
    """Ⓞ在会上发布Ⓣ; Ⓞ制定的Ⓣ在展会上首发; 主持Ⓔ的Ⓝ; not 在新闻发布会上."""
    folded = reading.folded
    for found in DID_THERE.finditer(folded.text):
        if NO_SCENE.search(found["place"]) or "Ⓔ" in found["gap"] or NOT_THERE.search(found["gap"]):
            continue
        event = told(reading, found.start("who"))
        yield from reading.claims(
            folded.groups[found.start("who")], "participatesIn", event, "does_there", found["verb"]
        )
    yield from reading.simply(RELATED, "who", "participatesIn", "event", "related")


@wants(BROUGHT, SHOWED, FRESH)
def brings(reading: Reading) -> Iterator[Claim]:
    """Ⓞ展出的Ⓡ: both; 首次亮相的Ⓡ."""
    folded = reading.folded
    for found in BROUGHT.finditer(folded.text):
        event = told(reading, found.start())
        for part in ("who", "thing"):
            yield from reading.claims(
                folded.groups[found.start(part)], "participatesIn", event, "brings", found["verb"]
            )
    for found in SHOWED.finditer(folded.text):
        event = tuple(m for m in told(reading, found.start()) if FAIR.search(m.name))
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", event, "brings", found["verb"])
    for found in FRESH.finditer(folded.text):
        event = told(reading, found.start())
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", event, "brings", found["verb"])


# Signing

SIGNING = pattern(
    r"(?:(?:签约|签字)(?:台|环节|仪式|席|区|现场|项目)|(?:现场|会场|当场|集中|同步)~2(?:签约|签下|签订|签署)|会期内|展期内|会期|展期)~14(?:[：，。]|上)"
)
PAIRED = pattern(
    r"(?P<who>[ⓄⒹ])(?:[、和与][ⓄⒹⓅ]){0,12}，?(?:也|则|还|同样|将|已|当天|当场|正式|分别)*"
    r"(?:(?:(?:与|和|同|跟|携手|联合)(?P<other>[ⓄⒹ])|(?=[^，。；]{0,2}方))~10"
    r"(?P<verb>签署|签约|签订|签下|签了|结为|结成|达成|牵手|约定|商定|敲定|握手)|(?P<joins>牵手|联手|携手|签约|搭上|握手)(?P<one>[ⓄⒹ]))"
)
SIGNED = pattern(r"(?P<who>[ⓄⒹ])~6(?P<verb>签约|签署|签下|签订|续签|揽下|揽走)(?:了)?(?P<count>\d*)")
FOR_SIGNING = re.compile("签约|对接|推介|招商")
"""Events that are held for signing: what is signed in the sentences about one is signed there."""


def signs(reading: Reading) -> Iterator[Claim]:
    """签约台也热闹：Ⓞ与Ⓞ结成伙伴；Ⓞ牵手Ⓞ; 会期内签约Ⓓ项目10个。Ⓞ与Ⓞ签署协议."""
    folded, discourse = reading.folded, reading.discourse
    number = reading.sentence.number
    if SIGNING.search(folded.text):
        discourse.acted = discourse.signing = number
    if number - discourse.acted > 1 or not told(reading, 0):
        return
    scene = number - discourse.signing <= 1 or FOR_SIGNING.search(told(reading, 0)[0].name) is not None
    for found in PAIRED.finditer(folded.text):
        who = tuple(m for part in ("who", "other", "one") if found[part] for m in folded.groups[found.start(part)])
        verb = found["verb"] or found["joins"]
        if len(who) > 1 and scene and not reading.denied(found.start("verb" if found["verb"] else "joins")):
            yield from reading.claims(who, "participatesIn", told(reading, found.start()), "signs", verb)
    for found in SIGNED.finditer(folded.text):
        who = folded.groups[found.start("who")]
        if (scene or found["count"]) and not who[0].deictic and not reading.denied(found.start("verb")):
            yield from reading.claims(who, "participatesIn", told(reading, found.start()), "signs", found["verb"])


# On the platform

SCENE = pattern(
    r"(?:^|[，；：。！？”])(?:在|当天的?|昨天的?|昨日的?|今天的?|此次|本次|随后的?|其间的?)?~6(?P<what>会议?|大会|论坛|仪式|活动|展会|展览会|博览会|发布会|开幕式|闭幕式|现场会|座谈会|推介会|推进会|对接会|洽谈会"
    r"|交流会|颁奖礼|赛事|比赛|签约台|展会|[启首开揭][动发工牌]式|开幕大会|主论坛|分论坛|培训|比武活动|领奖台|主席台|会场|现场|展区|展馆)(?P<when>上|中|期间|现场|当天|间隙|里|内|(?=签约)|(?<=现场)(?=，))"
)
AT_SCENE = (
    "(?:发言|签约|签署|签下|签订|签|汇报|致辞|介绍|分享|交流|颁奖|宣读|宣布|发布|发出|推介|展示|授牌|负责人|倡议|通报|路演|首发"
    "|结对|牵手|达成|为~8揭牌|作(?:了|出)?~4(?:报告|发言|部署|讲话|说明|动员|总结|点评))"
)
DOER = pattern(
    rf"[，；](?:~4(?<![在于处自对向为从由被将把给])|总部~4Ⓓ的)(?P<who>[ⓄⓃⒹ])(?:等~6)?(?:则|也|还|随后|分别)?(?P<verb>~18‹ⓄⒹⓃ›{AT_SCENE})"
)
PERSON = pattern(r"，?~6(?<![对向把被将由给据])(?P<who>Ⓝ)(?!的|人|表示|说)")
"""Whoever stands first after 会上 is there, whatever he does: 会上，Ⓝ等6人受聘."""
AT_LARGE = ("会", "会议", "大会", "活动", "开幕式", "闭幕式", "仪式", "签约台", "展会")
OF_ANOTHER = re.compile("(?:新闻|通气|吹风|股东)[^，。]{0,3}$")


@wants(SCENE)
def spoke(reading: Reading) -> Iterator[Claim]:
    """座谈会上，Ⓞ、Ⓞ先后发言; 会上，Ⓣ获得通过；Ⓞ与Ⓞ签约，Ⓞ则发布Ⓣ; no news conference, which tells of other things."""
    folded, discourse = reading.folded, reading.discourse
    for found in SCENE.finditer(folded.text):
        if OF_ANOTHER.search(folded.text, max(0, found.start("what") - 8), found.start("what")):
            continue
        event = event_of(reading, found.start("when") + 1, found.end(), None)
        if discourse.held and found["what"] in AT_LARGE and "Ⓔ" not in folded.text[: found.end()]:
            event = (discourse.held,)
        if event:
            discourse.acted = reading.sentence.number
        first = folded.text[found.end() : found.end() + 1] != "，"
        begin = found.end() - 1 if first else found.end()
        text = folded.text[:begin] + "，" + folded.text[begin + 1 :] if first else folded.text
        person = PERSON.match(folded.text, found.end())
        if person:
            yield from reading.claims(folded.groups[person.start("who")], "participatesIn", event[:1], "spoke", "上")
        for doer in DOER.finditer(text, begin):
            if DENIAL.search(doer["verb"]):
                continue
            who = folded.groups[doer.start("who")] + _partners(reading, doer.start("who"))
            yield from reading.claims(who, "participatesIn", event[:1], "spoke", doer["verb"])


PARTNERS = pattern(r"，?(?:则|也|还|将|分别|当场|现场|正式|共同|先后)*(?:与|同|和|携手|联合)([ⓄⒹ])")


def _partners(reading: Reading, at: int) -> Group:
    """Whom the body at this sign does it with: Ⓞ则与Ⓞ签约."""
    found = PARTNERS.match(reading.folded.text, at + 1)
    return reading.folded.groups[found.start(1)] if found else ()


RULES = (comes, does_there, brings, signs)


def find(reading: Reading) -> Iterator[Claim]:
    """Everyone whom the sentence shows at the event the article tells of."""
    if reading.sentence.kind == "headline":
        return
    for rule in reading.of(RULES):
        yield from rule(reading)
