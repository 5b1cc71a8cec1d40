"""What the rules on awards share: whether an award is granted, and which award is in focus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg import triggers
from kg.claims.holders import fits
from kg.claims.qualifying import qualifiers_of, year_of
from kg.claims.reading import LEADING, NOT, STOPPED, Group, Reading, named, pattern
from kg.claims.takers import OF_PLACES, protagonist
from kg.model import Claim, Mention
from kg.shapes import SIGNS

LISTED = r"(?<![会坛式赛])上榜"
"""上榜, but not in 大会上榜上有名."""
GETS = triggers.choice("triggers_awards", "gets").replace("上榜", LISTED)
PASSIVE = triggers.choice("triggers_awards", "passive")
GIVES = triggers.choice("triggers_awards", "gives")
WON = triggers.choice("triggers_awards", "won").replace("上榜", LISTED)
LATER = re.compile(r"20\d\d年[底末]?前|(?:^|[，。：—])(?:下一步|今后|接下来|未来|(?:力争)?(?:到|至)20\d\d年)")
MUST = re.compile("(?<![主重需紧])[要须]$|(?:尚|暂|仍|并|还)无[^，；。]{0,6}$")
"""Before the verb: 要建成Ⓐ is a plan, 尚无企业问鼎Ⓐ says that nobody has."""
HOPED = re.compile(triggers.choice("triggers_awards", "hoped"))
NOMINATED = re.compile(triggers.choice("triggers_awards", "nominated"))
SHORTLISTED = re.compile(triggers.choice("triggers_awards", "shortlisted"))
DENIED = re.compile(rf"(?:{NOT}|{STOPPED}|再无|别无|无缘|[暂尚仍]无|无一)[^，。；：]{{0,8}}$")
"""Before the verb: Ⓓ没有集群入围Ⓐ says that none is even nominated."""
RUNNING = re.compile("参评|参选|(?<!成功)申报|角逐|竞逐")
"""被推荐参评Ⓐ: it runs for the award, no more."""
TIER = re.compile("^(?:[省市国]级|全[省市国])?(?:提名奖?|正奖|大奖|组织奖|个人奖|入围奖)$")
"""A prize of grades told by its grade alone, 获提名奖: it is the prize last named that is meant."""
OWN_STATUS = re.compile("(?:培育|创建|储备)(?:名单|企业|单位|库)?$")
"""What ends the name of a title that a body gives: to enter Ⓓ培育名单 is to get it."""
PUBLISHED = pattern("入围~4[ⓄⒹ]?~6(?:公布|发布|认定|评选|命名)的")
"""入围Ⓞ公布的Ⓐ: a list that is out is no shortlist."""
RANKS = re.compile(r"(?:[强佳榜]|榜单|排行|(?:[强佳]|百强)(?:[县市区镇]|企业|品牌|园区))$")
"""To 入围 a list of ranks is to stand in it."""
WAITING = "推荐名单|公示|候选"
"""Words of a list that is not decided yet."""
UNDECIDED = re.compile(
    r"(?:公示|拟(?:表彰|表扬|授予|认定|命名|推荐|奖励))(?![栏牌制]|(?:期?已?)(?:满|结束|完毕|无异议|[期之以]?后))"
)
"""Open to objections: 公示了Ⓐ名单，Ⓞ获评Ⓐ; not 经评审、公示, 公示期满."""
STILL = pattern("~8(?:，~8)?(?:正|在|处于|进入|已)(?:进行|对外|向社会|网上)?公示(?!结束|期满|无异议|完毕)")
"""Behind the verb: 获评Ⓐ，名单正在公示."""
BEFORE = re.compile("曾|此前|之前|早在|早已|去年|前年|往年|历[年届]|上届|以来|累计")
"""Before the verb: what was won once is not the list that is open now."""
PASSED = re.compile("(?:经|历经|通过)[^，。；：]*$")
"""Before 公示: 经现场评审和社会|公示, it is over."""
OTHER_LIST = re.compile(
    rf"(?:公布|发布|下达|揭晓|公示)了?(?![^，；。：]{{0,4}}(?:获奖|得奖|入选|上榜|表彰))[^，；。：{SIGNS}]{{2,30}}"
    r"(?:名单|榜单|目录|结果|名录)(?=[里中上内]?，|的)"
)
"""某厅公布某某验收名单，…上榜: a list that no finder knew."""
EARLY = pattern("~3(?:创建行列|创建范围|初审|初评|资格审查|资料评审|现场评审|材料评审|答辩|复评|申报|推荐|培育|储备)")


PAID = re.compile(r"[^。；]{0,16}(?:奖励?|补助|资助|给予)[^。；，]{0,8}\d+万")
THERE = re.compile("在Ⓓ[^，；。]{0,4}$")
"""在Ⓓ拿下Ⓐ，一次性奖励500万元: whoever gets it there."""


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
    if EARLY.match(reading.rest(end)) or text.startswith("？", end):
        return
    said = lead[-8:] + text[start:end] + reading.rest(end)[:8]
    wish = HOPED.search(lead[-14:]) or re.search("[不非]$", lead) or MUST.search(lead) or LATER.search(text[:start])
    if DENIED.search(lead[-14:]) or RUNNING.search(text, start, end):
        return
    if PAID.match(text, end) and THERE.search(lead):
        winners = tuple(m for m in winners if m.type != "District")
    for winner, award in reading.pairs(_at_home(reading, winners, start), awards):
        holder = _holder(reading, winner, award, rule, start)
        if holder is None or BROKEN.search(award.name.strip("“”")):
            continue
        winner = holder
        if TIER.match(award.name):
            context += award.name
        meant = _meant(reading, award, start)
        if meant is None:
            continue
        award = meant
        if award.type not in ("Award", "Program") or (award.type == "Program" and rule not in ("gets", "passive")):
            continue
        own = OWN_STATUS.sub("", award.text) if award.sentence == reading.sentence else ""
        words = (said + own + context + _open(reading, award, start, end)).replace("含提名奖", "")
        qualifiers = qualifiers_of(reading, winner, award, start, end)
        if rule == "apposed" and not year_of(award):
            qualifiers["year"] = None  # the year is of what the winner did, not of the title
        if out or RANKS.search(award.name) or PUBLISHED.match(text, start):
            words = words.replace("入围", "")
        if SHORTLISTED.search(words):
            yield from reading.claim(winner, "nominatedFor", award, rule, trigger, status="Shortlisted", **qualifiers)
        elif NOMINATED.search(words):
            yield from reading.claim(winner, "nominatedFor", award, rule, trigger, status="Nominated", **qualifiers)
        elif not wish:
            yield from reading.claim(winner, "receivedAward", award, rule, trigger, **qualifiers)


def _holder(reading: Reading, winner: Mention, award: Mention, rule: str, start: int) -> Mention | None:
    """The subject, or who can hold the award instead: a person 劳动楷模, the body told before a title of firms."""
    if winner.type != "Person" and OF_PERSONS.search(award.name) and rule in ("gets", "passive", "prided"):
        person = _person(reading, start)
        if person is None:
            return None
        winner = person
    if fits(winner.type, winner.name, award.name):
        return winner
    body = reading.discourse.bodies.get(winner) or _instead(reading, winner, award, start)
    return body if body is not None and fits(body.type, body.name, award.name) else None


def _meant(reading: Reading, award: Mention, start: int) -> Mention | None:
    """The award, or the prize whose grade it tells: of 提名奖 and 一等奖 the prize named before."""
    if TIER.match(award.name):
        return _whole(reading, start)
    if BARE_GRADE.match(award.name):
        return sibling(reading, start, award.name) or graded(reading, start) or award
    return award


def _open(reading: Reading, award: Mention, start: int, end: int) -> str:
    """公示, 拟表彰 where the list that verb and award are of is told to be open to objections, else "".

    Before the verb in its sentence, behind it, or in the sentence before that names the award.
    """
    text = reading.folded.text
    if BEFORE.search(text, 0, start):
        return ""
    if STILL.match(text, end) or _listed_open(reading, award, start):
        return "公示"
    named = [award] if award.sentence != reading.sentence else _kin(reading, award)
    listed = (m.sentence.text for m in named if reading.sentence.number - m.sentence.number == 1)
    return "公示" if any(_is_shown(words, _bare(award.name)) for words in listed) else ""


def _listed_open(reading: Reading, award: Mention, start: int) -> bool:
    """Whether words before folded.text[start] say that the award's list is open: 公示了Ⓐ名单，Ⓞ入选Ⓐ."""
    text, folded = reading.folded.text, reading.folded
    begin = text.rfind("；", 0, start) + 1
    told = UNDECIDED.search(text, begin, start)
    if told is None or not _is_shown(text[begin:start], "Ⓐ"):
        return False
    clause = reading.clauses[reading.clause_at(told.start())]
    named_there = [
        m for group in folded.groups[clause.start : min(start, clause.end)] for m in group if m.type == "Award"
    ]
    return not named_there or any(_same(award, m) for m in named_there)


def _is_shown(words: str, award: str) -> bool:
    """Whether words tell that a list or this award is open to objections: 公示了Ⓐ名单; not 公示信用信息12万条."""
    told = UNDECIDED.search(words)
    if told is None or PASSED.search(words, 0, told.start()):
        return False
    clause = CLAUSE.match(words, told.start())
    begin = max(words.rfind(stop, 0, told.start()) for stop in "，；。：") + 1
    what = words[begin : clause.end()] if clause else ""
    return not OTHER_MATTER.match(words, told.start()) or bool(award and award in what) or bool(OF_LIST.search(what))


CLAUSE = re.compile("[^，；。：]*")
OTHER_MATTER = re.compile("公示了?(?!期|中|显示|阶段)[^，；。：]")
OF_LIST = re.compile("名单|榜|目录|名录|结果|拟|候选|推荐|Ⓐ")


def _same(one: Mention, other: Mention) -> bool:
    """Whether two names of awards tell the same one, but for year, edition and 名单."""
    short, long = sorted((LIST_OF.sub("", _bare(m.name)) for m in (one, other)), key=len)
    return bool(short) and short in long


def _kin(reading: Reading, award: Mention) -> list[Mention]:
    """The awards of the article's earlier sentences whose names tell the same."""
    return [m for m in reading.discourse.seen.get("Award", ())[-LATELY:] if _same(award, m)]


LIST_OF = re.compile("(?:公示|拟.{1,4})?(?:名单|榜单)$")
SAID = re.compile(rf"(?:^|[，。；])[他她]{triggers.choice('triggers_leads', 'speech')}")


ACT_JOINTLY = re.compile("[与同跟和]$")


def _joint(reading: Reading, winners: Group, at: int) -> bool:
    """Whether the second only did something with the first, told in a clause before: Ⓞ与Ⓞ共建实验室，|获评Ⓐ."""
    if len(winners) != JOINT or winners[0].sentence != winners[1].sentence:
        return False
    one, other = winners
    between = one.sentence.text[one.end : other.start]
    place = reading.place(one)
    before = place is None or reading.clause_at(place) != reading.clause_at(at)
    return (
        before
        and ACT_JOINTLY.fullmatch(between) is not None
        and TOGETHER.match(one.sentence.text[other.end :]) is not None
    )


JOINT = 2
TOGETHER = re.compile(
    "[^，。；]{0,12}(?:共建|签|合办|合建|结成|(?:合作|联合|共同|携手|牵手)(?!研|攻|完成|申报|开发|创作|制|编|承担|实施))"
)
"""What does not make both the winners; what they develop together (联合研发) does."""
SPEAKS = pattern(rf"~4{triggers.choice('triggers_leads', 'speech')}~4，")


def _speaks(reading: Reading, person: Mention, at: int) -> bool:
    """Whether the sentence only quotes him: Ⓝ说，制作技艺早已|列入Ⓐ; not Ⓝ说，他|获得Ⓐ, nor Ⓝ说，去年|获得Ⓐ."""
    place = reading.place(person)
    spoken = SPEAKS.match(reading.folded.text, place + 1, at) if place is not None else None
    if spoken is None:
        return False
    quoted = reading.folded.text[spoken.end() : at]
    if re.search("[我他她]|自己|本人", quoted):
        return False
    return not all(LEADING.fullmatch(clause) or BY_MEANS.match(clause) for clause in CLAUSE.findall(quoted))


BY_MEANS = re.compile("凭借?|依[托靠]|靠|通过|经过?|由于|因|得益于|围绕|在")
"""Begins a clause that tells how, not who: 凭借这项技术，去年|获评Ⓐ."""


def _at_home(reading: Reading, winners: Group, at: int) -> Group:
    """The body an article tells of instead of what an earlier sentence named once in passing: a place, a product.

    Of 23 carried winners that an article named once, 2 were right.  他介绍，|拿到Ⓐ is not about who speaks.
    """
    if _joint(reading, winners, at):
        winners = winners[:1]
    if len(winners) != 1 or winners[0].sentence == reading.sentence:
        return () if winners and winners[0].type == "Person" and _speaks(reading, winners[0], at) else winners
    if winners[0].type == "Person":
        return () if SAID.search(reading.folded.text, 0, at) else winners
    story = reading.discourse.article
    if story.counts[named(winners[0])] > 1 or winners[0].name == story.mains.get("Organisation", winners[0]).name:
        return winners
    main = protagonist(reading)
    return (main,) if main is not None else winners if winners[0].type == "District" else ()


BROKEN = re.compile(
    r"^[单榜一两三][单榜回]?(?=\d|[单榜回]|$)|^[一两三][回次]|^\d+[个家项件]|已达|揭榜|出炉|^第[^届批]{1,2}次|跌出|^(?:附有|另一|项目|整个)|(?:(?<!示范)(?<!服务)平台|最多|发布|之一|候选|候选人|经国务院)$|^(?:产品|体系|质量)认证$"
    r"|^(?:资料|现场|材料|专家|会议|综合|文件)(?:评审|审核|考评|审查)(?:名单|环节|阶段)?$"
    r"|.”(?:问鼎|摘得|斩获|荣获|捧回|夺得|获得?)"
)
"""What is no name but a piece of a sentence: 一回质量奖, 行业榜首已达, 28个示范区."""


OF_PERSONS = re.compile("(?:年度人物|特殊津贴|传承人|楷模|五一劳动奖章|先进个人|工匠|劳动模范|个人[一二三]等功)$")
HIM = re.compile("[他她]")


def _person(reading: Reading, at: int) -> Mention | None:
    """Who bears a title that only persons bear, where no person is carried: him of 他个人的荣誉."""
    here = [m for group in reading.folded.groups[:at] for m in group if m.type == "Person"]
    if here:
        return here[-1]
    main = reading.discourse.article.mains.get("Person")
    return main if HIM.search(reading.folded.text, 0, at) else None


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
    main = reading.discourse.article.mains.get("Organisation") if winner.type in ("Program", "Product") else None
    return main


INSTEAD_BACK = 12
"""Clauses back in which the holder of a title is sought that the subject cannot hold."""


LATELY = 12
"""Awards of earlier sentences that a word may still speak of."""


def _lately(reading: Reading, at: int) -> list[Mention]:
    """The awards named lately before folded.text[at], the nearest last."""
    here = [m for group in reading.folded.groups[:at] for m in group if m.type == "Award"]
    return [*reading.discourse.seen.get("Award", [])[-LATELY:], *here]


def _whole(reading: Reading, at: int) -> Mention | None:
    """The prize whose grade folded.text[at:] tells: the last one named that is no bare grade itself."""
    return next(
        (m for m in reversed(_lately(reading, at)) if not TIER.match(m.name) and not BARE_GRADE.match(m.name)), None
    )


BARE_GRADE = re.compile("(?:[特一二三]等|[金银铜]|大[金奖]|特别|优秀|优胜)[奖牌]$")


def graded(reading: Reading, at: int) -> Mention | None:
    """The prize of grades, 科技进步奖, whose 一等奖 folded.text[at:] tells; None where none was named lately."""
    whole = _whole(reading, at)
    near = whole is not None and reading.sentence.number - whole.sentence.number <= GRADES_ON
    return whole if whole is not None and near and OF_GRADES.search(whole.name) else None


def sibling(reading: Reading, at: int, grade: str) -> Mention | None:
    """The award last named before folded.text[at] that ends in this grade: …质量大赛金奖 for 金奖, not …大金奖."""
    whole = re.compile(rf"(?<!大){re.escape(grade)}$")
    return next(
        (m for m in reversed(_lately(reading, at)) if len(m.name) > len(grade) + 2 and whole.search(m.name)), None
    )


OF_GRADES = re.compile("(?<![特一二三]等)(?<![金银铜])奖$")
"""A prize that may have grades; no contest, whose 金奖 is told with its name."""
GRADES_ON = 2
"""Sentences after a prize's name in which a bare grade is one of its."""


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
    if decided is not None:
        return decided
    here = [g for g in reading.folded.groups[:at] if g and g[0].type == "Award" and _is_name(g[0])]
    if here and TIER_WORD.match(reading.folded.text, at):
        nearest = next((g[:1] for g in here[::-1] if g[0].name.endswith("奖")), None)
        return nearest or last_prize(reading) or here[-1][:1]
    if here:
        return here[-1][:1]
    prize = PRIZE_WORD.search(reading.folded.text, max(0, at - SHORT_BACK), at + SHORT_ON)
    if prize:
        prizes = [m for m in reading.discourse.seen.get("Award", []) if m.name.endswith("奖") and _is_name(m)]
        times = Counter(m.name[-KIN:] for m in prizes)
        if prizes:
            return (max(reversed(prizes), key=lambda m: times[m.name[-KIN:]]),)
    last = next((m for m in reading.discourse.seen.get("Award", [])[::-1] if _is_name(m)), None)
    if last is None:
        return ()
    told = Counter(m.name for m in reading.discourse.seen["Award"])
    main = max(told, key=lambda name: told[name])
    if told[main] > OFTEN and told[last.name] == 1 and last.sentence.number < reading.sentence.number - 1:
        last = next(m for m in reading.discourse.seen["Award"][::-1] if m.name == main)
    return reading.discourse.groups.get(last, (last,))[:1]


REACH = 2
"""Sentences back in which a list is named whose winners are told or shared out."""


def recent(reading: Reading, at: int, reach: int = REACH) -> Group:
    """The award in focus, named in this sentence or shortly before."""
    award = focus(reading, at)
    return award if award and reading.sentence.number - award[0].sentence.number <= reach else ()


TIER_WORD = re.compile("提名奖|个人奖|组织奖|正奖")


def last_prize(reading: Reading) -> Group:
    """The prize named last in the sentences before: to a prize alone, no title, there are 提名奖 and 个人奖."""
    prizes = (m for m in reading.discourse.seen.get("Award", [])[::-1] if m.name.endswith("奖") and _is_name(m))
    prize = next(prizes, None)
    return () if prize is None else (prize,)


DECISION = re.compile("(?:表彰|公布|认定|授予|命名|确认|获奖)")


TELLS_AWARD = re.compile("(?:表彰|表扬|授予|命名).*(?:奖|称号)")


def _decided(reading: Reading, at: int) -> Group | None:
    """The award that a decision named behind the sentence's last award tells: 《关于表彰市长质量奖获奖组织的决定》.

    () where it tells one that no finder knew, None where there is no such decision.
    """
    text = reading.folded.text
    place = text.rfind("Ⓣ", max(0, text.rfind("Ⓐ", 0, at)), at)
    last = reading.discourse.last("Document")
    before = "Ⓐ" not in text[:at] and last is not None and last.sentence.number == reading.sentence.number - 1
    for decision in reading.folded.groups[place] if place >= 0 else (last,) if before and last else ():
        if DECISION.search(decision.name):
            named_so = {bare: m for m in reading.discourse.everything if m.type == "Award" and (bare := _bare(m.name))}
            told = max((bare for bare in named_so if bare in decision.name), key=len, default="")
            if told:
                return (named_so[told],)
            return () if place >= 0 and TELLS_AWARD.search(decision.name) else None
    return None


EDITIONED = re.compile("^(?:(?:19|20)\\d\\d年?度?)?(?:第.{1,3}届|首届)?(?:(?:19|20)\\d\\d年?度?)?")


def _bare(name: str) -> str:
    """An award's name without edition and year; "" where hardly anything is left."""
    bare = EDITIONED.sub("", name.strip("“”"), count=1)
    return bare if len(bare) >= SHORTEST else ""


SHORTEST = 4
KIN = 5
"""Characters that a prize's long and short names end in: 市长质量奖."""
PRIZE_WORD = re.compile("得主|获奖|捧杯|奖杯|捧奖|个人奖|组织奖|提名奖|得奖|夺奖")
"""Words that speak of a prize, not of a list or a title."""
SHORT_BACK, SHORT_ON = 24, 6
"""Characters before and after the word of winning in which a short name tells which award is meant."""
OFTEN = 2
"""An award named more often than this is what a bare 获奖 speaks of, rather than one named once some time ago."""
