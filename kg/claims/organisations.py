"""subOrganisationOf and cooperatesWith: part and whole, partner and partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kg import triggers
from kg.claims.reading import GOVERNED, Group, Reading, pattern
from kg.model import Claim

TOGETHER = triggers.choice("triggers_organisations", "together")
PARTNERS = triggers.choice("triggers_organisations", "partners")
ALLIES = triggers.choice("triggers_organisations", "allies")
PART_OF = triggers.choice("triggers_organisations", "part_of")
HAS_PART = triggers.choice("triggers_organisations", "has_part")


def _pairs(reading: Reading, group: Group, rule: str, trigger: str) -> Iterator[Claim]:
    """Each with each."""
    for one, other in combinations(group, 2):
        yield from reading.claim(one, "cooperatesWith", other, rule, trigger)


JOINT = pattern(rf"(?P<who>[ⓄⒹ])(?:~12‹，›|~6在Ⓓ~6)(?P<verb>{TOGETHER})")


def joint(reading: Reading) -> Iterator[Claim]:
    """Ⓞ和Ⓞ共同主办; Ⓞ与Ⓞ签约."""
    folded = reading.folded
    for found in JOINT.finditer(folded.text):
        group = folded.groups[found.start("who")]
        before = folded.text[max(0, found.start() - 3) : found.start()]
        if re.search("[与和同跟]$", before) or folded.text.startswith("伙伴", found.end()):
            continue
        if len(group) > 2 and "由" in before and found["verb"] == "共同":
            continue
        yield from _pairs(reading, group, "joint", found["verb"])


WITH = pattern(
    rf"(?P<by>与|和|同|联合|携手|会同|牵手|联手|分别与|结对|对接|协同|携)~4(?P<other>[ⓄⒹ])(?P<gap>~24‹ⓅⓉⒶⒺ›)(?P<verb>{PARTNERS})"
)
ALLY = pattern(rf"(?P<verb>{ALLIES})(?P<other>[ⓄⒹ])")
PARTNER_OF = pattern(
    r"(?P<one>Ⓞ)的~4(?P<verb>合作伙伴|合作单位|合作方|合作企业|伙伴)(?:包括|有|是|为)(?:了)?(?P<other>[ⓄⒹ])"
)
SIGNED = pattern("~4Ⓟ")
FORMED = pattern(
    r"(?P<other>[ⓄⒹ])(?:也|都)?(?:是|为|成为)(?:其|它|该公司|公司|集团|Ⓞ)(?:的)?~6(?:合作伙伴|合作单位|战略伙伴|伙伴)"
)


def partners(reading: Reading) -> Iterator[Claim]:
    """Ⓞ与Ⓞ签署合作协议; Ⓓ携手Ⓞ打造Ⓟ."""
    folded = reading.folded
    for form in (WITH, ALLY):
        for found in form.finditer(folded.text):
            other = folded.groups[found.start("other")]
            beside = folded.text[found.start() - 1 : found.start()]
            allied = found.groupdict().get("by") in ("联合", "携手", "会同", "联手", "牵手")
            governed = not allied and GOVERNED.search(folded.text[: found.start() - 1]) if beside else None
            one = (
                folded.groups[found.start() - 1]
                if beside and beside in "ⓄⒹ" and not governed
                else reading.subject(found.start(), "ⓄⒹ")
            )
            by = re.search(r"由([ⓄⒹ])$", reading.lead(found.start()))
            if by:
                one = folded.groups[found.start() - 1]
            one = tuple(m for m in one if m not in other)
            reading.discourse.pair = one + other
            yield from reading.claims(one, "cooperatesWith", other, "partners", found["verb"])
            signed = SIGNED.match(folded.text, found.end())
            if form is WITH and signed and "签" in found["verb"]:
                programs = folded.groups[signed.end() - 1]
                yield from reading.claims(other, "participatesIn", programs, "signed", found["verb"])
    yield from reading.simply(PARTNER_OF, "one", "cooperatesWith", "other", "partners")
    for found in FORMED.finditer(folded.text):
        one = reading.carried(reading.clause_at(found.start()), "Ⓞ")
        yield from reading.claims(one, "cooperatesWith", folded.groups[found.start("other")], "partners", "合作伙伴")


ADJOINED = pattern(r"(?P<whole>Ⓞ)(?P<part>Ⓞ)")
WITHIN = re.compile(
    r"^(?![市区县省州旗]|[\w“]{0,12}(?:公司|集团|大学)).*(?:队|室|部|处|科|系|组|所|站|院|中心|车间|分局|分会|支行|办|社|团|坊|基地|学校|班)[”》）]?$"
)
PART = pattern(rf"(?P<whole>Ⓞ)(?:的)?(?P<verb>{HAS_PART})(?:的)?(?P<part>Ⓞ)")
LEADING = pattern(rf"(?P<verb>{HAS_PART})(?P<part>Ⓞ)")
BELONGS = pattern(rf"(?P<verb>是|为|系|成为)(?P<whole>Ⓞ)~6{PART_OF}(?P<of>的?(?P<part>Ⓞ))?")
UNDER = pattern(
    r"(?P<verb>隶属于|隶属|内设于|归属于|归属|属于|挂靠在|挂靠|依托于|附设于)(?P<whole>Ⓞ)(?P<of>的(?P<part>Ⓞ))?"
)


def parts(reading: Reading) -> Iterator[Claim]:
    """Ⓞ旗下Ⓞ; 内设于Ⓞ的Ⓞ; 是Ⓞ的控股子公司."""
    folded = reading.folded
    for found in ADJOINED.finditer(reading.raw.text):
        if not WITHIN.search(reading.raw.groups[found.start("part")][0].text):
            continue
        yield from reading.claims(
            reading.raw.groups[found.start("part")],
            "subOrganisationOf",
            reading.raw.groups[found.start("whole")],
            "adjoined",
            "",
        )
    yield from reading.simply(PART, "part", "subOrganisationOf", "whole", "has_part")
    for found in LEADING.finditer(folded.text):
        if found.start() and folded.text[found.start() - 1] in "Ⓞ的":
            continue
        whole = reading.carried(reading.clause_at(found.start()), "Ⓞ") or reading.subject(found.start(), "Ⓞ")
        yield from reading.claims(
            folded.groups[found.start("part")], "subOrganisationOf", whole[:1], "has_part", found["verb"]
        )
    for found in [*BELONGS.finditer(folded.text), *UNDER.finditer(folded.text)]:
        part = folded.groups[found.start("part")] if found["part"] else reading.subject(found.start(), "Ⓞ")
        yield from reading.claims(
            part, "subOrganisationOf", folded.groups[found.start("whole")], "part_of", found["verb"]
        )


FOUNDED = pattern(r"(?P<verb>建起|组建|成立|设立|建有|设有|建成|创办|拥有|设)(?:了|起)?~8(?P<part>Ⓞ)")
INNER = re.compile(
    r"(?:中心|实验室|研究院|研究所|工作站|分院|学院|分公司|子公司|事业部|研究室|工作室|基地|法庭|分校|校区|院区|分部|支行|分行|营业部|办事处|分局|分会|站|所)$"
)


def founded(reading: Reading) -> Iterator[Claim]:
    """Ⓞ建起Ⓞ (工程技术研究中心): a part it founds."""
    folded = reading.folded
    for found in FOUNDED.finditer(folded.text):
        parts = tuple(m for m in folded.groups[found.start("part")] if INNER.search(m.name))
        whole = reading.subject(found.start(), "ⓄⒹ")
        if parts and len(whole) == 1 and whole[0].type == "Organisation":
            yield from reading.claims(parts, "subOrganisationOf", whole, "founded", found["verb"])


RULES = (founded, joint, partners, parts)


def find(reading: Reading) -> Iterator[Claim]:
    """Every whole and every partner the sentence gives an organisation or a district."""
    if "Ⓞ" not in reading.raw.text and "Ⓓ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)
