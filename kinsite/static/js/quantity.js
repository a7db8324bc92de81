// The quantity stepper: buttons beside the field, kept within its bounds; "quantity-changed" on the form when people are done.
// And the turns that the forms of a cart or wish list take, so that no press is lost while another is answered.

const PAUSE = 450;
const TOLD = '[hx-trigger*="quantity-changed"]';
const waiting = new Map();
const pressed = [];
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
  // What was swapped in a moment ago is not heard by htmx yet.
  if (input.closest(".htmx-settling")) tell(input);
  else input.form.dispatchEvent(new CustomEvent("quantity-changed", { bubbles: true }));
}

// Forms within the place that their answer replaces take turns: an answer takes the other forms away, and of two
// answers at once the later finds no place. A number waits in its field, any other press with what it posts.
function isAsking(place) {
  return place.matches(".htmx-request, .htmx-settling") || place.querySelector(".htmx-request") !== null;
}

addEventListener("htmx:confirm", (event) => {
  const { elt, target, verb, path, triggeringEvent } = event.detail;
  const form = elt.closest("form");
  if (verb !== "post" || !form || !target.id || !target.contains(form) || !isAsking(target)) return;
  event.preventDefault();
  if (triggeringEvent?.type === "quantity-changed") {
    tell(form.querySelector("[data-quantity] input"));
    return;
  }
  const values = new FormData(form, triggeringEvent?.submitter ?? (elt === form ? null : elt));
  const swap = elt.closest("[hx-swap]")?.getAttribute("hx-swap");
  pressed.push({ form, path, values, swap, target: `#${target.id}` });
});

function takeTurn() {
  const place = pressed.length && document.querySelector(pressed[0].target);
  if (!place || isAsking(place)) return;
  const { form, path, ...rest } = pressed.shift();
  form.dispatchEvent(new CustomEvent("settled", { bubbles: true }));
  // Where it fails, announce.js tells.
  htmx.ajax("POST", path, { source: place, ...rest }).catch(() => {});
}

// Settling sets classes back, so a turn begins after it; the second is for an answer that never came.
addEventListener("htmx:afterSettle", takeTurn);
addEventListener("htmx:afterRequest", takeTurn);

// A number that waits outlives the field it was typed into.
addEventListener("htmx:afterSwap", () => {
  for (const [input, pause] of waiting) {
    if (input.isConnected) continue;
    clearTimeout(pause);
    waiting.delete(input);
    const successor = document.getElementById(input.id);
    if (!successor) continue;
    successor.value = input.value;
    settle(successor);
    if (successor.value !== successor.defaultValue) tell(successor);
  }
});

// Whoever goes on at once takes along what waits: the page is left when all was heard, and stays where it was not.
function isUnheard() {
  return waiting.size > 0 || pressed.length > 0 || document.querySelector(`.htmx-request${TOLD}`) !== null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  [...waiting.keys()].forEach(send);
  if (!isUnheard()) return;
  event.preventDefault();
  ahead = link.href;
});

addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!ahead || detail.requestConfig.verb !== "post") return;
  const url = ahead;
  // A refusal is swapped in like any answer, so htmx calls it successful.
  const isHeard = detail.successful && detail.xhr.status < 400;
  if (isHeard && isUnheard()) return;
  ahead = null;
  if (isHeard) location.assign(url);
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
  if (event.target.form?.matches(TOLD)) tell(event.target);
});

function greet(root) {
  root.querySelectorAll("[data-quantity] input").forEach(show);
}

greet(document);
addEventListener("htmx:load", (event) => greet(event.detail.elt.parentElement ?? document));
