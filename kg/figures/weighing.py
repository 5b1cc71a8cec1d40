"""Whose number it is: a log-linear model over the names that it could belong to.

The rules of owners.py say what the language's set ways of telling say; here every name near the number is
weighed by where it stands, what it is, what is counted, and by the rules that choose it.  The likeliest
has the number; a number likelier to be nobody's (a remark, a wish, part of a name) has none.
The features are told in groups (kg.loglinear), named in kg.figures.naming; the weights stand in
lexicons/owner_weights.tsv, trained by tests/make/owners.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kg import loglinear, triggers
from kg.figures import naming
from kg.figures.clause import TELLS
from kg.figures.focus import Stage
from kg.figures.lexemes import owner
from kg.figures.scene import Asked
from kg.figures.slots import named
from kg.frames import frame as frame_of
from kg.frames import pointed
from kg.loglinear import Group, Scorer
from kg.model import Mention, Sentence
from kg.namers import fine_end

_SHORT = {
    "Organisation": "O",
    "District": "D",
    "Award": "A",
    "Program": "P",
    "Document": "T",
    "Person": "N",
    "Event": "E",
    "Product": "R",
}
TYPES = tuple(_SHORT)


class Candidate(NamedTuple):
    """A name the number may belong to, and the rules that choose it; first: by the first rule that chooses any."""

    mention: Mention
    rules: tuple[str, ...]
    first: bool


class Standing(NamedTuple):
    """What a name is to its article and what stands around it, whatever the number: found once for all of them."""

    mention: Mention
    t: str
    sort: str
    thing: tuple[str, str]
    frame: str
    stands: tuple[bool, bool, bool]
    headed: bool
    times: int
    order: int
    body: str
    tells: bool
    role: bool
    sign: str


@cache
def _measures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = sorted({kind for _, kind, _ in triggers.rows("measures")})
    return tuple((kind, re.compile(triggers.choice("measures", kind))) for kind in kinds)


@lru_cache(maxsize=1 << 12)
def senses(indicator: str) -> tuple[str, ...]:
    """The kinds of things that what is counted is mostly said of: 营业收入 → company."""
    return tuple(kind for kind, form in _measures() if form.search(indicator))


class Weighing:
    """One number, and what speaks for and against each name that it may belong to."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        reading, last = asked.reading, asked.last
        self.unit, self.lead, self.tail = reading.slot.number.unit, reading.indicator[:2], reading.indicator[-2:]
        self.senses = senses(reading.indicator)
        self.says = tuple(kind for kind in SAID if asked.says(kind))
        focus, topic = asked.focus.mention, asked.topic
        self.focus = named(focus) if focus else None
        self.topic = named(topic) if topic else None
        self.last = named(last.owner) if last else None
        self.here = asked.last_here is not None
        self.away: int | str = "far"
        if last and self.here:
            self.away = asked.clause - asked.clause_at(last.reading.slot.number.start)
        self.about = last is not None and reading.about is last.reading.slot
        self.opens = asked.clause == 0, asked.paragraph_starts, not asked.focus.carried

    def nobody(self) -> list[Group]:
        """What speaks for a number that is said of no name."""
        asked, number, rule = self.asked, self.asked.number, self.asked.reading.rule
        before = sum(m.start < number.start for m in asked.names)
        beside = asked.words[:2], asked.text[number.start - 2 : number.start], asked.behind[:2]
        small, length = number.value < 3 and number.kind == "count", min(len(asked.reading.indicator), 12)
        quoted = _quoted(asked)
        return [
            (naming.nobody, self.unit, number.kind, rule),
            (naming.unowned, self.lead, self.tail, length, min(before, 2), beside, quoted, small, self.unit),
        ]

    def groups(self, candidate: Candidate) -> list[Group]:
        """What speaks for and against a name."""
        known = self._standing(candidate.mention)
        where = self._where(candidate.mention, known.frame)
        return self._of_number(candidate, known, where) + _of_name(known, where)

    def odds(self, candidate: Candidate, model: Scorer) -> float:
        """The log-odds of a name; what does not depend on the number is summed once for all numbers."""
        known = self._standing(candidate.mention)
        where = self._where(candidate.mention, known.frame)
        key, sums = (id(known.mention), where), self.asked.scene.sums
        fixed = sums.get(key)
        if fixed is None:
            fixed = sums[key] = model.total(_of_name(known, where))
        return fixed + model.total(self._of_number(candidate, known, where))

    def _of_number(self, candidate: Candidate, known: Standing, where: str) -> list[Group]:
        """What speaks for and against a name and depends on the number."""
        asked, rule, how = self.asked, self.asked.reading.rule, self.asked.focus.how
        m, rules, first = candidate
        t, sort, me = known.t, known.sort, known.thing
        near, frame = where[:2], where[2:]
        same = me == self.focus
        found: list[Group] = [
            (naming.chosen, t, rules[0] if first else "", rules),
            (naming.counted, t, self.unit, self.lead, self.tail, rule),
            (naming.meant, t, sort, self.unit, self.senses),
        ]
        if self.says:
            found.append((naming.said, t, self.says))
        found.append(self._pointer(m, t, sort, near, frame))
        found += (
            (naming.focus, t, same, how, me == self.topic),
            (naming.again, t, self.here, self.away, self.about) if me == self.last else (naming.fresh, t, self.here),
            (naming.article, t, known.stands, how, same, self.senses, self.opens),
            (naming.near, t, near, how, same, rule),
        )
        if m.end <= asked.number.start and _same(m.sentence, asked.sentence):
            others = [x for x in asked.names if m.end <= x.start < asked.number.start]
            signs = "".join(_SHORT[x.type] for x in others[:3])
            alike, gap = any(x.type == m.type for x in others), min((asked.number.start - m.end) // 4, 6)
            found.append((naming.between, t, signs, alike, near, gap))
        return found

    def _standing(self, m: Mention) -> Standing:
        kept: dict[int, Standing] = self.asked.scene.kept
        found = kept.get(id(m))
        if found is None:
            found = kept[id(m)] = _standing(m, self.asked.stage)
        return found

    def _where(self, m: Mention, frame: str) -> str:
        """Where a name stands from the number: same clause, clauses or sentences before, behind."""
        asked, sentence = self.asked, self.asked.sentence
        if not _same(m.sentence, sentence):
            if m.sentence.kind == "headline":
                return "headline"
            back = sentence.number - m.sentence.number
            return f"{'p' if m.sentence.paragraph == sentence.paragraph else 'q'}{min(back, 5)}{frame}"
        if m.start > asked.number.start:
            return "behind" if m.start < asked.end else "after"
        return f"c{min(asked.clause - asked.clause_at(m.start), 4)}{frame}"

    def _pointer(self, m: Mention, t: str, sort: str, near: str, frame: str) -> Group:
        """What the short form that opens the clause says of a name."""
        word, how, back, fresh = self.asked.pointer
        if how == "pronoun":
            return (naming.pronoun, t, sort, word, min(back, 1), near, frame[:1])
        if how:
            return (naming.pointed, t, how, min(pointed(word, how, m), 3), min(back, 2), fresh)
        return (naming.unpointed, t)


def _of_name(known: Standing, where: str) -> list[Group]:
    """What speaks for and against a name whatever the number, by where it stands from it."""
    t, near = known.t, where[:2]
    return [
        (naming.where, t, known.sort, near, where[2:]),
        (naming.deictic, t, known.mention.deictic),
        (naming.known, t, known.headed, known.times, known.order),
        (naming.behind, t, known.body, known.tells, known.role, near, known.sign),
    ]


SAID = ("attend", "describes", "price", "use", "parts")
"""Kinds of words whose presence in the number's clause is weighed."""


def nobody(asked: Asked) -> Iterator[str]:
    """What speaks for a number that is said of no name, by name."""
    return loglinear.names(Weighing(asked).nobody())


def features(asked: Asked, candidate: Candidate) -> Iterator[str]:
    """What speaks for and against a name, by name."""
    return loglinear.names(Weighing(asked).groups(candidate))


def _standing(m: Mention, stage: Stage) -> Standing:
    t, me, text = _SHORT[m.type], named(m), m.sentence.text
    body = fine_end(m.name[-3:])
    return Standing(
        m,
        t,
        f"{t}{body or m.name[-1:]}",
        me,
        frame_of(text, m.start, m.end),
        (_is(stage.home, me), _is(stage.main, me), _is(stage.theme, me)),
        me in stage.headed,
        min(stage.counts.get(me, 0), 4),
        min(stage.order.get(me, 9), 4),
        body,
        m.type in ("Organisation", "Person") and bool(TELLS.match(text, m.end)),
        bool(_ROLE.match(text, m.end)),
        text[m.end : m.end + 3].lstrip("”》")[:1],
    )


def _same(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences are one; most differ in their numbers, which are soon compared."""
    return one is other or (one.number == other.number and one == other)


def _is(mention: Mention | None, thing: tuple[str, str]) -> bool:
    return mention is not None and named(mention) == thing


def _quoted(asked: Asked) -> bool:
    opened = asked.text.rfind("“", 0, asked.number.start)
    return opened >= 0 and asked.text.find("”", opened) > asked.number.end


_ROLE = owner("@", "role")
