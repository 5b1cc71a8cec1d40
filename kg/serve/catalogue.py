"""The knowledge by id, by name and by article: what the pages look things up in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pypinyin import Style, lazy_pinyin

from kg import ontology
from kg.model import Entity, Evidence, Knowledge, Observation, Relation, Report, Span

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with an entity's id ("" for none) and whether it lies in a sentence that states a fact."""

    text: str
    entity: str = ""
    fact: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A search result: the entity and the form of its name that matched."""

    entity: Entity
    form: str


class Catalogue:
    """Lookups on one Knowledge; texts: page name → text, for pages whose files were given."""

    def __init__(self, knowledge: Knowledge, texts: Mapping[str, str]) -> None:
        self.knowledge, self.texts = knowledge, texts
        self.entities = {entity.id: entity for entity in knowledge.entities}
        self.articles = {report.id: report for report in knowledge.articles}
        self.by_path = {ontology.entity_iri(entity.id, ""): entity for entity in knowledge.entities}
        self.article_by_path = {ontology.article_iri(report.id, ""): report for report in knowledge.articles}
        self.pages = {ontology.page_iri(source.name, ""): source for source in knowledge.pages}
        self.says: dict[str, list[Relation]] = defaultdict(list)
        self.said_of: dict[str, list[Relation]] = defaultdict(list)
        self.figures: dict[str, list[Observation]] = defaultdict(list)
        self.relations = {relation.id: relation for relation in knowledge.relations}
        self.observations = {observation.id: observation for observation in knowledge.observations}
        for relation in knowledge.relations:
            self.says[relation.subject].append(relation)
            self.said_of[relation.object].append(relation)
        for observation in knowledge.observations:
            self.figures[observation.subject].append(observation)

    def name(self, entity: str) -> str:
        """An entity's name; the tail of its id where the graph does not describe it."""
        known = self.entities.get(entity)
        return known.name if known else entity.partition("/")[2]

    def known(self, *ids: str) -> list[Entity]:
        """The entities of these ids that the graph describes."""
        return [self.entities[one] for one in ids if one in self.entities]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Main class → number of entities."""
        found = dict.fromkeys(ontology.types(), 0)
        for entity in self.knowledge.entities:
            found[entity.type] += 1
        return found

    @cached_property
    def weight(self) -> dict[str, int]:
        """Entity id → number of facts and figures it stands in."""
        found: dict[str, int] = defaultdict(int)
        for relation in self.knowledge.relations:
            found[relation.subject] += 1
            found[relation.object] += 1
        for observation in self.knowledge.observations:
            found[observation.subject] += 1
        return found

    @cached_property
    def _forms(self) -> list[tuple[Entity, tuple[str, ...], tuple[str, ...]]]:
        """Every entity with its forms, folded, and the pinyin of its name and aliases (full and initials)."""
        found = []
        for entity in self.knowledge.entities:
            forms = (entity.name, *entity.aliases)
            sounds = tuple(sound for form in forms if _HAN.search(form) for sound in _pinyin(form))
            found.append((entity, tuple(_fold(form) for form in forms), sounds))
        return found

    def search(self, text: str, type_: str = "", most: int = 50) -> tuple[list[Found], int]:
        """The entities whose name, alias or pinyin holds the text, best first, and how many there are."""
        wanted = _fold(text)
        if not wanted:
            return [], 0
        sound = re.sub(r"[^a-z]", "", wanted) if re.fullmatch(r"[a-z'\s]+", wanted) else ""
        hits = []
        for entity, forms, sounds in self._forms:
            if type_ and entity.type != type_:
                continue
            best = min(_rank(form, wanted) for form in forms)
            if sound and best == 9:
                best = 3 + min((_rank(one, sound) for one in sounds), default=6)
            if best < 9:
                form = next((f for f in (entity.name, *entity.aliases) if _rank(_fold(f), wanted) == best), entity.name)
                hits.append((best, -self.weight[entity.id], len(entity.name), entity.id, Found(entity, form)))
        hits.sort(key=lambda hit: hit[:4])
        return [hit[4] for hit in hits[:most]], len(hits)

    @cached_property
    def _in_article(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for entity in self.knowledge.entities:
            for one in entity.evidence:
                found[one.article].add(entity.id)
        return {article: sorted(ids) for article, ids in found.items()}

    @cached_property
    def _facts_in(self) -> dict[str, list[tuple[Evidence, Relation | Observation]]]:
        found: dict[str, list[tuple[Evidence, Relation | Observation]]] = defaultdict(list)
        facts: list[Relation | Observation] = [*self.knowledge.relations, *self.knowledge.observations]
        for fact in facts:
            for one in fact.evidence:
                found[one.article].append((one, fact))
        return found

    def mentioned(self, article: str) -> list[Entity]:
        """The entities an article names, most connected first."""
        known = self.known(*self._in_article.get(article, ()))
        return sorted(known, key=lambda entity: (-self.weight[entity.id], entity.id))

    def facts(self, article: str) -> list[tuple[Evidence, list[Relation | Observation]]]:
        """The article's sentences that state facts, in the order of the page, each with its facts."""
        grouped: dict[tuple[int, str], tuple[Evidence, list[Relation | Observation]]] = {}
        for one, fact in self._facts_in.get(article, ()):
            facts = grouped.setdefault((one.passage.spans[0].start, one.passage.text), (one, []))[1]
            if fact not in facts:
                facts.append(fact)
        return [grouped[key] for key in sorted(grouped)]

    def articles_naming(self, entity: Entity) -> list[Report]:
        """The articles that name the entity, the latest first."""
        ids = {one.article for one in entity.evidence}
        found = sorted((self.articles[id_] for id_ in ids if id_ in self.articles), key=lambda report: report.id)
        return sorted(found, key=lambda report: report.date, reverse=True)

    def marked(self, text: str, entities: Iterable[Entity], focus: str = "") -> list[Piece]:
        """The text cut into pieces, each known name in it a piece of its own, the longest first.

        focus: an entity's id, whose context-bound forms (全市, 该公司) count too.
        """
        forms: dict[str, str] = {}
        for entity in entities:
            for form in (entity.name, *entity.aliases):
                if len(form) > 1:
                    forms.setdefault(form, entity.id)
        return [Piece(part, forms.get(part, "")) for part in _split(text, forms)]

    def article_text(self, report: Report) -> list[Piece]:
        """The page's text from the article's first character to its last, names marked and sentences
        that state facts told apart; empty where the page's file is not at hand."""
        text = self.texts.get(report.page, "")
        if not text:
            return []
        stated = sorted({span for one, _ in self.facts(report.id) for span in one.passage.spans})
        known = self.mentioned(report.id)
        pieces: list[Piece] = []
        for start, end, fact in _stretches(report.start, min(report.end, len(text)), stated):
            marked = self.marked(text[start:end], known)
            pieces += [Piece(piece.text, piece.entity, fact) for piece in marked]
        return pieces


def _stretches(start: int, end: int, spans: Iterable[Span]) -> Iterable[tuple[int, int, bool]]:
    """The range cut at the spans: (start, end, whether inside one)."""
    at = start
    for span in spans:
        if span.start >= end or span.end <= at:
            continue
        if span.start > at:
            yield at, span.start, False
        yield max(at, span.start), min(span.end, end), True
        at = min(span.end, end)
    if at < end:
        yield at, end, False


def _split(text: str, forms: Mapping[str, str]) -> list[str]:
    if not forms:
        return [text]
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return [part for part in re.split("(" + "|".join(map(re.escape, longest_first)) + ")", text) if part]


def _fold(text: str) -> str:
    return re.sub(r"[“”\"《》]", "", text).casefold().strip()


def _rank(form: str, wanted: str) -> int:
    """0 the same, 1 begins so, 2 holds it, 9 neither."""
    return 0 if form == wanted else 1 if form.startswith(wanted) else 2 if wanted in form else 9


def _pinyin(form: str) -> tuple[str, str]:
    """"青岛" → ("qingdao", "qd")."""
    syllables = lazy_pinyin(form, style=Style.NORMAL, errors="ignore")
    return "".join(syllables), "".join(syllable[:1] for syllable in syllables)
