"""What a sentence denies, plans or ends is no claim; what it only seems to deny is one."""

from __future__ import annotations

import pytest

from kg import claims, subjects
from kg.claims import choosing
from kg.claims.reading import denied
from kg.claims.weighing import Pair
from kg.model import Claim
from tests.marked import read_marked, ruled_claims


def standing(marked: str) -> tuple[Claim, ...]:
    """What stands of a case's claims once the weights have had their say."""
    sentences, mentions = read_marked(marked)
    return claims.find(sentences, mentions, subjects.find((), sentences, mentions))


FIRM, OTHER = "⟦Organisation:云岭公司⟧", "⟦Organisation:青禾公司⟧"
CITY, BRAND, WORKS = "⟦District:临江市⟧", "⟦Product:云峰水泵⟧", "⟦Program:云岭智慧工厂项目⟧"
FAIR, PERSON = "⟦Event:临江质量大会⟧", "⟦Person:周明⟧"

DENIED = [
    f"{FIRM}终止收购{OTHER}。",
    f"{FIRM}计划收购{OTHER}。",
    f"{FIRM}未能收购{OTHER}。",
    f"{FIRM}收购{OTHER}未果。",
    f"{FIRM}拒绝并入{OTHER}。",
    f"{FIRM}不隶属于{OTHER}。",
    f"{FIRM}拒绝与{OTHER}合作。",
    f"{FIRM}已有十年未与{OTHER}合作。",
    f"{FIRM}没有与{OTHER}签约。",
    f"{FIRM}与{OTHER}解除合作协议。",
    f"{FIRM}与{OTHER}从未合作。",
    f"{FIRM}与{OTHER}的合作终止。",
    f"{FIRM}与{OTHER}签订的合作协议已经解除。",
    f"{FAIR}不在{CITY}举行。",
    f"{FIRM}没有成立⟦Organisation:云岭研究院⟧。",
    f"{FIRM}尚未落户{CITY}。",
    f"{FIRM}去年扩产，并未落户{CITY}。",
    f"{FIRM}并不位于{CITY}。",
    f"{CITY}没有引进{FIRM}。",
    f"{FIRM}从未研发{BRAND}。",
    f"{FIRM}停止生产{BRAND}。",
    f"{BRAND}不是由{FIRM}研发的。",
    f"{FIRM}停止实施{WORKS}。",
    f"{FIRM}拒绝参与{WORKS}。",
    f"{FIRM}放弃参加{FAIR}。",
    f"{PERSON}不再担任{FIRM}董事长。",
]


@pytest.mark.parametrize("marked", DENIED)
def test_what_is_denied_is_not_claimed(marked: str) -> None:
    assert [(c.subject.name, c.predicate, c.object.name) for c in ruled_claims(marked)] == []
    assert [(c.subject.name, c.predicate, c.object.name) for c in standing(marked)] == []


def test_nothing_is_founded_where_nothing_was_set_up() -> None:
    marked = f"{FIRM}没有在{CITY}设立⟦Organisation:云岭研究院⟧。"
    assert [*ruled_claims(marked), *standing(marked)] == []


def test_who_stays_away_from_the_event_told_of_is_not_there() -> None:
    for refusal in ("拒绝参加", "不参加", "没有参加"):
        found = ruled_claims(f"{FAIR}昨天举行。|{FIRM}{refusal}大会。")
        assert [c for c in found if c.predicate == "participatesIn"] == []


AFFIRMED = [
    (f"{FIRM}收购了{OTHER}。", "subOrganisationOf"),
    (f"{FIRM}不得不收购{OTHER}。", "subOrganisationOf"),
    (f"{FIRM}不是第一次与{OTHER}合作。", "cooperatesWith"),
    (f"{FIRM}从未停止研发{BRAND}。", "produces"),
    (f"{FIRM}没有停步，研发出{BRAND}。", "produces"),
    (f"{FIRM}前所未有地加大投入，与{OTHER}签订合作协议。", "cooperatesWith"),
    (f"面向未来落户{CITY}的{FIRM}扩产。", "locatedIn"),
    (f"{PERSON}担任{FIRM}董事长。", "holdsPosition"),
]


@pytest.mark.parametrize(("marked", "predicate"), AFFIRMED)
def test_what_only_sounds_denied_is_claimed(marked: str, predicate: str) -> None:
    assert predicate in {c.predicate for c in ruled_claims(marked)}


@pytest.mark.parametrize(
    ("words", "so"),
    [("Ⓞ尚未", True), ("Ⓞ拒绝与Ⓞ", True), ("Ⓞ从未停止", False), ("Ⓞ没有资金却", False), ("前所未有地", False)],
)
def test_words_before_a_verb(words: str, so: bool) -> None:
    assert denied(words) is so


@pytest.mark.parametrize(
    "marked",
    [
        f"{FIRM}尚未落户{CITY}，也没有与⟦Organisation:云岭大学⟧签约。",
        f"{FIRM}既未与⟦Organisation:云岭大学⟧合作，也没有在{CITY}设厂。",
        f"公司尚未落户{CITY}，也没有与⟦Organisation:云岭大学⟧签约。",
    ],
)
def test_what_a_later_clause_denies_the_weights_do_not_claim(marked: str) -> None:
    assert standing(marked) == ()


def test_the_denial_of_one_clause_leaves_the_next_alone() -> None:
    found = standing(f"{FIRM}没有落户{CITY}，去年与{OTHER}签署合作协议。")
    assert [(c.subject.name, c.predicate, c.object.name) for c in found if c.predicate == "cooperatesWith"] == [
        ("云岭公司", "cooperatesWith", "青禾公司")
    ]


SEA, LAKE, HILL = "⟦Organisation:海棠协会⟧", "⟦Organisation:湖州学会⟧", "⟦Organisation:青山大学⟧"


@pytest.mark.parametrize(
    "marked",
    [
        f"大会由{SEA}、{LAKE}与{HILL}主办。",
        f"大会由{SEA}、{LAKE}共同主办，{HILL}承办。",
        f"{SEA}、{LAKE}和{HILL}双双捧得奖杯。",
    ],
)
def test_names_side_by_side_are_no_partners_by_the_weights_alone(marked: str) -> None:
    alone = [c for c in standing(marked) if c.predicate == "cooperatesWith" and c.rule == choosing.ALONE]
    assert {frozenset((c.subject.name, c.object.name)) for c in alone} <= {frozenset(("海棠协会", "湖州学会"))}
    assert not any({c.subject.name, c.object.name} & {"青山大学"} for c in alone)


@pytest.mark.parametrize(
    ("text", "open_yet"),
    [
        (f"省工信厅公示⟦Award:绿色工厂⟧名单，{FIRM}在列。", True),
        (f"拟表彰的⟦Award:先进集体⟧有{FIRM}等。", True),
        (f"省工信厅公布⟦Award:绿色工厂⟧名单，{FIRM}在列。", False),
    ],
)
def test_the_weights_alone_give_nobody_what_is_only_proposed(text: str, open_yet: bool) -> None:
    sentences, mentions = read_marked(text)
    ((reading, inside),) = claims.read(sentences, mentions, subjects.find((), sentences, mentions))
    award, firm = sorted(inside, key=lambda m: m.type)
    pair = Pair(firm, "receivedAward", award, ())
    assert choosing._undecided(reading, pair, set()) is open_yet
