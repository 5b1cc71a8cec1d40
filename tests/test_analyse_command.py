"""kg analyse as typed: formats, the overview, every error with status 2 and what would be right."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg import export, graphml
from kg import graph as graphs
from kg.analyses import QUESTIONS
from kg.cli import main
from tests.made import knowledge
from tests.test_analyse import TOWNS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same graph as Turtle and GraphML."""
    folder = tmp_path_factory.mktemp("built")
    made = knowledge(TOWNS)
    (folder / "graph.ttl").write_text("".join(export.turtle(made)), encoding="utf-8")
    (folder / "graph.graphml").write_text("".join(graphml.write(graphs.of(made))), encoding="utf-8")
    return folder


def ask(*words: object) -> Result:
    return CliRunner().invoke(main, ["analyse", *map(str, words)])


def test_the_list_names_every_question_with_its_summary() -> None:
    lines = ask("--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(QUESTIONS)
    assert all(len(line.split()) > 3 for line in lines)


def test_every_question_has_help_with_an_example_and_columns() -> None:
    for name, question in QUESTIONS.items():
        shown = ask(name, "--help")
        assert shown.exit_code == 0
        assert f"kg analyse {name} export" in shown.stdout
        assert "Columns:" in shown.stdout
        for option in question.options:
            assert f"--{option.name.replace('_', '-')}" in shown.stdout


def test_without_a_name_it_prints_the_three_tables(built: Path) -> None:
    shown = ask(built)
    assert shown.exit_code == 0
    for title in ("Most connected", "Which districts share awards and programs", "Parts with no tie between them"):
        assert f"# {title}" in shown.stdout
    assert "甲电气公司" in shown.stdout


def test_turtle_graphml_and_folder_give_the_same_rows(built: Path) -> None:
    paths = (built, built / "graph.ttl", built / "graph.graphml")
    for name in ("central", "leaders", "ladders", "matrix", "communities", "quality"):
        shown = {ask(name, path, "--format", "json").stdout for path in paths}
        assert len(shown) == 1


def test_the_formats_hold_the_same_rows(built: Path) -> None:
    told = json.loads(ask("leaders", built, "--format", "json").stdout)
    assert told["rows"][0]["name"] == "临东区"
    assert told["rows"][0]["things"][0] == "全国文明城区"
    assert told["notes"] == ["a district also has what the organisations lying in it have"]
    text = ask("leaders", built, "--format", "csv").stdout
    assert text.startswith("\ufeffrank,name,id,awards,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["name"] for row in rows] == [row["name"] for row in told["rows"]]
    assert rows[0]["id"] == "District/临东区"
    marked = ask("leaders", built, "--format", "md").stdout.splitlines()
    assert marked[0].startswith("| rank | name | awards |") and marked[1].startswith("| --- |")
    assert len(marked) == 2 + len(rows)
    table = ask("leaders", built).stdout.splitlines()
    assert table[2].split()[:3] == ["1", "临东区", "4"]


def test_columns_stand_straight_beside_chinese(built: Path) -> None:
    from rich.cells import cell_len

    lines = ask("ladders", built).stdout.splitlines()
    at = cell_len(lines[0][: lines[0].index("type")])
    assert all(cell_len(line[: line.index("Organisation")]) == at for line in lines[2:])


def test_control_characters_markup_and_formulas_are_shown_not_run() -> None:
    from kg.analyses.output import FORMATS
    from tests.made import graph

    question = QUESTIONS["connected"]
    answer = question.answer(graph("O:=cmd|' receivedAward A:金\x1b[31m奖|<b>\nO:乙 receivedAward A:银奖"))
    shown = {form: write(answer, question.row) for form, write in FORMATS.items()}
    assert "\x1b" not in shown["table"] and "\x1b" not in shown["md"] and "\x1b" not in shown["csv"]
    assert "\\<b\\>" in shown["md"]
    cells = [cell for row in csv.reader(io.StringIO(shown["csv"].removeprefix("\ufeff"))) for cell in row]
    assert not any(cell.startswith("=") for cell in cells)


@pytest.mark.parametrize(("words", "message"), [
    (["leadrs", "GRAPH"], "no analysis 'leadrs'; nearest: leaders"),
    (["nowhere.ttl"], "no graph at nowhere.ttl: give graph.ttl, graph.graphml or a build folder"),
    (["central", "nowhere.ttl"], "no graph at nowhere.ttl"),
    (["ego", "GRAPH", "甲电器公司"], "no entity called 甲电器公司; nearest: 甲电气公司"),
    (["path", "GRAPH", "甲电气公司", "甲电气公司"], "are the same entity"),
    (["central", "GRAPH", "--by", "beauty"], "no measure 'beauty'; known: pagerank, degree, facts, betweenness"),
    (["leaders", "GRAPH", "--level", "宇宙级"], "known: 国际级, 国家级, 省级, 市级, 区县级"),
    (["leaders", "GRAPH", "--year", "1999"], "no awards for 1999 in this graph"),
    (["changes", "GRAPH"], "two periods need articles of two dates at least"),
    (["figures", "GRAPH", "产值"], "this graph holds no figures"),
    (["connected", "GRAPH", "--type", "Planet"], "no entity of type 'Planet' in this graph; there are: Award,"),
    (["ego", "GRAPH", "甲电气公司", "--steps", "0"], "--steps counts from 1"),
    (["all", "GRAPH", "--out", "FULL"], "holds other files: give --out a new or empty folder"),
])
def test_errors_say_what_would_be_right(built: Path, tmp_path: Path, words: list[str], message: str) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    put = {"GRAPH": built, "FULL": tmp_path}
    shown = ask(*(put.get(word, word) for word in words))
    assert shown.exit_code == 2
    assert message in shown.stderr
    assert not shown.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_files_that_are_no_graph_of_ours(tmp_path: Path) -> None:
    files = {
        "broken.ttl": "this is no turtle", "alien.ttl": "<http://a.example/> <http://a.example/p> 1 .", "empty.ttl": "",
        "broken.graphml": "<graphml", "alien.graphml": "<html/>",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        path = tmp_path / name
        for words in (["central", path], [path], ["all", path, "--out", tmp_path / "r"]):
            shown = ask(*words)
            assert shown.exit_code == 2, name
            assert shown.stderr.startswith("kg: ") and "Traceback" not in shown.stderr
    assert not (tmp_path / "r").exists()


def test_an_option_of_another_question_is_refused(built: Path) -> None:
    assert ask("central", built, "--level", "省级").exit_code == 2
