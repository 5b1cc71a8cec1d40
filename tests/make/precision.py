"""Measure kg/lexicons/rule_precision.tsv: how often what a claim or figure rule says stands in gold.

    python tests/make/precision.py            # print the table, the least trusted rules first
    python tests/make/precision.py --write    # and write it

A rule's facts are the distinct relations (subject, predicate, object) or observations that it alone or
with others reads on a page; right is what the shared scorer counts as right.  Precision is smoothed,
(right + 1) / (all + 2) (Laplace), so that a rule seen once is neither certain nor worthless.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import folds  # noqa: E402
import heldout  # noqa: E402

from kg import build, things  # noqa: E402
from kg.model import Findings, Knowledge  # noqa: E402
from tests import news  # noqa: E402
from tests.bench import quality  # noqa: E402

ENOUGH = 8
"""Facts of a rule on texts no rule was written on that tell its precision by themselves."""
TABLE = ROOT / "kg" / "lexicons" / "rule_precision.tsv"
HEADER = "# rule, share of its facts that gold holds, right, all; made by tests/make/precision.py"

Fact = tuple[str, ...]


def _relation_key(subject: str, predicate: str, object_: str) -> Fact:
    if predicate == "cooperatesWith" and object_ < subject:
        subject, object_ = object_, subject
    return subject, predicate, object_


def wrong_facts(gold: dict[str, Any], knowledge: Knowledge, score: ModuleType) -> Counter[str]:
    """What the scorer calls wrong, as it prints it, with entities told by id: an id stands first among the names."""
    entities, relations, observations, articles = quality.shape(knowledge)
    told = {ident: {**entity, "names": [ident, *entity["names"]]} for ident, entity in entities.items()}
    score.read_turtle = lambda _: (told, relations, observations, articles)  # type: ignore[attr-defined]
    _, _, wrong = score.score(gold, "")
    return Counter(wrong)


def judged(gold: dict[str, Any], findings: Findings, score: ModuleType) -> dict[str, dict[Fact, bool]]:
    """rule → its facts on this page → whether gold holds them."""
    knowledge = build.knowledge([findings])
    wrong = wrong_facts(gold, knowledge, score)
    right: dict[Fact, bool] = {}
    for r in knowledge.relations:
        right[r.subject, r.predicate, r.object] = f"+ relation {r.subject} {r.predicate} {r.object}" not in wrong
    # Of observations that print alike the scorer takes the first ones: the last ones are the wrong ones.
    for o in reversed(knowledge.observations):
        printed = f"+ observation {o.subject} {o.indicator} {float(o.value)} {o.unit}"
        right[o.subject, o.indicator, str(o.value), o.unit, str(o.qualifiers)] = wrong[printed] <= 0
        wrong[printed] -= 1
    _, of = things.gather([findings])
    found: dict[str, dict[Fact, bool]] = defaultdict(dict)
    for claim in findings.claims:
        if claim.subject in of and claim.object in of:
            key = _relation_key(of[claim.subject], claim.predicate, of[claim.object])
            if key in right:
                found[claim.rule][key] = right[key]
    for figure in findings.figures:
        if figure.subject in of:
            said = (of[figure.subject], figure.indicator, str(figure.value), figure.unit, str(figure.qualifiers))
            if said in right:
                found[figure.rule][said] = right[said]
    return found


Counts = dict[str, tuple[int, int]]


def measure(kept: Path | None) -> Counts:
    """rule → (right, all) on texts no rule was written on, or on all gold where those have too few of its facts.

    All weights are learnt without the text (heldout.py), else what they alone say would look surer than it is.
    """
    score = quality.scorer()
    unread: Counts = defaultdict(lambda: (0, 0))
    whole: Counts = defaultdict(lambda: (0, 0))
    for fold in heldout.each(kept, score):
        for name in fold:
            for rule, (right, seen) in counted(name, score).items():
                for counts in (whole, unread)[: 1 + (name in folds.UNSEEN)]:
                    counts[rule] = counts[rule][0] + right, counts[rule][1] + seen
    return {rule: unread[rule] if unread[rule][1] >= ENOUGH else counts for rule, counts in whole.items()}


def counted(name: str, score: ModuleType) -> Counts:
    """rule → (right, all) on one text set."""
    counts: Counts = defaultdict(lambda: (0, 0))
    documents, golds = quality.places(name)
    for path in sorted(golds.glob("*.gold.json")):
        gold = news.gold_of(path)
        for page in quality.page_of(documents / gold["document"]):
            for rule, facts in judged(gold, build.read(page), score).items():
                counts[rule] = counts[rule][0] + sum(facts.values()), counts[rule][1] + len(facts)
    return counts


def rows(counts: dict[str, tuple[int, int]]) -> list[str]:
    """The table's rows, by rule."""
    return [
        f"{rule}\t{(right + 1) / (seen + 2):.2f}\t{right}\t{seen}" for rule, (right, seen) in sorted(counts.items())
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write kg/lexicons/rule_precision.tsv")
    parser.add_argument("--keep", type=Path, help=folds.KEEP)
    args = parser.parse_args()
    if not (quality.SHARED / "gold" / "score.py").exists():
        sys.exit(f"{quality.SHARED}/gold/score.py: no shared gold beside this checkout")
    found = rows(measure(args.keep))
    for row in sorted(found, key=lambda r: (r.split("\t")[1], r)):
        print(row)
    if args.write:
        TABLE.write_text("\n".join([HEADER, *found]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
