// Legend and filters: every control writes the state, and is written from it.

function legendRow(key, on, picture, words, number, toggle) {
  const box = h("input", { type: "checkbox", checked: on, onchange: toggle });
  return h("li", {}, h("label", { class: "check", "data-key": key }, box, picture, h("span", { class: "words" }, words), h("span", { class: "number" }, grouped(number))));
}

function toggled(set, value) {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** How many nodes of each type and relations of each predicate the graph has. */
const TALLY = { types: new Map(), predicates: new Map() };
GROUPS.forEach((type) => TALLY.types.set(type, (TALLY.types.get(type) || 0) + 1));
RELATIONS.forEach(({ predicate }) => TALLY.predicates.set(predicate, (TALLY.predicates.get(predicate) || 0) + 1));

function fillLegend(state) {
  const held = document.activeElement && document.activeElement.closest ? document.activeElement.closest("[data-key]") : null;
  const key = held ? held.dataset.key : null;
  $("legend").replaceChildren(...TYPES.filter((type) => TALLY.types.has(type)).map((type) => legendRow(type, !state.noTypes.has(type), icon(type), label(type),
    TALLY.types.get(type), () => go({ noTypes: toggled(current.noTypes, type) }))));
  $("predicates").replaceChildren(...PREDICATES.filter((_, k) => TALLY.predicates.has(k)).map((predicate) => legendRow(predicate, !state.noPredicates.has(predicate), null, label(predicate),
    TALLY.predicates.get(PREDICATES.indexOf(predicate)), () => go({ noPredicates: toggled(current.noPredicates, predicate) }))));
  if (key) {
    const again = document.querySelector(`[data-key="${CSS.escape(key)}"] input`);
    if (again) again.focus();
  }
}

/** Districts by code, then name; deeper ones further in. */
function districtOptions() {
  const depth = ({ code }) => Math.max(code.replace(/(00)+$/, "").length / 2 - 1, 0);
  const places = [];
  for (let n = 0; n < COUNT; n += 1) if (GROUPS[n] === "District" && (CONTAINS[n] || AT[n].length)) places.push(n);
  places.sort((a, b) => (ENTITIES[a].code || "z").localeCompare(ENTITIES[b].code || "z") || NAMES[a].localeCompare(NAMES[b], "zh"));
  return [h("option", { value: "" }, t("anywhere")), ...places.map((n) => h("option", { value: n }, `${"　".repeat(depth(ENTITIES[n]))}${visible(NAMES[n])}`))];
}

function yearOptions() {
  const years = [...new Set(RELATIONS.map((relation) => relation.year).filter(Boolean))].sort((a, b) => b - a);
  return [h("option", { value: "" }, t("anyYear")), ...years.map((year) => h("option", { value: year }, String(year)))];
}

function fillFilters() {
  $("district").replaceChildren(...districtOptions());
  $("year-from").replaceChildren(...yearOptions());
  $("year-to").replaceChildren(...yearOptions());
  $("source").replaceChildren(h("option", { value: "" }, t("anySource")), ...PAGES.map(({ name, title }, k) => h("option", { value: k }, visible(title ? `${name} ${title}` : name))));
}

function showFilters(state, graph) {
  fillLegend(state);
  const put = (id, value) => { $(id).value = value; };
  put("district", state.district >= 0 ? state.district : "");
  put("year-from", state.yearFrom || "");
  put("year-to", state.yearTo || "");
  put("source", state.source >= 0 ? state.source : "");
  put("confidence", state.confidence);
  $("confidence-shown").textContent = state.confidence.toFixed(2);
  $("lone").checked = state.lone;
  $("lone-label").textContent = `${t("lone")} (${grouped(graph.lone)})`;
  $("lone").closest("label").hidden = graph.lone === 0 && !state.lone;
  $("clear").hidden = !isFiltered(state);
}

function clearFilters() {
  const clean = fresh();
  go(Object.fromEntries(FILTERS.map((name) => [name, clean[name]])));
}

function startFilters() {
  fillFilters();
  const choice = (id, name, empty) => $(id).addEventListener("change", () => go({ [name]: $(id).value === "" ? empty : Number($(id).value) }));
  choice("district", "district", -1);
  choice("year-from", "yearFrom", 0);
  choice("year-to", "yearTo", 0);
  choice("source", "source", -1);
  $("confidence").addEventListener("input", () => { $("confidence-shown").textContent = Number($("confidence").value).toFixed(2); });
  $("confidence").addEventListener("change", () => go({ confidence: Number($("confidence").value) }));
  $("lone").addEventListener("change", () => go({ lone: $("lone").checked }));
  $("clear").addEventListener("click", clearFilters);
  const drawer = (open) => {
    document.body.classList.toggle("filtering", open);
    $("open-filters").setAttribute("aria-expanded", String(open));
    (open ? $("close-filters") : $("open-filters")).focus();
  };
  $("open-filters").addEventListener("click", () => drawer(!document.body.classList.contains("filtering")));
  $("close-filters").addEventListener("click", () => drawer(false));
}
