"""Whom a word that points back means where something is won: 它, 该院, 她的公司, 前两人, 三人, the bare 学校."""

from __future__ import annotations

import re

from kg import triggers
from kg.claims.pointing import COMPANIES, body_called
from kg.claims.reading import GOVERNED, Clause, Group, Reading
from kg.shapes import LIGHT, SIGN, SIGNS

WINNERS = "ⓄⒹⓃⓇⓅⓉ"
POINTS = {kind: triggers.forms("triggers_awards", f"head_{kind}") for kind in ("body", "place", "program", "product")}
POINTS_AT = {"body": "Ⓞ", "place": "Ⓓ", "program": "ⓅⓇ", "product": "Ⓡ"}
HEADS = triggers.choice("triggers_awards", *(f"head_{kind}" for kind in POINTS))
BARE = triggers.choice("triggers_awards", "head_bare")
HERE = "(?:当地|该地|此地)(?!的|[^，；。]{0,6}(?:企业|群众|居民|农民|村民|政府|产业))"
POINTING = re.compile(
    rf"^(?:{LIGHT}|[，就曾便则更]|正是|据[^，]{{1,4}}介绍)*?"
    rf"(?P<point>它们?(?:的|自己)?|其|[他她]|{HERE}|"
    rf"(?:该|本|这(?:[家座个所项支款片处]|一))[^，；。：]{{0,24}}?{HEADS}|旗下|{BARE}(?![家们类里内和与及、]|[^，；。：]{{0,6}}的))"
)
OPENING = 40
"""Characters of a clause in which its pointing word is sought: adverbs may be read in many ways."""
FORMER = re.compile(
    rf"^(?:{LIGHT})*+(?P<which>前者(?!的)|后者(?!的)|前[两二三](?:人|者|家|位|名|个)|后[两二](?:人|者|家|位|名|个))"
)


HIS_FIRM = re.compile(
    "(?:[如而目][今前]，?)?[他她我](?:们|家)?的?(?:公司|企业|集团|工厂|厂子|厂|合作社|农场|学校|医院)"
)
"""Ⓝ说，她的公司拿到Ⓐ: the person's body gets it."""
THIS_ONE = re.compile("(?:^|[，])?(?:这|该)[个座家所片处]")
NOUN = re.compile(rf"[^{SIGNS}，；。：]{{0,6}}?(?P<noun>{HEADS})")


def pointing_word(lead: str) -> tuple[str, str] | None:
    """The words of the lead that point back, and the signs they may mean."""
    found = POINTING.match(lead[:OPENING])
    if not found:
        return None
    word = found["point"]
    if word[0] in "它其":
        return word, "ⓄⒹⓇⓅ"
    if word[0] in "他她":
        return word, "Ⓝ"
    if word == "旗下":
        return word, "Ⓞ"
    if word in ("当地", "该地", "此地"):
        return word, "Ⓓ"
    kind = next((kind for kind, heads in POINTS.items() if word.endswith(heads)), "body")
    return word, POINTS_AT[kind]


def this_one(reading: Reading, at: int, start: int, end: int) -> Group:
    """这座|去年获得Ⓐ的|煤矿: what the noun behind means of what the clauses before were about."""
    noun = NOUN.match(reading.folded.text, end) if THIS_ONE.match(reading.folded.text, start) else None
    kind = next((kind for kind, heads in POINTS.items() if noun and noun["noun"] in heads), None)
    number = reading.clause_at(at)
    return single(reading, reading.before + reading.clauses[:number], POINTS_AT[kind]) if kind else ()


def _paired(reading: Reading, signs: str) -> list[Group]:
    """The last list of these signs in the sentence before: 前者 speaks of it."""
    last = [m for m in reading.discourse.everything if m.sentence.number == reading.sentence.number - 1]
    groups = [reading.discourse.groups.get(m, ()) for m in last if SIGN[m.type] in signs]
    return [group for group in groups if len(group) > 1]


def _former(reading: Reading, at: int) -> Group:
    """前两人 and 后者 of the last list before at."""
    found = FORMER.match(reading.lead(at).rsplit("——", 1)[-1][:OPENING])
    signs = "Ⓝ" if found and found["which"][-1] in "人位名" else "ⓄⒹ" if found and found["which"][-1] == "家" else "ⓄⒹⓃ"
    groups = [g for g in reading.folded.groups[: at if found else 0] if len(g) > 1 and SIGN[g[0].type] in signs]
    if found and not groups:
        groups = _paired(reading, signs)
    if found and not groups and found["which"] == "后者":
        named = [g for g in reading.folded.groups[:at] if g and SIGN[g[0].type] in "ⓄⒹⓃⓇ"]
        return named[-1][-1:] if named else ()
    if not found or not groups:
        return ()
    number = {"两": 2, "二": 2, "三": 3}.get(found["which"][1], 1)
    return groups[-1][:number] if found["which"].startswith("前") else groups[-1][-number:]


ALL = re.compile(
    rf"^(?:{LIGHT})*+(?:这|上述|以上)?(?P<number>[两二三四五六七八九]|[2-9])(?P<unit>人|者|[位名][^，；。：]{{0,4}}|家(?:企业|单位|公司)?)"
    "(?=均|都|同时|双双|先后|分别|也|还|又|全部|全都|皆|一[同道起并]|[被获荣])"
)
NUMBERS = {printed: number for number, printed in enumerate("零一二三四五六七八九")} | {"两": 2}


def everyone(reading: Reading, at: int) -> Group:
    """Ⓝ夺得Ⓐ，Ⓝ、Ⓝ获Ⓐ，三人同时被授予: the last three named, of this sentence and the one before."""
    found = ALL.match(reading.lead(at)[:OPENING])
    if not found:
        return ()
    number = NUMBERS.get(found["number"]) or int(found["number"])
    kind = "Organisation" if found["unit"][0] == "家" else "Person"
    here = [m for group in reading.folded.groups[:at] for m in group if m.type == kind]
    before = [m for m in reading.discourse.seen.get(kind, []) if m.sentence.number == reading.sentence.number - 1]
    last = {m.name: m for m in reversed([*before, *here])}
    return tuple(reversed(list(last.values())[:number])) if len(last) >= number else ()


def pointed(reading: Reading, at: int, signs: str = WINNERS) -> Group:
    """Whom the lead's pointing word means: the nearest topic of its kind that is one thing."""
    former = _former(reading, at) or everyone(reading, at)
    if former:
        return former
    owned = HIS_FIRM.match(reading.lead(at)[:OPENING])
    if owned:
        him = _him(reading, reading.clauses[reading.clause_at(at)])
        body = reading.discourse.bodies.get(him[0]) if him else None
        return (body,) if body is not None else reading.carried(reading.clause_at(at), "Ⓞ")[:1]
    if "——" in reading.lead(at):
        return before_dash(reading, at, signs)
    number = reading.clause_at(at)
    for back in (number, *range(number - 1, max(-1, number - 4), -1)):
        clause = reading.clauses[back]
        if back < number and not clause.carried and clause.subject and clause.subject[0].rule == "deixis_this":
            return clause.subject if SIGN[clause.subject[0].type] in signs else ()
        found = pointing_word(reading.folded.text[clause.start : at if back == number else clause.end])
        if found and found[0] == "其" and back < number and not clause.carried:
            return ()
        if found:
            wanted = "".join(sign for sign in found[1] if sign in signs)
            him = _him(reading, clause) if wanted == "Ⓝ" else ()
            topic = him or (single(reading, reading.before + reading.clauses[:back], wanted) if wanted else ())
            return topic or _latest(reading, found[0]) or _company(reading, at, found[0])
        if not clause.carried:
            break
    return ()


def _him(reading: Reading, clause: Clause) -> Group:
    """The person named last before the clause, where its sentence names no other: 留给班长Ⓝ。他获得Ⓐ."""
    here = [m for group in reading.folded.groups[: clause.start] for m in group if m.type == "Person"]
    named = here or reading.discourse.seen.get("Person", [])[-8:]
    last = {m.name for m in named if m.sentence == named[-1].sentence}
    return (named[-1],) if len(last) == 1 else ()


def single(reading: Reading, clauses: tuple[Clause, ...], signs: str) -> Group:
    """The nearest subject of these signs that is one thing."""
    for clause in clauses[::-1][:12]:
        if len(clause.subject) == 1 and SIGN[clause.subject[0].type] in signs:
            return clause.subject
    return ()


def _latest(reading: Reading, word: str) -> Group:
    """The last thing named whose name ends like the pointing word: 这项机制 after …补偿机制."""
    seen = [m for kind in ("Program", "Product") for m in reading.discourse.seen.get(kind, [])[-3:]]
    fit = [m for m in seen if m.name[-2:] == word[-2:] and reading.sentence.number - m.sentence.number <= 4]
    return tuple(fit[-1:]) if len(word) > 2 else ()


def _company(reading: Reading, at: int, word: str) -> Group:
    """Which body a bare 公司 or 该企业 means where no clause was about one alone."""
    noun = next((noun for noun in COMPANIES if word.endswith(noun)), None)
    return body_called(reading, at, noun)[:1] if noun else ()


def before_dash(reading: Reading, at: int, signs: str) -> Group:
    """Whom a pointing word behind a dash means: Ⓞ亮出招牌——这家Ⓓ企业去年入选."""
    dash = reading.folded.text.rfind("——", 0, at)
    found = pointing_word(reading.folded.text[dash + 2 : at])
    wanted = "".join(sign for sign in found[1] if sign in signs) if found else ""
    start = reading.clauses[reading.clause_at(at)].start
    free = (i for i in range(start, dash) if reading.folded.text[i] in wanted)
    place = next((i for i in free if not GOVERNED.search(reading.folded.text, start, i)), None)
    return () if place is None else reading.folded.groups[place][:1]
