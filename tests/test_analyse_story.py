"""tests/story.md, the worked example of README, typed by a newcomer beside the demo pages."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

ROOT = Path(__file__).parents[1]
STORY = (ROOT / "tests" / "story.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every line of sh and every block of python in order: what was typed → what it printed."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", desk / "seeds")
    printed: dict[str, str] = {}
    with contextlib.chdir(desk):
        for language, text in BLOCK.findall(STORY):
            if language == "python":
                with contextlib.redirect_stdout(io.StringIO()) as shown:
                    exec(compile(text, "story.md", "exec"), {})  # our own file, as a notebook would run it
                printed[text] = shown.getvalue()
                continue
            for typed in text.splitlines():
                assert typed.startswith("kg ")
                done = CliRunner().invoke(main, typed.split()[1:])
                assert done.exit_code == 0, f"{typed}\n{done.stderr}"
                printed[typed] = done.stdout
    printed["desk"] = str(desk)
    return printed


def test_every_step_prints_something(told: dict[str, str]) -> None:
    assert len(told) > 12
    silent = [typed for typed, shown in told.items() if not shown.strip() and "--quiet" not in typed]
    assert not silent


def test_the_notebooks_sentences_stand_in_the_pages(told: dict[str, str]) -> None:
    shown = next(text for typed, text in told.items() if typed.startswith("import kg"))
    quotes = re.findall(r"^   .*?: (.+) \((\S+), (\d+)–(\d+)\)$", shown, re.MULTILINE)
    assert len(quotes) >= 3
    for quote, page, start, end in quotes:
        if not page.endswith(".txt"):
            continue
        printed = (ROOT / "seeds" / page).read_text(encoding="utf-8")[int(start) : int(end)]
        assert set(quote) <= set(printed), f"{page}: {quote}"


def test_what_is_said_of_the_port(told: dict[str, str]) -> None:
    """seeds/lanchuan-ribao-2024-06-18.txt: selected in 2023, in the second batch."""
    shown = told["kg analyse ego graph 澜川港集团"]
    line = next(line for line in shown.splitlines() if "交通强国建设试点单位" in line)
    assert "receivedAward" in line and "2023" in line and "第二批" in line


def test_the_report_is_there(told: dict[str, str]) -> None:
    page = Path(told["desk"]) / "graph" / "report" / "index.html"
    assert "../graph.html#focus=" in page.read_text(encoding="utf-8")
