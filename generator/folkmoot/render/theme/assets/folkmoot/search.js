// The one search: opens with the button in the header or the key "/", asks Pagefind as one types.
import { counted, dialog, figures, languageName, made, opener, page, part, root, told, words } from "./speech.js";

const [query, toggle, filters, results, more, state, ways] =
  ["query", "filter", "filters", "results", "more", "state", "ways"].map(part);
const selects = [...filters.querySelectorAll("select")];
const step = 12;
const patience = 400;
const nothing = { results: [], filters: {}, verdict: "nothing" };
const options = new Map();
let engine, panel, totals, pause, before, shown;
let found = nothing;
let turn = 0;
let isLeaving = false;

function pagefind() {
  engine ??= start();
  return engine;
}

async function start() {
  const [pagefound, findings] = await Promise.all([
    import(new URL(opener.dataset.fmSearch, document.baseURI)),
    import("./findings.js"),
  ]);
  // With a worker the first result comes half a second later; without it a word that half of 10,000 people share takes
  // a tenth of a second of the page's own time.
  const instance = pagefound.createInstance({
    baseUrl: root.pathname,
    excerptLength: 24,
    noWorker: true,
    ranking: { metaWeights: { title: 5, also: 5 } },
  });
  await instance.init();
  return { ...instance, ...findings };
}

// The address says what is searched for: going back closes the search, and a reload, a shared link or the way back from
// a result open it as it was. Whatever else the address says, such as how a list is refined, stays.

function isAsked() {
  return new URLSearchParams(location.search).has("q");
}

function address(isOpen) {
  const url = new URL(location);
  for (const name of new Set(url.searchParams.keys())) if (/^q(-|$)/.test(name)) url.searchParams.delete(name);
  if (isOpen) {
    url.searchParams.set("q", query.value.trim());
    for (const box of boxes()) if (box.checked) url.searchParams.append("q-kind", box.value);
    for (const select of selects) if (select.value) url.searchParams.set(`q-${select.dataset.fmFilter}`, select.value);
  }
  return url;
}

function remember(way) {
  try {
    // Only an entry of our own, which the mark tells, is taken back when the search closes.
    const mark = way === "pushState" ? { fmSearch: true } : history.state;
    history[way](mark && { ...mark, fmRows: shown }, "", address(dialog.open));
  } catch {
    // Browsers stop a page that changes its address too often; the search goes on without.
  }
}

async function restore() {
  const said = new URLSearchParams(location.search);
  query.value = said.get("q");
  show();
  const isFiltered = [...said.keys()].some((name) => name.startsWith("q-"));
  if (isFiltered) await unfold();
  for (const box of boxes()) box.checked = said.getAll("q-kind").includes(box.value);
  for (const select of selects) {
    offer(select, () => true);
    const value = said.get(`q-${select.dataset.fmFilter}`) ?? "";
    select.value = [...select.options].some((one) => one.value === value) ? value : "";
  }
  tell();
  await answer(history.state?.fmRows || step);
}

addEventListener("popstate", () => {
  if (isLeaving) {
    isLeaving = false;
    // It was opened again before the browser had gone back.
    if (dialog.open) remember("pushState");
  } else if (isAsked()) {
    restore().catch(failed);
  } else if (dialog.open) {
    dialog.close();
  }
});

// Opening and closing

function show() {
  if (!dialog.open) {
    before = document.activeElement;
    dialog.showModal();
  }
  query.select();
  query.focus();
}

function open() {
  show();
  if (!isAsked()) remember("pushState");
  pagefind().catch(failed);
}

function failed() {
  // It is loaded anew when it is next asked: the line may be back.
  engine = undefined;
  found = nothing;
  results.replaceChildren();
  more.hidden = true;
  ways.hidden = true;
  state.textContent = words.failed;
}

dialog.addEventListener("close", () => {
  if (dialog.open) return;
  clearTimeout(pause);
  if (isAsked() && !isLeaving) {
    isLeaving = Boolean(history.state?.fmSearch);
    if (isLeaving) history.back();
    else remember("replaceState");
  }
  (before && before !== document.body && before.isConnected ? before : opener).focus();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
part("close").addEventListener("click", () => dialog.close());
opener.addEventListener("click", open);
opener.hidden = false;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }
}, true);

// What was found

async function answer(number = step) {
  clearTimeout(pause);
  const now = ++turn;
  const late = setTimeout(() => {
    if (now === turn) state.textContent = words.searching;
  }, patience);
  try {
    await look(now, number);
  } catch (error) {
    if (now === turn) throw error;
  } finally {
    clearTimeout(late);
  }
}

async function look(now, number) {
  const asked = chosen();
  const any = Boolean(Object.keys(asked).length);
  const typed = query.value.trim();
  const search = await pagefind();
  const text = search.withoutArticles(typed);
  const answered = text || any ? await search.ask(search, text, asked) : nothing;
  const first = await search.load(answered.results.slice(0, number));
  const verdict = await search.judge(search, text, first);
  const known = verdict === "nothing" ? await search.knownAlone(search, text) : [];
  if (now !== turn) return;
  found = verdict === "nothing" || answered === nothing ? nothing : { ...answered, verdict };
  const items = found === nothing ? [] : first.map(search.row);
  shown = items.length;
  if (dialog.open && isAsked() && !isLeaving) remember("replaceState");
  const held = document.activeElement ?? query;
  results.replaceChildren(...items);
  more.hidden = shown >= found.results.length;
  state.textContent = summary(typed, any);
  ways.hidden = !text || shown > 0;
  ways.replaceChildren(...(ways.hidden ? [] : search.waysOn(known, any)));
  dialog.scrollTop = 0;
  if (dialog.open && (!held.isConnected || held.closest("[hidden]"))) (search.stayed(held, results) ?? query).focus();
  if (!filters.hidden) await count(text, asked, now);
}

function summary(text, any) {
  const number = found.results.length;
  if (!text && !any) return "";
  if (!number) return text ? told(words.nothing, { words: text }) : words.none;
  if (found.verdict === "similar") return told(words.similar, { words: text });
  return counted(words.found, number);
}

query.addEventListener("input", () => {
  clearTimeout(pause);
  // One letter finds most of what there is, and is seldom meant.
  pause = setTimeout(() => answer().catch(failed), query.value.trim().length > 1 ? 100 : 400);
});
dialog.querySelector("form").addEventListener("submit", async (event) => {
  // Enter leads to the first result, also when it comes before the answer does.
  event.preventDefault();
  const typed = query.value;
  const asked = answer();
  const now = turn;
  await asked.catch(failed);
  const isMeant = now === turn && dialog.open && query.value === typed;
  if (isMeant && found.verdict === "found") results.querySelector("a")?.click();
});
ways.addEventListener("click", ({ target }) => {
  if (!target.matches("button")) return;
  if (target.value) query.value = target.value;
  else part("clear").click();
  query.focus();
  answer().catch(failed);
});
more.addEventListener("click", async () => {
  const now = turn;
  const search = await pagefind();
  const items = (await search.load(found.results.slice(shown, shown + step))).map(search.row);
  if (now !== turn) return;
  shown += items.length;
  more.hidden = shown >= found.results.length;
  remember("replaceState");
  results.append(...items);
  items[0]?.querySelector("a").focus();
});
dialog.addEventListener("keydown", (event) => {
  // A search field takes the first Escape to empty itself; here it closes.
  if (event.key === "Escape" && event.target === query) dialog.close();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [query, ...ways.querySelectorAll("a, button"), ...results.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
  const place = stops.indexOf(event.target);
  if (place < 0) return;
  stops[Math.max(0, Math.min(place + (event.key === "ArrowDown" ? 1 : -1), stops.length - 1))].focus();
  event.preventDefault();
});

// Filters: their files are loaded when the panel is first opened.

function boxes() {
  return [...filters.querySelectorAll("input")];
}

function chosen(except) {
  const kinds = boxes().filter((box) => box.checked).map((box) => box.value);
  const asked = kinds.length ? { kind: { any: kinds } } : {};
  for (const select of selects) if (select.value) asked[select.dataset.fmFilter] = [select.value];
  delete asked[except];
  return asked;
}

function build() {
  for (const [kind, , several] of words.kinds) {
    if (!totals.kind?.[kind]) continue;
    const label = made("label", "", { className: "fm-search__kind" });
    label.append(made("input", "", { type: "checkbox", value: kind }), made("span", several), made("small"));
    part("kinds").append(label);
  }
  for (const select of selects) {
    const name = select.dataset.fmFilter === "language" ? languageName : (value) => value;
    const values = Object.keys(totals[select.dataset.fmFilter] ?? {}).map((value) => [value, name(value)]);
    values.sort(([, one], [, other]) => one.localeCompare(other, page));
    options.set(select, values.map(([value, text]) => Object.assign(new Option(text, value), { fmName: text })));
    offer(select, () => true);
    select.parentElement.hidden = !values.length;
  }
}

// What is not offered is taken out: lists on phones show hidden options too.
function offer(select, isWanted) {
  const { value } = select;
  select.replaceChildren(select.options[0], ...(options.get(select) ?? []).filter(isWanted));
  select.value = value;
}

// Beside each choice stands how many there would be with it and the other filters.
async function count(text, asked, now) {
  const search = await pagefind();
  const known = {};
  for (const name of ["kind", "language", "topic"]) {
    const isLanguage = name === "language";
    const others = isLanguage ? chosen(name) : search.once(chosen(name), found.isEvery);
    const isAll = !text && !Object.keys(others).length;
    if (isAll) known[name] = totals[name];
    else if (text && found === nothing) known[name] = {};
    else if (found !== nothing && !isLanguage && !asked[name]) known[name] = found.filters?.[name];
    else known[name] = (await search.search(text || null, { filters: others })).filters?.[name];
  }
  if (now !== turn) return;
  for (const box of boxes()) {
    const number = known.kind?.[box.value] ?? 0;
    box.parentElement.querySelector("small").textContent = figures.format(number);
    box.parentElement.classList.toggle("fm-search__kind--none", !number && !box.checked);
  }
  for (const select of selects) {
    offer(select, (option) => {
      const number = known[select.dataset.fmFilter]?.[option.value] ?? 0;
      option.textContent = `${option.fmName} (${figures.format(number)})`;
      return number || option.value === select.value;
    });
  }
}

async function choices() {
  totals = await (await pagefind()).filters();
  build();
}

async function unfold() {
  filters.hidden = false;
  toggle.setAttribute("aria-expanded", "true");
  panel ??= choices();
  try {
    await panel;
  } catch (error) {
    panel = undefined;
    throw error;
  }
}

function tell() {
  const number = boxes().filter((box) => box.checked).length + selects.filter((select) => select.value).length;
  part("chosen").textContent = number ? ` (${figures.format(number)})` : "";
  part("clear").hidden = !number;
}

toggle.addEventListener("click", () => {
  if (filters.hidden) {
    unfold().then(() => answer()).catch(failed);
  } else {
    filters.hidden = true;
    toggle.setAttribute("aria-expanded", "false");
  }
});
filters.addEventListener("change", () => {
  tell();
  answer().catch(failed);
});
part("clear").addEventListener("click", () => {
  for (const box of boxes()) box.checked = false;
  for (const select of selects) select.value = "";
  filters.dispatchEvent(new Event("change"));
  query.focus();
});

if (isAsked()) restore().catch(failed);
