"""produces: who makes, develops or operates a product, brand or platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import speaking
from kg.claims.pointing import NEAR, company, doer, is_company
from kg.claims.reading import PLAIN, Group, Reading, pattern
from kg.model import Claim

MAKES = triggers.choice("triggers_products", "makes")
MAKING = pattern(rf"(?P<verb>{MAKES})(?:了|出|的|成功)?(?P<gap>~16)(?P<thing>Ⓡ)")
JOINTLY = re.compile(rf"(?:与|和|同|联合|携手|联手|会同){PLAIN}{{0,6}}(?P<partner>Ⓞ){PLAIN}{{0,8}}$")
OWNED = pattern(
    r"(?P<who>Ⓞ)(?:(?:的|旗下的?|品牌|主导产品|产品|主打产品|拳头产品|自主品牌|出品的?|牌)~6|“)?(?P<thing>Ⓡ)(?P<more>(?:[、和]Ⓡ)*)"
)
AT = pattern(r"(?:^|[，。；：])(?:在|走进)(?P<who>Ⓞ)(?:~6(?:里|内|车间|现场|厂区|展厅|线上?|码头))?，~10(?P<thing>Ⓡ)")
MADE_BY = pattern(rf"由(?P<who>Ⓞ)~8(?P<verb>{MAKES})(?:的)~10(?P<thing>[ⓇⓅ])")
DEVELOPED = pattern(r"(?P<who>Ⓞ)~6(?P<verb>研发|研制|开发|完成|攻关)的(?P<thing>Ⓟ)")
BY_OTHER = re.compile(r"(?:由(?!公司|企业|集团|其|该|它)[^，。；ⓄⓃ]{2,24}|^Ⓓ[^，。；ⓄⓃ的]{0,16})$")
"""What somebody makes who is no mention, or a place: 由泰豪集团研发的Ⓡ, Ⓓ早就推出Ⓡ."""
BY_IT = pattern(rf"由(?:其|它|该?(?:公司|企业|集团|厂|院|校|所))~8(?P<verb>{MAKES})的~10(?P<thing>Ⓡ)")
PASSIVE = pattern(rf"(?P<thing>Ⓡ)~8(?:由|系|为)(?P<who>Ⓞ)~8(?P<verb>{MAKES})")
FROM = pattern(r"(?P<thing>[ⓇⓉ])~6(?P<verb>出自|产自|来自|源自|诞生于)(?P<who>Ⓞ)")
ITS = pattern(
    r"(?:^|[，。；：、与和把将是])(?P<whose>其|旗下|公司|企业|集团|自家|主打产品|主导产品|拳头产品|当家产品|明星产品)(?:的|生产的)?~6(?P<thing>Ⓡ)"
)
MORE = pattern(r"~12[、和及]~8Ⓡ")
OUT = pattern(r"(?P<thing>Ⓡ)~10(?P<verb>问世|面世|下线|量产|上市|投产|首发|走下生产线|批量生产|交付)")
GOVERNMENT = re.compile(r"(?:[局委厅部办]|办公室|政府|委员会)$")
SCHOOL = re.compile("(?:大学|学院|学校|中学|小学)$")


def _listed(reading: Reading, at: int) -> Group:
    """The products from the sign at folded.text[at] on: Ⓡ、第二代Ⓡ和Ⓡ."""
    places = [at]
    while more := MORE.match(reading.folded.text, places[-1] + 1):
        places.append(more.end() - 1)
    return tuple(m for place in places for m in reading.folded.groups[place] if m.type == "Product")


def _makers(reading: Reading, at: int) -> Group:
    """Who makes what the verb at folded.text[at] says, with whom it is made jointly: Ⓞ与Ⓞ联手推出Ⓡ."""
    who = doer(reading, at, "Ⓞ")
    with_whom = JOINTLY.search(reading.folded.text, max(0, at - NEAR), at)
    if with_whom and who:
        who += tuple(m for m in reading.folded.groups[with_whom.start("partner")] if m not in who)
    return who


def _named_by_speech(reading: Reading, at: int) -> Group:
    """The company that 公司 at folded.text[at] means: the speaker's (总经理Ⓝ说，由公司研发的Ⓡ), else the text's."""
    told = speaking.doer(reading, at)
    return company(reading, at)[:1] if told is None else told


def makes(reading: Reading) -> Iterator[Claim]:
    """Ⓞ研发的Ⓡ; Ⓞ与Ⓞ联手推出Ⓡ."""
    for found in MAKING.finditer(reading.folded.text):
        if BY_OTHER.search(reading.lead(found.start())):
            continue
        who = _makers(reading, found.start())
        if who and not GOVERNMENT.search(who[0].name):
            things = _listed(reading, found.start("thing"))
            yield from reading.claims(who, "produces", things, "makes", found["verb"])
    yield from reading.simply(DEVELOPED, "who", "produces", "thing", "makes")
    for found in BY_IT.finditer(reading.folded.text):
        yield from reading.claims(
            _named_by_speech(reading, found.start()),
            "produces",
            _listed(reading, found.start("thing")),
            "by_it",
            found["verb"],
        )
    for form in (PASSIVE, MADE_BY, FROM):
        yield from reading.simply(form, "who", "produces", "thing", "made_by")


def owns(reading: Reading) -> Iterator[Claim]:
    """Ⓞ的Ⓡ; ⓄⓇ; 在Ⓞ车间，Ⓡ; 其Ⓡ, 主打产品Ⓡ: of the company the text is about."""
    yield from reading.simply(AT, "who", "produces", "thing", "at")
    raw = reading.raw
    for found in OWNED.finditer(raw.text):
        who, things = raw.groups[found.start("who")], raw.groups[found.start("thing")]
        things += tuple(m for i in range(*found.span("more")) for m in raw.groups[i])
        taught = found.group()[1:2] == "的" and SCHOOL.search(who[0].name)
        if not taught:
            yield from reading.claims(who, "produces", things, "owns", "")
    for found in ITS.finditer(reading.folded.text):
        who = company(reading, found.start())[:1]
        yield from reading.claims(who, "produces", _listed(reading, found.start("thing")), "its", found["whose"])


def appears(reading: Reading) -> Iterator[Claim]:
    """Ⓡ问世: of the company the text is about."""
    for found in OUT.finditer(reading.folded.text):
        who = reading.carried(reading.clause_at(found.start()), "Ⓞ")[:1]
        if who and is_company(who[0].name):
            yield from reading.claims(who, "produces", _listed(reading, found.start()), "appears", found["verb"])


STATED = (makes, owns)


def find(reading: Reading) -> Iterator[Claim]:
    """Every product the sentence says someone makes."""
    if not any(sign in reading.raw.text for sign in "ⓇⓅⓉ"):
        return
    stated = [claim for rule in STATED for claim in rule(reading)]
    yield from stated
    made = {claim.object for claim in stated}
    yield from (claim for claim in appears(reading) if claim.object not in made)
