// The reading panel: what the corpus says of a node, of a line, of a path – each fact with its sentence.

const FACTS_FIRST = 20;

const INVERSE = {
  receivedAward: ["获得者", "recipients"], nominatedFor: ["获提名者", "nominees"], presentedBy: ["颁发的荣誉", "awards it presents"],
  locatedIn: ["境内", "inside it"], participatesIn: ["参与者", "participants"], implements: ["实施方", "implemented by"],
  organises: ["主办方", "organised by"], issued: ["发布方", "issued by"], holdsPosition: ["任职人员", "office holders"],
  subOrganisationOf: ["下属机构", "its parts"], cooperatesWith: ["合作", "cooperates with"], produces: ["生产运营方", "produced by"],
};

const PRINTED = {
  year: (v) => [`${v}年`, v], edition: (v) => [`第${v}届`, `edition ${v}`], rank: (v) => [`第${v}名`, `rank ${v}`],
  count: (v) => [`${v}次`, `${v} times`], batch: (v) => [v, v], role: (v) => [v, v],
};

/** year=2024 → 2024年; members of closed lists by their label. */
function qualifierWords(name, value) {
  if (PRINTED[name]) return PRINTED[name](value)[english ? 1 : 0];
  if (name === "status" || name === "modality") return label(value);
  return name === "period" ? value : `${label(name)} ${value}`;
}

function chips(qualifiers) {
  const shown = Object.entries(qualifiers).filter(([name, value]) => !(name === "modality" && value === "Done")
    && !((name === "from" || name === "to") && qualifiers.period));
  return shown.map(([name, value]) => h("span", { class: `chip q-${name}`, title: label(name) }, own(qualifierWords(name, value))));
}

/** The shapes of the picture as paths in a box of 16. */
const OUTLINES = {
  dot: "M14 8A6 6 0 1 1 2 8A6 6 0 1 1 14 8z",
  square: "M2.5 2.5h11v11h-11z",
  star: "M8 .8l2.1 4.6 5 .6-3.7 3.4 1 4.9L8 11.9l-4.4 2.4 1-4.9L.9 6l5-.6z",
  diamond: "M8 1l6 7-6 7-6-7z",
  page: "M3 1.5h6.5L13 5v9.5H3z",
  hexagon: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  triangle: "M8 1.5L15 14H1z",
  triangleDown: "M8 14.5L1 2h14z",
};

function icon(type) {
  const picture = svg("path", { d: OUTLINES[SHAPES[type] || "dot"] });
  return svg("svg", { viewBox: "0 0 16 16", class: `shape type-${type.toLowerCase()}`, "aria-hidden": "true" }, picture);
}

/** A button that leads to an entity. */
function entityLink(n) {
  return h("button", { type: "button", class: "link", onclick: () => choose(n, true) }, icon(GROUPS[n]), own(NAMES[n]));
}

function namesOf(n) {
  return [NAMES[n], ...ENTITIES[n].aliases];
}

// ---- sentences

/** Ranges of text where a term stands, white space ignored; terms are [word, class], the first to claim a place keeps it. */
function markedRanges(text, terms) {
  const at = [], plainText = [];
  for (let k = 0; k < text.length; k += 1) if (!/\s/.test(text[k])) { at.push(k); plainText.push(text[k].toLowerCase()); }
  const folded = plainText.join("");
  const taken = new Array(folded.length).fill(null);
  const ordered = terms.map(([word, kind]) => [word.replace(/\s/g, "").toLowerCase(), kind]).sort((a, b) => b[0].length - a[0].length);
  for (const [word, kind] of ordered) {
    if (!word || (word.length === 1 && kind !== "trigger")) continue;
    for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + word.length)) {
      const free = taken.slice(from, from + word.length).every((mark) => mark === null);
      if (free) taken.fill(kind, from, from + word.length);
      if (free && word.length === 1) break;
    }
  }
  const ranges = [];
  taken.forEach((kind, k) => {
    if (!kind) return;
    const last = ranges[ranges.length - 1];
    if (last && last.kind === kind && last.next === k) { last.end = at[k] + 1; last.next = k + 1; }
    else ranges.push({ kind, start: at[k], end: at[k] + 1, next: k + 1 });
  });
  return ranges;
}

/** The sentence with its words marked. */
function markedSentence(text, terms) {
  const out = [];
  let from = 0;
  for (const { kind, start, end } of markedRanges(text, terms)) {
    if (start > from) out.push(visible(text.slice(from, start)));
    out.push(h("mark", { class: kind }, visible(text.slice(start, end))));
    from = end;
  }
  out.push(visible(text.slice(from)));
  return h("bdi", { lang: "zh" }, out);
}

const stripped = (name) => name.replace(/^[“"「《〈]+|[”"」》〉]+$/g, "");

function wordsOf(n, kind) {
  return namesOf(n).flatMap((name) => [[name, kind], [stripped(name), kind]]);
}

function wordsOfRelation(relation) {
  return [...wordsOf(relation.s, "subject"), ...wordsOf(relation.o, "object"), ...relation.triggers.map((word) => [word, "trigger"])];
}

function wordsOfFigure(figure) {
  return [...wordsOf(figure.subject, "subject"), [figure.printed, "object"], [figure.indicator, "trigger"]];
}

/** One sentence with where it stands. */
function quote([article, sentence, rule], terms) {
  const { text, start, end } = SENTENCES[sentence];
  const report = ARTICLES[article];
  const from = [];
  if (report.headline) from.push(own(report.headline, "cite"));
  if (report.date) from.push(h("time", { datetime: report.date }, report.date));
  from.push(own(PAGES[report.page].name, "bdi", { class: "file" }));
  if (report.reporters.length) from.push(own(t("by", report.reporters.join("、"))));
  from.push(h("span", { title: `${t("rule")}: ${visible(DATA.rules[rule])}` }, t("chars", start, end)));
  return h("figure", { class: "quote" }, h("blockquote", {}, markedSentence(text, terms)), h("figcaption", {}, from.flatMap((part, k) => (k ? [" · ", part] : [part]))));
}

/** The first sentence, and the others behind a button. */
function quotes(evidence, terms) {
  const rest = evidence.slice(1);
  const box = h("div", { class: "quotes" }, evidence.slice(0, 1).map((one) => quote(one, terms)));
  if (rest.length) {
    box.append(h("details", {}, h("summary", {}, t("evidenceMore", rest.length)), rest.map((one) => quote(one, terms))));
  }
  return box;
}

// ---- facts

/** Facts that rest on the same sentence stand together over it. */
function bySentence(relations) {
  const found = new Map();
  for (const relation of relations) {
    const key = relation.evidence.length ? relation.evidence[0][1] : -1;
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(relation);
  }
  return [...found.values()];
}

function mergedEvidence(relations) {
  const found = new Map();
  relations.forEach((relation) => relation.evidence.forEach((one) => { if (!found.has(one[1])) found.set(one[1], one); }));
  return [...found.values()];
}

function factLine(relation, n) {
  return h("li", {}, h("span", {}, entityLink(other(relation, n)), " ", chips(relation.qualifiers), conflictMark(relation)), sureness(relation));
}

function sureness(fact) {
  return h("span", { class: "sure", title: t("confidenceShort") }, h("span", { class: "unseen" }, t("confidenceShort")), fact.confidence.toFixed(2));
}

function conflictMark(fact) {
  return fact.conflicts ? h("span", { class: "chip q-conflict" }, t("conflict")) : null;
}

function factGroup(title, relations, n) {
  const section = h("section", { class: "facts" }, h("h3", { tabindex: -1 }, title, h("span", { class: "number" }, grouped(relations.length))));
  const bundles = bySentence(relations);
  let at = 0;
  const more = h("button", { type: "button", class: "more" });
  const add = () => {
    let added = 0;
    while (at < bundles.length && added < FACTS_FIRST) {
      const bundle = bundles[at];
      section.insertBefore(h("div", { class: "fact" }, h("ul", {}, bundle.map((relation) => factLine(relation, n))),
        quotes(mergedEvidence(bundle), bundle.flatMap(wordsOfRelation))), more);
      added += bundle.length;
      at += 1;
    }
    more.hidden = at >= bundles.length;
    more.textContent = t("more", Math.min(bundles.length - at, FACTS_FIRST));
  };
  more.addEventListener("click", add);
  section.append(more);
  add();
  return section;
}

/** Relations of a node by predicate and direction, in the order of the ontology. */
function factGroups(n, graph) {
  const groups = new Map();
  const shown = AT[n].filter((relation) => graph.relationSet.has(relation));
  for (const relation of shown) {
    const predicate = PREDICATES[relation.predicate];
    const outward = relation.s === n || predicate === "cooperatesWith";
    const key = `${String(relation.predicate).padStart(2, "0")}${outward ? "a" : "b"}`;
    if (!groups.has(key)) groups.set(key, { title: outward ? label(predicate) : INVERSE[predicate][english ? 1 : 0], relations: [] });
    groups.get(key).relations.push(relation);
  }
  return [...groups.keys()].sort().map((key) => {
    const { title, relations } = groups.get(key);
    relations.sort((a, b) => b.year - a.year || b.confidence - a.confidence || a.k - b.k);
    return factGroup(title, relations, n);
  });
}

// ---- figures

function periodYear(figure) {
  const text = figure.qualifiers.from || figure.qualifiers.period || figure.qualifiers.year || "";
  const found = /(\d{4})(?:\D+(\d{1,2}))?/.exec(text);
  return found ? Number(found[1]) + Number(found[2] || 0) / 12 : null;
}

function figureTable(figures) {
  const order = figures.slice().sort((a, b) => a.indicator.localeCompare(b.indicator, "zh") || (periodYear(a) || 0) - (periodYear(b) || 0));
  const body = h("tbody");
  for (const figure of order) {
    const detail = h("tr", { class: "detail", hidden: true }, h("td", { colspan: 4 }, quotes(figure.evidence, wordsOfFigure(figure))));
    const toggle = h("button", { type: "button", class: "quiet", "aria-expanded": "false", onclick: () => {
      detail.hidden = !detail.hidden;
      toggle.setAttribute("aria-expanded", String(!detail.hidden));
    } }, t("showQuote"));
    const period = figure.qualifiers.period || figure.qualifiers.year || "";
    const extra = chips(Object.fromEntries(Object.entries(figure.qualifiers).filter(([name]) => !["period", "from", "to", "year"].includes(name))));
    body.append(h("tr", {}, h("th", { scope: "row" }, own(figure.indicator), " ", extra, conflictMark(figure)),
      h("td", { class: "value" }, figureWords(figure)), h("td", {}, own(period)), h("td", {}, toggle)), detail);
  }
  return h("table", { class: "figures" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("indicator")), h("th", { scope: "col" }, t("value")),
    h("th", { scope: "col" }, t("period")), h("th", { scope: "col" }, h("span", { class: "unseen" }, t("quote"))))), body);
}

/** 1234567.8 → 1,234,567.8 */
function numberWords(value) {
  const [whole, part] = value.split(".");
  return grouped(whole) + (part ? `.${part}` : "");
}

/** The number with its unit; as printed where it has no short decimal form (三分之一). */
function figureWords(figure) {
  const long = (figure.value.split(".")[1] || "").length > 4;
  return long && figure.printed ? own(figure.printed) : [own(numberWords(figure.value)), own(figure.unit, "bdi", { class: "unit" })];
}

/** A small line for every indicator with several periods. */
function trends(figures) {
  const series = new Map();
  for (const figure of figures) {
    const when = periodYear(figure);
    if (when === null || !Number.isFinite(Number(figure.value))) continue;
    const key = `${figure.indicator}\u0000${figure.unit}`;
    if (!series.has(key)) series.set(key, new Map());
    series.get(key).set(when, { when, value: Number(figure.value), figure });
  }
  const out = [];
  for (const points of series.values()) {
    if (points.size >= 2) out.push(trend([...points.values()].sort((a, b) => a.when - b.when)));
  }
  return out;
}

function trend(points) {
  const width = 300, height = 64, side = 10;
  const { indicator, unit } = points[0].figure;
  const low = Math.min(0, ...points.map((p) => p.value)), high = Math.max(...points.map((p) => p.value));
  const first = points[0].when, last = points[points.length - 1].when;
  const x = (p) => side + (p.when - first) / (last - first) * (width - 2 * side);
  const y = (p) => height - side - (p.value - low) / (high - low || 1) * (height - 2 * side);
  const words = points.map((p) => `${visible(p.figure.qualifiers.period || p.figure.qualifiers.year || "")} ${numberWords(p.figure.value)}${visible(unit)}`).join(english ? "; " : "；");
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${visible(indicator)}: ${words}` },
    svg("path", { d: `M${side} ${height - side}H${width - side}`, class: "axis" }),
    svg("path", { d: `M${points.map((p) => `${x(p).toFixed(1)} ${y(p).toFixed(1)}`).join("L")}`, class: "line" }),
    ...points.map((p) => svg("circle", { cx: x(p).toFixed(1), cy: y(p).toFixed(1), r: 3 })));
  return h("figure", { class: "trend" }, h("figcaption", {}, own(indicator)), picture,
    h("p", { class: "ends" }, h("span", {}, own(words.split(english ? "; " : "；")[0])), h("span", {}, own(words.split(english ? "; " : "；").pop()))));
}

// ---- the panel itself

function actions(n, state, graph, sc) {
  const shown = new Set(sc ? sc.nodes.flatMap((node) => (node.kind === "entity" ? [node.n] : [])) : []);
  const near = graph.near[n].filter((m) => !shown.has(m)).length;
  const button = (words, run, pressed) => h("button", { type: "button", onclick: run, "aria-pressed": pressed }, words);
  const open = state.open.has(n);
  const fold = state.unfold.has(n);
  const row = h("div", { class: "actions" });
  if (near || open) row.append(button(open ? t("collapse") : t("expandCount", grouped(near)), () => toggleOpen(n)));
  if (fold) row.append(button(t("foldClose"), () => toggleFold(n)));
  const steps = h("span", { class: "switch", role: "group", "aria-label": t("focus") }, h("span", { class: "switch-title", "aria-hidden": "true" }, t("focus")),
    [1, 2, 3].map((k) => button(k === 1 ? t("oneStep") : t("steps", k), () => go({ focus: n, steps: k, pathFrom: -1, pathTo: -1, view: "graph" }), String(state.focus === n && state.steps === k))));
  row.append(steps);
  if (state.pathFrom >= 0 && state.pathFrom !== n && state.pathTo !== n) row.append(button(t("pathTo"), () => go({ pathTo: n, view: "graph" })));
  if (state.pathFrom !== n) row.append(button(t("pathFrom"), () => go({ pathFrom: n, pathTo: -1 })));
  return row;
}

function nodeHead(n, state, graph, sc) {
  const entity = ENTITIES[n];
  const meta = h("dl", { class: "meta" });
  const put = (key, ...values) => meta.append(h("div", {}, h("dt", {}, t(key)), h("dd", {}, values)));
  if (entity.aliases.length) put("aliases", entity.aliases.flatMap((alias, k) => (k ? [english ? ", " : "、", own(alias)] : [own(alias)])));
  if (entity.code) put("code", own(entity.code));
  const places = entity.inside.filter((place) => place !== n);
  if (places.length) put("within", places.map((place) => h("span", {}, entityLink(place), ENTITIES[place].code ? h("span", { class: "code" }, ENTITIES[place].code) : null)));
  const kind = entity.kind && DATA.labels[entity.kind] ? `${label(GROUPS[n])} · ${label(entity.kind)}` : label(GROUPS[n]);
  return [h("p", { class: "kind" }, icon(GROUPS[n]), kind), h("h2", { tabindex: -1 }, own(NAMES[n])), meta, actions(n, state, graph, sc)];
}

/** What the panel holds, to jump to. */
function contents(sections) {
  return h("nav", { class: "contents", "aria-label": t("facts") }, sections.map((section) => {
    const [title, number] = section.querySelector("h3").childNodes;
    return h("button", { type: "button", onclick: () => { section.scrollIntoView({ behavior: calm() ? "auto" : "smooth" }); section.querySelector("h3").focus({ preventScroll: true }); } },
      title.textContent, h("span", { class: "number" }, number.textContent));
  }));
}

function nodePanel(n, state, graph, sc) {
  const figures = FIGURES_OF.get(n) || [];
  const out = nodeHead(n, state, graph, sc);
  const groups = factGroups(n, graph);
  if (figures.length) groups.push(h("section", { class: "facts" }, h("h3", { tabindex: -1 }, t("figures"), h("span", { class: "number" }, grouped(figures.length))), trends(figures), figureTable(figures)));
  if (groups.length > 1) out.push(contents(groups));
  out.push(...groups);
  const hidden = AT[n].filter((relation) => !graph.relationSet.has(relation)).length;
  if (hidden) out.push(h("p", { class: "note" }, t("factsHidden", grouped(hidden)), " ", h("button", { type: "button", class: "quiet", onclick: clearFilters }, t("clearFilters"))));
  else if (!groups.length) out.push(h("p", { class: "note" }, t("noFacts")));
  if (!groups.length && ENTITIES[n].evidence.length) {
    out.push(h("section", { class: "facts" }, h("h3", {}, t("mentionedIn")), ENTITIES[n].evidence.map((one) => quote(one, wordsOf(n, "subject")))));
  }
  return out;
}

/** The relations between two nodes, as a line of the picture or a step of a path. */
function pairFacts(a, b, graph) {
  const relations = AT[a].filter((r) => other(r, a) === b && graph.relationSet.has(r));
  return bySentence(relations).map((bundle) => h("div", { class: "fact" },
    h("ul", {}, bundle.map((r) => h("li", {}, h("span", {}, entityLink(r.s), h("span", { class: "says" }, label(PREDICATES[r.predicate])), entityLink(r.o), " ", chips(r.qualifiers), conflictMark(r)), sureness(r)))),
    quotes(mergedEvidence(bundle), bundle.flatMap(wordsOfRelation))));
}

function pairPanel([a, b], graph) {
  const facts = pairFacts(a, b, graph);
  return [h("p", { class: "kind" }, t("predicate")), h("h2", { tabindex: -1 }, own(NAMES[a]), " – ", own(NAMES[b])), ...(facts.length ? facts : [h("p", { class: "note" }, t("noRows"))])];
}

function pathPanel(state, graph, found) {
  const out = [h("p", { class: "kind" }, t("pathTitle")), h("h2", { tabindex: -1 }, own(NAMES[state.pathFrom]), " → ", own(NAMES[state.pathTo])),
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => go({ pathFrom: -1, pathTo: -1 }) }, t("leavePath")))];
  if (found.steps < 0) return [...out, h("p", { class: "note" }, t("noPath"))];
  const words = t("pathCount", found.steps, grouped(found.count)) + (found.count > found.paths.length ? (english ? "; " : "，") + t("pathMany", found.paths.length) : "");
  out.push(h("p", { class: "note" }, words));
  found.paths.forEach((path, k) => {
    const steps = path.slice(1).map((n, at) => h("div", { class: "step" }, pairFacts(path[at], n, graph)));
    const title = path.slice(1, -1).flatMap((n, at) => (at ? [" → ", own(NAMES[n])] : [own(NAMES[n])]));
    out.push(h("details", { class: "path", open: k < 2 }, h("summary", {}, title.length ? title : t("pathTitle")), steps));
  });
  return out;
}

/** Fills the panel for a state, or hides it where nothing is chosen. */
function showPanel(state, graph, sc) {
  const panel = $("panel");
  const both = state.pathFrom >= 0 && state.pathTo >= 0;
  let body = null;
  if (state.node >= 0) body = nodePanel(state.node, state, graph, sc);
  else if (state.pair) body = pairPanel(state.pair, graph);
  else if (both) body = pathPanel(state, graph, sc && sc.path ? sc.path : shortestPaths(graph.near, state.pathFrom, state.pathTo));
  panel.hidden = body === null;
  document.body.classList.toggle("reading", body !== null);
  if (body === null) { panel.replaceChildren(); return; }
  const close = h("button", { type: "button", class: "icon close", "aria-label": t("close"), title: t("close"), onclick: closePanel }, "×");
  panel.replaceChildren(close, ...body);
  panel.scrollTop = 0;
}
