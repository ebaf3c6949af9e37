// The one search: opens with the button in the header or the key "/", asks Pagefind as one types.
const opener = document.querySelector("[data-fm-search]");
const dialog = document.querySelector("dialog.fm-search");
const query = dialog.querySelector(".fm-search__query");
const results = dialog.querySelector(".fm-search__results");
const state = dialog.querySelector(".fm-search__state");
const root = new URL(opener.dataset.fmRoot.replace(/\/?$/, "/"), document.baseURI);
const most = 12;
let engine;
let asked = 0;

async function pagefind() {
  if (!engine) {
    engine = await import(new URL(opener.dataset.fmSearch, document.baseURI));
    await engine.options({ baseUrl: root.pathname, excerptLength: 24 });
    await engine.init();
  }
  return engine;
}

function open() {
  dialog.showModal();
  query.select();
  pagefind().catch(failed);
}

function failed() {
  state.textContent = "The search cannot be loaded.";
}

function row(found) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = found.url;
  link.textContent = found.meta.title;
  const words = document.createElement("p");
  // Pagefind's excerpt is escaped text with <mark> around what was found; rebuilt here without innerHTML.
  const parsed = new DOMParser().parseFromString(found.excerpt, "text/html").body;
  for (const node of parsed.childNodes) {
    const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
    part.textContent = node.textContent;
    words.append(part);
  }
  if (found.meta.kind) {
    const kind = document.createElement("span");
    kind.className = "fm-tag";
    kind.textContent = found.meta.kind;
    link.append(" ", kind);
  }
  item.append(link, words);
  return item;
}

async function answer() {
  const turn = ++asked;
  const words = query.value.trim();
  if (!words) {
    results.replaceChildren();
    state.textContent = "";
    return;
  }
  const found = await (await pagefind()).search(words);
  const shown = await Promise.all(found.results.slice(0, most).map((result) => result.data()));
  if (turn !== asked) return;
  results.replaceChildren(...shown.map(row));
  state.textContent = found.results.length ? `${found.results.length} found` : `Nothing found for “${words}”`;
}

let pause;
query.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => answer().catch(failed), 120);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.querySelector("form").addEventListener("submit", (event) => {
  // Enter in the field leads to the first result; the button closes.
  const first = results.querySelector("a");
  if (event.submitter === null || document.activeElement === query) {
    event.preventDefault();
    first?.click();
  }
});
results.addEventListener("keydown", (event) => move(event));
query.addEventListener("keydown", (event) => move(event));
function move(event) {
  // A search field takes the first Escape to empty itself; here it closes.
  if (event.key === "Escape") dialog.close();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [query, ...results.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  links[Math.max(0, Math.min(place, links.length - 1))].focus();
  event.preventDefault();
}
opener.addEventListener("click", open);
opener.hidden = false;
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }
}, true);
