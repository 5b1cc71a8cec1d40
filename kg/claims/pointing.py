"""What a short noun points to where it is no mention: 区内 and 园内 to a place, 法院已同… and 这所医院 to a body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kg import triggers
from kg.claims import divisions
from kg.claims.reading import Group, Reading
from kg.model import Mention
from kg.shapes import SIGNS

NEAR = 240
"""Characters that a word looks back for what it points to: no printed sentence is longer, a broken page may be."""
PLACES_BACK = 12
"""Names back that a word may point to: a story further on has another scene."""

UNITS = {
    "区": "(?<!地)区",
    "县": "县",
    "市": "市",
    "省": "省",
    "州": "州",
    "旗": "旗",
    "镇": "镇",
    "村": "村",
    "乡": "乡",
    "小": "小镇",
    "园": "园|基地|新城|港|(?<!市|县|城)区",
}


ASIDE = re.compile("[（(][^（()）]{1,12}[）)]$")
"""What a name ends in, in brackets: 杭州高新区（滨江）."""
NAMELESS = re.compile(
    r"这[家所座个][^ⓄⒹ，。；]{0,30}(?:企业|公司|单位|机构|学校|高校|医院|城市|小城|县城|山城)[^ⓄⒹ，。；]{0,8}$"
)
"""A subject told only by what it is (这家靠扣板起家的企业): who it is, is not to be guessed."""


def pointed(reading: Reading, at: int, unit: str) -> Group:
    """The place that 区内 or 园内 before folded.text[at] means: the last named of that unit; of any for 此, 境内."""
    if unit not in UNITS:
        return last(reading, at, "District")
    fits = re.compile(f"(?:{UNITS[unit]})$")
    here = [group for group in reading.folded.groups[max(0, at - NEAR) : at] if group and group[0].type == "District"]
    earlier = ((m,) for m in reversed(reading.discourse.seen.get("District", [])[-PLACES_BACK:]))
    for group in (*reversed(here), *earlier):
        if unit == "园" and divisions.codes(group[0].name):
            continue
        if any(fits.search(ASIDE.sub("", form)) for form in divisions.full_names(group[0].name)):
            return group[:1]
    return ()


def last(reading: Reading, at: int, kind: str) -> Group:
    """The group of this type last named before folded.text[at], in the sentence or before it."""
    here = [group for group in reading.folded.groups[max(0, at - NEAR) : at] if group and group[0].type == kind]
    if here:
        return here[-1]
    last = reading.discourse.last(kind)
    return reading.discourse.groups.get(last, (last,)) if last else ()


# Bodies

LED_BY = re.compile("^(?:则|也|还|将|分别|日前|近日)*(?:与|同|携手|联合|会同|联手|牵手)")


def led(group: Group) -> bool:
    """Whether the first acts with the others: Ⓞ与Ⓞ、Ⓞ联手, not Ⓞ、Ⓞ和Ⓞ联手."""
    if len(group) < 2:
        return False
    first, second = group[:2]
    return LED_BY.match(first.sentence.passage.text[first.end : second.start]) is not None


KINDRED = {
    "校": "大学|学院|学校|中学|小学|职校|校",
    "学校": "大学|学院|学校|中学|小学|职校|教育中心|职教中心",
    "院": "院|医院|研究院|法院",
    "法庭": "法庭",
    "法院": "法院|中院|高院",
    "所": "研究所|所",
    "厂": "厂|公司",
    "行": "银行|行|支行|分行",
}
TOPICS_BACK = 6
"""Clauses back whose subject a short noun takes up."""
COMPANIES = ("企业", "公司", "集团", "车企", "药企", "老厂", "单位")
OFFICE = re.compile(
    r"(?:[局委厅部办署]|办公室|政府|委员会|法院|法庭|大学|学院|学校|医院|[协学商]会|交易所|联合会|人大|政协|海关|工作站|实验室|[中小]学)$"
)
SHORT = re.compile(
    r"^(?:(?:据悉|目前|如今|今年|去年|随后|日前|近日|其中|同时|眼下|不过|而|但)，?)?(?:这[家所座个间]|该|整个)?"
    rf"(?P<noun>{'|'.join(COMPANIES)}|学校|医院|法院|法庭|银行|研究院|研究所|研究中心|中心|协会|联盟|剧院|剧团|管理局|管委会|总工会|合作社|管理处|[校院所厂行馆])"
    rf"(?={triggers.choice('triggers_words', 'adverb')}|[还已正则也将分别先后又再下半年与同和跟携联会由的，旗内]|$)"
)


def is_company(name: str) -> bool:
    """Whether a body may own others and make things: no office, court, school or hospital."""
    return OFFICE.search(name) is None


def body_called(reading: Reading, at: int, noun: str) -> Group:
    """Which body 这所…的医院 or 法院 before folded.text[at] means: the last so called; 企业 and 公司 any company."""
    ends = re.compile(f"(?:{KINDRED.get(noun, noun)})$")
    topic = reading.carried(reading.clause_at(at), "Ⓞ", TOPICS_BACK)[:1]
    for mention in (*topic, *recent(reading, at)):
        if _fits(mention, noun, ends):
            return (mention,)
    last_one = reading.discourse.last("Program")
    return (last_one,) if last_one and last_one.name.endswith(noun) else ()


def recent(reading: Reading, at: int) -> Iterator[Mention]:
    """The bodies named before folded.text[at], the last first."""
    here = [group[-1] for group in reading.folded.groups[max(0, at - NEAR) : at] if group]
    yield from (mention for mention in here[::-1] if mention.type == "Organisation")
    yield from reading.discourse.seen.get("Organisation", [])[: -PLACES_BACK - 1 : -1]


def _fits(mention: Mention, noun: str, ends: re.Pattern[str]) -> bool:
    return is_company(mention.name) if noun in COMPANIES else ends.search(mention.name) is not None


BESIDE = re.compile("(?:背后是|正是|就是|出自|来自|归属)(Ⓞ)，其?$")
"""品牌背后是Ⓞ，其|研发的: whom the clause before ends with."""


def company(reading: Reading, at: int, besides: Group = ()) -> Group:
    """The company that 旗下, 子公司 or 其 at folded.text[at] speaks of: the subject, else the main or the last one."""
    named = {m.name for m in besides}
    beside = BESIDE.search(reading.folded.text, max(0, at - NEAR), at)
    if beside and reading.folded.groups[beside.start(1)][0].name not in named:
        return reading.folded.groups[beside.start(1)]
    stated = reading.carried(reading.clause_at(at), "Ⓞ") or reading.subject(at, "Ⓞ")
    if stated and is_company(stated[0].name) and stated[0].name not in named:
        return stated
    main = _main_body(divisions.Everything(reading.discourse.everything))
    others = (*main, *recent(reading, at))
    return next(((m,) for m in others if is_company(m.name) and m.name not in named), ())


def main_company(reading: Reading, besides: Group) -> Group:
    """The company that the article names most often, where it is none of these."""
    main = _main_body(divisions.Everything(reading.discourse.everything))
    return main if main and is_company(main[0].name) and main[0].name not in {m.name for m in besides} else ()


@lru_cache(maxsize=2)
def _main_body(named: divisions.Everything) -> Group:
    """The body that the article names most often, the first of equals."""
    bodies = [m for m in named.everything if m.type == "Organisation"]
    times = Counter(m.name for m in bodies)
    return (max(bodies, key=lambda m: times[m.name]),) if bodies else ()


@lru_cache(maxsize=2)
def companies(named: divisions.Everything) -> dict[str, Mention]:
    """Printed name → the company of the article that it means; no place's name."""
    places = {m.text for m in named.everything if m.type == "District"}
    firms = {m.text: m for m in named.everything if m.type == "Organisation" and not m.deictic}
    return {name: m for name, m in firms.items() if name not in places and is_company(m.name)}


def shortly(reading: Reading, at: int) -> Group | None:
    """Whom the short noun before folded.text[at] means (公司的|家在…, 后者|坐落于…), None where there is none."""
    lead = reading.lead(at)
    if lead.startswith("后者"):
        named = [ms[-1] for kind in ("Organisation", "Program") if (ms := reading.discourse.seen.get(kind))]
        return (max(named, key=lambda m: (m.sentence.number, m.start)),) if named else ()
    short = SHORT.match(lead)
    return body_called(reading, at - len(lead), short["noun"]) if short else None


def doer(reading: Reading, at: int, signs: str = "ⓄⒹ") -> Group:
    """Whom the words before folded.text[at] name: 法院已|同Ⓞ…, 当地正|会同Ⓞ…, 由Ⓞ设立的Ⓞ，|与Ⓞ…; else the subject."""
    text, lead = reading.folded.text, reading.lead(at)
    if not any(sign in lead for sign in SIGNS):
        if lead.endswith("其") and "Ⓞ" in signs:
            return company(reading, at)
        short = shortly(reading, at)
        if short is not None:
            return short
        if lead.startswith("它"):
            return reading.carried(reading.clause_at(at), signs)
        if "Ⓓ" in signs and re.match("(?:当地|本地)", lead):
            return last(reading, at, "District")[:1]
        if "Ⓓ" in signs and re.match("(?:园区|开发区|高新区|经开区)(?!的)", lead):
            return pointed(reading, at, "园")
        start = at - len(lead)
        if start > 2 and text[start - 1] == "，" and text[start - 2] in signs and text[start - 3] == "的":
            return reading.folded.groups[start - 2]
    return reading.subject(at, signs)
