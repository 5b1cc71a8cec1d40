"""Which claims stand: those of the rules that the weights do not speak against, and pairs they speak for alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import loglinear
from kg.claims import organisations
from kg.claims.granting import UNDECIDED
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
    nominees = {(c.subject.name, c.object.name) for c in said if c.predicate == "nominatedFor"}
    for pair in weighed.pairs():
        odds = model.total(weighed.groups(pair))
        if pair.claims and (odds < REFUSED or _denied(reading, pair)):
            refused.update(map(id, pair.claims))
        elif (
            not pair.claims
            and odds > CHOSEN
            and not (_denied(reading, pair) or _beside(reading, pair) or _undecided(reading, pair, nominees))
        ):
            chosen.append(_claim(reading, weighed, pair))
    yield from (claim for claim in said if id(claim) not in refused)
    yield from chosen


AFTER = re.compile(f"(?:一直|至今|从来|从|此后|已经?|也|都|均|仍|还|双方)*(?:{NOT}|{STOPPED})")
APART = 2
"""Characters between two names at least that a denial before both denies: 没有在Ⓓ设立|Ⓞ; not 拒绝ⒹⓄ."""


def _denied(reading: Reading, pair: Pair) -> bool:
    """Whether the sentence denies what it says of two names of one clause: Ⓞ尚未落户|Ⓓ, Ⓞ与Ⓞ|从未合作.

    What the weights alone say of names of two clauses is denied where the later one is: Ⓞ未落户Ⓓ，也没有与|Ⓞ签约.
    """
    places = sorted(place for end in (pair.subject, pair.object) if (place := reading.place(end)) is not None)
    if not places:
        return False
    first, last = places[0], places[-1]
    text, together = reading.folded.text, reading.clause_at(first) == reading.clause_at(last)
    if pair.claims and (len(places) == 1 or not together):
        return False
    if pair.predicate == "cooperatesWith" and (AFTER.match(text, last + 1) or undone(text, last + 1)):
        return True
    if len(places) == 1 or not together:
        return reading.denied(last)
    between = text[first + 1 : last]
    return denied(between) or (not pair.claims and len(between) >= APART and reading.denied(last))


def _beside(reading: Reading, pair: Pair) -> bool:
    """Whether two names only stand side by side, and no rule says that they belong together.

    Of partners the weights alone see a list (Ⓞ、Ⓞ共建: 53 right of 110 on held-out texts, most wrong where they grant,
    host or sign each for itself); of two names elsewhere in a sentence they were right 9 times in 43, and whose an
    undertaking of another clause is 7 times in 30.  Who won what one clause names the rules
    see: alone the weights were right once in 9.
    """
    one, other = reading.place(pair.subject), reading.place(pair.object)
    if one is None or other is None:
        return False
    if pair.predicate == "cooperatesWith":
        return one != other or organisations.no_partners(reading, one)
    if pair.predicate == "receivedAward":
        return reading.clause_at(one) == reading.clause_at(other)
    return pair.predicate == "implements" and reading.clause_at(one) != reading.clause_at(other)


def _undecided(reading: Reading, pair: Pair, nominees: set[tuple[str, str]]) -> bool:
    """Whether an award is only proposed for it: a rule says so, or the clause of the award, 公示Ⓐ名单."""
    if pair.predicate != "receivedAward":
        return False
    at = reading.place(pair.object)
    told = at is not None and UNDECIDED.search(reading.lead(at) + reading.rest(at)) is not None
    return told or (pair.subject.name, pair.object.name) in nominees


def _claim(reading: Reading, weighed: Weighing, pair: Pair) -> Claim:
    """The claim of a pair, its trigger the verb that governs the object, an award's year and edition as printed."""
    told: dict[str, str | None] = {}
    if pair.predicate == "receivedAward":
        at = next((n for n, group in enumerate(reading.folded.groups) if pair.object in group), None)
        if at is not None:
            told = qualifiers_of(reading, pair.subject, pair.object, at, at)
    pairs = tuple(sorted((name, value) for name, value in told.items() if value))
    return Claim(pair.subject, pair.predicate, pair.object, pairs, reading.sentence, ALONE, weighed.trigger(pair))
