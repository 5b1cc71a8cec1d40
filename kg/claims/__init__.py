"""Claims: the relations one sentence states, family by family; weights have the last word (choosing)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg import ontology
from kg.claims import (
    awards,
    choosing,
    divisions,
    documents,
    events,
    granters,
    organisations,
    places,
    positions,
    products,
    programs,
    winners,
)
from kg.claims.reading import Reading, readings
from kg.model import Claim, Mention, Sentence, Topic

FAMILIES = {
    "award": awards,
    "winner": winners,
    "granter": granters,
    "post": positions,
    "place": places,
    "division": divisions,
    "event": events,
    "program": programs,
    "document": documents,
    "body": organisations,
    "product": products,
}


def find(
    sentences: tuple[Sentence, ...],
    mentions: tuple[Mention, ...],
    topics: tuple[Topic, ...],
    refused: Counter[str] | None = None,
) -> tuple[Claim, ...]:
    """The claims of these sentences, in their order.

    Of one sentence each (subject, predicate, object, qualifiers) comes once, from the first rule that finds it.
    refused, if given, counts the rules' claims that do not stand, and why.
    """
    found: list[Claim] = []
    for reading, inside in read(sentences, mentions, topics):
        said = ruled(reading, refused)
        standing = list(choosing.standing(reading, inside, said))
        found.extend(standing)
        if refused is not None:
            refused["claim: the weights speak against it"] += len(said) - sum(
                c.rule != choosing.ALONE for c in standing
            )
    return tuple(found)


def read(
    sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], topics: tuple[Topic, ...]
) -> Iterator[tuple[Reading, Sequence[Mention]]]:
    """Each sentence as the rules read it, with its mentions, in order."""
    by_sentence: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    topics_of: dict[Sentence, list[Topic]] = {}
    for topic in topics:
        topics_of.setdefault(topic.sentence, []).append(topic)
    for _, article in groupby(sentences, key=lambda sentence: sentence.article):
        for reading in readings(article, by_sentence, topics_of):
            yield reading, by_sentence.get(reading.sentence, ())


def ruled(reading: Reading, refused: Counter[str] | None = None) -> tuple[Claim, ...]:
    """What the rules claim of a sentence, where the ontology allows it."""
    said: dict[tuple[str, str, str, str, str, object], Claim] = {}
    for name, family in FAMILIES.items():
        for claim in family.find(reading):
            subject, object_ = claim.subject, claim.object
            key = (subject.type, subject.name, claim.predicate, object_.type, object_.name, claim.qualifiers)
            if ontology.allows(subject.type, claim.predicate, object_.type):
                if key not in said:
                    rule = f"{name}_{claim.rule}"
                    said[key] = Claim(
                        subject, claim.predicate, object_, claim.qualifiers, claim.sentence, rule, claim.trigger
                    )
            elif refused is not None:
                refused["claim: a relation that things of these types do not have"] += 1
    return tuple(said.values())
