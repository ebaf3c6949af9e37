// The questions of a proposal's form: reads the answers, finds what is wrong by the record's schema, and says it beside
// each question, in the page's words.
import { isZone, likelyCountry, listed, meaning, People, today, valueOf } from "./answers.js";

export const form = document.querySelector("[data-fm-propose]");
export const words = JSON.parse(form.querySelector(".fm-ask__words").textContent);
export const people = new People();
// What was loaded once somebody began: the schema, what is wrong by it, and what the hub has already.
export const known = { schema: undefined, faults: undefined, taken: undefined };
// The fields that somebody has left with an answer in them.
export const seen = new Set();
// What was done to an answer so that it is right, by its field.
export const mended = new Map();
export const own = form.querySelector("[data-fm-kind=file]");
export const page = document.documentElement.lang || "en";

const { fmPropose: name, fmZone: zone, fmPages, fmEdit, fmUnusable } = form.dataset;
const unusable = fmUnusable && new RegExp(fmUnusable);
const owner = form.querySelector("[data-fm-kind=owner]");
const sum = form.querySelector("[data-fm-sum]");
const plural = new Intl.PluralRules(page);

const ownerOf = (field) => field.parentElement.closest("[data-fm-kind]");
const fieldsOf = (scope, around) => [...scope.querySelectorAll("[data-fm-kind]")].filter((one) => ownerOf(one) === around);
const isSlug = (text) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
// A name near to this one that a file can have: the site, or Windows, needs some for itself.
export const usable = (slug) => (unusable?.test(slug) ? `${slug}-1` : slug);
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
        const where = [...path, ...keys, rows.length];
        const one = read(row, field, where, found);
        if (!Object.keys(one).length) return rows;
        places.set(where.join("."), row);
        found.forEach((place, key) => places.set(key, place));
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

// A part of a whole, such as one item of a list, as the page's language says it.
const told = (whole, part) =>
  words.part.replace(/\{(whole|part)\}/g, (_, which) => (which === "whole" ? whole : part));
const briefly = (item) => (item.length > 40 ? `${item.slice(0, 40)}…` : item);

// What is written into the field instead of the answer where that surely means it, and said beside it.
export function mend(field) {
  const input = controlOf(field);
  const written = input.value.trim();
  const meant = meaning.sure?.[field.dataset.fmKind]?.(written);
  if (!meant || meant === written) return;
  input.value = meant;
  if (meant === `https://${written}`) mended.set(field, words.whole);
  if (field.dataset.fmKind === "login" && written.includes("/")) mended.set(field, words.alone);
}

// What is probably meant, by the kind of an answer that is not right: "" where nobody can tell.
const likely = {
  country: likelyCountry,
  member: (text) => people.like(text),
  zone: (text) => meaning.likelyZone?.(text, words.zones) ?? "",
};

// What is wrong, by field or row: the first fault of each in the words of the page, which of several answers it is about,
// where what is meant is already, and what can be written instead. What is only asked, or said, stands in nobody's way.
export function wrong({ values, places, whole }) {
  const found = new Map();
  const note = (place, text, item, links = [], isAside = false) => {
    const said = item ? told(briefly(item), text) : text;
    if (place && text && !found.has(place)) found.set(place, { text: said, links, isAside });
  };
  for (const { path, keyword } of known.faults(whole, values)) {
    let length = path.length;
    while (length && !places.has(path.slice(0, length).join("."))) length -= 1;
    const place = places.get(path.slice(0, length).join("."));
    const item = length < path.length ? path.slice(0, length + 1).reduce((value, key) => value?.[key], values) : "";
    const text = (place?.dataset.fmKind ? place : place?.closest("[data-fm-kind]"))?.dataset.fmWrong;
    note(place, keyword === "required" && length === path.length ? words.needed : text, typeof item === "string" && item);
  }
  for (const place of places.values()) {
    const { fmKind, fmKey, fmWrong } = place.dataset;
    if (fmKind === "rows") {
      const keys = place.dataset.fmEither?.split(" ") ?? [];
      // Of these one is needed in each row; rows in which nothing stands are left out.
      for (const [number, row] of (keys.length ? (values[fmKey] ?? []) : []).entries()) {
        if (!keys.some((key) => row[key])) note(places.get(`${fmKey}.${number}`), fmWrong);
      }
    }
    if (!fmKind || fmKind === "rows") continue;
    const input = controlOf(place);
    if (input.required && valueOf(place, { people, zone, begin: "" }) === undefined) note(place, words.needed);
    if (!input.value) continue;
    const value = valueOf(place, { people, zone, begin: "" });
    if (fmKind === "address" && !isWhole(value)) note(place, fmWrong);
    if (fmKind === "zone" && !isZone(value)) note(place, fmWrong);
    if (fmKind.startsWith("member")) {
      const some = fmKind === "members" ? listed(input.value) : [input.value.trim()];
      const unknown = some.find((one) => !people.has(people.slug(one)));
      if (unknown) note(place, fmWrong, some.length > 1 && unknown);
    }
    const better = found.has(place) && likely[fmKind]?.(value);
    if (better) {
      const text = `${fmWrong} ${words.likely.replace("{name}", better)}`;
      found.set(place, { text, links: [taking(better)] });
    }
  }
  const { start = "", end = "" } = values;
  if (end && end < start.slice(0, end.length)) note(places.get("end"), words.ended);
  if (own) {
    const slug = fileName();
    const titled = values.name ?? values.title;
    // Who has not said a name yet is asked for that first.
    if (!slug && titled) note(own, words.unnamed);
    else if (slug && !isSlug(slug)) note(own, own.dataset.fmWrong);
    else if (slug !== usable(slug)) {
      note(own, words.reserved, "", unusable.test(usable(slug)) ? [] : [taking(usable(slug))]);
    }
  }
  if (owner && whose() && !(isSlug(whose()) && people.has(whose()))) note(owner, owner.dataset.fmWrong);
  if (known.taken) noteTaken(values, places, note);
  if (name === "member") ask(values, places, note);
  for (const [field, text] of mended) if (form.contains(field)) note(field, text, "", [], true);
  return new Map([...found].sort(([one], [other]) => (one.compareDocumentPosition(other) & 4 ? -1 : 1)));
}

export const taking = (text) => ({ taken: text, text: words.take.replace("{name}", text) });
const pageOf = (slug) => ({ href: `${fmPages}${name === "feed" ? "member" : name}s/${slug}/`, text: words.page });
const waysTo = (member) => [fmEdit && { href: `${fmEdit}members/${member}.yml`, text: words.change }, pageOf(member)];

// What may be right, and is more often a slip: whoever means it leaves it as it is.
function ask(values, places, note) {
  const [namesake] = values.name ? people.called(values.name) : [];
  if (namesake) note(places.get("name"), words.namesake, "", waysTo(namesake).filter(Boolean), true);
  if (values.joined > today(zone)) note(places.get("joined"), words.ahead, "", [], true);
}

// What is there already leads to where it is.
function noteTaken({ github = "", feeds = [] }, places, note) {
  const member = known.taken.login(github);
  if (member) note(places.get("github"), words.login, "", waysTo(member).filter(Boolean));
  const record = own && known.taken.name(fileName());
  if (record) note(own, words.taken, "", [pageOf(record)]);
  for (const [number, { url = "" }] of feeds.entries()) {
    const reader = known.taken.feed(url);
    // What the community reads can still be said to be a member's.
    if (reader === undefined || (!reader && (name === "member" || whose()))) continue;
    const list = { href: `${fmPages}planet/sources/`, text: words.page };
    note(places.get(`feeds.${number}.url`), words.read, "", [reader ? pageOf(reader) : list]);
  }
}

function isWhole(address) {
  try {
    const { hostname, username, port } = new URL(address);
    return Boolean(hostname) && !username && port !== "0";
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

// A sentence with what leads on from it: where something is, or what is written into the field instead.
export function parted(text, links) {
  const leading = links.map((one) =>
    one.taken === undefined
      ? Object.assign(document.createElement("a"), { href: one.href, textContent: one.text })
      : Object.assign(document.createElement("button"), {
          type: "button", className: "fm-ask__less", textContent: one.text, value: one.taken,
        }),
  );
  return [text, ...leading.flatMap((link) => [" ", link])];
}

// What is wrong stands beside its field or at the head of its row, of those that somebody has left or of all.
export function tell(found, isAll) {
  const places = [...form.querySelectorAll("[data-fm-kind], .fm-ask__row")];
  for (const place of places) controlOf(place).removeAttribute("aria-invalid");
  for (const place of places) {
    if (isAll && found.has(place)) seen.add(place);
    const { text = "", links = [], isAside } = (isAll || seen.has(place) ? found.get(place) : undefined) ?? {};
    const control = controlOf(place);
    const id = `${control.id || `fm-${name}-${place.dataset.fmKey}`}${place.dataset.fmKind ? "" : "-row"}-wrong`;
    let note = document.getElementById(id);
    if (!text && !note) continue;
    if (!note) {
      note = Object.assign(document.createElement("p"), { id, className: "fm-wrong" });
      (place.querySelector(":scope > label, :scope > legend, :scope > .fm-ask__item") ?? control).after(note);
    }
    note.className = isAside ? "fm-aside" : "fm-wrong";
    if (isAside) note.setAttribute("role", "status");
    else note.removeAttribute("role");
    const parts = parted(text, links);
    // What stays is not put there again: a voice would say it again.
    if (note.textContent !== parts.map((part) => part.textContent ?? part).join("")) note.replaceChildren(...parts);
    note.hidden = !text;
    const others = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    if (text) {
      if (!isAside) control.setAttribute("aria-invalid", "true");
      others.unshift(id);
    }
    if (others.length) control.setAttribute("aria-describedby", others.join(" "));
    else control.removeAttribute("aria-describedby");
  }
}

// What a question is called, in a row of a list with the list's name and the row's number.
function labelOf(place) {
  const row = place.closest(".fm-ask__row");
  const item = row?.querySelector(":scope > .fm-ask__item").textContent;
  if (place === row) return item;
  const label = place.querySelector("label, legend").firstChild.textContent.trim();
  return row ? told(item, label) : label;
}

export function summarise(found) {
  sum.hidden = !found.size;
  const list = document.createElement("ul");
  for (const [place, { text }] of found) {
    const link = document.createElement("a");
    link.textContent = `${labelOf(place)} – ${text}`;
    link.href = `#${controlOf(place).id}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(place);
    });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const [one, other] = words.wrongs;
  const head = document.createElement("p");
  head.textContent = (plural.select(found.size) === "one" ? one : other).replace("{num}", found.size);
  sum.replaceChildren(...(found.size ? [head, list] : []));
}

export function goTo(place) {
  const folded = place.closest("details");
  if (folded) folded.open = true;
  controlOf(place).focus();
}

// Rows of lists: ids and names are those of the pattern, with the number of the row.
export function addRow(field, number = Number(rowsOf(field).at(-1)?.dataset.fmNumber ?? 0) + 1) {
  const row = field.querySelector("template").content.cloneNode(true).firstElementChild;
  row.dataset.fmNumber = number;
  for (const one of [row, ...row.querySelectorAll("*")]) {
    for (const key of ["id", "for", "name", "aria-describedby", "aria-labelledby"]) {
      if (one.hasAttribute(key)) one.setAttribute(key, one.getAttribute(key).replace("--n", `--${number}`));
    }
  }
  field.querySelector(":scope > [data-fm-more]").before(row);
  count(field);
  return row;
}

export function removeRow(row) {
  const field = row.closest("[data-fm-kind]");
  row.remove();
  count(field);
}

// Rows are called by their places, also once one before them is gone.
function count(field) {
  for (const [index, row] of rowsOf(field).entries()) {
    const item = row.querySelector(":scope > .fm-ask__item");
    item.textContent = item.dataset.fmItem.replace("{number}", index + 1);
  }
}
