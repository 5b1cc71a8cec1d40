"""Awards: who holds them and who grants them, in the constructions that newspapers use."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.claims.holders import fits
from kg.claims.qualifying import cardinal
from tests.marked import cases, ruled_claims

CASES = Path(__file__).parent / "cases" / "claims_awards.txt"
FAMILY = ("receivedAward", "nominatedFor", "presentedBy")


@pytest.mark.parametrize(("text", "wanted"), list(cases(CASES)), ids=lambda v: v if isinstance(v, str) else "")
def test_construction(text: str, wanted: list[str]) -> None:
    found = ruled_claims(text)
    said = {f"{c.subject.name} {c.predicate} {c.object.name}" for c in found if c.predicate in FAMILY}
    assert said == set(wanted) - {"none"}


def test_the_qualifiers_of_a_share_are_sorted() -> None:
    (claim,) = ruled_claims("2023年度⟦Award:全国文明城市⟧名单公布，⟦District:临江市⟧占得两席。")
    assert claim.qualifiers == (("count", "2"), ("year", "2023"))


@pytest.mark.parametrize(
    ("printed", "figures"), [("一百", "100"), ("一百二十", "120"), ("两", "2"), ("12", "12"), ("多", "")]
)
def test_a_numeral_in_figures(printed: str, figures: str) -> None:
    assert cardinal(printed) == figures


def test_a_title_names_what_may_hold_it() -> None:
    assert not fits("District", "清河县", "国家技术创新示范企业")
    assert not fits("Person", "王某", "全国文明单位")
    assert not fits("Organisation", "临江集团", "国家卫生县城")
    assert not fits("Organisation", "临江市人民政府", "制造业单项冠军企业")
    assert fits("Organisation", "临江集团", "制造业单项冠军企业")
    assert fits("District", "清河县", "国家卫生县城")


def ranks(text: str) -> dict[str, str]:
    return {c.subject.name: dict(c.qualifiers).get("rank", "") for c in ruled_claims(text)}


def test_each_of_a_row_has_its_own_place() -> None:
    row = "⟦Award:全国百强县⟧榜单上，⟦District:清河县⟧、⟦District:云溪县⟧分列第6、第14。"
    assert ranks(row) == {"清河县": "6", "云溪县": "14"}


def test_a_place_in_brackets_is_the_place_of_the_name_before() -> None:
    row = "⟦Award:全国百强县⟧揭晓，⟦District:清河县⟧（第33位）、⟦District:云溪县⟧（第68位）上榜。"
    assert ranks(row) == {"清河县": "33", "云溪县": "68"}


@pytest.mark.parametrize(
    ("lead", "year"),
    [
        ("2023年，", "2023"),
        ("2023年4月，刚刚成立的", "2023"),
        ("2014年建厂，去年又", None),
        ("2014年建厂；", None),
    ],
)
def test_the_year_is_that_of_the_winning(lead: str, year: str | None) -> None:
    (claim,) = ruled_claims(f"{lead}⟦Organisation:云岭公司⟧获评⟦Award:绿色工厂⟧。")
    assert dict(claim.qualifiers).get("year") == year


def test_a_number_of_units_counts_no_prizes() -> None:
    text = "⟦Organisation:临江市总工会⟧授予⟦Organisation:云岭公司⟧等12个单位⟦Award:工人先锋号⟧。"
    assert all("count" not in dict(c.qualifiers) for c in ruled_claims(text))
