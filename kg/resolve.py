"""What all pages say, settled: things → Entities, Claims → Relations, Figures → Observations; evidence is pooled."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from kg import deixis, lexicon, things
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
from kg.things import Cluster

# A rule that has not been measured is believed this much.
UNMEASURED = Decimal("0.70")
CERTAIN = Decimal("0.99")


def settle(findings: Sequence[Findings], stories: Mapping[str, str] | None = None) -> Knowledge:
    """One entity per thing, one relation and one observation per fact, evidence pooled; all sorted by id.

    stories: article id → the article it is a reprint of; what reprints say counts once.
    """
    told = stories or {}
    named, of = things.gather(findings)
    relations = _relations(findings, of, told)
    observations = _observations(findings, of, told)
    used = {r.subject for r in relations} | {r.object for r in relations} | {o.subject for o in observations}
    entities = [entity(ident, thing) for ident, thing in named.items() if ident in used or _stands(thing)]
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


def entity(ident: str, thing: Sequence[Cluster]) -> Entity:
    """The entity that a thing's clusters make: its name, other forms, finer class and where it is first named."""
    kind = thing[0].type
    name = things.name_of(thing)
    forms = {f for c in thing for f in (*c.names, *c.printed) if f and f != name}
    found = deixis.division(name) if kind == "District" else None
    first: dict[str, Evidence] = {}
    for mention in sorted((m for c in thing for m in c.mentions), key=lambda m: (m.deictic, m.sentence)):
        first.setdefault(
            mention.sentence.article, Evidence(mention.sentence.article, mention.sentence.passage, mention.rule)
        )
    return Entity(
        ident,
        kind,
        fine(kind, name),
        name,
        tuple(sorted(forms)),
        found.code if found and found.level != "town" else "",
        tuple(first[a] for a in sorted(first)),
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
    "Company": "Company",
    "GovernmentBody": "GovernmentBody",
    "School": "School",
    "Hospital": "Hospital",
    "Media": "Media",
    "Zone": "Zone",
    "Prize": "Prize",
    "Ranking": "Ranking",
    "Certification": "Certification",
    "Status": "DemonstrationStatus",
}


# --- facts ---------------------------------------------------------------------------------


@cache
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
                        _digest(subject, predicate, object_, *(f"{k}={v}" for k, v in qualifiers)),
                        subject,
                        predicate,
                        object_,
                        qualifiers,
                        _confidence(evidence, stories),
                        tuple(sorted({c.trigger for c in claims if c.trigger})),
                        evidence,
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
                pooled[of[figure.subject], figure.indicator, figure.value, figure.unit, figure.qualifiers].append(
                    figure
                )
    found = []
    for (subject, indicator, value, unit, qualifiers), figures in pooled.items():
        evidence = _evidence(figures)
        found.append(
            Observation(
                _digest(subject, indicator, str(value.normalize()), unit, *(f"{k}={v}" for k, v in qualifiers)),
                subject,
                indicator,
                value,
                unit,
                qualifiers,
                _confidence(evidence, stories),
                min(f.printed for f in figures),
                evidence,
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
