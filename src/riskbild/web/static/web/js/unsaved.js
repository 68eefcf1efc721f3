// Keeps what is typed in a form marked data-unsaved="KEY" in this window until it is saved, gives it back when the form
// is opened again, and asks before the page is left. The page says which forms were saved (body[data-saved]).

const prefix = `riskbild:unsaved:${document.body.dataset.person ?? ""}:`;
const unsent = new Set();

function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(prefix + key);
    else sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A full or closed store: the text is still in the form, and leaving still asks.
  }
}

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + key));
  } catch {
    return null;
  }
}

function fields(form) {
  const kept = (field) => field.name && !["password", "file", "submit", "button"].includes(field.type);
  return [...form.elements].filter((field) => kept(field) && (field.type !== "hidden" || field.name === "version"));
}

function read(form) {
  return fields(form).map((field) =>
    ["checkbox", "radio"].includes(field.type)
      ? { name: field.name, value: field.value, checked: field.checked }
      : { name: field.name, value: field.value },
  );
}

function write(form, values) {
  for (const { name, value, checked } of values) {
    const same = fields(form).filter((field) => field.name === name);
    const field = checked === undefined ? same[0] : same.find((each) => each.value === value);
    if (!field) continue;
    if (checked === undefined) field.value = value;
    else field.checked = checked;
  }
}

const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

function tell(form, asItWas) {
  const notice = document.getElementById("rb-restored")?.content.cloneNode(true);
  if (!notice) return;
  form.prepend(notice);
  form.querySelector("[data-undo-restored]").addEventListener("click", () => {
    write(form, asItWas);
    store(form.dataset.unsaved, null);
    unsent.delete(form);
    form.querySelector(".rb-restored").remove();
    fields(form)[0]?.focus();
  });
}

function watch(form) {
  const key = form.dataset.unsaved;
  form.dataset.watched = "";
  const asItWas = read(form);
  const typed = stored(key);
  if ("posted" in document.body.dataset) {
    // The server has just answered with what was typed, and with a version of its own choice.
    store(key, asItWas);
    unsent.add(form);
  } else if (typed && !alike(typed, asItWas)) {
    // The version goes back with the text, so that the server still sees whether somebody else has saved since.
    write(form, typed);
    unsent.add(form);
    tell(form, asItWas);
  }
  form.addEventListener("input", () => {
    store(key, read(form));
    unsent.add(form);
  });
  form.addEventListener("submit", () => {
    store(key, read(form));
    unsent.delete(form);
  });
}

for (const key of (document.body.dataset.saved ?? "").split(" ").filter(Boolean)) store(key, null);
for (const form of document.querySelectorAll("form[data-unsaved]")) watch(form);
document.addEventListener("htmx:after:swap", () => {
  for (const form of document.querySelectorAll("form[data-unsaved]:not([data-watched])")) watch(form);
});

addEventListener("beforeunload", (event) => {
  if (unsent.size > 0) event.preventDefault();
});
