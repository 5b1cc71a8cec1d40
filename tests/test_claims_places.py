"""locatedIn: which places an article ties together, and which it cannot."""

from __future__ import annotations

import time

import pytest

from kg import claims, subjects
from kg.claims import divisions
from kg.claims.divisions import possible
from tests.marked import read_marked


def said(marked: str, predicate: str = "locatedIn") -> set[tuple[str, str]]:
    """(subject, object) of the claims of a marked text."""
    sentences, mentions = read_marked(marked)
    found = claims.find(sentences, mentions, subjects.find((), sentences, mentions))
    return {(c.subject.name, c.object.name) for c in found if c.predicate == predicate}


@pytest.mark.parametrize(
    ("inner", "outer", "may"),
    [
        ("武进区", "常州市", True),
        ("武进区", "金坛区", False),
        ("上海市", "浦东新区", False),
        ("鼓楼区", "南京市", True),
        ("鼓楼区", "福州市", True),
        ("太湖", "苏州市", True),
        ("大孚产业园", "金坛区", True),
    ],
)
def test_the_list_of_divisions_refuses_what_cannot_be(inner: str, outer: str, may: bool) -> None:
    assert possible(inner, outer) is may


def test_two_places_named_in_passing_are_not_tied() -> None:
    assert said("⟦District:常州市⟧召开会议。|一家企业来自外地。|在⟦District:武进区⟧，街道清扫了积雪。") == set()


@pytest.mark.parametrize(
    "marked",
    [
        "⟦District:常州市⟧公布了数据。|各区县中，⟦District:武进区⟧增长7%。",
        "⟦District:常州市⟧公布了数据。|⟦District:武进区⟧6家，⟦District:金坛区⟧4家，⟦District:溧阳市⟧3家。",
        "H:⟦District:武进区⟧发放补贴|⟦District:常州市⟧早有先例。",
        "⟦District:常州市⟧下发通知后，⟦District:武进区⟧率先行动。",
    ],
    ids=["a word for the parts", "a list of the parts", "the article is about it", "one sentence"],
)
def test_a_division_lies_in_the_city_the_article_ties_it_to(marked: str) -> None:
    assert ("武进区", "常州市") in said(marked)


def test_a_long_line_of_places_is_read_in_linear_time() -> None:
    def seconds(times: int) -> float:
        text = "⟦District:常州市⟧，" + "⟦District:武进区⟧、⟦District:武进高新区⟧，" * times
        sentences, mentions = read_marked(text)
        reading = next(claims.readings(sentences, {sentences[0]: list(mentions)}, {}))
        start = time.perf_counter()
        list(divisions.find(reading))
        return time.perf_counter() - start

    seconds(10)
    assert seconds(4000) < 20 * max(seconds(400), 0.002)
