"""Train kg/lexicons/owner_weights.tsv: whose a number is, from annotated texts.

    python tests/make/owners.py --write            # train on all annotated texts there are
    python tests/make/owners.py --hold-out         # figures right, by a model of the other folds

For each number that the figure rules read, the names near it compete, and nobody with them (a number that is
no fact): a conditional log-linear model, fitted by L-BFGS.  The right name is that of the gold figure with
this value and unit and an indicator alike.  Names are found with weights trained without the text (folds.py).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import fitting  # noqa: E402

from kg import articles, figures, layout, mentions, resolve, sentences, subjects, things  # noqa: E402
from kg.figures import choosing, weighing  # noqa: E402
from kg.figures.scene import Asked  # noqa: E402
from kg.figures.weighing import Candidate  # noqa: E402
from kg.model import Findings, Page  # noqa: E402
from tests import corpus, news  # noqa: E402
from tests.bench import quality  # noqa: E402

LEAST_COUNT = 3
STRENGTH = 0.1
JUDGED = 0.4
"""What a number of the marked articles weighs: its judge saw what the program read, gold's writers saw the page alone.
With it F1 of owners on the other folds is 0.728, with 1 or 0 it is 0.726 and 0.725."""
TABLE = ROOT / "kg" / "lexicons" / "owner_weights.tsv"
HEADER = "# feature, weight; made by tests/make/owners.py"


@dataclass
class Example:
    """One number: the features of nobody and of each name, and which names are right."""

    fold: int
    nobody: list[str]
    names: list[list[str]]
    right: list[bool]
    told: bool
    """Whether gold tells the number, of whomever."""
    weight: float = 1.0


def examples(name: str, fold: int, score: ModuleType) -> Iterator[Example]:
    """The numbers of one text set, in order."""
    if name == corpus.NAME:
        for document in corpus.documents():
            yield from _judged(document, fold)
        return
    documents, golds = quality.places(name)
    for path in sorted(golds.glob("*.gold.json")):
        gold = news.gold_of(path)
        for page in quality.page_of(documents / gold["document"]):
            yield from _examples(page, gold, fold, score)


def _examples(page: Page, gold: dict[str, Any], fold: int, score: ModuleType) -> Iterator[Example]:
    found_articles = articles.find(page, layout.arrange(page))
    found_sentences = tuple(s for article in found_articles for s in sentences.split(article))
    found_mentions = mentions.find(page, found_articles, found_sentences)
    topics = subjects.find(found_articles, found_sentences, found_mentions)
    named, of = things.gather([Findings(page, found_articles, found_sentences, found_mentions, (), ())])
    entities = [resolve.entity(ident, thing) for ident, thing in named.items()]
    _, reach = score.match_entities(
        gold["entities"], {e.id: {"types": {e.type}, "names": [e.name, *e.aliases]} for e in entities}
    )
    scene, found = figures.staged(found_sentences, found_mentions, topics)
    for reading in found:
        asked = Asked(scene, reading)
        offered = choosing.candidates(asked)
        number, indicator = reading.slot.number, figures.indicator_of(reading)
        same = [
            (score.alike(g["indicator"], indicator), -n, g["subject"])
            for n, g in enumerate(gold["observations"])
            if abs(g["value"] - float(number.value)) <= 1e-6 * max(1, abs(g["value"]))
            and score.fold(g["unit"]) == score.fold(number.unit)
        ]
        likest = max((s for s in same if s[0] >= 0.5), default=None)
        right = [likest is not None and likest[2] in reach.get(of.get(c.mention), ()) for c in offered]
        yield _example(fold, asked, offered, right, likest is not None)
        # What comes next sees the rules' choice, as good a guess as the model's while that is being trained.
        choosing.ruled(scene, reading)


def _judged(document: corpus.Document, fold: int) -> Iterator[Example]:
    """The numbers of a marked article that were judged."""
    found = document.mentions()
    topics = subjects.find((document.article,), document.sentences, found)
    named, of = things.gather([Findings(document.page, (document.article,), document.sentences, found, (), ())])
    forms = {ident: {e.name, *e.aliases} for ident, e in ((i, resolve.entity(i, thing)) for i, thing in named.items())}
    scene, readings = figures.staged(document.sentences, found, topics)
    for reading in readings:
        asked, number = Asked(scene, reading), reading.slot.number
        owners = document.owners.get((figures.indicator_of(reading), float(number.value), number.unit))
        if owners is not None:
            offered = choosing.candidates(asked)
            known = [{c.mention.name, c.mention.text} | forms.get(of.get(c.mention, ""), set()) for c in offered]
            right = [bool(owners & of_one) for of_one in known]
            yield _example(fold, asked, offered, right, owners != {corpus.NOBODY}, JUDGED)
        choosing.ruled(scene, reading)


def _example(
    fold: int, asked: Asked, offered: Sequence[Candidate], right: list[bool], told: bool, weight: float = 1.0
) -> Example:
    return Example(
        fold,
        list(dict.fromkeys(weighing.nobody(asked))),
        [list(dict.fromkeys(weighing.features(asked, c))) for c in offered],
        right,
        told,
        weight,
    )


def train(data: Sequence[Example], strength: float = STRENGTH) -> dict[str, float]:
    """feature → weight; a number whose gold owner is not among the names teaches nothing."""
    import numpy as np

    used = [e for e in data if any(e.right) or not e.told]
    rows: list[list[str]] = []
    firsts, labels, owner = [], [], []
    for n, e in enumerate(used):
        firsts.append(len(rows))
        rows += [e.nobody, *e.names]
        labels += [float(not any(e.right)), *map(float, e.right)]
        owner += [n] * (1 + len(e.names))
    counted = [[f for told in (e.nobody, *e.names) for f in told] for e in used]
    names, matrix = fitting.table(counted, rows, LEAST_COUNT)
    transposed, of, right, bounds = matrix.T.tocsr(), np.array(owner), np.array(labels), np.array(firsts)
    weight = np.array([e.weight for e in used])

    def loss(w: Any) -> Any:
        z = matrix @ w
        raised = np.exp(z - np.maximum.reduceat(z, bounds)[of])
        total, good = np.add.reduceat(raised, bounds), np.add.reduceat(raised * right, bounds)
        good = np.maximum(good, 1e-300)
        gradient = transposed @ (weight[of] * (raised / total[of] - raised * right / good[of]))
        return float((weight * (np.log(total) - np.log(good))).sum()), gradient

    return fitting.fit(names, loss, strength, 150)


def judge(data: Sequence[Example], model: dict[str, float]) -> Counter[str]:
    """How many numbers were given an owner, and how many of them the right one."""
    counts: Counter[str] = Counter()
    for e in data:
        scores = [sum(model.get(f, 0.0) for f in told) for told in e.names]
        at = max(range(len(scores)), key=lambda n: scores[n], default=None)
        counts["reachable"] += any(e.right)
        if at is not None and scores[at] > sum(model.get(f, 0.0) for f in e.nobody):
            counts["found"] += 1
            counts["right"] += e.right[at]
    return counts


if __name__ == "__main__":
    fitting.command(sys.modules[__name__])
