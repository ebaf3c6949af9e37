// What the search says stands in the page, in the page's language; numbers and languages are written as there.
export const dialog = document.querySelector("dialog.fm-search");
export const opener = document.querySelector("[data-fm-search]");
export const part = (name) => dialog.querySelector(`.fm-search__${name}`);
export const words = JSON.parse(part("words").textContent);
export const page = document.documentElement.lang || "en";
export const root = new URL(opener.dataset.fmRoot.replace(/\/?$/, "/"), document.baseURI);
export const figures = new Intl.NumberFormat(page);
const plural = new Intl.PluralRules(page);

export function told(pattern, values = {}) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function counted([one, other], number, values) {
  return told(plural.select(number) === "one" ? one : other, { ...values, num: figures.format(number) });
}

export function made(tag, text = "", properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text }, properties);
}

export function languageName(tag) {
  try {
    const name = new Intl.DisplayNames([page], { type: "language" }).of(tag);
    return name[0].toLocaleUpperCase(page) + name.slice(1);
  } catch {
    return tag;
  }
}
