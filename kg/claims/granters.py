"""presentedBy: who grants, decides or announces an award."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Reading, pattern
from kg.model import Claim

GETS = triggers.choice("triggers_awards", "gets")
PASSIVE = triggers.choice("triggers_awards", "passive")
PRESENTS = triggers.choice("triggers_awards", "presents")
LIST_PRESENTED = pattern(
    rf"(?P<giver>[ⓄⒹ])~22‹，Ⓣ›(?P<verb>{PRESENTS})(?:了|的)?~14(?:(?<=通报|公告|通知|决定|名单|文件)，~6)?(?P<award>Ⓐ)"
)
EXAMINED = pattern(
    rf"经(?P<giver>Ⓞ)~6(?P<verb>评审|评定|评选|审定|认定|考核|遴选|验收|复核)，~12‹ⓄⒹⓇⓃ›(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
BY = pattern(rf"(?P<award>Ⓐ)~8(?:由|经)(?P<giver>[ⓄⒹ])~12(?P<verb>{PRESENTS})")
DOCUMENTED = pattern(rf"(?P<giver>Ⓞ)~12(?P<verb>{PRESENTS})(?:了|的)?~4Ⓣ~30‹，ⒹⓄⓇ›{GETS}~4(?P<award>Ⓐ)")
THIS_BY = pattern(
    rf"(?:该奖项?|该榜单|该名单|这一奖项|该荣誉|该称号|该认证|评选|奖项)(?:，)?~10由(?:Ⓓ?~4)(?P<giver>[ⓄⒹ])~10(?P<verb>{PRESENTS})"
)


def presented(reading: Reading) -> Iterator[Claim]:
    """Ⓐ由Ⓞ设立; Ⓞ公布Ⓐ名单; 经Ⓞ评审，…获评Ⓐ; 该奖由Ⓞ组织评审."""
    folded = reading.folded
    for form, rule in ((LIST_PRESENTED, "announced"), (BY, "granted_by"), (EXAMINED, "examined")):
        for found in form.finditer(folded.text):
            giver = found.start("giver")
            if folded.text[giver - 1 : giver] in ("向", "给", "为", "对"):
                continue
            ally = re.search("([ⓄⒹ])(?:联合|会同|携手|牵头联合)$", folded.text[:giver])
            givers = (folded.groups[ally.start(1)] if ally else ()) + folded.groups[giver]
            yield from reading.claims(folded.groups[found.start("award")], "presentedBy", givers, rule, found["verb"])
    yield from reading.simply(DOCUMENTED, "award", "presentedBy", "giver", "announced")
    for found in THIS_BY.finditer(folded.text):
        here = [m for i in range(found.start()) for m in folded.groups[i] if m.type == "Award"]
        award = here[-1] if here else reading.discourse.last("Award")
        if award:
            yield from reading.claims(
                (award,), "presentedBy", folded.groups[found.start("giver")], "granted_by", found["verb"]
            )


RULES = (presented,)


def find(reading: Reading) -> Iterator[Claim]:
    """Every granter the sentence names; awards.py finds those named with their winners."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    for rule in RULES:
        yield from rule(reading)
