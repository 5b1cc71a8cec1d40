// The graph as the page holds it: columns of numbers, neighbours, filters, paths.

function read(id) {
  return JSON.parse($(id).textContent);
}

const DATA = read("knowledge");
const [NAMES, GROUPS, XS, YS, HOME, RANK] = read("nodes");
const [FROM, TO] = read("edges").map((ids) => ids.map((id) => Number(id.slice(1))));
const COUNT = NAMES.length;
const ENTITIES = DATA.entities.map(([id, kind, aliases, code, inside, syllables, evidence]) => ({ id, kind, aliases, code, inside, syllables, evidence }));
const RELATIONS = DATA.relations.map(([predicate, qualifiers, confidence, triggers, evidence, conflicts], k) => ({ k, s: FROM[k], o: TO[k], predicate, qualifiers, confidence, triggers, evidence, conflicts }));
const FIGURES = DATA.observations.map(([subject, indicator, value, unit, qualifiers, confidence, printed, evidence, conflicts]) => ({ subject, indicator, value, unit, qualifiers, confidence, printed, evidence, conflicts }));
const ARTICLES = DATA.articles.map(([page, headline, date, reporters]) => ({ page, headline, date, reporters }));
const SENTENCES = DATA.sentences.map(([text, start, end]) => ({ text, start, end }));
const PAGES = DATA.pages.map(([name, title, date, source]) => ({ name, title, date, source }));
const TYPES = DATA.types;
const PREDICATES = DATA.predicates;
const NUMBER = new Map(ENTITIES.map((entity, n) => [entity.id, n]));

/** A class's, predicate's or list member's label in the language shown. */
function label(term) {
  const pair = DATA.labels[term];
  return pair ? pair[english ? 1 : 0] || term : term;
}

/** Relations at each node, and figures of each node. */
const AT = Array.from({ length: COUNT }, () => []);
RELATIONS.forEach((relation) => {
  AT[relation.s].push(relation);
  if (relation.o !== relation.s) AT[relation.o].push(relation);
});
const FIGURES_OF = new Map();
FIGURES.forEach((figure) => {
  if (!FIGURES_OF.has(figure.subject)) FIGURES_OF.set(figure.subject, []);
  FIGURES_OF.get(figure.subject).push(figure);
});

/** Members of each neighbourhood, strongest first, and the node it is called after: its strongest district, else its strongest. */
const MEMBERS = [];
Array.from({ length: COUNT }, (_, n) => n).sort((a, b) => RANK[a] - RANK[b]).forEach((n) => {
  (MEMBERS[HOME[n]] = MEMBERS[HOME[n]] || []).push(n);
});
const LEADER = MEMBERS.map((members) => {
  const top = members.slice(0, 12).find((n) => GROUPS[n] === "District" && AT[n].length * 3 >= AT[members[0]].length);
  return top === undefined ? members[0] : top;
});

function other(relation, n) {
  return relation.s === n ? relation.o : relation.s;
}

/** The year of a relation: its own, else its article's. Zero where unknown. */
function yearOf(fact) {
  const own = Number(fact.qualifiers && (fact.qualifiers.year || (fact.qualifiers.from || "").slice(0, 4)));
  if (own) return own;
  for (const [article] of fact.evidence) {
    const year = Number(ARTICLES[article].date.slice(0, 4));
    if (year) return year;
  }
  return 0;
}
RELATIONS.forEach((relation) => { relation.year = yearOf(relation); });

function saidIn(fact, page) {
  return fact.evidence.some(([article]) => ARTICLES[article].page === page);
}

/** Everything inside a place, itself included. */
const CONTAINS = Array.from({ length: COUNT }, () => null);
ENTITIES.forEach((entity, n) => entity.inside.forEach((place) => { (CONTAINS[place] = CONTAINS[place] || []).push(n); }));
function insideOf(place) {
  const found = new Set([place]);
  const queue = [place];
  while (queue.length) {
    for (const n of CONTAINS[queue.pop()] || []) {
      if (!found.has(n)) { found.add(n); queue.push(n); }
    }
  }
  return found;
}

/** The part of the graph that passes the filters of state: which nodes, which relations, neighbours over them. */
function filtered(state) {
  const types = TYPES.map((type) => !state.noTypes.has(type));
  const typeOn = GROUPS.map((type) => types[TYPES.indexOf(type)]);
  const predicateOn = PREDICATES.map((predicate) => !state.noPredicates.has(predicate));
  const area = state.district >= 0 ? insideOf(state.district) : null;
  const byFact = state.noPredicates.size > 0 || state.confidence > 0 || state.yearFrom > 0 || state.yearTo > 0;
  const inYears = (year) => (!state.yearFrom || year >= state.yearFrom) && (!state.yearTo || (year && year <= state.yearTo));
  const relations = RELATIONS.filter((r) => predicateOn[r.predicate] && r.confidence >= state.confidence
    && typeOn[r.s] && typeOn[r.o] && inYears(r.year)
    && (state.source < 0 || saidIn(r, state.source)) && (!area || area.has(r.s) || area.has(r.o)));
  const near = Array.from({ length: COUNT }, () => []);
  const seen = new Set();
  for (const r of relations) {
    const a = Math.min(r.s, r.o), b = Math.max(r.s, r.o);
    if (a === b || seen.has(a * COUNT + b)) continue;
    seen.add(a * COUNT + b);
    near[a].push(b);
    near[b].push(a);
  }
  const linked = near.map((nodes) => nodes.length > 0);
  const alone = (n) => !byFact && (state.source < 0 || saidIn(ENTITIES[n], state.source)) && (!area || area.has(n));
  const nodes = [];
  let lone = 0;
  for (let n = 0; n < COUNT; n += 1) {
    if (!typeOn[n]) continue;
    if (linked[n]) nodes.push(n);
    else if (alone(n)) { lone += 1; if (state.lone) nodes.push(n); }
  }
  for (const list of near) list.sort((a, b) => RANK[a] - RANK[b]);
  return { nodes, passes: new Set(nodes), relations, near, lone };
}

/** Steps from start to every node reached within limit. */
function distances(near, start, limit = Infinity) {
  const found = new Map([[start, 0]]);
  let ring = [start];
  for (let step = 1; ring.length && step <= limit; step += 1) {
    const next = [];
    for (const n of ring) {
      for (const m of near[n]) {
        if (!found.has(m)) { found.set(m, step); next.push(m); }
      }
    }
    ring = next;
  }
  return found;
}

const PATHS_LISTED = 12;

/** All shortest paths from a to b (the first PATHS_LISTED by rank), and every node that lies on one. */
function shortestPaths(near, a, b) {
  const back = distances(near, b);
  if (!back.has(a)) return { steps: -1, paths: [], nodes: [], count: 0 };
  const steps = back.get(a);
  const ways = new Map([[b, 1]]);
  const on = new Set([a]);
  let ring = [a];
  const rings = [ring];
  for (let step = steps - 1; step >= 0; step -= 1) {
    const next = new Set();
    for (const n of ring) for (const m of near[n]) if (back.get(m) === step) next.add(m);
    ring = [...next];
    rings.push(ring);
    ring.forEach((n) => on.add(n));
  }
  for (const nodes of rings.slice(0, -1).reverse()) {
    for (const n of nodes) ways.set(n, near[n].filter((m) => back.get(m) === back.get(n) - 1).reduce((sum, m) => sum + (ways.get(m) || 0), 0));
  }
  const paths = [];
  const walk = (path) => {
    if (paths.length >= PATHS_LISTED) return;
    const last = path[path.length - 1];
    if (last === b) { paths.push(path); return; }
    for (const m of near[last]) if (back.get(m) === back.get(last) - 1) walk([...path, m]);
  };
  walk([a]);
  return { steps, paths, rings, count: ways.get(a) };
}
