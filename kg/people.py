"""Stretches of a sentence that might be persons' names: a surname and one or two characters, by what stands around.

Posts (局长, 首席质量官) stand before a name, titles (教授) and verbs of speech (表示) behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg import lexicon
from kg.reading import Reading

_FOREIGN = re.compile(r"[一-鿿]{2,8}(?:[·•‧・][一-鿿]{1,8})+")
_GIVEN = re.compile(r"^[一-鿿]{1,2}$")
_NOT_GIVEN = frozenset("的了在是和与及说等为有从对向被把将并这那其该个位名家条项次年月日")
# 郑某|作动员讲话, 盖某|获评…: a verb takes the last character of what would be a given name of two.
_VERB_BEGINS = re.compile(
    "作(?:动员|报告|主旨|主题|致辞|总结|表态|介绍|题为|典型|交流|为|[《“])|分(?:获|别|享|管|列)|来(?:到|自|访|说|此|电|复)"
    "|带(?:队|领|着|头)|获(?:得|评|奖|颁|授|聘|[全国省市一二三金银铜“])|举(?:着|起|办|例)|一(?:行|开口|直(?!言)|家|句|边)|参(?:加|与)"
)
# 领导|任主任: posts are no given names.
_NO_PERSON = re.compile("主任|主席|分管|组长|队长|书记|院长|校长|所长|会长|秘书长")
# 博士|占四成, 比去年|高三成: a share; 董事长|王一成 is a person.
_SHARE = re.compile("[一二两三四五六七八九十几数]成")
# 博士|来…, 农户|家家…: behind these an everyday word is no surname.
_NO_POST = ("", "士", "户", "工", "生")
# What a name of a rare surname stands before where nobody speaks: a mark, or the end of the text.
_CLOSES = ("", *"，。、；：（")
# 耿某|说, 桑某|以: jieba glues them to an unlisted name.
_BEHIND_NAME = frozenset("则说称答在以用获就还也都已曾把被让从于对却劝算着")


@cache
def _roles() -> frozenset[str]:
    return lexicon.words("roles")


def role_before(text: str, start: int) -> str:
    """The longest role that ends at an offset (市委副书记|), or ""."""
    return _ends_with_role(text[max(0, start - LONGEST_ROLE) : start])


def role_after(text: str, end: int) -> str:
    """The longest role that begins at an offset (|教授), or ""."""
    return _begins_with_role(text[end : end + LONGEST_ROLE])


LONGEST_ROLE = 8


@lru_cache(maxsize=1 << 16)
def _ends_with_role(window: str) -> str:
    return next((window[-n:] for n in range(len(window), 1, -1) if window[-n:] in _roles()), "")


@lru_cache(maxsize=1 << 16)
def _begins_with_role(window: str) -> str:
    return next((window[:n] for n in range(len(window), 1, -1) if window[:n] in _roles()), "")


@cache
def speech_verbs() -> frozenset[str]:
    return frozenset(cells[0] for _, cells in lexicon.rows("name_verbs") if cells[1] == "Person")


def find(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """(start, end, rule): 局长|王某某, |李某某|表示, jieba's nr words, and foreign names with a dot."""
    text, surnames, rare = reading.text, lexicon.words("surnames"), lexicon.words("surnames_rare")
    for match in _FOREIGN.finditer(text):
        yield _behind_role(text, *match.span()), _before_verb(reading, *match.span()), "foreign_name"
    firsts = _first_of_surnames()
    for token in reading.tokens:
        start, _, word, _ = token
        if word[0] not in firsts:
            continue
        surname = text[start : start + 2] if text[start : start + 2] in surnames else text[start : start + 1]
        if surname not in surnames and not (surname in rare and _stands_alone(reading, token)):
            continue
        for length in (1, 2):
            end = start + len(surname) + length
            given = text[start + len(surname) : end]
            if len(given) < length or given[-1] in _BEHIND_NAME or not _GIVEN.match(given):
                continue
            if (length == 2 and _VERB_BEGINS.match(text, end - 1)) or _NO_PERSON.match(text, end - length):
                continue
            told = surname != "占" and (role_before(text, start) or speaks(reading, start + len(surname) + 2))
            if not told and _SHARE.match(text, end - length):
                continue
            whole = token.end == end and token.pos in ("nr", "x", "nrt")
            if not _NOT_GIVEN.isdisjoint(given) and not (whole and length == 2 and role_before(text, start)):
                continue
            if (
                whole
                or role_before(text, start)
                or role_after(text, end)
                or speaks(reading, end)
                or _listed(text, start)
            ):
                yield start, end, "person_role" if role_before(text, start) else "person"


def _behind_role(text: str, start: int, end: int) -> int:
    """Where a foreign name begins in a stretch that may open with a post: 联合会主席|约翰·史密斯."""
    dot = _DOT.search(text, start, end)
    latest = dot.start() - SHORTEST_FOREIGN if dot else start
    return next((at for at in range(latest, start, -1) if role_before(text, at)), start)


def _before_verb(reading: Reading, start: int, end: int) -> int:
    """Where a foreign name ends in a stretch that may go on with what the person does: 约翰·史密斯|分别致辞."""
    dot = reading.text.rfind("·", start, end)
    index = reading.starts.get(dot + 1, -1) if dot >= 0 else -1
    for token in reading.tokens[index + 1 :] if index >= 0 else ():
        if token.start >= end:
            break
        if token.word in _ends_names() or (token.pos[:1] in "dp" and token.word not in _TRANSCRIBED):
            return token.start
    return end


@cache
def _ends_names() -> frozenset[str]:
    """The words that no name goes across, and the verbs of speech."""
    return speech_verbs() | frozenset(
        cells[0] for _, cells in lexicon.rows("name_edges") if cells[1] in ("barrier", "leading", "action")
    ) - frozenset(_TRANSCRIBED)


# What stands in names told by their sound, and is a word too.
_TRANSCRIBED = frozenset("亚尔特内尤再更正从来布任于居于由均兼本")
_DOT = re.compile("[·•‧・]")
SHORTEST_FOREIGN = 2
"""Characters of a foreign name before its dot, at least."""


def _stands_alone(reading: Reading, token: lexicon.Token) -> bool:
    """Whether a rare surname, which is a word too, begins a name: 局长|明某, 董事长|展鹏飞; never 董事长|明确|表示."""
    text, at = reading.text, token.start
    unlisted = token.pos in ("nr", "nrt", "x")
    if (len(token.word) > 1 and not unlisted) or role_before(text, at)[-1:] in _NO_POST:
        return False
    if text.startswith("某", at + 1) or (unlisted and len(token.word) == len("展鹏飞")):
        return True
    return any(speaks(reading, end) or text[end : end + 1] in _CLOSES for end in (at + 2, at + 3))


@cache
def _first_of_surnames() -> frozenset[str]:
    return frozenset(surname[0] for surname in lexicon.words("surnames") | lexicon.words("surnames_rare"))


def speaks(reading: Reading, end: int) -> bool:
    """Whether a verb of speech begins at an offset."""
    return reading.text.startswith(_speech(), end)


@cache
def _speech() -> tuple[str, ...]:
    return tuple(sorted(speech_verbs()))


def _listed(text: str, start: int) -> bool:
    """Whether a name stands behind a short member of a list (王某、|)."""
    return start > 0 and text[start - 1] == "、"
