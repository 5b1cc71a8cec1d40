"""What kg build tells people while it runs and at the end; kg.cli prints it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg.model import Skipped
from kg.pages import printable

if TYPE_CHECKING:
    from kg.edition import Outcome

MOST_SKIPPED = 20


def skipped(some: Sequence[Skipped]) -> Iterator[str]:
    """A line for each input that could not be read, and how many more there are."""
    for one in some[:MOST_SKIPPED]:
        yield f"skipped {printable(one.name)}: {printable(one.reason)}"
    if len(some) > MOST_SKIPPED:
        yield f"… and {len(some) - MOST_SKIPPED} more; report.json names them all"


def summary(outcome: Outcome, seconds: float) -> Table:
    """What was found."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in outcome.counts.items():
        if not isinstance(count, dict):
            table.add_row(name.replace("_", " "), f"{count:,}")
        elif name != "kinds":
            table.add_row(name, f"{sum(count.values()):,}")
            for sort, number in count.items():
                table.add_row(f"  {sort}", f"{number:,}")
    table.add_row("set apart (quarantine.csv)", f"{len(outcome.refused):,}")
    table.add_row("pages read anew", f"{outcome.fresh:,}")
    table.add_row("seconds", f"{seconds:.1f}")
    return table


class Progress:
    """A bar on a terminal, once a build takes longer than a second."""

    def __init__(self, console: Console, shown: bool) -> None:
        self._console = console
        self._shown = shown and console.is_terminal
        self._bar: Bar | None = None
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def show(self, stage: str, pages: int) -> None:
        """Tells the stage and the pages done."""
        if not self._shown or time.monotonic() - self._started < 1:
            return
        if self._bar is None:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._bar = Bar(*columns, console=self._console, transient=True)
            self._bar.add_task("")
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], description=f"{stage}: {pages:,} pages")

    def stop(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
