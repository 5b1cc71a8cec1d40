"""participatesIn an undertaking: who joins it, tries it out, is a member of it, is covered by it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim, Mention

JOINS = triggers.choice("triggers_programs", "joins")
TAKES_PART = triggers.choice("triggers_programs", "takes_part")


CALLED = re.compile(
    r"(?:^|[，；。：])(?:该|这个|这项|这一|此|整个)?"
    r"(?P<noun>工程|项目|平台|计划|行动|联合体|机制|制度|试点|专线|班列|线路|大桥|隧道|高铁|铁路|高速|基地|系统|改革)(?![的经化类性组])"
)
BACK = 8
"""Programs back that a short noun may take up."""


def _called(program: Mention, noun: str) -> bool:
    """Whether it is called so, or with what is printed after its name: Ⓟ一期工程."""
    return program.name.rstrip("”’").endswith(noun) or noun in program.sentence.text[program.end : program.end + 5]


def last_program(reading: Reading, at: int, reach: int) -> Group:
    """The program named last before folded.text[at], at most so many sentences ago; of 工程 or 该平台 one so called."""
    here = [group for group in reading.folded.groups[:at] if group and group[0].type == "Program"]
    if here:
        return next((group for group in reversed(here) if not group[0].deictic), here[-1])
    seen = reading.discourse.seen.get("Program", [])[-BACK:]
    ordinal = re.search("(?:^|[，；。])(?P<which>[前后])者", reading.folded.text[:at])
    if ordinal and seen:
        told = [m for m in seen if m.sentence == seen[-1].sentence]
        return tuple(told[:1] if ordinal["which"] == "前" else told[-1:])
    near = [m for m in seen if reading.sentence.number - m.sentence.number <= reach]
    called = CALLED.search(reading.folded.text, 0, at)
    if called:
        fitting = [m for m in seen if _called(m, called["noun"])]
        near = fitting or near
    return tuple(near[-1:])


JOINING = pattern(rf"(?P<verb>{JOINS})(?:了|到)?~10(?P<thing>Ⓟ)")
INCLUDED = pattern(r"(?:被|获|已)(?P<verb>纳入|列入|选入|入选)~8(?P<thing>Ⓟ)")
WHO_JOINS = pattern(r"(?P<verb>参与|加入|参加|入驻|接入|纳入|承担)(?:了)?~4(?P<thing>Ⓟ)的~6(?P<who>[ⓄⒹ])(?!的)")
PILOT = pattern(
    r"(?P<who>[ⓄⒹ])~3(?P<verb>作为|是|系|成为|获批)~10(?P<thing>Ⓟ)(?P<what>(?:单位|试点|成员|城市|企业|学校)?)"
)
PILOT_OF = pattern(r"(?:^|[，；])(?:同时|此外)?~2(?P<verb>是|作为|成为)~8(?P<thing>Ⓟ)的?~4(?:试点|成员|试验田|参与)")
JOINED_IT = pattern(
    rf"(?P<verb>{JOINS})(?:了|到)?(?:该|这一|这个|上述)?(?P<what>平台|联盟|计划|项目|工程|行动|体系|试点|机制)(?=[，。；]|$)"
)
HELPED = pattern(
    r"(?P<lead>[ⓄⒹ])(?P<verb>牵头|主导|主持|领衔)[、，](?P<who>[ⓄⒹ])~2(?:参与|协作|参加|配合)~4的~6(?P<thing>Ⓟ)"
)
FITTED = pattern(
    r"[把将](?P<who>[ⓇⓄⒹ])~10(?P<verb>装进|装入|接入|纳入|并入|列入|搬上|搬进|嵌入|编入|送进|引入)(?:了|到)?~4(?P<thing>Ⓟ)"
)
PICKED_IN = pattern(r"在(?P<who>[ⓄⒹ])(?:等~8)?~14(?P<verb>开展|启动|实施|部署|推行|推广)~8(?P<thing>Ⓟ)")
"""在Ⓓ、Ⓓ各找一家园区试点Ⓟ: theirs where it is a pilot or where several are named."""
SPREAD = pattern(
    r"(?:这一|该|这项|这套|上述)?(?P<what>做法|模式|经验|机制|制度|试点|行动|活动|服务)[^。；ⓄⒹ]{0,24}"
    r"(?P<verb>推广|覆盖|推开|扩大|延伸|复制|铺开|铺|扩|走进|推)(?:到|至|了)?(?:所有|更多)?~4(?P<who>[ⓄⒹ])(?!的)"
)

NAMED = (
    (
        "joins",
        WHO_JOINS,
    ),
    (
        "covered",
        pattern(r"(?P<thing>Ⓟ)~10(?P<verb>覆盖|涵盖|惠及|走进)(?:了|到)?~6(?P<who>[ⓄⒹ])"),
        pattern(r"(?P<thing>Ⓟ)~8(?P<verb>铺|推广|扩|延伸|复制|推|送)(?:到|至|向|及|进)了?~6(?P<who>[ⓄⒹ])(?!的)"),
        pattern(
            r"(?P<thing>Ⓟ)的?(?:首批|现有|其他)?(?P<verb>成员|参与方|参与单位|共建方|试点城市|试点县|试点单位|参与城市)"
            r"~4(?:包括|有|为|是)(?P<who>[ⓄⒹ])"
        ),
    ),
    (
        "tried_in",
        pattern(r"(?P<thing>Ⓟ)~14在(?P<who>[ⓄⒹ])~6(?P<verb>试行|试点|先行先试|推行|推开|铺开|试水)"),
        pattern(
            r"在(?P<who>[ⓄⒹ])(?:等~8)?~8(?P<verb>先行先试|先行推行|试行|试点|推开|铺开|试水|试用|先试)(?:了|开展)?~8(?P<thing>Ⓟ)"
        ),
    ),
    ("helped", HELPED),
)
"""What names both who joins and what, by the rule it is counted under."""

PICKS = triggers.choice("triggers_programs", "picks")
AMONG = triggers.choice("triggers_programs", "among")
JOINING_IT = (
    pattern(
        r"(?P<who>[ⓄⒹ])~4(?:被|获|已|率先|同时)?~6(?P<verb>列为|确定为|列入|纳入|选为|入选|成为|作为)~6(?:试点|成员|首批)(?=[，。；]|$)"
    ),
    pattern(
        r"(?P<who>[ⓄⒹ])~6(?:(?P<verb>认领|领到|领受|领取|分到|承担|领下)(?:了|起)?~4任务"
        r"|(?P<first>作为|成为|是|被列为|被确定为|获批|入选)(?:首批|第一批|唯一)~4(?:试点|成员|合作))"
    ),
    pattern(
        rf"(?P<verb>(?:首批|首轮|第一批|首家|率先|目前|现有|已有?的?)~4{AMONG}的?~4)(?:为|是|有|包括|：)~4(?P<who>[ⓄⒹ])"
    ),
    pattern(rf"(?P<verb>(?:首批|首轮|第一批|先期|目前已?有?|现已|已有?){AMONG})(?:了|到)?~4(?P<who>[ⓄⒹⓇ])(?=等)"),
    pattern(
        rf"(?P<verb>{PICKS})(?:了|出)?(?P<who>[ⓄⒹ])(?:等~8)?~2(?:先|率先|首批|共同|参与|作为|为|开展|进行)*(?:试|参加|参与|加入|接入|入驻|进驻|签约|贯标|承诺|认领)"
    ),
    pattern(
        r"(?P<who>[ⓄⒹ])(?:等~10)?(?:已|均|都|全部|先后|率先|陆续|当场|现场)*(?P<verb>签下|签署|签订|签了|作出|递交|提交)(?:了)?"
        r"~6(?:承诺|承诺书|责任书|公约|倡议书|入驻协议|加盟协议)(?=[，。；]|$)"
    ),
    pattern(
        r"(?P<who>[ⓄⒹ])[两三四五六七八九十\d]+[个家所座地](?P<verb>试点|参与|共建)(?:园区|企业|单位|学校|医院|城市|[市区县镇村]|街道|社区|市场|机构)"
    ),
    pattern(r"(?P<verb>试点)(?:园区|企业|单位|学校|医院|城市|县区?|街道|社区|市场)(?P<who>[ⓄⒹ])"),
    pattern(r"由(?P<who>[ⓄⒹ])(?:等~8)?(?P<verb>提供(?:全程)?(?:技术|智力|数据|资金|检测)?(?:支撑|支持))(?=[，。；]|$)"),
)
"""Who joins what the sentence or the one before tells of: 选定Ⓞ先试, Ⓞ等20家商户签下承诺书, 首批接入Ⓞ等12家."""
TRIED_BY = pattern(
    r"(?:(?:首批|第一批|先行)?~4试点~4(?:包括|有|为|是|选在|放在|定在|落在|设在)|(?:首批|先|率先)?在)(?P<who>[ⓄⒹ])(?:等~8)?~6"
    r"(?P<verb>开展试点|启动试点|进行试点|试点|试行|先行先试|推开|铺开|(?=[，。；]|$))"
)


@wants(INCLUDED, JOINING, PILOT_OF, HELPED, PILOT, PICKED_IN, FITTED, *(form for _, *forms in NAMED for form in forms))
def joins(reading: Reading) -> Iterator[Claim]:
    """Ⓞ参与Ⓟ; Ⓞ被纳入Ⓟ; Ⓓ作为Ⓟ (试点); Ⓟ在Ⓓ试行; Ⓞ牵头、Ⓞ参与的Ⓟ."""
    folded = reading.folded
    for form in (INCLUDED, JOINING, PILOT_OF):
        for found in form.finditer(folded.text):
            who = reading.subject(found.start("verb"), "ⓄⒹⓃⓇ")
            thing = folded.groups[found.start("thing")]
            rule = "pilot" if form is PILOT_OF else "joins"
            if reading.denied(found.start("verb")):
                continue
            yield from reading.claims(who, "participatesIn", thing, rule, found["verb"])
    for rule, *forms in NAMED:
        for form in forms:
            yield from reading.simply(form, "who", "participatesIn", "thing", rule)
    yield from reading.simply(HELPED, "lead", "implements", "thing", "led")
    for form in (PILOT, PICKED_IN):
        for found in form.finditer(folded.text):
            who = folded.groups[found.start("who")]
            pilot = found["what"] if form is PILOT else len(who) > 1
            things = tuple(m for m in folded.groups[found.start("thing")] if pilot or m.name.endswith("试点"))
            if "率先" in found.group():
                continue
            yield from reading.claims(who, "participatesIn", things, "pilot", found["verb"])
    for found in FITTED.finditer(folded.text):
        who, thing = folded.groups[found.start("who")], folded.groups[found.start("thing")]
        yield from reading.claims(who, "participatesIn", thing, "fitted", found["verb"])
        by = reading.subject(found.start(), "ⓄⒹ")
        yield from reading.claims(by, "implements", thing, "fitted", found["verb"])


@wants(*JOINING_IT, TRIED_BY, JOINED_IT, SPREAD)
def joins_it(reading: Reading) -> Iterator[Claim]:
    """选定Ⓞ先试; 首批接入Ⓞ等12家; 这套经验向Ⓞ推开: of the program told of, which is not named again."""
    folded = reading.folded
    for form in JOINING_IT:
        for found in form.finditer(folded.text):
            verb = found["verb"] or found["first"]
            thing = last_program(reading, found.start(), 2)[-1:]
            yield from reading.claims(folded.groups[found.start("who")], "participatesIn", thing, "pilot", verb)
    for found in TRIED_BY.finditer(folded.text):
        thing = last_program(reading, found.start(), 1)[-1:] if "试" in found.group() else ()
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", thing, "pilot", "试点")
    for found in JOINED_IT.finditer(folded.text):
        thing = tuple(m for m in last_program(reading, found.start(), 2)[-1:] if found["what"] in m.name)
        who = reading.subject(found.start(), "ⓄⒹⓃⓇ")
        yield from reading.claims(who, "participatesIn", thing, "joins", found["verb"])
    for found in SPREAD.finditer(folded.text):
        near = last_program(reading, found.start(), 3)[-1:]
        if "Ⓟ" not in folded.text[: found.end()] and near and found["what"] not in ("做法", "模式", "经验"):
            near = tuple(m for m in near if found["what"] in m.name)
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", near, "spread", found["verb"])


TAKING_PART = pattern(
    rf"(?<![由在与和同])(?P<who>[ⓄⒹ])(?!的)(?:等(?:~12(?:家|所|个|地|名|机构|单位|企业|院校|部门))?)?"
    rf"(?:也|均|都|已|则|还|先后|陆续|相继|共同|双双|率先|首批|积极|全程|深度|头一个|第一个|随即)*(?P<verb>{TAKES_PART})(?=[，。；]|$)"
)
MEMBER_LIST = pattern(
    r"(?P<verb>(?:成员|参与|参建|共建|试点|加盟|理事|入驻|接入|签约)(?:单位|方|企业|高校|院校|银行|机构|城市|县|区|校|医院|家|者))"
    r"~10，?(?:包括|有|为|是|：|分别为|分别是|涵盖)~6(?P<who>[ⓄⒹ])"
)
MEMBER = pattern(
    r"(?P<who>[ⓄⒹ])~4(?:是|为|作为|成为|系)(?:该|其|这一)?(?P<thing>Ⓟ?)的?~6(?P<verb>{MEMBERSHIP})".replace(
        "{MEMBERSHIP}", triggers.choice("triggers_programs", "membership")
    )
)


def _of_another(reading: Reading, at: int) -> bool:
    """Whether the sentence, which names no program before, is about another thing: 产业园正建设，|Ⓞ已签约入驻."""
    before = reading.clauses[: reading.clause_at(at)]
    stated = any(clause.subject and not clause.carried and clause.subject[0].type in BODIES for clause in before)
    text = reading.folded.text
    return stated and "Ⓟ" not in text[:at] and CALLED.search(text, 0, at) is None


BODIES = ("Organisation", "District")


@wants(TAKING_PART, MEMBER_LIST, MEMBER)
def takes_part(reading: Reading) -> Iterator[Claim]:
    """Ⓟ开工，Ⓞ、Ⓞ等十余家单位参建; 联合体现有成员单位104家，包括Ⓞ; Ⓓ是Ⓟ的首批试点."""
    folded = reading.folded
    for form in (TAKING_PART, MEMBER_LIST, MEMBER):
        for found in form.finditer(folded.text):
            named = form is MEMBER and found["thing"]
            if form is TAKING_PART and _of_another(reading, found.start()):
                continue
            thing = folded.groups[found.start("thing")] if named else last_program(reading, found.start(), 1)[-1:]
            who = folded.groups[found.start("who")]
            yield from reading.claims(who, "participatesIn", thing, "takes_part", found["verb"])
