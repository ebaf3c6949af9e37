// What the search does once it is open: it asks Pagefind, judges what that found, and makes a row of each finding.
// Loaded with Pagefind itself: pages that nobody searches from are lighter.
import { languageName, made, page, root, told, words } from "./speech.js";

const kindNames = new Map(words.kinds.map(([kind, one]) => [kind, one]));
let judged;

// The index holds words without the articles that lean on them, which stand apart there: “l’ établi”. Keep the list as
// render/search/elisions.py has it.
const articles = "l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|un|all|dell|nell|sull|dall|quell";
const elided = new RegExp(`(?<![\\p{L}\\p{N}'’ʼ])(?:${articles})['’ʼ](?=[\\p{L}\\p{N}])`, "giu");
const apart = new RegExp(
  `(?<![\\p{L}\\p{N}'’ʼ])((?:${articles})(?:['’ʼ]|&#39;|&#x27;)(?:</mark>)?) (?=(?:<mark>)?[\\p{L}\\p{N}])`, "giu",
);

// What is asked for in quotes stands in this order, with its articles.
export function withoutArticles(text) {
  return text.replace(elided, /^".+"$/.test(text) ? "$& " : "");
}

// As it was written.
const joined = (text) => text.replace(apart, "$1");

// What is told in one language alone has a page in the reader's too, with everything around the text in it.
function here(url, kind, others) {
  const { languages, everywhere } = words;
  if (!url.startsWith(root.pathname) || others.includes(page) || !(everywhere || kind === "page")) return url;
  const [first, ...rest] = url.slice(root.pathname.length).split("/");
  const address = languages.indexOf(first) > 0 ? rest : [first, ...rest];
  return `${root.pathname}${languages.indexOf(page) > 0 ? `${page}/` : ""}${address.join("/")}`;
}

export function row({ url: original, filters: facts, meta, excerpt, fields }) {
  const [kind] = facts.kind;
  const url = here(original, kind, facts.told_in ?? []);
  // Of members these are the languages they speak, not those of the text.
  const [language] = kind === "member" ? [] : facts.language ?? [];
  const foreign = language && language !== page.split("-")[0] ? language : "";
  const item = made("li");
  const link = made("a", joined(meta.title), { href: url, lang: foreign });
  const about = made("span", "", { className: "fm-search__about" });
  about.append(made("span", kindNames.get(kind) ?? kind, { className: "fm-tag" }));
  if (foreign) about.append(made("span", languageName(foreign)));
  if (fields.includes("also") && !fields.includes("title")) about.append(made("span", joined(meta.also)));
  const { host, origin } = new URL(link.href);
  if (origin !== location.origin) {
    link.rel = "noopener";
    const note = made("span", `${host} ↗`);
    note.setAttribute("aria-label", told(words.elsewhere, { site: host }));
    note.setAttribute("role", "img");
    about.append(note);
  }
  const text = made("p", "", { lang: foreign });
  // Pagefind's excerpt is escaped text with <mark> around what was found; rebuilt here without innerHTML.
  for (const node of new DOMParser().parseFromString(joined(excerpt), "text/html").body.childNodes) {
    text.append(node.nodeName === "MARK" ? made("mark", node.textContent) : node.textContent);
  }
  item.append(link, " ", about, text);
  return item;
}

export function load(some) {
  return Promise.all(some.map(async (one) => ({ ...(await one.data()), fields: one.matchedMetaFields ?? [] })));
}

// What is told in several languages is listed once, as the reader is best served. With a language chosen nothing is
// there twice.
export function once(filters, isEvery) {
  const isSingle = isEvery || filters.language || words.languages.length < 2;
  return isSingle ? filters : { ...filters, told_in: { none: [page] } };
}

export async function ask(search, text, filters) {
  const some = (picked, isEvery) => search.search(text || null, { filters: once(picked, isEvery) });
  let answered = await some(filters);
  let isEvery = false;
  // Words that stand in another language's text alone find that; the words decide, so that all numbers agree.
  if (text && !answered.results.length && !(await some({})).results.length) {
    isEvery = true;
    answered = await some(filters, isEvery);
  }
  // A part of the index that could not be loaded looks like one in which nothing is.
  if (text && !answered.results.length && !navigator.onLine) throw new Error("offline");
  return { ...answered, isEvery };
}

export async function judge(search, text, first) {
  if (!text) return "found";
  if (judged?.text !== text) {
    const some = first.length ? first : await load((await search.search(text)).results.slice(0, 3));
    judged = { text, verdict: await verdict(text, some, search.search) };
  }
  return judged.verdict;
}

// Where several words find nothing together, those of them that find something by themselves.
export async function knownAlone(search, text) {
  const several = text.split(/\s+/);
  if (several.length < 2 || several.length > 6 || /^".+"$/.test(text)) return [];
  const each = several.map(async (word) => {
    const some = await load((await search.search(word)).results.slice(0, 3));
    return some.length && (await verdict(word, some, search.search)) === "found" ? word : "";
  });
  return [...new Set((await Promise.all(each)).filter((word) => word.length > 2))];
}

// The same result among new ones: an answer may come while somebody is among those to half of their word.
export function stayed(held, results) {
  return [...results.querySelectorAll("a")].find((one) => one.href === held.href);
}

function listed(items) {
  const list = made("ul");
  list.append(...items.map((one) => {
    const item = made("li");
    item.append(one);
    return item;
  }));
  return list;
}

// What to do where nothing was found: other words, fewer filters, the lists.
export function waysOn(known, isFiltered) {
  const { alone, unfilter, advice, kinds, languages } = words;
  const own = languages.indexOf(page) > 0 ? `${page}/` : "";
  const tries = known.map((word) => made("button", word, { type: "button", value: word }));
  const lists = kinds.filter(([, , , folder]) => folder)
    .map(([, , name, folder]) => made("a", name, { href: `${root.pathname}${own}${folder}` }));
  return [
    ...(isFiltered ? [listed([made("button", unfilter, { type: "button" })])] : []),
    ...(tries.length ? [made("p", alone), listed(tries)] : []),
    made("p", advice),
    listed(lists),
  ];
}

// Whether what Pagefind found holds what was asked for: a word that it does not know it shortens, letter by letter,
// until it finds something. No option of Pagefind 1.5 forbids that.

// Words are compared as Pagefind does it: without accents, capitals and punctuation.
function bare(word) {
  return word.normalize("NFD").toLowerCase().replace(/[\p{M}\p{P}]/gu, "");
}

// A compound is found by each of its parts.
function parts(word) {
  const split = word.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}\p{M}]+/u);
  return [word, ...split].map(bare);
}

function matched({ meta, raw_content: content, locations }) {
  const words = content.split(/\s+/);
  const titles = Object.values(meta).flatMap((title) => title.split(/\s+/));
  return [...titles, ...locations.map((place) => words[place] ?? "")].flatMap(parts);
}

// "found", where every word is the beginning of one that was found, or has the stem of one that there is (a search for
// the exact word never shortens it); else "similar", where at least four letters are the same, or "nothing".
async function verdict(text, results, search) {
  if (/^\s*".+"\s*$/.test(text)) return "found";
  const known = [...new Set(results.flatMap(matched))];
  let told = "found";
  for (const word of text.split(/\s+/).map(bare).filter(Boolean)) {
    if (known.some((one) => one.startsWith(word)) || (await search(`"${word}"`)).results.length) continue;
    if (word.length < 4 || !known.some((one) => one.startsWith(word.slice(0, 4)))) return "nothing";
    told = "similar";
  }
  return told;
}
