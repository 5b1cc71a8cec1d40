"""Rules that read a change: from one number to another, a growth, a difference from something else."""

from __future__ import annotations

import re

from kg.figures.lexemes import pattern
from kg.figures.phrases import trimmed
from kg.figures.readings import RATES, SUMS, Context, Reading
from kg.figures.slots import Slot

KEPT = ("改善", "好转", "提高", "提升", "高出", "前移", "前进", "扩大", "跃升")
"""Changes whose own word says more than 增长."""
PLACED_ON = re.compile(
    r"(?<=..)(?:排(?=第)|排名|排行|位列|位居|名列|排在|稳居|[居列])(?:[^，]{0,6}第|[^，]{0,4}(?:首位|榜首)).*$|(?<=..)(?:居首|领跑|领先|夺[冠魁]|登顶|问鼎|拔得头筹|位居.{0,2}首).*$"
)
_THIS = re.compile(r"[这该]一?[项个]?(?:指标|数字|数据|数值|比例|占比|增速)")
_FROM_PLACE = re.compile(r"[从由自]?(?:上[年届次]|去年)?的?第[\d一二三四五六七八九十]+[位名]?$")
_BESIDE_OTHER = re.compile(
    r"比(?P<whole>[^，、\d]{2,14}?)(?:[还又要更仅只]|整整|足足|平均)*(?<![降减提升])(?P<rise>[高低快慢多少大小])出?了?[约近]?$"
)
"""比东安医院低0.4分, 比东江集团多3亿元: a place or a thing, no time, that something is compared with."""
_TIME = re.compile(
    r"[年月季期届次]|天(?!津)|周(?!口)|日(?![本照])|[首头上]一?轮|前$|以往|过去|此前|之前|从前|当初|原[来先]|平[时日常]|[预计]划?期?$|目标"
)
_COMPARED = re.compile(r"同比|环比|年均|平均每年|(?:比|较|与)[^，]*$")
_MORE = re.compile(
    r"(?:同比|环比|(?<![占对同环])比(?![重例率值分])|较)[^，]{0,40}?((?<!不)[多少快慢高低]|[大小][了出]|[多少][^，\d高于少多了]{1,2}|[贵贱]|便宜)(?:[出了于达约近超]|将近|超过)*$"
)
"""比上年快了3.3个百分点, 较上年同期多了9.6亿元, 比平日多卖了844亿元."""
_PLACES = re.compile("[位名](?:[前后][移退进]|上升|下降|提升|跃升|滑落|下滑|下跌|跌落|回落|退|升|跌|降|进|掉|落后)")
_SHIFTED = re.compile(
    r"(?:^[也却则仅只]?|(?:较|比|各|又|再|均|都|一年|位次|名次|排名)[^，]{0,8}?)([进升退降跌落掉]|[前后上下]移|进位)了?$"
)
"""掉了|2位, 较上年前移|31位, 各进|1位."""
_SHIFTS = dict(zip("进升退降跌落掉", ("前进", "上升", "后退", *("下降",) * 4), strict=True))
_GREW_BY = dict(zip("增涨升减降跌", ("增长", "上涨", "上升", "减少", "下降", "下跌"), strict=True))
_GREW = re.compile("(?:又|还|再|就|已)?([增涨升减降跌])了(?:将近|超过?|[约近逾])?$")
_PLACE_UNITS = ("位", "名", "名次", "位次")
_CHANGES = dict(
    zip(
        "多少快慢高低大小贵贱便",
        ("增长", "减少", "加快", "放慢", "提高", "降低", "扩大", "缩小", "上涨", "下降", "下降"),
        strict=True,
    )
)
_CHANGES_TO = "(?:左右|以上)?[^，]{0,2}@|[^，、；]{1,8}[到至为成上]了?$"
_CHANGES_ON_TO = re.compile(
    r"，[^，。；\d]{0,4}?(?:爬|涨|升|增|扩|降|减|压|缩|跃|跌|落|提高|提升|下滑|攀升|回升|回落)[^，。；\d]{0,2}[到至为上]了?"
    r"[^，。；\d]{0,8}"
)
"""从2015年的52%|，升到去年的|88%."""
_PART_OF = re.compile(r"占[^，占]{0,10}(?:比重|比例|份额)$")
"""…，占全省比重由41%升到44%: the share of the quantity before."""
_PACE = re.compile(r"(?:累计|有望|预计|更是?|年均|近?\d*年|每年)+$")
_BESIDE = re.compile(
    r"(?:(?P<than>高于|低于|快于|慢于|优于|领先|高出|超出|高过)|比)(?P<whole>(?:全[国省市区州县球]|上年|去年|同期|世界|行业|预期|年初)[^，]{0,6}?(?<![提增升降减放加]))(?P<rise>[高低快慢多少大小]出?)?$"
)
_RISES = {"大": "大于", "小": "小于", "低": "低于", "少": "低于", "慢": "慢于", "快": "快于"}


def from_to(slot: Slot, context: Context) -> Reading | None:
    """从35%提升至62%, 由2010年的不足8%提高到25%"""
    last = context.earlier[-1] if context.earlier else None
    text = slot.sentence.text
    if last and last.rule == "from_to":
        beside = last.slot.clause == slot.clause and last.slot.number.end == slot.left
        if beside or _CHANGES_ON_TO.fullmatch(text, last.slot.number.end, slot.number.start):
            return Reading(slot, last.base, last.base, "from_to", last.about)
    start = re.search(r"[从由自](?=[^从由自，]*$)", slot.before)
    changes = pattern(_CHANGES_TO, "link", "growth", "decline").match(slot.behind)
    following = next((s.number.start for s in context.slots if s.number.start > slot.number.end), 0)
    goes_on = _CHANGES_ON_TO.fullmatch(text, slot.number.end, following)
    if not start or not (goes_on or (changes and slot.right < slot.edge)):
        return None
    base = re.sub(
        r"[也就已则]+$|^(?:[一二三四五]是|其[一二三])?[把将使让]", "", context.before(slot, slot.left + start.start())
    )
    clause = re.split(r"[，,。；：]", slot.sentence.text[: slot.clause].rstrip("，,"))[-1]
    base = base or context.topic(slot) or trimmed(clause) or context.behind(slot)[0]
    part = _PART_OF.search(slot.before, 0, start.start())
    if part and context.earlier:
        base = context.earlier[-1].base + part[0]
    return Reading(slot, base, base, "from_to") if base else None


def doubled(slot: Slot, context: Context) -> Reading | None:
    """出口4.6万辆，翻了一番: what doubles grows by 100 %"""
    if not slot.number.printed.startswith("翻"):
        return None
    compared, last = _COMPARED.search(slot.before), context.last
    base = context.before(slot, slot.left + (compared.start() if compared else len(slot.before)))
    name = base or context.topic(slot) or (last.base if last else "")
    return became(slot, name, "增长", "grown", None if base else context.about(last))


def exceeding(slot: Slot, context: Context) -> Reading | None:
    """高于全省平均水平0.8个百分点, 增速比全国高3.2个百分点"""
    match = _BESIDE.search(slot.before)
    if match is None:
        return _beside_other(slot, context)
    if slot.number.unit not in ("百分点", "%") or not (match["than"] or match["rise"]):
        return None
    base = context.before(slot, slot.left + match.start())
    own = len(base) > 2 or context.last is None
    name = base if own or context.last is None else _level(slot, context, base)
    said = match["than"] or _RISES.get((match["rise"] or "")[:1], "高于")
    whole = re.sub("[还又要更仅只]$", "", match["whole"])
    return became(slot, name, f"{said}{whole}", "grown", None if own else context.about(context.last))


def _beside_other(slot: Slot, context: Context) -> Reading | None:
    """热效率…，比行业标准还高出3个百分点; 比东安医院低0.4分; 比东江集团多3亿元: higher or lower than another's"""
    match = _BESIDE_OTHER.search(slot.before)
    if not match or _TIME.search(match["whole"]):
        return None
    at, last = slot.left + match.start(), context.last
    base, points = context.before(slot, at), slot.number.unit in ("百分点", "%", "分")
    own = len(base) > 2 * points or last is None
    headed = any(slot.left <= m.start and m.end == at for m in context.mentions)
    name = base if own else _level(slot, context, base)
    said = _RISES.get(match["rise"], "高于") + match["whole"]
    return became(slot, name, said, "grown", None if own or headed else context.about(last))


def _level(slot: Slot, context: Context, base: str) -> str:
    """What is higher or lower by so many points: the share or the growth just stated, else the last quantity; base is
    what the clause itself calls it (降幅)."""
    before = context.earlier[-1] if context.earlier else None
    if before and before.rule == "shared":
        return before.indicator + base
    if before and before.rule == "grown" and before.slot.number.unit == "%" and slot.number.unit == "百分点":
        return before.base + (base or "增速")
    if before and before.rule == "grown" and before.slot.number.end == slot.left:
        return before.base + base
    return context.last.base + base if context.last else base


def grown(slot: Slot, context: Context) -> Reading | None:
    """同比增长11%, 等待时间下降六成, 比上年提高4个百分点"""
    match = pattern("(@)(?:[了约近达为是超过逾高]|高达|分别|幅度)*$", "growth", "decline").search(slot.before)
    match = match or _MORE.search(slot.before) or _GREW.search(slot.before)
    moves = slot.number.unit in _PLACE_UNITS and not slot.behind
    shifted = _SHIFTED.search(slot.before) if moves and not match else None
    match = match or shifted
    if not match or not (
        shifted or slot.number.kind == "share" or len(match[1]) > 1 or re.search("比|较|连续", slot.before)
    ):
        return None
    compared = _COMPARED.search(slot.before, 0, match.start())
    base = _PACE.sub("", context.before(slot, slot.left + (compared or match).start()))
    base = _FROM_PLACE.sub("", PLACED_ON.sub("", base))
    pointed = _THIS.fullmatch(base)
    base = "" if pointed else base
    if foremost := context.foremost(slot) if not base or base in RATES else "":
        base = foremost
    topic = "" if base else context.topic(slot)
    last = context.last if slot.number.kind == "share" else context.same_unit(slot, *SUMS) or context.last
    if "前者" in slot.before:
        last = context.former or last
    last = last or next(iter(context.told[-1:] if pointed else ()), None)
    name = base or topic or (last.base if last else "")
    if last and base in RATES:
        name = last.base.removesuffix("增长") + base
    if _PLACES.fullmatch(slot.number.unit + match[1]) and not base:
        name = (name if _said_rank(slot, last) else "") + "排名"
    if last and pattern("@", "amount").fullmatch(base):
        name = last.base + base
    rise = pattern("@", "growth").fullmatch(match[1]) and match[1] not in KEPT
    if slot.number.unit in _PLACE_UNITS and (shifted or pattern("@", "growth", "decline").fullmatch(match[1])):
        said = _SHIFTS.get(match[1], match[1])
        return became(slot, name, said, "grown", None if base or topic else context.about(last))
    said = _measure_of_change(compared) + (
        "增长" if rise else (_GREW_BY if match.re is _GREW else _CHANGES).get(match[1][:1], match[1])
    )
    own = base or topic or name == "排名"
    return became(slot, name, said, "grown", None if own else context.about(last))


def _said_rank(slot: Slot, last: Reading | None) -> bool:
    """Whether the last quantity was given a rank before this number: 产出达85亿元，居全国第12位，比上年前进5位."""
    return bool(last and re.search("[位列居]", slot.sentence.text[last.slot.number.end : slot.clause]))


def _measure_of_change(compared: re.Match[str] | None) -> str:
    """与1975年相比, 比2018年: what a rise is measured against, where it is not the year before."""
    if not compared or not re.search(r"\d{4}年|全[国省市区]", compared[0]):
        return ""
    return re.sub(r"[末的]*$", "", pattern("@", "growth", "decline").split(compared[0])[0])


def became(slot: Slot, name: str, said: str, rule: str, about: Slot | None) -> Reading | None:
    """A reading of what became of a quantity, its own or that of the number before it."""
    return Reading(slot, name + said, name, rule, about) if name else None
