"""One build from inputs to files: read every page, settle what they say, sift it, write it, publish it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import build, export, gate, harvest, ontology, outputs, report, reprints, view, workers
from kg.cache import Cache, DamagedCache
from kg.gate import Refused
from kg.harvest import Crop
from kg.model import Findings, Knowledge, Skipped
from kg.pages import MARKER
from kg.report import Tally

CACHE = "cache.sqlite"
NOTHING = Knowledge((), (), (), (), ())
EXTRACTED = ("pdf", "docx", "html")
"""Formats whose text is ours: the build writes it beside the graph, so that offsets can be followed."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.  cache None: the one in the output folder; remember False: none at all."""

    base: str = ontology.BASE
    min_confidence: Decimal = Decimal(0)
    jobs: int = field(default_factory=workers.jobs)
    page_timeout: float = workers.PAGE_TIMEOUT
    cache: Path | None = None
    remember: bool = True
    command: Sequence[str] = workers.COMMAND


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: knowledge written, pages skipped, facts refused, pages read anew (not from the cache)."""

    knowledge: Knowledge
    counts: dict[str, object]
    skipped: tuple[Skipped, ...]
    refused: tuple[Refused, ...]
    fresh: int
    files: tuple[str, ...]
    notes: tuple[str, ...]


class NothingRead(Exception):
    """No input gave a page; skipped says why each did not."""

    def __init__(self, skipped: Sequence[Skipped]) -> None:
        super().__init__("no page could be read")
        self.skipped = tuple(skipped)


def run(
    inputs: Sequence[str | Path],
    out: Path,
    options: Options | None = None,
    done: Callable[[str, int], None] = lambda stage, pages: None,
) -> Outcome:
    """Builds the inputs into the folder out: all files of a build, or none.

    done is told the stage and the number of pages it has seen.  Raises NothingRead, outputs.Busy,
    workers.NoWorkers, ValueError for a bad option, and OSError or sqlite3.Error where the disk is
    full or the folder cannot be written; out is then what it was.
    """
    options = options or Options()
    next(export.turtle(NOTHING, options.base))  # a bad base is said before an hour's work
    with outputs.locked(out) as new:
        try:
            return _built(inputs, out, new, options, done, ())
        except DamagedCache as damage:
            return _built(inputs, out, new, options, done, (str(damage),))


def _built(
    inputs: Sequence[str | Path],
    out: Path,
    new: Path,
    options: Options,
    done: Callable[[str, int], None],
    notes: tuple[str, ...],
) -> Outcome:
    with _cache(out, options) as cache:
        crop = harvest.gather(
            inputs,
            cache,
            outside=[out],
            jobs=options.jobs,
            seconds=options.page_timeout,
            command=options.command,
            done=lambda pages: done("read", pages),
        )
        if not crop.keys:
            raise NothingRead(crop.skipped)
        outcome = _written(crop, new, options, done, notes)
        outputs.publish(out, outputs.digests(new))
        if options.remember and options.cache is None:
            cache.keep_only(crop.keys.values())
        return outcome


def _written(
    crop: Crop, new: Path, options: Options, done: Callable[[str, int], None], notes: tuple[str, ...]
) -> Outcome:
    """Settles, sifts and writes everything into the folder new."""
    tally = Tally()
    done("settle", len(crop.keys))
    watch = reprints.Watch()
    settled = build.knowledge(tally.count(_copied(crop.findings(), new)), watch)
    sure, unsure = _sure(settled, options.min_confidence)
    passed, refused = gate.sift(sure)
    done("write", len(crop.keys))
    outputs.write(new, "graph.ttl", export.turtle(passed, options.base))
    outputs.write(new, "graph.graphml", export.graphml(passed))
    outputs.write(new, "entities.csv", [export.entities_csv(passed)])
    outputs.write(new, "relations.csv", [export.relations_csv(passed)])
    outputs.write(new, "observations.csv", [export.observations_csv(passed)])
    outputs.write(new, "quarantine.csv", [gate.quarantine_csv(refused)])
    outputs.write(new, "graph.html", [view.page(passed)])
    told = {"base": options.base, "min_confidence": format(options.min_confidence.normalize(), "f")}
    written = report.write(passed, tally, crop.skipped, refused, unsure, told, watch.groups(), outputs.digests(new))
    outputs.write(new, "report.json", [written])
    files = tuple(outputs.digests(new))
    return Outcome(passed, report.counts(passed, tally), tuple(crop.skipped), refused, crop.fresh, files, notes)


def _sure(settled: Knowledge, least: Decimal) -> tuple[Knowledge, int]:
    """The knowledge without the facts under the least confidence, and how many those were."""
    relations = tuple(relation for relation in settled.relations if relation.confidence >= least)
    observations = tuple(one for one in settled.observations if one.confidence >= least)
    unsure = len(settled.relations) - len(relations) + len(settled.observations) - len(observations)
    return replace(settled, relations=relations, observations=observations), unsure


def _copied(findings: Iterable[Findings], new: Path) -> Iterator[Findings]:
    """The same findings; the text of each page that was extracted is written beside the graph."""
    for one in findings:
        if one.page.format in EXTRACTED:
            outputs.write(new, f"sources/{outputs.filename(one.page.name)}.txt", [one.page.text])
        yield one


@contextmanager
def _cache(out: Path, options: Options) -> Iterator[Cache]:
    """The cache the options name; with none wanted, one that goes with the build."""
    if options.remember:
        with Cache(options.cache or out / MARKER / CACHE) as cache:
            yield cache
        return
    with TemporaryDirectory(dir=out / MARKER, prefix="unremembered-") as folder, Cache(Path(folder) / CACHE) as cache:
        yield cache
