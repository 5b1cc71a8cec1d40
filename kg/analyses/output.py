"""An answer as a table for the terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from rich.cells import cell_len

from kg import export
from kg.analyses import words
from kg.analyses.question import DECIMALS, Answer
from kg.pages import printable

WIDEST = 60
"""Half-widths of a cell in the terminal; CSV and JSON hold the whole text."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~&$])")


def columns(row: type, hidden: bool = True) -> list[str]:
    """The columns of a row's type in order; without hidden, ids and offsets stay out (they are for programs)."""
    every = [field.name for field in dataclasses.fields(row)]
    return [name for name in every if hidden or not (name in ("id", "start", "end") or name.endswith("_id"))]


def text(value: object) -> str:
    """A value as people read it: lists with 、 between, numbers plain."""
    if isinstance(value, tuple):
        return "、".join(map(text, value))
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return decimals(value) if isinstance(value, float) else str(value)


def decimals(value: float) -> str:
    """A measure without exponent or trailing zeros: 0.000073, 1.5, 2."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def table(answer: Answer[Any], row: type) -> str:
    """Aligned columns; numbers to the right; long cells end in …; control characters are shown as escapes."""
    names = columns(row, hidden=False)
    lines = [[_short(printable(text(getattr(one, name)))) for name in names] for one in answer]
    widths = [max(cell_len(cell) for cell in column) for column in zip(names, *lines, strict=True)]
    right = [all(isinstance(getattr(one, name), int | float | Decimal) for one in answer) for name in names]
    ruled = [names, ["─" * width for width in widths], *lines]
    return "".join(_line(cells, widths, right) for cells in ruled)


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    """One line of a table, cells padded to widths of half-width characters."""
    padded = (
        " " * (width - cell_len(cell)) + cell if at_right else cell + " " * (width - cell_len(cell))
        for cell, width, at_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip() + "\n"


def _short(cell: str) -> str:
    """A cell cut to WIDEST half-widths."""
    if cell_len(cell) <= WIDEST:
        return cell
    kept = len(cell)
    while cell_len(cell[:kept]) > WIDEST - 1:
        kept -= 1
    return cell[:kept] + "…"


def as_csv(answer: Answer[Any], row: type) -> str:
    """CSV by RFC 4180 with BOM, so that Excel shows Chinese; no cell starts a formula."""
    names = columns(row)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(getattr(one, name)) for name in names] for one in answer)
    return "\ufeff" + out.getvalue()


def _cell(value: object) -> str:
    """A spreadsheet's cell."""
    if isinstance(value, int | float | Decimal):
        return export.cell(Decimal(str(value)))
    return export.cell(text(value))


def as_json(answer: Answer[Any], row: type) -> str:
    """{"rows": […], "notes": […]}; decimals are numbers."""
    rows = [{name: _plain(getattr(one, name)) for name in columns(row)} for one in answer]
    notes = [words.note(note) for note in answer.notes]
    return json.dumps({"rows": rows, "notes": notes}, ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def as_md(answer: Answer[Any], row: type) -> str:
    """A table in GitHub's Markdown; what is markup there is escaped."""
    names = columns(row, hidden=False)
    lines = [[_MARKUP.sub(r"\\\1", printable(text(getattr(one, name)))) for name in names] for one in answer]
    ruled = [names, ["---"] * len(names), *lines]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in ruled)


FORMATS: dict[str, Callable[[Answer[Any], type], str]] = {"table": table, "csv": as_csv, "json": as_json, "md": as_md}
