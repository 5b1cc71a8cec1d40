"""receivedAward where prizes and seats of a list are shared out: Ⓓ有62项上榜, Ⓓ占去两席：Ⓞ、Ⓞ, 个人奖由Ⓝ分享."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.claims.granting import OTHER_LIST, WAITING, WON, granted, recent
from kg.claims.placings import NUMBER
from kg.claims.qualifying import cardinal
from kg.claims.reading import Group, Reading, pattern
from kg.claims.seats import SHAMED
from kg.claims.takers import winners_of
from kg.forms import wants
from kg.model import Claim

TAKES = "(?:占去|占据|占有|占得|占|独占|独得|独揽|拿走|拿下|摘得|夺得|夺下|揽下|斩获|捧回|包揽|抢得)了?"
SEATS = "(?:个?席位?|个名额)"
WORKS_SHARED = pattern(
    rf"(?P<who>Ⓓ)(?:一地|一市|一省|一县|一区)?[均各都]?(?:共有|共|有|也有|则有|另有|以|{TAKES})?"
    rf"(?P<count>{NUMBER})(?:项|个|件|篇|部|幅|首)(?P<what>(?:成果|品牌|作品|案例|项目|产品|奖项|论文|节目|图书)?)"
    rf"(?P<verb>~4(?:{WON}(?!名额|单位|企业|者)|跻身榜单|进入榜单|入榜|登榜|紧随其后|名列其中)|(?=[，；。、]|$))"
)
PLAIN_SHARE = re.compile(TAKES)
PRIZES = ("", "成果", "奖项")
"""What is shared out of an award without a verb of winning: 拿下15个项目 is said of any project."""
WORKS = re.compile("[奖果品]$")


@wants(WORKS_SHARED)
def works(reading: Reading) -> Iterator[Claim]:
    """Ⓓ有62项上榜, Ⓓ一地占去15项: how many of the works that stand in the list are the district's.

    Of 一等奖12个、三等奖40个, Ⓓ以14个领先 counts all grades, not the last named.
    """
    text = reading.folded.text
    for found in WORKS_SHARED.finditer(text):
        taken = found["what"] in PRIZES and PLAIN_SHARE.search(found.group())
        told = found["verb"] or taken or text[: found.start()].endswith("其中")
        award = recent(reading, found.start(), 3 if found["verb"] else 1)
        if not told or not award or not WORKS.search(award[0].name):
            continue
        if award[0].name.endswith("等奖") and "等奖" not in found.group():
            continue
        at = found.start("who") + 1
        every = reading.folded.groups[found.start("who")]
        place = every if text[at : at + 1] in tuple("均各都") else every[-1:]
        yield from _counted(reading, place, award, found)


def _counted(reading: Reading, who: Group, award: Group, found: re.Match[str]) -> Iterator[Claim]:
    """The claims of a share, with its number."""
    for claim in granted(reading, who, award, "shared", found.start("count"), found.end(), found["verb"]):
        told = dict(claim.qualifiers) | {"count": cardinal(found["count"])}
        yield replace(claim, qualifiers=tuple(sorted(told.items())))


SEATS_TAKEN = pattern(
    rf"(?P<who>Ⓓ)(?!企业|民企|品牌|产品|高校)(?:一地|一市|一省|一县|一区)?~4(?P<verb>{TAKES})(?P<count>{NUMBER})席(?=[，；。和]|$)(?!，[^。]{{0,12}}[家它][是们为])"
)


@wants(SEATS_TAKEN)
def seats_taken(reading: Reading) -> Iterator[Claim]:
    """Ⓐ上，Ⓓ占得7席: the district, where those that sit there are not told next; Ⓓ企业占8席 are companies."""
    for found in SEATS_TAKEN.finditer(reading.folded.text):
        at = found.start("who")
        yield from _counted(reading, reading.folded.groups[at], recent(reading, at, 0), found)


SEATS_ARE = pattern(
    rf"Ⓓ~4(?P<verb>{TAKES})(?:其中)?{NUMBER}(?:{SEATS}|家|个)(?:：|——|，(?:它们|他们)?(?:分别)?[是为]：?)(?:~8‹Ⓓ›的)?~3(?P<list>[ⓄⓃⓇ])"
)
NOMINEES = re.compile("提名")
"""Before the seats: 获提名奖的有6家，Ⓓ占两席."""
ITEM = pattern("(?:、|和|与|及|以及)(?:~8‹Ⓓ›的)?~3[ⓄⓃⓇ]")


def _from(reading: Reading, at: int) -> Group:
    """Everyone listed from the sign at folded.text[at] on, each behind its place: 位于Ⓓ的Ⓞ、位于Ⓓ的Ⓞ."""
    return reading.those(reading.chain(ITEM, at))


@wants(SEATS_ARE)
def seats_are(reading: Reading) -> Iterator[Claim]:
    """Ⓓ占去两席：位于Ⓓ的Ⓞ、位于Ⓓ的Ⓞ."""
    folded = reading.folded
    for found in SEATS_ARE.finditer(folded.text):
        winners, award = _from(reading, found.start("list")), recent(reading, found.start())
        at, nominees = found.start("verb"), NOMINEES.search(folded.text, 0, found.start())
        context = nominees.group() if nominees else ""
        yield from granted(reading, winners, award, "seats", at, at, found["verb"], context)


TIER_SHARED = pattern(
    r"(?P<tier>个人奖|组织奖|正奖|大奖|提名奖|[特一二三]等奖|[金银铜]奖)~3由(?P<who>[ⓄⓃⓇⒹ])~4(?P<verb>分享|共享|平分|均分|分获|瓜分)"
)


@wants(TIER_SHARED)
def tiers(reading: Reading) -> Iterator[Claim]:
    """个人奖由Ⓝ、Ⓝ分享: of the award in focus."""
    for found in TIER_SHARED.finditer(reading.folded.text):
        who, at = reading.folded.groups[found.start("who")], found.start("verb")
        award = recent(reading, found.start())
        yield from granted(reading, who, award, "tier_shared", at, found.end(), found["verb"], found["tier"])


COLONED = pattern(
    rf"(?:^|[，；。])(?:其中)?~8(?:企业|单位|组织|个人|团队|品牌|产品|机构|学校|医院){NUMBER}(?:家|个|名|位|件|所)：(?:~8‹Ⓓ›的)?"
    r"(?P<list>[ⓄⓃⓇ])"
)
LIST_HAS = pattern("(?:名单|榜单)(?:之?[里中上])?，?(?:还|也|就|则)?(?:有|包括)(?:~8‹Ⓓ›的)?(?P<list>[ⓄⓃⓇ])")
PUBLISHED = re.compile("名单|榜单|公布|揭晓|出炉|发布|表彰|授牌|颁奖|颁牌|认定|评出|命名")
"""Words of an earlier sentence that say that the award it names has winners to be listed."""


UNDECIDED = 3
"""Sentences back that may say that a list is open to objections."""


def _waiting(reading: Reading) -> str:
    """公示 or the like, where one of the few sentences up to this says that nothing is decided yet."""
    number = reading.sentence.number
    near = {m.sentence for m in reading.discourse.everything if 0 <= number - m.sentence.number <= UNDECIDED}
    ordered = sorted(near, key=lambda sentence: sentence.number)
    return next((found[0] for sentence in ordered if (found := re.search(WAITING, sentence.text))), "")


def _its_list(reading: Reading, award: Group, end: int) -> bool:
    """Whether 名单 in folded.text[:end] is the award's: no list of offenders, none that a body publishes of its own."""
    text = reading.folded.text
    if SHAMED.search(text, 0, end):
        return False
    if "Ⓐ" in text[:end]:
        return True
    published = bool(award) and PUBLISHED.search(award[0].sentence.text) is not None
    return published and not OTHER_LIST.search(text, 0, end)


@wants(COLONED, LIST_HAS)
def told_by_kind(reading: Reading) -> Iterator[Claim]:
    """公示一批名单，其中大型企业2家：Ⓞ、Ⓞ; 授牌，名单里有Ⓞ和Ⓞ."""
    folded = reading.folded
    for form in (COLONED, LIST_HAS):
        for found in form.finditer(folded.text):
            award = recent(reading, found.start("list"))
            if form is LIST_HAS and not _its_list(reading, award, found.end()):
                continue
            winners, at = _from(reading, found.start("list")), found.start()
            yield from granted(reading, winners, award, "listed", at, at, "：", _waiting(reading) if award else "")


HONOURED = pattern(
    r"(?:由|被)(?P<giver>[ⓄⒹ])~4(?P<verb>授予|颁予|颁授|颁发|给予)了?[此该这][一项个]?(?:项|个)?(?:荣誉|称号|殊荣|奖项|大奖|奖|牌子|认证)"
)


@wants(HONOURED)
def honoured(reading: Reading) -> Iterator[Claim]:
    """Ⓞ、Ⓞ两家企业，由Ⓓ授予此项荣誉: the award in focus and who grants it."""
    for found in HONOURED.finditer(reading.folded.text):
        award, winners = recent(reading, found.start()), winners_of(reading, found.start())
        yield from granted(reading, winners, award, "honoured", found.start(), found.end(), found["verb"])
        giver = reading.folded.groups[found.start("giver")]
        yield from reading.claims(award, "presentedBy", giver, "honoured", found["verb"])


RULES = (works, seats_taken, seats_are, tiers, told_by_kind, honoured)


def find(reading: Reading) -> Iterator[Claim]:
    """Everyone among whom the sentence says a list or a prize is shared."""
    for rule in reading.of(RULES):
        yield from rule(reading)
