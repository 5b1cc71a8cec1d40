"""A small Knowledge made by hand, for the tests of everything that stands after resolution."""

from __future__ import annotations

from decimal import Decimal

from kg.model import Entity, Evidence, Knowledge, Observation, Passage, Relation, Report, Source, Span

TEXT = (
    "临江市晨报\n\n晨光电气获评省级绿色工厂\n\n"
    "2024年，临江市晨光电气有限公司获评首批省级绿色工厂，全市省级绿色工厂达到12家。\n"
    "临江高新区实施“链长制”，临江市晨光电气有限公司参与其中。"
)


def passage(quote: str) -> Passage:
    start = TEXT.index(quote)
    return Passage("a.txt", quote, (Span(start, start + len(quote)),))


FIRST = Evidence(
    "a.txt#1", passage("2024年，临江市晨光电气有限公司获评首批省级绿色工厂，全市省级绿色工厂达到12家。"), "awarded"
)
SECOND = Evidence("a.txt#1", passage("临江高新区实施“链长制”，临江市晨光电气有限公司参与其中。"), "runs")


def knowledge() -> Knowledge:
    """Four entities, three relations, one observation, one article, one page."""
    company = "Organisation/临江市晨光电气有限公司"
    return Knowledge(
        pages=(Source("a.txt", "0" * 64, "txt", "", "", "", ""),),
        articles=(Report("a.txt#1", "a.txt", 1, "晨光电气获评省级绿色工厂", "2024-05-06", ("甲", "乙"), 7, len(TEXT)),),
        entities=(
            Entity("Award/省级绿色工厂", "Award", "Certification", "省级绿色工厂", (), "", (FIRST,)),
            Entity(
                "District/临江市", "District", "AdministrativeDivision", "临江市", ("临江", "全市"), "220681", (FIRST,)
            ),
            Entity("District/临江高新区", "District", "Zone", "临江高新区", (), "", (SECOND,)),
            Entity(company, "Organisation", "Company", "临江市晨光电气有限公司", ("晨光电气",), "", (FIRST, SECOND)),
            Entity("Program/“链长制”", "Program", "", "“链长制”", ("链长制",), "", (SECOND,)),
        ),
        relations=(
            Relation(
                "r1",
                company,
                "receivedAward",
                "Award/省级绿色工厂",
                (("batch", "首批"), ("year", "2024")),
                Decimal("0.90"),
                ("获评",),
                (FIRST,),
            ),
            Relation("r2", company, "participatesIn", "Program/“链长制”", (), Decimal("0.70"), ("参与",), (SECOND,)),
            Relation(
                "r3", "District/临江高新区", "implements", "Program/“链长制”", (), Decimal("0.80"), ("实施",), (SECOND,)
            ),
        ),
        observations=(
            Observation(
                "o1",
                "District/临江市",
                "省级绿色工厂",
                Decimal("12"),
                "家",
                (("period", "2024年"),),
                Decimal("0.80"),
                "12家",
                (FIRST,),
            ),
        ),
    )
