"""What the features of a pair are called: each function names those of one group, from what the group depends on.

The names are the keys of lexicons/claim_weights.tsv.  p is the predicate's short name, q that with the signs
of the types of both ends; side says which end a feature is about, s or o.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from kg import triggers

FILES = ("awards", "documents", "events", "organisations", "places", "products", "programs")


@lru_cache(maxsize=1 << 15)
def kinds(word: str) -> tuple[str, ...]:
    """The kinds of trigger word that a word is, file and kind: 获评 → awards.gets."""
    return tuple(kind for forms, kind in _forms() if word in forms)


@cache
def _forms() -> tuple[tuple[frozenset[str], str], ...]:
    found: dict[str, set[str]] = {}
    for file in FILES:
        for form, kind, _ in triggers.rows(f"triggers_{file}"):
            found.setdefault(f"{file}.{kind}", set()).add(form)
    return tuple((frozenset(forms), kind) for kind, forms in sorted(found.items()))


def ruled(q: str, p: str, rules: tuple[str, ...], mark: str) -> Iterator[str]:
    """The rules that claim it."""
    yield q
    for rule in rules:
        yield f"{p}|rule={rule}{mark}"
    yield f"{p}|ruled={min(len(rules), 2)}{mark}"


def unruled(q: str, p: str, subject: bool, object_: bool, others: tuple[str, ...], mark: str) -> Iterator[str]:
    """No rule claims it: what rules claim of one of the two, and what else of both."""
    yield from ruled(q, p, (), mark)
    yield f"{q}|rival={subject:d}{object_:d}{mark}"
    for other in others:
        yield f"{p}|other={other}{mark}"


def frames(q: str, p: str, subject: str, object_: str) -> tuple[str, ...]:
    """How both stand in their clauses."""
    return f"{q}|fs={subject}", f"{q}|fo={object_}", f"{p}|fs={subject}|fo={object_}"


def apart(q: str, ahead: str, clauses: int, nearer: int, order: str) -> tuple[str, ...]:
    """How far apart two names of one sentence stand."""
    return f"{q}|fs0={ahead}|{clauses}", f"{q}|nearest={nearer}|{order}"


def article(q: str, stands: tuple[bool, bool, bool], home: bool, times: int, lies: str) -> Iterator[str]:
    """What both are to the article: stands says whether the subject is its home, its body, its theme; lies: what is
    known of where the subject lies, of a place alone."""
    yield f"{q}|stands={stands[0]:d}{stands[1]:d}{stands[2]:d}"
    yield f"{q}|ohome={home:d}"
    yield f"{q}|count={times}"
    if lies:
        yield f"{q}|lies={lies}"


def between(
    q: str, order: str, clauses: int, words: str, names: str, many: int, same: tuple[bool, bool]
) -> tuple[str, ...]:
    """How many clauses, words and names stand between, and whether names of their own types do."""
    return (
        f"{q}|{order}|c={min(clauses, 3)}",
        f"{q}|{order}|n={words}",
        f"{q}|{order}|names={names}",
        f"{q}|{order}|same={same[0]:d}{same[1]:d}",
        f"{q}|{order}|k={many}|c={min(clauses, 2)}",
    )


def leading(q: str, order: str, told: tuple[str, ...], clauses: int, listed: bool) -> Iterator[str]:
    """The kinds of trigger words between, and whether nothing but a 、 or 和 stands there."""
    for kind in told:
        yield f"{q}|{order}|t={kind}|{clauses}"
    yield f"{q}|listed={listed:d}"


def before(p: str, side: str, word: str) -> tuple[str, ...]:
    """The word before one end, ^ where there is none."""
    return (f"{p}|{side}b={word}",)


def after(p: str, side: str, word: str) -> tuple[str, ...]:
    """The word behind one end, $ where there is none."""
    return (f"{p}|{side}a={word}",)


def beside(q: str, side: str, before: str, after: str) -> tuple[str, ...]:
    """The parts of speech on both sides of one end."""
    return (f"{q}|{side}bp={before}|{after}",)


def governed(q: str, side: str, told: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of trigger word that the word before one end is."""
    return tuple(f"{q}|{side}bt={kind}" for kind in told)


def following(q: str, p: str, side: str, one: str, two: str) -> Iterator[str]:
    """The two words behind one end."""
    yield f"{p}|{side}a2={one}{two}"
    for kind in dict.fromkeys((*kinds(one), *kinds(two))):
        yield f"{q}|{side}at={kind}"


def topic(q: str, same: bool, carried: bool, sign: str) -> Iterator[str]:
    """Whether the subject is whom the object's clause is about; sign: of whom it is about, "" where of nobody."""
    if not sign:
        yield f"{q}|topic=none"
        return
    yield f"{q}|topic={same:d}|{carried:d}"
    if not same:
        yield f"{q}|about={sign}|{carried:d}"


def outside(q: str, side: str, how: str, away: int) -> tuple[str, ...]:
    """How far away the end is that this sentence does not name."""
    return f"{q}|out={side}{how}", f"{q}|out={side}{how}|{away}"


def alone(
    q: str, p: str, side: str, how: str, governor: str, follower: str, names: int, lead: str
) -> Iterator[str]:
    """One end alone in the sentence: its verbs, how many names stand before it and the last two of them."""
    yield f"{p}|{side}gov={governor}"
    yield f"{q}|{side}{how}gov={'+'.join(kinds(governor)) or bool(governor)}"
    yield f"{p}|{side}fol={follower}"
    for kind in kinds(follower):
        yield f"{q}|{side}{how}fol={kind}"
    yield f"{q}|{side}{how}first={names}"
    yield f"{q}|{side}{how}lead={lead}"


def size(n: int) -> str:
    """How many words, the more the coarser."""
    return str(n) if n < 5 else f"{n // 4 * 4}"


def ends(p: str, subject: str, object_: str, held: str) -> Iterator[str]:
    """What both names end with, and whether one holds the other."""
    yield f"{p}|se={subject}"
    yield f"{p}|oe={object_}"
    yield f"{p}|e={subject}|{object_}"
    if held:
        yield f"{p}|held={held}"


def name(p: str, side: str, rule: str, length: int, deictic: bool) -> Iterator[str]:
    """How the name of one end was found and how long it is."""
    yield f"{p}|{side}r={rule}"
    yield f"{p}|{side}l={length}"
    if deictic:
        yield f"{p}|{side}d"


def scene(p: str, kind: str, names: int, number: int, alike: tuple[int, int]) -> tuple[str, ...]:
    """The sentence: headline or body, which of its article, how many names it has, and of the types of both."""
    return (
        f"{p}|kind={kind}",
        f"{p}|nn={names}",
        f"{p}|no={number}",
        f"{p}|ns={alike[0]}",
        f"{p}|nob={alike[1]}",
        f"{p}|nso={alike[0]}|{alike[1]}",
    )


def words(p: str, order: str, told: tuple[str, ...]) -> tuple[str, ...]:
    """The words between both names, one by one."""
    return tuple(f"{p}|{order}w={word}" for word in told)


def clause(p: str, side: str, told: tuple[str, ...]) -> tuple[str, ...]:
    """The verbs, nouns and adjectives of the clause of one end."""
    return tuple(f"{p}|{side}w={word}" for word in told)
