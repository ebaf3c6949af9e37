// The questions of a proposal's form: reads the answers, finds what is wrong by the record's schema, and says it beside
// each question, in the page's words.
import { listed, People, valueOf } from "./answers.js";

export const form = document.querySelector("[data-fm-propose]");
export const words = JSON.parse(form.querySelector(".fm-ask__words").textContent);
export const people = new People();
// What was loaded once somebody began: the schema, what is wrong by it, and the names of files that are there.
export const known = { schema: undefined, faults: undefined, taken: undefined };
// The fields that somebody has left with an answer in them.
export const seen = new Set();
export const own = form.querySelector("[data-fm-kind=file]");
export const page = document.documentElement.lang || "en";

const { fmPropose: name, fmZone: zone } = form.dataset;
const owner = form.querySelector("[data-fm-kind=owner]");
const sum = form.querySelector("[data-fm-sum]");
const plural = new Intl.PluralRules(page);

const ownerOf = (field) => field.parentElement.closest("[data-fm-kind]");
const fieldsOf = (scope, around) => [...scope.querySelectorAll("[data-fm-kind]")].filter((one) => ownerOf(one) === around);
const isSlug = (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
export const rowsOf = (field) => [...field.querySelectorAll(":scope > .fm-ask__row")];
export const controlOf = (field) => field.querySelector("input, select, textarea") ?? field.querySelector("button");

// The values of all fields of a scope by their keys, and where each stands.
function read(scope, around, path, places) {
  const values = {};
  const context = { people, zone, begin: form.querySelector("[data-fm-key=start] [type=date]")?.value ?? "" };
  for (const field of fieldsOf(scope, around)) {
    const { fmKind, fmKey } = field.dataset;
    if (!fmKey) continue;
    const keys = fmKey.split(".");
    places.set([...path, ...keys].join("."), field);
    let value;
    if (fmKind === "rows") {
      value = rowsOf(field).reduce((rows, row) => {
        const found = new Map();
        const one = read(row, field, [...path, ...keys, rows.length], found);
        if (!Object.keys(one).length) return rows;
        found.forEach((place, where) => places.set(where, place));
        return [...rows, one];
      }, []);
      if (!value.length) value = undefined;
    } else {
      value = valueOf(field, context);
    }
    if (value === undefined) continue;
    const last = keys.pop();
    let inner = values;
    for (const key of keys) inner = inner[key] ??= {};
    inner[last] = value;
  }
  return values;
}

// Keys as the schema has them in order, which is that of the formats.
function ordered(value, { properties, items }) {
  if (Array.isArray(value)) return value.map((one) => (items ? ordered(one, items) : one));
  if (typeof value !== "object" || !properties) return value;
  const keys = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  return Object.fromEntries(keys.map((key) => [key, ordered(value[key], properties[key])]));
}

export function asked() {
  const places = new Map();
  const values = read(form, null, [], places);
  // It says how the text is read aloud, and there may be none.
  if (!values.bio) delete values.bio_language;
  const { text, ...others } = values;
  if (name === "feed") others.feeds = Object.values(others.feeds ?? {});
  const whole = name === "feed" ? { properties: { feeds: known.schema.properties.feeds } } : known.schema;
  return { values: ordered(others, whole), text: name === "member" || name === "feed" ? null : (text ?? ""), places, whole };
}

// What is wrong, by field: the first fault of each in the words of the page.
export function wrong({ values, places, whole }) {
  const found = new Map();
  const note = (field, text) => field && !found.has(field) && found.set(field, text);
  const at = (path) => {
    for (let length = path.length; length; length -= 1) {
      const field = places.get(path.slice(0, length).join("."));
      if (field) return field;
    }
    return undefined;
  };
  for (const { path, keyword } of known.faults(whole, values)) {
    const field = at(path);
    note(field, keyword === "required" ? words.needed : field?.dataset.fmWrong);
  }
  for (const field of places.values()) {
    const { fmKind } = field.dataset;
    // Rows in which nothing stands are left out.
    if (fmKind === "rows") continue;
    const input = controlOf(field);
    if (input.required && valueOf(field, { people, zone, begin: "" }) === undefined) note(field, words.needed);
    if (!input.value) continue;
    if (fmKind === "address" && !isWhole(input.value.trim())) note(field, field.dataset.fmWrong);
    if (fmKind === "zone" && !isZone(input.value.trim())) note(field, field.dataset.fmWrong);
    if (fmKind.startsWith("member") && !listed(input.value).every((one) => people.has(people.slug(one)))) {
      note(field, field.dataset.fmWrong);
    }
  }
  const { start = "", end = "" } = values;
  if (end && end < start.slice(0, end.length)) note(places.get("end"), words.ended);
  if (own) {
    const slug = fileName();
    const titled = values.name ?? values.title;
    // Who has not said a name yet is asked for that first.
    if (!isSlug(slug) && (slug || titled)) note(own, own.dataset.fmWrong);
    else if (known.taken?.has(slug)) note(own, words.taken);
  }
  if (owner && whose() && !(isSlug(whose()) && people.has(whose()))) note(owner, owner.dataset.fmWrong);
  return new Map([...found].sort(([one], [other]) => (one.compareDocumentPosition(other) & 4 ? -1 : 1)));
}

function isWhole(address) {
  try {
    const { hostname, username, port } = new URL(address);
    return Boolean(hostname) && !username && port !== "0";
  } catch {
    return false;
  }
}

function isZone(zoneName) {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zoneName }));
  } catch {
    return false;
  }
}

export function fileName() {
  return own ? controlOf(own).value.trim() : "";
}

// The member whose feed it is; "" for the community's.
export function whose() {
  return people.slug(controlOf(owner).value.trim());
}

// What is wrong stands beside its field, of those that somebody has left or of all.
export function tell(found, isAll) {
  for (const field of form.querySelectorAll("[data-fm-kind]")) {
    if (isAll && found.has(field)) seen.add(field);
    const text = isAll || seen.has(field) ? (found.get(field) ?? "") : "";
    const control = controlOf(field);
    const id = `${control.id || `fm-${name}-${field.dataset.fmKey}`}-wrong`;
    let note = document.getElementById(id);
    if (!text && !note) continue;
    if (!note) {
      note = Object.assign(document.createElement("p"), { id, className: "fm-wrong" });
      (field.querySelector(":scope > label, :scope > legend") ?? control).after(note);
    }
    if (note.textContent !== text) note.textContent = text;
    note.hidden = !text;
    control.toggleAttribute("aria-invalid", false);
    const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    if (text) {
      control.setAttribute("aria-invalid", "true");
      others.unshift(id);
    }
    if (others.length) control.setAttribute("aria-describedby", others.join(" "));
    else control.removeAttribute("aria-describedby");
  }
}

export function summarise(found) {
  sum.hidden = !found.size;
  const list = document.createElement("ul");
  for (const [field, text] of found) {
    const link = document.createElement("a");
    const label = field.querySelector("label, legend").firstChild.textContent.trim();
    link.textContent = `${label} – ${text}`;
    link.href = `#${controlOf(field).id}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(field);
    });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const [one, other] = words.wrongs;
  const told = document.createElement("p");
  told.textContent = (plural.select(found.size) === "one" ? one : other).replace("{num}", found.size);
  sum.replaceChildren(...(found.size ? [told, list] : []));
}

export function goTo(field) {
  const folded = field.closest("details");
  if (folded) folded.open = true;
  controlOf(field).focus();
}

// Rows of lists: ids and names are those of the pattern, with the number of the row.
export function addRow(field, number = Number(rowsOf(field).at(-1)?.dataset.fmNumber ?? 0) + 1) {
  const row = field.querySelector("template").content.cloneNode(true).firstElementChild;
  row.dataset.fmNumber = number;
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace("{number}", number));
  for (const one of row.querySelectorAll("*")) {
    for (const key of ["id", "for", "name", "aria-describedby"]) {
      if (one.hasAttribute(key)) one.setAttribute(key, one.getAttribute(key).replace("--n", `--${number}`));
    }
  }
  field.querySelector(":scope > [data-fm-more]").before(row);
  return row;
}
