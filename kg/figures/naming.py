"""What the features of an owner are called: each function names those of one group, from what the group depends on.

The names are the keys of lexicons/owner_weights.tsv.  t is the short name of the candidate's type, sort that with the
kind of body or the last character of its name; near and where say where it stands from the number.
"""

from __future__ import annotations

from collections.abc import Iterator


def chosen(t: str, first: str, rules: tuple[str, ...]) -> Iterator[str]:
    """The rules that choose it; first: the one that chooses before all others, where it chooses this name."""
    yield t
    if first:
        yield "first"
        yield f"first={first}"
        yield f"first|{t}"
    for rule in rules:
        yield f"rule={rule}"


def counted(t: str, unit: str, lead: str, tail: str, how: str) -> tuple[str, ...]:
    """What is counted (lead and tail: two characters of the indicator), and how the number was read."""
    return (
        f"{t}|unit={unit}",
        f"{t}|tail={tail}",
        f"{t}|last={tail[-1:]}",
        f"{t}|lead={lead}",
        f"{t}|how={how}",
    )


def meant(t: str, sort: str, unit: str, told: tuple[str, ...]) -> Iterator[str]:
    """What is counted, as figures.weighing.senses tells it, and what it is counted of."""
    yield f"s={sort}"
    yield f"s={sort}|unit={unit}"
    yield f"{t}|senses={'+'.join(told)}"
    for sense in told:
        yield f"{t}|sense={sense}"
        yield f"s={sort}|sense={sense}"


def said(t: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of words that the number's clause has."""
    return tuple(f"{t}|says={kind}" for kind in kinds)


def where(t: str, sort: str, near: str, frame: str) -> tuple[str, ...]:
    """Where it stands, and how in its clause; the same before and behind it counts once."""
    names = (
        f"w={near}",
        f"w={near}{frame}",
        f"{t}|w={near}",
        f"{t}|w={near}{frame}",
        f"f={frame}|{near[:1]}",
        f"f={frame[:1]}|{near}",
        f"f={frame[1:]}|{near}",
        f"s={sort}|w={near}",
    )
    return tuple(dict.fromkeys(names))


def deictic(t: str, deictic: bool) -> tuple[str, ...]:
    """Whether it is a short form."""
    return (f"{t}|deictic={deictic:d}",)


def pronoun(t: str, sort: str, word: str, back: int, near: str, frame: str) -> tuple[str, ...]:
    """The pronoun that opens the clause or one before."""
    return f"{t}|pronoun={word}|{min(back, 1)}", f"s={sort}|pronoun={word}", f"pronoun|{near}|{frame[:1]}"


def pointed(t: str, how: str, length: int, back: int, fresh: bool) -> tuple[str, ...]:
    """The short form that opens the clause or one before, and how much of it ends the name."""
    return f"point={how}|{min(length, 3)}|{min(back, 2)}{fresh:d}", f"{t}|point={how}|{min(length, 2)}"


def unpointed(t: str) -> tuple[str, ...]:
    """No such short form."""
    return (f"{t}|point=none",)


def focus(t: str, same: bool, how: str, topic: bool) -> Iterator[str]:
    """Whether the clause is about it."""
    yield f"focus={same:d}|{how}"
    if same:
        yield f"{t}|focus|{how}"
    yield f"topic={topic:d}|focus={same:d}"


def again(t: str, here: bool, away: int | str, about: bool) -> tuple[str, ...]:
    """The number before was its own; away: clauses between, about: whether this one is about that one."""
    return f"again=1|{here:d}", f"{t}|again=1|{here:d}", f"again|{away}", f"again|about={about}"


def fresh(t: str, here: bool) -> tuple[str, ...]:
    """The number before was not its own; here: whether the sentence has one."""
    return f"again=0|{here:d}", f"{t}|again=0|{here:d}"


def article(
    t: str,
    stands: tuple[bool, bool, bool],
    how: str,
    same: bool,
    told: tuple[str, ...],
    opens: tuple[bool, bool, bool],
) -> Iterator[str]:
    """Whether it is the article's home, main body and theme; opens: whether the number's clause opens its sentence,
    the sentence its paragraph, and the clause has a subject of its own."""
    home, main, theme = stands
    yield f"{t}|home={home:d}"
    yield f"{t}|main={main:d}"
    yield f"{t}|theme={theme:d}"
    all_ = f"{home:d}{main:d}{theme:d}"
    yield f"stands={all_}|{t}|{how}|{same:d}"
    for sense in told:
        yield f"stands={all_}|{sense}"
    yield f"stands={all_}|opens={opens[0]:d}{opens[1]:d}{opens[2]:d}"


def near(t: str, near: str, how: str, same: bool, rule: str) -> tuple[str, ...]:
    """Where it stands, by whether the clause is about it, and by how the number was read."""
    return f"{t}|{near}|{how}|{same:d}", f"{t}|{near}|{rule}"


def known(t: str, headed: bool, count: int, order: int) -> tuple[str, ...]:
    """How often the article names it, as which of its names, and whether its headline does."""
    return f"{t}|head={headed:d}", f"{t}|count={count}", f"{t}|order={order}"


def behind(t: str, body: str, tells: bool, role: bool, near: str, sign: str) -> Iterator[str]:
    """What follows the name; tells: of a body or person, whether it makes something known."""
    if t in "ON":
        yield f"s={t}{body}|tells={tells:d}|{near}"
    yield f"{t}|role={role:d}|{near}"
    yield f"{t}|b1={sign}"


def between(t: str, signs: str, same: bool, near: str, gap: int) -> tuple[str, ...]:
    """The names between it and the number, and how far away it is."""
    return f"{t}|between={signs}|{near}", f"{t}|same={same:d}|{near}", f"n={gap}|{near[:1]}"


def nobody(unit: str, kind: str, rule: str) -> tuple[str, ...]:
    """What kind of number speaks for one that is said of no name."""
    return "0", f"0|rule={rule}", f"0|unit={unit}", f"0|kind={kind}|{rule}"


def unowned(
    lead: str, tail: str, length: int, names: int, beside: tuple[str, str, str], quoted: bool, small: bool, unit: str
) -> tuple[str, ...]:
    """What else speaks for one; beside: what opens its clause, stands before it and behind it."""
    return (
        f"0|tail={tail}",
        f"0|last={tail[-1:]}",
        f"0|lead={lead}",
        f"0|length={length}",
        f"0|names={names}",
        f"0|opens={beside[0]}",
        f"0|before={beside[1]}",
        f"0|behind={beside[2]}",
        f"0|quoted={quoted}",
        f"0|small={small}|{unit}",
    )
