"""Slots → readings: what each number counts.

A reading's indicator is the noun phrase in the sentence's own words: what stands behind the number
(12家企业入选民企百强 → 入选民企百强企业), else what stands before it (专利拥有量达到2万件 →
专利拥有量), else what the figure before it was about (同比增长11% → …增长).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg import lexicon
from kg.figures.lexemes import pattern
from kg.figures.phrases import members, noun_before, noun_behind, quantity, trimmed
from kg.figures.slots import Slot, clauses
from kg.lexicon import Token
from kg.model import Mention, Qualifiers

SUMS = ("counted", "measured", "from_to")
"""Rules whose readings a growth, share or bare number behind them can be about."""


RATES = ("增幅", "增速", "涨幅", "降幅", "同比增幅", "同比增速", "同比涨幅")
"""Growth as a quantity of its own, of what was named before."""
_VIEW = re.compile(
    r"(?:再|先|又|而|单|仅|若|只)*(?:[从按以就](?P<side>.{2,10}?)(?:上|角度)?来?(?:看|说|论|计|计算|讲|而言|衡量)"
    r"|(?:论起?|再?看|[说谈]到|说起)(?P<looked>.{2,8}))"
)
"""从省份席位看，…; 看GDP：…; 论规模，…: a clause that only says what is looked at."""
_PARTED = re.compile(
    r"^[着了见来过照]|可比|不变|产业$|领域|区域|地区$|类型|结构|整体|总体|长远|全国|目前|现在|[去今明]年|情况|数据|未来|\d|这|那"
)
_LIKE = re.compile(r"(?:而?像|类似|诸如)?(?:这样|此类|同样|类似)的(?P<what>[^，、的]{1,10})")
_FOREMOST = re.compile(
    r"(?:其中)?(?P<what>[^，、]{2,16}?)(?:数量|案件数|占比|比例|比重)?(?:也|又|依然|仍然?|依旧)?"
    r"(?:最多|居多|最大|最高|最为突出|为主|为多|[占是]了?大头|占多数|唱主角|挑大梁|独大|独占鳌头|一马当先|遥遥领先|贡献突出|贡献最大|表现(?:亮眼|突出|抢眼|不俗|强劲)|拉动明显|势头强劲|支撑有力)"
)
LEAGUE = re.compile(r"强|榜|奖|品牌|名单|TOP|排行")
"""In the names of awards and tables that have places."""
_LONG_AGO = 12
"""Numbers back in which a quantity is looked for that a bare number goes on with."""
_LOOKED = re.compile(r"[A-Z]$|席位$|[数量]$|总量|速$")
_RANKED_ON = re.compile(
    r"(?:，|的成绩|的总量)?(?:也|再|稳|分|名|排|位)?(?:列|居|在|名)?(?:全[国省市])?第[\d一二三四五六七八九十]"
)
_UNNAMED = {"家": "企业", "席": "席位", "人": "人数", "名": "人数"}
"""What a number without any noun counts as a rule."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one number says: indicator in the sentence's words; base, the quantity without its change or
    share; about, the earlier number whose quantity it takes up; of, whose it is where several are named."""

    slot: Slot
    indicator: str
    base: str
    rule: str
    about: Slot | None = None
    of: Mention | None = None
    qualifiers: Qualifiers = ()


GRADE = re.compile(
    "(?:[1-5一二三四五]?A{1,5}|[1-5一二三四五六七八九]星|(?:国家|部|省|市|区|县|州|镇|乡)|[甲乙丙丁特]|[一二三四五])级(?!以|别|市)"
)
"""A grade that things of one kind are told apart by: 4A级, 五星级, 省级, 甲级."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading rule may look at: the sentence's words and names, its numbers, the readings so far, those of
    the sentence before it, and those of its article so far; league: the award or table last named."""

    words: Sequence[Token]
    mentions: Sequence[Mention]
    slots: Sequence[Slot]
    earlier: Sequence[Reading]
    carried: Sequence[Reading] = ()
    told: Sequence[Reading] = ()
    league: str = ""
    kept: dict[tuple[int, int, str], tuple[str, str]] = field(default_factory=dict)
    """What stands behind numbers of the sentence, once found: most rules ask for it."""

    @property
    def last(self) -> Reading | None:
        """The reading that a growth or share is about: the last sum of the sentence, else its last reading, else
        that of the sentence before."""
        for readings in (self.earlier, self.carried):
            sums = [r for r in readings if r.rule in SUMS]
            if readings:
                return sums[-1] if sums else readings[-1]
        return None

    @property
    def former(self) -> Reading | None:
        """What 前者 takes up: the last sum but one of the sentence."""
        sums = [r for r in self.earlier if r.rule in SUMS]
        return sums[-2] if len(sums) > 1 else None

    def about(self, reading: Reading | None) -> Slot | None:
        """The number of a reading of this very sentence: whose it is, is whose the change is."""
        return reading.slot if reading and any(reading.slot is slot for slot in self.slots) else None

    def topic(self, slot: Slot) -> str:
        """The quantity that the clause before the number's names without a number: 研发投入不减反增，达14.4亿元."""
        cuts = clauses(slot.sentence.text)
        before = [(start, end) for start, end in cuts if end <= slot.clause]
        view = _VIEW.fullmatch(slot.sentence.text, *before[-1]) if before else None
        looked = (view["side"] or view["looked"]) if view else ""
        if looked and not _PARTED.search(looked) and (quantity(looked) or _LOOKED.search(looked)):
            return trimmed(looked)
        if not before or any(before[-1][0] <= s.number.start for s in self.slots if s.number.end <= slot.clause):
            return ""
        start, end = before[-1]
        phrase = noun_before(Slot(slot.sentence, slot.number, start, end, start, end), self.mentions, end)
        rate = next((name for name in RATES if phrase.startswith(name)), "")
        if rate and self.last and slot.number.kind == "share":
            return self.last.base + rate
        found = quantity(phrase)
        return "" if pattern("@", "amount").fullmatch(found) else found

    def foremost(self, slot: Slot) -> str:
        """What the clause before names as the first of its kind: 著作权纠纷最多，占到57.3%."""
        cuts = [(start, end) for start, end in clauses(slot.sentence.text) if end <= slot.clause]
        found = _FOREMOST.fullmatch(slot.sentence.text, *cuts[-1]) if cuts else None
        return trimmed(found["what"]) if found else ""

    def likened(self, slot: Slot) -> str:
        """What the clause before says there are more of: 像这样的快检室，全市建了362处."""
        cuts = [(start, end) for start, end in clauses(slot.sentence.text) if end <= slot.clause]
        found = _LIKE.fullmatch(slot.sentence.text, *cuts[-1]) if cuts else None
        return found["what"] if found else ""

    def listed_before(self, slot: Slot, count: int) -> list[str]:
        """Who the clause before lists, where it only says for whom: 获得金奖、银奖、铜奖的，分别奖励100万元、…"""
        whom = re.search(
            r"([^，；。：]{1,60}?)(?:的[^，、；。]{0,4}|者)，[^，]*$", slot.sentence.text[: slot.number.start]
        )
        named = members(trimmed(whom[1])) if whom else []
        return [
            re.sub("^(?:新?获得?|荣获|摘得|夺得|取得|通过|评为|被认定为|认定为)", "", n)
            for n in named
            if len(named) == count
        ]

    def same_unit(self, slot: Slot, *rules: str) -> Reading | None:
        """The sentence's last reading with the slot's unit, by one of these rules if any are given."""
        for readings in (self.earlier, self.carried):
            same = [r for r in readings if r.slot.number.unit == slot.number.unit and (not rules or r.rule in rules)]
            if same:
                return same[-1]
        return None

    def taken_up(self, slot: Slot) -> str:
        """What a number without words of its own takes up: the last quantity of its unit, else the last one."""
        if self.earlier and self.earlier[-1].slot.number.end == slot.left and not slot.before.strip("、和及与"):
            return self.earlier[-1].base
        if named := self.topic(slot):
            return named
        same = self.same_unit(slot, "counted", "measured") or self.last
        other = same is not None and slot.number.kind == "count" and same.slot.number.kind in ("money", "share")
        return same.base if same and not other else _UNNAMED.get(slot.number.unit, same.base if same else "")

    def tabled(self, slot: Slot) -> str:
        """What a number with its place behind it is of in a league told so far: 甲公司12.5亿元，列第22位."""
        if not _RANKED_ON.match(slot.sentence.text, slot.number.end):
            return ""
        same = (r for r in [*self.told, *self.earlier][::-1] if r.slot.number.unit == slot.number.unit)
        return next((r.base for r in same if r.rule in ("counted", "measured") and quantity(r.base)), "")

    def told_quantity(self, slot: Slot) -> str:
        """The article's last quantity with this unit; in a table of brands' worth, that."""
        said = (r for r in [*self.told, *self.earlier][-_LONG_AGO:][::-1] if r.slot.number.unit == slot.number.unit)
        told = next((r.base for r in said if r.rule in SUMS and quantity(r.base)), "")
        here = (m.name for m in self.mentions if m.type in ("Award", "Document") and m.end <= slot.number.start)
        worth = slot.number.kind == "money" and re.search("品牌|价值", self.league + "".join(here))
        return told or ("品牌价值" if worth else "")

    def in_turn(self, slot: Slot) -> Reading | None:
        """What numbers count that have but owners beside them (东安区21个、西河区17个): what was told last."""
        told = [r for r in [*self.told, *self.earlier] if r.slot.number.unit == slot.number.unit]
        counted = [r.base for r in told if r.rule in ("counted", "measured")][-1:]
        name = self.league.strip("“”") + (counted[0] if counted else "")
        return Reading(slot, name, name, "measured") if name else None

    def thing(self, slot: Slot) -> str:
        """What the last number of this unit counted, without its verb: 安排民生实事20件，已完成18件."""
        same = self.same_unit(slot)
        words = lexicon.tokens(same.base) if same else ()
        verbs = [w.end for w in words[:-1] if w.pos == "v"]
        return same.base[verbs[-1] if verbs else 0 :] if same else ""

    def graded(self, slot: Slot, grade: str) -> str:
        """A grade with what the last number of this unit counted: 非遗项目96项，其中国家级3项; where that one has a
        grade too, this one stands in its place: 标准化企业3A级3家、4A级7家 → 标准化企业4A级."""
        same = self.same_unit(slot)
        others = list(GRADE.finditer(same.base)) if same else []
        if same and others and (others[-1].end() == len(same.base) or others[-1].start()):
            return same.base[: others[-1].start()] + grade + same.base[others[-1].end() :]
        return grade + re.sub(r"^(?:各级|各类|.{1,3}级以上|.{1,2}级)", "", same.base) if same else grade

    def before(self, slot: Slot, end: int | None = None) -> str:
        """The noun phrase before the number, or before `end`."""
        return noun_before(slot, self.mentions, slot.number.start if end is None else end)

    def behind(self, slot: Slot) -> tuple[str, str]:
        """(noun, predicate) behind the number."""
        key = slot.number.end, slot.right, slot.number.kind
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = noun_behind(slot, self.words, self.mentions)
        return found
