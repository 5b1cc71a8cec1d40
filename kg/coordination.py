"""Lists that share their last word: 首席质量官、首席品牌官制度, “日管控”“周排查”制度, 长江路、薛家岛2个街道."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import candidates, lexicon
from kg.heads import LONGEST_HEAD, heads_of
from kg.limits import edge_words
from kg.model import Mention, Sentence

NUMERAL = "[0-9０-９两二三四五六七八九十]+"
_PLACES = re.compile(
    rf"(?P<items>(?:[一-鿿]{{2,4}}、)+[一-鿿]{{2,4}}?)(?:等)?{NUMERAL}个?(?P<level>街道|镇|乡|区|县|市|村|社区|旗)(?![长委域级民])"
)
_QUOTES = re.compile("(?:“[^“”]{2,16}”(?:、|和|及|与)?)+$")
_QUOTED = re.compile("“([^“”]{2,16})”")
_PLAIN = re.compile("(?:[^，。；：“”、的了和与及]{3,12}、)+$")


def find(sentences: Sequence[Sentence], found: dict[int, list[Mention]]) -> None:
    """Add to each sentence's mentions the members of lists whose last word stands only once."""
    prizes: list[tuple[Sentence, str]] = []
    for index, sentence in enumerate(sentences):
        told = [stem for before, stem in prizes if _tells_on(before, sentence)]
        added = [
            *_places(sentence),
            *_undertakings(sentence, found[index]),
            *_shared(sentence, found[index]),
        ]
        for mention in (*added, *_grades(sentence, found[index], told[-1] if told else "")):
            sure = mention.rule in ("name_shared_level", "name_shared_count", "name_grade")
            if sure or not any(_covers(m, mention) for m in found[index]):
                found[index] = [m for m in found[index] if m.end <= mention.start or mention.end <= m.start]
                found[index].append(mention)
        prizes = [(sentence, stem) for mention in found[index] if (stem := _prize(mention))] or prizes


GRADES_BACK = 2
"""Sentences back in which the prize may be named whose grade stands alone."""


def _tells_on(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence follows soon on one before it, in one article."""
    return before.article == sentence.article and 0 < sentence.number - before.number <= GRADES_BACK


def _prize(mention: Mention) -> str:
    """What the grades of a prize or a contest are told by: 第四届临江诗歌奖 → 临江诗歌奖; a grade has none."""
    if mention.type == "Event":
        return mention.name if _CONTEST.search(mention.name) else ""
    prize = mention.type == "Award" and mention.name.endswith("奖") and not _GRADE.search(mention.name[-4:])
    return _EDITION.sub("", mention.name) if prize else ""


_EDITION = re.compile("^(?:(?:19|20)[0-9]{2}年?度?)?(?:第[0-9一二三四五六七八九十]{1,3}届|首届)?")
_GRADE = re.compile(
    "(?:(?:特等|[一二三]等|大?[金银铜]|优秀|优胜)奖|[金银铜]牌(?=[0-9０-９两二三四五六七八九十]+[枚块面个]|[、，。；和]))"
)
_GRADED = re.compile("^(?P<stem>.{3,}?)(?:(?:特等|[一二三]等|大?[金银铜]|优秀|优胜)奖|[金银铜]牌)$")
_CONTEST = re.compile("(?:赛|赛项|会|展|节|周|竞技)$")
# 此前|在一场书法比赛中获得一等奖: another contest, or another time, than the prize told before.
_ELSEWHERE = re.compile("[比大竞]赛|联赛|评选|此前|曾")
# What a grade that stands alone stands behind; 省科技进步|一等奖 is a name.
_ALONE = frozenset("获得了夺捧摘斩揽收取拿为下回的有目、，。；：和及“枚项个名 　")
# Between a prize and the next grade of it: 金奖3项、银奖.
_COUNTS = re.compile("[0-9０-９一二两三四五六七八九十百余多项枚个块件名、，和及与各]*")


def _grades(sentence: Sentence, mentions: Sequence[Mention], told: str) -> Iterator[Mention]:
    """中国专利金奖、银奖 → 中国专利银奖; 在某大赛上获金奖、银奖各一枚 → 某大赛金奖, 某大赛银奖.

    told is the prize of the sentences before, for a sentence that names none of its own.
    """
    last: tuple[int, str] | None = None
    for match in _GRADE.finditer(sentence.text):
        start, end = match.span()
        held = [m for m in mentions if m.start < end and start < m.end]
        if any((m.start, m.end) != (start, end) for m in held):
            whole = _GRADED.match(held[-1].name) if held[-1].type == "Award" and held[-1].end == end else None
            last = (end, whole["stem"]) if whole else last
            continue
        if start and sentence.text[start - 1] not in _ALONE:
            continue
        if last and _COUNTS.fullmatch(sentence.text, last[0], start):
            stem = last[1]
        else:
            before = [m for m in mentions if m.end <= start and m.type in ("Event", "Award")]
            stem = _prize(before[-1]) if before else "" if _ELSEWHERE.search(sentence.text, 0, start) else told
            if not stem or (before and "；" in sentence.text[before[-1].end : start]):
                continue
        last = (end, stem)
        yield Mention(sentence, start, end, "Award", stem + match.group(), "name_grade")


_COUNTED = re.compile(
    rf"(?P<items>(?:[一-鿿]{{3,16}}、|“[^“”]{{2,12}}”、?){{1,8}}(?:[一-鿿]{{3,12}}?|“[^“”]{{2,12}}”))等?"
    rf"(?:{NUMERAL})(?:大|项|个)(?:重点|专项)?(?P<head>(?:专项|提升|攻坚)?行动|工程|计划|攻坚战|战略)(?![一-鿿]?[者员书会]|[组队部所单列])"
)
_ITEM = re.compile("“[^“”]+”|[^、“”]+")


def _undertakings(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """实施质量强基、品牌提升、标准引领三大行动 → three undertakings; 甲区、乙区三大工程 names none."""
    for match in _COUNTED.finditer(sentence.text):
        first, last = match.span("items")
        if _OF_BODIES.search(match["items"]) or any(
            m.type in _NO_MEMBER and m.start < last and first < m.end for m in mentions
        ):
            continue
        items = list(_ITEM.finditer(match["items"]))
        for item in items:
            words = item.group() if item is not items[0] else _without_verbs(item.group(), "Program")
            name = words.strip("“”")
            if len(name) > 1 and not set(name) & _LOOSE:
                end = match.start("items") + item.end()
                shown = words if words.startswith("“") else name
                yield Mention(sentence, end - len(shown), end, "Program", shown + match["head"], "name_shared_count")


_LOOSE = frozenset("的和与及了在将由共")
_NO_MEMBER = ("Organisation", "District", "Person", "Document")
_OF_BODIES = re.compile("(?:[省市区县局院]|集团|公司)(?:、|$)")


def _covers(held: Mention, mention: Mention) -> bool:
    """Whether a mention of the type already stands there, as long or longer."""
    meets = held.start < mention.end and mention.start < held.end
    return meets and held.type == mention.type and held.end - held.start >= mention.end - mention.start


def _places(sentence: Sentence) -> Iterator[Mention]:
    """长江路、薛家岛、灵山卫3个街道 → three streets; 甲、乙两区 → two divisions that exist."""
    for match in _PLACES.finditer(sentence.text):
        level, at = match.group("level"), match.start("items")
        # 覆|盖长江路: the first item begins where a word does.
        begins = {token.start for token in lexicon.tokens(sentence.text)}
        lost = next((n for n in range(3) if at + n in begins), 0)
        at += lost
        for item in match.group("items")[lost:].split("、"):
            name = item + level
            if (
                item
                and (name in lexicon.division_names() or level in ("街道", "村", "社区"))
                and not item.endswith(level)
            ):
                yield Mention(sentence, at, at + len(item), "District", name, "name_shared_level")
            at += len(item) + 1


def _shared(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Members before a mention that ends with the list's shared head: quoted ones, and ones that end alike."""
    text = sentence.text
    for mention in mentions:
        if mention.type not in ("Program", "Award", "Event"):
            continue
        last = re.fullmatch("(“[^“”]{2,16}”)([一-鿿]{2,4})", mention.text)
        before = text[: mention.start]
        if last:
            run = _QUOTES.search(before)
            for quote in _QUOTED.finditer(run.group()) if run else ():
                start = run.start() + quote.start() if run else 0
                name = f"“{quote.group(1)}”{last.group(2)}"
                yield Mention(sentence, start, start + len(quote.group()), mention.type, name, "name_shared_head")
            continue
        heads = dict(heads_of(mention.text[-LONGEST_HEAD:]))
        head = heads.get(mention.type, "")
        stem = mention.text[: len(mention.text) - len(head)]
        run = _PLAIN.search(before)
        if not head or len(stem) < 3 or not run:
            continue
        at = run.start()
        for item in run.group().rstrip("、").split("、"):
            name = _without_verbs(item, mention.type)
            if len(name) >= 3 and name[-1] == stem[-1] and not name.endswith(head):
                end = at + len(item)
                yield Mention(sentence, end - len(name), end, mention.type, name + head, "name_shared_head")
            at += len(item) + 1


def _without_verbs(item: str, kind: str) -> str:
    """A list's first member without the words that lead to it: 深入推进|首席质量官."""
    words = lexicon.tokens(item)
    for at in range(len(words) - 1, -1, -1):
        if words[at].word in candidates.verbs(kind) or words[at].word in edge_words("barrier", "leading", "first"):
            return item[words[at].end :]
    return item
