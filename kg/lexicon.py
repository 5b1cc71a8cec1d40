"""The words the stages know: lexicons/*.tsv, the divisions of China, and jieba's segmentation.

Lexicons are read once, at first use.  jieba stands behind this door alone: its dictionary and
HMM segment and tag; rjieba is the same algorithm compiled and is used where it is installed.
"""

from __future__ import annotations

import logging
import re
import tempfile
import unicodedata
import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate, starmap
from typing import Any, NamedTuple

from kg.model import TYPES, Term

_IGNORED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・‧—\-_]")


class LexiconError(ValueError):
    """A row of a lexicon that cannot be understood; the message names file and line."""


_UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """The text without line breaks, controls, and marks of direction or zero width: no name carries them."""
    return _UNPRINTED.sub("", text)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """A name's comparison key: width, case, white space, quotes and dots do not count."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).casefold())


def rows(name: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of lexicons/<name>.tsv without its comments."""
    text = (resources.files("kg") / "lexicons" / f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The rows of a lexicon with the columns form, type, name, note.

    Raises LexiconError for a row with fewer columns or an unknown type.
    """
    found = []
    for number, cells in rows(name):
        if len(cells) < 4 or not cells[0]:
            raise LexiconError(f"lexicons/{name}.tsv:{number}: wants form, type, name, note; has {len(cells)} columns")
        if cells[1] not in TYPES:
            raise LexiconError(f"lexicons/{name}.tsv:{number}: unknown type {cells[1]!r}; known: {', '.join(TYPES)}")
        found.append(Term(*cells[:4]))
    return tuple(found)


@cache
def words(name: str) -> frozenset[str]:
    """The forms of a lexicon as a set."""
    return frozenset(term.form for term in terms(name))


@cache
def heads() -> dict[str, dict[str, str]]:
    """form → {type: kind}: what a name of this type may end with."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for term in terms("heads"):
        found[term.form].setdefault(term.type, term.name)
    return dict(found)


# --- divisions -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division: GB/T 2260 code (2, 4, 6 or 9 digits) and full name."""

    code: str
    name: str

    @property
    def level(self) -> str:
        return {2: "province", 4: "city", 6: "county", 9: "town"}[len(self.code)]

    @property
    def parents(self) -> tuple[str, ...]:
        """Codes of what it lies in, nearest first."""
        return tuple(self.code[:n] for n in (6, 4, 2) if n < len(self.code))


_PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|蒙古|土家|布依|朝鲜|哈尼|傈僳|景颇|保安|东乡|撒拉|纳西|拉祜|仫佬|毛南|仡佬|普米|鄂伦春|鄂温克|达斡尔|"
    "塔吉克|锡伯|独龙|各|回|藏|苗|侗|壮|彝|白|傣|羌|瑶|黎|畲|佤|怒|土|满|裕固|布朗|水"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})族|(?:{_PEOPLES}))*(自治区|自治州|自治县|自治旗|特别行政区)$")
_SUFFIX = re.compile(r"(省|市|地区|盟|区|县|旗|林区|特区)$")


def short_names(division: Division) -> tuple[str, ...]:
    """青岛 for 青岛市, 延边州 and 延边 for 延边朝鲜族自治州; none where too little remains."""
    autonomous = _AUTONOMOUS.match(division.name)
    if autonomous:
        stem, kind = autonomous.group(1), autonomous.group(2)
        tail = {"自治州": "州", "自治县": "县", "自治旗": "旗"}.get(kind, "")
        return tuple(dict.fromkeys(n for n in (stem + tail if tail else "", stem) if len(n) >= 2))
    if division.level == "town":
        return ()
    stem = _SUFFIX.sub("", division.name)
    return (stem,) if stem != division.name and len(stem) >= 2 else ()


@cache
def divisions() -> dict[str, Division]:
    """code → Division, all levels."""
    return {cells[0]: Division(cells[0], cells[1]) for _, cells in rows("divisions")}


@cache
def division_names() -> dict[str, tuple[Division, ...]]:
    """Full name → the divisions so called, in the order of their codes."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        found[division.name].append(division)
    return {name: tuple(named) for name, named in found.items()}


@cache
def division_shorts() -> dict[str, tuple[Division, ...]]:
    """Short name → the divisions it may stand for, the highest level first."""
    found: dict[str, list[Division]] = defaultdict(list)
    for division in divisions().values():
        for short in short_names(division):
            found[short].append(division)
    return {name: tuple(sorted(named, key=lambda d: (len(d.code), d.code))) for name, named in found.items()}


@cache
def finder() -> Any:
    """An Aho-Corasick automaton over every place, organisation and title known by name, leftmost-longest.

    Returns (automaton, forms, classes): classes[i] is full, town, short, place, organisation or the type of a title.
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    classes: dict[str, str] = {}
    for form in division_shorts():
        classes[form] = "short"
    for form, named in division_names().items():
        classes[form] = "full" if len(named[0].code) < 9 else "town"
    for term in terms("places"):
        classes[term.form] = "place"
    for term in terms("organisations"):
        classes[term.form] = "organisation"
    for term in terms("titles"):
        classes[term.form] = term.type
    forms = list(classes)
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms, [classes[f] for f in forms]


def known(text: str) -> list[tuple[int, int, str]]:
    """(start, end, class) of the places and organisations known by name, longest first, no overlaps."""
    automaton, _, classes = finder()
    return [(start, end, classes[which]) for which, start, end in automaton.find_matches_as_indexes(text)]


@lru_cache(maxsize=1 << 14)
def leading(name: str) -> tuple[int, str]:
    """(end, class) of the place or organisation known by name that a name begins with, (0, "") where with none."""
    first = next(iter(known(name)), None)
    return (first[1], first[2]) if first and first[0] == 0 else (0, "")


@cache
def _head_finder() -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick([h for h in heads() if len(h) > 1], matchkind=MatchKind.LeftmostLongest)


def head_spans(text: str) -> list[tuple[int, int]]:
    """Where head words of two characters and more stand, longest first, no overlaps."""
    return [(start, end) for _, start, end in _head_finder().find_matches_as_indexes(text)]


@cache
def _role_finder() -> Any:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(sorted(words("roles")), matchkind=MatchKind.LeftmostLongest)


def role_spans(text: str) -> list[tuple[int, int]]:
    """Where posts and titles (首席质量官) stand, longest first, no overlaps."""
    return [(start, end) for _, start, end in _role_finder().find_matches_as_indexes(text)]


# --- segmentation --------------------------------------------------------------------------


class Token(NamedTuple):
    """A word of a sentence with jieba's part of speech (n, v, ns, nr, m, x …)."""

    start: int
    end: int
    word: str
    pos: str


@cache
def _tagger() -> Any:
    """jieba's segmentation with dictionary tags as a function text → (word, tag) of each word."""
    try:
        import rjieba
    except ImportError:
        return _slow_tagger()

    @lru_cache(maxsize=1 << 16)
    def told(word: str, pos: str) -> tuple[str, str]:
        """rjieba guesses the tags of unlisted words in a way of its own: both paths use _guess for them.

        One string stands for a word wherever it comes again: what looks it up need not compare characters.
        """
        return word, pos if len(rjieba.cut(word, hmm=False)) == 1 else _guess(word)

    return lambda text: starmap(told, rjieba.tag(text))


def _slow_tagger() -> Any:
    """The same in pure Python, with a cache folder of our own: jieba's shared one is executable data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    folder = tempfile.TemporaryDirectory(prefix="pressgraph-")
    tokenizer.tmp_dir = folder.name
    tokenizer.initialize()
    folder.cleanup()
    tags = jieba.posseg.POSTokenizer(tokenizer).word_tag_tab

    def tag(text: str) -> list[tuple[str, str]]:
        return [(word, tags.get(word, _guess(word))) for word in tokenizer.cut(text)]

    return tag


def _guess(word: str) -> str:
    """The tag of a word that is not in jieba's dictionary."""
    if word.isascii() and word.isalnum():
        return "m" if word.isdigit() else "eng"
    return "x"


def common(word: str) -> bool:
    """Whether jieba lists a word as something other than a name: too common to stand for a body."""
    found = tokens(word)
    return (
        (len(found) == 1
        and found[0].pos not in ("x", "nr", "nrt", "nz", "nt", "eng"))
        or word in words("places")
        or word in division_shorts()
    )


_new = tuple.__new__


@lru_cache(maxsize=1 << 10)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order; together they cover it.  Kept, for names, claims and figures of a page ask."""
    told = list(_tagger()(text))
    ends = list(accumulate(len(word) for word, _ in told))
    # What Token(…) does, without a call of Python code for every word.
    return tuple([_new(Token, (end - len(word), end, word, pos)) for (word, pos), end in zip(told, ends, strict=True)])
