// Whether what Pagefind found holds what was asked for: a word that it does not know it shortens, letter by letter,
// until it finds something. No option of Pagefind 1.5 forbids that.

// Words are compared as Pagefind does it: without accents, capitals and punctuation.
function bare(word) {
  return word.normalize("NFD").toLowerCase().replace(/[\p{M}\p{P}]/gu, "");
}

// A compound is found by each of its parts.
function parts(word) {
  const split = word.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").split(/[^\p{L}\p{N}\p{M}]+/u);
  return [word, ...split].map(bare);
}

function matched({ meta, raw_content: content, locations }) {
  const words = content.split(/\s+/);
  const titles = Object.values(meta).flatMap((title) => title.split(/\s+/));
  return [...titles, ...locations.map((place) => words[place] ?? "")].flatMap(parts);
}

// "found", where every word is the beginning of one that was found, or has the stem of one that there is (a search for
// the exact word never shortens it); else "similar", where at least four letters are the same, or "nothing".
export async function verdict(text, results, search) {
  if (/^\s*".+"\s*$/.test(text)) return "found";
  const known = [...new Set(results.flatMap(matched))];
  let told = "found";
  for (const word of text.split(/\s+/).map(bare).filter(Boolean)) {
    if (known.some((one) => one.startsWith(word)) || (await search(`"${word}"`)).results.length) continue;
    if (word.length < 4 || !known.some((one) => one.startsWith(word.slice(0, 4)))) return "nothing";
    told = "similar";
  }
  return told;
}
