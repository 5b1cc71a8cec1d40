"""How a page is read, for people: sentence → mentions → claims and figures → triples, with rules and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg import build
from kg.model import (
    Claim,
    Entity,
    Evidence,
    Figure,
    Findings,
    Knowledge,
    Mention,
    Observation,
    Page,
    Passage,
    Qualifiers,
    Relation,
    Sentence,
)

Fact = Entity | Relation | Observation


def lines(page: Page, text: str = "") -> Iterator[str]:
    """What `kg explain` prints; text keeps the sentences that hold it (white space apart)."""
    findings = build.read(page)
    knowledge = build.knowledge([findings])
    said = _by_sentence(knowledge)
    found = _Found(findings)
    wanted = "".join(text.split())
    for article in findings.articles:
        sentences = [s for s in findings.sentences if s.article == article.id and wanted in "".join(s.text.split())]
        if not sentences:
            continue
        headline = article.headline.text.replace("\n", " ") if article.headline else "(no headline)"
        yield f"{article.id} {headline}" + (f"  [{article.date}]" if article.date else "")
        for sentence in sentences:
            yield from _sentence(page, sentence, found, said.get(sentence.passage, ()))


class _Found:
    """A page's mentions, claims and figures by sentence."""

    def __init__(self, findings: Findings) -> None:
        self.mentions: dict[Sentence, list[Mention]] = defaultdict(list)
        self.claims: dict[Sentence, list[Claim]] = defaultdict(list)
        self.figures: dict[Sentence, list[Figure]] = defaultdict(list)
        for mention in findings.mentions:
            self.mentions[mention.sentence].append(mention)
        for claim in findings.claims:
            self.claims[claim.sentence].append(claim)
        for figure in findings.figures:
            self.figures[figure.sentence].append(figure)


def _by_sentence(knowledge: Knowledge) -> Mapping[Passage, Sequence[str]]:
    """Passage → the triples it is a proof of."""
    said: dict[Passage, list[str]] = defaultdict(list)
    for relation in knowledge.relations:
        triple = f"{relation.subject} pg:{relation.predicate} {relation.object}"
        _prove(said, relation.evidence, f"{triple}{_qualified(relation.qualifiers)} ({relation.confidence})")
    for one in knowledge.observations:
        triple = f"{one.subject} pg:{one.indicator} {format(one.value, 'f')} {one.unit}".rstrip()
        _prove(said, one.evidence, f"{triple}{_qualified(one.qualifiers)} ({one.confidence})")
    return said


def _prove(said: dict[Passage, list[str]], evidence: Sequence[Evidence], triple: str) -> None:
    for place in sorted({one.passage for one in evidence}):
        said[place].append(triple)


def _sentence(page: Page, sentence: Sentence, found: _Found, triples: Sequence[str]) -> Iterator[str]:
    yield f"  {sentence.number} {sentence.kind} {_place(page, sentence.passage)} {_joined(sentence.text)}"
    for mention in sorted(found.mentions[sentence], key=lambda m: (m.start, m.end)):
        name = "" if mention.name == mention.text else f" = {mention.name}"
        at = _place(page, sentence.passage.cut(mention.start, mention.end))
        yield f"      mention  {mention.type} {_joined(mention.text)}{name} {at} by {mention.rule}"
    for claim in found.claims[sentence]:
        told = f"{claim.subject.name} {claim.predicate} {claim.object.name}{_qualified(claim.qualifiers)}"
        yield f"      claim    {told}" + (f" “{claim.trigger}”" if claim.trigger else "") + f" by {claim.rule}"
    for figure in found.figures[sentence]:
        told = f"{figure.subject.name} {figure.indicator} {format(figure.value, 'f')} {figure.unit}".rstrip()
        yield f"      figure   {told}{_qualified(figure.qualifiers)} “{figure.printed}” by {figure.rule}"
    for triple in triples:
        yield f"      triple   {triple}"


def _qualified(qualifiers: Qualifiers) -> str:
    return "".join(f" {name}={value}" for name, value in qualifiers)


def _joined(text: str) -> str:
    return text.replace("\n", "")


def _place(page: Page, passage: Passage) -> str:
    """Where it is printed, as line:column of each piece, both from 1."""
    return "@" + "+".join(_line_column(page.text, span.start) for span in passage.spans)


def _line_column(text: str, offset: int) -> str:
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"
