"""Knowledge → networkx.MultiDiGraph: what the analyses and notebooks work on.

Nodes are entity ids ("Organisation/青岛汉缆股份有限公司") with the attributes type, kind, name,
aliases (tuple), code and observations (tuple of Observation).  Edges run subject → object, keyed
by Relation.id, with predicate, qualifiers (dict), confidence (float), triggers, evidence (tuple of
Evidence), articles (sorted ids of the articles that say it).  G.graph holds "articles"
(id → Report) and "pages" (name → Source).
"""

from __future__ import annotations

from collections import defaultdict

import networkx as nx

from kg.model import Knowledge, Observation


def of(knowledge: Knowledge) -> nx.MultiDiGraph:
    """The knowledge as a directed multigraph; nodes and edges are added in the order of their ids."""
    graph = nx.MultiDiGraph()
    graph.graph["articles"] = {report.id: report for report in knowledge.articles}
    graph.graph["pages"] = {source.name: source for source in knowledge.pages}
    observed: dict[str, list[Observation]] = defaultdict(list)
    for observation in knowledge.observations:
        observed[observation.subject].append(observation)
    for entity in knowledge.entities:
        graph.add_node(
            entity.id,
            type=entity.type,
            kind=entity.kind,
            name=entity.name,
            aliases=entity.aliases,
            code=entity.code,
            observations=tuple(observed[entity.id]),
        )
    for relation in knowledge.relations:
        graph.add_edge(
            relation.subject,
            relation.object,
            key=relation.id,
            predicate=relation.predicate,
            qualifiers=dict(relation.qualifiers),
            confidence=float(relation.confidence),
            triggers=relation.triggers,
            evidence=relation.evidence,
            articles=tuple(sorted({evidence.article for evidence in relation.evidence})),
        )
    return graph
