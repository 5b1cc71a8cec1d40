"""Bodies that stand before a post and a person's name (贵州省辣椒产业协会会长王某) and that no finder saw.

A post in front of a person is the surest context there is for an organisation: what stands between the
boundary before it and the post is the body's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import shapes, triggers
from kg.model import Mention, Sentence
from kg.shapes import LEAD, SIGNS, STOPS, Shape

SHORTEST, LONGEST = 2, 28
POST = re.compile(rf"{triggers.choice('triggers_roles', 'modifier')}*{triggers.choice('triggers_roles', 'head')}$")
HEAD = re.compile(triggers.choice("triggers_bodies", "body") + "$")
OPENING = re.compile(triggers.choice("triggers_bodies", "opening"))
COMPANY_POST = re.compile(r"(?:总经理|董事长|总裁|首席执行官|创始人|董事局主席|执行董事|厂长|店长)$")
LEVEL = re.compile("(?:自治区|[省市县区州旗盟镇乡])(?:委|党委|政府|人大|政协|纪委|监委|工委|法院|检察院)")
VAGUE = re.compile("[该本各我某两一]|.{0,3}(?:公司|集团|企业|农场|中心|医院|学校)$")
PART = re.compile(r"(?P<part>宣传部|组织部|统战部|政法委|社会工作部|网信办|编办|政研室|直属机关工委)$")
COMMITTEE = re.compile(r"(?:委|委员会|党委)$")


def find(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with these bodies added, in the order of their sentences; a place inside a body gives way to it."""
    by_sentence: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: list[Mention] = []
    for sentence in sentences:
        here = _whole_departments(by_sentence.get(sentence, []))
        if any(mention.type == "Person" for mention in here):
            bodies = list(_bodies(shapes.of(sentence, here)))
            here = [m for m in here if not any(b.start < m.end and m.start < b.end for b in bodies)] + bodies
        found += sorted(here, key=lambda mention: mention.start)
    return found


DEPARTMENT = "office_department"
# What a department's name is made of and ends with; what may stand behind it.
_DEPARTMENT = re.compile(
    r"(?P<name>[一-鿿]{0,12}?[一-鿿]"
    r"(?:[内外]科|科室|(?<![本全专])科|(?<![开出当休家])庭|(?<!教)室|(?<![到各深何四随远近])处|(?<![控参入持配])股|"
    r"(?<![主承举协合联共同开兴创督交代筹严查帮申试新自停续])办|教研部|党支部|党总支|大队|中队))"
    r"(?=$|[，。；：、（“”》]|[科处室庭股]?室?(?:长|主任|科长|处长|庭长|股长)|副[科处庭股主]|主任|负责|工作人员|专家|专业|"
    r"团队|教授|医生|民警|法官|干部|同志|支部|牵头|联合|与|和|则|也|便|已|还|又|曾|将|的|被|获|入选|作为|介绍|相关|[今去]年|近日|日前|昨[天日])"
)
_HAS_DEPARTMENTS = re.compile(
    "(?:局|厅|委|委员会|部|院|署|政府|管委会|大学|学校|中学|党校|总队|支队|法院|检察院|中院|高院)$"
)
_NO_DEPARTMENT = re.compile(
    "^(?:[和与及、]|首批|第[一二三四五六七八九十]批|本|专|学|教|百|理|文|工|前|全|联|各|该|等|的|把|为|在|及其|下属|所属)|[的了在被把将由从对向有为是其]|以及|培养|新设|评选"
)


def _whole_departments(mentions: Sequence[Mention]) -> list[Mention]:
    """Bodies with the department printed right behind them: 市民政局|养老服务科, 市人民医院|胸外科."""
    found = [m if m.deictic else _with_department(m) for m in mentions]
    ends = [m for m in found if m.rule == DEPARTMENT]
    return [m for m in found if not any(m is not o and o.start <= m.start < o.end for o in ends)] if ends else found


def _with_department(mention: Mention) -> Mention:
    """A body with the department right behind it, else the mention as it is."""
    if mention.type != "Organisation" or not _HAS_DEPARTMENTS.search(mention.name):
        return mention
    part = _DEPARTMENT.match(mention.sentence.text, mention.end)
    if not part or len(part["name"]) < 2 or _NO_DEPARTMENT.search(part["name"]):
        return mention
    return replace(mention, end=part.end("name"), name=mention.name + part["name"], rule=DEPARTMENT, deictic=False)


def of_these(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with 该局|质量发展科 as one name, that of the body that 该局 means and its department's."""
    found: list[Mention] = []
    for mention in mentions:
        last = found[-1] if found else None
        if last and last.rule == DEPARTMENT and last.sentence == mention.sentence and mention.start < last.end:
            continue
        found.append(_with_department(mention) if mention.deictic and mention.rule == "deixis_this" else mention)
    return tuple(found)


def _bodies(shape: Shape) -> Iterator[Mention]:
    """The new bodies before each person of a sentence."""
    for at, sign in enumerate(shape.text):
        if sign == "Ⓝ":
            yield from _before(shape, at)


def _before(shape: Shape, at: int) -> Iterator[Mention]:
    """Walk the posts left of the person: 省委常委、宣传部部长Ⓝ."""
    text, end = shape.text, at
    parts: list[tuple[int, int]] = []
    while end > 0:
        start = max((text.rfind(stop, 0, end) for stop in STOPS + "、“”Ⓝ"), default=-1) + 1
        post = POST.search(text[start:end])
        if not post or post.end() != end - start:
            break
        body_end = start + post.start()
        span = _span(text, start, body_end, post[0])
        if span and PART.fullmatch(text[slice(*span)]):
            parts.append(span)
        elif span:
            yield _mention(shape, *span)
            yield from (
                _mention(shape, *part, text[slice(*span)]) for part in parts if COMMITTEE.search(text[slice(*span)])
            )
            parts = []
        elif body_end > start and text[body_end - 1] == "Ⓞ":
            name = shape.groups[body_end - 1][0].name
            yield from (_mention(shape, *part, name) for part in parts if COMMITTEE.search(name))
            parts = []
        if start == 0 or text[start - 1] != "、":
            break
        end = start - 1


def _span(text: str, start: int, end: int, post: str) -> tuple[int, int] | None:
    """Where the unseen body stands in text[start:end], the words before a post; None where there is none."""
    signs = [i for i in range(start, end) if text[i] in SIGNS]
    if signs and (text[signs[-1]] != "Ⓓ" or signs[-1] == end - 1):
        return None
    begin = signs[-1] if signs else start
    for opening in OPENING.finditer(text, begin, end):
        begin = opening.end() if not signs or opening.end() <= signs[-1] else begin
    lead = LEAD.match(text, begin, end)
    begin = lead.end() if lead and not signs else begin
    if text[max(0, begin - 1) : begin] == "该" or text[begin : begin + 1] == "该":
        return None
    words = text[begin:end].replace("Ⓓ", "")
    if not signs and (
        VAGUE.match(words) or (HEAD.fullmatch(words) and not LEVEL.match(words) and not PART.fullmatch(words))
    ):
        return None
    if not HEAD.search(words) and not (signs and COMPANY_POST.search(post) and 2 <= len(words) <= 6):
        return None
    if not words or (not signs and len(words) < SHORTEST) or len(words) > LONGEST:
        return None
    return begin, end


def _mention(shape: Shape, start: int, end: int, above: str = "") -> Mention:
    """The body printed at shape.text[start:end]; above is the committee a bare department belongs to."""
    printed_end = shape.offsets[end - 1] + 1
    name = "".join(
        "".join(shape.groups[i][0].text.split()) if shape.groups[i] else shape.sentence.text[shape.offsets[i]]
        for i in range(start, end)
    )
    return Mention(shape.sentence, shape.offsets[start], printed_end, "Organisation", above + name, "office_post")
