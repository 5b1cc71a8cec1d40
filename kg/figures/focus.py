"""Who is spoken of, clause by clause: names that head a clause, short forms that point back, and what is carried.

Numbers follow dropped subjects over many clauses; a short form (全市, 该公司, 平台, 本届大会) takes up the
nearest earlier name that it can stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import values
from kg.figures.lexemes import owner
from kg.figures.slots import Key, clauses, key
from kg.model import Mention, Sentence

_SUBJECTS = ("District", "Organisation", "Program", "Event", "Product", "Award", "Document")
_OPENING = re.compile(r"[“《‘]?")
_INNER = re.compile("的?[“《]?")
_AT = re.compile(r"在|走进|来到|地处|走访")
_BYLINE = re.compile(r"^\W*(?:本报|早报|晚报|日报|晨报)?[^，。]{0,10}?讯[\s　]*|^[（(][^）)]*[）)][\s　]*|^□[^。，]{0,30}报道[\s　]*")
_KIN = {"校": "大学|学院|中学|小学|附中|[一二三四五六七八九十]中", "院": "医院|学院|法院|检察院|研究院", "行": "银行"}
"""What else a body may be called that 该校, 该院, 该行 stand for."""
_SETTING = re.compile(r"(?:榜单?|名单|评选)?(?:中(?![心])|里|上(?![市门涨升榜有])|期间|过程中|方面|以来)")
"""Behind a name that only sets the scene: 百强区榜单上, 专项整治中."""
_OF_ALL = re.compile(r"占比|占|平均|第|首|唯一|范围|最|[一二三四五六七八九十\d]+家之一")
"""Behind 全市, 全省: a whole that something is compared with, not a subject."""
_MEASURED = re.compile(r"的[^，]{1,10}?(?:已?达到?|为|突破|超过?|约|近)*\d")
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
    lead = owner("@", "lead")
    while at < end:
        match = lead.match(text, at, end)
        after = values.date_at(text, at) or (match.end() if match else 0)
        if not at < after <= end:
            break
        at = after
    return at


def _home(sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> Mention | None:
    """The division that an article names most often, the first one where several are."""
    found: dict[str, list[Mention]] = {}
    for sentence in sentences:
        for mention in named.get(key(sentence), ()):
            if mention.type == "District" and _levelled(mention.name, ""):
                found.setdefault(re.sub(r"[市区县州旗]$", "", mention.name), []).append(mention)
    return max(found.values(), key=len)[0] if found else None


def _levelled(name: str, form: str) -> bool:
    """Whether a district's name can be meant by 全市, 该区, 当地: of the level named, or short of any (烟台)."""
    level = re.search(r"[省市区县州镇乡村旗疆]", form)
    bare = re.sub(r"（.*", "", name)
    if not re.search(r"[省市区县州镇乡村旗盟岛湾港园城谷街道]$", bare):
        return len(bare) <= 4
    if bare.endswith("区"):
        return not re.search(r"[景园社街校厂库矿片专灌]区$", bare) and (not level or level[0] == "区" or (level[0] == "省" and "自治区" in bare))
    return bare.endswith(level[0] if level else ("省", "市", "县", "州", "镇", "乡", "村", "旗"))


class Stage:
    """One article's sentences with whom each clause is about."""

    def __init__(self, sentences: Sequence[Sentence], named: Mapping[Key, Sequence[Mention]]) -> None:
        self._named = named
        self.seen: list[Mention] = []
        self._foci: list[Mention] = []
        self._focus: dict[tuple[Key, int], Focus] = {}
        self._story: list[tuple[tuple[int, int], Mention]] = []
        self._places = {key(sentence): number for number, sentence in enumerate(sentences)}
        self.heads = frozenset(m.name for s in sentences if s.kind == "headline" for m in named.get(key(s), ()))
        self.home = _home(sentences, named)
        self._run(sentences)

    def of(self, sentence: Sentence, clause: int) -> Focus:
        """Whom clause number `clause` of the sentence is about."""
        return self._focus.get((key(sentence), clause), Focus(None, "none"))

    def foci_before(self, sentence: Sentence, clause: int) -> list[Mention]:
        """Whom the article was about so far, in order, up to this clause."""
        at = (self._places[key(sentence)], clause)
        return [m for place, m in self._story if place <= at]

    def _run(self, sentences: Sequence[Sentence]) -> None:
        last: Mention | None = None
        first: Mention | None = None
        born = -1
        for number, sentence in enumerate(sentences):
            names = list(self._named.get(key(sentence), ()))
            opening: Mention | None = None
            last = first or last
            for k, (start, end) in enumerate(clauses(sentence.text)):
                if opening and start and sentence.text[start - 1] in "；;":
                    last = opening
                inside = [m for m in names if start <= m.start < end]
                found, how = self._find(sentence.text, start, end, inside)
                if found is not None:
                    self._focus[key(sentence), k] = Focus(found, how)
                    last, born = found, number
                    opening = opening or found
                    self._foci.append(found)
                    self._story.append(((number, k), found))
                else:
                    age = "here" if born == number else "from the sentence before" if born == number - 1 else "from afar"
                    self._focus[key(sentence), k] = Focus(last, f"carried {age}")
                self.seen += inside
            first = opening or first

    def _find(self, text: str, start: int, end: int, inside: Sequence[Mention]) -> tuple[Mention | None, str]:
        at = lead_end(text, start, end)
        for rule in RULES:
            found = rule(self, text, at, end, inside)
            if found is not None:
                return found, rule.__name__.strip("_")
        return None, ""

    def _according(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """按照《政策》，…: the clause tells what the document says."""
        match = owner("@[《“]?", "according").match(text, at, end)
        return next((m for m in inside if match and m.start == match.end() and m.type == "Document"), None)

    def _stated(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """The name that heads the clause, its owner's names passed over (济宁市的X公司 → X公司)."""
        head = self._innermost(text, at, inside)
        last = inside[-1] if inside else None
        if head and last and last.end >= end - 1 and head is not last and last.type in _SUBJECTS:
            made = owner("@的[^，、]{0,6}[“《]?$", "made")
            if made.search(text, head.end, last.start):
                return last
        return self._subject(head, text, end)

    def _ending(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """已经开园的X产业园，…: a clause that is nothing but a described name"""
        last = inside[-1] if inside else None
        if not last or last.end < end - 1 or last.type not in ("Product", "District", "Program", "Organisation"):
            return None
        before = text[at : last.start].rstrip("“《")
        if not before.endswith("的") or re.search(r"是|为|系|获|入选|参加|加入", before) or re.match(r"[在对向为据从由与和把被以将给按于到获]", before) or len(before) > 30:
            return None
        return last

    def _placed(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """位于两江新区的果园港, 作为全市唯一景区的奇石风景区: what stands behind the relative clause."""
        match = owner("@[^，]{0,40}的[“《]?", "relative").match(text, at, end)
        return self._subject(self._innermost(text, match.end(), inside), text, end) if match else None

    def _scene(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """在寿光市稻田镇崔岭西村，…: a clause that only says where."""
        match = _AT.match(text, at, end)
        place = self._innermost(text, match.end(), inside) if match else None
        if place and place.type in ("District", "Organisation") and re.fullmatch(r"(?:境内|地区|内|里)?", text[place.end : end]):
            return place
        return None

    @staticmethod
    def _innermost(text: str, at: int, inside: Sequence[Mention]) -> Mention | None:
        """The last of the names that follow each other from here: 吉林省|延边州 → 延边州."""
        opening = _OPENING.match(text, at)
        at = opening.end() if opening else at
        head: Mention | None = None
        for mention in inside:
            if head is None and mention.start in (at, at - 1):
                head = mention
            elif head and mention.type != "Award" and mention.start >= head.end and _OF.fullmatch(text[head.end : mention.start].lstrip("”》")):
                head = mention
        return head

    def _subject(self, head: Mention | None, text: str, end: int) -> Mention | None:
        """The head, unless it speaks, is one of a list, only qualifies a noun, or is itself what is counted."""
        if head is None or head.type not in _SUBJECTS:
            return None
        behind = text[head.end : end].lstrip("”》")
        if owner("(?:党委|政府|党组)?@", "role").match(behind):
            return None
        if re.match(r"[”》][“《]", text[head.end : end]):
            return None
        if re.match(r"[、和与及等]", behind) and not re.match(r"[、和与及][^，等]{0,30}[均都]", behind):
            return None
        if behind.startswith("的") and head.type in ("Award", "Program", "Document") and not _MEASURED.match(behind):
            return None
        if head.deictic and _OF_ALL.match(behind):
            return None
        if head.type != "Event" and _SETTING.match(behind):
            return None
        if head.type == "Award" and re.match(r"(?:总量|获奖)?(?:达到?|共)?\d", behind):
            return None
        return head

    def _short(self, text: str, at: int, end: int, inside: Sequence[Mention]) -> Mention | None:
        """The name a short form at the clause's head stands for, or the name behind it (园内的X园)."""
        earlier = self.seen + [m for m in inside if m.start < at]
        for kind in ("district", "zone", "event", "prize", "edition", "award", "company", "body", "document", "thing"):
            match = owner("@", kind).match(text, at, end)
            if not match:
                continue
            inner = _INNER.match(text, match.end())
            behind = self._innermost(text, inner.end(), inside) if inner else None
            if behind and inner and behind.start in (inner.end(), inner.end() - 1):
                return self._subject(behind, text, end)
            if kind == "district" and _OF_ALL.match(text, match.end(), end):
                continue
            found = next(self.antecedents(match[0], kind, earlier, None, text[match.end() : end]), None)
            if found:
                return found
        return None

    def antecedents(
        self, form: str, kind: str, earlier: Sequence[Mention], told: Sequence[Mention] | None = None, behind: str = ""
    ) -> Iterator[Mention]:
        """Earlier names that the form can stand for, the likeliest first; told: whom the article was about so far."""
        told = self._foci if told is None else told
        tail = re.sub(r"^[该本全我此这当各]|内$", "", form)
        backwards = list(reversed(earlier))
        foci = {m.name for m in told}
        if kind == "district":
            yield from (m for m in reversed(told) if m.type == "District" and _levelled(m.name, form))
            yield from (m for m in backwards if m.type == "District" and _levelled(m.name, form))
        elif kind == "zone":
            yield from (m for m in backwards if m.type == "District" and m.name.endswith(tail))
            zones = [m for m in backwards if m.type == "District" and re.search(r"[园区城港镇地]$", m.name)]
            yield from (m for m in zones if tail[:1] in m.name[-4:])
            yield from (m for m in zones if not _levelled(m.name, "区"))
        elif kind in ("event", "award", "document", "prize", "edition"):
            types = {"prize": ("Award",), "edition": ("Event", "Award")}.get(kind, (kind.capitalize(),))
            yield from (m for m in backwards if m.type in types and m.name.endswith(tail))
            happening = kind == "edition" and re.match(r"[^，奖]{1,8}?(?:会|节|赛|论坛|展)", behind)
            if happening:
                yield from (m for m in backwards if m.type == "Event")
            if kind in ("prize", "edition"):
                yield from (m for m in earlier if m.type in types and m.name in self.heads)
            yield from (m for m in backwards if m.type in types)
        elif kind == "company":
            firms = [m for m in backwards if m.type == "Organisation" and not re.search(r"[局委府院会校办厅部处所]$", m.name)]
            yield from (m for m in firms if tail in m.name and m.name in foci)
            yield from sorted((m for m in firms if tail in m.name), key=lambda m: -sum(m.name == f.name for f in firms))
            yield from (m for m in firms if m.name in foci)
            yield from sorted(firms, key=lambda m: -sum(m.name == other.name for other in firms))
        else:
            kin = _KIN.get(tail[-1:], "") if kind == "body" else ""
            yield from (m for m in backwards if m.name.endswith(tail) and m.name != tail)
            yield from (m for m in backwards if kin and re.search(f"(?:{kin})$", m.name))
            if tail in ("平台", "项目", "工程"):
                yield from (m for m in backwards if m.type == "Program")


RULES = (Stage._according, Stage._stated, Stage._placed, Stage._scene, Stage._ending, Stage._short)
