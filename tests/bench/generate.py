"""Made-up knowledge of any size, for times and for looking at large pages; no name in it is real."""

from __future__ import annotations

import random
from decimal import Decimal

from kg.model import Entity, Evidence, Knowledge, Observation, Passage, Relation, Report, Source, Span

_SYLLABLES = "临江东安新河永清平原长洲海宁松柏云岭泉阳石桥青田白沙金湖玉山丰泽兴化"
_TRADES = ("电气", "机械", "食品", "纺织", "材料", "软件", "物流", "制药")
_AWARDS = ("省级绿色工厂", "质量奖", "品牌百强", "专精特新企业", "单项冠军", "示范基地")


def knowledge(nodes: int, relations: int, seed: int = 7) -> Knowledge:
    """About this many entities and relations: districts with companies in them, awards, programs, people."""
    dice = random.Random(seed)
    entities = _entities(nodes, dice)
    by_type: dict[str, list[str]] = {}
    for entity in entities:
        by_type.setdefault(entity[0], []).append(entity[1])
    found: dict[tuple[str, str, str, str], Relation] = {}
    evidence: dict[str, list[Evidence]] = {}
    pages = max(nodes // 40, 1)
    triples = _triples(by_type, relations, dice)
    for number, (subject, predicate, object_) in enumerate(triples):
        key = (subject, predicate, object_, "")
        year = str(2015 + dice.randrange(10))
        page = f"page{dice.randrange(pages):04}.txt"
        names = subject.partition("/")[2], object_.partition("/")[2]
        text = f"{year}年，{names[0]}与{names[1]}的关系由记者甲报道，这是第{number}句。"
        proof = Evidence(f"{page}#1", Passage(page, text, (Span(number * 50, number * 50 + len(text)),)), "made-up")
        evidence.setdefault(subject, []).append(proof)
        evidence.setdefault(object_, []).append(proof)
        confidence = Decimal(50 + dice.randrange(50)) / 100
        found[key] = Relation(
            f"r{number:06}", subject, predicate, object_, (("year", year),), confidence, ("关系",), (proof,)
        )
    observations = tuple(
        Observation(f"o{k}", dice.choice(entities)[1], "产值", Decimal(dice.randrange(1, 900)), "亿元",
                    (("period", f"{2018 + k % 6}年"),), Decimal("0.8"), "亿元", (next(iter(evidence.values()))[0],))
        for k in range(nodes // 10)
    )
    return Knowledge(
        pages=tuple(Source(f"page{k:04}.txt", "0" * 64, "txt", "", "", "", "") for k in range(pages)),
        articles=tuple(
            Report(f"page{k:04}.txt#1", f"page{k:04}.txt", 1, f"第{k}版要闻", f"2024-{k % 12 + 1:02}-05", ("甲",), 0, 9)
            for k in range(pages)
        ),
        entities=tuple(
            Entity(id_, type_, kind, id_.partition("/")[2], aliases, code, tuple(evidence.get(id_, ())[:3]))
            for type_, id_, kind, aliases, code in sorted(entities, key=lambda entity: entity[1])
        ),
        relations=tuple(sorted(found.values(), key=lambda relation: relation.id)),
        observations=observations,
    )


def _name(number: int) -> str:
    base, name = len(_SYLLABLES), ""
    while True:
        name += _SYLLABLES[number % base]
        number //= base
        if not number:
            return name + _SYLLABLES[(len(name) * 7) % base]


def _entities(nodes: int, dice: random.Random) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    """(type, id, kind, aliases, code) of every entity."""
    found: list[tuple[str, str, str, tuple[str, ...], str]] = []
    for k in range(nodes):
        name, draw = _name(k), k % 20
        if draw == 0:
            found.append(("District", f"District/{name}市", "AdministrativeDivision", (name,), f"{220000 + k % 9999}"))
        elif draw == 1:
            found.append(("Award", f"Award/{name}{dice.choice(_AWARDS)}", "Ranking", (), ""))
        elif draw == 2:
            found.append(("Program", f"Program/{name}行动计划", "", (), ""))
        elif draw == 3:
            found.append(("Document", f"Document/《{name}条例》", "", (), ""))
        elif draw == 4:
            found.append(("Product", f"Product/{name}牌电缆", "", (), ""))
        elif draw == 5:
            found.append(("Event", f"Event/{name}博览会", "", (), ""))
        else:
            trade = dice.choice(_TRADES)
            found.append(("Organisation", f"Organisation/{name}{trade}有限公司", "Company", (name + trade,), ""))
    return found


def _triples(by_type: dict[str, list[str]], count: int, dice: random.Random) -> list[tuple[str, str, str]]:
    """Mostly within a region (a district and the things numbered near it), some across."""
    shapes = [
        ("Organisation", "locatedIn", "District"), ("Organisation", "receivedAward", "Award"),
        ("Organisation", "receivedAward", "Award"), ("Organisation", "participatesIn", "Program"),
        ("Organisation", "produces", "Product"), ("District", "implements", "Program"),
        ("District", "issued", "Document"), ("District", "organises", "Event"),
        ("Organisation", "cooperatesWith", "Organisation"),
    ]
    shapes = [shape for shape in shapes if shape[0] in by_type and shape[2] in by_type]
    found: set[tuple[str, str, str]] = set()
    tries = 0
    while shapes and len(found) < count and tries < count * 4:
        tries += 1
        subjects, predicate, objects = dice.choice(shapes)
        at = dice.random()
        where = dice.random() if dice.random() < 0.06 else min(max(at + dice.gauss(0, 0.002), 0), 0.9999)
        subject = by_type[subjects][int(at * len(by_type[subjects]))]
        object_ = by_type[objects][int(where * len(by_type[objects]))]
        if subject != object_:
            found.add((subject, predicate, object_))
    return sorted(found)
