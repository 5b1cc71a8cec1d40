"""presentedBy: who grants, decides or announces an award."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.granting import focus
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim

GETS = triggers.choice("triggers_awards", "gets")
PASSIVE = triggers.choice("triggers_awards", "passive")
PRESENTS = triggers.choice("triggers_awards", "presents")
ACTIVE = pattern(
    rf"(?P<giver>[ⓄⒹ])(?P<between>~22‹，Ⓣ›)(?P<verb>{PRESENTS})(?!时|期间|以来|[大之以]?会|后，|仪式|活动)(?P<of>了?的|了)?~14(?:(?<=通报|公告|通知|决定|名单|文件)，~6)?(?P<award>Ⓐ)"
)
PLACED = pattern(rf"(?:在|于)Ⓓ~6(?P<verb>{PRESENTS})(?!的)了?~14‹Ⓣ›(?P<award>Ⓐ)")
OTHER_GIVER = re.compile(
    r"跻身|入选|登上|位列|名列|荣登|上榜|入围|入榜|摘得|捧回|斩获|[被获将把]|(?:讯|电|消息)(?=.)|^(?:(?!等)[^，]){0,8}(?:[部局委厅署院]|杂志|中心|协会|学会|联合会|研究所|大学|公司|集团)(?!门)"
)
"""Between a name and the verb: the award is given to it, or someone unnamed gives it."""
ELSEWHERE = re.compile("[在从于]")
EXAMINED = pattern(
    r"经(?P<giver>Ⓞ)~6(?P<verb>评审|评定|评选|审定|认定|考核|遴选|验收|复核|公布|公示|审核)，"
    rf"~16‹ⓄⒹⓇⓃ›(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
DECLARED = pattern(
    rf"(?P<giver>Ⓞ)~8(?P<verb>公告|公布|宣布|通报|发文|公示|发布消息|(?:公布|发布|公示)了?~16(?:名单|结果|目录|榜单|决定))，~24‹ⓄⒹⓇⓃ、的›(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
BY = pattern(rf"(?P<award>Ⓐ)~8(?:由|经)(?P<givers>~30‹ⓄⒹ、›)(?P<verb>{PRESENTS})")
SET_UP = pattern(rf"(?P<award>Ⓐ)(?:是|系)(?P<givers>~8‹ⓄⒹ、›)(?P<verb>{PRESENTS})的")
THIS_BY = pattern(
    r"(?:[该此这][一项]?(?:奖项?|榜单?|名单|荣誉|称号|认证|评选|评价)|榜单|名单|评选|奖项|排行榜|子榜)(?:，|是)?~10"
    rf"由(?P<givers>~30‹ⓄⒹ、›)(?P<verb>{PRESENTS})"
)
DOCUMENTED = pattern(rf"(?P<giver>Ⓞ)~12(?P<verb>{PRESENTS})(?:了|的)?~4Ⓣ~30‹，ⒹⓄⓇ›{GETS}~4(?P<award>Ⓐ)")
ALSO = pattern(r"(?P<verb>公布|发布|揭晓|出炉|颁发)的(?:还|另|也|同时)?有~8(?P<award>Ⓐ)")
FROM = pattern(
    r"(?:从|自)(?P<giver>[ⓄⒹ])(?:~12(?:手中|手里|处))?~4(?P<verb>接过|领取|领回|领到|捧回|捧过|接下|领走)了?~8(?P<award>Ⓐ)"
)
PRAISING = pattern(r"(?P<giver>Ⓞ)~10(?P<verb>印发|发布|下发|公布|作出|出台|发出)的?(?:了|《)?(?P<what>Ⓣ)")
DECISION = re.compile(r"^[《“]?(?:关于)?(?:表彰|公布|认定|授予|命名|确认)")
ALLY = re.compile("([ⓄⒹ])(?:等)?(?:联合|会同|携手|牵头联合|牵头，?联合)$")


def announced(reading: Reading) -> Iterator[Claim]:
    """Ⓞ公布Ⓐ名单; Ⓞ发布的Ⓐ; Ⓞ12日在Ⓓ发布Ⓐ."""
    folded = reading.folded
    for found in ACTIVE.finditer(folded.text):
        at, between = found.start("giver"), found["between"]
        before = folded.text[at - 1 : at]
        if before in tuple("向给为对将把予") or OTHER_GIVER.search(between):
            continue
        if found["of"] and found["of"].endswith("的") and ELSEWHERE.search(between.rsplit("，", 1)[-1]):
            continue
        if before in ("在", "于", "到", "赴") and not (found["of"] or "").endswith("的"):
            continue
        ally = ALLY.search(folded.text, 0, at)
        givers = (folded.groups[ally.start(1)] if ally else ()) + folded.groups[at]
        yield from reading.claims(
            folded.groups[found.start("award")], "presentedBy", givers, "announced", found["verb"]
        )
    for found in PLACED.finditer(folded.text):
        givers = reading.subject(found.start(), "Ⓞ")
        awards = folded.groups[found.start("award")]
        yield from reading.claims(awards, "presentedBy", givers, "announced", found["verb"])


def granted_by(reading: Reading) -> Iterator[Claim]:
    """Ⓐ由Ⓞ联合Ⓞ设立; 该奖由Ⓞ组织评审; 经Ⓞ评审，…获评Ⓐ; 从Ⓞ手中接过Ⓐ."""
    folded = reading.folded
    for form, rule in ((EXAMINED, "examined"), (DECLARED, "declared"), (DOCUMENTED, "announced"), (FROM, "handed")):
        yield from reading.simply(form, "award", "presentedBy", "giver", rule)
    for form in (BY, SET_UP):
        for found in form.finditer(folded.text):
            givers = _within(reading, found.span("givers"))
            yield from reading.claims(
                folded.groups[found.start("award")], "presentedBy", givers, "granted_by", found["verb"]
            )
    for found in THIS_BY.finditer(folded.text):
        givers = _within(reading, found.span("givers"))
        yield from reading.claims(focus(reading, found.start() + 1), "presentedBy", givers, "granted_by", found["verb"])
    for found in ALSO.finditer(folded.text):
        givers = reading.carried(reading.clause_at(found.start()), "Ⓞ", 2)
        if givers and givers[0].sentence == reading.sentence:
            awards = folded.groups[found.start("award")]
            yield from reading.claims(awards, "presentedBy", givers, "announced", found["verb"])


def _within(reading: Reading, span: tuple[int, int]) -> Group:
    """The bodies and places named there: Ⓞ联合Ⓞ等单位."""
    folded = reading.folded
    places = [i for i in range(*span) if folded.text[i] in "ⓄⒹ"]
    if any(folded.text[i] == "Ⓞ" for i in places):
        places = [i for i in places if folded.text[i] == "Ⓞ"]
    return tuple(m for i in places for m in folded.groups[i])


def praised(reading: Reading) -> Iterator[Claim]:
    """Ⓞ印发《关于表彰…奖获奖组织的决定》: the award the decision names."""
    folded = reading.folded
    for found in PRAISING.finditer(folded.text):
        for decision in folded.groups[found.start("what")]:
            named = [m for m in reading.discourse.everything if m.type == "Award" and m.name[-5:] in decision.name]
            if DECISION.search(decision.name) and named:
                yield from reading.claims(
                    tuple(named[:1]), "presentedBy", folded.groups[found.start("giver")], "praised", found["verb"]
                )


COUNTED = pattern(
    r"(?:^|[，；])(?:并|还|又|同时|联合|正式|决定|拟)?(?:会上|会议|当场|现场)?(?:还|共)?"
    r"(?P<verb>授予|颁给|表彰了?|命名了?|认定了?|公布了|发布了|揭晓了|评选出|评出|宣布了)(?=~8[\d一二两三四五六七八九十百]+[家名位个]|~10Ⓐ)~26‹和、›(?P<award>Ⓐ)"
)


def counted(reading: Reading) -> Iterator[Claim]:
    """Ⓞ印发通报，授予5家企业Ⓐ; Ⓓ召开大会，会上公布了Ⓐ名单: whom the clause before is about."""
    for found in COUNTED.finditer(reading.folded.text):
        givers = reading.carried(reading.clause_at(found.start("verb")), "ⓄⒹ", 2)
        if givers and givers[0].sentence == reading.sentence:
            awards = reading.folded.groups[found.start("award")]
            yield from reading.claims(awards, "presentedBy", givers, "counted", found["verb"])


RULES = (announced, granted_by, praised, counted)


def find(reading: Reading) -> Iterator[Claim]:
    """Every granter the sentence names; awards.py finds those named with their winners."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    for rule in RULES:
        yield from rule(reading)
