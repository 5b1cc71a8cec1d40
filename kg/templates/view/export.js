// What is shown, as a picture, a table or a graph; made here, sent nowhere.

function save(name, type, ...parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  toast(t("saved", name));
}

// A spreadsheet runs a cell that starts with one of these (the last four are their full-width forms).
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\t\r＝＋－＠]/;

/** One cell: text never starts a formula, numbers stay numbers. */
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = value.replace(/\u0000/g, "");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** In the list, all rows of the table shown; in the graph, the facts among the shown nodes. */
function exportCsv() {
  const graph = graphOf(current);
  const inGraph = current.view === "graph";
  const table = TABLES[inGraph ? "facts" : current.table];
  const rows = inGraph ? shownRelations() : sortedRows(current, graph);
  const columns = [...table.columns, ["headline", (fact) => reportOf(fact).headline]];
  const lines = [columns.map(([key]) => csvCell(t(key))), ...rows.map((row) => columns.map(([, value]) => csvCell(value(row))))];
  save("pressgraph.csv", "text/csv;charset=utf-8", "\ufeff", lines.map((line) => line.join(",")).join("\r\n"), "\r\n");
}

function shownNodes() {
  if (current.view === "list") return graphOf(current).everyNode;
  return stage.scene.nodes.flatMap((node) => (node.kind === "entity" ? [node.n] : node.kind === "fold" ? node.members : []));
}

function shownRelations() {
  const shown = new Set(shownNodes());
  return graphOf(current).relations.filter((relation) => shown.has(relation.s) && shown.has(relation.o));
}

/** Text as XML 1.0 may hold it. */
function xml(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

function graphml(nodes, relations) {
  const keys = [["type", "node", "string"], ["name", "node", "string"], ["aliases", "node", "string"], ["code", "node", "string"],
    ["predicate", "edge", "string"], ["qualifiers", "edge", "string"], ["confidence", "edge", "double"], ["quote", "edge", "string"], ["source", "edge", "string"]];
  const value = (key, text) => (text === "" ? "" : `<data key="${key}">${xml(String(text))}</data>`);
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([name, on, type]) => `<key id="${name}" for="${on}" attr.name="${name}" attr.type="${type}"/>`),
    '<graph edgedefault="directed">',
    ...nodes.map((n) => `<node id="n${n}">${value("type", GROUPS[n])}${value("name", NAMES[n])}${value("aliases", ENTITIES[n].aliases.join("|"))}${value("code", ENTITIES[n].code)}</node>`),
    ...relations.map((r) => `<edge id="r${r.k}" source="n${r.s}" target="n${r.o}">${value("predicate", PREDICATES[r.predicate])}${value("qualifiers", Object.entries(r.qualifiers).map(([k, v]) => `${k}=${v}`).join("; "))}${value("confidence", r.confidence)}${value("quote", sentenceOf(r))}${value("source", fileOf(r))}</edge>`),
    "</graph>", "</graphml>", ""].join("\n");
}

function exportGraphml() {
  save("pressgraph.graphml", "application/xml", graphml(shownNodes(), shownRelations()));
}

const PRINT = 3;   // pixels for each pixel of the screen: a column's width at 300 dpi

/** The canvas drawn with so many pixels for each pixel of the screen. */
function enlarged(ratio) {
  const { canvas } = stage.network;
  const drawn = canvas.frame.canvas;
  canvas.pixelRatio = Math.min(ratio, 8000 / drawn.clientWidth, 8000 / drawn.clientHeight);
  drawn.width = Math.round(drawn.clientWidth * canvas.pixelRatio);
  drawn.height = Math.round(drawn.clientHeight * canvas.pixelRatio);
  stage.network.renderer._redraw();   // redraw() would fit the canvas to the screen first
  return drawn;
}

/** The picture as it stands, on its paper, with a line that says what it is. */
function exportPng() {
  if (current.view !== "graph") { go({ view: "graph" }); }
  requestAnimationFrame(() => {
    const drawn = enlarged(PRINT);
    const unit = drawn.width / drawn.clientWidth * 14, foot = unit * 4.4;
    const sheet = h("canvas", { width: drawn.width, height: Math.round(drawn.height + foot) });
    const ctx = sheet.getContext("2d");
    ctx.fillStyle = stage.colours.paper;
    ctx.fillRect(0, 0, sheet.width, sheet.height);
    ctx.drawImage(drawn, 0, 0);
    ctx.textBaseline = "middle";
    ctx.font = `${unit}px ${FONT}`;
    let x = unit;
    for (const type of TYPES.filter((one) => stage.scene.nodes.some((node) => node.kind === "entity" && GROUPS[node.n] === one))) {
      ctx.fillStyle = stage.colours[type];
      ctx.save();
      ctx.translate(x, drawn.height + unit * 0.75);
      ctx.scale(unit / 16, unit / 16);
      ctx.fill(new Path2D(OUTLINES[SHAPES[type]]));
      ctx.restore();
      ctx.fillStyle = stage.colours.ink;
      ctx.fillText(label(type), x + unit * 1.4, drawn.height + unit * 1.27);
      x += unit * 2.8 + ctx.measureText(label(type)).width;
    }
    ctx.fillStyle = stage.colours.soft;
    ctx.fillText(`${$("title").textContent} · ${$("count").textContent}`, unit, drawn.height + unit * 3.1);
    stage.network.redraw();   // at the screen's own size again
    sheet.toBlob((blob) => save("pressgraph.png", "image/png", blob), "image/png");
  });
}

function copyLink() {
  if (!navigator.clipboard) { toast(t("linkShown")); return; }
  navigator.clipboard.writeText(location.href).then(() => toast(t("linkCopied")), () => toast(t("linkShown")));
}

function startExport() {
  const menu = $("export-menu"), button = $("export");
  const show = (open) => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector("button").focus();
  };
  button.addEventListener("click", () => show(menu.hidden));
  menu.addEventListener("click", () => { show(false); button.focus(); });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")], at = items.indexOf(document.activeElement);
    if (event.key === "Escape") { show(false); button.focus(); event.stopPropagation(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { items[(at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus(); event.preventDefault(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!menu.hidden && !event.target.closest(".menu")) show(false); });
  $("save-png").addEventListener("click", exportPng);
  $("save-csv").addEventListener("click", exportCsv);
  $("save-graphml").addEventListener("click", exportGraphml);
  $("copy-link").addEventListener("click", copyLink);
  $("print").addEventListener("click", () => window.print());
}
