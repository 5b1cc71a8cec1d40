// Which part of the filtered graph the picture shows, and where its nodes stand.

const FIRST = 150;          // what one can read at first sight
const OVERVIEW = 3000;      // beyond this many nodes the picture opens on neighbourhoods
const GROUPS_SHOWN = 60;    // neighbourhoods of an overview
const GROUP_FIRST = 40;     // nodes of a neighbourhood when it unfolds
const EXPANDED = 60;        // neighbours that one expansion adds
const FOLD = 5;             // from this many on, a hub's leaves fold into one node

/**
 * The picture of a state: nodes {key, kind: "entity" | "fold" | "group", and n | hub, count | group, count},
 * edges {key, from, to, relations} with there and back, the relations each way; places, key → [x, y];
 * its mode; how many nodes it shows and of how many.
 */
function scene(state, graph) {
  const sc = chosenScene(state, graph);
  const { clientWidth, clientHeight } = $("canvas");
  if (clientHeight > clientWidth * 1.2) upright(sc.places);
  return sc;
}

function chosenScene(state, graph) {
  if (state.pathFrom >= 0 && state.pathTo >= 0) return pathScene(state, graph);
  if (state.focus >= 0 && graph.everyNodeSet.has(state.focus)) return focusScene(state, graph);
  const large = graph.nodes.length > OVERVIEW;
  return large ? groupScene(state, graph) : plainScene(state, graph);
}

/** Hub → its leaves among the passing nodes, where they fold. */
function foldedLeaves(graph) {
  const found = new Map();
  for (const n of graph.nodes) {
    if (graph.near[n].length !== 1) continue;
    const hub = graph.near[n][0];
    if (graph.near[hub].length < 2) continue;
    if (!found.has(hub)) found.set(hub, []);
    found.get(hub).push(n);
  }
  for (const [hub, leaves] of found) if (leaves.length < FOLD) found.delete(hub);
  return found;
}

function byRank(a, b) {
  return RANK[a] - RANK[b];
}

function plainScene(state, graph) {
  const folds = foldedLeaves(graph);
  const leafOf = new Map();
  folds.forEach((leaves, hub) => leaves.forEach((leaf) => leafOf.set(leaf, hub)));
  const core = graph.nodes.filter((n) => !leafOf.has(n)).sort(byRank);
  const first = new Set(core.slice(0, FIRST));
  const shown = new Set(first);
  addOpened(state, graph, shown);
  const result = assemble(state, graph, shown, folds);
  const still = core.slice(0, FIRST).every((n) => RANK[n] < FIRST);   // kg/picture.py laid these out together
  return { ...result, mode: "plain", still, cut: core.length > FIRST, places: placed(result.nodes, still ? builtPlaces : arranged(result), first) };
}

/** Neighbours of every expanded node, leaves of every unfolded hub, and the selected node itself. */
function addOpened(state, graph, shown) {
  for (const n of state.open) {
    if (!graph.passes.has(n)) continue;
    shown.add(n);
    graph.near[n].slice(0, EXPANDED).forEach((m) => shown.add(m));
  }
  for (const hub of state.unfold) if (graph.passes.has(hub)) shown.add(hub);
  if (state.node >= 0 && graph.everyNodeSet.has(state.node)) shown.add(state.node);
  if (state.pair) state.pair.filter((n) => graph.passes.has(n)).forEach((n) => shown.add(n));
}

/** Nodes and edges for the shown nodes, folding the leaves that are not shown by themselves. */
function assemble(state, graph, shown, folds) {
  const nodes = [], edges = [], away = new Map();
  for (const [hub, leaves] of folds) {
    if (!shown.has(hub)) continue;
    if (state.unfold.has(hub)) { leaves.forEach((leaf) => shown.add(leaf)); continue; }
    const folded = leaves.filter((leaf) => !shown.has(leaf));
    if (folded.length >= 2) {
      away.set(hub, folded.length);
      nodes.push({ key: `f${hub}`, kind: "fold", hub, count: folded.length, members: folded });
      edges.push({ key: `fe${hub}`, from: `n${hub}`, to: `f${hub}`, fold: true, relations: [] });
    } else folded.forEach((leaf) => shown.add(leaf));
  }
  for (const n of [...shown].sort((a, b) => a - b)) {
    const hidden = graph.near[n].filter((m) => !shown.has(m)).length - (away.get(n) || 0);
    nodes.push({ key: `n${n}`, kind: "entity", n, hidden });
  }
  edges.push(...pairs(graph.relations, (n) => (shown.has(n) ? `n${n}` : null)));
  return { nodes, edges, shown: shown.size, total: graph.nodes.length, capped: shown.size < graph.nodes.length };
}

/** One edge for all relations between two shown things, with an arrow for each direction there is. */
function pairs(relations, keyOf) {
  const found = new Map();
  for (const relation of relations) {
    const from = keyOf(relation.s), to = keyOf(relation.o);
    if (from === null || to === null || from === to) continue;
    const turned = from > to;
    const key = turned ? `${to}>${from}` : `${from}>${to}`;
    if (!found.has(key)) found.set(key, { key, from: turned ? to : from, to: turned ? from : to, there: [], back: [], relations: [] });
    const edge = found.get(key);
    edge.relations.push(relation);
    (turned ? edge.back : edge.there).push(relation);
  }
  return [...found.values()];
}

function focusScene(state, graph) {
  const steps = distances(graph.near, state.focus, state.steps);
  const nodes = [...steps.keys()].sort((a, b) => steps.get(a) - steps.get(b) || byRank(a, b));
  const shown = new Set(nodes.slice(0, FIRST));
  addOpened(state, graph, shown);
  const folds = foldedLeaves(graph);
  for (const hub of [...folds.keys()]) {
    if (!shown.has(hub) || state.unfold.has(hub) || hub === state.focus && folds.get(hub).length <= 24) folds.delete(hub);
    else folds.get(hub).forEach((leaf) => { if (leaf !== state.focus && leaf !== state.node && !state.open.has(leaf)) shown.delete(leaf); });
  }
  const result = assemble(state, graph, shown, folds);
  return { ...result, mode: "focus", of: nodes.length, places: placed(result.nodes, arranged(result, `n${state.focus}`), null) };
}

function pathScene(state, graph) {
  const found = shortestPaths(graph.near, state.pathFrom, state.pathTo);
  if (found.steps < 0) {
    const shown = new Set([state.pathFrom, state.pathTo]);
    const result = assemble(state, graph, shown, new Map());
    return { ...result, mode: "path", path: found, places: new Map([[`n${state.pathFrom}`, [-LINK, 0]], [`n${state.pathTo}`, [LINK, 0]]]) };
  }
  const places = new Map();
  const shown = new Set();
  found.rings.forEach((ring, step) => {
    const column = ring.slice().sort(byRank).slice(0, 30);
    column.forEach((n, k) => {
      shown.add(n);
      places.set(`n${n}`, [step * LINK * 1.5, (k - (column.length - 1) / 2) * BOX[1] * 1.5]);
    });
  });
  const extra = new Set(shown);
  addOpened(state, graph, extra);
  const result = assemble(state, graph, extra, new Map());
  return { ...result, mode: "path", path: found, places: placed(result.nodes, (node) => places.get(node.key) || null, null) };
}

/** Neighbourhoods as single nodes; opened ones by their strongest members. */
function groupScene(state, graph) {
  const members = new Map();
  for (const n of graph.nodes) {
    if (!members.has(HOME[n])) members.set(HOME[n], []);
    members.get(HOME[n]).push(n);
  }
  const groups = [...members.keys()].sort((a, b) => members.get(b).length - members.get(a).length || a - b);
  const listed = new Set(groups.slice(0, GROUPS_SHOWN));
  const folds = foldedLeaves(graph);
  const leaves = new Set([...folds.values()].flat());
  const shown = new Set();
  for (const group of state.groups) {
    if (!members.has(group)) continue;
    members.get(group).filter((n) => !leaves.has(n)).sort(byRank).slice(0, GROUP_FIRST).forEach((n) => shown.add(n));
  }
  addOpened(state, graph, shown);
  const result = assemble(state, graph, shown, folds);
  const bubbles = [...listed].filter((group) => !state.groups.has(group));
  for (const group of bubbles) result.nodes.push({ key: `g${group}`, kind: "group", group, count: members.get(group).length });
  const isBubble = new Set(bubbles);
  const keyOf = (n) => (shown.has(n) ? `n${n}` : isBubble.has(HOME[n]) ? `g${HOME[n]}` : null);
  const between = pairs(graph.relations, keyOf).filter((edge) => edge.from[0] === "g" || edge.to[0] === "g");
  between.forEach((edge) => { edge.bundle = true; });
  between.sort((a, b) => b.relations.length - a.relations.length || (a.key < b.key ? -1 : 1));
  result.edges.push(...between.slice(0, isBubble.size * 2 + shown.size));
  const asBuilt = !isFiltered(state) && shown.size === 0;
  return { ...result, mode: "groups", groups: bubbles.length, places: placed(result.nodes, asBuilt ? (node) => DATA.bubbles[node.group] : arranged(result), null) };
}
