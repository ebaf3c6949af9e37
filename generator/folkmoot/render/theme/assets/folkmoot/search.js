// The one search: opens with the button in the header or the key "/", asks Pagefind as one types.
// What it says stands in the page, in the page's language.
const opener = document.querySelector("[data-fm-search]");
const dialog = document.querySelector("dialog.fm-search");
const part = (name) => dialog.querySelector(`.fm-search__${name}`);
const [query, toggle, filters, results, more, state] =
  ["query", "filter", "filters", "results", "more", "state"].map(part);
const selects = [...filters.querySelectorAll("select")];
const words = JSON.parse(part("words").textContent);
const kindNames = new Map(words.kinds.map(([kind, one]) => [kind, one]));
const page = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(page);
const figures = new Intl.NumberFormat(page);
const root = new URL(opener.dataset.fmRoot.replace(/\/?$/, "/"), document.baseURI);
const step = 12;
let engine, totals, pause, before, found, shown;
let turn = 0;

function pagefind() {
  engine ??= start();
  return engine;
}

async function start() {
  const made = await import(new URL(opener.dataset.fmSearch, document.baseURI));
  // With a worker the first result comes half a second later; without it a word that half of 10,000 people share takes
  // a tenth of a second of the page's own time.
  const instance = made.createInstance({ baseUrl: root.pathname, excerptLength: 24, noWorker: true });
  await instance.init();
  return instance;
}

function told(pattern, values = {}) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function counted([one, other], number, values) {
  return told(plural.select(number) === "one" ? one : other, { ...values, num: figures.format(number) });
}

function made(tag, text = "", properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

function languageName(tag) {
  try {
    const name = new Intl.DisplayNames([page], { type: "language" }).of(tag);
    return name[0].toLocaleUpperCase(page) + name.slice(1);
  } catch {
    return tag;
  }
}

// Opening and closing

function open() {
  if (!dialog.open) {
    before = document.activeElement;
    dialog.showModal();
  }
  query.select();
  query.focus();
  pagefind().catch(failed);
}

function failed() {
  // It is loaded anew when it is next asked: the line may be back.
  engine = undefined;
  state.textContent = words.failed;
}

dialog.addEventListener("close", () => {
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

function row({ url, filters: facts, meta, excerpt }) {
  const [kind] = facts.kind;
  // Of members these are the languages they speak, not those of the text.
  const [language] = kind === "member" ? [] : facts.language ?? [];
  const foreign = language && language !== page.split("-")[0] ? language : "";
  const item = made("li");
  const link = made("a", meta.title, { href: url, lang: foreign });
  const about = made("span", "", { className: "fm-search__about" });
  about.append(made("span", kindNames.get(kind) ?? kind, { className: "fm-tag" }));
  if (foreign) about.append(made("span", languageName(foreign)));
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
  for (const node of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
    text.append(node.nodeName === "MARK" ? made("mark", node.textContent) : node.textContent);
  }
  item.append(link, " ", about, text);
  return item;
}

async function rows(now) {
  const next = await Promise.all(found.results.slice(shown, shown + step).map((result) => result.data()));
  if (now !== turn) return [];
  shown += next.length;
  more.hidden = shown >= found.results.length;
  return next.map(row);
}

async function answer() {
  clearTimeout(pause);
  const now = ++turn;
  const text = query.value.trim();
  const asked = chosen();
  const any = Boolean(Object.keys(asked).length);
  const search = await pagefind();
  const answered = text || any ? await search.search(text || null, { filters: asked }) : { results: [] };
  if (now !== turn) return;
  found = answered;
  shown = 0;
  const items = await rows(now);
  if (now !== turn) return;
  results.replaceChildren(...items);
  more.hidden = shown >= found.results.length;
  state.textContent = summary(text, any);
  dialog.scrollTop = 0;
  if (!filters.hidden) await count(text, asked, now);
}

function summary(text, any) {
  const number = found.results.length;
  if (!text && !any) return "";
  if (!number) return text ? told(words.nothing, { words: text }) : words.none;
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
  await answer().catch(failed);
  results.querySelector("a")?.click();
});
more.addEventListener("click", async () => {
  const items = await rows(turn);
  results.append(...items);
  items[0]?.querySelector("a").focus();
});
dialog.addEventListener("keydown", (event) => {
  // A search field takes the first Escape to empty itself; here it closes.
  if (event.key === "Escape" && event.target === query) dialog.close();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [query, ...results.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
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
    select.append(...values.map(([value, text]) => Object.assign(new Option(text, value), { fmName: text })));
    select.parentElement.hidden = !values.length;
  }
}

// Beside each choice stands how many there would be with it and the other filters.
async function count(text, asked, now) {
  const search = await pagefind();
  const known = {};
  for (const name of ["kind", "language", "topic"]) {
    const others = chosen(name);
    if (!text && !Object.keys(others).length) known[name] = totals[name];
    else if (!asked[name]) known[name] = found.filters?.[name];
    else known[name] = (await search.search(text || null, { filters: others })).filters?.[name];
  }
  if (now !== turn) return;
  for (const box of boxes()) {
    const number = known.kind?.[box.value] ?? 0;
    box.parentElement.querySelector("small").textContent = figures.format(number);
    box.parentElement.classList.toggle("fm-search__kind--none", !number && !box.checked);
  }
  for (const select of selects) {
    for (const option of [...select.options].slice(1)) {
      const number = known[select.dataset.fmFilter]?.[option.value] ?? 0;
      option.textContent = `${option.fmName} (${figures.format(number)})`;
      option.hidden = option.disabled = !number && !option.selected;
    }
  }
}

toggle.addEventListener("click", async () => {
  filters.hidden = !filters.hidden;
  toggle.setAttribute("aria-expanded", String(!filters.hidden));
  if (filters.hidden) return;
  try {
    if (!totals) {
      totals = await (await pagefind()).filters();
      build();
    }
    await answer();
  } catch {
    failed();
  }
});
filters.addEventListener("change", () => {
  const number = boxes().filter((box) => box.checked).length + selects.filter((select) => select.value).length;
  part("chosen").textContent = number ? ` (${figures.format(number)})` : "";
  part("clear").hidden = !number;
  answer().catch(failed);
});
part("clear").addEventListener("click", () => {
  for (const box of boxes()) box.checked = false;
  for (const select of selects) select.value = "";
  filters.dispatchEvent(new Event("change"));
  query.focus();
});
