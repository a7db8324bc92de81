/* The sheet of a wallet that brings e-mail and address: each choice is told to the shop's page, which answers what
   it costs. Before it is agreed to, the page learns no more of an address than Apple and Google tell. */

import { call, encode, make } from "./calls.js";

const SHOP = document.querySelector("meta[name=shop-origin]").content;
const REDACTED = { CA: 3, GB: 4 };
const REFUSED = "The shop does not deliver to this address.";
const FAILED = { fail: "The payment was not completed." };
const wishes = { wallet: "", key: "", amount: 0, currency: "" };
const form = document.getElementById("sheet");
const choices = document.getElementById("choices");
let focused = null;
const said = document.getElementById("said");
const { address: places, card, email, phone, pay } = form.elements;
const tell = (type, facts = {}) => parent.postMessage({ kin: "express", type, ...facts }, SHOP);

const place = () => JSON.parse(places.value);
const rate = () => form.querySelector("input[name=rate]:checked")?.value;
const filled = (facts) => Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact));

function written(amount) {
  const { maximumFractionDigits: digits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: wishes.currency,
  }).resolvedOptions();
  return `${(amount / 10 ** digits).toFixed(digits)} ${wishes.currency.toUpperCase()}`;
}

/* One question at a time, as wallets ask; the focus comes back with the answer. */
function wait(isWaiting, { mayPay = !isWaiting } = {}) {
  if (isWaiting && choices.contains(document.activeElement)) focused = document.activeElement;
  choices.disabled = isWaiting;
  if (!isWaiting) focused?.focus();
  if (!isWaiting) focused = null;
  pay.disabled = !mayPay;
  pay.textContent = isWaiting ? "One moment" : `Pay ${written(wishes.amount)}`;
}

function drawRates(rates = []) {
  const radios = rates.map(({ id, displayName, amount, deliveryEstimate }, index) => {
    const radio = make("input", { type: "radio", name: "rate", value: id, checked: index === 0 });
    radio.addEventListener("change", () => ask("rate", { id }));
    const estimate = typeof deliveryEstimate === "string" ? `. ${deliveryEstimate}` : "";
    return make("label", { className: "rate" }, radio, make("span", { textContent: `${displayName}, ${written(amount)}${estimate}` }));
  });
  document.getElementById("rates").replaceChildren(...radios);
}

function ask(type, facts) {
  wait(true);
  said.textContent = "";
  tell(type, facts);
}

function askPlace() {
  const { city, state, postal_code: code, country } = place();
  const postal_code = code.slice(0, REDACTED[country]).trim();
  ask("address", { name: "", address: { city, state, postal_code, country } });
}

function begin(facts) {
  Object.assign(wishes, facts);
  const allowed = wishes.wallet === "apple_pay" ? null : wishes.allowedShippingCountries;
  for (const option of [...places.options])
    if (allowed && !allowed.includes(JSON.parse(option.value).country)) option.remove();
  const isShown = {
    address: wishes.shippingAddressRequired,
    email: wishes.emailRequired,
    phone: wishes.phoneNumberRequired,
    card: wishes.wallet !== "link",
  };
  for (const [name, shown] of Object.entries(isShown)) document.getElementById(`${name}-field`).hidden = !shown;
  drawRates(wishes.shippingAddressRequired ? wishes.shippingRates : []);
  wait(false);
  if (wishes.shippingAddressRequired) askPlace();
}

function quoted({ amount, shippingRates }) {
  const isSame = (rates) => JSON.stringify(rates) === JSON.stringify(wishes.shippingRates);
  if (!isSame(shippingRates)) drawRates(shippingRates);
  Object.assign(wishes, { amount, shippingRates });
  wait(false);
}

function confirmed() {
  const { name, ...address } = place();
  const whole = { ...address, line2: address.line2 || null };
  const billingDetails = { name };
  if (wishes.emailRequired) billingDetails.email = email.value;
  if (wishes.phoneNumberRequired) billingDetails.phone = phone.value;
  if (wishes.billingAddressRequired) billingDetails.address = whole;
  const shippingAddress = wishes.shippingAddressRequired ? { name, address: whole } : undefined;
  ask("confirm", { billingDetails, shippingAddress, rate: rate() });
}

async function charge(params) {
  const { name, ...address } = place();
  const type = wishes.wallet === "link" ? "link" : "card";
  const details = { name, email: email.value, address: filled(address) };
  const data = { type, billing_details: details };
  if (type === "card") data.card = { wallet: wishes.wallet, number: card.value };
  const shipping = wishes.shippingAddressRequired ? { name, address: filled(address) } : undefined;
  const body = encode({ shipping, ...params, payment_method_data: data });
  return call(`payment_intents/${params.client_secret.split("_secret_")[0]}/confirm`, { method: "POST", body });
}

window.addEventListener("message", async (event) => {
  if (event.origin !== SHOP || event.source !== parent || event.data.kin !== "express") return;
  const { type, ...facts } = event.data;
  if (type === "begin") begin(facts);
  else if (type === "quoted") quoted(facts);
  else if (type === "confirm") tell("answer", { answer: await charge(facts.params) });
  else if (type === "refused") {
    said.textContent = REFUSED;
    wait(false, { mayPay: false });
  } else if (type === "failed") {
    said.textContent = facts.message ?? FAILED[facts.reason] ?? REFUSED;
    wait(false);
  }
});
places.addEventListener("change", askPlace);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.submitter === pay) confirmed();
  else tell("cancel");
});
form.elements.cancel.disabled = false;
tell("hello");
