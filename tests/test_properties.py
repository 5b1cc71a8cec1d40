"""What holds for any text whatever: properties of the whole pass, stage by stage and end to end."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import build, codec, export, ontology, pages
from kg.gate import sift
from kg.model import TYPES, Evidence, Findings, Knowledge, Page, Passage

ROOT = Path(__file__).parents[1]

# Pieces of newspaper, so that drawn pages exercise the rules and not only the first `if` of each.
PIECES = """
青岛市 崂山区 西海岸新区 新区 我市 全省 临江市 临江市晨光电气有限公司 晨光电气 市教育局 区委 国务院 该公司 张某 王某
获评 荣获 入选 获批 被评为 位列 公布 印发 出台 实施 启动 推进 打造 举办 召开 参加 位于 由 与 共建 研发 担任 争创 拟 未
省级绿色工厂 市长质量奖 中国工业百强区 《质量强国建设纲要》 “质量强区”战略 三年行动 第五届博览会 “星驰”电池
2023年 去年 今年1至5月 3月23日 截至目前 首批 第九届 第11位 40万家 99.5% １２件 三成 1/3 10.51亿元 300余项 ７届
企业 产值 增长 达到 从 提高到 分别为 其中 等 和 、 ， 。 ； ： ！ “ ” 《 》 （ ） 〈 〉 ( ) … — · 『 』 . , - % 0 㐀 𠮷
"""
LAYOUT = ["\n", "\n\n", "\n　　", "\n　　□记者 甲 报道\n　　", "\n　　（上接1版）", "\n本报3月23日讯　", "　", " "]
LAYOUT += ["\t", "\n（资料图片）\n", "\n\n临江市再添\n一项荣誉\n\n"]
STRANGE = ["\r", "\x0b", "\x00", "\u202e", "\ufeff", "\u200b", "\u2028", "\x85", "\ue000"]
newspaper = st.lists(st.sampled_from([*PIECES.split(), *LAYOUT, *STRANGE]), max_size=60).map("".join)
anything = st.one_of(newspaper, st.text(max_size=200), st.tuples(newspaper, st.text(max_size=20)).map("".join))


def page_of(text: str, name: str = "a.txt") -> Page:
    """The text as a page that `pages` could have read: no halves of characters, one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if unicodedata.category(c) != "Cs")
    return Page(name, text, hashlib.sha256(text.encode()).hexdigest())


def seeds() -> list[Page]:
    return [page for page in pages.read([ROOT / "seeds"]) if isinstance(page, Page)]


@pytest.fixture(scope="module")
def demo() -> tuple[list[Findings], Knowledge]:
    """The demo corpus, read and settled once for all tests of this file."""
    found = [build.read(page) for page in seeds()]
    return found, build.knowledge(found)


# --- what must hold ------------------------------------------------------------------------------


def quotes(page: Page, passage: Passage) -> None:
    """The passage is cut from its page: its spans give its text, and no character is taken twice."""
    assert passage.page == page.name
    assert page.passage(*passage.spans).text == passage.text
    assert all(0 <= s.start < s.end <= len(page.text) for s in passage.spans)
    assert all(a.end <= b.start for a, b in pairwise(sorted(passage.spans)))


def passages(findings: Findings) -> Iterator[Passage]:
    for article in findings.articles:
        yield from (passage for passage in (article.headline, *article.paragraphs, *article.captions) if passage)
    yield from (sentence.passage for sentence in findings.sentences)


def sound(findings: Findings) -> None:
    """Everything found on one page is printed there, apart from each other, and fits the ontology."""
    for passage in passages(findings):
        quotes(findings.page, passage)
    sentences = set(findings.sentences)
    for mention in findings.mentions:
        assert mention.sentence in sentences and mention.type in TYPES and mention.name.strip() and mention.rule
        assert 0 <= mention.start < mention.end <= len(mention.sentence.text)
    printed = sorted((m.sentence.article, m.sentence.number, m.start, m.end) for m in findings.mentions)
    for one, two in pairwise(printed):
        assert one[:2] != two[:2] or one[3] <= two[2], "mentions overlap"
    for claim in findings.claims:
        assert ontology.allows(claim.subject.type, claim.predicate, claim.object.type), claim
        assert claim.sentence in sentences and claim.rule and list(claim.qualifiers) == sorted(claim.qualifiers)
    for figure in findings.figures:
        assert figure.sentence in sentences and figure.rule and figure.indicator.strip() and figure.value.is_finite()
        assert figure.printed in figure.sentence.text


def settled(knowledge: Knowledge, read: dict[str, Page]) -> None:
    """Every fact is of known entities, fits the ontology and is proven by characters of its page."""
    types = {entity.id: entity.type for entity in knowledge.entities}
    articles = {report.id for report in knowledge.articles}
    for group in (knowledge.pages, knowledge.articles, knowledge.entities, knowledge.relations, knowledge.observations):
        keys = [getattr(thing, "id", None) or thing.name for thing in group]  # type: ignore[attr-defined]
        assert keys == sorted(set(keys))
    for relation in knowledge.relations:
        assert ontology.allows(types[relation.subject], relation.predicate, types[relation.object]), relation
        assert Decimal(0) <= relation.confidence <= Decimal(1)
    for observation in knowledge.observations:
        assert observation.subject in types and observation.value.is_finite()
    for thing in (*knowledge.entities, *knowledge.relations, *knowledge.observations):
        assert thing.evidence
        for evidence in thing.evidence:
            proven(evidence, articles, read)


def proven(evidence: Evidence, articles: set[str], read: dict[str, Page]) -> None:
    assert evidence.article in articles and evidence.rule
    quotes(read[evidence.passage.page], evidence.passage)


# --- on any text ---------------------------------------------------------------------------------


@given(anything)
@settings(max_examples=150)
def test_a_page_of_any_text(text: str) -> None:
    page = page_of(text)
    findings = build.read(page)
    sound(findings)
    assert build.read(page) == findings, "a second reading differs"
    assert codec.decode(codec.encode(findings)) == findings


@given(st.lists(newspaper, min_size=1, max_size=3))
@settings(max_examples=60)
def test_a_corpus_of_any_pages(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    read = {f"{n}.txt": page_of(text, f"{n}.txt") for n, text in enumerate(texts)}
    findings = [build.read(page) for page in read.values()]
    knowledge, _ = sift(build.knowledge(findings))
    settled(knowledge, read)
    assert sift(build.knowledge(reversed(findings)))[0] == knowledge, "the order of pages changes what is known"
    turtle = tmp_path_factory.mktemp("any") / "graph.ttl"
    turtle.write_text("".join(export.turtle(knowledge)), encoding="utf-8")
    assert export.read(turtle) == knowledge


# --- on the demo corpus --------------------------------------------------------------------------


def test_the_demo_pages_are_sound(demo: tuple[list[Findings], Knowledge]) -> None:
    for findings in demo[0]:
        sound(findings)
        assert findings.articles and findings.mentions and findings.claims and findings.figures, findings.page.name


def test_the_demo_graph_is_proven_and_comes_back(demo: tuple[list[Findings], Knowledge], tmp_path: Path) -> None:
    knowledge, refused = sift(demo[1])
    assert refused == ()
    settled(knowledge, {findings.page.name: findings.page for findings in demo[0]})
    (tmp_path / "graph.ttl").write_text("".join(export.turtle(knowledge)), encoding="utf-8")
    assert export.read(tmp_path / "graph.ttl") == knowledge


def test_nothing_is_invented_when_a_page_is_cut(demo: tuple[list[Findings], Knowledge]) -> None:
    """A page broken off at any line, and its lines shuffled in pairs, still says nothing it does not print."""
    for findings in demo[0][:3]:
        lines = findings.page.text.split("\n")
        for at in range(10, len(lines), 25):
            sound(build.read(page_of("\n".join(lines[:at]))))
        sound(build.read(page_of("\n".join(line for pair in pairwise(lines) for line in reversed(pair)))))


@pytest.mark.parametrize("piece", ["青岛市", "“", "（", "《质量》", "1", "１万", "、", "获评", "　", "\n", "，由"])
def test_long_runs_of_one_thing_end(piece: str) -> None:
    """No rule goes exponential or recurses without bound on a run of what it looks for."""
    sound(build.read(page_of(piece * (20_000 // len(piece)))))


def test_a_page_says_why_candidates_came_to_nothing() -> None:
    """The counts travel through the cache's bytes and into the report."""
    findings = build.read(page_of("临江市晨光电气有限公司获评省级绿色工厂。公司新增专利12件。"))
    told = dict(findings.refused)
    assert told["name: the weights speak against it"] > 0 and all(many >= 0 for many in told.values())
    assert codec.decode(codec.encode(findings)).refused == findings.refused
