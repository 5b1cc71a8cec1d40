"""Whose number it is: a log-linear model over the names that it could belong to.

The rules of owners.py say what the language's set ways of telling say; here every name near the number is
weighed by where it stands, what it is, what is counted, and by the rules that choose it.  The likeliest
has the number; a number likelier to be nobody's (a remark, a wish, part of a name) has none.
score = Σ weight(feature); the weights stand in lexicons/owner_weights.tsv, trained by tests/make/owners.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import triggers
from kg.figures.lexemes import owner
from kg.figures.scene import Asked
from kg.figures.slots import named
from kg.frames import frame as frame_of
from kg.frames import pointed
from kg.model import Mention
from kg.namers import fine_end

_SHORT = {
    "Organisation": "O",
    "District": "D",
    "Award": "A",
    "Program": "P",
    "Document": "T",
    "Person": "N",
    "Event": "E",
    "Product": "R",
}
TYPES = tuple(_SHORT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name the number may belong to, and the rules that choose it; first: by the first rule that chooses any."""

    mention: Mention
    rules: tuple[str, ...]
    first: bool


def nobody(asked: Asked) -> Iterator[str]:
    """What speaks for a number that is said of no name."""
    reading = asked.reading
    yield "0"
    yield f"0|rule={reading.rule}"
    yield f"0|unit={reading.slot.number.unit}"
    yield f"0|kind={reading.slot.number.kind}|{reading.rule}"
    yield f"0|tail={reading.indicator[-2:]}"
    yield f"0|last={reading.indicator[-1:]}"
    yield f"0|lead={reading.indicator[:2]}"
    yield f"0|length={min(len(reading.indicator), 12)}"
    yield f"0|names={min(len([m for m in asked.names if m.start < asked.number.start]), 2)}"
    yield f"0|opens={asked.words[:2]}"
    yield f"0|before={asked.text[asked.number.start - 2 : asked.number.start]}"
    yield f"0|behind={asked.behind[:2]}"
    yield f"0|quoted={_quoted(asked)}"
    small = reading.slot.number.value < 3 and reading.slot.number.kind == "count"
    yield f"0|small={small}|{reading.slot.number.unit}"


@cache
def _measures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = sorted({kind for _, kind, _ in triggers.rows("measures")})
    return tuple((kind, re.compile(triggers.choice("measures", kind))) for kind in kinds)


@lru_cache(maxsize=1 << 12)
def senses(indicator: str) -> tuple[str, ...]:
    """The kinds of things that what is counted is mostly said of: 营业收入 → company."""
    return tuple(kind for kind, form in _measures() if form.search(indicator))


def _quoted(asked: Asked) -> bool:
    opened = asked.text.rfind("“", 0, asked.number.start)
    return opened >= 0 and asked.text.find("”", opened) > asked.number.end


def features(asked: Asked, candidate: Candidate) -> Iterator[str]:
    """What speaks for and against a name."""
    m, reading = candidate.mention, asked.reading
    t = _SHORT[m.type]
    where = _where(asked, m)
    near, frame = where[:2], where[2:]
    yield f"{t}"
    if candidate.first:
        yield "first"
        yield f"first={candidate.rules[0]}"
        yield f"first|{t}"
    for rule in candidate.rules:
        yield f"rule={rule}"
    unit, tail = reading.slot.number.unit, reading.indicator[-2:]
    yield f"{t}|unit={unit}"
    yield f"{t}|tail={tail}"
    yield f"{t}|last={reading.indicator[-1:]}"
    yield f"{t}|lead={reading.indicator[:2]}"
    yield f"{t}|how={reading.rule}"
    sort = f"{t}{fine_end(m.name[-3:]) or m.name[-1:]}"
    yield f"s={sort}"
    yield f"s={sort}|unit={unit}"
    told = senses(reading.indicator)
    yield f"{t}|senses={'+'.join(told)}"
    for sense in told:
        yield f"{t}|sense={sense}"
        yield f"s={sort}|sense={sense}"
    for kind in ("attend", "describes", "price", "use", "parts"):
        if asked.says(kind):
            yield f"{t}|says={kind}"
    yield f"w={near}"
    yield f"w={where}"
    yield f"{t}|w={near}"
    yield f"{t}|w={where}"
    yield f"f={frame}|{where[:1]}"
    yield f"f={frame[:1]}|{near}"
    yield f"f={frame[1:]}|{near}"
    yield f"s={sort}|w={near}"
    yield f"{t}|deictic={m.deictic:d}"
    word, how, back, fresh = asked.pointer
    if how == "pronoun":
        yield f"{t}|pronoun={word}|{min(back, 1)}"
        yield f"s={sort}|pronoun={word}"
        yield f"pronoun|{near}|{frame[:1]}"
    elif how:
        length = pointed(word, how, m)
        yield f"point={how}|{min(length, 3)}|{min(back, 2)}{fresh:d}"
        yield f"{t}|point={how}|{min(length, 2)}"
    else:
        yield f"{t}|point=none"
    focus = asked.focus.mention
    me = named(m)
    same = focus is not None and named(focus) == me
    yield f"focus={same:d}|{asked.focus.how}"
    if same:
        yield f"{t}|focus|{asked.focus.how}"
    topic = asked.topic
    is_topic = topic is not None and named(topic) == me
    yield f"topic={is_topic:d}|focus={same:d}"
    last = asked.last
    again = last is not None and named(last.owner) == me
    here = asked.last_here is not None
    yield f"again={again:d}|{here:d}"
    yield f"{t}|again={again:d}|{here:d}"
    if again and last is not None:
        yield f"again|{asked.clause - asked.clause_at(last.reading.slot.number.start) if here else 'far'}"
        yield f"again|about={reading.about is last.reading.slot}"
    home = asked.stage.home
    theme = asked.stage.theme
    at_home = home is not None and named(home) == me
    is_main = asked.main is not None and named(asked.main) == me
    is_theme = theme is not None and named(theme) == me
    yield f"{t}|home={at_home:d}"
    yield f"{t}|main={is_main:d}"
    yield f"{t}|theme={is_theme:d}"
    stands = f"{at_home:d}{is_main:d}{is_theme:d}"
    yield f"stands={stands}|{t}|{asked.focus.how}|{same:d}"
    for sense in told:
        yield f"stands={stands}|{sense}"
    opens = asked.clause == 0
    starts = asked.paragraph_starts
    yield f"stands={stands}|opens={opens:d}{starts:d}{not asked.focus.carried:d}"
    yield f"{t}|{near}|{asked.focus.how}|{same:d}"
    yield f"{t}|{where[:2]}|{reading.rule}"
    yield f"{t}|head={me in asked.stage.headed:d}"
    yield f"{t}|count={min(asked.stage.counts.get(me, 0), 4)}"
    yield f"{t}|order={min(asked.stage.order.get(me, 9), 4)}"
    yield from _context(asked, m, t, where)


def _where(asked: Asked, m: Mention) -> str:
    """Where a name stands from the number: same clause, clauses or sentences before, behind."""
    if m.sentence != asked.sentence:
        if m.sentence.kind == "headline":
            return "headline"
        back = asked.sentence.number - m.sentence.number
        paragraph = m.sentence.paragraph == asked.sentence.paragraph
        return f"{'p' if paragraph else 'q'}{min(back, 5)}{frame_of(m.sentence.text, m.start, m.end)}"
    if m.start > asked.number.start:
        return "behind" if m.start < asked.end else "after"
    clauses = asked.clause - asked.clause_at(m.start)
    return f"c{min(clauses, 4)}{frame_of(m.sentence.text, m.start, m.end)}"


def _context(asked: Asked, m: Mention, t: str, where: str) -> Iterator[str]:
    text = m.sentence.text
    if m.type in ("Organisation", "Person"):
        tells = bool(_TELLS.match(text, m.end))
        yield f"s={t}{fine_end(m.name[-3:])}|tells={tells:d}|{where[:2]}"
    yield f"{t}|role={bool(_ROLE.match(text, m.end)):d}|{where[:2]}"
    yield f"{t}|b1={text[m.end : m.end + 3].lstrip('”》')[:1]}"
    if m.sentence == asked.sentence and m.end <= asked.number.start:
        others = [x for x in asked.names if m.end <= x.start < asked.number.start]
        yield f"{t}|between={''.join(_SHORT[x.type] for x in others[:3])}|{where[:2]}"
        yield f"{t}|same={sum(x.type == m.type for x in others) > 0:d}|{where[:2]}"
        yield f"n={min((asked.number.start - m.end) // 4, 6)}|{where[:1]}"


_TELLS = owner(
    "[”》]?[^，。；：]{0,12}?(?:@|通报|披露|晒出|公报|数据|统计|报告|消息|获悉|测算|显示|提供|回应|解释)",
    "issue",
    "speech",
)
"""A body that makes something known: 市统计局发布的公报, 据市商务局介绍."""
_ROLE = owner("@", "role")
