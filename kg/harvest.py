"""What all pages yield, from the cache where it knows them and from workers where it does not.

The findings lie in the cache's file, not in memory; `Crop.findings` reads them back in the order
of the pages' names, whatever the order in which they were done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import codec, pages, workers
from kg.cache import Cache, key
from kg.model import Findings, Skipped
from kg.pages import File

COMMIT_EVERY = 200
"""Pages between two commits of the cache: what a killed build has to read again at most."""


@dataclass(slots=True)
class Crop:
    """Which pages were read (name → key in the cache) and which were not."""

    cache: Cache
    keys: dict[str, str] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    fresh: int = 0

    def findings(self) -> Iterator[Findings]:
        """What each page yields, by page name.  Raises DamagedCache where the cache has lost one meanwhile."""
        for name in sorted(self.keys):
            content = self.cache.get(self.keys[name])
            if content is None:
                raise self.cache.lost(name)
            try:
                yield codec.decode(content)
            except codec.Damaged as error:
                raise self.cache.lost(name) from error


def gather(
    inputs: Sequence[str | Path],
    cache: Cache,
    *,
    outside: Iterable[Path] = (),
    jobs: int,
    seconds: float = workers.PAGE_TIMEOUT,
    command: Sequence[str] = workers.COMMAND,
    done: Callable[[int], None] = lambda pages: None,
) -> Crop:
    """Reads every page of the inputs that the cache does not know; done is told the number of pages so far.

    Raises DamagedCache, sqlite3.Error (a full disk) or workers.NoWorkers.
    """
    crop = Crop(cache)

    def unknown() -> Iterator[File]:
        for file in pages.find(inputs, outside):
            if isinstance(file, Skipped):
                crop.skipped.append(file)
            elif cache.get(key(file)) is not None:
                crop.keys[file.name] = key(file)
            else:
                yield file
                continue
            done(len(crop.keys) + len(crop.skipped))

    for file, found in workers.read(unknown(), jobs, seconds, command):
        if isinstance(found, Skipped):
            crop.skipped.append(found)
        else:
            crop.keys[file.name] = key(file)
            cache.put(crop.keys[file.name], found)
            crop.fresh += 1
            if crop.fresh % COMMIT_EVERY == 0:
                cache.commit()
        done(len(crop.keys) + len(crop.skipped))
    cache.commit()
    crop.skipped.sort()
    return crop
