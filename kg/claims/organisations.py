"""subOrganisationOf and cooperatesWith: part and whole, partner and partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice

from kg import triggers
from kg.claims import divisions, speaking
from kg.claims.pointing import body_called, company, doer, is_company, led, recent
from kg.claims.positions import told_of
from kg.claims.reading import GOVERNED, PLAIN, Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim, Mention
from kg.shapes import LIGHT

TOGETHER = triggers.choice("triggers_organisations", "together")
PARTNERS = triggers.choice("triggers_organisations", "partners")
ALLIES = triggers.choice("triggers_organisations", "allies")
PART_OF = triggers.choice("triggers_organisations", "part_of")
HAS_PART = triggers.choice("triggers_organisations", "has_part")


def _pairs(reading: Reading, group: Group, rule: str, trigger: str) -> Iterator[Claim]:
    """Each with each."""
    for one, other in combinations(group, 2):
        yield from reading.claim(one, "cooperatesWith", other, rule, trigger)


def _is_seat(group: Group) -> bool:
    """市委、市政府: the two offices of one place act as one."""
    heads = {SEAT.sub("", m.name) for m in group}
    return len(heads) == 1 and all(SEAT.search(m.name) for m in group)


TWO = 2
SEAT = re.compile("(?:委员会|委办公厅|委办公室|委|人民政府|政府办公厅|政府办公室|政府)$")
JOINT = pattern(rf"(?P<who>[ⓄⒹ])(?:~12‹，›|~6在Ⓓ~6)(?P<verb>{TOGETHER})")
NO_ATTRIBUTE = "(?!(?<![合同手]..)(?<=开设|选育|育种|培养)出?的)"
"""Ⓞ与Ⓞ培养|的人才 are those of each; what is 联合培养 is of both."""
JOINT_WITH = pattern(rf"(?P<who>[ⓄⒹ])~10(?P<verb>{PARTNERS}{NO_ATTRIBUTE}|约定|商定|续签|建起|主办)")
GRANTS = re.compile(
    r"(?:共同|联合|联手|携手|合力)?(?:评选|评定|评出|确定|遴选|审定|批复|核准|下达|下发|授予|表彰|作出|认定|命名|颁发|印发《?Ⓣ?的通报)"
)
"""Behind 共同: who gives an honour together is told by that, and no partner."""
APART = re.compile("分别|先后|陆续|相继|各自")
"""One that signs with each of several makes no partners of those."""
HOSTS = re.compile(r"(?:共同|联合|联手|携手|合力)?(?:主办|举办|承办|协办|召开|召集)")
"""Two that hold an event together are partners (由Ⓞ、Ⓞ联合主办; 18 of 24 in the annotated texts), three are not."""
BOTH_SIGN = ("签约", "签署", "签订")
"""Said of several that sign with one another; Ⓞ、Ⓞ分别签下 tells of two deals."""
SALE = pattern("(?:入驻|进驻|落户|落地)|~10(?:供货|采购|购销|买卖|销售|订货|供应)(?:合同|协议|订单)")
"""Ⓞ与Ⓞ签订供货合同: a sale makes no partners."""
WITH_OTHER = re.compile("[与跟](?=[^ⓄⒹ])|同(?![时样步意])")
"""Ⓞ、Ⓞ已与中心签约: each is the partner of another, who is no mention."""
SIGNING = re.compile("(?:共同|联合|现场|集体)?(?:签署|签订|签下|发起|发布|发出|作出|宣读)(?P<what>[^，。；]{0,12})")
PLEDGE = re.compile("承诺|倡议|公约|誓")
AMONG_GUESTS = re.compile(
    r"等(?:[\d一二三四五六七八九十百]+余?|多|数十|十余)[家个户](?![^，。；]*(?:共同|联合|联手|携手|相互|双方|三方|各方))"
)
"""Ⓞ、Ⓞ等20家企业|签约 at a meeting: each with whoever called them, not with one another."""
GUESTS_SIGN = re.compile(f"{AMONG_GUESTS.pattern}[^，。；]*签")
BEHIND = 16
"""Characters behind a list in which stands what those listed do."""
OFFICES = re.compile("等[0-9多几两三四五六七八九十]*个?部[门委]|等单位")


@wants(JOINT, JOINT_WITH)
def joint(reading: Reading) -> Iterator[Claim]:
    """Ⓞ和Ⓞ共同主办; Ⓞ与Ⓞ签约."""
    folded = reading.folded
    done = {found.start() for found in JOINT.finditer(folded.text)}
    led_on = (f for f in JOINT_WITH.finditer(folded.text) if f.start() not in done and led(folded.groups[f.start()]))
    for found in [*JOINT.finditer(folded.text), *led_on]:
        group = folded.groups[found.start("who")]
        if not _work_together(reading, found, group):
            continue
        if len(group) > TWO and APART.search(found.group()):
            yield from reading.claims(group[:1], "cooperatesWith", group[1:], "joint", found["verb"])
        else:
            yield from _pairs(reading, group, "joint", found["verb"])


def _work_together(reading: Reading, found: re.Match[str], group: Group) -> bool:
    """Whether what the match says makes partners of those listed: no honour, no sale, nothing done with others."""
    text, who, verb = reading.folded.text, found.start(), found.start("verb")
    if (
        reading.denied(verb, found.end())
        or text[:who].endswith(("与", "和", "同", "跟"))
        or text.startswith("伙伴", found.end())
    ):
        return False
    if GRANTS.match(text, verb) or SALE.match(text, found.end()) or _is_seat(group) or "的" in text[who:verb]:
        return False
    if any(form.search(text, who + 1, verb) for form in (OFFICES, WITH_OTHER)) or SOME.match(text, who + 1):
        return False
    if len(group) != TWO and HOSTS.match(text, verb):
        return False
    if len(group) > TWO and _pledges(reading, verb):
        return False
    if not found["verb"].startswith("签") or led(group):
        return True
    return found["verb"] in BOTH_SIGN and not AMONG_GUESTS.match(text, who + 1, verb)


def no_partners(reading: Reading, at: int) -> bool:
    """Whether those listed at folded.text[at] grant, host by threes or sign each for itself: no partners."""
    rest, group = reading.rest(at + 1)[:BEHIND], reading.folded.groups[at]
    if _is_seat(group) or (len(group) != TWO and HOSTS.search(rest)):
        return True
    return any(form.search(rest) for form in (GRANTS, APART, OFFICES, WITH_OTHER, GUESTS_SIGN))


def _pledges(reading: Reading, at: int) -> bool:
    """Ⓞ、Ⓞ、Ⓞ等20家|签署承诺书: who signs a pledge is nobody's partner."""
    signed = SIGNING.match(reading.folded.text, at)
    if signed is None:
        return False
    names = (m.name for i in range(*signed.span("what")) for m in reading.folded.groups[i])
    return any(PLEDGE.search(words) for words in (signed["what"], *names))


WITH = pattern(
    rf"(?P<by>与|和|跟|同(?![意步时比期样类批城处属名])|联合|携手|会同|牵手|联手|分别与|结对|对接|协同|携(?![同带]))(?:(?![来到赴在去]){PLAIN}){{0,6}}?(?P<other>[ⓄⒹ])~24‹ⓅⓉⒶⒺ›(?P<verb>{PARTNERS}{NO_ATTRIBUTE})"
)
ALLIED = ("联合", "携手", "会同", "联手", "牵手", "协同")
ALLY = pattern(
    rf"(?P<verb>{ALLIES})(?!公布|发布|印发|下发|命名|举办|主办|承办|出台|评定|认定)(?:(?!{PARTNERS}|[来到赴在去]){PLAIN}){{0,10}}?(?P<other>[ⓄⒹ])"
)
LED = pattern(
    r"(?P<one>Ⓞ)~4(?P<verb>牵头|主导|领衔)(?:起草|编制|制定|建设|实施|研制|承担|开发|组建)?[、，]~4(?P<other>Ⓞ)(?:等~8)?"
    r"~6(?:参与|参加|配合|协作|协助|加盟|起草|执笔|编写|承建|(?:联合|共同)(?!印发|发布|下发|主办))"
)
PARTNERS_ARE = pattern(
    r"(?:^|[，。；]|Ⓞ的)(?:其|它的|公司的|企业的)?~4(?P<verb>合作方|合作伙伴|合作单位|合作院校|合作高校|合作企业|技术支撑单位|协作单位)~2(?:包括|有|是|为|来自|：)(?:了)?(?P<other>Ⓞ)"
)
ARE_PARTNERS = pattern(
    r"(?P<other>[ⓄⒹ])(?:也|都|均)?(?P<verb>是|为|成为)(?:其|它|该公司|公司|集团|Ⓞ)(?:的)?~6(?:合作伙伴|合作单位|战略伙伴|伙伴)"
)
BY_OTHER = re.compile(r"由(?!公司|企业|集团|其|该|它|双方)[^，。；ⓄⒹⓃ]{2,12}$")
"""What another does who is no mention: 由魏江与|Ⓞ共建."""
EACH = ("合作", "紧密合作", "携手", "联手", "牵手", "对接", "对口支援", "结对")
"""What one does with each of two others says nothing of those two (7 of 18): 与Ⓞ、Ⓞ合作; 与Ⓞ、Ⓞ签订 does."""
SOME = re.compile("的?(?:一|某|多|几|[两三四五六七八九十0-9]+)(?:家|所|个)")
"""With some body of a place, not with the place: 与Ⓓ一家商超签约."""
SIGNED = pattern("~4Ⓟ")
WITH_IT = pattern(
    rf"(?P<one>[ⓄⒹ])~6(?:与|和|跟|同|携手|联合|会同|联手|牵手)(?:它|其|该(?:公司|集团|校|院|所|中心|市|区|县|园区)|这家~6)~10(?P<verb>{PARTNERS})"
)


@wants(WITH, ALLY, LED, PARTNERS_ARE, ARE_PARTNERS, WITH_IT)
def partners(reading: Reading) -> Iterator[Claim]:
    """Ⓞ与Ⓞ签署合作协议; Ⓓ携手Ⓞ打造Ⓟ."""
    folded = reading.folded
    for form in (WITH, ALLY):
        for found in form.finditer(folded.text):
            if reading.denied(found.start()) or reading.denied(found.start("verb"), found.end()):
                continue
            other = folded.groups[found.start("other")]
            some = other[0].type == "District" and SOME.match(folded.text, found.start("other") + 1)
            if some or BY_OTHER.search(reading.lead(found.start())) or GRANTS.match(folded.text, found.start("verb")):
                continue
            beside = folded.text[found.start() - 1 : found.start()]
            allied = form is ALLY or found["by"] in ALLIED
            governed = not allied and GOVERNED.search(folded.text[: found.start() - 1]) if beside else None
            one = (
                folded.groups[found.start() - 1]
                if beside and beside in "ⓄⒹ" and not governed
                else _doer(reading, found.start())
            )
            lead_by = LEADER.search(folded.text, max(0, found.start() - 16), found.start()) if allied else None
            if lead_by:
                one = folded.groups[lead_by.start(1)]
            elif len(one) > 1 and not set(one) & set(_here(reading, found.start())) and led(one):
                one = one[:1]
            by = re.search(r"由([ⓄⒹ])$", reading.lead(found.start()))
            if by:
                one = folded.groups[found.start() - 1]
            one = tuple(m for m in one if m not in other)
            reading.discourse.pair = one + other
            yield from reading.claims(one, "cooperatesWith", other, "partners", found["verb"])
            each = APART.search(folded.text) or found["verb"] in EACH
            if (by and allied) or (len(other) == TWO and not each):
                yield from _pairs(reading, other, "partners", found["verb"])
            signed = SIGNED.match(folded.text, found.end())
            if form is WITH and signed and "签" in found["verb"]:
                programs = folded.groups[signed.end() - 1]
                yield from reading.claims(other, "participatesIn", programs, "signed", found["verb"])
    yield from reading.simply(LED, "one", "cooperatesWith", "other", "led")
    for found in PARTNERS_ARE.finditer(folded.text):
        other = folded.groups[found.start("other")]
        one = tuple(m for m in doer(reading, found.start("verb"), "Ⓞ") if m not in other)
        one = one or company(reading, found.start("verb"), other)
        yield from reading.claims(one[:1], "cooperatesWith", other, "partners", found["verb"])
    for found in ARE_PARTNERS.finditer(folded.text):
        if not reading.denied(found.start("verb")):
            one = reading.carried(reading.clause_at(found.start()), "Ⓞ")
            other = folded.groups[found.start("other")]
            yield from reading.claims(one, "cooperatesWith", other, "partners", "合作伙伴")
    for found in WITH_IT.finditer(folded.text):
        if reading.denied(found.start("verb")):
            continue
        other = reading.carried(reading.clause_at(found.start()), "ⓄⒹ")[:1]
        yield from reading.claims(folded.groups[found.start()], "cooperatesWith", other, "with_it", found["verb"])


IN_HOUSE = re.compile(f"(?:{LIGHT})*(?P<noun>[院校厂所行社局馆])里")


def _doer(reading: Reading, at: int) -> Group:
    """Who does what the word at folded.text[at] says: 院里还|同Ⓞ签约, 下一步将|与Ⓞ…, else as everywhere."""
    house = IN_HOUSE.match(reading.lead(at))
    if house:
        return body_called(reading, at, house["noun"])
    said = speaking.doer(reading, at)
    if said:
        return said
    told = doer(reading, at)
    main = told_of(reading) if not told or told[0].sentence != reading.sentence else None
    return (main,) if main is not None else told


LEADER = re.compile("由([ⓄⒹ])(?:牵头|主导|领衔|发起)，$")
"""由Ⓞ牵头，|联合Ⓞ、Ⓞ起草: who leads it."""


def _here(reading: Reading, at: int) -> Group:
    """The bodies named in the clause of folded.text[at] before it."""
    start = at - len(reading.lead(at))
    return tuple(m for group in reading.folded.groups[start:at] for m in group)


ADJOINED = pattern(r"(?P<whole>Ⓞ)(?P<part>Ⓞ)")
WITHIN = re.compile(
    r"^(?![市区县省州旗]|前(?![沿端台列])|[\w“]{0,12}(?:公司|集团|大学)).*(?:队|室|部|处|科|系|组|分院|分中心|车间|分局|分会|支行|办|社|团|坊|班)[”》）]?$"
)
PART = pattern(rf"(?P<whole>Ⓞ)(?:在Ⓓ~4)?(?:的)?(?P<verb>{HAS_PART})(?:的)?(?P<part>Ⓞ)")
LEADING = pattern(rf"(?:^|[^Ⓞ的])的?(?!所属的)(?P<verb>{HAS_PART}|由其(?:控股|全资设立|投资|参股)的)(?P<part>Ⓞ)")
BELONGS = pattern(rf"(?P<verb>是|为|系|成为|成了|属)(?P<whole>Ⓞ)~6{PART_OF}(?:的?(?P<part>Ⓞ))?")
UNDER = pattern(
    r"(?P<verb>隶属于|隶属|内设于|归属于|归属|属于|挂靠在|挂靠|依托于|附设于|并入|划归|转隶|归入|由(?=Ⓞ~2(?:管理|主管|控股|全资)~4(?:[，。；]|$)))(?P<whole>Ⓞ)"
    r"(?:的(?P<part>Ⓞ))?"
)
SET_UP = pattern(
    r"由(?P<whole>Ⓞ)~6(?P<verb>设立|组建|成立|创办|控股|管理|主管|投资|出资|创建|孵化|运营|运作|举办|开办|兴办|发起设立)(?:建设|管理|运营|成立)?的~4(?P<part>Ⓞ)"
)
BOUGHT = pattern(
    r"[将把]~16‹、ⒹⓄ›(?P<part>Ⓞ)~4(?P<verb>纳入旗下|纳入麾下|收入囊中|收入麾下|收归旗下|并入|收购|揽入怀中|变成?为?子公司)"
    r"|(?P<buys>全资收购|收购|并购|控股|吞并|兼并|买下|入主)(?:了)?~8(?P<bought>Ⓞ)(?!的(?!~8(?:股权|股份|股票|控制权|控股权|消息)))"
)
PLANNED = re.compile(rf"{triggers.choice('triggers_words', 'planned')}[^，。；的]{{0,8}}$")
"""Before 收购Ⓞ: it is nobody's yet."""
PARTS_OF = pattern(
    r"(?P<part>Ⓞ)等?[\d一二两三四五六七八九十]*家?(?P<verb>(?:全资|控股|参股)?(?:子公司|分公司|子企业)|(?:下属|所属|成员|旗下)(?:企业|公司|单位))(?!~2Ⓞ)"
)
INNER_OF = pattern(
    r"(?:设在|依托|在(?=Ⓞ内?(?:挂牌|揭牌|设立|成立|组建)))(?P<whole>Ⓞ)内?"
    r"(?:挂牌|揭牌|建设|组建|设立|建立|成立|创建|筹建)*的?(?P<part>Ⓞ)"
)
CARRIER = pattern(r"(?P<verb>依托单位|挂靠单位|主管单位|上级单位)，?(?:就)?(?:是|为)~8(?P<whole>Ⓞ)")
MOTHER = pattern(r"(?P<verb>母公司|控股股东|上级公司|总公司)(?:为|是|——)?(?P<whole>Ⓞ)")


@wants(ADJOINED)
def adjoined(reading: Reading) -> Iterator[Claim]:
    """ⓄⓄ: 市人民医院胸外科."""
    raw = reading.raw
    for found in ADJOINED.finditer(raw.text):
        part = raw.groups[found.start("part")]
        if WITHIN.search(part[0].text):
            yield from reading.claims(part, "subOrganisationOf", raw.groups[found.start("whole")], "adjoined", "")


@wants(PART, SET_UP, INNER_OF, LEADING, PARTS_OF)
def parts(reading: Reading) -> Iterator[Claim]:
    """Ⓞ旗下Ⓞ; 由Ⓞ全资设立的Ⓞ; 旗下Ⓞ; Ⓞ、Ⓞ等子公司."""
    folded = reading.folded
    for found in PART.finditer(folded.text):
        part, whole = folded.groups[found.start("part")], folded.groups[found.start("whole")]
        yield from reading.claims(part, "subOrganisationOf", whole[-1:], "has_part", found["verb"])
    yield from reading.simply(SET_UP, "part", "subOrganisationOf", "whole", "set_up")
    for found in INNER_OF.finditer(folded.text):
        part = tuple(m for m in folded.groups[found.start("part")] if INNER.search(m.name))
        yield from reading.claims(part, "subOrganisationOf", folded.groups[found.start("whole")], "set_up", "设在")
    for found in LEADING.finditer(folded.text):
        part = folded.groups[found.start("part")]
        whole = _speakers(reading, found.start("verb")) or company(reading, found.start("verb"), part)
        yield from reading.claims(part, "subOrganisationOf", whole[:1], "has_part", found["verb"])
    for found in PARTS_OF.finditer(folded.text):
        part = folded.groups[found.start("part")]
        if "等" in found.group() or len(part) > 1:
            whole = company(reading, found.start("part"), part)
            yield from reading.claims(part, "subOrganisationOf", whole[:1], "parts_of", found["verb"])


def _is_led(reading: Reading, found: re.Match[str]) -> bool:
    """Whether 由Ⓞ管理 is said of a body, not of its goods: 甲公司现|由Ⓞ管理; 由Ⓞ控股 also of whom the text is about."""
    lead = reading.lead(found.start())
    owned = re.match("由Ⓞ[^，。；]{0,2}(?:控股|全资)", reading.rest(found.start())) is not None
    return re.search("Ⓞ[^，的]{0,4}$" + ("|^(?:现|目前|如今|现在)?$" if owned else ""), lead) is not None


def _speakers(reading: Reading, at: int) -> Group:
    """The body of who speaks in the clause before: 甲公司总经理Ⓝ宣布，其|子公司Ⓞ投产."""
    number = reading.clause_at(at)
    said = reading.clauses[number - 1].subject if number and reading.lead(at).endswith("其") else ()
    told = reading.discourse.bodies.get(said[0]) if said and said[0].type == "Person" else None
    return (told,) if told else ()


@wants(BELONGS, UNDER, CARRIER, MOTHER, BOUGHT)
def wholes(reading: Reading) -> Iterator[Claim]:
    """是Ⓞ的控股子公司; 隶属Ⓞ; 将Ⓞ收入囊中; 母公司Ⓞ."""
    folded = reading.folded
    for found in [*BELONGS.finditer(folded.text), *UNDER.finditer(folded.text)]:
        if reading.denied(found.start()) or (found["verb"] == "由" and not _is_led(reading, found)):
            continue
        whole = folded.groups[found.start("whole")]
        part = folded.groups[found.start("part")] if found["part"] else doer(reading, found.start(), "Ⓞ")
        part = tuple(m for m in part if m not in whole)
        yield from reading.claims(part, "subOrganisationOf", whole, "part_of", found["verb"])
    for found in CARRIER.finditer(folded.text):
        inner = tuple(islice((m for m in recent(reading, found.start()) if INNER.search(m.name)), 1))
        whole = folded.groups[found.start("whole")]
        yield from reading.claims(inner, "subOrganisationOf", whole, "part_of", found["verb"])
    for found in MOTHER.finditer(folded.text):
        whole = folded.groups[found.start("whole")]
        others = (m for m in recent(reading, found.start()) if is_company(m.name) and m.name != whole[0].name)
        yield from reading.claims(tuple(islice(others, 1)), "subOrganisationOf", whole, "part_of", found["verb"])
    for found in BOUGHT.finditer(folded.text):
        if reading.denied(found.start(), found.end()) or PLANNED.search(reading.lead(found.start())):
            continue
        bought = folded.groups[found.start("part" if found["part"] else "bought")]
        if found["part"]:
            bought = tuple(
                m for group in folded.groups[found.start() : found.end()] for m in group if m.type == bought[0].type
            )
        whole = tuple(m for m in doer(reading, found.start(), "Ⓞ") if m not in bought)
        whole = whole or (company(reading, found.start(), bought) if found["part"] else ())
        yield from reading.claims(bought, "subOrganisationOf", whole[:1], "bought", found["verb"] or found["buys"])


PART_NAME = re.compile("(?:研究中心|分公司|分院|分校|技术中心|实验室|校区|院区|分中心)$")
"""No works (工厂, 基地), which gold has as undertakings, and no institute (研究院), which stands by itself."""
SHORTEST_WHOLE = 3


@lru_cache(maxsize=2)
def _bodies(named: divisions.Everything) -> dict[str, Mention]:
    """What the article's bodies are called, in full and as printed."""
    bodies = [m for m in named.everything if m.type == "Organisation" and not m.deictic]
    return {form: m for m in reversed(bodies) for form in (m.text, m.name)}


def of_its_name(reading: Reading) -> Iterator[Claim]:
    """东江顾问城市研究中心, where the article also names 东江顾问: a part called after its whole."""
    for part in (m for group in reading.raw.groups for m in group):
        if part.type != "Organisation" or part.deictic or not PART_NAME.search(part.name):
            continue
        bodies = _bodies(divisions.Everything(reading.discourse.everything))
        heads = (part.name[:end] for end in range(len(part.name) - 1, SHORTEST_WHOLE - 1, -1))
        whole = next((bodies[head] for head in heads if head in bodies), None)
        if whole is not None and whole.name != part.name:
            yield from reading.claim(part, "subOrganisationOf", whole, "of_its_name", "")


FOUNDED = pattern(
    r"(?P<verb>建起|组建|成立|设立|建有|设有|内设|建成|创办|拥有|启用|挂牌成立|设)(?:了|起)?(?!的)~8(?P<part>Ⓞ)(?!的)"
)
INNER = re.compile(
    r"(?:中心|实验室|研究院|研究所|工作站|分院|学院|分公司|子公司|事业部|研究室|工作室|基地|法庭|分校|校区|院区|分部|支行|分行|营业部|办事处|分局|分会|站|所)$"
)


@wants(FOUNDED)
def founded(reading: Reading) -> Iterator[Claim]:
    """Ⓞ建起Ⓞ (工程技术研究中心): a part it founds."""
    folded = reading.folded
    for found in FOUNDED.finditer(folded.text):
        parts = tuple(m for m in folded.groups[found.start("part")] if INNER.search(m.name))
        whole = doer(reading, found.start())
        if reading.denied(found.start()):
            continue
        if parts and len(whole) == 1 and whole[0].type == "Organisation":
            yield from reading.claims(parts, "subOrganisationOf", whole, "founded", found["verb"])


RULES = (founded, joint, partners, adjoined, of_its_name, parts, wholes)


def find(reading: Reading) -> Iterator[Claim]:
    """Every whole and every partner the sentence gives an organisation or a district."""
    if "Ⓞ" not in reading.raw.text and "Ⓓ" not in reading.raw.text:
        return
    for rule in reading.of(RULES):
        yield from rule(reading)
