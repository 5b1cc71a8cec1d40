"""Claims: the relations one sentence states, family by family."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from kg import ontology
from kg.claims import (
    awards,
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
from kg.claims.reading import readings
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
    sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...], topics: tuple[Topic, ...]
) -> tuple[Claim, ...]:
    """The claims of these sentences, in their order.

    Of one sentence each (subject, predicate, object, qualifiers) comes once, from the first rule that finds it.
    """
    by_sentence: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    topics_of: dict[Sentence, list[Topic]] = {}
    for topic in topics:
        topics_of.setdefault(topic.sentence, []).append(topic)
    found: list[Claim] = []
    for _, article in groupby(sentences, key=lambda sentence: sentence.article):
        for reading in readings(article, by_sentence, topics_of):
            said: dict[tuple[str, str, str, str, str, object], Claim] = {}
            for name, family in FAMILIES.items():
                for claim in family.find(reading):
                    key = (
                        claim.subject.type,
                        claim.subject.name,
                        claim.predicate,
                        claim.object.type,
                        claim.object.name,
                        claim.qualifiers,
                    )
                    if ontology.allows(claim.subject.type, claim.predicate, claim.object.type):
                        said.setdefault(key, replace(claim, rule=f"{name}_{claim.rule}"))
            found.extend(said.values())
    return tuple(found)
