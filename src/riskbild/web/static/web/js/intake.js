// Files on their way in: a file can be dropped on the form, the rows stay where they were scrolled to when a cell is
// chosen, and the chosen cell's frame is brought into sight.

const drop = document.querySelector("form[data-drop]");
if (drop) {
  const input = drop.querySelector("input[type=file]");
  drop.querySelector("[data-drop-hint]").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.add("rb-drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("rb-drop--over"));
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    input.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}

// The pasted text goes to the board and the year that are chosen above it.
for (const copy of document.querySelectorAll("input[data-same-as]")) {
  const chosen = document.getElementById(`id_${copy.dataset.sameAs}`);
  chosen?.addEventListener("input", () => {
    copy.value = chosen.value;
  });
}

const rows = document.querySelector("[data-keep-scroll]");
if (rows) {
  const key = `riskbild:scroll:${rows.dataset.keepScroll}${location.search.match(/del=\w+/)?.[0] ?? ""}`;
  const place = sessionStorage.getItem(key)?.split(",").map(Number);
  if (place) rows.scrollTo(place[0], place[1]);
  else rows.scrollTo(0, (rows.querySelector(".rb-row-chosen")?.offsetTop ?? 0) - 60);
  addEventListener("pagehide", () => sessionStorage.setItem(key, `${rows.scrollLeft},${rows.scrollTop}`));
}

const frame = document.querySelector("[data-frame]");
const shown = frame?.closest(".rb-original__frame");
if (shown) {
  const [outer, inner] = [shown.getBoundingClientRect(), frame.getBoundingClientRect()];
  shown.scrollBy(inner.left - outer.left - 40, inner.top - outer.top - outer.height / 3);
}
