"""Articles against gold, by the scorer's rule, for the folders given (documents with gold beside them or in --gold).

    python -m tests.bench.articles FOLDER… [--gold FOLDER] [--errors] [--print]

Columns: article precision, recall, F1 (headline alike and, where gold has one, the date), then of the
articles found how many begin as gold says, name the same reporters and carry the same date (or none).
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg import articles, layout, sentences
from kg.model import Article, Page

Gold = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what differs")
    parser.add_argument("--print", action="store_true", help="print every article as found")
    args = parser.parse_args()
    print(f"{'folder':12} precision recall   F1    begins  reporters  date")
    for folder in args.folders:
        counts = [0] * 6
        for gold_file in sorted((args.gold or folder).glob("*.gold.json")):
            gold = json.loads(gold_file.read_text(encoding="utf-8"))
            if not (folder / gold["document"]).exists():
                continue
            found = read(folder / gold["document"])
            row, notes = compare(gold["articles"], found)
            counts = [a + b for a, b in zip(counts, row, strict=True)]
            for note in notes if args.errors else ():
                print(f"  {gold['document']}: {note}")
            if args.print:
                print(f"=== {gold['document']}", *map(shown, found), sep="\n")
        hit, seen, wanted, begins, reporters, dates = counts
        share = [hit / max(seen, 1), hit / max(wanted, 1), 2 * hit / max(seen + wanted, 1)]
        figures = f"{share[0]:9.3f} {share[1]:6.3f} {share[2]:6.3f}"
        print(f"{folder.name:12} {figures}  {begins}/{hit}   {reporters}/{hit}   {dates}/{hit}")


def read(path: Path) -> tuple[Article, ...]:
    page = Page(path.name, path.read_text(encoding="utf-8-sig").replace("\r\n", "\n"), "")
    return articles.find(page, layout.arrange(page))


def compare(gold: list[Gold], found: tuple[Article, ...]) -> tuple[list[int], list[str]]:
    """[hits, found, gold, begins right, reporters right, dates right], and what differs in words."""
    left, notes, hits = list(gold), [], [0, 0, 0, 0]
    for article in found:
        headline = article.headline.text if article.headline else ""
        best = next((g for g in left if same(g, headline, article.date)), None)
        if best is None:
            notes.append(f"+ {headline} {article.date}")
            continue
        left.remove(best)
        body = fold("".join(s.text for s in sentences.split(article) if s.kind == "body"))
        checks = (
            True,
            body.startswith(re.sub("[(（].*", "", fold(best["begins"]))),
            set(article.reporters) == {*best["reporters"], *best.get("correspondents", ())},
            (best["date"] or "") == article.date,
        )
        hits = [a + b for a, b in zip(hits, checks, strict=True)]
        for good, note in zip(checks[1:], (f"begins {best['begins']!r} not {body[:12]!r}",
                              f"reporters {best['reporters']} {best.get('correspondents')} not {article.reporters}",
                              f"date {best['date']} not {article.date!r}"), strict=True):
            if not good:
                notes.append(f"~ {headline}: {note}")
    notes += [f"- {g['headline']} {g['date']}" for g in left]
    return [hits[0], len(found), len(gold), *hits[1:]], notes


def same(gold: Gold, headline: str, date: str) -> bool:
    """The scorer's rule: alike by 0.8, neither twice as long, and the date where gold has one."""
    a, b = sorted((fold(gold["headline"]), fold(headline)), key=len)
    return bool(a) and _common(a, b) >= 0.8 * len(a) and len(b) <= 2 * len(a) and gold["date"] in (None, date)


def _common(a: str, b: str) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            above = row[j]
            row[j] = diagonal + 1 if x == y else max(row[j], row[j - 1])
            diagonal = above
    return row[-1]


def fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s\"'“”‘’「」『』《》〈〉·•・‧—\-_]", "", text)


def shown(article: Article) -> str:
    def parts() -> Iterator[str]:
        yield f"--- {article.number} {article.headline.text if article.headline else None!r}"
        yield f"    {article.date or '-'} {article.year or '-'} {' '.join(article.reporters)}"
        yield from (f"    ¶ {p.text}" for p in article.paragraphs)
        yield from (f"    ▣ {p.text}" for p in article.captions)

    return "\n".join(parts())


if __name__ == "__main__":
    main()
