// Ticks of the order list: all of a page at once, and how many there are.

const form = document.querySelector("#chosen");
const every = document.querySelector("[data-tick-all]");
const ticks = [...document.querySelectorAll('input[name="order"][form="chosen"]')];

function show() {
  const count = ticks.filter((tick) => tick.checked).length;
  form.querySelector("[data-ticked]").textContent = form.dataset.words.replace("*", count);
  every.checked = count === ticks.length;
  every.indeterminate = count > 0 && count < ticks.length;
}

if (form && every) {
  every.hidden = false;
  every.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = every.checked;
  });
  document.addEventListener("change", ({ target }) => {
    if (target !== every && !ticks.includes(target)) return;
    form.elements.scope.value = "ticked";
    show();
  });
  // A page that comes back may have its ticks still.
  window.addEventListener("pageshow", show);
}
