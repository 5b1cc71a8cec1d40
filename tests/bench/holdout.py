"""Quality on texts that nothing was learnt from: each fold scored with weights learnt from the others.

    python tests/bench/holdout.py [--errors] [--keep FILE]

The whole pass runs with the weights of names, owners and claims that the other folds give, so a missed name costs its
relations and figures too.  Rules and lexicons are the same in every fold: those of the shared regions and of most
folders of tests/news saw these texts.  Prints F1 per set, then all that rules were written on beside all that they
were not.
Needs scipy and ../shared.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "make"), str(ROOT / "tests" / "bench")]

import folds  # noqa: E402
import heldout  # noqa: E402
import quality  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="list misses (-) and errors (+)")
    parser.add_argument("--keep", type=Path, help=folds.KEEP)
    args = parser.parse_args()
    score = quality.scorer()
    rows: dict[str, dict[str, list[int]]] = {}
    for fold in heldout.each(args.keep, score):
        rows |= {name: quality.measure(name, score, errors=args.errors) for name in fold}
    seen = [row for name, row in rows.items() if name not in folds.UNSEEN]
    unseen = [row for name, row in rows.items() if name in folds.UNSEEN]
    for title, some in (("rules saw", seen), ("unseen", unseen)):
        rows[title] = {key: [sum(row.get(key, [0, 0, 0])[i] for row in some) for i in range(3)] for key in ROWS}
    for first in range(0, len(rows), 8):
        quality.table(dict(list(rows.items())[first : first + 8]))
    for key in ROWS:
        p, r, f = quality.figures(rows["unseen"][key])
        print(f"{key:18} {p:9.3f} {r:7.3f} {f:7.3f}  {'/'.join(map(str, rows['unseen'][key]))}")


ROWS = (*quality.LAYERS, *quality.TYPES, *quality.PREDICATES)

if __name__ == "__main__":
    main()
