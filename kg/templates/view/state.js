// What is shown, as one object, and as the fragment of the address.

function fresh() {
  return {
    noTypes: new Set(), noPredicates: new Set(), district: -1, yearFrom: 0, yearTo: 0, source: -1, confidence: 0, lone: false,
    open: new Set(), unfold: new Set(), groups: new Set(),
    focus: -1, steps: 1, pathFrom: -1, pathTo: -1,
    node: -1, pair: null, view: "graph", table: "facts", sort: "", english: false,
  };
}

const FILTERS = ["noTypes", "noPredicates", "district", "yearFrom", "yearTo", "source", "confidence"];

function isFiltered(state) {
  return state.noTypes.size > 0 || state.noPredicates.size > 0 || state.district >= 0 || state.yearFrom > 0
    || state.yearTo > 0 || state.source >= 0 || state.confidence > 0;
}

function encode(state) {
  const out = new URLSearchParams();
  const put = (key, value) => { if (value) out.append(key, value); };
  const id = (n) => (n >= 0 ? ENTITIES[n].id : "");
  put("v", state.view === "list" ? (state.table === "facts" ? "list" : state.table) : "");
  put("s", state.sort);
  put("hide", [...state.noTypes].sort().join(","));
  put("without", [...state.noPredicates].sort().join(","));
  put("in", id(state.district));
  put("from", state.yearFrom);
  put("to", state.yearTo);
  put("page", state.source >= 0 ? PAGES[state.source].name : "");
  put("min", state.confidence);
  put("lone", state.lone ? 1 : "");
  put("focus", id(state.focus));
  put("steps", state.focus >= 0 ? state.steps : "");
  put("a", id(state.pathFrom));
  put("b", id(state.pathTo));
  for (const n of state.open) put("x", id(n));
  for (const n of state.unfold) put("u", id(n));
  for (const g of state.groups) put("g", id(LEADER[g]));
  put("n", id(state.node));
  if (state.pair) { put("e", id(state.pair[0])); put("e", id(state.pair[1])); }
  put("lang", state.english ? "en" : "");
  return out.toString();
}

/** The state a fragment asks for, and what it names that this graph has not. */
function decode(fragment) {
  const state = fresh(), missing = [];
  const given = new URLSearchParams(fragment);
  const node = (key) => nodes(given.has(key) ? [given.get(key)] : [])[0] ?? -1;
  const nodes = (ids) => ids.flatMap((id) => {
    if (NUMBER.has(id)) return [NUMBER.get(id)];
    missing.push(id.slice(id.indexOf("/") + 1));
    return [];
  });
  const number = (key, low, high) => {
    const value = Number(given.get(key));
    return Number.isFinite(value) ? Math.min(Math.max(value, low), high) : low;
  };
  const known = (key, list) => new Set((given.get(key) || "").split(",").filter((name) => list.includes(name)));
  const view = given.get("v");
  if (["list", "entities", "figures"].includes(view)) { state.view = "list"; state.table = view === "list" ? "facts" : view; }
  state.sort = /^-?\d$/.test(given.get("s") || "") ? given.get("s") : "";
  state.noTypes = known("hide", TYPES);
  state.noPredicates = known("without", PREDICATES);
  state.district = node("in");
  state.yearFrom = number("from", 0, 9999);
  state.yearTo = number("to", 0, 9999);
  state.source = given.has("page") ? PAGES.findIndex((page) => page.name === given.get("page")) : -1;
  if (given.has("page") && state.source < 0) missing.push(given.get("page"));
  state.confidence = number("min", 0, 1);
  state.lone = given.has("lone");
  state.focus = node("focus");
  state.steps = Math.round(number("steps", 1, 3));
  state.pathFrom = node("a");
  state.pathTo = node("b");
  state.open = new Set(nodes(given.getAll("x")));
  state.unfold = new Set(nodes(given.getAll("u")));
  state.groups = new Set(nodes(given.getAll("g")).map((n) => HOME[n]));
  state.node = node("n");
  const pair = nodes(given.getAll("e"));
  state.pair = pair.length === 2 ? pair : null;
  state.english = given.get("lang") === "en";
  return { state, missing };
}
