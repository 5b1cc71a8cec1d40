"""receivedAward, nominatedFor, presentedBy: who was granted what, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim, Mention
from kg.shapes import SIGNS

GETS = triggers.choice("triggers_awards", "gets")
PASSIVE = triggers.choice("triggers_awards", "passive")
GIVES = triggers.choice("triggers_awards", "gives")
WON = triggers.choice("triggers_awards", "won")
PRESENTS = triggers.choice("triggers_awards", "presents")
LATER = re.compile(r"(?:^|，|。)(?:下一步|今后|接下来|未来)")
HOPED = re.compile(triggers.choice("triggers_awards", "hoped"))
NOMINATED = re.compile(triggers.choice("triggers_awards", "nominated"))
SHORTLISTED = re.compile(triggers.choice("triggers_awards", "shortlisted"))
WINNERS = "ⓄⒹⓃⓇⓅⓉ"

DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")}
EDITION = re.compile(r"第([\d一二三四五六七八九十百]+)届|(首届)")
BATCH = re.compile(r"(首批|第[一二三四五六七八九十\d]+批)")
YEAR = re.compile(r"((?:19|20)\d\d)(?=年|[^\d.])")
RANK = re.compile(
    r"(?:第|位列|名列|排名|列)?第([\d一二三四五六七八九十百]+)(?:位|名|(?![\d届批个家次]))|(榜首|首位|第一|居首)"
)
COUNT = re.compile(
    r"^(?:Ⓐ)?([\d一二三四五六七八九十]+)(?:个|项|枚|次|座|家|名)|连续([\d一二三四五六七八九十]+)(?:年|次|届)"
)


def cardinal(printed: str) -> str:
    """十二 → 12; digits stay."""
    if printed.isdigit():
        return printed
    tens, _, ones = printed.rpartition("十")
    if "十" not in printed:
        return "".join(DIGITS.get(c, "") for c in printed)
    return str((int(DIGITS.get(tens[-1:], "1")) if tens else 1) * 10 + int(DIGITS.get(ones, "0") or 0))


def _qualifiers(reading: Reading, award: Mention, start: int, end: int) -> dict[str, str | None]:
    """Year, edition, batch, rank and count printed with the award in folded.text[start:end] and in its own form."""
    lead = reading.lead(start)
    printed = award.sentence.text
    near = lead[-24:] + reading.folded.text[start:end] + printed[max(0, award.start - 16) : award.start] + award.text
    after = reading.rest(end)[:14]
    edition, batch, year = EDITION.search(near), BATCH.search(near), YEAR.search(award.text) or YEAR.search(near)
    rank, count = RANK.search(after), COUNT.search(after) or COUNT.search(lead[-12:])
    if year is None:
        sentence = reading.folded.text[:start]
        years = YEAR.findall(sentence)
        year_text = years[-1] if years else None
    else:
        year_text = year[1]
    return {
        "year": year_text,
        "edition": ("1" if edition[2] else cardinal(edition[1])) if edition else None,
        "batch": batch[1] if batch else None,
        "rank": ("1" if rank[2] else cardinal(rank[1])) if rank else None,
        "count": cardinal(count[1] or count[2]) if count else None,
    }


EARLY = pattern("~3(?:初审|初评|资格审查|资料评审|现场评审|材料评审|答辩|复评|申报|推荐|培育|储备)")


def _granted(
    reading: Reading, winners: Group, awards: Group, rule: str, start: int, end: int, trigger: str
) -> Iterator[Claim]:
    """The claims of one granting; start and end bound verb and award in the folded text."""
    text = reading.folded.text
    lead = reading.lead(start)
    if EARLY.match(reading.rest(end)):
        return
    said = lead[-8:] + text[start:end] + reading.rest(end)[:8]
    wish = HOPED.search(lead[-14:]) or re.search("[不非]$", lead) or LATER.search(text[:start])
    for winner, award in reading.pairs(winners, awards):
        if award.type not in ("Award", "Program") or (award.type == "Program" and rule not in ("gets", "passive")):
            continue
        words = said + award.text + trigger
        qualifiers = _qualifiers(reading, award, start, end)
        if SHORTLISTED.search(words):
            yield from reading.claim(winner, "nominatedFor", award, rule, trigger, status="Shortlisted", **qualifiers)
        elif NOMINATED.search(words):
            yield from reading.claim(winner, "nominatedFor", award, rule, trigger, status="Nominated", **qualifiers)
        elif not wish:
            yield from reading.claim(winner, "receivedAward", award, rule, trigger, **qualifiers)


MAKER = pattern(r"(?P<maker>Ⓞ)(?:的|~4(?:研发|生产|酿造|制造|建造|报送|选送)的)?(?:~4)?$")
OWNER = re.compile("(?P<maker>Ⓞ)的$")


COUNTED = re.compile(
    rf"(?:[\d一二两三四五六七八九十百]+[多余]?|多|不少|一批|若干)(?:家|个|项|件|名|位|人|种|款|所|户|幅|部|篇|场|支|只|座|处|户|枚)[^{SIGNS}，；。]{{0,14}}$"
)


def _winners(reading: Reading, at: int) -> Group:
    """Who gets it; with a product its maker: Ⓞ的Ⓡ产品获得Ⓐ.  26家企业入选 counts winners, it names none."""
    lead = reading.lead(at)
    winners = reading.subject(at, WINNERS)
    if COUNTED.search(lead):
        stated = [i for i in range(at - len(lead), at) if reading.folded.text[i] in WINNERS]
        if stated:
            counted = reading.sentence.kind == "headline" or re.search(r"有[\d一二三四五六七八九十百]", lead)
            return () if counted and reading.folded.text[stated[0]] == "Ⓓ" else reading.folded.groups[stated[0]]
        return (
            reading.carried(reading.clause_at(at), "Ⓞ")[:1]
            if winners and winners[0].type in ("Organisation", "Product")
            else ()
        )
    if winners and winners[0].type in ("Product", "Program"):
        place = next((i for i, g in enumerate(reading.folded.groups) if winners[0] in g), None)
        form = MAKER if winners[0].type == "Product" else OWNER
        maker = form.search(reading.folded.text, 0, place) if place is not None else None
        if maker:
            return winners + reading.folded.groups[maker.start("maker")]
    return winners


GETTING = pattern(rf"(?P<verb>{GETS})(?:了|过)?(?P<gap>~24‹ⓄⒹⒺ›)(?P<award>Ⓐ)")
RELATED = pattern(r"~3的~8(?:有|达|达到|为|共)\d")
MORE = pattern(r"(?:~12[、和及]~6Ⓐ)")


def gets(reading: Reading) -> Iterator[Claim]:
    """Ⓞ获评2023年度Ⓐ; Ⓞ获Ⓐ1个、Ⓐ8个."""
    folded = reading.folded
    for found in GETTING.finditer(folded.text):
        lead = reading.lead(found.start())
        if (
            re.search(r"[被由]$", lead)
            or re.search(rf"(?:将|把)[^，]*[{SIGNS}]", lead)
            or RELATED.match(folded.text, found.end())
        ):
            continue
        if re.search("(?:将|把)[^，]{1,8}$", lead) and re.search("[列评定名纳]", found["verb"]):
            continue
        winners = _winners(reading, found.start())
        at = found.start("award")
        places = [at]
        while more := MORE.match(folded.text, places[-1] + 1):
            places.append(more.end() - 1)
        awards = tuple(m for place in places for m in folded.groups[place])
        if len(awards) == len(winners) > 1 and re.search("分别|分获|各自", folded.text):
            yield from _granted(reading, winners, awards, "gets", found.start(), places[-1] + 1, found["verb"])
            continue
        for place in places:
            yield from _granted(reading, winners, folded.groups[place], "gets", found.start(), place + 1, found["verb"])
        granter = re.search(r"([ⓄⒹ])(?:的|首批|第[^，]{1,3}批|“)?$", found["gap"])
        if granter and found["gap"].endswith(granter[1]):
            place = found.start("gap") + granter.start(1)
            if folded.text[place] == "Ⓞ":
                yield from reading.claims(folded.groups[at], "presentedBy", folded.groups[place], "gets", found["verb"])


PASSIVES = pattern(rf"(?:被|获|由|经)(?P<giver>(?:~3[ⓄⒹ]~4)?)(?P<verb>{PASSIVE})(?P<gap>~16‹ⓄⒹ›)(?P<award>Ⓐ)")


def passive(reading: Reading) -> Iterator[Claim]:
    """Ⓡ被Ⓞ认定为Ⓐ."""
    folded = reading.folded
    for found in PASSIVES.finditer(folded.text):
        winners = _winners(reading, found.start())
        at = found.start("award")
        places = [at]
        while more := MORE.match(folded.text, places[-1] + 1):
            places.append(more.end() - 1)
        for place in places:
            yield from _granted(
                reading, winners, folded.groups[place], "passive", found.start(), place + 1, found["verb"]
            )
        giver = re.search("[ⓄⒹ]", found["giver"])
        if giver:
            place = found.start("giver") + giver.start()
            for award in places:
                yield from reading.claims(
                    folded.groups[award], "presentedBy", folded.groups[place], "passive", found["verb"]
                )


GIVING = pattern(rf"(?P<verb>{GIVES})(?:给|了)?~6(?P<winner>[ⓄⒹⓃⓇ])~8(?P<award>Ⓐ)")
TO = pattern(r"(?:向|给|为)(?P<winner>[ⓄⒹⓃⓇ])(?P<gap>~6)(?P<verb>颁发|颁授|授予|授|颁)了?~8(?P<award>Ⓐ)")
PRAISED = pattern(r"(?P<verb>表彰|命名|认定|确定|评定|推选|授予)(?P<winner>[ⓄⒹⓃⓇ])~6(?:为|是)~8(?P<award>Ⓐ)")
HANDED = pattern(rf"(?:将|把)~6(?P<award>Ⓐ)~8(?:{GIVES}|交到|交给|颁给|送给|送到)(?:给|了)?(?P<winner>[ⓄⒹⓃⓇ])")


RATED = pattern(rf"(?:将|把)(?P<winner>[ⓄⒹⓃⓇⓅⓉ])~10(?P<verb>{PASSIVE})~16‹ⒹⓄ›(?P<award>Ⓐ)")


def rated(reading: Reading) -> Iterator[Claim]:
    """Ⓞ把Ⓟ列为Ⓐ: Ⓟ gets it, Ⓞ grants it."""
    folded = reading.folded
    for found in RATED.finditer(folded.text):
        awards, winners = folded.groups[found.start("award")], folded.groups[found.start("winner")]
        yield from _granted(reading, winners, awards, "rated", found.start("verb"), found.end(), found["verb"])
        yield from reading.claims(awards, "presentedBy", reading.subject(found.start(), "ⓄⒹ"), "rated", found["verb"])


def gives(reading: Reading) -> Iterator[Claim]:
    """Ⓞ授予ⒹⒶ称号; Ⓞ将Ⓐ授予Ⓞ."""
    folded = reading.folded
    for form in (GIVING, HANDED, TO, PRAISED):
        for found in form.finditer(folded.text):
            if re.search(r"[被获]\S{0,6}$", reading.lead(found.start())[-6:]):
                continue
            awards = folded.groups[found.start("award")]
            winners = folded.groups[found.start("winner")]
            yield from _granted(reading, winners, awards, "gives", found.start(), found.end(), found.group())
            behalf = re.search("代表(?:该)?([ⓄⒹ])，?$", folded.text[: found.start()])
            givers = folded.groups[behalf.start(1)] if behalf else reading.subject(found.start(), "ⓄⒹ")
            givers = tuple(m for m in givers if m.name not in {w.name for w in winners})
            yield from reading.claims(awards, "presentedBy", givers, "gives", found.group())


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
    rf"(?:是|成为|系|为)~14(?P<verb>{WON}|{GETS}(?:此|该|这一)~4)的~6(?:个人|企业|单位|组织|城市|县|区|市|机构|学校|产品|选手)"
)
WON_STATUS = re.compile("提名|入围|公示|候选")


NOMINEES = re.compile("提名奖?[^，。；]{0,8}?(?:：|有|为|名单)")
NAMED_AFTER = pattern("~14‹ⒹⓄⒺ›Ⓐ")
AGAIN = pattern(rf"，(?:并|还|又)?{GETS}~20‹ⒹⓄⒺ›Ⓐ")
EVENT_AFTER = pattern("~14‹Ⓓ›Ⓔ")


def _focus(reading: Reading, at: int) -> Group:
    """The award last named before folded.text[at]; of a list the first."""
    here = [group for group in reading.folded.groups[:at] if group and group[0].type == "Award"]
    if here:
        return here[-1][:1]
    last = reading.discourse.last("Award")
    return reading.discourse.groups.get(last, (last,))[:1] if last else ()


def _short(reading: Reading) -> Iterator[re.Match[str]]:
    """捧回质量奖: the end of the name of the award last named."""
    for found in SHORT.finditer(reading.folded.text):
        award = _focus(reading, found.start())
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
        award = _focus(reading, found.start())
        since = max((i for i in range(found.start()) if folded.text[i] in "Ⓐ；。"), default=0)
        waiting = re.search("入围|公示|候选", folded.text[max(0, since - 8) : found.start()])
        nominated = NOMINEES.search(folded.text, since, found.start())
        verb = found["verb"] + ("（提名）" if nominated else "（公示）" if waiting else "")
        yield from _granted(reading, winners, award, "won", found.start(), found.end(), verb)


LISTING = pattern(
    r"(?P<what>(?:获奖|获评|入选|上榜|获得|提名奖?|摘得|荣获|独占|夺得|拟定|Ⓐ)~26‹ⒶⒹ，“”›)(?:分别为|分别是|分别有|包括|同样是|的(?:还|共)?(?:有|是|为)|"
    r"(?:企业|单位|个人|组织|项目|产品|机构|者|品牌|名单|团队|城市|县|区)(?:有|为|是)|：)：?(?:~8的)?(?P<list>[ⓄⒹⓃⓇⓅ])"
)


def listed(reading: Reading) -> Iterator[Claim]:
    """获奖个人分别为：Ⓝ，Ⓝ; 获得Ⓐ的企业有Ⓞ、Ⓞ."""
    folded = reading.folded
    for found in LISTING.finditer(folded.text):
        award = _focus(reading, found.start("list"))
        winners = reading.listing(found.start("list"))
        yield from _granted(reading, winners, award, "listed", found.start(), found.start("list"), found["what"])


APPOSED = pattern(
    r"(?:(?P<as>(?:^|(?<=[，。；：]))(?:作为|是|系|身为))~14‹ⓄⒹ›)?(?P<award>Ⓐ)(?:之称的|美誉的|称号的|，)?(?P<who>[ⓃⒹⓄⓇ])"
)
THIS = pattern(r"这(?:座|家|个|所|里|片)~6(?P<award>Ⓐ)")
IS = pattern(
    r"(?:^|[，；。：]|(?P<who>[ⓄⒹⓃⓇⓅ]))~6(?P<verb>是|系|作为|为|有|享有|素有|拥有)(?P<gap>~16‹ⒹⓄ›)(?P<award>Ⓐ)(?P<after>~4)"
)


def apposed(reading: Reading) -> Iterator[Claim]:
    """ⒶⓃ; 作为Ⓐ，Ⓞ…; Ⓓ是首批Ⓐ; 有Ⓐ之称的Ⓓ."""
    folded = reading.folded
    for found in APPOSED.finditer(folded.text):
        if not found["as"] and "，" in found.group():
            continue
        yield from _granted(
            reading,
            folded.groups[found.start("who")],
            folded.groups[found.start("award")],
            "apposed",
            found.start("award"),
            found.end("award"),
            found["as"] or "",
        )
    for found in THIS.finditer(folded.text):
        winners = reading.carried(reading.clause_at(found.start()), "ⓄⒹⓇ")
        yield from _granted(
            reading,
            winners[:1],
            folded.groups[found.start("award")],
            "this",
            found.start(),
            found.end(),
            found.group()[:2],
        )
    for found in IS.finditer(folded.text):
        if not found["who"] and found["verb"] not in ("是", "系"):
            continue
        if found["verb"] in ("有", "素有") and not re.search("之称|美誉|称号", found["after"]):
            continue
        winners = reading.subject(found.start("verb"), WINNERS)
        yield from _granted(
            reading,
            winners,
            folded.groups[found.start("award")],
            "is",
            found.start("verb"),
            found.end("award"),
            found["verb"],
        )


FALLEN = pattern(
    r"(?P<award>Ⓐ)~4(?:花落|落户|颁给|授予|授给|归属|归于|归|批给|发给|给了|颁发给|落入)了?(?P<winner>[ⓄⒹⓃ])"
)
FRONTED = pattern(
    r"(?P<award>Ⓐ)(?:~10(?:招牌|称号|荣誉|桂冠|奖杯|牌子|名片|美誉|殊荣))，(?P<winner>[ⓄⒹⓃⓇ])~6"
    rf"(?P<verb>{GETS}|拿到了手|到手|收入囊中|揽入怀中)(?=(?:了|到手|囊中)?(?:[，。；]|$))"
)
TAKEN = pattern(rf"(?P<award>Ⓐ)(?:~10‹，›)(?:由|被)(?P<winner>[ⓄⒹⓃⓇ])~6(?P<verb>{GETS}|摘走|收入囊中|夺走)")
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
    """Ⓐ由Ⓞ设立; Ⓞ公布Ⓐ名单; 该奖由Ⓞ组织评审."""
    folded = reading.folded
    for found in [*FALLEN.finditer(folded.text), *TAKEN.finditer(folded.text), *FRONTED.finditer(folded.text)]:
        yield from _granted(
            reading,
            folded.groups[found.start("winner")],
            folded.groups[found.start("award")],
            "fallen",
            found.start(),
            found.end(),
            found.group(),
        )
    for form, rule in ((LIST_PRESENTED, "announced"), (BY, "granted_by"), (EXAMINED, "examined")):
        for found in form.finditer(folded.text):
            giver = found.start("giver")
            if folded.text[giver - 1 : giver] in ("向", "给", "为", "对"):
                continue
            ally = re.search("([ⓄⒹ])(?:联合|会同|携手|牵头联合)$", folded.text[:giver])
            givers = (folded.groups[ally.start(1)] if ally else ()) + folded.groups[giver]
            yield from reading.claims(folded.groups[found.start("award")], "presentedBy", givers, rule, found["verb"])
    for found in DOCUMENTED.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("award")],
            "presentedBy",
            folded.groups[found.start("giver")],
            "announced",
            found["verb"],
        )
    for found in THIS_BY.finditer(folded.text):
        here = [m for i in range(found.start()) for m in folded.groups[i] if m.type == "Award"]
        award = here[-1] if here else reading.discourse.last("Award")
        if award:
            yield from reading.claims(
                (award,), "presentedBy", folded.groups[found.start("giver")], "granted_by", found["verb"]
            )


EARNED = pattern(rf"(?:凭借|凭着|凭|依靠|靠着)(?P<with>Ⓡ)~4，?(?P<who>Ⓞ)~10(?P<verb>{GETS})~24‹ⒹⓄⒺ›(?P<award>Ⓐ)")


def earned(reading: Reading) -> Iterator[Claim]:
    """凭借Ⓡ，Ⓞ获得Ⓐ: the product gets it too."""
    folded = reading.folded
    for found in EARNED.finditer(folded.text):
        yield from _granted(
            reading,
            folded.groups[found.start("with")],
            folded.groups[found.start("award")],
            "earned",
            found.start("verb"),
            found.end(),
            found["verb"],
        )
        yield from reading.claims(
            folded.groups[found.start("who")], "produces", folded.groups[found.start("with")], "earned", found["verb"]
        )


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
        yield from _granted(
            reading, winners, _focus(reading, found.start()), "among", found.start(), found.start() + 2, "其中"
        )
    recent = reading.discourse.last("Award")
    if recent is None or recent.sentence.number < reading.sentence.number - 1:
        return
    for found in OTHERS.finditer(folded.text):
        winners = reading.listing(found.start("list"))
        yield from _granted(
            reading, winners, _focus(reading, found.start()), "others", found.start(), found.start(), "是"
        )


ON_LIST = pattern(r"Ⓐ~8(?:上|中)，?~10‹ⒹⓄ›(?P<verb>排名|排在|位列|名列|位居|列|居|排)~4第[\d一二三四五六七八九十]+")
RANKED = pattern(r"(?P<who>[ⒹⓄⓃⓇ])~6(?P<verb>排名|排在|位列|名列|位居|列|居|排)~4第[\d一二三四五六七八九十]+")


ANNOUNCED = pattern(r"(?:发布|公布|揭晓|出炉|发榜)~6(?:Ⓐ|(?:了|的)?~12Ⓐ)|Ⓐ~6(?:发布|公布|揭晓|出炉|发榜)")


def ranked(reading: Reading) -> Iterator[Claim]:
    """在Ⓐ上，Ⓓ排在第20名，Ⓓ名列第6."""
    folded = reading.folded
    announced = ANNOUNCED.search(folded.text)
    for found in RANKED.finditer(folded.text, announced.end() if announced else len(folded.text)):
        award = _focus(reading, found.start())
        yield from _granted(
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
        yield from _granted(reading, winners, award, "ranked", found.start("verb"), found.start("verb"), found["verb"])
        for other in RANKED.finditer(folded.text, found.start("verb")):
            winners = folded.groups[other.start("who")]
            yield from _granted(
                reading, winners, award, "ranked", other.start("verb"), other.start("verb"), other["verb"]
            )


RULES = (gets, ranked, passive, rated, gives, earned, among, won, listed, apposed, presented)


def find(reading: Reading) -> Iterator[Claim]:
    """Every award the sentence gives, with its granter."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    for rule in RULES:
        yield from rule(reading)
