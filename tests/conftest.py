"""What every test may ask for: the real pages beside the checkout, and how property tests draw."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("PRESSGRAPH_SHARED", ROOT.parent / "shared"))

# The same examples in every run, and no verdict by the clock: a test fails for what the code does.
settings.register_profile(
    "suite", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
# HYPOTHESIS_PROFILE=search looks for new examples, for a developer who has time.
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and gold beside the checkout; the test is skipped where there is none."""
    if not (SHARED / "seeds").is_dir():
        message = f"{SHARED}/seeds is not there: real pages are other people's text and no part of the checkout"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return SHARED


@pytest.fixture(scope="session")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Turtle of the made-up town."""
    # Imported here: most tests need neither.
    from kg import export
    from tests.town import knowledge

    path = tmp_path_factory.mktemp("town") / "graph.ttl"
    path.write_text("".join(export.turtle(knowledge())), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def store(turtle: Path) -> ox.Store:
    """The made-up town as the engine loads it."""
    from kg import engine

    return engine.load([turtle])
