"""The pages of kg serve in real Chromium, which may reach nothing but the server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg import export
from kg.model import Entity
from tests.serving import served
from tests.town import knowledge, said

sync_api = pytest.importorskip("playwright.sync_api")
HOSTILE = "<img src=x onerror=alert(1)>“</script><script>alert(2)</script>"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    evil = Entity(f"Award/{HOSTILE}", "Award", "", HOSTILE, (), "", (said(0),))
    town = knowledge()
    town = replace(town, entities=tuple(sorted((*town.entities, evil), key=lambda entity: entity.id)))
    path = tmp_path_factory.mktemp("town") / "graph.ttl"
    path.write_text("".join(export.turtle(town)), encoding="utf-8")
    with served(path) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from tests.browser import launched

    with launched() as found:
        yield found


@pytest.fixture
def page(browser, url) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """A tab on the server; a script error, a dialog or a request to anywhere else fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=url, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    tab, faults = context.new_page(), []
    tab.on("pageerror", lambda error: faults.append(f"error {error}"))
    tab.on("dialog", lambda dialog: (faults.append(f"dialog {dialog.message}"), dialog.dismiss()))
    tab.on("request", lambda one: None if one.url.startswith((url, "data:")) else faults.append(f"request {one.url}"))
    tab.on("console", lambda one: faults.append(one.text) if "Content Security Policy" in one.text else None)
    yield tab
    context.close()
    assert faults == []


def test_a_question_is_asked_and_answered(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/")
    page.get_by_role("link", name="谁获得了某项荣誉？").click()
    page.get_by_label("荣誉名称（可只写一部分）").fill("绿色工厂")
    page.get_by_role("button", name="回答").click()
    assert "award=" in page.url
    assert page.locator("tbody tr").count() == 2
    page.get_by_role("link", name="云泽药业有限公司").first.click()
    assert page.locator("h1").inner_text() == "云泽药业有限公司"


def test_numbers_are_drawn_as_bars(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/ask/districts-by-awards")
    assert page.locator(".bar-row").count() == 3
    widths = [box["width"] for box in (rect.bounding_box() for rect in page.locator(".bar-fill").all())]
    assert widths[0] > 1.4 * widths[1] > 0
    assert page.locator(".bar-name").first.inner_text() == "海州市"


def test_an_entity_shows_the_sentence_and_its_place(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/search?q=chenguang")
    page.get_by_role("link", name="晨光电气有限公司").click()
    fact = page.locator("section.facts", has_text="获得荣誉").locator("li", has_text="省级绿色工厂").first
    assert "首批" in fact.inner_text() and "2024年" in fact.inner_text()
    quote = fact.locator("blockquote").first
    assert quote.is_visible() and "获评首批省级绿色工厂" in quote.inner_text()
    assert quote.locator("a.mark").count() >= 2
    quote.locator("footer a").click()
    assert "#char=" in page.url
    assert page.locator("li:target").count() == 1 and page.locator("li:target").is_visible()


def test_the_editor_paints_completes_and_runs(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/query")
    area = page.locator("textarea")
    assert page.locator(".editor-paint .s-keyword").first.inner_text() == "SELECT"
    area.fill("SELECT ?x WHERE { ?x ")
    area.press("End")
    area.press_sequentially("pg:rec")
    sync_api.expect(page.locator(".offers li code").first).to_have_text("pg:receivedAward")
    area.press("Enter")
    area.press_sequentially(" 绿色")
    page.locator(".offers li", has_text="省级绿色工厂").first.wait_for()
    page.locator(".offers li", has_text="省级绿色工厂").first.click()
    area.press_sequentially(" }")
    assert area.input_value().endswith("pg:receivedAward <https://pressgraph.example/id/Award/省级绿色工厂> }")
    assert page.locator(".editor-paint").inner_text().strip() == area.input_value().strip()
    area.press("Control+Enter")
    page.locator("tbody tr").first.wait_for()
    assert page.locator("tbody tr").count() == 2
    assert page.get_by_role("link", name="晨光电气有限公司").count() >= 1


def test_the_painted_text_lies_under_the_typed(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/query")
    typed, painted = page.locator("textarea").bounding_box(), page.locator(".editor-paint").bounding_box()
    assert abs(typed["x"] - painted["x"]) < 1 and abs(typed["y"] - painted["y"]) < 1
    style = "e => { const s = getComputedStyle(e); return [s.font, s.lineHeight, s.padding, s.whiteSpace].join('|') }"
    assert page.locator("textarea").evaluate(style) == page.locator(".editor-paint").evaluate(style)


def test_an_error_shows_its_place(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/query")
    page.locator("textarea").fill("SELECT ?x {\n ?x foo:bar ?y }")
    page.get_by_role("button", name="运行").click()
    told = page.get_by_role("alert").inner_text()
    assert "第 2 行第 5 列有误" in told and "query:2:5: unknown prefix 'foo:'" in told and told.rstrip().endswith("^")


def test_the_permalink_copies_itself(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/ask/top-winners")
    page.get_by_role("link", name="永久链接").click()
    page.get_by_role("link", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("/ask/top-winners?")


def test_hostile_names_run_nothing(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/search?q=onerror")
    link = page.locator(".found-list a").first
    assert link.inner_text().strip() == HOSTILE
    link.click()
    assert page.locator("h1").inner_text() == HOSTILE
    page.get_by_role("link", name="关系图").click()
    page.wait_for_timeout(500)
    page.goto("/query")
    page.locator("textarea").fill("onerror")
    page.locator("textarea").press("Control+Space")
    page.locator(".offers li").first.wait_for()
    page.goto("/ask/most-reported")
    page.goto("/ontology")


def test_a_dialog_would_be_noticed(browser, url) -> None:  # type: ignore[no-untyped-def]
    """The control: without our escaping and policy, the same name does run."""
    context = browser.new_context()
    tab, seen = context.new_page(), []
    tab.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    tab.set_content(f"<h1>{HOSTILE}</h1>")
    tab.wait_for_timeout(300)
    context.close()
    assert seen


def test_it_fits_a_telephone(page) -> None:  # type: ignore[no-untyped-def]
    page.set_viewport_size({"width": 390, "height": 800})
    for path in ("/", "/ask/awards-of?name=晨光", "/query", "/id/Organisation/晨光电气有限公司", "/id/Article/a.txt/1"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 392, path


def test_it_works_by_keyboard(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("yunze")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=yunze")
    assert page.get_by_role("link", name="云泽药业有限公司").is_visible()


def test_rebinding_a_name_to_this_machine_reads_nothing(browser, url) -> None:  # type: ignore[no-untyped-def]
    """A page of another site whose name is turned to 127.0.0.1 gets no answer from us."""
    from tests.browser import FLAGS, chromium

    port = url.rpartition(":")[2]
    flags = [*FLAGS, "--host-resolver-rules=MAP evil.test 127.0.0.1"]
    other = browser.browser_type.launch(executable_path=chromium(), args=flags)
    tab = other.new_page()
    reply = tab.goto(f"http://evil.test:{port}/sparql?query=ASK%7B%7D")
    status, content = reply.status, tab.content()
    other.close()
    assert status == 421 and "boolean" not in content
