"""Facts drawn at random from a text set, each with its passage, for a reader to judge.

    python tests/bench/reading.py [--set south] [--count 100] [--seed 1]

Prints a number, where the passage stands, the fact and the passage.  What a reader judged is kept in
tests/bench/judged.tsv: set, seed, number, fact, right or wrong, why (no passage: other people's text stays out).
`--judged` prints how many of them were right.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import quality  # noqa: E402

from kg import build  # noqa: E402
from kg.model import Knowledge, Qualifiers  # noqa: E402

JUDGED = Path(__file__).parent / "judged.tsv"


def facts(knowledge: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    """(page, fact, passage, rule) of every relation and observation."""
    names = {entity.id: entity.name for entity in knowledge.entities}
    for relation in knowledge.relations:
        said = f"{names[relation.subject]} {relation.predicate} {names[relation.object]}{_told(relation.qualifiers)}"
        proof = relation.evidence[0]
        yield proof.passage.page, said, proof.passage.text, proof.rule
    for figure in knowledge.observations:
        said = f"{names[figure.subject]} | {figure.indicator} | {figure.value} {figure.unit}{_told(figure.qualifiers)}"
        proof = figure.evidence[0]
        yield proof.passage.page, said, proof.passage.text, proof.rule


def _told(qualifiers: Qualifiers) -> str:
    return " {" + ", ".join(f"{k}={v}" for k, v in qualifiers) + "}" if qualifiers else ""


def drawn(name: str, count: int, seed: int) -> list[tuple[str, str, str, str]]:
    """So many facts of a text set, each page built by itself."""
    found: list[tuple[str, str, str, str]] = []
    folder, _ = quality.places(name)
    for path in sorted(folder.glob("*.txt")):
        found += facts(build.knowledge(build.read(page) for page in quality.page_of(path)))
    return random.Random(seed).sample(sorted(found), min(count, len(found)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", default="south", dest="name")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judged", action="store_true", help="only print what was judged")
    args = parser.parse_args()
    if args.judged:
        rows = [line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        for name, verdicts in sorted({r[0]: Counter(q[4] for q in rows if q[0] == r[0]) for r in rows}.items()):
            print(f"{name}: {verdicts['right']} of {sum(verdicts.values())} right")
        return
    for number, (page, fact, passage, rule) in enumerate(drawn(args.name, args.count, args.seed), 1):
        print(f"{number}\t{Path(page).name}\t{fact}\t[{rule}]\n\t{passage}")


if __name__ == "__main__":
    main()
