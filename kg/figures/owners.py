"""Whose number it is: rules in order, from the surest to whoever is spoken of.

The guide's order: who takes part belongs to the event, usage to the platform, parts to the programme or
document, prizes given to the award, prizes won to the district; otherwise the last stated subject.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from kg.figures.focus import Focus, Stage, lead_end
from kg.figures.lexemes import owner
from kg.figures.readings import Reading
from kg.figures.slots import Key, clauses, key
from kg.model import Mention, Sentence, Topic

_GENERAL = ("企业", "项目", "公司", "单位", "产品", "地区", "国家", "城市", "机构")
"""Nouns too general to point at one name by its ending."""


class Scene:
    """The stage on which an article's numbers are said, and whose the numbers so far were."""

    def __init__(
        self, sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]], topics: Sequence[Topic]
    ) -> None:
        self.named = named
        order: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in sentences:
            order[sentence.article].append(sentence)
        self.place = {key(s): k for group in order.values() for k, s in enumerate(group)}
        self.order = order
        self.stages = {article: Stage(group, named) for article, group in order.items()}
        self.owned: list[tuple[Reading, Mention, str]] = []

    def owner(self, reading: Reading) -> tuple[Mention, str] | None:
        """The name the number belongs to and the rule that says so; None where no name is near."""
        asked = Asked(self, reading)
        for rule in RULES:
            found = rule(asked)
            if found is not None:
                self.owned.append((reading, found, rule.__name__))
                return found, rule.__name__
        return None


class Asked:
    """One reading whose owner is asked for, with what the rules look at."""

    def __init__(self, scene: Scene, reading: Reading) -> None:
        self.scene, self.reading = scene, reading
        self.sentence, self.number = reading.slot.sentence, reading.slot.number
        self.text = self.sentence.text
        self.cuts = clauses(self.text)
        self.clause = self.clause_at(self.number.start)
        self.start, self.end = self.cuts[self.clause]
        self.words = self.text[self.start : self.end]
        self.stage = scene.stages[self.sentence.article]
        self.focus: Focus = self.stage.of(self.sentence, self.clause)
        self.names = scene.named.get(key(self.sentence), ())

    def clause_at(self, at: int) -> int:
        return next((k for k, (_, end) in enumerate(self.cuts) if at < end), len(self.cuts) - 1)

    def says(self, kind: str) -> bool:
        """Whether the number's clause, or what it counts, has a word of this kind."""
        return bool(owner("@", kind).search(self.words + self.reading.indicator))

    def before(self, *types: str, back: int = 1) -> list[Mention]:
        """Names of these types said before the number, up to `back` sentences back, the nearest first."""
        group = self.scene.order[self.sentence.article]
        at = self.scene.place[key(self.sentence)]
        found = [m for m in self.names if m.start < self.number.start]
        for earlier in group[max(at - back, 0) : at][::-1]:
            found = [*self.scene.named.get(key(earlier), ()), *found]
        return [m for m in reversed(found) if m.type in types]

    @property
    def last(self) -> tuple[Reading, Mention, str] | None:
        """The number before this one in the article, its owner and the owner's rule."""
        if not self.scene.owned or self.scene.owned[-1][0].slot.sentence.article != self.sentence.article:
            return None
        return self.scene.owned[-1]


def derived(asked: Asked) -> Mention | None:
    """…，同比增长11%: whose the grown quantity was"""
    about = asked.reading.about
    return next((owner for reading, owner, _ in reversed(asked.scene.owned) if reading is about), None) if about else None


def qualified(asked: Asked) -> Mention | None:
    """占地720亩的总部基地, 重40公斤的高分03A星: the noun that the number describes"""
    match = re.match(r"(?:以上|左右|余|多)?(?:的|[^，的]{1,6}的)[“《]?", asked.text[asked.number.end : asked.end])
    if not match or asked.reading.slot.number.kind == "share" and "实现" in asked.words:
        return None
    at = asked.number.end + match.end()
    named = next((m for m in asked.names if m.start in (at, at - 1)), None)
    if named and named.type in ("District", "Program", "Product", "Event", "Organisation"):
        return named
    noun = re.match(r"[^，。、的]{2,8}", asked.text[at : asked.end])
    zone = owner("@", "zone").match(noun[0]) if noun else None
    if zone:
        seen = [m for m in asked.stage.seen if earlier(m, asked)]
        return next(asked.stage.antecedents(zone[0], "zone", seen), None)
    for length in range(len(noun[0]) if noun else 0, 1, -1):
        tail = noun[0][:length] if noun else ""
        if tail in _GENERAL:
            continue
        found = next((m for m in reversed(asked.stage.seen) if m.name.endswith(tail) and earlier(m, asked)), None)
        if found:
            return found
    return None


def earlier(mention: Mention, asked: Asked) -> bool:
    """Whether a name was said before the number."""
    place = asked.scene.place
    if mention.sentence == asked.sentence:
        return mention.start < asked.number.start
    return place[key(mention.sentence)] < place[key(asked.sentence)]


def part(asked: Asked) -> Mention | None:
    """…，其中37个项目列入联动开工: whose the whole was"""
    last = asked.last
    carried = asked.focus.how.startswith("carried")
    same = last is not None and last[0].slot.sentence == asked.sentence
    return last[1] if last and same and carried and asked.words.startswith("其中") else None


def attended(asked: Asked) -> Mention | None:
    """共有300余名代表参加, 150余家单位参展, 22个项目现场签约: the event they came to"""
    dealt = asked.number.kind == "money" and asked.says("deal")
    if not dealt and (not asked.says("attend") or asked.number.kind not in ("count", "")):
        return None
    inside = next((m for m in asked.names if m.type == "Event" and asked.start <= m.start < asked.end), None)
    if inside:
        return inside
    focus = asked.focus.mention
    if focus and (focus.type == "Event" or not asked.focus.how.startswith("carried")):
        return focus if focus.type == "Event" else None
    return next(iter(asked.before("Event", back=2)), None)


def given(asked: Asked) -> Mention | None:
    """天津质量奖获奖组织5家, 每届授奖不超过5个: the award they are given by"""
    behind = asked.text[asked.number.end : asked.end]
    honoured = owner("@", "honoured").search(behind)
    prizes = owner("@", "prizes").search(asked.words) or honoured
    if not prizes or asked.number.kind == "share":
        return None
    last = asked.last
    if last and last[0].slot.sentence == asked.sentence and last[1].type == "District":
        return None
    if asked.focus.how in ("stated", "short") and asked.focus.mention and asked.focus.mention.type == "Award":
        return asked.focus.mention
    inside = [m for m in asked.names if m.type == "Award" and asked.start <= m.start < asked.end]
    heads = [m for m in asked.stage.seen if m.type == "Award" and m.name in asked.stage.heads]
    return next(iter(inside), None) or next(iter(heads), None)


def homed(asked: Asked) -> Mention | None:
    """The district of the office spoken of (城阳区市场监管局 → 城阳区), else the one the article is about."""
    focus = asked.focus.mention
    named = asked.before("District", back=99)
    inside = next((m for m in named if focus and focus.type == "Organisation" and focus.name.startswith(m.name)), None)
    return inside or asked.stage.home or next(iter(named), None)


def won(asked: Asked) -> Mention | None:
    """26家企业入选民企百强: the district, where the talk is of a programme or an office"""
    focus = asked.focus.mention
    behind = asked.text[asked.number.end : asked.end]
    if asked.reading.rule != "counted" or not owner("@", "win").search(behind) or not focus:
        return None
    if focus.type == "District" or (focus.type == "Organisation" and asked.focus.how in ("stated", "short")):
        return None
    last = asked.last
    if last and last[0].slot.sentence == asked.sentence and last[2] in ("attended", "given"):
        return None
    return homed(asked)


def ruled(asked: Asked) -> Mention | None:
    """单个企业封顶500万元: the document that sets the price, where one is explained"""
    if not asked.focus.how.startswith("carried") or not asked.says("price") or asked.number.kind == "count":
        return None
    last = asked.last
    if last and last[1].type == "Document" and last[0].slot.sentence.paragraph == asked.sentence.paragraph:
        return last[1]
    said = [m for m in asked.stage.seen if m.type == "Document" and earlier(m, asked)]
    heads = [m for m in said if m.name in asked.stage.heads]
    return next(iter(heads or said[::-1]), None) if len(said) > 1 else None


def aimed(asked: Asked) -> Mention | None:
    """《意见》提出，到2022年，海洋牧场发展到120万亩: the district whose aim it is"""
    focus = asked.focus.mention
    if not focus or focus.type != "Document" or asked.says("price") or asked.says("parts"):
        return None
    if asked.focus.how in ("stated", "according"):
        return None
    return homed(asked)


def abbreviated(asked: Asked) -> Mention | None:
    """目标是三年内全市实际利用外资…: a short form of the district within the clause"""
    words = asked.text[asked.start : asked.number.start]
    match = re.search(r"(?<![比占于居在])" + r"[全我该][市区县州镇村](?![居排占])", words)
    if not match:
        return None
    before = [m for m in asked.stage.seen if earlier(m, asked)]
    told = asked.stage.foci_before(asked.sentence, asked.clause)
    return next(asked.stage.antecedents(match[0], "district", before, told), None)


def described(asked: Asked) -> Mention | None:
    """石墨深加工项目，达产后年采选158万吨; 下达省重点建设项目计划，共安排项目491项: what the clause before ends with"""
    if asked.clause == 0 or not asked.focus.how.startswith("carried"):
        return None
    head = asked.text[lead_end(asked.text, asked.start, asked.end) : asked.end].lstrip("先后将拟可")
    among = asked.words.startswith("其中")
    if not among and not owner(r"@|[重长高宽深分设]\d", "describes").match(head):
        return None
    start, end = asked.cuts[asked.clause - 1]
    object_ = next((m for m in reversed(asked.names) if start <= m.start and m.end <= end), None)
    if not object_ or len(asked.text[object_.end : end].strip("”》")) > 3:
        return None
    before = asked.text[start : object_.start]
    issued = owner("@了?[^，]{0,12}$", "issue").search(before)
    founded = re.search(r"(?:办起|成立|组建|创办|建起|设立|建成)了?[“《]?$", before)
    if re.search(r"(?:是|成为|为|系|获|获评|入选|跻身|被[^，]*|列入|闯入|参加|出席|对接)[“《]?$", before):
        return None
    fits = object_.type in ("Program", "Document", "Product", "Event") or (issued and object_.type == "Award")
    if among and not issued:
        return None
    return object_ if fits or (founded and object_.type == "Organisation") else None


def located(asked: Asked) -> Mention | None:
    """6座大型数据中心已在克拉玛依建成: the place, where nobody is the clause's subject"""
    if not asked.focus.how.startswith("carried from"):
        return None
    for mention in asked.names:
        if mention.type == "District" and asked.start <= mention.start < asked.end:
            around = asked.text[asked.start : mention.start], asked.text[mention.end : asked.end]
            if around[0].endswith(("在", "落户")) and not re.match(r"[、和的]", around[1]):
                return mention
    return None


def continued(asked: Asked) -> Mention | None:
    """…，总投资238.5亿元: nobody new is spoken of since the number before"""
    last = asked.last
    if not last or not asked.focus.how.startswith("carried"):
        return None
    reading, owner, rule = last
    if reading.slot.sentence == asked.sentence:
        between = range(asked.clause_at(reading.slot.number.start) + 1, asked.clause + 1)
        fresh = any(not asked.stage.of(asked.sentence, k).how.startswith("carried") for k in between)
        apart = len(between) > 1 and rule in ("described", "attended", "given", "qualified")
        return None if fresh or apart else owner
    return None


def spoken_of(asked: Asked) -> Mention | None:
    """the clause's subject, stated or carried"""
    return asked.focus.mention


def topic(asked: Asked) -> Mention | None:
    """the first name of the article so far"""
    return next(iter(asked.before("District", "Organisation", "Program", "Event", "Award", "Product", back=99)[::-1]), None)


Rule = Callable[[Asked], Mention | None]
RULES: tuple[Rule, ...] = (
    derived,
    qualified,
    described,
    part,
    attended,
    given,
    won,
    ruled,
    abbreviated,
    located,
    continued,
    aimed,
    spoken_of,
    topic,
)
