// Shows one report at a time, with the way forward and back; without script they all stand on the page.

for (const frame of document.querySelectorAll("[data-steps]")) {
  const steps = [...frame.querySelectorAll(":scope > [data-step]")];
  const last = steps.length - 1;
  let at = Math.max(0, steps.findIndex((step) => `#${step.id}` === location.hash));

  function show(place, { focus = true } = {}) {
    at = Math.min(Math.max(place, 0), last);
    steps.forEach((step, number) => {
      step.hidden = number !== at;
    });
    if (location.hash !== `#${steps[at].id}`) history.replaceState(history.state, "", `#${steps[at].id}`);
    if (!focus) return;
    scrollTo({ top: 0 });
    steps[at].querySelector("[data-step-heading]")?.focus({ preventScroll: true });
  }

  frame.dataset.steps = "on";
  for (const way of frame.querySelectorAll("[data-go]")) way.hidden = false;
  show(at, { focus: false });

  frame.addEventListener("click", (event) => {
    const way = event.target.closest("[data-go]");
    if (!way) return;
    event.preventDefault();
    show(at + (way.dataset.go === "back" ? -1 : 1));
  });
  frame.addEventListener("report:done", () => show(at + 1));
  addEventListener("hashchange", () => {
    const wanted = steps.findIndex((step) => `#${step.id}` === location.hash);
    if (wanted >= 0 && wanted !== at) show(wanted);
  });
  document.addEventListener("report:saved", ({ target, detail }) => {
    for (const line of document.querySelectorAll(`[data-state-of="${target.dataset.report}"]`)) {
      for (const mark of line.querySelectorAll("[data-mark]")) mark.hidden = mark.dataset.mark !== (detail.given ? "given" : "begun");
    }
  });
}
