"""Slots → readings: what each number counts, and whether it is a sum, a growth, a share or a length of time.

A reading's indicator is the noun phrase in the sentence's own words: what stands behind the number
(26家企业入选民企百强 → 入选民企百强企业), else what stands before it (专利拥有量达到9万件 →
专利拥有量), else what the figure before it was about (同比增长11% → …增长).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg import lexicon, values
from kg.figures import ranks
from kg.figures.lexemes import pattern
from kg.figures.phrases import noun_behind, noun_before, trimmed, verb_before
from kg.figures.slots import Slot, clauses
from kg.lexicon import Token
from kg.model import Mention, Qualifiers, Sentence

_AND = re.compile(r"[、和及与]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one number says: indicator in the sentence's words; base, the quantity without its change or
    share; about, the earlier reading whose quantity it takes up."""

    slot: Slot
    indicator: str
    base: str
    rule: str
    about: Reading | None = None
    qualifiers: Qualifiers = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading rule may look at: the sentence's words and names, its numbers, and the readings so far."""

    words: Sequence[Token]
    mentions: Sequence[Mention]
    slots: Sequence[Slot]
    earlier: Sequence[Reading]

    @property
    def last(self) -> Reading | None:
        """The reading that a growth or share is about: the last sum of the sentence, else its last reading."""
        sums = [r for r in self.earlier if r.rule in ("counted", "measured", "from_to")]
        return sums[-1] if sums else (self.earlier[-1] if self.earlier else None)

    def taken_up(self, slot: Slot) -> str:
        """What a number without words of its own takes up: the last quantity of its unit, else the last one."""
        if self.earlier and self.earlier[-1].slot.number.end == slot.left and not slot.before.strip("、和及与"):
            return self.earlier[-1].base
        same = [r for r in self.earlier if r.slot.number.unit == slot.number.unit and r.rule in ("counted", "measured")]
        return same[-1].base if same else (self.last.base if self.last else "")

    def thing(self, slot: Slot) -> str:
        """What the sentence's last number of this unit counted, without its verb: 安排民生实事20件，已完成18件."""
        same = [r for r in self.earlier if r.slot.number.unit == slot.number.unit]
        words = lexicon.tokens(same[-1].base) if same else ()
        start = next((w.start for w in words if not w.pos.startswith("v")), 0) if words else 0
        return same[-1].base[start:] if same else ""

    def kind(self, slot: Slot) -> str:
        """What the sentence's last number with the same unit counted: 非遗项目96项，其中国家级3项."""
        same = [r.base for r in self.earlier if r.slot.number.unit == slot.number.unit]
        return re.sub(r"^(?:各级|各类|.{1,3}级以上|.{1,2}级)", "", same[-1]) if same else ""

    def before(self, slot: Slot, end: int | None = None) -> str:
        """The noun phrase before the number, or before `end`."""
        return noun_before(slot, self.mentions, slot.number.start if end is None else end)

    def behind(self, slot: Slot) -> tuple[str, str]:
        """(noun, predicate) behind the number."""
        return noun_behind(slot, self.words, self.mentions)


def lasting(slot: Slot, context: Context) -> Reading | None:
    """连续五年获评A级等次, 每两年评选一届"""
    noun, predicate = context.behind(slot)
    if re.search(r"连续第?$", slot.before):
        before = context.before(slot, slot.left + slot.before.rfind("连续"))
        done = noun + predicate or (context.last.base if context.last and not before else before)
        return Reading(slot, "连续" + done if not done.startswith("连续") else done, done, "lasting")
    if slot.before.endswith("每") and slot.number.kind == "time":
        act = re.sub(r"一[届次].*$", "", noun + predicate) or "举办"
        return Reading(slot, act + "周期", act, "lasting")
    return None


def from_to(slot: Slot, context: Context) -> Reading | None:
    """从32%提升至60%, 由2005年的不足5%提高到20%"""
    last = context.earlier[-1] if context.earlier else None
    if last and last.rule == "from_to" and last.slot.clause == slot.clause and last.slot.number.end == slot.left:
        return Reading(slot, last.base, last.base, "from_to", last.about)
    start = re.search(r"[从由自](?=[^从由自，]*$)", slot.before)
    if not start or slot.right >= slot.edge or not pattern("(?:左右|以上)?[^，]{0,2}@", "link", "growth", "decline").match(slot.behind):
        return None
    base = re.sub(r"[也就已则]+$", "", context.before(slot, slot.left + start.start()))
    if base:
        return Reading(slot, base, base, "from_to")
    head = context.slots[0].sentence.text[: slot.clause].rstrip("，,")
    base = re.split(r"[，。；：]", head)[-1] if head else ""
    return Reading(slot, trimmed(base), trimmed(base), "from_to") if base else None


def grown(slot: Slot, context: Context) -> Reading | None:
    """同比增长11%, 窗口等待时间下降七成, 比上年提高4个百分点"""
    match = pattern("(@)(?:[了约近达为超过逾]|分别|幅度)*$", "growth", "decline").search(slot.before)
    if not match or (slot.number.kind != "share" and not re.search(r"比|较|连续|下降|减少", slot.before)):
        return None
    compared = re.search(r"同比|环比|年均|平均每年|(?:比|较|与)[^，]*$", slot.before[: match.start()])
    base = context.before(slot, slot.left + (compared.start() if compared else match.start()))
    base = re.sub(r"(?:累计|有望|预计|更是?|年均|近?\d*年|每年)+$", "", base)
    compared_with = _compared(slot, compared)
    name = base or (context.last.base if context.last else "排名" if slot.number.unit in ("位", "名") else "")
    if not name:
        return None
    said = "增长" if pattern("@", "growth").fullmatch(match[1]) and match[1] not in KEPT else match[1]
    return Reading(slot, name + compared_with + said, name, "grown", None if base else context.last)


def exceeding(slot: Slot, context: Context) -> Reading | None:
    """高于全省平均水平0.8个百分点, 增速比全国高3.2个百分点"""
    match = re.search(r"(?:(?P<than>高于|低于|快于|慢于|优于|领先)|比)(?P<whole>全[国省市区州县][^，]{0,6}?)(?P<rise>[高低快慢多少]出?)?$", slot.before)
    if not match or slot.number.unit not in ("百分点", "%") or not (match["than"] or match["rise"]):
        return None
    base = context.before(slot, slot.left + match.start())
    name = base if len(base) > 2 or not context.last else context.last.base + base
    said = match["than"] or {"低": "低于", "慢": "慢于", "少": "低于", "快": "快于"}.get((match["rise"] or "")[:1], "高于")
    return Reading(slot, f"{name}{said}{match['whole']}", name, "grown", None if base else context.last) if name else None


AREAS = ("亩", "公顷", "平方米", "平方公里", "平方千米")
KEPT = ("改善", "好转", "提高", "提升", "高出", "前移", "前进", "扩大", "跃升")
"""Changes whose own word says more than 增长."""


def _compared(slot: Slot, compared: re.Match[str] | None) -> str:
    """与1975年相比, 比2018年: what a rise is measured against, where it is not the year before."""
    if not compared or not re.search(r"\d{4}年|全[国省市区]", compared[0]):
        return ""
    return re.sub(r"[末的]*$", "", pattern("@", "growth", "decline").split(compared[0])[0])


def shared(slot: Slot, context: Context) -> Reading | None:
    """占全省近三成, 占其总收入的八成五, 全市占比64%"""
    match = re.search(r"(?<![独市])占到?(?P<whole>[^占]*?)的?(?:比重|比例)?(?:达到|达|为|约|近|超过|超|了)*$", slot.before)
    if not match or slot.number.kind != "share" or re.match(r"[有地]", match["whole"]):
        return None
    whole = re.sub(r"^[比到了其约]+|总量$|总数$", "", match["whole"])
    base = re.sub(r"[约也]+$", "", context.before(slot, slot.left + match.start()))
    if base in ("后者", "前者"):
        base = ""
    name = base or (context.last.base if context.last else "")
    indicator = name + "占比" if match[0].startswith("占比") else f"{name}占{whole}比重"
    return Reading(slot, indicator, name, "shared", None if base else context.last)


def counted(slot: Slot, context: Context) -> Reading | None:
    """26家企业入选民企百强, 98.9%的审批事项实现“零跑腿”, 组织25个执法单位"""
    if slot.number.kind == "time":
        return None
    noun, predicate = context.behind(slot)
    before = context.before(slot)
    people = slot.number.unit in ("人", "名", "位", "人次")
    described = slot.number.kind in ("measure", "money") and slot.behind.startswith("的") and before
    if described:
        return None
    if not noun and not predicate and slot.right < slot.edge and slot.right == slot.number.end:
        noun, predicate = _next_noun(slot, context)
    to_someone = re.match(r"[对向为给在从由把将]", predicate)
    if not noun and predicate and not to_someone and slot.number.kind in ("count", "") and (people or not before or before in ("其中", "有")):
        noun = "人数" if people else (context.last.base if context.last and context.last.rule == "counted" else "")
        noun = noun or ("数" if not before else "")
    if not noun:
        return None
    if not predicate and slot.right < slot.edge:
        predicate = _shared_predicate(slot, context)
    predicate = re.sub(r"^(?:均|都|也|全部|悉数|双双|先后|同时|已|共同|就(?!业|医|诊|读|近)|再|正在)+", "", trimmed(predicate))
    predicate = pattern("@.*$", "win").sub("获奖", predicate)
    winner = pattern("(.+?)@", "win").fullmatch(noun)
    noun, predicate = (winner[1], "获奖") if winner else (noun, predicate)
    if re.match(r"[为是系]|成为|中有", predicate):
        predicate = ""
    if slot.number.unit in AREAS and not re.search(r"面积|[地田园林]$", noun):
        noun += "面积"
    verb = "" if predicate else verb_before(slot, context.words, before)
    return Reading(slot, (predicate or verb) + noun, noun, "counted")


def _next_noun(slot: Slot, context: Context) -> tuple[str, str]:
    """6艘2500TEU集装箱船: the noun that stands behind the next number."""
    following = next((s for s in context.slots if s.number.start == slot.right), None)
    return context.behind(following) if following else ("", "")


def _shared_predicate(slot: Slot, context: Context) -> str:
    """12户企业、80个产品获得认证: the predicate of the list's last member."""
    later = [s for s in context.slots if s.clause == slot.clause and s.number.start > slot.number.start]
    return context.behind(later[-1])[1] if later and re.search(r"[、和及与]$", slot.behind) else ""


def measured(slot: Slot, context: Context) -> Reading | None:
    """专利拥有量达到9万件, 总投资238.5亿元, 续建30项"""
    base = re.sub(r"(?:各|分别)$", "", context.before(slot))
    if base.endswith("为期") or (not base and slot.before.startswith("为期")):
        return Reading(slot, "持续时间", "持续时间", "measured")
    if base in ("上限", "封顶", "最高"):
        given = re.findall(r"补贴|奖补|补助|奖励|资助|支持", slot.sentence.text[: slot.clause])
        return Reading(slot, "最高" + (given[-1] if given else "金额"), base, "measured")
    if not base and (thing := _thing(slot, context)):
        return Reading(slot, thing, thing, "measured")
    if not base or base in ("比", "与", "较", "其中") or re.match(r"这.个(?:数字|指标|数据)", base):
        noun, predicate = context.behind(slot)
        base = context.taken_up(slot) or noun + predicate
        return Reading(slot, base, base, "measured") if base else None
    if base in ("总数", "总量", "数量") and context.last:
        base = context.last.base + base
    if base in ("完成", "实现", "办结", "审结", "结案", "整改", "建成", "开工", "竣工", "投产", "落地"):
        base += context.thing(slot)
    if re.search(r"级$", base) and len(base) <= 4 and (kind := context.kind(slot)):
        base += kind
    return Reading(slot, base, base, "measured")


def _thing(slot: Slot, context: Context) -> str:
    """“疆煤外运”突破5000万吨: the programme or product that itself is measured"""
    head = next((m for m in context.mentions if slot.left <= m.start and m.end <= slot.number.start), None)
    return head.text.strip("“”") if head and head.type in ("Program", "Product") else ""


def proportioned(slot: Slot, context: Context) -> Reading | None:
    """按投资额的20%补贴, 相当于收购金额10%的一次性奖补"""
    match = re.search(r"(?:按照?|相当于)(?P<whole>[^，、]{2,10}?)的?$", slot.before)
    noun, predicate = context.behind(slot)
    if not match or slot.number.kind != "share" or not noun + predicate:
        return None
    return Reading(slot, f"{noun + predicate}占{match['whole']}比例", noun + predicate, "shared")


Rule = Callable[[Slot, Context], "Reading | None"]
RULES: tuple[Rule, ...] = (from_to, lasting, exceeding, grown, shared, proportioned, counted, measured)


def listed(slots: Sequence[Slot], context: Context) -> tuple[Reading, ...]:
    """食品、工业产品、药品合格率分别达到98％、99％和100％: each number its own member of the list"""
    first = slots[0]
    match = re.search(r"分别", first.before)
    if not match or len(slots) < 2 or any(_apart(a, b) for a, b in zip(slots, slots[1:], strict=False)):
        return ()
    about: Sequence[Reading | None] = [None] * len(slots)
    named = [p for p in _AND.split(context.before(first, first.left + match.start())) if p]
    said = first.before[match.end() :]
    if len(named) >= len(slots):
        names = _shared_head(named[-len(slots) :])
    else:
        sums = [r for r in context.earlier if r.rule in ("counted", "measured")]
        if len(sums) < len(slots):
            return ()
        about = sums[-len(slots) :]
        names = [r.base for r in sums[-len(slots) :]]
        if len(named) == 1 and re.search(r"总|累计", named[0]):
            names = [re.sub(r"^新[增建]", "", name) + named[0] for name in names]
    verb = _list_verb(said, named, first)
    return tuple(
        Reading(slot, name + verb, name, "listed", of) for slot, name, of in zip(slots, names, about, strict=True)
    )


def _apart(one: Slot, other: Slot) -> bool:
    """Whether two numbers of a list have words of their own between them."""
    return other.clause != one.clause or not _AND.fullmatch(other.before)


def _list_verb(said: str, named: Sequence[str], first: Slot) -> str:
    """What 分别 says of each member: 增长, 占…比重, or nothing where it only links."""
    share = re.match(r"占到?([^的]*)", said)
    if share:
        return f"占{share[1]}比重"
    change = pattern("@", "growth", "decline").search(said + ("" if named else first.before))
    return change[0].replace("增幅", "增长").replace("增速", "增长") if change else trimmed(said)[:6] if named else "增长"


def _shared_head(items: Sequence[str]) -> list[str]:
    """食品, 工业产品, 药品合格率 → 食品合格率, 工业产品合格率, 药品合格率"""
    head = pattern("(?:.{2}率|@)$", "measure").search(items[-1])
    if not head or head[0] == items[-1] or any(pattern("(?:率|@)$", "measure").search(item) for item in items[:-1]):
        return list(items)
    return [item + head[0] for item in items[:-1]] + [items[-1]]


def each(slot: Slot, context: Context) -> tuple[Reading, ...]:
    """二等奖和三等奖各16件, 获一、二、三等奖各1项, 正奖和提名奖每届均不超过5家: one number for each member"""
    match = re.search(r"(?:各|每届|均|都|分别)+(?:为|有|不超过|达到?|突?破|超过?|近|约)*$", slot.before)
    if not match or not re.search(r"各|均|都", match[0]):
        return ()
    before = slot.before[: match.start()]
    short = re.search(r"((?:[一二三四五]、?)+)(?:等奖|级)$", before)
    if short and len(short[1]) > 1:
        names = [c + before[short.end(1) :] for c in re.findall(r"[一二三四五]", short[1])]
    else:
        names = [trimmed(p) for p in _AND.split(before)[-3:] if p]
    if len(names) < 2 or any(len(n) > 8 for n in names):
        return ()
    lead = "每届" if "每届" in match[0] else ""
    return tuple(Reading(slot, lead + name, name, "each") for name in names)


def ranked(sentence: Sentence, found: Sequence[Reading], mentions: Sequence[Mention]) -> list[Reading]:
    """…，居全省首位 qualifies the figures before it; 经济总量排在全疆第二 is a figure of its own"""
    readings = list(found)
    for rank in ranks.find(sentence, mentions):
        before = [k for k, r in enumerate(readings) if r.slot.number.start < rank.start]
        last = readings[before[-1]] if before else None
        growth = last is not None and last.rule == "grown"
        if rank.noun and not (ranks.rate(rank.noun) and growth):
            about = last if ranks.rate(rank.noun) else None
            noun = (about.base if about else "") + rank.noun
            reading = Reading(_rank_slot(sentence, rank), noun + "排名", noun, "ranked", about, _scope(rank))
            readings.insert(before[-1] + 1 if before else 0, reading)
            continue
        for k in before[-max(rank.members, 1) :]:
            place = (("rank", str(rank.value)), *_scope(rank))
            readings[k] = replace(readings[k], qualifiers=tuple(sorted({**dict(readings[k].qualifiers), **dict(place)}.items())))
    return readings


def _scope(rank: ranks.Rank) -> Qualifiers:
    return (("rankScope", rank.scope),) if rank.scope else ()


def _rank_slot(sentence: Sentence, rank: ranks.Rank) -> Slot:
    """A rank as a number in its place."""
    printed = sentence.text[rank.start : rank.end]
    number = values.Number(rank.start, rank.end, rank.value, "位", "rank", False, printed)
    start, end = next((s, e) for s, e in clauses(sentence.text) if s <= rank.start < e)
    return Slot(sentence, number, start, end, start, end)


def find(
    sentence: Sentence, slots: Sequence[Slot], words: Sequence[Token], mentions: Sequence[Mention]
) -> tuple[Reading, ...]:
    """What each number and rank of a sentence says; a number that nothing can be said of is left out."""
    found: list[Reading] = []
    at = 0
    while at < len(slots):
        context = Context(words, mentions, slots, tuple(found))
        group = [s for s in slots[at:] if s.clause == slots[at].clause]
        together = listed(group, context)
        many = each(slots[at], context) if not together else ()
        one = next((r for r in (rule(slots[at], context) for rule in RULES) if r), None)
        found += together or many or ((one,) if one else ())
        at += len(group) if together else 1
    return tuple(ranked(sentence, found, mentions))
