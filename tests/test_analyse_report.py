"""The report: complete, in two languages, safe, the same bytes every time, and never over other people's files."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
import sys
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from click.testing import CliRunner

from kg.analyses import QUESTIONS, charts, output, picture, report, words
from kg.cli import main
from tests.made import graph
from tests.test_analyse import NUMBERS, PERIODS, TOWNS

HOSTILE = """
O:<img/src=x/onerror=alert(1)> receivedAward A:"};alert(1)// on=2023-01-01
O:<img/src=x/onerror=alert(1)> participatesIn P:</title><script>alert(1)</script> on=2024-01-01
O:{{7*7}} participatesIn P:</title><script>alert(1)</script>
O:javascript:alert(1) participatesIn P:</title><script>alert(1)</script>
D:'onmouseover='alert(1) 产值<b>=1元
"""


def page(text: str, link: str = "") -> str:
    return str(dict(report.files(graph(text), link))["index.html"])


def test_every_question_has_a_section_and_every_section_a_heading() -> None:
    html = lxml.html.fromstring(page(TOWNS + NUMBERS + PERIODS))
    asked = {section.get("id").split("-")[0] for section in html.iter("section")}
    assert asked >= set(QUESTIONS) - {"connected"}  # central shows the same and more
    for section in html.iter("section"):
        assert section.find("h2").text_content().strip()
    targets = {anchor.get("href") for anchor in html.xpath("//nav//a")}
    assert targets == {f"#{section.get('id')}" for section in html.iter("section")}


def test_tables_and_csv_hold_the_same_rows() -> None:
    files = dict(report.files(graph(TOWNS), ""))
    rows = list(csv.DictReader(io.StringIO(files["rows/leaders.csv"].removeprefix("\ufeff"))))
    html = lxml.html.fromstring(files["index.html"])
    shown = html.xpath("//section[@id='leaders']//tbody/tr/td[contains(@class,'name')]")
    assert [cell.text_content() for cell in shown] == [row["name"] for row in rows] == ["临东区", "临西区"]
    links = html.xpath("//p[@class='source']/a/@href")
    assert set(links) == {name for name in files if name.startswith("rows/")}


def test_names_lead_into_the_interactive_graph() -> None:
    html = lxml.html.fromstring(page(TOWNS, "../graph.html"))
    (link,) = set(html.xpath("//section[@id='leaders']//td/a[text()='临东区']/@href"))
    where, _, fragment = link.partition("#")
    assert where == "../graph.html"
    assert dict(part.split("=") for part in fragment.split("&")).keys() == {"focus", "n"}
    assert unquote(fragment) == "focus=District/临东区&n=District/临东区"
    assert not lxml.html.fromstring(page(TOWNS)).xpath("//td/a")


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    text = page(TOWNS)
    html = lxml.html.fromstring(text)
    policy = html.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy and policy.startswith("default-src 'none'")
    assert not html.xpath("//script | //iframe | //object | //embed | //*[@style] | //img")
    assert not html.xpath("//@*[starts-with(name(), 'on')]")
    outside = [link for link in html.xpath("//@href | //@src") if re.match(r"\w+:", link) and link != "data:,"]
    assert not outside


def test_names_from_pages_never_become_markup() -> None:
    text = page(HOSTILE, "graph.html")
    html = lxml.html.fromstring(text)
    assert not html.xpath("//script | //img | //b")
    assert "{{7*7}}" in text and ">49<" not in text
    assert "<img/src=x/onerror=alert(1)>" in html.text_content()
    assert all(link.startswith(("#", "graph.html", "rows/", "data:,")) for link in html.xpath("//@href"))
    assert not html.xpath("//@*[starts-with(name(), 'on')]")


def test_every_text_is_there_in_both_languages() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path("kg/analyses").glob("*.py"))
    for key in set(re.findall(r"""note\(\s*"(\w+)""", source)):
        assert words.has(f"note.{key}"), key
    for question in QUESTIONS.values():
        assert words.has(f"question.{question.name}")
        assert words.has(f"about.{question.name}") or question.name == "connected"
        for column in output.columns(question.row, hidden=False):
            assert words.has(f"column.{column}"), column
    html = lxml.html.fromstring(page(TOWNS + NUMBERS + PERIODS))
    chinese, english = (len(html.xpath(f"//span[@lang='{language}' and not(@class)]")) for language in ("zh-CN", "en"))
    assert chinese == english > 100


def test_what_has_no_answer_says_why() -> None:
    html = lxml.html.fromstring(page("O:甲 cooperatesWith O:乙"))
    section = html.get_element_by_id("leaders")
    assert "no awards in this graph" in section.text_content()
    assert "rows/leaders.csv" not in dict(report.files(graph("O:甲 cooperatesWith O:乙"), ""))


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    made = graph(TOWNS + PERIODS)
    first, second = (dict(report.files(made, "graph.html")) for _ in range(2))
    assert first == second
    for name in ("a", "b"):
        report.save(made, tmp_path / "graph.ttl", tmp_path / name)
    for name in first:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_new_report_stands_in_for_the_old_one_and_for_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "report"
    report.save(graph(TOWNS), tmp_path / "graph.ttl", out)
    assert (out / "rows" / "leaders.csv").is_file()
    report.save(graph("O:甲 cooperatesWith O:乙"), tmp_path / "graph.ttl", out)
    assert not (out / "rows" / "leaders.csv").exists()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<h1>mine</h1>", encoding="utf-8")
    with pytest.raises(report.Occupied, match="new or empty folder"):
        report.save(graph(TOWNS), tmp_path / "graph.ttl", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "<h1>mine</h1>"


def test_from_the_command_line_beside_a_build(tmp_path: Path) -> None:
    from kg import export
    from tests.made import knowledge

    (tmp_path / "graph.ttl").write_text("".join(export.turtle(knowledge(TOWNS))), encoding="utf-8")
    (tmp_path / "graph.html").write_text("<p>", encoding="utf-8")
    shown = CliRunner().invoke(main, ["analyse", "all", str(tmp_path), "--out", str(tmp_path / "report")])
    assert shown.exit_code == 0
    assert shown.stdout.strip() == str(tmp_path / "report" / "index.html")
    assert 'href="../graph.html#focus=' in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


# --- charts


def test_bars_are_as_long_as_their_figures() -> None:
    svg = lxml.html.fromstring(charts.bars([charts.Bar("东区", (6.0,), "6"), charts.Bar("西区", (3.0,), "3")], "榜"))
    long, short = (float(rect.get("width")) + 1 for rect in svg.iter("rect"))
    assert long == pytest.approx(2 * short, abs=0.2)
    assert [text.text for text in svg.iter("text")] == ["东区", "6", "西区", "3"]
    assert svg.find(".//title").text == "榜"


def test_stacked_parts_stand_one_after_another_in_their_colours() -> None:
    svg = lxml.html.fromstring(charts.bars([charts.Bar("东区", (1.0, 0.0, 2.0), "3")], "榜"))
    one, two = svg.iter("rect")
    assert (one.get("class"), two.get("class")) == ("s0", "s2")
    assert float(two.get("x")) == pytest.approx(float(one.get("x")) + float(one.get("width")) + 1, abs=0.2)


def test_a_line_rises_where_its_figures_do() -> None:
    svg = lxml.html.fromstring(charts.lines(["2022", "2023", "2024"], [(1, "国家级", [0, 5, 10])], "历年"))
    points = [tuple(map(float, point.split(","))) for point in svg.find(".//polyline").get("points").split()]
    assert points[0][1] > points[1][1] > points[2][1]
    assert points[1][0] - points[0][0] == pytest.approx(points[2][0] - points[1][0], abs=0.2)


def test_long_labels_are_cut_and_kept_whole_in_the_title() -> None:
    name = "临江市第一机械制造与自动化装备股份有限公司"
    svg = lxml.html.fromstring(charts.bars([charts.Bar(name, (1.0,), "1")], "榜"))
    label = next(svg.iter("text")).text
    assert label.endswith("…") and name.startswith(label[:-1])
    assert name in [title.text for title in svg.iter("title")]


def test_one_value_or_none_breaks_no_chart() -> None:
    assert "<svg" in charts.bars([], "空")
    assert "<svg" in charts.lines(["2024"], [(0, "国际级", [0])], "一年")
    assert "<svg" in charts.matrix([], [], {}, "空")


# --- pictures

PNG = b"\x89PNG\r\n\x1a\n"


def test_pictures_are_drawn_with_a_key_and_in_colour() -> None:
    for text in (TOWNS, "O:<img> receivedAward A:甲&\nO:\x00\x1b receivedAward A:甲&"):
        files = dict(report.files(graph(text), "", pictures=True))
        drawn = [content for name, content in files.items() if name.startswith("pictures/")]
        assert drawn and all(isinstance(content, bytes) and content.startswith(PNG) for content in drawn)
    bars = charts.bars([charts.Bar("东区", (1.0, 2.0), "3")], "榜")
    keyed = lxml.html.fromstring(charts.keyed(bars, ["国家级", "省级"]))
    assert [text.text for text in keyed.iter("text")] == ["国家级", "省级", "东区", "3"]


def test_without_a_chinese_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    draw = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **options: draw(**options, skip_system_fonts=True))
    picture.has_chinese.cache_clear()
    with pytest.raises(picture.NoPicture, match="fonts-noto-cjk"):
        picture.png(charts.bars([charts.Bar("东区", (1.0,), "1")], "榜"))
    picture.has_chinese.cache_clear()


def test_without_resvg_it_names_the_extra_and_writes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(picture.NoPicture, match=r"pressgraph\[png\]"):
        report.save(graph(TOWNS), tmp_path / "graph.ttl", tmp_path / "out", pictures=True)
    assert not (tmp_path / "out" / "index.html").exists()
