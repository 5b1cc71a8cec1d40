"""What the rules on awards share: who wins, which award is in focus, whether it is granted, its qualifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kg import anaphora, triggers
from kg.claims.divisions import Everything
from kg.claims.holders import OFFICE, fits, holder, relative
from kg.claims.reading import Group, Reading, named, pattern
from kg.claims.referring import WINNERS, everyone
from kg.model import Claim, Mention
from kg.shapes import SIGNS

LISTED = r"(?<![会坛式赛])上榜"
"""上榜, but not in 大会上榜上有名."""
GETS = triggers.choice("triggers_awards", "gets").replace("上榜", LISTED)
PASSIVE = triggers.choice("triggers_awards", "passive")
GIVES = triggers.choice("triggers_awards", "gives")
WON = triggers.choice("triggers_awards", "won").replace("上榜", LISTED)
LATER = re.compile(r"20\d\d年[底末]?前|(?:^|，|。)(?:下一步|今后|接下来|未来|(?:力争)?(?:到|至)20\d\d年)")
MUST = re.compile("(?<![主重需紧])[要须]$|(?:尚|暂|仍|并|还)无[^，；。]{0,6}$")
"""Before the verb: 要建成Ⓐ is a plan, 尚无企业问鼎Ⓐ says that nobody has."""
HOPED = re.compile(triggers.choice("triggers_awards", "hoped"))
NOMINATED = re.compile(triggers.choice("triggers_awards", "nominated"))
SHORTLISTED = re.compile(triggers.choice("triggers_awards", "shortlisted"))
DENIED = re.compile(
    "(?:再无|别无|没有|没能|没|未能|未(?![来央])|尚未|从未|无缘|并非|不是|[暂尚仍]无|无一)[^，；。：]{0,8}$"
)
"""Before the verb: Ⓓ没有集群入围Ⓐ says that none is even nominated."""
RUNNING = re.compile("参评|参选|(?<!成功)申报|角逐|竞逐")
"""被推荐参评Ⓐ: it runs for the award, no more."""
TIER = re.compile("^(?:[省市国]级|全[省市国])?(?:提名奖?|正奖|大奖|组织奖|个人奖|入围奖)$")
"""A prize of grades told by its grade alone, 获提名奖: it is the prize last named that is meant."""
DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")}
EDITION = re.compile(r"第([\d一二三四五六七八九十百]+)届|(首届)")
BATCH = re.compile(r"(首批|第[一二三四五六七八九十\d]+批)")
YEAR = re.compile(r"(?<![从自继至到截—-])((?:19|20)\d\d)年(?!来|以来|至|起|—|-|以前|以后)")
OWN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年度[^\d，。；、]{0,12}$")
NAMED_YEAR = re.compile(r"^[“《]?((?:19|20)\d\d)(?![\d—–-])")
TIMES = re.compile(r"([\d一二两三四五六七八九十]+)(?:次|座|块|枚|项|个)[^，]{0,3}Ⓐ$")
PIECES = re.compile(r"Ⓓ([\d一二两三四五六七八九十]+)(?:篇|项|件|场|个|种|款|幅|部)")
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


def qualifiers_of(reading: Reading, winner: Mention, award: Mention, start: int, end: int) -> dict[str, str | None]:
    """Year, edition, batch, rank and count printed with the award in folded.text[start:end] or in its own form.

    An edition or a year once printed with the award holds for the article (第五届质量奖…，获质量奖提名).
    """
    text = reading.folded.text
    lead = reading.lead(start)
    after = reading.rest(end)[:14]
    near = lead[-24:] + text[start:end]
    edition, batch = _last(EDITION, text[:end]), BATCH.search(near) or BATCH.search(_printed(award))
    printed = reading.discourse.printed
    known = printed.get(award.name, {})
    only = {one["edition"] for one in printed.values() if "edition" in one} if award.name.endswith("奖") else set()
    said = _last(YEAR, text[:start])
    own = known.get("year") if award.sentence != reading.sentence or NAMED_YEAR.match(award.text) else None
    rank, count = RANK.search(after), _count(winner, lead, text[start:end], after)
    inherited = known.get("edition") or (only.pop() if len(only) == 1 else None)
    return {
        "year": _year(award) or (said[1] if said else own),
        "edition": _edition(edition) or (None if count else inherited),
        "batch": batch[1] if batch else None,
        "rank": ("1" if rank[2] else cardinal(rank[1])) if rank else None,
        "count": count,
    }


def _printed(award: Mention) -> str:
    """The award's form and the few characters before it, where its year, edition and batch stand."""
    return award.sentence.text[max(0, award.start - 16) : award.start] + award.text


def _year(award: Mention) -> str | None:
    """2023 of 2023年度Ⓐ."""
    found = NAMED_YEAR.match(award.text) or OWN_YEAR.search(award.sentence.text[: award.start])
    return found[1] if found else None


def _edition(found: re.Match[str] | None) -> str | None:
    """第九届 → 9, 首届 → 1."""
    return None if found is None else "1" if found[2] else cardinal(found[1])


def note(reading: Reading) -> None:
    """Remember the edition and the year that the sentence prints with its awards."""
    for group in reading.raw.groups:
        for award in group:
            if award.type == "Award":
                known = reading.discourse.printed.setdefault(award.name, {})
                edition, year = _edition(_last(EDITION, _printed(award))), _year(award)
                known.update({k: v for k, v in (("edition", edition), ("year", year)) if v and k not in known})


def _last(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The pattern's last place in the text."""
    found = None
    for found in form.finditer(text):  # noqa: B007
        pass
    return found


def _count(winner: Mention, lead: str, granting: str, after: str) -> str | None:
    """连续五年, 4次Ⓐ, Ⓐ8个, and of a district how many of its own: Ⓓ7篇文书获Ⓐ."""
    found = COUNT.search(after) or COUNT.search(lead[-12:]) or TIMES.search(granting)
    if not found and winner.type == "District":
        found = PIECES.search(lead)
    return cardinal(next(group for group in found.groups() if group)) if found else None


OWN_STATUS = re.compile("(?:培育|创建|储备)(?:名单|企业|单位|库)?$")
"""What ends the name of a title that a body gives: to enter Ⓓ培育名单 is to get it."""
PUBLISHED = pattern("入围~4[ⓄⒹ]?~6(?:公布|发布|认定|评选|命名)的")
"""入围Ⓞ公布的Ⓐ: a list that is out is no shortlist."""
RANKS = re.compile(r"(?:[强佳榜]|榜单|排行|(?:[强佳]|百强)(?:[县市区镇]|企业|品牌|园区))$")
"""To 入围 a list of ranks is to stand in it."""
EARLY = pattern("~3(?:初审|初评|资格审查|资料评审|现场评审|材料评审|答辩|复评|申报|推荐|培育|储备)")


def granted(
    reading: Reading,
    winners: Group,
    awards: Group,
    rule: str,
    start: int,
    end: int,
    trigger: str,
    context: str = "",
    out: bool = False,
) -> Iterator[Claim]:
    """The claims of one granting; start and end bound verb and award in the folded text.

    提名 or 公示 near them, in the award's own form or in context makes it a nomination; a wish makes it none.
    out says that the list is out: to 入围 is to stand in it.
    """
    text = reading.folded.text
    lead = reading.lead(start)
    if EARLY.match(reading.rest(end)):
        return
    said = lead[-8:] + text[start:end] + reading.rest(end)[:8]
    wish = HOPED.search(lead[-14:]) or re.search("[不非]$", lead) or MUST.search(lead) or LATER.search(text[:start])
    if DENIED.search(lead[-14:]) or RUNNING.search(text, start, end):
        return
    for winner, award in reading.pairs(_at_home(reading, winners), awards):
        if not fits(winner.type, winner.name, award.name):
            body = reading.discourse.bodies.get(winner) or _instead(reading, winner, award, start)
            if body is None or not fits(body.type, body.name, award.name):
                continue
            winner = body
        if BROKEN.search(award.name.strip("“”")):
            continue
        if TIER.match(award.name):
            context, whole = context + award.name, _whole(reading, start)
            if whole is None:
                continue
            award = whole
        if award.type not in ("Award", "Program") or (award.type == "Program" and rule not in ("gets", "passive")):
            continue
        own = OWN_STATUS.sub("", award.text) if award.sentence == reading.sentence else ""
        words = (said + own + context).replace("含提名奖", "")
        qualifiers = qualifiers_of(reading, winner, award, start, end)
        if rule == "apposed" and not _year(award):
            qualifiers["year"] = None  # the year is of what the winner did, not of the title
        if out or RANKS.search(award.name) or PUBLISHED.match(text, start):
            words = words.replace("入围", "")
        if SHORTLISTED.search(words):
            yield from reading.claim(winner, "nominatedFor", award, rule, trigger, status="Shortlisted", **qualifiers)
        elif NOMINATED.search(words):
            yield from reading.claim(winner, "nominatedFor", award, rule, trigger, status="Nominated", **qualifiers)
        elif not wish:
            yield from reading.claim(winner, "receivedAward", award, rule, trigger, **qualifiers)


def _at_home(reading: Reading, winners: Group) -> Group:
    """The body an article tells of instead of what an earlier sentence named once in passing: a place, a product.

    Of 23 carried winners that an article named once, 2 were right.
    """
    if len(winners) != 1 or winners[0].type == "Person" or winners[0].sentence == reading.sentence:
        return winners
    story = reading.discourse.article
    if story.counts[named(winners[0])] > 1 or winners[0].name == story.mains.get("Organisation", winners[0]).name:
        return winners
    main = told_of(reading)
    return (main,) if main is not None else winners if winners[0].type == "District" else ()


ANY_BODY = anaphora.Kind(("Organisation",), (), False, frozenset())


def told_of(reading: Reading) -> Mention | None:
    """The body that the article tells of, under all its names; no office."""
    main = _main_body(Everything(reading.discourse.everything))
    return None if main is None or OFFICE.search(main.name) else main


@lru_cache(maxsize=2)
def _main_body(named: Everything) -> Mention | None:
    return anaphora.main(ANY_BODY, named.everything)


BROKEN = re.compile(
    r"^[单榜一两三][单榜回]?(?=\d|[单榜回]|$)|^[一两三][回次]|^\d+[个家项件]|已达|揭榜|出炉|^第[^届批]{1,2}次|跌出|^(?:附有|另一|项目|整个)|(?:最多|发布|之一|候选|候选人|经国务院)$|^(?:产品|体系|质量)认证$"
    r"|^(?:资料|现场|材料|专家|会议|综合|文件)(?:评审|审核|考评|审查)(?:名单|环节|阶段)?$"
    r"|.”(?:问鼎|摘得|斩获|荣获|捧回|夺得|获得?)"
)
"""What is no name but a piece of a sentence: 一回质量奖, 行业榜首已达, 28个示范区."""


def _instead(reading: Reading, winner: Mention, award: Mention, at: int) -> Mention | None:
    """Who holds a title that a carried subject cannot hold: the body told before, for 被认定为…企业 after a project."""
    if winner.sentence == reading.sentence and winner.start >= reading.folded.offsets[at - len(reading.lead(at))]:
        return None
    for clause in [*reading.before, *reading.clauses[: reading.clause_at(at)]][::-1][:INSTEAD_BACK]:
        for body in clause.subject[:1]:
            if body.type == "Organisation" and fits(body.type, body.name, award.name):
                return body
    if winner.type in ("Organisation", "Product") and OF_PLACES.search(award.name):
        return next(iter(reading.carried(reading.clause_at(at), "Ⓓ")), None)
    main = reading.discourse.main("Organisation") if winner.type in ("Program", "Product") else None
    return main


OF_PLACES = re.compile("之[都乡城]$|[县城镇村乡]$|名城$")
INSTEAD_BACK = 12
"""Clauses back in which the holder of a title is sought that the subject cannot hold."""


def _whole(reading: Reading, at: int) -> Mention | None:
    """The prize whose grade folded.text[at:] tells: the last one named that is no bare grade itself."""
    here = [m for group in reading.folded.groups[:at] for m in group if m.type == "Award"]
    named = [*reading.discourse.seen.get("Award", [])[-12:], *here]
    return next((m for m in reversed(named) if not TIER.match(m.name)), None)


MAKERS = re.compile(
    rf"(?:^|[，：])由(?P<makers>[^，；。：的]{{0,30}})(?:研发|完成|牵头|研制|报送|选送|申报|打造|出品|制作|创作|编排|开发|设计|承建|建设)"
    rf"的[^{SIGNS}，；。：]{{0,16}}(?P<what>[ⓇⓅ]?)[^{SIGNS}，；。：]{{0,8}}，?$"
)
"""由Ⓞ牵头、Ⓞ参与完成的…成果，获得Ⓐ: those who made it get the award."""
NTH_OF = re.compile(
    r"[ⓄⒹ](?:的|境内)?(?:唯一一?|首|第[一二三四五六七八九十\d]+)[家个位座所][^，；。：]{0,6}$"
    r"|Ⓓ(?:首|第[一二三四五六七八九十\d]+|再|又一?)次有[^，；。：]{0,6}$"
)
"""Ⓓ第二家捧回Ⓐ的企业: the district does not get it, and the company was told before."""
FIRST = re.compile(
    r"(?:是|成为|系|为)[^，；。：]{0,14}(?:唯一|唯一[一家个座所]|最早|最先|率先|首[家个位座所]|第[一二三四五六七八九十\d]+[家个位座所])[^，；。：]{0,2}$"
)
"""Ⓞ是Ⓓ第一家拿到Ⓐ的医院: whom 是 is said of gets it."""
MAKER = pattern(r"(?P<maker>Ⓞ)(?:的|~4(?:研发|研制|生产|酿造|制造|建造|报送|选送|育成|培育|选育|开发|出品)的)?(?:~6)?$")
MADE = pattern(r"[ⓇⓅ]~16，(?:是|系)?由(?P<maker>Ⓞ)~6(?:研发|研制|打造|生产|制造|设计|酿造|开发|出品|创制)")
"""Ⓡ身高1.8米，由Ⓞ研发: the maker told after the product."""
OWNER = pattern(
    r"(?P<maker>Ⓞ)(?:的|~4(?:领衔|牵头|主持|承担|负责|主导|实施|完成|报送|选送|申报|推荐|承建|打造|研发)(?:完成|实施|建设|研发)?的~8)$"
)
OF_IT = pattern("~6的(?!~2是)")
COUNTED = re.compile(
    rf"(?<![第\d一二两三四五六七八九十百])(?:[\d一二两三四五六七八九十百]+[多余]?|多|不少|一批|若干)(?:家|个|项|件|名|位|人|种|款|所|户|幅|部|篇|场|支|只|座|处|户|枚)[^{SIGNS}，；。]{{0,14}}$"
)


def _last_item(reading: Reading, at: int) -> Group:
    """The list that ends in the sign at at: A、BC两家, C a part of B, is A and C."""
    first = at
    while reading.folded.text[first - 1 : first] == "Ⓞ" and reading.folded.text[at] == "Ⓞ":
        first -= 1
    return (reading.folded.groups[first][:-1] if first < at else ()) + reading.folded.groups[at]


def winners_of(reading: Reading, at: int, end: int | None = None) -> Group:
    """Who gets it; with a product its maker: Ⓞ的Ⓡ产品获得Ⓐ.  26家企业入选 counts winners, it names none.

    at is the verb (被, where there is one), end the end of its award: 去年获得Ⓐ的Ⓞ names the winner behind it.
    """
    made = _made_by(reading, at)
    if made:
        return made
    first = FIRST.search(reading.lead(at))
    if first and end is not None and re.match("[^，；。：]{0,6}的", reading.folded.text[end : end + 8]):
        return holder(reading, at - len(first.group()))
    nth = NTH_OF.search(reading.lead(at)) if end is not None else None
    if nth and end is not None and ("次有" in nth.group() or OF_IT.match(reading.folded.text, end)):
        return ()
    headed = relative(reading, at, end) if end is not None else None
    if headed is not None:
        return headed
    lead = reading.lead(at)
    winners = holder(reading, at)
    if COUNTED.search(lead) and not everyone(reading, at):
        stated = [i for i in range(at - len(lead), at) if reading.folded.text[i] in WINNERS]
        if stated:
            counted = reading.sentence.kind == "headline" or re.search(r"有[\d一二三四五六七八九十百]", lead)
            return () if counted and reading.folded.text[stated[-1]] == "Ⓓ" else _last_item(reading, stated[-1])
        return (
            reading.carried(reading.clause_at(at), "Ⓞ")[:1]
            if winners and winners[0].type in ("Organisation", "Product")
            else ()
        )
    return with_maker(reading, winners)


def with_maker(reading: Reading, winners: Group) -> Group:
    """The winners, with a product or project its maker: Ⓞ的Ⓡ, Ⓞ牵头的Ⓟ."""
    if winners and winners[0].type in ("Product", "Program"):
        place = next((i for i, g in enumerate(reading.folded.groups) if winners[0] in g), None)
        form = MAKER if winners[0].type == "Product" else OWNER
        maker = form.search(reading.folded.text, 0, place) if place is not None else None
        maker = maker or (MADE.match(reading.folded.text, place) if place is not None else None)
        if maker:
            return winners + reading.folded.groups[maker.start("maker")]
    return winners


def _made_by(reading: Reading, at: int) -> Group:
    """The bodies of 由Ⓞ牵头完成的Ⓟ before folded.text[at], in its clause or the one before, and what they made."""
    number, text = reading.clause_at(at), reading.folded.text
    start = reading.clauses[max(0, number - 1) if reading.clauses[number].start == at else number].start
    found = MAKERS.search(text, max(0, start - 1), at)
    if not found:
        return ()
    bodies = tuple(m for i in range(*found.span("makers")) if text[i] == "Ⓞ" for m in reading.folded.groups[i])
    return bodies + (reading.folded.groups[found.start("what")] if found["what"] else ()) if bodies else ()


BARE_GRADE = re.compile("(?:[特一二三]等|[金银铜])[奖牌]$")


def _is_name(award: Mention) -> bool:
    """Whether an award can be in focus: no bare grade, no piece of a sentence."""
    return not TIER.match(award.name) and not BARE_GRADE.match(award.name) and not BROKEN.search(award.name.strip("“”"))


SHORT_NAME = re.compile("(?<!位)(?:奖章|奖状|先锋号|红旗手|工匠|劳模|标兵|贡献奖|进步奖|发明奖|质量奖)")


def focus(reading: Reading, at: int) -> Group:
    """The award last named before folded.text[at]; of a list the first.

    A short name before at tells which: 先锋号方面，Ⓞ入列; 两张奖状的得主.
    """
    short = SHORT_NAME.findall(reading.folded.text, max(0, at - SHORT_BACK), at + SHORT_ON)
    if short:
        fit = [m for m in reading.discourse.seen.get("Award", ()) if m.name.endswith(short[-1])]
        if fit and "Ⓐ" not in reading.folded.text[max(0, at - SHORT_BACK) : at]:
            return (fit[-1],)
    decided = _decided(reading, at)
    if decided:
        return decided
    here = [g for g in reading.folded.groups[:at] if g and g[0].type == "Award" and _is_name(g[0])]
    if here:
        return here[-1][:1]
    prize = PRIZE_WORD.search(reading.folded.text, max(0, at - SHORT_BACK), at + SHORT_ON)
    if prize:
        prizes = [m for m in reading.discourse.seen.get("Award", []) if m.name.endswith("奖") and _is_name(m)]
        times = Counter(m.name for m in prizes)
        if prizes:
            return (max(reversed(prizes), key=lambda m: times[m.name]),)
    last = next((m for m in reading.discourse.seen.get("Award", [])[::-1] if _is_name(m)), None)
    if last is None:
        return ()
    told = Counter(m.name for m in reading.discourse.seen["Award"])
    main = max(told, key=lambda name: told[name])
    if told[main] > OFTEN and told[last.name] == 1 and last.sentence.number < reading.sentence.number - 1:
        last = next(m for m in reading.discourse.seen["Award"][::-1] if m.name == main)
    return reading.discourse.groups.get(last, (last,))[:1]


DECISION = re.compile("(?:表彰|公布|认定|授予|命名|确认|获奖)")


def _decided(reading: Reading, at: int) -> Group:
    """The award that a decision named behind the sentence's last award tells: 《关于表彰市长质量奖获奖组织的决定》."""
    text = reading.folded.text
    place = text.rfind("Ⓣ", max(0, text.rfind("Ⓐ", 0, at)), at)
    for decision in reading.folded.groups[place] if place >= 0 else ():
        if DECISION.search(decision.name):
            told_of = {bare: m for m in reading.discourse.everything if m.type == "Award" and (bare := _bare(m.name))}
            told = max((bare for bare in told_of if bare in decision.name), key=len, default="")
            return (told_of[told],) if told else ()
    return ()


EDITIONED = re.compile("^(?:(?:19|20)\\d\\d年?度?)?(?:第.{1,3}届|首届)?(?:(?:19|20)\\d\\d年?度?)?")


def _bare(name: str) -> str:
    """An award's name without edition and year; "" where hardly anything is left."""
    bare = EDITIONED.sub("", name.strip("“”"), count=1)
    return bare if len(bare) >= SHORTEST else ""


SHORTEST = 4
PRIZE_WORD = re.compile("得主|获奖|捧杯|奖杯|捧奖|个人奖|组织奖|提名奖|得奖|夺奖")
"""Words that speak of a prize, not of a list or a title."""
SHORT_BACK, SHORT_ON = 24, 6
"""Characters before and after the word of winning in which a short name tells which award is meant."""
OFTEN = 2
"""An award named more often than this is what a bare 获奖 speaks of, rather than one named once some time ago."""
