// Small conveniences that every page has. Everything works without them.

const narrow = matchMedia("(max-width: 59.99rem)");

// What is folded on narrow screens lies open on wide ones, where the style sheet cannot do it.
if (!CSS.supports("selector(::details-content)")) {
  const fold = () => {
    for (const panel of document.querySelectorAll("details[data-fold-narrow]")) panel.open = !narrow.matches;
  };
  fold();
  narrow.addEventListener("change", fold);
}

// A menu closes when the pointer or the focus goes elsewhere, and on Escape, which gives the focus back.
function openMenus() {
  const menus = [...document.querySelectorAll("details[data-menu][open]")];
  return narrow.matches ? [...menus, ...document.querySelectorAll("details[data-menu-narrow][open]")] : menus;
}
for (const event of ["pointerdown", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
  });
}
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What went wrong takes the focus, else what was just done, so that it is read out.
const told = document.querySelector("[data-focus]") ?? document.querySelector("#messages:has(*)");
told?.focus();

// A table wider than its frame can be scrolled with the keyboard.
function frames(root) {
  for (const frame of root.querySelectorAll("[data-scrolls]")) {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1;
    if (!scrolls) {
      for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
      continue;
    }
    frame.tabIndex = 0;
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", frame.querySelector("caption")?.textContent.trim() ?? "");
  }
}
frames(document);
addEventListener("resize", () => frames(document));
document.addEventListener("htmx:after:swap", () => frames(document));

// Choosing rows: all at once, how many, and the bar that acts on them.
function count(name) {
  const chosen = document.querySelectorAll(`.rb-select[name="${name}"]:checked`).length;
  const all = document.querySelectorAll(`.rb-select[name="${name}"]`).length;
  for (const box of document.querySelectorAll(`[data-choose-all="${name}"]`)) {
    box.checked = chosen > 0 && chosen === all;
    box.indeterminate = chosen > 0 && chosen < all;
  }
  for (const bar of document.querySelectorAll(`[data-bulk="${name}"]`)) {
    const text = bar.querySelector("[data-bulk-count]");
    text.textContent = chosen === 1 ? text.dataset.one : text.dataset.many.replace("{count}", chosen);
    bar.hidden = chosen === 0;
  }
}
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-choose-all]")) {
    const name = target.dataset.chooseAll;
    for (const box of document.querySelectorAll(`.rb-select[name="${name}"]`)) box.checked = target.checked;
    count(name);
  } else if (target.matches(".rb-select")) {
    count(target.name);
  }
});
for (const bar of document.querySelectorAll("[data-bulk]")) count(bar.dataset.bulk);
document.addEventListener("htmx:after:swap", () => {
  for (const bar of document.querySelectorAll("[data-bulk]")) count(bar.dataset.bulk);
});

// A text field grows with its text where the style sheet alone cannot do it.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (field) => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  };
  for (const field of document.querySelectorAll("textarea")) grow(field);
  document.addEventListener("input", ({ target }) => target.matches("textarea") && grow(target));
}

// A form is sent once, however many times its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
