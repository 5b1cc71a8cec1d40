// Search over all names and short names, by characters, pinyin, initials, or a mixture of them.

const SUGGESTIONS = 12;
let forms = null;

function foldText(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》〈〉()（）·]/g, "");
}

/** Each name as characters with their syllables; made at the first search. */
function searchForms() {
  if (forms) return forms;
  forms = [];
  for (let n = 0; n < COUNT; n += 1) {
    [NAMES[n], ...ENTITIES[n].aliases].forEach((name, k) => {
      const syllables = (ENTITIES[n].syllables[k] || "").split(" ");
      const characters = [], sounds = [];
      Array.from(name).forEach((character, at) => {
        for (const folded of Array.from(foldText(character))) { characters.push(folded); sounds.push(syllables[at] ? syllables[at].split("/") : []); }
      });
      forms.push({ n, alias: k > 0, name, characters, sounds, text: characters.join("") });
    });
  }
  return forms;
}

/** Whether query[q…] can be read from character c on: each step takes a character, its syllable, or its initial. */
function readsOn(form, c, query, q) {
  if (q === query.length) return c;
  if (c === form.characters.length) return -1;
  const character = form.characters[c];
  if (query.startsWith(character, q)) {
    const end = readsOn(form, c + 1, query, q + character.length);
    if (end >= 0) return end;
  }
  for (const sound of form.sounds[c]) {
    let same = 0;
    while (same < sound.length && sound[same] === query[q + same]) same += 1;
    if (same === 0) continue;
    if (q + same === query.length) return c + 1;
    if (same === sound.length) {
      const end = readsOn(form, c + 1, query, q + same);
      if (end >= 0) return end;
    }
    const end = sound.length > 1 ? readsOn(form, c + 1, query, q + 1) : -1;
    if (end >= 0) return end;
  }
  return -1;
}

/** Lower is better: whole name, beginning, inside; characters before pinyin; full names before short ones. */
function quality(form, query) {
  const at = form.text.indexOf(query);
  if (at >= 0) return (form.text.length === query.length ? 0 : at === 0 ? 1 : 2) + (form.alias ? 0.5 : 0);
  if (!/[a-z]/.test(query)) return -1;
  for (let c = 0; c < form.characters.length; c += 1) {
    if (!form.sounds[c].length && form.characters[c] !== query[0]) continue;
    const end = readsOn(form, c, query, 0);
    if (end < 0) continue;
    return (c === 0 ? (end === form.characters.length ? 3 : 4) : 5) + (form.alias ? 0.5 : 0);
  }
  return -1;
}

/** The best matches, best first: {n, name} where name is the form that matched. */
function search(typed) {
  const query = foldText(typed);
  if (!query) return [];
  const best = new Map();
  for (const form of searchForms()) {
    const score = quality(form, query);
    if (score < 0) continue;
    const now = best.get(form.n);
    if (!now || score < now.score) best.set(form.n, { n: form.n, name: form.name, score });
  }
  return [...best.values()].sort((a, b) => a.score - b.score || AT[b.n].length - AT[a.n].length || a.n - b.n).slice(0, SUGGESTIONS);
}
