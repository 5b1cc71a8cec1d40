"""Whose the number is: the likeliest of the names near it.

The rules of owners.py say what the language's set ways of telling say; weighing.py weighs every name that the
number could belong to by where it stands, what it is, what is counted, and by the rules that choose it.  A number
likelier to be nobody's (a remark, a part of an example) is given to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import exp

from kg import loglinear
from kg.figures import owners, weighing
from kg.figures.barriers import barred, mute
from kg.figures.readings import Reading
from kg.figures.scene import Asked, Owned, Scene
from kg.figures.slots import named
from kg.figures.weighing import TYPES, Candidate
from kg.loglinear import Scorer
from kg.model import Mention

BACK = 4
"""Sentences back in which names are weighed; farther back only those of the rules, and whom the article is about."""
SURE, LIKELY = 0.8, 0.5
"""Least probabilities of an owner that is sure, and of one that is likely; a doubtful one is less."""
NEARLY = 0.5
"""How much likelier nobody may be where the number before it in a list was told."""
RANKED = 1.5
"""How much likelier nobody may be where a quantity of the clause's subject is given a rank: gold mostly tells these,
and the weights learnt of ranks mostly as qualifiers."""
LEAST = 0.35
"""Least probability of an owner that is told at all: of 303 less likely figures of the folds 93 were right, and without
them the precision of the others was 0.734 (0.718 with them); from 0.4 F1 falls on the shared texts."""

_QUANTITY = re.compile("(?:[率量额值积]|规模|份额|指数|总?[分数]|[位名]次|排名|收入)$")
_NOT_ITS_OWN = re.compile("(?:入选|上榜|登榜|入围|获奖|席位)总?数量?|总?数量?|总[量额]|体量|规模|进度|位次")
"""What takes up the figure before it, whose qualifier the rank is: …，数量居全省第一."""

Thing = tuple[str, str]


def candidates(asked: Asked) -> list[Candidate]:
    """Each thing once: by the mention nearest before the number, else the nearest behind it."""
    chosen: dict[Thing, list[str]] = {}
    said: dict[Thing, Mention] = {}
    kept: dict[int, bool] = {}

    def free(m: Mention) -> bool:
        if id(m) not in kept:
            kept[id(m)] = m is asked.reading.of or not barred(asked, m)
        return kept[id(m)]

    for rule in owners.RULES:
        found = rule(asked)
        if found is not None and free(found):
            chosen.setdefault(named(found), []).append(rule.__name__)
            said.setdefault(named(found), found)
    first = next(iter(chosen), None)
    here = [m for m in asked.names if free(m)]
    near = {named(m): m for m in here if m.start < asked.number.start}
    others = [m for m in here if m.start > asked.number.start]
    back = [m for m in asked.before(*TYPES, back=BACK) if free(m)]
    about = [m for m in (asked.stage.home, asked.main, asked.stage.theme) if m and free(m)]
    for mention in (*others, *back, *about, *said.values()):
        near.setdefault(named(mention), mention)
    return [Candidate(m, tuple(chosen.get(thing, ())), thing == first) for thing, m in near.items()]


DECIMALS = 6
"""Weights have three; what is left of a sum behind these is noise, and of equal names the first is taken."""


@cache
def scorer() -> Scorer:
    """The one scorer of this process, with the weights as trained by tests/make/owners.py."""
    return Scorer(loglinear.weights("owner_weights"))


def odds(asked: Asked, offered: Sequence[Candidate]) -> tuple[list[float], float]:
    """The log-odds of each name, and of nobody."""
    weighed, model = weighing.Weighing(asked), scorer()
    scores = [round(weighed.odds(candidate, model), DECIMALS) for candidate in offered]
    return scores, round(model.total(weighed.nobody()), DECIMALS)


def ruled(scene: Scene, reading: Reading) -> Owned | None:
    """Whose the number is by the first rule that chooses any name; None where none does."""
    asked = Asked(scene, reading)
    for rule in owners.RULES:
        found = rule(asked)
        if found is not None:
            scene.owned.append(Owned(reading, found, rule.__name__))
            return scene.owned[-1]
    return None


def _beside_told(asked: Asked, owner: Mention, less: float) -> bool:
    """Whether the number stands in a list right behind one of this owner: 建成5项、续建|30项."""
    last = asked.last_here
    if last is None or last.doubt == "doubtful" or named(last.owner) != named(owner) or less > NEARLY:
        return False
    slot, before = asked.reading.slot, last.reading.slot
    beside = before.number.end == slot.left and before.clause == slot.clause and slot.before[:1] in tuple("、和及")
    return beside and before.number.unit == slot.number.unit


def _own_rank(asked: Asked, owner: Mention, less: float) -> bool:
    """Whether a rank is of a quantity of the clause's own subject: 云岭公司交易规模稳居世界第二, …由第12位升至第9位"""
    reading, focus = asked.reading, asked.focus.mention
    if reading.rule != "ranked" or less > RANKED or focus is None or named(focus) != named(owner):
        return False
    return not reading.base or bool(_QUANTITY.search(reading.base) and not _NOT_ITS_OWN.fullmatch(reading.base))


def find(scene: Scene, reading: Reading) -> Owned | None:
    """The name the number belongs to and the rule that says so; None where no name is near or nobody is likelier.

    The rule is the first that chooses this name, or "weighed".
    """
    found = _likeliest(scene, Asked(scene, reading))
    if found is None:
        scene.unowned.append(reading)
    return found


def _likeliest(scene: Scene, asked: Asked) -> Owned | None:
    reading, offered = asked.reading, candidates(asked)
    if not offered:
        return None
    scores, nobody = odds(asked, offered)
    best = max(range(len(scores)), key=scores.__getitem__)
    less, ranks = nobody - scores[best], _own_rank(asked, offered[best].mention, nobody - scores[best])
    if less >= 0 and not ranks and not _beside_told(asked, offered[best].mention, less):
        return None
    likely = 1 / (exp(nobody - scores[best]) + sum(exp(other - scores[best]) for other in scores))
    rule = offered[best].rules[0] if offered[best].rules else "weighed"
    doubt = "" if likely >= SURE else "likely" if likely >= LIKELY else "doubtful"
    scene.owned.append(Owned(reading, offered[best].mention, rule, doubt))
    told = likely >= LEAST or ranks or offered[best].mention is reading.of
    return scene.owned[-1] if told and not mute(asked, offered[best].mention) else None
