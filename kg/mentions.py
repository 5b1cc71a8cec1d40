"""Sentences → Mentions: candidates are scored, the best set without overlaps stays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg import aliases, candidates, coordination, deixis, lexicon, offices, people, ranking, reading, siblings, triggers
from kg.heads import Candidate
from kg.model import Article, Mention, Page, Sentence
from kg.ranking import Scorer, Surroundings
from kg.reading import Reading

# A candidate stays when its log-odds are above this; set where entity F1 was best on held-out texts: weights know
# least of products, whose names are as many as things.
THRESHOLDS = {"Product": -0.5, "Person": -0.6}
ANY_OTHER = -0.3


def surroundings(page: Page, sentences: Sequence[Sentence]) -> Surroundings:
    """The page's joined text and its headlines."""
    return Surroundings(
        "\n".join(s.text for s in sentences), "\n".join(s.text for s in sentences if s.kind == "headline")
    )


def best(scored: Sequence[tuple[Candidate, float]], threshold: float) -> list[Candidate]:
    """The candidates without overlap whose scores above the threshold sum highest.

    Weighted interval scheduling: O(n log n) in the number of candidates.
    """
    kept = sorted(
        ((c, s - threshold) for c, s in scored if s > threshold), key=lambda p: (p[0].end, p[0].start, p[0].type)
    )
    ends = [c.end for c, _ in kept]
    totals, choices = [0.0], [(-1, -1)]
    for index, (candidate, gain) in enumerate(kept):
        before = bisect_right(ends, candidate.start, 0, index)
        if totals[before] + gain > totals[index]:
            totals.append(totals[before] + gain)
            choices.append((index, before))
        else:
            totals.append(totals[index])
            choices.append((-1, index))
    found, at = [], len(kept)
    while at > 0:
        index, at = choices[at]
        if index >= 0:
            found.append(kept[index][0])
    return found[::-1]


def score(read: Reading, around: Surroundings, scorer: Scorer) -> list[tuple[Candidate, float]]:
    """Every candidate of a sentence with its log-odds."""
    offered = candidates.find(read)
    return list(zip(offered, scorer.scores(offered, read, around), strict=True))


def _outer(scored: Sequence[tuple[Candidate, float]], chosen: Sequence[Candidate], read: Reading) -> list[Candidate]:
    """杭州市 in 杭州市余杭区: the full name of a division straight before one that lies in it, whatever its weights."""
    full = [c for c, _ in scored if c.rule == "known_full"]
    if not full:
        return []
    taken = {(c.start, c.end) for c in chosen}
    inner = {c.start: c for c in chosen if c.type == "District"}
    found: list[Candidate] = []
    for candidate in sorted(full, key=lambda c: -c.start):
        behind = inner.get(candidate.end)
        if behind is None:
            continue
        if any(start < candidate.end and candidate.start < end for start, end in taken):
            continue
        outer = deixis.division(read.text[candidate.start : candidate.end])
        within = deixis.division(read.text[behind.start : behind.end])
        if outer and within and outer.code in within.parents:
            found.append(candidate)
            inner[candidate.start] = candidate
            taken.add((candidate.start, candidate.end))
    return found


QUOTE_MARKS = "“”‘’「」『』《》〈〉"


def name_of(text: str) -> str:
    """The name that a printed form stands for: without layout spaces and the marks around the whole."""
    name = lexicon.visible(text).strip(" 　")
    while (
        len(name) > 2
        and name[0] in reading.PAIRS
        and name[0] in QUOTE_MARKS
        and reading.brackets(name).get(0) == len(name) - 1
    ):
        name = name[1:-1]
    return name


# （以下简称“长光卫星”）, （简称“辣博会”）, （RCEP）: the short form that a name is given where it first stands.
_DECLARED = re.compile(
    r"[（(](?:[^（）()《》]{2,24}[，,；;])?(?:以下|下文)?(?:统称|简称|下称|又称|又名)(?:为|：)?[“‘《]?([^”’》）)“‘《，。]{2,20})[”’》]?[）)]"
)
_CORE = re.compile(r"(?:集团)?(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|公司)$")
# Words that follow the brand in a company's name; the brand alone is what pages print for short.
_TRADES = re.compile(
    r"(?:集团|控股|科技|技术|实业|股份|工业|发展|投资|制造|生物|电子|食品|药业|制药|医药|新材料|材料|智能|装备|机械|汽车|能源|新能源|化工|建设|贸易|环保|"
    r"信息|半导体|酿酒|葡萄酿酒|葡萄酒|酒业|农业|种业|牧业|电气|器械|仪器|服务|工程|光电|卫星|通信|软件|网络|文化|传媒|物流|纺织|服饰)+$"
)
SHORTEST_ALIAS = 2


def shorts_of(name: str) -> Iterator[str]:
    """What a company is called for short: 青岛汉缆股份有限公司 → 青岛汉缆, 汉缆; longest first."""
    stem = _CORE.sub("", re.sub(r"[（(][^）)]*[）)]", "", name))
    if stem == name or len(stem) < 3:
        return
    forms = [stem]
    end, which = lexicon.leading(stem)
    placed = which in ("full", "short")
    bare = stem[end:] if placed else stem
    bare = bare[1:] if placed and bare[:1] in "省市县" else bare
    forms += [bare, _TRADES.sub("", stem), _TRADES.sub("", bare)]
    first = _TRADES.search(bare)
    if first:
        for trade in ("集团", "股份", "科技", "药业", "酒业"):
            forms.append(bare[: first.start()] + trade)
    seen = set()
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        if form not in seen and form != name and len(form) >= SHORTEST_ALIAS and not lexicon.common(form):
            seen.add(form)
            yield form


def _declarations(sentences: Sequence[Sentence], found: Mapping[int, list[Mention]]) -> dict[str, tuple[str, str]]:
    """Declared short form → (type, full name) of the page."""
    declared = {}
    for index, sentence in enumerate(sentences):
        for match in _DECLARED.finditer(sentence.text):
            before = [m for m in found[index] if m.end in (match.start(), match.start() - 1)]
            if before:
                declared[match.group(1)] = (before[-1].type, before[-1].name)
    return declared


def _again(sentences: Sequence[Sentence], found: dict[int, list[Mention]]) -> dict[str, tuple[str, str]]:
    """Short forms that the page's full names allow → (type, rule): declared ones, and companies' brands."""
    forms = {form: (kind, "name_declared") for form, (kind, _) in _declarations(sentences, found).items()}
    for mention in sorted({m for here in found.values() for m in here}, key=lambda m: (m.name, m.sentence, m.start)):
        if mention.type == "Organisation":
            for form in shorts_of(mention.name):
                forms.setdefault(form, ("Organisation", "name_short"))
        if len(mention.name) >= 4 and mention.type in (
            "Organisation",
            "Event",
            "Award",
            "Program",
            "Product",
            "Document",
        ):
            forms.setdefault(mention.name, (mention.type, "name_again"))
    return forms


def _add_again(sentences: Sequence[Sentence], found: dict[int, list[Mention]]) -> None:
    """Mark the page's known short forms and repeated names wherever nothing else stands."""
    forms = _again(sentences, found)
    if not forms:
        return
    names = sorted(forms, key=lambda f: (-len(f), f))
    pattern = re.compile("|".join(re.escape(n) for n in names))
    for index, sentence in enumerate(sentences):
        for match in pattern.finditer(sentence.text):
            kind, rule = forms[match.group()]
            clash = [m for m in found[index] if m.start < match.end() and match.start() < m.end]
            weaker = rule == "name_declared" and all(
                (match.start() <= m.start and m.end <= match.end()) or m.end - m.start < len(match.group())
                for m in clash
            )
            if clash and not weaker:
                continue
            found[index] = [m for m in found[index] if m not in clash]
            found[index].append(Mention(sentence, match.start(), match.end(), kind, name_of(match.group()), rule))


_UNDERTAKINGS = ("Program", "Product", "Event")


def _one_type(found: dict[int, list[Mention]]) -> None:
    """A name that a page prints as Program here and Product there is what its longest or commonest form says."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for here in found.values():
        for mention in here:
            if mention.type in _UNDERTAKINGS:
                bonus = 3 if mention.text[:1] in reading.QUOTES and mention.text[-1:] not in "”’」』" else 1
                votes[aliases.key("Program", mention.name)][mention.type] += bonus
    for index, here in found.items():
        for at, mention in enumerate(here):
            if mention.type in _UNDERTAKINGS:
                said = votes[aliases.key("Program", mention.name)]
                kind = max(_UNDERTAKINGS, key=lambda k: said[k])
                if kind != mention.type and said[kind] > said[mention.type]:
                    found[index][at] = replace(mention, type=kind)


_VENUE = re.compile(triggers.choice("triggers_places", "venue") + "$")
_FIRM = re.compile("公司|集团")
# 临江市体育中心|副主任王某: who has posts or acts is a body.
_ACTS = re.compile("党(?:支部|委|组)|负责人|工作人员|主办|承办|协办|牵头|荣?获|被(?:评|授)|入选|发布|表示|介绍|联合")


def _acts(mention: Mention) -> bool:
    """Whether what stands right behind a name says that it is a body: 临江市体育中心|主任王某."""
    text = mention.sentence.text
    return people.role_after(text, mention.end) != "" or _ACTS.match(text, mention.end) is not None


def _venues(found: dict[int, list[Mention]]) -> None:
    """A house where fairs and games are held is a place, whatever the weights took it for: 临江国际会展中心.

    云岭公司会议中心 is the firm's own, a part of it; a house that acts or has a 主任 on the page is a public body.
    """
    bodies = {m.name for here in found.values() for m in here if _VENUE.search(m.name) and _acts(m)}
    for here in found.values():
        firms = {m.end for m in here if m.type == "Organisation" and _FIRM.search(m.name)}
        for at, mention in enumerate(here):
            own = mention.start in firms or mention.name in bodies or _FIRM.search(mention.name)
            if mention.type == "Organisation" and _VENUE.search(mention.name) and not own:
                here[at] = replace(mention, type="District")


def find(
    page: Page, articles: Sequence[Article], sentences: Sequence[Sentence], refused: Counter[str] | None = None
) -> tuple[Mention, ...]:
    """The mentions of a page in the order of its sentences; none overlap.

    refused, if given, counts the candidates that are none, and why.
    """
    around, scorer = surroundings(page, sentences), ranking.scorer()
    found: dict[int, list[Mention]] = {}
    for index, sentence in enumerate(sentences):
        read = reading.read(sentence)
        found[index] = []
        scored = score(read, around, scorer)
        margins = [(c, odds - THRESHOLDS.get(c.type, ANY_OTHER)) for c, odds in scored]
        chosen = best(margins, 0.0)
        if refused is not None:
            unlikely = sum(margin <= 0.0 for _, margin in margins)
            refused["name: the weights speak against it"] += unlikely
            refused["name: a likelier one overlaps"] += len(scored) - unlikely - len(chosen)
        for candidate in (*chosen, *_outer(scored, chosen, read)):
            name = name_of(sentence.text[candidate.start : candidate.end])
            if name:  # control characters alone are no name
                rule = f"name_{candidate.rule}"
                found[index].append(Mention(sentence, candidate.start, candidate.end, candidate.type, name, rule))
    _venues(found)
    _add_again(sentences, found)
    coordination.find(sentences, found)
    _one_type(found)
    ordered = [m for index in found for m in sorted(found[index], key=lambda m: m.start)]
    return offices.of_these(deixis.resolve(sentences, siblings.find(sentences, offices.find(sentences, ordered))))
