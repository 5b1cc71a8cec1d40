"""kg diff: every way in which two builds can differ is told, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import diff, export, outputs
from kg.cli import main
from kg.model import Knowledge
from tests.sample import knowledge


def told(old: Knowledge, new: Knowledge) -> list[str]:
    return [" ".join(str(one).split()) for one in diff.between(old, new)]


def test_equal_builds_do_not_differ() -> None:
    assert diff.between(knowledge(), knowledge()) == ()


def test_what_came_and_went() -> None:
    old = knowledge()
    new = replace(old, entities=old.entities[1:], relations=old.relations[1:], observations=(), pages=())
    gone = told(old, new)
    assert gone == [
        "- entity Award/省级绿色工厂 Certification",
        "- figure District/临江市 省级绿色工厂 period=2024年 12家",
        "- page a.txt",
        "- relation Organisation/临江市晨光电气有限公司 receivedAward Award/省级绿色工厂 batch=首批 year=2024 "
        "confidence 0.90, sentences 1",
    ]
    assert told(new, old) == ["+" + line[1:] for line in gone]


def test_what_changed() -> None:
    old = knowledge()
    entities = list(old.entities)
    entities[0] = replace(entities[0], kind="Prize")
    entities[1] = replace(entities[1], name="临江", aliases=("全市", "我市"))
    new = replace(
        old,
        pages=(replace(old.pages[0], sha256="1" * 64),),
        entities=tuple(entities),
        relations=(replace(old.relations[0], confidence=Decimal("0.95")), *old.relations[1:]),
        observations=(replace(old.observations[0], value=Decimal("13")),),
    )
    assert told(old, new) == [
        "~ entity Award/省级绿色工厂 Certification → Prize",
        "~ figure District/临江市 省级绿色工厂 period=2024年 12家 → 13家",
        "+ name District/临江市 我市",
        "- name District/临江市 临江",
        "~ name District/临江市 临江市 → 临江",
        "~ page a.txt 000000000000 → 111111111111",
        "~ relation Organisation/临江市晨光电气有限公司 receivedAward Award/省级绿色工厂 batch=首批 year=2024 "
        "confidence 0.90, sentences 1 → confidence 0.95, sentences 1",
    ]


def write(out: Path, known: Knowledge) -> Path:
    with outputs.locked(out) as new:
        outputs.write(new, "graph.ttl", export.turtle(known))
        outputs.publish(out, outputs.digests(new))
    return out


def test_the_command(tmp_path: Path) -> None:
    old, new = write(tmp_path / "old", knowledge()), write(tmp_path / "new", replace(knowledge(), observations=()))
    run = CliRunner()
    assert run.invoke(main, ["diff", str(old), str(old)]).exit_code == 0
    differ = run.invoke(main, ["diff", str(old), str(new / "graph.ttl")])
    assert differ.exit_code == 1 and differ.stdout.startswith("- figure   District/临江市 省级绿色工厂")
    assert '"sign": "-"' in run.invoke(main, ["diff", str(old), str(new), "--json"]).stdout
    missing = run.invoke(main, ["diff", str(old), str(tmp_path / "none")])
    assert missing.exit_code == 2 and "none" in missing.stderr


@pytest.mark.parametrize("text", ["", "no turtle", "<a> <b> <c> ."])
def test_what_is_no_build_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "graph.ttl").write_text(text)
    run = CliRunner().invoke(main, ["diff", str(tmp_path), str(tmp_path)])
    assert run.exit_code == 2 and "graph.ttl" in run.stderr


def test_a_broken_off_build_is_finished_before_it_is_read(tmp_path: Path) -> None:
    out = write(tmp_path / "out", knowledge())
    home = out / ".pressgraph"
    outputs.write(home / "new", "graph.ttl", export.turtle(replace(knowledge(), observations=())))
    journal = {"files": outputs.digests(home / "new"), "retired": []}
    (home / "journal.json").write_text(json.dumps(journal))
    assert diff.load(out).observations == ()
    assert outputs.whole(out) == []
