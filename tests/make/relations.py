"""Train kg/lexicons/claim_weights.tsv: which relations two names of a passage have, from annotated texts.

    python tests/make/relations.py --write            # train on all annotated texts there are
    python tests/make/relations.py --hold-out         # relations right on texts no rule was written on

Every pair that kg.claims.weighing offers is right where gold says it and its evidence stands in the sentence, unknown
(and left out) where gold says it elsewhere, else wrong: logistic regression, fitted by L-BFGS.  Names are found with
weights trained without the text (folds.py); what the rules say of texts they were written on has weights of its own,
for they fit those better than any other text.
"""

from __future__ import annotations

import re
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
import folds  # noqa: E402

from kg import articles, claims, layout, mentions, resolve, sentences, subjects, things  # noqa: E402
from kg.claims.choosing import CHOSEN, REFUSED  # noqa: E402
from kg.claims.weighing import Weighing  # noqa: E402
from kg.model import Findings, Page  # noqa: E402
from tests import corpus, news  # noqa: E402
from tests.bench import quality  # noqa: E402

LEAST_COUNT = 3
STRENGTH = 0.1
TABLE = ROOT / "kg" / "lexicons" / "claim_weights.tsv"
HEADER = "# feature, weight; made by tests/make/relations.py"
EDGE = 8
"""Characters of the evidence's beginning or end that must stand in a sentence to say that it stands there."""

Triple = tuple[str, str, str]


@dataclass
class Example:
    """A pair: its features, whether gold says it here (None: elsewhere), and whether a rule says it."""

    fold: int
    text_set: str
    document: str
    triple: Triple
    features: list[str]
    right: bool | None
    ruled: bool
    weight: float = 1.0


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def examples(name: str, fold: int, score: ModuleType) -> Iterator[Example]:
    """The pairs of one text set, in order."""
    if name == corpus.NAME:
        for document in corpus.documents():
            yield from _judged(document, fold)
        return
    documents, golds = quality.places(name)
    for path in sorted(golds.glob("*.gold.json")):
        gold = news.gold_of(path)
        for page in quality.page_of(documents / gold["document"]):
            yield from _examples(page, gold, fold, name, score)


def _examples(page: Page, gold: dict[str, Any], fold: int, name: str, score: ModuleType) -> Iterator[Example]:
    found_articles = articles.find(page, layout.arrange(page))
    found_sentences = tuple(s for article in found_articles for s in sentences.split(article))
    found_mentions = mentions.find(page, found_articles, found_sentences)
    topics = subjects.find(found_articles, found_sentences, found_mentions)
    named, of = things.gather([Findings(page, found_articles, found_sentences, found_mentions, (), ())])
    entities = [resolve.entity(ident, thing) for ident, thing in named.items()]
    _, reach = score.match_entities(
        gold["entities"], {e.id: {"types": {e.type}, "names": [e.name, *e.aliases]} for e in entities}
    )
    wanted: dict[Triple, list[str]] = {}
    for relation in gold["relations"]:
        triple = (relation["subject"], relation["predicate"], relation["object"])
        wanted.setdefault(triple, []).append(bare(relation["evidence"]))
    mark = "" if name in folds.UNSEEN else "|seen"
    for reading, inside in claims.read(found_sentences, found_mentions, topics):
        text = bare(reading.sentence.text)
        weighed = Weighing(reading, inside, claims.ruled(reading))
        for pair in weighed.pairs():
            if pair.subject not in of or pair.object not in of or of[pair.subject] == of[pair.object]:
                continue
            subject, object_ = of[pair.subject], of[pair.object]
            said = [
                evidence
                for s in reach.get(subject, ())
                for o in reach.get(object_, ())
                for triple in ((s, pair.predicate, o), (o, pair.predicate, s))[: 1 + (pair.predicate == BOTH_WAYS)]
                for evidence in wanted.get(triple, ())
            ]
            here = any(e[:EDGE] in text or e[-EDGE:] in text for e in said)
            if pair.predicate == BOTH_WAYS and object_ < subject:
                subject, object_ = object_, subject
            yield Example(
                fold,
                name,
                gold["document"],
                (subject, pair.predicate, object_),
                list(dict.fromkeys(weighed.features(pair, mark))),
                (True if here else None) if said else False,
                bool(pair.claims),
            )


def _judged(document: corpus.Document, fold: int) -> Iterator[Example]:
    """The pairs of a marked article that were judged."""
    found = document.mentions()
    topics = subjects.find((document.article,), document.sentences, found)
    for reading, inside in claims.read(document.sentences, found, topics):
        weighed = Weighing(reading, inside, claims.ruled(reading))
        for pair in weighed.pairs():
            names = pair.subject.name, pair.predicate, pair.object.name
            said = document.said.get(names)
            if said is not None:
                own = [MARK, f"{MARK}|{pair.predicate}"]
                features = [*dict.fromkeys(weighed.features(pair, "")), *own]
                yield Example(fold, corpus.NAME, document.name, names, features, said, bool(pair.claims), JUDGED)


BOTH_WAYS = "cooperatesWith"
MARK, JUDGED = "judged", 0.5
"""What only pairs of the marked articles have, and what they weigh: those in doubt alone were judged, by a reader who
saw what the program thought possible, so more of them are right than of gold's."""


def train(data: Sequence[Example], strength: float = STRENGTH) -> dict[str, float]:
    """feature → weight."""
    import numpy as np

    used = [e for e in data if e.right is not None]
    features = [e.features for e in used]
    names, matrix = fitting.table(features, features, LEAST_COUNT)
    transposed, right = matrix.T.tocsr(), np.array([float(bool(e.right)) for e in used])
    weight = np.array([e.weight for e in used])

    def loss(w: Any) -> Any:
        z = matrix @ w
        lost = weight * (np.logaddexp(0, z) - right * z)
        return float(lost.sum()), transposed @ (weight * (1 / (1 + np.exp(-z)) - right))

    weights = fitting.fit(names, loss, strength, 150)
    return {name: of_it for name, of_it in weights.items() if not name.startswith(MARK)}


def judge(data: Sequence[Example], model: dict[str, float]) -> Counter[str]:
    """How many relations of texts that no rule was written on are claimed by the rules and as choosing decides, and
    how many of them gold says."""
    best: dict[tuple[str, str, Triple], tuple[bool, float, bool]] = {}
    for e in data:
        if e.text_set not in folds.UNSEEN:
            continue
        odds = sum(model.get(f, 0.0) for f in e.features)
        key = (e.text_set, e.document, e.triple)
        ruled, most, right = best.get(key, (False, -99.0, False))
        best[key] = (ruled or e.ruled, max(most, odds), right or e.right is not False)
    counts: Counter[str] = Counter()
    for ruled, odds, right in best.values():
        counts["ruled"] += ruled
        counts["ruled right"] += ruled and right
        stands = odds > (REFUSED if ruled else CHOSEN)
        counts["stands"] += stands
        counts["stands right"] += stands and right
    return counts


if __name__ == "__main__":
    fitting.command(sys.modules[__name__])
