"""Whose number it is: of all names spoken of, the one that most looks like the owner.

Each name near the number is described by plain features (stands at the clause's head; is the clause's
topic; is a place after 在; is an event and the number counts people who came …).  The weights of
lexicons/owners.tsv, learned from annotated pages by tests/make/owners.py, add up to a score; the
highest wins, the earliest among equals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg import lexicon, triggers
from kg.figures.focus import Stage, lead_end
from kg.figures.readings import Reading
from kg.figures.slots import clauses
from kg.model import Mention, Sentence, Topic

_LEXICON = "owners_words"
_REACH = 40
"""How many names before the number are looked at: further ones owned none of 700 annotated figures."""


@cache
def weights() -> dict[str, float]:
    """feature → weight, as learned."""
    return {cells[0]: float(cells[1]) for _, cells in lexicon.rows("owners")}


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Classes of words in an indicator or clause that hint at the owner's type."""
    kinds = dict.fromkeys(kind for _, kind, _ in triggers.rows(_LEXICON))
    return tuple((kind, re.compile(triggers.choice(_LEXICON, kind))) for kind in kinds if kind[0] != "-")


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
        self.place = {s: k for group in self.order.values() for k, s in enumerate(group)}
        self.cuts = {s: clauses(s.text) for s in sentences}
        self.owned: list[tuple[Reading, Mention]] = []
        self.stages = {article: Stage(group, named) for article, group in self.order.items()}
        self.homes = {article: self._home(group) for article, group in self.order.items()}

    def _home(self, group: Sequence[Sentence]) -> tuple[str, frozenset[str]]:
        """The district an article names most, and all names of its headline."""
        counts: dict[str, int] = {}
        for sentence in group:
            for mention in self.named.get(sentence, ()):
                if mention.type == "District":
                    counts[mention.name] = counts.get(mention.name, 0) + 1
        home = max(counts, key=lambda name: counts[name]) if counts else ""
        heads = frozenset(m.name for s in group if s.kind == "headline" for m in self.named.get(s, ()))
        return home, heads

    def candidates(self, reading: Reading) -> list[Mention]:
        """The names that may own the number: of its sentence and those before it, nearest last."""
        sentence = reading.slot.sentence
        group = self.order[sentence.article]
        found: list[Mention] = []
        for earlier in group[: self.place[sentence] + 1]:
            found += [m for m in self.named.get(earlier, ()) if m.type != "Person" or m.sentence == sentence]
        return found[-_REACH:] if len(found) > _REACH else found

    def owner(self, reading: Reading) -> Mention | None:
        """The name with the highest score, None where no name is near."""
        best: tuple[float, Mention] | None = None
        learned = weights()
        for mention in self.candidates(reading):
            score = sum(learned.get(feature, 0.0) for feature in self.features(reading, mention))
            if best is None or score > best[0]:
                best = (score, mention)
        if best is None:
            return None
        self.owned.append((reading, best[1]))
        return best[1]

    def features(self, reading: Reading, mention: Mention) -> list[str]:
        """What speaks for or against this name, in words."""
        where = self._where(reading, mention)
        found = [where, f"{mention.type} {where}", f"{mention.type} of {reading.slot.number.kind}"]
        found += self._around(mention, where)
        found += self._topic(reading, mention)
        found += self._before(reading, mention)
        found += self._meaning(reading, mention)
        found += self._focus(reading, mention)
        return found

    def _focus(self, reading: Reading, mention: Mention) -> Iterator[str]:
        """Whether the clause is about this name, or the article is."""
        slot = reading.slot
        clause = self._clause(slot.sentence, slot.number.start)
        focus = self.stages[slot.sentence.article].of(slot.sentence, clause)
        if focus.mention and focus.mention.name == mention.name:
            yield f"focus {focus.how}"
            yield f"{mention.type} focus {focus.how}"
            yield "focus"
        opened = self.stages[slot.sentence.article].opened(slot.sentence)
        if opened and opened.name == mention.name:
            yield "opened the sentence before" + ("" if focus.how.startswith("carried") else ", new focus here")
        home, heads = self.homes[slot.sentence.article]
        if mention.name == home:
            yield "home district"
        if mention.name in heads:
            yield f"{mention.type} in headline"

    def _clause(self, sentence: Sentence, at: int) -> int:
        return next((k for k, (_, end) in enumerate(self.cuts[sentence]) if at < end), len(self.cuts[sentence]) - 1)

    def _where(self, reading: Reading, mention: Mention) -> str:
        """Same clause before or behind, clauses back, sentences back, headline."""
        slot = reading.slot
        if mention.sentence == slot.sentence:
            back = self._clause(slot.sentence, slot.number.start) - self._clause(slot.sentence, mention.start)
            if back == 0:
                return "before in clause" if mention.start < slot.number.start else "behind in clause"
            if back < 0:
                return "in a later clause"
            return f"{min(back, 3)} clauses back"
        if mention.sentence.kind == "headline":
            return "in headline"
        back = self.place[slot.sentence] - self.place[mention.sentence]
        far = f"{min(back, 4)} sentences back"
        return far if mention.sentence.paragraph == slot.sentence.paragraph else far + " over paragraphs"

    def _around(self, mention: Mention, where: str) -> Iterator[str]:
        """How the name stands in its own clause."""
        text, sentence = mention.sentence.text, mention.sentence
        start, end = self.cuts[sentence][self._clause(sentence, mention.start)]
        before, behind = text[start : mention.start], text[mention.end : end]
        near = "here" if "in clause" in where else "there"
        lead = text[lead_end(text, start, end) : mention.start].strip("“《")
        yield f"{near}: {'heads its clause' if not lead else 'inside its clause'}"
        if not lead and mention.type in ("District", "Organisation", "Event", "Program"):
            yield f"{near}: {mention.type} heads its clause"
        for kind in ("-place", "-agent", "-object"):
            if re.search(triggers.choice(_LEXICON, kind) + "了?[“《]?$", before):
                yield f"{near}: after {kind}"
                yield f"{near}: {mention.type} after {kind}"
        if re.match(triggers.choice(_LEXICON, "-role"), behind):
            yield f"{near}: before a role"
        if re.match(r"的?[、和与及]", behind) or re.search(r"[、和与及]$", before):
            yield f"{near}: in a list"
        if behind.startswith("等"):
            yield f"{near}: before 等"
        if behind.startswith("的"):
            yield f"{near}: before 的"
        if not behind.strip("”》"):
            yield f"{near}: {mention.type} ends its clause, {where}"
        if re.search(triggers.choice(_LEXICON, "-issue") + "[了“《]*[^，]{0,12}$", before):
            yield f"{near}: {mention.type} issued"
        first = self.named[sentence][0] if self.named.get(sentence) else None
        if first is mention:
            yield f"{near}: first of its sentence"

    def _topic(self, reading: Reading, mention: Mention) -> Iterator[str]:
        """Whether the clause is about this name by kg.subjects."""
        slot = reading.slot
        topic = next((t for t in self.topics[slot.sentence] if t.start <= slot.number.start < t.end), None)
        if topic and topic.subject:
            same = topic.subject is mention or topic.subject == mention
            if same:
                yield "topic carried" if topic.carried else "topic stated"
            elif topic.subject.name == mention.name:
                yield "namesake of topic"

    def _before(self, reading: Reading, mention: Mention) -> Iterator[str]:
        """Whether the number before this one was of this name."""
        if not self.owned:
            return
        last, owner = self.owned[-1]
        if last.slot.sentence.article != reading.slot.sentence.article or owner.name != mention.name:
            return
        if last.slot.sentence == reading.slot.sentence:
            gap = self._clause(reading.slot.sentence, reading.slot.number.start) - self._clause(
                reading.slot.sentence, last.slot.number.start
            )
            named = any(
                last.slot.number.end <= m.start < reading.slot.number.start
                for m in self.named.get(reading.slot.sentence, ())
            )
            yield f"owner of the number before, {min(gap, 2)} clauses back" + (", names between" if named else "")
            if reading.rule in ("grown", "shared", "listed", "from_to"):
                yield f"owner of what is {reading.rule}"
        else:
            yield "owner of the last sentence's number"

    def _meaning(self, reading: Reading, mention: Mention) -> Iterator[str]:
        """Type against what is counted, and short names (全市, 该公司, 平台) against full ones."""
        slot = reading.slot
        start, end = self.cuts[slot.sentence][self._clause(slot.sentence, slot.number.start)]
        clause = slot.sentence.text[start:end]
        for kind, pattern in _classes():
            if pattern.search(reading.indicator + slot.behind):
                yield f"{mention.type} of {kind}"
        for kind in ("district", "company", "event", "award", "program"):
            match = re.match(triggers.choice(_LEXICON, "-lead") + "?" + triggers.choice(_LEXICON, f"-{kind}"), clause)
            if match:
                yield f"{mention.type} where {kind} is meant"
        shorthand = re.search(r"[全我该当本][省市区县州镇乡村院校企馆店港奖]|该(?:公司|集团|中心|项目|平台|园区|景区|农场|活动|基地)", clause)
        if shorthand:
            tail = shorthand[0][1:]
            yield "shorthand fits" if mention.name.endswith(tail) or mention.text == shorthand[0] else "shorthand differs"
