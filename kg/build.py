"""The straight pass: a page's text → findings → the corpus's knowledge.  Read this file first.

kg/edition.py runs it over folders, many pages at a time, and writes the files.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg import articles, claims, conflicts, figures, layout, mentions, resolve, sentences, subjects
from kg.model import Findings, Knowledge, Page


def read(page: Page) -> Findings:
    """All that one page says; looks at nothing but the page."""
    blocks = layout.arrange(page)
    found_articles = articles.find(page, blocks)
    found_sentences = tuple(s for article in found_articles for s in sentences.split(article))
    found_mentions = mentions.find(page, found_articles, found_sentences)
    topics = subjects.find(found_articles, found_sentences, found_mentions)
    found_claims = claims.find(found_sentences, found_mentions, topics)
    found_figures = figures.find(found_sentences, found_mentions, topics)
    return Findings(page, found_articles, found_sentences, found_mentions, found_claims, found_figures)


def knowledge(findings: Iterable[Findings]) -> Knowledge:
    """What all pages together say, settled; facts that contradict one another know of it."""
    return conflicts.mark(resolve.settle(tuple(findings)))
