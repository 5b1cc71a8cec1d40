"""What pages have yielded before: one SQLite file, key → findings as JSON, each with its digest.

A key says everything that decides a page's findings: its bytes and name, and all code, lexicons
and libraries (`fingerprint`).  Nothing in the file is believed: a row whose digest does not fit
its key and content is a miss, a file SQLite stumbles over is set aside and begun anew.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from kg.installed import PACKAGE, folder
from kg.pages import File

LAYOUT = 1
LIBRARIES = (
    *("jieba", "rjieba", "ahocorasick-rs"),
    *("trafilatura", "htmldate", "pypdfium2", "python-docx", "charset-normalizer", "lxml"),
)
CODE = (".py", ".tsv", ".txt", ".ttl")

_TABLES = (
    "CREATE TABLE IF NOT EXISTS page (key TEXT PRIMARY KEY, digest BLOB NOT NULL, findings BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS about (layout INTEGER NOT NULL)",
)
_OUTER = (
    *(sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
)
"""SQLite's codes for what is no fault of the file."""
_CUT_OFF = sqlite3.SQLITE_IOERR_SHORT_READ


@cache
def fingerprint() -> str:
    """SHA-256 over all that decides what a page yields, but for the page: this package's code and
    lexicons, the ontology, the versions of Python, Unicode and the libraries that read."""
    known = hashlib.sha256(f"{LAYOUT} {platform.python_version()} {unicodedata.unidata_version}".encode())
    for library in LIBRARIES:
        known.update(f"{library} {_version(library)}\n".encode())
    for place in (PACKAGE, folder("ontology")):
        for path in sorted(path for path in place.rglob("*") if path.suffix in CODE and path.is_file()):
            known.update(path.relative_to(place).as_posix().encode())
            known.update(hashlib.sha256(path.read_bytes()).digest())
    return known.hexdigest()


def libraries() -> dict[str, str]:
    """Name → version of this package, Python, and the libraries that decide what is read."""
    return {"pressgraph": _version("pressgraph"), "python": platform.python_version()} | {
        library: _version(library) for library in LIBRARIES
    }


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def key(file: File) -> str:
    """The page's key: changes with its bytes, its name, its format and everything in fingerprint."""
    about = "\0".join((fingerprint(), file.name, file.format, file.sha256))
    return hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest()


class DamagedCache(Exception):
    """The cache file was no good and has been set aside; the message says so.  Begin again without it."""


class Cache:
    """Findings by key, in one SQLite file.

    A context manager.  Every method raises DamagedCache where the file proves corrupt, and
    sqlite3.Error where it cannot be read or written at all (a full disk, no permission).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._rows = sqlite3.connect(path, isolation_level="DEFERRED", timeout=60)
        self._run("PRAGMA synchronous = NORMAL")
        self._run("PRAGMA cell_size_check = ON")
        for table in _TABLES:
            self._run(table)
        if not self._run("SELECT layout FROM about"):
            self._run("INSERT INTO about VALUES (?)", LAYOUT)
        if self._run("SELECT layout FROM about") != [(LAYOUT,)]:
            raise self._set_aside("written by another version")
        self.commit()

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.commit()
        self._rows.close()

    def get(self, key: str) -> bytes | None:
        """The findings kept under the key; None where there are none to be trusted."""
        for digest, findings in self._run("SELECT digest, findings FROM page WHERE key = ?", key):
            if isinstance(findings, bytes) and digest == _digest(key, findings):
                return findings
        return None

    def put(self, key: str, findings: bytes) -> None:
        """Keeps the findings under the key; commit makes it last."""
        self._run("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", key, _digest(key, findings), findings)

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forgets every page but these: what was removed or changed."""
        self._run("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY) WITHOUT ROWID")
        for one in keys:
            self._run("INSERT OR IGNORE INTO kept VALUES (?)", one)
        self._run("DELETE FROM page WHERE key NOT IN (SELECT key FROM kept)")
        self.commit()

    def lost(self, name: str) -> DamagedCache:
        """The error for a page that was kept a moment ago and is no longer there, or makes no sense."""
        return self._set_aside(f"what it kept of {name} is gone")

    def commit(self) -> None:
        """Makes what was put last."""
        try:
            self._rows.commit()
        except sqlite3.DatabaseError as error:
            raise self._judged(error) from error

    def _run(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        try:
            return self._rows.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._judged(error) from error

    def _judged(self, error: sqlite3.DatabaseError) -> Exception:
        """The error itself where the disk or a right is at fault, DamagedCache where the file is."""
        code = getattr(error, "sqlite_errorcode", None)  # absent where Python could not decode a text
        return error if code is not None and code & 0xFF in _OUTER and code != _CUT_OFF else self._set_aside(str(error))

    def _set_aside(self, why: str) -> DamagedCache:
        """Moves the file out of the way, for whoever wants to look at it."""
        self._rows.close()
        aside = self.path.with_name(self.path.name + ".damaged")
        os.replace(self.path, aside)
        for tail in ("-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
        return DamagedCache(f"the cache {self.path} was damaged ({why}); kept as {aside.name}, a new one is begun")


def _digest(key: str, findings: bytes) -> bytes:
    """Over the key as well, so that a row under another page's key is noticed."""
    return hashlib.sha256(key.encode() + b"\0" + findings).digest()
