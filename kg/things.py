"""Mentions → things: which mentions, on one page and across pages, name the same.

Within a page, forms of one name are joined (full and short names, declared short forms, 市委 in a
page of 青岛); across pages, equal names of one type are, and a short form that only one full name
of the corpus fits.  judgements.tsv has the last word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg import aliases, deixis, lexicon
from kg.model import Findings, Mention

MOST_CANDIDATES = 40
SHORTEST_COMPANY = 4
"""Characters of a name that is looked for in other pages: shorter ones (海信, 晨光) stand for too many."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one thing on one page, and then in the corpus."""

    type: str
    names: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    context: str = ""

    @property
    def name(self) -> str:
        """The fullest form: the longest name, the commonest and first in order among equals."""
        if len(self.names) == 1:
            return next(iter(self.names))
        return max(self.names, key=lambda n: (len(lexicon.fold(n)), self.names[n], [-ord(c) for c in n]))

    def take(self, other: Cluster) -> None:
        self.names += other.names
        self.printed += other.printed
        self.mentions += other.mentions


# --- one page ------------------------------------------------------------------------------


_DECLARED = re.compile(
    r"^[（(](?:[^（）()《》]{2,24}[，,；;])?(?:以下|下文)?(?:统称|简称|下称|又称|又名|原名|原)(?:为|：)?[“‘《]?(?P<name>[^”’》）)]{2,24})[”’》]?[）)]"
)
_APPOSED = re.compile(r"^[（(](?P<name>[A-Za-z][A-Za-z0-9 .&-]{1,15}|[一-鿿]{2,12})[）)]")


# 《陶瓷砖》国家标准, “中国百强县”榜单: what stands in the marks is a name of its own for the same.
_TITLED = re.compile(
    r"^(?:《(?P<title>[^《》]{2,40})》(?:（[^（）]{2,24}）|系列|新版|省级)*(?:(?:国家|地方|团体|行业|企业|国际)标准|白皮书|通报|通知|规划|办法|公告)"
    r"|“(?P<list>[^“”]{4,24})”(?:榜单|名单|榜|排行榜|称号|荣誉称号))$"
)


def _declared(mention: Mention) -> str:
    """The short form that the text declares right behind a mention, or ""."""
    rest = mention.sentence.text[mention.end : mention.end + 40]
    rest = rest[1:] if rest[:1] in "》”" else rest
    match = _DECLARED.match(rest)
    if match:
        return match.group("name")
    match = _APPOSED.match(rest)
    if match and mention.type in ("Organisation", "Document", "Event", "District"):
        name = match.group("name")
        if name.isascii() or aliases.short_for(mention.type, name, mention.name):
            return name
    return ""


def _page_clusters(mentions: Sequence[Mention]) -> list[Cluster]:
    """One cluster for each thing a page names."""
    by_key: dict[tuple[str, str], Cluster] = {}
    pointing: list[Mention] = []
    wholes = _wholes(mentions)
    for mention in mentions:
        if mention.deictic:
            pointing.append(mention)
            continue
        key = (mention.type, name_key(mention.type, mention.name))
        cluster = by_key.setdefault(wholes.get(key, key), Cluster(mention.type))
        cluster.names[_canonical(mention.type, mention.name)] += 1
        cluster.printed[_form(mention)] += 1
        cluster.mentions.append(mention)
        title = _title(mention)
        if wholes.get((mention.type, name_key(mention.type, title))) == key:
            cluster.printed[title] += 1
        short = _declared(mention)
        if short:
            cluster.printed[short] += 1
            by_key.setdefault((mention.type, name_key(mention.type, short)), cluster)
    clusters = _join_short(list({id(c): c for c in by_key.values()}.values()), by_key)
    for mention in pointing:
        key = (mention.type, name_key(mention.type, mention.name))
        cluster = by_key.setdefault(key, Cluster(mention.type))
        if not cluster.names:
            cluster.names[_canonical(mention.type, mention.name)] += 1
            clusters.append(cluster)
        cluster.mentions.append(mention)
    return clusters


def _title(mention: Mention) -> str:
    """What stands in the marks of a titled name (《陶瓷砖》国家标准: 陶瓷砖), or ""."""
    titled = _TITLED.match(mention.name) if mention.type in ("Document", "Award") else None
    return (titled["title"] or titled["list"]) if titled else ""


def _wholes(mentions: Sequence[Mention]) -> dict[tuple[str, str], tuple[str, str]]:
    """The key of each title to that of the one titled name that bears it; a title that two bear is neither's."""
    bearers: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for mention in mentions:
        if not mention.deictic and (title := _title(mention)):
            bearers[mention.type, name_key(mention.type, title)].add(
                (mention.type, name_key(mention.type, mention.name))
            )
    return {title: next(iter(whole)) for title, whole in bearers.items() if len(whole) == 1}


def _form(mention: Mention) -> str:
    """A mention's printed form as an alias: without line breaks and the marks around the whole."""
    text = lexicon.visible("".join(mention.text.split()))
    return text[1:-1] if len(text) > 2 and text[0] in "《〈" and text[-1] in "》〉" else text


@lru_cache(maxsize=1 << 16)
def name_key(kind: str, name: str) -> str:
    """What all forms of a name share: a division's code, else its folded form."""
    if kind == "District":
        found = deixis.division(name)
        if found and found.level != "town":
            return found.code
        name = _zones().get(name, name)
    return aliases.key(kind, name)


@cache
def _zones() -> dict[str, str]:
    """西海岸新区 → 青岛西海岸新区: zones that all of China knows by a short name."""
    return {term.form: term.name for term in lexicon.terms("zones")}


def _canonical(kind: str, name: str) -> str:
    """The name an entity goes by: a division's full name, an award without its year and edition."""
    if kind == "District":
        found = deixis.division(name)
        if found and found.level != "town":
            return found.name
        return _zones().get(name, name)
    return aliases.stripped(name) if kind == "Award" else name


def _join_short(clusters: list[Cluster], by_key: dict[tuple[str, str], Cluster]) -> list[Cluster]:
    """Short forms joined to the one longer name of the page that they fit."""
    for kind in {c.type for c in clusters}:
        group = sorted((c for c in clusters if c.type == kind), key=lambda c: len(c.name))
        names = [cluster.name for cluster in group]
        for index, cluster in enumerate(group):
            if _is_division(cluster):
                continue
            name = names[index]
            later = range(index + 1, min(index + 1 + 400, len(group)))
            fitting = [other for other in later if aliases.short_for(kind, name, names[other])]
            longest = [
                o for o in fitting if not any(o != p and aliases.short_for(kind, names[o], names[p]) for p in fitting)
            ]
            longest = _likeliest(kind, name, longest, names)
            if len(longest) == 1:
                whole = group[longest[0]]
                whole.take(cluster)
                names[longest[0]] = whole.name
                for key, held in list(by_key.items()):
                    if held is cluster:
                        by_key[key] = whole
                cluster.mentions = []
    return [c for c in clusters if c.mentions]


_LEGAL = re.compile("[^）)](?:有限|责任|股份)公司$")


def _likeliest(kind: str, short: str, longer: list[int], names: Sequence[str]) -> list[int]:
    """Of several names that a short one fits, the company's: 晨光 is 临江晨光食品有限公司, no 晨光透明工厂."""
    if kind != "Organisation" or len(longer) < 2:
        return longer
    legal = [one for one in longer if _LEGAL.search(names[one]) and "（" not in names[one]]
    own = [one for one in legal if aliases.core(names[one]) == aliases.core(short)]
    return own or legal or longer


def _is_division(cluster: Cluster) -> bool:
    """A division above the towns, whose name is whole: 高新区 and 开发区 are names of towns, too."""
    found = [deixis.division(name) for name in cluster.names if cluster.type == "District"]
    return any(division and division.level != "town" for division in found)


# --- the corpus ----------------------------------------------------------------------------


@cache
def judgements() -> tuple[tuple[str, str, str], ...]:
    """(same|different, name, name) rows that a user set."""
    return tuple((c[0], c[1], c[2]) for _, c in lexicon.rows("judgements"))


def _verdict(first: Cluster, second: Cluster) -> str:
    """same, different or "" by the user's judgements."""
    for verdict, a, b in judgements():
        ours, theirs = {*first.names, *first.printed}, {*second.names, *second.printed}
        if {a, b} <= ours | theirs and (a in ours) != (a in theirs):
            return verdict
    return ""


def _posts(findings: Sequence[Findings], owner: Mapping[Mention, Cluster]) -> dict[int, frozenset[str]]:
    """The bodies and roles that each person's cluster is said to hold."""
    found: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        for claim in finding.claims:
            if claim.predicate == "holdsPosition" and claim.subject in owner:
                found[id(owner[claim.subject])].add(aliases.key("Organisation", claim.object.name))
    return {ident: frozenset(posts) for ident, posts in found.items()}


def _merge(groups: Sequence[Cluster], posts: Mapping[int, frozenset[str]]) -> list[list[Cluster]]:
    """The pages' clusters of one type and key, gathered into things.

    Two people of one name may be one where they share a post, or one of them is said to hold none.
    """
    apart = any(verdict == "different" for verdict, _, _ in judgements())
    things: list[list[Cluster]] = []
    held: list[set[frozenset[str]]] = []
    for cluster in groups:
        told = posts.get(id(cluster), frozenset()) if cluster.type == "Person" else frozenset()
        for thing, said in zip(things, held, strict=True):
            if apart and any(_verdict(cluster, other) == "different" for other in thing):
                continue
            if told and not all(told & other for other in said):
                continue
            thing.append(cluster)
            if told:
                said.add(told)
            break
        else:
            things.append([cluster])
            held.append({told} if told else set())
    return things


def gather(findings: Sequence[Findings]) -> tuple[dict[str, list[Cluster]], dict[Mention, str]]:
    """Id → the clusters of each thing that the pages name, and mention → the id of what it names."""
    owner: dict[Mention, Cluster] = {}
    keyed: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for finding in findings:
        for cluster in _page_clusters(finding.mentions):
            for mention in cluster.mentions:
                owner[mention] = cluster
            keyed[cluster.type, name_key(cluster.type, cluster.name)].append(cluster)
    _judged_same(keyed)
    _corpus_short(keyed)
    _corpus_companies(keyed)
    posts = _posts(findings, owner)
    ids: dict[int, str] = {}
    named: dict[str, list[Cluster]] = {}
    for (kind, _), groups in sorted(keyed.items()):
        things = _merge(groups, posts)
        for number, thing in enumerate(things):
            ident = _identity(kind, thing, posts if len(things) > 1 and number else {})
            while ident in named and named[ident] is not thing:
                ident += "′"
            named[ident] = thing
            for cluster in thing:
                ids[id(cluster)] = ident
    return named, {mention: ids[id(cluster)] for mention, cluster in owner.items()}


def _judged_same(keyed: dict[tuple[str, str], list[Cluster]]) -> None:
    """Move clusters under one key where a judgement says that two names are the same."""
    for verdict, a, b in judgements():
        if verdict != "same":
            continue
        for (kind, key), groups in sorted(keyed.items()):
            target = (kind, name_key(kind, a))
            if key == name_key(kind, b) and target != (kind, key) and target in keyed:
                keyed[target] += groups
                keyed[kind, key] = []


def _corpus_short(keyed: dict[tuple[str, str], list[Cluster]]) -> None:
    """A page's short name joined to the one full name of the corpus that other pages print beside it."""
    printed: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for (kind, key), groups in keyed.items():
        if kind in ("Organisation", "Document", "Event", "Award", "Program"):
            for cluster in groups:
                for form in cluster.printed:
                    printed[kind, name_key(kind, form)].add((kind, key))
    for kind, key in sorted(keyed):
        owners = printed.get((kind, key), set()) - {(kind, key)}
        if len(owners) == 1 and keyed[kind, key]:
            target = next(iter(owners))
            if keyed[target] and not _judged_apart(keyed[target], keyed[kind, key]):
                keyed[target] += keyed[kind, key]
                keyed[kind, key] = []


def _corpus_companies(keyed: dict[tuple[str, str], list[Cluster]]) -> None:
    """A company's short name on one page joined to the one legal name of the corpus that it fits (中车四方)."""
    legal = {key: groups[0].name for (kind, key), groups in keyed.items() if kind == "Organisation" and groups}
    legal = {key: name for key, name in legal.items() if name.endswith("公司")}
    holding: dict[str, set[str]] = defaultdict(set)
    for key in legal:
        for sign in set(key):
            holding[sign].add(key)
    for kind, key in sorted(keyed):
        if kind != "Organisation" or key in legal or len(key) < SHORTEST_COMPANY or not keyed[kind, key]:
            continue
        name = keyed[kind, key][0].name
        sharing = set.intersection(*sorted((holding.get(sign, set()) for sign in key), key=len))
        fitting = [one for one in sharing if keyed[kind, one] and aliases.short_for(kind, name, legal[one])]
        if len(fitting) == 1 and not _judged_apart(keyed[kind, fitting[0]], keyed[kind, key]):
            keyed[kind, fitting[0]] += keyed[kind, key]
            keyed[kind, key] = []


def _judged_apart(some: Sequence[Cluster], others: Sequence[Cluster]) -> bool:
    """Whether a judgement keeps two things apart."""
    pairs = ((a, b) for a in some[:MOST_CANDIDATES] for b in others[:MOST_CANDIDATES])
    return any(_verdict(a, b) == "different" for a, b in pairs)


def _identity(kind: str, thing: Sequence[Cluster], posts: Mapping[int, frozenset[str]]) -> str:
    """<type>/<name>, and for a namesake the body it belongs to in brackets."""
    name = name_of(thing)
    ident = f"{kind}/{name}"
    if kind == "District":
        found = deixis.division(name)
        if found and len(lexicon.division_names().get(found.name, ())) > 1 and len(found.code) > 4:
            parent = lexicon.divisions().get(found.code[:4]) or lexicon.divisions().get(found.code[:2])
            return f"{ident}（{parent.name}）" if parent else ident
    told = sorted({p for cluster in thing for p in posts.get(id(cluster), ())})
    return f"{ident}（{told[0]}）" if told else ident


def name_of(thing: Sequence[Cluster]) -> str:
    total: Counter[str] = Counter()
    for cluster in thing:
        total += cluster.names
    return max(total, key=lambda n: (len(lexicon.fold(n)), total[n], [-ord(c) for c in n]))
