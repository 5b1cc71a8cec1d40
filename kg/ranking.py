"""How likely a candidate is a name: a log-linear model over what stands in it and around it.

score = Σ weight(feature), the log-odds of being a name as gold has it.  The weights stand in
lexicons/mention_weights.tsv and are trained by tests/make/weights.py on the annotated texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg import candidates, lexicon
from kg.candidates import Candidate
from kg.reading import QUOTES, Reading

_DIGIT = re.compile(r"[0-9０-９]")
_VERBAL = frozenset(("v", "vn", "vd", "vi", "vg"))
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
        """What else the page says for a short division name: its level, and whether its full name or parent stands there."""
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


def features(candidate: Candidate, reading: Reading, around: Surroundings) -> Iterator[str]:
    """The candidate's features; every name begins with its type, so weights never mix types."""
    kind, start, end, text = candidate.type[:2], candidate.start, candidate.end, reading.text
    first, last = reading.starts.get(start, -1), reading.ends.get(end, -1)
    tokens = reading.tokens[first : last + 1] if first >= 0 and last >= first else ()
    name = text[start:end]
    length = end - start
    for feature in _inner(candidate, reading, name, tokens):
        yield f"{kind}|{feature}"
    before, after = reading.before(start), reading.after(end)
    previous = before.word if before else ("^" if start == 0 else "?")
    following = after.word if after else ("$" if end == len(text) else "?")
    yield f"{kind}|pw={previous}"
    yield f"{kind}|pp={before.pos if before else previous}"
    yield f"{kind}|nw={following}"
    yield f"{kind}|np={after.pos if after else following}"
    yield f"{kind}|pb={_place_before(reading, start)}"
    yield f"{kind}|head={candidate.head}|pp={before.pos[:1] if before else previous}"
    yield f"{kind}|rule={candidate.rule}|np={after.pos[:1] if after else following}"
    yield f"{kind}|fine_next={_fine(candidate)}|{after.pos[:1] if after else following}"
    yield f"{kind}|fine_previous={_fine(candidate)}|{before.pos[:1] if before else previous}"
    role = candidates.role_after(text, end)
    yield f"{kind}|role_next={bool(role)}|{_fine(candidate)}"
    yield f"{kind}|behind={fine_end(before.word) if before else '-'}|{_fine(candidate)}"
    yield f"{kind}|sibling={_sibling(candidate, text)}"
    yield f"{kind}|joints={_joints(reading, start, end)}"
    if first > 0:
        verb, away = _verb_before(reading, first)
        yield f"{kind}|tv={verb}"
        yield f"{kind}|tv={verb if verb in candidates.verbs(candidate.type) else '-'}|{min(away, 3)}"
        yield f"{kind}|tvr={candidate.rule}|{'y' if verb in candidates.verbs(candidate.type) else 'n'}|{min(away, 2)}"
    if candidate.rule == "known_short":
        yield f"{kind}|support={around.support(name)}|{before.pos[:1] if before else previous}"
        yield f"{kind}|support={around.support(name)}|{reading.tokens[first].pos if first >= 0 else '?'}"
    counted = around.count(name)
    yield f"{kind}|count={min(counted, 4)}"
    yield f"{kind}|in_headline={name in around.headlines}"
    yield f"{kind}|sentence={reading.sentence.kind}"
    yield f"{kind}|rest={_rest(length)}|{reading.sentence.kind == 'headline'}"
    if candidate.type == "Person":
        yield from _personal(candidate, reading, length)


# Words that end a body's name whatever stands before them.
_BODY = re.compile(
    "(?:(公司|集团|银行|支行|厂)|(局|厅|委|政府|部|署|办公室|法院|检察院|常委会)|(大学|学院|学校|中学|小学)|(医院)|(协会|学会|联合会|促进会|联盟|商会)|"
    "(研究院|研究所|实验室|中心|科学院))$"
)
_BODIES = ("Company", "GovernmentBody", "School", "Hospital", "Association", "Institute")


@lru_cache(maxsize=1 << 14)
def fine_end(word: str) -> str:
    """The kind of body that a word ends the name of, or ""."""
    found = _BODY.search(word)
    return _BODIES[next(i for i, g in enumerate(found.groups()) if g)] if found else ""


def _fine(candidate: Candidate) -> str:
    return lexicon.heads().get(candidate.head, {}).get(candidate.type, "?")


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


def _rest(length: int) -> str:
    return str(length) if length < 8 else str(length // 4 * 4)


def _inner(candidate: Candidate, reading: Reading, name: str, tokens: tuple[lexicon.Token, ...]) -> Iterator[str]:
    """What the candidate itself looks like."""
    yield "bias"
    yield f"rule={candidate.rule}"
    yield f"head={candidate.head}"
    yield f"rule={candidate.rule}|head={candidate.head}"
    kind = lexicon.heads().get(candidate.head, {})
    fine = kind.get(candidate.type, "?")
    yield f"fine={fine}|{len(candidate.head) > 2}"
    yield f"tail={candidate.head[-1:]}|{min(len(candidate.head), 4)}"
    yield f"tail={candidate.head[-2:]}"
    yield f"senses={len(kind)}|{candidate.rule}"
    yield f"len={_rest(len(name))}"
    yield f"extra={min(len(name) - len(candidate.head), 8)}|{candidate.head}"
    yield f"tokens={min(len(tokens), 9)}"
    place = _place_ahead(reading, candidate.start, candidate.end)
    yield f"place={place}"
    yield f"place={place}|head={candidate.head}"
    yield f"place={place}|fine={fine}"
    inner = [which for low, high, which in reading.known if candidate.start < low and high < candidate.end]
    yield f"inner={inner[0] if inner else '-'}|{len(inner) > 1}"
    if candidate.rule.startswith("known"):
        yield f"known={name}"
        yield f"known={candidate.rule}|{len(name)}|{tokens[0].pos if tokens else '?'}"
    if tokens:
        yield f"fw={tokens[0].word}"
        yield f"fp={tokens[0].pos}|{len(tokens[0].word) > 1}"
        yield f"lw={tokens[-1].word}"
        yield f"lp={tokens[-1].pos}"
        verbal = sum(token.pos in _VERBAL and token.pos != "vn" for token in tokens)
        yield f"verbs={min(verbal, 3)}"
        yield f"verbs={min(verbal, 2)}|{candidate.rule}"
        yield f"fv={tokens[0].pos[:1] == 'v'}"
        single = sum(len(token.word) == 1 and token.pos not in ("x", "m", "n") for token in tokens)
        yield f"single={min(single, 3)}"
        if len(tokens) > 1:
            yield f"f2={tokens[0].pos}+{tokens[1].pos}"
            yield f"l2={tokens[-2].pos}+{candidate.head or tokens[-1].pos}"
            yield f"l2w={tokens[-2].word}+{tokens[-1].word}"
    inner_heads = [fine_end(token.word) for token in tokens[:-1]]
    nested = next((f for f in reversed(inner_heads) if f), "-")
    yield f"nested={nested}|{candidate.head[-1:]}"
    yield f"nested={nested}|{fine}"
    yield f"de={'的' in name}"
    yield f"and={any(c in name for c in '和与及')}"
    yield f"comma={'、' in name}"
    yield f"digit={bool(_DIGIT.search(name))}|{bool(_DIGIT.match(name))}"
    yield f"quote={name[0] in QUOTES}|{any(c in QUOTES for c in name[1:])}"
    yield f"bracket={'（' in name or '(' in name}"
    yield f"ascii={bool(re.search('[A-Za-z]', name))}"


def _personal(candidate: Candidate, reading: Reading, length: int) -> Iterator[str]:
    """A person's neighbours: position before, title or speech after."""
    text, start, end = reading.text, candidate.start, candidate.end
    yield f"Pe|role_before={candidates.role_before(text, start)}"
    yield f"Pe|role_before?={bool(candidates.role_before(text, start))}|{length}"
    yield f"Pe|role_after={candidates.role_after(text, end)}"
    yield f"Pe|role_after?={bool(candidates.role_after(text, end))}|{length}"
    yield f"Pe|speaks={text[end : end + 2]}"
    yield f"Pe|speaks?={any(text.startswith(v, end) for v in candidates.speech_verbs())}|{length}"
    yield f"Pe|surname={text[start]}"
    token = reading.after(start)
    yield f"Pe|whole={token is not None and token.end == end}|{token.pos if token else '?'}|{length}"
    yield f"Pe|ends_word={end in reading.ends}|starts_word={start in reading.starts}|{length}"
    yield f"Pe|next={text[end : end + 1]}"


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """feature → weight, as trained."""
    return {cells[0]: float(cells[1]) for _, cells in lexicon.rows("mention_weights")}


def score(candidate: Candidate, reading: Reading, around: Surroundings, model: Mapping[str, float]) -> float:
    """Log-odds that the candidate is a name of its type."""
    get = model.get
    return sum(get(feature, 0.0) for feature in features(candidate, reading, around))
