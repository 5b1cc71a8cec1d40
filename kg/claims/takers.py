"""Who takes an award: the holder told before the verb or behind the award, the maker of what wins, nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import anaphora, lexicon, triggers
from kg.claims.divisions import Everything
from kg.claims.holders import OFFICE, holder, relative
from kg.claims.reading import Group, Reading, pattern
from kg.claims.referring import POINTS, POINTS_AT, WINNERS, everyone, single
from kg.model import Mention
from kg.shapes import LIGHT, SIGNS

ANY_BODY = anaphora.Kind(("Organisation",), (), False, frozenset())


def protagonist(reading: Reading) -> Mention | None:
    """The body that the article tells of, under all its names; no office."""
    main = _main_body(Everything(reading.discourse.everything))
    return None if main is None or OFFICE.search(main.name) else main


@lru_cache(maxsize=2)
def _main_body(named: Everything) -> Mention | None:
    return anaphora.main(ANY_BODY, named.everything)


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
    rf"(?<![第\d一二两三四五六七八九十百])(?:[\d一二两三四五六七八九十百]+[多余]?|多|不少|一批|若干)(?:家|个|项|件|名|位|人|种|款|所|户|幅|部|篇|场|支|只|座|处|枚|地)[^{SIGNS}，；。]{{0,14}}$"
    rf"|(?:一批|不少|若干|众多|许多|部分)[^{SIGNS}，；。的]{{1,10}}$"
)


def _last_item(reading: Reading, at: int) -> Group:
    """The list that ends in the sign at at: A、BC两家, C a part of B, is A and C."""
    first = at
    while reading.folded.text[first - 1 : first] == "Ⓞ" and reading.folded.text[at] == "Ⓞ":
        first -= 1
    return (reading.folded.groups[first][:-1] if first < at else ()) + reading.folded.groups[at]


ALL_OF_THEM = re.compile(
    r"等(?:[\d一二两三四五六七八九十]+[余多]?[个座]?(?:县|市|区|镇|乡|村|州|省|城|地|处|街道|街区|景区|园区|商圈)(?![\d一二两三四五六七八九十共有]))?"
    r"|[两三四五六七八九]?[市区县镇乡省州旗地](?![共有])"
)


def _only_counted(reading: Reading, place: int, at: int) -> bool:
    """Ⓓ6地进入Ⓐ, Ⓓ四省市共17个城区入选: the district only counts who wins; Ⓓ等6地 and Ⓓ三地 win themselves."""
    text = reading.folded.text
    if text[place] != "Ⓓ":
        return False
    all_of_them = ALL_OF_THEM.match(text, place + 1, at)
    return all_of_them is None or COUNTED.search(text, all_of_them.end(), at) is not None


THEIRS = re.compile(
    rf"[ⓄⒹ](?:的[^{SIGNS}，；。：的]{{0,8}}(?:{triggers.choice('triggers_roles', 'head')}|案例?)"
    r"|[^，；。：Ⓞ]{0,6}(?:审理|审结|判决|办结|一审|终审)[^，；。：的]{0,4}的[^，；。：]{1,16}?)"
    rf"(?:{triggers.choice('triggers_words', 'adverb')}|还|曾|去年|今年|同时){{0,4}}$"
)
"""Ⓞ的负责人去年又|被评为, Ⓞ审理的某案|入选: not the body gets it."""


OWN_PART = re.compile(
    rf"(?:^|[，；。：])(?:{LIGHT})*(?:其|旗下|公司|集团|企业|该[^{SIGNS}，；。：的]{{1,3}}|医院|学校|园区|[他她它])[^{SIGNS}，；。：]{{0,6}}?"
    r"(?:(?<!技术)(?<!研发)中心|实验室|研究院|车间|班组|小组|团队|技艺|工艺|专业)"
    rf"(?:{LIGHT}|{triggers.choice('triggers_words', 'adverb')}|[还曾也又已]|\d+[年月]|年?[初底]){{0,5}}$"
)
"""公司自建的检测中心2019年|获得, 该院某中心还|通过: a part that no finder knew gets it, not the body.

其技术中心|跻身国家企业技术中心 is no such part: the title is the company's.
"""


WORK = re.compile(
    rf"Ⓝ[^，；。：]{{1,12}}的[^{SIGNS}，；。：的]{{0,6}}(?P<what>[ⓇⓅ])"
    rf"(?:{LIGHT}|{triggers.choice('triggers_words', 'adverb')}){{0,4}}$"
)
"""Ⓝ领衔完成的Ⓡ2020年|摘得Ⓐ: the work gets it."""
BY_ITS = re.compile(
    rf"(?P<who>[ⓄⒹ])[^{SIGNS}，；。：的]{{0,14}}?(?:凭借|凭着|凭|依靠|靠着?|以)[^{SIGNS}，；。：]{{0,6}}[ⓇⓅⓉ][^{SIGNS}，；。：]{{0,10}}$"
)
"""Ⓞ早在2019年就凭Ⓟ|拿过Ⓐ."""
THIS_PLACE = re.compile("的这[座个家所片处](?P<noun>[^，；。：]{1,6})")
PRAISING = re.compile("(?:重奖|奖励|表彰|表扬|嘉奖|祝贺|走访|走进|来到|探访|调研|慰问|看望)了?$")
FIRMS_OF = pattern("的~6Ⓓ(?:企业|单位|学校|品牌|产品|组织|机构)")
HEAD = pattern("的~12(?P<head>[ⓄⒹⓃⓇⓅ])")
OF_PLACES = re.compile("之[都乡城]$|[县城镇村乡]$|名城$")


def _behind(reading: Reading, at: int, end: int) -> Group:
    """Ⓞ of 重奖获得Ⓐ的Ⓞ; the place that the text before is about of 获得Ⓐ的这座小城."""
    text = reading.folded.text
    head = HEAD.match(text, end) if PRAISING.search(reading.lead(at)) else None
    if head:
        return reading.folded.groups[head.start("head")]
    this = THIS_PLACE.match(text, end)
    kind = next((k for k, nouns in POINTS.items() if this and this["noun"].startswith(nouns)), None)
    before = (*reading.before, *reading.clauses[: reading.clause_at(at)])
    return single(reading, before, POINTS_AT[kind]) if kind else ()


def _its_place(reading: Reading, at: int, end: int) -> Group:
    """Ⓓ茶园37万亩，…，有|Ⓐ的美誉: a title of places goes to the place that the clause is about."""
    clause, award = reading.clauses[reading.clause_at(at)], reading.folded.groups[end - 1]
    if not clause.carried or len(clause.subject) != 1 or clause.subject[0].type != "District":
        return ()
    return clause.subject if award and OF_PLACES.search(award[0].name) else ()


ITEMS = re.compile(
    rf"(?:Ⓞ[^{SIGNS}，；。：、]{{0,6}}的[^，；。：、Ⓞ]{{1,16}}(?:、|和|与|以及))+Ⓞ[^{SIGNS}，；。：、]{{0,6}}的[^，；。：、Ⓞ]{{1,16}}，?"
    rf"[^{SIGNS}，；。：]{{0,8}}$"
)
"""Ⓞ带来的Ⓡ、Ⓞ的某彩椒，双双|获评: each maker and each product that is named."""


def _items(reading: Reading, at: int) -> Group:
    """The makers and products of a list told before folded.text[at], in its clause or the one before."""
    number = reading.clause_at(at)
    found = ITEMS.search(reading.folded.text, reading.clauses[max(0, number - 1)].start, at)
    return tuple(m for i in range(*found.span()) for m in reading.folded.groups[i]) if found else ()


STRANGER = re.compile("Ⓞ的(?P<name>[一-龥]{2,3})分?$")


def _stranger(lead: str) -> bool:
    """Ⓞ的某某|获得Ⓐ: whether a person no finder knew gets it."""
    found = STRANGER.search(lead)
    if found is None or found["name"][0] not in lexicon.words("surnames"):
        return False
    return len(lexicon.tokens(found["name"])) > 1


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
    behind = _behind(reading, at, end) if end is not None else ()
    if behind:
        return behind
    headed = relative(reading, at, end) if end is not None else None
    if headed and end is not None and FIRMS_OF.match(reading.folded.text, end):
        return ()
    if headed is not None:
        return headed
    lead = reading.lead(at)
    if OWN_PART.search(lead):
        return ()
    if THEIRS.search(lead) or _stranger(lead):
        return tuple(m for m in holder(reading, at) if m.type not in ("Organisation", "District"))
    items = _items(reading, at)
    if items:
        return items
    work = WORK.search(lead)
    if work:
        return with_maker(reading, reading.folded.groups[at - len(lead) + work.start("what")])
    means = BY_ITS.search(lead)
    if means:
        return reading.folded.groups[at - len(lead) + means.start("who")]
    winners = holder(reading, at)
    if COUNTED.search(lead) and not everyone(reading, at):
        stated = [i for i in range(at - len(lead), at) if reading.folded.text[i] in WINNERS]
        if stated:
            return () if _only_counted(reading, stated[-1], at) else _last_item(reading, stated[-1])
        return (
            reading.carried(reading.clause_at(at), "Ⓞ")[:1]
            if winners and winners[0].type in ("Organisation", "Product")
            else ()
        )
    if not winners and end is not None:
        winners = _its_place(reading, at, end)
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
