"""Text sets in folds, and for each fold the names' weights trained on all the others.

What is learnt behind the names (whose a figure is) must learn from names found as on pages never seen,
not from names whose weights were trained on the very page.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import weights  # noqa: E402

from kg import ranking  # noqa: E402
from tests import corpus, news  # noqa: E402

FOLDS: tuple[tuple[str, ...], ...] = tuple(
    tuple(sets) for sets in zip(*[iter((*weights.REGIONS, "demo", *news.SETS))] * 5, strict=False)
)
"""Five sets each, in the order of their names."""
LEFT = tuple(s for s in (*weights.REGIONS, "demo", *news.SETS) if not any(s in fold for fold in FOLDS))
ALL: tuple[tuple[str, ...], ...] = (*FOLDS, *((LEFT,) if LEFT else ()), (corpus.NAME,))
"""The marked articles are a fold too: what is learnt behind the names learns from theirs, but they are not scored."""


UNSEEN = (
    "bashan",
    "chaoshan",
    "dianchi",
    "ganpo",
    "guibei",
    "jibei",
    "jingchu",
    "liaodong",
    "longdong",
    "longjiang",
    "minhai",
    "qiantang",
    "qianzhong",
    "qinhuai",
    "songliao",
    "taihu",
    "wanjiang",
    "xiangchu",
    "xijiang",
    "yanzhao",
    "zhujiang",
)
"""Folders of tests/news that no rule was written on."""


KEEP = "file that keeps the names' weights of the folds between runs; delete it when kg's names change"

Fold = tuple[tuple[str, ...], dict[str, float]]


def models(kept: Path | None = None) -> list[Fold]:
    """Each fold with the names' weights trained without it; from the file where it is there, else written to it."""
    if kept and kept.exists():
        return [(tuple(fold), model) for fold, model in json.loads(kept.read_text(encoding="utf-8"))]
    sets = (*weights.REGIONS, "demo", *weights.EXTRA)
    material = weights.Material([e for name in sets for e in weights.examples(name)])

    def without(fold: tuple[str, ...]) -> Fold:
        return fold, material.train(fold)

    found = side_by_side(without, ALL)
    if kept:
        kept.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


Given, Made = TypeVar("Given"), TypeVar("Made")


def side_by_side(make: Callable[[Given], Made], some: Sequence[Given]) -> list[Made]:
    """make of each, in order, by as many processes as there are cores: the examples stand in memory once."""
    global _make
    _make = make
    with multiprocessing.get_context("fork").Pool() as pool:
        return pool.map(_made, some, chunksize=1)


_make: Callable[[Any], Any]


def _made(given: Any) -> Any:
    return _make(given)


@contextmanager
def names_by(model: dict[str, float]) -> Iterator[None]:
    """Names are found with these weights meanwhile."""
    scorer, kept = ranking.Scorer(model), ranking.scorer
    ranking.scorer = lambda: scorer  # type: ignore[assignment]
    try:
        yield
    finally:
        ranking.scorer = kept
