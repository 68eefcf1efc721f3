// The list of risks: keeps the keyboard's place when the list is fetched anew, says what came of it, and ticks the
// fields that are filled in when many are changed.

const said = document.querySelector("[data-said]");
let place = null;

// Where the focus stood among the headings, or that it stood among the page links, before the list was replaced.
document.addEventListener("htmx:before:swap", () => {
  const focused = document.activeElement;
  const heading = focused?.closest("#risks thead tr > *");
  if (heading) place = [...heading.parentElement.children].indexOf(heading);
  else place = focused?.closest("#risks .rb-pages") ? "pages" : null;
});

document.addEventListener("htmx:after:swap", () => {
  const list = document.getElementById("risks");
  if (place === "pages") {
    list.focus({ preventScroll: true });
    list.scrollIntoView();
  } else if (place !== null) {
    list.querySelector("thead tr")?.children[place]?.querySelector("a")?.focus();
  }
  place = null;
  const news = list?.querySelector("[data-say]");
  if (said && news) said.textContent = news.textContent.replace(/\s+/g, " ").trim();
});

// In the change of many: whoever fills in a field means to change it.
for (const form of document.querySelectorAll("form[data-tick]")) {
  form.addEventListener("input", ({ target }) => {
    const box = form.querySelector(`input[name="change"][value="${target.name}"]`);
    if (box && target !== box) box.checked = true;
  });
}
