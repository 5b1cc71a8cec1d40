"""Names that only the list they stand in gives away: the middle of Ⓟ、太忻大道、Ⓟ, the end of Ⓓ、Ⓓ、七连山大滴水等."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import lexicon, shapes
from kg.limits import edge_words
from kg.model import TYPES, Mention, Sentence
from kg.shapes import SIGN, SIGNS, STOPS, Shape

KINDS = "ⓄⒹⓅⓇⒶⒺ"
ITEM = rf"(?P<item>[^{SIGNS}{STOPS}、“”和与及等的了在]{{2,16}})"
MIDDLE = re.compile(rf"(?P<kind>[{KINDS}])、(?={ITEM}(?:、|和|及|以及|与)(?P=kind))")
LAST = re.compile(rf"(?P<kind>[{KINDS}])、(?P=kind)(?:、|和|及|以及|与){ITEM}(?=等|$|[，。；])")
SECOND = re.compile(rf"(?P<kind>[{KINDS}])、{ITEM}(?=等)")
TYPE_OF = {SIGN[kind]: kind for kind in TYPES}
NOUN = ("n", "x", "j", "l", "i", "s", "eng", "vn", "nz", "f", "m")


# 甲智行、乙易行和丙出行三家企业: what they are is said behind them all.
FIRMS = re.compile(r"等?(?:[0-9]{1,5}|[两二三四五六七八九十]{1,3})(?:余|多)?家[一-鿿]{0,5}(?:企业|公司|车企|药企|厂商)")
JOINTS = re.compile("(、|以及|和|与|及)")
FIRM = re.compile("[一-鿿A-Za-z]{3,8}")
LONGEST_LIST = 80
PROPER = frozenset(("x", "nz", "nr", "nrt", "nt", "eng"))


def _firms(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The unseen members of a list of firms."""
    text = sentence.text
    for match in FIRMS.finditer(text):
        clause = max(match.start() - LONGEST_LIST, *(text.rfind(stop, 0, match.start()) + 1 for stop in STOPS))
        at, items = clause, JOINTS.split(text[clause : match.start()])
        for item in items if len(items) > 1 else ():
            end = at = at + len(item)
            tokens = list(lexicon.tokens(item[item.rfind("的") + 1 :]))
            while tokens and (tokens[0].pos[:1] in "vpdcrumqf" or tokens[0].word in edge_words("leading")):
                tokens = tokens[1:]
            name = "".join(t.word for t in tokens)
            if not FIRM.fullmatch(name) or not any(t.pos in PROPER for t in tokens) or tokens[-1].pos[:1] in "dpcur":
                continue
            if not any(m.start < end and end - len(name) < m.end for m in mentions):
                yield Mention(sentence, end - len(name), end, "Organisation", name, "name_listed")


def find(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with these names added, in the order of their sentences."""
    by_sentence: dict[Sentence, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found: list[Mention] = []
    for sentence in sentences:
        here = by_sentence.get(sentence, [])
        if here and "、" in sentence.text:
            here = here + list(_unseen(shapes.of(sentence, here)))
        if "家" in sentence.text:
            here = here + list(_firms(sentence, here))
        found += sorted(here, key=lambda mention: mention.start)
    return found


def _unseen(shape: Shape) -> Iterator[Mention]:
    """Each list's item that is no mention while its neighbours, all of one type, are."""
    taken: set[int] = set()
    for form in (MIDDLE, LAST, SECOND):
        for match in form.finditer(shape.text):
            start, end = match.span("item")
            if start in taken or not _is_noun(match["item"]):
                continue
            taken.add(start)
            first, last = shape.offsets[start], shape.offsets[end - 1] + 1
            yield Mention(shape.sentence, first, last, TYPE_OF[match["kind"]], match["item"], "name_sibling")


def _is_noun(words: str) -> bool:
    """Whether the words end in a noun and open with no function word."""
    if words.endswith(("之后", "之前", "以后", "以外", "之外", "以来")):
        return False
    tokens = lexicon.tokens(words)
    return tokens[-1].pos.startswith(NOUN) and tokens[0].pos[:1] not in "dpcruq"
