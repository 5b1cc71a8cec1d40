"""Times of graph.html beside what plain pyvis writes for the same graphs, in one run.

    python -m tests.bench.view [NODES ...] [--patience SECONDS]

For each size: seconds to generate, megabytes, seconds from opening until something is drawn, until it
stands still (plain pyvis: until its physics reports so, or patience ends), and milliseconds of a search
by pinyin from keystroke to suggestions (plain pyvis has no search).  Needs chromium and playwright.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyvis.network
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Late

from kg import view
from kg.model import Knowledge
from tests.bench import generate
from tests.browser import launched

SIZES = (500, 5_000, 20_000)

DRAWN, STILL = "drawn", "still"
CONDITIONS: dict[str, dict[str, str]] = {
    # Our picture has no physics: what is drawn stands still (tests/test_view_browser.py looks twice).
    "pressgraph": {DRAWN: "() => !!document.documentElement.dataset.drawn", STILL: "() => true"},
    # pyvis hides the picture behind a bar until its first 1,000 rounds of physics are over.
    "pyvis": {
        DRAWN: "() => { const bar = document.getElementById('loadingBar');"
        " return !!(window.network && network.body.nodeIndices.length && (!bar || bar.style.opacity === '0')); }",
        STILL: "() => network.physics.stabilized",
    },
}
SEARCH = """() => { const box = document.getElementById('query'); const times = [];
  for (const typed of ['linjiang', 'yxkj', '有限公司', '临江']) {
    box.value = typed; const start = performance.now();
    box.dispatchEvent(new Event('input')); times.push(performance.now() - start); }
  return times; }"""


def plain(knowledge: Knowledge) -> str:
    """The page of plain pyvis, as its manual does it."""
    network = pyvis.network.Network(directed=True, cdn_resources="in_line")
    for entity in knowledge.entities:
        network.add_node(entity.id, label=entity.name, group=entity.type)
    for relation in knowledge.relations:
        network.add_edge(relation.subject, relation.object, title=relation.predicate)
    return str(network.generate_html())


MAKERS: dict[str, Callable[[Knowledge], str]] = {"pressgraph": view.page, "pyvis": plain}


def window(browser: Browser) -> Page:
    # Asking a page again and again whether it is drawn needs eval, which our policy forbids.
    return browser.new_context(offline=True, bypass_csp=True, viewport={"width": 1440, "height": 900}).new_page()


def waited(page: Page, condition: str, until: float) -> bool:
    """Asks the page until the condition holds (True) or the clock passes until (False)."""
    try:
        page.wait_for_function(condition, timeout=max(until - time.perf_counter(), 0.1) * 1000, polling=10)
    except Late:
        return False
    return True


def opened(page: Page, html: str, name: str, patience: float) -> dict[str, float]:
    """Opens the page; seconds until it is drawn and until it is still, none where patience ended."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(html, encoding="utf-8")
        start = time.perf_counter()
        page.goto(file.as_uri(), wait_until="commit", timeout=0)
        marks = {}
        for mark, condition in CONDITIONS[name].items():
            if waited(page, condition, start + patience):
                marks[mark] = time.perf_counter() - start
        return marks


def row(browser: Browser, name: str, knowledge: Knowledge, patience: float) -> str:
    start = time.perf_counter()
    html = MAKERS[name](knowledge)
    seconds = time.perf_counter() - start
    page = window(browser)
    marks = opened(page, html, name, patience)
    search = f"{max(page.evaluate(SEARCH)):.0f} ms" if name == "pressgraph" else "none"
    page.context.close()
    told = [f"{marks[mark]:.2f} s" if mark in marks else f">{patience:.0f} s" for mark in (DRAWN, STILL)]
    size = f"{len(html.encode()) / 1e6:.1f} MB"
    counts = f"{len(knowledge.entities):7} {len(knowledge.relations):7}"
    return f"{name:10} {counts} {seconds:8.2f} s {size:>9} {told[0]:>9} {told[1]:>9} {search:>9}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="nodes; relations are three times as many")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds to wait for a page (default: 60)")
    given = parser.parse_args()
    view.page(generate.knowledge(100, 100))  # pypinyin's tables and our templates are read once
    print(f"{'page':10} {'nodes':>7} {'edges':>7} {'generate':>10} {'size':>9} {'drawn':>9} {'still':>9} {'search':>9}")
    with launched() as browser:
        for size in given.sizes:
            knowledge = generate.knowledge(size, size * 3)
            for name in MAKERS:
                print(row(browser, name, knowledge, given.patience), flush=True)


if __name__ == "__main__":
    main()
