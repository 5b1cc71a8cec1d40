"""Log-linear models: score = Σ weight(feature), the features told in groups.

A group is the function that names some features and what they depend on: (before, "Or", "在", "p").  The same few
words, kinds and places come again and again, so the sum of a group is kept, and its names are put together once.
Training asks for the names themselves; both read the same groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import repeat

from kg import lexicon

Group = tuple[Callable[..., Iterable[str]], *tuple[object, ...]]
"""(namer, what its features depend on …): namer(*rest) names them.  A feature that is named twice counts twice."""


def names(groups: Iterable[Group]) -> Iterator[str]:
    """What the features of the groups are called."""
    for namer, *told in groups:
        yield from namer(*told)


def weights(name: str) -> Mapping[str, float]:
    """feature → weight, as trained: lexicons/<name>.tsv."""
    return {cells[0]: float(cells[1]) for _, cells in lexicon.rows(name)}


class Scorer:
    """Log-odds under a model (feature → weight).  The sums of groups are kept, up to MOST_SUMS of them."""

    MOST_SUMS = 1 << 18

    def __init__(self, model: Mapping[str, float]) -> None:
        self._sums = _Sums(model, self.MOST_SUMS)

    def total(self, groups: Iterable[Group]) -> float:
        """The sum of the weights of all their features."""
        return sum(map(self._sums.__getitem__, groups))


class _Sums(dict[Group, float]):
    """group → sum of its features' weights: a dictionary, so that a sum that is known is found without Python code."""

    def __init__(self, model: Mapping[str, float], most: int) -> None:
        super().__init__()
        self._model, self._most = model, most

    def __missing__(self, group: Group) -> float:
        namer, *told = group
        if len(self) >= self._most:
            self.clear()
        found = self[group] = sum(map(self._model.get, namer(*told), repeat(0.0)))
        return found
