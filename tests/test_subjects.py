"""Topics: whom each clause is about, stated or carried."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from kg import subjects
from tests.marked import sentence_of
from tests.test_claims import marked_text

CASES = [
    # stated, then carried through a chain of clauses
    (
        "⟦District:云河区⟧持续发力，先后获评多项荣誉，今年再添佳绩。",
        [("云河区", False), ("云河区", True), ("云河区", True)],
    ),
    # carried into the next sentence
    ("⟦Organisation:晨光电气⟧成立于1998年。|去年产值突破百亿元。", [("晨光电气", False), ("晨光电气", True)]),
    # the head of a relative clause, not the place in it
    ("位于⟦District:云河区⟧的⟦Organisation:晨光电气⟧，今年扩产。", [("晨光电气", False), ("晨光电气", True)]),
    # a title belongs to the person, and what the person says to whom the text was about
    (
        "⟦Organisation:晨光电气⟧今年扩产。|⟦Organisation:市工信局⟧局长⟦Person:王某⟧介绍，产值将翻番。",
        [("晨光电气", False), ("王某", False), ("晨光电气", True)],
    ),
    # the head of an attribute, whatever it says, but no object of a verb or preposition
    ("昨日闭幕的⟦Event:茶博会⟧，吸引客商300人。", [("茶博会", False), ("茶博会", True)]),
    ("连续两年位居⟦Award:百强县⟧榜首的⟦District:云河区⟧，再添佳绩。", [("云河区", False), ("云河区", True)]),
    ("⟦District:云河区⟧开会，办好明年的⟦Event:茶博会⟧。", [("云河区", False), ("云河区", True)]),
    # an adverbial takes the subject of the clause after it
    ("凭借多年积累，⟦Organisation:晨光电气⟧拿下订单。", [("晨光电气", False), ("晨光电气", False)]),
    # the scene is carried where nothing better comes
    ("在⟦District:云河区⟧，工厂一派繁忙。", [("云河区", True), ("云河区", True)]),
    # what is compared is no scene
    (
        "⟦District:云河区⟧出台规范，在县区一级为⟦District:江南省⟧首个，推行抽查。",
        [("云河区", False), ("云河区", True), ("云河区", True)],
    ),
    # the product, not its maker
    ("⟦Organisation:晨光电气⟧的⟦Product:逆变器⟧畅销海外。", [("逆变器", False)]),
    # the last district of a chain
    ("⟦District:临江市⟧⟦District:云河区⟧今年开工项目12个。", [("云河区", False)]),
    # a list is about its first member (claims go to all of them)
    ("⟦Organisation:甲公司⟧、⟦Organisation:乙公司⟧双双上榜。", [("甲公司", False)]),
    # 指导 makes the one guided the subject
    ("⟦District:临江市⟧指导⟦District:云河区⟧开展试点。", [("临江市", False)]),
    ("⟦District:临江市⟧出台政策，指导⟦District:云河区⟧探索新路。", [("临江市", False), ("云河区", False)]),
    # nobody named, nobody carried
    ("今年以来，形势向好。", [(None, False), (None, False)]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_subject_of_each_clause(text: str, wanted: list[tuple[str | None, bool]]) -> None:
    pairs = [sentence_of(part, number) for number, part in enumerate(text.split("|"))]
    topics = subjects.find((), tuple(s for s, _ in pairs), tuple(m for _, found in pairs for m in found))
    assert [(t.subject.name if t.subject else None, t.carried) for t in topics] == wanted


@settings(max_examples=150, deadline=None)
@given(marked_text())
def test_clauses_lie_in_their_sentence_in_order_and_apart(text: str) -> None:
    pairs = [sentence_of(part, number) for number, part in enumerate(text.split("|"))]
    sentences = tuple(s for s, _ in pairs)
    topics = subjects.find((), sentences, tuple(m for _, found in pairs for m in found))
    for sentence in sentences:
        bounds = [(t.start, t.end) for t in topics if t.sentence == sentence]
        assert all(0 <= start < end <= len(sentence.text) for start, end in bounds)
        assert all(before[1] <= after[0] for before, after in pairwise(bounds))


def test_a_caption_carries_nothing_to_the_body() -> None:
    caption, named = sentence_of("图为⟦Organisation:晨光电气⟧车间。", 0)
    caption = type(caption)(caption.article, 0, "caption", 0, caption.passage)
    body, _ = sentence_of("今年产值翻番。", 1)
    named = [type(m)(caption, m.start, m.end, m.type, m.name, m.rule) for m in named]
    topics = subjects.find((), (caption, body), tuple(named))
    assert topics[-1].subject is None


@pytest.mark.parametrize(("between", "subject"), [(1, "晨光电气"), (20, "云河区")])
def test_the_parts_of_a_list_stand_near_each_other(between: int, subject: str) -> None:
    parts = ["⟦Organisation:晨光电气⟧扩产。", "首先，订单增加。", *["⟦District:云河区⟧道路畅通。"] * between]
    pairs = [sentence_of(part, number) for number, part in enumerate([*parts, "第二，产值翻番。"])]
    topics = subjects.find((), tuple(s for s, _ in pairs), tuple(m for _, found in pairs for m in found))
    assert topics[-1].subject is not None and topics[-1].subject.name == subject
