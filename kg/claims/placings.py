"""receivedAward where a list of ranks (百强, …榜) is told place by place, long after its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import triggers
from kg.claims.granters import announced, around
from kg.claims.granting import granted
from kg.claims.holders import OFFICE, fits, holder, longer
from kg.claims.qualifying import BRACKET, cardinal
from kg.claims.reading import PLAIN, Group, Reading, pattern
from kg.model import Claim, Mention
from kg.shapes import SIGNS

LISTS = re.compile(
    r"(?:强(?!国|省|链|村|农)|佳|榜单?|排行|排名|座次|TOP\d+|指数|评价|评估|考核)(?:名单|结果|企业|单位|品牌|城市|榜单|[县区镇市]){0,2}$"
    r"|(?:\d{2,}|[百千])(?![年届批])[^年届批]{0,4}最[^年届批]{2,6}$",
    re.I,
)
"""Names of awards that are lists of ranks."""
NUMBER = r"[\d一二两三四五六七八九十百]+"
MOVED = "(?:[前上后下]移|[上提攀]升|前进|后退|下滑|下降|回落|[进退升降跳跃爬滑跌蹿窜掉冲移挪])"
VERB = f"(?:{triggers.choice('triggers_awards', 'place_verb')}|{MOVED}[^，；。：第]{{0,4}}?[至到为])"
TOP = triggers.choice("triggers_awards", "place_top")
PLACED = triggers.choice("triggers_awards", "placed")
NTH = rf"第{NUMBER}(?:、第{NUMBER})*(?:[和至到与及]第{NUMBER})?(?![届批个家次产期])(?:位|名)?"
PLACE = rf"(?:全[国省市球]|世界)?(?:{NTH}|{NUMBER}(?:、{NUMBER})+[位名]|前{NUMBER}(?![届批个家次年])|{TOP})"
FIGURE = rf"(?:(?:以|凭|凭借|靠)[^，；。：{SIGNS}]{{1,40}})?"
BY_VERB = pattern(rf"[ⓄⒹⓃⓇ](?P<between>{FIGURE}{PLAIN}{{0,10}}?)(?P<verb>{VERB})(?:了|在|于)?{PLACE}")
BY_WORD = pattern(rf"[ⓄⒹⓃⓇ](?P<between>{FIGURE}{PLAIN}{{0,8}}?)(?P<verb>{PLACED})(?=[，；。]|$)")
BARE = pattern(
    rf"(?<![居列位在为达全是名])[ⓄⒹⓃⓇ](?:，(?=第{NUMBER}(?:位|名)?(?:[，；。！]|$)))?(?P<verb>)(?:第{NUMBER}(?:位|名)?)(?=[，；。、！]|$)"
)
BY_FIGURE = pattern(rf"[ⓄⒹⓃⓇ]，?{PLAIN}{{0,3}}?(?:以|凭|凭借)(?:全[国省市球])?第{NUMBER}(?:位|名)?(?P<verb>)")
BY_IS = pattern(
    rf"[ⓄⒹⓃⓇ](?P<between>(?:[两三四五六七八九]?[市区县家地])?)(?P<verb>(?:的?(?:排名|名次|位次|座次))?(?:则|依次|分别)*[是为])"
    rf"(?:第{NUMBER}(?:、第{NUMBER})+(?:[和与]第{NUMBER})?[位名]?|第{NUMBER}(?:[和与]第{NUMBER})?[位名])(?=[，；。、]|$)"
)
BEFORE = pattern(
    rf"(?P<verb>(?:{VERB}|头名|次席|其后){PLAIN}{{0,2}}(?:第{NUMBER}|前{NUMBER}|{TOP})?(?:位|名)?"
    rf"|(?:榜首|头名|次席|首位|[第前]{NUMBER}(?:位|名)?)|[排列挡站]在[它其他她]?们?(?:之|的)?[后前身][面边后头]?(?:的~8‹Ⓓ，›)?|[随其][后]，?)"
    r"(?:的还?(?:依次|分别)?[是为]?|(?:依次|分别|只|还|仅)[是为有]|(?:则|仍|依然|依旧|还)?[是为](?:来自|排名第\d+[位名]?的)?)~14(?P<who>[ⓄⒹⓃⓇ])"
)
SHARED = pattern(
    rf"(?:[前第]{NUMBER}(?:[名强位席甲])?|{TOP}|冠亚季军|三甲)~6(?:由|被|归|属于)(?P<who>[ⓄⒹⓃⓇ])(?P<verb>~6(?:包揽|占据|夺得|摘得|瓜分|分享|囊括|拿下|包办|拿走|收入囊中)|(?=[，；。]|$))"
)
BEHIND = pattern(
    r"(?P<verb>落在|排在|位于|列在|列|居|落后于|不敌|不及|紧跟|紧随|紧追|紧挨|仅列|仅排在)(?P<who>[ⓄⒹⓃⓇ])(?:~3[两三四五]?[市县区地家者])?(?:之后|身后|后面)(?=[，；。]|$)"
)
DROPPED = pattern(rf"(?P<verb>{VERB})(?:了|在)?{PLACE}")
MEASURE = re.compile(
    r"[强榜]|在.*[中上里]|[量额值率]|(?<![悉多])数|(?<![年再首])度|分(?![别列获居])|规模|增速|增幅|面积|人口|收入|利润|出口|进口|密度|水平|经济|产业|行业|占比|份额"
)
IN_IT = re.compile("在(?:其中|该榜单?[中上里]?|榜单?[中上里]|名单[中上里])")
SCOPE = re.compile(rf"(?:全[国省市球区县]|世界|全行业|国内|{PLAIN}省)[^，；。]{{0,3}}第")
REACH = 3
"""Sentences that may pass between two places of one list."""
ALONE = 5
"""The same where the article has named one list only."""


def _list(reading: Reading, at: int, winner: Mention) -> Group:
    """The list of ranks that folded.text[at] speaks of: named in the sentence before at, or told lately."""
    text = reading.folded.text
    for place in range(at - 1, -1, -1):
        group = reading.folded.groups[place]
        if group and group[0].type == "Award" and (_ranks(group[0]) or ON.match(text, place) or OUT.match(text, place)):
            return group[:1]
    lists = [m for m in reading.discourse.seen.get("Award", [])[-12:] if _ranks(m) and _stands(winner, m)]
    named = SHORT.search(text, 0, at)
    short = [m for m in lists if named and named["word"] in m.name]
    if short:
        return (short[-1],)
    reach = REACH if len({m.name for m in lists}) > 1 else ALONE
    near = [m for m in lists if reading.sentence.number - max(m.sentence.number, _told(reading, m)) <= reach]
    told = max(near, key=lambda m: _told(reading, m), default=None)
    later = [m for m in near if told and m.sentence.number > _told(reading, told)]
    return tuple(later[:1]) or ((told,) if told else ())


def _stands(winner: Mention, award: Mention) -> bool:
    """Whether a list may hold it: no county stands among 开发区, no zone among 百强县."""
    if winner.type == "District":
        zone = ZONE.search(winner.name) is not None
        return not (OF_COUNTIES if zone else OF_ZONES).search(award.name)
    return fits(winner.type, winner.name, award.name)


ZONE = re.compile("(?:开发|高新|经开|保税|自贸|技术|产业|园).{0,4}[区园]$")
OF_ZONES = re.compile("(?:开发区|高新区|经开区|园区).{2,}")
OF_COUNTIES = re.compile("百强[县镇市]|[县镇市](?:百|\\d+)强|县域|镇域")


def _ranks(award: Mention) -> bool:
    """Whether the award is a list of ranks."""
    return LISTS.search(award.name) is not None


def _told(reading: Reading, award: Mention) -> int:
    """The number of the last sentence that told a place of this list."""
    return int(reading.discourse.printed.get(award.name, {}).get(TOLD, "-9"))


SHORT = re.compile(r"(?P<word>[一-龥]{2,6}?)(?:子|分)?榜(?:单)?[上中里]")
ON = pattern("Ⓐ~8[上中里]，?")
OUT = pattern("Ⓐ~8(?:公布|揭晓|出炉|发布|发榜|名单|榜单)")
TOLD = "told"
"""What discourse.printed calls the number of the sentence that last told a place of the list."""


def placed(reading: Reading) -> Iterator[Claim]:
    """Ⓓ第5，比去年上升1位；Ⓓ依次列第16、第22; Ⓞ拔得头筹; 榜首仍是Ⓓ."""
    text = reading.folded.text
    done: set[int] = set()
    for form in (BY_VERB, BY_IS, BY_WORD, BARE, BY_FIGURE):
        for found in form.finditer(text):
            at = found.start()
            told = found.groupdict().get("between") or ""
            if (
                at in done
                or text[at - 1 : at] in tuple("在从于")
                or MEASURE.search(IN_IT.sub("", re.sub(f"^{FIGURE}", "", told)))
                or SCOPE.search(found.group())
            ):
                continue
            if not longer(reading, at, found.start("verb")):
                done.add(at)
                yield from _claims(reading, reading.folded.groups[at], found.start("verb"), found["verb"])
    for found in BEFORE.finditer(text):
        at = found.start("who")
        alone = text[:at].endswith("的")
        who = reading.folded.groups[at] if alone else reading.listing(at)
        yield from _claims(reading, who, found.start(), found["verb"])
    for found in SHARED.finditer(text):
        who = reading.listing(found.start("who"))
        if len(who) > 1 or who[0].type != "District":
            yield from _claims(reading, who, found.start(), found["verb"] or "由")
    for found in BEHIND.finditer(text):
        if not MEASURE.search(reading.lead(found.start())[-12:]):
            yield from _claims(reading, reading.listing(found.start("who")), found.start(), found["verb"])
    yield from _bracketed(reading)
    yield from _dropped(reading, done)


JOINED = pattern("(?:、|和|与|及|以及)~4‹“”Ⓓ的›[ⓄⒹⓃⓇ]")


def _joined(reading: Reading, at: int) -> Group:
    """The sign at folded.text[at] and those joined to it by 、 and 和: a list whose first names tell their places."""
    return reading.those(reading.chain(JOINED, at))


def _bracketed(reading: Reading) -> Iterator[Claim]:
    """Ⓞ（第12位）、Ⓞ（第30位）: each stands in the list, at the place its bracket tells."""
    text = reading.sentence.text
    if "（" not in text and "(" not in text:
        return
    for place, group in enumerate(reading.folded.groups):
        if not group or reading.folded.text[place] not in "ⓄⒹⓃⓇ":
            continue
        for mention in group:
            found = BRACKET.match(text[mention.end : mention.end + 24])
            if found:
                yield from _claims(
                    reading, _joined(reading, place) if mention == group[-1] else (mention,), place, "第"
                )


def _dropped(reading: Reading, done: set[int]) -> Iterator[Claim]:
    """往年常居前十的Ⓞ，今年滑落至第14位; 它凭…名列第五."""
    text = reading.folded.text
    for found in DROPPED.finditer(text):
        lead = reading.lead(found.start())
        lead = lead[lead.rfind("Ⓐ") + 1 :]
        if (
            MEASURE.search(re.sub(rf"{FIGURE}", "", lead))
            or SCOPE.search(found.group())
            or re.search(r"(?<!\d)位$", lead)
        ):
            continue
        if any(sign in lead for sign in SIGNS) or text[found.end() : found.end() + 1] == "的":
            continue
        winners = holder(reading, _teller(reading, found.start()), "ⓄⒹⓃⓇ")
        if any(set(winners) == set(reading.folded.groups[i]) for i in done):
            continue
        yield from _claims(reading, winners, found.start(), found["verb"])


def _teller(reading: Reading, at: int) -> int:
    """Where the clause before at names its list, if it does: whom …入选Ⓐ，排名第37位 is about stands there."""
    number = reading.clause_at(at)
    before = reading.clauses[number - 1] if number else None
    named = reading.folded.text.rfind("Ⓐ", before.start, before.end) if before else -1
    return named if named >= 0 and not ON.match(reading.folded.text, named) else at


def _claims(reading: Reading, winners: Group, at: int, trigger: str) -> Iterator[Claim]:
    award = _list(reading, at, winners[0]) if winners else ()
    if award:
        announcing = {claim.object.name for rule in (announced, around) for claim in rule(reading)}
        winners = tuple(m for m in winners if m.name not in announcing and not OFFICE.search(m.name))
        reading.discourse.printed.setdefault(award[0].name, {})[TOLD] = str(reading.sentence.number)
        for claim in granted(reading, winners, award, "placed", at, at, trigger):
            yield _with_rank(reading, winners, claim, at)


IN_ORDER = re.compile(rf"[^，；。：]{{0,8}}?(第{NUMBER}(?:[位名]?[、和至到与及](?:第)?{NUMBER})+)[位名]?")


def _with_rank(reading: Reading, winners: Group, claim: Claim, at: int) -> Claim:
    """The claim with its own place where as many places as winners are told in order: Ⓓ、Ⓓ分列第6、第8."""
    told = IN_ORDER.match(reading.folded.text, at)
    places = re.findall(NUMBER, told[1]) if told else []
    if len(winners) < ROW or len(places) != len(winners) or claim.subject not in winners:
        return claim
    named = dict(claim.qualifiers) | {"rank": cardinal(places[winners.index(claim.subject)])}
    return replace(claim, qualifiers=tuple(sorted(named.items())))


ROW = 2
"""Winners at least that places are told of in order."""
