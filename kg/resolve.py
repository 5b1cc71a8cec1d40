"""Mentions → Entities, Claims → Relations, Figures → Observations: what the whole corpus knows.

Within a page, forms of one name are joined (full and short names, declared short forms, 市委 in a
page of 青岛); across pages, equal names of one type are, and a short form that only one full name
of the corpus fits.  judgements.tsv has the last word.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from kg import aliases, deixis, lexicon
from kg.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Figure,
    Findings,
    Knowledge,
    Mention,
    Observation,
    Qualifiers,
    Relation,
    Report,
    Source,
)

# A rule that has not been measured is believed this much.
UNMEASURED = Decimal("0.70")
CERTAIN = Decimal("0.99")
MOST_CANDIDATES = 40


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
        return max(self.names, key=lambda n: (len(lexicon.fold(n)), self.names[n], [-ord(c) for c in n]))

    def take(self, other: Cluster) -> None:
        self.names += other.names
        self.printed += other.printed
        self.mentions += other.mentions


# --- one page ------------------------------------------------------------------------------


_DECLARED = re.compile(r"^[（(](?:以下|下文)?(?:统称|简称|下称|又称|又名|原名|原)(?:为|：)?[“‘《]?(?P<name>[^”’》）)]{2,24})[”’》]?[）)]")
_APPOSED = re.compile(r"^[（(](?P<name>[A-Za-z][A-Za-z0-9 .&-]{1,15}|[一-鿿]{2,12})[）)]")


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
    for mention in mentions:
        if mention.deictic:
            pointing.append(mention)
            continue
        cluster = by_key.setdefault((mention.type, _key(mention.type, mention.name)), Cluster(mention.type))
        cluster.names[_canonical(mention.type, mention.name)] += 1
        cluster.printed[_form(mention)] += 1
        cluster.mentions.append(mention)
        short = _declared(mention)
        if short:
            cluster.printed[short] += 1
            by_key.setdefault((mention.type, _key(mention.type, short)), cluster)
    clusters = _join_short(list({id(c): c for c in by_key.values()}.values()), by_key)
    for mention in pointing:
        key = (mention.type, _key(mention.type, mention.name))
        cluster = by_key.setdefault(key, Cluster(mention.type))
        if not cluster.names:
            cluster.names[_canonical(mention.type, mention.name)] += 1
            clusters.append(cluster)
        cluster.mentions.append(mention)
    return clusters


def _form(mention: Mention) -> str:
    """A mention's printed form as an alias: without line breaks and the marks around the whole."""
    text = "".join(mention.text.split())
    return text[1:-1] if len(text) > 2 and text[0] in "《〈" and text[-1] in "》〉" else text


def _key(kind: str, name: str) -> str:
    if kind == "District":
        found = deixis.division(name)
        if found and found.level != "town":
            return found.code
    return aliases.key(kind, name)


def _canonical(kind: str, name: str) -> str:
    """The name an entity goes by: a division's full name, an award without its year and edition."""
    if kind == "District":
        found = deixis.division(name)
        if found and found.level != "town":
            return found.name
    return aliases.stripped(name) if kind == "Award" else name


def _join_short(clusters: list[Cluster], by_key: dict[tuple[str, str], Cluster]) -> list[Cluster]:
    """Short forms joined to the one longer name of the page that they fit."""
    for kind in {c.type for c in clusters}:
        group = sorted((c for c in clusters if c.type == kind), key=lambda c: len(c.name))
        for index, cluster in enumerate(group):
            fitting = [
                other for other in group[index + 1 : index + 1 + 400]
                if other is not cluster and not _is_division(cluster) and aliases.short_for(kind, cluster.name, other.name)
            ]
            longest = [o for o in fitting if not any(o is not p and aliases.short_for(kind, o.name, p.name) for p in fitting)]
            if len(longest) == 1:
                longest[0].take(cluster)
                for key, held in list(by_key.items()):
                    if held is cluster:
                        by_key[key] = longest[0]
                cluster.mentions = []
    return [c for c in clusters if c.mentions]


def _is_division(cluster: Cluster) -> bool:
    """A division above the towns, whose name is whole: 高新区 and 开发区 are names of towns, too."""
    found = [deixis.division(name) for name in cluster.names if cluster.type == "District"]
    return any(division and division.level != "town" for division in found)


# --- the corpus ----------------------------------------------------------------------------


@lru_cache(maxsize=None)
def judgements() -> tuple[tuple[str, str, str], ...]:
    """(same|different, name, name) rows that a user set."""
    return tuple((c[0], c[1], c[2]) for _, c in lexicon.rows("judgements"))


def _verdict(first: Cluster, second: Cluster) -> str:
    """same, different or "" by the user's judgements."""
    for verdict, a, b in judgements():
        if {a, b} <= set(first.names) | set(first.printed) | set(second.names) | set(second.printed):
            if (a in first.names or a in first.printed) != (a in second.names or a in second.printed):
                return verdict
    return ""


def _persons_meet(first: Cluster, second: Cluster, posts: Mapping[int, frozenset[str]]) -> bool:
    """Whether two people of one name may be one: they share a post, or one of them has none."""
    a, b = posts.get(id(first), frozenset()), posts.get(id(second), frozenset())
    return not a or not b or bool(a & b)


def _posts(findings: Sequence[Findings], owner: Mapping[Mention, Cluster]) -> dict[int, frozenset[str]]:
    """The bodies and roles that each person's cluster is said to hold."""
    found: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        for claim in finding.claims:
            if claim.predicate == "holdsPosition" and claim.subject in owner:
                found[id(owner[claim.subject])].add(aliases.key("Organisation", claim.object.name))
    return {ident: frozenset(posts) for ident, posts in found.items()}


def _merge(groups: Sequence[Cluster], posts: Mapping[int, frozenset[str]]) -> list[list[Cluster]]:
    """The pages' clusters of one type and key, gathered into things."""
    things: list[list[Cluster]] = []
    for cluster in groups:
        for thing in things:
            if any(_verdict(cluster, other) == "different" for other in thing):
                continue
            if cluster.type == "Person" and not all(_persons_meet(cluster, other, posts) for other in thing):
                continue
            thing.append(cluster)
            break
        else:
            things.append([cluster])
    return things


def settle(findings: Sequence[Findings], stories: Mapping[str, str] | None = None) -> Knowledge:
    """One entity per thing, one relation and one observation per fact, evidence pooled; all sorted by id.

    stories: article id → the article it is a reprint of; what reprints say counts once.
    """
    told = stories or {}
    owner: dict[Mention, Cluster] = {}
    keyed: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for finding in findings:
        for cluster in _page_clusters(finding.mentions):
            for mention in cluster.mentions:
                owner[mention] = cluster
            keyed[cluster.type, _key(cluster.type, cluster.name)].append(cluster)
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
    of = {mention: ids[id(cluster)] for mention, cluster in owner.items()}
    relations = _relations(findings, of, told)
    observations = _observations(findings, of, told)
    used = {r.subject for r in relations} | {r.object for r in relations} | {o.subject for o in observations}
    entities = [_entity(ident, thing) for ident, thing in named.items() if ident in used or _stands(thing)]
    return Knowledge(
        tuple(sorted((_source(f) for f in findings), key=lambda s: s.name)),
        tuple(sorted((_report(a) for f in findings for a in f.articles), key=lambda r: (r.page, r.number))),
        tuple(sorted(entities, key=lambda e: e.id)),
        relations,
        observations,
    )


def _stands(thing: Sequence[Cluster]) -> bool:
    """Whether a thing is named somewhere, not only pointed at."""
    return any(not m.deictic for cluster in thing for m in cluster.mentions)


def _judged_same(keyed: dict[tuple[str, str], list[Cluster]]) -> None:
    """Move clusters under one key where a judgement says that two names are the same."""
    for verdict, a, b in judgements():
        if verdict != "same":
            continue
        for (kind, key), groups in sorted(keyed.items()):
            target = (kind, _key(kind, a))
            if key == _key(kind, b) and target != (kind, key) and target in keyed:
                keyed[target] += groups
                keyed[kind, key] = []


def _corpus_short(keyed: dict[tuple[str, str], list[Cluster]]) -> None:
    """A page's short name joined to the one full name of the corpus that other pages print beside it."""
    printed: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for (kind, key), groups in keyed.items():
        if kind in ("Organisation", "Document", "Event", "Award", "Program"):
            for cluster in groups:
                for form in cluster.printed:
                    printed[kind, _key(kind, form)].add((kind, key))
    for (kind, key) in sorted(keyed):
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
    name = _name(thing)
    ident = f"{kind}/{name}"
    if kind == "District":
        found = deixis.division(name)
        if found and len(lexicon.division_names().get(found.name, ())) > 1 and len(found.code) > 4:
            parent = lexicon.divisions().get(found.code[:4]) or lexicon.divisions().get(found.code[:2])
            return f"{ident}（{parent.name}）" if parent else ident
    told = sorted({p for cluster in thing for p in posts.get(id(cluster), ())})
    return f"{ident}（{told[0]}）" if told else ident


def _name(thing: Sequence[Cluster]) -> str:
    total: Counter[str] = Counter()
    for cluster in thing:
        total += cluster.names
    return max(total, key=lambda n: (len(lexicon.fold(n)), total[n], [-ord(c) for c in n]))


def _entity(ident: str, thing: Sequence[Cluster]) -> Entity:
    kind = thing[0].type
    name = _name(thing)
    forms = {f for c in thing for f in (*c.names, *c.printed) if f and f != name}
    found = deixis.division(name) if kind == "District" else None
    first: dict[str, Evidence] = {}
    for mention in sorted((m for c in thing for m in c.mentions), key=lambda m: (m.deictic, m.sentence)):
        first.setdefault(mention.sentence.article, Evidence(mention.sentence.article, mention.sentence.passage, mention.rule))
    return Entity(
        ident, kind, fine(kind, name), name, tuple(sorted(forms)),
        found.code if found and found.level != "town" else "", tuple(first[a] for a in sorted(first)),
    )


@lru_cache(maxsize=1 << 14)
def fine(kind: str, name: str) -> str:
    """The finer class by a name's last words (Company, Zone, Prize …), or ""."""
    if kind == "District" and deixis.division(name):
        return "AdministrativeDivision"
    if kind not in ("Organisation", "District", "Award"):
        return ""
    heads = lexicon.heads()
    bare = name.rstrip("”’』」》）)")
    for length in range(min(len(bare), 10), 0, -1):
        found = heads.get(bare[-length:], {}).get(kind)
        if found:
            return KINDS.get(found, "")
    return ""


KINDS = {
    "Company": "Company", "GovernmentBody": "GovernmentBody", "School": "School", "Hospital": "Hospital", "Media": "Media",
    "Zone": "Zone", "Prize": "Prize", "Ranking": "Ranking", "Certification": "Certification", "Status": "DemonstrationStatus",
}


# --- facts ---------------------------------------------------------------------------------


@lru_cache(maxsize=None)
def precisions() -> dict[str, Decimal]:
    """rule → the share of its facts that gold holds, as measured by tests/make/precision.py."""
    return {cells[0]: Decimal(cells[1]) for _, cells in lexicon.rows("rule_precision")}


def _confidence(evidence: Iterable[Evidence], stories: Mapping[str, str]) -> Decimal:
    """1 - Π(1 - precision of the best rule) over the stories that say it, at most CERTAIN."""
    by_story: dict[str, Decimal] = {}
    for item in evidence:
        trust = precisions().get(item.rule, UNMEASURED)
        story = stories.get(item.article, item.article)
        by_story[story] = max(by_story.get(story, Decimal(0)), trust)
    doubt = Decimal(1)
    for trust in by_story.values():
        doubt *= 1 - trust
    return min(CERTAIN, (1 - doubt).quantize(Decimal("0.01")))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]


def _wider(few: Qualifiers, many: Qualifiers) -> bool:
    """Whether every qualifier of few stands in many, and many says more."""
    return few != many and set(few) <= set(many)


def _relations(
    findings: Sequence[Findings], of: Mapping[Mention, str], stories: Mapping[str, str]
) -> tuple[Relation, ...]:
    """Claims of one (subject, predicate, object, qualifiers) pooled; a barer one joins the fuller of its page."""
    pooled: dict[tuple[str, str, str], dict[Qualifiers, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        for claim in finding.claims:
            if claim.subject not in of or claim.object not in of:
                continue
            subject, object_ = of[claim.subject], of[claim.object]
            if subject == object_:
                continue
            if claim.predicate == "cooperatesWith" and object_ < subject:
                subject, object_ = object_, subject
            pooled[subject, claim.predicate, object_][claim.qualifiers].append(claim)
    found = []
    for (subject, predicate, object_), by_qualifiers in pooled.items():
        for qualifiers in sorted(by_qualifiers, key=len):
            fuller = [q for q in by_qualifiers if _wider(qualifiers, q)]
            if len(fuller) == 1:
                by_qualifiers[fuller[0]] += by_qualifiers[qualifiers]
                by_qualifiers[qualifiers] = []
        for qualifiers, claims in by_qualifiers.items():
            if claims:
                evidence = _evidence(claims)
                found.append(
                    Relation(
                        _digest(subject, predicate, object_, *(f"{k}={v}" for k, v in qualifiers)), subject, predicate,
                        object_, qualifiers, _confidence(evidence, stories),
                        tuple(sorted({c.trigger for c in claims if c.trigger})), evidence,
                    )
                )
    return tuple(sorted(found, key=lambda r: r.id))


def _evidence(facts: Sequence[Claim] | Sequence[Figure]) -> tuple[Evidence, ...]:
    """Each sentence once, with the rule that is trusted most."""
    best: dict[tuple[str, object], Evidence] = {}
    for fact in facts:
        item = Evidence(fact.sentence.article, fact.sentence.passage, fact.rule)
        held = best.get((item.article, item.passage))
        if held is None or _trust(item) > _trust(held):
            best[item.article, item.passage] = item
    return tuple(sorted(best.values()))


def _trust(item: Evidence) -> tuple[Decimal, str]:
    return precisions().get(item.rule, UNMEASURED), item.rule


def _observations(
    findings: Sequence[Findings], of: Mapping[Mention, str], stories: Mapping[str, str]
) -> tuple[Observation, ...]:
    """Figures of one (subject, indicator, value, unit, qualifiers) pooled."""
    pooled: dict[tuple[str, str, Decimal, str, Qualifiers], list[Figure]] = defaultdict(list)
    for finding in findings:
        for figure in finding.figures:
            if figure.subject in of:
                pooled[of[figure.subject], figure.indicator, figure.value, figure.unit, figure.qualifiers].append(figure)
    found = []
    for (subject, indicator, value, unit, qualifiers), figures in pooled.items():
        evidence = _evidence(figures)
        found.append(
            Observation(
                _digest(subject, indicator, str(value.normalize()), unit, *(f"{k}={v}" for k, v in qualifiers)), subject,
                indicator, value, unit, qualifiers, _confidence(evidence, stories), min(f.printed for f in figures), evidence,
            )
        )
    return tuple(sorted(found, key=lambda o: o.id))


def _source(finding: Findings) -> Source:
    page = finding.page
    return Source(page.name, page.sha256, page.format, page.title, page.date, page.source, page.url)


def _report(article: Article) -> Report:
    passages = [p for p in (article.headline, *article.paragraphs, *article.captions) if p is not None and p.spans]
    start, end = min((p.start for p in passages), default=0), max((p.end for p in passages), default=0)
    headline = "".join(article.headline.text.split("\n")) if article.headline else ""
    return Report(article.id, article.page, article.number, headline, article.date, article.reporters, start, end)


__all__ = ["fine", "judgements", "precisions", "replace", "settle"]
SHORTEST_COMPANY = 4
"""Characters of a name that is looked for in other pages: shorter ones (海信, 晨光) stand for too many."""
