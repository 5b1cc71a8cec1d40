"""The marked articles of tests/corpus: every name of theirs, and what was judged of what a build found in them.

Beside NAME.txt stands NAME.tsv where its articles were judged: `article, "figure", owner or -, indicator, value, unit`
for every number that the figure rules read, and `article, "said" or "unsaid", subject, predicate, object` for pairs of
names whose relation was in doubt.  What is not in the table was not judged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg import lexicon, mentions, sentences
from kg.model import Article, Mention, Page, Sentence, Span
from tests import news

FOLDER = Path(__file__).parent / "corpus"
NAME = "corpus"
"""Of the articles as a text set."""
CODES = {
    "O": "Organisation",
    "D": "District",
    "A": "Award",
    "P": "Program",
    "C": "Document",
    "N": "Person",
    "E": "Event",
    "R": "Product",
}
MARK = re.compile("⟦([A-Z]+):(.*?)⟧")
NOBODY = "-"

Pair = tuple[str, str, str]
Number = tuple[str, float, str]


@dataclass(frozen=True)
class Document:
    """One article: forms holds the folded names of each type; owners says whose a judged number (indicator, value,
    unit) is, NOBODY where nobody's; said whether a judged pair of names is related so."""

    name: str
    page: Page
    article: Article
    sentences: tuple[Sentence, ...]
    forms: dict[str, set[str]]
    owners: dict[Number, set[str]] = field(default_factory=dict)
    said: dict[Pair, bool] = field(default_factory=dict)

    def mentions(self) -> tuple[Mention, ...]:
        """The names that a build finds in it."""
        return mentions.find(self.page, (self.article,), self.sentences)


def documents() -> Iterator[Document]:
    """Every article, in the order of the files."""
    for path in sorted(FOLDER.glob("*.txt")):
        judged = _judged(path.with_suffix(".tsv"))
        for number, text in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
            yield _document(f"{path.stem}#{number}", text, judged.get(str(number), []))


def _document(name: str, text: str, rows: list[list[str]]) -> Document:
    persons = {form for codes, form in MARK.findall(text) if codes == "N" and news.HIDDEN.match(form)}
    given = {form: news.drawn(form, name) for form in sorted(persons)}
    forms: dict[str, set[str]] = defaultdict(set)
    for codes, form in MARK.findall(text):
        for code in codes:
            forms[CODES[code]].add(lexicon.fold(given.get(form, form)))
    page = Page(NAME, MARK.sub(lambda mark: given.get(mark[2], mark[2]), text), "")
    passages, at = [], 0
    for line in page.text.split("\n"):
        passages.append(page.passage(Span(at, at + len(line))))
        at += len(line) + 1
    article = Article(f"{NAME}#1", NAME, 1, passages[0], "", (), tuple(passages[1:]))
    owners: dict[Number, set[str]] = defaultdict(set)
    said: dict[Pair, bool] = {}
    for kind, first, second, third, *rest in rows:
        if kind == "figure":
            owners[second, float(third), rest[0]].add(given.get(first, first))
        else:
            said[given.get(first, first), second, given.get(third, third)] = kind == "said"
    return Document(name, page, article, tuple(sentences.split(article)), dict(forms), dict(owners), said)


@cache
def _judged(path: Path) -> dict[str, list[list[str]]]:
    """article → its rows, without the article."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            number, *row = line.split("\t")
            found[number].append(row)
    return found
