"""What pages say, settled: one entity for each thing, facts pooled."""

from __future__ import annotations

from kg import resolve
from kg.model import Article, Entity, Findings, Page, Passage, Span
from tests.marked import read_marked


def entities(*pages: str) -> list[Entity]:
    """The entities of pages whose sentences (cut by |) have their mentions marked."""
    return list(resolve.settle([findings(f"{number}.txt", marked) for number, marked in enumerate(pages)]).entities)


def findings(name: str, marked: str) -> Findings:
    sentences, mentions = read_marked(marked)
    text = "".join(sentence.text for sentence in sentences)
    body = Passage("case", text, (Span(0, len(text)),))
    article = Article("case#1", name, 1, None, "", (), (body,))
    return Findings(Page(name, text, "0" * 64), (article,), sentences, mentions, (), ())


def names(*pages: str) -> dict[str, set[str]]:
    return {entity.name: set(entity.aliases) for entity in entities(*pages)}


def test_a_zone_and_its_short_name() -> None:
    found = names("⟦District:高新区⟧入选试点。|⟦District:青岛高新技术产业开发区⟧是全市唯一。")
    assert found == {"青岛高新技术产业开发区": {"高新区"}}


def test_a_declared_short_name() -> None:
    found = names("⟦Organisation:云帆重工有限公司⟧（以下简称“云帆”）交船。|⟦Organisation:云帆⟧有员工300人。")
    assert found == {"云帆重工有限公司": {"云帆"}}


def test_a_brand_is_the_companys_before_its_works_and_daughters() -> None:
    whole, works = "⟦Organisation:临江晨曦食品科技有限公司⟧", "⟦Organisation:晨曦透明工厂⟧"
    daughter = "⟦Organisation:晨曦（泰国）有限公司⟧"
    found = names(f"{whole}有{works}和{daughter}。|⟦Organisation:晨曦⟧获奖。")
    assert found["临江晨曦食品科技有限公司"] == {"晨曦"} and len(found) == 3


def test_a_title_means_the_one_standard_that_bears_it_wherever_it_stands() -> None:
    title, whole, other = "⟦Document:《绿茶》⟧", "⟦Document:《绿茶》国家标准⟧", "⟦Document:《绿茶》地方标准⟧"
    assert len(names(f"{title}发布。|{whole}发布。")) == len(names(f"{whole}发布。|{title}发布。")) == 1
    assert len(names(f"{whole}发布。|{title}发布。|{other}发布。")) == 3


def test_one_company_on_two_pages() -> None:
    found = names("⟦Organisation:临江市晨光电气有限公司⟧投产。", "⟦Organisation:晨光电气⟧获奖。")
    assert found == {"临江市晨光电气有限公司": {"晨光电气"}}


def test_a_division_has_its_code_and_full_name() -> None:
    (city,) = entities("⟦District:青岛⟧开会。|⟦District:青岛市⟧开会。")
    assert (city.name, city.code, city.kind, city.aliases) == ("青岛市", "3702", "AdministrativeDivision", ("青岛",))


def test_two_divisions_of_one_name_on_one_page_stay_what_the_page_calls_them() -> None:
    found = names("⟦District:南京市鼓楼区⟧与⟦District:福州市鼓楼区⟧结对。")
    assert len(found) == 2


def test_type_tells_namesakes_apart() -> None:
    found = entities("⟦Award:青岛优品⟧公布。|⟦Program:青岛优品⟧启动。")
    assert [entity.id for entity in found] == ["Award/青岛优品", "Program/青岛优品"]
