"""What a build survives: kills, full disks, races, spoilt caches, hostile files.

    python tests/bench/faults.py [kills] [moments] [disks] [races] [caches] [files] [--seed 7]

Without a name, everything.  Every trial starts from the whole outputs of an old build, harms a
build of changed pages, and asks three things: are the outputs (once any kg command has looked at
the folder) all old or all new; does the next build give the bytes of a clean one; does what ended
the build say so.  Prints a line of figures per fault, exits 1 where one answer was no.
`kills` needs strace, `disks` the right to mount a tmpfs (else file-size limits stand in), `files` ../shared/hostile.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg import edition, outputs  # noqa: E402

SHARED = Path(os.environ.get("PRESSGRAPH_SHARED", ROOT.parent / "shared"))
CALLS = ("rename", "fsync", "write", "unlink", "fdatasync", "pwrite64")
"""System calls through which a build changes the disk."""

Contents = dict[str, bytes]


@dataclass(frozen=True)
class Bed:
    """Where trials run: pages as changed, an output folder built before the change, and what clean builds write."""

    work: Path
    pages: Path
    before: Path
    old: Contents
    new: Contents

    def laid(self) -> Path:
        """A fresh copy of the old output folder."""
        out = self.work / "out"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(self.before, out)
        return out

    def command(self, out: Path, *options: str) -> list[str]:
        build = [sys.executable, "-m", "kg", "build", str(self.pages), "--out", str(out)]
        return [*build, "--quiet", "--jobs", "1", *options]


def contents(out: Path) -> Contents:
    found = (path for path in out.rglob("*") if path.is_file() and outputs.MARKER not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def bed(work: Path) -> Bed:
    """Four small pages; then one changed, one gone and one come."""
    pages = work / "pages"
    pages.mkdir()
    seeds = sorted((ROOT / "seeds").glob("*.txt"))[:4]
    for seed in seeds:
        (pages / seed.name).write_bytes(seed.read_bytes()[:2400].decode("utf-8", "ignore").encode())
    before = work / "before"
    edition.run([pages], before, edition.Options(jobs=1))
    (pages / seeds[0].name).write_text((pages / seeds[1].name).read_text(encoding="utf-8")[:600], encoding="utf-8")
    (pages / seeds[2].name).rename(pages / "renamed.txt")
    edition.run([pages], work / "clean", edition.Options(jobs=1, remember=False))
    old, new = contents(before), contents(work / "clean")
    assert old != new and old.keys() == new.keys()
    return Bed(work, pages, before, old, new)


class Verdicts:
    """Counts what trials came to, and remembers what must not be."""

    def __init__(self, fault: str) -> None:
        self.fault, self.seen, self.wrong = fault, Counter[str](), list[str]()

    def judge(self, ground: Bed, out: Path, trial: str) -> None:
        """Looks at the outputs as any kg command does, and lets the next build follow."""
        at_once = contents(out)
        if at_once not in (ground.old, ground.new):
            self.seen["half moved until looked at"] += 1
        outputs.mend(out)
        then = contents(out)
        self.seen["old" if then == ground.old else "new" if then == ground.new else "MIXED"] += 1
        if then not in (ground.old, ground.new):
            self.wrong.append(f"{trial}: outputs are neither the old nor the new")
        edition.run([ground.pages], out, edition.Options(jobs=1))
        if contents(out) != ground.new:
            self.wrong.append(f"{trial}: the next build differs from a clean one")

    def told(self) -> bool:
        trials = self.seen["old"] + self.seen["new"] + self.seen["MIXED"]
        parts = ", ".join(f"{count} {name}" for name, count in sorted(self.seen.items()))
        print(f"{self.fault}: {trials} trials ({parts}); {len(self.wrong)} wrong", flush=True)
        for line in self.wrong[:10]:
            print(f"    {line}")
        return not self.wrong


# --- faults --------------------------------------------------------------------------------------


def kills(ground: Bed, seed: int) -> bool:
    """kill -9 at every rename, fsync, write and unlink of the main process."""
    verdicts = Verdicts("kill -9 at every disk call")
    for call in CALLS:
        for number in range(1, _count(ground, call) + 1):
            out = ground.laid()
            inject = f"inject={call}:signal=SIGKILL:when={number}"
            done = subprocess.run(
                ["strace", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject, *ground.command(out)],
                capture_output=True, cwd=ROOT, check=False,
            )  # fmt: skip
            verdicts.seen["killed"] += done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
            verdicts.judge(ground, out, f"{call} {number}")
    return verdicts.told()


def _count(ground: Bed, call: str) -> int:
    """How often a build's main thread makes the call."""
    log = ground.work / "strace"
    command = ["strace", "-qq", "-o", str(log), "-e", f"trace={call}", *ground.command(ground.laid())]
    subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    return len(re.findall(rf"^{call}\(", log.read_text(errors="replace"), re.MULTILINE))


def moments(ground: Bed, seed: int, trials: int = 100) -> bool:
    """kill -9 at random moments of a build that reads every page anew."""
    verdicts, dice = Verdicts("kill -9 at random moments"), random.Random(seed)
    started = time.monotonic()
    subprocess.run(ground.command(ground.laid(), "--no-cache"), cwd=ROOT, check=True)
    whole = time.monotonic() - started
    for trial in range(trials):
        out = ground.laid()
        with subprocess.Popen(ground.command(out, "--no-cache"), cwd=ROOT) as build:
            try:
                build.wait(dice.uniform(0, whole))
            except subprocess.TimeoutExpired:
                build.kill()
                verdicts.seen["killed"] += 1
        verdicts.judge(ground, out, f"moment {trial}")
    return verdicts.told()


def disks(ground: Bed, seed: int, sizes: int = 20) -> bool:
    """A disk with room for 1/20, 2/20 … of what a build writes."""
    needed = sum(map(len, ground.new.values())) + 300_000
    mount = ground.work / "small"
    mount.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "none", str(mount)], capture_output=True, check=False)
    real = mounted.returncode == 0
    if real:
        subprocess.run(["umount", str(mount)], check=True)
    verdicts = Verdicts("a full disk" if real else "a file-size limit (no right to mount a small disk)")
    for step in range(1, sizes + 1):
        room = needed * step // sizes
        trial = _on_small_disk if real else _with_small_files
        trial(ground, mount, room, verdicts)
    return verdicts.told()


def _on_small_disk(ground: Bed, mount: Path, room: int, verdicts: Verdicts) -> None:
    """The old outputs on a tmpfs that has so many bytes left."""
    old = sum((path.stat().st_size + 4095) // 4096 * 4096 + 4096 for path in ground.before.rglob("*"))
    size = f"size={old + room}"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "none", str(mount)], check=True)
    try:
        out = mount / "out"
        shutil.copytree(ground.before, out)
        done = subprocess.run(ground.command(out), capture_output=True, cwd=ROOT, text=True, check=False)
        _ended(done, verdicts, f"disk {room}")
        subprocess.run(["mount", "-o", "remount,size=100m", str(mount)], check=True)
        verdicts.judge(ground, out, f"disk {room}")
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def _with_small_files(ground: Bed, mount: Path, room: int, verdicts: Verdicts) -> None:
    """No file may grow beyond so many bytes."""
    out = ground.laid()
    limited = ["prlimit", f"--fsize={room}", *ground.command(out)]
    done = subprocess.run(limited, capture_output=True, cwd=ROOT, text=True, check=False)
    _ended(done, verdicts, f"limit {room}")
    verdicts.judge(ground, out, f"limit {room}")


def _ended(done: subprocess.CompletedProcess[str], verdicts: Verdicts, trial: str) -> None:
    verdicts.seen["said so, exit 2"] += done.returncode == 2
    if done.returncode not in (0, 2) or "Traceback" in done.stderr or (done.returncode == 2 and not done.stderr):
        verdicts.wrong.append(f"{trial}: exit status {done.returncode}: {done.stderr.strip()[-200:]}")


def races(ground: Bed, seed: int, pairs: int = 50) -> bool:
    """Two builds at once in one folder, a few milliseconds apart."""
    verdicts, dice = Verdicts("pairs of builds in one folder"), random.Random(seed)
    for pair in range(pairs):
        out = ground.laid()
        pipes = {"cwd": ROOT, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
        first = subprocess.Popen(ground.command(out), **pipes)  # type: ignore[call-overload]
        time.sleep(dice.choice((0, 0, dice.uniform(0, 1))))
        second = subprocess.Popen(ground.command(out), **pipes)  # type: ignore[call-overload]
        for build in (first, second):
            told = build.communicate()[1]
            refused = build.returncode == 2 and "is being written by" in told
            verdicts.seen["builds refused"] += refused
            if build.returncode != 0 and not refused:
                verdicts.wrong.append(f"pair {pair}: exit status {build.returncode}: {told.strip()[-200:]}")
        if {first.returncode, second.returncode} == {2}:
            verdicts.wrong.append(f"pair {pair}: both refused")
        if outputs.whole(out):
            verdicts.wrong.append(f"pair {pair}: {outputs.whole(out)} are not as written")
        verdicts.judge(ground, out, f"pair {pair}")
    return verdicts.told()


def caches(ground: Bed, seed: int, trials: int = 100) -> bool:
    """Caches with flipped, overwritten, missing or exchanged bytes."""
    verdicts, dice = Verdicts("spoilt caches"), random.Random(seed)
    for trial in range(trials):
        out = ground.laid()
        path = out / outputs.MARKER / "cache.sqlite"
        path.write_bytes(_spoilt(bytearray(path.read_bytes()), dice))
        edition.run([ground.pages], out, edition.Options(jobs=1))
        verdicts.seen["set aside"] += path.with_name("cache.sqlite.damaged").exists()
        if contents(out) != ground.new:
            verdicts.wrong.append(f"cache {trial}: believed")
        verdicts.judge(ground, out, f"cache {trial}")
    return verdicts.told()


def _spoilt(content: bytearray, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(content)), dice.randrange(1, 4096)
    match dice.randrange(4):
        case 0:
            for _ in range(dice.randrange(1, 50)):
                content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        case 1:
            content[at : at + length] = dice.randbytes(len(content[at : at + length]))
        case 2:
            del content[at:]
        case 3:
            other = dice.randrange(len(content) // 4096) * 4096
            here = at // 4096 * 4096
            content[here : here + 4096], content[other : other + 4096] = (
                content[other : other + 4096],
                content[here : here + 4096],
            )
    return bytes(content)


def files(ground: Bed, seed: int) -> bool:
    """Every PDF, DOCX and JSON of ../shared/hostile: read, or named with a reason, and no process lost."""
    fine = True
    for kind in ("pdf", "docx", "json"):
        folder = ground.work / kind
        folder.mkdir()
        for path in sorted((SHARED / "hostile" / kind).rglob("*")):
            if path.is_file():
                name = path.relative_to(SHARED / "hostile" / kind).as_posix().replace("/", "-")
                target = folder / (name + ".jsonl" if kind == "json" else name)
                target.write_bytes(path.read_bytes().replace(b"\n", b" ") if kind == "json" else path.read_bytes())
        given = sorted(path.name for path in folder.iterdir())
        try:
            outcome = edition.run([folder], ground.work / f"{kind}-out", edition.Options(page_timeout=20))
            read, skipped = [page.name for page in outcome.knowledge.pages], outcome.skipped
        except edition.NothingRead as nothing:
            read, skipped = [], nothing.skipped
        named = {re.sub(r"\.jsonl#.*", ".jsonl", name) for name in (*read, *(one.name for one in skipped))}
        lost = [name for name in given if name not in named and (folder / name).read_bytes().strip()]
        if lost:
            print(f"    lost: {lost}")
        reasons = Counter(re.sub(r"[:(].*", "", one.reason).strip() for one in skipped)
        print(f"hostile {kind}: {len(given)} files, {len(read)} read, {len(skipped)} named, {len(lost)} lost")
        for reason, count in reasons.most_common():
            print(f"    {count:4} {reason}")
        faults = [one for one in skipped if "fault in kg" in one.reason]
        for one in faults:
            print(f"    {one.name}: {one.reason}")
        fine = fine and not lost and not faults
    return fine


FAULTS: dict[str, Callable[[Bed, int], bool]] = {
    "kills": kills,
    "moments": moments,
    "disks": disks,
    "races": races,
    "caches": caches,
    "files": files,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*", choices=[*FAULTS, []], metavar="FAULT")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    print(f"seed {given.seed}")
    with tempfile.TemporaryDirectory(prefix="faults-") as work:
        ground = bed(Path(work))
        fine = [FAULTS[name](ground, given.seed) for name in given.faults or FAULTS]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
