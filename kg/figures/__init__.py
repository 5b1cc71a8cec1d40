"""Sentences with their names → Figures: the numbers one sentence states of something.

slots finds the numbers that count or measure, readings says what each of them counts, ranks and
qualifiers add place, period and modality, focus follows whom each clause is about, owners decides
whose the number is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kg import lexicon
from kg.figures import lexemes, owners, qualifiers, readings, slots
from kg.figures.readings import Reading
from kg.figures.slots import Key, key
from kg.model import Figure, Mention, Sentence, Topic

__all__ = ["find"]

_NUMERAL = re.compile(r"[\d０-９二两三四五六七八九十百千万亿第首半]|领跑")


def find(sentences: Sequence[Sentence], mentions: Sequence[Mention], topics: Sequence[Topic]) -> tuple[Figure, ...]:
    """Every number said of a named thing, in the order of the text; headlines and captions say none.

    A figure printed twice of one owner is one Figure, the one with more to say of its rank.
    """
    named: dict[Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.deictic and not _pointed(mention):
            continue
        named[key(mention.sentence)].append(mention)
    scene = owners.Scene(sentences, named, topics)
    return tuple(_once(_figures(sentences, named, scene)))


def _pointed(mention: Mention) -> bool:
    """Whether a short form's name can be taken as given: 全市 and 该局 can, 公司, 园区 and 平台 are followed
    with the story (kg.figures.focus)."""
    if mention.type == "District":
        return mention.text[-1:] not in "园内基" and not mention.name.endswith("景区") and "园" not in mention.text
    return not lexemes.owner("@", "company", "thing", "edition", "event").fullmatch(mention.text)


def _figures(sentences: Sequence[Sentence], named: dict[Key, list[Mention]], scene: owners.Scene) -> Iterator[Figure]:
    for sentence in sentences:
        if sentence.kind != "body":
            continue
        if not _NUMERAL.search(sentence.text):
            continue
        words = lexicon.tokens(sentence.text)
        inside = slots.find(sentence, named[key(sentence)], words)
        for reading in readings.find(sentence, inside, words, named[key(sentence)]):
            owner = scene.owner(reading)
            if owner:
                yield _figure(sentence, reading, *owner)


def _figure(sentence: Sentence, reading: Reading, owner: Mention, rule: str) -> Figure:
    number = reading.slot.number
    said = dict(qualifiers.of(reading.slot)) | dict(reading.qualifiers)
    return Figure(
        owner,
        reading.indicator,
        number.value,
        number.unit,
        tuple(sorted(said.items())),
        sentence,
        f"{reading.rule}/{rule}",
        sentence.text[number.start : number.end],
    )


def _once(figures: Iterator[Figure]) -> list[Figure]:
    """Figures without those that say again, of the same owner, what one before them said."""
    kept: list[Figure] = []
    for figure in figures:
        again = next((k for k, other in enumerate(kept) if _same(figure, other)), None)
        if again is None:
            kept.append(figure)
        elif len(figure.qualifiers) > len(kept[again].qualifiers):
            kept[again] = figure
    return kept


def _same(one: Figure, other: Figure) -> bool:
    """Whether two figures tell the same number of the same thing in other words."""
    if (one.subject.name, one.value, one.unit) != (other.subject.name, other.value, other.unit):
        return False
    if one.sentence.passage.page != other.sentence.passage.page or one.sentence == other.sentence:
        return False
    short, long = sorted((one.indicator, other.indicator), key=len)
    shared = sum(block.size for block in SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks())
    return shared >= 0.6 * len(short)
