"""Sentences with their names → Figures: the numbers one sentence states of something.

slots finds the numbers that count or measure (exclusions says which do not), single, changes and series say
what each of them counts, ranks and qualifiers add place, period and modality, clause says whom a clause names, focus
follows whom each is about, owners says whose the number may be by rules, choosing weighs the names near it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from kg import lexicon
from kg.figures import choosing, lexemes, marks, portions, qualifiers, series, slots
from kg.figures.clause import ANY_NOUN, stem
from kg.figures.phrases import trimmed
from kg.figures.readings import LEAGUE, Reading
from kg.figures.scene import Owned, Scene
from kg.figures.shortforms import levelled
from kg.figures.slots import Key, key
from kg.model import Figure, Mention, Sentence, Topic

__all__ = ["find"]

LONGEST = 10_000
"""Characters of the longest sentence that is read: none of the development texts has 500; what is longer is
a table or junk, and its clauses would be compared with each other without end."""
STORY = 40
"""Readings of an article that a table of names and numbers may go on with."""
_LONGEST_NOUN = 4
"""Characters of a noun that stands for an owner."""
ALIKE = 0.6
"""Share of the shorter indicator's characters that stand in the longer one, in order, where two figures of
one owner with one value and unit are the same figure printed twice."""

_NUMERAL = re.compile(r"[\d０-９二两三四五六七八九十百千万亿第首半]|一个?[月年天周]|领跑")


_WHOLE = re.compile("全[省市区县州镇乡村旗]")
_LONGEST_SHORT = 6
_COMPARED = re.compile(r"(?:占到?了?|[高低快慢优多]于|[高多超]出|领先于?|领跑|相当于|(?<![国省市])比)$")
_SHARE = re.compile("占比|(?:的|总)?(?:比重|份额)")
"""全市|占比64%: the share of a part in it."""
_PLACED = re.compile(r"(?:[居列]|排名?|排在|排行|位次|升至|跃至)(?:在|全)?$")
_ONE_OF = re.compile(r"[\d一二三四五六七八九十]+[个家座][^，。]{1,12}[中里]")
_IN_ORDER = re.compile(
    r"全[省市区县州]|\d|第[一二三四五六七八九十\d]|[首末]位|前[列茅]|平均|均值|(?:的|总)?(?:比重|比例|份额)"
)
_LISTED = re.compile("[、和与及的]|等地")
Chooser = Callable[[Scene, Reading], Owned | None]


def find(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    topics: Sequence[Topic],
    choose: Chooser = choosing.find,
    refused: Counter[str] | None = None,
) -> tuple[Figure, ...]:
    """Every number said of a named thing, in the order of the text; headlines and captions say none.

    A figure printed twice of one owner is one Figure, the one with more qualifiers.  choose says whose a number is;
    refused, if given, counts the numbers that are nobody's or told again.
    """
    scene, found = staged(sentences, mentions, topics)
    owned = [choose(scene, reading) for reading in found if indicator_of(reading)]
    again = marks.find(one.reading.slot for one in owned if one)
    kept = tuple(_once(_figure(one) for one in owned if one and one.reading.slot not in again))
    if refused is not None:
        refused["figure: said of no name"] += owned.count(None)
        refused["figure: told again in other words"] += len(owned) - owned.count(None) - len(kept)
    return kept


def staged(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], topics: Sequence[Topic]
) -> tuple[Scene, Iterator[Reading]]:
    """The stage on which numbers find their owners, and the readings of the numbers, in the order of the text."""
    named: dict[Key, list[Mention]] = defaultdict(list)
    said = {(key(m.sentence), m.end): m.start for m in mentions if m.type == "District"}
    ends: Counter[tuple[str, str]] = Counter()
    for mention in mentions:
        before = named[key(mention.sentence)]
        if _is_whole(mention, said.get((key(mention.sentence), mention.start), mention.start)):
            continue
        if not mention.deictic or (
            _settled(mention) and not _another(mention, before) and not _mistaken(mention, ends)
        ):
            before.append(mention)
        if not mention.deictic:
            ends[mention.sentence.article, stem(mention.name)[-2:]] += 1
    return Scene(sentences, named, topics), _readings(sentences, named)


def _mistaken(short: Mention, ends: Mapping[tuple[str, str], int]) -> bool:
    """Whether 该工厂 was taken for a name without this end though the article has one with it: the story knows whom."""
    noun = short.text[-2:]
    told = short.rule == "deixis_this" and len(short.text) < _LONGEST_SHORT and noun not in ANY_NOUN
    return told and not stem(short.name).endswith(noun) and ends[short.sentence.article, noun] > 0


def _another(short: Mention, before: Sequence[Mention]) -> bool:
    """Whether 全市, 全区 stand behind another district that they mean: 东安全区; 东安有…之称，全县…"""
    if not before or not _WHOLE.match(short.text):
        return False
    beside, opening = before[-1], before[0]
    if beside.type == "District" and beside.end == short.start:
        return slots.named(beside) != slots.named(short)
    opens = opening.start < 3 and opening.type == "District" and levelled(opening.name, short.text)
    return opens and not _LISTED.match(short.sentence.text, opening.end) and slots.named(opening) != slots.named(short)


def _is_whole(mention: Mention, start: int) -> bool:
    """Whether a district is only what a part or a place is told of: 占全省14.1%, 居全省第二, 高于临江市平均水平.

    start is where the name right before it starts (快于江南|全省), else where it starts itself.
    """
    if mention.type != "District":
        return False
    before, text = mention.sentence.text[max(start - 4, 0) : start], mention.sentence.text
    short = mention.deictic or _WHOLE.match(mention.text) is not None
    if short and _SHARE.match(text, mention.end):
        return True
    if short and before.endswith("在") and _ONE_OF.match(text, mention.end):
        return True
    if _COMPARED.search(before):
        return short or _IN_ORDER.match(text, mention.end) is not None
    return bool(_PLACED.search(before) and _IN_ORDER.match(text, mention.end))


def _settled(mention: Mention) -> bool:
    """Whether a short form's name can be taken as given: 全市 and 该局 can; 公司, 园区, 平台 are followed with the
    story (kg.figures.focus): so 656 of 748 annotated figures were right, 642 with all as given."""
    if mention.rule == "deixis_bare" and mention.text == "公司":
        return False
    if mention.rule in ("deixis_this", "deixis_bare"):
        return True
    if mention.type == "District":
        return "园" not in mention.text and mention.text[-1:] not in "内基" and not mention.name.endswith("景区")
    return not lexemes.owner("@", "company", "thing", "edition", "event").fullmatch(mention.text)


def _readings(sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> Iterator[Reading]:
    told: tuple[Sentence, tuple[Reading, ...]] | None = None
    story: tuple[Reading, ...] = ()
    leagues = _leagues(sentences, named)
    for sentence in sentences:
        if sentence.kind != "body" or len(sentence.text) > LONGEST or not _NUMERAL.search(sentence.text):
            continue
        words, names = lexicon.tokens(sentence.text), named.get(key(sentence), ())
        inside = slots.find(sentence, names, words)
        carried = told[1] if told and _goes_on(told[0], sentence) else ()
        if told and told[0].article != sentence.article:
            story = ()
        read = series.read(sentence, inside, words, names, carried, story, leagues.get(key(sentence), ""))
        told = sentence, tuple(portions.told(sentence.text, read))
        story = (*story, *told[1])[-STORY:]
        yield from told[1]


def _leagues(sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> dict[Key, str]:
    """The award or table that was last named before each sentence of an article: whose places 23席 are."""
    found: dict[Key, str] = {}
    article, last = "", ""
    for sentence in sentences:
        article, last = sentence.article, last if sentence.article == article else ""
        found[key(sentence)] = last
        said = reversed(named.get(key(sentence), ()))
        last = next((m.name for m in said if m.type in ("Award", "Document") and LEAGUE.search(m.name)), last)
    return found


def _goes_on(one: Sentence, other: Sentence) -> bool:
    """Whether a sentence stands right behind another in its paragraph."""
    return (one.article, one.kind, one.paragraph, one.number + 1) == (
        other.article,
        other.kind,
        other.paragraph,
        other.number,
    )


def _figure(owned: Owned) -> Figure:
    reading, slot = owned.reading, owned.reading.slot
    return Figure(
        owned.owner,
        _without_owner(indicator_of(reading), owned.owner),
        slot.number.value,
        slot.number.unit,
        tuple(sorted((dict(qualifiers.of(slot, reading.indicator)) | dict(reading.qualifiers)).items())),
        slot.sentence,
        "/".join(filter(None, (reading.rule, owned.rule, owned.doubt))),
        slot.sentence.text[slot.number.start : slot.number.end],
    )


def _without_owner(indicator: str, owner: Mention) -> str:
    """运河全长 of 东河运河 → 全长: without the noun that stands for the owner."""
    short = stem(owner.name)
    for length in range(min(_LONGEST_NOUN, len(short) - 1, len(indicator) - 2), 1, -1):
        noun = indicator[:length]
        if noun in ANY_NOUN or not short.endswith(noun):
            continue
        if any(word.end == length for word in lexicon.tokens(indicator)):
            rest = trimmed(indicator[length:])
            return rest if len(rest) > 1 and not indicator[length:].startswith(("的", "、", "和")) else indicator
    return indicator


def indicator_of(reading: Reading) -> str:
    """The indicator without controls, and without quotes that lost their partner when it was cut out of its clause."""
    indicator = lexicon.visible(reading.indicator).strip()
    whole = indicator.count("“") == indicator.count("”") and indicator.count("《") == indicator.count("》")
    return indicator if whole else re.sub("[“”《》]", "", indicator)


def _once(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without those that say again, of the same owner, what one before them said."""
    kept: list[Figure] = []
    told: dict[tuple[str, Decimal, str], list[int]] = defaultdict(list)
    for figure in figures:
        same = told[figure.subject.name, figure.value, figure.unit]
        again = next((k for k in same if _says_again(figure, kept[k])), None)
        if again is None:
            same.append(len(kept))
            kept.append(figure)
        elif len(figure.qualifiers) > len(kept[again].qualifiers):
            kept[again] = figure
    return kept


def _says_again(one: Figure, other: Figure) -> bool:
    """Whether two figures tell the same number of the same thing in other words."""
    if one.sentence == other.sentence or one.indicator.startswith("每") != other.indicator.startswith("每"):
        return False
    short, long = sorted((one.indicator, other.indicator), key=len)
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= ALIKE * len(short)
