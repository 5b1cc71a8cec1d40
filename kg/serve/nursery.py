"""Queries of many clients: a helper process with the graph in memory forks one child a query.

The server itself never runs a query and never forks after its start.  A query has two seconds in the
fast lane; one that takes longer moves to the slow lane, at the lowest priority, so that a few heavy
queries never keep the others waiting.  What finds no room is refused at once, not queued for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import struct
import time
from dataclasses import asdict

import pyoxigraph as ox

from kg import ontology
from kg.engine import Answer, Job, Limits, answer_and_exit, decoded

FAST, SLOW = 8, 6
"""Queries running at once in each lane."""
FAST_SECONDS = 2.0
PATIENCE_SECONDS = 5.0
"""How long a query waits for room in the fast lane before it is refused."""
_MESSAGE = struct.Struct("!cI")  # what to do, and with which child


class Nursery:
    """Runs jobs on one store.  Create it before any thread or event loop is started; close it at the end."""

    def __init__(self, store: ox.Store) -> None:
        ours, theirs = socket.socketpair()
        ontology.terms()
        self._helper = os.fork()
        if self._helper == 0:
            ours.close()
            _serve(store, theirs)
        theirs.close()
        self._control = ours
        self._fast = asyncio.Semaphore(FAST)
        self._slow = asyncio.Semaphore(SLOW)

    async def ask(self, job: Job) -> Answer:
        """The answer; status 503 where there is no room, or a limit ended the query."""
        try:
            await asyncio.wait_for(self._fast.acquire(), PATIENCE_SECONDS)
        except TimeoutError:
            return _busy(f"{FAST} queries are running")
        started = time.monotonic()
        child = 0
        reading: asyncio.Task[bytes] | None = None
        slow = False
        try:
            reader, writer = await self._start(job)
            child = int(await asyncio.wait_for(reader.readline(), PATIENCE_SECONDS))
            reading = asyncio.create_task(reader.read())
            await asyncio.wait({reading}, timeout=FAST_SECONDS)
            if not reading.done():
                if self._slow.locked():
                    return _busy(f"{SLOW} long queries are running, and this is another")
                await self._slow.acquire()
                slow = True
                self._fast.release()
                self._tell(b"n", child)
                await asyncio.wait({reading}, timeout=job.limits.seconds)
            if not reading.done():
                return decoded(b"", time.monotonic() - started, job.limits)
            return decoded(reading.result(), time.monotonic() - started, job.limits)
        except (ValueError, TimeoutError, OSError):
            return Answer("error", message="the query's process could not be started; try again", status=503)
        finally:
            (self._slow if slow else self._fast).release()
            if reading is None or not reading.done():
                self._tell(b"k", child)
            if reading is not None:
                reading.cancel()
            with contextlib.suppress(UnboundLocalError):
                writer.close()

    async def _start(self, job: Job) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [_MESSAGE.pack(b"q", 0)], [theirs.fileno()])
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        writer.write(json.dumps(asdict(job)).encode())
        writer.write_eof()
        return reader, writer

    def _tell(self, what: bytes, child: int) -> None:
        if child:
            with contextlib.suppress(OSError):
                self._control.sendall(_MESSAGE.pack(what, child))

    def close(self) -> None:
        """Ends the helper; children end with their query."""
        self._control.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._helper, 0)


def _busy(why: str) -> Answer:
    return Answer("error", message=f"busy: {why}; try again in a few seconds", status=503)


def _serve(store: ox.Store, control: socket.socket) -> None:
    """In the helper: forks a child for every connection handed over, until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    alive: set[int] = set()
    control.settimeout(1.0)
    while True:
        try:
            message, handles, _, _ = socket.recv_fds(control, _MESSAGE.size, 1)
        except TimeoutError:
            _reap(alive)
            continue
        _reap(alive)
        if len(message) < _MESSAGE.size:
            for child in alive:
                os.kill(child, signal.SIGKILL)
            os._exit(0)
        what, child = _MESSAGE.unpack(message)
        if what == b"q":
            connection = socket.socket(fileno=handles[0])
            child = os.fork()
            if child == 0:
                control.close()
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                _answer(store, connection)
            alive.add(child)
            connection.close()
        elif child in alive:  # not reaped yet, so the number is still its own
            os.kill(child, signal.SIGKILL) if what == b"k" else os.setpriority(os.PRIO_PROCESS, child, 19)


def _reap(alive: set[int]) -> None:
    while alive:
        child, _ = os.waitpid(-1, os.WNOHANG)
        if child == 0:
            return
        alive.discard(child)


def _answer(store: ox.Store, connection: socket.socket) -> None:
    """In a child: says its number, reads the job, answers it, and ends."""
    try:
        connection.sendall(b"%d\n" % os.getpid())
        told = json.loads(_read_all(connection))
        limits = Limits(**told.pop("limits"))
        default, named = (told.pop(name) for name in ("default_graphs", "named_graphs"))
        dataset = (None, None) if default is None else (tuple(default), tuple(named))
        job = Job(**told, limits=limits, default_graphs=dataset[0], named_graphs=dataset[1])
        answer_and_exit(lambda: store, job, connection)
    finally:
        os._exit(1)


def _read_all(connection: socket.socket) -> bytes:
    pieces = []
    while piece := connection.recv(1 << 20):
        pieces.append(piece)
    return b"".join(pieces)
