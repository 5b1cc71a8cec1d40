"""Lists whose last word stands only once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import coordination
from kg.model import Mention, Passage, Sentence, Span
from tests.marked import sentence_of


def sentence(text: str) -> Sentence:
    return Sentence("a.txt#1", 0, "body", 0, Passage("a.txt", text, (Span(0, len(text)),)))


def named(text: str, *mentions: tuple[str, str]) -> list[tuple[str, str, str]]:
    """(printed, type, name) after the lists of a sentence with these (printed, type) mentions are completed."""
    read = sentence(text)
    here = [Mention(read, text.index(p), text.index(p) + len(p), kind, p, "test") for p, kind in mentions]
    found = {0: here}
    coordination.find([read], found)
    return [(m.text, m.type, m.name) for m in sorted(found[0], key=lambda m: m.start)]


def test_streets_share_their_level() -> None:
    assert named("活动覆盖长江路、海湾路2个街道。") == [
        ("长江路", "District", "长江路街道"),
        ("海湾路", "District", "海湾路街道"),
    ]


def test_a_division_that_does_not_exist_is_not_completed() -> None:
    assert named("走访乐陵、宁津、庆云三县。") == [
        ("宁津", "District", "宁津县"),
        ("庆云", "District", "庆云县"),
    ]


def test_quoted_members_take_the_head_of_the_last() -> None:
    found = named("全区落实“潮汐课堂”“周末学堂”制度。", ("“周末学堂”制度", "Program"))
    assert ("“潮汐课堂”", "Program", "“潮汐课堂”制度") in found


def test_members_that_are_counted_take_the_head_behind_the_count() -> None:
    found = named("今年将实施链条强基、名品提升、“标准先行”三大行动，")
    assert found == [
        ("链条强基", "Program", "链条强基行动"),
        ("名品提升", "Program", "名品提升行动"),
        ("“标准先行”", "Program", "“标准先行”行动"),
    ]
    assert named("各地完成了三大行动。") == []


@pytest.mark.parametrize(
    "marked",
    [
        "⟦Organisation:云岭集团⟧、⟦Organisation:东江集团⟧、⟦Organisation:临江集团⟧三大工程同时开工。",
        "云岭集团、东江集团、临江集团三大工程同时开工。",
        "统筹由云岭区、⟦District:东江区⟧、青山区承担的三大工程。",
        "云岭职业学院、东江职业学院、临江职业学院3个计划单列专业。",
        "岸电先锋、码头先锋、航道先锋3个行动队参赛。",
    ],
)
def test_bodies_before_a_count_are_no_undertakings(marked: str) -> None:
    sentence, mentions = sentence_of(marked, 0)
    found = {0: list(mentions)}
    coordination.find([sentence], found)
    assert found[0] == list(mentions)


def test_plain_members_take_the_head_where_they_end_alike() -> None:
    found = named("各园区推行首席质量官、首席品牌官制度。", ("首席品牌官制度", "Program"))
    assert ("首席质量官", "Program", "首席质量官制度") in found


def test_members_that_end_otherwise_stay_as_they_are() -> None:
    assert named("园区有晨光路、绿色供应链制度。", ("绿色供应链制度", "Program")) == [
        ("绿色供应链制度", "Program", "绿色供应链制度")
    ]


@pytest.mark.parametrize("text", ["3个街道", "、、、2个区", "“”制度", "甲、乙制度"])
def test_fragments_name_nothing(text: str) -> None:
    assert named(text) == []


@given(st.text(alphabet="甲乙、“”3个街道区制度路，", max_size=40))
def test_mentions_never_overlap(text: str) -> None:
    spans = [(m.start, m.end) for m in _found(text)]
    assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))


def _found(text: str) -> list[Mention]:
    found: dict[int, list[Mention]] = {0: []}
    coordination.find([sentence(text)], found)
    return found[0]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("摘得⟦Award:中国专利金奖⟧、银奖、优秀奖的，每项奖励10万元。", ["中国专利银奖", "中国专利优秀奖"]),
        ("在⟦Event:全国职业技能大赛⟧上斩获金牌6枚、银牌5枚。", ["全国职业技能大赛金牌", "全国职业技能大赛银牌"]),
        ("⟦Event:布鲁塞尔葡萄酒大奖赛⟧落幕，该酒获得了金奖。", ["布鲁塞尔葡萄酒大奖赛金奖"]),
        ("曾助力⟦Event:冬奥会⟧；捧回省科技进步一等奖。", []),
        ("⟦Event:质量大会⟧召开，“技术创新金奖”揭晓。", []),
    ],
)
def test_grades_belong_to_their_prize_or_contest(marked: str, wanted: list[str]) -> None:
    sentence, mentions = sentence_of(marked, 0)
    found = {0: mentions}
    coordination.find([sentence], found)
    assert [m.name for m in found[0] if m.rule == "name_grade"] == wanted


def graded(*sentences: tuple[str, tuple[str, str]]) -> list[str]:
    """Names of all mentions of the sentences of one article, each with its one (printed, type) mention or ("", "")."""
    read = [replace(sentence(text), number=number) for number, (text, _) in enumerate(sentences)]
    found = {}
    for number, (text, (printed, kind)) in enumerate(sentences):
        at = text.find(printed)
        found[number] = [Mention(read[number], at, at + len(printed), kind, printed, "test")] if printed else []
    coordination.find(read, found)
    return [m.name for here in found.values() for m in sorted(here, key=lambda m: m.start)]


def test_a_grade_is_told_by_its_prize() -> None:
    assert graded(("第四届临江诗歌奖揭晓，王某摘得金奖。", ("第四届临江诗歌奖", "Award"))) == [
        "第四届临江诗歌奖",
        "临江诗歌奖金奖",
    ]


def test_a_grade_is_told_by_the_contest_of_the_sentence_before() -> None:
    first = ("云岭设计大赛昨日落幕。", ("云岭设计大赛", "Event"))
    assert graded(first, ("王某摘得银奖。", ("", ""))) == ["云岭设计大赛", "云岭设计大赛银奖"]
    assert graded(first, ("天气晴。", ("", "")), ("又是一天。", ("", "")), ("王某摘得银奖。", ("", ""))) == [
        "云岭设计大赛"
    ]


def test_a_grade_is_not_told_by_another() -> None:
    assert graded(("云岭公司获临江科技一等奖，另一个一等奖空缺。", ("临江科技一等奖", "Award"))) == ["临江科技一等奖"]


def test_a_grade_of_a_contest_without_a_name_is_not_the_prizes_told_before() -> None:
    first = ("临江诗歌奖昨日揭晓。", ("临江诗歌奖", "Award"))
    assert graded(first, ("王某此前在一场书法比赛中获得一等奖。", ("", ""))) == ["临江诗歌奖"]
    assert graded(first, ("王某获得一等奖。", ("", ""))) == ["临江诗歌奖", "临江诗歌奖一等奖"]
