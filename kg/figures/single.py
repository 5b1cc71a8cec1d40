"""Rules that read one number: a sum, a share, a length of time; what it changed by reads kg.figures.changes."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.figures import changes, qualifiers
from kg.figures.exclusions import RECURS
from kg.figures.lexemes import pattern
from kg.figures.measuring import AREAS, PEOPLE, measured
from kg.figures.phrases import quantity, trimmed, verb_before
from kg.figures.readings import RATES, Context, Reading
from kg.figures.slots import Slot

_BORNE = re.compile(r"(?:以|凭|凭借|靠|依托)(?:近|约|超过?|逾|高达|总计|每年)?$")
_ARRIVING = re.compile(r"(?:就|即|便)?[能可][^，]{0,6}?[到达]|[即直]达")
_SIZE = re.compile(r"占地|面积|[建种扩长宽高]$|规模|完成|达$")
_ONE_OF_THEM = re.compile(r".{0,8}(?:一[家地县区市镇村校城企省国院行]|独家)")
_THIS_IS = re.compile(r"[，—]+(?:[^，。；—]{0,14}[，—]+)?这[就便正]?是(?P<what>[^，。；！？—]{4,40})")
_PUT_IN = re.compile(r"(?:拿出|将|把|抽出|提取|用)(?:了|自己)?(?P<whole>[^，的]{2,12}?)的[约近]?$")
_SPENT = re.compile(r"(?:资金)?(?:投入|投向|用于|用作|投到|用在)(?:到|了)?[^，]{0,10}")
_CHANGED_ON = (
    r"(?:虽然?|却|仍|也|更|还|又|则|再|均|都|只|仅|但|而|已|略|微|大幅|小幅|同比|环比)+"
    r"(?:比[^，]{1,8}|较[^，]{1,8})?(?:@)(?:[了约近达超]|高达)*"
)
"""零售总额365.3亿元虽增长|5.2%: what stands behind the sum tells of its change."""
_CONFERS = re.compile(r"(?:授予|授|命名|认定|评定|确定)[^，]{0,40}$")
_HONOURED = re.compile(r"[^，。；的“《获]{0,6}(?:为|以)?[“《]?")
_WHOLE = re.compile(r"(?<![独市])占到?(?P<whole>[^占]*?)的?(?:比重|比例)?(?:达到|达|为|约|近|超过|超|了)*$")
_AGAINST = re.compile(
    r"(?P<verb>完成|恢复到|相当于|只有|仅有|不[到足]|[是为])(?P<whole>(?:[12]\d{3}年|上年|去年|前年|同期|年初|全[国省市区县]|年度|全年|计划|目标|预期)"
    r"[^，、]{0,8})的[约近]?$"
)
_TIMES = re.compile(r"(?P<verb>相当于|[是为])(?P<whole>[^，、]{2,14})的[约近]?$")
_RATIO = re.compile(r"(?:按照?|相当于)(?P<whole>[^，、]{2,10}?)的?$")
_HELD_AMONG = re.compile("[在居列]")
_WHOLE_OF = re.compile(r"(?:之[首冠]|[中里])$")
"""居全省14个设区市之首, 在全市12个县区中排第二."""
_SIZE_ALONE = re.compile("总量|规模|体量|分值|得分|总分|成绩|高分|总额|数量")
_GIVES = re.compile(
    r"(?:每(?P<each>[家人户个名项次])|各)?(?:可|将|就|再)?(?:给予|发放|予以|给|获得?|得到?|享受|拿到|兑现|领取|领到|申领|提供)了?(?:一次性)?(?:最高|不超过|可达|高达)?$"
)
_GIVEN = re.compile(
    r"的?(?:一次性|财政|配套|资金|现金)?(?P<what>(?:补助|补贴|奖励|资助|奖补|扶持|支持|奖金|进账|津贴)(?:资金|金|款)?)"
)
_ADVERBS = re.compile(r"^(?:均|都|也|全部|悉数|双双|先后|同时|已|共同|就(?!业|医|诊|读|近)|再|正在)+")
_TO_SOMEONE = re.compile(r"[对向为给在从由把将]")


def announced(slot: Slot, context: Context) -> Reading | None:
    """97.1%，这是东安茶叶去年的抽检合格率: a number that opens the story, and what it is behind it"""
    text = slot.sentence.text
    said = _THIS_IS.match(text, slot.number.end) if not slot.before and not slot.behind else None
    if said is None:
        return None
    inside = [m for m in context.mentions if said.start("what") <= m.start and m.end <= said.end()]
    whose = next((m for m in inside if m.type in ("District", "Organisation", "Product")), None)
    what = trimmed(text[whose.end if whose else said.start("what") : said.end()])
    rate = next((name for name in RATES if what.endswith(name)), "")
    base = what.removesuffix(rate).removesuffix("的")
    what = base + rate if rate and base else quantity(what) or what.rpartition("的")[2]
    when = qualifiers.timed("", said[0])
    return Reading(slot, what, what, "measured", of=whose, qualifiers=when) if what else None


def lasting(slot: Slot, context: Context) -> Reading | None:
    """连续三年获评优秀等次, 每两年评选一届"""
    noun, predicate = context.behind(slot)
    if re.search(r"连续第?$", slot.before):
        before = context.before(slot, slot.left + slot.before.rfind("连续"))
        done = noun + predicate or before or (context.last.base if context.last else "")
        return Reading(slot, "连续" + done.removeprefix("连续"), quantity(before) or done, "lasting")
    if slot.number.kind == "time" and _ARRIVING.match(slot.behind):
        return Reading(slot, re.sub("^[就即便能可]+", "", predicate or noun) + "用时", predicate, "lasting")
    if slot.number.kind == "time" and (recurs := RECURS.match(slot.behind)):
        act = recurs["act"] or recurs["one"]
        return Reading(slot, {"评": "评选", "届": "举办", "度": "举办"}.get(act, act) + "周期", act, "lasting")
    if slot.before.endswith("每") and slot.number.kind == "time":
        act = re.sub(r"一[届次].*$", "", noun + predicate) or "举办"
        return Reading(slot, act + "周期", act, "lasting")
    return None


def numbered(slot: Slot, context: Context) -> Reading | None:
    """第六次获评A级, 刚刚下线第5万辆整车: how many there are by now"""
    if not slot.before.endswith("第"):
        return None
    noun, predicate = context.behind(slot)
    if slot.number.unit in ("次", "回", "度"):
        act = _act(noun + predicate)
        return Reading(slot, act, act, "numbered") if act else None
    before = context.before(slot, slot.number.start - 1)
    done = noun or "".join(context.behind(slot))
    indicator = (verb_before(slot, context.words, before) + done) or before
    return Reading(slot, indicator, done or before, "numbered") if indicator else None


def shared(slot: Slot, context: Context) -> Reading | None:
    """占全省近四成, 占总收入的七成五, 全市占比55%"""
    match = _WHOLE.search(slot.before)
    if not match or slot.number.kind != "share" or match["whole"].startswith(("有", "地")):
        return None
    whole = re.sub(r"^[比到了其约]+|总量$|总数$", "", match["whole"])
    base = re.sub(r"[约也]+$|^[前后]者$", "", context.before(slot, slot.left + match.start()))
    if context.last and _ONE_OF_THEM.fullmatch(base) and not whole:
        return Reading(slot, f"占{context.last.base}比重", context.last.base, "shared")
    name = base or context.foremost(slot)
    foremost = not base and bool(name)
    name = name or (context.last.base if context.last else "")
    indicator = f"{name}占{whole}比重" if whole and not match[0].startswith("占比") else f"{name}占比"
    return Reading(slot, indicator, name, "shared", None if base or foremost else context.about(context.last))


def proportioned(slot: Slot, context: Context) -> Reading | None:
    """按投资额的15%补贴, 相当于租金30%的一次性奖补"""
    if slot.number.kind == "share" and (against := _measured_against(slot)):
        last = context.last
        base = context.before(slot, slot.left + against.start()) or context.topic(slot) or (last.base if last else "")
        said = against["verb"] if against["verb"] in ("完成", "恢复到") else "相当于"
        return changes.became(slot, base, said + against["whole"], "shared", context.about(last))
    put, spent = _PUT_IN.search(slot.before), _SPENT.match(slot.behind)
    if slot.number.kind == "share" and put and spent:
        return Reading(slot, f"{spent[0]}占{put['whole']}比重", spent[0], "shared")
    match = _RATIO.search(slot.before)
    given = re.sub("^(?:给予|予以|进行|享受|享有|获得|提供|发放)", "", "".join(context.behind(slot)))
    if not match or slot.number.kind != "share" or not given:
        return None
    return Reading(slot, f"{given}占{match['whole']}比例", given, "shared")


def _measured_against(slot: Slot) -> re.Match[str] | None:
    """为进口产品的三分之一, 恢复到2019年同期的118%"""
    times = _TIMES.search(slot.before) if slot.number.unit in ("", "倍") else None
    return _AGAINST.search(slot.before) or times


def conferred(slot: Slot, context: Context) -> Reading | None:
    """授予王某等40名同志“劳动模范”称号: the award that so many are given"""
    given = _CONFERS.search(slot.before) and slot.number.kind == "count"
    awards = (m for m in context.mentions if m.type == "Award" and slot.number.end <= m.start < slot.edge)
    award = next(awards, None) if given else None
    if award is None or not _HONOURED.fullmatch(slot.sentence.text, slot.number.end, award.start):
        return None
    name = award.text.strip("“”")
    return Reading(slot, name, name, "conferred")


_OPENING = 4
"""Characters by which a name is known again in a noun that was put together from words."""


def counted(slot: Slot, context: Context) -> Reading | None:
    """12家企业入选民企百强, 96.5%的事项实现“一网通办”, 组织18个执法单位"""
    before, kind = context.before(slot), slot.number.kind
    noun, predicate = context.behind(slot)
    if pattern(_CHANGED_ON, "growth", "decline").fullmatch(slot.behind):
        return None
    if slot.behind.startswith("的") and noun:
        if slot.number.unit in AREAS and not _SIZE.search(before):
            return Reading(slot, f"{noun.removesuffix('面积')}面积", noun, "counted")
        if kind in ("measure", "money", "share") and _BORNE.search(slot.before):
            return Reading(slot, noun, noun, "counted")
    sized = kind in ("measure", "money") or any(0 <= m.start - slot.number.end - 1 < 2 for m in context.mentions)
    if kind == "time" or (sized and slot.behind.startswith("的") and before):
        return None
    if _BORNE.search(slot.before) and pattern("@", "placed").match(slot.behind):
        return None
    if not noun and not predicate and slot.right == slot.number.end < slot.edge:
        noun, predicate = _next_noun(slot, context)
    noun = _of_named(changes.PLACED_ON.sub("", noun), slot, context)
    if _WHOLE_OF.search(noun) and _HELD_AMONG.search(slot.before):
        return Reading(slot, _WHOLE_OF.sub("", noun), noun, "counted")
    if any(s.left == slot.number.end and s.number.kind in ("money", "measure") for s in context.slots):
        noun = _counted_thing(noun)
    if _SIZE_ALONE.fullmatch(noun) and context.last and slot.before.endswith("以"):
        noun = context.last.base.removesuffix("总量") + noun
    if kind == "money" and (given := _granted(slot, context)):
        return Reading(slot, given, given, "counted")
    winners = pattern("(.{0,8}?)@", "win").match(slot.behind)
    if winners and slot.number.unit not in ("届", "次", "年"):
        noun = winners[1] or (
            "人数" if slot.number.unit in PEOPLE else context.thing(slot) or _award(slot, context) or "数"
        )
        said = winners[0].removeprefix(winners[1])
        return Reading(slot, (said if said.endswith("榜") else "获奖") + noun, noun, "counted")
    noun = noun or _unnamed(slot, context, before, predicate)
    if not noun:
        return None
    if slot.behind.startswith("之一"):
        return Reading(slot, noun, noun, "counted")
    predicate = _act(predicate or _shared_predicate(slot, context))
    if slot.number.unit in AREAS and not re.search(r"面积|[地田园林]$", noun):
        noun += "面积"
    return Reading(slot, (predicate or verb_before(slot, context.words, before)) + noun, noun, "counted")


def _of_named(noun: str, slot: Slot, context: Context) -> str:
    """10项措施的|“云岭模式”运行体系: what is counted, not the named thing that has so many."""
    thing, _, rest = noun.partition("的")
    opening = rest.strip("“”")[:_OPENING]
    behind = (m for m in context.mentions if slot.number.end < m.start < slot.edge)
    return thing if len(thing) > 1 and opening and any(m.text.strip("“”").startswith(opening) for m in behind) else noun


def _counted_thing(noun: str) -> str:
    """12个品牌的总价值达90亿元, 17个项目总投资203亿元: what is counted, not what the next number measures of it."""
    owner, _, rest = noun.partition("的")
    if rest and quantity(rest):
        return owner
    measure = pattern("(?:计划|年度|[总年])*(?:@)$", "measure").search(noun)
    return noun[: measure.start()] if measure and measure.start() > 1 else noun


def _granted(slot: Slot, context: Context) -> str:
    """每家给予20万元补助 → 每家补助, 重大平台可获50万元支持 → 重大平台支持: what money is given for"""
    gives, given = _GIVES.search(slot.before), _GIVEN.fullmatch(slot.behind)
    if not gives or not given:
        return ""
    whom = "每" + gives["each"] if gives["each"] else context.before(slot, slot.left + gives.start())
    return (whom + ("最高" if "最高" in gives[0] else "")).removeprefix("对") + given["what"]


def _next_noun(slot: Slot, context: Context) -> tuple[str, str]:
    """4艘8000TEU集装箱船: the noun that stands behind the next number."""
    following = next((s for s in context.slots if s.number.start == slot.right), None)
    return context.behind(following) if following else ("", "")


def _unnamed(slot: Slot, context: Context, before: str, predicate: str) -> str:
    """800余人参会 → 人数; 全市6个县…，其中4个进入试点 → 县: a noun for a number that only has a predicate."""
    if slot.behind.startswith("之一"):
        return _award(slot, context)
    if not predicate or slot.number.kind not in ("count", "") or _TO_SOMEONE.match(predicate):
        return ""
    if slot.number.unit in PEOPLE:
        return "人数"
    if before and before not in ("其中", "有"):
        return ""
    taken = context.last.base if context.last and context.last.rule == "counted" else ""
    return taken or ("" if before else "数")


def _award(slot: Slot, context: Context) -> str:
    """The award last named before the number."""
    awards = [m.text for m in context.mentions if m.type == "Award" and m.end <= slot.number.start]
    return awards[-1] if awards else ""


def _shared_predicate(slot: Slot, context: Context) -> str:
    """15户企业、60个产品获得认证: the predicate of the list's last member."""
    later = [s for s in context.slots if s.clause == slot.clause and s.number.start > slot.number.start]
    return context.behind(later[-1])[1] if later and re.search(r"[、和及与]$", slot.behind) else ""


def _act(predicate: str) -> str:
    """双双入选民企百强 → 入选民企百强, 榜上有名 → 获奖; nothing where the predicate only says what it is."""
    said = pattern("(?!.榜)@.*$", "win").sub("获奖", _ADVERBS.sub("", trimmed(predicate)))
    only_links = re.match(r"[为是系]|成为|中有", said) or pattern("@", "link").fullmatch(said)
    return "" if only_links else said


RULES: tuple[Callable[[Slot, Context], Reading | None], ...] = (
    announced,
    changes.from_to,
    lasting,
    numbered,
    changes.doubled,
    changes.exceeding,
    changes.grown,
    shared,
    proportioned,
    conferred,
    counted,
    measured,
)
