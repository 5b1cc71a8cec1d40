"""Thousands of pages: pages per second, memory, two workers against one, a second build after one change.

    python tests/bench/scale.py [--pages 10000] [--jobs 2] [--single] [--seed 7]

Pages are varied copies of the demo corpus: other companies, places in the text, figures and years, so
that the graph grows with them.  Memory is the sum of the proportional set sizes (PSS) of all processes,
sampled twice a second.  --single also builds with one worker, for the ratio.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
SYLLABLES = "临江东安新河永清平原长洲海宁松柏云岭泉阳石桥青田白沙金湖玉山丰泽兴化"


def write_pages(folder: Path, count: int, seed: int) -> int:
    """Writes so many pages, a thousand a folder; returns their bytes."""
    dice = random.Random(seed)
    seeds = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    size = 0
    for number in range(count):
        text = varied(seeds[number % len(seeds)], dice)
        path = folder / f"{number // 1000:02}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def varied(text: str, dice: random.Random) -> str:
    """The page with other company names and other figures, each changed alike throughout."""
    words = sorted(set(re.findall(r"[\u4e00-\u9fff]{2}(?=集团|公司|科技|电气|股份|医院|大学|学院)", text)))
    for word in words:
        text = text.replace(word, "".join(dice.sample(SYLLABLES, 2)))
    return re.sub(r"(?<![\d年第])\d{2,3}(?=[家个项件名])", lambda found: str(dice.randrange(10, 999)), text)


class Memory(threading.Thread):
    """The most memory that a process and its children took together, in bytes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root, self.most, self.most_of_root, self._over = psutil.Process(pid), 0, 0, threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.5):
            sizes = [_size(process) for process in (self._root, *_children(self._root))]
            self.most, self.most_of_root = max(self.most, sum(sizes)), max(self.most_of_root, sizes[0])

    def stop(self) -> None:
        self._over.set()
        self.join()


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def _size(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, AttributeError):
        return 0


def build(folder: Path, out: Path, jobs: int, *options: str) -> tuple[float, Memory]:
    """Seconds and memory of one `kg build`."""
    command = [sys.executable, "-m", "kg", "build", str(folder), "--out", str(out), "--jobs", str(jobs), "--quiet"]
    started = time.monotonic()
    process = subprocess.Popen([*command, *options], cwd=ROOT)
    memory = Memory(process.pid)
    memory.start()
    status = process.wait()
    seconds = time.monotonic() - started
    memory.stop()
    if status:
        raise SystemExit(f"kg build ended with exit status {status}")
    return seconds, memory


def told(what: str, pages: int, seconds: float, memory: Memory) -> None:
    print(
        f"{what}: {seconds:.1f} s, {pages / seconds:.0f} pages/s, most memory {memory.most / 2**20:.0f} MB "
        f"(of it the main process {memory.most_of_root / 2**20:.0f} MB)",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--single", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"seed {given.seed}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="scale-") as work:
        folder, out = Path(work, "pages"), Path(work, "out")
        size = write_pages(folder, given.pages, given.seed)
        print(f"{given.pages} pages, {size / 2**20:.1f} MB")
        told(f"--jobs {given.jobs}", given.pages, *build(folder, out, given.jobs))
        sizes = {path.name: path.stat().st_size for path in sorted(out.iterdir()) if path.is_file()}
        print("    " + ", ".join(f"{name} {count / 2**20:.1f} MB" for name, count in sizes.items()))
        told("nothing changed", given.pages, *build(folder, out, given.jobs))
        first = next(folder.rglob("*.txt"))
        first.write_text(varied(first.read_text(encoding="utf-8"), random.Random(99)), encoding="utf-8")
        told("one page changed", given.pages, *build(folder, out, given.jobs))
        if given.single:
            told("--jobs 1", given.pages, *build(folder, Path(work, "single"), 1))
            same = all((out / name).read_bytes() == (Path(work, "single") / name).read_bytes() for name in sizes)
            print("the same bytes as with more jobs" if same else "OTHER BYTES than with more jobs")
            if not same:
                raise SystemExit(1)


if __name__ == "__main__":
    main()
