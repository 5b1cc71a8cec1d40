"""How likely a candidate is a name: a log-linear model over what stands in it and around it.

score = Σ weight(feature), the log-odds of being a name as gold has it.  The weights stand in
lexicons/mention_weights.tsv and are trained by tests/make/weights.py on the annotated texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from kg import lexicon, loglinear, namers, people
from kg.heads import Candidate
from kg.lexicon import Token
from kg.loglinear import Group
from kg.reading import QUOTES, Reading

_DIGIT = re.compile(r"[0-9０-９]")
_LATIN = re.compile("[A-Za-z]")
_QUOTE = re.compile(f"[{''.join(sorted(QUOTES))}]")
_VERBS = frozenset(("v", "vd", "vi", "vg"))
_NOT_SINGLE = frozenset(("x", "m", "n"))
NEAR = 8


@dataclass(frozen=True)
class Surroundings:
    """What a candidate's page says beyond its sentence: how often each stretch occurs, its headlines."""

    text: str
    headlines: str
    _counts: dict[str, int] = field(default_factory=dict)
    _support: dict[str, str] = field(default_factory=dict)

    def count(self, name: str) -> int:
        """How often the page prints this."""
        found = self._counts.get(name)
        if found is None:
            found = self._counts[name] = self.text.count(name)
        return found

    def support(self, short: str) -> str:
        """What else the page says for a short division name: its level, whether its full name or parent is there."""
        if short not in self._support:
            divisions = lexicon.division_shorts()[short]
            said = "-"
            if any(self.count(d.name) for d in divisions):
                said = "full"
            elif any(self.count(name) for d in divisions for name in _parents(d)):
                said = "parent"
            self._support[short] = f"{divisions[0].level}|{said}"
        return self._support[short]


def _parents(division: lexicon.Division) -> Iterator[str]:
    """Full and short names of the city and province it lies in."""
    for code in division.parents:
        parent = lexicon.divisions().get(code)
        if parent:
            yield from (parent.name, *lexicon.short_names(parent))


PLACES = frozenset(("full", "town", "short", "place"))
_LIST_MARKS = frozenset("、和与及")


class Left(NamedTuple):
    """What stands where a candidate begins: its first word, the word, name and verb before it."""

    first: int
    word: str
    pos: str
    short_pos: str
    body: str
    place: str
    listed: bool
    verb: str
    away: int


class Right(NamedTuple):
    """What stands where a candidate ends: its last word, the word, role and verb behind it."""

    last: int
    word: str
    pos: str
    short_pos: str
    role: bool
    listed: bool
    verb: str


class Inner(NamedTuple):
    """What a stretch holds and how the page prints it, in the words of kg.namers."""

    name: str
    place: str
    known: str
    more: bool
    nested: str
    marks: tuple[bool, bool, bool, str, str, bool, bool]
    times: int
    in_headline: bool
    joints: str
    opening: str
    closing: str
    words: tuple[Token, ...]
    sequence: str
    verbal: tuple[int, int]


class Sight:
    """A sentence as its candidates are weighed: what stands at an offset or in a stretch is found once for them all."""

    def __init__(self, reading: Reading, around: Surroundings) -> None:
        self.reading, self.around = reading, around
        self.headline = reading.sentence.kind == "headline"
        self.ahead = {low: (high, which) for low, high, which in reading.known if which in PLACES}
        self.before = {high: which for _, high, which in reading.known}
        self.tags = [token.pos[:1] for token in reading.tokens]
        self.bodies = [namers.fine_end(token.word) for token in reading.tokens]
        self.nested, self.verbs, self.singles = [-1], [0], [0]
        self._run()
        self._lefts: dict[int, Left] = {}
        self._rights: dict[int, Right] = {}
        self._inners: dict[tuple[int, int], Inner] = {}

    def _run(self) -> None:
        """Before each word: the last that ends a body's name, and how many verbs and single characters there were.

        A single character of a number or an unlisted word is none.
        """
        last, verbs, singles = -1, 0, 0
        for index, (start, end, _, pos) in enumerate(self.reading.tokens):
            if self.bodies[index]:
                last = index
            verbs += pos in _VERBS
            singles += end - start == 1 and pos not in _NOT_SINGLE
            self.nested.append(last)
            self.verbs.append(verbs)
            self.singles.append(singles)

    def left(self, start: int) -> Left:
        found = self._lefts.get(start)
        if found is None:
            found = self._lefts[start] = self._left(start)
        return found

    def _left(self, start: int) -> Left:
        reading, text = self.reading, self.reading.text
        first, index = reading.starts.get(start, -1), reading.ends.get(start)
        place = self.before.get(start, "-")
        listed = start > 1 and text[start - 1] in _LIST_MARKS
        verb, away = self._verb_before(first) if first > 0 else ("", 0)
        if index is None:
            edge = "^" if start == 0 else "?"
            return Left(first, edge, edge, edge, "-", place, listed, verb, away)
        token = reading.tokens[index]
        return Left(first, token.word, token.pos, self.tags[index], self.bodies[index], place, listed, verb, away)

    def right(self, end: int) -> Right:
        found = self._rights.get(end)
        if found is None:
            found = self._rights[end] = self._right(end)
        return found

    def _right(self, end: int) -> Right:
        reading, text = self.reading, self.reading.text
        last, index = reading.ends.get(end, -1), reading.starts.get(end)
        role, listed = bool(people.role_after(text, end)), text[end : end + 1] in _LIST_MARKS
        verb = self._verb_behind(last) if last >= 0 else ""
        if index is None:
            edge = "$" if end == len(text) else "?"
            return Right(last, edge, edge, edge, role, listed, verb)
        token = reading.tokens[index]
        return Right(last, token.word, token.pos, self.tags[index], role, listed, verb)

    def inner(self, start: int, end: int) -> Inner:
        found = self._inners.get((start, end))
        if found is None:
            found = self._inners[start, end] = self._inner(start, end)
        return found

    def _inner(self, start: int, end: int) -> Inner:
        reading, around = self.reading, self.around
        name = reading.text[start:end]
        known = [which for low, high, which in reading.known if start < low and high < end]
        high, place = self.ahead.get(start, (end, "-"))
        first, last = reading.starts.get(start, -1), reading.ends.get(end, -1)
        bare = name.strip("“”‘’「」『』")
        words: tuple[Token, ...] = ()
        nested, sequence, verbal = "-", "", (0, 0)
        if last >= first >= 0:
            words = reading.tokens[first : last + 1]
            if self.nested[last] >= first:
                nested = self.bodies[self.nested[last]]
            sequence = "+".join(self.tags[first : min(last + 1, first + 6)])
            verbal = self.verbs[last + 1] - self.verbs[first], self.singles[last + 1] - self.singles[first]
        return Inner(
            name,
            place if high <= end else "-",
            known[0] if known else "-",
            len(known) > 1,
            nested,
            _marks(name),
            min(around.count(name), 4),
            name in around.headlines,
            _joints(reading, start, end) if self.headline else "-",
            bare[:2],
            bare[-3:],
            words,
            sequence,
            verbal,
        )

    def _verb_before(self, index: int) -> tuple[str, int]:
        """The nearest verb before a token within its clause, and how many words away."""
        for step in range(1, min(NEAR, index + 1)):
            token = self.reading.tokens[index - step]
            if token.word in "，。；：！？":
                break
            if token.pos[:1] == "v":
                return token.word, step
        return "", 0

    def _verb_behind(self, index: int) -> str:
        """The first verb behind a token within its clause, at most four words away, or ""."""
        for token in self.reading.tokens[index + 1 : index + 5]:
            if token.word in "，。；：！？、":
                break
            if token.pos[:1] == "v":
                return token.word
        return ""


def groups(candidate: Candidate, sight: Sight) -> list[Group]:
    """The candidate's features by what they depend on."""
    start, end, kind, rule, head = candidate
    short, text, long = kind[:2], sight.reading.text, end - start
    first, previous, pos_before, tag_before, body, place, listed_before, verb_before, away = sight.left(start)
    last, following, pos_behind, tag_behind, role, listed_behind, verb_behind = sight.right(end)
    inner = sight.inner(start, end)
    name, begins, known, more, nested, marks, times, headed, joints, opening, closing, words, tags, verbal = inner
    sibling = _sibling(candidate, text) if listed_before or listed_behind else "----"
    sense = namers.fine(head, kind)
    # What a group depends on is told as coarsely as its features ask, so that its sum is soon known.
    found: list[Group] = [
        (namers.shape, kind, rule, head, long),
        (namers.place, kind, head, begins),
        (namers.inside, short, known, more, nested, head[-1:], sense),
        (namers.looks, short, *marks),
        (namers.before, short, previous, pos_before),
        (namers.before_head, kind, head, tag_before, body),
        (namers.after, short, following, pos_behind),
        (namers.after_head, short, sense, rule, tag_behind, role),
        (namers.stands, short, place, sibling, joints),
        (namers.page, short, times, headed, sight.reading.sentence.kind, namers.rest(long), sight.headline),
        (namers.letters, short, text[start - 1 : start], opening, closing, text[end : end + 1]),
    ]
    if last >= 0:
        found.append((namers.leads, short, rule, verb_behind))
    if words:
        one, final = words[0], words[-1]
        two, other = (words[1].pos, words[-2]) if len(words) > 1 else ("", _NONE)
        found.append((namers.first, short, one.word, one.pos, two))
        found.append((namers.sequence, short, tags, sense))
        found.append((namers.joined, short, one.word, sense, previous, following))
        found.append((namers.last, short, final.word, final.pos, other.word, other.pos, head))
    found.append((namers.verbal, short, rule, len(words), *verbal))
    if first > 0:
        found.append((namers.led, kind, rule, verb_before, min(away, 3)))
    if rule.startswith("known"):
        found.append((namers.known, short, rule, name, words[0].pos if words else "?"))
    if rule == "known_short":
        pos = sight.reading.tokens[first].pos if first >= 0 else "?"
        found.append((namers.supported, short, sight.around.support(name), tag_before, pos))
    if kind == "Person":
        found.append(_person(candidate, sight.reading))
    return found


_NONE = Token(0, 0, "", "")


def features(candidate: Candidate, reading: Reading, around: Surroundings) -> Iterator[str]:
    """The candidate's features; every name begins with its type, so weights never mix types."""
    return loglinear.names(groups(candidate, Sight(reading, around)))


def _person(candidate: Candidate, reading: Reading) -> Group:
    text, start, end = reading.text, candidate.start, candidate.end
    token = reading.after(start)
    return (
        namers.personal,
        people.role_before(text, start),
        people.role_after(text, end),
        text[end : end + 2],
        people.speaks(reading, end),
        text[start],
        token is not None and token.end == end,
        token.pos if token else "?",
        end in reading.ends,
        start in reading.starts,
        end - start,
    )


def _sibling(candidate: Candidate, text: str) -> str:
    """Whether a member of the same list beside it ends alike: …公司、|…公司|、…公司."""
    tail = candidate.head[-2:] or text[candidate.end - 1 : candidate.end]
    ahead = text[candidate.start - 1 : candidate.start] in ("、", "和", "与", "及") and candidate.start > 1
    like_before = ahead and text[: candidate.start - 1].rstrip("”）)").endswith(tail)
    behind = text[candidate.end : candidate.end + 1] in ("、", "和", "与", "及") and candidate.end < len(text)
    like_after = behind and tail in text[candidate.end + 1 : candidate.end + 30]
    return f"{like_before or '-'}{ahead or '-'}{like_after or '-'}{behind or '-'}"


def _joints(reading: Reading, start: int, end: int) -> str:
    """How many line ends of a headline lie inside; kicker and main line seldom share a name."""
    at, inside = 0, 0
    for span in reading.sentence.passage.spans:
        at += span.end - span.start
        inside += start < at < end
    return str(min(inside, 2))


def _marks(name: str) -> tuple[bool, bool, bool, str, str, bool, bool]:
    """Which marks and small words stand in a name, in the order that namers.looks takes them."""
    if _PLAIN.fullmatch(name):
        return _NO_MARKS
    digit = bool(_DIGIT.search(name))
    return (
        "的" in name,
        "和" in name or "与" in name or "及" in name,
        "、" in name,
        f"{digit}|{digit and bool(_DIGIT.match(name))}",
        f"{name[0] in QUOTES}|{bool(_QUOTE.search(name, 1))}",
        "（" in name or "(" in name,
        bool(_LATIN.search(name)),
    )


_PLAIN = re.compile(f"[^0-9０-９A-Za-z{''.join(sorted(QUOTES))}的和与及、（(]*")
_NO_MARKS = (False, False, False, "False|False", "False|False", False, False)


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """feature → weight, as trained."""
    return loglinear.weights("mention_weights")


class Scorer(loglinear.Scorer):
    """Log-odds that a candidate is a name of its type, under a model (feature → weight)."""

    def score(self, candidate: Candidate, reading: Reading, around: Surroundings) -> float:
        return self.total(groups(candidate, Sight(reading, around)))

    def scores(self, offered: Iterable[Candidate], reading: Reading, around: Surroundings) -> list[float]:
        """Those of all candidates of a sentence."""
        sight = Sight(reading, around)
        return [self.total(groups(candidate, sight)) for candidate in offered]


@cache
def scorer() -> Scorer:
    """The one scorer of this process, with the weights as trained."""
    return Scorer(weights())
