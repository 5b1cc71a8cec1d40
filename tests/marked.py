"""Sentences with their mentions marked, ⟦Type:printed form⟧ or ⟦Type:printed form=name⟧, and files of cases of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg import claims, figures, subjects
from kg.figures import choosing
from kg.model import Claim, Figure, Mention, Passage, Sentence, Span

MARK = re.compile(r"⟦(\w+):([^⟧]+)⟧")


def sentence_of(marked: str, number: int) -> tuple[Sentence, list[Mention]]:
    """A sentence (a headline behind "H:") and its mentions; a name is what follows =, else the form without 《》."""
    kind = "headline" if marked.startswith("H:") else "body"
    marked = marked.removeprefix("H:")
    text, found, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        form, _, name = mark[2].partition("=")
        found.append((len(text), len(text) + len(form), mark[1], name or _bare(form)))
        text += form
        at = mark.end()
    text += marked[at:]
    sentence = Sentence("case#1", number, kind, number, Passage("case", text, (Span(0, len(text)),)))
    return sentence, [Mention(sentence, start, end, type_, name, "marked") for start, end, type_, name in found]


def _bare(form: str) -> str:
    return form[1:-1] if form.startswith("《") and form.endswith("》") else form


def read_marked(marked: str) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
    """The sentences of a case, which | cuts, and all their mentions."""
    pairs = [sentence_of(part, number) for number, part in enumerate(marked.split("|"))]
    return tuple(sentence for sentence, _ in pairs), tuple(mention for _, found in pairs for mention in found)


def cases(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each case's marked text and what is wanted of it: the lines with ⇒ below it."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        if not line.startswith("  ⇒"):
            wanted = []
            for later in lines[number + 1 :]:
                if not later.startswith("  ⇒"):
                    break
                wanted.append(later.removeprefix("  ⇒ "))
            yield line, wanted


def ruled_claims(marked: str) -> tuple[Claim, ...]:
    """What the claim rules say of a case's sentences, before the weights have their say."""
    sentences, mentions = read_marked(marked)
    topics = subjects.find((), sentences, mentions)
    return tuple(claim for reading, _ in claims.read(sentences, mentions, topics) for claim in claims.ruled(reading))


def ruled_figures(marked: str) -> tuple[Figure, ...]:
    """What the figure rules say of a case's sentences, each number given to whom the first rule gives it."""
    sentences, mentions = read_marked(marked)
    return figures.find(sentences, mentions, subjects.find((), sentences, mentions), choosing.ruled)
