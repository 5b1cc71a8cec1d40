"""Slots → readings: what each number counts, and whether it is a sum, a growth, a share or a rank.

A reading's indicator is the noun phrase in the sentence's own words: what stands behind the number
(26家企业入选民企百强 → 入选民企百强企业), else what stands before it (专利拥有量达到9万件 →
专利拥有量), else what the figure before it was about (同比增长11% → …增长).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import triggers
from kg.figures.slots import Slot
from kg.lexicon import Token
from kg.model import Mention

_LEXICON = "figures"
_ABOUT_BEHIND = re.compile(r"^(?:以上|以下|以内|左右|上下|之多|及以上|多|余)+")
_AND = re.compile(r"[、和及与]")
_TAIL = re.compile(r"[的地得了着、和及与以在从由把将对向于]+$")
_HEAD = re.compile(r"^[的地得了着、和及与之]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one number says: indicator in the sentence's words, base the quantity without its change or
    share, at the number's place in the sentence (start of the printed figure, for a rank too)."""

    slot: Slot
    indicator: str
    base: str
    value: Decimal
    unit: str
    rule: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    about: Reading | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading rule may look at: the sentence's words and names and the readings so far."""

    words: Sequence[Token]
    mentions: Sequence[Mention]
    slots: Sequence[Slot]
    earlier: Sequence[Reading]


def _strip(phrase: str, pattern: str) -> str:
    return re.sub(pattern, "", phrase)


def _front(phrase: str) -> str:
    """累计投入奖励资金 → 投入奖励资金: without words that open a clause."""
    light = triggers.choice(_LEXICON, "light")
    opening = rf"^(?:{light}|[全本我该当]+[省市区县州国疆镇村地院港校]|[近今去前]?[\d一二三四五六七八九十]*年?来?|年来|的|比上年|较上年|同比)+"
    while (shorter := _strip(_HEAD.sub("", phrase), opening)) != phrase and len(shorter) > 1:
        phrase = shorter
    return phrase


def _back(phrase: str) -> str:
    """专利拥有量达到 → 专利拥有量: without words that join noun and number."""
    joining = rf"(?:{triggers.choice(_LEXICON, 'link', 'about')}|[了的在])+$"
    return _strip(_strip(phrase, joining), joining)


def _after_subject(slot: Slot, context: Context) -> int:
    """Where the clause's words begin behind names that open it (青岛市共获… → 共获…)."""
    start = slot.left
    for mention in context.mentions:
        if mention.start <= start + 1 < mention.end <= slot.number.start:
            start = mention.end
    return start


def _noun_before(slot: Slot, context: Context) -> str:
    """The phrase before the number that names what is counted."""
    start = _after_subject(slot, context)
    phrase = slot.sentence.text[start : slot.number.start]
    if slot.left != slot.clause:
        phrase = _HEAD.sub("", phrase)
    found = _front(_back(phrase))
    return _TAIL.sub("", found)


def _split_behind(slot: Slot, context: Context) -> tuple[str, str]:
    """What follows the number as (noun, predicate): (企业, 入选民企百强)."""
    behind = _ABOUT_BEHIND.sub("", slot.behind)
    offset = slot.right - len(behind)
    head = _HEAD.match(behind)
    offset += head.end() if head else 0
    if head and head[0] and head[0][0] in "、和及与":
        return "", ""
    inside = [w for w in context.words if offset <= w.start < slot.right]
    noun_end = slot.right
    for before, word in zip(inside, inside[1:], strict=False):
        verb = word.pos in ("v", "vd", "vi", "d", "p", "c") and word.word not in ("和", "及", "与", "、", "或")
        if verb and (before.pos[:1] in "nsljtvbai" or before.word in "”）") and not _inside_name(word, context):
            noun_end = word.start
            break
    if inside and inside[0].pos in ("v", "p", "d", "vd", "c") and not _inside_name(inside[0], context) and slot.number.kind != "":
        noun_end = inside[0].start
    text = slot.sentence.text
    noun = _TAIL.sub("", text[offset:noun_end])
    return noun, _TAIL.sub("", text[noun_end : slot.right])


def _inside_name(word: Token, context: Context) -> bool:
    return any(m.start <= word.start and word.end <= m.end for m in context.mentions)


def _last(context: Context) -> Reading | None:
    """The reading a growth, share or rank is about: the last plain one of the sentence."""
    plain = [r for r in context.earlier if r.rule in ("counted", "measured", "from_to", "listed")]
    return plain[-1] if plain else (context.earlier[-1] if context.earlier else None)


def grown(slot: Slot, context: Context) -> Reading | None:
    """同比增长11%, 窗口等待时间下降七成, 比上年提高4个百分点"""
    change = triggers.choice(_LEXICON, "growth", "decline")
    match = re.search(rf"({change})(?:[了约近达为超过逾到至]|分别|超过|幅度)*$", slot.before)
    if not match or (slot.number.kind not in ("share", "") and not re.search(r"比|较|连续", slot.before)):
        return None
    word = match[1]
    base = _noun_before(slot, context)
    base = re.split(rf"(?:同比|环比|比|较|年均|分别|与)?[^，]*?{re.escape(word)}", base)[0] if word in base else base
    base = _strip(base, r"(?:同比|环比|年均|累计|分别|[比较][上去前]?[年期].*|比.*|较.*|与.*)$")
    last = _last(context)
    about = last if not base else None
    if not base and last:
        base = last.base
    return Reading(slot, base + ("增长" if word in triggers.forms(_LEXICON, "growth") and word in ("增幅","增速","涨幅","增","猛增","上升","增加") else word),
                   base, slot.number.value, slot.number.unit, "grown", about=about)


def shared(slot: Slot, context: Context) -> Reading | None:
    """占全省近三成, 占其总收入的八成五, 全市占比64%"""
    match = re.search(r"占到?(?P<whole>[^占]*?)的?(?:比重|比例)?(?:达到|达|为|约|近|超过|超|了)*$", slot.before)
    if not match or slot.number.kind not in ("share",):
        return None
    whole = _strip(match["whole"], r"^[比到了其约]+|(?:总量|总数)$")
    before = replace(slot, number=replace(slot.number, start=slot.left + match.start()))
    base = _noun_before(before, context)
    last = _last(context)
    about = last if not base else None
    if not base and last:
        base = last.base
    name = base + "占比" if match[0].startswith("占比") else f"{base}占{whole}比重"
    return Reading(slot, name, base, slot.number.value, slot.number.unit, "shared", about=about)


def lasting(slot: Slot, context: Context) -> Reading | None:
    """连续五年获质量工作评议A级等次, 每两年评选一届"""
    if re.search(r"连续第?$", slot.before):
        noun, predicate = _split_behind(slot, context)
        phrase = noun + predicate or (_last(context).base if _last(context) else "")  # type: ignore[union-attr]
        subject = _strip(_noun_before(slot, context), r"已?连续第?$")
        done = phrase or subject
        return Reading(slot, "连续" + done, done, slot.number.value, slot.number.unit, "lasting")
    if re.search(r"每$", slot.before) and slot.number.kind == "time":
        noun, predicate = _split_behind(slot, context)
        act = _strip(noun + predicate, r"一[届次].*$") or "举办"
        return Reading(slot, act + "周期", act, slot.number.value, slot.number.unit, "lasting")
    return None


def from_to(slot: Slot, context: Context) -> Reading | None:
    """从32%提升至60%, 由2005年的不足5%提高到20%"""
    text = slot.sentence.text
    change = triggers.choice(_LEXICON, "link", "growth", "decline")
    if re.search(r"[从由][^，]*$", slot.before) and re.match(rf"(?:左右|以上)?[^，]{{0,2}}{change}", slot.behind) and slot.right < slot.edge:
        start = max(slot.left, slot.left + max(slot.before.rfind("从"), slot.before.rfind("由")))
        base = _noun_before(replace(slot, number=replace(slot.number, start=start)), context)
        last = _last(context)
        base = _strip(base, r"[也就]$") or (last.base if last else "")
        return Reading(slot, base, base, slot.number.value, slot.number.unit, "from_to")
    last_reading = context.earlier[-1] if context.earlier else None
    if last_reading and last_reading.rule == "from_to" and last_reading.slot.clause == slot.clause and text[slot.left : slot.number.start]:
        return Reading(slot, last_reading.base, last_reading.base, slot.number.value, slot.number.unit, "from_to")
    return None


def counted(slot: Slot, context: Context) -> Reading | None:
    """26家企业入选民企百强, 98.9%的审批事项实现“零跑腿”, 组织25个执法单位"""
    if slot.number.kind in ("time",):
        return None
    noun, predicate = _split_behind(slot, context)
    if not noun and not (predicate and slot.number.unit in ("人", "名", "户", "家", "件") and not _noun_before(slot, context)):
        return None
    if not predicate and slot.right < slot.edge:
        predicate = _shared_predicate(slot, context)
    noun = _strip(noun, r"^(?:的|多|余)")
    predicate = _strip(_front(predicate), r"^(?:均|都|也|全部|悉数|双双|先后|同时|已|共同|就)+")
    if re.match(r"[为是]|成为", predicate):
        predicate = ""
    if not noun:
        noun = "人数" if slot.number.unit in ("人", "名") else "数"
    if not predicate:
        verb = _verb_before(slot, context)
        return Reading(slot, verb + noun, noun, slot.number.value, slot.number.unit, "counted")
    return Reading(slot, predicate + noun, noun, slot.number.value, slot.number.unit, "counted")


def _shared_predicate(slot: Slot, context: Context) -> str:
    """12户企业、80个产品获得认证: the predicate of the list's last member."""
    later = [s for s in context.slots if s.clause == slot.clause and s.number.start > slot.number.start]
    if not later or not re.search(r"[、和及与]$", slot.behind):
        return ""
    return _split_behind(later[-1], context)[1]


def _verb_before(slot: Slot, context: Context) -> str:
    """The short verb that governs a counted noun: 汇集40万家企业 → 汇集."""
    phrase = _noun_before(slot, context)
    if slot.left != slot.clause:
        return ""
    inside = [w for w in context.words if slot.left <= w.start < slot.number.start]
    verbs = [w for w in inside if w.pos.startswith("v") and w.word in phrase]
    if not verbs:
        return phrase if len(phrase) <= 4 else ""
    tail = phrase[phrase.rfind(verbs[-1].word) :]
    return tail if len(tail) <= 6 else ""


def measured(slot: Slot, context: Context) -> Reading | None:
    """专利拥有量达到9万件, 总投资238.5亿元, 续建30项"""
    base = _noun_before(slot, context)
    base = _strip(base, r"(?:各|分别)$")
    last = _last(context)
    if not base and last:
        base = last.base
    if not base:
        noun, predicate = _split_behind(slot, context)
        base = noun + predicate
    if not base:
        return None
    return Reading(slot, base, base, slot.number.value, slot.number.unit, "measured")


def _items(phrase: str) -> list[str]:
    return [p for p in _AND.split(phrase) if p]


def listed(slots: Sequence[Slot], context: Context) -> tuple[Reading, ...]:
    """食品、工业产品、药品合格率分别达到98％、99％和100％"""
    first = slots[0]
    match = re.search(r"分别|各为", first.before)
    if not match or len(slots) < 2:
        return ()
    about: Sequence[Reading | None] = [None] * len(slots)
    subject = replace(first, number=replace(first.number, start=first.left + match.start()))
    items = _items(_noun_before(subject, context))
    verb = _back(first.before[match.end() :])
    change = re.search(triggers.choice(_LEXICON, "growth", "decline"), first.before)
    share = re.search(r"占到?([^的]*)", first.before[match.end() :])
    if len(items) >= len(slots):
        items = items[-len(slots) :]
        items = _shared_head(items)
    else:
        plain = [r for r in context.earlier if r.rule in ("counted", "measured")]
        if len(plain) < len(slots):
            return ()
        about = plain[-len(slots) :]
        items = [r.base for r in about]
    found = []
    for slot, item, of in zip(slots, items, about, strict=True):
        indicator = f"{item}占{share[1]}比重" if share else item + ("增长" if change else verb if len(verb) < 5 else "")
        found.append(Reading(slot, indicator, item, slot.number.value, slot.number.unit, "listed", about=of))
    return tuple(found)


def _shared_head(items: list[str]) -> list[str]:
    """食品, 工业产品, 药品合格率 → 食品合格率, 工业产品合格率, 药品合格率"""
    last = items[-1]
    head = next((m[0] for m in [re.search(r"(?:.{2}率|储量|产量|产值|收入|总额|面积|规模|增加值|金额|占比|数量|.量)$", last)] if m), "")
    if not head or head == last:
        return items
    if any(re.search(r"(?:率|量|值|收入|额|面积|规模|投资)$", item) for item in items[:-1]):
        return items
    return [item + head for item in items[:-1]] + [last]


_RANK = re.compile(
    r"(?P<verb>稳居|位居|高居|跃居|位列|名列|排名|排在|跻身|居于|位于|居|列|在|为|排)?"
    r"(?P<scope>[^，居列在]{0,12}?)"
    r"(?:第(?P<rank>[一二三四五六七八九十\d]+)[位名]?|(?P<first>首位|榜首|首位|之首))(?![届次批季个期节大条年])"
)

RULES = (from_to, grown, shared, lasting, counted, measured)


def find(slots: Sequence[Slot], words: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Reading, ...]:
    """One reading for each number of a sentence that says something of it."""
    found: list[Reading] = []
    at = 0
    while at < len(slots):
        slot = slots[at]
        context = Context(words, mentions, slots, tuple(found))
        group = [s for s in slots[at:] if s.clause == slot.clause]
        together = listed(group, context)
        if together:
            found += together
            at += len(group)
            continue
        reading = next((r for r in (rule(slot, context) for rule in RULES) if r), None)
        if reading:
            found.append(reading)
        at += 1
    return tuple(found)
