"""receivedAward where a list counts its winners and names some: 其中就有Ⓞ, Ⓐ2个，分属Ⓞ和Ⓞ, Ⓞ也在名单上."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.granting import GETS, WON, focus, granted
from kg.claims.placings import LISTS, NUMBER
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim

REACH = 2
"""Sentences back in which the list was named whose winners are told."""


def _near(reading: Reading, at: int) -> Group:
    """The award in focus, named in this sentence or one of the few before."""
    award = focus(reading, at)
    return award if award and reading.sentence.number - award[0].sentence.number <= REACH else ()


OF_EACH = pattern(
    rf"(?P<award>Ⓐ)~4(?:{NUMBER})?~4，?(?P<verb>分属于?|分别属于|分别归属|分别归于|分别花落|分别由|均属于?|都属于)(?P<list>[ⓄⒹⓃⓇ])"
)


def of_each(reading: Reading) -> Iterator[Claim]:
    """Ⓐ2个，分属Ⓞ和Ⓞ."""
    for found in OF_EACH.finditer(reading.folded.text):
        winners, award = reading.listing(found.start("list")), reading.folded.groups[found.start("award")]
        yield from granted(reading, winners, award[:1], "of_each", found.start(), found.end("verb"), found["verb"])


IN_THEM = pattern(
    r"(?:^|[，；：])其中(?:就|便|也|还|即)?(?P<verb>有|包括|包含|含)(?:来自~6的)?~6‹Ⓓ的›(?P<list>[ⓄⓃⓇⓅⒹ])(?!~12(?:等~2)?\d)"
)
WINNING = re.compile(f"{WON}|{GETS}|通过|得主|获奖|名单|拿到证书|获证|授牌|授奖|上榜|榜单|过关")
"""Words of the clause before 其中有 that say that those it counts got the award."""
CERTIFIED = pattern(
    r"(?:拿到|领到|获得|捧回|拿下|取得)(?:了)?(?:证书|认证|奖牌|奖杯|牌匾|铜牌|资格)的，?(?P<verb>有|是|包括|还有)~4(?P<list>[ⓄⓃⓇⓅ])"
)


def in_them(reading: Reading) -> Iterator[Claim]:
    """全国29个城市入列，其中有Ⓓ; 18款产品拿到证书，其中就有Ⓞ的Ⓡ; 拿到证书的，有Ⓞ的Ⓡ."""
    text = reading.folded.text
    for form in (IN_THEM, CERTIFIED):
        for found in form.finditer(text):
            number = reading.clause_at(found.start("verb"))
            before = text[reading.clauses[max(0, number - 1)].start : found.start("verb")]
            award = _near(reading, found.start())
            if not award or (form is IN_THEM and not WINNING.search(before)):
                continue
            winners = reading.listing(found.start("list"))
            yield from granted(
                reading, winners, award, "in_them", found.start("verb"), found.start("list"), found["verb"], out=True
            )


ON_LIST = pattern(
    r"(?P<verb>(?:都|均|也|皆|也都|赫然|悉数|双双|全都|已)?(?:在|上了|进了|登上了?|进入了?|列入了?|位列|跻身|入围|入选)(?:这份|该|此|首批|第[一二三四五六七八九十]批)?~12‹Ⓓ›(?:名单|榜单|名录)(?:上|中|里|之列|之中|之内)?)(?=[，；。]|$)"
)
NOT_ON = re.compile("[不没未]|名单外|公示|候选|推荐|培育|创建|黑")


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
        if "Ⓐ" in reading.lead(found.start()) or NOT_ON.search(reading.lead(found.end())):
            continue
        award = _near(reading, found.start())
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
    rf"(?:只有|仅有|唯有|唯独|仅|只)(?:有)?(?P<who>[ⓄⒹⓃⓇ])(?:[一1](?:家|地|县|市|区|个|人|城|名|所|镇|村))?(?P<verb>{WON}|一根独苗|一棵独苗)(?=[，；。]|$)"
)
TIER_BY = pattern(
    rf"(?P<tier>个人奖|组织奖|正奖|大奖|提名奖)~3(?:由|被|归)(?P<who>[ⓄⓃⓇⓅⒹ])(?P<more>~12‹ⓄⓃⓇⓅ、›)"
    rf"(?P<verb>{GETS}|包揽|收入囊中|夺走|摘走|所得)(?=[，；。]|$)"
)


def told_apart(reading: Reading) -> Iterator[Claim]:
    """Ⓓ只有Ⓓ一家入围; 个人奖由Ⓝ与Ⓝ摘得: of the award in focus."""
    folded = reading.folded
    for found in ONLY_ONE.finditer(folded.text):
        winners, award = folded.groups[found.start("who")], _near(reading, found.start())
        yield from granted(
            reading, winners, award, "only_one", found.start("verb"), found.end(), found["verb"], out=True
        )
    for found in TIER_BY.finditer(folded.text):
        first = folded.text[found.start("who")]
        places = [i for i in range(found.start("who"), found.end("more")) if folded.text[i] == first]
        winners, award = tuple(m for i in places for m in folded.groups[i]), _near(reading, found.start())
        yield from granted(
            reading, winners, award, "tier_by", found.start("verb"), found.end(), found["verb"], found["tier"]
        )


ITEMISED = pattern(
    r"(?:^|[，；。])~4(?:Ⓓ的?)?[\d一二三四五六七八九十]+(?:家|个|种|件|项)~10(?P<verb>分别)?(?:为|是|有)：(?=Ⓞ的~24‹Ⓡ›[，；、]Ⓞ的)"
)
ITEM = re.compile("(?:^|[，；、])(?P<who>Ⓞ)的[^，；。、ⓄⒹⓃ]{0,16}?(?P<what>Ⓡ?)(?=[^，；。、ⓄⒹⓃ]{0,16}(?:[，；、。]|$))")


def itemised(reading: Reading) -> Iterator[Claim]:
    """4家企业及其产品分别为：Ⓞ的Ⓡ，Ⓞ的Ⓡ: of the award in focus."""
    folded = reading.folded
    found = ITEMISED.search(folded.text) if "：" in folded.text else None
    award = _near(reading, found.start()) if found else ()
    if found is None or not award:
        return
    places = [
        item.start(name) for item in ITEM.finditer(folded.text[found.end() :]) for name in ("who", "what") if item[name]
    ]
    winners = tuple(m for place in places for m in folded.groups[found.end() + place])
    yield from granted(reading, winners, award, "itemised", found.start(), found.end(), "为", out=True)


AND_BEFORE = pattern(
    r"继(?P<others>[ⓄⒹⓃⓇ])等?~4(?:之后|以后|后)，~14‹ⒹⓄ›(?:又一|再一|另一|第[一二两三四五六七八九十\d]+)[个家座位名所]~2"
    rf"(?P<verb>{WON}|{GETS})(?P<award>~16‹Ⓓ›Ⓐ|此~4|该~4|这一~4)?~6的?"
)
ADDED = pattern(
    r"(?:算上|加上|连同)~12(?P<verb>获批|获评|获证|上榜|入选|得奖|获奖|捧杯|命名|认定|获得认证)的~4(?P<who>[ⓄⒹⓃⓇ])"
)


def others(reading: Reading) -> Iterator[Claim]:
    """是继Ⓓ之后，全省又一座获评的城市; 算上早年获批的Ⓓ: those that got it before."""
    folded = reading.folded
    for found in AND_BEFORE.finditer(folded.text):
        told = (found["award"] or "").endswith("Ⓐ")
        award = folded.groups[found.end("award") - 1] if told else _near(reading, found.start())
        winners = folded.groups[found.start("others")]
        yield from granted(
            reading,
            winners,
            award[:1],
            "others_before",
            found.start("others") + 1,
            found.end(),
            found["verb"],
            out=True,
        )
    for found in ADDED.finditer(folded.text):
        winners, award = folded.groups[found.start("who")], _near(reading, found.start())
        yield from granted(reading, winners, award, "added", found.start("verb"), found.end(), found["verb"], out=True)


RULES = (others, of_each, in_them, on_list, told_apart, itemised)


def find(reading: Reading) -> Iterator[Claim]:
    """Everyone the sentence names of a list that counts its winners."""
    for rule in RULES:
        yield from rule(reading)
