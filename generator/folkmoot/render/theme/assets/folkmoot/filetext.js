// A record as the text of its file, letter for letter as folkmoot's render/files.py writes it (a test compares them), and
// the name of the file. Keep the two alike. Texts come without white space around them, as the form gives them.
const fence = "---\n";
const step = "  ";
const longestList = 100;
const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/gu;
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
const unseen = /[\x85\xa0\u2028\u2029\ufeff]/g;
const noBlock = /[\r\t\x85\u2028\u2029\ufeff]/;
const notPlain = /^(?:[,[\]{}#&*!|>'"%@\x60]|[-?:](?:\s|$)|-{3}|\.{3}|[^]*(?::(?:\s|$)|\s#|\s$|[\r\n\t])|\s)/;
const inBrackets = /^[-?:]|[,[\]{}]/;
// What other programs take for a number, true, false or nothing (YAML 1.1, as PyYAML reads it); a day is a day to all.
const meaning = [
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/,
  /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^(?:[-+]?0b[01_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  /^(?:<<|=|~|null|Null|NULL)$/,
];

const isText = (value) => typeof value === "string";
const isKeyed = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isFilled = (value) => isKeyed(value) && Object.values(value).some((one) => one !== null);
const without = (text, sign) => text.replace(sign, "");

// The keys come as they stand in `values`. `text` is the Markdown below the front matter, null where there is none.
export function fileText(values, text = null) {
  const front = yamlText(values);
  if (text === null) return front;
  let body = without(text, unwritable).replace(/\r\n?/g, "\n").replace(/^\n+|\n+$/g, "");
  if (isTurned(body)) body = without(body, turning);
  return body ? `${fence}${front}${fence}${body}\n` : `${fence}${front}${fence}`;
}

// Whether signs turn the reading direction further than they should: embeddings, and isolates that are not closed on
// their line (Unicode Annex 9).
function isTurned(text) {
  return text.split("\n").some((line) => {
    let open = 0;
    for (const [sign] of line.matchAll(turning)) {
      if (/[\u2066-\u2068]/.test(sign)) open += 1;
      else if (sign === "\u2069" && open) open -= 1;
      else return true;
    }
    return open > 0;
  });
}

export function yamlText(values) {
  return [...keyed(values, "")].map((line) => `${line}\n`).join("");
}

function* keyed(values, indent) {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) continue;
    const [first, ...others] = valued(value, indent);
    yield `${indent}${scalar(key)}:${first ? " " : ""}${first}`;
    yield* others;
  }
}

function valued(value, indent) {
  if (Array.isArray(value)) return isShort(value) ? [bracketed(value)] : ["", ...items(value, indent + step)];
  if (isKeyed(value)) return isFilled(value) ? ["", ...keyed(value, indent + step)] : ["{}"];
  const text = isText(value) ? without(value, unwritable) : "";
  const isBlock = text.replace(/^\n+|\n+$/g, "").includes("\n") && !noBlock.test(text);
  return isBlock ? block(text, indent + step) : [scalar(value)];
}

function* items(values, indent) {
  for (const value of values) {
    if (isFilled(value)) {
      const [first, ...others] = keyed(value, indent + step);
      yield `${indent}- ${first.slice(indent.length + step.length)}`;
      yield* others;
    } else if (Array.isArray(value) && !isShort(value)) {
      yield `${indent}-`;
      yield* items(value, indent + step);
    } else {
      const [first, ...others] = valued(value, indent);
      yield `${indent}- ${first}`;
      yield* others;
    }
  }
}

function isShort(values) {
  const plain = values.every((one) => ["string", "number", "boolean"].includes(typeof one) && !`${one}`.includes("\n"));
  return plain && values.reduce((sum, one) => sum + [...`${one}`].length + 2, 0) <= longestList;
}

function bracketed(values) {
  return `[${values.map((one) => scalar(one, true)).join(", ")}]`;
}

// A text of several lines below a bar, which tells how it begins and ends where that is out of the ordinary.
function block(text, indent) {
  const end = text.length - text.replace(/\n+$/, "").length;
  const sign = `|${/^(?:\n|$| )/.test(text) ? step.length : ""}${["-", ""][end] ?? "+"}`;
  const lines = text.replace(/\n$/, "").split("\n");
  return [sign, ...lines.map((line) => (line ? indent + line : ""))];
}

function scalar(value, isBracketed = false) {
  if (!isText(value)) return `${value}`;
  const text = without(value, unwritable);
  const isPlain = text && !notPlain.test(text) && text.search(unseen) < 0 && !meaning.some((one) => one.test(text));
  return isPlain && !(isBracketed && inBrackets.test(text)) ? text : quoted(text);
}

function quoted(text) {
  return JSON.stringify(text).replace(unseen, (sign) => `\\u${sign.charCodeAt().toString(16).padStart(4, "0")}`);
}

const letters = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŋ: "ng",
};

// A file name: words of a–z and digits joined by hyphens, of at most 60 characters; "" where nothing can be written so,
// since other scripts are not spelt in Latin letters here.
export function slugOf(text) {
  const latin = text.replace(/\+/g, " plus ").replace(/#/g, " sharp ").replace(/'+/g, "-").normalize("NFKD")
    .replace(/[\p{M}’ʼ]/gu, "").toLowerCase().replace(/[^\0-\x7f]/gu, (sign) => letters[sign] ?? " ");
  const words = latin.replace(/(\d),(?=\d)/g, "$1").split(/[^a-z0-9]+/).filter(Boolean);
  if (words.join("-").length <= 60) return words.join("-");
  let slug = "";
  // A word that does not fit is left out, and those behind it are tried.
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if (longer.length <= 60) slug = longer;
    if (longer.length === 60) break;
  }
  return slug || words.join("-").slice(0, 60).replace(/-$/, "");
}

// The names of files as folkmoot's contribute/importing/mapped.py has them. Who bears a name in another script spells it
// best in their login.
export function slugOfMember(name, login) {
  const isLatin = !/(?!\p{Script=Latin})[\p{Lu}\p{Ll}\p{Lo}]/u.test(name.normalize("NFKD"));
  return (isLatin && slugOfTitle(name)) || slugOf(login) || slugOfTitle(name);
}

// Of what takes place once the month belongs to the name, for there may be another one next year.
export function slugOfTitle(title, start = "", rule = "") {
  let slug = slugOf(title.replace(/#(?= ?[0-9])/g, " ")); // In front of a number it is no sharp.
  if (slug.length > 50) slug = slug.slice(0, 51).replace(/-[^-]*$/, "").slice(0, 50);
  const month = start.slice(0, 7);
  return !slug || rule || !month || slug.split("-").includes(month.slice(0, 4)) ? slug : `${slug}-${month}`;
}
