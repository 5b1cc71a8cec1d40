"""What speaks for and against each relation that two names of a passage could have: a log-linear model.

Pairs of names that a predicate's types allow are weighed by what stands between and around them, by whom the clause
is about, and by the rules that hold or rival them.  score = Σ weight(feature); the weights stand in
lexicons/claim_weights.tsv, trained by tests/make/relations.py; kg.claims.choosing decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import deixis, lexicon, ontology, triggers
from kg.claims.reading import Reading, named
from kg.frames import frame
from kg.model import PREDICATES, TYPES, Claim, Mention
from kg.shapes import SIGN, STOPS

REACH = 6
"""Names apart that two names of a sentence may stand to be weighed."""
CLAUSES = 1
"""Clauses apart that two partners may be named."""
WORDS = 12
"""Words between two names that are told one by one."""
MAINS = ("Event", "District", "Organisation", "Program", "Award")
"""Types of which the thing that an article names most is weighed with what a sentence names."""
OPEN = frozenset(("receivedAward", "locatedIn", "participatesIn", "implements", "issued", "cooperatesWith", "produces"))
"""Predicates of which a pair may become a claim though no rule says so: of the others rules find what there is."""
FILES = ("awards", "documents", "events", "organisations", "places", "products", "programs")
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


@dataclass(frozen=True, slots=True)
class Pair:
    """A relation that might be said: subject predicate object, and the rules that say it here."""

    subject: Mention
    predicate: str
    object: Mention
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a name of the sentence; clause counts the clauses before it."""

    word: str
    pos: str
    clause: int
    mention: Mention | None


@cache
def possible() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """(subject type, object type) → the predicates between them."""
    return {(s, o): tuple(p for p in PREDICATES if ontology.allows(s, p, o)) for s in TYPES for o in TYPES}


@lru_cache(maxsize=1 << 15)
def kinds(word: str) -> tuple[str, ...]:
    """The kinds of trigger word that a word is, file and kind: 获评 → awards.gets."""
    return tuple(kind for forms, kind in _forms() if word in forms)


@cache
def _forms() -> tuple[tuple[frozenset[str], str], ...]:
    found: dict[str, set[str]] = {}
    for file in FILES:
        for form, kind, _ in triggers.rows(f"triggers_{file}"):
            found.setdefault(f"{file}.{kind}", set()).add(form)
    return tuple((frozenset(forms), kind) for kind, forms in sorted(found.items()))


def items(reading: Reading, mentions: Sequence[Mention]) -> list[Item]:
    """The sentence as words and names."""
    text, found, clause, depth = reading.sentence.text, [], 0, 0
    starts = {m.start: m for m in mentions}
    until = 0
    for token in lexicon.tokens(text):
        for at in range(max(token.start, until), token.end):
            if at in starts:
                found.append(Item(SIGN[starts[at].type], "", clause, starts[at]))
                until = starts[at].end
                break
        if token.start < until or token.word.isspace():
            continue
        if token.word in "“《（(":
            depth += 1
        elif token.word in "”》）)":
            depth = max(0, depth - 1)
        found.append(Item(token.word, token.pos, clause, None))
        if token.word in STOPS:
            clause += 1
    return found


class Weighing:
    """One sentence's pairs and their features."""

    def __init__(self, reading: Reading, mentions: Sequence[Mention], said: Iterable[Claim]) -> None:
        self.reading = reading
        self.here = sorted({m.start: m for m in mentions}.values(), key=lambda m: m.start)
        self.items = items(reading, self.here)
        self.at = {item.mention: n for n, item in enumerate(self.items) if item.mention is not None}
        self.here = [m for m in self.here if m in self.at]
        self.rank = {m: n for n, m in enumerate(self.here)}
        self.said: dict[tuple[str, str, str, str, str], list[Claim]] = {}
        for claim in said:
            self.said.setdefault(_key(claim.subject, claim.predicate, claim.object), []).append(claim)
        self.subjects: dict[tuple[str, str], set[str]] = {}
        self.objects: dict[tuple[str, str], set[str]] = {}
        for claim in said:
            self.subjects.setdefault((claim.predicate, claim.object.name), set()).add(claim.subject.name)
            self.objects.setdefault((claim.predicate, claim.subject.name), set()).add(claim.object.name)
        self.outside = tuple(self._outside())
        self.positions: list[int] = []
        self.topics = self._topics()

    def _topics(self) -> list[tuple[Mention | None, bool]]:
        """Per clause of the items whom it is about, and whether that is carried."""
        found: list[tuple[Mention | None, bool]] = []
        offsets = self.reading.folded.offsets
        bounds = [(offsets[c.start] if c.start < len(offsets) else 0, c) for c in self.reading.clauses]
        starts: dict[int, int] = {}
        for n, item in enumerate(self.items):
            starts.setdefault(item.clause, n)
        at = 0
        place = 0
        positions = self.positions
        for item in self.items:
            if item.mention is not None:
                at = item.mention.start
                positions.append(at)
                place = item.mention.end
            else:
                at = self.reading.sentence.text.find(item.word, place)
                positions.append(at)
                place = at + len(item.word)
        for clause in range((self.items[-1].clause if self.items else 0) + 1):
            start = positions[starts[clause]] if clause in starts else len(self.reading.sentence.text)
            last = None
            for offset, one in bounds:
                if offset <= start + 1:
                    last = one
            found.append((last.subject[0] if last and last.subject else None, last.carried if last else True))
        return found

    def _outside(self) -> Iterator[Mention]:
        """Whom the clauses before this sentence were about, the last first, where it does not name them; then what was
        last held, what the article names most, and the last place and award before it."""
        given = {(m.type, m.name) for m in self.here}
        told = self.reading.discourse
        about = [clause.subject[0] for clause in reversed(self.reading.before[-6:]) if clause.subject]
        mains = [told.article.mains.get(kind) for kind in MAINS]
        number = self.reading.sentence.number
        for mention in (*about, told.held, *mains, told.last("District"), told.last("Award")):
            if mention is None or (mention.type, mention.name) in given:
                continue
            if mention in about or mention.sentence.number < number:
                given.add((mention.type, mention.name))
                yield mention

    def pairs(self) -> Iterator[Pair]:
        """Every pair of names of this sentence, and of one of it and one spoken of before, that types allow."""
        told: set[tuple[str, str, str, str, str]] = set()
        for n, one in enumerate(self.here):
            for other in self.here[n + 1 : n + 1 + REACH]:
                far = self.items[self.at[other]].clause - self.items[self.at[one]].clause > CLAUSES
                for s, o in ((one, other), (other, one)):
                    yield from self._allowed(s, o, told, far)
            for other in self.outside:
                for s, o in ((one, other), (other, one)):
                    yield from self._allowed(s, o, told, True)
        for key, claims in self.said.items():
            if key not in told:
                yield Pair(claims[0].subject, claims[0].predicate, claims[0].object, tuple(claims))

    def _allowed(self, s: Mention, o: Mention, told: set[tuple[str, str, str, str, str]], far: bool) -> Iterator[Pair]:
        if s.name == o.name or (
            o.deictic and o.type == "District" and o.name not in self.reading.discourse.article.told
        ):
            return
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
        governor = self._governor(j)[0] if j is not None else ""
        return governor or (self._follower(i)[0] if i is not None else "")

    # ---------------------------------------------------------------- features

    def features(self, pair: Pair, mark: str = "") -> Iterator[str]:
        """What speaks for or against it; mark sets the rules' part apart in texts that the rules were written on."""
        p, s, o = SHORT[pair.predicate], pair.subject, pair.object
        types = SIGN[s.type] + SIGN[o.type]
        q = p + types
        yield q
        rules = sorted({c.rule for c in pair.claims})
        for rule in rules:
            yield f"{p}|rule={rule}{mark}"
        yield f"{p}|ruled={min(len(rules), 2)}{mark}"
        if not rules:
            rivals = bool(self.subjects.get((pair.predicate, o.name))), bool(self.objects.get((pair.predicate, s.name)))
            yield f"{q}|rival={rivals[0]:d}{rivals[1]:d}{mark}"
            others = {c.predicate for key, cs in self.said.items() for c in cs if key[1] == s.name and key[4] == o.name}
            for other in sorted(others):
                yield f"{p}|other={other}{mark}"
        yield from self._stands(q, p, s, o)
        i, j = self.at.get(s), self.at.get(o)
        if i is not None and j is not None:
            yield from self._between(q, p, types, i, j)
            yield from self._around(q, p, "s", i)
            yield from self._around(q, p, "o", j)
            yield from self._subject(q, p, s, j)
        else:
            inner = i if i is not None else j
            outer = o if i is not None else s
            side = "s" if i is not None else "o"
            how = "before" if outer in self.outside else "far"
            away = self.reading.sentence.number - outer.sentence.number
            yield f"{q}|out={side}{how}"
            yield f"{q}|out={side}{how}|{min(away, 4)}"
            if inner is not None:
                yield from self._around(q, p, f"{how}{side}", inner)
                yield from self._alone(q, p, side, how, inner)
                if side == "o":
                    yield from self._subject(q, p, s, inner)

    def _stands(self, q: str, p: str, s: Mention, o: Mention) -> Iterator[str]:
        """How both stand in their clauses, and what they are to the article."""
        fs = frame(s.sentence.text, s.start, s.end) if s in self.at else "out"
        fo = frame(o.sentence.text, o.start, o.end) if o in self.at else "out"
        yield f"{q}|fs={fs}"
        yield f"{q}|fo={fo}"
        yield f"{p}|fs={fs}|fo={fo}"
        i, j = self.at.get(s), self.at.get(o)
        if i is not None and j is not None:
            clauses = self.items[j].clause - self.items[i].clause
            yield f"{q}|fs0={fs[0]}|{max(min(clauses, 3), -2)}"
            yield f"{q}|nearest={self._nearer(s, o)}|{'<' if i < j else '>'}"
        article = self.reading.discourse.article
        me = named(s)
        stands = f"{me == article.home:d}{me == article.body:d}{me == article.theme:d}"
        yield f"{q}|stands={stands}"
        yield f"{q}|ohome={named(o) == article.home:d}"
        yield f"{q}|count={min(article.counts[me], 3)}"
        if o.type == "District":
            yield f"{q}|lies={_lies(s, o)}"

    def _nearer(self, s: Mention, o: Mention) -> int:
        """How many names of the subject's type stand between it and the object."""
        low, high = sorted((self.rank[s], self.rank[o]))
        return min(sum(m.type == s.type for m in self.here[low + 1 : high]), 3)

    def _between(self, q: str, p: str, types: str, i: int, j: int) -> Iterator[str]:
        order, low, high = ("<", i, j) if i < j else (">", j, i)
        inner = self.items[low + 1 : high]
        clauses = self.items[high].clause - self.items[low].clause
        yield f"{q}|{order}|c={min(clauses, 3)}"
        yield f"{q}|{order}|n={_size(len(inner))}"
        names = [item.word for item in inner if item.mention is not None]
        yield f"{q}|{order}|names={''.join(names[:4])}"
        yield f"{q}|{order}|same={sum(n == types[0] for n in names) > 0:d}{sum(n == types[1] for n in names) > 0:d}"
        yield f"{q}|{order}|k={min(len(names), 4)}|c={min(clauses, 2)}"
        for item in inner[:WORDS] if clauses == 0 else inner[-WORDS:]:
            if item.mention is None:
                for kind in kinds(item.word):
                    yield f"{q}|{order}|t={kind}|{min(clauses, 1)}"
        listed = len(inner) == 1 and inner[0].word in "、和与及"
        yield f"{q}|listed={listed:d}"

    def _around(self, q: str, p: str, side: str, at: int) -> Iterator[str]:
        before = self.items[at - 1] if at > 0 else None
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        two = self.items[at + 2] if at + 2 < len(self.items) else None
        yield f"{p}|{side}b={before.word if before else '^'}"
        yield f"{p}|{side}a={after.word if after else '$'}"
        yield f"{q}|{side}bp={_sort(before, '^')}|{_sort(after, '$')}"
        if before:
            for kind in kinds(before.word):
                yield f"{q}|{side}bt={kind}"
        if after and two:
            yield f"{p}|{side}a2={after.word}{two.word}"
            for kind in (*kinds(after.word), *kinds(two.word)):
                yield f"{q}|{side}at={kind}"

    def _governor(self, at: int) -> tuple[str, int]:
        """The nearest verb before an item in its clause, and how many words away."""
        for step in range(1, 14):
            if at - step < 0 or self.items[at - step].clause != self.items[at].clause:
                break
            item = self.items[at - step]
            if item.pos[:1] == "v" or (item.mention is None and kinds(item.word)):
                return item.word, step
        return "", 0

    def _follower(self, at: int) -> tuple[str, int]:
        """The nearest verb behind an item in its clause."""
        for step in range(1, 10):
            if at + step >= len(self.items) or self.items[at + step].clause != self.items[at].clause:
                break
            item = self.items[at + step]
            if item.pos[:1] == "v" or (item.mention is None and kinds(item.word)):
                return item.word, step
        return "", 0

    def _alone(self, q: str, p: str, side: str, how: str, at: int) -> Iterator[str]:
        """One end alone in the sentence: its verbs, the names before it in its clause."""
        governor, _ = self._governor(at)
        yield f"{p}|{side}gov={governor}"
        yield f"{q}|{side}{how}gov={'+'.join(kinds(governor)) or bool(governor)}"
        follower, _ = self._follower(at)
        yield f"{p}|{side}fol={follower}"
        for kind in kinds(follower):
            yield f"{q}|{side}{how}fol={kind}"
        before = [x.word for x in self.items[:at] if x.mention is not None]
        yield f"{q}|{side}{how}first={min(len(before), 3)}"
        yield f"{q}|{side}{how}lead={''.join(before[-2:])}"

    def _subject(self, q: str, p: str, s: Mention, j: int) -> Iterator[str]:
        """Whether the subject is whom the object's clause is about."""
        clause = self.items[j].clause
        topic, carried = self.topics[clause] if clause < len(self.topics) else (None, True)
        if topic is None:
            yield f"{q}|topic=none"
            return
        same = topic.name == s.name and topic.type == s.type
        yield f"{q}|topic={same:d}|{carried:d}"
        if not same:
            yield f"{q}|about={SIGN[topic.type]}|{carried:d}"


@lru_cache(maxsize=1 << 12)
def _division(name: str) -> str:
    found = deixis.division(name)
    return found.code if found and found.level != "town" else ""


def _lies(s: Mention, o: Mention) -> str:
    """What the table of divisions says of two places; of a body, whether its name tells the place."""
    outer = _division(o.name)
    if s.type == "District":
        inner = _division(s.name)
        if not inner or not outer:
            return f"{bool(inner):d}{bool(outer):d}"
        if inner.startswith(outer) and inner != outer:
            return "in" if len(inner) - len(outer) == 2 else "deep"
        return "out"
    return f"{s.name.startswith(o.name.rstrip('省市区县')):d}{o.name.rstrip('省市区县') in s.name:d}{bool(outer):d}"


def _key(s: Mention, predicate: str, o: Mention) -> tuple[str, str, str, str, str]:
    return s.type, s.name, predicate, o.type, o.name


def _sort(item: Item | None, edge: str) -> str:
    """A neighbour's part of speech, its sign where it is a name, or the edge."""
    return edge if item is None else item.pos[:1] or item.word


def _size(n: int) -> str:
    return str(n) if n < 5 else f"{n // 4 * 4}"
