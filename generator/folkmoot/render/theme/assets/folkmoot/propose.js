// The page of a proposal: makes the file of what was answered, which the person then proposes at GitHub or sends. Nothing
// typed leaves the page before that; the tab remembers it until it is closed.
import { countryNames, isZone, languageName, meaning, today } from "./answers.js";
import {
  addRow, asked, controlOf, fileName, form, goTo, known, mend, mended, own, page, parted, people, removeRow, rowsOf, seen,
  summarise, tell, usable, whose, words, wrong,
} from "./asking.js";

const made = document.querySelector("[data-fm-made]");
const { fmPropose: name, fmRoot, fmFolder, fmEnding, fmZone: zone, fmMain, fmTaken, fmNew, fmEdit, fmShown } = form.dataset;
const root = new URL(fmRoot || "./", document.baseURI);
const out = made.querySelector("textarea");
const state = made.querySelector("[role=status]");
const kept = form.querySelector("[data-fm-kept]");
const memory = `folkmoot-${name}-${root.pathname}`;
const longest = Number(form.dataset.fmLongest);
const mark = "fm-file-text";
let isOwnName = false;
let loading, everybody, writing, Known;

async function json(address) {
  const answer = await fetch(new URL(address, document.baseURI));
  return answer.ok ? answer.json() : Promise.reject(new Error(answer.status));
}

// What answers are checked by and files are made with, once somebody begins. What failed once is tried again when it is next asked for.
function load() {
  loading ??= Promise.all([
    import("./filetext.js"),
    import("./schema.js"),
    import("./taken.js"),
    import("./meant.js"),
    json(form.dataset.fmSchema),
  ]).then(([file, { faults }, { Taken }, meant, schema]) => {
    Object.assign(meaning, meant);
    Object.assign(known, { faults, schema });
    [writing, Known] = [file, Taken];
    // Who writes quickly, or has a browser that fills in, has left fields before it was known what texts mean.
    for (const field of seen) if (!field.contains(document.activeElement)) mend(field);
    remember();
    nameFile();
    told();
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

const said = (key) => form.querySelector(`[data-fm-key="${key}"]`)?.querySelector("input, select")?.value.trim() ?? "";

// The file is called after the record, as long as nobody calls it otherwise, or is about to.
function nameFile() {
  if (!own || isOwnName || !writing || document.activeElement === controlOf(own)) return;
  controlOf(own).value = usable(
    name === "member"
      ? writing.slugOfMember(said("name"), said("github"))
      : writing.slugOfTitle(said("title"), said("start"), said("recurrence.rule")),
  );
}

// What is taken: of many members this is much, so it comes last.
async function loadTaken() {
  if (known.taken) return;
  const [told] = await Promise.all([json(fmTaken), load()]);
  known.taken = new Known(told);
}

function loadPeople() {
  everybody ??= people.load(new URL("assets/folkmoot/directory.json", root));
  everybody.catch(() => (everybody = undefined));
  return everybody;
}

const namesPeople = () =>
  name === "member" || [...form.querySelectorAll("[list=fm-known-members]")].some((one) => one.value.trim());

function textOf({ values, text }) {
  if (name !== "feed") return writing.fileText(values, text);
  return writing.yamlText(whose() ? values : { sources: values });
}

function pathNow() {
  if (name !== "feed") return `${fmFolder}${fileName()}${fmEnding}`;
  return whose() ? `members/${whose()}.yml` : "content/community.yml";
}

// A whole file as `folkmoot propose` takes it in; the lines for a feed are put into a file by hand.
function message() {
  const first = name === "feed" ? words.subject.replace("{path}", pathNow()) : `path: ${pathNow()}`;
  return `${first}\n\n${out.value}`;
}

function leadOut(open) {
  if (fmNew === undefined) {
    open.href = fmEdit + pathNow();
    return;
  }
  const empty = fmNew.replace("fm-file-name", fileName());
  const whole = empty.replace(mark, () => encodeURIComponent(out.value));
  const isLong = whole.length > longest || !empty.includes(mark);
  open.href = isLong ? empty.replace(`&value=${mark}`, "") : whole;
  made.querySelector("[data-fm-long]").hidden = !isLong;
  made.querySelector("[data-fm-fits]").hidden = isLong;
}

function show(answered, asides) {
  out.value = textOf(answered);
  made.querySelector("[data-fm-path]").textContent = pathNow();
  const open = made.querySelector("[data-fm-open]");
  if (open) leadOut(open);
  const mail = made.querySelector("[data-fm-mail]");
  if (mail) {
    const subject = encodeURIComponent(words.subject.replace("{path}", pathNow()));
    const body = encodeURIComponent(message().replace(/\n/g, "\r\n"));
    const address = `mailto:${mail.dataset.fmMail}?subject=${subject}&body=${body}`;
    // Longer ones some programs cut off without a word.
    mail.hidden = address.length > 1900;
    mail.href = mail.hidden ? `mailto:${mail.dataset.fmMail}` : address;
  }
  const { consent } = answered.values;
  const isTold = (fmShown ?? "").split(" ").some((key) => answered.values[key] !== undefined);
  const isUnagreed = name === "member" && !consent?.profile && isTold;
  const notes = asides.filter(([place]) => !mended.has(place)).map(([, { text, links }]) => parted(text, links));
  if (isUnagreed) notes.unshift([words.unagreed]);
  const note = made.querySelector("[data-fm-note]");
  note.hidden = !notes.length;
  note.replaceChildren(
    ...notes.map((parts) => {
      const line = document.createElement("p");
      line.append(...parts);
      return line;
    }),
  );
  state.textContent = "";
}

async function submit() {
  try {
    await Promise.all([loadTaken(), namesPeople() && loadPeople()]);
  } catch {
    kept.textContent = words.failed;
    return;
  }
  for (const field of form.querySelectorAll("[data-fm-kind]")) mend(field);
  remember();
  const answered = asked();
  const said = [...wrong(answered)];
  const found = new Map(said.filter(([, { isAside }]) => !isAside));
  tell(new Map(said), true);
  summarise(found);
  kept.textContent = "";
  made.hidden = found.size > 0;
  if (found.size) {
    goTo(found.keys().next().value);
    return;
  }
  show(answered, said.filter(([, { isAside }]) => isAside));
  made.querySelector("h2").focus();
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    state.textContent = words.copied;
  } catch {
    out.value = text;
    out.select();
    state.textContent = words.copy;
  }
}

function save() {
  const link = document.createElement("a");
  link.download = pathNow().split("/").pop();
  link.href = URL.createObjectURL(new Blob([out.value], { type: "text/plain" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

const typed = () => [...form.querySelectorAll("input, select, textarea")].filter((one) => one.id);
const lists = () => [...form.querySelectorAll("[data-fm-kind=rows]")];

function remember() {
  const fields = typed().map((one) => [one.id, one.type === "checkbox" ? one.checked : one.value]);
  const rows = lists().map((one) => rowsOf(one).map((row) => Number(row.dataset.fmNumber)));
  try {
    sessionStorage.setItem(memory, JSON.stringify({ fields, rows, isOwnName }));
  } catch {
    // A browser that keeps nothing asks again.
  }
}

function restore() {
  let before;
  try {
    before = JSON.parse(sessionStorage.getItem(memory));
  } catch {
    return;
  }
  if (!before) return;
  ({ isOwnName } = before);
  lists().forEach((field, one) => before.rows[one]?.forEach((number) => addRow(field, number)));
  const values = new Map(before.fields);
  for (const one of typed().filter((field) => values.has(field.id))) {
    if (one.type === "checkbox") one.checked = values.get(one.id);
    else one.value = values.get(one.id);
  }
  kept.textContent = words.restored;
}

// What a list offers: of names with commas between them the one that is being written, behind those that are.
function offer(input, names) {
  const list = document.getElementById(input.getAttribute("list"));
  const isSeveral = ["members", "languages"].includes(input.closest("[data-fm-kind]").dataset.fmKind);
  const before = isSeveral ? input.value.replace(/[^,]*$/, "").replace(/,$/, ", ") : "";
  const part = isSeveral ? input.value.slice(input.value.lastIndexOf(",") + 1).trim().toLowerCase() : "";
  const fitting = names.filter((one) => one.toLowerCase().includes(part)).slice(0, isSeveral ? 30 : undefined);
  list.replaceChildren(...fitting.map((one) => new Option("", before + one)));
}

const offered = {
  country: async () => countryNames(),
  languages: async () => tongues,
  members: async () => {
    await loadPeople();
    return people.names;
  },
  zone: async () => {
    await load();
    return [...new Set([...meaning.zoneNames(), "UTC"])];
  },
};
const tongues = [...document.querySelectorAll("#fm-known-languages option")].map((one) => one.value);

async function help({ target }) {
  const kind = target.getAttribute?.("list")?.replace("fm-known-", "");
  if (kind) offer(target, await offered[kind]().catch(() => []));
}

function begin() {
  const joined = form.querySelector("[data-fm-key=joined] input");
  if (joined) joined.defaultValue = today(zone);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const button of isZone(here) ? form.querySelectorAll("[data-fm-here]") : []) {
    Object.assign(button, { value: here, hidden: false, textContent: words.here.replace("{name}", here) });
  }
  // Who reads another language than the main one as a rule writes it.
  if (page === fmMain) return;
  for (const field of form.querySelectorAll("[data-fm-key=bio_language] input, [data-fm-key=language] input")) {
    field.defaultValue = page.includes("-") ? page : languageName(page);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
form.addEventListener("input", (event) => {
  const field = event.target.closest("[data-fm-kind]");
  if (field === own) isOwnName = Boolean(event.target.value);
  mended.delete(field);
  nameFile();
  kept.textContent = made.hidden ? "" : words.changed;
  made.hidden = true;
  remember();
  const isSeen = [field, event.target.closest(".fm-ask__row")].some((one) => seen.has(one));
  if (isSeen && known.schema) tell(wrong(asked()));
  help(event);
});
form.addEventListener("focusin", (event) => {
  load().catch(() => {});
  help(event);
});
// What is told moves what stands below it: a button that is being pressed would be gone before it is let go.
let pressed = false;
const told = () => {
  if (known.schema && !pressed) tell(wrong(asked()));
};
addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => setTimeout(() => ((pressed = false), told())), true);
}
form.addEventListener("focusout", ({ target }) => {
  const field = target.closest("[data-fm-kind]");
  if (field === own) nameFile();
  if (!field || !target.value) return;
  seen.add(field);
  mend(field);
  remember();
  told();
});
form.addEventListener("click", ({ target }) => {
  const field = target.closest("[data-fm-kind=rows]");
  if (target.matches("[data-fm-more]")) controlOf(addRow(field)).focus();
  else if (target.matches("[data-fm-less]")) {
    removeRow(target.closest(".fm-ask__row"));
    field.querySelector(":scope > [data-fm-more]").focus();
    made.hidden = true;
  } else if (target.matches("button[value]")) {
    const input = controlOf(target.closest("[data-fm-kind]"));
    input.value = target.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  } else return;
  remember();
});
form.addEventListener("reset", () => {
  lists().flatMap(rowsOf).forEach((row) => row.remove());
  seen.clear();
  mended.clear();
  isOwnName = false;
  made.hidden = true;
  kept.textContent = "";
  tell(new Map(), true);
  summarise(new Map());
  sessionStorage.removeItem(memory);
  controlOf(form.querySelector("[data-fm-kind]")).focus();
});
made.addEventListener("click", ({ target }) => {
  if (target.matches("[data-fm-copy]")) copy(target.dataset.fmCopy === "file" ? out.value : message());
  if (target.matches("[data-fm-save]")) save();
});
begin();
restore();
