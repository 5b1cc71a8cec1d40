// The search box: suggestions as one types, Enter goes there.

function startSearch() {
  const input = $("query"), box = $("suggestions");
  let found = [], at = -1;
  const close = () => { box.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = (to) => {
    at = to;
    [...box.children].forEach((row, k) => row.setAttribute("aria-selected", String(k === at)));
    if (at >= 0 && box.children[at]) { input.setAttribute("aria-activedescendant", `s${at}`); box.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const take = (k) => {
    if (!found[k]) return;
    const { n } = found[k];
    input.value = "";
    close();
    goTo(n);
  };
  const fill = () => {
    found = search(input.value);
    const graph = graphOf(current);
    const rows = found.map(({ n, name }, k) => h("li", { role: "option", id: `s${k}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); take(k); } },
      icon(GROUPS[n]), h("span", { class: "words" }, own(NAMES[n]), name !== NAMES[n] ? h("small", {}, own(name)) : null),
      h("small", { class: "aside" }, graph.everyNodeSet.has(n) ? label(GROUPS[n]) : t("hiddenByFilter"))));
    if (!found.length && input.value.trim()) rows.push(h("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("nothingFound", visible(input.value.trim()))));
    box.replaceChildren(...rows);
    box.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(!box.hidden));
    mark(found.length ? 0 : -1);
  };
  input.addEventListener("input", fill);
  input.addEventListener("focus", () => { if (input.value) fill(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") { mark(Math.min(at + 1, found.length - 1)); event.preventDefault(); }
    if (event.key === "ArrowUp") { mark(Math.max(at - 1, 0)); event.preventDefault(); }
    if (event.key === "Enter") { take(Math.max(at, 0)); event.preventDefault(); }
    if (event.key === "Escape") { if (input.value) { input.value = ""; close(); } else $("canvas").focus(); event.stopPropagation(); }
  });
}

/** Goes to a node from anywhere: filters that hide it are cleared, focus and path are left. */
function goTo(n) {
  const change = {};
  if (!graphOf(current).everyNodeSet.has(n)) {
    const clean = fresh();
    FILTERS.forEach((name) => { change[name] = clean[name]; });
  }
  if (current.focus >= 0) change.focus = -1;
  if (current.pathTo >= 0) { change.pathFrom = -1; change.pathTo = -1; }
  go({ ...change, node: n, pair: null }, { fit: false });
  if (current.view === "graph") { centre(`n${n}`); $("canvas").focus(); }
  announce(`${visible(NAMES[n])}, ${label(GROUPS[n])}`);
}
