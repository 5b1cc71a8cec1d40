"""A sentence made ready for the finders of names: words, brackets, and the names known beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kg import lexicon
from kg.lexicon import Token
from kg.model import Sentence

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】"}
QUOTES = frozenset("“‘「『")
_OPENERS = {close: opener for opener, close in PAIRS.items()}
_BRACKET = re.compile(f"[{''.join((*PAIRS, *_OPENERS))}]")
LONGEST_BRACKET = 90
LONGEST_PERSON = 4
# 百强区|中: jieba lists 区中.
PLACED = frozenset("中里上内外前后")
# 市|食药安办: jieba reads 市食.
WHOSE = frozenset("省市区县州旗镇乡")
# 捧回|省科技奖, 受|市市场监管局委托: the HMM reads 回省, 受市.
_VERBS_OF_ONE = frozenset("回受列报赴")
# A word that the HMM glued to a preposition (由市, 对新) hides the edge of a name.
PREPOSITIONS = frozenset("其由除在与和对为从被将向以经据获自至到及把让给于")
# Adverbs that the HMM glues before a preposition and what follows it: 已由|区市场监管局, 还同|江南大学.
ADVERBS = frozenset("已还也又都均曾则就便仍")
# Particles that the HMM glues behind one.
GLUED = frozenset("等是到在和与及为也已均都将说称")


@dataclass(frozen=True, slots=True)
class Reading:
    """tokens cover the text and break at every known name's edges; brackets maps opener → closer offsets."""

    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]
    known: tuple[tuple[int, int, str], ...]
    brackets: dict[int, int]
    opened: dict[int, int]
    starts: dict[int, int]
    ends: dict[int, int]
    # What kg.limits found of offsets, whether a name may begin there and whether the word there parts names: every
    # head walks over the same words.
    begins: dict[int, bool] = field(default_factory=dict, compare=False)
    parting: dict[int, bool] = field(default_factory=dict, compare=False)

    def before(self, offset: int) -> Token | None:
        """The token that ends at an offset."""
        index = self.ends.get(offset)
        return None if index is None else self.tokens[index]

    def after(self, offset: int) -> Token | None:
        """The token that starts at an offset."""
        index = self.starts.get(offset)
        return None if index is None else self.tokens[index]


def brackets(text: str) -> dict[int, int]:
    """Opener → closer offsets of the balanced brackets and quotes that are no longer than LONGEST_BRACKET."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for match in _BRACKET.finditer(text):
        at, char = match.start(), match.group()
        if char in PAIRS:
            stack.append(at)
        else:
            # An unclosed opener in between is layout noise: the outer pair still holds.
            for depth in range(len(stack) - 1, max(len(stack) - 4, -1), -1):
                if text[stack[depth]] == _OPENERS[char]:
                    if at - stack[depth] <= LONGEST_BRACKET:
                        found[stack[depth]] = at
                    del stack[depth:]
                    break
    return found


def _edges(text: str, known: tuple[tuple[int, int, str], ...]) -> set[int]:
    return {edge for start, end, _ in known for edge in (start, end)}


# 教育局局长: the dictionary has 局局长 as a word.
_DOUBLE = re.compile(r"([一-鿿])\1[长]")


def _cut(words: tuple[Token, ...], edges: set[int]) -> tuple[Token, ...]:
    """The words, those that hold an edge or may be glued in pieces."""
    found: list[Token] = []
    for token in words:
        start, end, word, pos = token
        if end - start == 1 or (pos != "x" and word[-1] != "长" and edges.isdisjoint(range(start + 1, end))):
            found.append(token)
        else:
            found.extend(_split(token, edges))
    return tuple(found)


def _split(token: Token, edges: set[int]) -> Iterator[Token]:
    """The token cut at the edges inside it, and at a preposition or particle that the HMM glued to an unlisted word.

    生态环境部|和|省: also to the rest of one that an edge has cut. Behind a place 其 begins a name: 四川|其亚铝业.
    """
    cuts = [edge for edge in range(token.start + 1, token.end) if edge in edges]
    if token.pos == "x" and len(token.word) > 1:
        begins, ends = (token.start, *cuts), (*cuts, token.end)
        glued = (at for at, end in zip(begins, ends, strict=True) if end - at > 1)
        leading = (at for at in glued if token.word[at - token.start] in PREPOSITIONS)
        cuts = sorted({*cuts, *(at + 1 for at in leading if at not in edges or token.word[at - token.start] != "其")})
        if token.word[0] in ADVERBS and token.word[1] in PREPOSITIONS and len(token.word) > 2:
            cuts = sorted({*cuts, token.start + 1, token.start + 2})
        if len(token.word) == 2 and (
            (token.word[0] in "局厅委" and token.word[1] in PREPOSITIONS)
            or (token.word[0] in _VERBS_OF_ONE and token.word[1] in WHOSE)
        ):
            cuts = sorted({*cuts, token.start + 1})
        if token.word[-1] in GLUED and token.end - 1 not in cuts and token.end - 1 > token.start:
            cuts.append(token.end - 1)
    if _DOUBLE.fullmatch(token.word):
        cuts = [token.start + 1]
    at = token.start
    for cut in (*cuts, token.end):
        word = token.word[at - token.start : cut - token.start]
        yield Token(at, cut, word, token.pos if not cuts else ("p" if word in PREPOSITIONS else "x"))
        at = cut


def _role_follows(text: str, end: int) -> bool:
    return any(text[end : end + length] in lexicon.words("roles") for length in (2, 3, 4))


Inside = dict[int, Token]
"""The offsets inside words → the word."""


def _inside(words: tuple[Token, ...]) -> Inside:
    return {edge: token for token in words if token.end - token.start > 1 for edge in range(token.start + 1, token.end)}


def _head_edges(text: str, heads: list[tuple[int, int]], inside: Inside) -> set[int]:
    """Where a head begins or ends inside a word that jieba made too long: 协会|会长, 百强榜|上, 市|食药安办."""
    found = set()
    for start, end in heads:
        token, first = inside.get(end), inside.get(start)
        office = end - start > 2 and text[end - 1] in "局厅委"  # 市场监管局|面向: jieba reads 局面
        if token and (token.pos == "x" or office or _role_follows(text, end) or text[end : token.end] in PLACED):
            found.add(end)
        if first and first.pos == "x" and text[first.start : start] in WHOSE:
            found.add(start)
    return found


_BRAND_MARK = re.compile("(?<=[A-Za-z0-9”’])牌(?=[一-鿿])")


def _brand_edges(text: str) -> set[int]:
    """Where 牌 stands behind a brand in letters or quotes: OVM|牌|锚具, jieba reads 牌锚|具."""
    return {edge for match in _BRAND_MARK.finditer(text) for edge in match.span()}


# 该|县市场监管局: jieba reads 该县.
_OF_THIS = re.compile(
    "该(?=[省市区县州旗镇](?:人民)?(?:[一-鿿]{2,10}?[局厅委](?!员)|政府|法院|检察院|人大|政协|总工会|妇联|工商联|管委会))"
)


# 本报11月12日讯|省工信厅: jieba reads 日讯省.
_DATED = re.compile("(?:[0-9０-９]日|本报)(?:专?电|讯)(?=[一-鿿])")
# “领跑者”企业|名单; 黑名单 is one word.
_LISTED = re.compile("(?![黑白红])[一-鿿](?=名单)")


def _this_edges(text: str) -> set[int]:
    """Where a word begins behind 该, behind a dateline and at 名单: 该|县市场监管局, 日讯|省工信厅, 企业|名单."""
    return {match.end() for form in (_OF_THIS, _DATED, _LISTED) for match in form.finditer(text)}


# 南珠|街上, 云石|山里, 百强|榜上, 工程|奖提名: a last character that jieba gives to what follows.
_PLACE_ENDS, _PLACE_BEHIND = "村镇街区县城山湖园港岛湾", "上里"
_TITLE_ENDS = re.compile("榜上|奖提名")
# 石|村开|剪, 验|区正|由: what the HMM made of a place's last character and the word behind it.
_GLUED_BEHIND = frozenset("正已将也均仍还又自年今开获")


def _last_edges(words: tuple[Token, ...]) -> set[int]:
    """Where a name's last character ends in a word of two: 临江县的|云石|街|上; 走在|街上 names no street."""
    found: set[int] = set()
    for before, token in pairwise(words):
        word = token.word
        if before.pos[:1] not in "nx" or not _HAN.fullmatch(before.word):
            continue
        held = len(word) == 2 and word[0] in _PLACE_ENDS
        placed = held and word[1] in _PLACE_BEHIND and before.pos in ("x", "nr", "ns", "nz", "nrt")
        if placed or (held and token.pos == "x" and word[1] in _GLUED_BEHIND) or _TITLE_ENDS.fullmatch(word):
            found.add(token.start + 1)
    return found


def _role_edges(text: str, known: tuple[tuple[int, int, str], ...], inside: Inside) -> set[int]:
    """Where a post ends inside a word that jieba made of it and the person: 质量|官|李晓明, 处|长|王大桂.

    Only where the post begins with a word (发展处|处长: jieba reads 处处), a surname follows, and no place that is
    named in full stands over both (西安市|长安区).
    """
    found: set[int] = set()
    for begin, end in lexicon.role_spans(text):
        token, doubled = inside.get(end), inside.get(begin)
        if token is None or text[end] not in lexicon.words("surnames"):
            continue
        if doubled is not None and doubled.word != text[begin] * 2:
            continue
        rest = token.end - end
        unlisted = token.pos in ("x", "nr", "nrt") and rest <= LONGEST_PERSON
        if (rest == 1 or unlisted) and not any(low < end < high and which != "short" for low, high, which in known):
            found |= {begin, end}
    return found


def _merged(tokens: tuple[Token, ...], heads: list[tuple[int, int]]) -> tuple[Token, ...]:
    """The tokens with those that make up one head as one word: 自|贸|试验区, 工作|推进|会."""
    if not heads:
        return tokens
    ends, found, index = dict(heads), [], 0
    while index < len(tokens):
        token, last = tokens[index], index
        if token.start not in ends:
            found.append(token)
            index += 1
            continue
        end = ends[token.start]
        while last + 1 < len(tokens) and tokens[last].end < end:
            last += 1
        if last > index and tokens[last].end == end:
            word = "".join(t.word for t in tokens[index : last + 1])
            found.append(Token(token.start, end, word, "n"))
            index = last + 1
        else:
            found.append(token)
            index += 1
    return tuple(found)


_LATIN_PAIR = re.compile("[A-Za-z0-9][A-Za-z0-9]")


# 安庆|市立医院: a body that the city founded.
_FOUNDED = re.compile("[省市县区州]立(?:医院|中医|中学|小学|高中|学校|大学|图书|美术|博物|第|[一二三四五]|实验|幼)")


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is a piece of a longer Latin word (Meta of Metal)."""
    if not (text[start].isascii() or text[end - 1].isascii()):
        return False
    return any(_LATIN_PAIR.match(text, at) for at in (start - 1, end - 1) if at >= 0)


def _at_words(known: list[tuple[int, int, str]], text: str, inside: Inside) -> Iterator[tuple[int, int, str]]:
    """The known names without pieces of Latin words, and without those of two characters across words (集|中山|推)."""
    for start, end, which in known:
        if _goes_on(text, start, end):
            continue
        if which == "full" and _FOUNDED.match(text, end - 1):
            end, which = end - 1, "short"
        if end - start == 2:
            glued = inside.get(start)
            if glued and not (glued.pos == "x" and text[start - 1] != "其" and text[start - 1] in PREPOSITIONS):
                continue
            cut = inside.get(end)
            if cut and cut.pos != "x" and cut.start < start:
                continue
            if cut and cut.pos not in ("x", "ns", "nt", "n", "nz", "nr", "nrt"):
                continue
        yield start, end, which


# What may follow a name of two characters right away; any other single character belongs to the name.
_NOT_GIVEN = frozenset(
    "的是在说称等与及为将对向就也则已从把被让给带作讲到赴率并又"
    "还都先正主任和曾今近最再亲分参介坦回一同代、，。：；（）“”"
)
_SAYS = ("说", "表示", "介绍", "告诉", "透露", "指出", "认为", "坦言", "解释", "强调", "提醒", "称", "直言")
# 任|全区: what points at a place is no given name.
_POINTS = frozenset("全我该本各这")
LONGEST_ROLE = 8


def _role_ends(text: str, start: int) -> bool:
    """Whether a post stands right before an offset (首席技师|)."""
    roles = lexicon.words("roles")
    return any(text[start - length : start] in roles for length in range(2, min(LONGEST_ROLE, start) + 1))


def _given_end(text: str, tokens: tuple[Token, ...], index: int) -> int:
    """Where the person's name ends that begins with a word behind a post, if the words cut it too short, else 0.

    The word begins with a surname.
    """
    token = tokens[index]
    if len(token.word) > 2 or index + 1 == len(tokens):
        return 0
    if token.word[0] in PREPOSITIONS and token.word[0] not in "于向":
        return 0
    following = tokens[index + 1]
    if len(token.word) == 1:
        own = len(following.word) == 2 and not following.word.startswith(_SAYS) and following.pos[:1] not in "pcdr"
        return following.end if own and _HAN.fullmatch(following.word) and following.word[0] not in _POINTS else 0
    if token.pos not in ("x", "nr", "nrt", "ns", "nz"):
        return 0
    sign = following.word[0]
    if sign in _NOT_GIVEN:
        joined = sign == "和" and len(following.word) == 1 and text.startswith(_SAYS, following.end)
        return following.end if joined else 0
    single = len(following.word) == 1 or (following.pos == "x" and following.word[1:] in _NOT_GIVEN)
    return following.start + 1 if single and _HAN.fullmatch(sign) else 0


_HAN = re.compile("[一-鿿]+")


def _persons(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with a person's name behind a post as one word: 技师|华立|成则 → 技师|华立成|则."""
    found: list[Token] = []
    surnames, past = lexicon.words("surnames"), 0
    if not any(word[0] in surnames and _role_ends(text, start) for start, _, word, _ in tokens):
        return tokens
    for index, token in enumerate(tokens):
        if token.end <= past:
            continue
        if token.start < past:
            found.append(Token(past, token.end, text[past : token.end], "x"))
            continue
        end = _given_end(text, tokens, index) if token.word[0] in surnames else 0
        end = end if end and _role_ends(text, token.start) else 0
        found.append(Token(token.start, end, text[token.start : end], "x") if end else token)
        past = max(past, end)
    return tuple(found)


def read(sentence: Sentence) -> Reading:
    """Segment a sentence; places of more than one character that begin inside a word cut it."""
    text = sentence.passage.text
    words = lexicon.tokens(text)
    inside = _inside(words)
    known = tuple(_at_words(lexicon.known(text), text, inside))
    heads = lexicon.head_spans(text)
    edges = _edges(text, known) | _head_edges(text, heads, inside) | _role_edges(text, known, inside)
    edges |= _brand_edges(text) | _this_edges(text) | _last_edges(words)
    tokens = _merged(_cut(words, edges), heads)
    tokens = _persons(text, tokens)
    pairs = brackets(text)
    return Reading(
        sentence,
        text,
        tokens,
        known,
        pairs,
        {close: opener for opener, close in pairs.items()},
        {token.start: index for index, token in enumerate(tokens)},
        {token.end: index for index, token in enumerate(tokens)},
    )
