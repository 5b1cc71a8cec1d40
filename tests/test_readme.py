"""What README tells people to type, typed: every `sh` line and every `python` block, as a newcomer would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SET_UP = re.compile(r"pip install \S+( \S+)? && ")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def typed() -> Iterator[str]:
    """The `sh` lines, once each, without their comments and without installing again what is installed."""
    lines = (line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines())
    yield from dict.fromkeys(SET_UP.sub("", line) for line in lines if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with the demo pages, a home with pages of its own, and kg on the path."""
    home = tmp_path_factory.mktemp("home")
    shutil.copytree(ROOT / "seeds", home / "checkout" / "seeds")
    (home / "pages").mkdir()
    shutil.copy(ROOT / "seeds" / "lanchuan-ribao-2024-06-18.txt", home / "pages" / "a.txt")
    shutil.copy(ROOT / "seeds" / "beilan-ribao-2024-09-29.txt", home / "pages" / "b.txt")
    (home / "bin").mkdir()
    command = home / "bin" / "kg"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"HOME": str(home), "PATH": path, "PYTHONPATH": str(ROOT)}
    return home / "checkout", environment


def test_the_two_commands_come_first() -> None:
    first = [line.split("  #")[0].strip() for line in blocks("sh")[0].splitlines()]
    assert first == ["pip install . && kg build", "pip install '.[test]' && pytest"]


def test_every_line_works(newcomer: tuple[Path, dict[str, str]]) -> None:
    """In README's order, in one folder: later lines use what earlier ones wrote."""
    checkout, environment = newcomer
    lines = [line for line in typed() if line != "pytest"]
    assert lines[0] == "kg build" and len(lines) > 5
    for line in lines:
        done = subprocess.run(
            line, shell=True, cwd=checkout, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, f"{line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert done.stdout or "--quiet" in line or "--out" in line, f"{line} printed nothing"
    assert (checkout / "export" / "graph.html").is_file()


def test_what_it_shows_is_what_comes(newcomer: tuple[Path, dict[str, str]]) -> None:
    """A `$ command` in a text block prints the lines below it, in that order, among others."""
    checkout, environment = newcomer
    shown = [block.splitlines() for block in blocks("text") if block.startswith("$ ")]
    assert shown
    for command, *wanted in shown:
        done = subprocess.run(
            command[2:], shell=True, cwd=checkout, env=environment, capture_output=True, text=True, check=True
        )
        printed = iter(done.stdout.splitlines())
        assert [line for line in wanted if not any(one.startswith(line) for one in printed)] == []


def test_every_python_block_works(newcomer: tuple[Path, dict[str, str]]) -> None:
    checkout, environment = newcomer
    if not (checkout / "export").is_dir():
        subprocess.run(["kg", "build", "--quiet"], cwd=checkout, env=environment, check=True)
    program = "\n".join(blocks("python"))
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_files_and_options_it_names_exist() -> None:
    """Paths of the checkout in code marks are there; an option named in the running text is some command's."""
    prose = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
    marked = re.findall(r"`([^`]+)`", prose)
    paths = {path for code in marked for path in re.findall(r"^(?:kg|tests|seeds|ontology|\.ci)/[\w./*-]*$", code)}
    assert not [path for path in paths if not any(ROOT.glob(path.rstrip("/")))]
    sources = [path for folder in ("kg", "tests/bench") for path in (ROOT / folder).rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in sources)
    options = {option for code in marked for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", code)} - {"--strict"}
    parameters = {name for path in (ROOT / "kg/queries").glob("*.rq") for name in _parameters(path)}
    assert not {option for option in options if f'"{option}"' not in source} - parameters


def _parameters(question: Path) -> list[str]:
    """The parameters of a built-in question, as options."""
    return [f"--{name}" for name in re.findall(r"^# @param (\w+)", question.read_text(encoding="utf-8"), re.MULTILINE)]
