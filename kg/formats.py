"""Bytes → text: encodings, HTML, PDF, DOCX.

Every function may be handed anything by anybody.  What it cannot read it refuses as Unreadable
with a reason for people; what may loop, eat memory or kill the process is the caller's to contain.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MAX_DOCX = 48 * 2**20
"""Unpacked XML of a DOCX: a newspaper's is under 5 MB, and as a tree it takes ten times its size."""

BINARY = 0.1
"""Share of control characters above which a file is no text (text has none, random bytes over half)."""

FAMILIAR = 0.15
"""Least share of very common characters in Chinese text (news: 0.25 to 0.45; misread bytes: under 0.05)."""

SAMPLE = 2**16
_ODD = ("Cc", "Cn", "Co", "Cs")

COMMON = frozenset(
    "，。、：；“”（）《》　的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
    "下过子说产种面方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去"
    "把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道"
    "命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头"
    "基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理市省委府企项目務個"
    "國會來時們這為對發經過說產種後學實業機體當應從還開關間與線數兩點條問題見長無現動進區員總報電話東書"
)

BOMS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


class Unreadable(Exception):
    """The file holds no page; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's text, and what its fields or metadata say about it ("" where they are silent)."""

    text: str
    title: str = ""
    date: str = ""
    source: str = ""
    url: str = ""


def plain(content: bytes) -> Extract:
    """A text file."""
    return Extract(decode(content))


def decode(content: bytes, label: str = "") -> str:
    """Text of unknown encoding (label: what its maker called it); bytes that fit nowhere become U+FFFD.

    Raises Unreadable where no encoding gives text.
    """
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _textual(content.decode(encoding, "replace"))
    for encoding in ("utf-8", _python_name(label)):
        try:
            return _textual(content.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue  # the next guess
    return _textual(content.decode(_likeliest(content), "replace"))


def iso_date(text: str) -> str:
    """The day a date field begins with, as 2024-05-06; "" where it is none."""
    found = re.match(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})(?!\d)", text, re.ASCII)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def sniff(content: bytes) -> str:
    """The format of a stream that has no name."""
    head = content[:512].lstrip().lower()
    for start, kind in ((b"%pdf", "pdf"), (b"pk\3\4", "docx"), (b"<!doctype html", "html"), (b"<html", "html")):
        if head.startswith(start):
            return kind
    return "txt"


def _python_name(label: str) -> str:
    """GB2312 and GBK are read as GB18030, their superset, as browsers do."""
    label = label.strip().lower()
    if label in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "csgb2312"):
        return "gb18030"
    return "big5hkscs" if label in ("big5", "big5-hkscs", "x-x-big5") else label or "utf-8"


def _textual(text: str) -> str:
    sample = text[:SAMPLE]
    odd = sum(c == "\ufffd" or (c not in "\t\n\r\f\v" and unicodedata.category(c) in _ODD) for c in sample)
    if odd > BINARY * len(sample) and odd > 1:
        raise Unreadable("no text: binary content or an unknown encoding")
    return text


def _likeliest(content: bytes) -> str:
    """The encoding under which the text is most like Chinese; a library's guess where it is like none."""
    best = max(ENCODINGS, key=lambda encoding: _familiarity(content[:SAMPLE].decode(encoding, "replace")))
    if _familiarity(content[:SAMPLE].decode(best, "replace")) >= FAMILIAR:
        return best
    from charset_normalizer import from_bytes

    guess = from_bytes(content[:SAMPLE]).best()
    if guess is None:
        raise Unreadable("no text: binary content or an unknown encoding")
    return guess.encoding


def _familiarity(text: str) -> float:
    """Share of very common characters among those beyond ASCII; a misread one counts against it twice."""
    foreign = [c for c in text if c > "\x7f"]
    common = sum(c in COMMON for c in foreign) - 2 * sum(c == "\ufffd" for c in foreign)
    return common / len(foreign) if foreign else 0.0


# --- HTML --------------------------------------------------------------------------------------

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01", "outputformat": "%Y-%m-%d"}
"""Only dates that stand in the page, and no clock: htmldate's own bound is today."""


def html(content: bytes) -> Extract:
    """The article of a web page, without menus and comments."""
    import trafilatura.settings

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    declared = _CHARSET.search(content[:4096])
    text = decode(content, declared[1].decode() if declared else "")
    found = trafilatura.bare_extraction(
        text, include_comments=False, with_metadata=True, favor_recall=True, date_extraction_params=dict(_DATES)
    )
    fields = found.as_dict() if isinstance(found, trafilatura.settings.Document) else found or {}
    body = fields.get("text") or ""
    if not body.strip():
        raise Unreadable("no article text found in the HTML")
    title, source, url, day = (" ".join(str(fields.get(n) or "").split()) for n in ("title", "sitename", "url", "date"))
    return Extract(body, title, iso_date(day), source, url)


# --- PDF ---------------------------------------------------------------------------------------


def pdf(content: bytes) -> Extract:
    """The text layer, sheets in order, each ended by an empty line."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(_pdf_reason(str(error))) from error
    text = "\n\n".join(_sheets(document))
    if not text.strip():
        raise Unreadable("PDF without a text layer (a scan?): run character recognition on it first")
    return Extract(text)


def _sheets(document: object) -> Iterator[str]:
    from pypdfium2 import PdfDocument, PdfiumError

    assert isinstance(document, PdfDocument)
    for number in range(len(document)):
        try:
            text = document[number].get_textpage().get_text_range()
        except PdfiumError as error:
            raise Unreadable(f"broken PDF: sheet {number + 1}: {error}") from error
        # U+FFFE is how PDFium marks a hyphen that a line's end has broken.
        yield text.replace("\ufffe\r\n", "").replace("\ufffe", "").replace("\x02", "").replace("\0", "")


def _pdf_reason(message: str) -> str:
    return "PDF needs a password" if "assword" in message else f"broken PDF: {message}"


# --- DOCX --------------------------------------------------------------------------------------


def docx(content: bytes) -> Extract:
    """Paragraphs and table cells in order, one a line."""
    import zlib

    import docx as python_docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        _harmless(content)
        document = python_docx.Document(io.BytesIO(content))
        text = "\n".join(_paragraphs(document))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, PackageNotFoundError, zlib.error, LxmlError, KeyError, ValueError, AttributeError,
            IndexError, NotImplementedError, OSError) as error:  # fmt: skip
        # python-docx states no errors of its own: a broken package fails wherever it is first missed.
        raise Unreadable(f"broken DOCX: {error or type(error).__name__}") from error
    properties = document.core_properties
    return Extract(text, " ".join((properties.title or "").split()))


def _harmless(content: bytes) -> None:
    """Refuses zip bombs, and XML that declares entities or points outside."""
    from xml.sax import ContentHandler, SAXException

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [part for part in package.infolist() if part.filename.lower().endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > MAX_DOCX:
            raise Unreadable(f"DOCX unpacks to more than {MAX_DOCX >> 20} MB of XML")
        for part in parts:
            try:
                parseString(package.read(part), ContentHandler(), forbid_dtd=True)
            except DefusedXmlException as error:
                raise Unreadable(f"DOCX refused: {part.filename} declares a DTD or entities") from error
            except (SAXException, RuntimeError) as error:
                raise Unreadable(f"broken DOCX: {part.filename}: {error}") from error


def _paragraphs(container: object) -> Iterator[str]:
    from docx.table import Table

    for piece in container.iter_inner_content():  # type: ignore[attr-defined]
        if not isinstance(piece, Table):
            yield piece.text
            continue
        for row in piece.rows:
            for cell in row.cells:
                yield from _paragraphs(cell)
