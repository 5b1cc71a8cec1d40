"""receivedAward and nominatedFor where a list of winners or a bare 上榜 says it, and the award stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims.granting import COUNTED, GETS, WINNERS, WON, focus, granted
from kg.claims.reading import Reading, pattern
from kg.model import Claim
from kg.shapes import SIGNS

WINNING = pattern(
    rf"(?P<verb>{WON})(?:提名奖?|正奖)?(?!~2(?:单位|企业|组织|个人|名单|数量|者|项目|作品|成果|代表|选手|情况|人员|比例|产品|结果|公示|率|的))"
)
PRIZE = pattern(
    rf"(?P<verb>{GETS}(?:了|过)?~6(?:提名奖|正奖|该奖项?|此奖|这一奖项|大奖|特等奖|[一二三]等奖|金奖|银奖|铜奖|奖杯|奖牌|桂冠|提名|这一称号|该称号|此殊荣|这一殊荣"
    r"|此荣誉))(?!~2(?:单位|企业|名单|数量|者|的))"
)
SHORT = pattern(
    rf"(?P<verb>{GETS})(?:了|过)?(?P<prize>[一-龥]{{2,8}}?(?:奖|称号|认证|荣誉))(?!~2(?:单位|企业|名单|数量|者|的|金|励|学|牌))"
)
ONLY = pattern(
    rf"(?:是|成为|系|为)~14‹ⒹⓄ›(?P<verb>{WON}|{GETS}(?:此|该|这一)~4)的~6(?:个人|企业|单位|组织|城市|县|区|市|机构|学校|产品|选手)"
)
NOMINEES = re.compile("提名奖?[^，。；]{0,8}?(?:：|有|为|名单)")
NAMED_AFTER = pattern("~14‹ⒹⓄⒺ›Ⓐ")
AGAIN = pattern(rf"，(?:并|还|又)?{GETS}~20‹ⒹⓄⒺ›Ⓐ")
EVENT_AFTER = pattern("~14‹Ⓓ›Ⓔ")


def _short(reading: Reading) -> Iterator[re.Match[str]]:
    """捧回质量奖: the end of the name of the award last named."""
    for found in SHORT.finditer(reading.folded.text):
        award = focus(reading, found.start())
        if award and award[0].name.endswith(found["prize"][-3:]):
            yield found


def won(reading: Reading) -> Iterator[Claim]:
    """…揭晓，Ⓞ、Ⓞ榜上有名: the award last named."""
    folded = reading.folded
    for found in [
        *WINNING.finditer(folded.text),
        *PRIZE.finditer(folded.text),
        *ONLY.finditer(folded.text),
        *_short(reading),
    ]:
        if NAMED_AFTER.match(folded.text, found.end()):
            continue
        later = AGAIN.match(folded.text, found.end())
        if later or EVENT_AFTER.match(folded.text, found.end()):
            continue
        lead = reading.lead(found.start())
        stated = [i for i in range(found.start() - len(lead), found.start()) if folded.text[i] in WINNERS]
        if not stated or (COUNTED.search(lead) and folded.text[stated[0]] == "Ⓓ"):
            continue
        winners = reading.subject(found.start(), WINNERS)
        award = focus(reading, found.start())
        since = max((i for i in range(found.start()) if folded.text[i] in "Ⓐ；。"), default=0)
        waiting = re.search("入围|公示|候选", folded.text[max(0, since - 8) : found.start()])
        nominated = NOMINEES.search(folded.text, since, found.start())
        context = (nominated or waiting or [""])[0]
        yield from granted(reading, winners, award, "won", found.start(), found.end(), found["verb"], context)


LISTING = pattern(
    r"(?P<what>(?:获奖|获评|入选|上榜|获得|提名奖?|摘得|荣获|独占|夺得|拟定|Ⓐ)~26‹ⒶⒹ，“”›)(?:分别为|分别是|分别有|包括|同样是|的(?:还|共)?(?:有|是|为)|"
    r"(?:企业|单位|个人|组织|项目|产品|机构|者|品牌|名单|团队|城市|县|区)(?:有|为|是)|：)：?(?:~8的)?(?P<list>[ⓄⒹⓃⓇⓅ])"
)


def listed(reading: Reading) -> Iterator[Claim]:
    """获奖个人分别为：Ⓝ，Ⓝ; 获得Ⓐ的企业有Ⓞ、Ⓞ."""
    folded = reading.folded
    for found in LISTING.finditer(folded.text):
        award = focus(reading, found.start("list"))
        winners = reading.listing(found.start("list"))
        yield from granted(reading, winners, award, "listed", found.start(), found.start("list"), found["what"])


AMONG = pattern(
    rf"(?:(?P<award>Ⓐ)~20‹，›|(?:{WON})，)其中~4(?P<list>[ⓄⓃⓇⓅ])(?P<rest>~12‹Ⓓ›(?:获|入|为|被|由|一|还|同时|，|。|$))"
)
OTHERS = pattern(
    r"(?:^|[，。；])(?:另外|其他|其余|此外|另有)?(?:的)?[\d一二三四五六七八九十]+(?:家|个|名|位|件|项)~10(?:是|为|有|分别为|分别是|包括)：?"
    r"(?P<list>[ⓄⓃⓇⓅ])"
)


def among(reading: Reading) -> Iterator[Claim]:
    """22所学校入选，其中Ⓞ、Ⓞ…; 另外5家企业是：Ⓞ、Ⓞ."""
    folded = reading.folded
    for found in AMONG.finditer(folded.text):
        if found["award"] or not COUNTED.search(reading.lead(found.start())):
            continue
        winners = reading.listing(found.start("list"))
        yield from granted(
            reading, winners, focus(reading, found.start()), "among", found.start(), found.start() + 2, "其中"
        )
    recent = reading.discourse.last("Award")
    if recent is None or recent.sentence.number < reading.sentence.number - 1:
        return
    for found in OTHERS.finditer(folded.text):
        winners = reading.listing(found.start("list"))
        yield from granted(
            reading, winners, focus(reading, found.start()), "others", found.start(), found.start(), "是"
        )


ON_LIST = pattern(r"Ⓐ~8(?:上|中)，?~10‹ⒹⓄ›(?P<verb>排名|排在|位列|名列|位居|列|居|排)~4第[\d一二三四五六七八九十]+")
RANKED = pattern(r"(?P<who>[ⒹⓄⓃⓇ])~6(?P<verb>排名|排在|位列|名列|位居|列|居|排)~4第[\d一二三四五六七八九十]+")
ANNOUNCED = pattern(r"(?:发布|公布|揭晓|出炉|发榜)~6(?:Ⓐ|(?:了|的)?~12Ⓐ)|Ⓐ~6(?:发布|公布|揭晓|出炉|发榜)")


def ranked(reading: Reading) -> Iterator[Claim]:
    """在Ⓐ上，Ⓓ排在第20名，Ⓓ名列第6."""
    folded = reading.folded
    announced = ANNOUNCED.search(folded.text)
    for found in RANKED.finditer(folded.text, announced.end() if announced else len(folded.text)):
        award = focus(reading, found.start())
        yield from granted(
            reading,
            folded.groups[found.start("who")],
            award,
            "ranked",
            found.start("verb"),
            found.start("verb"),
            found["verb"],
        )
    for found in ON_LIST.finditer(folded.text):
        award = folded.groups[found.start()][:1]
        winners = reading.subject(found.start("verb"), WINNERS)
        yield from granted(reading, winners, award, "ranked", found.start("verb"), found.start("verb"), found["verb"])
        for other in RANKED.finditer(folded.text, found.start("verb")):
            winners = folded.groups[other.start("who")]
            yield from granted(
                reading, winners, award, "ranked", other.start("verb"), other.start("verb"), other["verb"]
            )


ENDING = re.compile(
    r"(?:获奖|获评|入选|上榜|名单|提名|荣获|另外|其他|其余|Ⓐ)[^。；]{0,30}(?:是|为|有|包括|如下|名单)?：$"
)


ON_IT = pattern(r"Ⓐ~6(?:里|中|上)，?~4有(?P<who>[ⓄⓃⒹⓇ])")


def on_list(reading: Reading) -> Iterator[Claim]:
    """Ⓐ名单里，有Ⓞ."""
    for found in ON_IT.finditer(reading.folded.text):
        winners = reading.listing(found.start("who"))
        award = reading.folded.groups[found.start()][:1]
        yield from granted(reading, winners, award, "on_list", found.start(), found.end(), "有")


def expected(reading: Reading) -> Iterator[Claim]:
    """获奖名单如下： and in the next sentence, Ⓞ、Ⓞ."""
    number, award, _ = reading.discourse.expected
    text = reading.folded.text
    first = next((i for i, sign in enumerate(text) if sign in SIGNS), None)
    if number == reading.sentence.number - 1 and first is not None and first <= 8 and text[first] in "ⓄⓃⓇⓅⒹ":
        yield from granted(reading, reading.listing(first), award, "expected", first, first, "：")
    if ENDING.search(text):
        place = reading.carried(len(reading.clauses), "Ⓓ", 3)
        reading.discourse.expected = (reading.sentence.number, focus(reading, len(text)), place)


RULES = (expected, on_list, won, listed, among, ranked)


def find(reading: Reading) -> Iterator[Claim]:
    """Every winner the sentence names of an award named before."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    for rule in RULES:
        yield from rule(reading)
