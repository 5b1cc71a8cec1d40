"""Sentences → Mentions: candidates are scored, the best set without overlaps stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from kg import candidates, deixis, ranking, reading
from kg.candidates import Candidate
from kg.model import Article, Mention, Page, Sentence
from kg.ranking import Surroundings
from kg.reading import Reading

# A candidate stays when its log-odds are above this; set where entity F1 was best on held-out regions.
THRESHOLD = 0.0


def surroundings(page: Page, sentences: Sequence[Sentence]) -> Surroundings:
    """The page's joined text and its headlines."""
    return Surroundings(
        "\n".join(s.text for s in sentences), "\n".join(s.text for s in sentences if s.kind == "headline")
    )


def best(scored: Sequence[tuple[Candidate, float]], threshold: float) -> list[Candidate]:
    """The candidates without overlap whose scores above the threshold sum highest.

    Weighted interval scheduling: O(n log n) in the number of candidates.
    """
    kept = sorted(((c, s - threshold) for c, s in scored if s > threshold), key=lambda p: (p[0].end, p[0].start, p[0].type))
    ends = [c.end for c, _ in kept]
    totals, choices = [0.0], [(-1, -1)]
    for index, (candidate, gain) in enumerate(kept):
        before = bisect_right(ends, candidate.start, 0, index)
        if totals[before] + gain > totals[index]:
            totals.append(totals[before] + gain)
            choices.append((index, before))
        else:
            totals.append(totals[index])
            choices.append((-1, index))
    found, at = [], len(kept)
    while at > 0:
        index, at = choices[at]
        if index >= 0:
            found.append(kept[index][0])
    return found[::-1]


def score(read: Reading, around: Surroundings, model: Mapping[str, float]) -> list[tuple[Candidate, float]]:
    """Every candidate of a sentence with its log-odds."""
    return [(c, ranking.score(c, read, around, model)) for c in candidates.find(read)]


QUOTE_MARKS = "“”‘’「」『』《》〈〉"


def name_of(text: str) -> str:
    """The name that a printed form stands for: without layout spaces and the marks around the whole."""
    name = "".join(text.split("\n")).strip(" 　")
    while len(name) > 2 and name[0] in reading.PAIRS and name[0] in QUOTE_MARKS and reading.brackets(name).get(0) == len(name) - 1:
        name = name[1:-1]
    return name


def find(page: Page, articles: Sequence[Article], sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """The mentions of a page in the order of its sentences; none overlap."""
    around, model = surroundings(page, sentences), ranking.weights()
    found = []
    for sentence in sentences:
        read = reading.read(sentence)
        for candidate in best(score(read, around, model), THRESHOLD):
            printed = sentence.text[candidate.start : candidate.end]
            found.append(
                Mention(sentence, candidate.start, candidate.end, candidate.type, name_of(printed), f"name_{candidate.rule}")
            )
    return deixis.resolve(sentences, found)
