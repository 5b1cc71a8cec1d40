"""A kg serve of its own for tests: a real process on a free port."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


@contextmanager
def served(*words: str | Path) -> Iterator[str]:
    """Runs `kg serve WORDS --port 0` and yields its address."""
    command = [sys.executable, "-m", "kg", "serve", *map(str, words), "--port", "0"]
    process = subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None and process.stderr is not None
        match = re.match(r"(http://127\.0\.0\.1:\d+)/", process.stdout.readline())
        assert match is not None, process.stderr.read()
        yield match[1]
    finally:
        process.terminate()
        try:
            process.wait(10)
        finally:
            process.kill()
            assert process.stderr is not None
            complaints = process.stderr.read()
    assert "Traceback" not in complaints, complaints
