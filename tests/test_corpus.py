"""The marked articles that the weights learn from: every mark is whole, and what was judged is of the article."""

from __future__ import annotations

import pytest

from tests import corpus

FILES = sorted(corpus.FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_are_whole(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    assert not set("⟦⟧") & set(corpus.MARK.sub("", text))
    assert {code for codes, _ in corpus.MARK.findall(text) for code in codes} <= corpus.CODES.keys()
    assert all("\n" in article for article in text.strip().split("\n\n")), "a headline and a body each"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_judged_owner_stands_in_its_article(path) -> None:  # type: ignore[no-untyped-def]
    table = path.with_suffix(".tsv")
    articles = corpus.MARK.sub(r"\2", path.read_text(encoding="utf-8")).strip().split("\n\n")
    for line in table.read_text(encoding="utf-8").splitlines() if table.exists() else ():
        number, kind, *cells = line.split("\t")
        assert len(cells) == {"figure": 4, "said": 3, "unsaid": 3}[kind], line
        assert kind != "figure" or cells[0] == corpus.NOBODY or cells[0] in articles[int(number)], line


def test_a_document_knows_its_names_and_what_was_judged() -> None:
    text = "⟦D:临江市⟧有12家企业\n⟦O:云岭公司⟧董事长⟦N:王某⟧说，⟦AP:云岭行动⟧已开展3年。"
    rows = [["figure", "临江市", "企业", "12", "家"], ["figure", "-", "开展", "3", "年"]]
    rows += [["said", "王某", "holdsPosition", "云岭公司"], ["unsaid", "云岭公司", "locatedIn", "临江市"]]
    read = corpus._document("x#0", text, rows)
    person = next(iter(read.forms["Person"]))
    assert person.startswith("王") and "某" not in person and person in read.page.text
    assert read.forms["Award"] == read.forms["Program"] == {"云岭行动"}
    assert read.owners == {("企业", 12.0, "家"): {"临江市"}, ("开展", 3.0, "年"): {corpus.NOBODY}}
    assert read.said == {(person, "holdsPosition", "云岭公司"): True, ("云岭公司", "locatedIn", "临江市"): False}
    assert [s.kind for s in read.sentences] == ["headline", "body"]
