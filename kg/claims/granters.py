"""presentedBy: who grants, decides or announces an award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import triggers
from kg.claims.granting import BARE_GRADE, GETS, PASSIVE, TIER, focus, graded, last_prize
from kg.claims.reading import Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim

PRESENTS = triggers.choice("triggers_awards", "presents")
ACTIVE = pattern(
    rf"(?P<giver>[ⓄⒹ])(?P<between>~22‹，Ⓣ›)(?P<verb>{PRESENTS})(?!时|期间|以来|[大之以]?会|后，|仪式|活动|为)(?P<of>了?的|了)?~14‹Ⓓ›(?:(?<=通报|公告|通知|决定|名单|文件)，~6)?(?P<award>Ⓐ)"
)
PLACED = pattern(rf"(?:在|于)[ⒹⓄ]~6(?P<verb>{PRESENTS})(?!的)了?~14‹Ⓣ›(?P<award>Ⓐ)")
OTHER_GIVER = re.compile(
    r"跻身|入选|成为|当选|获评|登上|位列|名列|荣登|上榜|入围|入榜|摘得|捧回|斩获|[被获将把由]|第三方|社会各界|公众|网友|(?:^|，)(?:(?!经|组织|邀|聘)[^，])*专家"
    r"|经[^，]*(?:[部局委厅署院](?!门)|协会|学会|联合会|大学|公司)(?![^，]*(?:批准|同意))|(?:讯|电|消息)(?=.)|^(?:(?!等)[^，]){0,8}(?:[部局委厅署院]|杂志|中心|协会|学会|联合会|研究所|大学|公司|集团)(?!门)"
)
"""Between a name and the verb: it is given the award, or someone unnamed gives it; not how it decides (经专家评审)."""
SOUGHT = re.compile("申报|参评|冲[刺击]|争创|申请")
"""公布|申报Ⓐ的名单: who seeks an award is no giver of it, nor is who sends those that seek it."""
TO_WHOM = re.compile("，?对[^，；。]{0,8}Ⓐ$")
"""通知，对入选Ⓐ的工厂补助30万元: who pays a prize for it need not grant it."""
ELSEWHERE = re.compile("[在从于]")
EXAMINED = pattern(
    r"(?:经过?|通过)(?P<giver>Ⓞ)~6(?P<verb>评审|评定|评选|审定|认定|考核|遴选|验收|复核|公布|公示|审核|核准)，"
    rf"~30‹ⓄⒹⓇⓃ、›(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
DECLARED = pattern(
    rf"(?P<giver>Ⓞ)~8(?P<verb>公告|公布|宣布|通报|发文|公示|发布消息|(?:公布|发布|公示)了?~16(?:名单|结果|目录|榜单|决定))，(?!对)~24‹ⓄⒹⓇⓃ、的›(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
BY = pattern(rf"(?P<award>Ⓐ)~8(?:由|经)(?P<givers>~30‹ⓄⒹ、›)(?P<verb>{PRESENTS})")
SET_UP = pattern(rf"(?P<award>Ⓐ)(?:~8，)?(?:是|系)(?P<givers>~8‹ⓄⒹ、›)(?P<verb>{PRESENTS})的")
THIS_BY = pattern(
    r"(?:[该此这][一项]?(?:奖项?|榜单?|名单|名录|目录|荣誉|称号|认证|评选|评价|试点|示范区|基地|招牌|牌子)|称号|荣誉|牌匾|榜单|名单|名录|目录|评选|奖项|排行榜|子榜)(?:，|是)?~10"
    rf"由(?P<givers>~30‹ⓄⒹ、›)(?P<verb>{PRESENTS})"
)
DOCUMENTED = pattern(
    rf"(?P<giver>Ⓞ)~12(?P<verb>{PRESENTS})(?:了|的)?~4Ⓣ(?!，对)~30‹，ⒹⓄⓇ›(?:{GETS}|列|居|排|排在|位居|排名)~4(?P<award>Ⓐ)"
)
HANDED_OUT = pattern(r"(?P<award>Ⓐ)~10‹，›(?:出自|来自)(?P<giver>Ⓞ)(?P<verb>之手|的评选|发布|评选|$|(?=[，。；]))")
REPORTED = pattern(
    rf"(?P<giver>Ⓞ)~12(?P<verb>{PRESENTS})(?:了|的)?~4Ⓣ(?:~4[中里上])?，~20‹ⒹⓄⓇ、›(?:在|于|跻身|入选|上榜|名列|位列)(?P<award>Ⓐ)"
)
HONOURS = pattern(
    rf"(?:对|向|给|为)(?:~6{GETS}~24‹ⒹⓄ、“”›Ⓐ~4(?:的|者)|~12‹Ⓓ›Ⓐ~10(?:得主|获得者|获奖|单位|企业|入选))~16‹、›"
    r"(?P<verb>表彰|授牌|颁奖|表扬|通报|嘉奖|授奖|颁牌|颁发~2(?:证书|奖牌|牌匾))"
)
"""对获得Ⓐ的企业予以表彰, 对Ⓐ的5家得主授牌: whom the sentence is about grants it."""
PRAISING = pattern(r"(?P<giver>Ⓞ)~10(?P<verb>印发|发布|下发|公布|作出|出台|发出)的?(?:了|《)?(?P<what>Ⓣ)")
DECISION = re.compile(
    r"^[《“]?(?:关于)?(?:表彰|表扬|奖励|公布|认定|授予|命名|确认|第[\d一二三四五六七八九十]+[届批]|(?:19|20)\d\d年)"
)
ALLY = re.compile("([ⓄⒹ])(?:等)?(?:联合|会同|携手|牵头联合|牵头，?联合)$")


@wants(ACTIVE, PLACED)
def announced(reading: Reading) -> Iterator[Claim]:
    """Ⓞ公布Ⓐ名单; Ⓞ发布的Ⓐ; Ⓞ12日在Ⓓ发布Ⓐ."""
    folded = reading.folded
    for found in ACTIVE.finditer(folded.text):
        at, between = found.start("giver"), found["between"]
        before = folded.text[at - 1 : at]
        if before in tuple("向给为对将把予") or OTHER_GIVER.search(between):
            continue
        if SOUGHT.search(folded.text, found.end("verb"), found.start("award")):
            continue
        if TO_WHOM.search(found.group()) or TIER.match(folded.groups[found.start("award")][0].name):
            continue
        if found["of"] and found["of"].endswith("的") and ELSEWHERE.search(between.rsplit("，", 1)[-1]):
            continue
        if before in ("在", "于", "到", "赴") and ("，" in between or folded.text[at] == "Ⓓ"):
            continue
        if before in ("在", "于", "到", "赴") and not (found["of"] or "").endswith("的"):
            continue
        ally = ALLY.search(folded.text, 0, at)
        givers = (folded.groups[ally.start(1)] if ally else ()) + folded.groups[at]
        yield from reading.claims(
            folded.groups[found.start("award")], "presentedBy", givers, "announced", found["verb"]
        )
    for found in PLACED.finditer(folded.text):
        givers = reading.subject(found.start(), "Ⓞ")
        awards = folded.groups[found.start("award")]
        yield from reading.claims(awards, "presentedBy", givers, "announced", found["verb"])


@wants(EXAMINED, DECLARED, DOCUMENTED, HANDED_OUT, REPORTED, BY, SET_UP, THIS_BY, HONOURS)
def granted_by(reading: Reading) -> Iterator[Claim]:
    """Ⓐ由Ⓞ联合Ⓞ设立; 该奖由Ⓞ组织评审; 经Ⓞ评审，…获评Ⓐ."""
    folded = reading.folded
    for form, rule in (
        (EXAMINED, "examined"),
        (DECLARED, "declared"),
        (DOCUMENTED, "announced"),
        (HANDED_OUT, "handed_out"),
        (REPORTED, "reported"),
    ):
        yield from reading.simply(form, "award", "presentedBy", "giver", rule)
    for form in (BY, SET_UP):
        for found in form.finditer(folded.text):
            givers = _within(reading, found.span("givers"))
            yield from reading.claims(
                folded.groups[found.start("award")], "presentedBy", givers, "granted_by", found["verb"]
            )
    for found in THIS_BY.finditer(folded.text):
        givers = _within(reading, found.span("givers"))
        award = focus(reading, found.start() + 1)
        if THIS_PRIZE.match(found.group()) and award and not PRIZE.search(award[0].name):
            award = last_prize(reading)
        yield from reading.claims(award, "presentedBy", givers, "granted_by", found["verb"])
    for found in HONOURS.finditer(folded.text):
        place = folded.text.index("Ⓐ", found.start())
        lead = reading.lead(found.start())
        if AT_SCENE.search(lead) and not any(sign in lead for sign in "ⓄⒹ"):
            continue
        givers = reading.subject(found.start(), "ⓄⒹ")
        yield from reading.claims(folded.groups[place], "presentedBy", givers, "honours", found["verb"])


THIS_PRIZE = re.compile("[该此这][一项]?奖")
PRIZE = re.compile("奖[”章状项]?$")
AT_SCENE = re.compile("(?:会|式|礼|活动|现场|论坛|晚会)上")
"""开幕式上还为Ⓐ得主颁奖: who does it there is not told."""
ADVISES = pattern("[ⓄⒹ]~4指导")


def _within(reading: Reading, span: tuple[int, int]) -> Group:
    """The bodies and places named there: Ⓞ联合Ⓞ等单位."""
    folded = reading.folded
    places = [i for i in range(*span) if folded.text[i] in "ⓄⒹ" and not ADVISES.match(folded.text, i)]
    if any(folded.text[i] == "Ⓞ" for i in places):
        places = [i for i in places if folded.text[i] == "Ⓞ"]
    return tuple(m for i in places for m in folded.groups[i])


@wants(PRAISING)
def praised(reading: Reading) -> Iterator[Claim]:
    """Ⓞ印发《关于表彰…奖获奖组织的决定》: the award the decision names."""
    folded = reading.folded
    for found in PRAISING.finditer(folded.text):
        for decision in folded.groups[found.start("what")]:
            named = [m for m in reading.discourse.everything if m.type == "Award" and m.name[-5:] in decision.name]
            if DECISION.search(decision.name) and named:
                yield from reading.claims(
                    tuple(named[:1]), "presentedBy", folded.groups[found.start("giver")], "praised", found["verb"]
                )


PROCLAIMED = pattern(
    r"(?:^|[，；])(?:并|还|又|同时|联合|正式|决定|拟)?(?:会上|会议|当场|现场)?(?:还|共)?"
    r"(?P<verb>授予|颁给|表彰了?|命名了?|认定了?|确认|批准|核准|公布了|发布了|揭晓了|评选出|评出|宣布了)(?=~8[\d一二两三四五六七八九十百]+[家名位个]|~10Ⓐ)~26‹和、›(?P<award>Ⓐ)"
)


@wants(PROCLAIMED)
def counted(reading: Reading) -> Iterator[Claim]:
    """Ⓞ印发通报，授予5家企业Ⓐ; Ⓓ召开大会，会上公布了Ⓐ名单: whom the clause before is about."""
    for found in PROCLAIMED.finditer(reading.folded.text):
        givers = reading.carried(reading.clause_at(found.start("verb")), "ⓄⒹ", 2)
        if givers and givers[0].sentence == reading.sentence:
            awards = reading.folded.groups[found.start("award")]
            yield from reading.claims(awards, "presentedBy", givers, "counted", found["verb"])


AFTERWARDS = pattern(
    rf"[，；。](?:均|都|皆|统一|每[两二三]?年)?由(?P<givers>~30‹ⓄⒹ、›)(?P<verb>{PRESENTS})(?!的)~10(?=[，；。]|$)"
)
NOT_ITS = re.compile("[ⒺⓅⓉⓇ]")
HELD_BY = pattern(
    r"(?:评选|评审|表彰|遴选|认定|颁奖|评定|评价)(?:(?:和|与|、|及)(?:评选|评审|表彰|遴选|认定|颁奖|颁发|授牌))?(?:工作|活动)?(?:均|都|皆|则|是)?"
    r"(?:由(?P<givers>~30‹ⓄⒹ、›)(?P<verb>负责|承担|组织|主持|实施|牵头|完成)|(?:交给|交由|委托给?)~6(?P<named>Ⓞ)(?=[，；。]|$|负责|承担|组织|开展|实施))"
)
CALLED = pattern(
    rf"由(?P<givers>~30‹ⓄⒹ、›)(?P<verb>{PRESENTS})的(?:这[一项个块枚])?~6(?:称号|荣誉|奖项|大奖|榜单|牌子|招牌|名号)"
)
"""由Ⓞ评选的这个称号."""
HOLDS = pattern(
    r"(?P<verb>启动|开展|组织|举办|举行|筹备|推进|完成|部署)(?:了|过)?~8(?P<award>Ⓐ)~3(?:评选|评审|评定|遴选|评比)(?!辅导|培训|申报|推荐|宣传|迎)"
)
OF_ALL = re.compile("(?:全国|国家|中国|中华|世界|国际)")
"""An award of the whole country, which a place that holds its own round does not grant."""
DECIDED = pattern(
    r"(?:(?:表彰|评选|认定|命名|获奖|授奖|表扬)?(?:决定|名单|榜单|结果|通报|文件))(?:均|都|是|则)?"
    r"由(?P<givers>~30‹ⓄⒹ、›)(?P<verb>作出|印发|公布|发布|下发|发出|评出|揭晓|宣布)"
)


GIVER_IS = pattern(
    r"(?:授牌|颁奖|颁牌|颁发(?:证书)?|发布(?:榜单)?|公布|评选|命名|认定|颁授|主办|发证)(?:(?:的(?:机构|单位|部门)?|者|方|机构|单位|部门)，?(?:正?是|为|则是)"
    r"(?P<givers>~20‹ⓄⒹ、›)(?P<verb>)(?=[，；。]|$)|(?:方|机构|单位|部门)(?P<named>Ⓞ))"
)


@wants(HOLDS)
def holding(reading: Reading) -> Iterator[Claim]:
    """Ⓓ启动第九届Ⓐ评选: whoever holds the round grants the award."""
    for found in HOLDS.finditer(reading.folded.text):
        if reading.denied(found.start()) or SCENE.search(reading.lead(found.start())):
            continue
        awards = tuple(m for m in reading.folded.groups[found.start("award")] if not OF_ALL.match(m.name))
        givers = reading.subject(found.start(), "ⓄⒹ")
        yield from reading.claims(awards, "presentedBy", givers, "holding", found["verb"])


SCENE = re.compile("[在到赴对从][ⓄⒹ]|参加|参与|推荐|发动|引导|支持|指导|企业")
"""Who is where it is held, or only helps."""


@wants(AFTERWARDS, DECIDED, GIVER_IS, HELD_BY, CALLED)
def afterwards(reading: Reading) -> Iterator[Claim]:
    """Ⓐ日前出炉，由Ⓞ发布; Ⓐ的遴选由Ⓞ承担; 获评Ⓐ，表彰决定由Ⓞ作出."""
    folded = reading.folded
    for found in AFTERWARDS.finditer(folded.text):
        at = max(folded.text.rfind("Ⓐ", 0, found.start()), 0)
        between = folded.text[at + 1 : found.start()]
        subject = reading.clauses[reading.clause_at(found.start("givers"))].subject
        about = bool(subject) and subject[0].type == "Award"
        if folded.text[at] != "Ⓐ" or NOT_ITS.search(between) or (len(CLAUSE_END.findall(between)) > 1 and not about):
            continue
        givers = _within(reading, found.span("givers"))
        yield from reading.claims(folded.groups[at][-1:], "presentedBy", givers, "afterwards", found["verb"])
    for form in (DECIDED, GIVER_IS, HELD_BY, CALLED):
        for found in form.finditer(folded.text):
            award = focus(reading, found.start())
            if award and reading.sentence.number - award[0].sentence.number <= 1:
                span = found.span("named" if found.groupdict().get("named") else "givers")
                yield from reading.claims(
                    award, "presentedBy", _within(reading, span), "afterwards", found["verb"] or ""
                )


CLAUSE_END = re.compile("[，；。]")
ALONG = pattern(
    r"，~3(?:同步|同时|一并|一同|随之|随同|会上|现场|当天|当日)~2(?P<verb>揭晓|出炉|公布|发布|颁发|表彰|公示)(?:的|了)?~10‹Ⓣ›(?P<award>Ⓐ)"
)
WITHIN = pattern(
    rf"(?P<giver>Ⓞ)~8(?:在Ⓓ~2)?(?P<verb>{PRESENTS}|组织|举办|开展)的~24‹Ⓣ›[中里上]，(?:~70‹ⓄⒹⓇⓃ、，›)(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
PRAISED_FOR = pattern(
    rf"受到?(?P<giver>[ⓄⒹ])~4(?P<verb>表彰|表扬|嘉奖|通报表扬)，~6(?:{GETS}|{PASSIVE})~16‹Ⓓ›(?P<award>Ⓐ)"
)
WHOSE = pattern(rf"(?:{GETS})了?(?P<giver>Ⓞ)(?P<verb>的)~8(?P<award>Ⓐ)")
IN_ITS = pattern(r"在(?P<giver>Ⓞ)(?P<verb>的)(?P<award>Ⓐ)~4[中里上]")
BESIDE = pattern(r"(?:^|[，；：]|(?<=Ⓐ)、)(?P<giver>Ⓞ)(?:20\d\d年度?|首批|第~3批)?(?P<verb>)(?P<award>Ⓐ)")
HELD = pattern(
    r"(?P<giver>[ⓄⒹ])~8(?P<verb>评过|评了|评出过?|开展过?|举办过?)[\d一二两三四五六七八九十]+[届次批](?P<award>Ⓐ)"
)
AT_EVENT = pattern(rf"(?P<giver>Ⓞ)~10在~12‹ⒹⓄ›Ⓔ(?:上|中|期间)?，?~6(?P<verb>{PRESENTS})(?!的)了?~14(?P<award>Ⓐ)")
PAYS = pattern(r"(?P<giver>[ⓄⒹ])~10(?P<verb>发放|兑现|拨付|颁发|支付)(?P<award>Ⓐ)奖励?金")


NOTICE = pattern(
    r"(?P<giver>Ⓞ)~8(?P<verb>发出|印发|发布|下发|发文|作出)了?(?:~10(?:通报|决定|公告|通知|文件|名单))?，(?:~8|对~10|~4公布~4)(?P<award>Ⓐ)~8(?:得主|获奖|名单|揭晓|出炉|尘埃落定|结果|予以|给予|进行|产生)"
)
OF_STATE = re.compile("全国|国家")
OF_PLACE = re.compile("(?!国家|全国|中央)[一-龥]{0,6}?[省市县区州]")
FROM_HANDS = pattern(
    r"从(?P<giver>Ⓞ)(?:~10|~8Ⓝ)手[中里上](?P<verb>接过|接下|捧回|捧过|领到|领取|领走|领过|拿到|接到)了?~8(?P<award>Ⓐ)"
)
AROUND = (WITHIN, WHOSE, IN_ITS, BESIDE, AT_EVENT, HELD, PAYS, NOTICE, FROM_HANDS)


@wants(*AROUND, PRAISED_FOR, ALONG)
def around(reading: Reading) -> Iterator[Claim]:
    """Ⓞ发布Ⓣ，同步揭晓的Ⓐ; 在Ⓞ组织的评估中，Ⓞ获评Ⓐ; 登上Ⓞ的Ⓐ."""
    folded = reading.folded
    for form in AROUND:
        yield from reading.simply(form, "award", "presentedBy", "giver", "around")
    for claim in reading.simply(PRAISED_FOR, "award", "presentedBy", "giver", "around"):
        if not (OF_STATE.match(claim.subject.name) and OF_PLACE.match(claim.object.name)):
            yield claim  # a city that its province praises holds 全国文明城市 from the state
    for found in ALONG.finditer(folded.text):
        givers = reading.carried(reading.clause_at(found.start("verb")), "Ⓞ", 3)
        if givers and givers[0].sentence == reading.sentence:
            awards = folded.groups[found.start("award")]
            yield from reading.claims(awards, "presentedBy", givers, "around", found["verb"])


RULES = (announced, granted_by, praised, counted, holding, afterwards, around)


def find(reading: Reading) -> Iterator[Claim]:
    """Every granter the sentence names; awards.py finds those named with their winners."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    for rule in reading.of(RULES):
        for claim in rule(reading):
            yield _of_prize(reading, claim)


def _of_prize(reading: Reading, claim: Claim) -> Claim:
    """Who grants 该奖, read as the 一等奖 named last, grants the prize it is a grade of."""
    whole = graded(reading, len(reading.folded.text)) if BARE_GRADE.match(claim.subject.name) else None
    return claim if whole is None else replace(claim, subject=whole)
