"""produces: who makes, develops or operates a product, brand or platform."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import divisions
from kg.claims.pointing import companies, company, doer, is_company
from kg.claims.reading import Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim
from kg.shapes import LEAD

MAKES = triggers.choice("triggers_products", "makes")
PAID = triggers.choice("triggers_products", "paid")
MAKING = pattern(rf"(?P<verb>{MAKES})(?:了|出|的|成功)?(?P<gap>~16)(?P<thing>Ⓡ)")
OWNED = pattern(
    r"(?P<who>Ⓞ)(?:(?:的|旗下的?|品牌|主导产品|产品|主打产品|拳头产品|自主品牌|出品的?|牌)~6|“)?(?P<thing>Ⓡ)(?P<more>(?:[、和]Ⓡ)*)"
)
MADE_BY = pattern(rf"由(?P<who>Ⓞ)~8(?P<verb>{MAKES}|{PAID})(?:的)~10(?P<thing>[ⓇⓅ])")
RAN_BY = pattern(
    r"由(?P<who>Ⓞ)~8(?P<verb>(?:自主)?(?:研发|研制|开发|设计)|推出|发布)的~10(?P<thing>Ⓟ)(?!项目|工程|计划|行动)"
)
DEVELOPED = pattern(r"(?P<who>Ⓞ)~6(?P<verb>研发|研制|开发|攻关)的(?P<thing>Ⓟ)")
BY_OTHER = re.compile(r"(?:由(?!公司|企业|集团|其|该|它)[^，。；ⓄⓃ]{2,24}|^Ⓓ[^，。；ⓄⓃ的]{0,16})$")
"""What somebody makes who is no mention, or a place: 由泰豪集团研发的Ⓡ, Ⓓ早就推出Ⓡ."""
PASSIVE = pattern(rf"(?P<thing>Ⓡ)~8(?:由|系|为)(?P<who>Ⓞ)~8(?P<verb>{MAKES})")
AT_WORKS = pattern(r"(?P<thing>Ⓡ)~4(?:在|从)(?P<who>Ⓞ)(?:~6)(?P<verb>下线|问世|诞生|量产|研制成功|试制成功)")
"""Ⓡ在Ⓞ下线: it is made there."""
PARTNER = re.compile(
    "(?:联合|会同|携手|联手|与|和|同|跟)(Ⓞ)(?:等[^，；。ⓄⒹ]{0,8})?(?:共同|联合|合作|联手|携手|一起|一道)*$"
)
"""Ⓞ联合Ⓞ|研制的Ⓡ: both make it."""
IS_OF = pattern(rf"(?P<thing>Ⓡ)，?(?:正|就|都|均)?是~6(?P<who>Ⓞ)~10(?P<verb>{MAKES})的")
SHOWN = triggers.choice("triggers_products", "shown")
SHOWING = pattern(rf"(?P<who>Ⓞ)~6{SHOWN}(?:的~10|了~14)(?P<thing>Ⓡ)")
HOLDS_BRAND = pattern(r"(?P<who>Ⓞ)~4(?P<verb>拥有|持有|注册|手握)(?:了)?~8(?P<thing>Ⓡ)(?=等?~4(?:品牌|牌|商标))")
WHOSE = triggers.choice("triggers_products", "whose")
ITS = pattern(rf"(?:^|[，。；：、与和把将是])(?:另一个?|又一)?(?P<whose>{WHOSE})(?:的|生产的)?~6(?P<thing>Ⓡ)")
MORE = pattern(r"~12[、和及]~8Ⓡ")
IT = "(?:它|这[款种个台张项艘瓶道][^，。；的ⓄⒹⓃ]{0,6})"
MADE_IT = pattern(
    rf"(?:(?:造|研发|研制|生产|制造|酿|开发|做|设计|推出|织|烧制)出?{IT}|把{IT}~2(?:做|造|研发|研制|酿|织)出来)的，?"
    r"(?:正|就)?(?:是|为)?~16‹ⓄⒹ的›(?P<who>Ⓞ)(?!的|旗下)"
)
LATER = pattern(rf"[，；](?:均|都|分别|主要|全部)?由(?P<who>Ⓞ)~8(?P<verb>{MAKES})(?=[，；。]|$)")
FORMER = pattern(rf"(?:^|[，。；])(?P<who>前者|后者)~6(?P<verb>{MAKES})(?:的|了)~8(?P<thing>Ⓡ)")
BY_MEANS = pattern(
    r"(?P<how>靠|凭|凭借|依靠|依托|因)(?:自家的?|自产的?|自主研发的|一款|一台)?~2(?P<thing>Ⓡ)~8‹、ⓇⒶ›"
    r"(?:，|入围|入选|上榜|获|夺|拿|摘|捧|被|跻身|打开|敲开|赢|双双)"
)
OUT = pattern(r"(?P<thing>Ⓡ)~10(?P<verb>问世|面世|下线|量产|上市|投产|首发|走下生产线|批量生产|交付)")
GOVERNMENT = re.compile(r"(?:[局委厅部办]|办公室|政府|委员会)$")
SCHOOL = re.compile("(?:大学|学院|学校|中学|小学)$")


def _listed(reading: Reading, at: int) -> Group:
    """The products from the sign at folded.text[at] on: Ⓡ、第二代Ⓡ和Ⓡ."""
    return tuple(m for m in reading.those(reading.chain(MORE, at)) if m.type == "Product")


@wants(MAKING, DEVELOPED, MADE_BY, PASSIVE, IS_OF, HOLDS_BRAND, SHOWING, RAN_BY, AT_WORKS)
def makes(reading: Reading) -> Iterator[Claim]:
    """Ⓞ研发的Ⓡ; Ⓞ与Ⓞ联手推出Ⓡ."""
    for found in MAKING.finditer(reading.folded.text):
        if reading.denied(found.start()) or BY_OTHER.search(reading.lead(found.start())):
            continue
        if found["gap"].startswith(("还有", "有", "还包括", "包括")):
            continue
        who = doer(reading, found.start(), "Ⓞ")
        partner = PARTNER.search(reading.folded.text, 0, found.start())
        if who and partner:
            who += tuple(m for m in reading.folded.groups[partner.start(1)] if m not in who)
        makers = tuple(m for m in who if not GOVERNMENT.search(m.name))
        yield from reading.claims(makers, "produces", _listed(reading, found.start("thing")), "makes", found["verb"])
    yield from reading.simply(DEVELOPED, "who", "produces", "thing", "makes")
    for found in MADE_BY.finditer(reading.folded.text):
        if reading.denied(found.start()):
            continue
        things = tuple(m for m in reading.folded.groups[found.start("thing")] if m.type == "Product")
        yield from reading.claims(
            reading.folded.groups[found.start("who")], "produces", things, "made_by", found["verb"]
        )
    for form in (PASSIVE, IS_OF, HOLDS_BRAND, SHOWING, RAN_BY, AT_WORKS):
        yield from reading.simply(form, "who", "produces", "thing", "made_by")


@wants(LATER, MADE_IT, FORMER, BY_MEANS)
def later(reading: Reading) -> Iterator[Claim]:
    """Ⓡ身高1.8米，由Ⓞ研发; 造出它的是Ⓞ; 前者研发的Ⓡ; Ⓞ靠Ⓡ入围: the maker told after or before other things."""
    folded = reading.folded
    for found in LATER.finditer(folded.text):
        here = [group for group in folded.groups[: found.start()] if group and group[0].type == "Product"]
        if here:
            yield from reading.claims(folded.groups[found.start("who")], "produces", here[-1], "later", found["verb"])
    for found in MADE_IT.finditer(folded.text):
        last = reading.discourse.last("Product")
        if last is not None and reading.sentence.number - last.sentence.number <= 1:
            yield from reading.claims(folded.groups[found.start("who")], "produces", (last,), "later", "做")
    for found in FORMER.finditer(folded.text):
        who = _of_two(reading, found.start(), found["who"])
        yield from reading.claims(who, "produces", _listed(reading, found.start("thing")), "later", found["verb"])
    for found in BY_MEANS.finditer(folded.text):
        said = FORMER_ONE.match(reading.lead(found.start()))
        named = _of_two(reading, found.start(), said.group()) if said else reading.subject(found.start(), "Ⓞ")
        who = tuple(m for m in named if is_company(m.name))
        yield from reading.claims(who[:1], "produces", _listed(reading, found.start("thing")), "by_means", found["how"])


FORMER_ONE = re.compile("[前后]者")


def _of_two(reading: Reading, at: int, which: str) -> Group:
    """Whom 前者 or 后者 at folded.text[at] means: the first or the last of the bodies last listed."""
    listed = next((g for g in reversed(reading.folded.groups[:at]) if len(g) > 1 and g[0].type == "Organisation"), ())
    return listed[:1] if which == "前者" else listed[-1:]


FIRST = re.compile("(?:的|企业|公司|老字号|单位)$")
"""What ends the words before a clause's subject: 来自Ⓓ的Ⓞ, 本地企业Ⓞ."""


def _owner(reading: Reading, at: int) -> Group:
    """Whose 旗下 or 其 at folded.text[at] speaks of: the body of this sentence last said to act, else the text's."""
    text, number = reading.folded.text, reading.clause_at(at)
    for clause in reading.clauses[:number][::-1]:
        if text[clause.end : clause.end + 1] in ("；", "。"):
            break
        places = [i for i in range(clause.start, clause.end) if text[i] == "Ⓞ"]
        free = [i for i in places if FIRST.search(text[clause.start : i]) or not LEAD.sub("", text[clause.start : i])]
        if free:
            group = reading.folded.groups[free[0]]
            return group[:1] if is_company(group[0].name) else ()
    return company(reading, at)[:1]


@wants(OWNED, ITS)
def owns(reading: Reading) -> Iterator[Claim]:
    """Ⓞ的Ⓡ; ⓄⓇ; 其Ⓡ, 主打产品Ⓡ: of the company the text is about."""
    raw = reading.raw
    for found in OWNED.finditer(raw.text):
        who, things = raw.groups[found.start("who")], raw.groups[found.start("thing")]
        things += tuple(m for i in range(*found.span("more")) for m in raw.groups[i])
        taught = found.group()[1:2] == "的" and SCHOOL.search(who[0].name)
        if not taught:
            yield from reading.claims(who, "produces", things, "owns", "")
    for found in ITS.finditer(reading.folded.text):
        who = _owner(reading, found.end("whose"))
        yield from reading.claims(who, "produces", _listed(reading, found.start("thing")), "its", found["whose"])


BRAND = re.compile("^“?(?P<core>[^”]{2,8}?)”?(?:品牌|牌)?$")


def own_name(reading: Reading) -> Iterator[Claim]:
    """“临江大姐”品牌 of 临江大姐家政公司: a brand that a company of the article is called after."""
    named = companies(divisions.Everything(reading.discourse.everything))
    firms = [m for m in named.values() if FIRM.search(m.name)]
    for thing in (m for group in reading.folded.groups for m in group if m.type == "Product"):
        core = BRAND.match(thing.name)
        if core is None:
            continue
        who = next((m for m in firms if m.name.startswith(core["core"]) and m.name != thing.name), None)
        if who is not None and not _is_of_place(core["core"]):
            yield from reading.claims((who,), "produces", (thing,), "own_name", "")


FIRM = re.compile("(?:公司|集团|厂|社)$")


def _is_of_place(name: str) -> bool:
    """Whether a brand begins with a division's name, as a good of that place does: 射阳大米."""
    return any(divisions.codes(name[:end]) for end in (2, 3))


def appears(reading: Reading) -> Iterator[Claim]:
    """Ⓡ问世: of the company the text is about."""
    for found in OUT.finditer(reading.folded.text):
        who = reading.carried(reading.clause_at(found.start()), "Ⓞ")[:1]
        if who and is_company(who[0].name):
            yield from reading.claims(who, "produces", _listed(reading, found.start()), "appears", found["verb"])


STATED = (makes, later, owns, own_name)


def find(reading: Reading) -> Iterator[Claim]:
    """Every product the sentence says someone makes."""
    if not any(sign in reading.raw.text for sign in "ⓇⓅⓉ") and not MADE_IT.search(reading.folded.text):
        return
    stated = [claim for rule in reading.of(STATED) for claim in rule(reading)]
    yield from stated
    made = {claim.object for claim in stated}
    yield from (claim for claim in appears(reading) if claim.object not in made)
