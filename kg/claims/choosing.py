"""Which claims stand: those of the rules that the weights do not speak against, and pairs they speak for alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import loglinear
from kg.claims.qualifying import qualifiers_of
from kg.claims.reading import NOT, STOPPED, Reading, denied, undone
from kg.claims.weighing import Pair, Weighing
from kg.loglinear import Scorer
from kg.model import Claim, Mention

ALONE = "weighed"
"""The rule named behind a claim that only the weights make."""
REFUSED = -1.0
"""Log-odds under which a rule's claim is refused, and"""
CHOSEN = 0.0
"""those above which a pair is claimed that no rule claims: a wrong edge costs more than a missing one, so a little
higher than where F1 is best on held-out texts (-2, -0.5: three points of precision for a third of a point of F1)."""


@cache
def scorer() -> Scorer:
    """The one scorer of this process, with the weights as trained by tests/make/relations.py."""
    return Scorer(loglinear.weights("claim_weights"))


def standing(reading: Reading, mentions: Sequence[Mention], said: Sequence[Claim]) -> Iterator[Claim]:
    """The rules' claims that stand, in their order, then the claims that only the weights make."""
    model = scorer()
    refused: set[int] = set()
    chosen: list[Claim] = []
    if not mentions and not said:
        return
    weighed = Weighing(reading, mentions, said)
    for pair in weighed.pairs():
        odds = model.total(weighed.groups(pair))
        if pair.claims and (odds < REFUSED or _denied(reading, pair)):
            refused.update(map(id, pair.claims))
        elif not pair.claims and odds > CHOSEN and not _denied(reading, pair):
            chosen.append(_claim(reading, weighed, pair))
    yield from (claim for claim in said if id(claim) not in refused)
    yield from chosen


AFTER = re.compile(f"(?:一直|至今|从来|从|此后|已经?|也|都|均|仍|还|双方)*(?:{NOT}|{STOPPED})")
APART = 2
"""Characters between two names at least that a denial before both denies: 没有在Ⓓ设立|Ⓞ; not 拒绝ⒹⓄ."""


def _denied(reading: Reading, pair: Pair) -> bool:
    """Whether the sentence denies what it says of two names of one clause: Ⓞ尚未落户|Ⓓ, Ⓞ与Ⓞ|从未合作."""
    one, other = reading.place(pair.subject), reading.place(pair.object)
    if one is None or other is None or reading.clause_at(one) != reading.clause_at(other):
        return False
    first, last = sorted((one, other))
    if pair.predicate == "cooperatesWith" and (
        AFTER.match(reading.folded.text, last + 1) or undone(reading.folded.text, last + 1)
    ):
        return True
    between = reading.folded.text[first + 1 : last]
    return denied(between) or (not pair.claims and len(between) >= APART and reading.denied(last))


def _claim(reading: Reading, weighed: Weighing, pair: Pair) -> Claim:
    """The claim of a pair, its trigger the verb that governs the object, an award's year and edition as printed."""
    told: dict[str, str | None] = {}
    if pair.predicate == "receivedAward":
        at = next((n for n, group in enumerate(reading.folded.groups) if pair.object in group), None)
        if at is not None:
            told = qualifiers_of(reading, pair.subject, pair.object, at, at)
    pairs = tuple(sorted((name, value) for name, value in told.items() if value))
    return Claim(pair.subject, pair.predicate, pair.object, pairs, reading.sentence, ALONE, weighed.trigger(pair))
