"""The words that carry relations (lexicons/triggers*.tsv), as sets and as regex alternations."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def rows(lexicon: str) -> tuple[tuple[str, str, str], ...]:
    """(form, kind, note) of each row of lexicons/<lexicon>.tsv, in file order.

    Raises ValueError naming file and line where a row has no form or no kind, or a form comes twice for one kind.
    """
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    text = (files("kg") / "lexicons" / f"{lexicon}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        form, kind, note = (*(cell.strip() for cell in line.split("\t")), "", "")[:3]
        if not form or not kind:
            raise ValueError(f"kg/lexicons/{lexicon}.tsv:{number}: a row needs a form and a kind, tab between them")
        if (form, kind) in found:
            raise ValueError(f"kg/lexicons/{lexicon}.tsv:{number}: {form} stands twice as {kind}")
        found[form, kind] = (form, kind, note)
    return tuple(found.values())


@cache
def forms(lexicon: str, *kinds: str) -> tuple[str, ...]:
    """The forms of these kinds, longest first."""
    chosen = {form for form, kind, _ in rows(lexicon) if kind in kinds}
    if not chosen:
        raise KeyError(f"lexicons/{lexicon}.tsv has no rows of kind {', '.join(kinds)}")
    return tuple(sorted(chosen, key=lambda form: (-len(form), form)))


@cache
def choice(lexicon: str, *kinds: str) -> str:
    """A regex group that matches any form of these kinds, the longest first."""
    return "(?:" + "|".join(re.escape(form) for form in forms(lexicon, *kinds)) + ")"
