"""Builds: incremental, parallel, whole, and the same bytes whatever way they came about."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg import cache, codec, edition, harvest, outputs, pages, workers
from kg.cache import Cache, DamagedCache
from kg.edition import Options, Outcome
from kg.model import Page

ROOT = Path(__file__).parents[1]
FILES = {
    "entities.csv", "graph.graphml", "graph.html", "graph.ttl", "observations.csv", "quarantine.csv", "relations.csv",
    "report.json",
}  # fmt: skip
PAPER = """临江日报

{company}获评{award}

本报5月6日讯　2024年，{company}获评首批{award}，全市{award}达到{count}家。
　　临江市教育局印发《{count}所学校行动方案》，{company}董事长王某参加第五届临江博览会。
"""


def paper(number: int) -> str:
    award = ("省级绿色工厂", "省长质量奖", "专精特新企业")[number % 3]
    company = f"临江市晨光{'甲乙丙丁戊己庚辛'[number % 8]}电气有限公司"
    return PAPER.format(company=company, award=award, count=number + 10)


@pytest.fixture(scope="module")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """pages/, five of them, and out/, what a build made of them; built once, copied by every test."""
    work = tmp_path_factory.mktemp("bed")
    for number in range(5):
        (work / "pages" / f"{number % 2}").mkdir(parents=True, exist_ok=True)
        (work / "pages" / f"{number % 2}" / f"{number}.txt").write_text(paper(number), encoding="utf-8")
    assert run(work / "pages", work / "out").fresh == 5
    return work


@pytest.fixture
def corpus(bed: Path, tmp_path: Path) -> Path:
    """Five pages in a folder."""
    return Path(shutil.copytree(bed / "pages", tmp_path / "pages"))


@pytest.fixture
def out(bed: Path, tmp_path: Path) -> Path:
    """What a build made of the corpus, with its cache."""
    return Path(shutil.copytree(bed / "out", tmp_path / "out"))


def contents(out: Path) -> dict[str, bytes]:
    """Every output of a build, but for what is the build's own."""
    found = (path for path in out.rglob("*") if path.is_file() and ".pressgraph" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def run(folder: Path, out: Path, jobs: int = 1, **options: object) -> Outcome:
    return edition.run([folder], out, replace(Options(jobs=jobs), **options))  # type: ignore[arg-type]


def report(out: Path) -> dict[str, object]:
    return dict(json.loads((out / "report.json").read_bytes()))


# --- incremental ---------------------------------------------------------------------------------


def _add(folder: Path) -> None:
    (folder / "new.txt").write_text(paper(6), encoding="utf-8")


def _change(folder: Path) -> None:
    (folder / "0" / "2.txt").write_text(paper(7), encoding="utf-8")


def _remove(folder: Path) -> None:
    (folder / "1" / "3.txt").unlink()


def _rename(folder: Path) -> None:
    (folder / "1" / "1.txt").rename(folder / "0" / "z.txt")


@pytest.mark.parametrize(("step", "fresh"), [(_add, 1), (_change, 1), (_remove, 0), (_rename, 1)])
def test_after_a_step_the_bytes_are_those_of_a_build_from_scratch(
    corpus: Path, out: Path, tmp_path: Path, step: Callable[[Path], None], fresh: int
) -> None:
    assert run(corpus, out).fresh == 0
    step(corpus)
    assert run(corpus, out).fresh == fresh
    run(corpus, tmp_path / "clean", remember=False)
    assert contents(out) == contents(tmp_path / "clean")
    assert set(contents(tmp_path / "clean")) == FILES


def test_a_removed_page_takes_exactly_its_facts_along(corpus: Path, out: Path) -> None:
    before = run(corpus, out).knowledge
    _remove(corpus)
    after = run(corpus, out).knowledge
    gone = {one.id for one in before.observations} - {one.id for one in after.observations}
    assert gone == {o.id for o in before.observations if {e.passage.page for e in o.evidence} == {"1/3.txt"}} != set()
    assert "1/3.txt" not in (out / "graph.ttl").read_text(encoding="utf-8")


def test_the_cache_forgets_what_is_gone_and_may_lie_elsewhere(corpus: Path, out: Path, tmp_path: Path) -> None:
    def kept(path: Path) -> int:
        rows = sqlite3.connect(path)
        (count,) = rows.execute("SELECT count(*) FROM page").fetchone()
        rows.close()
        return int(count)

    _remove(corpus)
    run(corpus, out)
    assert kept(out / ".pressgraph" / "cache.sqlite") == 4
    run(corpus, tmp_path / "one", cache=tmp_path / "shared.sqlite")
    assert run(corpus, tmp_path / "two", cache=tmp_path / "shared.sqlite").fresh == 0
    assert not (tmp_path / "one" / ".pressgraph" / "cache.sqlite").exists()


def test_the_key_says_everything_that_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = pages.File("a.txt", "txt", b"x")
    others = [replace(file, name="b.txt"), replace(file, format="md"), replace(file, content=b"y")]
    assert len({cache.key(one) for one in (file, *others)}) == 4
    before = cache.fingerprint()
    package = tmp_path / "kg"
    shutil.copytree(cache.PACKAGE / "lexicons", package / "lexicons")
    monkeypatch.setattr(cache, "PACKAGE", package)
    cache.fingerprint.cache_clear()
    moved = cache.fingerprint()
    with (package / "lexicons" / "roles.tsv").open("a", encoding="utf-8") as rows:
        rows.write("站长\tPerson\trole\t\n")
    cache.fingerprint.cache_clear()
    try:
        assert len({before, moved, cache.fingerprint()}) == 3
    finally:
        cache.fingerprint.cache_clear()


# --- a cache that lies ---------------------------------------------------------------------------


def _spoil_bytes(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 :] = bytes(range(256)) * (len(content) // 512)
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def _text(path: Path) -> None:
    path.write_text("no database")


def _flip_findings(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("UPDATE page SET findings = replace(findings, '2024', '1924')")
    rows.close()


def _swap(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        found = rows.execute("SELECT key, digest, findings FROM page ORDER BY key").fetchall()
        for (key, _, _), (_, digest, findings) in zip(found, found[1:] + found[:1], strict=True):
            rows.execute("UPDATE page SET digest = ?, findings = ? WHERE key = ?", (digest, findings, key))
    rows.close()


def _other_version(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("UPDATE about SET layout = 99")
    rows.close()


def _other_tables(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("DROP TABLE page")
        rows.execute("CREATE TABLE page (key TEXT, wrong TEXT)")
    rows.close()


def _signed_nonsense(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        for (key,) in rows.execute("SELECT key FROM page").fetchall():
            row = (cache._digest(key, b'{"page": 3}'), b'{"page": 3}', key)
            rows.execute("UPDATE page SET digest = ?, findings = ? WHERE key = ?", row)
    rows.close()


@pytest.mark.parametrize(
    "harm",
    [_spoil_bytes, _cut, _text, _flip_findings, _swap, _other_version, _other_tables, _signed_nonsense],
)
def test_a_damaged_cache_is_never_believed(corpus: Path, out: Path, harm: Callable[[Path], None]) -> None:
    clean = contents(out)
    harm(out / ".pressgraph" / "cache.sqlite")
    outcome = run(corpus, out)
    assert contents(out) == clean
    assert outcome.fresh == 5
    assert run(corpus, out).fresh == 0, "and the next build trusts the new one"
    if outcome.notes:
        assert "was damaged" in outcome.notes[0] and "cache.sqlite.damaged" in outcome.notes[0]


def test_a_disk_that_fails_is_not_taken_for_a_damaged_cache(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        Cache(tmp_path / "cache.sqlite")


def test_a_page_lost_between_reading_and_settling_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(DamagedCache, match=r"a\.txt"), Cache(tmp_path / "c.sqlite") as kept:
        list(harvest.Crop(kept, {"a.txt": "no such key"}).findings())


# --- the same bytes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "surroundings",
    [{"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Apia"}, {"PYTHONHASHSEED": "3", "LANG": "tr_TR.UTF-8"}],
)
def test_surroundings_do_not_show(corpus: Path, out: Path, tmp_path: Path, surroundings: dict[str, str]) -> None:
    words = ("build", str(corpus), "--out", str(tmp_path / "there"), "--quiet", "--jobs", "1")
    subprocess.run([sys.executable, "-m", "kg", *words], env=os.environ | surroundings, cwd=ROOT, check=True)
    assert contents(out) == contents(tmp_path / "there")


def test_the_order_in_which_files_are_given_does_not_show(corpus: Path, tmp_path: Path) -> None:
    files = sorted(corpus.rglob("*.txt"))
    edition.run(files, tmp_path / "one", Options(jobs=1))
    edition.run(files[::-1], tmp_path / "two", Options(jobs=2))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_findings_come_back_as_they_were() -> None:
    from kg import build

    for page in pages.read([ROOT / "seeds"]):
        assert isinstance(page, Page)
        found = build.read(page)
        assert codec.decode(codec.encode(found)) == found


def test_a_passage_that_does_not_quote_its_page_is_not_kept() -> None:
    from kg import build

    found = build.read(Page("a.txt", paper(1), "0" * 64))
    with pytest.raises(codec.Misquoted, match=r"a\.txt"):
        codec.encode(replace(found, page=Page("a.txt", paper(1)[1:], "0" * 64)))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"page": []}', b"[" * 100_000])
def test_nonsense_is_no_findings(content: bytes) -> None:
    with pytest.raises(codec.Damaged):
        codec.decode(content)


# --- workers -------------------------------------------------------------------------------------

WORKER = """
import os, sys
sys.path.insert(0, {root!r})
from kg import pages, worker
READ = pages.READERS["txt"]
def mock(content):
    if b"die" in content: os._exit(7)
    if b"crash" in content: os.kill(os.getpid(), 11)
    if b"loop" in content:
        while True: pass
    if b"eat" in content: return bytearray(2**36)
    if b"stumble" in content: raise ZeroDivisionError("on purpose")
    if b"chatter" in content: print("x" * 100_000)
    return READ(content)
pages.READERS["txt"] = mock
worker.main()
"""


def hostile_worker() -> tuple[str, ...]:
    return (sys.executable, "-c", WORKER.format(root=str(ROOT)))


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_page_that_kills_its_worker_costs_itself(corpus: Path, out: Path, tmp_path: Path, jobs: int) -> None:
    harms = ("die", "crash", "loop", "eat", "stumble", "chatter")
    for harm in harms:
        (corpus / f"{harm}.txt").write_text(paper(5) + harm, encoding="utf-8")
    outcome = run(corpus, tmp_path / "hit", jobs=jobs, command=hostile_worker(), page_timeout=10.0)
    told = {one.name: one.reason for one in outcome.skipped}
    assert told.pop("stumble.txt").startswith("broken txt file: ZeroDivisionError: on purpose")
    assert told == {
        "die.txt": "its reader died (exit status 7)",
        "crash.txt": "its reader died (SIGSEGV)",
        "loop.txt": "took longer than 10 s (--page-timeout)",
        "eat.txt": "needs more than 3 GB of memory",
    }
    assert {source.name for source in outcome.knowledge.pages} == {
        "0/0.txt", "0/2.txt", "0/4.txt", "1/1.txt", "1/3.txt", "chatter.txt",
    }  # fmt: skip
    assert report(tmp_path / "hit")["skipped"] == [{"name": s.name, "reason": s.reason} for s in outcome.skipped]
    for harm in harms[:-1]:
        (corpus / f"{harm}.txt").unlink()
    (corpus / "chatter.txt").unlink()
    run(corpus, tmp_path / "hit", jobs=jobs)
    assert contents(tmp_path / "hit") == contents(out)


def test_workers_that_cannot_start_say_why(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(workers.NoWorkers, match="no such luck"):
        run(corpus, tmp_path / "out", command=(sys.executable, "-c", "raise SystemExit('no such luck')"))
    assert contents(tmp_path / "out") == {}


def test_few_files_are_held_at_a_time() -> None:
    taken: list[int] = []

    def files() -> Iterator[pages.File]:
        for number in range(40):
            taken.append(number)
            yield pages.File(f"{number}.txt", "txt", paper(number).encode())

    for done, _ in enumerate(workers.read(files(), 2), 1):
        assert len(taken) <= done + 2 * workers.WAITING
    assert len(taken) == 40


# --- whole outputs -------------------------------------------------------------------------------


def test_nothing_to_read_leaves_the_old_outputs(out: Path, tmp_path: Path) -> None:
    before = contents(out)
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "a.txt").write_bytes(b"")
    with pytest.raises(edition.NothingRead) as told:
        run(empty, out)
    assert [one.reason for one in told.value.skipped] == ["empty file"]
    assert contents(out) == before


def test_what_is_not_the_builds_stays(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "sources").mkdir(parents=True)
    (out / "README.md").write_text("mine")
    (out / "sources" / "mine.txt").write_text("mine")
    text = "<p>临江市晨光电气有限公司近日获评省级绿色工厂，全市第十二家。</p>" * 9
    (corpus / "a.html").write_text(f"<html><body><article>{text}</article></body></html>", encoding="utf-8")
    run(corpus, out)
    assert "临江市晨光电气有限公司" in (out / "sources" / "a.html.txt").read_text(encoding="utf-8")
    (corpus / "a.html").unlink()
    run(corpus, out)
    assert not (out / "sources" / "a.html.txt").exists(), "a retired source goes"
    assert (out / "README.md").read_text() == (out / "sources" / "mine.txt").read_text() == "mine"


def test_two_builds_in_one_folder(corpus: Path, out: Path) -> None:
    with outputs.locked(out), pytest.raises(outputs.Busy, match=f"process {os.getpid()} on "):
        run(corpus, out)
    assert run(corpus, out).fresh == 0


def _staged(out: Path) -> dict[str, str]:
    """A build written aside by hand: two files, one of them below a folder."""
    new = out / ".pressgraph" / "new"
    outputs.write(new, "a.txt", ["new"])
    outputs.write(new, "sources/b.txt", ["new"])
    return outputs.digests(new)


@pytest.mark.parametrize("call", range(30))
def test_a_commit_broken_off_anywhere_is_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    """Every rename, fsync and unlink of a commit fails in turn, as a kill at that call would leave it."""
    out = tmp_path / "out"
    with outputs.locked(out):
        outputs.write(out / ".pressgraph" / "new", "a.txt", ["old"])
        outputs.write(out / ".pressgraph" / "new", "sources/c.txt", ["old"])
        outputs.publish(out, outputs.digests(out / ".pressgraph" / "new"))
    old, new = {"a.txt": b"old", "sources/c.txt": b"old"}, {"a.txt": b"new", "sources/b.txt": b"new"}
    calls = iter(range(1000))

    class Killed(BaseException):
        pass

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call_it(*given: object, **named: object) -> object:
            if next(calls) == call:
                raise Killed
            return real(*given, **named)

        return call_it

    finished = False
    with monkeypatch.context() as patch:
        for name in ("replace", "fsync", "unlink"):
            patch.setattr(os, name, dying(getattr(os, name)))
        try:
            with outputs.locked(out):
                outputs.publish(out, _staged(out))
            finished = True
        except Killed:
            pass
    began = (out / ".pressgraph" / "journal.json").exists() or finished
    outputs.mend(out)
    assert contents(out) == (new if began else old) or (not began and contents(out) == new)
    assert outputs.whole(out) == []


@pytest.mark.parametrize(
    "journal", ['{"files": {"../../x": "0"}}', '{"files": ["/etc/passwd"]}', '{"files": 3}', "[]", "{", "[" * 99999]
)
def test_a_journal_that_is_none_moves_nothing(tmp_path: Path, journal: str) -> None:
    home = tmp_path / "out" / ".pressgraph"
    home.mkdir(parents=True)
    (home / "journal.json").write_text(journal)
    with outputs.locked(tmp_path / "out"):
        pass
    assert contents(tmp_path / "out") == {} and not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "name", ["a" * 300 + ".pdf", "青" * 200, "a/../b", "..", ".hidden", "a:b*?.pdf", "a//b", "x" * 250 + "/y"]
)
def test_a_page_name_as_a_file_name(tmp_path: Path, name: str) -> None:
    path = outputs.filename(name)
    outputs.write(tmp_path / "new", f"sources/{path}.txt", ["x"])
    (written,) = (tmp_path / "new").rglob("*.txt")
    assert (tmp_path / "new" / "sources") in written.parents and ".." not in written.parts


def test_the_report_accounts_for_everything(corpus: Path, tmp_path: Path) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-")
    (corpus / "x.xyz").write_text("?")
    outcome = run(corpus, tmp_path / "out", min_confidence=Decimal("0.75"))
    told = report(tmp_path / "out")
    assert [one["name"] for one in told["inputs"]] == sorted(s.name for s in outcome.knowledge.pages)  # type: ignore[attr-defined]
    assert {one["name"] for one in told["skipped"]} == {"broken.pdf", "x.xyz"}  # type: ignore[attr-defined]
    assert all(one["sentences"] >= one["sentences_without_fact"] >= 0 for one in told["inputs"])  # type: ignore[attr-defined]
    assert told["files"] == {name: outputs.sha256(tmp_path / "out" / name) for name in FILES - {"report.json"}}
    assert all(relation.confidence >= Decimal("0.75") for relation in outcome.knowledge.relations)


def test_a_bad_base_is_said_before_anything_is_read(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="base IRI"):
        run(corpus, tmp_path / "out", base="no iri", command=("false",))
    assert not (tmp_path / "out").exists()


# --- the command ---------------------------------------------------------------------------------


def kg(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=os.environ | {"PYTHONPATH": str(ROOT)})


def test_exit_status_says_how_it_went(corpus: Path, out: Path, tmp_path: Path) -> None:
    done = kg("build", str(corpus), "--out", str(out))
    assert done.returncode == 0 and "receivedAward" in done.stdout and done.stderr == ""
    (corpus / "a\x1b[31mb.txt").write_bytes(b"")
    some = kg("build", str(corpus), "--out", str(out), "--json")
    assert some.returncode == 3 and json.loads(some.stdout)["skipped"][0]["reason"] == "empty file"
    assert "skipped a\\x1b[31mb.txt: empty file" in some.stderr and "\x1b" not in some.stderr
    nothing = kg("build", str(tmp_path / "nowhere"), "--out", str(out))
    assert nothing.returncode == 2 and "nowhere: no such file or folder" in nothing.stderr
    (tmp_path / "file").write_text("x")
    unwritable = kg("build", str(corpus), "--out", str(tmp_path / "file"), "--quiet")
    assert unwritable.returncode == 2 and "file" in unwritable.stderr and "Traceback" not in unwritable.stderr


def test_without_input_the_seeds_of_the_folder_are_built(tmp_path: Path, corpus: Path) -> None:
    shutil.copytree(corpus, tmp_path / "here" / "seeds")
    done = kg("build", cwd=tmp_path / "here")
    assert done.returncode == 0 and "demo corpus in seeds" in done.stderr
    assert set(contents(tmp_path / "here" / "export")) == FILES


def test_explain_shows_a_fact_from_sentence_to_triple(corpus: Path) -> None:
    told = kg("explain", str(corpus / "0" / "0.txt"), "--text", "首批省级绿色工厂").stdout
    assert "mention  Organisation 临江市晨光甲电气有限公司" in told
    assert "receivedAward" in told and "triple   Organisation/临江市晨光甲电气有限公司 pg:receivedAward" in told
    assert "@5:" in told and " by " in told
    nothing = kg("explain", str(corpus / "0" / "0.txt"), "--text", "没有这句")
    assert nothing.returncode == 2 and "no sentence holds" in nothing.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_workers_end_with_their_build(corpus: Path, tmp_path: Path) -> None:
    (corpus / "z").mkdir()
    (corpus / "z" / "loop.txt").write_text("loop", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom kg import edition\n"
        f"edition.run([{str(corpus)!r}], Path({str(tmp_path / 'out')!r}), "
        f"edition.Options(jobs=1, page_timeout=600, command={hostile_worker()!r}), lambda *t: print(t, flush=True))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        build.stdout.readline()  # a page is done, so there is a worker
        tasks = Path(f"/proc/{build.pid}/task").glob("*/children")
        (child,) = (pid for task in tasks for pid in task.read_text().split())
        build.send_signal(signal.SIGKILL)
        build.wait()
    for _ in range(200):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        signal.sigtimedwait([], 0.05)
    pytest.fail("the worker outlives its build")


def test_settling_asks_for_nothing_that_light_leaves_out() -> None:
    from kg import build, resolve

    found = [build.read(page) for page in pages.read([ROOT / "seeds"]) if isinstance(page, Page)]
    assert resolve.settle([build.light(one) for one in found]) == resolve.settle(found)
