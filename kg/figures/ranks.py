"""Ranks a sentence states.

A rank is of the figure before it (…，居全省首位) or of a quantity of its own (外贸总量排在全省第四).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg import values
from kg.figures.lexemes import pattern
from kg.figures.phrases import trimmed
from kg.figures.slots import clauses
from kg.model import Mention, Sentence

_PLACE = (
    r"(?:第(?P<nth>[一二三四五六七八九十\d]+)(?![一二三四五六七八九十\d])(?:位|名)?|(?P<top>首位|榜首|之首|之冠|第一位|头把交椅|头名))"
    r"(?![届次批季个期节大条年代类产方高多长家例块])"
)
_VERB = (
    r"(?:[稳雄独][居坐踞]|坐[稳上]|分[居列]|退居|升到|前移至|稳居|位居|高居|跃居|居于|升至|跃升至|位列|名列|排名"
    r"|排[在到]|领跑|居|列|排|倒数)"
)
_RANK = re.compile(
    rf"(?:在(?P<within>[^，在居排]{{2,8}}))?(?P<verb>{_VERB})(?P<scope>[^，、第居排在]{{0,10}}?){_PLACE}"
    rf"|(?P<scope2>全国|全省|全市|全区|世界|国内|全球|全疆|亚洲){_PLACE.replace('nth', 'nth2').replace('top', 'top2')}"
    r"|(?P<lead>领跑)(?P<scope3>全国|全省|全市|全区|全州|世界|全球)"
    r"|(?P<scope4>全国|全省|全市|全区|全州|世界|全球)(?P<most>最[多大高快长])(?!的|规模|限度|程度)"
)
_FELL = re.compile("[位名]?[^，、；。]{0,4}?(?:[升降跌落滑移退进]|提升|前移|跃)")
_MOVED = re.compile(
    r"[从由自](?:上[年届次]|去年)?的?(?:全[国省市区县州疆球]|世界|国内)?第(?P<first>\d+|[一二三四五六七八九十]+)[位名]?(?![一-龥]{0,2}[届次批季个期])"
    r"(?:[^，、；。第\d]{0,6}?[到至](?:了|今年的?)?第(?P<last>\d+|[一二三四五六七八九十]+)[位名]?)?"
)
_LISTED = re.compile(r"榜单|榜|百强|名单|TOP|评选|考核|强区|强县|强市|案例")
_SAME = re.compile(
    r"^(?:[两三四五二][项个])?(?:整体|指标|数)*(?:后者的|两者)?"
    r"(?:(?:总?数量?|总?规模|总量|[人家户件个篇]数|指标|增幅|占比|增速(?=和|、)|(?<=[和、])增速)[和、]?)*[均都]?是?$"
)
_BETWEEN = (
    r"(?:已?连续.{1,3}[年季次届]|[已仍均也都还再只仅却分则就]|依次|分别|继续|首次|一举|由.{0,6}|其后是|名次|位次"
    r"|^为|^是|(?:夺|取|获|赢)?得了?|拿[下到]?了?)+$"
)
_AMONG = re.compile(r"在[^，在]{1,20}[中里内][只仅却也已]?$")
"""增速在全省12个市州中居第三: among whom a place is held."""
_CALLED = re.compile(r"[位名]?的")
"""第167位的甲公司: a place that tells one thing from others."""
_RATE = ("增速", "增幅", "涨幅")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank at text[start:end]; noun is the quantity it names itself, "" where it takes up `members` figures
    before it (0: the last one alone)."""

    start: int
    end: int
    value: Decimal
    scope: str
    noun: str
    members: int


def find(sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Rank, ...]:
    """The ranks of a sentence; places in a league table are the award's, not a figure."""
    found: list[Rank] = []
    for start, end in clauses(sentence.text):
        text = sentence.text[start:end]
        named = any(m.type in ("Award", "Document") and start <= m.start < end for m in mentions)
        if named or _LISTED.search(text):
            continue
        noun, league = "", _LISTED.search(sentence.text, 0, start)
        for number, match in enumerate(_RANK.finditer(text)):
            if number == 0:
                noun = _noun(sentence, mentions, start, start + match.start())
            if (noun or not league) and not _CALLED.match(text, match.end()):
                found.append(_rank(match, start, noun))
    return tuple(found)


def moved(sentence: Sentence) -> tuple[Rank, ...]:
    """由第58位跌至第61位, 从第55位滑落: the place from which something moved; 行业排名由第三升至第一: both"""
    found = []
    for match in _MOVED.finditer(sentence.text):
        names = ("first", "last") if sentence.text[: match.start()].endswith("排名") else ("first",)
        for name in names:
            value = values.numeral(match[name]) if match[name] else None
            if value is not None and (match["last"] or _FELL.match(sentence.text, match.end())):
                found.append(Rank(match.start(name) - 1, match.end(name), value, "", "", 0))
    return tuple(found)


def _rank(match: re.Match[str], offset: int, noun: str) -> Rank:
    nth = match["nth"] or match["nth2"]
    value = values.numeral(nth) if nth else Decimal(1)
    scope = match["within"] or match["scope"] or match["scope2"] or match["scope3"] or match["scope4"] or ""
    members = re.match(r"[两二三四五]", noun)
    own = "" if _SAME.match(noun) else noun + ("倒数" if noun and match["verb"] == "倒数" else "")
    counted = int(values.numeral(members[0]) or 0) if members and not own else 0
    place = offset + match.start(), offset + match.end()
    return Rank(*place, value or Decimal(1), scope.removesuffix("的"), own, counted)


def _noun(sentence: Sentence, mentions: Sequence[Mention], start: int, end: int) -> str:
    """The quantity named before the rank, without the clause's subject: 临江研发投入 → 研发投入."""
    for mention in mentions:
        if start <= mention.start and mention.end <= end and not trimmed(sentence.text[start : mention.start]):
            start = mention.end
    noun = re.sub(_BETWEEN, "", trimmed(_AMONG.sub("", sentence.text[start:end])))
    said = any(m.text == noun for m in mentions) or re.search(r"\d", noun) or pattern("@", "pronoun").fullmatch(noun)
    return "" if said else noun


def rate(noun: str) -> bool:
    """Whether the noun is the growth of the figure before it (增速居首位)."""
    return noun in _RATE
