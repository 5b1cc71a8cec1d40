"""receivedAward where a list counts its winners and names some: 其中就有Ⓞ, Ⓞ也在名单上, 只有Ⓞ一家上榜."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.granting import GETS, WON, granted, recent
from kg.claims.placings import LISTS
from kg.claims.reading import Reading, pattern
from kg.forms import wants
from kg.model import Claim

IN_THEM = pattern(
    r"(?:^|[，；：])其中(?:就|便|也|还|即)?(?P<verb>有|包括|包含|含)(?:来自~6的)?~6‹Ⓓ的›(?P<list>[ⓄⓃⓇⓅⒹ])(?!~12(?:等~2)?\d)"
)
WINNING = re.compile(f"{WON}|{GETS}|通过|得主|获奖|名单|拿到证书|获证|授牌|授奖|上榜|榜单|过关")
"""Words of the clause before 其中有 that say that those it counts got the award."""


@wants(IN_THEM)
def in_them(reading: Reading) -> Iterator[Claim]:
    """全国29个城市入列，其中有Ⓓ; 9款农机过关，其中还有Ⓞ的Ⓡ."""
    text = reading.folded.text
    for found in IN_THEM.finditer(text):
        number = reading.clause_at(found.start("verb"))
        before = text[reading.clauses[max(0, number - 1)].start : found.start("verb")]
        award = recent(reading, found.start())
        if award and WINNING.search(before):
            winners, at = reading.listing(found.start("list")), found.start("verb")
            context = "提名" if "提名" in before else ""
            yield from granted(
                reading, winners, award, "in_them", at, found.start("list"), found["verb"], context, out=True
            )


ON_LIST = pattern(
    r"(?P<verb>(?:都|均|也|皆|也都|赫然|悉数|双双|全都|已)?(?:在|上了|进了|登上了?|进入了?|列入了?|位列|跻身|入围|入选)(?:这份|该|此|首批|第[一二三四五六七八九十]批)?~12‹Ⓓ›(?:名单|榜单|名录)(?:上|中|里|之列|之中|之内)?)(?=[，；。]|$)"
)
SHAMED = re.compile("黑[名榜]|失信|裁员|处罚|曝光|违法|不合格")
"""Words of a list that honours nobody: 失信名单."""
NOT_ON = re.compile(f"[不没未]|名单外|公示|候选|推荐|培育|创建|{SHAMED.pattern}")


APPLIED = re.compile("(?:申报|报名|参评|申请)(?:材料|工作|单位|企业|者|已|于|截止)")
"""Of those that apply for an award: 申报已截止，Ⓞ、Ⓞ都在名单上."""


@wants(ON_LIST)
def on_list(reading: Reading) -> Iterator[Claim]:
    """Ⓞ、Ⓞ等都在名单上; Ⓓ三市早已进了首批名单."""
    text = reading.folded.text
    if "单" not in text and "名录" not in text:
        return
    for found in ON_LIST.finditer(text):
        number = reading.clause_at(found.start())
        clause = reading.clauses[number]
        if clause.carried or not clause.subject:
            continue
        if APPLIED.search(text, 0, found.start()):
            continue
        if "Ⓐ" in reading.lead(found.start()) or NOT_ON.search(reading.lead(found.end())):
            continue
        award = recent(reading, found.start())
        if award and not (LISTS.search(award[0].name) and clause.subject[0].type == "Award"):
            yield from granted(
                reading,
                clause.subject,
                award,
                "on_the_list",
                found.start(),
                found.end(),
                found["verb"],
                out="入围" not in found["verb"],
            )


ONLY_ONE = pattern(
    rf"(?:只有|仅有|唯有|唯独|仅|只)(?:有)?(?P<who>[ⓄⒹⓃⓇ])(?:[一1](?:家|地|县|市|区|个|人|城|名|所|镇|村))?(?P<verb>{WON})(?=[，；。]|$)"
)


@wants(ONLY_ONE)
def told_apart(reading: Reading) -> Iterator[Claim]:
    """Ⓓ只有Ⓓ一家入围: of the award in focus."""
    folded = reading.folded
    for found in ONLY_ONE.finditer(folded.text):
        winners, award = folded.groups[found.start("who")], recent(reading, found.start())
        yield from granted(
            reading, winners, award, "only_one", found.start("verb"), found.end(), found["verb"], out=True
        )


ADDED = pattern(
    r"(?:算上|加上|连同)~12(?P<verb>获批|获评|获证|上榜|入选|得奖|获奖|捧杯|命名|认定|获得认证)的~4(?P<who>[ⓄⒹⓃⓇ])"
)


@wants(ADDED)
def others(reading: Reading) -> Iterator[Claim]:
    """算上早年获批的Ⓓ: those that got it before."""
    folded = reading.folded
    for found in ADDED.finditer(folded.text):
        winners, award = folded.groups[found.start("who")], recent(reading, found.start())
        yield from granted(reading, winners, award, "added", found.start("verb"), found.end(), found["verb"], out=True)


RULES = (others, in_them, on_list, told_apart)


def find(reading: Reading) -> Iterator[Claim]:
    """Everyone the sentence names of a list that counts its winners."""
    for rule in reading.of(RULES):
        yield from rule(reading)
