"""Speed: a whole build against jieba.posseg tagging the same text, side by side in one run.

    python tests/bench/speed.py [--megabytes 1] [--rounds 1] [--profile]

The text is every development page there is (`../shared`) and the demo corpus (seeds/), repeated under new
names until it is long enough.  Lexicons, dictionaries and weights are loaded before the clock starts; the
build runs in one process, as posseg does.  MB/s counts UTF-8 bytes.  Prints what each stage costs.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg import (  # noqa: E402
    articles,
    build,
    candidates,
    claims,
    export,
    figures,
    layout,
    lexicon,
    mentions,
    ranking,
    reading,
    sentences,
    subjects,
    worker,
)
from kg.model import Findings, Page  # noqa: E402
from tests.bench import quality  # noqa: E402

Costs = dict[str, float]
STAGES = ("layout", "articles", "sentences", "mentions", "  segmentation", "  words and brackets", "  candidates",
          "  scoring", "subjects", "claims", "figures", "resolve", "export (Turtle)")  # fmt: skip


def texts() -> list[Page]:
    """The development pages and the demo corpus; never the held-out region."""
    folders = [quality.places(name)[0] for name in ("real", *quality.DEVELOPMENT, "demo")]
    paths = sorted(p for folder in folders if folder.is_dir() for p in folder.glob("*.txt"))
    return [page for path in paths for page in quality.page_of(path)]


def repeated(some: Sequence[Page], size: int) -> list[Page]:
    """The pages over and over under new names until they have this many UTF-8 bytes."""
    found: list[Page] = []
    total = 0
    while total < size:
        for page in some:
            found.append(Page(f"{len(found)}-{page.name}", page.text, f"{len(found):064x}"))
            total += len(page.text.encode("utf-8"))
    return found


@contextmanager
def clock(costs: Costs, stage: str) -> Iterator[None]:
    """Add the processor seconds of a block to a stage."""
    started = process_time()
    yield
    costs[stage] += process_time() - started


def staged(page: Page, costs: Costs) -> Findings:
    """build.read with a clock at each stage; it must say the same."""
    with clock(costs, "layout"):
        blocks = layout.arrange(page)
    with clock(costs, "articles"):
        found_articles = articles.find(page, blocks)
    with clock(costs, "sentences"):
        found_sentences = tuple(s for article in found_articles for s in sentences.split(article))
    with clock(costs, "mentions"):
        found_mentions = mentions.find(page, found_articles, found_sentences)
    with clock(costs, "subjects"):
        topics = subjects.find(found_articles, found_sentences, found_mentions)
    with clock(costs, "claims"):
        found_claims = claims.find(found_sentences, found_mentions, topics)
    with clock(costs, "figures"):
        found_figures = figures.find(found_sentences, found_mentions, topics)
    return Findings(page, found_articles, found_sentences, found_mentions, found_claims, found_figures)


def inside_mentions(findings: Sequence[Findings], costs: Costs) -> None:
    """What segmentation, candidates and scoring cost, run apart over the same sentences."""
    scorer = ranking.scorer()
    for one in findings:
        around = mentions.surroundings(one.page, one.sentences)
        for sentence in one.sentences:
            with clock(costs, "  segmentation"):
                lexicon.tokens(sentence.text)
            with clock(costs, "  words and brackets"):
                read = reading.read(sentence)
            with clock(costs, "  candidates"):
                offered = candidates.find(read)
            with clock(costs, "  scoring"):
                scorer.scores(offered, read, around)
    costs["  words and brackets"] -= costs["  segmentation"]


def whole(some: Sequence[Page]) -> Costs:
    """Processor seconds of each stage of a build of these pages, Turtle written."""
    costs: Costs = defaultdict(float)
    findings = [staged(page, costs) for page in some]
    with clock(costs, "resolve"):
        knowledge = build.knowledge(findings)
    with clock(costs, "export (Turtle)"), tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "graph.ttl").write_text("".join(export.turtle(knowledge)), encoding="utf-8")
    inside_mentions(findings, costs)
    return costs


def posseg(some: Sequence[Page]) -> float:
    """Processor seconds that jieba.posseg takes to tag the same text, its dictionary loaded before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg

    with tempfile.TemporaryDirectory() as folder:
        tokenizer = jieba.Tokenizer()
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    tagger = jieba.posseg.POSTokenizer(tokenizer)
    list(tagger.cut("先读词典，后计时。"))
    started = process_time()
    for page in some:
        for _ in tagger.cut(page.text):
            pass
    return process_time() - started


def report(size: int, costs: Costs, tagged: float) -> None:
    total = sum(seconds for stage, seconds in costs.items() if not stage.startswith(" "))
    print(f"{size / 1e6:.2f} MB, processor seconds, start-up apart\n")
    print(f"{'stage':24}{'seconds':>9}{'share':>8}{'ms/MB':>9}")
    for stage in STAGES:
        seconds = costs[stage]
        print(f"{stage:24}{seconds:9.2f}{seconds / total:8.1%}{seconds / size * 1e9:9.0f}")
    print(f"\n{'whole build':24}{total:9.2f} s {size / 1e6 / total:8.3f} MB/s")
    print(f"{'jieba.posseg':24}{tagged:9.2f} s {size / 1e6 / tagged:8.3f} MB/s")
    print(f"the build is {tagged / total:.2f} times as fast as jieba.posseg")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=1.0, help="least size of the text (1)")
    parser.add_argument("--profile", action="store_true", help="what the functions of the pass cost, by cProfile")
    args = parser.parse_args()
    some = texts()
    build.knowledge([build.read(page) for page in repeated(some[:1], 1)])  # settling loads libraries of its own
    worker.warm()
    big = repeated(some, int(args.megabytes * 1e6))
    if args.profile:
        profiler = cProfile.Profile()
        profiler.runcall(lambda: build.knowledge([build.read(page) for page in big]))
        pstats.Stats(profiler).sort_stats("tottime").print_stats(45)
        return
    costs = whole(big)
    report(sum(len(page.text.encode("utf-8")) for page in big), costs, posseg(big))


if __name__ == "__main__":
    main()
