"""Ranking: features by group, sums kept, and names above what is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kg import candidates, ranking
from kg.ranking import Scorer, Surroundings
from tests.test_reading import read, strings


def scores(text: str, page: str = "") -> dict[tuple[str, str], float]:
    """(type, words) → log-odds of each candidate of a sentence."""
    found, around = read(text), Surroundings(page or text, "")
    return {(c.type, text[c.start : c.end]): ranking.scorer().score(c, found, around) for c in candidates.find(found)}


@pytest.mark.parametrize(
    ("text", "name", "none"),
    [
        ("记者从临江市教育局获悉，新增学位1万个。", ("Organisation", "临江市教育局"), ("Organisation", "市教育局")),
        (
            "近日，临江晨光电气有限公司投产。",
            ("Organisation", "临江晨光电气有限公司"),
            ("Organisation", "电气有限公司"),
        ),
        ("副市长李某介绍，今年将新建学校。", ("Person", "李某"), ("Person", "李某介")),
        ("第五届海洋装备博览会开幕。", ("Event", "第五届海洋装备博览会"), ("Event", "装备博览会")),
    ],
)
def test_the_name_outscores_what_is_none(text: str, name: tuple[str, str], none: tuple[str, str]) -> None:
    found = scores(text)
    assert found[name] > 0 and found[name] > found.get(none, -1.0)


def test_a_page_supports_a_short_name() -> None:
    around = Surroundings("青岛市近日公布，青岛今年增长。", "")
    assert around.support("青岛") == "city|full"
    assert Surroundings("青岛今年增长。", "").support("青岛") == "city|-"


def test_counts_are_of_the_whole_page() -> None:
    assert Surroundings("甲乙甲", "").count("甲") == 2


def test_weights_are_of_features_that_exist() -> None:
    kinds = {feature[:3] for feature in ranking.weights()}
    assert kinds == {"Or|", "Di|", "Aw|", "Pr|", "Do|", "Pe|", "Ev|"}


@given(strings)
@settings(max_examples=60)
def test_a_kept_sum_is_the_sum_of_the_features(text: str) -> None:
    found, around, model = read(text), Surroundings(text, ""), ranking.weights()
    twice = Scorer(model)
    for candidate in candidates.find(found):
        wanted = sum(model.get(feature, 0.0) for feature in ranking.features(candidate, found, around))
        assert twice.score(candidate, found, around) == pytest.approx(wanted)
        assert twice.score(candidate, found, around) == twice.score(candidate, found, around)


def test_a_full_memory_of_sums_changes_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "临江市市场监管局公布了首批试点企业名单。"
    roomy = scores(text)
    monkeypatch.setattr(Scorer, "MOST_SUMS", 3)
    found, small = read(text), Scorer(ranking.weights())
    for candidate in candidates.find(found):
        key = candidate.type, text[candidate.start : candidate.end]
        assert small.score(candidate, found, Surroundings(text, "")) == pytest.approx(roomy[key])
