"""What a wheel must carry, so that the installed command works from any folder."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.installed import PACKAGE, folder

TOP = PACKAGE.parent


def listed() -> set[str]:
    return set(tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])


def test_every_package_is_listed() -> None:
    have = {".".join(path.parent.relative_to(TOP).parts) for path in PACKAGE.rglob("*.py")}
    assert have <= listed(), "add the missing folder to [tool.setuptools] packages in pyproject.toml"


@pytest.mark.parametrize("name", ["ontology", "seeds", "lexicons", "queries", "templates"])
def test_every_folder_is_found(name: str) -> None:
    assert any(Path(folder(name)).iterdir())


def test_a_missing_folder_is_told() -> None:
    with pytest.raises(FileNotFoundError, match="lacks its folder 'nothing'"):
        folder("nothing")
