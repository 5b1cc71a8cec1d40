// The canvas: vis-network draws nodes and lines, we draw neighbourhoods beneath and labels above them.

const SHAPES = {
  Organisation: "dot", District: "square", Award: "star", Program: "diamond",
  Document: "page", Person: "hexagon", Event: "triangle", Product: "triangleDown",
};
const LABEL_SIZE = 12.5;
const EDGE_LABEL_SIZE = 11;
const EDGE_LABELS_FROM = 0.75;   // zoom from which lines carry their labels
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif';

const stage = { network: null, nodes: null, edges: null, scene: null, hover: null, moved: new Map(), colours: {}, moving: false, order: [], grow: 1, largest: 1, busiest: 40, busy: false, width: 0, height: 0 };

/** The colours of the style sheet, for the canvas. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  stage.colours = { paper: colour("paper"), ink: colour("ink"), soft: colour("soft"), edge: colour("edge"), accent: colour("accent"), ground: colour("ground"), line: colour("line"), path: colour("path") };
  for (const type of TYPES) stage.colours[type] = colour(`type-${type.toLowerCase()}`);
}

function radius(n) {
  return (6.5 + 17 * Math.sqrt(AT[n].length / stage.busiest)) * stage.grow;
}

/** Pixels of a neighbourhood drawn as one node; the largest shown is the measure. */
function bubble(node) {
  return 16 + 42 * Math.sqrt(node.count / stage.largest);
}

/** How much larger nodes and lines are drawn than at full zoom, so that they stay visible where the whole picture is small. */
function growth(scale) {
  return Math.min(Math.max(0.85 / scale, 1), 2);
}

/** Follows the zoom in steps: sizes change where they are more than a seventh off. */
function regrow() {
  const grow = growth(stage.network.getScale());
  if (!stage.scene || Math.abs(grow / stage.grow - 1) < 0.14) return;
  stage.grow = grow;
  requestAnimationFrame(() => redress(stage.scene));
}

/** Nodes and lines as they look now. */
function redress(sc) {
  const on = stage.light;
  stage.nodes.update(sc.nodes.map((node) => drawnNode(node, sc, !on || on.nodes.has(node.key))));
  stage.edges.update(sc.edges.map((edge) => drawnEdge(edge, !on || on.edge(edge))));
}

/** A sheet of paper with a turned corner: documents. */
function drawPage({ ctx, x, y, state, style }) {
  const size = style.size, w = size * 0.78, corner = size * 0.5;
  return {
    drawNode() {
      ctx.beginPath();
      ctx.moveTo(x - w, y - size);
      ctx.lineTo(x + w - corner, y - size);
      ctx.lineTo(x + w, y - size + corner);
      ctx.lineTo(x + w, y + size);
      ctx.lineTo(x - w, y + size);
      ctx.closePath();
      ctx.globalAlpha = style.opacity === undefined ? 1 : style.opacity;
      ctx.fillStyle = style.color;
      ctx.fill();
      ctx.lineWidth = state.selected ? 3 : style.borderWidth;
      ctx.strokeStyle = style.borderColor;
      ctx.stroke();
      ctx.globalAlpha = 1;
    },
    nodeDimensions: { width: w * 2, height: size * 2 },
  };
}

function startStage() {
  readColours();
  stage.nodes = new vis.DataSet();
  stage.edges = new vis.DataSet();
  stage.network = new vis.Network($("canvas"), { nodes: stage.nodes, edges: stage.edges }, { ...read("options"), autoResize: false });
  stage.width = $("canvas").clientWidth;
  stage.height = $("canvas").clientHeight;
  new ResizeObserver(settle).observe($("canvas"));
  window.addEventListener("resize", () => requestAnimationFrame(() => { if (!$("graph-view").hidden) { settle(); fitAll(); } }));
  stage.network.on("beforeDrawing", drawGround);
  stage.network.on("afterDrawing", drawLabels);
  stage.network.on("dragEnd", ({ nodes }) => {
    const places = stage.network.getPositions(nodes);
    nodes.forEach((key) => stage.moved.set(key, [places[key].x, places[key].y]));
  });
  for (const [event, on] of [["hoverNode", true], ["blurNode", false], ["hoverEdge", true], ["blurEdge", false]]) {
    stage.network.on(event, ({ node, edge }) => {
      stage.hover = on ? node ?? edge : null;
      $("canvas").classList.toggle("pointing", on);
      stage.network.redraw();
    });
  }
}

/** What stands out: keys of nodes and edges, or null where everything does. */
function lit(sc, state) {
  if (sc.mode === "path" && sc.path.steps >= 0) {
    const on = new Set(sc.path.rings.flat().map((n) => `n${n}`));
    return { nodes: on, edge: (edge) => on.has(edge.from) && on.has(edge.to) };
  }
  if (state.pair) {
    const on = new Set(state.pair.map((n) => `n${n}`));
    return { nodes: on, edge: (edge) => on.has(edge.from) && on.has(edge.to) };
  }
  if (state.node < 0) return null;
  const centre = `n${state.node}`;
  const on = new Set([centre]);
  for (const edge of sc.edges) {
    if (edge.from === centre) on.add(edge.to);
    if (edge.to === centre) on.add(edge.from);
  }
  return { nodes: on, edge: (edge) => edge.from === centre || edge.to === centre };
}

/** Draws the scene; the camera moves only where fit says so. */
function showScene(sc, state, fit) {
  stage.busy = true;   // vis may draw while its nodes and edges change
  stage.scene = sc;
  stage.light = lit(sc, state);
  stage.chosen = state.node >= 0 ? `n${state.node}` : null;
  stage.busiest = Math.max(40, ...sc.nodes.map((node) => (node.kind === "entity" ? AT[node.n].length : 0)));
  stage.largest = Math.max(1, ...sc.nodes.map((node) => (node.kind === "group" ? node.count : 0)));
  stage.byKey = new Map(sc.nodes.map((node) => [node.key, node]));
  stage.edgeByKey = new Map(sc.edges.map((edge) => [edge.key, edge]));
  stage.order = sc.nodes.slice().sort((a, b) => weight(b) - weight(a));
  stage.strong = new Set(stage.order.slice(0, Math.min(Math.ceil(sc.nodes.length / 8), 12)).map((node) => node.key));
  stage.edges.remove(stage.edges.getIds().filter((key) => !stage.edgeByKey.has(key)));
  stage.nodes.remove(stage.nodes.getIds().filter((key) => !stage.byKey.has(key)));
  if (fit && sc.places.size) {
    const { scale } = fittingScale([...sc.places.values()].map(([x, y]) => ({ x, y })));
    stage.grow = growth(drawnOnce || stage.width >= 600 ? scale : Math.max(scale, READABLE));
  }
  redress(sc);
  stage.busy = false;
  if (fit) fitAll();
  else stage.network.redraw();
}

function weight(node) {
  if (node.kind === "group") return 1e6 + node.count;
  if (node.kind === "fold") return -1;
  return AT[node.n].length - RANK[node.n] / COUNT;
}

function drawnNode(node, sc, bright) {
  const [x, y] = stage.moved.get(node.key) || sc.places.get(node.key);
  const c = stage.colours;
  const base = { id: node.key, x, y, opacity: bright ? 1 : 0.22, physics: false, label: undefined };
  if (node.kind === "fold") {
    return { ...base, shape: "dot", size: foldRadius(node), borderWidth: 1.2 * stage.grow, color: plain(c.paper, c.soft), shapeProperties: { borderDashes: [3, 3] } };
  }
  if (node.kind === "group") {
    const type = GROUPS[LEADER[node.group]];
    return { ...base, shape: "dot", size: bubble(node), borderWidth: 1.5, color: plain(mixed(c[type], c.paper, 0.22), c[type]) };
  }
  const type = GROUPS[node.n];
  const chosen = node.key === stage.chosen;
  const shape = SHAPES[type] || "dot";
  const size = radius(node.n) * (shape === "star" ? 1.25 : shape === "diamond" || shape.startsWith("triangle") ? 1.15 : shape === "square" ? 0.88 : 1);
  const look = { ...base, size, borderWidth: (chosen ? 3 : 1.2) * stage.grow, borderWidthSelected: 3 * stage.grow, color: plain(c[type] || c.soft, chosen ? c.ink : c.paper) };
  return shape === "page" ? { ...look, shape: "custom", ctxRenderer: drawPage } : { ...look, shape };
}

function plain(background, border) {
  const both = { background, border };
  return { ...both, highlight: both, hover: both };
}

/** A colour between two #rrggbb colours; part of the first. */
function mixed(a, b, part) {
  const channel = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  const mix = (at) => Math.round(channel(a, at) * part + channel(b, at) * (1 - part)).toString(16).padStart(2, "0");
  return `#${mix(1)}${mix(3)}${mix(5)}`;
}

/** Whether every relation of an edge is only planned or sought. */
function onlyHoped(edge) {
  return edge.relations.length > 0 && edge.relations.every((r) => r.qualifiers.modality && r.qualifiers.modality !== "Done");
}

function drawnEdge(edge, bright) {
  const c = stage.colours;
  const strong = stage.light && bright;
  const colour = strong ? (stage.scene.mode === "path" ? c.path : c.accent) : c.edge;
  const width = edge.bundle ? 0.8 + Math.log2(edge.relations.length) * 0.7 : (strong ? 2 : 1.1) * stage.grow;
  const arrow = (relations) => ({ enabled: !edge.fold && !edge.bundle && relations.length > 0, scaleFactor: 0.55 });
  return {
    id: edge.key, from: edge.from, to: edge.to, width, selectionWidth: 0, hoverWidth: edge.fold ? 0 : 0.8,
    color: { color: colour, highlight: colour, hover: c.accent, opacity: bright ? (edge.bundle ? 0.4 : 0.9) : 0.18 },
    dashes: edge.fold ? [2, 4] : onlyHoped(edge) ? [6, 4] : false,
    arrows: { to: arrow(edge.there || []), from: arrow(edge.back || []) }, smooth: false,
  };
}

const READABLE = 0.5;   // a small screen opens no smaller than this, on the strongest node; the rest is a swipe away
const NEAR = 0.8;       // a node that is turned to stands at least this large
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
let drawnOnce = false;

/** The whole picture with room for the labels at its edges. */
function fitAll() {
  const keys = stage.nodes.getIds();
  if (!keys.length) return;
  const first = !drawnOnce;
  drawnOnce = true;
  const places = stage.network.getPositions(keys);
  const view = fittingScale(Object.values(places));
  if (first && stage.width < 600 && view.scale < READABLE) {
    const strongest = places[stage.order[0].key];
    Object.assign(view, { scale: READABLE, position: { x: strongest.x, y: strongest.y } });
  }
  stage.network.moveTo({
    ...view,
    animation: first || calm() ? false : { duration: 260, easingFunction: "easeOutQuad" },
  });
}

/** The scale and the middle that show all these places. */
function fittingScale(places) {
  const [left, right] = [Math.min(...places.map((p) => p.x)), Math.max(...places.map((p) => p.x))];
  const [top, bottom] = [Math.min(...places.map((p) => p.y)), Math.max(...places.map((p) => p.y))];
  const box = $("canvas");
  const side = Math.min(80, box.clientWidth * 0.14), above = 58, below = 46;
  const scale = Math.min((box.clientWidth - 2 * side) / Math.max(right - left, 1), (box.clientHeight - above - below) / Math.max(bottom - top, 1), 1.1);
  return { position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale }, scale: Math.max(scale, 0.02) };
}

/** Brings a node into the middle of what is not covered, near enough to read. */
function centre(key) {
  if (!stage.byKey.has(key)) return;
  const scale = Math.min(Math.max(stage.network.getScale(), NEAR), 1.4);
  stage.network.focus(key, { scale, offset: { x: 0, y: -covered() / 2 }, animation: calm() ? false : { duration: 260, easingFunction: "easeOutQuad" } });
}

/** Pixels of the canvas that the panel covers from below (on a phone). */
function covered() {
  const panel = $("panel").getBoundingClientRect(), box = $("canvas").getBoundingClientRect();
  return panel.height && panel.left < box.right - 2 ? Math.max(box.bottom - panel.top, 0) : 0;
}

/** Fits the canvas to its box; what is drawn stays where it is on the screen. */
function settle() {
  const { clientWidth: width, clientHeight: height } = $("canvas");
  if (!width || (stage.width === width && stage.height === height)) return;
  // The canvas has its new size already, so what vis calls its middle is where the middle will be.
  const scale = stage.network.getScale(), position = stage.network.getViewPosition();
  stage.width = width;
  stage.height = height;
  stage.network.setSize("100%", "100%");
  stage.network.moveTo({ scale, position });
}

/** Turns to a node that the panel or the edge hides. */
function reveal(key) {
  if (!stage.byKey.has(key)) return;
  const { x, y } = stage.network.canvasToDOM(stage.network.getPositions([key])[key]);
  const box = $("canvas");
  if (x < 40 || y < 50 || x > box.clientWidth - 40 || y > box.clientHeight - covered() - 40) centre(key);
}

function zoomBy(factor) {
  stage.network.moveTo({ scale: Math.min(Math.max(stage.network.getScale() * factor, 0.03), 6), animation: calm() ? false : { duration: 120, easingFunction: "linear" } });
}

/** Physics for the chosen node and its neighbours only; everything else holds still. */
function letMove(on) {
  stage.moving = on;
  const free = on && stage.light ? stage.light.nodes : new Set();
  stage.nodes.update(stage.nodes.getIds().map((id) => ({ id, physics: free.has(id) })));
  stage.network.setOptions({ physics: { enabled: on, solver: "forceAtlas2Based", stabilization: false, minVelocity: 0.6, forceAtlas2Based: { gravitationalConstant: -60, springLength: 120, springConstant: 0.06, avoidOverlap: 0.4 } } });
  if (!on) {
    const places = stage.network.getPositions();
    for (const [key, { x, y }] of Object.entries(places)) {
      const was = stage.scene.places.get(key);
      if (was && Math.hypot(was[0] - x, was[1] - y) > 2) stage.moved.set(key, [x, y]);
    }
  }
}

// ---- beneath: neighbourhoods

/** Rounded grounds behind the neighbourhoods of the first picture. */
function drawGround(ctx) {
  if (stage.busy) return;
  regrow();
  const sc = stage.scene;
  if (!sc || sc.mode !== "plain") return;
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
  const r = reach(node) * scale;
  if (r < 5) return;
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
  const pixels = Math.min(foldRadius(node) * scale * 0.86, 13);
  if (pixels < 6) return;
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

/** The shown node that lies next in a direction from a node (or from the middle of the screen). */
function nextIn(from, dx, dy) {
  const places = stage.network.getPositions();
  const here = from && places[from] ? places[from] : stage.network.getViewPosition();
  let best = null, least = Infinity;
  for (const node of stage.scene.nodes) {
    if (node.key === from || node.kind !== "entity") continue;
    const x = places[node.key].x - here.x, y = places[node.key].y - here.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy - y * dx);
    if (from && along <= 0) continue;
    const cost = from ? along + across * 2.2 : Math.hypot(x, y);
    if (cost < least) { least = cost; best = node; }
  }
  return best;
}
