"""What every family of claim rules reads: the sentence's shapes, its clauses with their topics, what went before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

from kg import lexicon, shapes, things, triggers
from kg.forms import Form, Rule, asked, possible
from kg.model import Claim, Mention, Sentence, Topic
from kg.shapes import LIGHT, SIGN, SIGNS, STOPS, Shape

Group = tuple[Mention, ...]
PLAIN = rf"[^{SIGNS}{STOPS}]"
ADVERBS = re.compile(
    r"(?:将|已|正|拟|也|还|又|再|曾|先后|共同|联合|全力|积极|加快|持续|深入|成功|日前|近日|今天|正在|正式|分别|双双|同时|共|累计)+$"
)
GOVERNED = re.compile(rf"{triggers.choice('triggers_words', 'preposition')}(?:了|过|着|原)?$")


NO_DENIAL = "(?!不|第|首|头一|(?<=未)(?:[来央雨]|成年)|(?<=没)收|(?<=得)已)"
"""Behind 未 in 未来, behind 不得 in 不得不, behind 不是 in 不是第一次: nothing is denied."""
NOT = rf"(?:(?<!所){triggers.choice('triggers_words', 'denied')}{NO_DENIAL})"
STOPPED = triggers.choice("triggers_words", "stopped")
DENIED = re.compile(
    rf"{NOT}[^，。；：的却仍便就]{{0,10}}$"
    rf"|{STOPPED}了?(?:[与和跟同对向在把将由][^，。；：的]{{0,10}}|{PLAIN}{{0,2}})$|(?<![得能会])不$"
)
DENIAL = re.compile(f"{NOT}|{STOPPED}|(?<![得能会])不$")
FAILED = triggers.choice("triggers_words", "failed")
UNDONE = re.compile(rf"的?{PLAIN}{{0,12}}?，?(?:但|却|最终|最后)*(?:{FAILED}|{STOPPED})(?=[，。；]|$)")
DENYING = frozenset(form[0] for form in triggers.forms("triggers_words", "denied", "stopped")) | {"不"}
"""Of which words that deny something have one."""
FAILING = frozenset(form[0] for form in triggers.forms("triggers_words", "failed", "stopped"))
TAIL = 12
"""Characters before a verb in which a denial of it stands."""


def denied(words: str) -> bool:
    """Whether the words before a verb deny it: 尚未|落户, 拒绝与Ⓞ|合作; 从未停止|研发 denies nothing."""
    if DENYING.isdisjoint(words):
        return False
    return DENIED.search(words) is not None and len(DENIAL.findall(words[-TAIL:])) % 2 == 1


def undone(text: str, end: int) -> bool:
    """Whether what ends at text[end] came to nothing: 收购Ⓞ|未果."""
    return not FAILING.isdisjoint(text[end:]) and UNDONE.match(text, end) is not None


Named = tuple[str, str]


def named(mention: Mention) -> Named:
    """What a mention is a name of: the same for 常州 and 常州市."""
    return mention.type, things.name_key(mention.type, mention.name)


class Gist:
    """What an article is about: the district and the body it names most, and whom its headline names most."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.counts = Counter(named(m) for m in mentions)
        self.told = frozenset(m.name for m in mentions if not m.deictic)
        headed = {named(m) for m in mentions if m.sentence.kind == "headline"}
        self.home = self._most("District")
        self.body = self._most("Organisation")
        self.theme = max(headed, key=lambda n: (self.counts[n], n), default=None)
        times = Counter((m.type, m.name) for m in mentions)
        self.mains: dict[str, Mention] = {}
        """Per type the thing it names most often, of equals the first, where it is first named."""
        for mention in mentions:
            main = self.mains.get(mention.type)
            if main is None or times[mention.type, mention.name] > times[main.type, main.name]:
                self.mains[mention.type] = mention

    def _most(self, kind: str) -> Named | None:
        return max((n for n in self.counts if n[0] == kind), key=lambda n: self.counts[n], default=None)


@dataclass(slots=True)
class Discourse:
    """What the article has named so far, newest last, and all it names."""

    everything: tuple[Mention, ...]
    groups: dict[Mention, Group] = field(default_factory=dict)
    seen: dict[str, list[Mention]] = field(default_factory=dict)
    bodies: dict[Mention, Mention] = field(default_factory=dict)
    """The body a person was introduced with: Ⓞ会长Ⓝ."""
    pair: Group = ()
    """The partners last named together: 双方, 两市."""
    held: Mention | None = None
    """The event last said to be held: 会上 and 到会 speak of it."""
    printed: dict[str, dict[str, str]] = field(default_factory=dict)
    """The edition and the year an award was printed with."""
    expected: tuple[int, Group, Group] = (-9, (), ())
    """The sentence that ends in 分别是： and the like, and the award and the place of its list, the next sentence."""
    article: Gist = field(default_factory=lambda: Gist(()))
    """What the article is about."""
    signing: int = -9
    """The number of the last sentence that tells of signing at the event."""
    acted: int = -9
    """The number of the last sentence in which someone did something at the event."""

    def last(self, kind: str) -> Mention | None:
        """The mention of this type named most recently."""
        return self.seen[kind][-1] if self.seen.get(kind) else None


@dataclass(frozen=True, slots=True)
class Clause:
    """text[start:end] of the folded shape, and whom it is about (carried says: not stated in it)."""

    start: int
    end: int
    subject: Group
    carried: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the rules read it."""

    sentence: Sentence
    raw: Shape
    folded: Shape
    clauses: tuple[Clause, ...]
    discourse: Discourse
    before: tuple[Clause, ...]
    """The clauses of the sentences before this one, oldest first."""
    bits: int
    """Those of the patterns that could match in it (forms.possible)."""

    def of(self, rules: Iterable[Rule]) -> list[Rule]:
        """Those of the rules that could find something in this sentence."""
        return asked(rules, self.bits)

    def clause_at(self, at: int) -> int:
        """The number of the clause that folded.text[at] stands in (a stop belongs to the clause it ends)."""
        number = -1
        for number, clause in enumerate(self.clauses):  # noqa: B007  # next() with a generator takes twice as long
            if at <= clause.end:
                break
        return number

    def lead(self, at: int) -> str:
        """The folded text of at's clause up to at."""
        return self.folded.text[self.clauses[self.clause_at(at)].start : at]

    def denied(self, at: int, end: int | None = None) -> bool:
        """Whether the verb at folded.text[at] is denied before it, or what ends at end came to nothing: 收购Ⓞ未果."""
        return denied(self.lead(at)) or (end is not None and undone(self.folded.text, end))

    def rest(self, at: int) -> str:
        """The folded text from at to the end of its clause."""
        return self.folded.text[at : self.clauses[self.clause_at(at)].end]

    def subject(self, at: int, signs: str) -> Group:
        """Who does what the word at folded.text[at] says: of these signs, stated in its clause before it, else carried.

        () where the clause has a subject of its own that is no mention (12户企业获得…).
        """
        number = self.clause_at(at)
        clause = self.clauses[number]
        stated = self._beside(clause, at, signs) or self._topic(clause, at, signs) or self._stated(clause, at, signs)
        if stated:
            return stated
        lead = self.lead(at)
        if BOTH.search(lead):
            return tuple(m for m in self._pair(clause) if SIGN[m.type] in signs)
        if has_own_subject(lead) or self._others(number):
            return ()
        if _fits(clause.subject, signs) and self.place(clause.subject[0]) != at:
            return clause.subject
        if "Ⓔ" not in signs and self._is_about_event(clause):
            return ()
        return self.carried(number, signs)

    def _beside(self, clause: Clause, at: int, signs: str) -> Group:
        """The sign straight before the word and its adverbs: 国务院 in 抢抓国务院出台."""
        beside = ADVERBS.search(self.folded.text, clause.start, at)
        place = (beside.start() if beside else at) - 1
        if place < clause.start or self.folded.text[place] not in signs:
            return ()
        return () if GOVERNED.search(self.folded.text, clause.start, place) else self.folded.groups[place]

    def _topic(self, clause: Clause, at: int, signs: str) -> Group:
        """The clause's own topic where it states one before at."""
        if clause.carried or not _fits(clause.subject, signs):
            return ()
        place = self.place(clause.subject[0])
        return clause.subject if place is not None and clause.start <= place < at else ()

    def _pair(self, clause: Clause) -> Group:
        """Whom 双方 and 两市 mean: the last two or more named together."""
        here = [group for group in self.folded.groups[: clause.start] if len(group) > 1 and _fits(group, "ⓄⒹ")]
        return here[-1] if here else self.discourse.pair

    def _is_about_event(self, clause: Clause) -> bool:
        """Whether an event of this very sentence is carried: what is done then has no named doer."""
        return clause.carried and _fits(clause.subject, "Ⓔ") and clause.subject[0].sentence == self.sentence

    def _others(self, number: int) -> bool:
        """Whether a clause before this one of the sentence speaks of unnamed others: 各镇街要…，形成."""
        for clause in self.clauses[:number][::-1]:
            if not clause.carried:
                return False
            if OTHERS.match(self.folded.text, clause.start):
                return True
        return False

    def carried(self, number: int, signs: str, reach: int = 12) -> Group:
        """The nearest subject of these signs in the clauses before this one."""
        for clause in [*self.before, *self.clauses[:number]][::-1][:reach]:
            if _fits(clause.subject, signs):
                return clause.subject
        return ()

    def listing(self, at: int) -> Group:
        """Everything listed from the sign at folded.text[at] on: ⓄⓇ、Ⓞ牌Ⓡ; 传统技艺类的Ⓡ，传统医药类的Ⓡ、Ⓡ."""
        text = self.folded.text
        places = takewhile(lambda place: text[place] != "Ⓓ" or text[at] == "Ⓓ", self.chain(ITEM, at))
        return self.those(places)

    def chain(self, form: Form, at: int) -> list[int]:
        """The place at and those of a list after it, each where a match of the form ends: the three of Ⓡ、二代Ⓡ和Ⓡ."""
        places = [at]
        while more := form.match(self.folded.text, places[-1] + 1):
            places.append(more.end() - 1)
        return places

    def those(self, places: Iterable[int]) -> Group:
        """Everything named at these places."""
        return tuple(m for place in places for m in self.folded.groups[place])

    def _stated(self, clause: Clause, at: int, signs: str) -> Group:
        """The first sign of this kind between the clause's start and at that no preposition governs."""
        text = self.folded.text
        for place in range(clause.start, at):
            free = text[place] in signs and text[place + 1 : place + 2] != "的"
            if free and not GOVERNED.search(text, clause.start, place):
                return self.folded.groups[place]
        return ()

    def place(self, mention: Mention) -> int | None:
        """Where the mention stands in the folded text, None where it stands in another sentence."""
        if mention.sentence != self.sentence:
            return None
        return next((i for i, group in enumerate(self.folded.groups) if group and mention in group), None)

    def claim(
        self, subject: Mention, predicate: str, object: Mention, rule: str, trigger: str, **qualifiers: str | None
    ) -> Iterator[Claim]:
        """The claim, unless its ends are one thing."""
        if subject.name == object.name and subject.type == object.type:
            return
        pairs = tuple(sorted((name, value) for name, value in qualifiers.items() if value))
        yield Claim(subject, predicate, object, pairs, self.sentence, rule, trigger)

    def simply(
        self, form: Form, subject: str, predicate: str, object: str, rule: str, shape: Shape | None = None
    ) -> Iterator[Claim]:
        """The claims of every place where the pattern fits; subject and object name its groups, verb its trigger."""
        shape = shape or self.folded
        for found in form.finditer(shape.text):
            verb = "verb" if "verb" in form.groupindex else subject
            if shape is self.folded and self.denied(found.start(verb)):
                continue
            one, other = shape.groups[found.start(subject)], shape.groups[found.start(object)]
            yield from self.claims(one, predicate, other, rule, found.groupdict().get("verb") or "")

    def respectively(self, one: Group, other: Group) -> bool:
        """Whether the sentence pairs them up in order: A、B分别获得X、Y."""
        return len(one) == len(other) > 1 and re.search("分别|分获|各自", self.folded.text) is not None

    def pairs(self, one: Group, other: Group) -> Iterator[tuple[Mention, Mention]]:
        """(A, X), (B, Y) for A、B分别获得X、Y; else everyone with everything."""
        if self.respectively(one, other):
            yield from zip(one, other, strict=True)
        else:
            yield from ((a, b) for a in one for b in other)

    def claims(
        self, subjects: Group, predicate: str, objects: Group, rule: str, trigger: str, **qualifiers: str | None
    ) -> Iterator[Claim]:
        """Every subject with every object; as many as they are, 分别 pairs them up in order."""
        for subject, object in self.pairs(subjects, objects):
            yield from self.claim(subject, predicate, object, rule, trigger, **qualifiers)


BOTH = re.compile(
    "^(?:此后|今后|未来|下一步|接下来|据悉)?，?(?:双方|两市|两地|两县|两区|两省|两校|两家|三方|三地|三市|各方|四方)"
)
OTHERS = re.compile("(?:要求|提出|强调|指出)?，?(?:各|相关|有关|与会|参会|全体|广大|不少|许多|一些)(?!类|项|种|界)")
LEADING = re.compile(rf"(?:{LIGHT}|{triggers.choice('triggers_words', 'adverb')}|，)*")
PREPOSED = re.compile(triggers.choice("triggers_leads", "preposed"))
ATTRIBUTE = re.compile(f"{triggers.choice('triggers_words', 'attribute')}{PLAIN}{{0,6}}$")
OWN = ("n", "m", "r", "x", "j", "eng", "b", "an", "s")


@lru_cache(maxsize=1 << 14)
def has_own_subject(lead: str) -> bool:
    """Whether the words before a verb begin with a noun or a number, so that no subject is dropped: 12户企业…获得.

    Attributes are none: 综合竞争力位列 is said of the district the text is about.
    """
    light = LEADING.match(lead)
    rest = re.split(f"[{SIGNS}]", lead[light.end() if light else 0 :], maxsplit=1)[0]
    if not rest or PREPOSED.match(rest) or ATTRIBUTE.search(rest):
        return False
    return lexicon.tokens(rest)[0].pos.startswith(OWN)


def _fits(group: Group, signs: str) -> bool:
    return bool(group) and SIGN[group[0].type] in signs


ITEM = Form(
    rf"(?:牌|等\d*)?(?:(?:、[^{SIGNS}{STOPS}、的]{{2,14}}(?=[、和及以])){{0,2}}(?:[、，；]|和|及|以及)(?:{PLAIN}{{0,8}}?的)?{PLAIN}{{0,3}}?|(?:{PLAIN}{{0,4}}?的|{PLAIN}{{0,2}})"
    r"(?=Ⓡ)|(?=Ⓞ[、和]))[ⓄⓃⓇⓅⒹ]"
)


GAP = re.compile(r"~(\d+)(?:‹([^›]+)›)?")


def pattern(text: str) -> Form:
    """A rule's pattern over a folded text.

    ~6 stands for up to six characters that are neither sign nor stop, as few as will do; ~6‹Ⓓ，› for up to six of
    them or of the characters named.
    """
    return Form(
        GAP.sub(lambda gap: f"(?:{PLAIN}|[{gap[2]}]){{0,{gap[1]}}}?" if gap[2] else f"{PLAIN}{{0,{gap[1]}}}?", text)
    )


def readings(
    sentences: Iterable[Sentence], by_sentence: dict[Sentence, list[Mention]], topics: dict[Sentence, list[Topic]]
) -> Iterator[Reading]:
    """The readings of one article's sentences, in order."""
    ordered = tuple(sentences)
    discourse = Discourse(tuple(m for sentence in ordered for m in by_sentence.get(sentence, ())))
    discourse.article = Gist(discourse.everything)
    before: tuple[Clause, ...] = ()
    for sentence in ordered:
        mentions = by_sentence.get(sentence, [])
        raw, folded = shapes.both(sentence, tuple(mentions))
        discourse.bodies.update(_bodies(raw))
        discourse.groups.update({m: group for group in folded.groups for m in group})
        clauses = tuple(
            Clause(start, end, _group(topic, discourse), topic.carried)
            for (start, end), topic in zip(shapes.clauses(folded), topics.get(sentence, ()), strict=False)
        )
        pairs = [group for group in folded.groups if len(group) > 1 and group[0].type in ("Organisation", "District")]
        if mentions or discourse.seen:
            bits = possible(folded.text) | possible(raw.text)
            yield Reading(sentence, raw, folded, clauses, discourse, before, bits)
        if pairs:
            discourse.pair = pairs[-1]
        for mention in mentions:
            discourse.seen.setdefault(mention.type, []).append(mention)
        before = (before + clauses)[-16:]


def _bodies(raw: Shape) -> Iterator[tuple[Mention, Mention]]:
    """(person, body of the last post before the name that has one)."""
    for at, sign in enumerate(raw.text):
        if sign == "Ⓝ":
            for post in shapes.posts_before(raw.text, at):
                if post.body is not None:
                    yield raw.groups[at][0], raw.groups[post.body][-1]


def _group(topic: Topic, discourse: Discourse) -> Group:
    """Everyone the topic's subject is listed with."""
    if topic.subject is None:
        return ()
    return discourse.groups.get(topic.subject, (topic.subject,))
