"""implements and the part of participatesIn that programs have: who runs, builds, plans or joins an undertaking."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim

RUNS = triggers.choice("triggers_programs", "runs", "sought")
SOUGHT = re.compile(triggers.choice("triggers_programs", "sought"))
AFTER = triggers.choice("triggers_programs", "after")
JOINS = triggers.choice("triggers_programs", "joins")
NOT = re.compile(triggers.choice("triggers_programs", "not") + "$")
AGENTS = "ⓄⒹ"
STATUS = re.compile(
    r"(?:示范|先行|试点|试验|引领|样板|标杆|典范|实验|高地|基地|中心|城市|之城|之都|园区|产业园|示范园|景区|度假区|小镇|区|县|市|集群|聚集区|集聚区)(?:区|县|市|园|镇|城|地"
    r"|城市|单位)?$"
)
RUNNING = pattern(rf"(?P<verb>{RUNS})(?:了|好|起|出|完)?(?P<gap>~18‹ⒺⒹ›)(?P<thing>[ⓅⒶⒹⓄ])")
MORE = pattern(r"~16[、和及]~10[ⓅⒶ]")


def _things(reading: Reading, at: int) -> Group:
    """The programs named at this sign and after it in one list; a status sought counts as one."""
    text = reading.folded.text
    places = [at]
    while more := MORE.match(text, places[-1] + 1):
        places.append(more.end() - 1)
    return tuple(m for place in places for m in reading.folded.groups[place] if m.type in ("Program", "Award"))


def _modality(reading: Reading, at: int, verb: str) -> str | None:
    """Sought for 争创 and the like, Planned for 将 and 拟, else None."""
    said = reading.lead(at)[-14:] + verb
    if re.search("争创|争取|力争|申报|申建|冲刺|争当|目标", said):
        return "Sought"
    if re.search("拟|将|计划|规划|谋划|下一步|今后|未来", said):
        return "Planned"
    return None


WITH = re.compile(
    r"(?:与|和|同|携手|联合|会同)([ⓄⒹ])(?:[^，。；]{0,4}|[^，。；]{0,6}(?:联动|签约|合作|协议|联手|携手)，)$"
)


def _agents(reading: Reading, at: int) -> Group:
    """Who runs it, partners too (同Ⓞ合办); a plan's own clauses speak of the place it is made for."""
    agents = reading.subject(at, AGENTS)
    clause = reading.clauses[reading.clause_at(at)]
    if (
        clause.subject
        and clause.subject[0].type == "Document"
        and (not agents or agents[0].sentence != reading.sentence)
    ):
        place = reading.discourse.last("District")
        return (place,) if place else agents
    partner = WITH.search(reading.folded.text[:at])
    if partner:
        agents += tuple(m for m in reading.folded.groups[partner.start(1)] if m not in agents)
    return agents


LISTED = pattern(
    r"(?:项目|工程|开工|班列|行动|活动|开通|任务)~30‹，›(?P<verb>包括|分别为|分别是|涵盖|即|有)：?(?P<thing>Ⓟ)"
)
THIS_BY = pattern(
    r"(?:这个|该|这项|这一)~6(?:项目|工程|行动|计划|平台|基地|中心)~4由(?P<who>[ⓄⒹ])~6(?P<verb>建设|打造|实施|承建|投资|谋划|推进|承担|牵头|运营|共建|开发)"
)
THIS_OF = pattern(
    r"(?P<verb>主导|牵头|承担|实施|承建|负责|推动)这(?:项|个|一)~4(?:工程|项目|行动|计划|平台)的，是~12‹Ⓓ›(?P<who>Ⓞ)"
)


def listed(reading: Reading) -> Iterator[Claim]:
    """开工项目24个，包括Ⓟ、Ⓟ; 这个项目由Ⓓ与Ⓓ携手推进: the program last named."""
    folded = reading.folded
    for found in LISTED.finditer(folded.text):
        agents = _agents(reading, found.start("verb"))
        yield from reading.claims(agents, "implements", _things(reading, found.start("thing")), "listed", found["verb"])
    for form in (THIS_BY, THIS_OF):
        for found in form.finditer(folded.text):
            program = [g for g in folded.groups[: found.start("who")] if g and g[0].type == "Program"]
            last = reading.discourse.last("Program")
            thing = program[-1][:1] if program else (last,) if last else ()
            yield from reading.claims(folded.groups[found.start("who")], "implements", thing, "this_by", found["verb"])


TOLD = pattern("~6的~2(?:做法|经验|情况|进展|体会|建议|意见|设想|构想|消息)")


def runs(reading: Reading) -> Iterator[Claim]:
    """Ⓓ深入实施Ⓟ; Ⓓ打造Ⓐ."""
    folded = reading.folded
    for found in RUNNING.finditer(folded.text):
        things = _things(reading, found.start("thing"))
        if not things or TOLD.match(folded.text, found.end()):
            continue
        lead = reading.lead(found.start())
        modality = _modality(reading, found.start(), found["verb"])
        wanted = modality or re.search("打造|创建|建设|构建|布局|争创", found["verb"])
        things = tuple(m for m in things if m.type == "Program" or (wanted and STATUS.search(m.name)))
        if re.search("申报|创建|争创|创成", found["verb"]) and re.search("成功|顺利|获批$", lead[-3:]):
            continue
        agents = _agents(reading, found.start())
        by = re.search(r"由([ⓄⒹ])[^，。]{0,10}$", lead)
        if by:
            agents = folded.groups[found.start() - len(lead) + by.start(1)]
        agents = tuple(a for a in agents if a.name not in {t.name for t in things})
        yield from reading.claims(agents, "implements", things, "runs", found["verb"], modality=modality)


BODY = pattern(r"[工作协调]*(?:领导|指导|专项|联席)?(?:小组|会议|委员会|办公室|指挥部|专班|机构|大会|中心)")
AFTERWARDS = pattern(rf"(?P<thing>Ⓟ)(?P<gap>~16)(?P<verb>{AFTER})")
BUILT_BY = pattern(
    r"(?P<thing>[ⓅⒹ])~8由(?P<who>[ⓄⒹ])~12‹ⓄⒹ›(?P<verb>建设|打造|实施|承建|投资|谋划|推进|承担|牵头|运营|共建|规划|携手|联合|开发|启动|推行|开展|发起"
    r"|推广|设立|创建|组织|运行|负责|主导|搭建|管理|推出|试点)"
)
MOVED = pattern(
    r"(?:把|将)(?P<thing>Ⓟ)~4(?P<verb>推广|推开|推向|纳入|列入|列为|作为|落到|落实|融入|做实|做强|做大|延伸|引入|铺开|办|建)"
)


RUSHING = pattern(r"(?P<who>[ⓄⒹ])~6(?:向|朝着?)(?P<thing>[ⒶⓅ])~4(?P<verb>发起冲刺|冲刺|迈进|进军|进发)")


def rushes(reading: Reading) -> Iterator[Claim]:
    """Ⓓ向Ⓐ发起冲刺: sought."""
    folded = reading.folded
    for found in RUSHING.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("who")],
            "implements",
            folded.groups[found.start("thing")],
            "rushes",
            found["verb"],
            modality="Sought",
        )


SCENE = re.compile("(?:在Ⓓ[^，。]{0,3}|Ⓓ(?:境内|内|里))，[^，。]*$")
POLICY = re.compile("铺开|推行|实施|上线|启动|推进|覆盖")
BY_TOPIC = pattern(
    r"(?:^|[，；。])由(?P<who>[ⓄⒹ])~10‹ⓄⒹ›(?P<verb>建设|打造|实施|承建|投资|谋划|推进|承担|牵头|运营|共建|开发|负责|组织|管理|建造)(?=[，。；]|$)"
)


def runs_after(reading: Reading) -> Iterator[Claim]:
    """Ⓟ建设加快推进, Ⓟ通过验收: of whom the text is about; Ⓟ由Ⓞ建设."""
    folded = reading.folded
    for found in BUILT_BY.finditer(folded.text):
        things = tuple(m for m in folded.groups[found.start("thing")] if m.type == "Program")
        who = folded.groups[found.start("who")]
        with_whom = re.compile(r"(?:与|和|同|携手|联合|会同)([ⓄⒹ])").match(folded.text, found.start("who") + 1)
        if with_whom:
            who += folded.groups[with_whom.start(1)]
        yield from reading.claims(who, "implements", things, "built_by", found["verb"])
    for found in BY_TOPIC.finditer(folded.text):
        thing = reading.carried(reading.clause_at(found.start("who")), "Ⓟ", 3)
        if thing and thing[0].sentence == reading.sentence:
            yield from reading.claims(folded.groups[found.start("who")], "implements", thing, "built_by", found["verb"])
    for found in MOVED.finditer(folded.text):
        agents = reading.subject(found.start(), AGENTS)
        yield from reading.claims(agents, "implements", folded.groups[found.start("thing")], "moved", found["verb"])
    for found in AFTERWARDS.finditer(folded.text):
        if "由" in found["gap"] or "入选" in found["gap"] or BODY.match(folded.text, found.end()):
            continue
        if folded.text[: found.start()].endswith(("由", "经")):
            continue
        if SCENE.search(folded.text[: found.start()]) and not POLICY.search(found["verb"]):
            continue
        agents = _agents(reading, found.start())
        lead = reading.lead(found.start())
        if NOT.search(lead):
            continue
        yield from reading.claims(agents, "implements", folded.groups[found.start()], "runs_after", found["verb"])


JOINING = pattern(rf"(?P<verb>{JOINS})(?:了)?~10(?P<thing>Ⓟ)")


INCLUDED = pattern(r"(?:被|获|已)(?P<verb>纳入|列入|选入|入选)~8(?P<thing>Ⓟ)")
PILOT = pattern(
    r"(?P<who>[ⓄⒹ])~3(?P<verb>作为|是|系|成为|获批)~10(?P<thing>Ⓟ)(?P<what>(?:单位|试点|成员|城市|企业|学校)?)"
)
OWNED = pattern(r"(?P<who>Ⓞ)的(?P<thing>Ⓟ)")


def joins(reading: Reading) -> Iterator[Claim]:
    """Ⓞ参与Ⓟ; Ⓞ被纳入Ⓟ; Ⓓ作为Ⓟ (试点)."""
    folded = reading.folded
    for found in INCLUDED.finditer(folded.text):
        who = reading.subject(found.start(), "ⓄⒹⓃⓇ")
        yield from reading.claims(who, "participatesIn", folded.groups[found.start("thing")], "joins", found["verb"])
    for found in PILOT.finditer(folded.text):
        things = tuple(m for m in folded.groups[found.start("thing")] if found["what"] or "试点" in m.name)
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", things, "pilot", found["verb"])
    yield from reading.simply(OWNED, "who", "implements", "thing", "owns", reading.raw)
    for found in JOINING.finditer(folded.text):
        who = reading.subject(found.start(), "ⓄⒹⓃⓇ")
        yield from reading.claims(who, "participatesIn", folded.groups[found.start("thing")], "joins", found["verb"])


RULES = (runs, runs_after, listed, rushes, joins)


def find(reading: Reading) -> Iterator[Claim]:
    """Every undertaking the sentence says someone runs or joins."""
    if not reading.discourse.seen.get("Program") and "Ⓟ" not in reading.raw.text and "Ⓐ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)
