// The canvas: vis-network draws nodes and lines, we draw neighbourhoods beneath and labels above them.

const SHAPES = {
  Organisation: "dot", District: "square", Award: "star", Program: "diamond",
  Document: "page", Person: "hexagon", Event: "triangle", Product: "triangleDown",
};

const stage = { network: null, nodes: null, edges: null, scene: null, hover: null, moved: new Map(), colours: {}, moving: false, order: [], grow: 1, largest: 1, busiest: 40, busy: false, width: 0, height: 0 };

/** The colours of the style sheet, for the canvas. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  stage.colours = { paper: colour("paper"), ink: colour("ink"), soft: colour("soft"), edge: colour("edge"), accent: colour("accent"), ground: colour("ground"), line: colour("line"), path: colour("path") };
  for (const type of TYPES) stage.colours[type] = colour(`type-${type.toLowerCase()}`);
}

function radius(n) {
  return (7 + 14 * Math.sqrt(AT[n].length / stage.busiest)) * stage.grow;
}

/** Pixels of a neighbourhood drawn as one node; the largest shown is the measure. */
function bubble(node) {
  return 16 + 42 * Math.sqrt(node.count / stage.largest);
}

/** How much larger nodes and lines are drawn than at full zoom, so that they stay visible where the whole picture is small. */
function growth(scale) {
  return Math.min(Math.max(0.8 / scale, 1), 2.3);
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
  const size = radius(node.n) * (shape === "star" ? 1.4 : shape === "diamond" || shape.startsWith("triangle") ? 1.15 : shape === "square" ? 0.85 : 1);
  const look = { ...base, size, borderWidth: (chosen ? 3 : 0.8) * stage.grow, borderWidthSelected: 3 * stage.grow, color: plain(c[type] || c.soft, chosen ? c.ink : c.paper) };
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
