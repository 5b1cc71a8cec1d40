"""A sentence with one sign for each mention: what the clause rules read.

    raw       Ⓓ委副书记、市长Ⓝ出席Ⓔ，Ⓞ、Ⓞ等5家企业获评Ⓐ      every mention one sign
    reduced   Ⓝ出席Ⓔ，Ⓞ获评Ⓐ                                titles, places before names and lists folded

Asides in brackets, white space and quotes around a mention are left out, ASCII punctuation is
read as Chinese.  Each character knows its offset in the sentence, each sign its mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from kg import triggers
from kg.model import Mention, Sentence

SIGN = {
    "Organisation": "Ⓞ",
    "District": "Ⓓ",
    "Award": "Ⓐ",
    "Program": "Ⓟ",
    "Document": "Ⓣ",
    "Person": "Ⓝ",
    "Event": "Ⓔ",
    "Product": "Ⓡ",
}
SIGNS = "".join(SIGN.values())
OPEN, CLOSE = "“‘『「《〈\"'", "”’』」》〉\"'"
CHINESE = str.maketrans(",;:!?()", "，；：！？（）")
STOPS = "，；：。！？"
LONGEST_TITLE = 16  # characters between a body's name and the post's last word; longer is a clause
LONGEST_ASIDE = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """text[i] is printed at offsets[i] of the sentence; groups[i] are the mentions of a sign, () elsewhere."""

    sentence: Sentence
    text: str
    offsets: tuple[int, ...]
    groups: tuple[tuple[Mention, ...], ...]

    def keep(self, kept: Iterable[int]) -> Shape:
        """The shape of these characters alone."""
        places = tuple(kept)
        return Shape(
            self.sentence,
            "".join(self.text[i] for i in places),
            tuple(self.offsets[i] for i in places),
            tuple(self.groups[i] for i in places),
        )

    def regroup(self, groups: dict[int, tuple[Mention, ...]]) -> Shape:
        """The same text with other mentions behind some signs."""
        return Shape(
            self.sentence,
            self.text,
            self.offsets,
            tuple(groups.get(i, group) for i, group in enumerate(self.groups)),
        )

    def printed(self, start: int, end: int) -> str:
        """The sentence's own words behind text[start:end]."""
        if start >= end:
            return ""
        last = self.groups[end - 1][-1].end if self.groups[end - 1] else self.offsets[end - 1] + 1
        return self.sentence.text[self.offsets[start] : last]


def of(sentence: Sentence, mentions: Iterable[Mention]) -> Shape:
    """The raw shape; mentions are those of this sentence, in any order, none overlapping."""
    text = sentence.text
    chars: list[str] = []
    offsets: list[int] = []
    groups: list[tuple[Mention, ...]] = []
    at = 0
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        if mention.start < at or mention.end <= mention.start:
            continue
        _take_words(sentence, at, mention.start, True, chars, offsets)
        groups.extend([()] * (len(chars) - len(groups)))
        chars.append(SIGN[mention.type])
        offsets.append(mention.start)
        groups.append((mention,))
        at = mention.end
    _take_words(sentence, at, len(text), False, chars, offsets)
    groups.extend([()] * (len(chars) - len(groups)))
    shape = Shape(sentence, "".join(chars), tuple(offsets), tuple(groups))
    return _without_quotes(_without_asides(shape))


ODD = re.compile(rf"[\s{SIGNS}]")


def _take_words(sentence: Sentence, start: int, end: int, named: bool, chars: list[str], offsets: list[int]) -> None:
    """Add text[start:end], words between mentions, to chars and offsets; named says that a mention follows."""
    words = sentence.text[start:end].translate(CHINESE)
    if not ODD.search(words):
        chars.extend(words)
        offsets.extend(range(start, end))
        return
    for at, char in enumerate(words):
        if char.isspace():
            rest = words[at + 1 :].lstrip()
            char = _blank(sentence, chars, rest[:1] or ("Ⓞ" if named else ""), named and not rest)
        if char and char not in SIGNS:
            chars.append(char)
            offsets.append(start + at)


def _blank(sentence: Sentence, before: list[str], after: str, mention: bool) -> str:
    """What a blank stands for: a stop between the parts of a headline, a comma between two names, else nothing."""
    if not before or not after or before[-1] in STOPS + "、":
        return ""
    if sentence.kind == "headline" and not (before[-1].isascii() and after.isascii()):
        return "，"
    return "、" if before[-1] in SIGNS and mention else ""


ASIDE = re.compile(rf"（[^（）。]{{0,{LONGEST_ASIDE}}}）")


def _without_asides(shape: Shape) -> Shape:
    """Ⓞ（以下简称“Ⓞ”）位于 → Ⓞ位于."""
    dropped = {i for found in ASIDE.finditer(shape.text) for i in range(*found.span())}
    return shape.keep(i for i in range(len(shape.text)) if i not in dropped) if dropped else shape


BETWEEN = re.compile(rf"(?<=[{SIGNS}])[{CLOSE}](?=[{OPEN}][{SIGNS}])")
QUOTED = re.compile(rf"[{OPEN}]+(?=[{SIGNS}])|(?<=[{SIGNS}])[{CLOSE}]+")


def _without_quotes(shape: Shape) -> Shape:
    """“Ⓐ”“Ⓐ”称号 → Ⓐ、Ⓐ称号."""
    text = BETWEEN.sub("、", shape.text)
    shape = Shape(shape.sentence, text, shape.offsets, shape.groups)
    dropped = {i for found in QUOTED.finditer(text) for i in range(*found.span())}
    return shape.keep(i for i in range(len(text)) if i not in dropped) if dropped else shape


# Words before a clause's subject

LEAD_WORDS = triggers.choice("triggers_leads", "lead")
NUMBER = r"[\d.〇零一二两三四五六七八九十百千]+"
TIME = (
    rf"(?:{NUMBER}(?:年|月|日|时|分|季度|个月|天|周)(?:初|末|底|中旬|上旬|下旬|份|度|前|后|来|以来|间|上半年|下半年)?(?:[至到—-])?"
    rf"|(?:自|从|到|截至|截止|截止到|早在|直到)(?=[\d今去前本上])|期间|起|以来|之后|之前|前后|上午|下午|晚上|当天|当日|凌晨)"
)
INSIDE = rf"{triggers.choice('triggers_places', 'inside')}的?"
DATELINE = rf"(?:[一-龥]{{1,6}}?(?:报|社|网)[一-龥]{{0,4}}?(?:{NUMBER}月{NUMBER}日)?(?:讯|电|专电|消息))"
LIGHT = rf"(?:{DATELINE}|{TIME}|{LEAD_WORDS}|{INSIDE}|的|、)"
LEAD = re.compile(f"{LIGHT}*")

# Titles before a person's name

ROLE_HEADS = triggers.choice("triggers_roles", "head")
WORKERS = r"(?:员|工|师|手|匠|司机|生|者|家|官)"
"""Last characters of a trade: 焊工, 预报员, 讲解员 need no list when a body stands before them."""
ROLE = re.compile(rf"的?[^{SIGNS}{STOPS}“”、的了在和与将由对]{{0,{LONGEST_TITLE}}}(?:{ROLE_HEADS}|{WORKERS})$")
BARE_ROLE = re.compile(rf"(?:{triggers.choice('triggers_roles', 'modifier')}*{ROLE_HEADS})$")
LISTED_ROLE = re.compile(rf"[^{SIGNS}{STOPS}“”、的了在和与将由对]{{0,{LONGEST_TITLE}}}{ROLE_HEADS}$")
TIMES = re.compile("(?:时任|曾任|历任)$")
OF_PERSON = re.compile(rf"{ROLE_HEADS}$")
BEFORE_ROLE = re.compile(r"(?:[由据请对向和与受给任将让被使跟]|时任|邀请|代表|其中|以及|目前|现任|[市区县镇乡村州省])$")
AFTER_NAME = re.compile(r"老师|博士后|博士|教授|院士|先生|女士|同志|校长|医生|主任|研究员")


@dataclass(frozen=True, slots=True)
class Post:
    """text[start:end] of a raw shape is one post: body is the sign's index or None, role the words after it."""

    start: int
    end: int
    body: int | None
    role: str
    unknown: bool = False
    """A name that is no mention stands before the role: 某某学院院长Ⓝ."""


def posts_before(text: str, at: int) -> tuple[Post, ...]:
    """The posts printed straight before the person sign at text[at], in print order.

    Ⓞ党组成员、副厅长Ⓝ → (党组成员 of Ⓞ), (副厅长 without body)
    """
    found: list[Post] = []
    end = at - 1 if at > 1 and text[at - 1] == "的" and OF_PERSON.search(text, 0, at - 1) else at
    while end > 0:
        start = max((text.rfind(stop, 0, end) for stop in STOPS + "、“”"), default=-1) + 1
        piece = text[start:end]
        body = max((piece.rfind(sign) for sign in "ⓄⒹ"), default=-1)
        tail = piece[body + 1 :]
        if any(sign in tail for sign in SIGNS):
            break
        if body >= 0:
            if not ROLE.fullmatch(tail):
                break
            then = TIMES.search(piece[:body])
            role_text = tail.removeprefix("的") + (f"（{then[0]}）" if then else "")
            found.append(Post(start + body - (len(then[0]) if then else 0), end, start + body, role_text))
            if body > 0 or start == 0 or text[start - 1] != "、":
                break
            end = start - 1
            continue
        role = BARE_ROLE.search(piece)
        if role and role.start() == 0:
            found.append(Post(start, end, None, piece))
        elif role or LISTED_ROLE.fullmatch(piece):
            first = role.start() if role else 0
            unknown = bool(role) and not BEFORE_ROLE.search(piece[:first])
            found.append(Post(start + first, end, None, piece[first:], unknown))
            if unknown and (start == 0 or text[start - 1] != "、"):
                break
        else:
            break
        if start == 0 or text[start - 1] != "、":
            break
        end = start - 1
    return tuple(reversed(found))


def _piece(text: str, at: int) -> int:
    """Where the words before at begin: after the stop, the 、 or the sign before them."""
    return max((text.rfind(char, 0, at) for char in STOPS + "、" + SIGNS), default=-1) + 1


def _listed(text: str, at: int) -> bool:
    """Whether these words follow another person in a list: Ⓝ、某某协会会长Ⓝ."""
    start = _piece(text, at)
    return start >= 2 and text[start - 1] in "、，" and text[start - 2] == "Ⓝ"


def _fold_titles(shape: Shape) -> Shape:
    """Ⓞ党委书记、董事长Ⓝ老师 → Ⓝ."""
    dropped: set[int] = set()
    for at, sign in enumerate(shape.text):
        if sign != "Ⓝ":
            continue
        posts = posts_before(shape.text, at)
        if posts:
            start = posts[0].start
            if posts[0].unknown and _listed(shape.text, start):
                start = _piece(shape.text, start)
            dropped.update(range(start, at))
        after = AFTER_NAME.match(shape.text, at + 1)
        if after:
            dropped.update(range(*after.span()))
    return shape.keep(i for i in range(len(shape.text)) if i not in dropped) if dropped else shape


# Places before names

PLACED = re.compile(
    rf"Ⓓ(?:的|{triggers.choice('triggers_places', 'inside')}的?)?{triggers.choice('triggers_places', 'kind')}?(?=[ⒹⓄ])"
)
LIES = re.compile(triggers.choice("triggers_places", "lies") + "$")


def _fold_places(shape: Shape) -> Shape:
    """ⒹⒹ企业Ⓞ → Ⓞ; but 位于Ⓓ的Ⓞ stays, Ⓓ is where it lies."""
    text = shape.text
    dropped = {
        i
        for found in PLACED.finditer(text)
        if len(found.group()) == 1 or not LIES.search(text, max(0, found.start() - 6), found.start())
        for i in range(*found.span())
    }
    return shape.keep(i for i in range(len(shape.text)) if i not in dropped) if dropped else shape


# Lists

JOIN = r"(?:、|和|与|及|暨|以及|，以及|，和)"
LIST = re.compile(rf"(?:[ⓄⒹⓃ](?:{JOIN}[ⓄⒹⓃ])+|Ⓝ(?:，Ⓝ)+(?:{JOIN}Ⓝ)*|[ⓅⓇⒶⒺ](?:{JOIN}?[ⓅⓇⒶⒺ])+|Ⓣ(?:{JOIN}?Ⓣ)+)")


COMMITTEE, GOVERNMENT = re.compile("(?:委|委员会)$"), re.compile("(?:政府|人大|政协|人大常委会)$")


def _twins(shape: Shape, at: int) -> bool:
    """区委区政府: two bodies side by side, no part and whole."""
    return bool(COMMITTEE.search(shape.groups[at][0].name) and GOVERNMENT.search(shape.groups[at + 1][0].name))


def _fold_lists(shape: Shape) -> Shape:
    """Ⓞ、Ⓞ和Ⓞ → Ⓞ, one sign with three mentions; the first sign stands for all."""
    twins = {found.start() for found in re.finditer("Ⓞ(?=Ⓞ)", shape.text) if _twins(shape, found.start())}
    if twins:
        text = "".join(c + ("、" if i in twins else "") for i, c in enumerate(shape.text))
        places = [i for i in range(len(shape.text)) for _ in range(2 if i in twins else 1)]
        groups_ = [shape.groups[i] if n == 0 or places[n - 1] != i else () for n, i in enumerate(places)]
        shape = Shape(shape.sentence, text, tuple(shape.offsets[i] for i in places), tuple(groups_))
    groups: dict[int, tuple[Mention, ...]] = {}
    dropped: set[int] = set()
    for found in LIST.finditer(shape.text):
        start, end = found.span()
        groups[start] = tuple(m for i in range(start, end) for m in shape.groups[i])
        dropped.update(range(start + 1, end))
    if not dropped:
        return shape
    return shape.regroup(groups).keep(i for i in range(len(shape.text)) if i not in dropped)


@lru_cache(maxsize=1024)
def both(sentence: Sentence, mentions: tuple[Mention, ...]) -> tuple[Shape, Shape]:
    """The raw and the reduced shape; kept, for topics and claims read the same sentences of a page."""
    raw = of(sentence, mentions)
    return raw, reduce(raw)


def reduce(shape: Shape) -> Shape:
    """The raw shape with titles, places before names and lists folded."""
    return _fold_lists(_fold_places(_fold_titles(shape)))


def clauses(shape: Shape) -> tuple[tuple[int, int], ...]:
    """(start, end) in shape.text of each clause, cut at ，；：。！？ outside quotes; the stop belongs to no clause."""
    return _clauses(shape.text)


CUTS = re.compile(f"[“『「《”』」》{STOPS}]")


@lru_cache(maxsize=1024)
def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The same; kept, for topics and claims read the same sentences of a page."""
    found: list[tuple[int, int]] = []
    depth, start = 0, 0
    for cut in CUTS.finditer(text):
        at, char = cut.start(), cut[0]
        if char in "“『「《":
            depth += 1
        elif char in "”』」》":
            depth = max(0, depth - 1)
        elif depth == 0:
            found.append((start, at))
            start = at + 1
    found.append((start, len(text)))
    return tuple([(a, b) for a, b in found if a < b])
