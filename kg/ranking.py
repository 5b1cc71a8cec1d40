"""How likely a candidate is a name: a log-linear model over what stands in it and around it.

score = Σ weight(feature), the log-odds of being a name as gold has it.  The weights stand in
lexicons/mention_weights.tsv and are trained by tests/make/weights.py on the annotated texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg import candidates, lexicon, namers
from kg.candidates import Candidate
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
        if name not in self._counts:
            self._counts[name] = self.text.count(name)
        return self._counts[name]

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


def _place_ahead(reading: Reading, start: int, end: int) -> str:
    """The class of the known place that the candidate begins with, or -."""
    for low, high, which in reading.known:
        if low == start and high <= end and which in PLACES:
            return which
    return "-"


PLACES = frozenset(("full", "town", "short", "place"))


def _place_before(reading: Reading, start: int) -> str:
    """The class of the known name that ends where the candidate begins, or -."""
    for _, high, which in reading.known:
        if high == start:
            return which
    return "-"


def _verb_before(reading: Reading, index: int) -> tuple[str, int]:
    """The nearest verb before a token within its clause, and how many words away."""
    for step in range(1, NEAR):
        at = index - step
        if at < 0 or reading.tokens[at].word in "，。；：！？":
            break
        if reading.tokens[at].pos[:1] == "v":
            return reading.tokens[at].word, step
    return "", 0


def _verb_behind(reading: Reading, index: int) -> str:
    """The first verb behind a token within its clause, at most four words away, or ""."""
    for token in reading.tokens[index + 1 : index + 5]:
        if token.word in "，。；：！？、":
            break
        if token.pos[:1] == "v":
            return token.word
    return ""


Group = tuple[Callable[..., tuple[str, ...]], *tuple[str | int | bool, ...]]
"""What a group of features depends on, and the function that names them: group[0](*group[1:])."""


def groups(candidate: Candidate, reading: Reading, around: Surroundings) -> list[Group]:
    """The candidate's features by what they depend on; a group that comes again need not be added up again."""
    kind, rule, head, start, end = candidate.type, candidate.rule, candidate.head, candidate.start, candidate.end
    short, text = kind[:2], reading.text
    first, last = reading.starts.get(start, -1), reading.ends.get(end, -1)
    tokens = reading.tokens[first : last + 1] if first >= 0 and last >= first else ()
    name = text[start:end]
    before, after = reading.before(start), reading.after(end)
    previous = before.word if before else ("^" if start == 0 else "?")
    following = after.word if after else ("$" if end == len(text) else "?")
    before_pos, after_pos = (before.pos if before else previous), (after.pos if after else following)
    behind = namers.fine_end(before.word) if before else "-"
    inner = [which for low, high, which in reading.known if start < low and high < end]
    headline = reading.sentence.kind == "headline"
    found: list[Group] = [
        (namers.shape, kind, rule, head, len(name)),
        (namers.place, kind, head, _place_ahead(reading, start, end)),
        (
            namers.inside,
            short,
            inner[0] if inner else "-",
            len(inner) > 1,
            _nested(tokens),
            head,
            namers.fine(head, kind),
        ),
        (namers.looks, short, *_marks(name)),
        (namers.before, short, previous, before_pos),
        (namers.before_head, kind, head, before_pos if before is None else before_pos[:1], behind),
        (namers.after, short, following, after_pos),
        (
            namers.after_head,
            kind,
            head,
            rule,
            after_pos if after is None else after_pos[:1],
            bool(candidates.role_after(text, end)),
        ),
        (namers.stands, short, _place_before(reading, start), _sibling(candidate, text), _joints(reading, start, end)),
        (
            namers.page,
            short,
            min(around.count(name), 4),
            name in around.headlines,
            reading.sentence.kind,
            namers.rest(len(name)),
            headline,
        ),
    ]
    bare = name.strip("“”‘’「」『』")
    found.append((namers.letters, short, text[start - 1 : start], bare[:2], bare[-3:], text[end : end + 1]))
    if last >= 0:
        found.append((namers.leads, short, rule, _verb_behind(reading, last)))
    if tokens:
        one, two = tokens[0], (tokens[1].pos if len(tokens) > 1 else "")
        found += [
            (namers.first, short, one.word, one.pos, two),
            (namers.sequence, kind, "+".join(t.pos[:1] for t in tokens[:6]), head),
            (namers.joined, kind, one.word, head, previous, following),
            (
                namers.last,
                short,
                tokens[-1].word,
                tokens[-1].pos,
                *((tokens[-2].word, tokens[-2].pos) if two else ("", "")),
                head,
            ),
            (namers.verbal, short, rule, len(tokens), *_counted(tokens)),
        ]
    else:
        found.append((namers.verbal, short, rule, 0, 0, 0))
    if first > 0:
        found.append((namers.led, kind, rule, *_verb_before(reading, first)))
    if rule.startswith("known"):
        found.append((namers.known, short, rule, name, tokens[0].pos if tokens else "?"))
    if rule == "known_short":
        pos = reading.tokens[first].pos if first >= 0 else "?"
        found.append(
            (namers.supported, short, around.support(name), before_pos if before is None else before_pos[:1], pos)
        )
    if kind == "Person":
        found.append(_person(candidate, reading))
    return found


def features(candidate: Candidate, reading: Reading, around: Surroundings) -> Iterator[str]:
    """The candidate's features; every name begins with its type, so weights never mix types."""
    for namer, *told in groups(candidate, reading, around):
        yield from namer(*told)


def _person(candidate: Candidate, reading: Reading) -> Group:
    text, start, end = reading.text, candidate.start, candidate.end
    token = reading.after(start)
    return (
        namers.personal,
        candidates.role_before(text, start),
        candidates.role_after(text, end),
        text[end : end + 2],
        candidates.speaks(reading, end),
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
    if reading.sentence.kind != "headline":
        return "-"
    at, inside = 0, 0
    for span in reading.sentence.passage.spans:
        at += span.end - span.start
        inside += start < at < end
    return str(min(inside, 2))


def _marks(name: str) -> tuple[bool, bool, bool, str, str, bool, bool]:
    """Which marks and small words stand in a name, in the order that _looks takes them."""
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


def _counted(tokens: tuple[lexicon.Token, ...]) -> tuple[int, int]:
    """How many of the words are verbs, and how many are single characters of no number or unlisted word."""
    verbal = single = 0
    for token in tokens:
        verbal += token.pos in _VERBS
        single += len(token.word) == 1 and token.pos not in _NOT_SINGLE
    return verbal, single


def _nested(tokens: tuple[lexicon.Token, ...]) -> str:
    """The kind of body whose name the last such word inside ends (not the last word of all), or -."""
    for token in tokens[-2::-1]:
        found = namers.fine_end(token.word)
        if found:
            return found
    return "-"


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """feature → weight, as trained."""
    return {cells[0]: float(cells[1]) for _, cells in lexicon.rows("mention_weights")}


class Scorer:
    """Log-odds that a candidate is a name of its type, under a model (feature → weight).

    Words come again and again: the sum of a group of features is kept, up to MOST_SUMS of them.
    """

    MOST_SUMS = 1 << 18

    def __init__(self, model: Mapping[str, float]) -> None:
        self._model = model
        self._sums: dict[Group, float] = {}

    def score(self, candidate: Candidate, reading: Reading, around: Surroundings) -> float:
        total, sums = 0.0, self._sums
        for group in groups(candidate, reading, around):
            known = sums.get(group)
            total += self._add_up(group) if known is None else known
        return total

    def _add_up(self, group: Group) -> float:
        namer, *told = group
        if len(self._sums) >= self.MOST_SUMS:
            self._sums.clear()
        found = self._sums[group] = sum(self._model.get(feature, 0.0) for feature in namer(*told))
        return found


@cache
def scorer() -> Scorer:
    """The one scorer of this process, with the weights as trained."""
    return Scorer(weights())
