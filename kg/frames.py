"""How a name stands in its clause, and the short forms that point back: what weighing asks of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg import lexicon
from kg.model import Mention

PREPOSED = frozenset("在对向与比占据由从以为被把将和及于按经跟同给")


@lru_cache(maxsize=1 << 10)
def edges(text: str) -> tuple[dict[int, int], dict[int, int], tuple[lexicon.Token, ...]]:
    """start → token, end → token, and the tokens of a sentence."""
    tokens = lexicon.tokens(text)
    return {t.start: n for n, t in enumerate(tokens)}, {t.end: n for n, t in enumerate(tokens)}, tokens


@lru_cache(maxsize=1 << 12)
def frame(text: str, start: int, end: int) -> str:
    """How a name stands in its clause: what is before it (^ nothing, @ a preposition, o a verb, m 的, l a list …)
    and behind it ($ the clause ends, d 的, l a list, v a predicate, f 里 and 内, n a noun, # a number)."""
    starts, ends, tokens = edges(text)
    while start > 0 and text[start - 1] in "“《‘":
        start -= 1
    while end < len(text) and text[end] in "”》’":
        end += 1
    before = ends.get(start, -1) if start else -2
    skipped = False
    while before >= 0 and tokens[before].pos[:1] in "dtr" and tokens[before].word not in "其该这":
        before, skipped = before - 1, True
    if before == -2 or (before == -1 and (skipped or start == 0)):
        ahead = "^"
    elif before == -1:
        ahead = _PRE.get(text[start - 1], ".")
    else:
        token = tokens[before]
        ahead = "^" if token.word in _CUTS else _PRE.get(token.word, _AHEAD.get(token.pos[:1], "."))
    after = starts.get(end, -1)
    if end >= len(text) or text[end] in _CUTS:
        return ahead + "$"
    if after < 0:
        return ahead + _POST.get(text[end], ".")
    return ahead + _POST.get(tokens[after].word, _BEHIND.get(tokens[after].pos[:1], "."))


_CUTS = "，。；：！？…—（）()　"
_PRE = {"的": "m", "、": "l", "和": "l", "与": "l", "及": "l"} | dict.fromkeys(PREPOSED - {"与", "和", "及"}, "@")
_AHEAD = {"v": "o", "p": "@", "n": "n", "c": "l", "m": "q", "q": "q", "u": "m", "a": "a", "j": "n"}
_POST = {"的": "d", "、": "l", "和": "l", "与": "l", "及": "l", "等": "l", "里": "f", "内": "f", "上": "f", "中": "f"}
_BEHIND = {"v": "v", "d": "v", "p": "v", "t": "v", "f": "f", "n": "n", "m": "#", "c": "l", "a": "v", "u": "u"}


_POINT = re.compile(r"(?:该|这|此|本)(?:[家个项座条所份款台次届位支只部艘片处口首])?(?P<noun>[一-龥]{1,6})")
_PRONOUN = re.compile(r"(?:它们?|其(?!中|他|余|实)|这里|当地|自己|公司|企业|集团|这家企业|这家公司|我们)")


Pointer = tuple[str, str, int, bool]
"""(words, how, clauses back, whether a name stands in between)."""


def pointer(text: str, opens: Sequence[tuple[int, int]], at: int, names: Sequence[Mention]) -> Pointer:
    """The nearest short form that opens the clause of text[at] or one before it: 该园, 这条运河, 研究院, 它.

    opens: (start behind its lead words, end) of the clauses up to that of text[at].
    """
    fresh = False
    for back, (start, end) in enumerate(opens[::-1][:4]):
        if start >= at:
            continue
        found = _PRONOUN.match(text, start, end)
        if found:
            return found[0], "pronoun", back, fresh
        found = _POINT.match(text, start, end)
        if found:
            return found["noun"], "this", back, fresh
        starts, _, tokens = edges(text)
        first = starts.get(start)
        if first is not None and tokens[first].pos[:1] == "n" and len(tokens[first].word) > 1:
            return tokens[first].word, "bare", back, fresh
        fresh = fresh or any(start <= m.start < end for m in names)
        if any(m.start in (start, start + 1) for m in names):
            break
    return "", "", 0, False


def pointed(word: str, how: str, m: Mention) -> int:
    """How many characters of the short form end the name: 码头 in 钦州自动化集装箱码头."""
    name = m.name.rstrip("”》）")
    if how == "pronoun":
        return 0
    least = 1 if how == "this" else 2
    return next((n for n in range(min(len(word), 4), least - 1, -1) if name.endswith(word[:n]) and name != word[:n]), 0)
