"""Whose number it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.figures.readings import Reading
from kg.figures.slots import clauses
from kg.model import Mention, Sentence, Topic

_NOT_SUBJECT = re.compile(r"(?:[在对向与和由被把据从于到为按]|以及|截至|位于|坐落在|来自|落户|其中)$")
_HOME = re.compile(r"[全我本该当]+[省市区县州地]")


class Scene:
    """The stage on which an article's numbers are said: who is spoken of, sentence by sentence."""

    def __init__(
        self, sentences: Sequence[Sentence], named: Mapping[Sentence, Sequence[Mention]], topics: Sequence[Topic]
    ) -> None:
        self.named = named
        self.topics: dict[Sentence, list[Topic]] = defaultdict(list)
        for topic in topics:
            self.topics[topic.sentence].append(topic)
        self.order: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in sentences:
            self.order[sentence.article].append(sentence)
        self.focus: dict[Sentence, Mention | None] = {}
        for group in self.order.values():
            last: Mention | None = None
            for sentence in group:
                self.focus[sentence] = last
                subjects = self.subjects(sentence, len(sentence.text))
                if subjects:
                    last = subjects[0] if sentence.kind == "headline" else subjects[-1]

    def subjects(self, sentence: Sentence, limit: int) -> list[Mention]:
        """Names that stand as a clause's subject before limit, in order."""
        found = []
        for start, end in clauses(sentence.text):
            for mention in self.named.get(sentence, ()):
                if not start <= mention.start < end or mention.start >= limit:
                    continue
                if mention.type not in ("District", "Organisation", "Program", "Event", "Product", "Document", "Award"):
                    continue
                before = sentence.text[start : mention.start]
                if _NOT_SUBJECT.search(before) or len(before) > 8:
                    continue
                found.append(mention)
                break
        return found

    def owner(self, reading: Reading) -> Mention | None:
        sentence, number = reading.slot.sentence, reading.slot.number
        found = self.subjects(sentence, number.start)
        if found:
            return found[-1]
        return self.focus.get(sentence)
