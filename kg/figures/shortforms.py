"""Short forms (全市, 该公司, 园区, 本届大会) → the earlier names they can stand for, the likeliest first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache

from kg.figures.lexemes import owner
from kg.model import Mention
from kg.things import name_key

KINDS = ("district", "zone", "event", "prize", "edition", "award", "company", "body", "document", "thing")
"""Kinds of short forms in lexicons/owners.tsv, in the order they are tried."""

_KIN = {"校": "大学|学院|中学|小学|附中|[一二三四五六七八九十]中", "院": "医院|学院|法院|检察院|研究院", "行": "银行"}
"""What else a body may be called that 该校, 该院, 该行 stand for."""
_WARES = ("产品", "药", "药物", "车型", "机型", "品种", "品牌", "装备", "设备", "技术", "材料")
_MOST_NAMES = 40
"""Names of bodies that are compared with each other: no story has more."""
_DIVISION = "省市区县州镇乡村旗"
_OTHER_PLACE = "盟岛湾港园城谷街道"
_OFFICE = re.compile(r"(?:[局委府院会校办厅部处所]|海关)$")
_HAPPENING = re.compile(r"[^，奖]{1,8}?(?:会|节|赛|论坛|展)")


@lru_cache(maxsize=1 << 14)
def levelled(name: str, form: str) -> bool:
    """Whether a district can be meant by 全市, 该区, 当地: of the level named, or short for any (烟台)."""
    found = re.search(rf"[{_DIVISION}疆]", form)
    level, bare = found[0] if found else "", re.sub(r"（[^）]*）$", "", name)
    if not re.search(rf"[{_DIVISION}{_OTHER_PLACE}]$", bare):
        return len(bare) <= 4
    if bare.endswith("区"):
        division = not re.search(r"(?:[景园社街校厂库矿片专灌]|[东西南北中部方大山三角洲]地)区$", bare)
        return division and (level in ("", "区") or (level == "省" and "自治区" in bare))
    return bare.endswith(level or tuple(_DIVISION))


def _together(often: Mapping[str, int]) -> Mapping[str, int]:
    """How often each body is named by this name or by another that stands for the same: 晨光电气, 临江晨光电气公司."""
    names = sorted(often, key=len)[:_MOST_NAMES]
    whole = {name: next((n for n in reversed(names) if n != name and _shortens(name, n)), name) for name in names}
    sums: Counter[str] = Counter()
    for name in names:
        sums[whole[name]] += often[name]
    return {name: sums[whole[name]] for name in names} | {name: often[name] for name in often if name not in whole}


def _shortens(short: str, name: str) -> bool:
    """Whether a name's characters stand in a longer one in order: 晨光电气 in 临江晨光电气有限公司."""
    rest = iter(name)
    return len(short) < len(name) and all(character in rest for character in short.strip("“”"))


def kind_at(text: str, at: int, end: int) -> tuple[str, re.Match[str]] | None:
    """The kind of the short form that stands at this offset, and its match."""
    for kind in KINDS:
        match = owner("@", kind).match(text, at, end)
        if match:
            return kind, match
    return None


class Memory:
    """What a short form may look back on: names said, whom the article was about, names of its headline."""

    def __init__(self, said: Sequence[Mention], told: Sequence[Mention], heads: Set[str]) -> None:
        self._said, self.told, self.heads = said, told, heads

    @cached_property
    def backwards(self) -> Sequence[Mention]:
        """Names said, the last first."""
        return self._said[::-1]

    def antecedents(self, form: str, kind: str, behind: str = "") -> Iterator[Mention]:
        """Earlier names that the form can stand for; behind is what follows it in its clause."""
        tail = re.sub(r"^[该本全我此这当各老]|内$", "", form)
        if kind == "district":
            return self._districts(form)
        if kind == "zone":
            return self._zones(tail)
        if kind == "company":
            return self._firms(tail, form == tail)
        if kind in ("body", "thing"):
            return self._bodies(tail, kind)
        return self._titled(tail, kind, behind)

    def _districts(self, form: str) -> Iterator[Mention]:
        """全县: of whom the story told last; one told of once is an aside where another was told of twice."""
        told = [m for m in reversed(self.told) if m.type == "District" and levelled(m.name, form)]
        often = Counter(name_key(m.type, m.name) for m in told)
        if form[:1] in "全我":
            yield from (m for m in told if often[name_key(m.type, m.name)] > 1)
        yield from told
        yield from (m for m in self.backwards if m.type == "District" and levelled(m.name, form))

    def _zones(self, tail: str) -> Iterator[Mention]:
        zones = [m for m in self.backwards if m.type == "District" and re.search(r"[园区城港镇地]$", m.name)]
        yield from (m for m in zones if m.name.endswith(tail))
        yield from (m for m in zones if tail[:1] in m.name[-4:])
        yield from (m for m in zones if not levelled(m.name, "区"))

    def _firms(self, tail: str, bare: bool) -> Iterator[Mention]:
        """公司: the firm named most, by any of its names; 集团: who was spoken of with this word in the name."""
        firms = [m for m in self.backwards if m.type == "Organisation" and not _OFFICE.search(m.name)]
        told, often = {m.name for m in self.told}, Counter(m.name for m in firms)
        if bare and tail == "公司":
            named = _together(often)
            yield from sorted(firms, key=lambda m: -named[m.name])
        yield from (m for m in firms if tail in m.name and m.name in told)
        yield from sorted((m for m in firms if tail in m.name), key=lambda m: -often[m.name])
        yield from (m for m in firms if m.name in told)
        yield from sorted(firms, key=lambda m: -often[m.name])

    def _bodies(self, tail: str, kind: str) -> Iterator[Mention]:
        kin = _KIN.get(tail[-1:], "") if kind == "body" else ""
        yield from (m for m in self.backwards if m.name.endswith(tail) and m.name != tail)
        yield from (m for m in self.backwards if kin and re.search(f"(?:{kin})$", m.name))
        if tail in ("平台", "项目", "工程"):
            yield from (m for m in self.backwards if m.type == "Program")
        if tail in _WARES:
            yield from (m for m in self.backwards if m.type == "Product")

    def _titled(self, tail: str, kind: str, behind: str) -> Iterator[Mention]:
        """An event, award or document; 本届…会 is an event, 每届 what the headline names."""
        types = {"prize": ("Award",), "edition": ("Event", "Award")}.get(kind, (kind.capitalize(),))
        yield from (m for m in self.backwards if m.type in types and m.name.endswith(tail))
        if kind == "edition" and _HAPPENING.match(behind):
            yield from (m for m in self.backwards if m.type == "Event")
        if kind in ("prize", "edition"):
            yield from (m for m in reversed(self.backwards) if m.type in types and m.name in self.heads)
        yield from (m for m in self.backwards if m.type in types)
