/* The payment frame: the fields for the card live here, on the sandbox's origin, and what is typed
   into them goes from here to /v1/ and nowhere else. */

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
const AT_ONCE = ["link", "apple_pay", "google_pay", "sepa_debit", "us_bank_account"];
const LOOKS = {
  borderRadius: "--radius",
  colorBackground: "--field",
  colorDanger: "--danger",
  colorPrimary: "--primary",
  colorText: "--text",
  fontFamily: "--font",
  fontSizeBase: "--size",
};
const page = { key: "", types: [], isDrawn: false };
const methods = document.getElementById("methods");
const panel = Object.assign(document.createElement("div"), { id: "panel" });
methods.closest("fieldset").after(panel);

const tell = (type, facts = {}) => parent.postMessage({ kin: "payment", type, ...facts }, SHOP);
const digits = (text) => text.replace(/\D/g, "");

/* What a card must look like. Each rule answers with an error of Stripe's, or with nothing. */

const isAmex = (number) => /^3[47]/.test(number);
const lengthOf = (number) => (isAmex(number) ? 15 : /^3(0[0-5]|[68])/.test(number) ? 14 : 16);

function passesLuhn(number) {
  const sum = [...number].reverse().reduce((total, digit, place) => {
    const value = place % 2 ? 2 * Number(digit) : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const fields = {
  number: {
    label: "Card number",
    autocomplete: "cc-number",
    hint: "1234 1234 1234 1234",
    format: (typed) => {
      const number = digits(typed).slice(0, /^6/.test(digits(typed)) ? 19 : lengthOf(digits(typed)));
      return number.replace(isAmex(number) ? /^(\d{4})(\d{1,6})?(\d{1,5})?$/ : /(\d{4})(?=\d)/g, (all, ...parts) =>
        isAmex(number) ? parts.slice(0, 3).filter(Boolean).join(" ") : `${parts[0]} `,
      );
    },
    problem: (typed) => {
      const number = digits(typed);
      if (number.length < lengthOf(number)) return ["incomplete_number", "Your card number is incomplete."];
      return passesLuhn(number) ? null : ["invalid_number", "Your card number is invalid."];
    },
  },
  expiry: {
    label: "Expiration date",
    autocomplete: "cc-exp",
    hint: "MM / YY",
    format: (typed, isDeleting) => {
      let [month, year] = typed.includes("/") ? typed.split("/").map(digits) : [digits(typed).slice(0, 2), digits(typed).slice(2)];
      if (month.length === 1 && (month > "1" || typed.includes("/"))) month = `0${month}`;
      year = (year.length > 2 && "20".startsWith(year.slice(0, 2)) ? year.slice(2) : year).slice(0, 2);
      if (year) return `${month.slice(0, 2)} / ${year}`;
      return month.length === 2 && !isDeleting ? `${month} / ` : month;
    },
    problem: (typed) => {
      const [month, year] = typed.split("/").map((part) => Number(digits(part)));
      if (digits(typed).length < 4) return ["incomplete_expiry", "Your card’s expiration date is incomplete."];
      if (month < 1 || month > 12) return ["invalid_expiry_month", "Your card’s expiration date is invalid."];
      const today = new Date();
      const isPast = 2000 + year < today.getFullYear() || (2000 + year === today.getFullYear() && month < today.getMonth() + 1);
      return isPast ? ["invalid_expiry_year_past", "Your card’s expiration year is in the past."] : null;
    },
  },
  code: {
    label: "Security code",
    autocomplete: "cc-csc",
    hint: "CVC",
    format: (typed) => digits(typed).slice(0, isAmex(digits(value("number"))) ? 4 : 3),
    problem: (typed) =>
      digits(typed).length < (isAmex(digits(value("number"))) ? 4 : 3)
        ? ["incomplete_cvc", "Your card’s security code is incomplete."]
        : null,
  },
};

const input = (name) => document.getElementById(name);
const value = (name) => input(name)?.value ?? "";
const chosen = () => document.querySelector("input[name=method]:checked")?.value ?? "card";
const problemOf = (name) => fields[name].problem(value(name));
const isComplete = () => chosen() !== "card" || Object.keys(fields).every((name) => !problemOf(name));
const isEmpty = () => chosen() === "card" && Object.keys(fields).every((name) => !value(name));

/* Drawing */

function make(tag, facts = {}, ...children) {
  const node = Object.assign(document.createElement(tag), facts);
  node.append(...children);
  return node;
}

function drawField(name) {
  const { label, autocomplete, hint } = fields[name];
  const field = make("input", { id: name, type: "text", autocomplete, inputMode: "numeric", placeholder: hint });
  const error = make("p", { id: `${name}-error`, className: "error" });
  field.setAttribute("aria-describedby", error.id);
  error.setAttribute("aria-live", "polite");
  field.addEventListener("input", (event) => typed(name, event));
  const isJudged = () => field.value || field.getAttribute("aria-invalid") === "true";
  field.addEventListener("blur", () => show(name, isJudged() ? problemOf(name) : null));
  return make("div", { className: `field field-${name}` }, make("label", { htmlFor: name, textContent: label }), field, error);
}

function typed(name, event) {
  const field = input(name);
  const before = digits(field.value.slice(0, field.selectionStart)).length;
  const wasAtEnd = field.selectionStart === field.value.length;
  field.value = fields[name].format(field.value, event.inputType?.startsWith("delete"));
  if (!wasAtEnd) {
    let place = 0;
    for (let seen = 0; seen < before && place < field.value.length; place += 1) seen += /\d/.test(field.value[place]);
    field.setSelectionRange(place, place);
  }
  show(name, null);
  tellChange();
}

function show(name, problem) {
  input(name).setAttribute("aria-invalid", problem ? "true" : "false");
  document.getElementById(`${name}-error`).textContent = problem ? problem[1] : "";
}

function drawMethods(types) {
  page.types = types;
  const before = chosen();
  methods.replaceChildren(
    ...types.map((type) => {
      const radio = make("input", { type: "radio", name: "method", value: type, checked: type === before });
      radio.addEventListener("change", () => {
        drawPanel();
        tellChange();
      });
      return make("label", { className: "method" }, radio, make("span", { textContent: NAMES[type] ?? type }));
    }),
  );
  if (!types.includes(before)) methods.querySelector("input").checked = true;
  drawPanel();
}

function drawPanel() {
  const type = chosen();
  if (type === "card") {
    if (!input("number")) panel.replaceChildren(...Object.keys(fields).map(drawField));
    return;
  }
  const how = AT_ONCE.includes(type) ? "It is simulated here and pays at once." : "You go on to its test page, and come back.";
  panel.replaceChildren(make("p", { className: "how", textContent: `${NAMES[type] ?? type}: ${how}` }));
}

function tellChange() {
  tell("change", { change: { empty: isEmpty(), complete: isComplete(), collapsed: false, value: { type: chosen() } } });
}

/* What the shop's page asks for */

function encode(facts, prefix = "", form = new URLSearchParams()) {
  for (const [name, fact] of Object.entries(facts)) {
    if (fact === undefined || fact === null) continue;
    const key = prefix ? `${prefix}[${name}]` : name;
    if (typeof fact === "object") encode(fact, key, form);
    else form.append(key, fact);
  }
  return form;
}

async function call(path, options) {
  try {
    return await (await fetch(`/v1/${path}`, options)).json();
  } catch {
    return { error: { type: "api_connection_error", message: "We could not reach Stripe. Please try again." } };
  }
}

async function takeOptions(options) {
  Object.assign(page, options);
  for (const [name, property] of Object.entries(LOOKS)) {
    const look = options.appearance.variables[name];
    if (look) document.documentElement.style.setProperty(property, look);
  }
  const { key, wanted, clientSecret } = options;
  const session = await call(`elements/sessions?${encode({ key, deferred_intent: wanted, client_secret: clientSecret })}`);
  if (session.error) {
    tell("loaderror", { error: session.error });
    return;
  }
  const types = options.paymentMethodTypes ?? session.payment_method_types;
  const wallets = Object.keys(WALLETS).filter((wallet) => options.wallets?.[WALLETS[wallet]] !== "never");
  const offered = types.includes("card") ? [...types, ...wallets] : types;
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
  const [month, year] = value("expiry").split("/").map(digits);
  return { type, card: { number: digits(value("number")), exp_month: month, exp_year: year, cvc: value("code") } };
}

async function confirm(params) {
  if (!isComplete()) return submit();
  const given = params.payment_method_data ?? {};
  const billing = { ...page.defaultValues?.billingDetails, ...given.billing_details };
  const path = `payment_intents/${params.client_secret.split("_secret_")[0]}/confirm`;
  const data = { ...given, ...methodData(), billing_details: billing };
  return call(path, { method: "POST", body: encode({ ...params, payment_method_data: data }) });
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
new ResizeObserver(() => tell("height", { height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
tell("hello");
