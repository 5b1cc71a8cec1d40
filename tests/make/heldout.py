"""Each fold while all that is learnt (names, owners, claims) is learnt from the other folds: pages never seen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import folds  # noqa: E402
import owners  # noqa: E402
import relations  # noqa: E402

from kg.claims import choosing as standing  # noqa: E402
from kg.figures import choosing  # noqa: E402
from kg.loglinear import Scorer  # noqa: E402
from tests import corpus  # noqa: E402


def each(kept: Path | None, score: ModuleType) -> Iterator[tuple[str, ...]]:
    """The text sets of a fold, read meanwhile with weights that never saw them.  kept: see folds.KEEP."""
    models = folds.models(kept)
    numbers = range(len(models))

    def told(number: int) -> tuple[list[owners.Example], list[relations.Example]]:
        fold, names = models[number]
        with folds.names_by(names):
            return (
                [e for name in fold for e in owners.examples(name, number, score)],
                [e for name in fold for e in relations.examples(name, number, score)],
            )

    found = folds.side_by_side(told, numbers)

    def without(number: int) -> tuple[dict[str, float], dict[str, float]]:
        others = [found[n] for n in numbers if n != number]
        numbered, paired = [e for data, _ in others for e in data], [e for _, pairs in others for e in pairs]
        return owners.train(numbered), relations.train(paired)

    learnt = folds.side_by_side(without, numbers)
    shipped = choosing.scorer, standing.scorer
    try:
        for (fold, names), (of_owners, of_claims) in zip(models, learnt, strict=True):
            whose, which = Scorer(of_owners), Scorer(of_claims)
            choosing.scorer = lambda whose=whose: whose  # type: ignore[assignment]
            standing.scorer = lambda which=which: which  # type: ignore[assignment]
            with folds.names_by(names):
                yield tuple(name for name in fold if name != corpus.NAME)
    finally:
        choosing.scorer, standing.scorer = shipped
