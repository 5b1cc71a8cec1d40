"""Definite nouns that take up a name: 该公司, 这家老厂, 学校, 本届展会, 镇上 → what they mean in this article.

A noun takes up the latest name of its kind in its sentence, else the one that the sentence before is about; a bare
公司 or 学校 takes up the one that the article tells of, where it tells of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.model import Mention, Sentence

NEAR = 60
"""Names back that a noun may take up."""
BARE_SENTENCES = 4
"""Sentences back that a bare noun may take up, unless the article tells of one body."""
SHORTEST_BODY = 4
"""Characters of a body's name within a longer one, at least."""
ASIDE_BACK = 2
"""Sentences before the last fit in which a name is sought that is no aside there."""
LONGEST_OPENING = 12
LONGEST_STORY = 200
"""Names of one kind that are counted: no story has more, a broken page may."""
MAIN_COUNT = 2
"""Times that an article names the body it tells of, at least."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a noun may take up: names of these types, of these ends or (besides) of any but those."""

    types: tuple[str, ...]
    ends: tuple[str, ...]
    besides: bool
    how: frozenset[str]

    def fits(self, mention: Mention) -> bool:
        if mention.type not in self.types:
            return False
        name = mention.name.rstrip("”’』」")
        return not self.ends or name.endswith(self.ends) != self.besides

    def taken(self, mention: Mention) -> Mention | None:
        """The mention, or the body that its name begins with: 该院 after 临江中院知识产权审判庭 is 临江中院."""
        if self.fits(mention):
            return mention
        if mention.type != "Organisation" or mention.type not in self.types or self.besides:
            return None
        found = (mention.name.find(end) + len(end) for end in self.ends if end in mention.name)
        whole = min((end for end in found if end >= SHORTEST_BODY), default=0)
        return replace(mention, name=mention.name[:whole]) if whole else None


@cache
def kinds() -> Mapping[str, Kind]:
    """noun → what it may take up (lexicons/definites.tsv)."""
    return {
        noun: Kind(
            tuple(types.split(",")),
            () if ends == "*" else tuple(ends.removeprefix("-").split()),
            ends.startswith("-"),
            frozenset(how.split()),
        )
        for _, (noun, types, ends, how) in lexicon.rows("definites")
    }


def _choice(how: str) -> str:
    nouns = (noun for noun, kind in kinds().items() if how in kind.how)
    return "|".join(sorted(nouns, key=lambda noun: (-len(noun), noun)))


_NO_OFFICER = "(?![一-鿿]?[长家们])"
_NO_PERSON = "(?![一-鿿]{0,2}(?:(?<![全总增延拉成生])长|[家们]))"
"""企业家, 学校校长 and 企业们 are others; 运河全长 is none."""
_TIME = (
    r"(?:据悉|据介绍|据了解|目前|眼下|如今|现在|今年|去年|明年|此前|近年来|随后|同时|其中|此外|另外|未来|后来|当天|昨日|今日|昨天|今天|日前|近日|现任|"
    r"\d{4}年(?:底|初)?|\d{1,2}月(?:底|初|份)?|\d{1,2}日|一直以来|多年来|年内|下一步|接下来)[，：]?"
)


@cache
def _this() -> re.Pattern[str]:
    """该公司, 这一荣誉, 该挤压机项目; 这家驻扎青山的老军工|企业."""
    return re.compile(
        rf"(?:该|本届|本次|此次|这[一项家所座个款台套张份支])(?:[一-鿿]{{1,4}}(?=项目|工程|平台|系统|荣誉|奖项))?"
        rf"(?P<head>{_choice('this')}){_NO_OFFICER}"
        rf"|这[家所座个](?:[^，。；：“”]{{1,26}}的)?(?P<noun>[^，。；：的“”\d]{{0,6}}?(?P<kind>{_choice('long')})){_NO_OFFICER}"
    )


@cache
def _bare() -> re.Pattern[str]:
    """去年，企业|问鼎…; 与学校|签下….  企业代表 and 学校师生 are others."""
    return re.compile(
        rf"(?:^|(?<=[，。；：“”]))(?:{_TIME}){{0,2}}(?P<head>{_choice('bare')}){_NO_PERSON}(?!总数|数量|集群)"
        rf"|(?<=[与同和由为])(?P<with>{_choice('with')})(?=[一-鿿]){_NO_PERSON}"
    )


def _stands_for(short: str, name: str) -> bool:
    """Whether a short name may stand for a long one: its characters stand there in order."""
    rest = iter(name)
    return all(character in rest for character in short)


def main(kind: Kind, mentions: Sequence[Mention]) -> Mention | None:
    """The thing of this kind that an article tells of: named often, and twice as often as any other.

    A headline and a short form in brackets (下称甲公司) count as one time more.
    """
    fitting = [m for m in mentions if not m.deictic and kind.fits(m)][:LONGEST_STORY]
    times: Counter[str] = Counter()
    for mention in fitting:
        times[mention.name] += 1 + (mention.sentence.kind == "headline") + _is_shortened(mention)
    kin = {name: [one for one in times if _stands_for(name, one) or _stands_for(one, name)] for name in times}
    told = max(times, key=lambda name: (sum(times[one] for one in kin[name]), times[name]), default="")
    counted = sum(times[one] for one in kin[told]) if told else 0
    rival = max((times[name] for name in times if name not in kin[told]), default=0)
    if counted < MAIN_COUNT or rival * 2 > counted:
        return None
    return next(m for m in fitting if m.name == told)


def _is_shortened(mention: Mention) -> bool:
    """Whether its short form follows in brackets: 临江电气股份有限公司（下称临江电气）."""
    after = mention.sentence.text[mention.end : mention.end + 6]
    return after[:1] in ("（", "(") and "称" in after


def _opens(mention: Mention) -> bool:
    """Whether a mention stands first in its sentence, after a few words of time or place at most."""
    ahead = mention.sentence.text[: mention.start]
    return len(ahead) <= LONGEST_OPENING and (not ahead or ahead[-1] in "，“ 　")


_LISTED = re.compile("[、和与及]$")
_LIST = re.compile("[、和与及]|等(?:[\\d一二两三四五六七八九十]|企业|单位|公司|机构)")
_GOVERNED = re.compile(
    "(?:[获被向与和同给受经为对比]|联合|会同|携手|来自|通过|次于|落后于?|超过了?|超越|赶超|低于|高于|少于|多于|优于|逊于|不及|领先于?|对标"
    "|排在|紧随|相较于?|不如|区别于|有别于)(?:[市省区县])?$"
)


def _is_aside(mention: Mention) -> bool:
    """Whether a name is one of a list or only governed: 与望海大学签约 is not about 望海大学."""
    text = mention.sentence.text
    ahead, after = text[: mention.start], text[mention.end : mention.end + 6]
    return bool(_LISTED.search(ahead) or _LIST.match(after) or _GOVERNED.search(ahead))


def antecedent(kind: Kind, before: Sequence[Mention], sentence: Sentence) -> Mention | None:
    """The latest fit in the sentence, else the one that the last sentence with a fit is about.

    A name that is one of a list, or that 与 and 被 govern, is taken up where there is no other in reach.
    """
    fitting = [taken for mention in before[-NEAR:] if (taken := kind.taken(mention))]
    return nearest(fitting, sentence, "Award" not in kind.types)


def nearest(fitting: Sequence[Mention], sentence: Sentence, skip_asides: bool = True) -> Mention | None:
    """Of names in print order the one that the last sentence with any is about, asides left out where they may be."""
    if not fitting:
        return None
    last = fitting[-1].sentence
    free = [m for m in fitting if m.sentence.number >= last.number - ASIDE_BACK and not _is_aside(m)]
    if free and skip_asides:
        fitting, last = free, free[-1].sentence
    there = [mention for mention in fitting if mention.sentence == last]
    return there[0] if last != sentence and _opens(there[0]) else there[-1]


def find(
    sentence: Sentence,
    taken: Sequence[tuple[int, int]],
    before: Sequence[Mention],
    main: Callable[[Kind], Mention | None],
) -> Iterator[Mention]:
    """The definite nouns of a sentence as deictic mentions.

    taken are the spans of its names, before the mentions up to its end; main says whom the article tells of.
    """
    spans = list(taken)
    for found in _this().finditer(sentence.text):
        noun, start = found["head"] or found["kind"], found.start("noun") if found["noun"] else found.start()
        nearer = [m for m in _free(sentence, start, found.end(), spans, before) if _ahead(m, sentence, found.start())]
        said = antecedent(kinds()[noun], nearer, sentence)
        if said is not None:
            spans.append((start, found.end()))
            yield Mention(sentence, start, found.end(), said.type, said.name, "deixis_this", True)
    for found in _bare().finditer(sentence.text):
        group = "head" if found["head"] else "with"
        nearer = _free(sentence, found.start(group), found.end(), spans, before)
        said = _told(found[group], nearer, sentence, main) if nearer else None
        if said is not None:
            yield Mention(sentence, found.start(group), found.end(), said.type, said.name, "deixis_bare", True)


def _ahead(mention: Mention, sentence: Sentence, at: int) -> bool:
    """Whether it stands before the word: 这家Ⓞ的子公司 is not Ⓞ."""
    return mention.sentence != sentence or mention.end <= at


def _free(
    sentence: Sentence, start: int, end: int, taken: Sequence[tuple[int, int]], before: Sequence[Mention]
) -> list[Mention]:
    """The mentions before a noun; none where a name overlaps it or stands straight before it."""
    if any(low < end and start <= high for low, high in taken):
        return []
    return [m for m in before if m.sentence.number < sentence.number or m.end <= start]


WHOLES = ("集团", "学校", "校方", "母校")
"""Nouns of a whole, of which what the sentence names may be a part: 学院招生，学校…."""


def _told(
    noun: str, before: Sequence[Mention], sentence: Sentence, main: Callable[[Kind], Mention | None]
) -> Mention | None:
    """Whom a bare noun means: of its sentence, else the one that the article tells of, else the one near by."""
    kind = kinds()[noun]
    if noun == "集团":
        before = [m for m in before if noun in m.name and kind.fits(m)] or before
    told = main(kind) if "Organisation" in kind.types or "main" in kind.how else None
    found = antecedent(kind, before, sentence)
    if found is not None and found.sentence == sentence and not _is_aside(found) and noun not in WHOLES:
        return found
    if told is not None and any(m.name == told.name for m in before):
        return told
    if found is None or sentence.number - found.sentence.number <= BARE_SENTENCES:
        return found
    only = {m.name for m in before if kind.fits(m)} if kind.types[0] in ("Event", "Organisation") else set[str]()
    return found if len(only) == 1 else None
