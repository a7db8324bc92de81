// The quantity stepper: buttons beside the field, kept within its bounds; "quantity-changed" on the form when people are done.

const PAUSE = 450;
const waiting = new Map();
let ahead = null;

function bounds(input) {
  return [Number(input.min || 1), input.max ? Number(input.max) : Infinity];
}

function settle(input) {
  const [least, most] = bounds(input);
  const wanted = Number.parseInt(input.value, 10);
  const allowed = Math.min(Math.max(Number.isNaN(wanted) ? Number(input.defaultValue) : wanted, least), most);
  if (String(allowed) !== input.value) input.value = allowed;
  show(input);
}

function show(input) {
  const [least, most] = bounds(input);
  const value = Number(input.value);
  for (const button of input.closest("[data-quantity]").querySelectorAll("[data-step]")) {
    const down = Number(button.dataset.step) < 0;
    button.setAttribute("aria-disabled", String(input.disabled || (down ? value <= least : value >= most)));
  }
}

function tell(input) {
  clearTimeout(waiting.get(input));
  waiting.set(input, setTimeout(send, PAUSE, input));
}

function send(input) {
  clearTimeout(waiting.get(input));
  waiting.delete(input);
  input.form?.dispatchEvent(new CustomEvent("quantity-changed", { bubbles: true }));
}

// Whoever goes on at once takes the number along: the page is left when it was heard, and stays where it was refused.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  [...waiting.keys()].forEach(send);
  if (!document.querySelector(".htmx-request [data-quantity]")) return;
  event.preventDefault();
  ahead = link.href;
});

addEventListener("htmx:afterRequest", ({ detail }) => {
  const [url, answer] = [ahead, detail.xhr];
  ahead = null;
  if (url && answer.status < 400) location.assign(url);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-quantity] [data-step]");
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  const input = button.closest("[data-quantity]").querySelector("input");
  input.value = Number(input.value) + Number(button.dataset.step);
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-quantity] input")) return;
  settle(event.target);
  tell(event.target);
});

function greet(root) {
  root.querySelectorAll("[data-quantity] input").forEach(show);
}

greet(document);
addEventListener("htmx:load", (event) => greet(event.detail.elt.parentElement ?? document));
