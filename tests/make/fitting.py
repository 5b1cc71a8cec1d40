"""What the three log-linear models share while they are trained: a table of features, the fit, and the command.

scipy is a tool of these scripts alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

LEAST_WEIGHT = 0.02


def table(counted: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], least: int) -> tuple[list[str], Any]:
    """The features that stand in at least so many of counted, in order, and a sparse matrix: a row of ones for each
    of rows, a column for each feature."""
    import numpy as np
    from scipy.sparse import csr_matrix

    counts = Counter(f for features in counted for f in set(features))
    names = sorted(f for f, times in counts.items() if times >= least)
    index = {f: n for n, f in enumerate(names)}
    columns: list[int] = []
    starts = [0]
    for features in rows:
        columns += [index[f] for f in dict.fromkeys(features) if f in index]
        starts.append(len(columns))
    return names, csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(names)))


Loss = Callable[[Any], tuple[float, Any]]
"""Weights → what they lose, and its gradient."""


def fit(names: Sequence[str], loss: Loss, strength: float, steps: int) -> dict[str, float]:
    """feature → weight where the loss and the weights' L2 penalty (of variance strength) are least."""
    import numpy as np
    from scipy.optimize import minimize

    def penalised(w: Any) -> tuple[float, Any]:
        lost, gradient = loss(w)
        return lost + float(w @ w) / (2 * strength), gradient + w / strength

    fitted = minimize(penalised, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return dict(zip(names, fitted.x.tolist(), strict=True))


def write(path: Path, header: str, weights: dict[str, float]) -> int:
    """The weights of at least LEAST_WEIGHT as a table; returns how many."""
    rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return len(rows)


class Model(Protocol):
    """A module that trains what is learnt behind the names: owners, relations."""

    __doc__: str | None
    TABLE: Path
    HEADER: str
    STRENGTH: float

    def examples(self, name: str, fold: int, score: ModuleType) -> Iterator[Any]: ...
    def train(self, data: Sequence[Any], strength: float) -> dict[str, float]: ...
    def judge(self, data: Sequence[Any], model: dict[str, float]) -> Counter[str]: ...


def command(model: Model) -> None:
    """--write trains a model on all annotated texts there are; --hold-out judges it fold by fold."""
    import folds

    from tests.bench import quality

    parser = argparse.ArgumentParser(description=model.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {model.TABLE.name}")
    parser.add_argument("--hold-out", action="store_true", help="judge each fold by a model of the others")
    parser.add_argument("--strength", type=float, default=model.STRENGTH)
    parser.add_argument("--keep", type=Path, help=folds.KEEP)
    args = parser.parse_args()
    score, models = quality.scorer(), folds.models(args.keep)

    def told(number: int) -> list[Any]:
        fold, names = models[number]
        with folds.names_by(names):
            return [e for name in fold for e in model.examples(name, number, score)]

    data = [e for part in folds.side_by_side(told, range(len(models))) for e in part]
    print(len(data), "examples", file=sys.stderr, flush=True)
    if args.hold_out:

        def judged(number: int) -> Counter[str]:
            fitted = model.train([e for e in data if e.fold != number], args.strength)
            return model.judge([e for e in data if e.fold == number], fitted)

        print(dict(sum(folds.side_by_side(judged, range(len(models))), Counter())))
    if args.write:
        print(write(model.TABLE, model.HEADER, model.train(data, args.strength)), "weights", file=sys.stderr)
