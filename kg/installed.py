"""Where the files that travel with the code lie: in a checkout, and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name`: lexicons, queries and templates inside the package; ontology and seeds at
    the top of a checkout, and under kg/data/ in a wheel (see [tool.setuptools] in pyproject.toml).

    FileNotFoundError where the installation lacks it.
    """
    for path in (PACKAGE / name, PACKAGE / "data" / name, PACKAGE.parent / name):
        if path.is_dir():
            return path
    raise FileNotFoundError(f"the installation of pressgraph lacks its folder '{name}'; install it again")
