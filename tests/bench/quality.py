"""Extraction quality: every gold set there is, scored in one process by the shared scorer.

    python tests/bench/quality.py [--sets real,north,west,shandong,centre,demo,jiangsu …] [--errors] [--json]

Reads `../shared` beside the checkout (PRESSGRAPH_SHARED names another place), tests/gold for the demo
corpus and the folders of tests/news (`--sets news`: all of them).  Prints precision, recall and F1 per text
set and layer, then per predicate and type.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg import build  # noqa: E402
from kg.model import PREDICATES, TYPES, Knowledge, Page  # noqa: E402
from tests import news  # noqa: E402

SHARED = Path(os.environ.get("PRESSGRAPH_SHARED", ROOT.parent / "shared"))
DEVELOPMENT = ("north", "west", "shandong", "centre")
LAYERS = ("entities", "core entities", "relations", "observations", "articles")


def scorer() -> ModuleType:
    """The shared score.py as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def places(name: str) -> tuple[Path, Path]:
    """Folder of the documents and folder of the gold files of one text set."""
    if name == "real":
        return SHARED / "seeds", SHARED / "gold"
    if name == "demo":
        return ROOT / "seeds", ROOT / "tests" / "gold"
    if name in news.SETS:
        return news.FOLDER / name, news.FOLDER / name
    return SHARED / "texts" / name, SHARED / "texts" / name


def page_of(path: Path) -> list[Page]:
    return news.pages_of(path)


def shape(knowledge: Knowledge) -> tuple[Any, Any, Any, Any]:
    """The knowledge in the shape that score.read_turtle gives."""
    entities = {e.id: {"types": {e.type}, "names": [e.name, *e.aliases]} for e in knowledge.entities}
    relations = {(r.subject, r.predicate, r.object) for r in knowledge.relations}
    observations = [
        {"subject": o.subject, "indicator": o.indicator, "value": float(o.value), "unit": o.unit}
        for o in knowledge.observations
    ]
    articles = [{"headline": a.headline, "date": a.date} for a in knowledge.articles]
    return entities, relations, observations, articles


def measure(name: str, score: ModuleType, errors: bool, only: str = "") -> dict[str, list[int]]:
    """Counts [true, found, gold] per layer, predicate and type of one text set."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    documents, golds = places(name)
    for path in sorted(golds.glob("*.gold.json")):
        gold = news.gold_of(path)
        if only and only not in gold["document"]:
            continue
        found = shape(build.knowledge(build.read(page) for page in page_of(documents / gold["document"])))
        score.read_turtle = lambda _, found=found: found
        counts, missed, wrong = score.score(gold, "")
        for layer in LAYERS:
            total[layer] = [a + b for a, b in zip(total[layer], counts[layer], strict=True)]
        detail(total, gold, found, missed, wrong)
        if errors:
            print(f"== {name}/{gold['document']}")
            print("\n".join(missed + wrong))
    return total


def detail(total: dict[str, list[int]], gold: Any, found: Any, missed: list[str], wrong: list[str]) -> None:
    """Counts per predicate and per type, read off the scorer's own lists."""
    entities, relations, _, _ = found
    for predicate in PREDICATES:
        wanted = len({(r["subject"], r["object"]) for r in gold["relations"] if r["predicate"] == predicate})
        seen = sum(r[1] == predicate for r in relations)
        lost = sum(m.startswith("- relation") and f" {predicate} " in m for m in missed)
        total[predicate] = [a + b for a, b in zip(total[predicate], (wanted - lost, seen, wanted), strict=True)]
    for kind in TYPES:
        wanted = sum(e["types"][0] == kind for e in gold["entities"])
        seen = sum(kind in e["types"] for e in entities.values())
        lost = sum(m.startswith(f"- entity {kind} ") or m.startswith(f"- entity {kind}/") for m in missed)
        total[kind] = [a + b for a, b in zip(total[kind], (wanted - lost, seen, wanted), strict=True)]


def figures(counts: list[int]) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    true, found, gold = counts
    precision, recall = (true / found if found else 0.0), (true / gold if gold else 0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def table(rows: dict[str, dict[str, list[int]]]) -> None:
    print(f"{'F1':16}" + "".join(f"{name:>10}" for name in rows))
    for layer in LAYERS:
        print(f"{layer:16}" + "".join(f"{figures(counts[layer])[2]:10.3f}" for counts in rows.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default="real,north,west,shandong,centre")
    parser.add_argument("--errors", action="store_true", help="list misses (-) and errors (+)")
    parser.add_argument("--only", default="", help="documents whose name holds this")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not (SHARED / "gold" / "score.py").exists():
        sys.exit(f"{SHARED}/gold/score.py: no shared gold beside this checkout")
    score = scorer()
    sets = [one for name in args.sets.split(",") for one in (news.SETS if name == "news" else (name,))]
    rows = {name: measure(name, score, args.errors, args.only) for name in sets}
    development = [counts for name, counts in rows.items() if name in DEVELOPMENT]
    if len(development) > 1:
        rows["all dev"] = {
            key: [sum(counts[key][i] for counts in development) for i in range(3)] for key in development[0]
        }
    table(rows)
    everything = {
        key: [sum(r[key][i] for n, r in rows.items() if n != "all dev") for i in range(3)]
        for key in next(iter(rows.values()))
    }
    print(f"\n{'all sets':18} precision  recall      F1  true/found/gold")
    for key in (*LAYERS, *TYPES, *PREDICATES):
        p, r, f = figures(everything[key])
        print(f"{key:18} {p:9.3f} {r:7.3f} {f:7.3f}  {'/'.join(map(str, everything[key]))}")
    if args.json:
        print(json.dumps({name: {layer: figures(c[layer]) for layer in LAYERS} for name, c in rows.items()}))


if __name__ == "__main__":
    main()
