"""Train kg/lexicons/mention_weights.tsv from annotated texts: gold files beside their pages.

    python tests/make/weights.py --write            # train on all development texts
    python tests/make/weights.py --hold-out         # F1 per region, trained on the others

A candidate is right when its text is a name or alias of a gold entity of its type and no longer
right candidate holds it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from math import exp, inf, log1p
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

import fitting  # noqa: E402

from kg import articles, candidates, layout, lexicon, mentions, ranking, reading, sentences  # noqa: E402
from kg.heads import Candidate  # noqa: E402
from kg.model import Article, Page, Sentence, Span  # noqa: E402
from tests import news  # noqa: E402

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TABLE = ROOT / "kg" / "lexicons" / "mention_weights.tsv"
HEADER = "# feature, weight; made by tests/make/weights.py"
REGIONS = ("real", "north", "west", "shandong", "centre")
# Always trained on, never held out here.
EXTRA = ("corpus", *news.SETS)
LEAST_COUNT = 2
STRENGTH = 2.0


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


CODES = {
    "O": "Organisation",
    "D": "District",
    "A": "Award",
    "P": "Program",
    "C": "Document",
    "N": "Person",
    "E": "Event",
    "R": "Product",
}
MARK = re.compile("⟦([A-Z]):(.*?)⟧")


def corpus() -> list[Example]:
    """The examples of tests/corpus: articles with every name marked."""
    found = []
    for path in sorted((ROOT / "tests" / "corpus").glob("*.txt")):
        for number, article in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
            keys: dict[str, set[str]] = defaultdict(set)
            for code, name in MARK.findall(article):
                keys[CODES[code]].add(lexicon.fold(name))
            lines = MARK.sub(lambda m: m.group(2), article).split("\n")
            printed = "\n".join(lines)
            page = Page("corpus", printed, "")
            whole = Article("corpus#1", "corpus", 1, None, "", (), ())
            found_sentences, at = [], 0
            for line in lines:
                kind = "body" if at else "headline"
                passage = page.passage(Span(at, at + len(line)))
                part = replace(whole, headline=passage) if kind == "headline" else replace(whole, paragraphs=(passage,))
                found_sentences += list(sentences.split(part))
                at += len(line) + 1
            found += _examples("corpus", f"{path.name}#{number}", page, found_sentences, keys)
    return found


def examples(region: str) -> list[Example]:
    if region == "corpus":
        return corpus()
    found = []
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


def train(data: list[Example], strength: float = STRENGTH) -> dict[str, float]:
    """feature → weight: a semi-Markov conditional random field over each sentence's candidates.

    Its states are the sets of candidates without overlap, as kg.mentions.best searches them
    (Sarawagi and Cohen 2004); L2 with the given variance, fitted by L-BFGS.
    """
    import numpy as np

    groups: dict[Any, list[Example]] = defaultdict(list)
    for e in data:
        groups[e.region, e.document, e.sentence].append(e)
    ordered, lattices, gold = [], [], []
    for group in groups.values():
        group.sort(key=lambda e: (e.candidate.end, e.candidate.start))
        ends = [e.candidate.end for e in group]
        befores = [bisect_right(ends, e.candidate.start, 0, i) for i, e in enumerate(group)]
        lattices.append((len(ordered), len(group), befores))
        spans = Counter((e.candidate.start, e.candidate.end) for e in group if e.right)
        for e in group:
            ordered.append(e)
            gold.append(1.0 / spans[e.candidate.start, e.candidate.end] if e.right else 0.0)
    names, matrix = fitting.table([e.features for e in data], [e.features for e in ordered], LEAST_COUNT)
    transposed, target = matrix.T.tocsr(), np.array(gold)

    def loss(w: Any) -> Any:
        scores = matrix @ w
        marginals = np.empty(len(ordered))
        total = 0.0
        values = scores.tolist()
        for first, size, befores in lattices:
            z, p = _marginals(values[first : first + size], befores)
            total += z
            marginals[first : first + size] = p
        return total - float(scores @ target), transposed @ (marginals - target)

    return fitting.fit(names, loss, strength, 120)


def _marginals(scores: list[float], befores: list[int]) -> tuple[float, list[float]]:
    """log Z over the sets of candidates without overlap, and each candidate's probability of being in one.

    scores in the order of the candidates' ends; befores[i]: how many of them end before i starts.
    """
    size = len(scores)
    ahead = [0.0] * (size + 1)
    for i in range(size):
        ahead[i + 1] = _add(ahead[i], ahead[befores[i]] + scores[i])
    behind = [-inf] * (size + 1)
    behind[size] = 0.0
    for i in range(size - 1, -1, -1):
        behind[i] = _add(behind[i], behind[i + 1])
        behind[befores[i]] = _add(behind[befores[i]], behind[i + 1] + scores[i])
    z = ahead[size]
    return z, [exp(ahead[befores[i]] + scores[i] + behind[i + 1] - z) for i in range(size)]


def _add(a: float, b: float) -> float:
    """log(exp a + exp b)."""
    if a < b:
        a, b = b, a
    return a if b == -inf else a + log1p(exp(b - a))


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
    if args.hold_out:
        for threshold in args.thresholds:
            total: Counter[str] = Counter()
            for held in REGIONS:
                model = train([e for r in data if r != held for e in data[r]], args.strength)
                counts = judge(data[held], model, threshold)
                print(f"threshold {threshold} {held:10} {f1(counts)}")
                total += counts
            print(f1(total))
            for kind in sorted({k.split()[1] for k in total if " " in k}):
                print("   ", f1(total, kind))
    if args.write:
        model = train([e for r in data for e in data[r]], args.strength)
        print(fitting.write(TABLE, HEADER, model), "weights", file=sys.stderr)


if __name__ == "__main__":
    main()
