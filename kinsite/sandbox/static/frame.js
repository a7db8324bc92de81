/* The payment frame: the fields for the card live here, on the sandbox's origin, and what is typed
   into them goes from here to /v1/ and nowhere else. */

import { call, encode, make } from "./calls.js";
import { cardOf, digits, fields } from "./card.js";

const SHOP = document.querySelector("meta[name=shop-origin]").content;
const NAMES = {
  card: "Card",
  link: "Link",
  klarna: "Klarna",
  affirm: "Affirm",
  afterpay_clearpay: "Afterpay",
  amazon_pay: "Amazon Pay",
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
  sepa_debit: "SEPA debit",
  us_bank_account: "US bank account",
};
const WALLETS = { apple_pay: "applePay", google_pay: "googlePay" };
const SWITCHED = { ...WALLETS, link: "link" };
const BY_SHEET = "A sheet opens over the page, and you pay there.";
const IN_DAYS = "Your bank takes days. Until then it is processing; the sandbox’s dashboard ends it.";
const HOW = {
  link: BY_SHEET,
  apple_pay: BY_SHEET,
  google_pay: BY_SHEET,
  sepa_debit: IN_DAYS,
  us_bank_account: IN_DAYS,
};
const LOOKS = {
  borderRadius: "--radius",
  colorBackground: "--field",
  colorDanger: "--danger",
  colorPrimary: "--primary",
  colorText: "--text",
  fontFamily: "--font",
  fontSizeBase: "--size",
};
const page = { key: "", types: [], saved: [], saveUsage: null, isDrawn: false };
const methods = document.getElementById("methods");
const panel = Object.assign(document.createElement("div"), { id: "panel" });
methods.closest("fieldset").after(panel);

const tell = (type, facts = {}) => parent.postMessage({ kin: "payment", type, ...facts }, SHOP);

const input = (name) => document.getElementById(name);
const value = (name) => input(name)?.value ?? "";
const chosen = () => document.querySelector("input[name=method]:checked")?.value ?? "card";
const around = () => ({ number: digits(value("number")) });
const problemOf = (name) => fields[name].problem(value(name), around());
const isSaved = (type) => page.saved.some(({ id }) => id === type);
const isComplete = () => chosen() !== "card" || Object.keys(fields).every((name) => !problemOf(name));
const isEmpty = () => chosen() === "card" && Object.keys(fields).every((name) => !value(name));

/* Drawing */

function drawField(name) {
  const { label, autocomplete, hint } = fields[name];
  const looks = { type: "text", autocomplete, inputMode: "numeric", placeholder: hint };
  const field = make("input", { id: name, ...looks });
  const error = make("p", { id: `${name}-error`, className: "error" });
  field.setAttribute("aria-describedby", error.id);
  error.setAttribute("aria-live", "polite");
  field.addEventListener("input", (event) => typed(name, event));
  const isJudged = () => field.value || field.getAttribute("aria-invalid") === "true";
  field.addEventListener("blur", () => show(name, isJudged() ? problemOf(name) : null));
  const title = make("label", { htmlFor: name, textContent: label });
  return make("div", { className: `field field-${name}` }, title, field, error);
}

function typed(name, event) {
  const field = input(name);
  const before = digits(field.value.slice(0, field.selectionStart)).length;
  const wasAtEnd = field.selectionStart === field.value.length;
  const isDeleting = Boolean(event.inputType?.startsWith("delete"));
  field.value = fields[name].write(field.value, { ...around(), isDeleting });
  if (!wasAtEnd) {
    const place = placeAfter(field.value, before);
    field.setSelectionRange(place, place);
  }
  show(name, null);
  tellChange();
}

/* Where the caret stands after so many digits. */
function placeAfter(text, count) {
  let place = 0;
  for (let seen = 0; seen < count && place < text.length; place += 1) seen += /\d/.test(text[place]);
  return place;
}

function show(name, problem) {
  input(name).setAttribute("aria-invalid", problem ? "true" : "false");
  document.getElementById(`${name}-error`).textContent = problem ? problem[1] : "";
}

function drawMethods(types) {
  page.types = types;
  const before = chosen();
  const savedNames = page.saved.map(({ id, brand, last4 }) => [id, `${brand[0].toUpperCase()}${brand.slice(1)} ending ${last4}`]);
  const names = { ...NAMES, ...Object.fromEntries(savedNames) };
  methods.replaceChildren(
    ...types.map((type) => {
      const radio = make("input", { type: "radio", name: "method", value: type, checked: type === before });
      radio.addEventListener("change", () => {
        drawPanel();
        tellChange();
      });
      const name = make("span", { textContent: names[type] ?? type });
      return make("label", { className: "method" }, radio, name);
    }),
  );
  if (!types.includes(before) || !page.isDrawn) methods.querySelector("input").checked = true;
  drawPanel();
}

function drawPanel() {
  const type = chosen();
  if (type === "card") {
    if (!input("number")) panel.replaceChildren(...Object.keys(fields).map(drawField), ...drawSave());
    return;
  }
  if (isSaved(type)) {
    panel.replaceChildren();
    return;
  }
  const how = HOW[type] ?? "You go on to its test page, and come back.";
  panel.replaceChildren(make("p", { className: "how", textContent: `${NAMES[type] ?? type}: ${how}` }));
}

function drawSave() {
  if (!page.saveUsage) return [];
  const box = make("input", { type: "checkbox", id: "save" });
  return [make("label", { className: "save" }, box, make("span", { textContent: "Save this card for next time" }))];
}

function tellChange() {
  const change = { empty: isEmpty(), complete: isComplete(), collapsed: false, value: { type: chosen() } };
  tell("change", { change });
}

/* What the shop's page asks for */

async function takeOptions(options) {
  Object.assign(page, options);
  for (const [name, property] of Object.entries(LOOKS)) {
    const look = options.appearance.variables[name];
    if (look) document.documentElement.style.setProperty(property, look);
  }
  const { key, wanted, clientSecret, customerSession } = options;
  const asked = encode({
    key,
    deferred_intent: wanted,
    client_secret: clientSecret,
    customer_session_client_secret: customerSession,
  });
  const session = await call(`elements/sessions?${asked}`);
  if (session.error) {
    tell("loaderror", { error: session.error });
    return;
  }
  page.saved = session.customer?.payment_methods ?? [];
  page.saveUsage = session.customer?.save_usage;
  const isShown = (wallet) => options.wallets?.[SWITCHED[wallet]] !== "never";
  const isLeftOut = (type) => options.excludedPaymentMethodTypes?.includes(type) || !isShown(type);
  const types = (options.paymentMethodTypes ?? session.payment_method_types).filter((type) => !isLeftOut(type));
  const wallets = Object.keys(WALLETS).filter(isShown);
  const saved = page.saved.map(({ id }) => id);
  const offered = types.includes("card") ? [...saved, ...types, ...wallets] : types;
  if (offered.join() !== page.types.join()) drawMethods(offered);
  if (!page.isDrawn) {
    page.isDrawn = true;
    tell("ready");
  }
}

function submit() {
  if (chosen() !== "card") return { selectedPaymentMethod: chosen() };
  const problems = Object.keys(fields).map((name) => [name, problemOf(name)]);
  problems.forEach(([name, problem]) => show(name, problem));
  const [name, problem] = problems.find(([, found]) => found) ?? [];
  if (!problem) return { selectedPaymentMethod: "card" };
  input(name).focus();
  return { error: { type: "validation_error", code: problem[0], message: problem[1] } };
}

function methodData() {
  const type = chosen();
  if (type in WALLETS) return { type: "card", card: { wallet: type } };
  if (type !== "card") return { type };
  return { type, card: cardOf({ number: value("number"), expiry: value("expiry"), code: value("code") }) };
}

async function confirm(params) {
  if (!isComplete()) return submit();
  const given = params.payment_method_data ?? {};
  const billing = { ...page.defaultValues?.billingDetails, ...given.billing_details };
  const path = `payment_intents/${params.client_secret.split("_secret_")[0]}/confirm`;
  const isKept = chosen() === "card" && input("save")?.checked;
  const data = { ...given, ...methodData(), billing_details: billing };
  const how = isSaved(chosen())
    ? { payment_method: chosen(), payment_method_data: undefined }
    : { payment_method_data: isKept ? { ...data, allow_redisplay: "always" } : data };
  const future = isKept ? { setup_future_usage: page.saveUsage } : {};
  return call(path, { method: "POST", body: encode({ ...params, ...how, ...future }) });
}

const ANSWERS = { submit: () => submit(), confirm: ({ params }) => confirm(params) };

window.addEventListener("message", async (event) => {
  if (event.origin !== SHOP || event.source !== parent || event.data.kin !== "payment") return;
  const { type, number, ...facts } = event.data;
  if (type in ANSWERS) tell("answer", { number, answer: await ANSWERS[type](facts) });
  else if (type === "options") await takeOptions(facts);
  else if (type === "focus") (input("number") ?? methods.querySelector("input"))?.focus();
  else if (type === "clear") Object.keys(fields).forEach((name) => input(name) && (input(name).value = ""));
});

document.getElementById("payment").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("focus", () => tell("focus"));
window.addEventListener("blur", () => tell("blur"));
window.addEventListener("keydown", (event) => event.key === "Escape" && tell("escape"));
const height = () => Math.ceil(document.body.getBoundingClientRect().height);
new ResizeObserver(() => tell("height", { height: height() })).observe(document.body);
tell("hello");
