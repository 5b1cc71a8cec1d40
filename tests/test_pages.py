"""Reading: what is a page, what it is called, what its text is, and what is said of what is none."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from kg import formats, pages
from kg.formats import Unreadable
from kg.model import Page, Skipped

TEXT = "本报讯　临江市质量强市建设工作会议在市政府召开，会议研究部署了今年的重点工作。\n" * 3
TRADITIONAL = "本報訊　臨江市政府召開會議，研究部署今年的重點工作，這是我們的經驗。\n" * 3


def read(*inputs: Path) -> list[Page | Skipped]:
    return list(pages.read(inputs))


def only(path: Path) -> Page:
    (page,) = read(path)
    assert isinstance(page, Page), page
    return page


def reason(path: Path) -> str:
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped), skipped
    return skipped.reason


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *((e, TEXT) for e in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk")),
        ("big5", TRADITIONAL.replace("\u3000", "")),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert only(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_two_broken_bytes_cost_two_characters_at_most(tmp_path: Path, encoding: str) -> None:
    content = TEXT.encode(encoding)
    (tmp_path / "a.txt").write_bytes(content[:90] + b"\xff\xff" + content[90:])
    text = only(tmp_path / "a.txt").text
    assert text.startswith(TEXT[:20]) and text.endswith(TEXT[-40:]) and "\ufffd" in text


def test_line_ends_are_one_character_and_nothing_else_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("甲\r\n　乙\r丙\n\x0b丁\u2028".encode())
    assert only(tmp_path / "a.txt").text == "甲\n　乙\n丙\n\x0b丁\u2028"


def test_names_are_paths_in_the_folder_sorted_and_unique(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "README.md", ".hidden.txt", "b/.git/x.txt", "c.MD"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name} 是一页。", encoding="utf-8")
    assert [page.name for page in read(tmp_path)] == ["a.txt", "c.MD", "b/1.txt", "b/2.txt"]
    other = tmp_path / "other" / "a.txt"
    other.parent.mkdir()
    other.write_text("另一页。", encoding="utf-8")
    names = [page.name for page in read(tmp_path / "a.txt", other, tmp_path / "a.txt")]
    assert names == ["a.txt", "other/a.txt"], "the same file once, two files of one name told apart"


def test_outputs_of_a_build_and_the_folder_to_write_are_no_pages(tmp_path: Path) -> None:
    (tmp_path / "out" / ".pressgraph").mkdir(parents=True)
    (tmp_path / "out" / "graph.html").write_text("<p>x")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "x.txt").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    assert [page.name for page in pages.read([tmp_path], outside=[tmp_path / "new"])] == ["a.txt"]


def test_names_carry_no_controls_and_no_way_out(tmp_path: Path) -> None:
    for raw in (b"a\nb.txt", b"\xff\xfe.txt", "a\u202etxt.txt".encode(), b"\x1b[31m.txt", "\ufffe.txt".encode()):
        with open(os.path.join(os.fsencode(tmp_path), raw), "wb") as file:
            file.write("一页。".encode())
    names = {page.name for page in read(tmp_path)}
    assert names == {"a\\x0ab.txt", "\\xff\\xfe.txt", "a\\u202etxt.txt", "\\x1b[31m.txt", "\\ufffe.txt"}


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(".", target_is_directory=True)
    (tmp_path / "round.txt").symlink_to("round.txt")
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8")
    told = {one.name: one.reason for one in read(tmp_path) if isinstance(one, Skipped)}
    assert set(told) == {"fifo.txt", "zero.txt", "gone.txt", "loop", "round.txt", "picture.jpg"}
    assert told["fifo.txt"] == told["zero.txt"] == "not a regular file"
    assert "unknown file type .jpg; known: .txt" in told["picture.jpg"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert "Permission denied" in reason(tmp_path / "a.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert reason(tmp_path / "a.txt") in ("empty file", "no text in it")


@pytest.mark.parametrize("content", [bytes(range(256)) * 9, b"\x00" * 99, b"\x89PNG\r\n" + bytes(range(128, 256)) * 9])
def test_binary_named_txt(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert reason(tmp_path / "a.txt").startswith("no text")


def test_one_nul_among_much_text_stays_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "\x00" + TEXT, encoding="utf-8")
    assert only(tmp_path / "a.txt").text[len(TEXT)] == "\x00"


def test_a_page_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一页。")
    real = os.fstat
    ticks = iter(range(1, 1000))

    def growing(handle: int) -> os.stat_result:
        os.utime(path, ns=(next(ticks), next(ticks)))
        return real(handle)

    monkeypatch.setattr(os, "fstat", growing)
    assert reason(path) == "changed while it was being read"


# --- JSONL ---------------------------------------------------------------------------------------


def lines(tmp_path: Path, *rows: object) -> list[Page | Skipped]:
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return read(path)


def test_jsonl(tmp_path: Path) -> None:
    told = {"title": "喜报", "date": "2024年5月6日", "source": "临江日报", "url": "https://a.example/1"}
    rows = [{"text": "甲", **told}, {"text": "乙", "id": "../../x y"}, {"text": "丙", "id": 7}]
    first, second, third = lines(tmp_path, *rows)
    assert isinstance(first, Page) and isinstance(second, Page) and isinstance(third, Page)
    assert (first.name, first.text, first.format) == ("wire.jsonl#1", "喜报\n\n甲", "jsonl")
    assert (first.title, first.date, first.source, first.url) == ("喜报", "2024-05-06", "临江日报", "https://a.example/1")
    assert (second.name, third.name) == ("wire.jsonl#.._.._x_y", "wire.jsonl#7")


def test_jsonl_names_stay_unique(tmp_path: Path) -> None:
    rows = [{"text": "甲", "id": "2"}, {"text": "乙"}, {"text": "丙", "id": "2"}]
    assert [page.name for page in lines(tmp_path, *rows)] == ["wire.jsonl#2", "wire.jsonl#2~2", "wire.jsonl#3~2"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[1, 2", "no JSON: "),
        ("3", "a line must be an object"),
        ('{"title": "x"}', "text is missing"),
        ('{"text": NaN}', "text must be a string"),
        ('{"text": "a", "text": "b"}', "a field stands twice"),
        ('{"text": "a", "source": [1]}', "source must be a string"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": "' + "x", "no JSON: "),
    ],
)
def test_jsonl_lines_that_are_no_article(tmp_path: Path, line: str, told: str) -> None:
    fine, broken = lines(tmp_path, {"text": "好"}, line)
    assert isinstance(fine, Page)
    assert isinstance(broken, Skipped) and broken.name == "wire.jsonl#2" and told in broken.reason


def test_halves_of_characters_become_one_replacement_each(tmp_path: Path) -> None:
    (page,) = lines(tmp_path, '{"text": "甲\\ud800乙\\udc00丙\\ud83d\\ude00"}')
    assert isinstance(page, Page) and page.text == "甲\ufffd乙\ufffd丙😀"


def test_jsonl_gz_and_its_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "wire.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"text": "甲"}).encode() + b"\n"))
    assert only(path).name == "wire.jsonl.gz#1"
    path.write_bytes(path.read_bytes()[:-6])
    assert "broken gzip" in read(path)[-1].reason  # type: ignore[union-attr]
    monkeypatch.setattr(pages, "MAX_BYTES", 2**16)
    path.write_bytes(gzip.compress(b"x" * 2**24))
    assert "line too long" in reason(path)
    path.write_bytes(gzip.compress(b"\n" * 2**26))
    assert "unpacks too far" in read(path)[-1].reason  # type: ignore[union-attr]


# --- other formats -------------------------------------------------------------------------------

ARTICLE = "<p>临江市晨光电气有限公司近日获评省级绿色工厂，这是全市第十二家获得这一称号的企业。</p>" * 4


def test_html(tmp_path: Path) -> None:
    head = '<html><head><meta charset="gb2312"><title>喜报</title></head><body><nav><a href="/">首页</a></nav>'
    (tmp_path / "a.html").write_bytes(f"{head}<article><h1>喜报</h1>{ARTICLE}</article></body></html>".encode("gbk"))
    page = only(tmp_path / "a.html")
    assert page.text.startswith("喜报") and page.text.count("喜报") == 1
    assert "临江市晨光电气有限公司近日获评省级绿色工厂" in page.text and "首页" not in page.text


@pytest.mark.parametrize(
    "html",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><body>&b;</body></html>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body>&a;</body></html>',
        "<html>" + "<div>" * 50_000,
        "",
        "<",
    ],
)
def test_html_without_an_article_is_named_and_fetches_nothing(tmp_path: Path, html: str) -> None:
    (tmp_path / "a.html").write_text(html)
    (told,) = read(tmp_path / "a.html")
    if isinstance(told, Page):
        assert Path("/etc/hostname").read_text().strip() not in told.text and len(told.text) < 100
    else:
        assert told.reason


def docx(**parts: str) -> bytes:
    """A small DOCX by the format's own rules, its document.xml or other parts as given."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph.format('乙')}</w:tc></w:tr></w:tbl>"
    body = paragraph.format("甲") + table
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
    } | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def test_docx() -> None:
    assert formats.docx(docx()).text == "甲\n乙"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (docx(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "declares a DTD"),
        (docx(**{"word/document.xml": '<!DOCTYPE a SYSTEM "http://a.example/x.dtd"><a/>'}), "declares a DTD"),
        (docx(**{"word/document.xml": "<a>" + " " * (formats.MAX_DOCX + 1) + "</a>"}), "unpacks to more than"),
        (docx(**{"word/document.xml": "<a>"}), "broken DOCX"),
        (b"PK\x03\x04 no zip", "broken DOCX"),
    ],
    ids=["entities", "external", "bomb", "cut", "no zip"],
)
def test_docx_refused(content: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        formats.docx(content)


def test_pdf_is_told_from_a_broken_one() -> None:
    with pytest.raises(Unreadable, match="broken PDF"):
        formats.pdf(b"%PDF-1.4 and no more")


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO("一页。\r\n".encode("gb18030") * 20)

    monkeypatch.setattr(sys, "stdin", Stream)
    (page,) = pages.read(["-"])
    assert isinstance(page, Page) and page.name == "stdin" and page.text.startswith("一页。\n")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        *((day, "2024-05-06") for day in ("2024-05-06", "2024/5/6 10:00", "2024年5月6日", "20240506")),
        *((none, "") for none in ("2024-13-06", "5月6日", "", "2024-05")),
    ],
)
def test_dates_of_fields(printed: str, iso: str) -> None:
    assert formats.iso_date(printed) == iso


def test_hostile_files_are_read_or_named(shared: Path) -> None:
    """Every JSON of JSONTestSuite as a line: an article, or a reason that names it; nothing raised."""
    for path in sorted((shared / "hostile" / "json").glob("*.json")):
        content = path.read_bytes()
        try:
            pages.parse(pages.File(path.name, "jsonl", content))
        except Unreadable as error:
            assert str(error)
