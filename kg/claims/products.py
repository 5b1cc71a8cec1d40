"""produces: who makes, develops or operates a product, brand or platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Reading, pattern
from kg.model import Claim

MAKES = triggers.choice("triggers_products", "makes")
MAKING = pattern(rf"(?P<verb>{MAKES})(?:了|出|的|成功)?(?P<gap>~16)(?P<thing>Ⓡ)")
AT = pattern(r"在(?P<who>Ⓞ)~6，~10(?P<thing>Ⓡ)")
OWNED = pattern(
    r"(?P<who>Ⓞ)(?:(?:的|旗下的?|品牌|主导产品|产品|主打产品|拳头产品|自主品牌|出品的?|牌)~6|“)?(?P<thing>Ⓡ)(?P<more>(?:[、和]Ⓡ)*)"
)
MADE_BY = pattern(rf"由(?P<who>Ⓞ)~8(?P<verb>{MAKES})(?:的)~10(?P<thing>[ⓇⓅ])")
OFFICE = re.compile(r"(?:局|委|厅|部|办|办公室|政府|委员会)$")
DEVELOPED = pattern(r"(?P<who>Ⓞ)~6(?P<verb>研发|研制|开发|完成|攻关)的(?P<thing>Ⓟ)")
PASSIVE = pattern(rf"(?P<thing>Ⓡ)~8(?:由|系|为)(?P<who>Ⓞ)~8(?P<verb>{MAKES})")
ITS = pattern(r"其~6(?P<thing>Ⓡ)")
MORE = pattern(r"~12[、和及]~8Ⓡ")
OUT = pattern(r"(?P<thing>Ⓡ)~10(?P<verb>问世|面世|下线|量产|上市|投产|首发|走下生产线|批量生产|交付)")


def makes(reading: Reading) -> Iterator[Claim]:
    """Ⓞ研发的Ⓡ; Ⓞ推出Ⓡ."""
    folded = reading.folded
    for found in MAKING.finditer(folded.text):
        places = [found.start("thing")]
        while more := MORE.match(folded.text, places[-1] + 1):
            places.append(more.end() - 1)
        who = reading.subject(found.start(), "Ⓞ")
        if who and OFFICE.search(who[0].name):
            continue
        for place in places:
            things = tuple(m for m in folded.groups[place] if m.type == "Product")
            yield from reading.claims(who, "produces", things, "makes", found["verb"])
    for found in ITS.finditer(folded.text):
        who = reading.carried(reading.clause_at(found.start()), "Ⓞ", 3)
        yield from reading.claims(who[:1], "produces", folded.groups[found.start("thing")], "its", "其")
    yield from reading.simply(DEVELOPED, "who", "produces", "thing", "makes")
    for form in (PASSIVE, MADE_BY):
        yield from reading.simply(form, "who", "produces", "thing", "made_by")


def owns(reading: Reading) -> Iterator[Claim]:
    """Ⓞ的Ⓡ; ⓄⓇ."""
    yield from reading.simply(AT, "who", "produces", "thing", "at")
    for found in OWNED.finditer(reading.raw.text):
        things = reading.raw.groups[found.start("thing")]
        things += tuple(m for i in range(*found.span("more")) for m in reading.raw.groups[i])
        yield from reading.claims(reading.raw.groups[found.start("who")], "produces", things, "owns", "")


def appears(reading: Reading) -> Iterator[Claim]:
    """Ⓡ问世: of the company the text is about."""
    folded = reading.folded
    for found in OUT.finditer(folded.text):
        who = reading.carried(reading.clause_at(found.start()), "Ⓞ")
        yield from reading.claims(who[:1], "produces", folded.groups[found.start()], "appears", found["verb"])


RULES = (makes, owns, appears)


def find(reading: Reading) -> Iterator[Claim]:
    """Every product the sentence says someone makes."""
    if "Ⓡ" not in reading.raw.text and "Ⓟ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)
