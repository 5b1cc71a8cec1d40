"""Which claims stand: those of the rules that the weights do not speak against, and pairs they speak for alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg import lexicon
from kg.claims import granting
from kg.claims.reading import Reading
from kg.claims.weighing import Pair, Weighing
from kg.model import Claim, Mention

ALONE = "weighed"
"""The rule named behind a claim that only the weights make."""
REFUSED = -2.0
"""Log-odds under which a rule's claim is refused, and"""
CHOSEN = -0.5
"""those above which a pair is claimed that no rule claims: both set where F1 was best on held-out texts."""


@cache
def weights() -> Mapping[str, float]:
    """feature → weight, as trained by tests/make/relations.py."""
    return {cells[0]: float(cells[1]) for _, cells in lexicon.rows("claim_weights")}


def score(told: Iterable[str], model: Mapping[str, float]) -> float:
    """The sum of the features' weights."""
    return sum(model.get(feature, 0.0) for feature in dict.fromkeys(told))


def standing(reading: Reading, mentions: Sequence[Mention], said: Sequence[Claim]) -> Iterator[Claim]:
    """The rules' claims that stand, in their order, then the claims that only the weights make."""
    model = weights()
    refused: set[int] = set()
    chosen: list[Claim] = []
    weighed = Weighing(reading, mentions, said)
    for pair in weighed.pairs():
        odds = score(weighed.features(pair), model)
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
