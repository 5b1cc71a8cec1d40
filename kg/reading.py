"""A sentence made ready for the finders of names: words, brackets, and the names known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import lexicon
from kg.lexicon import Token
from kg.model import Sentence

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】"}
QUOTES = frozenset("“‘「『")
_OPENERS = {close: opener for opener, close in PAIRS.items()}
LONGEST_BRACKET = 90
# A word that the HMM glued to a preposition (由市, 对新) hides the edge of a name.
PREPOSITIONS = frozenset("由在与和对为从被将向以经据获自至到及把让给于")


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
    for at, char in enumerate(text):
        if char in PAIRS:
            stack.append(at)
        elif char in _OPENERS:
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


def _split(token: Token, edges: set[int]) -> Iterator[Token]:
    """The token cut at the edges inside it, and behind a preposition that an unlisted word begins with."""
    cuts = [edge for edge in range(token.start + 1, token.end) if edge in edges]
    if not cuts and token.pos == "x" and len(token.word) > 1 and token.word[0] in PREPOSITIONS:
        cuts = [token.start + 1]
    at = token.start
    for cut in (*cuts, token.end):
        word = token.word[at - token.start : cut - token.start]
        yield Token(at, cut, word, token.pos if not cuts else ("p" if word in PREPOSITIONS else "x"))
        at = cut


def _at_words(known: list[tuple[int, int, str]], text: str, words: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    """The known names without those of two characters that lie across words (集|中山|推)."""
    starts = {token.start for token in words}
    inside = {edge: token for token in words for edge in range(token.start + 1, token.end)}
    for start, end, which in known:
        if end - start == 2:
            glued = inside.get(start)
            if start not in starts and not (glued and glued.pos == "x" and text[start - 1] in PREPOSITIONS):
                continue
            cut = inside.get(end)
            if cut and cut.pos != "x" and cut.start < start:
                continue
            if cut and cut.pos not in ("x", "ns", "nt", "n", "nz", "nr", "nrt"):
                continue
        yield start, end, which


def read(sentence: Sentence) -> Reading:
    """Segment a sentence; places of more than one character that begin inside a word cut it."""
    text = sentence.passage.text
    words = lexicon.tokens(text)
    known = tuple(_at_words(lexicon.known(text), text, words))
    edges = _edges(text, known)
    tokens = tuple(part for token in words for part in _split(token, edges))
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
