"""Every analysis on a graph that a reader can solve by hand."""

from __future__ import annotations

import math
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest

from kg import analyses
from kg import graph as graphs
from kg.analyses import QUESTIONS, Unanswerable
from kg.analyses.central import trade
from kg.analyses.facts import level_of
from tests.made import graph
from tests.sample import knowledge as sample

TOWNS = """
O:甲电气公司 locatedIn D:临东区
O:乙制药公司 locatedIn D:临西区
O:丙电气公司 locatedIn D:临西区
D:临东区 locatedIn D:临海府
D:临西区 locatedIn D:临海府
O:甲电气公司 receivedAward A:市级绿色工厂 year=2020
O:甲电气公司 receivedAward A:省级绿色工厂 year=2022
O:甲电气公司 receivedAward A:国家级绿色工厂 year=2024
O:乙制药公司 receivedAward A:省级绿色工厂 on=2023-03-01
O:丙电气公司 receivedAward A:国家匠心奖 year=2019
O:丙电气公司 receivedAward A:省级匠心奖 year=2021
D:临东区 receivedAward A:全国文明城区 on=2023-03-01
D:临西区 receivedAward A:匠心杯 modality=Planned
O:甲电气公司 participatesIn P:链长制
O:乙制药公司 participatesIn P:链长制
O:丙电气公司 participatesIn P:链长制
"""


@pytest.fixture(scope="module")
def towns() -> nx.MultiDiGraph[str]:
    return graph(TOWNS)


def names(answer: analyses.Answer) -> list[str]:
    return [row.name for row in answer]


# --- projections


def test_ties_are_simple_weighted_and_without_loops() -> None:
    net = graphs.project(graph("O:甲 cooperatesWith O:乙\nO:乙 cooperatesWith O:甲\nO:甲 cooperatesWith O:甲\nO:丙"))
    assert dict(net["Organisation/甲"]) == {"Organisation/乙": {"weight": 2}}
    assert list(net) == ["Organisation/丙", "Organisation/乙", "Organisation/甲"]


def test_districts_hold_what_their_organisations_hold_unless_own(towns: nx.MultiDiGraph[str]) -> None:
    held = graphs.holdings(towns, "District", ("Award",))
    assert set(held["District/临东区"]) == {
        "Award/市级绿色工厂", "Award/省级绿色工厂", "Award/国家级绿色工厂", "Award/全国文明城区",
    }
    assert set(graphs.holdings(towns, "District", ("Award",), own=True)) == {"District/临东区"}
    assert "Award/匠心杯" not in held["District/临西区"]  # only planned


def test_newmans_weight_of_a_shared_thing_falls_with_its_holders(towns: nx.MultiDiGraph[str]) -> None:
    net = graphs.project(towns, "organisations")
    # 链长制 has three holders (1/2), 省级绿色工厂 two (1/1).
    assert net["Organisation/甲电气公司"]["Organisation/乙制药公司"]["weight"] == 1.5
    assert net["Organisation/甲电气公司"]["Organisation/丙电气公司"]["weight"] == 0.5


def test_what_lies_around_a_district_comes_from_facts_and_codes(towns: nx.MultiDiGraph[str]) -> None:
    assert graphs.above(towns)["District/临东区"] == {"District/临海府"}
    codes = {"D:青县": "370214", "D:青市": "3702", "D:青省": "37", "D:青镇": "370214001"}
    coded = graph("\n".join(codes), codes=codes)
    assert graphs.above(coded)["District/青镇"] == {"District/青县", "District/青市", "District/青省"}
    assert graphs.above(coded)["District/青省"] == frozenset()


def test_an_unknown_projection_is_named_with_the_known_ones(towns: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(ValueError, match="ties, districts, organisations"):
        graphs.project(towns, "wards")


# --- centrality, brokers, bridges

CHAIN = "O:甲 cooperatesWith O:乙\nO:乙 cooperatesWith O:丙\nO:丙 cooperatesWith O:丁"


def test_the_middle_of_a_chain_is_central() -> None:
    rows = {row.name: row for row in analyses.central(graph(CHAIN), by="betweenness")}
    # Of the three pairs among the other three nodes, 乙 lies between two: 甲–丙 and 甲–丁.
    assert rows["乙"].betweenness == rows["丙"].betweenness == 0.666667
    assert rows["甲"].betweenness == 0
    assert rows["乙"].degree == 2
    assert sum(row.pagerank for row in rows.values()) == pytest.approx(1, abs=1e-5)


def test_equal_scores_share_a_place_and_stand_by_name() -> None:
    found = [(row.rank, row.name) for row in analyses.connected(graph(CHAIN))]
    assert found == [(1, "丙"), (1, "乙"), (3, "丁"), (3, "甲")]


def test_sampling_says_so_and_all_pivots_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["kg.analyses.central"]
    exact = analyses.central(graph(CHAIN))
    monkeypatch.setattr(module, "EXACT_WORK", 0)
    sampled = analyses.central(graph(CHAIN), pivots=4)
    assert [note.key for note in sampled.notes] == ["ties", "sampled"]
    assert sampled.rows == exact.rows


def test_exact_without_rustworkx_gives_the_same_or_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["kg.analyses.central"]
    fast = analyses.central(graph(CHAIN), exact=True)
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    assert analyses.central(graph(CHAIN), exact=True) == fast
    monkeypatch.setattr(module, "EXACT_WORK", 0)
    monkeypatch.setattr(module, "SLOW_WORK", 0)
    with pytest.raises(Unanswerable, match=r"pressgraph\[fast\]"):
        analyses.central(graph(CHAIN), exact=True)


def test_a_broker_joins_districts_that_are_not_joined_without_it() -> None:
    made = graph("""
        O:甲 locatedIn D:东区
        O:乙 locatedIn D:西区
        O:丙 locatedIn D:西区
        E:展会 organises E:展会
        O:甲 participatesIn E:展会
        O:乙 participatesIn E:展会
        O:丙 participatesIn E:展会
        O:甲 cooperatesWith O:丙
    """)
    rows = analyses.brokers(made).rows
    # At the fair 甲–乙 and 甲–丙 are of two districts; 甲–丙 also cooperate.  甲 itself joins 东区 with 丙.
    assert [(row.name, row.groups, row.open_pairs) for row in rows] == [
        ("丙", ("东区", "西区"), 1), ("展会", ("东区", "西区"), 1), ("甲", ("东区", "西区"), 1),
    ]


def test_a_city_and_a_zone_inside_it_are_no_different_districts() -> None:
    made = graph("D:东区 locatedIn D:东府\nE:展会 locatedIn D:东区\nO:甲 locatedIn D:东府\nO:甲 participatesIn E:展会")
    assert analyses.brokers(made).rows == ()


def test_of_several_sentences_the_one_that_names_both_ends_is_shown() -> None:
    from dataclasses import replace

    made = graph("O:甲厂 cooperatesWith O:乙厂 on=2024-01-01")
    (fact,) = (fact for *_, fact in made.edges(data=True))
    (full,) = fact["evidence"]
    short = replace(full, passage=replace(full.passage, text="两厂合作。"))
    fact["evidence"] = (short, full)
    assert analyses.ego(made, "甲厂").rows[0].sentence == full.passage.text


def test_constraint_of_a_star_and_a_triangle() -> None:
    constraint = sys.modules["kg.analyses.central"].constraint
    star = graphs.ties(graph("\n".join(f"O:心 cooperatesWith O:{point}" for point in "甲乙丙丁")))
    assert constraint(star, "Organisation/心") == 0.25  # 4 × (1/4)²
    assert constraint(star, "Organisation/甲") == 1
    triangle = graphs.ties(graph("O:甲 cooperatesWith O:乙\nO:乙 cooperatesWith O:丙\nO:丙 cooperatesWith O:甲"))
    assert constraint(triangle, "Organisation/甲") == 1.125  # 2 × (1/2 + 1/2·1/2)²


def test_a_trade_is_the_last_trade_word_of_a_name() -> None:
    assert trade("临江新能源汽车有限公司") == "汽车交通装备"
    assert trade("临江商行") == ""


def test_a_bridge_is_shown_with_both_sides_and_its_sentence() -> None:
    made = graph("""
        O:甲 cooperatesWith O:乙
        O:乙 cooperatesWith O:丙
        O:丙 cooperatesWith O:甲
        O:丙 cooperatesWith O:丁
        O:丁 cooperatesWith O:戊
        O:戊 cooperatesWith O:己
        O:己 cooperatesWith O:丁
    """)
    rows = analyses.bridges(made).rows
    assert [({row.name, row.other}, row.smaller, row.larger) for row in rows] == [({"丙", "丁"}, 3, 3)]
    assert rows[0].sentence == "O:丙 cooperatesWith O:丁"
    assert rows[0].end - rows[0].start == len(rows[0].sentence)


def test_pendants_are_no_bridges_unless_asked_for() -> None:
    assert len(analyses.bridges(graph(CHAIN))) == 1
    assert len(analyses.bridges(graph(CHAIN), least=1)) == 3


# --- communities and components

TWO = "\n".join(
    f"O:{a} cooperatesWith O:{b}"
    for group in ("甲乙丙丁", "子丑寅卯") for at, a in enumerate(group) for b in group[at + 1 :]
) + "\nO:丁 cooperatesWith O:子\nO:甲 receivedAward A:金奖\nO:乙 receivedAward A:金奖"


def test_two_cliques_are_two_communities_named_by_their_best_tied_member() -> None:
    rows = analyses.communities(graph(TWO)).rows
    assert [(row.name, row.size) for row in rows] == [("乙", 5), ("丑", 4)]
    assert rows[0].about == ("金奖",)
    assert rows[0].inside == round(16 / 17, 3)  # 8 facts inside count twice, one leads out
    assert set(rows[1].members) == set("子丑寅卯")


def test_components_by_size_then_name() -> None:
    rows = analyses.components(graph(CHAIN + "\nO:戊\nO:子 cooperatesWith O:丑")).rows
    found = [(row.rank, row.name, row.size, row.facts) for row in rows]
    assert found == [(1, "丙", 4, 3), (2, "丑", 2, 1), (3, "戊", 1, 0)]


# --- awards


def test_districts_share_what_their_organisations_have(towns: nx.MultiDiGraph[str]) -> None:
    rows = analyses.districts(towns).rows
    assert [(row.name, row.other, row.things) for row in rows] == [("临东区", "临西区", ("省级绿色工厂", "链长制"))]
    assert rows[0].jaccard == round(2 / 7, 3)
    assert names(analyses.districts(towns, by="program")) == ["临东区"]


def test_a_district_and_one_inside_it_are_no_pair() -> None:
    made = graph("D:东区 locatedIn D:东府\nD:东区 receivedAward A:金奖\nD:东府 receivedAward A:金奖")
    assert analyses.districts(made).rows == ()


def test_leaders_count_distinct_awards_by_level_with_ties(towns: nx.MultiDiGraph[str]) -> None:
    rows = analyses.leaders(towns).rows
    assert [(row.rank, row.name, row.awards, row.national, row.provincial, row.municipal) for row in rows] == [
        (1, "临东区", 4, 2, 1, 1), (2, "临西区", 3, 1, 2, 0),
    ]
    level = analyses.leaders(towns, level="省级").rows
    assert [(row.rank, row.name, row.awards) for row in level] == [(1, "临西区", 2), (2, "临东区", 1)]
    year = analyses.leaders(towns, of="organisation", year="2023").rows
    assert [(row.rank, row.name) for row in year] == [(1, "乙制药公司")]  # by its article's date
    tied = analyses.leaders(towns, of="organisation", level="国家级").rows
    assert [(row.rank, row.name) for row in tied] == [(1, "丙电气公司"), (1, "甲电气公司")]


def test_rolled_up_a_city_has_what_its_districts_have(towns: nx.MultiDiGraph[str]) -> None:
    rows = analyses.leaders(towns, roll_up=True).rows
    assert [(row.rank, row.name, row.awards) for row in rows] == [(1, "临海府", 6), (2, "临东区", 4), (3, "临西区", 3)]
    assert names(analyses.leaders(towns, within="临海府")) == ["临东区", "临西区"]


def test_ladders_tell_who_climbed(towns: nx.MultiDiGraph[str]) -> None:
    rows = analyses.ladders(towns).rows
    assert [(row.name, row.order, row.family, row.lowest, row.highest, row.first, row.last) for row in rows] == [
        ("甲电气公司", "climbed", "绿色工厂", "市级", "国家级", "2020", "2024"),
        ("丙电气公司", "mixed", "匠心奖", "省级", "国家级", "2019", "2021"),
    ]
    assert rows[0].steps[0] == "2020 市级 市级绿色工厂"


def test_awards_of_one_year_are_no_climb() -> None:
    made = graph("O:甲 receivedAward A:市级匠心奖 year=2023\nO:甲 receivedAward A:省级匠心奖 year=2023")
    assert analyses.ladders(made).rows[0].order == "same_year"
    undated = graph("O:甲 receivedAward A:市级匠心奖\nO:甲 receivedAward A:省级匠心奖 year=2023")
    assert analyses.ladders(undated).rows[0].order == "undated"


def test_the_matrix_names_who_brought_an_award(towns: nx.MultiDiGraph[str]) -> None:
    cells = {(row.name, row.award): row.holders for row in analyses.matrix(towns)}
    assert cells["临东区", "省级绿色工厂"] == ("甲电气公司",)
    assert cells["临东区", "全国文明城区"] == ("临东区",)
    assert {row.award for row in analyses.matrix(towns, least=2)} == {"省级绿色工厂"}


def test_years_say_which_are_printed(towns: nx.MultiDiGraph[str]) -> None:
    rows = {row.year: row for row in analyses.years(towns)}
    assert list(rows) == ["2024", "2023", "2022", "2021", "2020", "2019"]
    assert (rows["2023"].awards, rows["2023"].printed, rows["2023"].provincial) == (2, 0, 1)
    assert (rows["2024"].awards, rows["2024"].printed) == (1, 1)


def test_alike_by_rare_things_in_common(towns: nx.MultiDiGraph[str]) -> None:
    rows = analyses.alike(towns).rows
    assert {rows[0].name, rows[0].other} == {"甲电气公司", "乙制药公司"}
    assert rows[0].shared == 2
    assert names(analyses.alike(towns, to="丙电气公司")) == ["丙电气公司", "丙电气公司"]
    # ln 2 for 链长制 (all three hold it), ln 2.5 for an award of two, ln 4 for one's own.
    assert [row.shared for row in analyses.alike(towns, least=2)] == [2]
    assert analyses.alike(towns, least=3).rows == analyses.alike(towns, least=3, limit=0).rows == ()
    both, own = math.log(2) + math.log(2.5), math.log(4)
    assert rows[0].similarity == round(both / (both + 2 * own), 6)


@pytest.mark.parametrize(("name", "level"), [
    ("国家级绿色工厂", "国家级"), ("省级绿色工厂", "省级"), ("中国工业百强区", "国家级"), ("青岛市市长质量奖", "市级"),
    ("山东省省长质量奖", "省级"), ("上海市市长质量奖", "省级"), ("“好品山东”品牌", "省级"), ("青岛优品", "市级"),
    ("世界500强", "国际级"), ("区级名师", "区县级"), ("泰山品质", ""), ("胶州市优秀企业", "区县级"),
    ("市政府质量管理奖", "市级"), ("省科学技术进步奖一等奖", "省级"), ("市场监管先进单位", ""),
])
def test_an_awards_name_says_its_level(name: str, level: str) -> None:
    assert level_of(name) == level


def test_else_its_giver_says_it() -> None:
    made = graph("O:甲 receivedAward A:匠心杯\nA:匠心杯 presentedBy O:浙江省经济和信息化厅")
    assert analyses.leaders(made, of="organisation").rows[0].provincial == 1


# --- around, between, missing


def test_ego_gives_facts_by_distance(towns: nx.MultiDiGraph[str]) -> None:
    own = analyses.ego(towns, "链长制").rows
    assert [(row.step, row.name) for row in own] == [(1, "丙电气公司"), (1, "乙制药公司"), (1, "甲电气公司")]
    two = analyses.ego(towns, "链长制", steps=2).rows
    assert {row.step for row in two} == {1, 2}
    assert ("甲电气公司", "locatedIn", "临东区") in {(row.name, row.predicate, row.other) for row in two}
    assert ("临东区", "locatedIn", "临海府") not in {(row.name, row.predicate, row.other) for row in two}


def test_paths_come_shortest_first_with_their_sentences(towns: nx.MultiDiGraph[str]) -> None:
    answer = analyses.path(towns, "甲电气公司", "乙制药公司")
    walks = [[row.other for row in answer if row.path == number] for number in (1, 2)]
    # Both go over one thing in common; the award has two ties, the program three.
    assert walks == [["省级绿色工厂", "省级绿色工厂"], ["链长制", "链长制"]]
    assert answer[0].sentence == "O:甲电气公司 receivedAward A:省级绿色工厂 year=2022"
    longer = analyses.path(towns, "甲电气公司", "乙制药公司", longer=2, limit=0)
    assert max(row.step for row in longer) == 4
    assert dict(longer.notes[0].values)["all"] == "4"  # also 东区–临海府–西区 and 链长制–丙–西区


def test_links_are_guesses_by_adamic_adar() -> None:
    made = graph("""
        O:甲 receivedAward A:金奖
        O:乙 receivedAward A:金奖
        O:甲 participatesIn P:链
        O:乙 participatesIn P:链
        O:甲 cooperatesWith O:丙
    """)
    answer = analyses.links(made)
    found = {(row.name, row.predicate, row.other): row.score for row in answer}
    assert found["乙", "cooperatesWith", "甲"] == round(2 / math.log(2), 6)
    assert answer.rows[0].common == ("金奖", "链")
    assert "guesses" in [note.key for note in answer.notes]
    assert len(answer) == 1
    assert analyses.links(made, by="resource").rows[0].score == 1.0
    about = analyses.links(made, of="丙", least=1)
    assert {name for row in about for name in (row.name, row.other)} == {"丙", "金奖", "链"}


# --- changes

PERIODS = """
O:甲 receivedAward A:金奖 on=2023-02-01
O:甲 receivedAward A:金奖 on=2024-02-01
O:甲 participatesIn P:链 on=2024-02-01
O:乙 receivedAward A:金奖 on=2023-02-01
O:丙 receivedAward A:金奖 on=2024-03-01
O:丁 receivedAward A:金奖
"""


def test_changes_between_two_periods() -> None:
    answer = analyses.changes(graph(PERIODS), since="2024")
    found = {(row.change, row.name, row.other): (row.before, row.after) for row in answer}
    assert found == {
        ("riser", "甲", ""): (1, 2), ("new_entity", "丙", ""): (0, 1), ("new_entity", "链", ""): (0, 1),
        ("gone_entity", "乙", ""): (1, 0), ("new_tie", "甲", "链"): (0, 1), ("new_tie", "丙", "金奖"): (0, 1),
        ("gone_tie", "乙", "金奖"): (1, 0),
    }
    assert dict(answer.notes[0].values)["undated"] == "1"
    february = analyses.changes(graph(PERIODS), since="2024", until="2024-02")
    assert "丙" not in names(february)


def test_changes_between_two_builds() -> None:
    old, new = graph("O:甲 receivedAward A:金奖\nO:乙"), graph("O:甲 receivedAward A:银奖\nO:甲 participatesIn P:链")
    found = {(row.change, row.name, row.other) for row in analyses.changes(new, before=old)}
    assert found == {
        ("riser", "甲", ""), ("new_entity", "银奖", ""), ("new_entity", "链", ""), ("gone_entity", "金奖", ""),
        ("gone_entity", "乙", ""), ("new_tie", "甲", "银奖"), ("new_tie", "甲", "链"), ("gone_tie", "甲", "金奖"),
    }


@pytest.mark.parametrize(("asked", "message"), [
    ({"since": "2030"}, "no dated fact from 2030-01-01 on; its dated articles run from 2023-02-01 to 2024-03-01"),
    ({"since": "2020"}, "no dated fact before 2020-01-01"),
    ({"since": "last May"}, "is no date; write 2024, 2024-05 or 2024-05-06"),
])
def test_a_period_without_data_says_what_there_is(asked: dict[str, str], message: str) -> None:
    with pytest.raises(Unanswerable, match=message):
        analyses.changes(graph(PERIODS), **asked)


# --- figures

NUMBERS = """
D:东区 高新技术企业=930家 period=2023年
D:西区 高新技术企业=1200家 period=2023年
D:南区 高新技术企业=930家 period=2023年
D:东区 高新技术企业=800家 period=2022年
D:东区 常住人口=310000人
D:东区 高新技术企业增长=16.3% period=2023年
O:甲 产值=12亿元
"""


def test_figures_are_placed_within_unit_and_period() -> None:
    rows = analyses.figures(graph(NUMBERS), "高新技术企业").rows
    assert [(row.period, row.place, row.name, row.value) for row in rows] == [
        ("2022年", 1, "东区", Decimal(800)), ("2023年", 1, "西区", Decimal(1200)),
        ("2023年", 2, "东区", Decimal(930)), ("2023年", 2, "南区", Decimal(930)),
    ]
    east = rows[2]
    assert (east.growth, east.per_head) == ("16.3%", "0.003")
    assert (rows[1].growth, rows[1].per_head) == ("", "")


def test_indicators_by_how_many_districts_have_them() -> None:
    rows = analyses.indicators(graph(NUMBERS)).rows
    assert (rows[0].indicator, rows[0].districts, rows[0].figures) == ("高新技术企业", 3, 4)
    with pytest.raises(Unanswerable, match="nearest: 高新技术企业"):
        analyses.figures(graph(NUMBERS), "高新企业")


# --- quality


def test_quality_counts_what_stands_alone() -> None:
    measured = {row.measure: row.value for row in analyses.quality(graph(CHAIN + "\nO:戊\nO:己 产值=1元"))}
    assert measured["isolated"] == round(2 / 6, 3)
    assert measured["silent"] == round(1 / 6, 3)
    assert measured["components"] == 3
    assert measured["single_source"] == 1
    assert measured["facts_per_article"] == 4


def test_suspects_are_aliases_of_two_and_aliases_without_a_common_character() -> None:
    made = graph(
        "O:临江港务集团\nO:临江水务集团\nO:东风厂\nP:优品\nA:优品\nO:东市政协\nO:西市政协",
        aliases={
            "O:临江港务集团": ("临江集团",), "O:临江水务集团": ("临江集团",), "O:东风厂": ("红旗",),
            "O:东市政协": ("市政协",), "O:西市政协": ("市政协",),
        },
    )
    found = {(row.reason, row.name, row.alias, row.other) for row in analyses.suspects(made)}
    assert found == {
        ("alias_of_two", "临江水务集团", "临江集团", "临江港务集团"),
        ("alias_without_common_character", "东风厂", "红旗", ""),
        ("name_of_two_types", "优品", "优品", "优品"),
    }


# --- what holds for every question


def test_an_empty_graph_and_one_that_is_not_ours_are_refused() -> None:
    for question in QUESTIONS.values():
        given = ["甲", "乙"][: len(question.names)]
        with pytest.raises(Unanswerable, match="the graph is empty"):
            question.answer(graph(""), *given)
        alien = nx.MultiDiGraph()
        alien.add_edge("a", "b")
        with pytest.raises(Unanswerable, match="not a Pressgraph graph"):
            question.answer(alien, *given)


def test_an_unknown_entity_is_answered_with_the_nearest_names() -> None:
    made = graphs.of(sample())
    with pytest.raises(Unanswerable, match="no entity called 晨光电器; nearest: 晨光电气"):
        analyses.find(made, "晨光电器")
    assert analyses.find(made, "“晨光电气”") == "Organisation/临江市晨光电气有限公司"
    with pytest.raises(Unanswerable, match="give one of these ids"):
        analyses.find(graph("A:优品\nP:优品"), "优品")


def test_every_question_gives_the_same_rows_whatever_the_hash_seed_and_the_order_of_reading() -> None:
    program = (
        "import random, sys, networkx as nx\n"
        "from kg import graph as graphs\n"
        "from kg.analyses import QUESTIONS, Unanswerable\n"
        "from tests.bench.generate import knowledge\n"
        "made = graphs.of(knowledge(120, 400))\n"
        "other = nx.MultiDiGraph(**made.graph)\n"
        "dice = random.Random(int(sys.argv[1]))\n"
        "nodes, edges = list(made.nodes(data=True)), list(made.edges(keys=True, data=True))\n"
        "dice.shuffle(nodes); dice.shuffle(edges)\n"
        "other.add_nodes_from(nodes); other.add_edges_from(edges)\n"
        "order = sorted(made, key=lambda n: (-made.degree(n), n))\n"
        "given = {'ego': order[:1], 'path': order[:2], 'figures': ['产值']}\n"
        "for name, question in sorted(QUESTIONS.items()):\n"
        "    try: print(name, question.answer(other, *given.get(name, [])))\n"
        "    except Unanswerable as error: print(name, error)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program, seed], capture_output=True, text=True, check=True,
                       env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())}).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].count("\n") >= len(QUESTIONS)
