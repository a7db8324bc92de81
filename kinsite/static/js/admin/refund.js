// The refund dialog while it is typed in: the shop works out what it comes to, and the button says so.
// Until it does, the button rests. The shop refunds only what the button named.

const dialog = document.querySelector("[data-refund]");

function follow() {
  const form = dialog.closest("form");
  const button = form.querySelector("[data-refund-button]");
  const part = (name) => dialog.querySelector(`[data-refund-${name}]`);
  const numbers = [...dialog.querySelectorAll("input:not([type=checkbox])")].filter(({ name }) => name !== "named");
  let turn = 0;
  let soon;
  let typed;

  function show(answer) {
    if (answer.amount !== undefined && typed !== form.elements.amount) {
      form.elements.amount.value = answer.amount;
    }
    form.elements.computed.value = answer.computed;
    form.elements.named.value = answer.named;
    button.textContent = answer.button;
    part("total").textContent = answer.total;
    part("note").textContent = answer.note;
    part("problem").textContent = answer.problem;
    for (const [line, amount] of Object.entries(answer.lines)) part(`line="${line}"`).textContent = amount;
    button.disabled = Boolean(answer.problem);
  }

  async function ask() {
    turn += 1;
    const mine = turn;
    const query = new URLSearchParams(numbers.map(({ name, value }) => [name, value]));
    try {
      const response = await fetch(`${dialog.dataset.refund}?${query}`);
      const answer = await response.json();
      if (mine === turn) show(answer);
    } catch {
      // The shop is asked again when the form is sent.
      if (mine === turn) button.disabled = false;
    }
  }

  dialog.querySelector("[name=work_out]").remove();
  dialog.addEventListener("input", ({ target }) => {
    if (!numbers.includes(target)) return;
    typed = target;
    button.disabled = true;
    clearTimeout(soon);
    soon = setTimeout(ask, 120);
  });
  form.addEventListener("submit", () => setTimeout(() => { button.disabled = true; }));
  addEventListener("pageshow", () => { button.disabled = false; });
}

if (dialog) follow();
