// The list: the same filtered graph as sortable tables of facts, entities and figures.

const ROWS = 100;
const collator = new Intl.Collator("zh-CN", { numeric: true });
const listing = { page: 0, key: "" };

function sentenceOf(fact) {
  return fact.evidence.length ? SENTENCES[fact.evidence[0][1]].text : "";
}

function reportOf(fact) {
  return fact.evidence.length ? ARTICLES[fact.evidence[0][0]] : { page: -1, headline: "", date: "" };
}

function fileOf(fact) {
  const { page } = reportOf(fact);
  return page >= 0 ? PAGES[page].name : "";
}

function qualifierList(fact) {
  return Object.entries(fact.qualifiers).filter(([name, value]) => !(name === "modality" && value === "Done")
    && !((name === "from" || name === "to") && fact.qualifiers.period)).map(([name, value]) => qualifierWords(name, value)).join(" · ");
}

/** Columns of each table: heading, plain value to sort and export by, and the cell where it is more than text. */
const TABLES = {
  facts: {
    rows: (graph) => graph.relations.slice().sort((a, b) => RANK[a.s] - RANK[b.s] || a.predicate - b.predicate || b.year - a.year || a.k - b.k),
    columns: [
      ["subject", (r) => NAMES[r.s], (r) => entityLink(r.s)],
      ["predicate", (r) => label(PREDICATES[r.predicate])],
      ["object", (r) => NAMES[r.o], (r) => entityLink(r.o)],
      ["qualifiers", qualifierList],
      ["sentence", sentenceOf, (r) => quoteCell(r, wordsOfRelation(r))],
      ["date", (r) => reportOf(r).date],
      ["source", fileOf, sourceCell],
      ["confidenceShort", (r) => r.confidence],
    ],
  },
  entities: {
    rows: (graph) => graph.everyNode.slice().sort((a, b) => RANK[a] - RANK[b]).map((n) => ({ n, evidence: ENTITIES[n].evidence, qualifiers: {} })),
    columns: [
      ["name", ({ n }) => NAMES[n], ({ n }) => entityLink(n)],
      ["type", ({ n }) => label(GROUPS[n])],
      ["aliases", ({ n }) => ENTITIES[n].aliases.join(english ? ", " : "、")],
      ["code", ({ n }) => ENTITIES[n].code],
      ["within", ({ n }) => ENTITIES[n].inside.map((place) => NAMES[place]).join("、")],
      ["links", ({ n }) => AT[n].length],
      ["source", fileOf, sourceCell],
    ],
  },
  figures: {
    rows: (graph) => FIGURES.filter((figure) => graph.everyNodeSet.has(figure.subject)).sort((a, b) => RANK[a.subject] - RANK[b.subject] || collator.compare(a.indicator, b.indicator)),
    columns: [
      ["subject", (f) => NAMES[f.subject], (f) => entityLink(f.subject)],
      ["indicator", (f) => f.indicator],
      ["value", (f) => Number(f.value), (f) => h("span", {}, figureWords(f))],
      ["period", (f) => f.qualifiers.period || f.qualifiers.year || ""],
      ["qualifiers", (f) => qualifierList({ ...f, qualifiers: Object.fromEntries(Object.entries(f.qualifiers).filter(([name]) => name !== "period" && name !== "year")) })],
      ["sentence", sentenceOf, (f) => quoteCell(f, wordsOfFigure(f))],
      ["date", (f) => reportOf(f).date],
      ["source", fileOf, sourceCell],
      ["confidenceShort", (f) => f.confidence],
    ],
  },
};

/** The headline over the file's name. */
function sourceCell(fact) {
  const { headline } = reportOf(fact);
  return h("span", {}, headline ? own(headline, "bdi", { class: "headline" }) : null, own(fileOf(fact), "bdi", { class: "file" }));
}

function quoteCell(fact, terms) {
  return h("span", { class: "in-table" }, markedSentence(sentenceOf(fact), terms));
}

/** Rows of the table shown, in the order asked for: "2" by the third column, "-2" the other way round. */
function sortedRows(state, graph) {
  const { rows, columns } = TABLES[state.table];
  const list = rows(graph).slice();
  const given = state.sort === "" ? null : Math.abs(Number(state.sort));
  if (given === null || !columns[given]) return list;
  const value = columns[given][1], down = state.sort.startsWith("-") ? -1 : 1;
  const keyed = list.map((row, k) => [value(row), k, row]);
  keyed.sort((a, b) => down * (typeof a[0] === "number" ? a[0] - b[0] : collator.compare(a[0], b[0])) || a[1] - b[1]);
  return keyed.map(([, , row]) => row);
}

function headRow(state) {
  return h("tr", { role: "row" }, TABLES[state.table].columns.map(([key], k) => {
    const now = state.sort === String(k) ? "ascending" : state.sort === `-${k}` ? "descending" : null;
    const next = now === "ascending" ? `-${k}` : String(k);
    return h("th", { scope: "col", role: "columnheader", "aria-sort": now || "none", class: key }, h("button", { type: "button", "data-sort": k, onclick: () => go({ sort: next }) },
      t(key), h("span", { "aria-hidden": "true", class: "arrow" }, now === "ascending" ? "▲" : now === "descending" ? "▼" : "")));
  }));
}

function showList(state, graph) {
  const key = `${state.table}|${state.sort}|${graph.key}`;
  if (key !== listing.key) { listing.key = key; listing.page = 0; }
  const held = document.activeElement ? document.activeElement.dataset.sort : undefined;
  const rows = sortedRows(state, graph);
  const from = listing.page * ROWS, to = Math.min(from + ROWS, rows.length);
  const { columns } = TABLES[state.table];
  const body = rows.slice(from, to).map((row) => h("tr", { role: "row" }, columns.map(([name, value, cell], k) => {
    const inside = cell ? cell(row) : name === "confidenceShort" ? value(row).toFixed(2) : value(row) === "" ? null : own(String(value(row)));
    return k === 0 ? h("th", { scope: "row", role: "rowheader", class: name }, inside) : h("td", { role: "cell", class: name }, inside);
  })));
  $("table").replaceChildren(h("caption", { class: "unseen" }, t(state.table)), h("thead", { role: "rowgroup" }, headRow(state)), h("tbody", { role: "rowgroup" }, body));
  $("list-count").textContent = rows.length ? t("rows", grouped(from + 1), grouped(to), grouped(rows.length)) : t(isFiltered(state) ? "emptyFiltered" : "noRows");
  $("page-before").disabled = from === 0;
  $("page-after").disabled = to >= rows.length;
  for (const name of ["facts", "entities", "figures"]) $(`list-${name}`).setAttribute("aria-pressed", String(state.table === name));
  if (held !== undefined) {
    const again = document.querySelector(`[data-sort="${CSS.escape(held)}"]`);
    if (again) again.focus();
  }
}

function startList() {
  for (const name of ["facts", "entities", "figures"]) $(`list-${name}`).addEventListener("click", () => go({ table: name, sort: "" }));
  const turn = (by) => { listing.page += by; showList(current, graphOf(current)); document.querySelector(".table-box").scrollTop = 0; };
  $("page-before").addEventListener("click", () => turn(-1));
  $("page-after").addEventListener("click", () => turn(1));
}
