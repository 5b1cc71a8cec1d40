// Where the nodes of a picture stand: as built, or laid out here by the way of kg/picture.py.

const LINK = 120;           // pixels of a link where the page lays out a small picture itself
const BOX = [118, 64];      // pixels of a node with its label
const BUBBLE = [150, 128];  // pixels of a neighbourhood drawn as one node
const CELL = 62;            // pixels of the squares in which parts are fitted together
const WIDE = 1.5;           // a screen is this many times as wide as high

/** Pictures are made for wide screens; on an upright one they stand upright. */
function upright(places) {
  places.forEach(([x, y], key) => places.set(key, [y * 1.2, x * 0.85]));
}

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
