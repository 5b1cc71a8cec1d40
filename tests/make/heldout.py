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


def each(kept: Path | None, score: ModuleType) -> Iterator[tuple[str, ...]]:
    """The text sets of a fold, read meanwhile with weights that never saw them.  kept: see folds.KEEP."""
    models = folds.models(kept)
    data: list[owners.Example] = []
    pairs: list[relations.Example] = []
    for number, (fold, names) in enumerate(models):
        with folds.names_by(names):
            data += [e for name in fold for e in owners.examples(name, number, score)]
            pairs += [e for name in fold for e in relations.examples(name, number, score)]
    def without(number: int) -> tuple[dict[str, float], dict[str, float]]:
        return owners.train([e for e in data if e.fold != number]), relations.train([e for e in pairs if e.fold != number])

    learnt = folds.side_by_side(without, range(len(models)))
    shipped = choosing.scorer, standing.scorer
    try:
        for (fold, names), (of_owners, of_claims) in zip(models, learnt, strict=True):
            whose, which = Scorer(of_owners), Scorer(of_claims)
            choosing.scorer = lambda whose=whose: whose  # type: ignore[assignment]
            standing.scorer = lambda which=which: which  # type: ignore[assignment]
            with folds.names_by(names):
                yield fold
    finally:
        choosing.scorer, standing.scorer = shipped
