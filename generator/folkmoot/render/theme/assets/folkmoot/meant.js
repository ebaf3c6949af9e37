// What people mean who write an answer otherwise than files have it, as folkmoot's contribute/meanings.py reads it (a test
// compares them): what is meant for sure is taken, what is likely is asked.
const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const quoted = /^[“”„‟«»‘’‚‛]\s*([^]*?)\s*[“”„‟«»‘’‚‛]$/;
const host = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24})(?::\d+)?(?=[/?#]|$)/i;
const login = /^(?:(?:https?:\/\/)?(?:www\.)?github\.com\/)?@?([a-z0-9][a-z0-9-]{0,38})\/?$/i;
// Endings of files, which end no host's name in what people write.
const files = new Set(
  ("atom avif csv gif htm html ics jpeg jpg js json jsonl markdown md opml pdf php png rss svg txt webp xml yaml yml " +
  "zip").split(" "),
);
const offset = /^(?:UTC|GMT)?[+-]\d/;

function bare(text) {
  const words = text.replace(unseen, "").trim();
  return quoted.exec(words)?.[1] ?? words;
}

function addressMeant(text) {
  const words = bare(text).replace(/^<(.*?)>?$/, "$1");
  const scheme = /^(https?):\/\/(?=[^/])/i.exec(words);
  if (scheme) return `${scheme[1].toLowerCase()}://${words.slice(scheme[0].length)}`;
  const rest = words.replace(/^\/\//, "");
  const ending = host.exec(rest)?.[1].toLowerCase();
  if (!ending || /[@\s]/.test(words)) return "";
  return files.has(ending) && !/^www\./i.test(words) ? "" : `https://${rest}`;
}

export function zoneNames() {
  return Intl.supportedValuesOf?.("timeZone") ?? [];
}

// A zone by the name that the browser has for it, "" where it knows none.
function resolved(name) {
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

const spelt = (text) => bare(text).replace(/\s*\/\s*/g, "/").replace(/ /g, "_").toLowerCase();

function zoneMeant(text) {
  const wanted = spelt(text);
  const known = ["UTC", ...zoneNames()].find((name) => name.toLowerCase() === wanted);
  if (known || !wanted.includes("/")) return known ?? "";
  // Of its older names browsers list none, and know them in whatever capitals.
  return /^[A-Z]/.test(bare(text)) && !bare(text).includes(" ") ? "" : resolved(wanted);
}

// What is meant for sure, by the kind of answer: "" where nobody can tell.
export const sure = {
  address: addressMeant,
  login: (text) => login.exec(bare(text))?.[1] ?? "",
  zone: zoneMeant,
};

// The zone that is probably meant, "" for none: by what people call it (`likely`), by a town, by another name of it.
export function likelyZone(text, likely) {
  if (offset.test(text.trim().toUpperCase())) return "";
  const parts = text.split(/[()]/).map((one) => one.trim().toUpperCase());
  const called = parts.find((one) => Object.hasOwn(likely, one));
  if (called) return likely[called];
  const wanted = spelt(text);
  const [, area, town] = /^(?:(.*)\/)?(.*)$/.exec(wanted);
  const names = zoneNames();
  const townOf = (name) => name.toLowerCase().split("/").pop();
  const inArea = (some) => some.find((name) => area && name.toLowerCase().startsWith(`${area}/`)) ?? some[0];
  // Most towns are not on the list, and are near to one that is by chance alone.
  const found =
    inArea(names.filter((name) => townOf(name) === town)) ??
    (area || town.length > 3 ? inArea(names.filter((name) => isNear(town, townOf(name)))) : undefined);
  if (found) return found;
  const other = resolved(text.trim());
  return isZone(other) ? other : "";
}

// Whether one letter was left out, put in, or written otherwise.
export function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [rest, others] = [one.slice(start), other.slice(start)];
  return rest.slice(1) === others.slice(1) || rest.slice(1) === others || rest === others.slice(1);
}
