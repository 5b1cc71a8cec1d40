"""A process that reads pages for a build: one page in, its findings out, until stdin ends.

Whatever a page does to this process, it does not do to the build: memory is limited here, time by
the parent, and a death takes one page along.  Frames are four bytes of length and that many bytes;
a request is two frames (JSON of name and format, the bytes), an answer two (its kind, the body).
The first frame of all is READY, when the lexicons are in memory, so that no page pays for them.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
import traceback
from contextlib import suppress
from typing import BinaryIO

MEMORY = 3 * 2**30
"""Bytes of address space: a page of 1 MB needs 0.6 GB with all lexicons, a hostile DOCX would take anything."""

COLLECT = (100_000, 50, 100)
"""When the collector looks for cycles: reading makes next to none, and looking at every 700th object (Python's way)
took an eighth of the time."""

READY, FOUND, SKIPPED, FAULT = b"ready", b"found", b"skipped", b"fault"


def send(stream: BinaryIO, *frames: bytes) -> None:
    """Writes the frames and flushes."""
    for frame in frames:
        stream.write(struct.pack(">I", len(frame)))
        stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next frame; None where the stream ends."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    frame = stream.read(length)
    return frame if len(frame) == length else None


def main() -> None:
    """Answers requests from stdin on what was stdout; libraries that print do so on stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit()
    warm()
    send(answers, READY)
    while (about := receive(sys.stdin.buffer)) is not None and (content := receive(sys.stdin.buffer)) is not None:
        name, kind = json.loads(about)
        send(answers, *answer(name, kind, content))


def answer(name: str, kind: str, content: bytes) -> tuple[bytes, bytes]:
    """FOUND and the findings as JSON, or SKIPPED or FAULT and a reason for people."""
    from kg import build, codec, formats, pages

    try:
        page = pages.parse(pages.File(name, kind, content))
    except formats.Unreadable as error:
        return SKIPPED, str(error).encode("utf-8", "replace")
    except MemoryError:
        return SKIPPED, _too_much()
    except Exception as error:
        return SKIPPED, f"broken {kind} file: {_told(error)}".encode("utf-8", "replace")
    try:
        return FOUND, codec.encode(build.read(page))
    except MemoryError:
        return SKIPPED, _too_much()
    except Exception as error:  # a fault of ours must cost this page alone, and be told with its place
        return FAULT, f"fault in kg, please report it: {_told(error)}".encode("utf-8", "replace")


def warm() -> None:
    """Has every stage load what it loads on first use."""
    from kg import build
    from kg.model import Page

    build.read(Page("", "本报讯 2024年，临江市有企业12家。", ""))
    # Lexicons and weights stay for good: going over their objects again and again would cost an eighth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


def _too_much() -> bytes:
    return f"needs more than {MEMORY >> 30} GB of memory".encode()


def _told(error: Exception) -> str:
    """The error in one line, with the line of code it came from."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {str(error)[:200]} ({os.path.basename(frame.filename)}:{frame.lineno})"


def _limit() -> None:
    """Caps this process's memory, and lets the system end it with its parent (where it knows how)."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes
        import signal

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


if __name__ == "__main__":
    main()
