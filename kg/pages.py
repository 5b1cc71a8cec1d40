"""Files → Pages: what lies in the inputs, and the text that all offsets count in.

Two steps, because a build runs them in different processes: `find` lists and reads bytes and is
safe on any folder; `parse` turns one file's bytes into text and may be as slow, greedy or fatal
as a PDF wants it to be.  `read` is both, for one process.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import stat
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg import formats
from kg.formats import Extract, Unreadable
from kg.model import Page, Skipped

SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".jsonl.gz": "jsonl.gz",
}
MARKER = ".pressgraph"
"""A folder that holds this is the output of a build and no folder of pages."""

MAX_BYTES = 256 * 2**20
"""One file or JSONL line: far beyond any newspaper, and what one worker can hold several times."""

MAX_RATIO = 300
"""Unpacked bytes per packed byte of a .gz: articles reach 20, a bomb about 1,000."""

NOTES = re.compile(r"(?i)(readme|license|licence|changelog)(\.\w+)?")


@dataclass(frozen=True, slots=True)
class File:
    """One page as it lies on the disk: a file, or one line of a JSONL file."""

    name: str
    format: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read(inputs: Sequence[str | Path], outside: Iterable[Path] = ()) -> Iterator[Page | Skipped]:
    """Every page of the inputs in a fixed order; what cannot be read comes as Skipped with the reason."""
    for file in find(inputs, outside):
        if isinstance(file, Skipped):
            yield file
            continue
        try:
            yield parse(file)
        except Unreadable as error:
            yield Skipped(file.name, str(error))


def find(inputs: Sequence[str | Path], outside: Iterable[Path] = ()) -> Iterator[File | Skipped]:
    """The files of the inputs (files, folders, "-"), folders sorted by name; names are unique.

    Hidden files, README and LICENSE, folders named in outside and outputs of a build are no pages.
    """
    names: set[str] = set()
    seen: set[tuple[int, int]] = set()
    closed = {path.resolve() for path in outside}
    for given in inputs:
        for path, name in _listed(given, closed):
            for file in _opened(path, name, seen):
                yield _named(file, path, names)


def parse(file: File) -> Page:
    """The page's text and what the file says about it; raises Unreadable with the reason."""
    extract = READERS[file.format](file.content)
    text = _titled(extract.title, _plain(extract.text))
    if not text.strip():
        raise Unreadable("no text in it" if file.content.strip() else "empty file")
    return Page(file.name, text, file.sha256, file.format, extract.title, extract.date, extract.source, extract.url)


def printable(text: str) -> str:
    r"""The text with controls, marks of direction and non-characters as \x1b, \u202e: safe in terminal and name."""
    return "".join(_escaped(c) if unicodedata.category(c) in _UNPRINTED or _is_no_character(c) else c for c in text)


_UNPRINTED = ("Cc", "Cf", "Cs", "Zl", "Zp")


def _is_no_character(character: str) -> bool:
    """U+FFFE and its like, which Unicode will never assign and no RDF or XML may carry."""
    return ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


# --- listing -----------------------------------------------------------------------------------


def _listed(given: str | Path, closed: set[Path]) -> Iterator[tuple[Path | None, str | Skipped]]:
    """(path, page name) for every file of one input; path None is standard input."""
    if str(given) == "-":
        yield None, "stdin"
        return
    path = Path(given)
    if not path.is_dir():
        yield path, _safe(path.name)
        return
    problems: list[Skipped] = []
    for folder, below, files in os.walk(path, onerror=lambda error: problems.append(_denied(path, error))):
        here = Path(folder)
        links = [name for name in below if (here / name).is_symlink()]
        below[:] = sorted(name for name in below if name not in links and _open_folder(here / name, closed))
        for name in sorted(links):
            problems.append(Skipped(_relative(path, here / name), "a link to a folder is not followed"))
        for name in sorted(files):
            if not name.startswith(".") and not NOTES.fullmatch(name):
                yield here / name, _relative(path, here / name)
    for problem in problems:
        yield None, problem


def _open_folder(folder: Path, closed: set[Path]) -> bool:
    return not folder.name.startswith(".") and folder.resolve() not in closed and not (folder / MARKER).exists()


def _relative(base: Path, path: Path) -> str:
    return _safe(path.relative_to(base).as_posix())


def _safe(name: str) -> str:
    """A file name as text: undecodable bytes and control characters escaped."""
    return printable(os.fsencode(name).decode("utf-8", "backslashreplace"))


def _denied(base: Path, error: OSError) -> Skipped:
    return Skipped(_relative(base, Path(error.filename)), f"folder cannot be listed: {error.strerror}")


def _named(file: File | Skipped, path: Path | None, names: set[str]) -> File | Skipped:
    """The file under a name nobody has yet: 2024/p1.txt where p1.txt is taken."""
    if isinstance(file, Skipped):
        return file
    name, above = file.name, path.absolute().parent if path else None
    while name in names and above is not None and above.name:
        name, above = f"{_safe(above.name)}/{name}", above.parent
    number = 2
    while name in names:
        name, number = f"{file.name}~{number}", number + 1
    names.add(name)
    return File(name, file.format, file.content)


# --- bytes -------------------------------------------------------------------------------------


def _opened(path: Path | None, name: str | Skipped, seen: set[tuple[int, int]]) -> Iterator[File | Skipped]:
    if isinstance(name, Skipped):
        yield name
        return
    try:
        if path is None:
            yield from _from_stdin(name)
            return
        suffix = _suffix(name)
        if suffix not in SUFFIXES:
            yield Skipped(name, f"unknown file type {suffix or '(none)'}; known: {' '.join(SUFFIXES)}")
            return
        identity = path.stat()
        if not stat.S_ISREG(identity.st_mode):
            yield Skipped(name, "not a regular file")
        elif identity.st_size > MAX_BYTES and not suffix.startswith(".jsonl"):
            yield Skipped(name, f"larger than {MAX_BYTES >> 20} MB; split it")
        elif (identity.st_dev, identity.st_ino) not in seen:
            seen.add((identity.st_dev, identity.st_ino))
            yield from _read(path, name, SUFFIXES[suffix])
    except OSError as error:
        yield Skipped(_safe(name), f"cannot be read: {error.strerror or error}")


def _suffix(name: str) -> str:
    lower = name.lower()
    return ".jsonl.gz" if lower.endswith(".jsonl.gz") else Path(lower).suffix


def _from_stdin(name: str) -> Iterator[File | Skipped]:
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield Skipped(name, f"larger than {MAX_BYTES >> 20} MB; split it")
    else:
        yield File(name, formats.sniff(content), content)


def _read(path: Path, name: str, kind: str) -> Iterator[File | Skipped]:
    if kind == "jsonl":
        with path.open("rb") as lines:
            yield from _lines(lines, name, lambda: MAX_BYTES)
    elif kind == "jsonl.gz":
        packed = path.stat().st_size
        try:
            with gzip.open(path) as lines:
                yield from _lines(lines, name, lambda: max(MAX_BYTES, MAX_RATIO * packed) - lines.tell())
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield Skipped(name, f"broken gzip file: {error}")
    else:
        yield _steady(path, name, kind)


def _steady(path: Path, name: str, kind: str, tries: int = 3) -> File | Skipped:
    """The file's bytes, read while nobody wrote to it."""
    for _ in range(tries):
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            content = file.read(MAX_BYTES + 1)
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and len(content) == after.st_size:
            return File(name, kind, content)
    return Skipped(name, "changed while it was being read")


def _lines(lines: IO[bytes] | gzip.GzipFile, name: str, left: Callable[[], int]) -> Iterator[File | Skipped]:
    """One file per line that is not blank, named by its id or else its number: news.jsonl#12."""
    number, tails = 0, set[str]()
    while line := lines.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES or left() < 0:
            yield Skipped(f"{name}#{number}", "line too long or file unpacks too far: the rest of the file is not read")
            return
        if line.strip():
            tail = _identifier(line) or str(number)
            tail = tail if tail not in tails else f"{number}~{tail}"
            tails.add(tail)
            yield File(f"{name}#{tail}", "jsonl", line.strip(b"\r\n"))


def _identifier(line: bytes) -> str:
    """The article's own id, made safe; "" where the line gives none."""
    try:
        identifier = json.loads(line, parse_int=str).get("id")
    except (ValueError, RecursionError, AttributeError):
        return ""  # parse will say what is wrong with the line
    return re.sub(r"[^\w.-]+", "_", identifier)[:80] if isinstance(identifier, str) else ""


# --- text --------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Line ends as one character; halves of characters (JSON allows them) as U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _HALVES.search(text) else text


_HALVES = re.compile("[\ud800-\udfff]")


def _titled(title: str, text: str) -> str:
    """The text under its title, unless it stands there already."""
    return text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"


def _article(content: bytes) -> Extract:
    """One JSONL line: an object with text and, where known, title, date, source, url, id."""
    try:
        fields = json.loads(formats.decode(content), object_pairs_hook=_once, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise Unreadable(f"no JSON: {error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise Unreadable("no article: JSON nested too deeply") from error
    if not isinstance(fields, dict):
        raise Unreadable('no article: a line must be an object such as {"text": "…", "title": "…"}')
    for name in ("text", "title", "date", "source", "url"):
        if not isinstance(fields.get(name) or "", str):
            raise Unreadable(f"no article: {name} must be a string")
    if not (fields.get("text") or "").strip():
        raise Unreadable("no article: text is missing or empty")
    about = (fields.get(name) or "" for name in ("title", "date", "source", "url"))
    title, date, source, url = (" ".join(_plain(words).split()) for words in about)
    return Extract(fields["text"], title, formats.iso_date(date), source, url)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise Unreadable("no article: a field stands twice in it")
    return fields


READERS: dict[str, Callable[[bytes], Extract]] = {
    "txt": formats.plain,
    "md": formats.plain,
    "html": formats.html,
    "pdf": formats.pdf,
    "docx": formats.docx,
    "jsonl": _article,
}
