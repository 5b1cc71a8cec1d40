"""Definite nouns that take up a name: 该公司, 这家老厂, 学校, 本届展会, 镇上 → what they mean in this article.

A noun takes up the latest name of its kind in its sentence, else the one that the sentence before is about; a bare
公司 or 学校 takes up the one that the article tells of, where it tells of one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.model import Mention, Sentence

NEAR = 60
"""Names back that a noun may take up."""
BARE_SENTENCES = 4
"""Sentences back that a bare noun may take up, unless the article tells of one body."""
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
        rf"(?:^|(?<=[，。；：“”]))(?:{_TIME}){{0,2}}(?P<head>{_choice('bare')})(?![一-鿿]{{0,2}}[长家们])"
        rf"|(?<=[与同和由为])(?P<with>{_choice('with')})(?=[一-鿿])(?![一-鿿]{{0,2}}[长家们])"
    )


def _stands_for(short: str, name: str) -> bool:
    """Whether a short name may stand for a long one: its characters stand there in order."""
    rest = iter(name)
    return all(character in rest for character in short)


def main(kind: Kind, mentions: Sequence[Mention]) -> Mention | None:
    """The thing of this kind that an article tells of: named often, and twice as often as any other."""
    fitting = [m for m in mentions if not m.deictic and kind.fits(m)][:LONGEST_STORY]
    times: Counter[str] = Counter()
    for mention in fitting:
        whole = next((one for one in times if _stands_for(mention.name, one) or _stands_for(one, mention.name)), None)
        times[whole or mention.name] += 1
    ranked = times.most_common(2)
    if not ranked or ranked[0][1] < MAIN_COUNT or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    return next(m for m in fitting if m.name == ranked[0][0])


def _opens(mention: Mention) -> bool:
    """Whether a mention stands first in its sentence, after a few words of time or place at most."""
    ahead = mention.sentence.text[: mention.start]
    return len(ahead) <= LONGEST_OPENING and (not ahead or ahead[-1] in "，“ 　")


def antecedent(kind: Kind, before: Sequence[Mention], sentence: Sentence) -> Mention | None:
    """The latest fit in the sentence, else the one that the last sentence with a fit is about."""
    fitting = [mention for mention in before[-NEAR:] if kind.fits(mention)]
    if not fitting or fitting[-1].sentence == sentence:
        return fitting[-1] if fitting else None
    there = [mention for mention in fitting if mention.sentence == fitting[-1].sentence]
    return there[0] if _opens(there[0]) else there[-1]


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
        nearer = _free(sentence, start, found.end(), spans, before)
        said = antecedent(kinds()[noun], nearer, sentence)
        if said is not None:
            spans.append((start, found.end()))
            yield Mention(sentence, start, found.end(), said.type, said.name, "deixis_this", True)
    for found in _bare().finditer(sentence.text):
        group = "head" if found["head"] else "with"
        nearer = _free(sentence, found.start(group), found.end(), spans, before)
        said = _told(kinds()[found[group]], nearer, sentence, main) if nearer else None
        if said is not None:
            yield Mention(sentence, found.start(group), found.end(), said.type, said.name, "deixis_bare", True)


def _free(
    sentence: Sentence, start: int, end: int, taken: Sequence[tuple[int, int]], before: Sequence[Mention]
) -> list[Mention]:
    """The mentions before a noun; none where a name overlaps it or stands straight before it."""
    if any(low < end and start <= high for low, high in taken):
        return []
    return [m for m in before if m.sentence.number < sentence.number or m.end <= start]


def _told(
    kind: Kind, before: Sequence[Mention], sentence: Sentence, main: Callable[[Kind], Mention | None]
) -> Mention | None:
    """Whom a bare noun means: the one that the article tells of, where it was named, else the antecedent near by."""
    told = main(kind) if "Organisation" in kind.types else None
    if told is not None and any(m.name == told.name for m in before):
        return told
    found = antecedent(kind, before, sentence)
    return found if found is not None and sentence.number - found.sentence.number <= BARE_SENTENCES else None
