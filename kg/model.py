"""Every type that crosses a module border.

A page is text; everything found in it is a cut of that text.  Text is cut and joined, never
rewritten, so for any passage `page.passage(*p.spans).text == p.text`.

From file to triple: Page → Line → Block → Article → Sentence → Mention → Claim, Figure
(what one page says: Findings), then Entity, Relation, Observation (what the corpus knows:
Knowledge).  All types are frozen, compare by value and hold tuples only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

TYPES = ("Organisation", "District", "Award", "Program", "Document", "Person", "Event", "Product")
PREDICATES = (
    "receivedAward",
    "nominatedFor",
    "presentedBy",
    "locatedIn",
    "participatesIn",
    "implements",
    "organises",
    "issued",
    "holdsPosition",
    "subOrganisationOf",
    "cooperatesWith",
    "produces",
)

Qualifiers = tuple[tuple[str, str], ...]
"""Sorted (name, value) pairs: year edition rank count batch role status modality period from
to rankScope.  Values are strings as they stand in the graph ("2022", "首批", "Nominated")."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into Page.text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters in reading order, and where in the page each of them is printed."""

    page: str
    text: str
    spans: tuple[Span, ...]

    def __hash__(self) -> int:
        """Of less than what compares: sets of mentions ask for it again and again."""
        return hash((self.page, self.text))

    @property
    def start(self) -> int:
        """The first printed character's offset (the smallest, not the first in reading order)."""
        return min(span.start for span in self.spans)

    @property
    def end(self) -> int:
        """One past the last printed character's offset."""
        return max(span.end for span in self.spans)

    def cut(self, start: int, end: int) -> Passage:
        """The passage of text[start:end], offsets counted in this passage's own text."""
        found, at = [], 0
        for span in self.spans:
            length = span.end - span.start
            low, high = max(start - at, 0), min(end - at, length)
            if low < high:
                found.append(Span(span.start + low, span.start + high))
            at += length
        return Passage(self.page, self.text[start:end], tuple(found))

    def __add__(self, other: Passage) -> Passage:
        """Both texts in reading order; spans that touch are joined into one."""
        spans = list(self.spans)
        for span in other.spans:
            if spans and spans[-1].end == span.start:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        return Passage(self.page, self.text + other.text, tuple(spans))


@dataclass(frozen=True, slots=True)
class Page:
    """One source: the text that all offsets count in, and what is known of it from outside.

    text has no BOM and "\\n" line ends.  title, date (ISO), source and url come from JSONL
    fields or HTML metadata, "" where there are none; a title also stands first in text.
    """

    name: str
    text: str
    sha256: str
    format: str = "txt"
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""

    def passage(self, *spans: Span) -> Passage:
        """The passage printed at these spans, in the order given."""
        return Passage(self.name, "".join(self.text[s.start : s.end] for s in spans), spans)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its outer white space; indent in half-widths (　 counts 2), gap = blank lines above."""

    passage: Passage
    indent: int
    gap: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; kind: headline, byline, paragraph, caption, masthead."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One article.  id is "<page name>#<number>", number counts from 1 in reading order.

    headline: kicker, main line and subtitle joined in print order (None where there is none);
    date: ISO date of the dateline, year completed, or ""; reporters: byline names in order;
    paragraphs: body text, each one unbroken; captions: picture captions, each one passage.
    """

    id: str
    page: str
    number: int
    headline: Passage | None
    date: str
    reporters: tuple[str, ...]
    paragraphs: tuple[Passage, ...]
    captions: tuple[Passage, ...] = ()
    year: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """One sentence of an article; number counts from 0 through the article.

    kind: headline, body or caption; paragraph: which one of its kind it stands in, from 0.
    """

    article: str
    number: int
    kind: str
    paragraph: int
    passage: Passage

    def __hash__(self) -> int:
        """Of less than what compares: sets of mentions ask for it again and again."""
        return hash((self.article, self.number))

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a lexicon."""

    form: str
    type: str
    name: str
    note: str


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name in a sentence: text[start:end] of it, and the thing's name as this place gives it.

    name is the printed form without outer quotes and layout spaces, or the completed form of a
    coordination (首席质量官 in 首席质量官、首席品牌官制度 → 首席质量官制度), or for a deictic mention
    (全区, 该公司) the antecedent's name.  rule names the rule that found it.
    """

    sentence: Sentence
    start: int
    end: int
    type: str
    name: str
    rule: str
    deictic: bool = False

    def __hash__(self) -> int:
        """Of less than what compares: sets of mentions ask for it again and again."""
        return hash((self.start, self.name))

    @property
    def text(self) -> str:
        return self.sentence.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Topic:
    """Whom a clause is about: text[start:end] of the sentence is one clause.

    subject is stated in the clause itself, or carried from an earlier clause, sentence or the
    headline where Chinese drops it (carried is True then); None where nothing fits.
    """

    sentence: Sentence
    start: int
    end: int
    subject: Mention | None
    carried: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation that one sentence states; trigger is the printed word(s) that say it."""

    subject: Mention
    predicate: str
    object: Mention
    qualifiers: Qualifiers
    sentence: Sentence
    rule: str
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that one sentence states of something; printed is the figure as it stands (40万家)."""

    subject: Mention
    indicator: str
    value: Decimal
    unit: str
    qualifiers: Qualifiers
    sentence: Sentence
    rule: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What one page yields; the unit of parallel work and of the cache."""

    page: Page
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    refused: tuple[tuple[str, int], ...] = ()
    """Why candidates came to nothing, and how many: ("name: a likelier one overlaps", 12), sorted."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A sentence that says a fact, and the rule that read it there."""

    article: str
    passage: Passage
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing the corpus names.  id is "<type>/<name>" or, among namesakes, "<type>/<name>（<parent>）".

    kind is the finer class (Company, Zone …) or ""; code the GB/T 2260 code of a division or "";
    evidence: the first sentence of each article that names it.
    """

    id: str
    type: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    code: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """subject and object are entity ids; identity is (subject, predicate, object, qualifiers).

    conflicts: ids of relations that cannot be so at the same time (another holder of the position).
    """

    id: str
    subject: str
    predicate: str
    object: str
    qualifiers: Qualifiers
    confidence: Decimal
    triggers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A number said of an entity (subject is its id); conflicts: ids of others that give another value."""

    id: str
    subject: str
    indicator: str
    value: Decimal
    unit: str
    qualifiers: Qualifiers
    confidence: Decimal
    printed: str
    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A page as the graph remembers it: all but its text."""

    name: str
    sha256: str
    format: str
    title: str
    date: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article as the graph remembers it."""

    id: str
    page: str
    number: int
    headline: str
    date: str
    reporters: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a build knows; every tuple is sorted by id (pages by name)."""

    pages: tuple[Source, ...]
    articles: tuple[Report, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True, order=True)
class Skipped:
    """An input that could not be read, and why: a sentence for people."""

    name: str
    reason: str
