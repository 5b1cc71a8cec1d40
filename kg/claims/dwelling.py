"""locatedIn by comparison and by counting: Ⓞ占全市三成, Ⓓ第一家上市企业, Ⓞ等6家Ⓓ企业, Ⓞ所在的Ⓓ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers, values
from kg.claims import divisions
from kg.claims.pointing import NEAR, OFFICE, doer, is_company, last
from kg.claims.reading import Group, Reading, pattern
from kg.claims.sites import GUESTS, WORLD
from kg.forms import wants
from kg.model import Claim, Mention

KINDS = triggers.choice("triggers_places", "kind")
SHARES = triggers.choice("triggers_places", "shares")
NUMBER = r"[\d一二两三四五六七八九十]+"
FIRM = r"(?:企业|公司|学校|高校|院校|医院|单位|机构|工厂|集团|银行|药企|车企|民企|国企)"


def _bodies(things: Group) -> Group:
    return tuple(m for m in things if m.type in ("Organisation", "Program"))


FEW = 3
"""So many bodies at most have a share of a place's output together."""
# Shares and firsts

SHARE = pattern(
    rf"{SHARES}(?:了|到|据|着|起|去)?(?P<where>Ⓓ)(?:的|总|规上|规模以上|~12的?)?~8"
    rf"(?:[\d.]+%|[一二三四五六七八九半近过]+成|{NUMBER}分之|一半|半壁|半数|首位|第一|多数)"
    r"(?!~6(?:市场|份额|销量))"
)
"""A share of what is sold in a place tells of a market, not of a home."""
TOP = pattern(
    rf"(?:是|为|系|成为|成了|当属)(?P<where>Ⓓ)(?:的|当之无愧的)?~8"
    rf"(?:最[多大高早强好快久老]|唯一|首家|首个|首座|首所|第一家|第一个|第一所|头号|独一份)~6的?~4(?:{FIRM}|实验室|研究[院所]|法院|法庭)"
)
AMONG_BODIES = pattern(
    rf"(?:居|位居|稳居|列|位列|排|排名|占据|跻身)(?P<where>Ⓓ)(?:同类|各|同级)?{FIRM}~2(?:首位|第[一二三四五六七八九十\d]+|之首|前列|前[一二三四五六七八九十\d]+|榜首)"
)


@wants(SHARE, TOP, AMONG_BODIES)
def compared(reading: Reading) -> Iterator[Claim]:
    """Ⓞ一家就占Ⓓ一半以上; 是Ⓓ金牌最多的学校: who is compared over a place lies in it."""
    folded = reading.folded
    for form, rule in ((SHARE, "share"), (TOP, "top"), (AMONG_BODIES, "top")):
        for found in form.finditer(folded.text):
            where = folded.groups[found.start("where")][:1]
            one = re.match("(?:仅|光)?一[家企校院]", reading.lead(found.start()))
            things = last(reading, found.start(), "Organisation") if one else doer(reading, found.start(), "Ⓞ")
            if rule == "share":
                things = tuple(m for m in things if m.sentence == reading.sentence)
            if 0 < len(things) <= FEW and _is_scope(where[0]) and (rule == "top" or is_company(things[0].name)):
                yield from reading.claims(things, "locatedIn", where, rule, found.group())


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


AMONG_OTHERS = pattern(
    rf"在(?P<where>Ⓓ)~8(?:{KINDS}|{FIRM}|同行)~2(?:里|中|当中|之中|里头)，?~6(?:头一|第[一二三\d]|首|唯一|最|排|位居|名列|领先)"
)


@wants(FIRST, AMONG_OTHERS)
def firsts(reading: Reading) -> Iterator[Claim]:
    """这也是Ⓓ企业首次获奖, 成为Ⓓ第一家捧杯的企业; 这在Ⓓ企业里是头一家: a body that is the first of a place."""
    folded = reading.folded
    for found in FIRST.finditer(folded.text):
        where = folded.groups[found.start("where")][:1]
        if not re.search(FIRM + "|" + KINDS, reading.rest(found.start("where"))) or not _is_scope(where[0]):
            continue
        things = doer(reading, found.start(), "Ⓞ") or reading.carried(reading.clause_at(found.start()), "Ⓞ", 4)
        things = things or _last_body(reading, found.start())
        yield from reading.claims(_bodies(things)[:1], "locatedIn", where, "first", "首")
    for found in AMONG_OTHERS.finditer(folded.text):
        things = doer(reading, found.start(), "Ⓞ") or reading.carried(reading.clause_at(found.start()), "Ⓞ", 4)
        yield from reading.claims(things[:1], "locatedIn", folded.groups[found.start("where")][:1], "first", "头一家")


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


@wants(SCOPE, LEADS)
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

LOCAL_FIRMS = pattern(rf"(?P<thing>Ⓞ)等(?:~3{NUMBER}余?[家所个]|多家|一批)?(?P<where>Ⓓ)~6{KINDS}")
TWO = pattern(
    rf"(?P<thing>Ⓞ)(?P<count>{NUMBER})[家所]~4(?:就|便|已|共同|合力|联手)?(?:撑起|贡献|扛起|顶起|占去|占据|包揽|挑起|挑大梁)"
)
OF_PLACE = pattern(
    rf"(?:^|[，。；：])(?P<lead>~10)(?P<thing>Ⓞ)等~2{NUMBER}余?[家个所户]~6(?:企业|公司|单位|组织|医院|学校|商户|商家)"
)
"""官渡区…发放奖金，Ⓞ、Ⓞ等11家企业先后得奖: firms of the place that the sentence is about."""
OF_ITS_OWN = pattern(
    rf"(?P<where>Ⓓ)~8(?P<verb>组织|带动|支持|扶持|指导|引导|推动|帮助|助力|遴选|选定|选派|选送|推荐|动员|首批为|拥有|已有|现有|还有|有)了?"
    rf"~8(?P<thing>[ⓄⓅ])等(?:~2{NUMBER}|多|数十)余?[家个所户](?!~8(?:部门|高校|院校|国家|代表队))"
)
"""Ⓓ组织Ⓞ、Ⓞ等9家企业参展, Ⓓ已有Ⓞ等5家企业参与: its own."""
LOCAL_ONES = pattern(rf"(?P<thing>Ⓞ)等?(?:{NUMBER}余?家|多家|一批|一众)?(?:本地|当地|本土|本市|本区|本县)~4{KINDS}")
FIRMS_IN = pattern(rf"(?P<where>Ⓓ)~2{KINDS}(?:里|中|当中|之中|里头)，(?P<thing>Ⓞ)")
STREET = pattern(
    r"(?P<where>Ⓓ)(?:(?![的了]|走出|出路)[一-龥]){1,6}(?:(?<![新思公铁道线出网富展型强兴之一条丝电水陆通后老来去])[路街]|大道|巷)"
    r"(?:(?:\d+号)?(?:[上旁边]的?|的)|\d+号(?:的|，)|[上旁边]，)(?P<thing>[ⓄⓅ])"
)
"""双桥路上的Ⓞ, 双桥路88号，Ⓞ: a street's name; not 走出新路, 理清思路, 高速公路."""
WITH_OTHERS = re.compile("(?:与|和|同|跟|联合|引进|引入|引来|吸引|邀请|来自|向|给|由|获|被|经|会同|携手|对|走访|考察)$")


@wants(LOCAL_FIRMS, OF_PLACE, OF_ITS_OWN, TWO, FIRMS_IN, STREET, LOCAL_ONES)
def own(reading: Reading) -> Iterator[Claim]:
    """Ⓞ、Ⓞ等6家Ⓓ企业; Ⓓ…，Ⓞ、Ⓞ等11家企业…; Ⓞ、Ⓞ两家企业撑起半壁江山; Ⓞ等本地企业; Ⓓ企业里，Ⓞ; Ⓓ双桥路上的Ⓞ."""
    folded = reading.folded
    for form in (FIRMS_IN, STREET):
        yield from reading.simply(form, "thing", "locatedIn", "where", "own")
    for found in LOCAL_ONES.finditer(folded.text):
        where = reading.carried(reading.clause_at(found.start()), "Ⓓ")[:1] or divisions.home(reading)
        yield from reading.claims(folded.groups[found.start()], "locatedIn", where, "own", "本地")
    for found in LOCAL_FIRMS.finditer(folded.text):
        things = _bodies(folded.groups[found.start("thing")])
        yield from reading.claims(things, "locatedIn", folded.groups[found.start("where")][:1], "own", "等")
    for found in OF_PLACE.finditer(folded.text):
        at = found.start("thing")
        where = reading.carried(reading.clause_at(at), "Ⓓ", 4)[:1]
        if not where or where[0].sentence != reading.sentence or WITH_OTHERS.search(found["lead"]):
            continue
        if "Ⓔ" in folded.text[:at] or GUESTS.match(folded.text, at):
            continue
        things = _bodies(folded.groups[at])
        things = tuple(m for m in things if not divisions.from_elsewhere(m.name, where[0].name))
        yield from reading.claims(things, "locatedIn", where, "of_place", "等")
    for found in OF_ITS_OWN.finditer(folded.text):
        where = folded.groups[found.start("where")][:1]
        things = _bodies(folded.groups[found.start("thing")])
        things = tuple(m for m in things if not divisions.from_elsewhere(m.name, where[0].name))
        if _is_scope(where[0]) and not reading.denied(found.start("verb")):
            yield from reading.claims(things, "locatedIn", where, "of_its_own", found["verb"])
    for found in TWO.finditer(folded.text):
        things = folded.groups[found.start("thing")]
        if len(things) == values.numeral(found["count"]):
            where = reading.carried(reading.clause_at(found.start()), "Ⓓ", 2)[:1]
            yield from reading.claims(things, "locatedIn", where, "own", "撑起")


# Seats

COUNTY = re.compile("(?:区|县|市|旗)$")
SEAT_OF = pattern(r"[ⓄⓅ]所[在处属](?:地)?的?(?P<where>Ⓓ)")


@wants(SEAT_OF)
def seated(reading: Reading) -> Iterator[Claim]:
    """Ⓞ所在的Ⓓ."""
    raw = reading.raw
    for found in SEAT_OF.finditer(raw.text):
        where = raw.groups[found.start("where")]
        yield from reading.claims(raw.groups[found.start()], "locatedIn", where, "seat_of", "所在")


def is_county(place: Mention) -> bool:
    """Whether a place is one that towns lie in: 区, 县, 市 and 旗."""
    return any(COUNTY.search(name) for name in divisions.full_names(place.name))


RULES = (compared, firsts, scoped, own, seated)
