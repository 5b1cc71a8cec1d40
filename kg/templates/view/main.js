// The page as a whole: one state, one way to change it, one way to show it.

let current = fresh();
let graphNow = null;

/** The filtered graph of a state; kept until a filter changes. */
function graphOf(state) {
  const key = JSON.stringify([...FILTERS, "lone"].map((name) => (state[name] instanceof Set ? [...state[name]].sort() : state[name])));
  if (!graphNow || graphNow.key !== key) {
    const graph = filtered(state);
    const all = state.lone ? graph : filtered({ ...state, lone: true });
    graphNow = { ...graph, key, relationSet: new Set(graph.relations), everyNode: all.nodes, everyNodeSet: all.passes };
  }
  return graphNow;
}

/** Changes the state; a step that Back undoes, unless replace says otherwise. */
function go(change, { replace = false, fit = null } = {}) {
  const before = current;
  const next = { ...before, ...change };
  if (encode(next) === encode(before)) return;
  current = next;
  const address = `#${encode(next)}`;
  if (replace) location.replace(address);
  else location.hash = address;
  show(before, fit);
}

/** A node is chosen: the panel reads it; the picture turns to it where asked. */
function choose(n, turn = false, options = {}) {
  go({ node: n, pair: null }, options);
  if (current.view === "graph" && turn) centre(`n${n}`);
  const count = graphOf(current).near[n].length;
  announce(`${visible(NAMES[n])}, ${label(GROUPS[n])}, ${count} ${t("related")}`);
}

function toggleOpen(n) {
  const open = toggled(current.open, n);
  const unfold = new Set(current.unfold);
  if (open.has(n)) unfold.add(n);
  else unfold.delete(n);
  go({ open, unfold, view: "graph" });
}

function toggleFold(hub) {
  go({ unfold: toggled(current.unfold, hub) });
}

function closePanel() {
  go({ node: -1, pair: null, ...(current.node < 0 && !current.pair ? { pathFrom: -1, pathTo: -1 } : {}) });
  (current.view === "graph" ? $("canvas") : $("list-view")).focus();
}

const SCENE = [...FILTERS, "lone", "focus", "steps", "pathFrom", "pathTo", "groups"];

function differs(a, b, names) {
  return names.some((name) => (a[name] instanceof Set ? [...a[name]].join() !== [...b[name]].join() : a[name] !== b[name]));
}

/** Shows the current state; before is what was shown, null at the start. */
function show(before, fit = null) {
  english = current.english;
  if (!before || before.english !== current.english) { translate(); fillFilters(); }
  const graph = graphOf(current);
  const list = current.view === "list";
  $("graph-view").hidden = list;
  $("list-view").hidden = !list;
  $("as-graph").setAttribute("aria-pressed", String(!list));
  $("as-list").setAttribute("aria-pressed", String(list));
  showFilters(current, graph);
  if (stage.moving && before && before.node !== current.node) setPhysics(false);
  const sc = list ? null : scene(current, graph);
  showPanel(current, graph, sc);
  if (list) showList(current, graph);
  else {
    settle();
    const again = !before || differs(before, current, SCENE) || before.view !== current.view;
    if (before && differs(before, current, SCENE)) stage.moved.clear();
    showStatus(sc, graph);
    showEmpty(sc, graph);
    showScene(sc, current, fit ?? (again && sc.nodes.length > 0));
    if (current.node >= 0 && (!before || before.node !== current.node)) {
      if (!before && stage.network.getScale() < NEAR && sc.mode !== "path") centre(`n${current.node}`);
      else reveal(`n${current.node}`);
    }
  }
}

function showStatus(sc, graph) {
  const total = graph.nodes.length;
  let words = t("shown", grouped(sc.shown), grouped(total));
  if (sc.mode === "groups") words = t("shownGroups", grouped(sc.groups), grouped(total));
  if (sc.mode === "plain" && sc.capped) words += (english ? " – " : "：") + t(sc.cut ? "strongest" : "folded");
  if (sc.mode === "focus") words = t("shown", grouped(sc.shown), grouped(sc.of));
  if (isFiltered(current)) words += ` · ${t("filtered")}`;
  $("count").textContent = words;
  const crumbs = [];
  const crumb = (title, n, leave) => crumbs.push(h("span", { class: "crumb" }, title, " ", own(NAMES[n]), h("button", { type: "button", class: "icon small", "aria-label": leave[0], title: leave[0], onclick: leave[1] }, "×")));
  if (current.focus >= 0) crumb(`${t("focus")} (${current.steps === 1 ? t("oneStep") : t("steps", current.steps)})`, current.focus, [t("unfocus"), () => go({ focus: -1 })]);
  if (current.pathFrom >= 0 && current.pathTo >= 0) {
    crumbs.push(h("span", { class: "crumb path" }, h("button", { type: "button", class: "link", onclick: () => go({ node: -1, pair: null }) }, t("pathTitle"), " ", own(NAMES[current.pathFrom]), " → ", own(NAMES[current.pathTo])),
      h("button", { type: "button", class: "icon small", "aria-label": t("leavePath"), title: t("leavePath"), onclick: () => go({ pathFrom: -1, pathTo: -1 }) }, "×")));
  } else if (current.pathFrom >= 0) {
    const [a, b] = t("pathHow", "\u0000").split("\u0000");
    crumbs.push(h("span", { class: "crumb path" }, a, own(NAMES[current.pathFrom]), b, h("button", { type: "button", class: "icon small", "aria-label": t("cancel"), title: t("cancel"), onclick: () => go({ pathFrom: -1 }) }, "×")));
  }
  $("crumbs").replaceChildren(...crumbs);
}

function showEmpty(sc, graph) {
  const box = $("empty");
  box.hidden = sc.nodes.length > 0;
  if (!box.hidden) {
    const cause = COUNT === 0 ? "emptyGraph" : isFiltered(current) ? "emptyFiltered" : "emptyLinks";
    const button = cause === "emptyFiltered" ? h("button", { type: "button", onclick: clearFilters }, t("clearFilters"))
      : cause === "emptyLinks" ? h("button", { type: "button", onclick: () => go({ view: "list", table: "entities" }) }, t("openList")) : null;
    box.replaceChildren(h("p", {}, t(cause)), ...(button ? [button] : []));
  }
}

// ---- the canvas

function startCanvas() {
  stage.network.on("click", ({ nodes, edges }) => {
    if (nodes.length) pick(stage.byKey.get(nodes[0]));
    else if (edges.length) pickEdge(stage.edgeByKey.get(edges[0]));
    else if (current.node >= 0 || current.pair) go({ node: -1, pair: null });
    stage.network.unselectAll();
  });
  stage.network.on("doubleClick", ({ nodes }) => {
    const node = nodes.length ? stage.byKey.get(nodes[0]) : null;
    if (node && node.kind === "entity") toggleOpen(node.n);
  });
  $("canvas").addEventListener("keydown", canvasKey);
  $("zoom-in").addEventListener("click", () => zoomBy(1.3));
  $("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  $("fit").addEventListener("click", fitAll);
  $("physics").addEventListener("click", () => {
    if (!stage.moving && current.node < 0) { toast(t("physicsNeeds")); return; }
    setPhysics(!stage.moving);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
  const printing = (on) => { document.documentElement.classList.toggle("printing", on); recolour(); stage.network.redraw(); };
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
}

function recolour() {
  readColours();
  if (current.view === "graph") showScene(scene(current, graphOf(current)), current, false);
}

function setPhysics(on) {
  letMove(on);
  $("physics").setAttribute("aria-pressed", String(on));
}

function pick(node) {
  if (!node) return;
  if (node.kind === "fold") toggleFold(node.hub);
  else if (node.kind === "group") go({ groups: new Set([...current.groups, node.group]) });
  else choose(node.n);
}

function pickEdge(edge) {
  if (!edge || edge.fold) return;
  if (edge.bundle) { toast(`${t("links")}: ${grouped(edge.relations.length)}`); return; }
  go({ node: -1, pair: [Number(edge.from.slice(1)), Number(edge.to.slice(1))] });
}

const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function canvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = current.node;
  const run = {
    "+": () => zoomBy(1.3), "=": () => zoomBy(1.3), "-": () => zoomBy(1 / 1.3), 0: fitAll,
    Enter: () => { if (chosen >= 0) $("panel").querySelector("h2").focus(); },
    e: () => { if (chosen >= 0) toggleOpen(chosen); },
    f: () => { if (chosen >= 0) go({ focus: current.focus === chosen ? -1 : chosen }); },
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (ARROWS[event.key]) {
    const next = nextIn(chosen >= 0 ? `n${chosen}` : null, ...ARROWS[event.key]);
    if (next) choose(next.n, true, { replace: chosen >= 0 });
    event.preventDefault();
  } else if (run) { run(); event.preventDefault(); }
}

// ---- help, keys, start

function openHelp() {
  const box = $("help-box");
  box.replaceChildren(h("div", { class: "help" },
    h("button", { type: "button", class: "icon close", "aria-label": t("close"), onclick: () => box.close() }, "×"),
    h("h2", { id: "help-title" }, t("helpTitle")),
    h("div", { class: "columns" }, HELP[english ? "en" : "zh"].map(([title, rows]) => h("section", {}, h("h3", {}, title),
      h("dl", {}, rows.map(([term, words]) => h("div", {}, h("dt", {}, term), h("dd", {}, words))))))),
    h("p", { class: "note" }, t("madeBy"))));
  box.showModal();
}

function pageKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  if (event.key === "/") { $("query").focus(); $("query").select(); event.preventDefault(); }
  if (event.key === "?") { openHelp(); event.preventDefault(); }
  if (event.key === "Escape") {
    if (document.body.classList.contains("filtering")) $("close-filters").click();
    else if (!$("panel").hidden) closePanel();
  }
  if (event.key === "l" || event.key === "L") {
    go({ view: current.view === "list" ? "graph" : "list" });
    $(current.view === "list" ? "list-view" : "canvas").focus();
  }
}

function follow() {
  const { state, missing } = decode(location.hash.slice(1));
  if (encode(state) === encode(current)) return;
  const before = current;
  current = state;
  show(before);
  if (missing.length) toast(t("gone", visible(missing[0])));
}

function start() {
  const { state, missing } = decode(location.hash.slice(1));
  current = state;
  english = state.english;
  startStage();
  startFilters();
  startList();
  startExport();
  startCanvas();
  startSearch();
  $("back").addEventListener("click", () => history.back());
  $("forward").addEventListener("click", () => history.forward());
  $("as-graph").addEventListener("click", () => go({ view: "graph" }));
  $("as-list").addEventListener("click", () => go({ view: "list" }));
  $("language").addEventListener("click", () => go({ english: !current.english }));
  $("help").addEventListener("click", openHelp);
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); go({ view: "list" }); $("list-view").focus(); });
  document.addEventListener("keydown", pageKey);
  window.addEventListener("hashchange", follow);
  show(null);
  if (missing.length) toast(t("gone", visible(missing[0])));
  setTimeout(searchForms, 1500);   // ready before the first keystroke, after the picture
}

window.addEventListener("error", (event) => {
  const box = $("fatal");
  box.textContent = t("broken", String(event.message).slice(0, 200));
  box.hidden = false;
});
start();
