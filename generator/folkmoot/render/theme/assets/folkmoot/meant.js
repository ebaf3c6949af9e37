// What people mean who write an answer otherwise than files have it, as folkmoot's contribute/meanings.py reads it (a test
// compares them): what is meant for sure is taken, what is likely is asked.
import { isZone, resolved } from "./answers.js";

const unseen = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const quoted = /^[“”„‟«»‘’‚‛]\s*([^]*?)\s*[“”„‟«»‘’‚‛]$/;
const host = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,24})(?::\d+)?(?=[/?#]|$)/i;
const login = /^(?:(?:https?:\/\/)?(?:www\.)?github\.com\/)?@?([a-z0-9][a-z0-9-]{0,38})\/?$/i;
// Endings of files and of versions, which end no host's name in what people write without more.
const files = new Set(
  ("ai alpha apk atom avif backup bak beta bib bmp bz2 c cfg class conf cpp cs css csv db deb dmg doc docx " +
   "draft dwg eps epub exe final flac fodp fods fodt gif go gpx gz h heic htm html ics ini ipynb iso jar " +
   "java jpeg jpg js json jsonl jsx key kml local log m4a markdown md mdx mid mkv mov mp3 mp4 mpeg mpg msi " +
   "numbers odg odp ods odt ogg old opml otf pages pdf php png pps ppt pptx ps psd py rar rb rc rpm rs rst " +
   "rtf scad sh so sql sqlite stl svg tar tex tgz tif tiff tmp toml ts tsv ttf txt vcf vtt wav webm webp wmv " +
   "woff woff2 xls xlsx xml xz yaml yml zip").split(" "),
);
const version = /(?:^|\.)v?\d+\./i;
// What GitHub has at addresses where people's logins may stand.
const ofGitHub = new Set(
  ("about account apps codespaces collections contact customer-stories dashboard enterprise events explore " +
   "features issues join login logout marketplace mobile new news notifications organizations orgs pricing " +
   "pulls readme search security settings site sponsors stars team teams topics trending users").split(" "),
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
  const [name, ending] = host.exec(rest) ?? [];
  if (!name || /[@\s]/.test(words) || version.test(name)) return "";
  return files.has(ending.toLowerCase()) && !/^www\./i.test(words) ? "" : `https://${rest}`;
}

function loginMeant(text) {
  const name = login.exec(bare(text))?.[1] ?? "";
  return ofGitHub.has(name.toLowerCase()) ? "" : name;
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
  login: loginMeant,
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

export function zoneNames() {
  return Intl.supportedValuesOf?.("timeZone") ?? [];
}
