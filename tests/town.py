"""A made-up corpus of two pages, small enough to know every answer by heart."""

from __future__ import annotations

from decimal import Decimal

from kg.model import Entity, Evidence, Knowledge, Observation, Passage, Qualifiers, Relation, Report, Source, Span

SENTENCES = (
    "北岭高新区企业晨光电气有限公司2024年获评首批省级绿色工厂。",
    "南屏区企业云泽药业有限公司获评省级绿色工厂，并入围市长质量奖。",
    "晨光电气有限公司位列中国仪器百强榜第3位，榜单由中国仪器协会发布。",
    "北岭高新区和南屏区都在实施“链长制”。",
    "晨光电气有限公司参与“链长制”，与云泽药业有限公司合作。",
    "王某任晨光电气有限公司总经理。",
    "海州市政府印发《海州市质量提升方案》。",
    "首届海州仪器博览会在北岭高新区举行，由中国仪器协会主办。",
    "晨光电气有限公司生产晨光牌电表。",
    "晨光仪表研究院是晨光电气有限公司的下属单位。",
    "海州市2023年专利授权量1200件，居全省第2位。",
    "海州市2023年专利授权量1250件。",
)
TEXTS = {"a.txt": "\n".join(SENTENCES[:11]), "b.txt": "海州晚报\n" + SENTENCES[0] + "\n" + SENTENCES[11]}


def said(number: int, page: str = "a.txt", rule: str = "stated") -> Evidence:
    """Sentence `number` as a page prints it."""
    start = TEXTS[page].index(SENTENCES[number])
    span = Span(start, start + len(SENTENCES[number]))
    return Evidence(f"{page}#1", Passage(page, SENTENCES[number], (span,)), rule)


def entity(id_: str, kind: str, *evidence: Evidence, aliases: tuple[str, ...] = (), code: str = "") -> Entity:
    type_, _, name = id_.partition("/")
    return Entity(id_, type_, kind, name, aliases, code, tuple(sorted(evidence)))


def relation(subject: str, predicate: str, object_: str, *evidence: Evidence, confidence: str = "0.8",
             qualifiers: Qualifiers = ()) -> Relation:  # fmt: skip
    id_ = f"{subject}-{predicate}-{object_}".replace("/", "-")
    return Relation(id_, subject, predicate, object_, qualifiers, Decimal(confidence), (), tuple(sorted(evidence)))


CHENGUANG, YUNZE = "Organisation/晨光电气有限公司", "Organisation/云泽药业有限公司"
INSTITUTE, SOCIETY, CITY_HALL = "Organisation/晨光仪表研究院", "Organisation/中国仪器协会", "Organisation/海州市政府"
BEILING, NANPING, HAIZHOU = "District/北岭高新区", "District/南屏区", "District/海州市"
GREEN, MAYOR, TABLE = "Award/省级绿色工厂", "Award/市长质量奖", "Award/中国仪器百强榜"
CHAIN, PLAN, FAIR = "Program/“链长制”", "Document/海州市质量提升方案", "Event/首届海州仪器博览会"
WANG, METER = "Person/王某", "Product/晨光牌电表"


def knowledge() -> Knowledge:
    entities = (
        entity(CHENGUANG, "Company", said(0), said(0, "b.txt"), aliases=("晨光电气",)),
        entity(YUNZE, "Company", said(1)),
        entity(INSTITUTE, "ResearchInstitute", said(9)),
        entity(SOCIETY, "Association", said(2)),
        entity(CITY_HALL, "GovernmentBody", said(6)),
        entity(BEILING, "Zone", said(0)),
        entity(NANPING, "AdministrativeDivision", said(1), code="370102"),
        entity(HAIZHOU, "AdministrativeDivision", said(10), said(11, "b.txt"), code="3701"),
        entity(GREEN, "Certification", said(0), said(0, "b.txt")),
        entity(MAYOR, "Prize", said(1)),
        entity("Award/绿色工厂", "", said(1)),
        entity(TABLE, "Ranking", said(2)),
        entity(CHAIN, "RuleSystem", said(3)),
        entity(PLAN, "Plan", said(6)),
        entity(FAIR, "Exhibition", said(7)),
        entity(WANG, "", said(5)),
        entity(METER, "Brand", said(8)),
    )
    first = (("batch", "首批"), ("year", "2024"))
    relations = (
        relation(CHENGUANG, "receivedAward", GREEN, said(0), said(0, "b.txt"), qualifiers=first, confidence="0.95"),
        relation(YUNZE, "receivedAward", GREEN, said(1)),
        relation(YUNZE, "nominatedFor", MAYOR, said(1), qualifiers=(("status", "Shortlisted"),)),
        relation(CHENGUANG, "receivedAward", TABLE, said(2), qualifiers=(("rank", "3"),)),
        relation(TABLE, "presentedBy", SOCIETY, said(2)),
        relation(CHENGUANG, "locatedIn", BEILING, said(0)),
        relation(YUNZE, "locatedIn", NANPING, said(1)),
        relation(BEILING, "locatedIn", HAIZHOU, said(7), confidence="0.6"),
        relation(NANPING, "locatedIn", HAIZHOU, said(1)),
        relation(BEILING, "implements", CHAIN, said(3)),
        relation(NANPING, "implements", CHAIN, said(3)),
        relation(CHENGUANG, "participatesIn", CHAIN, said(4)),
        relation(CHENGUANG, "cooperatesWith", YUNZE, said(4)),
        relation(WANG, "holdsPosition", CHENGUANG, said(5), qualifiers=(("role", "总经理"),)),
        relation(CITY_HALL, "issued", PLAN, said(6)),
        relation(SOCIETY, "organises", FAIR, said(7)),
        relation(FAIR, "locatedIn", BEILING, said(7)),
        relation(CHENGUANG, "produces", METER, said(8)),
        relation(INSTITUTE, "subOrganisationOf", CHENGUANG, said(9)),
    )
    year = (("from", "2023-01-01"), ("period", "2023年"), ("to", "2023-12-31"))
    ranked = tuple(sorted((*year, ("rank", "2"), ("rankScope", "全省"))))
    observations = (
        Observation("o1", HAIZHOU, "专利授权量", Decimal(1200), "件", ranked, Decimal("0.8"), "1200件", (said(10),),
                    ("o2",)),
        Observation("o2", HAIZHOU, "专利授权量", Decimal(1250), "件", year, Decimal("0.8"), "1250件",
                    (said(11, "b.txt"),), ("o1",)),
    )  # fmt: skip
    return Knowledge(
        pages=tuple(Source(name, name[0] * 64, "txt", "", "", "", "") for name in TEXTS),
        articles=(
            Report("a.txt#1", "a.txt", 1, "海州质量工作观察", "2024-05-06", ("甲",), 0, len(TEXTS["a.txt"])),
            Report("b.txt#1", "b.txt", 1, "海州晚报要闻", "2024-06-01", (), 5, len(TEXTS["b.txt"])),
        ),
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        relations=tuple(sorted(relations, key=lambda one: one.id)),
        observations=observations,
    )
