"""The demo corpus and its gold files agree: what the gold says is printed, and in the ontology's terms."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg import pages
from kg.model import PREDICATES, TYPES, Page

ROOT = Path(__file__).parents[1]
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.name != "README.md")
PLACEHOLDERS = set("甲乙丙丁戊己庚辛壬癸")


def squash(text: str) -> str:
    return re.sub(r"\s", "", text)


def gold_of(seed: Path) -> dict[str, Any]:
    path = ROOT / "tests" / "gold" / f"{seed.stem}.gold.json"
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def printed(seed: Path) -> str:
    return squash("".join(page.text for page in pages.read([seed]) if isinstance(page, Page)))


def stands_in(quote: str, text: str) -> bool:
    """The quote is printed whole, or in three pieces at most where columns or captions cut it."""
    for _ in range(3):
        length = next((n for n in range(len(quote), 0, -1) if quote[:n] in text), 0)
        quote = quote[length:]
    return not quote


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_gold_is_printed_on_its_page(seed: Path) -> None:
    gold, text = gold_of(seed), printed(seed)
    assert gold["document"] == seed.name
    for article in gold["articles"]:
        assert stands_in(squash(article["headline"]), text), article
        assert article["begins"] in text
        assert set(article["reporters"]) <= PLACEHOLDERS
    for fact in gold["relations"] + gold["observations"]:
        assert stands_in(fact["evidence"], text), fact
    for entity in gold["entities"]:
        for alias in entity["aliases"]:
            assert stands_in(squash(alias), text), alias


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_gold_speaks_the_ontology(seed: Path) -> None:
    gold = gold_of(seed)
    ids = [entity["id"] for entity in gold["entities"]]
    assert len(ids) == len(set(ids))
    assert all(set(entity["types"]) <= set(TYPES) for entity in gold["entities"])
    triples = [(r["subject"], r["predicate"], r["object"]) for r in gold["relations"]]
    assert len(triples) == len(set(triples))
    assert all(p in PREDICATES and {s, o} <= set(ids) for s, p, o in triples)
    assert all(o["subject"] in ids and isinstance(o["value"], int | float) for o in gold["observations"])


def test_every_page_has_gold_and_every_type_and_predicate_is_there() -> None:
    golds = [gold_of(seed) for seed in SEEDS]
    assert len([seed for seed in SEEDS if seed.suffix == ".txt"]) >= 8
    assert {t for g in golds for e in g["entities"] for t in e["types"]} == set(TYPES)
    assert {r["predicate"] for g in golds for r in g["relations"]} == set(PREDICATES)
