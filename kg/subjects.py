"""Whom each clause is about: the subject it states, or the one carried to it where Chinese drops it."""

from __future__ import annotations

import re
from itertools import groupby

from kg import shapes, triggers
from kg.model import Article, Mention, Sentence, Topic
from kg.shapes import LEAD, LIGHT, SIGNS, Shape

INSIDE_IT = re.compile("Ⓓ(?:境内|内|里|区内|域内)$")
LOCATIVE = re.compile(rf"(?:{LIGHT})*+在[^{SIGNS}为是属]{{0,6}}Ⓓ[^{SIGNS}，]{{0,3}}$")
"""在Ⓓ各地; 在同类城市中为Ⓓ首个 compares, and sets no scene."""
RELATIVE = re.compile(
    rf"{triggers.choice('triggers_leads', 'relative')}[^，；。]{{0,40}}?的(?:[^{SIGNS}，；。]{{0,8}})([ⓄⒹⓅⒺⓇ])"
)
# 昨日闭幕的Ⓔ吸引…; 总投资46亿元的Ⓟ就此破土; 连续12年位居Ⓐ首位的Ⓓ，今年…; 办好9月的Ⓟ, 与之相邻的Ⓓ are no subjects.
ATTRIBUTE = re.compile(
    rf"(?!{triggers.choice('triggers_leads', 'governs')})[^{SIGNS}，；：。“”]{{1,18}}"
    rf"(?:[ⒶⓅⒹⓇⓄ][^{SIGNS}，；：。“”]{{0,8}})?的([ⓄⒹⓅⓇⒺ])(?=[^的、和与及之]|$)"
)
HEADLESS = re.compile(rf"{triggers.choice('triggers_leads', 'relative')}Ⓓ[^{SIGNS}]{{0,14}}$")
THIS = re.compile(rf"(?<=[座家个项条款片所位])[^{SIGNS}，；。“”是为]{{0,16}}的([ⓄⒹⓅⓇⒺ])(?=$|[^的{SIGNS}])")
SPEECH = re.compile(rf"[^{SIGNS}，]{{0,8}}{triggers.choice('triggers_leads', 'speech')}")
REGARDING = re.compile(rf"(?:对|对于|就|在)([{SIGNS}])(?:来说|而言|看来)")
PRESENTED = re.compile(
    rf"(?:{LIGHT}|[^{SIGNS}，；。：]{{0,10}}?)(?:亮点|典型|代表|主角|黑马|龙头|样本|缩影|领头羊|排头兵|最[^{SIGNS}，；。：]{{1,8}}的)"
    r"(?:要数|当数|当属|莫过于|则是|便是|首推|就是|是|为)([ⓄⒹⓃⓇⓅ])$"
)
"""夜经济亮点是Ⓓ，拿下…: what follows is about whom the clause presents."""
THIS_BODY = re.compile(rf"(?:{LIGHT})*?这[家所座个]")
URGED = re.compile(rf"(?:指导|督促|支持|引导|鼓励|授权|委托|邀请|带领)([ⓄⒹ])(?=[^{SIGNS}的，；。]{{2,}})")
SPOKESMAN = re.compile(
    rf"[^{SIGNS}，]{{0,6}}(?:负责人|工作人员|负责同志|人士)[^{SIGNS}，]{{0,3}}"
    rf"{triggers.choice('triggers_leads', 'speech')}"
)
OFFICE = re.compile(r"(?:局|委|厅|部|办|办公室|政府)$")
BEHALF = re.compile("Ⓝ代表([ⓄⒹ])")
PREPOSED = re.compile(rf"{triggers.choice('triggers_leads', 'preposed')}")
POSSESSED = re.compile(
    rf"[ⓄⒹ](?:(?:[^{SIGNS}，；。：]{{0,8}}?的|旗下|下属|品牌|主导产品|主打产品|拳头产品)?(?=[ⓄⓇⓅ])"
    rf"|[^{SIGNS}，；。：]{{1,8}}?的[^{SIGNS}，；。：的]{{1,8}}(?=[ⓇⓅ]$)"
    rf"|[^{SIGNS}，；。：在]{{2,8}}的(?=Ⓓ$))"
)
ITS = re.compile(
    rf"(?:其|旗下|自主)[^{SIGNS}，；。：的]{{0,6}}(?:研发|研制|生产|制造|出品|打造|培育|开发|酿造|推出|选育|设计)的"
    rf"[^{SIGNS}，；。：的]{{0,6}}([ⓇⓅ])(?=$|[^的、和与及])"
)
AFTERWARDS = re.compile(
    rf"(?![ⓄⒹⓃⓅⓇ])[^，；。：]{{0,12}}[^，；。：{SIGNS}]{{2}}[^，；。：]{{0,12}}(?:后|之后|以后|以来|之际|期间|的同时|之前|时)$"
    r"|自\d{2,4}年[^，；。：ⓄⒹ]{2,24}$"
)
"""获批Ⓐ后，Ⓓ引来…; 自2021年启动Ⓟ，Ⓓ…: the subject of both clauses comes with the second."""
PART = re.compile("(?P<first>一(?:是|曰)|其一，|首先|第一，)|(?:[二三四五六七八](?:是|曰)|[其第][二三四五六]，)")
"""二是亮剑…: the parts of a list are all about whom its first part is about."""
PARTS_APART = 8
"""Sentences between two parts of one list, at most: a 第二， further on counts something else."""
SUBJECTS = "ⓄⒹⓃⓅⒺⓇⒶⓉ"


def stated(shape: Shape, start: int, end: int) -> int | None:
    """The index of the sign that is the subject of the clause shape.text[start:end], if it states one."""
    clause = shape.text[start:end]
    regarding = REGARDING.match(clause)
    if regarding:
        return start + regarding.start(1)
    urged = URGED.match(clause)
    if urged:
        return start + urged.start(1)
    if PREPOSED.match(clause):
        relative = RELATIVE.match(clause)
        return start + relative.start(1) if relative and relative.end() < len(clause) else None
    presented = PRESENTED.match(clause) if clause[-1:] in SIGNS else None
    if presented:
        return start + presented.start(1)
    this = _this(shape, start, end) if "这" in clause and THIS_BODY.match(clause) else None
    if this is not None:
        return this
    lead = LEAD.match(clause)
    at = lead.end() if lead else 0
    if at < len(clause) and clause[at] in SUBJECTS:
        if INSIDE_IT.match(clause, at):
            return None
        while owner := POSSESSED.match(clause, at):
            at = owner.end()
        return start + at
    if "的" not in clause:
        return None
    relative = (
        RELATIVE.match(clause, at) or ITS.match(clause, at) or THIS.match(clause, at) or ATTRIBUTE.match(clause, at)
    )
    return start + relative.start(1) if relative else None


def _this(shape: Shape, start: int, end: int) -> int | None:
    """The noun of 这家地处Ⓓ的汽配企业 that takes up a name."""
    return next((i for i in range(start, end) for m in shape.groups[i][:1] if m.rule == "deixis_this"), None)


def _speaks(shape: Shape, at: int) -> bool:
    """Ⓝ表示, Ⓞ有关负责人坦言: what follows is not about the speaker."""
    if shape.text[at] == "Ⓞ" and OFFICE.search(shape.groups[at][0].name):
        return SPOKESMAN.match(shape.text, at + 1) is not None
    return shape.text[at] == "Ⓝ" and SPEECH.match(shape.text, at + 1) is not None


def _cause(shape: Shape, start: int, end: int) -> int | None:
    """The place a clause sets its scene in (在Ⓓ，…), a weak subject for what follows."""
    clause = shape.text[start:end]
    if "Ⓓ" in clause and (LOCATIVE.match(clause) or INSIDE_IT.search(clause)):
        return start + clause.rindex("Ⓓ")
    return None


def _read(shape: Shape, before: Mention | None) -> tuple[list[Topic], Mention | None]:
    """The topics of one sentence, and whom the next one starts with."""
    topics: list[Topic] = []
    current = before
    bounds = shapes.clauses(shape)
    for number, (start, end) in enumerate(bounds):
        at = stated(shape, start, end)
        ahead = None
        if (
            at is None
            and (
                PREPOSED.match(shape.text, start)
                or HEADLESS.match(shape.text[start:end])
                or (number == 0 and AFTERWARDS.match(shape.text[start:end]))
            )
            and number + 1 < len(bounds)
        ):
            ahead = stated(shape, *bounds[number + 1])
        scene = _cause(shape, start, end) if at is None else None
        found = at if at is not None else ahead if scene is None else None
        place = found if found is not None else scene
        subject = shape.groups[place][0] if place is not None else current
        topics.append(
            Topic(
                shape.sentence,
                shape.offsets[start],
                _printed_end(shape, end),
                subject,
                found is None and subject is not None,
            )
        )
        if at is not None and not _speaks(shape, at):
            behalf = BEHALF.match(shape.text, at)
            current = shape.groups[behalf.start(1) if behalf else at][0]
        elif scene is not None:
            current = shape.groups[scene][0]
    return topics, current


def _printed_end(shape: Shape, end: int) -> int:
    """One past the clause's last printed character in the sentence."""
    group = shape.groups[end - 1]
    return group[-1].end if group else shape.offsets[end - 1] + 1


def find(
    articles: tuple[Article, ...], sentences: tuple[Sentence, ...], mentions: tuple[Mention, ...]
) -> tuple[Topic, ...]:
    """One Topic per clause, in the order of the sentences given.

    A clause is cut at ，；：。！？; a subject dropped is carried from the clause before, across sentences of one
    article; a caption carries none to the body.  The offsets count in the sentence's text.
    """
    by_sentence: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    topics: list[Topic] = []
    for _, group in groupby(sentences, key=lambda sentence: (sentence.article, sentence.kind == "caption")):
        current: Mention | None = None
        counting: Mention | None = None
        last_part = 0
        for sentence in group:
            shape = shapes.both(sentence, tuple(by_sentence.get(sentence, ())))[1]
            part = PART.match(shape.text)
            if part and part["first"]:
                counting = current
            elif part and counting is not None and sentence.number - last_part <= PARTS_APART:
                current = counting
            last_part = sentence.number if part else last_part
            found, current = _read(shape, current)
            topics.extend(found)
    return tuple(topics)
