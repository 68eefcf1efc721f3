// The list of risks: says what came of a filter to those who do not see it, and ticks the fields that are filled in.

const said = document.querySelector("[data-said]");
document.addEventListener("htmx:after:swap", () => {
  const news = document.querySelector("[data-say]");
  if (said && news) said.textContent = news.textContent.replace(/\s+/g, " ").trim();
});

// In the change of many: whoever fills in a field means to change it.
for (const form of document.querySelectorAll("form[data-tick]")) {
  form.addEventListener("input", ({ target }) => {
    const box = form.querySelector(`input[name="change"][value="${target.name}"]`);
    if (box && target !== box) box.checked = true;
  });
}
