"""Names that only their list gives away."""

from __future__ import annotations

import pytest

from kg import siblings
from tests.marked import sentence_of

CASES = [
    ("推动⟦Program:云河大道⟧、青石大道、⟦Program:引水工程⟧等工程。", [("青石大道", "Program")]),
    ("境内有⟦District:青石湖⟧、⟦District:柳湾⟧、云岭瀑布等景点。", [("云岭瀑布", "District")]),
    ("⟦Organisation:甲公司⟧、⟦Organisation:乙公司⟧和恒通机械等企业落户。", [("恒通机械", "Organisation")]),
    ("⟦Organisation:甲公司⟧、⟦Organisation:乙公司⟧，加快发展。", []),
    ("⟦District:青石湖⟧、⟦Organisation:甲公司⟧、云岭瀑布。", []),
    ("⟦Program:云河大道⟧、在云河大道、⟦Program:引水工程⟧。", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_items_of_lists(text: str, wanted: list[tuple[str, str]]) -> None:
    sentence, mentions = sentence_of(text, 0)
    found = siblings.find([sentence], mentions)
    assert [(m.name, m.type) for m in found if m.rule == "name_sibling"] == wanted
    assert all(m.text == m.name for m in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("微石智驭、小岩易驶和落户临江的安岚智驭三家企业已递交申请。", ["微石智驭", "小岩易驶", "安岚智驭"]),
        ("化工、医药和机械等5家企业已递交申请。", []),
    ],
)
def test_a_list_of_firms_says_so_behind_it(text: str, wanted: list[str]) -> None:
    sentence, mentions = sentence_of(text, 0)
    assert [m.name for m in siblings.find([sentence], mentions) if m.rule == "name_listed"] == wanted
