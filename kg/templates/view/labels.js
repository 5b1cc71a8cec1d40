// What we draw on vis-network's canvas ourselves: neighbourhoods beneath its nodes, labels above them.

const LABEL_SIZE = 12.5;
const EDGE_LABEL_SIZE = 11;
const EDGE_LABELS_FROM = 0.75;   // zoom from which lines carry their labels
const MARKS_FROM = 0.6;          // zoom from which nodes say that they have more neighbours
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif';

// ---- beneath: neighbourhoods

/** Rounded grounds behind the neighbourhoods of the first picture. */
function drawGround(ctx) {
  if (stage.busy) return;
  regrow();
  const sc = stage.scene;
  if (!sc || !sc.still) return;
  const homes = new Map();
  for (const node of sc.nodes) {
    if (node.kind !== "entity" || !AT[node.n].length) continue;
    if (!homes.has(HOME[node.n])) homes.set(HOME[node.n], []);
    homes.get(HOME[node.n]).push(node.key);
  }
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = stage.colours.ground;
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  ctx.lineWidth = 84;
  for (const keys of homes.values()) {
    if (keys.length < 3) continue;
    const places = stage.network.getPositions(keys);
    const points = hull(keys.map((key) => [places[key].x, places[key].y]));
    ctx.beginPath();
    points.forEach(([x, y], k) => (k ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.closePath();
    ctx.stroke();
    ctx.fill();
  }
  ctx.restore();
}

/** The convex hull of points (Andrew's monotone chain). */
function hull(points) {
  const sorted = points.slice().sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
  const half = (list) => {
    const out = [];
    for (const p of list) {
      while (out.length > 1 && turn(out[out.length - 2], out[out.length - 1], p) <= 0) out.pop();
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

// ---- above: labels, at one size whatever the zoom, never on one another

const widths = new Map();

function textWidth(ctx, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

const LINE = 9, LINES = 2;

const CLOSING = /[”’」』》〉）】、，。：；！？…]/;

/** A name in at most two lines of nine characters (Latin letters count half), the lines about equally long. */
function labelLines(name) {
  const characters = Array.from(visible(name).replace(/\s+/g, " ").trim());
  const cost = (c) => (c.codePointAt(0) < 0x2000 ? 1 : 2);
  const total = characters.reduce((sum, c) => sum + cost(c), 0);
  const full = total <= LINE * 2 ? LINE * 2 : Math.min(Math.ceil(total / LINES / 2) * 2, LINE * 2);
  const lines = [""];
  let used = 0;
  for (const c of characters) {
    if (used + cost(c) > full && !CLOSING.test(c)) {
      if (lines.length === LINES) { lines[LINES - 1] = `${Array.from(lines[LINES - 1]).slice(0, -1).join("")}…`; break; }
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += c;
    used += cost(c);
  }
  return lines;
}

function captionOf(node) {
  if (node.kind === "group") return [...labelLines(NAMES[LEADER[node.group]]), grouped(node.count)];
  return labelLines(NAMES[node.n]);
}

function drawLabels(ctx) {
  const sc = stage.scene;
  if (!sc || stage.busy) return;
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth || 1;
  const scale = stage.network.getScale();
  const size = { width: ctx.canvas.clientWidth, height: ctx.canvas.clientHeight };
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.lineJoin = "round";
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  const places = stage.network.getPositions();
  const dom = new Map();
  for (const key of Object.keys(places)) dom.set(key, stage.network.canvasToDOM(places[key]));
  const taken = [];
  const clash = (box, mine) => taken.some((b) => b.owner !== mine && box.left < b.right && box.right > b.left && box.top < b.bottom && box.bottom > b.top);
  for (const node of stage.order) {
    const { x, y } = dom.get(node.key);
    const r = reach(node) * scale * 0.8;
    taken.push({ owner: node.key, left: x - r, right: x + r, top: y - r, bottom: y + r });
  }
  const first = [stage.chosen, stage.hover].filter((key) => stage.byKey.has(key)).map((key) => stage.byKey.get(key));
  const light = stage.light ? stage.order.filter((node) => stage.light.nodes.has(node.key)) : [];
  const done = new Set();
  for (const node of [...first, ...light, ...stage.order]) {
    if (done.has(node.key)) continue;
    done.add(node.key);
    const { x, y } = dom.get(node.key);
    if (x < -200 || y < -60 || x > size.width + 200 || y > size.height + 60) continue;
    if (node.kind === "entity" && node.hidden) hiddenMark(ctx, node, x, y, scale);
    if (node.kind === "fold") foldLabel(ctx, node, x, y, scale);
    else nodeLabel(ctx, node, x, y, scale, taken, clash, first.includes(node), size);
  }
  if (scale >= EDGE_LABELS_FROM || sc.mode === "path" || stage.light) edgeLabels(ctx, sc, dom, scale, taken, clash);
  ctx.restore();
  if (!document.documentElement.dataset.drawn) {
    document.documentElement.dataset.drawn = String(Math.round(performance.now()));
  }
}

function reach(node) {
  if (node.kind === "group") return bubble(node);
  return node.kind === "fold" ? foldRadius(node) : radius(node.n);
}

function foldRadius(node) {
  return (9 + String(node.count).length * 2) * stage.grow;
}

function dimmed(key) {
  return stage.light && !stage.light.nodes.has(key);
}

function nodeLabel(ctx, node, x, y, scale, taken, clash, always, size) {
  const c = stage.colours;
  const strong = always || stage.strong.has(node.key);
  const pixels = strong ? LABEL_SIZE + 1 : LABEL_SIZE;
  const font = `${strong ? "600 " : ""}${pixels}px ${FONT}`;
  const lines = captionOf(node);
  const wide = Math.max(...lines.map((line) => textWidth(ctx, line, font)));
  const high = lines.length * pixels * 1.22;
  const r = reach(node) * scale + 4;
  const at = [[x, y + r + high / 2], [x + r + wide / 2 + 2, y], [x, y - r - high / 2], [x - r - wide / 2 - 2, y]];
  if (node.kind === "group" && r > high * 0.9 && wide < r * 1.9) at.unshift([x, y]);
  for (const [k, [cx, cy]] of at.entries()) {
    const box = { owner: node.key, left: cx - wide / 2 - 2, right: cx + wide / 2 + 2, top: cy - high / 2, bottom: cy + high / 2 };
    const outside = box.left < 0 || box.right > size.width || box.top < 0 || box.bottom > size.height;
    if ((outside || clash(box, node.key)) && !(always && k === 0)) continue;
    taken.push(box);
    ctx.globalAlpha = dimmed(node.key) ? 0.3 : 1;
    ctx.font = font;
    ctx.strokeStyle = c.paper;
    ctx.lineWidth = 3.5;
    lines.forEach((line, l) => ctx.strokeText(line, cx, cy + (l - (lines.length - 1) / 2) * pixels * 1.22));
    ctx.fillStyle = c.ink;
    lines.forEach((line, l) => {
      if (node.kind === "group" && l === lines.length - 1) ctx.fillStyle = c.soft;
      ctx.fillText(line, cx, cy + (l - (lines.length - 1) / 2) * pixels * 1.22);
    });
    ctx.globalAlpha = 1;
    return;
  }
}

/** A small cross beside a node some of whose neighbours are not shown. */
function hiddenMark(ctx, node, x, y, scale) {
  if (scale < MARKS_FROM && node.key !== stage.chosen && node.key !== stage.hover) return;
  const r = reach(node) * scale;
  const at = r * 0.78 + 3;
  ctx.globalAlpha = dimmed(node.key) ? 0.3 : 1;
  ctx.beginPath();
  ctx.arc(x + at, y - at, 5, 0, 7);
  ctx.fillStyle = stage.colours.paper;
  ctx.fill();
  ctx.strokeStyle = stage.colours.soft;
  ctx.lineWidth = 1.2;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x + at - 2.4, y - at);
  ctx.lineTo(x + at + 2.4, y - at);
  ctx.moveTo(x + at, y - at - 2.4);
  ctx.lineTo(x + at, y - at + 2.4);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function foldLabel(ctx, node, x, y, scale) {
  const room = foldRadius(node) * scale;
  if (room < 6) return;
  const pixels = Math.min(Math.max(room * 0.86, 9), 13);
  ctx.globalAlpha = dimmed(node.key) ? 0.3 : 1;
  ctx.font = `600 ${pixels}px ${FONT}`;
  ctx.fillStyle = stage.colours.soft;
  ctx.fillText(`+${node.count}`, x, y + 0.5);
  ctx.globalAlpha = 1;
}

function edgeWords(edge) {
  const words = (relations) => [...new Set(relations.map((r) => label(PREDICATES[r.predicate])))].join("、");
  if (edge.bundle) return grouped(edge.relations.length);
  const there = words(edge.there), back = words(edge.back);
  return there && back && there !== back ? `${there} / ${back}` : there || back;
}

function edgeLabels(ctx, sc, dom, scale, taken, clash) {
  const font = `${EDGE_LABEL_SIZE}px ${FONT}`;
  const every = scale >= EDGE_LABELS_FROM;
  for (const edge of sc.edges) {
    if (edge.fold || (edge.bundle && edge.key !== stage.hover)) continue;
    const bright = stage.light && stage.light.edge(edge);
    if (stage.light ? !bright && edge.key !== stage.hover : !every && edge.key !== stage.hover) continue;
    const a = dom.get(edge.from), b = dom.get(edge.to);
    const long = Math.hypot(a.x - b.x, a.y - b.y) - (reach(stage.byKey.get(edge.from)) + reach(stage.byKey.get(edge.to))) * scale;
    const text = edgeWords(edge);
    const wide = textWidth(ctx, text, font);
    if (long < Math.min(wide, 60) * 0.9 && edge.key !== stage.hover) continue;
    const x = (a.x + b.x) / 2, y = (a.y + b.y) / 2;
    const box = { owner: edge.key, left: x - wide / 2 - 2, right: x + wide / 2 + 2, top: y - 7, bottom: y + 7 };
    if (clash(box, edge.key)) continue;
    taken.push(box);
    ctx.font = font;
    ctx.strokeStyle = stage.colours.paper;
    ctx.lineWidth = 4;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = bright ? (sc.mode === "path" ? stage.colours.path : stage.colours.accent) : stage.colours.soft;
    ctx.fillText(text, x, y);
  }
}
