"""Train kg/lexicons/mention_weights.tsv from annotated texts: gold files beside their pages.

    python tests/make/weights.py --write            # train on all development texts
    python tests/make/weights.py --hold-out         # F1 per region, trained on the others

A candidate is right when its text is a name or alias of a gold entity of its type and no longer
right candidate holds it.  Logistic regression (scikit-learn, a tool of this script alone) with L2.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from kg import articles, candidates, layout, lexicon, mentions, pages, ranking, reading, sentences
from kg.model import Page

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REGIONS = ("real", "north", "west", "shandong", "centre")
LEAST_COUNT = 2
STRENGTH = 1.0


@dataclass
class Example:
    region: str
    document: str
    sentence: int
    candidate: candidates.Candidate
    features: list[str]
    right: bool
    key: tuple[str, str]


def gold_files(region: str) -> list[tuple[Path, Path]]:
    """(page, gold) of one set."""
    if region == "real":
        folder, golds = SHARED / "seeds", SHARED / "gold"
    elif region == "demo":
        folder, golds = ROOT / "seeds", ROOT / "tests" / "gold"
    else:
        folder = golds = SHARED / "texts" / region
    return [
        (folder / json.loads(g.read_text(encoding="utf-8"))["document"], g) for g in sorted(golds.glob("*.gold.json"))
    ]


def examples(region: str) -> list[Example]:
    found = []
    for path, gold_path in gold_files(region):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        keys: dict[str, set[str]] = defaultdict(set)
        for entity in gold["entities"]:
            for kind in entity["types"]:
                keys[kind] |= {lexicon.fold(n) for n in (entity["name"], *entity["aliases"])}
        page = next(p for p in pages.read([path]) if isinstance(p, Page))
        found_sentences = [s for a in articles.find(page, layout.arrange(page)) for s in sentences.split(a)]
        around = mentions.surroundings(page, found_sentences)
        for number, sentence in enumerate(found_sentences):
            read = reading.read(sentence)
            offered = [
                (c, lexicon.fold(read.text[c.start : c.end]) in keys[c.type]) for c in candidates.find(read)
            ]
            right = [(c.start, c.end) for c, fits in offered if fits]
            for c, fits in offered:
                inside = any(s <= c.start and c.end <= e and e - s > c.end - c.start for s, e in right)
                features = list(ranking.features(c, read, around))
                key = (c.type, lexicon.fold(read.text[c.start : c.end]))
                found.append(Example(region, gold_path.name, number, c, features, fits and not inside, key))
    return found


def train(data: list[Example], strength: float = STRENGTH) -> dict[str, float]:
    """feature → weight."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(f for e in data for f in set(e.features))
    names = sorted(f for f, n in counts.items() if n >= LEAST_COUNT)
    index = {f: i for i, f in enumerate(names)}
    columns, starts = [], [0]
    for e in data:
        columns += [index[f] for f in dict.fromkeys(e.features) if f in index]
        starts.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(data), len(names)))
    model = LogisticRegression(C=strength, solver="liblinear", fit_intercept=False)
    model.fit(matrix, np.array([e.right for e in data]))
    return dict(zip(names, model.coef_[0].tolist(), strict=True))


def judge(data: list[Example], model: dict[str, float], threshold: float) -> Counter[str]:
    """Right, found and wanted names per type, distinct in each document; misses and errors as a Counter's other keys."""
    by_sentence: dict[Any, list[Example]] = defaultdict(list)
    for e in data:
        by_sentence[e.document, e.sentence].append(e)
    found: set[Any] = set()
    for (document, _), group in by_sentence.items():
        scored = [(e.candidate, sum(model.get(f, 0.0) for f in dict.fromkeys(e.features))) for e in group]
        keys = {id(e.candidate): e.key for e in group}
        found |= {(document, *keys[id(c)]) for c in mentions.best(scored, threshold)}
    right = {(e.document, *e.key) for e in data if e.right}
    counts: Counter[str] = Counter()
    for which, these in (("found", found), ("gold", right), ("true", found & right)):
        for item in these:
            counts[which] += 1
            counts[f"{which} {item[1]}"] += 1
    return counts


def f1(counts: Counter[str], kind: str = "") -> str:
    suffix = f" {kind}" if kind else ""
    true, found, gold = counts[f"true{suffix}"], counts[f"found{suffix}"], counts[f"gold{suffix}"]
    return f"{kind or 'all':14} P {true / max(found, 1):.3f} R {true / max(gold, 1):.3f} F {2 * true / max(found + gold, 1):.3f} ({true}/{found}/{gold})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--strength", type=float, default=STRENGTH)
    parser.add_argument("--thresholds", type=float, nargs="*", default=[-1.0])
    args = parser.parse_args()
    data = {region: examples(region) for region in REGIONS}
    print({r: (len(d), sum(e.right for e in d)) for r, d in data.items()}, file=sys.stderr)
    if args.hold_out:
        for threshold in args.thresholds:
            total: Counter[str] = Counter()
            for held in REGIONS:
                model = train([e for r in REGIONS if r != held for e in data[r]], args.strength)
                counts = judge(data[held], model, threshold)
                print(f"threshold {threshold} {held:10} {f1(counts)}")
                total += counts
            print(f1(total))
            for kind in sorted({k.split()[1] for k in total if " " in k}):
                print("   ", f1(total, kind))
    if args.write:
        model = train([e for r in REGIONS for e in data[r]], args.strength)
        rows = [f"{name}\t{weight:.3f}" for name, weight in sorted(model.items()) if abs(weight) >= 0.02]
        path = ROOT / "kg" / "lexicons" / "mention_weights.tsv"
        path.write_text("# feature, weight; made by tests/make/weights.py\n" + "\n".join(rows) + "\n", encoding="utf-8")
        print(f"{len(rows)} weights", file=sys.stderr)


if __name__ == "__main__":
    main()
