"""issued: who publishes, draws up or signs a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import pointing, speaking
from kg.claims.reading import NOT, STOPPED, Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim, Mention

ISSUES = triggers.choice("triggers_documents", "issues")
YEAR = re.compile(r"((?:19|20)\d\d)年")
PARTNER = r"(?:会同|联合|携手|联手|与|和|同|及|以及|、)"
WITH = re.compile(rf"{PARTNER}([ⓄⒹ])(?:共同|联合|等部门|等|一道|一起)*$")


def _year(reading: Reading, at: int) -> str | None:
    """The year last printed before the word."""
    years = YEAR.findall(reading.folded.text[:at])
    return years[-1] if years else None


def _with_partners(reading: Reading, at: int) -> Group:
    """The bodies at this sign and those it acts with: Ⓞ会同Ⓞ、Ⓞ编制."""
    return tuple(dict.fromkeys(reading.those(reading.chain(ALSO, at))))


MORE = pattern(r"(?:~4[、和及]?~4)Ⓣ")
ALSO = pattern(rf"(?:等~6)?{PARTNER}[ⓄⒹ]")
DRAFTS = r"的(?:实施|细则|配套|修订|修改|起草|编制|制定|解读|宣传|草案|征求意见|文本|初稿)"
OTHER_PAPER = "(?:配套)?实施(?:方案|细则|意见)"
"""Behind a title: 出台Ⓣ实施方案 issues another paper."""
HANDED_OUT = ("发放", "派发", "赠送")
COPIES = re.compile(r"[\d万余多]+[份册本张套]")
"""Behind 发放Ⓣ: it is handed out; 编印Ⓣ5000份 issues it."""
ISSUING = pattern(
    rf"(?P<verb>{ISSUES})(?!会)(?:了|过|出)?(?P<gap>(?!后?的)~14‹Ⓓ›|由[ⓄⒹ]~12的~8)(?P<document>Ⓣ)(?!{DRAFTS}|{OTHER_PAPER})"
)
PASSING = pattern(r"[ⓄⒹ会审表决论投票获]~5(?P<verb>通过)(?:了)?(?P<gap>(?!的)~14‹Ⓓ›)(?P<document>Ⓣ)(?=[，。；、等]|$)")
ISSUED_OF = pattern(
    rf"(?P<who>[ⓄⒹ])(?:等~8)?(?P<light>~14)(?P<verb>{ISSUES}|主持|主导|牵头|领衔)(?:了|过)?的(?P<gap>~14‹Ⓓ›)(?P<document>Ⓣ)"
)
WORK_ENDS_IN = re.compile("(?:项目|课题|团队|研究|工作).*(?:形成|完成|产出|编成|写成|获)")
"""牵头的项目形成Ⓣ: who leads the project is not told to issue what comes of it."""
PLACE_ONLY = re.compile("(?:在|于|从|向|对|为|给|到|赴|入选|登上)$")
UNSAID = re.compile(
    rf"(?:{NOT}有?能?|{STOPPED}|不)(?:正式|对外)?$"
    r"|Ⓔ[上中]?，?(?:还|也|同时|同步|正式|首次|集中|一并)*$|^[^ⓄⒹ]*(?:会|仪式|论坛|现场|活动)[上中]?，?(?:还|也|同时|同步|正式|首次|集中|一并)*$"
)
WORK = re.compile("(?:剧目?|戏|电影|影片|大片|歌曲|节目|演出|专辑|游戏|小说|画册)$")
"""What stands before the title of a work of art, which is made, not issued."""
UNNAMED_DOERS = re.compile(r"Ⓓ[^ⓄⒹ，；。]{0,4}\d+[家个名所]")
"""Ⓓ48家酒店签下Ⓣ: who does it has no name."""
HERE = re.compile("(?:[^ⓄⒹⓃ，；。：]{0,8})(?P<unit>[省市州区县镇乡村])里(?![的头面])")
"""下半年市里|会印发Ⓣ."""
RELATIVE_GAP = re.compile(f"{ISSUES}(?:了|过)?的")


@wants(ISSUING, PASSING)
def issues(reading: Reading) -> Iterator[Claim]:
    """Ⓞ印发Ⓣ; Ⓓ出台Ⓣ、Ⓣ; not 发布会上发布了Ⓣ, which leaves open who did."""
    folded = reading.folded
    for found in (*ISSUING.finditer(folded.text), *PASSING.finditer(folded.text)):
        at = found.start("verb")
        if BY_WHOM.search(folded.text, max(0, at - 16), at) or UNSAID.search(reading.lead(at)):
            continue
        if RELATIVE_GAP.search(found["gap"]) and not found["gap"].startswith("由"):
            continue
        if found["verb"] in HANDED_OUT and COPIES.match(folded.text, found.end()):
            continue
        nameless = pointing.NAMELESS.search(reading.lead(at)) or UNNAMED_DOERS.search(reading.lead(at))
        if nameless or WORK.search(found["gap"]):
            continue
        partner = WITH.search(folded.text, max(0, at - 12), at)
        here = HERE.match(reading.lead(at))
        told = pointing.pointed(reading, at, here["unit"]) if here else None
        told = told if told is not None else speaking.doer(reading, partner.start() if partner else at)
        who = reading.subject(at, "ⓄⒹ") if told is None else told
        if partner:
            who += tuple(m for m in folded.groups[partner.start(1)] if m not in who)
        clause = reading.clauses[reading.clause_at(at)]
        if told is None and not clause.carried and clause.subject and clause.subject[0].type == "Person":
            body = reading.discourse.bodies.get(clause.subject[0])
            who = (body,) if body else who
        for place in reading.chain(MORE, found.start("document")):
            yield from reading.claims(
                who, "issued", folded.groups[place], "issues", found["verb"], year=_year(reading, at)
            )


@wants(ISSUED_OF)
def issued_of(reading: Reading) -> Iterator[Claim]:
    """根据Ⓞ日前印发的Ⓣ; 由Ⓞ会同Ⓞ编写的Ⓣ: whoever stands before the verb, whatever governs the document."""
    folded = reading.folded
    for found in ISSUED_OF.finditer(folded.text):
        who = folded.groups[found.start("who")]
        if LISTED_IN.search(found["light"]) or WORK_ENDS_IN.search(found["gap"]):
            continue
        if PLACE_ONLY.search(folded.text, max(0, found.start() - 4), found.start()) and who[0].type == "District":
            continue
        partner = FIRST.search(folded.text, max(0, found.start() - 14), found.start())
        if partner:
            who = folded.groups[partner.start(1)] + who
        for place in reading.chain(MORE, found.start("document")):
            year = _year(reading, found.start("verb"))
            yield from reading.claims(who, "issued", folded.groups[place], "issued_of", found["verb"], year=year)


LISTED_IN = re.compile("被|入选|列入|写[进入]|登上|选入|上榜")
DRAFTED = pattern(
    rf"由?(?P<who>[ⓄⒹ])(?:等~8)?~8(?P<verb>{ISSUES}|牵头|主导|领衔|主持)[、，](?!由)~24‹ⓄⒹ、›的~14‹Ⓓ›(?P<document>Ⓣ)"
)
THIS_ISSUED = pattern(
    rf"该[部委局厅会关院校所行社办](?P<gap>~12|~6(?:会同|联合|与|和)[ⓄⒹ]~8)(?P<verb>{ISSUES})(?:了|过)?的~10(?P<document>Ⓣ)"
)


@wants(DRAFTED, THIS_ISSUED)
def drafted_of(reading: Reading) -> Iterator[Claim]:
    """该关9月出台的Ⓣ; 由Ⓞ提出、Ⓞ等单位起草的Ⓣ."""
    folded = reading.folded
    yield from reading.simply(DRAFTED, "who", "issued", "document", "told_of")
    for found in THIS_ISSUED.finditer(folded.text):
        who = speaking.body(reading, found.start(), folded.text[found.start() + 1]) or ()
        who += tuple(m for i in range(*found.span("gap")) for m in folded.groups[i])
        yield from reading.claims(who, "issued", folded.groups[found.start("document")], "told_of", found["verb"])


FIRST = re.compile(r"([ⓄⒹ])(?:等~8)?(?:会同|联合|携手|联手|与)$")
BY_WHOM = re.compile(r"由[ⓄⒹ][^，。；]{0,12}$")
BY = pattern(rf"(?P<document>Ⓣ)~8由(?P<who>[ⓄⒹ])~8‹ⓄⒹ、›(?P<verb>{ISSUES})")
BY_TOPIC = pattern(rf"(?:^|[，；])~6(?:由|(?<=，))(?P<who>[ⓄⒹ])(?:~8‹ⓄⒹ、›|作为~10)(?P<verb>{ISSUES})(?=[，。；]|$)")
LED_WITH = pattern(rf"Ⓣ~6由(?P<who>[ⓄⒹ])(?:牵头|主导)，(?:联合|会同|携手)(?P<more>[ⓄⒹ])(?:等~8)?~4(?P<verb>{ISSUES})")
APPROVED = pattern(r"经(?P<who>[ⓄⒹ])~10(?P<verb>通过|批准|审定)(?:后)?，?~4(?P<document>Ⓣ)")
THROUGH = pattern(r"(?P<document>Ⓣ)~6(?:，~4)?[经获](?P<who>[ⓄⒹ])~10(?P<verb>通过|批准|审定)")
FROM = pattern(r"(?<![戏剧影歌曲])(?P<document>Ⓣ)~4(?P<verb>出自|来自|源自)(?P<who>[ⓄⒹ])")
AMONG = pattern(
    rf"(?P<verb>{ISSUES})(?:了)?~20(?:，|，其中|，这其中|——|：)~2(?:包括|有|即|分别为|分别是|涵盖)~6(?P<document>Ⓣ)"
)
ISSUER = pattern(
    r"(?P<document>Ⓣ)(?:~16，|的?~4)(?:主要|牵头|负责)?(?P<verb>(?:发布|起草|编制|编写|主编|制定|牵头)(?:单位|机构|部门|方|者))"
    r"(?:就|正|则|均|都)?(?:是|为|：|有|包括)(?:Ⓞ(?:下属|所属|直属|旗下)的?)?(?P<who>[ⓄⒹ])"
)


@wants(BY, APPROVED, THROUGH, FROM, ISSUER, LED_WITH, BY_TOPIC, AMONG)
def issued_by(reading: Reading) -> Iterator[Claim]:
    """Ⓣ由Ⓞ会同Ⓞ发布; Ⓣ出自Ⓞ之手; 经Ⓞ表决通过，Ⓣ; Ⓞ牵头制定12项标准，包括Ⓣ."""
    folded = reading.folded
    for form in (BY, APPROVED, THROUGH, FROM, ISSUER):
        for found in form.finditer(folded.text):
            who = _with_partners(reading, found.start("who"))
            yield from reading.claims(who, "issued", folded.groups[found.start("document")], "issued_by", found["verb"])
    for found in LED_WITH.finditer(folded.text):
        who = folded.groups[found.start("who")] + folded.groups[found.start("more")]
        yield from reading.claims(who, "issued", folded.groups[found.start()], "issued_by", found["verb"])
    for found in BY_TOPIC.finditer(folded.text):
        seen = [g for g in folded.groups[: found.start()] if g and g[0].type not in ("Organisation", "District")]
        if seen and seen[-1][0].type == "Document":
            who = _with_partners(reading, found.start("who"))
            yield from reading.claims(who, "issued", seen[-1], "issued_by", found["verb"])
    for found in AMONG.finditer(folded.text):
        by = BY_WHOM.search(folded.text, 0, found.start("verb"))
        who = folded.groups[by.start() + 1] if by else reading.subject(found.start(), "ⓄⒹ")
        for place in reading.chain(MORE, found.start("document")):
            yield from reading.claims(who, "issued", folded.groups[place], "issued_by", found["verb"])


PAPER = triggers.choice("triggers_documents", "paper")
THEN = pattern(rf"由[ⓄⒹ]~12(?:，~4)?[、，](?:由|再由|经)?(?P<who>[ⓄⒹ])~6(?P<verb>{ISSUES})(?=[，。；]|$)")
IT_BY = pattern(
    rf"(?:^|[，。；])(?:这[份部项]|该|新|此)?(?:{PAPER})~4(?:由|是|系)(?P<who>[ⓄⒹ])(?:等~8|会同[ⓄⒹ])?~8(?P<verb>{ISSUES})的?(?=[，。；]|、[ⓄⒹ]|$)"
)
IS_WHO = pattern(
    r"(?P<verb>(?:牵头|负责|组织|参与)?(?:起草|编制|制定|编写|印发|发布|出台|修订|编撰))(?:它|该\w{1,4})?的，?(?:是|有|为)(?P<who>[ⓄⒹ])"
)
THIS_IS = pattern(
    rf"(?:^|[，。；])这[也又还]?是(?P<who>[ⓄⒹ])~6(?P<verb>{ISSUES})的~14‹Ⓓ›(?:标准|规范|办法|条例|规划|方案|意见|政策|文件|白皮书)(?=[，。；]|$)"
)
OFFICER = pattern(rf"(?P<document>Ⓣ)~8由(?P<who>Ⓝ)~8(?P<verb>{ISSUES})")
OFFICERS = pattern(rf"(?P<who>Ⓝ)(?:带队|牵头|带头|主持|率队|率)?~2(?P<verb>{ISSUES})的~8(?P<document>Ⓣ)")
SHORTLY = pattern(
    rf"(?:^|[，。；：是由])(?P<who>其|它|该?(?:公司|企业|集团|研究院|中心|协会|医院)|先行区|园区|开发区|高新区)~6(?P<verb>{ISSUES})的~10(?P<document>Ⓣ)"
)
REACH = 2
"""Sentences between a title and 文件 or 新政, which takes it up."""


def _titled(reading: Reading, at: int) -> Group:
    """The document named last before folded.text[at], in the sentence or shortly before it."""
    here = [group for group in reading.folded.groups[:at] if group and group[0].type == "Document"]
    last = reading.discourse.last("Document")
    near = last is not None and reading.sentence.number - last.sentence.number <= REACH
    only = {m.name for m in reading.discourse.seen.get("Document", ())}
    near = near or len(only) == 1
    return here[-1] if here else (last,) if last is not None and near else ()


@wants(THEN, IT_BY, IS_WHO, THIS_IS, OFFICER, OFFICERS, SHORTLY)
def taken_up(reading: Reading) -> Iterator[Claim]:
    """Ⓣ由Ⓞ起草、Ⓞ印发; 文件由Ⓞ印发，牵头起草的是Ⓞ; Ⓣ由局长Ⓝ对外发布; 主持起草的Ⓣ: of the text's company."""
    folded = reading.folded
    for form in (THEN, IT_BY, IS_WHO, THIS_IS):
        for found in form.finditer(folded.text):
            who = _with_partners(reading, found.start("who"))
            yield from reading.claims(who, "issued", _titled(reading, found.start("who")), "taken_up", found["verb"])
    for found in (*OFFICER.finditer(folded.text), *OFFICERS.finditer(folded.text)):
        body = reading.discourse.bodies.get(folded.groups[found.start("who")][0])
        who = (body,) if body else ()
        yield from reading.claims(who, "issued", folded.groups[found.start("document")], "officer", found["verb"])
    for found in SHORTLY.finditer(folded.text):
        at = found.start("who")
        zone = "区" in found["who"]
        who = pointing.pointed(reading, at, "园") if zone else pointing.company(reading, at)[:1]
        yield from reading.claims(who, "issued", folded.groups[found.start("document")], "shortly", found["verb"])


OWN = pattern(
    r"(?<![于在])(?P<who>[ⓄⒹ])的?(?P<document>Ⓣ)(?!杂志|周刊|月刊|日报|记者|栏目|[荣斩]?获(?:评|选|~6[奖Ⓐ])|夺|摘|捧)"
)
"""Not 某医院《…》获一等奖, which is its work; but 县人大常委会《条例》获通过."""


IN_REPORT = pattern(r"[在据从于](?P<who>Ⓞ)的?(?P<document>Ⓣ)(?:中|里|上|显示|看)")
REPORT = re.compile("(?:报告|蓝皮书|白皮书|研究|指数)(?:[（(].*)?$")


@wants(OWN, IN_REPORT)
def owns(reading: Reading) -> Iterator[Claim]:
    """在Ⓞ《…报告》中位居; 落实市政府办公室《…》: the body before the title; not 美国《…》杂志."""
    yield from reading.simply(OWN, "who", "issued", "document", "owns")
    for found in IN_REPORT.finditer(reading.folded.text):
        reports = tuple(m for m in reading.folded.groups[found.start("document")] if REPORT.search(m.name))
        who = reading.folded.groups[found.start("who")]
        yield from reading.claims(who, "issued", reports, "owns", "")


PAPERS = "(?:方案|计划|规划|纲要|条例|办法|规定|意见|措施|细则|指引|政策)"
PLACE_PAPER = re.compile(f"{PAPERS}(?:[（(][^）)]*[）)])?$")
CAME_OUT = pattern(
    r"(?:(?:[会式礼议Ⓔ]|活动|论坛|现场)[上中]?，?(?:还|也|又|并|当场|正式|同时|联合|首次)?"
    r"(?P<verb>(?:印发|出台|公布|下发|发布|宣读)(?:了|的)?)~4(?P<document>Ⓣ)"
    r"|[自从](?P<titled>Ⓣ)(?P<late>~10(?:印发|出台|公布|发布|颁布)~2以来))"
)
"""会上印发了Ⓣ, 自Ⓣ出台以来: nobody is told to issue it."""


@wants(CAME_OUT)
def of_place(reading: Reading) -> Iterator[Claim]:
    """会上印发了《临江市…方案》, 自《临江市…条例》颁布以来: where no body is told, the place that it is for."""
    folded = reading.folded
    if "Ⓞ" in folded.text:
        return
    for found in CAME_OUT.finditer(folded.text):
        at = found.start("document") if found["document"] else found.start("titled")
        for paper in folded.groups[at]:
            place = _place_of(reading, paper.name)
            if place is not None and PLACE_PAPER.search(paper.name):
                yield from reading.claims((place,), "issued", (paper,), "of_place", found["verb"] or found["late"])


def _place_of(reading: Reading, title: str) -> Mention | None:
    """The place named in the article whose name begins the title."""
    places = [m for m in reading.discourse.everything if m.type == "District" and title.startswith(m.name)]
    return max(places, key=lambda m: len(m.name), default=None)


LIST = re.compile("(?:榜|榜单|名单|排行榜|强|申请|证书)$")
"""A league table in book marks is an award: who publishes it grants it (granters.py); no paper is a request."""
RULES = (issues, issued_of, drafted_of, issued_by, taken_up, owns, of_place)


def find(reading: Reading) -> Iterator[Claim]:
    """Every document the sentence says someone issues."""
    if "Ⓣ" not in reading.raw.text and not reading.discourse.seen.get("Document"):
        return
    told: set[str] = set()
    for rule in reading.of(RULES):
        for claim in rule(reading):
            if not LIST.search(claim.object.name) and not (rule is of_place and claim.object.name in told):
                told.add(claim.object.name)
                yield claim
