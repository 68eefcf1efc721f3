// Moving the rows of a list of places with buttons: the numbers follow, and the new place is said.

for (const list of document.querySelectorAll("[data-places]")) {
  const said = document.querySelector("[data-places-said]");
  for (const buttons of list.querySelectorAll("[hidden]")) buttons.hidden = false;

  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    const row = button.closest("li");
    const up = button.dataset.move === "-1";
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    other[up ? "before" : "after"](row);
    const rows = [...list.children];
    for (const [place, each] of rows.entries()) each.querySelector("input").value = place + 1;
    button.focus();
    said.textContent = list.dataset.places
      .replace("{name}", row.dataset.name)
      .replace("{place}", rows.indexOf(row) + 1);
  });
}
