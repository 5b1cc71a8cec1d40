"""Sentences with their names → Figures: the numbers one sentence states of something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg import lexicon
from kg.figures import owners, readings, slots
from kg.model import Figure, Mention, Sentence, Topic

__all__ = ["find"]


def find(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], topics: Sequence[Topic]
) -> tuple[Figure, ...]:
    """Every number said of a named thing, in the order of the text; headlines say none."""
    named: dict[Sentence, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.sentence].append(mention)
    found: list[Figure] = []
    scene = owners.Scene(sentences, named, topics)
    for sentence in sentences:
        inside = slots.find(sentence, named[sentence]) if sentence.kind == "body" else ()
        if not inside:
            continue
        for reading in readings.find(inside, lexicon.tokens(sentence.text), named[sentence]):
            owner = scene.owner(reading)
            if owner:
                number = reading.slot.number
                found.append(
                    Figure(
                        owner[0],
                        reading.indicator,
                        reading.slot.number.value,
                        reading.slot.number.unit,
                        (),
                        sentence,
                        f"{reading.rule}/{owner[1]}",
                        sentence.text[number.start : number.end],
                    )
                )
    return tuple(found)
