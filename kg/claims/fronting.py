"""A subject that the words before a verb of winning put first, where no clause is about it."""

from __future__ import annotations

import re

from kg import lexicon
from kg.claims.reading import Clause, Group, Reading
from kg.shapes import LIGHT, SIGNS

QUOTED = re.compile(rf"(?:^|[{SIGNS}的])(?:{LIGHT})*“[^“”]{{1,24}}”(?P<words>[^{SIGNS}“”]{{0,8}})$")


def quoted(reading: Reading, at: int) -> bool:
    """Whether the subject is a quoted name no finder knew: 由Ⓞ参与完成的“某某”|被评为Ⓐ."""
    found = QUOTED.search(reading.lead(at))
    return bool(found) and not re.search("[之美称奖牌号]", found["words"])  # type: ignore[index]


FRONTED = re.compile(
    rf"^(?![{SIGNS}]|(?:这?[也又还正]?是|成为|系))[^，；。：]*的(?:[ⓄⒹⓇⓅⓃⓉ][、和与及])?(?P<words>[^{SIGNS}，；。：的]{{0,10}})(?P<head>[ⓄⒹⓇⓅⓃⓉ]?)$"
)


UNNAMED = re.compile(
    rf"^[^{SIGNS}，；。：]{{2,20}}的(?P<words>[^{SIGNS}，；。：的]{{2,8}}?)(?:则|却|也|于|已|正|在|从|由)"
)
"""总库容一亿立方米的某某水库则于: a clause whose subject no finder knew."""


THING_ALONE = re.compile(
    rf"[^{SIGNS}，；。：“”]{{2,24}}的[^{SIGNS}，；。：“”的]{{1,16}}"
    r"(?:技术|工艺|系统|产品|成果|设备|装备|装置|项目|作品|材料|品种|方案|模式|做法|案例|课题|芯片|团队|班组|小组)$"
)
"""团队研制的某某技术，|在…上获评: a clause that is a thing's name alone."""


LISTED = re.compile("[ⓄⒹⓇⓅⓃⓉ](?=[、和与及]|以及|$)")


def fronted(reading: Reading, at: int, signs: str) -> Group | None:
    """What a clause before at that is a name alone puts first: 总部设在Ⓓ的Ⓞ，去年获得; () where it is no mention."""
    number = reading.clause_at(at)
    if number == 0:
        return None
    before = reading.clauses[number - 1]
    if before.end - before.start == 1 and reading.folded.text[before.start] in signs:
        return reading.folded.groups[before.start]
    found = FRONTED.match(reading.folded.text[before.start : before.end])
    unnamed = UNNAMED.match(reading.folded.text[before.start : before.end])
    if unnamed and _name_like(unnamed["words"]):
        return ()
    if THING_ALONE.match(reading.folded.text, before.start, before.end):
        return ()
    if not found or (not any(sign in found.group() for sign in SIGNS) and not found["head"]):
        return None
    if found["head"]:
        return _listed(reading, before, found["head"]) if found["head"] in signs else None
    return () if _name_like(found["words"]) else None


def _listed(reading: Reading, clause: Clause, head: str) -> Group:
    """Everyone of the last one's type whom a clause of names lists: 总部设在Ⓓ的Ⓞ、来自Ⓓ的Ⓞ."""
    text = reading.folded.text[clause.start : clause.end]
    places = [found.start() for found in LISTED.finditer(text) if found.group() == head]
    return tuple(m for place in places for m in reading.folded.groups[clause.start + place])


HEADED = re.compile(
    rf"^(?:{LIGHT})*+(?![在对把将被向给为与和同据按从由])[^，；。：“”的]{{1,24}}的(?P<head>[ⓄⓃⓇⓅ])(?=[^{SIGNS}的、和与及之等，；。])"
)


def headed(reading: Reading, at: int, signs: str) -> Group | None:
    """以…命名的Ⓞ去年完成…，|被评为: the head that an earlier clause opens with, behind its attribute."""
    for clause in reading.clauses[: reading.clause_at(at)][::-1]:
        if not clause.carried:
            return None
        found = HEADED.match(reading.folded.text[clause.start : clause.end])
        if found:
            place = clause.start + found.start("head")
            return reading.folded.groups[place] if found["head"] in signs else None
    return None


def thing(reading: Reading, at: int) -> bool:
    """项目由Ⓞ实施，…，|列入Ⓐ: whether the subject is a 项目 that points to nothing named."""
    for clause in reading.clauses[: reading.clause_at(at) + 1][::-1]:
        if THING.match(reading.folded.text, clause.start):
            return True
        if not clause.carried:
            break
    return False


THING = re.compile(
    "(?:该|这个|这一|此)?(?:项目|工程|案件|案例|此案|该案|成果|技艺|烧制技艺|制作技艺)(?=[由自已被于在的入将共获采以])|此案|该案"
)


def _name_like(words: str) -> bool:
    """Whether these words may be a name that no finder knew: 九牧, 车马碧水库, “乌江”牌榨菜."""
    words = re.sub("[“”]牌?", "", words)
    named = len(words) > 1 and not re.search(r"\d", words)
    return named and all(token.pos.startswith(("n", "j", "x", "eng", "m")) for token in lexicon.tokens(words))
