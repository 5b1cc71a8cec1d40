"""Pages read by several worker processes, each page on its own risk.

concurrent.futures' process pool loses every waiting page when one worker dies (169 of 200 in our
trial), so each of its threads here keeps one worker (kg/worker.py), ends it when a page takes too
long, and starts another: a page that kills its worker costs itself.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import BinaryIO

from kg.installed import PACKAGE
from kg.model import Skipped
from kg.pages import File
from kg.worker import FOUND, READY, receive, send

PAGE_TIMEOUT = 60.0
"""Seconds a page may take; a newspaper page takes a tenth of one, a text of 1 MB about five."""

START_TIMEOUT = 300.0
"""Seconds a worker may take to load the lexicons: two on an idle machine."""

RETIREMENT = 2_000
"""Pages after which a worker is replaced, so that what libraries keep does not add up."""

WAITING = 2
"""Pages per worker that are read from the disk ahead of time: bounds memory, keeps workers busy."""

COMMAND = (
    *(sys.executable, "-P", "-c"),
    f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from kg.worker import main; main()",
)


class NoWorkers(Exception):
    """Worker processes cannot be started here; the message holds what the first one said."""


def jobs() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read(
    files: Iterable[File], count: int, seconds: float = PAGE_TIMEOUT, command: Sequence[str] = COMMAND
) -> Iterator[tuple[File, bytes | Skipped]]:
    """(file, its findings as JSON or why there are none), in the order in which they are done.

    Reads by count workers; no page may take longer than seconds.  At most WAITING files per
    worker are held at a time.  Raises NoWorkers.
    """
    crew = [_Slot(command, seconds) for _ in range(count)]
    free = list(crew)
    lock = threading.Lock()

    def one(file: File) -> tuple[File, bytes | Skipped]:
        with lock:
            slot = free.pop()
        try:
            return file, slot.read(file)
        finally:
            with lock:
                free.append(slot)

    with ThreadPoolExecutor(count, thread_name_prefix="page") as threads:
        waiting: set[Future[tuple[File, bytes | Skipped]]] = set()
        try:
            for file in files:
                waiting.add(threads.submit(one, file))
                while len(waiting) >= WAITING * count:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for slot in crew:
                slot.close()


class _Slot:
    """One worker process after another."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self._command, self._seconds = command, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0
        self._closed = False

    def read(self, file: File) -> bytes | Skipped:
        """The page's findings, or why it has none; survives the worker."""
        process = self._running()
        self._pages += 1
        with _Deadline(process, self._seconds) as deadline:
            try:
                kind, body = _ask(process, file)
            except (OSError, EOFError):
                return Skipped(file.name, self._cause(process, deadline))
        return body if kind == FOUND else Skipped(file.name, body.decode("utf-8", "replace"))

    def close(self) -> None:
        """Ends the worker, whatever it is doing, for good."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            _pipe(process.stdin).close()
            _pipe(process.stdout).close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._pages >= RETIREMENT or (self._process is not None and self._process.poll() is not None):
            self._end()
        if self._process is None:
            self._process, self._pages = self._started(), 0
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise NoWorkers("the build is over")
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told)
            with _Deadline(process, START_TIMEOUT):
                ready = receive(_pipe(process.stdout))
            if ready != READY:
                process.kill()
                process.wait()
                told.seek(0)
                raise NoWorkers(told.read()[-2000:].decode("utf-8", "replace").strip() or "no word from it")
        return process

    def _cause(self, process: subprocess.Popen[bytes], deadline: _Deadline) -> str:
        """Why the worker is gone, once it is."""
        process.kill()
        status = process.wait()
        self._end()
        if deadline.passed:
            return f"took longer than {self._seconds:g} s (--page-timeout)"
        told = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return f"its reader died ({told})"


class _Deadline:
    """Kills a process that is still at it after so many seconds."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._pass)

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _pass(self) -> None:
        self.passed = True
        self._process.kill()


def _ask(process: subprocess.Popen[bytes], file: File) -> tuple[bytes, bytes]:
    """The worker's answer; raises EOFError or OSError where it died over the page."""
    requests, answers = _pipe(process.stdin), _pipe(process.stdout)
    send(requests, json.dumps([file.name, file.format]).encode(), file.content)
    kind, body = receive(answers), receive(answers)
    if kind is None or body is None:
        raise EOFError
    return kind, body


def _pipe(pipe: object) -> BinaryIO:
    assert pipe is not None
    return pipe  # type: ignore[return-value]
