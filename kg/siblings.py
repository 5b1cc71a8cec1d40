"""Names that only the list they stand in gives away: the middle of Ⓟ、太忻大道、Ⓟ, the end of Ⓓ、Ⓓ、七连山大滴水等."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import lexicon, shapes
from kg.model import TYPES, Mention, Sentence
from kg.shapes import SIGN, SIGNS, STOPS, Shape

KINDS = "ⓄⒹⓅⓇⒶⒺ"
ITEM = rf"(?P<item>[^{SIGNS}{STOPS}、“”和与及等的了在]{{2,16}})"
MIDDLE = re.compile(rf"(?P<kind>[{KINDS}])、(?={ITEM}(?:、|和|及|以及|与)(?P=kind))")
LAST = re.compile(rf"(?P<kind>[{KINDS}])、(?P=kind)(?:、|和|及|以及|与){ITEM}(?=等|$|[，。；])")
SECOND = re.compile(rf"(?P<kind>[{KINDS}])、{ITEM}(?=等)")
TYPE_OF = {SIGN[kind]: kind for kind in TYPES}
NOUN = ("n", "x", "j", "l", "i", "s", "eng", "vn", "nz", "f", "m")


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
    tokens = lexicon.tokens(words)
    return tokens[-1].pos.startswith(NOUN) and tokens[0].pos[:1] not in "dpcruq"
