"""Who is spoken of, clause by clause: whom a clause names itself (kg.figures.clause), and what is carried.

Numbers follow dropped subjects over many clauses.  A clause without a subject of its own is about whom
the clause before was about; behind ； whom its sentence opened with; a new sentence whom the sentence
before opened with.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.figures.clause import RULES, Clause, lead_end
from kg.figures.shortforms import Memory, levelled
from kg.figures.slots import Key, clauses, key
from kg.figures.slots import named as names
from kg.model import Mention, Sentence

SAID, TOLD = 400, 100
"""How many names said, and clauses' subjects, a short form looks back on: more than any article of the
development texts has, so that a page without end costs no more per clause than a short one."""


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom a clause is about, and how that was found: the rule's name, or carried here (in its sentence),
    carried from the sentence before, carried from afar."""

    mention: Mention | None
    how: str

    @property
    def carried(self) -> bool:
        return self.how.startswith("carried")


class Stage:
    """One article's sentences, with whom each of their clauses is about."""

    def __init__(self, sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> None:
        self._focus: dict[tuple[Key, int], Focus] = {}
        self._said: list[Mention] = []
        self._said_at: list[tuple[int, int]] = []
        self._told: list[Mention] = []
        self._told_at: list[tuple[int, int]] = []
        self._places = {key(sentence): number for number, sentence in enumerate(sentences)}
        self.heads = frozenset(m.name for s in sentences if s.kind == "headline" for m in named.get(key(s), ()))
        self.home = _home(sentences, named)
        everything = [m for s in sentences for m in named.get(key(s), ())]
        self.counts = Counter(names(m) for m in everything)
        self.order = {name: number for number, name in enumerate(dict.fromkeys(names(m) for m in everything))}
        self.headed = frozenset(names(m) for s in sentences if s.kind == "headline" for m in named.get(key(s), ()))
        themes = [
            m for m in everything if names(m) in self.headed and m.type in ("Organisation", "District", "Program")
        ]
        self.theme = max(themes, key=lambda m: self.counts[names(m)]) if themes else None
        bodies = [m for m in everything if m.type == "Organisation"]
        self.main = max(bodies, key=lambda m: self.counts[names(m)]) if bodies else None
        self._run(sentences, named)

    def of(self, sentence: Sentence, clause: int) -> Focus:
        """Whom clause number `clause` of the sentence is about."""
        return self._focus.get((key(sentence), clause), Focus(None, "none"))

    def memory(self, sentence: Sentence, clause: int) -> Memory:
        """What was said and told before this clause."""
        at = (self._places[key(sentence)], clause)
        said, told = bisect_right(self._said_at, at), bisect_right(self._told_at, at)
        return Memory(self._said[max(said - SAID, 0) : said], self._told[max(told - TOLD, 0) : told], self.heads)

    def _run(self, sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> None:
        first: Mention | None = None
        last: Mention | None = None
        told_in = -1
        for number, sentence in enumerate(sentences):
            opening: Mention | None = None
            last = first or (None if last and last.type == "Person" else last)
            for k, (start, end) in enumerate(clauses(sentence.text)):
                if opening and sentence.text[start - 1] in "；;":
                    last = opening
                names = [m for m in named.get(key(sentence), ()) if start <= m.start < end]
                focus = self._find(sentence.text, start, end, names) or Focus(last, _carried(number - told_in))
                self._focus[key(sentence), k] = focus
                self._said += names
                self._said_at += [(number, k)] * len(names)
                if focus.mention and not focus.carried:
                    last, told_in = focus.mention, number
                    opening = opening or (None if last.type == "Person" else last)
                    self._told.append(last)
                    self._told_at.append((number, k))
            first = opening or first

    def _find(self, text: str, start: int, end: int, names: Sequence[Mention]) -> Focus | None:
        at = lead_end(text, start, end)
        said = [*self._said[-SAID:], *(m for m in names if m.start < at)]
        clause = Clause(text, at, end, names, Memory(said, self._told[-TOLD:], self.heads))
        return next((Focus(found, rule.__name__) for rule in RULES if (found := rule(clause))), None)


def _carried(sentences: int) -> str:
    return f"carried {('here', 'from the sentence before')[sentences] if sentences < 2 else 'from afar'}"


def _home(sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> Mention | None:
    """The division that an article names most often, the first one where several are."""
    found: dict[tuple[str, str], list[Mention]] = {}
    for sentence in sentences:
        for mention in named.get(key(sentence), ()):
            if mention.type == "District" and levelled(mention.name, ""):
                found.setdefault(names(mention), []).append(mention)
    return max(found.values(), key=len)[0] if found else None
