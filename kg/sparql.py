"""SPARQL text, before any engine sees it: what it is, what it may not do, and where it is wrong.

A scanner reads the tokens of SPARQL 1.1 (strings, IRIs and comments hold no keywords), so refusals
need no parser and cost linear time.  Nothing here runs a query.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MOST_CHARACTERS = 200_000
"""Longer queries are refused: written by hand they are under 5,000, and parsers are not linear."""
MOST_NESTED = 60
"""Deeper brackets are refused: Oxigraph's parser overflows its stack, at some 5,000 on Linux."""
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
FORMS = frozenset(["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])

_TOKEN = re.compile(
    r"""
      (?P<space>[\s\ufeff]+|\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<string>'''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>[\w.·-]*:(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>\w+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Wrong(ValueError):
    """A query that is not run: message, and the line and column (both from 1) where it shows.

    status: 400 wrong, 403 not allowed here, 413 too large.
    """

    def __init__(self, message: str, line: int = 1, column: int = 1, status: int = 400) -> None:
        super().__init__(message)
        self.message, self.line, self.column, self.status = message, line, column, status


@dataclass(frozen=True, slots=True)
class Token:
    """One token; start is its offset in the text."""

    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Shape:
    """What a query is: its form (SELECT, ASK, CONSTRUCT, DESCRIBE) and the graphs it names by FROM."""

    form: str = ""
    default_graphs: list[str] = field(default_factory=list)
    named_graphs: list[str] = field(default_factory=list)


def tokens(text: str) -> Iterator[Token]:
    """Every token but space and comments."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def look(text: str) -> Shape:
    """What the query is; Wrong for what no query here may be or do, whatever engine would run it."""
    if len(text) > MOST_CHARACTERS:
        raise Wrong(f"the query has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read", status=413)
    shape, depth, run, previous = Shape(), 0, 0, ""
    from_ = ""
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else ""
        depth += (token.text in "{([") - (token.text in "})]") if token.kind == "mark" else 0
        run = run + 1 if token.kind == "mark" and token.text in "!+-^" else 0
        if depth > MOST_NESTED or run > MOST_NESTED:
            raise Wrong(f"brackets or signs nested deeper than {MOST_NESTED}", *place(text, token.start))
        if word == "SERVICE":
            message = "SERVICE is refused: queries are answered from this graph alone, nothing is fetched"
            raise Wrong(message, *place(text, token.start), status=403)
        if not shape.form and word in UPDATES:
            message = f"{word} is refused: the graph is read only; change the sources and run kg build again"
            raise Wrong(message, *place(text, token.start), status=403)
        if not shape.form and word in FORMS:
            shape.form = word
        if from_ and token.kind in ("iri", "name"):
            target = shape.named_graphs if from_ == "FROM NAMED" else shape.default_graphs
            target.append(token.text)
        from_ = "FROM NAMED" if word == "NAMED" and previous == "FROM" else "FROM" if word == "FROM" else ""
        previous = word
    return shape


# What Oxigraph's parser says: "error at 2:16: expected one of DISTINCT, WHERE".  It names the
# farthest place it looked at, which for a keyword is where that keyword would have ended, so the
# token at fault begins that much earlier; and it lists every alternative.  Hence some plain
# questions of our own first, in the order in which people make mistakes.
_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_CLASS = re.compile(r"\[(?!_\])[^\]]*\]")
_KEYWORD = re.compile(r"\b[A-Z][A-Z0-9]+\b")
_SIGN = re.compile(r'"([^"\\\s]|\\.)"')
_SENTENCE = re.compile(r"[A-Z][A-Za-z]+(?: [A-Za-z]+)+")
_TERMS = frozenset(("iri", "string", "variable", "name", "number"))
_PAIRS = {"{": "}", "(": ")", "[": "]"}


def explained(text: str, message: str, prefixes: Mapping[str, str]) -> Wrong:
    """Oxigraph's complaint in words: what stands there, and what was expected instead."""
    match = _ERROR.search(message)
    if match is None:
        return Wrong(message.strip())
    found = list(tokens(text))
    wrong = _unclosed(text, found) or _without_as(text, found)
    if wrong is not None:
        return wrong
    lines = text.split("\n")
    offset = sum(len(one) + 1 for one in lines[: int(match[1]) - 1]) + int(match[2]) - 1
    return _from_parser(text, found, offset, match[3], prefixes)


def _unclosed(text: str, found: list[Token]) -> Wrong | None:
    """A string, an IRI or a bracket that is opened and not closed."""
    opened: list[Token] = []
    for token in found:
        if token.kind != "mark":
            continue
        where = place(text, token.start)
        if token.text in "'\"":
            return Wrong(f"a string is opened by {token.text} and not closed on its line", *where)
        if token.text == "<" and re.match(r"<\w+:[^\s>]*\s", text[token.start :]):
            return Wrong("an IRI holds no spaces; expected <…> without them", *where)
        if token.text in _PAIRS:
            opened.append(token)
        elif token.text in _PAIRS.values():
            if not opened or _PAIRS[opened[-1].text] != token.text:
                return Wrong(f"'{token.text}' closes nothing that is open here", *where)
            opened.pop()
    if opened:
        return Wrong(f"'{opened[-1].text}' is never closed", *place(text, opened[-1].start))
    return None


def _without_as(text: str, found: list[Token]) -> Wrong | None:
    """SELECT (COUNT(?x)) lacks its AS ?name."""
    depth, start = 0, None
    for number, token in enumerate(found):
        if token.text == "{" or token.text.upper() == "WHERE":
            return None
        if token.text == "(":
            start = number if depth == 0 else start
            depth += 1
        elif token.text == ")":
            depth -= 1
            inside = found[start or 0 : number]
            if depth == 0 and not any(one.kind == "word" and one.text.upper() == "AS" for one in inside):
                return Wrong("a computed column needs a name; expected (… AS ?name)", *place(text, token.start))
    return None


def _from_parser(text: str, found: list[Token], offset: int, rest: str, prefixes: Mapping[str, str]) -> Wrong:
    if "Prefix not found" in rest:
        token = [one for one in found if one.kind == "name" and one.start < offset][-1]
        name = token.text.partition(":")[0]
        known = ", ".join(prefixes)
        return Wrong(
            f"unknown prefix '{name}:'; declare it with PREFIX, or use one of {known}", *place(text, token.start)
        )
    sentence = _SENTENCE.search(_CLASS.sub("", rest))
    if sentence is not None:
        before = [one for one in found if one.start < offset] or [Token("mark", "", 0)]
        return Wrong(sentence.group(), *place(text, before[-1].start))
    words = _KEYWORD.findall(_CLASS.sub("", rest))
    signs = _SIGN.findall(rest)
    at = _at_fault(found, offset, words, exact=bool(signs or _CLASS.search(rest)))
    if at is None:
        return Wrong(f"the query ends too early{_wanted(words, signs)}", *place(text, len(text.rstrip())))
    at, wanted = _broken_triple(found, at) or (at, _wanted(words, signs))
    return Wrong(f"unexpected '{_short(found[at].text)}'{wanted}", *place(text, found[at].start))


def _at_fault(found: list[Token], offset: int, words: list[str], exact: bool) -> int | None:
    """Which token the parser stumbled over; None where the text ends."""
    starts = {token.start: number for number, token in enumerate(found)}
    if exact and offset in starts:
        return starts[offset]
    begins = [starts[offset - len(word)] for word in words if offset - len(word) in starts]
    if begins:
        return max(begins)
    return next((n for n, token in enumerate(found) if token.start + len(token.text) > offset), None)


def _broken_triple(found: list[Token], at: int) -> tuple[int, str] | None:
    """Where the token stands in a triple that is cut short: the token that ends it, and what is missing."""
    while at > 0 and (found[at - 1].kind in _TERMS or found[at - 1].text == "a"):
        at -= 1
    terms = 0
    for number in range(at, len(found)):
        token = found[number]
        if token.kind in _TERMS or token.text == "a":
            terms += 1
        elif token.text in (".", ";", "}") and 0 < terms < 3:
            return number, f"; expected {('a predicate and an object', 'an object')[terms - 1]} before it"
        else:
            return None
    return None


def _wanted(words: list[str], signs: list[str]) -> str:
    if "STRSTARTS" in words:
        return "; expected a value: a variable, a constant or a function"
    wanted = [word for word in dict.fromkeys([*words, *signs]) if word not in ("SERVICE", "LATERAL")][:8]
    return f"; expected {' or '.join(wanted)}" if wanted else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def shown(text: str, wrong: Wrong, name: str = "query") -> str:
    """The error as a person reads it: place, message, the line, and a caret under the column."""
    lines = text.split("\n")
    line = lines[wrong.line - 1] if wrong.line <= len(lines) else ""
    head = f"{name}:{wrong.line}:{wrong.column}: {wrong.message}"
    if not line.strip() or len(line) > 500:
        return head
    before = line[: wrong.column - 1]
    pad = "".join("\t" if c == "\t" else "\u3000" if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
    return f"{head}\n    {line}\n    {pad}^"
