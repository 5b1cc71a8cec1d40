"""What a name's features are called: each function names those of one group, from what the group depends on.

The names are the keys of lexicons/mention_weights.tsv; each begins with its type, so weights never mix types.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg import candidates, lexicon


def shape(kind: str, rule: str, head: str, length: int) -> tuple[str, ...]:
    """How it came up, what it ends with, and how long it is."""
    k, sense = kind[:2], fine(head, kind)
    return (
        f"{k}|bias",
        f"{k}|rule={rule}",
        f"{k}|head={head}",
        f"{k}|rule={rule}|head={head}",
        f"{k}|fine={sense}|{len(head) > 2}",
        f"{k}|tail={head[-1:]}|{min(len(head), 4)}",
        f"{k}|tail={head[-2:]}",
        f"{k}|senses={len(lexicon.heads().get(head, {}))}|{rule}",
        f"{k}|len={rest(length)}",
        f"{k}|extra={min(length - len(head), 8)}|{head}",
    )


def place(kind: str, head: str, place: str) -> tuple[str, ...]:
    """The place it begins with."""
    k = kind[:2]
    return f"{k}|place={place}", f"{k}|place={place}|head={head}", f"{k}|place={place}|fine={fine(head, kind)}"


def inside(k: str, inner: str, more: bool, nested: str, tail: str, sense: str) -> tuple[str, ...]:
    """Names known beforehand and ends of bodies' names inside it."""
    return f"{k}|inner={inner}|{more}", f"{k}|nested={nested}|{tail}", f"{k}|nested={nested}|{sense}"


def looks(
    k: str, de: bool, conjunction: bool, comma: bool, digit: str, quote: str, bracket: bool, ascii_: bool
) -> tuple[str, ...]:
    """The marks and small words in it."""
    return (
        f"{k}|de={de}",
        f"{k}|and={conjunction}",
        f"{k}|comma={comma}",
        f"{k}|digit={digit}",
        f"{k}|quote={quote}",
        f"{k}|bracket={bracket}",
        f"{k}|ascii={ascii_}",
    )


def before(k: str, word: str, pos: str) -> tuple[str, ...]:
    """The word before it."""
    return f"{k}|pw={word}", f"{k}|pp={pos}"


def before_head(kind: str, head: str, pos: str, behind: str) -> tuple[str, ...]:
    """What its head says of the word before it."""
    k, sense = kind[:2], fine(head, kind)
    return f"{k}|head={head}|pp={pos}", f"{k}|fine_previous={sense}|{pos}", f"{k}|behind={behind}|{sense}"


def after(k: str, word: str, pos: str) -> tuple[str, ...]:
    """The word behind it."""
    return f"{k}|nw={word}", f"{k}|np={pos}"


def after_head(k: str, sense: str, rule: str, pos: str, role: bool) -> tuple[str, ...]:
    """What the kind of its head says of the word behind it."""
    return f"{k}|rule={rule}|np={pos}", f"{k}|fine_next={sense}|{pos}", f"{k}|role_next={role}|{sense}"


def stands(k: str, place: str, sibling: str, joints: str) -> tuple[str, ...]:
    """A known name right before it, its neighbours in a list, and line ends of a headline inside it."""
    return f"{k}|pb={place}", f"{k}|sibling={sibling}", f"{k}|joints={joints}"


def page(k: str, count: int, in_headline: bool, where: str, rest: str, headline: bool) -> tuple[str, ...]:
    """How often the page prints it, and where this is."""
    return (
        f"{k}|count={count}",
        f"{k}|in_headline={in_headline}",
        f"{k}|sentence={where}",
        f"{k}|rest={rest}|{headline}",
    )


def letters(k: str, before: str, opening: str, closing: str, behind: str) -> tuple[str, ...]:
    """Characters at its edges: what word lists have not seen, its characters may tell."""
    return (
        f"{k}|fc={opening[:1]}",
        f"{k}|f2c={opening}",
        f"{k}|lc={closing[-1:]}",
        f"{k}|l2c={closing[-2:]}",
        f"{k}|l3c={closing}",
        f"{k}|pc={before}+{opening[:1]}",
        f"{k}|nc={closing[-1:]}+{behind}",
    )


def sequence(k: str, parts: str, sense: str) -> tuple[str, ...]:
    """The parts of speech of its words, with the kind of its head."""
    return f"{k}|seq={parts}", f"{k}|seq={parts}|{sense}"


def joined(k: str, first: str, sense: str, previous: str, following: str) -> tuple[str, ...]:
    """Its first word with the kind of its head (国家级 + status), and with the word before it."""
    return f"{k}|fw={first}|{sense}", f"{k}|pw={previous}|{first}", f"{k}|around={previous}|{following}"


def leads(k: str, rule: str, verb: str) -> tuple[str, ...]:
    """The verb it is the subject of, as far as word order tells."""
    return f"{k}|av={verb}", f"{k}|av={bool(verb)}|{rule}"


def first(k: str, word: str, pos: str, second: str) -> tuple[str, ...]:
    """Its first word, and the second one's part of speech."""
    found = (f"{k}|fw={word}", f"{k}|fp={pos}|{len(word) > 1}", f"{k}|fv={pos[:1] == 'v'}")
    return (*found, f"{k}|f2={pos}+{second}") if second else found


def last(k: str, word: str, pos: str, other: str, other_pos: str, head: str) -> tuple[str, ...]:
    """Its last word and the one before that."""
    found = (f"{k}|lw={word}", f"{k}|lp={pos}")
    return (*found, f"{k}|l2={other_pos}+{head or pos}", f"{k}|l2w={other}+{word}") if other else found


def verbal(k: str, rule: str, tokens: int, verbal: int, single: int) -> tuple[str, ...]:
    """How many words it has, and how many verbs and single characters are among them."""
    if not tokens:
        return (f"{k}|tokens=0",)
    return (
        f"{k}|tokens={min(tokens, 9)}",
        f"{k}|verbs={min(verbal, 3)}",
        f"{k}|verbs={min(verbal, 2)}|{rule}",
        f"{k}|single={min(single, 3)}",
    )


def led(kind: str, rule: str, verb: str, away: int) -> tuple[str, ...]:
    """The nearest verb before it in its clause."""
    k, leads = kind[:2], verb in candidates.verbs(kind)
    return (
        f"{k}|tv={verb}",
        f"{k}|tv={verb if leads else '-'}|{min(away, 3)}",
        f"{k}|tvr={rule}|{'y' if leads else 'n'}|{min(away, 2)}",
    )


def known(k: str, rule: str, name: str, pos: str) -> tuple[str, ...]:
    """A name known beforehand."""
    return f"{k}|known={name}", f"{k}|known={rule}|{len(name)}|{pos}"


def supported(k: str, support: str, before: str, pos: str) -> tuple[str, ...]:
    """What else the page says for a short division name."""
    return tuple(dict.fromkeys((f"{k}|support={support}|{before}", f"{k}|support={support}|{pos}")))


def personal(
    before: str,
    after: str,
    behind: str,
    speaks: bool,
    surname: str,
    whole: bool,
    pos: str,
    ends: bool,
    starts: bool,
    length: int,
) -> tuple[str, ...]:
    """A person's neighbours: position before, title or speech after."""
    return (
        f"Pe|role_before={before}",
        f"Pe|role_before?={bool(before)}|{length}",
        f"Pe|role_after={after}",
        f"Pe|role_after?={bool(after)}|{length}",
        f"Pe|speaks={behind}",
        f"Pe|speaks?={speaks}|{length}",
        f"Pe|surname={surname}",
        f"Pe|whole={whole}|{pos}|{length}",
        f"Pe|ends_word={ends}|starts_word={starts}|{length}",
        f"Pe|next={behind[:1]}",
    )


# Words that end a body's name whatever stands before them.
_BODY = re.compile(
    "(?:(公司|集团|银行|支行|厂)|(局|厅|委|政府|部|署|办公室|法院|检察院|常委会)|(大学|学院|学校|中学|小学)|(医院)|(协会|学会|联合会|促进会|联盟|商会)|"
    "(研究院|研究所|实验室|中心|科学院))$"
)
_BODIES = ("Company", "GovernmentBody", "School", "Hospital", "Association", "Institute")


@lru_cache(maxsize=1 << 14)
def fine_end(word: str) -> str:
    """The kind of body that a word ends the name of, or ""."""
    found = _BODY.search(word)
    return _BODIES[next(i for i, g in enumerate(found.groups()) if g)] if found else ""


@lru_cache(maxsize=1 << 13)
def fine(head: str, kind: str) -> str:
    """The finer class of a type that a head word says (Company, Zone …), or ?."""
    return lexicon.heads().get(head, {}).get(kind, "?")


def rest(length: int) -> str:
    return str(length) if length < 8 else str(length // 4 * 4)
