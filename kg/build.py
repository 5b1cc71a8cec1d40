"""The straight pass: a page's text → findings → the corpus's knowledge.  Read this file first.

kg/edition.py runs it over folders, many pages at a time, and writes the files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg import articles, claims, conflicts, figures, layout, mentions, reprints, resolve, sentences, subjects
from kg.model import Findings, Knowledge, Page


def read(page: Page) -> Findings:
    """All that one page says; looks at nothing but the page."""
    blocks = layout.arrange(page)
    found_articles = articles.find(page, blocks)
    found_sentences = tuple(s for article in found_articles for s in sentences.split(article))
    refused: Counter[str] = Counter()
    found_mentions = mentions.find(page, found_articles, found_sentences, refused)
    topics = subjects.find(found_articles, found_sentences, found_mentions)
    found_claims = claims.find(found_sentences, found_mentions, topics, refused)
    found_figures = figures.find(found_sentences, found_mentions, topics, refused=refused)
    told = tuple(sorted(refused.items()))
    return Findings(page, found_articles, found_sentences, found_mentions, found_claims, found_figures, told)


def knowledge(findings: Iterable[Findings], reprinted: reprints.Watch | None = None) -> Knowledge:
    """What all pages together say, settled; reprints count once, facts that contradict one another know of it.

    reprinted knows afterwards which articles tell the same story.
    """
    watch = reprinted or reprints.Watch()
    read_pages = tuple(light(one) for one in watch.over(findings))
    return conflicts.mark(resolve.settle(read_pages, reprints.stories(watch.groups())))


def light(findings: Findings) -> Findings:
    """The findings without the text that settling does not ask for: a corpus of them must fit in memory."""
    articles_light = tuple(
        replace(
            article,
            paragraphs=tuple(replace(paragraph, text="") for paragraph in article.paragraphs),
            captions=tuple(replace(caption, text="") for caption in article.captions),
        )
        for article in findings.articles
    )
    return replace(findings, page=replace(findings.page, text=""), articles=articles_light, sentences=())
