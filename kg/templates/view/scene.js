// Which part of the filtered graph the picture shows, and where its nodes stand.

const FIRST = 150;          // what one can read at first sight
const OVERVIEW = 3000;      // beyond this many nodes the picture opens on neighbourhoods
const GROUPS_SHOWN = 60;    // neighbourhoods of an overview
const GROUP_FIRST = 40;     // nodes of a neighbourhood when it unfolds
const EXPANDED = 60;        // neighbours that one expansion adds
const FOLD = 5;             // from this many on, a hub's leaves fold into one node
const LINK = 120;           // pixels of a link where the page lays out a small picture itself
const BOX = [118, 64];      // pixels of a node with its label
const BUBBLE = [150, 128];  // pixels of a neighbourhood drawn as one node
const CELL = 62;            // pixels of the squares in which parts are fitted together
const WIDE = 1.5;           // a screen is this many times as wide as high

/**
 * The picture of a state: nodes {key, kind: "entity" | "fold" | "group", n | group, count, x, y},
 * edges {key, from, to, s, o, relations, count}, what mode it is in, and how much of the graph it shows.
 */
function scene(state, graph) {
  const sc = chosenScene(state, graph);
  const { clientWidth, clientHeight } = $("canvas");
  if (clientHeight > clientWidth * 1.2) upright(sc.places);
  return sc;
}

/** Pictures are made for wide screens; on an upright one they stand upright. */
function upright(places) {
  places.forEach(([x, y], key) => places.set(key, [y * 1.2, x * 0.85]));
}

function chosenScene(state, graph) {
  if (state.pathFrom >= 0 && state.pathTo >= 0) return pathScene(state, graph);
  if (state.focus >= 0 && graph.passes.has(state.focus)) return focusScene(state, graph);
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
  const still = !isFiltered(state) || core.length <= FIRST;
  return { ...result, mode: "plain", cut: core.length > FIRST, places: placed(result.nodes, still ? builtPlaces : arranged(result), first) };
}

/** Neighbours of every expanded node, leaves of every unfolded hub, and the selected node itself. */
function addOpened(state, graph, shown) {
  for (const n of state.open) {
    if (!graph.passes.has(n)) continue;
    shown.add(n);
    graph.near[n].slice(0, EXPANDED).forEach((m) => shown.add(m));
  }
  for (const hub of state.unfold) if (graph.passes.has(hub)) shown.add(hub);
  if (state.node >= 0 && graph.passes.has(state.node)) shown.add(state.node);
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
  const of = groups.length;
  const still = !isFiltered(state) && shown.size === 0;
  return { ...result, mode: "groups", of, groups: bubbles.length, places: placed(result.nodes, still ? (node) => DATA.bubbles[node.group] : arranged(result), null) };
}

// ---- places

function builtPlaces(node) {
  if (node.kind === "entity") return [XS[node.n], YS[node.n]];
  if (node.kind === "fold") return [XS[node.hub] + 62, YS[node.hub] + 46];
  return null;
}

/** Coordinates by stress minimisation over what is shown: the page's own small layouts (neighbourhoods, filters). */
function arranged(result, centre = null) {
  const keys = result.nodes.filter((node) => node.kind !== "fold").map((node) => node.key);
  const index = new Map(keys.map((key, k) => [key, k]));
  const near = keys.map(() => []);
  for (const edge of result.edges) {
    const a = index.get(edge.from), b = index.get(edge.to);
    if (a === undefined || b === undefined || a === b) continue;
    if (!near[a].includes(b)) { near[a].push(b); near[b].push(a); }
  }
  const box = result.nodes.some((node) => node.kind === "group") ? BUBBLE : BOX;
  const parts = components(near).map((part) => stress(part, near, box));
  const places = pack(parts);
  if (centre !== null && index.has(centre)) {
    const [cx, cy] = places.get(index.get(centre));
    places.forEach((place) => { place[0] -= cx; place[1] -= cy; });
  }
  const at = (key) => places.get(index.get(key));
  return (node) => (node.kind === "fold" ? [at(`n${node.hub}`)[0] + 62, at(`n${node.hub}`)[1] + 46] : at(node.key));
}

function components(near) {
  const seen = new Set(), parts = [];
  near.forEach((_, start) => {
    if (seen.has(start)) return;
    const part = [start];
    seen.add(start);
    for (let k = 0; k < part.length; k += 1) for (const m of near[part[k]]) if (!seen.has(m)) { seen.add(m); part.push(m); }
    parts.push(part);
  });
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Small, quick and always the same random numbers (mulberry32). */
function dice(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let z = Math.imul(a ^ (a >>> 15), 1 | a);
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

const FULL = 400, PIVOTS = 20, ROUNDS = 24;

/** Stress minimisation by gradient descent over one connected part; as kg/picture.py does it. */
function stress(part, near, box) {
  const index = new Map(part.map((n, k) => [n, k]));
  const length = (a, b) => LINK * (1 + 0.12 * Math.sqrt(Math.max(near[a].length, near[b].length) - 1));
  const sources = part.length <= FULL ? part : part.slice().sort((a, b) => near[b].length - near[a].length || a - b).slice(0, PIVOTS);
  const terms = [];
  for (const source of sources) {
    const far = new Map([[source, 0]]);
    const queue = [source];
    for (let k = 0; k < queue.length; k += 1) {
      for (const m of near[queue[k]]) if (!far.has(m)) { far.set(m, far.get(queue[k]) + length(queue[k], m)); queue.push(m); }
    }
    for (const [n, distance] of far) if (index.get(n) > index.get(source) || (part.length > FULL && n !== source)) terms.push([index.get(source), index.get(n), distance]);
  }
  if (part.length > FULL) for (const n of part) for (const m of near[n]) if (n < m) terms.push([index.get(n), index.get(m), length(n, m)]);
  const x = part.map((_, k) => LINK / 2 * Math.sqrt(k + 0.5) * Math.cos(k * 2.39996));
  const y = part.map((_, k) => LINK / 2 * Math.sqrt(k + 0.5) * Math.sin(k * 2.39996));
  let longest = 1, shortest = Infinity;
  for (const [, , d] of terms) { longest = Math.max(longest, d); shortest = Math.min(shortest, d); }
  const random = dice(20191);
  for (let round = 0; round < ROUNDS && terms.length; round += 1) {
    const rate = longest * longest * (0.1 * shortest * shortest / (longest * longest)) ** (round / (ROUNDS - 1));
    for (let k = terms.length - 1; k > 0; k -= 1) {
      const j = Math.floor(random() * (k + 1));
      [terms[k], terms[j]] = [terms[j], terms[k]];
    }
    for (const [a, b, wanted] of terms) {
      const dx = x[a] - x[b], dy = y[a] - y[b];
      const now = Math.sqrt(dx * dx + dy * dy) || 1e-6;
      const move = Math.min(rate / (wanted * wanted), 1) * (now - wanted) / (2 * now);
      x[a] -= move * dx; y[a] -= move * dy; x[b] += move * dx; y[b] += move * dy;
    }
  }
  turn(x, y);
  const [w, hgt] = box;
  for (let round = 0; round < 40; round += 1) {
    let moved = false;
    for (let a = 0; a < part.length; a += 1) {
      for (let b = a + 1; b < part.length; b += 1) {
        const dx = x[b] - x[a], dy = y[b] - y[a];
        const overX = w - Math.abs(dx), overY = hgt - Math.abs(dy);
        if (overX <= 0.5 || overY <= 0.5) continue;
        moved = true;
        if (overX / w < overY / hgt) { const push = (dx >= 0 ? overX : -overX) / 2; x[a] -= push; x[b] += push; }
        else { const push = (dy >= 0 ? overY : -overY) / 2; y[a] -= push; y[b] += push; }
      }
    }
    if (!moved) break;
  }
  return { part, x, y };
}

/** The longest extent from left to right, the middle at 0. */
function turn(x, y) {
  const mean = (list) => list.reduce((sum, v) => sum + v, 0) / list.length;
  const mx = mean(x), my = mean(y);
  let xx = 0, yy = 0, xy = 0;
  for (let k = 0; k < x.length; k += 1) {
    x[k] -= mx; y[k] -= my;
    xx += x[k] * x[k]; yy += y[k] * y[k]; xy += x[k] * y[k];
  }
  const angle = Math.atan2(2 * xy, xx - yy) / 2, cos = Math.cos(angle), sin = Math.sin(angle);
  for (let k = 0; k < x.length; k += 1) [x[k], y[k]] = [x[k] * cos + y[k] * sin, y[k] * cos - x[k] * sin];
}

/** Parts fitted together, each as near to the middle of the first as it finds room. */
function pack(parts) {
  const taken = new Set(), places = new Map();
  for (const { part, x, y } of parts) {
    const cells = new Map();
    for (let k = 0; k < part.length; k += 1) {
      const column = Math.floor(x[k] / CELL), row = Math.floor(y[k] / CELL);
      for (let a = -2; a <= 2; a += 1) for (let b = -1; b <= 1; b += 1) cells.set(`${column + a},${row + b}`, [column + a, row + b]);
    }
    const [dc, dr] = firstFree([...cells.values()], taken);
    for (const [column, row] of cells.values()) taken.add(`${column + dc},${row + dr}`);
    part.forEach((n, k) => places.set(n, [x[k] + dc * CELL, y[k] + dr * CELL]));
  }
  return places;
}

function firstFree(cells, taken) {
  for (let ring = 0; ; ring += 1) {
    const wide = Math.round(ring * WIDE), edge = [];
    for (let column = -wide; column <= wide; column += 1) edge.push([column, -ring], [column, ring]);
    for (let row = 1 - ring; row < ring; row += 1) edge.push([-wide, row], [wide, row], [1 - wide, row], [wide - 1, row]);
    edge.sort((p, q) => (p[0] ** 2 + (p[1] * WIDE) ** 2) - (q[0] ** 2 + (q[1] * WIDE) ** 2) || p[0] - q[0] || p[1] - q[1]);
    for (const [dc, dr] of edge) if (cells.every(([column, row]) => !taken.has(`${column + dc},${row + dr}`))) return [dc, dr];
  }
}

/** Where each node stands: the wanted place; for what is added to the first picture, the nearest free one. */
function placed(nodes, wanted, fixed) {
  const places = new Map();
  if (fixed === null) {
    nodes.forEach((node) => places.set(node.key, wanted(node) || [0, 0]));
    return places;
  }
  const taken = new Map();
  const cell = (x, y) => `${Math.floor(x / BOX[0])},${Math.floor(y / BOX[1])}`;
  const free = (x, y) => {
    const cx = Math.floor(x / BOX[0]), cy = Math.floor(y / BOX[1]);
    for (let i = -1; i <= 1; i += 1) {
      for (let j = -1; j <= 1; j += 1) {
        for (const [px, py] of taken.get(`${cx + i},${cy + j}`) || []) if (Math.abs(px - x) < BOX[0] * 0.8 && Math.abs(py - y) < BOX[1] * 0.8) return false;
      }
    }
    return true;
  };
  const take = (key, x, y) => {
    places.set(key, [x, y]);
    const at = cell(x, y);
    if (!taken.has(at)) taken.set(at, []);
    taken.get(at).push([x, y]);
  };
  const isFixed = (node) => node.kind === "entity" && fixed.has(node.n);
  nodes.filter(isFixed).forEach((node) => take(node.key, ...wanted(node)));
  nodes.filter((node) => !isFixed(node)).forEach((node) => {
    const [x, y] = wanted(node);
    for (let k = 0; k < 2000; k += 1) {
      const distance = 30 * Math.sqrt(k), px = x + distance * Math.cos(k * 2.39996), py = y + distance * Math.sin(k * 2.39996) * 0.7;
      if (node.kind === "fold" ? k < 1 || free(px, py) : free(px, py)) { take(node.key, px, py); return; }
    }
    take(node.key, x, y);
  });
  return places;
}
