// Ordering rows of a table: the up and down buttons move a row at once, and a row can be dragged. The form saves it all.

for (const form of document.querySelectorAll("form[data-order]")) {
  const body = form.querySelector("tbody");
  const said = form.querySelector("[data-order-said]");
  const rows = () => [...body.querySelectorAll("tr[data-row]")];

  function numbered(moved) {
    rows().forEach((row, place) => {
      row.querySelector("[data-place]").textContent = place + 1;
    });
    if (!moved) return;
    const place = rows().indexOf(moved) + 1;
    said.textContent = form.dataset.moved.replace("{place}", place).replace("{all}", rows().length);
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="do"]');
    const way = button?.value.split(":")[0];
    if (way !== "up" && way !== "down") return;
    event.preventDefault();
    const row = button.closest("tr");
    const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (other) other[way === "up" ? "before" : "after"](row);
    button.focus();
    row.scrollIntoView({ block: "nearest" });
    numbered(row);
  });

  let dragged = null;
  for (const row of rows()) row.draggable = true;
  body.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("input, button")) return event.preventDefault();
    dragged = event.target.closest("tr[data-row]");
    dragged?.classList.add("rb-order__dragged");
  });
  body.addEventListener("dragover", (event) => {
    const over = event.target.closest("tr[data-row]");
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  body.addEventListener("dragend", () => {
    dragged?.classList.remove("rb-order__dragged");
    numbered(dragged);
    dragged = null;
  });
}
