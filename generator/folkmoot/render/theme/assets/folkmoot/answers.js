// What people answer, as the values of a record: names of languages, countries and members become what files hold.

const page = document.documentElement.lang || "en";
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const pairs = letters.flatMap((one) => letters.map((other) => one + other));
const known = new Map();
// What texts mean that are written otherwise (meant.js): loaded once somebody begins, and nothing until then.
export const meaning = {};

// Names are compared without capitals and accents.
const bare = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim().replace(/\s+/g, " ");

// A zone by the name that the browser has for it, "" where it knows none.
export function resolved(name) {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return "";
  }
}

// Names without a slash say as a rule how far clocks are from UTC, and not where.
export function isZone(name) {
  return name === "UTC" || (name.includes("/") && Boolean(resolved(name)));
}

// Codes by name: in the page's language, in English, and as each language calls itself.
function codes(type) {
  if (!known.has(type)) {
    const found = new Map();
    for (const code of type === "region" ? pairs.map((one) => one.toUpperCase()) : pairs) {
      for (const language of type === "region" ? ["en", page] : [code, "en", page]) {
        const name = new Intl.DisplayNames([language], { type, fallback: "none" }).of(code);
        if (name) found.set(bare(name), code);
      }
    }
    known.set(type, found);
  }
  return known.get(type);
}

export function countryNames() {
  const names = new Intl.DisplayNames([page], { type: "region" });
  return [...new Set(codes("region").values())].map((code) => names.of(code)).sort(new Intl.Collator(page).compare);
}

// The one country of whose name a letter was left out, put in, or written otherwise; "" where it may be several.
export function likelyCountry(text) {
  const near = [...codes("region")].filter(([name]) => name.length > 3 && meaning.isNear?.(bare(text), name));
  const [first, ...others] = new Set(near.map(([, code]) => code));
  return first && !others.length ? new Intl.DisplayNames([page], { type: "region" }).of(first) : "";
}

export function languageName(tag) {
  return new Intl.DisplayNames([page], { type: "language" }).of(tag);
}

export function listed(text) {
  return text.split(/[,;\n]/).map((one) => one.trim()).filter(Boolean);
}

// The day in the community's zone, by the visitor's clock.
export function today(zone) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
    .format(new Date());
}

// The members of the site: their slugs by name, where no other has the same, and by slug.
export class People {
  names = [];
  #slugs = new Map();
  #named = new Map();
  async load(address) {
    const { members } = await (await fetch(address)).json();
    const shared = new Set();
    for (const [slug, name] of members) {
      if (this.#slugs.has(bare(name))) shared.add(bare(name));
      this.#named.set(bare(name), [...this.called(name), slug]);
      this.#slugs.set(bare(name), slug);
      this.#slugs.set(slug, slug);
    }
    shared.forEach((name) => this.#slugs.delete(name));
    this.names = members.map(([slug, name]) => (shared.has(bare(name)) ? slug : name));
  }
  slug(name) {
    return this.#slugs.get(bare(name)) ?? name;
  }
  // Who has this name, as slugs: several may.
  called(name) {
    return this.#named.get(bare(name)) ?? [];
  }
  // The one member who is probably meant by a part of the name, or by one with a slip in it; "" where several may be.
  like(text) {
    const wanted = bare(text);
    const isMeant = (name) => name.split(" ").includes(wanted) || meaning.isNear?.(wanted, name);
    const found = this.names.filter((name) => isMeant(bare(name)));
    return found.length === 1 ? found[0] : "";
  }
  has(slug) {
    return !this.names.length || [...this.#slugs.values()].includes(slug);
  }
}

const code = (type) => (text) => (text ? codes(type).get(bare(text)) ?? text : undefined);

// What ends at a time alone ends on the day on which it begins.
function moment(field, begin) {
  const [date, time] = field.querySelectorAll("input");
  if (date.validity.badInput || time.validity.badInput) return "?";
  return [date.value || (time.value && begin), time.value].filter(Boolean).join(" ");
}

// A rule that tells the weekday of its month is made from the day on which the series begins.
function rule(text, begin) {
  if (!text.includes("{nth}")) return text;
  const day = new Date(`${begin}T12:00:00Z`);
  if (Number.isNaN(day.valueOf())) return text.replace(/;.*/, "");
  const nth = Math.ceil(day.getUTCDate() / 7);
  return text.replace("{nth}", `${nth > 4 ? -1 : nth}${["SU", "MO", "TU", "WE", "TH", "FR", "SA"][day.getUTCDay()]}`);
}

const meant = (kind) => (text) => meaning.sure?.[kind](text) || text;

const kinds = {
  address: meant("address"),
  agreement: (text, field, { zone }) => (field.querySelector("input").checked ? today(zone) : undefined),
  choices: (text, field) => [...field.querySelectorAll(":checked")].map((one) => one.value),
  country: code("region"),
  day: (text, field) => (field.querySelector("input").validity.badInput ? "?" : text),
  language: code("language"),
  languages: (text) => [...new Set(listed(text).map(code("language")))],
  login: meant("login"),
  member: (text, field, { people }) => (text ? people.slug(text) : undefined),
  members: (text, field, { people }) => [...new Set(listed(text).map((one) => people.slug(one)))],
  moment: (text, field, { begin }) => moment(field, begin),
  rule: (text, field, { begin }) => rule(text, begin),
  words: (text) => [...new Set(listed(text))],
  zone: meant("zone"),
};

// What stands in a field as the value of its key, undefined where nothing does or what counts anyway.
export function valueOf(field, context) {
  const text = field.querySelector("input, select, textarea")?.value.trim() ?? "";
  const value = (kinds[field.dataset.fmKind] ?? ((said) => said))(text, field, context);
  const isEmpty = value === undefined || value === "" || (Array.isArray(value) && !value.length);
  return isEmpty || `${value}` === field.dataset.fmUsual ? undefined : value;
}
