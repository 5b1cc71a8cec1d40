"""Rules that read several numbers, or a number of several things; and all numbers of a sentence in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kg import values
from kg.figures import measuring, ranks, sectors, single
from kg.figures.clause import lead_end
from kg.figures.lexemes import owner, pattern
from kg.figures.phrases import linked, members, only_place, quantity, trimmed
from kg.figures.readings import RATES, SUMS, Context, Reading
from kg.figures.slots import Slot, clauses
from kg.lexicon import Token
from kg.model import Mention, Qualifiers, Sentence

_IN_ORDER = re.compile("分别|依次|(?<=[^、])各(?=[有获得占为退进升降前后上下增涨跌])")
_EACH = re.compile(
    r"(?:各|每届|均|都|分别)+(?:拿下|斩获|夺得|摘得|获得?|揽下|收获|贡献|拿到|独?占|为|有|了|不超过|达到?|突?破|超过?|近|约)*$"
)
_SHARES = re.compile(r"占到?([^占，]{1,8}?)的?(?:份额|比重|比例)(?:分别|依次)")
_GRADES = re.compile(r"((?:[一二三四五]、?){2,})(?:等奖|级)$")
_YEARS = re.compile(r"([12]\d{3})年?[至到—\-]{1,2}([12]\d{3})年")
_STREAK = re.compile(r"“?([二三四五六七八九十]+|\d+)(连[增丰涨冠升胜降跌])”?")
_HOLDERS = ("District", "Organisation", "Product", "Program")
_BESIDE = re.compile(
    r"[”》]?(?:（|的|[则也就只仅]?[各共]?[有占达为是以凭得获]?[到了得据下去]*|拥有|拿[下到]|入围|上榜|贡献|独[占揽得]|斩获|夺得|摘得)[约近超逾]?"
)
_GIVES = re.compile(
    r"(?:赔偿|赔付|赔给|判给|给予|奖励|补偿|补助|资助|拨付|拨给|捐赠|捐给|返还|退还|支付)了?给?$|[向给]$"
)
_GETS = re.compile(
    r"”?(?:一次性)?(?:奖励|赔偿|赔付|经济损失|损失|补偿|补助|资助|支付|拨款|捐赠|捐款)?(?:共计|合计|总计|共|了)?"
)
_SECTORS = re.compile("第?([一二三])(?:次?产业?)")
_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})"
_PLACE = re.compile(_NUMERAL)
_ORDER = re.compile(
    r"(?:分别|依次|双双)?(?:位[列居]|分[列居]|名列|排名?|[居列])[于在]?(?P<scope>[^，、；第\d一二三四五六七八九十]{0,8})"
    rf"(?P<places>第?{_NUMERAL}[位名]?(?:[、和及]第?{_NUMERAL}[位名]?)+)(?![届次批季个期家项年月点\d])"
)
_SUMMED = re.compile(r"^等?[两三四五六七八九十\d]+[地县市区家镇村省校者国个]")
_NEXT_ONES = re.compile(
    r"(?:紧随其后|紧跟其后|紧接着|其后|其次|随后|身后|前面|相邻|近邻|同列|并列|上榜|入围|排在?[^，的]{0,4}[后前]面?|位[居列][^，的]{1,8}|名列[^，的]{1,8})(?:的?则?[是为有]|的)"
)
_BY_EACH = re.compile(r"[以凭用][约近超逾]?$")
_STAND = re.compile(r"[^，、和及]{0,8}?(?:分[列居获占别]|依次|紧随其后|紧跟其后|位[居列]|跟在|随后)")
_DOES_EACH = re.compile(r"各自?[仅只也就]?(?!(?<=各)[界类级种项地方族行位])[一-龥]{1,3}[了出]?$")
_LONGEST_NOUN = 12
"""Characters between a list of names and the verb that places them."""
_LONGEST_MEMBER = 8
"""Characters of the longest member of a list that 各 counts: longer ones are clauses."""


def subjects(slot: Slot, end: int, context: Context) -> tuple[Mention, ...]:
    """The names that together are the clause's subject: A集团、B集团和C集团产值分别…, 紧随其后的A市、B市…"""
    text = slot.sentence.text
    found: list[Mention] = []
    at = lead_end(text, slot.clause, end)
    follows = _NEXT_ONES.match(text, at, end)
    at = follows.end() if follows else at
    for mention in context.mentions:
        if mention.end <= end and (mention.start == at or (found and text[at : mention.start] in tuple("、和与及"))):
            found.append(mention)
            at = mention.end
    return tuple(found) if len(found) > 1 else ()


def listed(slots: Sequence[Slot], context: Context) -> tuple[Reading, ...]:
    """食品、家电、农机合格率分别达到97％、98％和99％: each number its own member of the list"""
    first = slots[0]
    said = _IN_ORDER.search(first.before) or (_STAND.match(slots[-1].behind) and _BY_EACH.search(first.before))
    at = said.start() if said else -1
    if not said or len(slots) < 2 or any(_apart(one, other) for one, other in pairwise(slots)):
        return ()
    owners = subjects(first, first.left + at, context)
    if len(owners) == len(slots):
        what = trimmed(first.sentence.text[owners[-1].end : first.left + at] + first.before[said.end() :])
        done = (context.taken_up(first) or context.told_quantity(first)) if linked(what) in measuring.DONE else ""
        shift = f"排名{linked(what)}" if first.number.unit in ("位", "名") and len(linked(what)) <= 2 else ""
        name = _counted_together(slots, context) or done or shift or linked(what) or "".join(context.behind(slots[-1]))
        return tuple(Reading(s, name, name, "listed", of=of) for s, of in zip(slots, owners, strict=True))
    if partly := _partly_named(slots, first.left + at, said.end(), context):
        return partly
    if together := _told_together(slots, first.left + at, context):
        return together
    years = _YEARS.search(first.sentence.text, first.clause, first.left + at)
    if years and int(years[2]) - int(years[1]) + 1 == len(slots):
        between = first.sentence.text[years.end() : first.left + at]
        return _yearly(slots, context.before(first, years.start()) or linked(trimmed(between)), int(years[1]))
    named = members(context.before(first, first.left + at))
    if compared := _compared(slots, first.before[said.end() :], named, context):
        return compared
    rate = [re.sub("^各自?|^其", "", name) for name in named]
    if rate and all(name in RATES for name in rate):
        named = []
    if len(named) < len(slots) and first.number.kind == "money":
        named = context.listed_before(first, len(slots)) or named
    verb = _said_of_each(first.before[said.end() :], bool(named), first)
    given = "".join(context.behind(slots[-1])) if slots[-1].behind.startswith("的") else ""
    verb = given or verb
    if len(named) >= len(slots):
        names = _shared_head(named[-len(slots) :])
        return tuple(Reading(s, name + verb, name, "listed") for s, name in zip(slots, names, strict=True))
    sums = [r for r in context.earlier if r.rule in ("counted", "measured", "listed") or r.of][-len(slots) :]
    if len(sums) < len(slots):
        return ()
    of = named[0] if len(named) == 1 and re.search(r"总|累计", named[0]) else ""
    names = [re.sub(r"^新[增建]", "", r.base) + of if of else r.base for r in sums]
    return tuple(
        Reading(s, name + verb, name, "listed", r.slot, r.of) for s, name, r in zip(slots, names, sums, strict=True)
    )


def _partly_named(slots: Sequence[Slot], at: int, past: int, context: Context) -> tuple[Reading, ...]:
    """甲县、丙镇的产值依次是858亿元、812亿元, where only 甲县 is a name that was found: its own number, and none of
    丙镇's"""
    first, text = slots[0], slots[0].sentence.text
    start = lead_end(text, first.clause, at)
    follows = _NEXT_ONES.match(text, start, at)
    start = follows.end() if follows else start
    members_ = list(re.finditer(r"[^、和与及]+", text[start:at]))
    starts = {m.start: m for m in context.mentions if m.type in ("District", "Organisation")}
    owners = [starts.get(start + member.start()) for member in members_]
    if len(owners) != len(slots) or not any(owners) or all(owners):
        return ()
    unknown = [part[0].partition("的")[0] for part, of in zip(members_, owners, strict=True) if of is None]
    if any(m is not None and m.deictic for m in owners) or not all(map(_names_body, unknown)):
        return ()
    last = owners[-1]
    rest = text[last.end : at] if last else members_[-1][0].partition("的")[2]
    noun = linked(trimmed(rest + first.before[past:])) or context.taken_up(first)
    return tuple(Reading(s, noun, noun, "listed", of=of) for s, of in zip(slots, owners, strict=True) if noun and of)


def _names_body(words: str) -> bool:
    """Whether words of a list are the name of a place or a firm that was not found: 太仓, 花亭湖街道."""
    return only_place(words) or bool(re.search("(?:[市县区镇乡村州旗]|街道|公司|集团)$", words))


def _told_together(slots: Sequence[Slot], at: int, context: Context) -> tuple[Reading, ...]:
    """甲县、乙县两地产值均超700亿元，分别为858亿元、812亿元: the list of names is in the clause before"""
    first, text = slots[0], slots[0].sentence.text
    before = [(start, end) for start, end in clauses(text) if end <= first.clause][-1:]
    if not before or trimmed(text[first.clause : at]) or pattern("@", "growth", "decline").search(first.before):
        return ()
    start, end = before[0]
    owners = subjects(replace(first, clause=start), end, context)
    if len(owners) != len(slots):
        return ()
    noun = quantity(_SUMMED.sub("", trimmed(text[owners[-1].end : end]))) or context.taken_up(first)
    return tuple(Reading(s, noun, noun, "listed", of=of) for s, of in zip(slots, owners, strict=True) if noun)


def _compared(slots: Sequence[Slot], said: str, named: Sequence[str], context: Context) -> tuple[Reading, ...]:
    """增速分别高于全国、全省2.3个和1.5个百分点: one number for each of those it is compared with"""
    than = re.match(r"(高于|低于|快于|慢于|优于|高出|领先|比)(.+?)([高低快慢]出?)?$", said)
    wholes = members(than[2]) if than else []
    if not than or len(wholes) != len(slots) or len(named) > 1 or (than[1] == "比" and not than[3]):
        return ()
    last, own = context.last, named[0] if named else ""
    base = (last.base if last and (not own or own in RATES) else "") + own
    verb = than[1] if than[1] != "比" else (than[3] or "")[:1] + "于"
    about = context.about(last) if last and not own else None
    return tuple(
        Reading(s, f"{base}{verb}{w}", base, "listed", about) for s, w in zip(slots, wholes, strict=True) if base
    )


def _yearly(slots: Sequence[Slot], name: str, first: int) -> tuple[Reading, ...]:
    """2020年至2022年营业收入分别为5.2亿元、6.8亿元和9.1亿元: a year for each number"""
    years = (
        (("from", f"{year}-01-01"), ("period", f"{year}年"), ("to", f"{year}-12-31"))
        for year in range(first, first + len(slots))
    )
    return tuple(Reading(s, name, name, "listed", qualifiers=q) for s, q in zip(slots, years, strict=True) if name)


def _apart(one: Slot, other: Slot) -> bool:
    """Whether two numbers of a list have words of their own between them."""
    return other.clause != one.clause or other.before not in tuple("、和及与")


def _counted_together(slots: Sequence[Slot], context: Context) -> str:
    """分别有8项和4项专利获奖: the noun behind the last number, that all of them count"""
    noun, predicate = context.behind(slots[-1])
    return predicate + noun if slots[0].number.kind == "count" and noun else ""


def _said_of_each(said: str, named: bool, first: Slot) -> str:
    """What 分别 says of each member: 增长, 占…比重, or nothing where it only links."""
    share = re.match(r"占到?([^的]*)", said) or _SHARES.search(first.before)
    if share:
        return f"占{share[1]}比重"
    change = pattern("@", "growth", "decline").search(said if named else first.before)
    if change:
        return "增长" if change[0] in ("增幅", "增速") else change[0]
    return linked(trimmed(said))[:6] if named else "增长"


def _shared_head(items: Sequence[str]) -> list[str]:
    """食品, 家电, 农机合格率 → 食品合格率, 家电合格率, 农机合格率; 一, 二, 三产增加值 → 第一产业增加值, …"""
    sectors = _SECTORS.match(items[-1])
    if sectors and all(re.fullmatch("第?[一二三]产?", item) for item in items[:-1]):
        return [f"第{re.sub('[第产]', '', item)}产业{items[-1][sectors.end() :]}" for item in items[:-1]] + [
            f"第{sectors[1]}产业{items[-1][sectors.end() :]}"
        ]
    quantity = pattern("(?:率|@)$", "measure")
    head = pattern("(?:.{2}率|@)$", "measure").search(items[-1])
    if not head or head[0] == items[-1] or any(quantity.search(item) for item in items[:-1]):
        return list(items)
    return [item + head[0] for item in items[:-1]] + [items[-1]]


def owner_beside(slot: Slot, context: Context) -> Mention | None:
    """江苏省23席、浙江省16席; “晨光”（12.5亿元）: the name right before a number that has nothing else to say"""
    text, start = slot.sentence.text, slot.number.start
    opens = slot.left == slot.clause == start and start > 0 and text[start - 1] == "（"
    left = 0 if opens else slot.left
    said = [m for m in context.mentions if m.type in _HOLDERS and left <= m.start and m.end <= start]
    if said and said[-1].text.startswith("全") and owner("@", "attend").search(slot.behind):
        return None
    return said[-1] if said and _BESIDE.fullmatch(text, said[-1].end, start) else None


def _paid(slot: Slot, context: Context) -> Mention | None:
    """被判赔偿东河公司经济损失80万元, 给予西河港一次性奖励500万元: who gets the money"""
    text, start = slot.sentence.text, slot.number.start
    said = [m for m in context.mentions if m.type == "Organisation" and slot.clause <= m.start and m.end <= start]
    if not said or slot.number.kind != "money" or not _GETS.fullmatch(text, said[-1].end, start):
        return None
    return said[-1] if _GIVES.search(text, slot.clause, said[-1].start) else None


def paired(slots: Sequence[Slot], context: Context) -> dict[Slot, Mention]:
    """Whose each number is, where several names have a number of the same unit beside each, or one in brackets."""
    paid = {slot: name for slot in slots if (name := _paid(slot, context))}
    beside = {slot: name for slot in slots if (name := owner_beside(slot, context))}
    units = Counter(slot.number.unit for slot in beside)
    return paid | {
        slot: name
        for slot, name in beside.items()
        if units[slot.number.unit] > 1 or slot.sentence.text[slot.number.start - 1] == "（"
    }


def each(slot: Slot, context: Context) -> tuple[Reading, ...]:
    """二等奖和三等奖各16件, 获一、二、三等奖各1项, A集团、B集团产值均突破80亿元: one number for each member"""
    match = _EACH.search(slot.before)
    match = match if match and re.search(r"[各均都]", match[0]) else _DOES_EACH.search(slot.before)
    if not match:
        return ()
    owners = subjects(slot, slot.left + match.start(), context)
    if match.re is _DOES_EACH and (not owners or owners[-1].end != slot.left + match.start()):
        return ()
    name = trimmed(slot.sentence.text[owners[-1].end : slot.left + match.start()]) if owners else ""
    if owners and not name:
        counted, predicate = context.behind(slot)
        turn = context.in_turn(slot)
        name = predicate + counted or context.taken_up(slot) or (turn.base if turn else "")
    if name:
        return tuple(Reading(slot, name, name, "each", of=of) for of in owners)
    before = slot.before[: match.start()]
    grades = _GRADES.search(before)
    if grades:
        names = [grade + before[grades.end(1) :] for grade in re.findall(r"[一二三四五]", grades[1])]
    else:
        said = members(before)[-3:]
        names = [name for name in map(trimmed, said) if name]
        if context.taken_up(slot) and len(said) > 1 and all(map(only_place, said)):
            names = [context.taken_up(slot)] * len(said)
    if len(names) < 2 or any(len(name) > _LONGEST_MEMBER for name in names):
        return ()
    lead = "每届" if "每届" in match[0] else ""
    return tuple(Reading(slot, lead + name, name, "each") for name in names)


def ranked(
    sentence: Sentence,
    found: Sequence[Reading],
    mentions: Sequence[Mention],
    carried: Sequence[Reading] = (),
    moved: Set[Decimal] = frozenset(),
) -> list[Reading]:
    """…，居全省首位 qualifies the figures before it; 外贸总量排在全省第四 is a figure of its own"""
    readings = list(found)
    for rank in ranks.find(sentence, mentions):
        if rank.value in moved:
            continue
        before = [k for k, r in enumerate(readings) if r.slot.number.start < rank.start]
        last = readings[before[-1]] if before else None
        rate = ranks.rate(rank.noun)
        if rank.noun and not (rate and last and last.rule == "grown"):
            about = last if rate else None
            told = [about] if about else [r for r in carried if rate and r.rule in SUMS]
            noun = (told[-1].base if told else "") + rank.noun
            slot = _rank_slot(sentence, rank)
            of = about.slot if about else None
            reading = Reading(slot, noun + "排名", noun, "ranked", of, qualifiers=_scope(rank))
            readings.insert(before[-1] + 1 if before else 0, reading)
            continue
        before = [k for k in before if readings[k].rule != "lasting"]
        for k in before[-max(rank.members, 1) :]:
            said = dict(readings[k].qualifiers) | {"rank": str(rank.value)} | dict(_scope(rank))
            readings[k] = replace(readings[k], qualifiers=tuple(sorted(said.items())))
    return readings


def streaks(sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Reading]:
    """粮食总产“九连增”, 实现三连冠: how many times in a row"""
    found = []
    for match in _STREAK.finditer(sentence.text):
        value = values.numeral(match[1])
        start, end = next(((s, e) for s, e in clauses(sentence.text) if s <= match.start(1) < e), (0, 0))
        if value is None or not end or any(m.start <= match.start() and match.end() <= m.end for m in mentions):
            continue
        number = values.Number(match.start(1), match.end(2), value, "", "streak", True, match[1])
        slot = Slot(sentence, number, start, end, start, end)
        base = context.before(slot, match.start())
        if base in ("", *measuring.DONE):
            base = context.last.base if context.last else ""
        found.append(Reading(slot, f"{base}{match[2]}", base, "streak"))
    return found


def moves(sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Reading]:
    """由第58位跌至第61位: the place before and the place after, each a figure"""
    found = []
    for rank in ranks.moved(sentence):
        if any(m.start <= rank.start < m.end for m in mentions):
            continue
        slot = _rank_slot(sentence, rank)
        at = max(sentence.text.rfind(word, slot.clause, rank.start) for word in "从由自")
        before = context.before(slot, at) if at > slot.clause else ""
        noun = before if before.endswith(("位次", "排名", "名次")) else quantity(before)
        found.append(Reading(slot, f"{noun.removesuffix('排名')}排名", noun, "ranked"))
    return found


def orders(sentence: Sentence, mentions: Sequence[Mention], context: Context) -> list[Reading]:
    """东安市、西河市产值分列全省第二和第三位: the place of each of several names"""
    found = []
    for match in _ORDER.finditer(sentence.text):
        places = [values.numeral(place) for place in _PLACE.findall(match["places"])]
        start = max(s for s, e in clauses(sentence.text) if s <= match.start())
        listed_ = _listed_before(sentence.text, start, match.start(), mentions)
        if not 1 < len(listed_) == len(places):
            continue
        said = trimmed(linked(sentence.text[listed_[-1].end : match.start()]))
        before = [r.base for r in context.earlier if r.slot.number.end <= match.start()][-1:]
        carried = [r.base for r in context.carried][-1:]
        noun = said if said.endswith(("位次", "排名", "名次")) else quantity(said)
        noun = noun or "".join(before) or _spoken(sentence.text[:start], mentions) or "".join(carried)
        noun = re.sub("^各[省市县区州地]的?", "", noun)
        for place, name, value in zip(_PLACE.finditer(match["places"]), listed_, places, strict=True):
            at = match.start("places")
            rank = ranks.Rank(at + place.start(), at + place.end(), value or Decimal(1), match["scope"], noun, 0)
            slot = _rank_slot(sentence, rank)
            found.append(
                Reading(slot, f"{noun.removesuffix('排名')}排名", noun, "ranked", of=name, qualifiers=_scope(rank))
            )
    return found


def _listed_before(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The names of the clause's last list before an offset: 甲市、乙市和丙市."""
    found: list[Mention] = []
    for mention in mentions:
        if start <= mention.start and mention.end <= end and mention.type in _HOLDERS:
            beside = found and text[found[-1].end : mention.start].strip("“”《》") in ("、", "和", "与", "及")
            found = [*found, mention] if beside else [mention]
    return found if found and len(text[found[-1].end : end]) <= _LONGEST_NOUN else []


def _spoken(before: str, mentions: Sequence[Mention]) -> str:
    """The last quantity that the clauses before speak of, without the names before it: 公布各市空气质量，…"""
    cuts = [(max([s, *(m.end for m in mentions if s <= m.start and m.end <= e)]), e) for s, e in clauses(before)]
    said = (quantity(trimmed(before[start:end])) for start, end in cuts[::-1])
    return next((noun for noun in said if noun), "")


def _scope(rank: ranks.Rank) -> Qualifiers:
    return (("rankScope", rank.scope),) if rank.scope else ()


def _rank_slot(sentence: Sentence, rank: ranks.Rank) -> Slot:
    """A rank as a number in its place."""
    printed = sentence.text[rank.start : rank.end]
    number = values.Number(rank.start, rank.end, rank.value, "位", "rank", False, printed)
    start, end = next((s, e) for s, e in clauses(sentence.text) if s <= rank.start < e)
    return Slot(sentence, number, start, end, start, end)


def read(
    sentence: Sentence,
    slots: Sequence[Slot],
    words: Sequence[Token],
    mentions: Sequence[Mention],
    carried: Sequence[Reading] = (),
    told: Sequence[Reading] = (),
    league: str = "",
) -> tuple[Reading, ...]:
    """What each number and rank of a sentence says; a number that nothing can be said of is left out.

    carried: the readings of the sentence before it in its paragraph, whose quantity it may go on about; told: those
    of its article so far; league: the award or table last named in it.
    """
    found: list[Reading] = []
    kept: dict[tuple[int, int, str], tuple[str, str]] = {}
    owners = paired(slots, Context(words, mentions, slots, ()))
    at = 0
    while at < len(slots):
        slot = slots[at]
        context = Context(words, mentions, slots, tuple(found), carried, told, league, kept)
        group = [s for s in slots[at:] if s.clause == slot.clause]
        together = listed(group, context)
        several = together or each(slot, context)
        one = next((r for rule in single.RULES if (r := rule(slot, context))), None) if not several else None
        if not several and one is None and (slot in owners or owner_beside(slot, context)):
            one = context.in_turn(slot)
        if one and not one.of and slot in owners:
            one = replace(one, of=owners[slot])
        found += several or ([one] if one else [])
        at += len(group) if together else 1
    found += streaks(sentence, mentions, Context(words, mentions, slots, tuple(found)))
    moved = moves(sentence, mentions, Context(words, mentions, slots, tuple(found)))
    ordered = orders(sentence, mentions, Context(words, mentions, slots, tuple(found), carried))
    found += [*moved, *sectors.structure(sentence)]
    found.sort(key=lambda reading: reading.slot.number.start)
    told_of = {r.slot.number.value for r in (*moved, *ordered)}
    found = ranked(sentence, found, mentions, carried, told_of)
    return tuple(sorted([*found, *ordered], key=lambda reading: reading.slot.number.start) if ordered else found)
