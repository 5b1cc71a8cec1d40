"""What is printed with an award: its year, edition and batch, the rank reached, how often or how many."""

from __future__ import annotations

import re

from kg import values
from kg.claims.reading import Reading
from kg.model import Mention

EDITION = re.compile(r"第([\d一二三四五六七八九十百]+)届|(首届)")
BATCH = re.compile(r"(首批|第[一二三四五六七八九十\d]+批)")
YEAR = re.compile(r"(?<![从自继至到截—-])((?:19|20)\d\d)年(?!来|以来|至|起|—|-|以前|以后)")
OTHER_TIME = re.compile(
    "(?:去年|今年|前年|不久前|日前|近日|刚刚|上月|本月|[此之]前|[翌次]年|昨[天日])(?![^，。；]*的[ⓄⒹⓃ])"
)
"""Behind a year, says that what follows was at another time: 2014年拿过一回，去年又|捧得Ⓐ; not 刚刚成立的Ⓞ|捧得Ⓐ."""
OWN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年度[^\d，。；、]{0,12}$")
NAMED_YEAR = re.compile(r"^[“《]?((?:19|20)\d\d)(?![\d—–-])")
TIMES = re.compile(
    r"([\d一二两三四五六七八九十]+)(?:次|座|块|枚|项|个(?!单位|企业|集体|个人|团队|班组|家庭|组织|人|[县市区镇村]))"
    r"[^，]{0,3}Ⓐ$"
)
PIECES = re.compile(r"Ⓓ([\d一二两三四五六七八九十]+)(?:篇|项|件|场|个|种|款|幅|部)")
RANK = re.compile(
    r"(?:第|位列|名列|排名|列)?第([\d一二三四五六七八九十百]+)(?:位|名|(?![\d届批个家次]))|(榜首|首位|第一|居首)"
)
COUNT = re.compile(
    r"^(?:Ⓐ)?([\d一二三四五六七八九十]+)(?:个|项|枚|次|座|家|名)|连续([\d一二三四五六七八九十]+)(?:年|次|届)"
)
IN_A_ROW = re.compile(r"连续([\d一二三四五六七八九十]+)(?:年|次|届)")
BRACKET = re.compile(
    r"^[”’]?[（(](?:[^）)第]{0,16}[，,、；;])?(?:现|今年|排名|名列|位列|列)?第([\d一二两三四五六七八九十百]+)(?:位|名)?[^）)]{0,12}[）)]"
)
"""A place told behind the name: 甲公司（第12位）、乙公司（第30位）."""


def cardinal(printed: str) -> str:
    """一百二十 → 120; "" for what is no number."""
    value = values.numeral(printed)
    return "" if value is None else f"{value:f}"


def qualifiers_of(reading: Reading, winner: Mention, award: Mention, start: int, end: int) -> dict[str, str | None]:
    """Year, edition, batch, rank and count printed with the award in folded.text[start:end] or in its own form.

    An edition or a year once printed with the award holds for the article (第五届质量奖…，获质量奖提名).
    """
    text = reading.folded.text
    lead = reading.lead(start)
    after = reading.rest(end)[:14]
    near = lead[-24:] + text[start:end]
    edition, batch = _last(EDITION, text[:end]), BATCH.search(near) or BATCH.search(_printed(award))
    printed = reading.discourse.printed
    known = printed.get(award.name, {})
    only = {one["edition"] for one in printed.values() if "edition" in one} if award.name.endswith("奖") else set()
    said = _last(YEAR, text[text.rfind("；", 0, start) + 1 : start])
    if said and OTHER_TIME.search(text, said.end(), start):
        said = None
    own = known.get("year") if award.sentence != reading.sentence or NAMED_YEAR.match(award.text) else None
    rank, count = RANK.search(after), _count(winner, lead, text[start:end], after)
    inherited = known.get("edition") or (only.pop() if len(only) == 1 else None)
    return {
        "year": year_of(award) or (said[1] if said else own),
        "edition": _edition(edition) or (None if count else inherited),
        "batch": batch[1] if batch else None,
        "rank": _bracketed(winner) or (("1" if rank[2] else cardinal(rank[1])) if rank else None),
        "count": count,
    }


def _bracketed(winner: Mention) -> str:
    """The place printed behind a name, 12 of 甲公司（第12位）, else ""."""
    found = BRACKET.match(winner.sentence.text[winner.end : winner.end + 24])
    return cardinal(found[1]) if found else ""


def _printed(award: Mention) -> str:
    """The award's form and the few characters before it, where its year, edition and batch stand."""
    return award.sentence.text[max(0, award.start - 16) : award.start] + award.text


def year_of(award: Mention) -> str | None:
    """2023 of 2023年度Ⓐ."""
    found = NAMED_YEAR.match(award.text) or OWN_YEAR.search(award.sentence.text[: award.start])
    return found[1] if found else None


def _edition(found: re.Match[str] | None) -> str | None:
    """第九届 → 9, 首届 → 1."""
    return None if found is None else "1" if found[2] else cardinal(found[1])


def note(reading: Reading) -> None:
    """Remember the edition and the year that the sentence prints with its awards."""
    for group in reading.raw.groups:
        for award in group:
            if award.type == "Award":
                known = reading.discourse.printed.setdefault(award.name, {})
                edition, year = _edition(_last(EDITION, _printed(award))), year_of(award)
                known.update({k: v for k, v in (("edition", edition), ("year", year)) if v and k not in known})


def _last(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The pattern's last place in the text."""
    found = None
    for found in form.finditer(text):  # noqa: B007
        pass
    return found


def _count(winner: Mention, lead: str, granting: str, after: str) -> str | None:
    """连续五年, 4次Ⓐ, Ⓐ8个, and of a district how many of its own: Ⓓ7篇文书获Ⓐ."""
    found = COUNT.search(after) or IN_A_ROW.search(lead[-12:]) or TIMES.search(granting)
    if not found and winner.type == "District":
        found = PIECES.search(lead)
    return cardinal(next(group for group in found.groups() if group)) if found else None
