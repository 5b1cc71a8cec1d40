"""What speaks for and against each relation that two names of a passage could have: a log-linear model.

Pairs of names that a predicate's types allow are weighed by what stands between and around them, by whom the clause
is about, and by the rules that hold or rival them.  The features are told in groups (kg.loglinear), named in
kg.claims.naming; the weights stand in lexicons/claim_weights.tsv, trained by tests/make/relations.py;
kg.claims.choosing decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from kg import loglinear, ontology
from kg.claims import naming
from kg.claims.naming import kinds
from kg.claims.passage import Between, End, Place, items, lies, sort_of, tail
from kg.claims.reading import Reading, named
from kg.frames import frame
from kg.loglinear import Group
from kg.model import PREDICATES, TYPES, Claim, Mention
from kg.shapes import SIGN

REACH = 6
"""Names apart that two names of a sentence may stand to be weighed."""
CLAUSES = 1
"""Clauses apart that two partners may be named."""
WORDS = 12
"""Words between two names whose kinds are told."""
EACH = 8
"""Words behind the first and before the last of two names that are told one by one."""
AHEAD, BEHIND = 10, 8
"""Words before and behind a name that are told as its clause."""
CONTENT = frozenset("vna")
MAINS = ("Event", "District", "Organisation", "Program")
"""Types of which the thing that an article names most is weighed as the subject of what a sentence names."""
OPEN = frozenset(("receivedAward", "locatedIn", "participatesIn", "implements", "issued", "cooperatesWith", "produces"))
"""Predicates of which a pair may become a claim though no rule says so: of the others rules find what there is."""
SHORT = {
    "receivedAward": "ra",
    "nominatedFor": "no",
    "presentedBy": "pb",
    "locatedIn": "li",
    "participatesIn": "pi",
    "implements": "im",
    "organises": "or",
    "issued": "is",
    "holdsPosition": "hp",
    "subOrganisationOf": "so",
    "cooperatesWith": "co",
    "produces": "pr",
}


class Pair(NamedTuple):
    """A relation that might be said: subject predicate object, and the rules that say it here."""

    subject: Mention
    predicate: str
    object: Mention
    claims: tuple[Claim, ...]


@cache
def possible() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(subject type, object type) → the predicates between them."""
    return {(s, o): tuple(p for p in PREDICATES if ontology.allows(s, p, o)) for s in TYPES for o in TYPES}


@cache
def unruled() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(subject type, object type) → the predicates between them that need no rule."""
    return {types: tuple(p for p in predicates if p in OPEN) for types, predicates in possible().items()}


class Weighing:
    """One sentence's pairs and their features."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], said: Iterable[Claim]) -> None:
        self.reading = reading
        self.here = sorted({m.start: m for m in mentions}.values(), key=lambda m: m.start)
        self.items = items(reading, self.here)
        self.at = {item.mention: n for n, item in enumerate(self.items) if item.mention is not None}
        self.here = [m for m in self.here if m in self.at]
        self.rank = {m: n for n, m in enumerate(self.here)}
        self.signs = "".join([SIGN[m.type] for m in self.here])
        self.kinds = [() if item.mention else kinds(item.word) for item in self.items]
        self.said: dict[Key, list[Claim]] = {}
        for claim in said:
            self.said.setdefault(_key(claim.subject, claim.predicate, claim.object), []).append(claim)
        self.subjects = {(predicate, name) for _, _, predicate, _, name in self.said}
        self.objects = {(predicate, name) for _, name, predicate, _, _ in self.said}
        self.others: dict[tuple[str, str], set[str]] = {}
        for _, subject, predicate, _, object_ in self.said:
            self.others.setdefault((subject, object_), set()).add(predicate)
        self.outside = tuple(self._outside())
        self.spoken = frozenset(self.outside)
        self.ends: dict[int, End] = {}
        self.verbs: dict[int, tuple[str, str, int, str]] = {}
        self.clauses: dict[int, tuple[str, ...]] = {}
        self.betweens: dict[tuple[int, int], Between] = {}
        self.topics = self._topics()

    def _topics(self) -> list[tuple[Mention | None, bool]]:
        """Per clause of the items whom it is about, and whether that is carried."""
        found: list[tuple[Mention | None, bool]] = []
        offsets = self.reading.folded.offsets
        bounds = [(offsets[c.start] if c.start < len(offsets) else 0, c) for c in self.reading.clauses]
        starts: dict[int, int] = {}
        place, text = 0, self.reading.sentence.text
        for item in self.items:
            at = item.start
            if item.mention is not None:
                place = item.mention.end
            else:
                at = at if at == place else text.find(item.word, place)
                place = at + len(item.word)
            starts.setdefault(item.clause, at)
        for clause in range((self.items[-1].clause if self.items else 0) + 1):
            start = starts.get(clause, len(text))
            last = None
            for offset, one in bounds:
                if offset <= start + 1:
                    last = one
            found.append((last.subject[0] if last and last.subject else None, last.carried if last else True))
        return found

    def _outside(self) -> Iterator[Mention]:
        """Whom the clauses before this sentence were about, the last first, where it does not name them; then what was
        last held, what the article names most, and the last place before it."""
        given = {(m.type, m.name) for m in self.here}
        told = self.reading.discourse
        about = [clause.subject[0] for clause in reversed(self.reading.before[-6:]) if clause.subject]
        mains = [told.article.mains.get(kind) for kind in MAINS]
        number = self.reading.sentence.number
        for mention in (*about, told.held, *mains, told.last("District")):
            if mention is None or (mention.type, mention.name) in given:
                continue
            if mention in about or mention.sentence.number < number:
                given.add((mention.type, mention.name))
                yield mention

    def pairs(self) -> Iterator[Pair]:
        """Every pair of names of this sentence that types allow, and of a subject spoken of before and an object of it:
        what the weights alone claim is proved by its sentence, which prints the object."""
        told: set[Key] = set()
        for n, one in enumerate(self.here):
            for other in self.here[n + 1 : n + 1 + REACH]:
                far = self.items[self.at[other]].clause - self.items[self.at[one]].clause > CLAUSES
                yield from self._allowed(one, other, told, far)
                yield from self._allowed(other, one, told, far)
            for other in self.outside:
                yield from self._allowed(other, one, told, True)
        for key, claims in self.said.items():
            if key not in told:
                yield Pair(claims[0].subject, claims[0].predicate, claims[0].object, tuple(claims))

    def _allowed(self, s: Mention, o: Mention, told: set[Key], far: bool) -> Sequence[Pair]:
        if s.name == o.name or (
            o.deictic and o.type == "District" and o.name not in self.reading.discourse.article.told
        ):
            return ()
        if (s.name, o.name) in self.others:
            return list(self._said_or_open(s, o, told, far))
        predicates = unruled()[s.type, o.type]
        return [Pair(s, p, o, ()) for p in predicates if not far or p != "cooperatesWith"] if predicates else ()

    def _said_or_open(self, s: Mention, o: Mention, told: set[Key], far: bool) -> Iterator[Pair]:
        """The pairs of two of whom rules say something."""
        for predicate in possible()[s.type, o.type]:
            key = _key(s, predicate, o)
            claims = self.said.get(key, ())
            if not claims and (predicate not in OPEN or (far and predicate == "cooperatesWith")):
                continue
            told.add(key)
            yield Pair(s, predicate, o, tuple(claims))

    def trigger(self, pair: Pair) -> str:
        """The verb that governs the object where it stands here, else the one behind the subject, else ""."""
        i, j = self.at.get(pair.subject), self.at.get(pair.object)
        governor = self._governor(j) if j is not None else ""
        return governor or (self._follower(i) if i is not None else "")

    # ---------------------------------------------------------------- features

    def features(self, pair: Pair, mark: str = "") -> Iterator[str]:
        """What speaks for or against it; mark sets the rules' part apart in texts that the rules were written on."""
        return loglinear.names(self.groups(pair, mark))

    def groups(self, pair: Pair, mark: str = "") -> list[Group]:
        """The pair's features by what they depend on."""
        p, s, o = SHORT[pair.predicate], self._end(pair.subject), self._end(pair.object)
        q = p + s.sign + o.sign
        one, other = s.place, o.place
        lying = lies(s.mention.type, s.mention.name, o.mention.name) if o.sign == "Ⓓ" else ""
        found: list[Group] = self._ruled(pair, q, p, mark)
        found.append((naming.frames, q, p, one.frame if one else "out", other.frame if other else "out"))
        found.append((naming.article, q, s.stands, o.stands[0], s.times, lying))
        found.append((naming.ends, p, *self._ends(s.mention, o.mention)))
        for side, end in (("s", s), ("o", o)):
            m = end.mention
            found.append((naming.name, p, side, m.rule, min(len(m.name) // 3, 6), m.deictic))
        signs, sentence = self.signs, self.reading.sentence
        alike = min(signs.count(s.sign), 4), min(signs.count(o.sign), 4)
        found.append((naming.scene, p, sentence.kind, min(len(signs), 9), min(sentence.number, 4), alike))
        if other:
            found.append((naming.clause, p, "o", self._clause(other.at)))
        if one and (not other or self.items[one.at].clause != self.items[other.at].clause):
            found.append((naming.clause, p, "s", self._clause(one.at)))
        if one and other:
            found.append((naming.words, p, "<" if one.at < other.at else ">", self._words(one.at, other.at)))
            clauses, cut, words, names, four, many, told, listed = self._between(one, other)
            ahead = one.at < other.at
            order = "<" if ahead else ">"
            same, nearer = (s.sign in names, o.sign in names), min(names.count(s.sign), 3)
            found.append((naming.apart, q, one.frame[0], cut if ahead else max(-clauses, -2), nearer, order))
            found.append((naming.between, q, order, cut, words, four, many, same))
            found.append((naming.leading, q, order, told, min(cut, 1), listed))
            _around(found, q, p, "s", one)
            _around(found, q, p, "o", other)
            found.append(_topic(q, s.mention, other))
            return found
        side, outer, inner = ("s", o, one) if one else ("o", s, other)
        how = "before" if outer.spoken else "far"
        away = self.reading.sentence.number - outer.mention.sentence.number
        found.append((naming.outside, q, side, how, min(away, 4)))
        if inner:
            _around(found, q, p, how + side, inner)
            found.append((naming.alone, q, p, side, how, *self._verbs(inner.at)))
            if side == "o":
                found.append(_topic(q, s.mention, inner))
        return found

    def _end(self, m: Mention) -> End:
        found = self.ends.get(id(m))
        if found is None:
            at, article, me = self.at.get(m, -1), self.reading.discourse.article, named(m)
            stands = me == article.home, me == article.body, me == article.theme
            place = self._place(m, at) if at >= 0 else None
            times = min(article.counts.get(me, 0), 3)
            found = self.ends[id(m)] = End(m, SIGN[m.type], place, stands, times, m in self.spoken)
        return found

    def _place(self, m: Mention, at: int) -> Place:
        items = self.items
        ahead = items[at - 1] if at > 0 else None
        behind = items[at + 1] if at + 1 < len(items) else None
        clause = items[at].clause
        return Place(
            at,
            self.rank[m],
            frame(m.sentence.text, m.start, m.end),
            ahead.word if ahead else "^",
            behind.word if behind else "$",
            (sort_of(ahead, "^"), sort_of(behind, "$")),
            kinds(ahead.word) if ahead else (),
            items[at + 2].word if at + 2 < len(items) else None,
            *(self.topics[clause] if clause < len(self.topics) else (None, True)),
        )

    def _ruled(self, pair: Pair, q: str, p: str, mark: str) -> list[Group]:
        """What the rules say of it, and of others."""
        s, predicate, o, claims = pair
        if claims:
            return [(naming.ruled, q, p, tuple(sorted({c.rule for c in claims})), mark)]
        rivals = (predicate, o.name) in self.subjects, (predicate, s.name) in self.objects
        others = self.others.get((s.name, o.name))
        return [(naming.unruled, q, p, *rivals, tuple(sorted(others)) if others else (), mark)]

    def _between(self, one: Place, other: Place) -> Between:
        """What stands between two names, kept for the pairs that ask next."""
        low, high = (one, other) if one.at < other.at else (other, one)
        found = self.betweens.get((low.at, high.at))
        if found is None:
            found = self.betweens[low.at, high.at] = self._found_between(low, high)
        return found

    def _found_between(self, low: Place, high: Place) -> Between:
        first, last = low.at + 1, high.at
        clauses, many = self.items[last].clause - self.items[low.at].clause, last - first
        near = (
            self.kinds[first : min(last, first + WORDS)]
            if clauses == 0
            else self.kinds[max(first, last - WORDS) : last]
        )
        told = tuple(dict.fromkeys(chain.from_iterable(near)))
        names = self.signs[low.rank + 1 : high.rank]
        listed = many == 1 and self.items[first].word in "、和与及"
        return Between(clauses, min(clauses, 3), naming.size(many), names, names[:4], min(len(names), 4), told, listed)

    @staticmethod
    def _ends(s: Mention, o: Mention) -> tuple[str, str, str]:
        """What both names end with, and whether one holds the other."""
        held = "s" if s.name in o.name else "o" if o.name in s.name else "2" if s.name[:2] == o.name[:2] else ""
        return tail(s.name), tail(o.name), held

    def _clause(self, at: int) -> tuple[str, ...]:
        """The verbs, nouns and adjectives around an item in its clause."""
        found = self.clauses.get(at)
        if found is None:
            clause, near = self.items[at].clause, self.items[max(0, at - AHEAD) : at + BEHIND]
            told = (x.word for x in near if x.clause == clause and x.mention is None and x.pos[:1] in CONTENT)
            found = self.clauses[at] = tuple(dict.fromkeys(told))
        return found

    def _words(self, one: int, other: int) -> tuple[str, ...]:
        """The words between two items: the first and the last of them where there are many."""
        low, high = min(one, other) + 1, max(one, other)
        near = self.items[low : min(high, low + EACH)] + self.items[max(low + EACH, high - EACH) : high]
        return tuple(dict.fromkeys(x.word for x in near if x.mention is None))

    def _verb(self, at: int, step: int, most: int) -> str:
        """The nearest verb before (step -1) or behind (1) an item in its clause, at most so many words away, or ""."""
        clause = self.items[at].clause
        for place in range(at + step, at + step * (most + 1), step):
            if not 0 <= place < len(self.items) or self.items[place].clause != clause:
                break
            item = self.items[place]
            if item.pos[:1] == "v" or self.kinds[place]:
                return item.word
        return ""

    def _governor(self, at: int) -> str:
        return self._verb(at, -1, 13)

    def _follower(self, at: int) -> str:
        return self._verb(at, 1, 9)

    def _verbs(self, at: int) -> tuple[str, str, int, str]:
        """The verbs before and behind a name in its clause, how many names stand before it and the last two of them."""
        found = self.verbs.get(at)
        if found is None:
            ahead = [x.word for x in self.items[:at] if x.mention is not None]
            verbs = self._governor(at), self._follower(at)
            found = self.verbs[at] = (*verbs, min(len(ahead), 3), "".join(ahead[-2:]))
        return found


def _around(found: list[Group], q: str, p: str, side: str, place: Place) -> None:
    """The words around one end."""
    found.append((naming.before, p, side, place.before))
    found.append((naming.after, p, side, place.after))
    found.append((naming.beside, q, side, *place.sorts))
    if place.governed:
        found.append((naming.governed, q, side, place.governed))
    if place.two is not None:
        found.append((naming.following, q, p, side, place.after, place.two))


def _topic(q: str, s: Mention, place: Place) -> Group:
    """Whether the subject is whom the object's clause is about."""
    topic = place.topic
    if topic is None:
        return (naming.topic, q, False, True, "")
    return (naming.topic, q, topic.name == s.name and topic.type == s.type, place.carried, SIGN[topic.type])


Key = tuple[str, str, str, str, str]
"""What a relation says: types and names of both ends, and the predicate."""


def _key(s: Mention, predicate: str, o: Mention) -> Key:
    return s.type, s.name, predicate, o.type, o.name
