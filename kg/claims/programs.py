"""implements and the part of participatesIn that programs have: who runs, builds, plans or joins an undertaking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import speaking
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim
from kg.shapes import SIGNS

RUNS = triggers.choice("triggers_programs", "runs", "sought", "intransitive")
AFTER = triggers.choice("triggers_programs", "after", "built")
BUILT = frozenset(triggers.forms("triggers_programs", "built"))
"""What is said of things built: whose they are, the clause must say (a policy's is whom the sentence is about)."""
DONE_BY = triggers.choice("triggers_programs", "by")
JOINS = triggers.choice("triggers_programs", "joins")
NOT = re.compile(triggers.choice("triggers_programs", "not") + "$")
INTRANSITIVE = frozenset(triggers.forms("triggers_programs", "intransitive"))
"""Verbs that take a thing after them only where it ends its clause: 今天动工Ⓟ，; not 项目同日动工Ⓟ领衔."""
AGENTS = "ⓄⒹ"
WINDOW = 40
"""Characters before a word that may say who does it; no clause begins farther back."""
PRIZE = re.compile(triggers.choice("triggers_programs", "prize") + "$")
"""What is won, not built: no status to work for."""
SEEKS = re.compile(triggers.choice("triggers_programs", "seeks"))
MADE = re.compile("(?:的)?(?:建设|创建|打造|创城|试点|工作)")


# Who does it

WITH = re.compile(
    r"(?:与|和|同|携手|联合|会同|联手|牵手)([ⓄⒹ])(?:[^，。；]{0,4}|[^，。；]{0,6}(?:联动|签约|合作|协议|联手|携手)，)$"
)
BOTH = re.compile("(?:双方|两地|两市|两县|两区|两省|两校|两家|三方|三地|各方)[^，。；]{0,8}$")
TOGETHER = re.compile(r"([ⓄⒹ])(?:[^，。；ⓄⒹ]{0,6}，)?(?:还|将|也|则|又|日前|分别)*(?:与|同|和|携手|联合|牵手)([ⓄⒹ])")
THIS_ONE = re.compile(
    r"这[家所座个][^ⓄⒹ，。；]{0,30}(?:企业|公司|单位|机构|学校|高校|医院|城市|小城|县城|山城)[^ⓄⒹ，。；]{0,8}$"
)


def _agents(reading: Reading, at: int) -> Group:
    """Who runs it, partners too (同Ⓞ合办); a plan's own clauses speak of the place it is made for."""
    text, groups, near = reading.folded.text, reading.folded.groups, max(0, at - WINDOW)
    if BOTH.search(text, near, at):
        pairs = list(TOGETHER.finditer(text, max(0, at - 99), at))
        if pairs:
            return groups[pairs[-1].start(1)] + groups[pairs[-1].start(2)]
    partner = WITH.search(text, near, at)
    start = partner.start() if partner else at
    told = speaking.doer(reading, start)
    agents = _subject(reading, start) if told is None else told
    clause = reading.clauses[reading.clause_at(at)]
    planned = clause.subject and clause.subject[0].type == "Document"
    if planned and told is None and (not agents or agents[0].sentence != reading.sentence):
        place = reading.discourse.last("District")
        return (place,) if place else agents
    if partner:
        agents += tuple(m for m in groups[partner.start(1)] if m not in agents)
    return agents


def _subject(reading: Reading, at: int) -> Group:
    """The subject of the word at folded.text[at]; none for 这家以扣板起家的企业, whoever that is."""
    return () if THIS_ONE.search(reading.lead(at)) else reading.subject(at, AGENTS)


BELONGS = re.compile("(?:的|旗下的?|下属的?|所属的?|控股的?|子公司)$")


def _doers(reading: Reading, start: int, end: int) -> Group:
    """The bodies between 由 and the verb: Ⓞ会同Ⓞ、Ⓞ; of Ⓞ旗下的Ⓞ the last alone."""
    text = reading.folded.text
    who: Group = ()
    for at in (i for i in range(start, end) if text[i] in AGENTS):
        group = reading.folded.groups[at]
        who = group if BELONGS.search(text, start, at) else who + tuple(m for m in group if m not in who)
    return who


# What is run

MORE = pattern(r"~16[、和及]~10[ⓅⒶ]")


def _things(reading: Reading, at: int, wanted: bool) -> Group:
    """The programs named at this sign and after it in one list; a status counts as one where it is worked for."""
    text = reading.folded.text
    places = [at]
    while more := MORE.match(text, places[-1] + 1):
        places.append(more.end() - 1)
    wanted = wanted or MADE.match(text, places[-1] + 1) is not None
    named = [m for place in places for m in reading.folded.groups[place]]
    return tuple(m for m in named if m.type == "Program" or (m.type == "Award" and wanted and not PRIZE.search(m.name)))


def _last_program(reading: Reading, at: int, reach: int) -> Group:
    """The program named last before folded.text[at], at most so many sentences ago."""
    here = [group for group in reading.folded.groups[:at] if group and group[0].type == "Program"]
    last = reading.discourse.last("Program")
    if here:
        return next((group for group in reversed(here) if not group[0].deictic), here[-1])
    return (last,) if last and reading.sentence.number - last.sentence.number <= reach else ()


def _modality(reading: Reading, at: int, verb: str) -> str | None:
    """Sought for 争创 and the like, Planned for 将 and 拟, else None."""
    said = reading.lead(at)[-14:] + verb
    if re.search("争创|争取|力争|申报|申建|冲刺|争当|目标", said):
        return "Sought"
    if re.search("拟|将|计划|规划|谋划|下一步|今后|未来", said):
        return "Planned"
    return None


# Rules

RUNNING = pattern(rf"(?P<verb>{RUNS})(?:了|好|起|出|完|着)?(?P<gap>~18‹ⒺⒹ›)(?P<thing>[ⓅⒶⒹⓄ])")
TOLD = pattern("~6的~2(?:做法|经验|情况|进展|体会|建议|意见|设想|构想|消息)")
WON = re.compile("申报|创建|争创|创成")


def runs(reading: Reading) -> Iterator[Claim]:
    """Ⓓ深入实施Ⓟ; Ⓓ打造Ⓐ; not 新建成的Ⓟ, which leaves open who built it."""
    folded = reading.folded
    for found in RUNNING.finditer(folded.text):
        at, verb = found.start(), found["verb"]
        lead, modality = reading.lead(at), _modality(reading, at, verb)
        things = _things(reading, found.start("thing"), bool(modality or SEEKS.search(verb)))
        if not things or TOLD.match(folded.text, found.end()) or BY_SOME.search(folded.text, max(0, at - WINDOW), at):
            continue
        if verb == "投资" and folded.text[at - 1 : at] in "总成期度划":
            continue
        if verb in INTRANSITIVE and folded.text[found.end() : found.end() + 1] not in "，。；、等":
            continue
        if WON.search(verb) and re.search("成功|顺利|获批$", lead[-3:]):
            continue
        if found["gap"].startswith("的") and not re.search("[ⓄⒹ企公]", lead):
            continue
        agents = tuple(a for a in _agents(reading, at) if a.name not in {t.name for t in things})
        yield from reading.claims(agents, "implements", things, "runs", verb, modality=modality)


BY_SOME = re.compile(r"由[^，。；Ⓟ]{0,8}[ⓄⒹ][^，。；Ⓟ]{0,16}$")
BY_WHOM = r"由(?P<who>(?=~8[ⓄⒹ])~22‹ⓄⒹ、›)"
RUN_OF = pattern(
    rf"{BY_WHOM}(?P<verb>{DONE_BY})(?:建设|打造|实施|推进|开发|开展|推出)?(?:了|并?运营)?(?:[、，]~24‹、，ⒹⓄ›)?的~10(?P<thing>[ⓅⒶ])"
)
RUN_BY = pattern(rf"(?P<thing>Ⓟ)(?P<gap>~8(?:，~4)?){BY_WHOM}(?P<verb>{DONE_BY})")
BY_TOPIC = pattern(
    rf"(?:^|[，；。])(?P<gap>[^由，；。{SIGNS}]{{0,16}}?){BY_WHOM}(?P<verb>{DONE_BY})(?=[^的，。；Ⓟ]{{0,12}}(?:[，。；]|$))"
)
DOES = pattern(rf"{BY_WHOM}(?P<verb>{RUNS})(?:了|好)?~8(?P<thing>Ⓟ)(?!的)")
POINTS = re.compile("(?:该|这|此|后者|前者|其|它|项目|工程|平台|计划)")
OWNER_IS = pattern(rf"{triggers.choice('triggers_programs', 'owner')}(?P<verb>是|为|系|：)~8‹Ⓓ›(?P<who>Ⓞ)")


def run_by(reading: Reading) -> Iterator[Claim]:
    """由Ⓞ会同Ⓞ搭建的Ⓟ; Ⓟ由Ⓞ建设; Ⓟ全长…，由Ⓞ旗下的Ⓞ投资; 该项目由Ⓞ运营; 项目业主是Ⓞ."""
    folded = reading.folded
    for form in (RUN_OF, RUN_BY):
        for found in form.finditer(folded.text):
            things = _things(reading, found.start("thing"), True)
            yield from reading.claims(
                _doers(reading, *found.span("who")), "implements", things, "run_by", found["verb"]
            )
    for found in DOES.finditer(folded.text):
        things = _things(reading, found.start("thing"), False)
        yield from reading.claims(_doers(reading, *found.span("who")), "implements", things, "run_by", found["verb"])
    for found in BY_TOPIC.finditer(folded.text):
        near = [group for group in folded.groups[: found.start("who")] if group and group[0].type not in BODIES]
        if near and near[-1][0].type != "Program":
            continue
        reach = 2 if not near and (found.start() == 0 or POINTS.match(folded.text)) else 0
        topic = reading.clauses[reading.clause_at(found.start("who"))].subject
        is_it = topic and topic[0].type == "Program" and topic[0].sentence == reading.sentence
        thing = topic if is_it else _last_program(reading, found.start("who"), reach)[-1:]
        yield from reading.claims(_doers(reading, *found.span("who")), "implements", thing, "run_by", found["verb"])
    for found in OWNER_IS.finditer(folded.text):
        thing = _last_program(reading, found.start(), 1)[-1:]
        yield from reading.claims(folded.groups[found.start("who")], "implements", thing, "run_by", "业主")


LEADER_OF = pattern(
    r"(?P<verb>作为|担任|身为|是)(?P<thing>Ⓟ)的?~4(?:牵头|承建|建设|实施|承担|运营|发起|主导|投资)(?:单位|方|企业|者|人|主体)"
    r"(?:，(?P<who>[ⓄⒹ]))?"
)
SINCE = pattern(
    r"(?P<thing>Ⓟ)~6(?P<verb>实施|启动|开展|推行|施行|运行|推进)(?:以来|至今|后|~6年来?)，~6(?P<who>[ⓄⒹ])(?!的|获|被)"
)
HOLD_ON = pattern(r"(?P<who>[ⓄⒹ])~8以(?P<thing>Ⓟ)(?:等)?(?P<verb>为~4(?:抓手|牵引|引领|主线|载体))")


def leads(reading: Reading) -> Iterator[Claim]:
    """作为Ⓟ的牵头单位，Ⓞ; Ⓟ实施以来，Ⓓ; Ⓓ以Ⓟ为抓手."""
    groups = reading.folded.groups
    for found in LEADER_OF.finditer(reading.folded.text):
        who = groups[found.start("who")] if found["who"] else reading.subject(found.start(), AGENTS)
        yield from reading.claims(who, "implements", groups[found.start("thing")], "leads", found["verb"])
    for form in (SINCE, HOLD_ON):
        yield from reading.simply(form, "who", "implements", "thing", "leads")


BODIES = ("Organisation", "District", "Person")
LISTED = pattern(
    r"(?:项目|工程|开工|班列|行动|活动|开通|任务)~30‹，›(?P<verb>包括|分别为|分别是|涵盖|即|有)：?(?P<thing>Ⓟ)"
)
THIS_OF = pattern(
    r"(?P<verb>主导|牵头|承担|实施|承建|负责|推动)这(?:项|个|一)~4(?:工程|项目|行动|计划|平台)的，是~12‹Ⓓ›(?P<who>Ⓞ)"
)


def listed(reading: Reading) -> Iterator[Claim]:
    """开工项目24个，包括Ⓟ、Ⓟ; 主导这项工程的，是Ⓞ."""
    folded = reading.folded
    for found in LISTED.finditer(folded.text):
        things = _things(reading, found.start("thing"), False)
        yield from reading.claims(_agents(reading, found.start("verb")), "implements", things, "listed", found["verb"])
    for found in THIS_OF.finditer(folded.text):
        thing = _last_program(reading, found.start(), 99)[:1]
        yield from reading.claims(folded.groups[found.start("who")], "implements", thing, "this_by", found["verb"])


RUSHING = pattern(
    r"(?P<who>[ⓄⒹ])~8(?:(?:向|朝着?)(?P<thing>[ⒶⓅ])~4(?P<verb>发起冲刺|冲刺|迈进|进军|进发|看齐)|以(?P<aim>[ⒶⓅ])为~2目标)"
)


def rushes(reading: Reading) -> Iterator[Claim]:
    """Ⓓ向Ⓐ发起冲刺; Ⓓ以Ⓐ为目标: sought."""
    for found in RUSHING.finditer(reading.folded.text):
        thing = reading.folded.groups[found.start("thing") if found["thing"] else found.start("aim")]
        who = reading.folded.groups[found.start("who")]
        yield from reading.claims(who, "implements", thing, "rushes", found["verb"] or "目标", modality="Sought")


BODY = pattern(r"[工作协调]*(?:领导|指导|专项|联席)?(?:小组|会议|委员会|办公室|指挥部|专班|机构|大会|中心)")
AFTERWARDS = pattern(rf"(?P<thing>Ⓟ)(?P<gap>~16)(?P<verb>{AFTER})")
MOVED = pattern(
    r"(?:把|将)(?P<thing>Ⓟ)~4(?P<verb>推广|推开|推向|纳入|列入|列为|作为|落到|落实|融入|做实|做强|做大|延伸|引入|铺开|办|建)"
)
SCENE = re.compile("(?:在Ⓓ[^，。]{0,3}|Ⓓ(?:境内|内|里))，[^，。]*$")
POLICY = re.compile("铺开|推行|实施|上线|启动|推进|覆盖")


def runs_after(reading: Reading) -> Iterator[Claim]:
    """Ⓟ建设加快推进, Ⓟ通过验收: of whom the paragraph is about; 把Ⓟ建在Ⓓ."""
    folded = reading.folded
    for found in MOVED.finditer(folded.text):
        agents = reading.subject(found.start(), AGENTS)
        yield from reading.claims(agents, "implements", folded.groups[found.start("thing")], "moved", found["verb"])
    for found in AFTERWARDS.finditer(folded.text):
        before = folded.text[max(0, found.start() - WINDOW) : found.start()]
        if re.search("由|入选", found["gap"]) or BODY.match(folded.text, found.end()):
            continue
        if before.endswith(("由", "经")) or NOT.search(reading.lead(found.start())):
            continue
        if SCENE.search(before) and not POLICY.search(found["verb"]):
            continue
        agents = _agents(reading, found.start())
        stated = re.search("[ⓄⒹ]", reading.lead(found.start()))
        if agents and agents[0].sentence == reading.sentence and (stated or found["verb"] not in BUILT):
            thing = folded.groups[found.start()]
            yield from reading.claims(agents, "implements", thing, "runs_after", found["verb"])


OWNED = pattern(r"(?P<who>Ⓞ)(?:(?:位于|设在|落户|布局在|建在|在)Ⓓ+~3)?的(?P<thing>Ⓟ)")


def owns(reading: Reading) -> Iterator[Claim]:
    """Ⓞ的Ⓟ; Ⓞ位于Ⓓ的Ⓟ."""
    yield from reading.simply(OWNED, "who", "implements", "thing", "owns", reading.raw)


JOINING = pattern(rf"(?P<verb>{JOINS})(?:了|到)?~10(?P<thing>Ⓟ)")
INCLUDED = pattern(r"(?:被|获|已)(?P<verb>纳入|列入|选入|入选)~8(?P<thing>Ⓟ)")
PILOT = pattern(
    r"(?P<who>[ⓄⒹ])~3(?P<verb>作为|是|系|成为|获批)~10(?P<thing>Ⓟ)(?P<what>(?:单位|试点|成员|城市|企业|学校)?)"
)
CHOSEN = pattern(
    r"(?P<who>[ⓄⒹ])~4(?:被|获|已|率先|同时)?~6(?P<verb>列为|确定为|列入|纳入|选为|入选|成为|作为)~6(?:试点|成员|首批)(?=[，。；]|$)"
)
TRIED_IN = pattern(r"(?P<thing>Ⓟ)~14在(?P<who>[ⓄⒹ])~6(?P<verb>试行|试点|先行先试|推行|推开|铺开|试水)")
JOINED_IT = pattern(
    rf"(?P<verb>{JOINS})(?:了|到)?(?:该|这一|这个|上述)?(?P<what>平台|联盟|计划|项目|工程|行动|体系|试点|机制)(?=[，。；]|$)"
)
SIGNED_FOR = pattern(
    r"(?:与|和|同)~2(?P<who>[ⓄⒹ])~6(?P<verb>签署|签订|签下|签)(?:了)?~6(?P<thing>Ⓟ)~8(?:协议|合同|备忘录)"
)
COVERS = pattern(r"(?P<thing>Ⓟ)~10(?P<verb>覆盖|涵盖|惠及)(?:了|到)?~6(?P<who>[ⓄⒹ])")
TRIES_IN = pattern(
    r"在(?P<who>[ⓄⒹ])(?:等~8)?~8(?P<verb>先行先试|先行推行|试行|试点|推行|推广|推开|铺开|试水|试用|先试)(?:了|开展)?~8(?P<thing>Ⓟ)"
)
TRIED_BY = pattern(
    r"(?:(?:首批|第一批|先行)?~4试点~4(?:包括|有|为|是|选在|放在|定在|落在|设在)|(?:首批|先|率先)?在)(?P<who>[ⓄⒹ])(?:等~8)?~6"
    r"(?P<verb>开展试点|启动试点|进行试点|试点|试行|先行先试|推开|铺开|(?=[，。；]|$))"
)
TASKED = pattern(
    r"(?P<who>[ⓄⒹ])~6(?:(?P<verb>认领|领到|领受|领取|分到|承担|领下)(?:了|起)?~4任务"
    r"|(?P<first>作为|成为|是|被列为|被确定为|获批|入选)(?:首批|第一批|唯一)~4(?:试点|成员|合作))"
)
FIRSTS = pattern(
    r"(?P<verb>(?:首批|首轮|第一批|首家|目前|已有的?)~4(?:合作|试点|成员|参与|入驻|签约|承办|定点|加盟|接入)~4)"
    r"(?:为|是|有|包括|：)~4(?P<who>[ⓄⒹ])"
)
MEMBERS = pattern(
    r"(?P<thing>Ⓟ)的?(?:首批|现有|其他)?(?P<verb>成员|参与方|参与单位|共建方|试点城市|试点县|试点单位|参与城市)~4(?:包括|有|为|是)(?P<who>[ⓄⒹ])"
)
COMPOSED = pattern(r"由(?P<who>[ⓄⒹ])(?:等~8)?(?P<verb>组成|参与|共同参与|参加|加入)的~10(?P<thing>Ⓟ)")
HELPED = pattern(
    r"(?P<lead>[ⓄⒹ])(?P<verb>牵头|主导|主持|领衔)[、，](?P<who>[ⓄⒹ])~2(?:参与|协作|参加|配合)~4的~6(?P<thing>Ⓟ)"
)


def joins(reading: Reading) -> Iterator[Claim]:
    """Ⓞ参与Ⓟ; Ⓞ被纳入Ⓟ; Ⓓ作为Ⓟ (试点); Ⓟ在Ⓓ试行; Ⓞ牵头、Ⓞ参与的Ⓟ."""
    folded = reading.folded
    for form in (INCLUDED, JOINING):
        for found in form.finditer(folded.text):
            who = reading.subject(found.start(), "ⓄⒹⓃⓇ")
            thing = folded.groups[found.start("thing")]
            yield from reading.claims(who, "participatesIn", thing, "joins", found["verb"])
    for found in PILOT.finditer(folded.text):
        things = tuple(m for m in folded.groups[found.start("thing")] if found["what"] or "试点" in m.name)
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", things, "pilot", found["verb"])
    for found in CHOSEN.finditer(folded.text):
        thing = _last_program(reading, found.start(), 1)[-1:]
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", thing, "pilot", found["verb"])
    for found in JOINED_IT.finditer(folded.text):
        thing = tuple(m for m in _last_program(reading, found.start(), 2)[-1:] if found["what"] in m.name)
        who = reading.subject(found.start(), "ⓄⒹⓃⓇ")
        yield from reading.claims(who, "participatesIn", thing, "joins", found["verb"])
    for form in (TASKED, FIRSTS):
        for found in form.finditer(folded.text):
            thing = _last_program(reading, found.start(), 1)[-1:]
            verb = found["verb"] or found["first"]
            yield from reading.claims(folded.groups[found.start("who")], "participatesIn", thing, "pilot", verb)
    yield from reading.simply(SIGNED_FOR, "who", "participatesIn", "thing", "joins")
    for form in (COVERS, MEMBERS, COMPOSED):
        yield from reading.simply(form, "who", "participatesIn", "thing", "covered")
    for found in TRIED_BY.finditer(folded.text):
        thing = _last_program(reading, found.start(), 1)[-1:] if "试" in found.group() else ()
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", thing, "pilot", "试点")
    yield from reading.simply(TRIED_IN, "who", "participatesIn", "thing", "tried_in")
    for found in TRIES_IN.finditer(folded.text):
        things = _things(reading, found.start("thing"), False)
        yield from reading.claims(
            folded.groups[found.start("who")], "participatesIn", things, "tried_in", found["verb"]
        )
    yield from reading.simply(HELPED, "who", "participatesIn", "thing", "helped")
    yield from reading.simply(HELPED, "lead", "implements", "thing", "led")


RULES = (runs, run_by, leads, runs_after, listed, rushes, owns, joins)


def find(reading: Reading) -> Iterator[Claim]:
    """Every undertaking the sentence says someone runs or joins."""
    if not reading.discourse.seen.get("Program") and "Ⓟ" not in reading.raw.text and "Ⓐ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)
