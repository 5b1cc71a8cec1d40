"""The rule for a number with its quantity before it: 专利拥有量达到2万件, 总投资86亿元; and for one without words."""

from __future__ import annotations

import re

from kg.figures.lexemes import pattern
from kg.figures.phrases import trimmed
from kg.figures.readings import GRADE, LEAGUE, Context, Reading
from kg.figures.slots import Slot

AREAS = ("亩", "公顷", "平方米", "平方公里", "平方千米")
PEOPLE = ("人", "名", "位", "人次")
_GROWN_ON = re.compile(
    r"^(?!.*(?:面积|占地|[地田林园]$)).*(?:[种栽]植|播种|栽培|养殖|建设|造林|绿化|发展|流转|改造|修复)"
)
_THAT_NUMBER = re.compile(r"[这该那].{0,2}(?:数字|指标|数据|数值|比例|占比|比重)|^(?:数字|数据|数值)$")
_NO_QUANTITY = ("比", "与", "较", "其中", "计", "共计", "总计", "合计", "首批", "同批", "第一批")
_JUDGED = re.compile(r"[^，。、的\d]{0,8}?(?:满意度|考核|测评|评价|评估|考评|竞赛|大赛|比赛)")
_TESTED = re.compile("在?(.{2,20}?)(?:中|里|上|总)?得了?")
"""在城市满意度测评中得|83.1分."""
_LEFT = re.compile("剩下?了?[约近]?$")
_STANDS = re.compile(
    r"(?:停|站|定格|锁定|录得|报|收报|收|完成|实现|跃|冲|交出|具体说|具体来说|准确地?说|一年|全年)[在到上]?(?:是|为|了)?"
)
_BY = re.compile("[以凭][约近超逾]?$")
_STOCK = re.compile("(.{2,})(总量|总数|总额|总计|存量|保有量|拥有量)")
"""发明专利授权555件，授权|总量为7471件: all there are of what was counted before."""
_NEXT_STEP = re.compile("(?:注册|授权|核准|登记|获批|立项)(?:量|数)?")
_ASKED_FOR = re.compile("(.{2,}?)(?:申请|申报|受理)(?:总?量|数)?")
"""商标申请3465件，|注册2528件: what became of what was asked for."""
_SHORT = 3
"""Characters of a verb that has no object before a number: 建了362处."""
_FIRST_LOT = ("首批", "同批", "第一批")
_SOLD = re.compile(
    r"(?:[去今当每全近一两三头首]年|头一年|.{0,3}月|上半年|下半年|[一每]天|日均|一场|单场)?[已便就能可]{0,2}(?:卖|售)[出掉到]?了?"
)
_AIMED = re.compile(r"^(?:确保|力争|争取|预计|有望|(?:计划|打算)(?!总?投资)|目标是|目标为|含|包括|包含)(?=.{2})")
SOLD = ("卖", "卖出", "售出", "销售")
_NEXT_TO = re.compile(r".{0,4}(?:仅次于|不及|多于|少于|领先于|落后于).{1,10}")
"""数量仅次于丁省的25席: what another one has of the same."""
_PART = r"(?:[本当]地|[本该][省市县区州]|.{0,8}一[家地县区市镇村校城企省国院]|.{0,2}中)?[便就仅只也已先后]*(?:@|有)?了?"
_LONE_ACT = re.compile(
    r"(?:上年|去年|今年|当年|每年|首届|头一届)?(?:打算|计划)?[再又还只共拟]*"
    r"(?:[做办招录添建设育派]|培育|招收|录取|招录|引进|新添|增添|增设|引育|评选|选出|评出|带出|推出|发出|开办|举办|认定)了?"
)
_SEATS = re.compile(r"席|品牌|企业|项目|奖|强|榜|委员|代表")
_PARTS = ("章", "节", "条", "款")
_WRITTEN = re.compile(
    r"全文|正文|部分|文件|草案|新规|文本|通知|分|[这该]?[部份个]?(?:法规|条例|办法|措施|方案|规定|政策|新政|规划|细则|指南)|.{0,4}方面|章数"
)
_RATED = re.compile(r"(?:的)?(?:全?覆盖|达标|合格|普及|办结|兑现|到位|通达|回收|利用|入学|参保|持证|签约|投保|自给)")
DONE = (
    "完成",
    "实现",
    "办结",
    "审结",
    "结案",
    "整改",
    "建成",
    "开工",
    "竣工",
    "投产",
    "落地",
    "新增",
    "新建",
    "新开",
    "新设",
    "净增",
)
"""Verbs that, alone before a number, say what became of what was counted before."""
_GIVEN = re.compile(r"补贴|奖补|补助|奖励|资助|支持")


def measured(slot: Slot, context: Context) -> Reading | None:
    """专利拥有量达到2万件, 总投资86亿元, 续建25项"""
    own = _own(slot, context)
    base = _of_unit(slot, own, context) or _of_nothing(slot, own, context) or _completed(slot, own, context)
    return Reading(slot, base, base, "measured") if base else None


def _of_unit(slot: Slot, base: str, context: Context) -> str:
    """What the unit or the words behind say is meant: 共5章22条 → 章数, 23席 → …席位, 实现100%覆盖 → 覆盖率."""
    if slot.number.kind == "share" and (rated := _RATED.match(slot.behind)):
        what = re.sub(r"(?:已经?|全部|均|都|将)*(?:实现|达到|做到)?了?$", "", base)
        return f"{what}{rated[0].removeprefix('的')}率"
    if slot.number.unit == "席" and not _SEATS.search(base):
        said = (m for m in context.mentions if m.type in ("Award", "Document") and m.end <= slot.number.start)
        awards = [m.name for m in said if LEAGUE.search(m.name)]
        return f"{awards[-1] if awards else context.league}席位"
    if slot.number.unit in _PARTS and (not base or _WRITTEN.fullmatch(base)):
        return f"{slot.number.unit}数"
    if slot.number.unit == "分" and (tested := _TESTED.fullmatch(base)):
        return f"{tested[1]}得分"
    if slot.number.unit == "分" and (base in ("", "以") or _BY.search(slot.before)):
        judged = _JUDGED.findall(slot.sentence.text, 0, slot.clause)
        return f"{judged[-1] if judged else ''}得分"
    return "持续时间" if base.endswith("为期") or (not base and slot.before.startswith("为期")) else ""


def _of_nothing(slot: Slot, base: str, context: Context) -> str:
    """What a number takes up that has no words of its own, or none that name a quantity; "" where it has some."""
    if context.earlier and _LEFT.search(slot.before):
        return context.earlier[-1].base
    if not base and (told := context.tabled(slot) or _measured_thing(slot, context)):
        return told
    if base in _FIRST_LOT and (award := _award(slot, context)):
        return base + award
    if len(base) <= _SHORT and (like := context.likened(slot)):
        return like
    if _BY.search(slot.before) and (not base or _owns(base, context)) and (told := context.told_quantity(slot)):
        return told
    if not base or base in _NO_QUANTITY or _THAT_NUMBER.search(base):
        return context.taken_up(slot) or _said_behind(slot, context)
    if base in ("上限", "封顶", "最高"):
        given = _GIVEN.findall(slot.sentence.text, 0, slot.clause)
        return f"最高{given[-1] if given else '金额'}"
    return ""


def _completed(slot: Slot, base: str, context: Context) -> str:
    """The words before a number with what they leave out: 卖出 → 销售额, 目标 → …目标, 已完成 → 完成…"""
    if base in SOLD and slot.number.kind == "money":
        return "销售额"
    if _SOLD.fullmatch(base):
        return "销售额" if slot.number.kind == "money" else "销量"
    if _STANDS.fullmatch(base) and (told := context.topic(slot) or context.told_quantity(slot)):
        return told
    if context.last and pattern("@", "amount").fullmatch(base):
        return context.last.base + base
    if context.last and (stock := _STOCK.fullmatch(base)) and context.last.base.endswith(stock[1]):
        return context.last.base + stock[2]
    if context.last and _NEXT_STEP.fullmatch(base) and (asked := _ASKED_FOR.fullmatch(context.last.base)):
        return asked[1] + base
    if slot.number.unit in AREAS and _GROWN_ON.search(base):
        return base + "面积"
    if re.sub("^[日月年周季]均|^每[日月年天周]", "", base) in DONE:
        return base + context.thing(slot)
    if base.endswith("级") and (len(base) <= 4 or GRADE.fullmatch(base)):
        return context.graded(slot, base)
    if _LONE_ACT.fullmatch(base) and slot.number.kind == "count":
        recruits = re.search("[招录]", base) and slot.number.unit in PEOPLE
        return "招生" if recruits else base + context.thing(slot)
    return base


def _said_behind(slot: Slot, context: Context) -> str:
    """The words behind the number, unless they only give it a place (以1312亿元居首)."""
    return "" if pattern("@", "placed").match(slot.behind) else "".join(context.behind(slot))


def _own(slot: Slot, context: Context) -> str:
    """The number's own words before it, without those that only say whose part it is (乙市独占4家, 一县就有4个)."""
    base = re.sub(r"(?:各|分别)$", "", context.before(slot))
    base = trimmed(base[aim.end() :]) if (aim := _AIMED.match(base)) else base
    if not base and context.earlier and context.earlier[-1].rule == "lasting":
        lasting_, at = context.earlier[-1].slot, context.earlier[-1].slot.before.rfind("连续")
        if lasting_.clause == slot.clause and at > 0:
            return context.before(lasting_, lasting_.left + at)
    if slot.number.kind == "share":
        base = re.sub(r"(?<=.[例率])(?:[为是约].*)$", "", base)
    if context.earlier and context.earlier[-1].rule == "counted" and context.earlier[-1].slot.number.end == slot.left:
        base = re.sub(f"^{re.escape(context.earlier[-1].base)}(?=.{{2}})", "", base)
    return "" if pattern(_PART, "takes").fullmatch(base) or _NEXT_TO.fullmatch(base) else base


def _owns(base: str, context: Context) -> bool:
    """Whether words before a number are but a name: 临江苹果|以27亿元排第63位."""
    return any(base.strip("“”") == m.text.strip("“”") for m in context.mentions)


def _award(slot: Slot, context: Context) -> str:
    """The award that the sentence named last before the number: …挂上“放心消费单位”牌匾，首批一共46家"""
    awards = [m.name for m in context.mentions if m.type == "Award" and m.end <= slot.number.start]
    return awards[-1] if awards and slot.number.kind == "count" else ""


def _measured_thing(slot: Slot, context: Context) -> str:
    """“西煤东运”突破800万吨: the programme or product that itself is measured."""
    head = next((m for m in context.mentions if slot.left <= m.start and m.end <= slot.number.start), None)
    if head is None or head.type not in ("Program", "Product"):
        return ""
    said = context.told_quantity(slot) if slot.number.kind == "money" else ""
    return said or head.text.strip("“”")
