"""Extraction quality keeps what it reached: F1 per text set and layer, against bench/floors.json.

A floor is raised when the figure rises, and lowered only in a commit that says why.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench import quality

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parent / "bench" / "floors.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls(shared: Path, name: str) -> None:
    counts = quality.measure(name, quality.scorer(), errors=False)
    reached = {layer: round(quality.figures(counts[layer])[2], 3) for layer in FLOORS[name]}
    fallen = {layer: (reached[layer], floor) for layer, floor in FLOORS[name].items() if reached[layer] < floor}
    assert not fallen, f"{name}: F1 now and floor"
