// Pays the order: Stripe's Payment Element beside our form. Deferred: the intent is made when the order is
// placed. Which Stripe answers is decided by the address of its script and by the key, nowhere here.

const form = document.getElementById("checkout");
const mount = document.getElementById("payment-element");
const problem = document.getElementById("payment-problem");
const pay = () => document.getElementById("checkout-pay");
const row = document.getElementById("checkout-express");
const SWAPPED = ["checkout-contact", "checkout-address", "checkout-delivery", "checkout-summary", "checkout-pay"];

const stripe = window.Stripe?.(form.dataset.key, { locale: document.documentElement.lang });
// Where a gift card pays all of it the payment field is hidden, and is told any amount: it takes no zero.
const isCovered = () => pay().dataset.amount === "0";
const named = (text) => text.split(" ").filter(Boolean);
const asked = () => ({
  amount: Number(pay().dataset.amount) || 100,
  currency: pay().dataset.currency,
  excludedPaymentMethodTypes: named(form.elements.without.value),
});
let elements, told, submitted;
let fitExpress = () => {};
const begun = begin();
if (row && stripe) openRow();

async function begin() {
  const saved = form.dataset.wallet ? await openWallet() : {};
  elements = stripe?.elements({ mode: "payment", ...asked(), ...saved });
  told = JSON.stringify(asked());
  if (!elements) return say(form.dataset.wordsUnavailable);
  const wallets = Object.fromEntries(named(form.dataset.hidden).map((wallet) => [wallet, "never"]));
  const element = elements.create("payment", { layout: "accordion", wallets });
  element.on("loaderror", () => say(form.dataset.wordsUnavailable));
  element.on("change", () => say(""));
  element.mount(mount);
}

async function openRow() {
  const { openExpress } = await import(row.dataset.script);
  fitExpress = openExpress({ row, form, stripe, asked, isCovered, named, read, swap, buy, say, leave });
}

// What shows the cards of an account in the field. Without it, one pays as a guest does.
async function openWallet() {
  try {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(form.dataset.wallet, { method: "POST", headers, signal: AbortSignal.timeout(5000) });
    return await answer.json();
  } catch {
    return {};
  }
}

document.addEventListener("htmx:afterSettle", fit);

// What is the same stays: a fresh copy would take the press from a finger that is still down. A button may be busy.
const offered = (place) =>
  [...place.querySelectorAll("input, button")].map(({ value, dataset, textContent }) => value || (dataset.label ?? textContent));
document.addEventListener("htmx:oobBeforeSwap", ({ target, detail }) => {
  const fresh = detail.fragment.firstElementChild;
  const same = target.id === "checkout-pay" ? `${offered(target)}` === `${offered(fresh)}` : target.isEqualNode(fresh);
  if (same) detail.shouldSwap = false;
});

// Told only what is new: an update takes back that the field was submitted, and may come while it is being paid.
function fit() {
  document.getElementById("checkout-payment").hidden = isCovered();
  fitExpress();
  const now = JSON.stringify(asked());
  if (now === told) return;
  told = now;
  submitted = false;
  elements?.update(asked());
}

// Enter presses a form's first button; in the field of a discount code its own is meant.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[name=code]")) return;
  event.preventDefault();
  document.querySelector("#checkout-code button").click();
});

form.addEventListener("submit", async (event) => {
  if (event.submitter?.name === "update") return;
  event.preventDefault();
  say("");
  let left = false;
  try {
    left = await payNow();
  } catch {
    say(form.dataset.wordsFailed);
  }
  if (!left) form.dispatchEvent(new CustomEvent("settled", { bubbles: true, detail: { succeeded: false } }));
});

// True once the browser is on its way to another page.
async function payNow() {
  await begun;
  submitted = true;
  const failed = isCovered() ? "" : elements ? (await elements.submit()).error?.message : form.dataset.wordsUnavailable;
  if (failed) {
    say(failed);
    return false;
  }
  return buy(elements, { shipping: shipping() }, problem);
}

// Places the order and pays it with what the fields hold; what hinders is said at `place`. True as payNow().
async function buy(fields, params, place) {
  const answer = await fetch(form.dataset.place, { method: "POST", body: new FormData(form) });
  if (!answer.headers.get("Content-Type")?.includes("json")) {
    if (answer.redirected) return leave(answer.url);
    show(await read(answer));
    return false;
  }
  const started = await answer.json();
  if (started.redirect) return leave(started.redirect);
  if (fields === elements && !submitted) await elements.submit();
  const { error } = await stripe.confirmPayment({
    elements: fields,
    clientSecret: started.clientSecret,
    confirmParams: { return_url: started.returnUrl, ...params },
    redirect: "if_required",
  });
  // Paid in another tab a moment ago: the return page tells.
  if (!error || ["succeeded", "processing"].includes(error.payment_intent?.status)) return leave(started.returnUrl);
  say(words(error), place);
  return false;
}

// Where it goes: pay-later asks for it, and banks judge by it. Stripe refuses words that are empty.
function shipping() {
  const typed = new FormData(form);
  const names = { line1: "line1", line2: "line2", city: "city", region: "state", postcode: "postal_code", country: "country" };
  const said = Object.keys(names).filter((name) => typed.get(name));
  return { name: typed.get("name"), address: Object.fromEntries(said.map((name) => [names[name], typed.get(name)])) };
}

function leave(url) {
  location.assign(url);
  return true;
}

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

// The server's page: everything of it but the payment field, which keeps its input.
function swap(page) {
  for (const id of ["checkout-errors", ...SWAPPED]) {
    const fresh = page.getElementById(id);
    if (!fresh) continue;
    document.getElementById(id).replaceWith(fresh);
    window.htmx?.process(fresh);
  }
  fit();
}

// The server's answer to what can't be placed.
function show(page) {
  swap(page);
  const errors = document.getElementById("checkout-errors");
  if (errors.children.length) (errors.querySelector("[tabindex]") ?? errors).focus();
  else say(form.dataset.wordsFailed);
}

function words(error) {
  // What a template holds is no part of the document: it is searched in its content.
  const reasons = document.getElementById("decline-words").content;
  const known = (code) => code && reasons.querySelector(`[data-code="${CSS.escape(code)}"]`);
  const unnamed = error.type === "card_error" ? reasons.querySelector('[data-code=""]') : null;
  const found = known(error.decline_code) ?? known(error.code) ?? unnamed;
  return found?.textContent ?? error.message ?? form.dataset.wordsFailed;
}

function say(text, place = problem) {
  place.querySelector("[data-text]").textContent = text;
  place.hidden = !text;
  if (text) place.focus();
}
