"""A build's files, all of them or none: written aside, then moved in place by a journal.

In the output folder, `.pressgraph/` holds the lock, the journal, what is being written and the
list of what was written last.  Until the journal is in place the old outputs stand untouched;
from then on the new ones are certain: whoever opens the folder next finishes what was begun.
The lock is the operating system's (flock), so a killed build leaves none behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kg.pages import MARKER

NEW, JOURNAL, MANIFEST, LOCK, HOLDER = "new", "journal.json", "manifest.json", "lock", "holder"
BUFFER = 2**20
LONGEST = 240
"""Bytes of a file name: most disks take 255, and ".txt" is added."""


class Busy(Exception):
    """Another build holds the folder; the message says which."""


@contextmanager
def locked(out: Path) -> Iterator[Path]:
    """Holds the output folder for one build and yields the empty folder to write into.

    Creates the folder; finishes a build that was killed while its files were moved; sweeps away
    what a failed one left.  Raises Busy, or OSError where the folder cannot be written.
    """
    home = out / MARKER
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Busy(f"{out} is being written by {_holder(home)}; wait for it, or choose another --out") from error
    try:
        (home / HOLDER).write_text(f"process {os.getpid()} on {platform.node()}\n", encoding="utf-8")
        finish(out)
        new = home / NEW
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        try:
            yield new
        finally:
            if not (home / JOURNAL).exists():
                shutil.rmtree(new, ignore_errors=True)
    finally:
        lock.release()


def _holder(home: Path) -> str:
    """Who holds the lock, as far as it has said so."""
    holder = home / HOLDER
    return (holder.read_text(encoding="utf-8", errors="replace").strip() if holder.is_file() else "") or "another build"


def write(new: Path, name: str, pieces: Iterable[str | bytes]) -> None:
    """Writes one output aside, piece by piece; text becomes UTF-8 with "\\n" line ends."""
    path = new / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb", buffering=BUFFER) as file:
        for piece in pieces:
            file.write(piece.encode() if isinstance(piece, str) else piece)
        file.flush()
        os.fsync(file.fileno())


def filename(name: str) -> str:
    """A page's name as a path below a folder: no part of it empty, hidden, a dot or longer than a disk takes."""
    return "/".join(map(_part, name.split("/")))


def _part(part: str) -> str:
    plain = re.sub(r'[\\:*?"<>|]', "_", part)
    plain = re.sub(r"^\.|\.$", "_", plain) or "_"
    if len(plain.encode()) <= LONGEST:
        return plain
    short = plain.encode()[: LONGEST - 20].decode("utf-8", "ignore")
    return f"{short}~{hashlib.sha256(plain.encode()).hexdigest()[:16]}"


def digests(new: Path) -> dict[str, str]:
    """Name → SHA-256 of every file written aside so far, by name."""
    files = sorted(path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file())
    return {name: sha256(new / name) for name in files}


def publish(out: Path, written: Mapping[str, str]) -> None:
    """Puts the files written aside (name → SHA-256) in place of the last build's.

    The journal's rename is the moment the new build counts; all before it can fail without a trace.
    """
    home = out / MARKER
    for folder in sorted({(home / NEW / name).parent for name in written}):
        _sync(folder)
    retired = sorted(set(_listed(home / MANIFEST)) - set(written))
    journal = json.dumps({"files": dict(written), "retired": retired}, ensure_ascii=False, indent=1, sort_keys=True)
    write(home, JOURNAL + ".part", [journal])
    os.replace(home / (JOURNAL + ".part"), home / JOURNAL)
    _sync(home)
    finish(out)


def finish(out: Path) -> bool:
    """Completes what a journal says; True if there was one.  Safe to run again and again."""
    home = out / MARKER
    journal = _read(home / JOURNAL)
    if journal is None:
        return False
    files, retired = journal
    folders = {out}
    for name in files:
        if (home / NEW / name).is_file():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(home / NEW / name, out / name)
            folders.add((out / name).parent)
    for name in retired:
        _retire(out, name)
    for folder in sorted(folders):
        _sync(folder)
    os.replace(home / JOURNAL, home / MANIFEST)
    _sync(home)
    shutil.rmtree(home / NEW, ignore_errors=True)
    return True


def graph_file(path: Path) -> Path:
    """The graph.ttl that a build's folder stands for, or the file itself, of a build that is whole."""
    folder = path if path.is_dir() else path.parent
    mend(folder)
    return path / "graph.ttl" if path.is_dir() else path


def mend(out: Path) -> None:
    """Finishes what a killed build began in the folder, unless a build is at work there: for whoever reads it."""
    home = out / MARKER
    if not (home / JOURNAL).is_file():
        return
    lock = FileLock(home / LOCK)
    with suppress(Timeout, OSError), lock.acquire(timeout=0):
        finish(out)


def whole(out: Path) -> list[str]:
    """The outputs that are missing or not as the last build wrote them; [] when all is well."""
    listed = sorted(_listed(out / MARKER / MANIFEST).items())
    return [name for name, digest in listed if not (out / name).is_file() or sha256(out / name) != digest]


def sha256(path: Path) -> str:
    """A file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(manifest: Path) -> dict[str, str]:
    journal = _read(manifest)
    return {} if journal is None else journal[0]


def _read(path: Path) -> tuple[dict[str, str], list[str]] | None:
    """A journal's files (name → SHA-256) and the names it retires; None where there is none or it is not ours."""
    try:
        journal = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return None
    files, retired = (journal.get("files"), journal.get("retired")) if isinstance(journal, dict) else (None, None)
    if not isinstance(files, dict) or not isinstance(retired, list) or not all(map(_inside, [*files, *retired])):
        return None
    return files, retired


def _inside(name: object) -> bool:
    """Whether a journal's name stays within the output folder."""
    return isinstance(name, str) and not name.startswith("/") and ".." not in name.split("/")


def _retire(out: Path, name: str) -> None:
    """Removes a file the last build wrote and this one did not, and the folders it leaves empty."""
    (out / name).unlink(missing_ok=True)
    for folder in (out / name).parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def _sync(folder: Path) -> None:
    """Makes renames in a folder last; Windows has no such call and orders them itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
