"""Whom a clause is about by its own words: the name that heads it, that it describes, or that a short form points to.

Rules in order; a clause for which none speaks has no subject of its own (kg.figures.focus carries one on).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg import lexicon, triggers, values
from kg.figures.lexemes import owner
from kg.figures.shortforms import Memory, kind_at
from kg.model import Mention

_DESCRIBED = ("District", "Organisation", "Program", "Event", "Product")
_SUBJECTS = ("District", "Organisation", "Program", "Event", "Product", "Award", "Document", "Person")
LONGEST_DESCRIPTION = 30
"""Characters of the words that describe the name behind them."""
LONGEST_NOUN = 10
"""Characters of the noun that such words describe where it closes its clause: 综合医院."""
_FIRMS = ("公司", "集团", "股份", "厂", "大学", "学院", "医院")
"""Ends of bodies that make known what they made, and seldom figures of others."""
_LIES = re.compile("(?:就|便|总部)?(?:设在|设于|位于|坐落|座落|地处|落户|落在|落子|建在|选址|扎根|藏在|安家)")
_WITHIN = re.compile("[”》]?[内里中旁边]{0,2}")
_ONLY = re.compile(r"(?:这|此)?(?:已经?|也|又|便)?(?:单单?|仅仅?|光|唯独)是")
_SIZED = re.compile(
    r"(?:计划|规划|概算|首期|一期)?(?:总?投资|占地|总?面积|建筑面积|全长|总长|总重|装机|造价|斥资|耗资)[^，\d的]{0,4}\d[^，的]{0,8}的"
)
"""总投资7.5亿元的|智慧工厂项目正加紧施工: a number that tells how large the name behind it is."""
_NUMBERED = re.compile(r"\d|[一二三四五六七八九十百千两][成个家名项余多]|半数")
_OF_TWO = re.compile(r"[可而但]?(前者|后者)")
_NOUN = re.compile(
    r"(?:新|老|该|此|这[家座个条]|整[个座])?([一-龥]{2})(?=占地|面积|总投资|概算|投资|[共现]?[设有]|全长|总长|建筑|总建筑|规划|一期|编制|"
    r"展区|展位|可容纳|年|日|位于|地处|坐落|设在|选址|由|于|将|自|始|[12]\d{3}年|累计|先后|现|已|运行|开馆|开园|开放|投用|每)"
)
"""What tells of a thing that a bare noun takes up."""
LONGEST_TAIL = 4
"""Characters of a noun that stands for the name it ends."""
_LEGAL = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|（[^）]*）$")
ANY_NOUN = frozenset(triggers.forms("owners", "any noun"))
"""Nouns that mean things at large where they open a clause."""
_NOT_ALONE = re.compile(r"[、和与及的等副原]|内部?|里|常委|党委|政府|人大|[院校局所会站馆处厅]?长|主任|书记|负责人")
NEAR = 25
"""Names back in which the name is looked for that 这座…的试验场, or a noun like 驿站, stands for."""
_THIS_ONE = re.compile(r"[而但可]?这一?[家所座个款台项场]")
_PLANS = ("方案", "规划", "计划", "纲要", "条例")
"""Ends of documents by which a place reaches aims of its own; what others grant or ask is the document's."""
_THIS_SUCH = re.compile(
    r"(?:依托|围绕|走进|对于|[在对把将])?[而但可]?[这该此]一?[家所座个款台项场条套片处支艘只][^，。；：“”《》\d]{0,12}(?:\d[^，。；：“”《》]{0,12})?的"
)
_LEVELS = "镇乡村县市区州港岛"
_OFFICES = re.compile("[局委府院办厅部处]$")
_OPENING = re.compile(r"(?:[这该此]一?[家所座个款台项套条份部支](?:名为|名叫|叫做?)?)?[“《‘]?")
_INNER = re.compile(r"的?[“《]?")
_AT = re.compile(r"在|走进|来到|地处|走访")
_INSIDE = re.compile(r"(?:境内|地区|内|里)?")
_BYLINE = re.compile(
    r"^\W*(?:本报|早报|晚报|日报|晨报)?[^，。]{0,10}?讯[\s　]*"
    r"|^[（(][^）)]*[）)][\s　]*|^□[^。，]{0,30}报道[\s　]*"
)
_SETTING = re.compile(
    r"(?:榜单?|名单|评选)?(?:中(?![心标选榜签奖国外])|里(?!程)|上(?![市门涨升榜有半年月周季调传缴马网线架榜])|期间|过程中|方面|以来)"
)
"""Behind a name that only sets the scene: 百强区榜单上, 专项整治中."""
_OF_ALL = re.compile(r"占比|占|平均|第|首|唯一|范围|最|[一二三四五六七八九十\d]+家之一")
"""Behind 全市, 全省: a whole that something is compared with, not a subject."""
_MEASURED = re.compile(r"的[^，]{1,10}?(?:已?达到?|为|突破|超过?|约|近)*\d")
_OF = re.compile(r"(?:的|所在的|所属的|下辖的|第.{1,3}届|首届|下属的?|旗下的?|所属的?|境内的?|市|省)?[“《]?$")
_PRESENTS = re.compile(r"(?:的[^，的]{0,6}(?:还有|是|便是|就是|要数|当数|当属|首推|则是)|指的是)(?:[^，]{0,25}的)?$")
_NO_OWNER = re.compile(r"是|为|系|获|入选|参加|加入|^[在对向据从由与和把被以将给按于到]")


TELLS = owner(
    "[”》]?[^，。；：]{0,12}?(?:@|通报|披露|晒出|亮出|公报|数据|统计|报告|消息|获悉|测算|显示|提供|回应|解释|摊开|汇总|揭晓|盘点|核算|交出)",
    "issue",
    "speech",
)
"""A body that makes something known is not whom figures are of: 市统计局发布的公报, 据市商务局介绍."""


@dataclass(frozen=True, slots=True)
class Clause:
    """text[at:end] is a clause behind the dates and adverbs that open it; names are the names in it."""

    text: str
    at: int
    end: int
    names: Sequence[Mention]
    memory: Memory


@lru_cache(maxsize=1 << 12)
def lead_end(text: str, start: int, end: int) -> int:
    """Where a clause's words begin behind dates and adverbs that open it (2023年，… 截至目前…)."""
    byline = _BYLINE.match(text) if start == 0 else None
    at = byline.end() if byline else start
    while at < end:
        if text[at] in "“‘" and values.date_at(text, at + 1):
            at += 1
        lead = owner("@", "lead").match(text, at, end)
        after = values.date_at(text, at) or (lead.end() if lead else 0)
        if not at < after <= end:
            break
        at = after
    return at


# --- rules: the clause's own subject -----------------------------------------------------------


def according(clause: Clause) -> Mention | None:
    """按照《政策》，…; 依照去年印发的《政策》，…: the clause tells what the document says"""
    match = owner("@[《“]?", "according").match(clause.text, clause.at, clause.end)
    if not match:
        return None
    papers = [m for m in clause.names if m.type == "Document" and not m.name.rstrip("》").endswith(_PLANS)]
    ends = (m for m in papers if m.end >= clause.end - 1 and clause.text[: m.start].rstrip("“《").endswith("的"))
    return next((m for m in papers if m.start in (match.end(), match.end() - 1)), None) or next(ends, None)


def stated(clause: Clause) -> Mention | None:
    """the name that heads the clause, its owner's name passed over: 临江市的X公司, X公司研发的Y"""
    head = _innermost(clause, clause.at)
    if head and head.type in ("Organisation", "District"):
        made = owner("@的[^，、]{0,6}[“《]?$", "made")
        things = (m for m in clause.names if m.start > head.end and m.type in _DESCRIBED)
        thing = next((m for m in things if made.search(clause.text, head.end, m.start)), None)
        if thing:
            return _subject(clause, thing)
    return _subject(clause, head)


def placed(clause: Clause) -> Mention | None:
    """位于滨海新区的临江港, 昨日闭幕的茶博会, 近邻东安县: what stands behind the words that describe it"""
    match = owner("@[^，]{0,40}的[“《]?", "relative").match(clause.text, clause.at, clause.end)
    head = _subject(clause, _innermost(clause, match.end())) if match else None
    return None if head and _says_where(clause, head) else head or _modified(clause)


def _says_where(clause: Clause, head: Mention) -> bool:
    """Whether a clause behind another only says where its subject lies: …，设在临港区的产业园内，建筑面积…"""
    lies = clause.text[: clause.at].endswith("，") and _LIES.match(clause.text, clause.at)
    return bool(lies) and bool(_WITHIN.fullmatch(clause.text, head.end, clause.end))


def _modified(clause: Clause) -> Mention | None:
    """尚在建设的东河运河全长…, 新品“晨光”卖出…: the clause's first name behind words that only describe it."""
    this = _THIS_ONE.match(clause.text, clause.at, clause.end)
    described = [m for m in clause.names if m.start >= clause.at and m.type in _DESCRIBED]
    if this:
        return _subject(clause, next((m for m in described if m.rule == "deixis_this"), None))
    for name in described:
        if not name.deictic and _describes(clause.text[clause.at : name.start].rstrip("“《")):
            return _subject(clause, _innermost(clause, name.start))
        if name.type != "District" or name.end - clause.at > LONGEST_DESCRIPTION:
            break
    return None


def _describes(before: str) -> bool:
    """Whether the words that open a clause only describe the name behind them."""
    owned = _NO_OWNER.search(before) or (_NUMBERED.search(before) and not _SIZED.fullmatch(before))
    relative = before.endswith("的") and len(before) <= LONGEST_DESCRIPTION and not owned
    beside = owner("(?:[^，、在与和]{0,6}的)?[^，、在与和的]{0,4}@", "appositive").fullmatch(before)
    return bool(relative or beside or _ONLY.fullmatch(before))


def scene(clause: Clause) -> Mention | None:
    """在永宁镇石桥村，…: a clause that only says where"""
    match = _AT.match(clause.text, clause.at, clause.end)
    at = match.end() if match else clause.at
    lies = owner("@[^，的]{0,30}的[“《]?", "relative").match(clause.text, at, clause.end) if match else None
    place = _innermost(clause, lies.end() if lies else at) if match else None
    if place is None or place.type not in ("District", "Organisation"):
        return None
    return place if _INSIDE.fullmatch(clause.text, place.end, clause.end) else None


def this_one(clause: Clause) -> Mention | None:
    """这座占地300亩的试验场, 这个去年挂牌的中心: the last name that ends with the noun behind what describes it,
    else the last firm, zone or undertaking; behind a colon the name right before it"""
    described = _THIS_SUCH.match(clause.text, clause.at, clause.end)
    if not described:
        return None
    near = [m for m in clause.memory.backwards[:NEAR] if m.type in _DESCRIBED and not m.deictic]
    before = clause.text[: clause.at].rstrip("：—，")
    if near and len(before) < clause.at and near[0].end == len(before) and before + "，" != clause.text[: clause.at]:
        return near[0]
    at = described.end()
    words = clause.text[at : clause.end]
    lengths = range(min(LONGEST_TAIL, len(words)), 0, -1)
    opening, closing = [words[:n] for n in lengths], [words[-n:] for n in lengths if len(words) <= LONGEST_NOUN]
    tails = (noun for noun in (*opening, *closing) if len(noun) > 1 or noun in _LEVELS)
    ends = next((m for noun in tails for m in near if stem(m.name).endswith(noun)), None)
    if ends:
        return ends
    kind, form = kind_at(clause.text, at, clause.end) or ("", None)
    if kind == "company":
        return next((m for m in near if m.type == "Organisation" and not _OFFICES.search(m.name)), None)
    return next(clause.memory.antecedents(form[0], kind), None) if form and kind in ("zone", "thing", "body") else None


def ending(clause: Clause) -> Mention | None:
    """已经开园的X产业园，…; 同时亮相的还有X平台，…: a clause that is nothing but a described name, or presents one"""
    last = clause.names[-1] if clause.names else None
    if not last or last.end < clause.end - 1 or _says_where(clause, last):
        return None
    if last.type not in ("Product", "District", "Program", "Organisation"):
        return None
    before = clause.text[clause.at : last.start].rstrip("“《")
    described = before.endswith("的") and len(before) <= LONGEST_DESCRIPTION and not _NO_OWNER.search(before)
    return last if described or _PRESENTS.search(before) else None


def short(clause: Clause) -> Mention | None:
    """全市…, 该公司…, 平台…: the name a short form stands for, or the name behind it (园内的X园)"""
    found = kind_at(clause.text, clause.at, clause.end)
    if not found:
        return _one_of_two(clause) or _tailed(clause)
    kind, form = found
    inner = _INNER.match(clause.text, form.end())
    behind = _innermost(clause, inner.end()) if inner else None
    if behind and inner and behind.start in (inner.end(), inner.end() - 1):
        return _subject(clause, behind)
    if kind == "district" and _OF_ALL.match(clause.text, form.end(), clause.end):
        return None
    return next(clause.memory.antecedents(form[0], kind, clause.text[form.end() : clause.end]), None)


def _one_of_two(clause: Clause) -> Mention | None:
    """前者, 后者: the first or the second of the last two names of one type"""
    match = _OF_TWO.match(clause.text, clause.at, clause.end)
    if match and (two := _pair(clause)):
        return two[0] if match[1] == "前者" else two[1]
    said = [
        m for m in clause.memory.backwards[:8] if not m.deictic and m.type in ("Organisation", "Program", "Product")
    ]
    if not match or len(said) < 2 or said[0].type != said[1].type:
        return None
    return said[1] if match[1] == "前者" else said[0]


def _pair(clause: Clause) -> tuple[Mention, Mention] | None:
    """The last two names that 和 joins: 建起电子产业园和芯片封装项目，后者投资20亿元"""
    said = [m for m in clause.memory.backwards[:8] if not m.deictic]
    for second, first in pairwise(said):
        between = second.sentence == first.sentence and second.sentence.text[first.end : second.start].strip("”“》《")
        if between in ("和", "与", "及", "以及"):
            return first, second
    return None


def _tailed(clause: Clause) -> Mention | None:
    """驿站面积460平方米, 法庭调解案件862件: the last name that ends with the noun that opens the clause"""
    match = _NOUN.match(clause.text, clause.at, clause.end)
    opening = match[1] if match else clause.text[clause.at : clause.at + 2]
    near = [m for m in clause.memory.backwards[:NEAR] if opening in m.name]  # few are: the rest is asked of these
    near = [m for m in near if m.type in _DESCRIBED and not m.deictic]
    if match:
        meant = [m for m in near if m.name.rstrip("”》").endswith(match[1]) and len(m.name) > len(match[1]) + 1]
    else:
        meant = [m for m in near if _opens_with_tail(clause, m)]
    if not meant:
        return None
    told = {m.name for m in clause.memory.told}
    return next((m for m in meant if m.name in told), meant[0])


@lru_cache(maxsize=1 << 12)
def stem(name: str) -> str:
    """A name without its legal ending: 云岭拍卖中心股份有限公司 → 云岭拍卖中心."""
    return _LEGAL.sub("", name.rstrip("”》"))


def _opens_with_tail(clause: Clause, mention: Mention) -> bool:
    """Whether the clause opens with the noun that ends a name: 法庭 … (云岭人民法庭), 中心 … (云岭拍卖中心有限公司)."""
    short = stem(mention.name)
    for length in range(min(LONGEST_TAIL, len(short) - 2), 1, -1):
        tail = short[-length:]
        if clause.text.startswith(tail, clause.at) and tail not in ANY_NOUN and _begins_word(short, length):
            end = clause.at + length
            return end < clause.end and not _NOT_ALONE.match(clause.text, end) and _is_word(clause, end)
    return False


def _begins_word(name: str, length: int) -> bool:
    """Whether the last characters of a name begin with a word of it: 云岭|法庭, but 自治|区 has no 治区."""
    return any(word.start == len(name) - length for word in lexicon.tokens(name))


def _is_word(clause: Clause, end: int) -> bool:
    """Whether a word ends here, and no noun goes on with it: 中心|成交, but 中心城区."""
    words = lexicon.tokens(clause.text[clause.at : clause.end])
    behind = next((word for word in words if clause.at + word.start == end), None)
    return behind is not None and not behind.pos.startswith(("n", "s", "f", "u"))


def _innermost(clause: Clause, at: int) -> Mention | None:
    """The last of the names that follow each other from here: 江南省|临江市 → 临江市."""
    opening = _OPENING.match(clause.text, at)
    at = opening.end() if opening else at
    head: Mention | None = None
    for mention in clause.names:
        if head is None and mention.start in (at, at - 1):
            head = mention
        elif head and head.deictic and head.text.startswith("全") and mention.type == "Product":
            return head
        elif head and mention.type != "Award" and mention.start >= head.end:
            between = clause.text[head.end : mention.start].lstrip("”》")
            if not between and head.text[-1] in "”》" and mention.text[0] in "“《":
                return None
            head = mention if _OF.fullmatch(between) else head
    return head


_ALL_OF_THEM = re.compile(r"[、和及][^，等]{0,30}[均都]")


def _subject(clause: Clause, head: Mention | None) -> Mention | None:
    """The head, unless it speaks, is one of a list, only qualifies a noun, or is itself what is counted."""
    if head is None or head.type not in _SUBJECTS:
        return None
    behind = clause.text[head.end : clause.end]
    if behind[:2] in ("”“", "”《", "》“", "》《"):
        return None
    behind = behind.lstrip("”》")
    listed = behind[:1] in tuple("、和及等") and not _ALL_OF_THEM.match(behind)
    if listed or owner("(?:党委|政府|党组)?@", "role").match(behind):
        return None
    if head.type in ("Award", "Program", "Document") and behind.startswith("的") and not _MEASURED.match(behind):
        return None
    if head.type == "Award" and re.match(r"(?:总量|获奖)?(?:达到?|共)?\d", behind):
        return None
    if head.type == "Person" and owner("[^，]{0,2}?@", "speech").match(behind):
        return None
    tells = head.type == "Organisation" and not head.name.endswith(_FIRMS)
    if tells and TELLS.match(behind):
        return None
    sets_scene = head.type != "Event" and _SETTING.match(behind)
    return None if sets_scene or (head.deictic and _OF_ALL.match(behind)) else head


RULES: tuple[Callable[[Clause], Mention | None], ...] = (according, this_one, stated, placed, scene, ending, short)
