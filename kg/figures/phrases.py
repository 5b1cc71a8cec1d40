"""The words before and behind a number that name what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from kg import lexicon, values
from kg.figures.lexemes import owner, pattern
from kg.figures.slots import Slot
from kg.lexicon import Token
from kg.model import Mention

_ABOUT_BEHIND = re.compile(r"^(?:大关|关口|台阶|门槛|以上|以下|以内|左右|上下(?!游)|之多|及以上|多|余)+")
_LEADS_TO_PLACE = tuple("在于到至往自从的、和与及落入进出给")
"""Before the name of a place that is no owner beside a number: 落户临江市|12家."""
_OWNERS = ("District", "Organisation", "Event", "Program", "Product")
LONGEST = 120
"""Characters of the longest phrase that is looked at before a number: the longest indicator has 40."""
_TAILS = frozenset("的了着、和及与以在从由把将对向于”等（中里凭近约超") | {"以及", "凭借", "其中", "当中"}
_HEAD = re.compile(
    r"^(?:[的了着、和及与之等”）]|以及|以来|[两三四五六七八九十]+家(?:企业|公司|单位)?(?=合计|联[合手]|携手|共同))+"
)
_DONE = ("完成", "实现", "形成", "成为")
_SUMS = ("使", "让", "令", "共", "一共", "总共", "累计", "共计")
_WHEN = re.compile(
    r"(?:比|较|与)?(?:[今去前同]年|上年|[近前]?[\d一二三四五六七八九十]+年|上半年|下半年|.{0,4}季度|年末|年底)?"
    r"(?:末|底|前|同期)?"
)
_KEPT_OPENING = re.compile(
    r"^[最不未非无首各每多总新再重单全上下前后双一二三四五六七八九十第春夏秋冬早晚夜午周节假日月年]|均$|[比率量额数值期]|过夜"
)
"""Time words that say something of what is counted: 春季招聘, 夜间消费, 年均."""
_THIS_EVENT = re.compile(r"(?:本届|本次|此次)[^，]{1,6}?(?:会|节|赛|展|论坛)(?=..)")
_SINCE = re.compile(r"(?:[提上升增扩下降高长大减至]{0,3}到|自|从|截至|至)(?=[\d二])")
_SPAN = re.compile(
    r"(?:全年|当年|年内|(?:[今去前同]|近?[\d一二三四五六七八九十]+)年(?:来|间|前|内|里)?|上半年|下半年|[前近第]?[\d一二三四]+季度)(?:以来)?(?=.)"
)
_HOME = r"(?:[全本我该当]+[省市区县州国疆镇村]|[省市区县州镇村]里的?|当地|这里)"


@lru_cache(maxsize=1 << 13)
def _words(phrase: str) -> tuple[Token, ...]:
    """The phrase's words; the same few phrases are cut again by every rule."""
    return lexicon.tokens(phrase)


@lru_cache(maxsize=1 << 13)
def trimmed(phrase: str) -> str:
    """截至目前，全市累计投入奖励资金 → 投入奖励资金: without dates and words that only open a clause."""
    phrase = phrase[-LONGEST:]
    light = pattern(rf"(?:(?!就地)@|{_HOME}|同比|环比|[”》])", "light")
    if phrase.startswith("“") and "”" not in phrase:
        phrase = phrase[1:]
    sums = [token.end for token in _words(phrase) if token.word in _SUMS and 0 < token.end < len(phrase)]
    phrase = _HEAD.sub("", phrase[sums[-1] if sums else 0 :])
    while len(phrase) > 1:
        from_ = _SINCE.match(phrase)
        date = values.date_at(phrase, from_.end() if from_ else 0)
        span = _SPAN.match(phrase)
        match = light.match(phrase)
        match = match if match and match.end() in _borders(phrase) else None
        end = date or (span.end() if span else 0) or (match.end() if match else 0) or _opening(phrase)
        if not end or (end == len(phrase) and phrase in _DONE):
            break
        phrase = _HEAD.sub("", phrase[end:])
    return "" if _WHEN.fullmatch(phrase) else _tailless(phrase)


def _opening(phrase: str) -> int:
    """Where the conjunction, adverb, pronoun or time word ends that opens the phrase (而, 却, 它, 届时), 0 where none
    does: 总投资 and 最高补贴 keep theirs."""
    if phrase.startswith("就地"):  # cut in two by the tokenizer: 就地|化解
        return 0
    first, *rest = _words(phrase)
    light = _light(first) or bool(pattern("@", "pronoun").fullmatch(first.word))
    return first.end if light and rest and not rest[0].word.startswith("的") else 0


def _light(word: Token) -> bool:
    """Whether a word only says when or how: 始终, 如今, 却; but not 最高, 首次."""
    if pattern("@", "adverb").fullmatch(word.word):
        return True
    return word.pos in ("c", "t") and not _KEPT_OPENING.search(word.word)


def _tailless(phrase: str) -> str:
    """Without particles and prepositions at its end; 意向 and 基地 keep theirs."""
    words = _words(phrase)
    end = len(words)
    while end and (words[end - 1].word in _TAILS or (end > 1 and _light(words[end - 1]))):
        end -= 1
    return phrase[: words[end - 1].end] if end else ""


def linked(phrase: str, arriving: bool = True) -> str:
    """专利拥有量达到 → 专利拥有量: without words that join noun and number.

    arriving: also without any verb of arriving at a number (产值滑落到); 出口至20个国家 keeps it.
    """
    phrase = phrase[-LONGEST:]
    joining = pattern("(?:@|[了的在则])$", "link", "about")
    while True:
        found = joining.search(phrase)
        if found and _stands_alone(phrase, found.start()):
            phrase = phrase[: found.start() + (found[0].startswith("高") and phrase[found.start() - 1] == "最")]
        elif arriving and (end := _reaching(phrase)):
            phrase = phrase[:end]
        else:
            return phrase


_ARRIVES = re.compile("[到至]了?$")


def _reaching(phrase: str) -> int:
    """Where a verb of arriving at a number begins that ends the phrase: 产值|滑落到, 车程|压至; 0 where none does."""
    words = _words(phrase)
    if len(words) < 2 or not _ARRIVES.search(phrase):
        return 0
    at = len(words) - 1
    while at and words[at].word in ("到", "至", "了"):
        at -= 1
    verb = words[at]
    if verb.pos.startswith("n") and not verb.word.endswith(("到", "至")):
        return 0
    return verb.start


def _stands_alone(phrase: str, start: int) -> bool:
    """Whether the last word from start on is one of its own: 占地|近, but 节约."""
    if start in _borders(phrase) or phrase[start - 1] in "率量额数值积重比":
        return True
    return len(_words(phrase[start - 1 :])) > 1


def _after_name(phrase: str, mentions: Sequence[Mention]) -> str:
    """由某市援建的西河中学新校区占地 → 新校区占地: without the names before what is counted."""
    for mention in mentions:
        if mention.type in _OWNERS and mention.text in phrase:
            rest = phrase.rsplit(mention.text, 1)[1]
            phrase = trimmed(rest) if len(rest) > 1 and not rest.startswith(("、", "和", "的")) else phrase
    return phrase


@lru_cache(maxsize=1 << 12)
def _borders(phrase: str) -> frozenset[int]:
    """Offsets between words: 达 opens 达百亿, not 达成; 约 ends 大约, not 节约."""
    return frozenset({0, *(token.end for token in _words(phrase))})


def _pointed(phrase: str) -> str:
    """该线路全长 → 全长, 这座占地 → 占地, 这家企业主导的标准 → 主导的标准: without what 这 and 该 point to."""
    words = _words(phrase)
    if not words or words[0].word[0] not in "这该此那":
        return phrase
    at = 1
    while at < len(words) - 1 and (words[at].pos in ("m", "q", "mq") or words[at].word in values.units()):
        at += 1
    if 0 < at < len(words) and words[at].pos.startswith("v"):
        return phrase[words[at].start :]
    rest = phrase[words[at].end :] if at < len(words) and words[at].pos.startswith(("n", "l", "x")) else ""
    return trimmed(rest) if len(rest) > 1 and not rest.startswith("的") else phrase


def _counts(slot: Slot) -> bool:
    """Whether a noun stands behind the number, which counts it."""
    return slot.number.kind == "count" and slot.right > slot.number.end and slot.behind[0] not in "、和及与的以左"


_AT_EDGES = re.compile(
    r"^(?:位于|坐落)[^、]*、(?=.{2})|连续[\d一二三四五六七八九十]+个?[年月届季]度?$|[从由自][12]\d{3}年[^，]{0,3}$|(?:更是?)?[从由]零$"
)
"""位于甲区、…; …连续三年: where and since when, around what is counted."""
_UP_TO_POINTER = re.compile(r"^.*的(?=[这该]一?[家个座所支批项款台条])")


def noun_before(slot: Slot, mentions: Sequence[Mention], end: int) -> str:
    """The phrase before the number (or before `end`) that names what is counted, without the clause's subject."""
    text = slot.sentence.text
    start, bracket = slot.left, text.rfind("（", slot.left, end)
    bracket = -1 if "）" in text[bracket:end] else bracket
    if bracket >= 0 and not any(m.start <= bracket < m.end for m in mentions):
        named = any(m.end == bracket for m in mentions) or _ends_in_place(text[start:bracket])
        start, end = (bracket + 1, end) if named or text[bracket + 1 : end] else (start, bracket)
    for mention in mentions:
        opens = not trimmed(text[start : mention.start]) or text[start : mention.start] in "“《"
        counts = mention.type in ("Award",) and mention.end >= end - 3
        if start <= mention.start and mention.end <= end and opens and not counts and mention.type != "Product":
            start = mention.end
    last = next((m for m in mentions if m.end == end and m.type == "District" and m.start > start + 1), None)
    end = last.start if last and not text[start : last.start].endswith(_LEADS_TO_PLACE) else end
    phrase = _after_name(trimmed(linked(text[start:end], not _counts(slot))), mentions)
    short = _THIS_EVENT.match(phrase) or owner("该?@(?=..)", "company", "body").match(phrase)
    short = short or owner("[该此]?@(?=..)", "this").match(phrase)
    if short and short.end() in _borders(phrase):
        phrase = trimmed(phrase[short.end() :])
    if phrase in _BODIES and slot.number.unit in ("家", "户", "个", "所"):
        return phrase
    phrase = _pointed(_UP_TO_POINTER.sub("", _AT_EDGES.sub("", phrase)))
    return "" if _empty(phrase) else phrase


_BODIES = ("企业", "公司", "集团", "学校", "医院", "农场")
"""Nouns that point back (企业投资3亿元), but are counted before a classifier: 有企业40家."""
_PARTICLES = re.compile(r"[的了着]+|（[^）]*）")
_JOINED = re.compile(r"[、和及与）]|以及|之一|次之|居次|紧随其后|领跑|居首|垫底")
"""Behind a number, before its noun; and what says that none follows."""


def noun_behind(slot: Slot, words: Sequence[Token], mentions: Sequence[Mention]) -> tuple[str, str]:
    """What follows the number as (noun, predicate): (企业, 入选民企百强)."""
    behind = _ABOUT_BEHIND.sub("", slot.behind)
    start = slot.right - len(behind)
    head = _PARTICLES.match(behind)
    start += head.end() if head else 0
    if _JOINED.match(behind):
        return "", ""
    inside = [w for w in words if start <= w.start < slot.right]
    named = {w.start for w in inside if any(m.start <= w.start and w.end <= m.end for m in mentions)}
    text = slot.sentence.text
    end = _noun_end(inside, named, slot)
    end -= start < end and text[end - 1] in "“‘"
    return _tailless(_HEAD.sub("", text[start:end])), _tailless(text[end : slot.right])


def _noun_end(inside: Sequence[Token], named: set[int], slot: Slot) -> int:
    """Where the noun phrase behind a number ends and its predicate begins."""
    text = slot.sentence.text
    if inside and inside[0].start not in named and _opens_predicate(inside[0], slot):
        return inside[0].start
    for before, word in pairwise(inside):
        if word.start not in named and word.word in _LOCALIZERS and text[word.end : word.end + 1] != "的":
            return word.start
        noun_like = before.pos[:1] in "nsljtvbaix" or before.word in "”）"
        if word.start not in named and noun_like and _is_verb(word):
            return word.start
        if word.start not in named and word.pos == "x" and word.word.endswith("为") and word.end < slot.right:
            return word.end - 1  # 产业园|区为: an unlisted word that ends a noun and begins its predicate
    return slot.right


_INTO = tuple("自于入到至成为在")
"""Ends of verbs that want a place or a state behind them: 19项出自乙县; but 6家落户于乙县的企业."""
_LOCALIZERS = ("上", "里", "内", "之中", "当中", "之间")
_NO_VERBS = ("和", "及", "与", "、", "或", "等")
_ADVERBS = ("年产", "月产", "日产", "双双", "均", "都", "也", "已", "全部", "悉数", "先后", "将")


def _is_verb(word: Token) -> bool:
    if word.word in _ADVERBS or word.word.endswith("获"):
        return True
    if word.word in _NO_VERBS or pattern("@", "nominal", "measure").fullmatch(word.word):
        return False
    return word.pos in ("v", "vd", "vi", "d", "p", "c")


def _opens_predicate(word: Token, slot: Slot) -> bool:
    """Behind a classifier a verb opens a noun (25个执法单位), behind a measure a predicate (投资12亿元建设…)."""
    if word.pos in ("d", "p", "c", "vd"):
        return True
    if word.pos != "v":
        return False
    if word.word[-1] in _INTO and "的" not in slot.sentence.text[word.end : slot.right]:
        return True
    return slot.number.kind != "count" or slot.number.unit in ("人", "次", "人次") or len(word.word) == 1


_KIND_OF_PLACE = re.compile(r"[率量额值]$|意度$|扎根|[城街社园山景][市镇乡道区村]$|港口|省份|海岛|岛屿|乡村|县城|^惠及")
_HEADS = r"(?:(?<=.)[率量额值]|@)(?<!增速)(?<!增幅)(?<!降幅)(?<!总量)(?<!总额)"


def quantity(phrase: str) -> str:
    """The quantity that a clause without a number speaks of: 研发投入不减反增 → 研发投入; "" where it names none."""
    heads = [m.end() for m in pattern(_HEADS, "measure").finditer(phrase) if m.end() in _borders(phrase)]
    return phrase[: heads[-1]] if heads else ""


def only_place(phrase: str) -> bool:
    """Whether a phrase is nothing but the name of a place: it says whose a number is, not what it counts."""
    return bool(phrase) and all(t.pos == "ns" and not _KIND_OF_PLACE.search(t.word) for t in _words(phrase))


def _ends_in_place(phrase: str) -> bool:
    """Whether a name of a place ends the phrase: 深圳（95家）, but 工程中心（3家）."""
    return bool(phrase) and only_place(_words(phrase)[-1].word)


def _empty(phrase: str) -> bool:
    """Whether a phrase names nothing that can be counted: 江苏, 虽, 如今, 后者, 公司."""
    if (
        only_place(phrase)
        or pattern("@", "pronoun").fullmatch(phrase)
        or owner("@", "company", "body").fullmatch(phrase)
    ):
        return True
    if phrase not in _DONE and pattern("@", "light").fullmatch(phrase):
        return True
    return all(_light(word) or word.pos in ("p", "u") for word in _words(phrase))


def members(phrase: str) -> list[str]:
    """水稻、小麦和玉米产量 → 水稻, 小麦, 玉米产量; 普及率 stays whole."""
    found = [""]
    for token in _words(phrase):
        if token.word in tuple("、和及与"):
            found.append("")
        else:
            found[-1] += token.word
    return [member for member in found if member]


def verb_before(slot: Slot, words: Sequence[Token], phrase: str) -> str:
    """The short verb that governs a counted noun: 汇集30万家企业 → 汇集."""
    if slot.left != slot.clause or not phrase or re.search(r"[、和]", phrase):
        return ""
    inside = [w for w in words if slot.left <= w.start < slot.number.start]
    verbs = [w.word for w in inside if w.pos.startswith("v") and w.word in phrase]
    tail = phrase[phrase.rfind(verbs[-1]) :] if verbs else re.sub(r"^[该本此].*", "", phrase)
    return tail if len(tail) <= 6 else ""
