"""receivedAward and nominatedFor where a list of winners or a bare 上榜 says it, and the award stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.claims import fronting, seats, sharing
from kg.claims.granting import GETS, OTHER_LIST, WAITING, WON, focus, granted, recent, sibling
from kg.claims.holders import holder, longer
from kg.claims.placings import placed
from kg.claims.reading import Group, Reading, pattern
from kg.claims.referring import WINNERS, pointed
from kg.claims.takers import COUNTED
from kg.forms import wants
from kg.model import Claim
from kg.shapes import SIGNS

TIER = "(?:提名奖|[特一二三]等奖|[金银铜]奖|优秀奖)"
THIS = (
    "(?:[这该此](?:一|项|块|个|枚|座|顶|张|份)?(?:全国|国家|全省|重量级|国家级|省级|最高)?"
    "(?:大奖|最高奖|奖章|奖状|称号|荣誉|殊荣|奖项|奖|牌子|招牌|金字招牌|认证|桂冠|名号|头衔|帽子|名片))"
)
WINNING = pattern(
    rf"(?P<verb>{WON})(?:提名奖?|正奖)?(?!~2(?:单位|企业|组织|个人|名单|数量|者|项目|作品|成果|代表|选手|情况|人员|比例|产品|结果|公示|率|的))"
)
PRIZE = pattern(
    rf"(?P<verb>(?:{GETS}|(?<=[各均都])得)(?:了|过)?(?P<gap>~6)(?:{TIER}|正奖|大奖|奖杯|奖牌|桂冠|提名|{THIS}))(?!~2(?:单位|企业|名单|数量|者|的))"
)
SHORT = pattern(
    rf"(?P<verb>{GETS})(?:了|过)?(?P<prize>[一-龥]{{2,8}}?(?:奖|称号|认证|荣誉))(?!~2(?:单位|企业|名单|数量|者|的|金|励|学|牌))"
)
FRONTED = pattern(
    rf"{THIS}，?~2(?P<who>[ⓄⒹⓃⓇ])~12(?P<verb>{GETS}|到手|[抱捧领带扛拿搬]了?回[家来])(?=(?:了|到|手|过|家)?(?:[，。；]|$))"
)
FALLEN = pattern(
    rf"(?P<tier>{TIER}|个人奖|组织奖)(?:~3|~14，)(?P<verb>颁给|花落|授予|归于|归|给了|发给|落入)了?(?:~14：|~6)(?P<who>[ⓄⒹⓃⓇ])"
)
ONLY = pattern(
    r"(?:是|成为|系|为)~14‹ⒹⓄ›(?:唯一|首[家个位批]|第[一二三\d]+[家个位])~4(?P<verb>入选|获奖|上榜|入围|获评|获批)(?:者|的|企业|单位|城市|代表|个人|组织|学校|团队|产品|项目)"
)
ALONE = pattern(
    rf"(?:是|成为|系|为)~14‹ⒹⓄ›(?P<verb>{WON}|{GETS}(?:此|该|这一)~4)的~6(?:人|者|企业|单位|组织|城市|县|区|市|镇|村|机构|院校?|学校|高校|产品|选手|项目|作品|园区)"
)
OBJECTS = ("入选", "入围", "入列", "上榜", "登榜", "入榜", "进榜", "问鼎", "题名")
"""Verbs that may have an object; one no finder knew is no bare 入选."""
END = pattern("(?:了|者|名单|行列|其中|之列)?(?:[，；。：、的]|$)")
OTHER_PRIZE = re.compile(
    r"(?!(?:[\d一二两三四五六七八九十]+[个项枚块座次]|[^的]{2,4}类|本届|今年|该奖|比赛|大赛|最高|团体|个人|优秀|[的届其唯仅首度])+$)[^的]{2,}$"
)
"""Words before 一等奖 that name another prize than the one in focus: 省科技进步一等奖."""
NOMINEES = re.compile("提名奖?[^，。；]{0,8}?(?:：|有|为|名单)")
NAMED_AFTER = pattern("~14‹ⒹⓄⒺ›Ⓐ")
AGAIN = pattern(rf"，(?:并|还|又)?{GETS}~20‹ⒹⓄⒺ›Ⓐ")
BEHALF = re.compile("代表[ⒹⓄ][^，；。：]{0,2}$")
"""Ⓓ代表Ⓓ上榜: the first gets it."""
EVENT_AFTER = pattern("~14‹Ⓓ›Ⓔ")


def _short(reading: Reading) -> Iterator[re.Match[str]]:
    """捧回质量奖: the end of the name of the award last named."""
    for found in SHORT.finditer(reading.folded.text):
        award = focus(reading, found.start())
        if award and award[0].name.endswith(found["prize"][-3:]):
            yield found


GRADE = re.compile("(?:[特一二三]等|大?[金银铜]|优秀)(?:奖|牌)")


def other_grade(told: str, award: Group) -> bool:
    """Whether a grade is told that the award in focus lacks: 收获三等奖 after …一等奖, 摘得金奖 after 质量奖."""
    grade, own = GRADE.search(told), GRADE.search(award[0].name[-5:]) if award else None
    if grade is None:
        return False
    if own is None:
        return not (grade.group().endswith("等奖") and award and award[0].name.endswith("奖"))
    return own.group() != grade.group()


@wants(WINNING, PRIZE, ONLY, ALONE, SHORT)
def won(reading: Reading) -> Iterator[Claim]:
    """…揭晓，Ⓞ、Ⓞ榜上有名: the award last named."""
    folded = reading.folded
    for found in [
        *WINNING.finditer(folded.text),
        *PRIZE.finditer(folded.text),
        *ONLY.finditer(folded.text),
        *ALONE.finditer(folded.text),
        *_short(reading),
    ]:
        if OTHER_PRIZE.match(found.groupdict().get("gap") or "") or _of_unknown(reading, found):
            continue
        if NAMED_AFTER.match(folded.text, found.end()) or (
            found["verb"] in OBJECTS and not END.match(folded.text, found.end())
        ):
            continue
        later = AGAIN.match(folded.text, found.end())
        if later or EVENT_AFTER.match(folded.text, found.end()):
            continue
        lead = reading.lead(found.start())
        stated = [i for i in range(found.start() - len(lead), found.start()) if folded.text[i] in WINNERS]
        if (not stated and UNNAMED.match(lead)) or (
            VAGUE.search(found["verb"]) and not recent(reading, found.start())
        ):
            continue
        if not stated and not _told_before(reading, found):
            continue
        if stated and COUNTED.search(lead) and folded.text[stated[0]] == "Ⓓ" and not AMONG_OTHERS.search(lead):
            continue
        if not stated and "Ⓐ" not in folded.text[: found.start()] and OTHER_LIST.search(folded.text, 0, found.start()):
            continue
        behalf = BEHALF.search(lead)
        winners = holder(reading, found.start() - (len(lead) - behalf.start() if behalf else 0))
        award = focus(reading, found.start())
        if other_grade(found.group(), award):
            grade = GRADE.search(found.group())
            kin = sibling(reading, found.start(), grade.group()) if grade else None
            if kin is None:
                continue
            award = (kin,)
        since = max((i for i in range(found.start()) if folded.text[i] in "Ⓐ；。"), default=0)
        sure = "上榜" in found["verb"] or "榜上" in found["verb"]
        told = folded.text[max(0, since - 8) : found.start()]
        waiting = re.search(rf"{WAITING}|{'拟[认入建推授命表]' if sure else '入围'}", told)
        out = bool(OUT.search(folded.text, since, found.start())) or _is_out(award)
        nominated = NOMINEES.search(folded.text, since, found.start())
        context = (nominated or waiting or [""])[0]
        yield from granted(reading, winners, award, "won", found.start(), found.end(), found["verb"], context, out)


def _of_unknown(reading: Reading, found: re.Match[str]) -> bool:
    """Whether 此殊荣 is of an award that no finder knew: 荣获某部表彰，成为首个获此殊荣的区."""
    if "此" not in found["verb"] and "这" not in found["verb"] and "该" not in found["verb"]:
        return False
    number = reading.clause_at(found.start())
    before = reading.clauses[number - 1] if number else None
    took = TOOK.search(reading.folded.text, before.start, before.end) if before else None
    award = focus(reading, found.start()) if took else ()
    return took is not None and not (award and award[0].name.endswith(took.group()[-SHORT_TAIL:]))


TOOK = pattern(r"(?:荣获|获评|获得|获颁|荣膺|摘得|捧回|斩获|夺得|被授予|被评为|被认定为)~12‹ⓄⒹ›$")
"""A clause of winning whose award is no mention."""
SHORT_TAIL = 3
"""Characters that tell a short name of the award in focus: 市长质量奖, 获质量奖."""
AMONG_OTHERS = re.compile(r"Ⓓ等[\d一二两三四五六七八九十]")
UNNAMED = re.compile(
    rf"^[^{SIGNS}，；。：]{{0,8}}?(?<!第)(?:[\d一二两三四五六七八九十百千]+|多|数)[余多]?(?:家|个|项|件|名|位|人|种|款|所|户|座|地|县|镇|村)"
)
"""41个典型经验榜上有名: the subject is counted, not named."""
OUT = re.compile("(?<!推荐)(?<!候选)(?<!公示)(?<!申报)(?<!培育)名单|榜单|公布|揭晓|出炉|发布|榜上|评出")
VAGUE = re.compile("其一|在内|其[列中间]|一席|榜单|名单|行列|最后一轮|现场评审|该榜")


def _is_out(award: Group) -> bool:
    """Whether a list was told to be out where it was named: 公布Ⓐ名单."""
    return bool(award) and not award[0].name.endswith("奖") and OUT.search(award[0].sentence.text) is not None


def _told_before(reading: Reading, found: re.Match[str]) -> bool:
    """Whether the clause ends with the verb, its subject pointing back or told in the clause before: 它也榜上有名."""
    number = reading.clause_at(found.start())
    if found.end() < reading.clauses[number].end:
        return False
    told = pointed(reading, found.start()) or fronting.fronted(reading, found.start(), WINNERS)
    return bool(told) or (number > 0 and not reading.clauses[number - 1].carried)


@wants(FALLEN, FRONTED)
def handed(reading: Reading) -> Iterator[Claim]:
    """提名奖则颁给Ⓞ; 这一称号，Ⓓ十年前就已拿到: of the award last named."""
    folded = reading.folded
    for form in (FALLEN, FRONTED):
        for found in form.finditer(folded.text):
            winners = _fallen_to(reading, found.start("who"))
            award, tier = focus(reading, found.start()), found.groupdict().get("tier") or ""
            if other_grade(tier, award):
                continue
            yield from granted(reading, winners, award, "handed", found.start("verb"), found.end(), found["verb"], tier)


FIRMS = pattern("Ⓓ(?:企业|单位|学校|高校|选手|产品|品牌)(?:——|：)?(?P<who>[ⓄⓃⓇ]?)")


def _fallen_to(reading: Reading, at: int) -> Group:
    """Whom the sign at folded.text[at] names: of Ⓓ企业——Ⓞ、Ⓞ the companies, of Ⓓ企业 alone nobody."""
    firms = FIRMS.match(reading.folded.text, at)
    if firms is None:
        fallen = reading.listing(at)
        return tuple(m for m in fallen if m.type == fallen[0].type)
    return reading.listing(firms.start("who")) if firms["who"] else ()


LISTING = pattern(
    r"(?P<what>(?:(?:获奖|获评|获得|入选|上榜|提名奖?|摘得|荣获|独占|夺得|拟定|Ⓐ)~26‹ⒶⒹ，“”›|同[批列属在]~14|同时(?:上榜|入选|获评|入围|获奖|登榜|入列|表彰)~10|一[同道并]~10))"
    r"(?:分别为|分别是|分别有|包括|同样是|的~6‹，Ⓓ›(?:还|共|另|也|仍)?(?:有|是|为)|"
    r"(?:企业|单位|个人|组织|项目|产品|机构|者|品牌|名单|团队|城市|县|区)(?:有|为|是|[里中]，)|：)：?(?:~8的)?(?P<list>[ⓄⒹⓃⓇⓅ])"
)
NEW = pattern(
    r"(?P<what>(?:[的届科位名年]得主|(?:上届|首位|首个)(?:获奖者|赢家)|得主(?=——|：|，一[家位个]是)(?:——|：|，一[家位个]是))|(?:得主|赢家|新面孔|新成员|新晋者|新上榜者|黑马|获奖者|上榜者|入选者)~3(?:有|是|为|包括|当属)：?)(?:~12‹Ⓓ›的)?(?P<list>[ⓄⒹⓃⓇⓅ])"
)


def _listing(reading: Reading, at: int) -> Group:
    """Everything listed from at on, but no subject of a next clause: Ⓞ、Ⓞ，Ⓞ则获得提名奖."""
    folded, all_listed = reading.folded, reading.listing(at)
    end = next((i for i in range(at + 1, len(folded.text)) if BEGINS.match(folded.text, i)), len(folded.text))
    here = {m for group in folded.groups[at:end] for m in group}
    return tuple(m for m in all_listed if m in here)


OWN_AWARD = pattern(rf"[ⓄⒹⓃⓇⓅ](?:等~10)?{GETS}~10‹Ⓓ›Ⓐ")
"""评出提名奖10个：Ⓞ等5家企业获Ⓐ提名: those listed have an award of their own."""
PARTNERS = re.compile(
    "(?:授牌|颁奖|颁牌|颁发|发布|公布|评选|命名|认定|主办|组织|承担|承办|申报|牵头)(?:的|者|方|机构|单位)|合作|伙伴|参与方|对手|嘉宾|评委|赞助"
)
"""斩获Ⓐ，合作方包括Ⓞ: those listed are no winners."""
ONLY_COUNTED = pattern(r"Ⓓ~4\d+[家个地件项席]")
GRANTER = pattern("[ⓄⒹ]~8‹，›(?:发文|决定|印发|公布|发布|授予|通报|宣布|公告|宣读)")
"""结果昨天揭晓：Ⓞ发文，决定授予: who stands behind the colon grants."""
BEGINS = re.compile(rf"[，；](?:而)?[ⓄⒹⓃⓇ](?![等和及、，；。的{SIGNS}]|以及|$)")


BY_NUMBER = pattern(
    rf"[\d一二两三四五六七八九十]+(?:家|个|地|县|市|区|镇|村|人|名|位|件|项|所)~12(?P<verb>{GETS}|{WON})~12‹Ⓓ›(?P<award>Ⓐ?)~6(?:——|：)(?P<list>[ⓄⒹⓃⓇ])"
)


@wants(BY_NUMBER)
def numbered(reading: Reading) -> Iterator[Claim]:
    """Ⓓ有三地入围Ⓐ——Ⓓ、Ⓓ、Ⓓ: those behind the dash."""
    if "——" not in reading.folded.text and "：" not in reading.folded.text:
        return
    for found in BY_NUMBER.finditer(reading.folded.text):
        at = found.start("list")
        award = reading.folded.groups[found.start("award")] if found["award"] else recent(reading, at, 1)
        if award:
            yield from granted(reading, _listing(reading, at), award, "listed", found.start("verb"), at, found["verb"])


@wants(LISTING, NEW)
def listed(reading: Reading) -> Iterator[Claim]:
    """获奖个人分别为：Ⓝ，Ⓝ; 获得Ⓐ的企业有Ⓞ、Ⓞ."""
    folded = reading.folded
    for found in [*LISTING.finditer(folded.text), *NEW.finditer(folded.text)]:
        named = reading.folded.text.rfind("Ⓐ", found.start(), found.start("list"))
        award = focus(reading, found.start("list")) if named < 0 else reading.folded.groups[named]
        if PARTNERS.search(found.group()) or other_grade(found["what"], award):
            continue
        if GRANTER.match(folded.text, found.start("list")) or ONLY_COUNTED.match(folded.text, found.start("list")):
            continue
        winners = _listing(reading, found.start("list"))
        if OWN_AWARD.match(folded.text, found.start("list")):
            continue
        yield from granted(reading, winners, award, "listed", found.start(), found.start("list"), found["what"])


AMONG = pattern(
    rf"(?:(?P<award>Ⓐ)~20‹，›|(?:{WON})，)其中~4(?P<list>[ⓄⓃⓇⓅ])(?P<rest>~12‹Ⓓ›(?:获|入|为|被|由|一|还|同时|，|。|$))"
)
OTHERS = pattern(
    r"(?:^|[，。；])(?:(?:另外|其他|其余|此外|另有)?(?:的)?[\d一二三四五六七八九十]+(?:家|个|名|位|件|项)~10"
    r"|Ⓓ的?[\d一二两三四五六七八九十]+(?:家|个|名|位|件|项|款|种)~8(?=(?:分别|依次)[为是]：|[为是]：)(?:分别|依次)?|(?P<these>这|上述|以上)"
    r"(?:[\d一二两三四五六七八九十]+)(?:家|个|名|位|件|项|地|县|市|区|镇|村|所|款|人)~6)(?:是|为|有|分别为|分别是|包括)：?"
    r"(?P<list>[ⓄⓃⓇⓅⒹ])"
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
        if found["list"] == "Ⓓ" and not found["these"]:
            continue
        winners = reading.listing(found.start("list"))
        yield from granted(
            reading, winners, focus(reading, found.start()), "others", found.start(), found.start(), "是"
        )


ENDING = re.compile(
    r"(?:获奖|获评|入选|上榜|名单|提名|荣获|另外|其他|其余|Ⓐ)[^。；]{0,30}(?:是|为|有|包括|如下|名单)?：$"
)


ON_IT = pattern(
    r"Ⓐ~6(?:里|中|上)，?~4(?:有|添|出现|多了|见到|包括)(?:了|着)?(?:~8‹Ⓓ›(?:名字|面孔|身影|成员)(?:——|：|，|是)?)?"
    r"(?P<who>[ⓄⓃⓇ]|Ⓓ(?!企业|品牌|学校|单位|产品))"
)
AND_ON_IT = pattern("，(?:也|还|又|更)有~8(?P<who>[ⓄⓃⒹⓇ])")


@wants(ON_IT)
def on_list(reading: Reading) -> Iterator[Claim]:
    """Ⓐ名单里，有Ⓞ."""
    for found in ON_IT.finditer(reading.folded.text):
        winners = reading.listing(found.start("who"))
        award = reading.folded.groups[found.start()][:1]
        more = AND_ON_IT.search(reading.folded.text, found.end())
        winners += reading.listing(more.start("who")) if more else ()
        yield from granted(reading, winners, award, "on_list", found.start(), found.end(), "有")


SEATED = pattern(
    r"(?P<in>(?:在|于)(?:[ⓄⒹ]~10的)?~8(?P<award>Ⓐ)~6(?:中|里|上|内))，?~4"
    r"(?P<verb>(?:占得|占据|占有|占了?|抢得|赢得|拥有|拿下|夺得|谋得)一[席位](?:之地)?|露脸|亮相|现身|榜上有名|有名有姓|占有席位)"
)
REST = pattern(
    r"(?:(?:其余|另外|剩余|剩下|余下|另|还有|最后)(?:的)?[\d一两二三四五六七八九十]+(?:席|个名额|家|块|座|枚|项|个|件|名)|(?:^|[，；：])一席)，?~6"
    r"(?P<verb>归了?|归属|归于|由|被|给了?|花落|落到|落户|落入|属于|颁给|授予|则?是)(?:~6(?:设在|位于|来自|落户|坐落在|扎根)?Ⓓ~4的)?~8(?P<who>[ⓄⓃⒹⓇⓅ])"
)


NOMINEE = re.compile("提名奖?")
PRIOR = pattern(
    r"(?:^|[，；。、])~8(?P<verb>(?<!同)(?:上榜|登榜|获奖|入选|捧杯|获评|得奖))的~4(?P<who>[ⓄⓇⓃ])(?=[，；。、今去已也则将把在连再又仍依此未没都均]|$)"
)


@wants(SEATED, REST, PRIOR)
def seated(reading: Reading) -> Iterator[Claim]:
    """Ⓓ在Ⓐ中占得一席; 其余两席归了Ⓞ、Ⓞ."""
    folded = reading.folded
    for found in SEATED.finditer(folded.text):
        winners, award = holder(reading, found.start()), folded.groups[found.start("award")]
        yield from granted(reading, winners, award[:1], "seated", found.start(), found.end(), found["verb"])
    for found in REST.finditer(folded.text):
        if recent(reading, found.start()):
            winners, award = _listing(reading, found.start("who")), focus(reading, found.start())
            tier = NOMINEE.search(folded.text, 0, found.start())
            start, end, told = found.start("verb"), found.start("who"), (tier or [""])[0]
            yield from granted(reading, winners, award, "seated", start, end, found["verb"], told)
    for found in PRIOR.finditer(folded.text):
        at = found.start("who")
        if recent(reading, at, 4) and not longer(reading, at, reading.clauses[reading.clause_at(at)].end):
            winners, award = reading.listing(at), focus(reading, found.start())
            yield from granted(
                reading, winners, award, "prior", found.start("verb"), found.end(), found["verb"], out=True
            )


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


RULES = (expected, on_list, seated, won, handed, numbered, listed, among, placed)


def find(reading: Reading) -> Iterator[Claim]:
    """Every winner the sentence names of an award named before."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    for rule in reading.of(RULES):
        yield from rule(reading)
    yield from seats.find(reading)
    yield from sharing.find(reading)
