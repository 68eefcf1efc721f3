// The layout editor: a press on a name puts it into the text that was written in last.

let last = null;
const names = document.getElementById("names");

document.getElementById("layout-form")?.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea, input[type=text]")) last = target;
});

names?.addEventListener("click", ({ target }) => {
  const name = target.closest("[data-insert]")?.dataset.insert;
  if (!name || !last?.isConnected) return;
  last.setRangeText(name, last.selectionStart, last.selectionEnd, "end");
  last.dispatchEvent(new Event("input", { bubbles: true }));
  last.focus();
});
