// Words of the interface, Chinese and English, and the one way elements are made: text nodes only.

const WORDS = {
  title: ["新闻知识图谱", "News knowledge graph"],
  skip: ["跳到列表视图", "Skip to the list view"],
  search: ["搜索", "Search"],
  searchHint: ["搜索名称、简称、拼音或首字母", "Search by name, pinyin or initials"],
  suggestions: ["搜索建议", "Suggestions"],
  nothingFound: ["没有找到“{0}”。可试简称、拼音（qingdao）或首字母（qd）。", "Nothing found for “{0}”. Try a short name, pinyin (qingdao) or initials (qd)."],
  hiddenByFilter: ["已被筛选隐藏", "hidden by the filters"],
  tools: ["工具", "Tools"],
  back: ["后退", "Back"],
  forward: ["前进", "Forward"],
  views: ["视图", "View"],
  graph: ["图", "Graph"],
  list: ["列表", "List"],
  export: ["导出", "Export"],
  png: ["图片 PNG", "Picture (PNG)"],
  csv: ["表格 CSV", "Table (CSV)"],
  graphml: ["图数据 GraphML", "Graph (GraphML)"],
  link: ["复制当前视图链接", "Copy a link to this view"],
  linkCopied: ["链接已复制", "Link copied"],
  linkShown: ["无法写入剪贴板，请从地址栏复制链接", "The clipboard is closed to the page: copy the link from the address bar"],
  print: ["打印", "Print"],
  help: ["帮助", "Help"],
  close: ["关闭", "Close"],
  filters: ["筛选", "Filters"],
  clear: ["清除", "Clear"],
  clearFilters: ["清除筛选", "Clear the filters"],
  types: ["类型", "Types"],
  predicates: ["关系", "Relations"],
  scope: ["范围", "Scope"],
  district: ["区域（含下辖）", "District, with all inside"],
  anywhere: ["全部区域", "Everywhere"],
  years: ["年份", "Years"],
  yearFrom: ["起始年", "From year"],
  yearTo: ["截止年", "To year"],
  anyYear: ["不限", "Any"],
  source: ["来源文件", "Source page"],
  by: ["记者 {0}", "by {0}"],
  anySource: ["全部来源", "All pages"],
  confidence: ["最低可信度", "Minimum confidence"],
  lone: ["显示没有关系的实体", "Show entities without relations"],
  canvas: ["关系图。方向键在相邻节点间移动，回车查看，斜杠键搜索，问号键看帮助。", "Graph. Arrow keys move between nodes, Enter reads, slash searches, question mark for help."],
  keys: ["不便使用图时，可切换到列表视图，内容相同。", "The list view holds the same content as the graph."],
  zoom: ["缩放", "Zoom"],
  zoomIn: ["放大", "Zoom in"],
  zoomOut: ["缩小", "Zoom out"],
  fit: ["显示全部", "Show all"],
  physics: ["让所选邻域自由排布", "Let the selected neighbourhood move"],
  physicsNeeds: ["请先选中一个节点", "Select a node first"],
  tables: ["表格", "Tables"],
  facts: ["事实", "Facts"],
  entities: ["实体", "Entities"],
  figures: ["数据", "Figures"],
  pageBefore: ["上一页", "Previous"],
  pageAfter: ["下一页", "Next"],
  reading: ["阅读", "Reading"],
  shown: ["显示 {0} / {1}", "Showing {0} of {1}"],
  shownGroups: ["共 {1} 个节点，按 {0} 个群落概览；点开任一群落", "{1} nodes in {0} groups; open any of them"],
  strongest: ["每个群落中联系最多的节点", "the best connected of each group"],
  folded: ["末端节点收在“+N”里，点开可见", "leaves are folded into +N nodes, click to open"],
  filtered: ["已筛选", "filtered"],
  rows: ["第 {0}–{1} 行，共 {2} 行", "Rows {0}–{1} of {2}"],
  noRows: ["没有符合条件的内容", "Nothing matches"],
  emptyFiltered: ["没有符合条件的节点。放宽或清除筛选后再看。", "No node matches. Relax or clear the filters."],
  emptyGraph: ["图谱里还没有实体。请检查输入的版面是否含有正文，再运行 kg build。", "This graph holds no entities. Check that the pages contain text, then run kg build again."],
  emptyLinks: ["图谱里的实体之间还没有关系，可在列表视图中查看，或勾选“显示没有关系的实体”。", "The entities of this graph have no relations. See the list view, or tick “Show entities without relations”."],
  openList: ["打开列表视图", "Open the list view"],
  noPath: ["这两个节点之间没有相连的路径（在当前筛选下）。", "No path joins these two nodes under the current filters."],
  gone: ["链接里的“{0}”不在这张图谱中", "“{0}” of the link is not in this graph"],
  broken: ["页面无法打开：{0}。请用新版 Edge、Chrome 或 Firefox 打开；若仍不行，请重新运行 kg view 生成。", "The page cannot open: {0}. Use a recent Edge, Chrome or Firefox; if that does not help, make it again with kg view."],
  aliases: ["又称", "Also"],
  code: ["区划代码", "Division code"],
  within: ["位于", "In"],
  related: ["条关系", "relations"],
  expandCount: ["展开 {0} 个邻居", "Expand {0} neighbours"],
  collapse: ["收起邻居", "Collapse"],
  focus: ["聚焦", "Focus"],
  steps: ["{0} 步", "{0} steps"],
  oneStep: ["1 步", "1 step"],
  unfocus: ["退出聚焦", "Leave focus"],
  pathFrom: ["设为路径起点", "Path starts here"],
  pathTo: ["到这里的最短路径", "Shortest path to here"],
  pathHow: ["起点：{0}。再选一个节点，点“到这里的最短路径”。", "Start: {0}. Select another node, then “Shortest path to here”."],
  pathTitle: ["最短路径", "Shortest path"],
  pathCount: ["{0} 步，共 {1} 条最短路径", "{0} steps, {1} shortest paths"],
  pathMany: ["仅列出前 {0} 条", "the first {0} are listed"],
  leavePath: ["退出路径", "Leave path"],
  cancel: ["取消", "Cancel"],
  noFacts: ["没有关于它的关系。", "No relation mentions it."],
  factsHidden: ["另有 {0} 条关系被筛选隐藏。", "{0} more relations are hidden by the filters."],
  more: ["再显示 {0} 条", "Show {0} more"],
  evidenceMore: ["另有 {0} 处原文", "{0} more sentences"],
  conflict: ["与其他报道不一致", "other reports differ"],
  mentionedIn: ["出现的句子", "Sentences that name it"],
  indicator: ["指标", "Indicator"],
  value: ["数值", "Value"],
  period: ["时期", "Period"],
  quote: ["原文", "Source"],
  showQuote: ["看原文", "Sentence"],
  rule: ["规则", "Rule"],
  chars: ["第 {0}–{1} 字", "characters {0}–{1}"],
  subject: ["主体", "Subject"],
  predicate: ["关系", "Relation"],
  object: ["客体", "Object"],
  qualifiers: ["限定", "Qualifiers"],
  confidenceShort: ["可信度", "Confidence"],
  date: ["日期", "Date"],
  file: ["文件", "File"],
  headline: ["标题", "Headline"],
  name: ["名称", "Name"],
  type: ["类型", "Type"],
  links: ["关系数", "Relations"],
  sentence: ["句子", "Sentence"],
  group: ["群落", "Group"],
  foldClose: ["收起末端节点", "Fold the leaves"],
  saved: ["已导出 {0}", "Saved {0}"],
  madeBy: ["由 Pressgraph 自新闻版面生成", "Made by Pressgraph from newspaper pages"],
  helpTitle: ["怎样使用这张图谱", "How to use this graph"],
};

const HELP = {
  zh: [
    ["看图", [["圆点与形状", "颜色和形状都表示类型，大小表示联系多少；箭头从主体指向客体。"],
      ["+37", "一个中心的末端节点收在一起，点一下展开。"],
      ["右侧阅读栏", "点节点看它的事实、数据和原文；点连线看两者之间的原文句子。"],
      ["谁说的", "每条事实下面都有句子、报道标题、日期和文件名；标出的字就是依据。"]]],
    ["查找", [["搜索", "输入名称、简称、拼音（qingdao）或首字母（qd），回车居中。"],
      ["两家有何关联", "选中甲，点“设为路径起点”；再选中乙，点“到这里的最短路径”。"],
      ["筛选", "类型、关系、区域、年份、来源、可信度可同时使用，都记在网址里，可作为链接发送。"]]],
    ["键盘", [["/", "搜索"], ["↑ ↓ ← →", "移到那个方向的节点"], ["Enter", "阅读所选节点"], ["E", "展开或收起邻居"],
      ["F", "聚焦所选节点"], ["+ −", "缩放"], ["0", "显示全部"], ["L", "图与列表切换"], ["Esc", "关闭、取消选择"], ["?", "本页帮助"]]],
  ],
  en: [
    ["The picture", [["Dots and shapes", "Colour and shape both tell the type, size tells how connected it is; arrows run from subject to object."],
      ["+37", "The leaves of a hub are folded into one node; click to open."],
      ["Reading panel", "Click a node for its facts, figures and sentences; click a line for the sentences behind it."],
      ["Who says so", "Under each fact stand its sentence, the article's headline, date and file; the marked words made it."]]],
    ["Finding", [["Search", "Type a name, short name, pinyin (qingdao) or initials (qd); Enter centres it."],
      ["What two share", "Select one, press “Path starts here”; select the other, press “Shortest path to here”."],
      ["Filters", "Type, relation, district, year, source and confidence combine; all of it stands in the address, so a view can be sent as a link."]]],
    ["Keyboard", [["/", "Search"], ["↑ ↓ ← →", "Move to the node in that direction"], ["Enter", "Read the selected node"], ["E", "Expand or collapse"],
      ["F", "Focus on the selected node"], ["+ −", "Zoom"], ["0", "Show all"], ["L", "Graph or list"], ["Esc", "Close, deselect"], ["?", "This help"]]],
  ],
};

let english = false;

/** The word for key in the language shown, {0} {1} … replaced. */
function t(key, ...values) {
  const pair = WORDS[key];
  if (!pair) throw new Error(`no word for ${key}`);
  return pair[english ? 1 : 0].replace(/\{(\d)\}/g, (_, n) => String(values[n]));
}

/** 2913 → "2,913". */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** One element; children are elements or strings, strings become text nodes. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An SVG element; attributes only, no text from data. */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

function $(id) {
  return document.getElementById(id);
}

/** Text of the corpus: its own direction, its own language, controls made visible. */
function own(text, tag = "bdi", attributes = {}) {
  return h(tag, { lang: "zh", ...attributes }, visible(text));
}

/** Control and direction-changing characters are shown as what they are, so that no name can hide or reverse itself. */
function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, (c) => {
    const code = c.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\ufffd";
  });
}

/** Every element with data-t gets its words again. */
function translate() {
  document.documentElement.lang = english ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of document.querySelectorAll("[data-t-title]")) element.title = t(element.dataset.tTitle);
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
  const other = $("language");
  other.textContent = english ? "中文" : "English";
  other.lang = english ? "zh" : "en";
}

let toastTimer = 0;

/** A short message that goes by itself. */
function toast(message) {
  const box = $("toast");
  box.textContent = message;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { box.hidden = true; }, 4000);
}

/** What a screen reader says next. */
function announce(message) {
  $("live").textContent = message;
}
