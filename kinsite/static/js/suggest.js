// Suggestions below a search box while somebody types. The box keeps the focus: arrow keys move through the
// list, Enter follows what is marked or else searches, Escape closes. Without this script the form searches.

const PAUSE = 180;
const FEWEST = 2;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const box = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  let timer = null;
  let asking = null;
  let asked = "";

  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  box.setAttribute("aria-controls", list.id);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const marked = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function close() {
    clearTimeout(timer);
    asking?.abort();
    mark(-1);
    list.hidden = true;
  }

  function mark(index) {
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options()[index];
    if (!option) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(answer) {
    const found = answer.body.firstElementChild;
    list.replaceChildren(...(found?.children ?? []));
    options().forEach((option, i) => (option.id = `${box.id}-option-${i}`));
    box.removeAttribute("aria-activedescendant");
    list.hidden = !options().length;
    if (!list.hidden) dispatchEvent(new CustomEvent("announce", { detail: { text: found.dataset.words } }));
  }

  async function ask() {
    const text = box.value.trim();
    asking?.abort();
    if (text.length < FEWEST) return close();
    asked = text;
    asking = new AbortController();
    try {
      const url = `${form.dataset.suggest}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(url, { signal: asking.signal });
      if (!answer.ok) return close();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (document.activeElement === box) show(page);
    } catch {
      // Typed on, or no network: the form still searches.
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) {
        if (box.value.trim() === asked && options().length) list.hidden = false;
        else return void ask();
      }
      // One place more than there are options: the box itself, between the last and the first.
      const places = options().length + 1;
      mark(((marked() + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && marked() >= 0) {
      event.preventDefault();
      options()[marked()].click();
    }
  });

  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  form.addEventListener("submit", close);
  addEventListener("pagehide", close);
}
