"""report.json: what a build read, skipped, found, refused and wrote.  No clock, no machine in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.cache import libraries
from kg.gate import Refused
from kg.model import Findings, Knowledge, Skipped


@dataclass(slots=True)
class Tally:
    """What pages yielded, counted while they pass by."""

    pages: list[dict[str, object]] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def count(self, findings: Iterable[Findings]) -> Iterator[Findings]:
        """The same findings, each counted."""
        for one in findings:
            counts = _counts(one)
            page = one.page
            self.pages.append({"name": page.name, "format": page.format, "sha256": page.sha256, **counts})
            self.totals.update(counts)
            self.rules.update(claim.rule for claim in one.claims)
            self.rules.update(figure.rule for figure in one.figures)
            self.refused.update(dict(one.refused))
            yield one


def _counts(findings: Findings) -> dict[str, int]:
    telling = {claim.sentence for claim in findings.claims} | {figure.sentence for figure in findings.figures}
    return {
        "characters": len(findings.page.text),
        "undecodable": findings.page.text.count("\ufffd"),
        "articles": len(findings.articles),
        "sentences": len(findings.sentences),
        "sentences_without_fact": sum(sentence not in telling for sentence in findings.sentences),
        "mentions": len(findings.mentions),
        "claims": len(findings.claims),
        "figures": len(findings.figures),
    }


def write(
    knowledge: Knowledge,
    tally: Tally,
    skipped: Sequence[Skipped],
    refused: Sequence[Refused],
    unsure: int,
    options: Mapping[str, str],
    reprints: Sequence[Sequence[str]],
    files: Mapping[str, str],
) -> str:
    """The report as JSON; unsure is the number of facts under the least confidence asked for."""
    told = {
        "versions": libraries(),
        "options": dict(sorted(options.items())),
        "counts": counts(knowledge, tally),
        "rules": dict(sorted(tally.rules.items())),
        "refused": {
            "quarantined": len(refused),
            "reasons": dict(sorted(Counter(map(_general, refused)).items())),
            "below_min_confidence": unsure,
            "candidates": {why: many for why, many in sorted(tally.refused.items()) if many},
        },
        "conflicts": conflicts(knowledge),
        "reprints": [list(group) for group in reprints],
        "skipped": [{"name": one.name, "reason": one.reason} for one in sorted(skipped)],
        "inputs": sorted(tally.pages, key=lambda page: str(page["name"])),
        "files": dict(sorted(files.items())),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def counts(knowledge: Knowledge, tally: Tally) -> dict[str, object]:
    """Pages, articles, sentences; entities per type and kind, relations per predicate, observations."""
    return {
        "pages": len(knowledge.pages),
        "articles": len(knowledge.articles),
        "sentences": tally.totals["sentences"],
        "sentences_without_fact": tally.totals["sentences_without_fact"],
        "entities": dict(sorted(Counter(entity.type for entity in knowledge.entities).items())),
        "kinds": dict(sorted(Counter(entity.kind for entity in knowledge.entities if entity.kind).items())),
        "relations": dict(sorted(Counter(relation.predicate for relation in knowledge.relations).items())),
        "observations": len(knowledge.observations),
    }


def conflicts(knowledge: Knowledge) -> list[dict[str, object]]:
    """Every fact that others contradict: what it says, where, and the ids of the others."""
    told: list[dict[str, object]] = []
    for relation in knowledge.relations:
        if relation.conflicts:
            said = f"{relation.subject} {relation.predicate} {relation.object}"
            told.append({"id": relation.id, "says": said, "conflicts_with": list(relation.conflicts)})
    for observation in knowledge.observations:
        if observation.conflicts:
            said = f"{observation.subject} {observation.indicator} {_plain(observation.value)}{observation.unit}"
            told.append({"id": observation.id, "says": said, "conflicts_with": list(observation.conflicts)})
    return told


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _general(refused: Refused) -> str:
    """The reason without the names in it, so that reasons can be counted."""
    return f"{refused.sort}: " + re.sub(r"'[^']*'|\S+/\S+(?= is no entity)", "…", refused.reason)
