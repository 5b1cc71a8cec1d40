"""Quality on regions that the names' weights were not trained on: each region scored by a model of the others.

    python tests/bench/holdout.py

The whole pass runs, so a missed name costs its relations and figures too.  Rules and lexicons are the
same in every fold; only the weights change.  Needs scipy and ../shared.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "make"), str(ROOT / "tests" / "bench")]

import quality  # noqa: E402
import weights  # noqa: E402

from kg import ranking  # noqa: E402


def main() -> None:
    data = {region: weights.examples(region) for region in (*weights.REGIONS, *weights.EXTRA)}
    score, rows = quality.scorer(), {}
    for held in weights.REGIONS:
        scorer = ranking.Scorer(weights.train([e for region in data if region != held for e in data[region]]))
        ranking.scorer = lambda scorer=scorer: scorer
        rows[held] = quality.measure(held, score, errors=False)
    rows["all"] = {key: [sum(row[key][i] for row in rows.values()) for i in range(3)] for key in rows["real"]}
    quality.table(rows)


if __name__ == "__main__":
    main()
