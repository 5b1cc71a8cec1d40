"""Train kg/lexicons/mention_weights.tsv from annotated texts: gold files beside their pages.

    python tests/make/weights.py --write            # train on all development texts
    python tests/make/weights.py --hold-out         # F1 per region, trained on the others

A candidate is right when its text is a name or alias of a gold entity of its type and no longer
right candidate holds it.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import fitting  # noqa: E402

from kg import articles, candidates, layout, lexicon, mentions, ranking, reading, sentences  # noqa: E402
from kg.heads import Candidate  # noqa: E402
from kg.model import Page, Sentence  # noqa: E402
from tests import corpus, news  # noqa: E402

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "kg" / "lexicons" / "mention_weights.tsv"
HEADER = "# feature, weight; made by tests/make/weights.py"
REGIONS = ("real", "north", "west", "shandong", "centre")
# Always trained on, never held out here.
EXTRA = (corpus.NAME, *news.SETS)
LEAST_COUNT = 2
STRENGTH = 1.0
STEPS = 300


@dataclass
class Example:
    region: str
    document: str
    sentence: int
    candidate: Candidate
    features: list[str]
    right: bool
    key: tuple[str, str]


def gold_files(region: str) -> list[tuple[Path, Path]]:
    """(page, gold) of one set."""
    if region == "real":
        folder, golds = SHARED / "seeds", SHARED / "gold"
    elif region == "demo":
        folder, golds = ROOT / "seeds", ROOT / "tests" / "gold"
    elif region in news.SETS:
        folder = golds = news.FOLDER / region
    else:
        folder = golds = SHARED / "texts" / region
    return [
        (folder / json.loads(g.read_text(encoding="utf-8"))["document"], g) for g in sorted(golds.glob("*.gold.json"))
    ]


def examples(region: str) -> list[Example]:
    found = []
    if region == corpus.NAME:
        for told in corpus.documents():
            found += _examples(region, told.name, told.page, list(told.sentences), defaultdict(set, told.forms))
        return found
    for path, gold_path in gold_files(region):
        gold = news.gold_of(gold_path)
        keys: dict[str, set[str]] = defaultdict(set)
        for entity in gold["entities"]:
            for kind in entity["types"]:
                keys[kind] |= {lexicon.fold(n) for n in (entity["name"], *entity["aliases"])}
        page = news.pages_of(path)[0]
        found_sentences = [s for a in articles.find(page, layout.arrange(page)) for s in sentences.split(a)]
        found += _examples(region, gold_path.name, page, found_sentences, keys)
    return found


def _examples(
    region: str, document: str, page: Page, found_sentences: list[Sentence], keys: dict[str, set[str]]
) -> list[Example]:
    found = []
    around = mentions.surroundings(page, found_sentences)
    for number, sentence in enumerate(found_sentences):
        read = reading.read(sentence)
        offered = [(c, lexicon.fold(read.text[c.start : c.end]) in keys[c.type]) for c in candidates.find(read)]
        right = [(c.start, c.end) for c, fits in offered if fits]
        for c, fits in offered:
            inside = any(s <= c.start and c.end <= e and e - s > c.end - c.start for s, e in right)
            features = list(ranking.features(c, read, around))
            key = (c.type, lexicon.fold(read.text[c.start : c.end]))
            found.append(Example(region, document, number, c, features, fits and not inside, key))
    return found


class Lattices:
    """The candidates of sentences as steps: the n-th candidates of all sentences that have so many, side by side.

    firsts and sizes tell which rows are a sentence's candidates, in the order of their ends; befores[row] how many of
    them end before this one starts.
    """

    def __init__(self, firsts: Any, sizes: Any, befores: Any) -> None:
        import numpy as np

        order = np.argsort(-sizes, kind="stable")
        self.sizes = sizes[order]
        actives = [int(np.count_nonzero(self.sizes > n)) for n in range(int(self.sizes[0]))]
        self.steps = [firsts[order[:active]] + n for n, active in enumerate(actives)]
        self.backs = [befores[rows] for rows in self.steps]
        self.columns = np.arange(len(order))

    def marginals(self, scores: Any, into: Any) -> float:
        """log Z over the sets of candidates without overlap, summed over the sentences; into[row] becomes each
        candidate's probability of being in one."""
        import numpy as np

        longest = len(self.steps)
        ahead = np.zeros((longest + 1, len(self.columns)))
        for n, (rows, back) in enumerate(zip(self.steps, self.backs, strict=True)):
            columns = self.columns[: len(rows)]
            ahead[n + 1, : len(rows)] = np.logaddexp(ahead[n, : len(rows)], ahead[back, columns] + scores[rows])
        whole = ahead[self.sizes, self.columns]
        behind = np.full(ahead.shape, -np.inf)
        behind[self.sizes, self.columns] = 0.0
        for n in range(longest - 1, -1, -1):
            rows, back = self.steps[n], self.backs[n]
            columns = self.columns[: len(rows)]
            behind[n, : len(rows)] = np.logaddexp(behind[n, : len(rows)], behind[n + 1, : len(rows)])
            taken = behind[n + 1, : len(rows)] + scores[rows]
            behind[back, columns] = np.logaddexp(behind[back, columns], taken)
            into[rows] = np.exp(ahead[back, columns] + taken - whole[: len(rows)])
        return float(whole.sum())


class Material:
    """All examples as arrays, so that many models can be learnt from parts of them."""

    def __init__(self, data: Sequence[Example]) -> None:
        import numpy as np

        groups: dict[Any, list[Example]] = defaultdict(list)
        for e in data:
            groups[e.region, e.document, e.sentence].append(e)
        rows: list[list[str]] = []
        befores: list[int] = []
        gold: list[float] = []
        firsts, sizes = [], []
        for group in groups.values():
            group.sort(key=lambda e: (e.candidate.end, e.candidate.start))
            ends = [e.candidate.end for e in group]
            spans = Counter((e.candidate.start, e.candidate.end) for e in group if e.right)
            firsts.append(len(rows))
            sizes.append(len(group))
            for n, e in enumerate(group):
                rows.append(e.features)
                befores.append(bisect_right(ends, e.candidate.start, 0, n))
                gold.append(1.0 / spans[e.candidate.start, e.candidate.end] if e.right else 0.0)
        self.names, self.matrix = fitting.table(rows, rows, LEAST_COUNT)
        self.firsts, self.sizes, self.befores = np.array(firsts), np.array(sizes), np.array(befores)
        self.gold, self.regions = np.array(gold), np.array([region for region, _, _ in groups])

    def train(self, without: Collection[str] = (), strength: float = STRENGTH) -> dict[str, float]:
        """feature → weight, learnt from all text sets but these: a semi-Markov conditional random field over each
        sentence's candidates.

        Its states are the sets of candidates without overlap, as kg.mentions.best searches them (Sarawagi and Cohen
        2004); L2 with the given variance, fitted by L-BFGS.  The marked articles name every name, gold only those
        of facts: what holds in the former alone is learnt by copies of the features (Daumé III 2007), which are left.
        """
        import numpy as np
        from scipy.sparse import diags, hstack

        kept = ~np.isin(self.regions, list(without))
        sizes, marked = self.sizes[kept], self.regions[kept] == corpus.NAME
        rows = np.concatenate([np.arange(f, f + n) for f, n in zip(self.firsts[kept], sizes, strict=True)])
        matrix = self.matrix[rows]
        often = np.flatnonzero(matrix.sum(axis=0).A1 >= LEAST_COUNT)
        matrix = matrix[:, often]
        wide = hstack([matrix, diags(np.repeat(marked, sizes).astype(float)) @ matrix]).tocsr()
        transposed, target, befores = wide.T.tocsr(), self.gold[rows], self.befores[rows]
        firsts, marginals = np.cumsum(sizes) - sizes, np.empty(len(rows))
        # Sentences of like length together, so that few steps wait for a long one.
        buckets = np.searchsorted(2 ** np.arange(3, 12), sizes)
        lattices = [Lattices(firsts[buckets == n], sizes[buckets == n], befores) for n in np.unique(buckets)]

        def loss(w: Any) -> Any:
            scores = wide @ w
            total = sum(lattice.marginals(scores, marginals) for lattice in lattices)
            return total - float(scores @ target), transposed @ (marginals - target)

        names = [self.names[n] for n in often]
        weights = fitting.fit([*names, *(f"{corpus.NAME} {name}" for name in names)], loss, strength, STEPS)
        return {name: weights[name] for name in names}


def judge(data: list[Example], model: dict[str, float], threshold: float) -> Counter[str]:
    """Right, found and wanted names per type, distinct in each document."""
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
    precision, recall, both = true / max(found, 1), true / max(gold, 1), 2 * true / max(found + gold, 1)
    return f"{kind or 'all':14} P {precision:.3f} R {recall:.3f} F {both:.3f} ({true}/{found}/{gold})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--strength", type=float, default=STRENGTH)
    parser.add_argument("--thresholds", type=float, nargs="*", default=[0.0])
    args = parser.parse_args()
    data = {region: examples(region) for region in (*REGIONS, *EXTRA)}
    print({r: (len(d), sum(e.right for e in d)) for r, d in data.items()}, file=sys.stderr)
    material = Material([e for part in data.values() for e in part])
    if args.hold_out:
        for threshold in args.thresholds:
            total: Counter[str] = Counter()
            for held in REGIONS:
                model = material.train((held,), args.strength)
                counts = judge(data[held], model, threshold)
                print(f"threshold {threshold} {held:10} {f1(counts)}")
                total += counts
            print(f1(total))
            for kind in sorted({k.split()[1] for k in total if " " in k}):
                print("   ", f1(total, kind))
    if args.write:
        model = material.train((), args.strength)
        print(fitting.write(TABLE, HEADER, model), "weights", file=sys.stderr)


if __name__ == "__main__":
    main()
