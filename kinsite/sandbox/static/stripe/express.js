/* The Express Checkout Element: buttons of wallets, and the sheet that asks over the page. */
const EXPRESS_NAMES = { apple_pay: "applePay", google_pay: "googlePay", link: "link" };
const EXPRESS_OPTIONS = [
  "allowedShippingCountries", "applePay", "billingAddressRequired", "business", "buttonHeight", "buttonTheme",
  "buttonType", "emailRequired", "layout", "lineItems", "paymentMethodOrder", "paymentMethods",
  "phoneNumberRequired", "shippingAddressRequired", "shippingRates",
];
const CLICK_LASTS = 1000;

function checkRates({ shippingAddressRequired, shippingRates, lineItems = [] }, amount) {
  if (shippingAddressRequired && !shippingRates?.length)
    refuse("Invalid value for shippingRates: with shippingAddressRequired, at least one rate is needed.");
  for (const { id, displayName, amount: costs } of shippingRates ?? [])
    if (!id || !displayName || !Number.isInteger(costs) || costs < 0)
      refuse("Invalid value for shippingRates: a rate has an id, a displayName and an amount in the smallest unit.");
  const listed = [...lineItems, ...(shippingRates ?? []).slice(0, 1)].reduce((sum, item) => sum + item.amount, 0);
  if (listed > amount) refuse(`The amount ${amount} is less than the total amount of the line items and rate: ${listed}.`);
}

class ExpressCheckoutElement extends FramedElement {
  #available;
  #sheet = null;

  constructor(elements, options) {
    super(elements, options, {
      kind: "expressCheckout",
      title: "Secure express checkout frame",
      path: "/elements/express/",
      late: "The wallets did not load in time.",
    });
    const unknown = Object.keys(options).filter((name) => !EXPRESS_OPTIONS.includes(name));
    if (unknown.length) console.warn(`[Stripe.js] Unrecognized create() parameter: ${unknown.join(", ")}`);
    window.addEventListener("message", (event) => this.#hearSheet(event));
  }

  get isConfirming() {
    return Boolean(this.#sheet?.isConfirming);
  }

  get readiness() {
    return { availablePaymentMethods: this.#available };
  }

  tellOptions() {
    const { excludedPaymentMethodTypes } = this.elements.options;
    const { buttonHeight, buttonType, paymentMethods } = this.options;
    const { key } = this.elements;
    const facts = { buttonHeight, buttonType, paymentMethods, excludedPaymentMethodTypes };
    this.tell("options", { key, wanted: this.elements.wanted, ...facts });
  }

  hear(type, { wallets, wallet }) {
    if (type === "ready" && !this.isReady) {
      this.isReady = true;
      const named = Object.entries(EXPRESS_NAMES).map(([ours, name]) => [name, wallets.includes(ours)]);
      this.#available = wallets.length ? Object.fromEntries(named) : undefined;
      this.emit("ready", this.readiness);
    } else if (type === "click" && !this.#sheet) this.#click(wallet);
  }

  #click(wallet) {
    let isAnswered = false;
    const once = (answer) => (details) => {
      if (isAnswered) return;
      isAnswered = true;
      answer(details);
    };
    const resolve = once((details = {}) => this.#open(wallet, { ...this.options, ...details }));
    if (!this.hasListener("click")) return resolve();
    this.emit("click", { expressPaymentType: wallet, resolve, reject: once(() => {}) });
    const late = once(() => console.error("[Stripe.js] The click event must be resolved within 1 second."));
    return setTimeout(late, CLICK_LASTS);
  }

  #open(wallet, asked) {
    checkRates(asked, this.elements.options.amount);
    const url = `${HOME}/wallet/${wallet}/express/?${encode({ origin: location.origin })}`;
    this.#sheet = { ...overPage(WALLETS[wallet], url, "720px"), wallet, asked, isConfirming: false, answers: [] };
  }

  #tellSheet(type, facts = {}) {
    this.#sheet?.frame.contentWindow.postMessage({ kin: "express", type, ...facts }, HOME);
  }

  #hearSheet(event) {
    const sheet = this.#sheet;
    if (!sheet || event.origin !== HOME || event.source !== sheet.frame.contentWindow) return;
    const { type, ...facts } = event.data;
    if (type === "hello") this.#begin(sheet);
    else if (type === "address") this.#change("shippingaddresschange", facts);
    else if (type === "rate")
      this.#change("shippingratechange", { shippingRate: sheet.asked.shippingRates.find(({ id }) => id === facts.id) });
    else if (type === "confirm") this.#confirm(sheet, facts);
    else if (type === "answer") sheet.answers.shift()(facts.answer);
    else if (type === "cancel") {
      this.close();
      this.emit("cancel");
    }
  }

  #begin({ wallet, asked }) {
    const { allowedShippingCountries, business, emailRequired, phoneNumberRequired, billingAddressRequired } = asked;
    const { shippingAddressRequired, shippingRates } = asked;
    const wishes = { allowedShippingCountries, emailRequired, phoneNumberRequired, billingAddressRequired };
    const { amount, currency } = this.elements.options;
    const shown = { amount, currency, business, shippingAddressRequired, shippingRates };
    this.#tellSheet("begin", { wallet, key: this.elements.key, ...wishes, ...shown });
  }

  /* Tell the page what was chosen; the sheet waits for its word. */
  #change(name, facts) {
    const sheet = this.#sheet;
    const resolve = (details = {}) => {
      const asked = { ...sheet.asked, ...details };
      const { amount } = this.elements.options;
      checkRates(asked, amount);
      sheet.asked = asked;
      if (sheet === this.#sheet) this.#tellSheet("quoted", { amount, shippingRates: asked.shippingRates });
    };
    if (!this.hasListener(name)) return resolve();
    const reject = () => sheet === this.#sheet && this.#tellSheet("refused");
    return this.emit(name, { ...facts, resolve, reject });
  }

  #confirm(sheet, { rate, ...details }) {
    sheet.isConfirming = true;
    this.emit("confirm", {
      ...details,
      expressPaymentType: sheet.wallet,
      shippingRate: sheet.asked.shippingRates?.find(({ id }) => id === rate),
      paymentFailed: (payload) => sheet === this.#sheet && this.fail(payload),
    });
  }

  /* The sheet says that it did not work and can be tried again, as Apple Pay's stays open. */
  fail({ reason = "fail", message } = {}) {
    this.#sheet.isConfirming = false;
    this.#tellSheet("failed", { reason, message });
  }

  close() {
    this.#sheet?.close();
    this.#sheet = null;
  }

  /* What pays is known to the sheet alone. */
  ask(type, facts = {}) {
    if (type === "submit") return Promise.resolve({ selectedPaymentMethod: this.#sheet.wallet });
    return new Promise((resolve) => {
      this.#sheet.answers.push(resolve);
      this.#tellSheet(type, facts);
    });
  }
}
