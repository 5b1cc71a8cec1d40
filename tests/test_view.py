"""The page as written: what is in it, what is not, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import export, picture, view
from kg.model import Entity, Knowledge
from tests import sample, town
from tests.bench import generate

ROOT = Path(__file__).parents[1]


def held(html: str, name: str) -> Any:
    """What the page holds under a name, as its scripts read it."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def renamed(knowledge: Knowledge, name: str) -> Knowledge:
    """The sample with every name, alias, trigger and quote replaced by name."""
    entities = tuple(replace(entity, name=name, aliases=(name,)) for entity in knowledge.entities)
    proofs = {e: replace(e, passage=replace(e.passage, text=name)) for r in knowledge.relations for e in r.evidence}
    relations = tuple(
        replace(r, triggers=(name,), evidence=tuple(proofs[e] for e in r.evidence)) for r in knowledge.relations
    )
    return replace(knowledge, entities=entities, relations=relations)


def test_every_entity_and_relation_is_in_the_page_once() -> None:
    html = view.page(town.knowledge())
    knowledge = town.knowledge()
    names, groups, *_ = held(html, "nodes")
    assert names == [entity.name for entity in knowledge.entities]
    assert groups == [entity.type for entity in knowledge.entities]
    from_, to = held(html, "edges")
    number = {entity.id: f"n{k}" for k, entity in enumerate(knowledge.entities)}
    assert list(zip(from_, to, strict=True)) == [(number[r.subject], number[r.object]) for r in knowledge.relations]


def test_a_fact_leads_to_its_sentence_headline_date_and_file() -> None:
    facts = held(view.page(sample.knowledge()), "knowledge")
    predicate, qualifiers, confidence, triggers, evidence, conflicts = facts["relations"][0]
    assert facts["predicates"][predicate] == "receivedAward"
    assert (qualifiers, confidence, triggers, conflicts) == ({"batch": "首批", "year": "2024"}, 0.9, ["获评"], 0)
    [[article, sentence, rule]] = evidence
    said = sample.FIRST.passage
    assert facts["sentences"][sentence] == [said.text, said.start, said.end]
    page, headline, date, reporters = facts["articles"][article]
    assert facts["pages"][page][0] == "a.txt"
    assert (headline, date, reporters) == ("晨光电气获评省级绿色工厂", "2024-05-06", ["甲", "乙"])
    assert facts["rules"][rule] == "awarded"


def test_names_are_given_with_their_pinyin() -> None:
    facts = held(view.page(sample.knowledge()), "knowledge")
    syllables = {entity[0]: entity[5] for entity in facts["entities"]}
    assert syllables["District/临江市"] == ["lin jiang shi", "lin jiang", "quan shi"]
    assert syllables["Program/“链长制”"][0] == " lian zhang/chang zhi "  # the quotation marks have no sound


def test_a_division_lies_in_the_next_one_up_by_its_code() -> None:
    knowledge = town.knowledge()
    facts = held(view.page(replace(knowledge, relations=())), "knowledge")
    inside = {entity[0]: [facts["entities"][k][0] for k in entity[4]] for entity in facts["entities"]}
    assert inside[town.NANPING] == [town.HAIZHOU]
    assert inside[town.HAIZHOU] == inside[town.BEILING] == []


def test_the_page_asks_nothing_of_the_network() -> None:
    html = view.page(town.knowledge())
    markup = re.sub(r"<script>.*?</script>", "<script></script>", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", markup)
    assert "sourceMappingURL" not in html and "@import" not in html and "cdn" not in markup
    assert not re.search(r"\son\w+\s*=", re.sub(r"<style>.*?</style>", "", markup, flags=re.DOTALL))
    assert not re.search(r"\sstyle\s*=", markup)


def test_the_policy_admits_exactly_the_inline_scripts_and_style() -> None:
    html = view.page(town.knowledge())
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    blocks = [block for tag in ("script", "style") for block in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)]
    hashes = [f"sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}" for block in blocks]
    assert len(blocks) == 3 and all(f"'{one}'" in policy for one in hashes)
    assert policy.count("sha256-") == 3 and "unsafe" not in policy and "default-src 'none'" in policy


@pytest.mark.parametrize("name", [
    "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", '"};alert(1)//', "<!--<script>",
    "{{7*7}}{% raw %}",
    "]]>\u2028\u2029", "a\u0000b", "\u202egnp.exe", "\ud800", "&lt;b&gt;", "'`${1}",
])  # fmt: skip
def test_names_stay_text(name: str) -> None:
    clean = view.page(renamed(sample.knowledge(), "甲"), title="甲")
    html = view.page(renamed(sample.knowledge(), name), title=name)
    html.encode("utf-8")
    assert held(html, "nodes")[0][0] == name.replace("\ud800", "\ufffd")
    assert re.findall(r"<[a-zA-Z/!][^>]*>", html.split('id="nodes"')[0]) == re.findall(
        r"<[a-zA-Z/!][^>]*>", clean.split('id="nodes"')[0]
    )
    assert html.count("<script") == clean.count("<script") and html.count("</script") == clean.count("</script")


@given(st.text(max_size=40))
def test_any_name_comes_back_from_the_page_as_it_was(name: str) -> None:
    html = view.page(renamed(sample.knowledge(), name))
    assert held(html, "nodes")[0][0] == (name or " ")
    assert [entity[2] for entity in held(html, "knowledge")["entities"]] == [[name]] * 5


def test_the_same_knowledge_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib; from kg import view; from tests.bench import generate;"
        "print(hashlib.sha256(view.page(generate.knowledge(300, 700)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed, locale in (("0", "C"), ("77", "C.UTF-8"))
    }  # fmt: skip
    assert len(digests) == 1


def test_an_empty_graph_is_a_page_too() -> None:
    html = view.page(Knowledge((), (), (), (), ()))
    assert held(html, "nodes") == [[], [], [], [], [], []]


# ---- neighbourhoods

def test_a_focus_cuts_the_graph_to_so_many_links() -> None:
    knowledge = town.knowledge()
    one = view.neighbourhood(knowledge, town.FAIR, 1)
    assert {entity.id for entity in one.entities} == {town.FAIR, town.BEILING, town.SOCIETY}
    assert {(r.subject, r.object) for r in one.relations} == {(town.SOCIETY, town.FAIR), (town.FAIR, town.BEILING)}
    assert [page.name for page in one.pages] == ["a.txt"]
    two = view.neighbourhood(knowledge, town.FAIR, 2)
    assert {town.CHENGUANG, town.HAIZHOU, town.TABLE, town.CHAIN} <= {entity.id for entity in two.entities}
    assert held(view.page(knowledge, focus="首届海州仪器博览会", steps=1), "nodes")[0] == [e.name for e in one.entities]


def test_a_focus_is_found_by_id_name_or_short_name() -> None:
    knowledge = town.knowledge()
    for name in (town.CHENGUANG, "晨光电气有限公司", "晨光电气"):
        assert view.find(knowledge, name) == town.CHENGUANG


@pytest.mark.parametrize("name, words", [
    ("晨光", "names that contain it: .*晨光电气有限公司"), ("无此名", "no entity is called"), ("", "no entity"),
])  # fmt: skip
def test_an_unknown_focus_is_refused_with_what_would_be_right(name: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        view.find(town.knowledge(), name)


def test_a_focus_with_two_bearers_asks_for_an_id() -> None:
    knowledge = town.knowledge()
    twin = Entity("District/省级绿色工厂", "District", "", "省级绿色工厂", (), "", ())
    with pytest.raises(ValueError, match="Award/省级绿色工厂, District/省级绿色工厂"):
        view.find(replace(knowledge, entities=(*knowledge.entities, twin)), "省级绿色工厂")


def test_no_steps_is_no_neighbourhood() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        view.neighbourhood(town.knowledge(), town.FAIR, 0)


# ---- the picture

def links(knowledge: Knowledge) -> tuple[int, list[tuple[int, int]]]:
    number = {entity.id: k for k, entity in enumerate(knowledge.entities)}
    return len(number), [(number[r.subject], number[r.object]) for r in knowledge.relations]


def test_the_first_nodes_do_not_stand_on_one_another() -> None:
    drawn = picture.draw(*links(generate.knowledge(600, 1500)))
    first = [drawn.places[node] for node in drawn.order[: picture.FIRST]]
    near = [
        (a, b) for k, a in enumerate(first) for b in first[k + 1 :]
        if abs(a[0] - b[0]) < picture.BOX[0] * 0.5 and abs(a[1] - b[1]) < picture.BOX[1] * 0.5
    ]  # fmt: skip
    assert near == []


def test_linked_nodes_stand_nearer_than_others() -> None:
    size, pairs = links(generate.knowledge(400, 700))
    drawn = picture.draw(size, pairs)
    first = set(drawn.order[: picture.FIRST])

    def apart(a: int, b: int) -> float:
        return math.dist(drawn.places[a], drawn.places[b])

    linked = [apart(a, b) for a, b in pairs if a in first and b in first]
    every = [apart(a, b) for a in first for b in first if a < b]
    assert sum(linked) / len(linked) < 0.4 * sum(every) / len(every)


def test_neighbourhoods_are_what_links_hold_together() -> None:
    ring = [(0, 1), (1, 2), (2, 0)]
    pairs = [*ring, *((a + 3, b + 3) for a, b in ring), (2, 3)]
    drawn = picture.draw(7, pairs)
    assert drawn.communities[0] == drawn.communities[1] == drawn.communities[2]
    assert drawn.communities[3] == drawn.communities[4] == drawn.communities[5] != drawn.communities[0]
    assert drawn.order[-1] == 6  # the one without links comes last


def test_the_strongest_of_every_neighbourhood_comes_before_the_second_of_any_small_one() -> None:
    stars = [(hub, hub + k) for hub in (0, 10, 20) for k in (1, 2, 3)]
    order = picture.draw(30, stars).order
    assert set(order[:3]) == {0, 10, 20}


def test_leaves_of_a_hub_come_after_all_that_holds_the_graph_together() -> None:
    pairs = [(0, k) for k in range(1, 9)] + [(0, 9), (9, 10), (10, 11)]
    order = picture.draw(12, pairs).order
    assert set(order[-8:]) == set(range(1, 9))
    near = [[*range(1, 10)], *([0] for _ in range(8)), [0, 10], [9, 11], [10]]
    assert picture.leaves(near) == {0: list(range(1, 9))}


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30))
def test_any_graph_can_be_drawn(size: int, ends: list[tuple[int, int]]) -> None:
    pairs = [(a % size, b % size) for a, b in ends]
    drawn = picture.draw(size, pairs)
    assert len(drawn.places) == len(drawn.communities) == size and sorted(drawn.order) == list(range(size))


# ---- the command

def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", "view", *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "graph.ttl").write_text("".join(export.turtle(town.knowledge())), encoding="utf-8")
    return tmp_path


def test_kg_view_writes_the_page_of_a_graph(built: Path) -> None:
    done = run("graph.ttl", "--title", "海州", cwd=built)
    assert done.returncode == 0, done.stderr
    assert (built / "graph.html").read_text(encoding="utf-8") == view.page(town.knowledge(), title="海州")
    assert sorted(path.name for path in built.iterdir()) == ["graph.html", "graph.ttl"]


def test_kg_view_writes_a_neighbourhood_to_a_stream(built: Path) -> None:
    done = run(".", "--focus", "晨光电气", "--steps", "1", "--out", "-", cwd=built)
    assert done.returncode == 0 and done.stdout == view.page(town.knowledge(), focus="晨光电气", steps=1)


@pytest.mark.parametrize("words, told", [
    (["none.ttl"], "none.ttl"), (["graph.ttl", "--focus", "无此名"], "无此名"),
    (["graph.ttl", "--out", "no/folder/x.html"], "no/folder"),
])  # fmt: skip
def test_kg_view_says_what_is_wrong_and_writes_nothing(built: Path, words: list[str], told: str) -> None:
    done = run(*words, cwd=built)
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in built.iterdir()) == ["graph.ttl"]
