// Refines the directory in place: reads a small file of all members when somebody begins, and keeps the choice in the
// address. What it says stands in the form, in the page's language; the list as it was comes back when all is cleared.
const form = document.querySelector(".fm-refine");
const status = form.querySelector("[role=status]");
const clear = form.querySelector("[type=reset]");
const list = document.querySelector("[data-fm-found]");
const more = document.querySelector(".fm-refine__more");
const whole = document.querySelector("[data-fm-whole]");
const everybody = document.querySelector("[data-fm-count]");
const fields = [...form.elements].filter((one) => one.name);
const page = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(page);
const figures = new Intl.NumberFormat(page);
const root = new URL(form.dataset.fmRoot || "./", document.baseURI);
const step = 100;
const choices = new Map(fields.filter((one) => one.options).map((one) => [one, [...one.options]]));
let loading, found, shown;
let turn = 0;

// The file says each facet once, members name them by number.
function index() {
  loading ??= fetch(new URL(form.dataset.fmIndex, document.baseURI))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then(({ languages, facets, members }) => ({
      facets,
      folder: languages.includes(page) ? `${page}/` : "",
      numbers: new Map(facets.map(([kind, slug], number) => [`${kind}/${slug}`, number])),
      members: members.map((row) => ({ row, sound: bare(row[1]), has: carried(facets, row[3] ?? []) })),
    }));
  // What failed once is tried again when it is next asked for: the line may be back.
  loading.catch(() => (loading = undefined));
  return loading;
}

// Who lives in a town lives in its country.
function carried(facets, own) {
  return new Set([...own, ...own.map((one) => facets[one][3]).filter((one) => one !== undefined)]);
}

// Without capitals and the accents of Latin letters, as the pages tell words apart: in other scripts a mark makes
// another letter.
function bare(words) {
  const small = words.normalize("NFKC").toLowerCase().normalize("NFD");
  return small.replace(/(\p{Script=Latin})\p{M}+/gu, "$1").normalize("NFC");
}

function made(tag, className = "", text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

// The first letters of the first and the last word, as on the pages.
function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name];
  return ends.map((word) => [...word][0]).join("").toLocaleUpperCase();
}

function card({ row: [slug, name, sign, own = [], skills = 0] }, { facets, folder }) {
  const item = made("li", "fm-card fm-card--member");
  let avatar;
  if (typeof sign === "number") {
    avatar = made("span", `fm-avatar fm-avatar--m fm-hue-${sign}`, initials(name));
    avatar.setAttribute("aria-hidden", "true");
  } else {
    avatar = Object.assign(made("img", "fm-avatar fm-avatar--m"), { alt: "", width: 160, height: 160, loading: "lazy" });
    avatar.src = new URL(sign.split("/").map(encodeURIComponent).join("/"), root);
  }
  const town = facets[own.find((one) => facets[one][0] === "place" && facets[one][2])];
  const about = made("div");
  const link = made("a", "fm-card__title", name);
  link.href = new URL(`${folder}members/${slug}/`, root);
  about.append(link);
  if (town) about.append(made("p", "fm-quiet", town[2]));
  if (skills) about.append(made("p", "fm-card__text", own.slice(0, skills).map((one) => facets[one][2]).join(", ")));
  item.append(avatar, about);
  return item;
}

function asked() {
  return fields.map((field) => [field.name, field.value.trim()]);
}

// What the page lists anyway: of a facet its own word.
function isWhole() {
  return fields.every((field) => field.value.trim() === (field.dataset.fmOwn ?? ""));
}

function address() {
  const url = new URL(location);
  url.search = "";
  url.hash = "";
  if (!isWhole()) {
    for (const [name, value] of asked()) if (value || form.elements[name].dataset.fmOwn) url.searchParams.set(name, value);
  }
  return url;
}

function restored() {
  const said = new URLSearchParams(location.search);
  const isSaid = fields.some((field) => said.has(field.name));
  for (const field of fields) {
    const value = (isSaid ? said.get(field.name) : field.dataset.fmOwn) ?? "";
    const options = choices.get(field);
    // A word that is too rare for the form can still be asked for.
    if (options && !options.some((one) => one.value === value)) options.push(new Option(value, value));
    if (options) field.replaceChildren(...options);
    field.value = value;
  }
}

function show() {
  const isAll = isWhole();
  whole.hidden = !isAll;
  list.hidden = isAll;
  clear.hidden = isAll;
  // How many are left stands in the form.
  everybody.hidden = !isAll;
}

// Of each list the words that leave somebody with the other choices. What is not offered is taken out: lists on phones
// show hidden options too.
function offer({ members, numbers }) {
  const number = (field, value) => numbers.get(`${field.name}/${value}`);
  for (const [field, options] of choices) {
    const { value } = field;
    const others = matching(members, numbers, field);
    const left = new Set(others.flatMap((one) => [...one.has]));
    field.replaceChildren(
      ...options.filter((one) => !one.value || one.value === value || left.has(number(field, one.value))),
    );
    field.value = value;
  }
}

function matching(members, numbers, except) {
  const named = bare(form.elements.name.value.trim()).split(/\s+/).filter(Boolean);
  const wanted = [...choices.keys()]
    .filter((field) => field !== except && field.value)
    .map((field) => numbers.get(`${field.name}/${field.value}`));
  return members.filter(
    (one) => named.every((part) => one.sound.includes(part)) && wanted.every((number) => one.has.has(number)),
  );
}

function grow(known) {
  const focus = list.children.length;
  list.append(...found.slice(shown, shown + step).map((one) => card(one, known)));
  shown += step;
  more.hidden = shown >= found.length;
  return list.children[focus];
}

async function refined() {
  const mine = ++turn;
  if (isWhole()) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    show();
    // Who has not begun to choose needs no file yet.
    loading?.then((known) => mine === turn && offer(known), () => {});
    return;
  }
  status.textContent ||= form.dataset.fmLoading;
  try {
    const known = await index();
    if (mine !== turn) return;
    offer(known);
    found = matching(known.members, known.numbers);
    shown = 0;
    list.replaceChildren();
    grow(known);
    const pattern = plural.select(found.length) === "one" ? form.dataset.fmOne : form.dataset.fmOther;
    status.textContent = found.length ? pattern.replace("{num}", figures.format(found.length)) : form.dataset.fmNone;
    show();
  } catch {
    if (mine === turn) status.textContent = form.dataset.fmFailed;
  }
}

// A list that is open stays as it is.
function begin() {
  index().then((known) => document.activeElement?.options || offer(known), () => {});
}

for (const way of ["pointerenter", "focusin"]) form.addEventListener(way, begin, { once: true });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  // A choice can be taken back with the browser's button; letters as they are typed are one step together.
  const isTyped = event.target.name === "name";
  const isGoingOn = isTyped && new URLSearchParams(location.search).has("name");
  history[isGoingOn ? "replaceState" : "pushState"](null, "", address());
  refined();
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const field of fields) {
    if (choices.has(field)) field.replaceChildren(...choices.get(field));
    field.value = field.dataset.fmOwn ?? "";
  }
  history.pushState(null, "", address());
  refined();
  form.elements.name.focus();
});
more.addEventListener("click", async () => grow(await index()).querySelector("a").focus());
addEventListener("popstate", () => {
  const before = JSON.stringify(asked());
  restored();
  // The address changes for the search as well, and a list that was let grow stays as it is.
  if (JSON.stringify(asked()) !== before) refined();
});
restored();
refined();
