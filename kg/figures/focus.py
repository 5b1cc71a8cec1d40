"""Who is spoken of, clause by clause: names that head a clause, short forms that point back, and what is carried.

Numbers follow dropped subjects over many clauses; a short form (全市, 该公司, 平台, 本届大会) takes up the
nearest earlier name that it can stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import triggers, values
from kg.figures.slots import clauses
from kg.model import Mention, Sentence

_LEXICON = "owners_words"
_SUBJECTS = ("District", "Organisation", "Program", "Event", "Product", "Award", "Document")
_OPENING = re.compile(r"[“《‘]?")
_BYLINE = re.compile(r"^\W*(?:本报|早报|晚报|日报|晨报)?[^，。]{0,10}?讯[\s　]*|^[（(][^）)]*[）)][\s　]*|^□[^。，]{0,30}报道[\s　]*")
_OF = re.compile(r"(?:的|下属的?|旗下的?|所属的?|境内的?|市|省)?[“《]?$")


@dataclass(frozen=True, slots=True)
class Focus:
    """Whom a clause is about: the name and how it was found (stated, according to, short …, carried
    within its sentence, from the sentence before, from further back)."""

    mention: Mention | None
    how: str


def lead_end(text: str, start: int, end: int) -> int:
    """Where a clause's words begin behind dates and adverbs that open it (2023年，… 截至目前…)."""
    at = start
    if start == 0 and (byline := _BYLINE.match(text)):
        at = byline.end()
    dates = values.dates(text[start:end])
    lead = re.compile(triggers.choice(_LEXICON, "-lead"))
    while at < end:
        date = next((e for s, e in dates if start + s == at), None)
        match = lead.match(text, at, end)
        if date:
            at = start + date
        elif match:
            at = match.end()
        else:
            break
    return at


class Stage:
    """One article's sentences with whom each clause is about."""

    def __init__(self, sentences: Sequence[Sentence], named: Mapping[Sentence, Sequence[Mention]]) -> None:
        self._named = named
        self._seen: list[Mention] = []
        self._foci: list[Mention] = []
        self._focus: dict[tuple[Sentence, int], Focus] = {}
        self._first: dict[Sentence, Mention] = {}
        self._run(sentences)

    def of(self, sentence: Sentence, clause: int) -> Focus:
        """Whom clause number `clause` of the sentence is about."""
        return self._focus.get((sentence, clause), Focus(None, "none"))

    def opened(self, sentence: Sentence) -> Mention | None:
        """Whom the last sentence that stated a subject was about at its opening, before this one."""
        return self._first.get(sentence)

    def _run(self, sentences: Sequence[Sentence]) -> None:
        last: Mention | None = None
        first: Mention | None = None
        born = -1
        for number, sentence in enumerate(sentences):
            names = list(self._named.get(sentence, ()))
            opening: Mention | None = None
            if first:
                self._first[sentence] = first
            for k, (start, end) in enumerate(clauses(sentence.text)):
                inside = [m for m in names if start <= m.start < end]
                found, how = self._find(sentence.text, start, end, inside)
                if found is not None:
                    self._focus[sentence, k] = Focus(found, how)
                    last, born = found, number
                    opening = opening or found
                    self._foci.append(found)
                else:
                    age = "here" if born == number else "from the sentence before" if born == number - 1 else "from afar"
                    self._focus[sentence, k] = Focus(last, f"carried {age}")
                self._seen += inside
            first = opening or first

    def _find(self, text: str, start: int, end: int, inside: Sequence[Mention]) -> tuple[Mention | None, str]:
        at = lead_end(text, start, end)
        for rule in (self._according, self._stated, self._placed, self._short):
            found, how = rule(text, at, end, inside)
            if found is not None:
                return found, how
        return None, ""

    def _according(
        self, text: str, at: int, end: int, inside: Sequence[Mention]
    ) -> tuple[Mention | None, str]:
        """按照《政策》，…: the clause tells what the document says."""
        match = re.compile(triggers.choice(_LEXICON, "-according") + "[《“]?").match(text, at, end)
        found = next((m for m in inside if match and m.start == match.end() and m.type == "Document"), None)
        return found, "according to"

    def _stated(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> tuple[Mention | None, str]:
        """The name that heads the clause, its owner's names passed over (济宁市的X公司 → X公司)."""
        return self._subject(self._innermost(text, at, inside), text, end, inside), "stated"

    def _placed(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> tuple[Mention | None, str]:
        """位于两江新区的果园港, 作为全市唯一景区的奇石风景区: what stands behind the relative clause."""
        match = re.compile(triggers.choice(_LEXICON, "-place", "-relative") + r"[^，]{0,40}的[“《]?").match(text, at, end)
        if not match:
            return None, ""
        return self._subject(self._innermost(text, match.end(), inside), text, end, inside), "placed"

    @staticmethod
    def _innermost(text: str, at: int, inside: Sequence[Mention]) -> Mention | None:
        """The last of the names that follow each other from here: 吉林省|延边州 → 延边州."""
        opening = _OPENING.match(text, at)
        at = opening.end() if opening else at
        head: Mention | None = None
        for mention in inside:
            if head is None and mention.start in (at, at - 1):
                head = mention
            elif head and mention.start >= head.end and _OF.fullmatch(text[head.end : mention.start].lstrip("”》")):
                head = mention
        return head

    def _subject(
        self, head: Mention | None, text: str, end: int, inside: Sequence[Mention]
    ) -> Mention | None:
        """The head, unless it speaks, is one of a list, or is itself what is counted."""
        if head is None or head.type not in _SUBJECTS:
            return None
        behind = text[head.end : end].lstrip("”》")
        if re.match(r"(?:党委|政府)?" + triggers.choice(_LEXICON, "-role"), behind):
            return None
        if re.match(r"[、和与及]", behind) and not re.match(r"[、和与及][^，]{0,40}[均都]", behind):
            return None
        if head.type == "Award" and re.match(r"(?:总量|获奖)?(?:达到?|共)?\d", behind):
            return None
        return head

    def _short(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> tuple[Mention | None, str]:
        """The name a short form at the clause's head stands for."""
        earlier = self._seen + [m for m in inside if m.start < at]
        for kind in ("district", "edition", "event", "award", "company", "body", "thing"):
            match = re.compile(triggers.choice(_LEXICON, f"={kind}")).match(text, at, end)
            if match:
                found = next(self._antecedents(match[0], kind, earlier), None)
                if found:
                    return found, f"short {kind}"
        return None, ""

    def _antecedents(self, form: str, kind: str, earlier: Sequence[Mention]) -> Iterator[Mention]:
        """Earlier names that the form can stand for, the likeliest first."""
        tail = re.sub(r"^[该本全我此这当各]", "", form)
        backwards = list(reversed(earlier))
        if kind == "district":
            level = re.search(r"[省市区县州镇乡村旗疆]", form)
            fits = [m for m in backwards if m.type == "District" and (not level or re.search(level[0] + "(?:（|$)", m.name))]
            recent = [m for m in reversed(self._foci) if m.type == "District"]
            yield from (m for m in recent if any(m.name == f.name for f in fits))
            yield from fits
        elif kind in ("event", "award"):
            yield from (m for m in backwards if m.type.lower() == kind)
        elif kind == "edition":
            yield from (m for m in backwards if m.type in ("Event", "Award") and m.sentence.kind == "headline")
            yield from (m for m in backwards if m.type in ("Event", "Award"))
        elif kind == "company":
            firms = [m for m in backwards if m.type == "Organisation" and not re.search(r"[局委府院会校办厅部处]$", m.name)]
            foci = {m.name for m in self._foci}
            yield from (m for m in firms if m.name.endswith(tail) and m.name in foci)
            yield from (m for m in firms if m.name in foci)
        else:
            yield from (m for m in backwards if m.name.endswith(tail) and m.name != tail)
            if kind == "thing":
                yield from (m for m in backwards if m.type == "Program")
