"""implements: who runs, builds or plans an undertaking; who joins one stands in kg/claims/joining.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import divisions, joining, pointing
from kg.claims.joining import last_program
from kg.claims.reading import Group, Reading, named, pattern
from kg.claims.runners import AGENTS, WINDOW, agents_of, doers, seekers
from kg.forms import wants
from kg.model import Claim, Mention
from kg.shapes import SIGNS

RUNS = triggers.choice("triggers_programs", "runs", "sought", "intransitive")
AFTER = triggers.choice("triggers_programs", "after", "built")
BUILT = frozenset(triggers.forms("triggers_programs", "built"))
"""What is said of things built, which leaves open whose they are (2 of 12 were the place's they stand in)."""
DONE_BY = triggers.choice("triggers_programs", "by")
NOT = re.compile(triggers.choice("triggers_programs", "not") + "$")
INTRANSITIVE = frozenset(triggers.forms("triggers_programs", "intransitive"))
"""Verbs that take a thing after them only where it ends its clause: 今天动工Ⓟ，; not 项目同日动工Ⓟ领衔."""
PRIZE = re.compile(triggers.choice("triggers_programs", "prize") + "$")
"""What is won, not built: no status to work for."""
SEEKS = re.compile(triggers.choice("triggers_programs", "seeks"))
MADE = re.compile("(?:的)?(?:建设|创建|打造|创城|试点|工作)")


# What is run

MORE = pattern(r"~16[、和及]~10[ⓅⒶ]")


def _things(reading: Reading, at: int, wanted: bool) -> Group:
    """The programs named at this sign and after it in one list; a status counts as one where it is worked for."""
    places = reading.chain(MORE, at)
    wanted = wanted or MADE.match(reading.folded.text, places[-1] + 1) is not None
    those = reading.those(places)
    return tuple(m for m in those if m.type == "Program" or (m.type == "Award" and wanted and not PRIZE.search(m.name)))


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
TOLD = pattern(
    "(?:~6的~2(?:做法|经验|情况|进展|体会|建议|意见|设想|构想|消息)|~2(?:并非|不是|还不是|并不)|(?:沿线|共建)?国家|朋友圈)"
)
BESIDE = re.compile("[ⓄⒹ][^ⓄⒹⓃ，。；]{0,6}$")
SO_MANY = re.compile(r"\d+余?万?[个家户项所处座块]")
COUNTED = ("建成", "建起", "建设", "培育", "创建")
"""What is done with things of a counted category (建成质量小站14个), no undertaking; one in quotes is a name."""
ENCOURAGED = re.compile(
    "(?:鼓励|倡导|引导)[^，。；ⓄⒹ]{0,6}$|^[^，。；ⓄⒹ]{0,8}(?:单位|企业|公司|机构|学校|医院|商超|平台|商户)(?:均|都|还)?(?:要|应|须|需|必须)[^，。；ⓄⒹ]{0,6}$"
)
"""鼓励|建设Ⓟ, 获奖单位要|组建Ⓟ: whoever will or must."""
OTHERS_RUN = re.compile(r"(?<![在于向给为对])(?<![\d])[\d多]+[余多]?[家个户所](?:企业|单位|公司|机构|学校|医院|组织)$")
"""Ⓓ有12家企业|导入Ⓟ: the firms do; not 在41所学校|推行."""
OF_OTHERS = pattern("的~6(?:企业|单位|公司|机构|学校|医院|组织|项目)")
"""推行Ⓟ的规上企业: whoever they are."""
WON = re.compile("申报|创建|争创|创成")


@wants(RUNNING)
def runs(reading: Reading) -> Iterator[Claim]:
    """Ⓓ深入实施Ⓟ; Ⓓ打造Ⓐ; not 新建成的Ⓟ, which leaves open who built it."""
    folded = reading.folded
    for found in RUNNING.finditer(folded.text):
        at, verb = found.start(), found["verb"]
        lead, modality = reading.lead(at), _modality(reading, at, verb)
        things = _things(reading, found.start("thing"), bool(modality or SEEKS.search(verb)))
        if not things or reading.denied(at, found.end()):
            continue
        if TOLD.match(folded.text, found.end()) or BY_SOME.search(folded.text, max(0, at - WINDOW), at):
            continue
        if OTHERS_RUN.search(lead) or (OF_OTHERS.match(folded.text, found.end()) and not BESIDE.search(lead)):
            continue
        if ENCOURAGED.search(lead):
            continue
        if verb in COUNTED and SO_MANY.match(folded.text, found.end()):
            things = tuple(m for m in things if m.name.startswith("“") or m.name.endswith("项目"))
        if verb == "投资" and folded.text[at - 1 : at] in "总成期度划":
            continue
        if verb == "投资" and found["gap"][:1].isdigit() and not re.search("[ⓄⒹ]", lead):
            continue
        if verb in INTRANSITIVE and folded.text[found.end() : found.end() + 1] not in "，。；、等":
            continue
        if WON.search(verb) and re.search("成功|顺利|获批$", lead[-3:]):
            continue
        if found["gap"].startswith("的") and not re.search("[ⓄⒹ企公]|^(?:当地|本地|园区|开发区)", lead):
            continue
        based = BASED_ON.search(lead) if found["gap"].startswith("的") else None
        if based and not verb.startswith(("共", "合", "联", "牵头")):
            continue
        agents = agents_of(reading, at) if not based else ()
        if not agents and found["gap"].startswith("的"):
            beside = BESIDE.search(lead)
            agents = folded.groups[at - len(beside[0])] if beside else ()
        agents = seekers(reading, agents, things)
        agents = tuple(a for a in agents if a.name not in {t.name for t in things})
        for predicate in ("implements", "produces"):
            those = tuple(thing for thing in things if _does(verb, thing) == predicate)
            yield from reading.claims(agents, predicate, those, "runs", verb, modality=modality)


OPERATES = re.compile("(?:运营|开发|研发|研制|打理)$")
GOODS = re.compile("(?:品牌|平台|系统|小程序|APP|App|大脑|技术|码)[”’]?$")
"""What is operated or developed like goods: its maker produces it."""


def _does(verb: str, thing: Mention) -> str:
    """What is said of who operates, develops or builds it: 运营平台, 开发系统 produces, 建设平台 implements."""
    goods = thing.type == "Program" and OPERATES.search(verb) and GOODS.search(thing.name)
    return "produces" if goods else "implements"


BASED_ON = re.compile("(?:依托|依靠|借助|围绕|通过|利用)[ⓄⒹ][^，。；ⓄⒹ]{0,4}$")
"""依托Ⓓ|设立的Ⓟ: who set it up is not told."""
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
COMMISSIONED = re.compile("(?P<who>[ⓄⒹ])委托(?=[ⓄⒹ])")
WON_LATER = re.compile("[，、][^，。；]{0,12}(?:入选|列入|获评|获批|跻身|纳入)")
"""由Ⓞ与Ⓞ共建，去年入选Ⓟ: the works are another thing."""
OTHER_NOUN = re.compile(
    "(?:该|这)?[个座家所]?(?P<noun>中心|医院|园区|实验室|学院|研究院|研究所|机构|公司|企业|小镇|博物馆|图书馆|学校)"
)
"""Whom 这个中心由Ⓞ承建 speaks of: no program but one so called."""
POINTS = re.compile("(?:该|这|此|后者|前者|其|它|项目|工程|平台|计划)")
OWNER_IS = pattern(rf"{triggers.choice('triggers_programs', 'owner')}(?P<verb>是|为|系|：)~8‹Ⓓ›(?P<who>Ⓞ)")


def _run_by(reading: Reading, found: re.Match[str], things: Group) -> Iterator[Claim]:
    """implements; but produces of a brand, a platform, a system that is operated or developed.

    Of 由Ⓞ委托Ⓞ开发 the first implements, the second develops.
    """
    start, end = found.span("who")
    by = COMMISSIONED.search(reading.folded.text, start, end)
    who = doers(reading, by.end() if by else start, end)
    for thing in things:
        if by:
            yield from reading.claims(reading.folded.groups[by.start()], "implements", (thing,), "run_by", "委托")
        yield from reading.claims(who, _does(found["verb"], thing), (thing,), "run_by", found["verb"])


@wants(RUN_OF, RUN_BY, DOES, BY_TOPIC, OWNER_IS)
def run_by(reading: Reading) -> Iterator[Claim]:
    """由Ⓞ会同Ⓞ搭建的Ⓟ; Ⓟ由Ⓞ建设; Ⓟ全长…，由Ⓞ旗下的Ⓞ投资; 该项目由Ⓞ运营; 项目业主是Ⓞ."""
    folded = reading.folded
    for form in (RUN_OF, RUN_BY):
        for found in form.finditer(folded.text):
            if reading.denied(found.start("who") - 1) or reading.denied(found.start("verb")):
                continue
            if form is RUN_OF and WON_LATER.search(folded.text, found.end("verb"), found.end()):
                continue
            things = _things(reading, found.start("thing"), True)
            yield from _run_by(reading, found, things)
    for found in DOES.finditer(folded.text):
        things = _things(reading, found.start("thing"), False)
        yield from _run_by(reading, found, things)
    for found in BY_TOPIC.finditer(folded.text):
        near = [
            group
            for at, group in enumerate(folded.groups[: found.start("who")])
            if group and group[0].type not in BODIES and folded.text[at - 1 : at] not in tuple("接连至跨经通达")
        ]
        if near and near[-1][0].type != "Program":
            continue
        reach = 2 if not near and (found.start() == 0 or POINTS.match(folded.text)) else 0
        topic = reading.clauses[reading.clause_at(found.start("who"))].subject
        is_it = topic and topic[0].type == "Program" and topic[0].sentence == reading.sentence
        thing = topic if is_it else last_program(reading, found.start("who"), reach)[-1:]
        other = None if is_it else OTHER_NOUN.match(folded.text, found.start() if near else 0)
        if other and not any(m.name.endswith(other["noun"]) for m in thing):
            continue
        yield from _run_by(reading, found, thing)
    for found in OWNER_IS.finditer(folded.text):
        thing = last_program(reading, found.start(), 1)[-1:]
        yield from reading.claims(folded.groups[found.start("who")], "implements", thing, "run_by", "业主")


LEADER_OF = pattern(
    r"(?P<verb>作为|担任|身为|是)(?P<thing>Ⓟ)的?~4(?:牵头|承建|建设|实施|承担|运营|发起|主导|投资)(?:单位|方|企业|者|人|主体)"
    r"(?:，(?P<who>[ⓄⒹ]))?"
)
SINCE = pattern(
    r"(?P<thing>Ⓟ)~6(?P<verb>实施|启动|开展|推行|施行|运行|推进)(?:以来|至今|后|~6年来?)，~6(?P<who>Ⓓ)(?!的|获|被|等~6(?:陆续|相继|先后))"
)
THANKS_TO = pattern(
    r"(?:得益于|受益于|随着|借助|借着)(?P<thing>Ⓟ)的?~4(?P<verb>实施|推进|落地|开展|推动|带动)，~6(?P<who>Ⓓ)(?!的|获|被)"
)
HOLD_ON = pattern(r"(?P<who>[ⓄⒹ])~8以(?P<thing>Ⓟ)(?:等)?(?P<verb>为~4(?:抓手|牵引|引领|主线|载体))")


@wants(LEADER_OF, SINCE, HOLD_ON, THANKS_TO)
def leads(reading: Reading) -> Iterator[Claim]:
    """作为Ⓟ的牵头单位，Ⓞ; Ⓟ实施以来，Ⓓ; 得益于Ⓟ的推进，Ⓓ; Ⓓ以Ⓟ为抓手."""
    groups = reading.folded.groups
    for found in LEADER_OF.finditer(reading.folded.text):
        who = groups[found.start("who")] if found["who"] else reading.subject(found.start(), AGENTS)
        yield from reading.claims(who, "implements", groups[found.start("thing")], "leads", found["verb"])
    for form in (SINCE, HOLD_ON, THANKS_TO):
        yield from reading.simply(form, "who", "implements", "thing", "leads")


BODIES = ("Organisation", "District", "Person")
LISTED = pattern(
    r"(?:项目|工程|开工|班列|行动|活动|开通|任务)~30‹，›(?P<verb>包括|分别为|分别是|涵盖|即|有)：?(?P<thing>Ⓟ)"
)


@wants(LISTED)
def listed(reading: Reading) -> Iterator[Claim]:
    """开工项目24个，包括Ⓟ、Ⓟ."""
    folded = reading.folded
    for found in LISTED.finditer(folded.text):
        things = _things(reading, found.start("thing"), False)
        yield from reading.claims(
            agents_of(reading, found.start("verb")), "implements", things, "listed", found["verb"]
        )


RUNNER = pattern(rf"(?:^|[，。；])~6(?P<verb>{RUNS})(?:了|着)?~6(?P<thing>Ⓟ)(?:~8)的~4(?P<who>Ⓞ)")
LEADS_IT = pattern(
    r"(?<=[，、；])(?P<who>[ⓄⒹ])(?:等~6)?(?:随即|也|迅速|率先|同步|随后|立即)*(?P<verb>跟进|配合|协同配合|协作|协同推进|牵头|主导|施工|承建|运营|代建|总包|建设|负责建设|负责实施|负责运营|操盘|投资)(?=[，。；、]|$)"
)


@wants(LEADS_IT, RUNNER)
def ends_with_it(reading: Reading) -> Iterator[Claim]:
    """Ⓟ启动于2009年，Ⓞ牵头，Ⓞ加入: who leads or builds what the sentence tells of."""
    folded = reading.folded
    for found in LEADS_IT.finditer(folded.text):
        if BY_SOME.search(folded.text, max(0, found.start() - WINDOW), found.start()):
            continue
        thing = last_program(reading, found.start(), 0)
        yield from reading.claims(folded.groups[found.start("who")], "implements", thing, "ends_with_it", found["verb"])
    yield from reading.simply(RUNNER, "who", "implements", "thing", "runner")


ASPIRING = pattern(
    r"(?P<verb>(?:力争|争取|目标是|努力|奋力|全力|瞄准|冲刺|志在|有意)~10(?:跻身|入选|创成|建成|成为|进入|获批|升格为|争到|创建成?|晋升))(?:为)?~8(?P<thing>[ⒶⓅ])"
)


@wants(ASPIRING)
def aspires(reading: Reading) -> Iterator[Claim]:
    """Ⓓ力争明年跻身Ⓐ: sought."""
    for found in ASPIRING.finditer(reading.folded.text):
        things = tuple(
            m
            for m in reading.folded.groups[found.start("thing")]
            if m.type == "Program" or (m.type == "Award" and not PRIZE.search(m.name))
        )
        who = seekers(reading, agents_of(reading, found.start()), things)
        yield from reading.claims(who, "implements", things, "aspires", found["verb"], modality="Sought")


def own_name(reading: Reading) -> Iterator[Claim]:
    """A works or a park called after a company of the article is that company's: 甲江智能工厂 of 甲江."""
    if "Ⓟ" not in reading.folded.text:
        return
    firms = pointing.companies(divisions.Everything(reading.discourse.everything))
    for thing in (m for group in reading.folded.groups for m in group if m.type == "Program"):
        begins = [thing.name[:end] for end in range(min(len(thing.name), LONGEST_FIRM), 1, -1)]
        who = next((firms[name] for name in begins if name in firms), None)
        if who is not None and WORKS.search(thing.name):
            yield from reading.claims((who,), "implements", (thing,), "own_name", "")


BUILDING = pattern(
    r"(?:^|[，。；：])~6(?:(?:总?投资|占地|概算|规划)~16的)(?P<thing>Ⓟ)"
    r"(?P<verb>(?:正?在Ⓓ)?~12(?:建设|封顶|开工|动工|破土|投产|建成|在建|收尾|启用))"
)
TIMES_TOLD = 3
"""Times that an article names the company whose story it is, at least."""


@wants(BUILDING)
def own_works(reading: Reading) -> Iterator[Claim]:
    """投资25亿元的Ⓟ正在建设: of the company that the article tells of, where nobody else is named."""
    for found in BUILDING.finditer(reading.folded.text):
        firm = pointing.main_company(reading, ())
        times = reading.discourse.article.counts[named(firm[0])] if firm else 0
        told = times >= TIMES_TOLD and _is_about(reading, found.start(), firm[0])
        things = tuple(m for m in reading.folded.groups[found.start("thing")] if WORKS.search(m.name))
        if told and things and "Ⓞ" not in reading.folded.text[: found.start("thing")]:
            yield from reading.claims(firm, "implements", things, "own_works", "建设")


BESIDES = re.compile("(?:此外|另外|另据|另)")


def _is_about(reading: Reading, at: int, firm: Mention) -> bool:
    """Whether the body last told of is the firm, and the sentence goes on about it: not 此外，投资5亿元的Ⓟ."""
    last = reading.carried(reading.clause_at(at), "Ⓞ")[:1]
    return bool(last) and last[0].name == firm.name and BESIDES.match(reading.folded.text) is None


WORKS = re.compile("(?:工厂|基地|项目|产业园|科技园|园区|工程|厂区|总部|生产线|中心|大厦|平台|计划|码头|线)$")
LONGEST_FIRM = 12
"""Characters of a company's name that its works are called after."""


RUSHING = pattern(
    r"(?P<who>[ⓄⒹ])~8(?:(?:向|朝着?)(?P<thing>[ⒶⓅ])~4(?P<verb>发起冲刺|冲刺|迈进|进军|进发|看齐)|以(?P<aim>[ⒶⓅ])为~2目标)"
)


@wants(RUSHING)
def rushes(reading: Reading) -> Iterator[Claim]:
    """Ⓓ向Ⓐ发起冲刺; Ⓓ以Ⓐ为目标: sought."""
    for found in RUSHING.finditer(reading.folded.text):
        thing = reading.folded.groups[found.start("thing") if found["thing"] else found.start("aim")]
        who = reading.folded.groups[found.start("who")]
        yield from reading.claims(who, "implements", thing, "rushes", found["verb"] or "目标", modality="Sought")


BODY = pattern(r"[工作协调]*(?:领导|指导|专项|联席)?(?:小组|会议|委员会|办公室|指挥部|专班|机构|大会|中心)")
AFTERWARDS = pattern(rf"(?P<thing>Ⓟ)(?P<gap>~16)(?P<verb>{AFTER})")
MOVED = pattern(
    r"(?:把|将)(?:旗下的?|自家的?)?(?P<thing>Ⓟ)~4(?P<verb>落在|落子|放在|设在|安在|搬到|搬进|推广|推开|推向|作为|落到|落实|融入|做实|做强|做大|延伸|引入|铺开|办|建)"
)
SCENE = re.compile("(?:在Ⓓ[^，。]{0,3}|Ⓓ(?:境内|内|里))，[^，。]*$")
POLICY = re.compile("铺开|推行|实施|上线|启动|推进|覆盖")


@wants(MOVED, AFTERWARDS)
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
        agents = agents_of(reading, found.start())
        told = re.search("[ⓄⒹ]", reading.lead(found.start())) or SCENE.search(before)
        if agents and agents[0].sentence == reading.sentence and told and found["verb"] not in BUILT:
            thing = folded.groups[found.start()]
            yield from reading.claims(agents, "implements", thing, "runs_after", found["verb"])


MEANS = pattern(
    r"(?P<verb>凭借|凭着?|依靠|靠着?|以)(?:其|自创的?|独创的?|首创的?|自家的?|独特的?)?~4(?P<thing>Ⓟ)(?!为)"
    r"~10(?:，|获|摘|夺|捧|拿|赢|入选|斩获|跻身|问鼎|得到)"
)
METHOD = re.compile("(?:模式|法|体系|管理|机制|做法|制度|模型)[”’]?$")


@wants(MEANS)
def by_means(reading: Reading) -> Iterator[Claim]:
    """Ⓞ凭Ⓟ（管理模式）摘得Ⓐ: whoever won by a method works by it."""
    for found in MEANS.finditer(reading.folded.text):
        things = tuple(m for m in reading.folded.groups[found.start("thing")] if METHOD.search(m.name))
        if things:
            who = reading.subject(found.start(), "Ⓞ")
            yield from reading.claims(who, "implements", things, "by_means", found["verb"])


SIGNING = pattern(
    r"(?P<verb>签署|签订|签下|签约|续签|敲定|达成|签)(?:了|了?~12的)?(?P<gap>~12)(?P<thing>Ⓟ)(?P<after>~6)(?=[，。；、]|$)"
)
CONTRACT = re.compile("(?:协议|合同|备忘录)$")


@wants(SIGNING)
def signs_for(reading: Reading) -> Iterator[Claim]:
    """Ⓓ与Ⓞ签下Ⓟ（项目）, 签署Ⓟ框架协议: both sides carry out what they sign for, where it is a work."""
    folded = reading.folded
    for found in SIGNING.finditer(folded.text):
        things = tuple(m for m in folded.groups[found.start("thing")] if WORKS.search(m.name))
        if things and (not found["after"] or CONTRACT.search(found["after"])):
            who = agents_of(reading, found.start())
            yield from reading.claims(who, "implements", things, "signs_for", found["verb"])


OWNED = pattern(r"(?P<who>Ⓞ)(?:(?:(?:位于|设在|落户|布局在|建在|在)Ⓓ+~3)?的)?(?P<thing>Ⓟ)")


@wants(OWNED)
def owns(reading: Reading) -> Iterator[Claim]:
    """Ⓞ的Ⓟ; Ⓞ位于Ⓓ的Ⓟ."""
    yield from reading.simply(OWNED, "who", "implements", "thing", "owns", reading.raw)


RULES = (
    runs,
    run_by,
    leads,
    runs_after,
    listed,
    rushes,
    ends_with_it,
    aspires,
    own_name,
    own_works,
    owns,
    by_means,
    signs_for,
    joining.joins,
    joining.joins_it,
    joining.takes_part,
)


def find(reading: Reading) -> Iterator[Claim]:
    """Every undertaking the sentence says someone runs or joins."""
    if not reading.discourse.seen.get("Program") and "Ⓟ" not in reading.raw.text and "Ⓐ" not in reading.raw.text:
        return
    for rule in reading.of(RULES):
        yield from rule(reading)
