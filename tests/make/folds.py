"""Text sets in folds, and for each fold the names' weights trained on all the others.

What is learnt behind the names (whose a figure is) must learn from names found as on pages never seen,
not from names whose weights were trained on the very page.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import weights  # noqa: E402

from kg import ranking  # noqa: E402
from tests import news  # noqa: E402

FOLDS: tuple[tuple[str, ...], ...] = tuple(
    tuple(sets) for sets in zip(*[iter((*weights.REGIONS, "demo", *news.SETS))] * 3, strict=False)
)
"""Three sets each, in the order of their names."""
LEFT = tuple(s for s in (*weights.REGIONS, "demo", *news.SETS) if not any(s in fold for fold in FOLDS))
ALL = (*FOLDS, LEFT) if LEFT else FOLDS


UNSEEN = ("coast", "counties", "harbour", "huazhong", "northeast", "northwest", "qilu", "qingdao", "trades")
"""Folders of tests/news that no rule was written on."""


def models() -> Iterator[tuple[tuple[str, ...], dict[str, float]]]:
    """Each fold with the names' weights trained without it."""
    import os, pickle

    if os.environ.get("FOLDS"):
        yield from pickle.load(open(os.environ["FOLDS"], "rb"))
        return
    data = {name: weights.examples(name) for name in (*weights.REGIONS, "demo", *weights.EXTRA)}
    for fold in ALL:
        yield fold, weights.train([e for name in data if name not in fold for e in data[name]])


@contextmanager
def names_by(model: dict[str, float]) -> Iterator[None]:
    """Names are found with these weights meanwhile."""
    scorer, kept = ranking.Scorer(model), ranking.scorer
    ranking.scorer = lambda: scorer  # type: ignore[assignment]
    try:
        yield
    finally:
        ranking.scorer = kept
