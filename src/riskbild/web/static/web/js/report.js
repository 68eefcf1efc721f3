// Saves a report as it is typed. What is typed lies in this browser until the server has it: through a lost network, a
// closed tab and a sign-in that ran out. Every form marked data-report="KEY" is kept as a draft at data-save while it is
// written, and given at its own address with its button; without script the same form is sent the ordinary way.

const reporter = document.querySelector("[data-reporter]")?.dataset.reporter ?? document.body.dataset.person ?? "";
const prefix = `riskbild:report:${reporter}:`;
const PAUSE = 900;
const [SHORTEST_WAIT, LONGEST_WAIT] = [4000, 60000];
const KEPT_DAYS = 30;
const SYSTEM = new Set(["csrfmiddlewaretoken", "version", "draft"]);
const TAKEN = ["saved", "given", "closed"];

// --- What is kept in this browser

function keep(key, entry) {
  try {
    if (entry === null) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(entry));
    return true;
  } catch {
    return false; // A full or closed store: the text is still in the form, and leaving asks.
  }
}

function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(prefix + key));
  } catch {
    return null;
  }
}

function keptKeys() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  } catch {
    return [];
  }
}

// An entry of a computer that somebody has left does not lie there for ever.
for (const key of keptKeys()) {
  if (Date.now() - (kept(key)?.at ?? 0) > KEPT_DAYS * 86400000) keep(key, null);
}

// --- A form's own values: names with what stands in them, files and the system's own left out

function read(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SYSTEM.has(name));
}

function write(form, values) {
  const given = new Map();
  for (const [name, value] of values) given.set(name, [...(given.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || SYSTEM.has(field.name) || ["file", "submit", "button", "hidden"].includes(field.type)) continue;
    const wanted = given.get(field.name) ?? [];
    if (["checkbox", "radio"].includes(field.type)) field.checked = wanted.includes(field.value);
    else if (given.has(field.name)) field.value = wanted[0];
  }
}

const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// --- Sending

// Another sign-in in another window makes the page's own key old: a fresh copy of the page has the new one.
async function freshToken() {
  const answer = await fetch(location.href, { redirect: "manual", headers: { Accept: "text/html" } });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("main [name=csrfmiddlewaretoken]")?.value ?? null;
  if (token) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return token;
}

function post(url, entry) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const own = [["version", entry.version], ["draft", entry.draft], ["csrfmiddlewaretoken", token]];
  const body = new URLSearchParams([...entry.values, ...own]);
  const headers = { Accept: "application/json" };
  return fetch(url, { method: "POST", body, headers, redirect: "manual", keepalive: String(body).length < 60000 });
}

// How it went: "saved", "given", "conflict", "refused" (something is missing), "closed" (kept, but too late to give),
// "out" (signed out), "gone" (no longer one's own), "shut" (the link has stopped working), "away" (no network, no server).
async function send(entry) {
  const url = entry.give ? entry.give : entry.save;
  let answer;
  try {
    answer = await post(url, entry);
    if (answer.status === 403 && !answer.headers.get("Content-Type")?.includes("json")) {
      if (!(await freshToken())) return { how: "out" };
      answer = await post(url, entry);
    }
  } catch {
    return { how: "away" };
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) return { how: "out" };
  const said = await answer.json().catch(() => ({}));
  const ways = { 403: "gone", 404: "gone", 409: "conflict", 410: "shut", 422: "refused" };
  const how = answer.status === 200 ? (said.given ? "given" : said.refusal ? "closed" : "saved") : ways[answer.status];
  return { ...said, how: how ?? "away" };
}

// --- One form

class Report {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.report;
    this.state = form.querySelector("[data-state]");
    this.asSaved = read(form);
    this.wait = SHORTEST_WAIT;
    this.give = "";
    this.stopped = false;
    form.addEventListener("input", () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    this.restore();
  }

  entry() {
    const { version, draft } = this.form.elements;
    const { save, title } = this.form.dataset;
    const values = read(this.form);
    return { values, version: version.value, draft: draft.value, give: this.give, save, title, page: location.href };
  }

  restore() {
    if ("posted" in document.body.dataset) {
      // The server has just answered with what was typed, and with a version of its own choice.
      this.asSaved = [];
      return this.store();
    }
    const entry = kept(this.key);
    if (!entry) return;
    if (alike(entry.values, this.asSaved) && !entry.give) return void keep(this.key, null);
    // The versions go back with the text, so that the server still sees whether something else was saved since.
    write(this.form, entry.values);
    this.form.elements.version.value = entry.version;
    this.form.elements.draft.value = entry.draft;
    this.give = entry.give;
    this.say("restored");
    this.soon(0);
  }

  typed() {
    this.stopped = false;
    this.give = "";
    this.store();
    this.say("typing");
    this.soon(PAUSE);
  }

  store() {
    this.unkept = !keep(this.key, { ...this.entry(), at: Date.now() });
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // Saves what stands in the form; what is typed meanwhile goes in the next turn.
  async save() {
    clearTimeout(this.timer);
    if (this.busy) return this.busy.then(() => this.save());
    const sent = this.entry();
    if (alike(sent.values, this.asSaved) && !sent.give) return "saved";
    this.say("saving");
    this.busy = send(sent);
    const told = await this.busy;
    this.busy = null;
    return this.answered(told, sent);
  }

  answered(told, sent) {
    if (TAKEN.includes(told.how)) this.taken(told, sent);
    else if (["away", "out"].includes(told.how)) {
      this.store();
      this.soon(this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    } else {
      this.give = "";
      this.store();
      this.stopped = told.how !== "refused";
      this.faults(told.errors ?? {});
    }
    this.say(told.how, told);
    return told.how;
  }

  taken(told, sent) {
    this.form.elements.version.value = told.version ?? this.form.elements.version.value;
    this.form.elements.draft.value = told.draft;
    this.asSaved = sent.values;
    this.wait = SHORTEST_WAIT;
    if (this.give === sent.give) this.give = "";
    if (alike(read(this.form), sent.values)) keep(this.key, null);
    else {
      this.store();
      this.soon(PAUSE);
    }
    if (told.how === "given") this.faults({});
    if (told.other) this.beside(told.other);
    this.form.dispatchEvent(new CustomEvent("report:saved", { bubbles: true, detail: told }));
  }

  // A text that another window had saved is kept beside this one, and shown.
  beside(other) {
    const place = this.form.querySelector("[data-beside]");
    if (!place) return;
    place.querySelector("[data-beside-text]").textContent = other;
    place.hidden = false;
  }

  faults(errors) {
    for (const place of this.form.querySelectorAll("[data-fault]")) {
      const sentence = errors[place.dataset.fault] ?? "";
      place.hidden = !sentence;
      place.querySelector("span:last-child").textContent = sentence;
      place.closest(".rb-field")?.classList.toggle("rb-field--error", Boolean(sentence));
    }
  }

  async submitted(event) {
    // After a conflict, and for buttons that lead elsewhere, the form goes the ordinary way: the server shows both texts.
    if (this.stopped || event.submitter?.dataset.plain !== undefined) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    this.give = this.form.action;
    this.store();
    const how = await this.save();
    if (["given", "away", "out"].includes(how)) this.form.dispatchEvent(new CustomEvent("report:done", { bubbles: true }));
    else this.form.querySelector(".rb-field--error :is(input, textarea)")?.focus();
  }

  say(how, told = {}) {
    if (!this.state) return;
    const words = (this.state.dataset[how] ?? "").replace("{at}", told.at ?? "").replace("{refusal}", told.refusal ?? "");
    const place = this.state.querySelector("[data-words]");
    this.state.dataset.how = how;
    if (place.textContent !== words) place.textContent = words;
    for (const action of this.state.querySelectorAll("[data-when]")) action.hidden = action.dataset.when !== how;
  }
}

const reports = [...document.querySelectorAll("form[data-report]")].map((form) => new Report(form));
const here = new Set(reports.map((one) => one.key));
const unsent = () => reports.filter((one) => kept(one.key) && !one.stopped && !one.busy);

addEventListener("online", () => unsent().forEach((one) => one.soon(0)));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") for (const one of unsent()) one.soon(0);
});
addEventListener("pagehide", () => {
  for (const one of unsent()) if (!one.leaving) one.save();
});
addEventListener("beforeunload", (event) => {
  if (reports.some((one) => one.unkept && !one.leaving && !alike(read(one.form), one.asSaved))) event.preventDefault();
});

// --- What a closed tab left behind is sent from the next page of the same person

const left = document.querySelector("[data-left-behind]");

function tell(entry) {
  const link = document.createElement("a");
  const { pathname, search, hash } = new URL(entry.page);
  link.href = pathname + search + hash;
  link.textContent = entry.title || left.dataset.untitled;
  const line = document.createElement("li");
  line.append(link);
  left.querySelector("ul").append(line);
  left.hidden = false;
}

// What was typed by a link that opens nothing any more is sent as the signed-in person's own: given if it was to be
// and still can be, else kept as what they are writing.
async function sendAsOwn(key, entry) {
  const [give, save] = [left.dataset.give, left.dataset.save].map((one) => one.replace(/[0-]{36}/, key));
  const own = { ...entry, save, give: entry.give && give, page: new URL(give, location.href).href };
  const told = await send(own);
  return told.how === "refused" ? send({ ...own, give: "" }) : told;
}

async function sendLeft(key, entry) {
  const told = await send(entry);
  const shut = entry.save.startsWith("/r/") && ["gone", "shut"].includes(told.how);
  return shut && left && document.body.dataset.person ? sendAsOwn(key, entry) : told;
}

for (const key of keptKeys().filter((one) => !here.has(one))) {
  const entry = kept(key);
  if (!entry?.save) continue;
  sendLeft(key, entry).then((told) => {
    if (TAKEN.includes(told.how)) keep(key, null);
    else if (left) tell(entry);
  });
}
