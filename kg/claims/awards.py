"""receivedAward, nominatedFor and presentedBy where one clause names winner and award."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.granting import DENIED, GETS, GIVES, PASSIVE, granted
from kg.claims.holders import OFFICE, holder
from kg.claims.qualifying import note
from kg.claims.reading import LEADING, Group, Reading, pattern
from kg.claims.takers import protagonist, winners_of, with_maker
from kg.forms import wants
from kg.model import Claim
from kg.shapes import SIGNS

GETTING = pattern(
    rf"(?P<verb>{GETS})(?:了|过|的~3是)?(?P<gap>(?:~10(?:牌子|招牌|荣誉|称号|奖项|大奖|桂冠|殊荣)：)?~24‹ⓄⒹⒺ›)(?P<award>[ⒶⓅ])"
)
RELATED = pattern(
    r"~3的(?:~8(?:有|达|达到|为|共)|(?:组织|企业|单位|个人|产品|品牌|项目|地方|城市|县|镇|村)~4(?:累计|已|共|有|达|增至|多达|占|只|仅|不足|超过?)~3)\d"
)
THOSE = pattern("(?:~6、Ⓐ)?者(?![，；。])|(?:~6、Ⓐ)?者，~4(?:可|给予|奖励|一次性|分别|最高|按)")
"""被认定为Ⓐ者，可领100万元: whoever it may be."""
MORE = pattern(r"(?:~12(?:[、和及]~6|，(?=Ⓐ~8\d))Ⓐ)")


TO_THEM = re.compile(rf"(?:对|向|给)[{SIGNS}]等")
"""对Ⓞ等获得Ⓐ的组织予以表彰: no subject wins."""
WHOEVER = re.compile(rf"(?:对|向|给|为(?!了))[^{SIGNS}，；。：]{{0,8}}$|(?:至于|距离?|离)$")
"""Ⓓ对获得Ⓐ的企业给予奖励, 至于摘取Ⓐ: whoever it may be."""
OF_FIRMS = pattern(r"~2(?:企业|单位|产品|品牌|机构|组织|个人|人才|专家)~3\d")
"""Ⓓ拥有Ⓐ企业46家: the district only counts them."""
NUMBERED = re.compile(r"[\d一二两三四五六七八九十]+家$")
FIRMS = re.compile("企业|单位|产品|品牌|机构|组织")


def _of_firms(reading: Reading, found: re.Match[str], end: int) -> bool:
    """Whether the award's holders are only counted: Ⓓ拥有Ⓐ企业46家, Ⓓ新添4家Ⓐ企业."""
    text = reading.folded.text
    return OF_FIRMS.match(text, end) is not None or (
        NUMBERED.search(found["gap"]) is not None and FIRMS.match(text, end) is not None
    )


HELD_THERE = re.compile("拥有|建成|培育|创建|打造|现有")
HOW_MANY = pattern(r"~2\d+[余多]?[个家件项处款种]")
"""Ⓓ拥有Ⓐ11件, 建成Ⓐ46个: so many are held there, by others."""


IN_VAIN = re.compile("(?:名单)?(?:未果|失败|失利|落空|无果|受挫|遇挫)")
"""入选Ⓐ未果: it was not to be."""
SUFFERED = re.compile(r"(?:[被由]|[被][^，；。：的]{0,30})$")


@wants(GETTING)
def gets(reading: Reading) -> Iterator[Claim]:
    """Ⓞ获评2023年度Ⓐ; Ⓞ获Ⓐ1个、Ⓐ8个."""
    folded = reading.folded
    for found in GETTING.finditer(folded.text):
        if not any(m.type == "Award" for m in folded.groups[found.start("award")]):
            continue
        lead = reading.lead(found.start())
        if (
            SUFFERED.search(lead)
            or re.search(rf"(?:将|把)[^，—]*[{SIGNS}]", lead)
            or RELATED.match(folded.text, found.end())
            or THOSE.match(folded.text, found.end())
            or IN_VAIN.match(folded.text, found.end())
            or TO_THEM.match(lead)
            or WHOEVER.search(lead)
        ):
            continue
        if re.search("(?:将|把)[^，—]{1,8}$", lead) and re.search("[列评定名纳]", found["verb"]):
            continue
        places = reading.chain(MORE, found.start("award"))
        winners = winners_of(reading, found.start(), places[-1] + 1)
        if winners and winners[0].type in ("District", "Person") and _of_firms(reading, found, places[-1] + 1):
            continue
        held_there = winners and winners[0].type == "District" and HELD_THERE.search(found["verb"])
        if held_there and HOW_MANY.match(folded.text, places[-1] + 1):
            continue
        awards = reading.those(places)
        if reading.respectively(winners, awards):
            yield from granted(reading, winners, awards, "gets", found.start(), places[-1] + 1, found["verb"])
            continue
        for place in places:
            yield from granted(reading, winners, folded.groups[place], "gets", found.start(), place + 1, found["verb"])
        granter = re.search(r"([ⓄⒹ])(?:的|首批|第[^，]{1,3}批|“)?(?:20\d\d年度?)?$", found["gap"])
        if granter:
            place = found.start("gap") + granter.start(1)
            if folded.text[place] == "Ⓞ":
                award = folded.groups[places[0]]
                yield from reading.claims(award, "presentedBy", folded.groups[place], "gets", found["verb"])


RANKED = pattern(
    rf"(?P<verb>{triggers.choice('triggers_awards', 'place_verb')})(?:在|于|入|进)?~10‹Ⓓ›(?P<award>Ⓐ)~4"
    r"(?:第[\d一二三四五六七八九十百]+|前[\d一二三四五六七八九十百]+|[榜首末]位|榜首|头名)(?![届批])"
)


@wants(RANKED)
def ranked(reading: Reading) -> Iterator[Claim]:
    """Ⓡ以12亿元列Ⓐ第40位."""
    for found in RANKED.finditer(reading.folded.text):
        winners, awards = winners_of(reading, found.start()), reading.folded.groups[found.start("award")]
        end = found.end("award")
        yield from granted(reading, winners, awards, "ranked", found.start(), end, found["verb"])


PASSIVES = pattern(
    r"(?:被(?P<givers>[^，；。：的]{0,30}?)|(?:获|由|经)(?P<giver>(?:~3[ⓄⒹ]~4)?))"
    rf"(?P<verb>{PASSIVE})(?:了)?(?P<gap>~16‹ⓄⒹ›)(?P<award>Ⓐ)"
)


@wants(PASSIVES)
def passive(reading: Reading) -> Iterator[Claim]:
    """Ⓡ被Ⓞ认定为Ⓐ; Ⓓ被Ⓞ等九部门联合授予Ⓐ; 去年被Ⓞ列入Ⓐ的Ⓡ."""
    folded = reading.folded
    for found in PASSIVES.finditer(folded.text):
        if THOSE.match(folded.text, found.end()):
            continue
        places = reading.chain(MORE, found.start("award"))
        set_up = found["gap"].startswith("的") and not LEADING.sub("", reading.lead(found.start()))
        winners = () if set_up else winners_of(reading, found.start(), places[-1] + 1)
        start, end = found.span("givers") if found["givers"] is not None else found.span("giver")
        givers = tuple(m for i in range(start, end) if folded.text[i] in "ⓄⒹ" for m in folded.groups[i])
        for place in places:
            awards = folded.groups[place]
            yield from granted(reading, winners, awards, "passive", found.start(), place + 1, found["verb"])
            yield from reading.claims(awards, "presentedBy", givers, "passive", found["verb"])


TO_ALL = "(?P<winners>{sign}(?:~4[、和与及]~16{sign}){{0,40}})"
"""Those who get it, also with one between them that no finder knew: Ⓞ、某某和Ⓞ."""
WHO, WHAT = TO_ALL.format(sign="[ⓄⒹⓃⓇ]"), TO_ALL.format(sign="[ⓄⒹⓃⓇⓅⓉ]")
LAST = "(?:~8|等~16|~2[、和与及]~16)"
"""Between the last of them and the award: Ⓞ等8家单位Ⓐ, Ⓞ和某某Ⓐ."""
GIVING = pattern(rf"(?P<verb>{GIVES})(?:给|了)?(?:~6|~16[、和与及]){WHO}{LAST}(?P<award>Ⓐ)")
TO = pattern(
    rf"(?:向|给|为){WHO}(?P<gap>~6|等~10)(?P<verb>颁发|颁授|授予|授|颁|挂上|戴上|送上|送来|送去)了?~8(?P<award>Ⓐ)"
)
PRAISED = pattern(
    rf"(?P<verb>表彰|命名|认定|确定|确认|核定|评定|推选|遴选|选定|授予){WHO}{LAST}(?:为|是)~8(?P<award>Ⓐ)"
)
HANDED = pattern(rf"(?:将|把)~8‹Ⓓ›(?P<award>Ⓐ)~8(?:{GIVES}|交到|交给|颁给|送给|送到)(?:给|了)?{WHO}")
RATED = pattern(rf"(?:将|把){WHAT}(?:~10|等~14)(?P<verb>{PASSIVE})~16‹ⒹⓄ›(?P<award>Ⓐ)")


def _all(reading: Reading, span: tuple[int, int]) -> Group:
    """Everyone named in folded.text[start:end], no place of which only firms are counted: Ⓓ5家企业."""
    text = reading.folded.text
    places = (i for i in range(*span) if not (text[i] == "Ⓓ" and FIRMS_OF.match(text, i + 1)))
    return tuple(m for place in places for m in reading.folded.groups[place])


FIRMS_OF = re.compile(r"的?(?:[\d一二两三四五六七八九十百]+[余多]?[家个名位]|企业|单位|选手|职工|民警|教师|籍)")


@wants(RATED)
def rated(reading: Reading) -> Iterator[Claim]:
    """Ⓞ把Ⓟ列为Ⓐ: Ⓟ gets it, Ⓞ grants it."""
    folded = reading.folded
    for found in RATED.finditer(folded.text):
        awards, winners = folded.groups[found.start("award")], _all(reading, found.span("winners"))
        yield from granted(reading, winners, awards, "rated", found.start(), found.end(), found["verb"])
        yield from reading.claims(awards, "presentedBy", reading.subject(found.start(), "ⓄⒹ"), "rated", found["verb"])


@wants(GIVING, HANDED, TO, PRAISED)
def gives(reading: Reading) -> Iterator[Claim]:
    """Ⓞ授予ⒹⒶ称号; Ⓞ将Ⓐ授予Ⓞ."""
    folded = reading.folded
    for form in (GIVING, HANDED, TO, PRAISED):
        for found in form.finditer(folded.text):
            if re.search(r"[被获]\S{0,6}$", reading.lead(found.start())[-6:]):
                continue
            awards = folded.groups[found.start("award")]
            winners = _all(reading, found.span("winners"))
            yield from granted(reading, winners, awards, "gives", found.start(), found.end(), found.group())
            behalf = re.search("代表(?:该)?([ⓄⒹ])，?$", folded.text[: found.start()])
            by_person = "Ⓝ" in reading.lead(found.start()) and not behalf
            givers = folded.groups[behalf.start(1)] if behalf else reading.subject(found.start(), "ⓄⒹ")
            givers = tuple(m for m in givers if not by_person or m.sentence == reading.sentence)
            givers = tuple(m for m in givers if m.name not in {w.name for w in winners})
            givers = givers or _read_out(reading, found.start())
            yield from reading.claims(awards, "presentedBy", givers, "gives", found.group())


READ_OUT = pattern(r"(?P<who>Ⓝ)~6(?:宣读|宣布|通报)了?~10‹Ⓣ›(?:决定|通报|名单|文件)?[：，]")


def _read_out(reading: Reading, at: int) -> Group:
    """Ⓞ主席Ⓝ宣读表彰决定：授予…: the reader's body, where no one else is said to grant."""
    found = READ_OUT.search(reading.folded.text, 0, at)
    who = reading.folded.groups[found.start("who")] if found else ()
    body = reading.discourse.bodies.get(who[-1]) if who else None
    return () if body is None else (body,)


APPOSED = pattern(
    r"(?:(?P<as>(?:^|(?<=[，。；：]))(?:作为|是|系|身为))~14‹ⓄⒹ›)?(?P<award>Ⓐ)(?:(?:之称|美[誉名称]|称号|名号|雅称|头衔|招牌|名头|桂冠|荣誉)的(?:~6(?=Ⓓ))?|得主|(?:称号)?获(?:得|奖|评)(?:者|单位|企业)|，)?(?P<who>[ⓃⒹⓄⓇ])"
)
TITLED = pattern(r"(?:(?:^|[，。；：、的])Ⓐ|Ⓐ(?:称号|奖章)?(?:获得者|得主))、(?P<who>Ⓝ)")
PERSONAL = re.compile(
    "(?:劳动模范|劳模|奖章|工匠|标兵|模范|工作者|大师|传承人|好人|能手|红旗手|先进个人|楷模|人物|专家|技师|奖|人才)$"
)
"""Titles that a person bears: 全国劳动模范、Ⓞ桥吊司机Ⓝ."""
IS = pattern(
    r"(?:^|[，；。：]|(?P<who>[ⓄⒹⓃⓇⓅ]))~10(?P<verb>(?<!的)是|系|作为|(?<![列评定名作认选称誉授确升成长打建变视])为|有|享有|素有|拥有)"
    r"(?P<gap>~16‹ⒹⓄ›)(?P<award>Ⓐ)"
)


PLATES = re.compile(r"等?[\d两三四五六七八九十多数几][块项个张枚顶][^，；。]{0,6}(?:牌子|招牌|荣誉|称号|头衔|名片)")
OBJECT = re.compile(rf"{GETS}[^，；。：的]{{0,10}}$")
GIVEN = re.compile("颁发|授予|颁授|授牌|颁牌|申请|申领|换发|办理|争取")
"""为5家企业颁发Ⓐ: 为 says for whom."""
PART_OF = re.compile("的(?:组成|一部分|成员|延伸|候选)")
TOKEN = r"的?(?:证书|铜牌|奖牌|奖杯|奖状|牌匾|匾额|牌子|锦旗|授牌|奖章)"


@wants(APPOSED, TITLED, IS)
def apposed(reading: Reading) -> Iterator[Claim]:
    """ⒶⓃ; 作为Ⓐ，Ⓞ…; Ⓓ是首批Ⓐ; 有Ⓐ之称的Ⓓ."""
    folded = reading.folded
    for found in APPOSED.finditer(folded.text):
        if re.match("(?:获[证奖评]|上榜|入选)", folded.text[found.end() : found.end() + 2]):
            continue
        if not found["as"] and ("，" in found.group() or OBJECT.search(reading.lead(found.start("award")))):
            continue
        yield from granted(
            reading,
            folded.groups[found.start("who")],
            folded.groups[found.start("award")],
            "apposed",
            found.start("award"),
            found.end("award"),
            found["as"] or "",
        )
    for found in TITLED.finditer(folded.text):
        at = folded.text.index("Ⓐ", found.start())
        award = folded.groups[at]
        if PERSONAL.search(award[0].name):
            who = folded.groups[found.start("who")][:1]
            yield from granted(reading, who, award, "apposed", at, at + 1, "、")
    for found in IS.finditer(folded.text):
        called = re.match("”?(?:之称|的?美[誉称])", folded.text[found.end() :][:6])
        told = found["who"] or found["verb"] in ("是", "系") or (called and not reading.lead(found.start("verb")))
        if not told or re.match(TOKEN, folded.text[found.end() :][:6]) or PART_OF.match(folded.text, found.end()):
            continue
        named = re.search("之称|美誉|称号", folded.text[found.end() :][:6]) or PLATES.match(
            folded.text, found.end("award")
        )
        if (
            (found["verb"] in ("有", "素有") and not named)
            or SPARED.search(found["gap"])
            or (found["verb"] == "为" and GIVEN.search(found["gap"]))
        ):
            continue
        winners = holder(reading, found.start("verb"))
        counted = OF_FIRMS.match(folded.text, found.end("award")) or (
            HELD_THERE.search(found["verb"]) and HOW_MANY.match(folded.text, found.end("award"))
        )
        if winners and winners[0].type == "District" and counted:
            continue
        yield from granted(
            reading,
            with_maker(reading, winners),
            folded.groups[found.start("award")],
            "is",
            found.start("verb"),
            found.end("award"),
            found["verb"],
        )


FALLEN = pattern(
    r"(?P<award>Ⓐ)(?:~4|~16，~4)(?P<verb>花落|落户|颁给|授予|授给|归属|归于|分属于?|分别属于|分归|归|批给|发给|给了|颁发给|落入)了?(?:(?:总部|位于|来自|坐落|地处|设在|扎根)~6(?:Ⓓ~4的)?)?(?:[\d一二两三四五六七八九十多]+[家位名所座个]~8(?:——)?)?"
    + TO_ALL.format(sign="[ⓄⒹⓃ]")
)
FRONTED = pattern(
    r"(?P<award>Ⓐ)(?:~10(?:招牌|称号|荣誉|桂冠|奖杯|牌子|名片|美誉|殊荣))?，(?P<winner>[ⓄⒹⓃⓇ])(?!~3[\d一二两三四五六七八九十]+[家个项名件市区县镇])~8"
    rf"(?P<verb>{GETS}|拿到了手|到手|收入囊中|揽入怀中)(?=(?:了|到手|囊中|到了)?(?:[，。；]|$))"
)
TAKEN = pattern(
    rf"(?P<award>Ⓐ)(?:~10‹，›)(?:由|被)(?:(?P<maker>Ⓞ)~8的)?(?P<winner>[ⓄⒹⓃⓇⓅ])~6(?P<verb>{GETS}|摘走|收入囊中|夺走)"
)
NOBODY = re.compile("(?:尚|暂|仍|还|并|迄今|至今)(?:无|没有?|未)|无缘|无一|无企业|落选")
LISTING = re.compile("[列纳选评认定入]")
"""Ⓐ，今年又被Ⓞ列入Ⓐ: verbs of who grants, not of who takes."""


@wants(FALLEN, TAKEN, FRONTED)
def fallen(reading: Reading) -> Iterator[Claim]:
    """Ⓐ花落Ⓓ; Ⓐ被Ⓞ捧走; Ⓐ这块招牌，Ⓓ也拿到了手."""
    folded = reading.folded
    taken = list(TAKEN.finditer(folded.text))
    for found in [*FALLEN.finditer(folded.text), *taken, *FRONTED.finditer(folded.text)]:
        if DENIED.search(found.group()[:-1]) or NOBODY.search(found.group()):
            continue
        if found in taken and LISTING.search(found["verb"].replace("收入", "")):
            continue
        maker = folded.groups[found.start("maker")] if found.groupdict().get("maker") else ()
        listed = "winners" in found.groupdict()
        winners = _all(reading, found.span("winners")) if listed else folded.groups[found.start("winner")]
        yield from granted(
            reading,
            winners + maker,
            folded.groups[found.start("award")],
            "fallen",
            found.start(),
            found.end(),
            found.group(),
        )


WALL = re.compile(
    "(?:荣誉|证书|奖牌|奖杯|奖状|展示|陈列|文化)[^，；。：]{0,3}[墙室厅柜架]|奖[牌杯状][^，；。：]{0,8}[摆挂]"
)
KEPT = pattern(rf"Ⓐ~6{TOKEN}")
SPARED = re.compile("(?:留给|留着|空着|等着|盼着|缺一[块座枚])$")
HUNG = re.compile("[挂摆][着在进满出了]|摆放|陈列|收藏|悬挂")


def kept(reading: Reading) -> Iterator[Claim]:
    """荣誉墙上，Ⓐ的证书挂在正中，两侧是Ⓐ的铜牌: what hangs there is the body's the article is about."""
    folded = reading.folded
    first = folded.text.find("Ⓐ")
    wall = WALL.search(folded.text, 0, max(first, 0))
    if first < 0 or not wall or not (KEPT.search(folded.text) or HUNG.search(folded.text)):
        return
    main = protagonist(reading) or reading.discourse.article.mains.get("Organisation")
    winners = () if main is None or OFFICE.search(main.name) else (main,)
    for place in (i for i, sign in enumerate(folded.text) if sign == "Ⓐ" and i >= first):
        if SPARED.search(folded.text, 0, place):
            continue
        yield from granted(reading, winners, folded.groups[place], "kept", place, place + 1, wall.group())


PRIDE = pattern(
    r"(?P<what>头衔|名片|荣誉|称号|招牌|牌子|标签|光环|桂冠|殊荣|履历|认证|证书|荣誉[簿墙榜册]|成绩单|奖牌|家底|名头|帽子|好消息|喜讯)"
    r"[^，；。：]{0,12}?(?:：|——)(?P<first>~16‹ⓄⒹ›)(?P<award>Ⓐ)"
)
NEXT_ONE = pattern("(?:~16‹，›；|[，、和及])(?:~14‹ⓄⒹ›)Ⓐ")
VERB = re.compile(f"{GETS}|{PASSIVE}")


@wants(PRIDE)
def prided(reading: Reading) -> Iterator[Claim]:
    """Ⓓ又多了一张名片：Ⓐ; 荣誉墙越挂越满：Ⓐ，2019年捧回；Ⓐ、Ⓐ: of the body the article tells of."""
    folded = reading.folded
    for found in PRIDE.finditer(folded.text):
        if VERB.search(found["first"]):
            continue
        told = None if any(sign in reading.lead(found.start()) for sign in SIGNS) else protagonist(reading)
        winners = holder(reading, found.start()) if told is None else (told,)
        for place in reading.chain(NEXT_ONE, found.start("award")):
            yield from granted(reading, winners, folded.groups[place], "prided", place, place + 1, found["what"])


BY_WHICH = pattern(rf"(?:凭借|凭着|凭|依靠|靠着?|以)~6(?P<with>[ⓇⓅⓉ])~4(?P<verb>{GETS})(?:了|过)?~24‹ⒹⓄⒺ›(?P<award>Ⓐ)")


WAY = re.compile("(?:模式|机制|体系|制度|做法|管理法|工作法|方法)$")
"""凭某某管理模式获得Ⓐ: the way of working is no winner."""


@wants(BY_WHICH)
def earned(reading: Reading) -> Iterator[Claim]:
    """凭借Ⓡ，Ⓞ获得Ⓐ; Ⓞ以Ⓟ项目摘下Ⓐ: the product or project gets it too."""
    folded = reading.folded
    for found in BY_WHICH.finditer(folded.text):
        things, award = folded.groups[found.start("with")], folded.groups[found.start("award")]
        things = tuple(m for m in things if m.type != "Program" or not WAY.search(m.name))
        yield from granted(reading, things, award, "earned", found.start("verb"), found.end(), found["verb"])


THIS_ONE = pattern(r"(?:^|[，。；：])~4这(?P<unit>[家座所])(?:~16的)?(?P<award>Ⓐ)(?!名单|评选|评审|称号|之)")
THIS_TITLE = pattern(r"(?P<who>[ⓇⒹⓄ])这一[个块张]?(?P<award>Ⓐ)")
HERE = pattern(r"作为(?:全[国省市])?(?:首批)?(?P<award>Ⓐ)(?:之一)?，(?:这里|当地)")


@wants(THIS_ONE, THIS_TITLE, HERE)
def pointed_at(reading: Reading) -> Iterator[Claim]:
    """这家建于1961年的Ⓐ, 作为Ⓐ，这里…: whom the clauses before are about; Ⓡ这一Ⓐ."""
    folded = reading.folded
    for form in (THIS_ONE, HERE):
        for found in form.finditer(folded.text):
            at, signs = found.start("award"), "Ⓓ" if form is HERE else "Ⓞ" if found["unit"] == "家" else "ⓄⒹ"
            winners = reading.carried(reading.clause_at(at), signs, NEAR_CLAUSES)[:1]
            yield from granted(reading, winners, folded.groups[at], "apposed", at, at + 1, "这")
    for found in THIS_TITLE.finditer(folded.text):
        at = found.start("award")
        yield from granted(reading, folded.groups[found.start("who")], folded.groups[at], "apposed", at, at + 1, "这")


NEAR_CLAUSES = 6
"""Clauses back in which stands whom 这家Ⓐ points to."""
RULES = (gets, pointed_at, ranked, kept, prided, passive, rated, gives, earned, apposed, fallen)


def find(reading: Reading) -> Iterator[Claim]:
    """Every award the sentence gives someone."""
    if "Ⓐ" not in reading.raw.text and not reading.discourse.seen.get("Award"):
        return
    note(reading)
    for rule in reading.of(RULES):
        yield from rule(reading)
