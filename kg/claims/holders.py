"""Who an award goes to: the subject of a verb of winning, read for the thing it really names."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon, triggers
from kg.claims import fronting, referring
from kg.claims.reading import ATTRIBUTE, GOVERNED, LEADING, Group, Reading, has_own_subject, pattern
from kg.claims.referring import WINNERS
from kg.shapes import SIGN, SIGNS

NOT_FOR = {
    "Organisation": re.compile(
        r"(?:城市|县城|名城|强[市区]|(?:百|\d+)[强佳](?:县市|市县|[市区])|[县镇乡村]|之[乡都城]|名[街镇村]|街区|劳动奖章|先进个人|能手|标兵|工匠|劳动模范|劳模|人才)$"
    ),
    "District": re.compile(
        r"(?:企业|公司|工厂|集体|品牌|产品|个人|能手|标兵|工匠|劳动模范|劳模|人才|小巨人|(?:民企|企业)(?:\d+|百|十)[强佳])$"
    ),
    "Product": re.compile(
        r"(?:企业|公司|单位|集体|城市|个人|工匠|劳模|劳动模范|大师|先锋号|[县市镇乡村]|(?<!优势)(?<!示范)区|之[乡都]|小巨人)$"
    ),
    "Program": re.compile(r"(?:企业|公司|集体|城市|个人|工匠|劳模|劳动模范|之乡|小巨人)$"),
    "Person": re.compile(
        r"(?:企业|公司|工厂|单位|集体|品牌|产品|城市|[县名]城|[强州市县区镇村乡]|之乡|街区|示范点|试点|基地|项目)$"
    ),
}
"""Titles name what holds them: no county is an 企业, no company a 城市, no person a 集体."""


LISTED = re.compile("(?:名单|榜单|称号|荣誉称号)$")
OFFICE = re.compile(r"(?:政府|委员会|人大|政协|[局厅部委办]|办公室|党校)$")
OF_FIRMS = re.compile(r"(?:企业|公司|工厂|强|产品|品牌)$")


@lru_cache(maxsize=1 << 14)
def fits(kind: str, name: str, award: str) -> bool:
    """Whether a thing of this type and name can hold an award of this name."""
    award, told = LISTED.sub("", award.strip("“”‘’")), NOT_FOR.get(kind)
    if kind == "Organisation" and OFFICE.search(name) and OF_FIRMS.search(award):
        return False
    return told is None or not told.search(award)


# A relative clause: the verb's subject comes after its object

UNTOLD = (
    "(?!称号|荣誉|奖杯|奖牌|证书|牌匾|铜牌|招牌|牌子|桂冠|帽子|名单|同时|基础|背后|消息|喜讯|好成绩|成绩|行列|资格|认定|评审"
    "|还有|共有|有|企业有|单位有|城市有)"
)
"""What follows 的 when the award is no relative clause's object: 获得Ⓐ的同时, 摘得Ⓐ的桂冠."""
RELATED = re.compile(rf"[^{SIGNS}，；。：]{{0,10}}(?:、[^，；。：]{{0,30}})?的{UNTOLD}(?:还?是)?")
HEAD = pattern(rf"(?:(?![在被把将给向为是到对从由])[^{SIGNS}，；。：]){{0,12}}(?P<head>[ⓄⒹⓃⓇⓅ])")


def relative(reading: Reading, at: int, end: int) -> Group | None:
    """Ⓞ of 去年获得Ⓐ的Ⓞ, 拿下Ⓐ的是Ⓞ: None where it is no relative clause, () where its head is no name."""
    text = reading.folded.text
    related = RELATED.match(text, end)
    if related is None:
        return None
    lead = SETTING.sub("", text[_piece(reading, at) : at])
    if any(sign in lead for sign in SIGNS) or has_own_subject(LIGHTLY.sub("", lead)):
        return None
    head = HEAD.match(text, related.end())
    if head is None:
        return referring.this_one(reading, at, _piece(reading, at), related.end())
    return reading.folded.groups[head.start("head")]


SETTING = re.compile("(?:在|于|从|自)[ⒹⓄ](?:[^，；。：、的ⓄⒹⓃ]{1,5}[并且])?")
"""Where something happened is no subject: 在Ⓓ立项并荣获Ⓐ的作品."""
HONOURED = re.compile(
    rf"(?:^|[，。；：])[^{SIGNS}，；。：]{{0,8}}(?:荣誉|奖项|奖牌|奖杯|殊荣|履历|成绩单|功劳簿|底气)[^{SIGNS}，；。：]{{0,10}}："
)
"""荣誉纷至：2019年拿下Ⓐ，翌年…: the body that the article tells of."""
LIGHTLY = re.compile(
    r"(?:凭此|借此|由此|据此|以此|凭借此|曾|先后|已经|连续|连年|荣幸|早早|再度|再次|多次"
    r"|(?:第[\d一二两三四五六七八九十]+|[\d一二两三四五六七八九十多数]+)(?:度|次|年|届|连冠)|[被由]$)"
)
"""Words before a verb of winning that name no subject: 曾两度, 凭此, 连续三年."""


def _piece(reading: Reading, at: int) -> int:
    """Where the words before at begin, after a stop or a 、."""
    start = reading.clauses[reading.clause_at(at)].start
    return max(start, reading.folded.text.rfind("、", start, at) + 1)


# A stated subject: is the sign the whole name?

DEPARTMENT = re.compile(r"(?:科|室|庭|系|处|大队|支队|病区|学院|实验室|班组|车间|医院|学校|小学|中学|研究所)$")


OF_PLACE = re.compile(
    f"{ATTRIBUTE.pattern}|(?:产业(?!集群|园|基地|带)|行业|工作|事业|整体|全域|实力|本身|自身|连续|首次|累计|成功|一举|光荣|高票|圆满|荣耀|青年|籍)[^，]{{0,6}}$"
)


PART = re.compile(
    "(?:[一二两三四五六七八九十\\d]+[家个所名位]?)?(?:企业|民企|国企|院校|团队|学子|师生|作品|产品|品牌(?!价值))|[立属产级籍]|选手|运动员|队员|球员|姑娘|小伙|[男女]子|代表队|高校|企业家"
)
"""Ⓓ立医院, Ⓓ产大米: the name goes on; Ⓓ选手: it is a person's."""


SEVERAL = re.compile("[两二三四五六七八九十\\d]+[市县区镇乡]")
"""Ⓓ七区全部入围: its districts, not itself."""
FACILITY = re.compile(
    "[^，；。的在于与和被由有以把将]{1,6}(?:市场|广场|医院|学校|社区|小区|商圈|公园|码头|车站|法庭|派出所|合作社|协会|大厦|商场|步行街|农场|工厂)"
)
"""Ⓓ光明路市场: a name no finder knew."""
NUMBER_OF = re.compile("^等?(?:[两二三四五六七八九十]|[0-9]{1,2})[市县区镇乡村省州地家人位者]")
"""Ⓓ、Ⓓ三市: the number of those listed is no part of a name."""


FIRST_TIME = re.compile("^(?:首度|首次|首回|头一回|头一次|第一次|[一二三两再多数]度|[再又]一次|今次|此番|本次|这次)")


def longer(reading: Reading, place: int, at: int) -> bool:
    """Whether the sign is only the first part of a name no finder knew: Ⓓ白茶, Ⓞ胸外科."""
    text = reading.folded.text
    end = next((i for i in range(place + 1, at) if text[i] in SIGNS or text[i] in "，；。："), at)
    words = FIRST_TIME.sub("", NUMBER_OF.sub("", text[place + 1 : end].removeprefix("的")))
    if text[place] == "Ⓓ" and (PART.match(words) or FACILITY.match(words)):
        return True
    if text[place] == "Ⓓ" and len(reading.folded.groups[place]) == 1 and SEVERAL.match(text[place + 1 : end]):
        return True
    someone = ROLE_AND_NAME.match(words)
    if (someone and someone["name"][0] in lexicon.words("surnames")) or CASE.match(words) or CRAFT.match(words):
        return True
    if not words or LEADING.match(words).end() == len(words) or OF_PLACE.search(words):  # type: ignore[union-attr]
        return False
    if COMPANION.match(words) or NO_NAME.match(words):
        return False
    told = lexicon.tokens(words)
    if told[0].pos not in NOUNS:
        return False
    if text[place] == "Ⓓ":
        return True
    noun = ""
    for token in told:
        if token.pos not in NOUNS and not token.pos.startswith("v"):
            break
        noun += token.word
        if text[place] == "Ⓞ" and DEPARTMENT.search(noun):
            return True
    return False


ROLE_AND_NAME = re.compile(
    rf"[^，；。：、{SIGNS}]{{0,8}}?{triggers.choice('triggers_roles', 'head')}(?P<name>[一-龥]{{2,3}})(?=[、和与等]|$)"
)
"""Ⓞ董事长某某: a person no finder knew."""
CRAFT = re.compile("[^，。；]{0,6}技艺(?!传承|大师|代表|比武|竞赛)")
"""Ⓡ烧制技艺: the craft, not what is made by it."""
CASE = re.compile(
    rf"(?![^，]{{0,2}}(?:报送|选送|推荐|申报))[^，；。：{SIGNS}]{{2,16}}(?:纠纷|侵权|秘密|诉讼|公益|合同|刑事|行政|产权|商标|专利|执行|破产|竞争)案件?(?!例)"
)
"""Ⓞ侵害商标权纠纷案: the case, not who is a party to it."""
COMPANION = re.compile("[还又也再曾]?(?:同|与|和|跟|携|连同|携手)(?:$|[^一-龥])|落后|领先|力压|压过|超过")
"""Ⓓ还同Ⓓ一道: with another, no name."""
NO_NAME = re.compile(
    r"有所|各[退进升降前后上下有占自]|同样|依旧|曾[经于在又再\d两二三多]|[早现][已在]|已[经于连]|也|还|又[再一]|先后|双双|[于在从](?:\d|今年|去年)"
)
"""No name goes on like this: Ⓓ曾于2022年登顶."""
NOUNS = frozenset(("n", "ng", "nr", "ns", "nt", "nz", "a", "ag", "an", "b", "j", "x", "g", "eng"))
WITH = pattern(r"(?:和|与|同|跟|携|连同)(?P<others>~16‹ⓄⒹⓃⓇ、›)(?:一道|一同|一起|一并|同时|双双|共同|携手)")


BESIDES = pattern(r"(?:^|[，。；：])(?:除了?|(?:这?[也又]?是|成为)?继)(?P<others>~8‹ⓄⒹⓃ、›)(?:以外|之外|外|之后|后)，$")
TOO = re.compile("也|亦|又|再|还|同样|同时|一同|一并|另有|成为第")


def holder(reading: Reading, at: int, signs: str = WINNERS) -> Group:
    """Who does or suffers what the word at folded.text[at] says, and those it does so with; () where no name does."""
    found = _alone(reading, at, signs)
    start = reading.clauses[reading.clause_at(at)].start
    text = reading.folded.text
    along = WITH.search(text, start, at) or _company_before(reading, at)
    if along is None and found and TOO.search(text, start, at):
        along = BESIDES.search(text, 0, start)
    found = _chained(reading, found, start, at) + found
    if along is None:
        return found
    places = (
        i for i in range(*along.span("others")) if text[i] in signs and not (text[i] == "Ⓓ" and PARTIAL.match(text, i))
    )
    return found + tuple(m for i in places for m in reading.folded.groups[i] if m not in found)


PARTIAL = pattern("Ⓓ(?![、，和与及等一同双共携外以之后]|[两三四五六七八九十]|\\d)")
"""与Ⓓ平江路一道: the place is only the first part of a name."""
TOGETHER = re.compile("(?:一道|一同|一起|一并|同时|携手)$")


def _company_before(reading: Reading, at: int) -> re.Match[str] | None:
    """Ⓓ还同Ⓓ一道，|被列为: the clause before at that tells with whom it is done."""
    number = reading.clause_at(at)
    before = reading.clauses[number - 1] if number else None
    if before is None or not TOGETHER.search(reading.folded.text, before.start, before.end):
        return None
    return WITH.search(reading.folded.text, before.start, before.end)


CHAIN = pattern(
    r"(?P<first>[ⓃⓇⓄ])(?:、|和|与|及|以及)"
    r"(?:(?:总部|位于|来自|坐落|地处|设在|扎根|落户|注册)~6Ⓓ~4的|[ⓄⒹ]~3的|[ⓄⒹ])$"
)

CHAIN_BACK = 16
"""Characters before a winner in which the one listed before it stands: Ⓞ、总部设在Ⓓ的Ⓞ."""
STRANGERS = rf"(?:、[^{SIGNS}，；。：、的]{{2,14}})+[、和与及]"
"""Between two of a list, others that no finder knew."""
PAST_STRANGERS = re.compile(rf"(?P<first>[ⓃⓇⓄⒹ]){STRANGERS}$")


def _past_strangers(reading: Reading, start: int, place: int) -> Group:
    """The bodies of a list that ends in the sign at place, with others no finder knew between: Ⓞ、某某、Ⓞ、某某和Ⓞ."""
    text, at = reading.folded.text, place
    found: Group = ()
    while (past := PAST_STRANGERS.search(text, start, at)) and text[past.start()] == text[place]:
        at = past.start()
        found = reading.folded.groups[at] + found
    return () if GOVERNED.search(text, start, at) else found


def _chained(reading: Reading, found: Group, start: int, at: int) -> Group:
    """Those listed before the winner's owner, or before one no finder knew: Ⓝ of Ⓝ和Ⓞ的Ⓝ获Ⓐ, Ⓞ of Ⓞ、某某和Ⓞ获Ⓐ."""
    groups, text = reading.folded.groups, reading.folded.text
    place = next((i for i in range(start, at) if found and groups[i] == found), None)
    if place is None or place < start + 2:
        return ()
    before = groups[place - 2] if text[place - 1] == "的" else ()
    if len(before) > 1 and before[-1].type != found[0].type == before[0].type:
        return before[:-1]
    past = _past_strangers(reading, start, place)
    if past:
        return past
    chain = CHAIN.search(text, max(start, place - CHAIN_BACK), place)
    return groups[chain.start("first")] if chain and text[chain.start("first")] == text[place] else ()


def _alone(reading: Reading, at: int, signs: str) -> Group:
    """Who does or suffers what the word at folded.text[at] says."""
    start = reading.clauses[reading.clause_at(at)].start
    dashed = referring.before_dash(reading, at, signs) if "——" in reading.lead(at) else ()
    dashed = dashed or _after_dash(reading, start, at, signs)
    if dashed:
        return dashed
    back = referring.pointed(reading, at, signs)
    stated = reading.subject(at, signs)
    place = next((i for i in range(start, at) if stated and reading.folded.groups[i] == stated), None)
    told = place is not None and not referring.FORMER.search(reading.folded.text[start:at][: referring.OPENING])
    if told and place is not None and BY_MEANS.search(reading.folded.text, start, place):
        told, stated = False, reading.carried(reading.clause_at(at), signs)
    if told and place is not None and not _of_pointing(reading, start, place):
        if ONE_OF.match(reading.folded.text, place + 1):
            return reading.carried(reading.clause_at(at), signs)
        return () if longer(reading, place, at) else stated
    if fronting.quoted(reading, at):
        return ()
    if not back and _points_nowhere(reading.lead(at)):
        return ()
    if back:
        behind = _behind_pointing(reading, back, start, signs)
        return back if behind is None else behind
    honoured = HONOURED.search(reading.folded.text, 0, at) if "Ⓞ" in signs and "：" in reading.folded.text else None
    if honoured and not any(sign in WINNERS for sign in reading.folded.text[honoured.end() : at].replace("Ⓓ", "")):
        main = reading.discourse.article.mains.get("Organisation")
        if main and not OFFICE.search(main.name):
            return (main,)
    first = fronting.fronted(reading, at, signs)
    if first is None:
        first = fronting.headed(reading, at, signs)
    if first is not None:
        return first
    if fronting.thing(reading, at):
        return ()
    if not stated and not has_own_subject(LIGHTLY.sub("", reading.lead(at))) and LIGHTLY.search(reading.lead(at)):
        stated = reading.carried(reading.clause_at(at), signs)
    if _cut_off(reading, stated, start):
        return ()
    behind = _behind_pointing(reading, stated, start, signs)
    return stated if behind is None else behind


def _points_nowhere(lead: str) -> bool:
    """Whether a clause speaks of 该做法 or 这个品牌, and nothing of the kind was named: called where none was found."""
    found = referring.pointing_word(lead)
    means = referring.POINTS_AT["program"], referring.POINTS_AT["product"]
    return found is not None and found[0][0] in "这该" and found[1] in means


def _behind_pointing(reading: Reading, carried: Group, start: int, signs: str) -> Group | None:
    """这家Ⓞ的全资子公司，|被评为: not Ⓞ, but whom the clauses before were about."""
    place = next((i for i in range(start) if carried and reading.folded.groups[i] == carried), None)
    if place is None or not _of_pointing(reading, reading.clauses[reading.clause_at(place)].start, place):
        return None
    earlier = [*reading.before, *reading.clauses[: reading.clause_at(place)]][::-1][:12]
    fitting = (c.subject for c in earlier if len(c.subject) == 1 and SIGN[c.subject[0].type] in signs)
    return next(
        (group for group in fitting if group[0].name != carried[0].name and group[0].type == "Organisation"), ()
    )


ONE_OF = re.compile("的?一[个座家所]")
"""Ⓓ，Ⓓ一个有Ⓐ之称的小镇: who is described stands before."""


def _cut_off(reading: Reading, carried: Group, start: int) -> bool:
    """Whether whom an earlier clause of the sentence is about is only the first part of a name: Ⓓ白茶登记，排名."""
    place = next((i for i in range(start) if carried and reading.folded.groups[i] == carried), None)
    if place is None or reading.folded.text[place] != "Ⓓ" or FIGURES.match(reading.folded.text, place + 1):
        return False
    return longer(reading, place, reading.clauses[reading.clause_at(place)].end)


FIGURES = pattern(
    "~8(?:GDP|总量|总值|产值|收入|支出|人口|面积|规模|增速|增幅|投资|[产销]量|营收|利润|占比|覆盖率|指数|进出口|外贸|排位|位次|名次|排名|席位)"
)
"""Ⓓ经济总量迈过…，还跻身Ⓐ: a figure of the district's, no name that goes on."""


def _after_dash(reading: Reading, start: int, at: int, signs: str) -> Group:
    """The first name between a dash and at: 正在争创Ⓐ——邻居Ⓓ早已拿下."""
    text = reading.folded.text
    dash = text.rfind("——", start, at)
    places = range(dash + 2, at) if dash >= 0 else range(0)
    free = (i for i in places if text[i] in signs and text[i + 1] != "的" and not GOVERNED.search(text, dash, i))
    place = next(free, None)
    return () if place is None else reading.folded.groups[place]


BY_MEANS = re.compile("(?:凭借|凭着?|依托|靠着?|依靠|借助|围绕|通过|得益于)$")


def _of_pointing(reading: Reading, start: int, place: int) -> bool:
    """Whether the sign only tells which one a pointing word means: 这家Ⓞ的全资子公司."""
    text = reading.folded.text
    pointing = re.search("这[家座个所项支款片处][^，；。：]*$", text[start:place])
    return pointing is not None and text[place + 1 : place + 2] == "的"
