"""The annotated news of tests/news: pages and gold, with names for the persons.

No person is invented in the texts: persons are 顾某某 or 周某甲 there.  So that weights learn from names as papers
print them, a reader draws common given names for them, the same ones every time and of the same length.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

from kg import pages
from kg.model import Page

FOLDER = Path(__file__).parent / "news"
SETS = tuple(sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir()))
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕彬斌鹏飞浩凯波辉宁健俊帆雪琳晶颖倩欣悦晨宇轩涵博文哲昊天瑞祥国庆建"
    "新春秋冬梅兰竹菊松柏林森海江河峰岭岩川云雷雨露霖清源泉润泽良贤德仁义礼智信诚忠孝廉正大志立成卫东胜利振兴永长福寿康安乐"
)
HIDDEN = re.compile("^[一-龥]{1,2}某?[某甲乙丙丁戊己庚辛壬癸子丑寅卯]$")


def names(gold: dict[str, Any]) -> dict[str, str]:
    """placeholder → name, for every person of a document."""
    forms = {n for e in gold["entities"] if "Person" in e["types"] for n in (e["name"], *e["aliases"])}
    return {form: drawn(form, gold["document"]) for form in sorted(forms) if HIDDEN.match(form)}


def drawn(form: str, document: str) -> str:
    kept = 1 if len(form) < 4 else 2
    dice = crc32(f"{document} {form}".encode())
    return form[:kept] + "".join(GIVEN[(dice >> (9 * n)) % len(GIVEN)] for n in range(len(form) - kept))


def _named(text: str, given: dict[str, str]) -> str:
    for form in sorted(given, key=lambda form: (-len(form), form)):
        text = text.replace(form, given[form])
    return text


def gold_of(path: Path) -> dict[str, Any]:
    """A gold file; in tests/news with names for its persons."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if FOLDER not in path.parents:
        return gold
    named: dict[str, Any] = json.loads(_named(json.dumps(gold, ensure_ascii=False), names(gold)))
    return named


def pages_of(path: Path) -> list[Page]:
    """The pages of a document; in tests/news with names for its persons."""
    found = [page for page in pages.read([path]) if isinstance(page, Page)]
    if FOLDER not in path.parents:
        return found
    given = names(json.loads(path.with_name(path.stem + ".gold.json").read_text(encoding="utf-8")))
    return [replace(page, text=_named(page.text, given)) for page in found]
