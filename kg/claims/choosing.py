"""Which claims stand: those of the rules that the weights do not speak against, and pairs they speak for alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg import loglinear
from kg.claims import granting
from kg.claims.reading import Reading
from kg.claims.weighing import Pair, Weighing
from kg.loglinear import Scorer
from kg.model import Claim, Mention

ALONE = "weighed"
"""The rule named behind a claim that only the weights make."""
REFUSED = -2.0
"""Log-odds under which a rule's claim is refused, and"""
CHOSEN = -0.5
"""those above which a pair is claimed that no rule claims: both set where F1 was best on held-out texts."""


@cache
def scorer() -> Scorer:
    """The one scorer of this process, with the weights as trained by tests/make/relations.py."""
    return Scorer(loglinear.weights("claim_weights"))


def standing(reading: Reading, mentions: Sequence[Mention], said: Sequence[Claim]) -> Iterator[Claim]:
    """The rules' claims that stand, in their order, then the claims that only the weights make."""
    model = scorer()
    refused: set[int] = set()
    chosen: list[Claim] = []
    weighed = Weighing(reading, mentions, said)
    for pair in weighed.pairs():
        odds = model.total(weighed.groups(pair))
        if pair.claims and odds < REFUSED:
            refused.update(map(id, pair.claims))
        elif not pair.claims and odds > CHOSEN:
            chosen.append(_claim(reading, weighed, pair))
    yield from (claim for claim in said if id(claim) not in refused)
    yield from chosen


def _claim(reading: Reading, weighed: Weighing, pair: Pair) -> Claim:
    """The claim of a pair, its trigger the verb that governs the object, an award's year and edition as printed."""
    told: dict[str, str | None] = {}
    if pair.predicate == "receivedAward":
        at = next((n for n, group in enumerate(reading.folded.groups) if pair.object in group), None)
        if at is not None:
            told = granting.qualifiers_of(reading, pair.subject, pair.object, at, at)
    pairs = tuple(sorted((name, value) for name, value in told.items() if value))
    return Claim(pair.subject, pair.predicate, pair.object, pairs, reading.sentence, ALONE, weighed.trigger(pair))
