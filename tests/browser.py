"""A page in real Chromium, without a network, for the tests that use it as a person does."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# Without these, Chromium talks to its maker in the background; the tests run with the network shut.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str:
    """The browser's path; the test is skipped, and under CI fails, where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "no chromium: apt-get install chromium fonts-noto-cjk, or name one in CHROMIUM"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return path


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


class Reader:
    """One person's window on one page; .faults are console errors, script errors, dialogs and requests."""

    def __init__(self, browser: Browser, html: str, folder: Path, **context: Any) -> None:
        self.file = folder / "graph.html"
        self.file.write_text(html, encoding="utf-8", newline="\n")
        settings = {"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN", "reduced_motion": "reduce"} | context
        self.context = browser.new_context(offline=True, accept_downloads=True, **settings)
        self.faults: list[str] = []
        self.page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        note = self.faults.append
        page.on("console", lambda one: note(f"console {one.text[:300]}") if one.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: note(f"error {error}"))
        page.on("dialog", lambda dialog: (note(f"dialog {dialog.message}"), dialog.dismiss()))
        local = ("file:", "blob:", "data:")
        page.on("request", lambda one: None if one.url.startswith(local) else note(f"request {one.url}"))
        page.on("popup", lambda popup: note(f"popup {popup.url}"))
        return page

    def open(self, fragment: str = "") -> Page:
        self.page.goto(f"{self.file.as_uri()}{'#' + fragment if fragment else ''}")
        self.page.wait_for_selector("html[data-drawn], #list-view:not([hidden])", state="attached")
        return self.page


@contextmanager
def reading(browser: Browser, html: str, **context: Any) -> Iterator[Reader]:
    """A window on a page; leaving it, nothing must have gone wrong in it."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(browser, html, Path(folder), **context)
        yield reader
        reader.context.close()
        assert reader.faults == [], reader.faults
