"""One function per command.  Only this module prints, asks for files to be written, and exits.

Results go to stdout, notes and progress to stderr.  Exit status: 0 all done, 3 done but some input
was skipped, 2 nothing could be done, 1 what was asked for is not so (a check that fails).
"""

from __future__ import annotations

import sys
from typing import NoReturn

import click
from rich.console import Console

DONE, DIFFERENT, FAILED, SKIPPED = 0, 1, 2, 3

notes = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
"""Standard error, for people."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="pressgraph", prog_name="kg")
def main() -> None:
    """Chinese newspaper pages in, one knowledge graph out.

    \b
    kg build ~/pages --out ~/graph
    """


def fail(message: str, status: int = FAILED) -> NoReturn:
    """Says on stderr what is wrong and what would be right, and exits."""
    notes.print(f"kg: {message}")
    sys.exit(status)
