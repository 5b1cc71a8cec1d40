"""What the owner rules look at: one number on the stage of its article, and whose the numbers so far were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.figures.clause import lead_end
from kg.figures.focus import Focus, Stage
from kg.figures.lexemes import owner
from kg.figures.readings import Reading
from kg.figures.slots import Key, clauses, key
from kg.frames import pointer
from kg.model import Mention, Sentence, Topic


@dataclass(frozen=True, slots=True)
class Owned:
    """A reading whose owner is settled, the rule that settled it, and how sure that is: "", likely or doubtful."""

    reading: Reading
    owner: Mention
    rule: str
    doubt: str = ""


class Scene:
    """A page's articles as stages; owned grows as the numbers find their owners in the order of the text."""

    def __init__(
        self, sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]], topics: Sequence[Topic]
    ) -> None:
        self.named = named
        self.articles: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in sentences:
            self.articles[sentence.article].append(sentence)
        self.place = {key(s): number for group in self.articles.values() for number, s in enumerate(group)}
        self.stages = {article: Stage(group, named) for article, group in self.articles.items()}
        self.topics: dict[Key, list[Topic]] = defaultdict(list)
        for topic in topics:
            self.topics[key(topic.sentence)].append(topic)
        self.owned: list[Owned] = []
        self.unowned: list[Reading] = []
        self.kept: dict[int, Any] = {}
        """What weighing found of a name (by its id), the same for every number of the page."""
        self.sums: dict[tuple[int, str], float] = {}
        """What the groups come to that depend on a name (by its id) and on where it stands from the number alone."""


class Asked:
    """One reading whose owner is asked for."""

    def __init__(self, scene: Scene, reading: Reading) -> None:
        self.scene, self.reading = scene, reading
        self.sentence, self.number = reading.slot.sentence, reading.slot.number
        self.text = self.sentence.text
        self.cuts = clauses(self.text)
        self.clause = self.clause_at(self.number.start)
        self.start, self.end = self.cuts[self.clause]
        self.words = self.text[self.start : self.end]
        self.behind = self.text[self.number.end : self.end]
        self.stage = scene.stages[self.sentence.article]
        self.focus: Focus = self.stage.of(self.sentence, self.clause)
        self.memory = self.stage.memory(self.sentence, self.clause)
        self.names = scene.named.get(key(self.sentence), ())
        opens = [
            (lead_end(self.text, start, end), end)
            for start, end in self.cuts[max(self.clause - 3, 0) : self.clause + 1]
        ]
        self.pointer = pointer(self.text, opens, self.number.start, self.names)

    def clause_at(self, at: int) -> int:
        """The number of the clause that holds this offset."""
        number = -1
        for number, (_, end) in enumerate(self.cuts):  # noqa: B007  # next() with a generator takes twice as long
            if at < end:
                break
        return number

    def says(self, *kinds: str) -> bool:
        """Whether the number's clause, or what it counts, has a word of these kinds."""
        return bool(owner("@", *kinds).search(self.words + self.reading.indicator))

    def inside(self, kind: str) -> list[Mention]:
        """Names of this type in the number's clause."""
        return [m for m in self.names if m.type == kind and self.start <= m.start < self.end]

    def before(self, *types: str, back: int) -> list[Mention]:
        """Names of these types said before the number, up to `back` sentences back, the nearest first."""
        at = self.scene.place[key(self.sentence)]
        found = [m for m in self.names if m.start < self.number.start]
        for sentence in self.scene.articles[self.sentence.article][max(at - back, 0) : at][::-1]:
            found = [*self.scene.named.get(key(sentence), ()), *found]
        return [m for m in reversed(found) if m.type in types]

    def precedes(self, mention: Mention) -> bool:
        """Whether a name is said before the number."""
        if mention.sentence == self.sentence:
            return mention.start < self.number.start
        return self.scene.place[key(mention.sentence)] < self.scene.place[key(self.sentence)]

    @property
    def topic(self) -> Mention | None:
        """Whom the clause is about as the claims read it (kg.subjects)."""
        topics = self.scene.topics.get(key(self.sentence), ())
        return next((t.subject for t in topics if t.start <= self.number.start < t.end), None)

    @property
    def paragraph_starts(self) -> bool:
        """Whether the number's sentence is the first of its paragraph."""
        at = self.scene.place[key(self.sentence)]
        before = self.scene.articles[self.sentence.article][at - 1] if at else None
        return before is None or before.kind != self.sentence.kind or before.paragraph != self.sentence.paragraph

    @property
    def main(self) -> Mention | None:
        """The body that the article names most often."""
        return self.stage.main

    @property
    def last(self) -> Owned | None:
        """The article's number before this one."""
        last = self.scene.owned[-1] if self.scene.owned else None
        return last if last and last.reading.slot.sentence.article == self.sentence.article else None

    @property
    def last_here(self) -> Owned | None:
        """The sentence's number before this one."""
        last = self.last
        return last if last and last.reading.slot.sentence == self.sentence else None
