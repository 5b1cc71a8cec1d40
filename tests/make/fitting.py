"""What the three log-linear models share while they are trained: a table of features, and the fit.

scipy is a tool of these scripts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

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
