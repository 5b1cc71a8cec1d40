"""The words that the figure rules know (lexicons/figures.tsv, owners.tsv), as compiled patterns."""

from __future__ import annotations

import re
from functools import cache

from kg import triggers


@cache
def pattern(shape: str, *kinds: str, lexicon: str = "figures") -> re.Pattern[str]:
    """A pattern in which @ stands for any word of these kinds: pattern("@了?$", "issue", lexicon="owners")."""
    return re.compile(shape.replace("@", triggers.choice(lexicon, *kinds)))


@cache
def owner(shape: str, *kinds: str) -> re.Pattern[str]:
    """The same with the words of owners.tsv."""
    return pattern(shape, *kinds, lexicon="owners")
