"use strict";
// Highlighting and completion in the query editor, and links that copy themselves.  Text that comes
// from the graph only ever becomes a text node.

const TOKENS = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
  "(?<string>'''[\\s\\S]*?'''|\"\"\"[\\s\\S]*?\"\"\"|'(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\")",
  "(?<variable>[?$][\\p{L}\\p{N}_]+)",
  "(?<name>[\\p{L}\\p{N}_.-]*:[\\p{L}\\p{N}_.-]*)",
  "(?<number>\\b\\d+(?:\\.\\d+)?\\b)",
  "(?<word>[A-Za-z_]+)",
].join("|"), "gu");
const KEYWORDS = new Set(("select ask construct describe where from named prefix base distinct reduced optional union filter " +
  "bind as values minus graph exists not in group by order having limit offset asc desc count sum avg min max sample " +
  "group_concat separator if coalesce bound str lang datatype iri regex contains strstarts strends strlen lcase ucase " +
  "concat substr replace abs round year month day now true false undef a").split(" "));

function painted(text) {
  const found = document.createDocumentFragment();
  let at = 0;
  for (const match of text.matchAll(TOKENS)) {
    let [kind] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (kind === "word") kind = KEYWORDS.has(match[0].toLowerCase()) ? "keyword" : "";
    found.append(text.slice(at, match.index));
    const piece = kind ? document.createElement("span") : document.createTextNode(match[0]);
    if (kind) { piece.className = "s-" + kind; piece.textContent = match[0]; }
    found.append(piece);
    at = match.index + match[0].length;
  }
  found.append(text.slice(at) + "\n");
  return found;
}

function editor(form) {
  const box = form.querySelector(".editor-box");
  const area = box.querySelector("textarea");
  const paint = box.querySelector(".editor-paint");
  const list = box.querySelector(".offers");
  let offers = [], chosen = 0, asked = 0;

  const draw = () => { paint.replaceChildren(painted(area.value)); paint.scrollTop = area.scrollTop; };
  const close = () => { asked++; list.hidden = true; offers = []; };
  const word = () => area.value.slice(0, area.selectionStart).match(/[\p{L}\p{N}_:·-]+$/u)?.[0] ?? "";

  function place() {
    // Where the cursor is: a marker after the same text in the painted layer.
    const marker = document.createElement("span");
    const copy = paint.cloneNode();
    copy.style.visibility = "hidden";
    copy.append(area.value.slice(0, area.selectionStart), marker);
    box.append(copy);
    const top = marker.offsetTop - area.scrollTop + 26, left = marker.offsetLeft;
    copy.remove();
    list.style.top = Math.min(top, box.clientHeight) + "px";
    list.style.left = Math.min(left, Math.max(0, box.clientWidth - 320)) + "px";
  }

  function show() {
    list.replaceChildren(...offers.map((offer, number) => {
      const item = document.createElement("li");
      item.role = "option";
      item.setAttribute("aria-selected", String(number === chosen));
      const code = document.createElement("code"), note = document.createElement("span");
      code.textContent = decode(offer.text);
      note.textContent = offer.note;
      note.className = "quiet";
      item.append(code, note);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); chosen = number; take(); });
      return item;
    }));
    list.hidden = !offers.length;
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  }

  const decode = (iri) => iri.replace(/^<.*\/([^/]+\/[^/]+)>$/, "<…/$1>");

  function take() {
    const length = word().length, start = area.selectionStart - length;
    area.setRangeText(offers[chosen].text, start, area.selectionStart, "end");
    close();
    draw();
    area.focus();
  }

  async function complete() {
    const text = word(), mine = ++asked;
    if (text.length < 2 && !/\p{Script=Han}/u.test(text)) return close();
    const answer = await fetch("/complete?q=" + encodeURIComponent(text), { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = await answer.json();
    if (mine !== asked) return;  // the word has changed meanwhile
    offers = found;
    chosen = 0;
    place();
    show();
  }

  area.addEventListener("input", () => { draw(); /^(pg:|\p{Script=Han})/u.test(word()) ? complete() : close(); });
  area.addEventListener("scroll", draw);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === " ") { event.preventDefault(); complete(); return; }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") { event.preventDefault(); form.requestSubmit(); return; }
    if (list.hidden) return;
    if (event.key === "Escape") { close(); return; }
    if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + offers.length) % offers.length;
    show();
  });
  new ResizeObserver(draw).observe(area);
  box.classList.add("painted");
  draw();
}

for (const form of document.querySelectorAll("[data-editor]")) editor(form);
for (const code of document.querySelectorAll("[data-sparql]")) code.replaceChildren(painted(code.textContent));
for (const link of document.querySelectorAll("[data-copy]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    const text = link.textContent;
    link.textContent = "已复制";
    setTimeout(() => { link.textContent = text; }, 1500);
  });
}
// A sentence's own address: the page part of an IRI is followed by #char=start,end.
const target = decodeURIComponent(location.hash.slice(1));
if (target.startsWith("char=")) document.getElementById(target.split(";")[0])?.scrollIntoView();
