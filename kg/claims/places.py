"""locatedIn: what lies, takes place or belongs where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Reading, pattern
from kg.model import Claim, Mention

LIES = triggers.choice("triggers_places", "lies")
HELD = triggers.choice("triggers_places", "held")
ATTRACTS = triggers.choice("triggers_places", "attracts")
SETTLES = triggers.choice("triggers_places", "settles")
INSIDE = r"(?:境内|市内|区内|县内|域内|辖区|辖内|本地|当地|所属|下辖|所辖|下属)"


def nested(reading: Reading) -> Iterator[Claim]:
    """ⒹⒹ: 烟台市蓬莱区 and 山东省青岛市崂山区, each in the one before it."""
    raw = reading.raw
    for found in re.finditer(r"(?=Ⓓ(?:的)?Ⓓ)", raw.text):
        inner = raw.text.index("Ⓓ", found.start() + 1)
        if raw.text[found.start() - 1 : found.start()] == "、":
            continue
        yield from reading.claims(raw.groups[inner], "locatedIn", raw.groups[found.start()], "nested", "")
        after = re.compile(r"(?:[、和]Ⓓ)+").match(raw.text, inner + 1)
        if after and raw.text[inner - 1] == "的":
            for i in range(*after.span()):
                yield from reading.claims(raw.groups[i], "locatedIn", raw.groups[found.start()], "nested", "")


OWNED = pattern(rf"Ⓓ(?:的{INSIDE}?|{INSIDE}的?|PLAIN{{0,3}}?(?:企业|公司|学校|单位|机构|校园)|里的|内的)(?P<thing>[ⓄⓅ])")


def owned(reading: Reading) -> Iterator[Claim]:
    """Ⓓ企业Ⓞ, Ⓓ的Ⓞ, Ⓓ境内的Ⓓ."""
    raw = reading.raw
    for found in OWNED.finditer(raw.text):
        yield from reading.claims(
            raw.groups[found.start("thing")], "locatedIn", raw.groups[found.start()], "owned", found.group()[1:-1]
        )


HOLDING = pattern(rf"Ⓔ(?P<gap>PLAIN{{0,14}}?)(?:在|于)(?:PLAIN{{0,4}}?)(?P<where>[ⒹⓄ])PLAIN{{0,8}}?(?P<verb>{HELD})")
HELD_IN = pattern(rf"在(?:PLAIN{{0,3}}?)(?P<where>Ⓓ)PLAIN{{0,4}}?(?P<verb>{HELD})的?PLAIN{{0,14}}?(?P<event>Ⓔ)")
VENUE = pattern(r"(?:地点选在|地点(?:设)?在|主会场(?:设)?在|主会场(?:首次)?(?:移至|设于|落在)|会场设在|举办地(?:为|是))(?P<where>Ⓓ)|(?P<place>Ⓓ)(?:是|为)(?:其|永久|主会场|主|本届)?PLAIN{0,3}?(?:主会场|举办地|举行地|承办地)")


def held(reading: Reading) -> Iterator[Claim]:
    """Ⓔ在Ⓓ举行; 在Ⓓ举行的Ⓔ."""
    folded = reading.folded
    for found in HOLDING.finditer(folded.text):
        where = tuple(m for m in folded.groups[found.start("where")] if m.type == "District")
        yield from reading.claims(folded.groups[found.start()], "locatedIn", where, "held", found["verb"])
    for found in HELD_IN.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("event")], "locatedIn", folded.groups[found.start("where")], "held", found["verb"]
        )
    for found in VENUE.finditer(folded.text):
        name = "where" if found["where"] else "place"
        event = [m for i in range(found.start()) for m in folded.groups[i] if m.type == "Event"]
        last = event[-1] if event else reading.discourse.last("Event")
        if last:
            yield from reading.claims((last,), "locatedIn", folded.groups[found.start(name)], "venue", found.group())


LYING = pattern(rf"(?P<verb>{LIES})PLAIN{{0,4}}?(?P<where>Ⓓ)(?P<after>(?:PLAIN{{0,16}}?的PLAIN{{0,8}}?(?P<head>[ⓄⒹⓅⓇⒺ]))?)")


def lies(reading: Reading) -> Iterator[Claim]:
    """Ⓞ位于Ⓓ; 位于Ⓓ的Ⓞ."""
    folded = reading.folded
    for found in LYING.finditer(folded.text):
        where = folded.groups[found.start("where")]
        if found["head"]:
            things = folded.groups[found.start("head")]
            yield from reading.claims(things, "locatedIn", where, "lies", found["verb"])
            continue
        things = reading.subject(found.start(), "ⓄⒹⓅⓇⒺ")
        if things:
            yield from reading.claims(things, "locatedIn", where, "lies", found["verb"])


SETTLED = pattern(rf"(?P<thing>[ⓄⓅⒹ])(?:PLAIN{{0,14}}?)(?P<verb>{SETTLES})(?:于|在|到)?(?:PLAIN{{0,3}}?)(?P<where>Ⓓ?)")


def settles(reading: Reading) -> Iterator[Claim]:
    """Ⓞ等先后落户: in the place the text is about."""
    folded = reading.folded
    for found in SETTLED.finditer(folded.text):
        things = folded.groups[found.start("thing")]
        if found["where"]:
            where = folded.groups[found.start("where")]
        else:
            where = reading.carried(reading.clause_at(found.start()), "Ⓓ")[:1]
        if where and where[0] not in things:
            yield from reading.claims(things, "locatedIn", where, "settles", found["verb"])


ATTRACTING = pattern(rf"(?P<verb>{ATTRACTS})(?:了|起|有|出)?PLAIN{{0,8}}?(?P<thing>Ⓞ)")


def attracts(reading: Reading) -> Iterator[Claim]:
    """Ⓓ引进Ⓞ等企业."""
    folded = reading.folded
    for found in ATTRACTING.finditer(folded.text):
        where = reading.subject(found.start(), "Ⓓ")[:1]
        yield from reading.claims(folded.groups[found.start("thing")], "locatedIn", where, "attracts", found["verb"])


SCENE = pattern(r"(?:^|[，。；：])(?:PLAIN{0,6}?)在(?P<where>Ⓓ)(?:PLAIN{0,3}?)，(?P<gap>PLAIN{0,14}?)(?P<thing>[ⓄⓅ])")


def scene(reading: Reading) -> Iterator[Claim]:
    """在Ⓓ，Ⓟ加紧施工."""
    folded = reading.folded
    for found in SCENE.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("thing")], "locatedIn", folded.groups[found.start("where")], "scene", "在"
        )


RANKED = pattern(r"(?:居|位居|列|位列|排|排名|占|跻身|领跑|为|系|是|作为|成为|在|稳居|获|入选|评为)?(?P<scope>Ⓓ)(?:PLAIN{0,6}?)(?:首位|前列|第[一二三四五六七八九十\d]+|首个|首家|唯一|最大|最多|首批|领先|榜首|首次)")


def ranked(reading: Reading) -> Iterator[Claim]:
    """规模居Ⓓ首位, 为Ⓓ唯一: the district that is compared lies in the scope it is compared over."""
    folded = reading.folded
    for found in RANKED.finditer(folded.text):
        scope = folded.groups[found.start("scope")]
        things = tuple(m for m in reading.subject(found.start(), "Ⓓ") if m.name not in {s.name for s in scope})
        yield from reading.claims(things[:1], "locatedIn", scope[:1], "ranked", found.group())


RULES = (nested, owned, held, lies, settles, attracts, scene, ranked)


def find(reading: Reading) -> Iterator[Claim]:
    """Every place the sentence gives something."""
    if "Ⓓ" not in reading.raw.text and not any(clause.subject for clause in reading.clauses):
        return
    for rule in RULES:
        yield from rule(reading)
