// While a risk is assessed: shows the score of the steps chosen, marks its square, and lets a square be picked.
// Without script the matrix can still be read, and the score is looked up when the form is saved.

const form = document.querySelector(".rb-assess");
const matrix = form?.querySelector("[data-matrix]");
const shown = form?.querySelector("[data-score-shown]");

const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value;
const squares = matrix ? [...matrix.querySelectorAll("[data-score]")] : [];

function tagOf({ word, symbol, colour }) {
  const tag = document.createElement("span");
  tag.className = `rb-tag rb-level--${colour}`;
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = symbol;
  tag.append(sign, word);
  return tag;
}

function show() {
  const [likelihood, impact] = [chosen("likelihood"), chosen("impact")];
  const here = squares.find(({ dataset }) => dataset.likelihood === likelihood && dataset.impact === impact);
  for (const square of squares) square.toggleAttribute("data-chosen", square === here);
  // Above its neighbours, so that its frame is whole.
  here?.parentNode.insertBefore(here, matrix.querySelector("[data-score] ~ :not([data-score])"));
  shown.replaceChildren(here ? `${shown.dataset.score} ${here.dataset.score}` : shown.dataset.none);
  if (here?.dataset.word) shown.append(tagOf(here.dataset));
}

if (matrix && shown) {
  matrix.setAttribute("data-matrix-live", "");
  form.addEventListener("change", show);
  matrix.addEventListener("click", ({ target }) => {
    const square = target.closest("[data-score]");
    if (!square) return;
    for (const name of ["likelihood", "impact"]) {
      const step = form.querySelector(`input[name="${name}"][value="${square.dataset[name]}"]`);
      if (step) step.checked = true;
    }
    // As if the steps had been chosen by hand, so that what is typed is kept too.
    form.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
  show();
}
