/* Elements: one payment, from the amount that the page shows to the fields it is paid with. */
class Elements {
  #element = null;
  #submitted = false;

  constructor(key, options = {}) {
    this.key = key;
    const unknown = Object.keys(options).filter((name) => !ELEMENTS_OPTIONS.includes(name));
    if (unknown.length) console.warn(`[Stripe.js] Unrecognized elements() parameter: ${unknown.join(", ")}`);
    if (options.clientSecret && options.mode)
      refuse("Invalid value for elements(): `clientSecret` and `mode` can't be used together.");
    if (!options.clientSecret) this.#checkWanted(options);
    this.options = { ...options };
  }

  #checkWanted({ mode, amount, currency }) {
    if (!mode) refuse("In order to create a payment element, you must pass a clientSecret or mode.");
    if (mode !== "payment")
      refuse(`Invalid value for elements(): mode should be "payment" in this sandbox. Not: ${mode}.`);
    if (!Number.isInteger(amount) || amount < 0)
      refuse("Invalid value for elements(): amount should be a whole number of the smallest currency unit.");
    if (typeof currency !== "string" || currency !== currency.toLowerCase() || currency.length !== 3)
      refuse("Invalid value for elements(): currency should be a three-letter lowercase code.");
  }

  get isDeferred() {
    return !this.options.clientSecret;
  }

  get wanted() {
    const { mode, amount, currency } = this.options;
    return this.isDeferred ? { mode, amount, currency } : undefined;
  }

  create(type, options = {}) {
    if (type !== "payment")
      refuse(`A valid Element name must be provided. This sandbox has: payment; you passed in: ${type}.`);
    if (this.#element) refuse("Can only create one Element of type payment through create().");
    this.#element = new PaymentElement(this, options, () => {
      this.#submitted = false;
    });
    return this.#element;
  }

  getElement(type) {
    return type === "payment" ? this.#element : null;
  }

  forget() {
    this.#element = null;
  }

  update(options) {
    const next = { ...this.options, ...options };
    if (!next.clientSecret) this.#checkWanted(next);
    this.options = next;
    this.#submitted = false;
    this.#element?.tellOptions();
  }

  async fetchUpdates() {
    return {};
  }

  async submit() {
    if (!this.#element?.isMounted) refuse("elements.submit() needs a mounted Payment Element.");
    const answer = await this.#element.ask("submit");
    const wallet = answer.selectedPaymentMethod;
    const error = answer.error ?? (wallet in WALLETS && this.isDeferred ? await askWallet(wallet, this.wanted) : null);
    this.#submitted = !error;
    return error ? { error } : answer;
  }

  /* Stripe wants submit() before each confirmation of an amount that has no intent yet. */
  takeSubmission() {
    const was = this.#submitted || !this.isDeferred;
    this.#submitted = false;
    return was;
  }
}

class PaymentElement {
  #elements;
  #options;
  #onChange;
  #listeners = new Map();
  #answers = new Map();
  #asked = 0;
  #frame = null;
  #isThere = false;
  #isReady = false;
  #unsaid = [];

  constructor(elements, options, onChange) {
    this.#elements = elements;
    this.#options = options;
    this.#onChange = onChange;
    window.addEventListener("message", (event) => this.#hear(event));
  }

  get isMounted() {
    return this.#frame !== null;
  }

  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) || []), listener]);
    if (name === "ready" && this.#isReady) listener({ elementType: "payment" });
    return this;
  }

  once(name, listener) {
    const once = (event) => {
      this.off(name, once);
      listener(event);
    };
    return this.on(name, once);
  }

  off(name, listener) {
    const others = (this.#listeners.get(name) || []).filter((known) => listener && known !== listener);
    this.#listeners.set(name, others);
    return this;
  }

  #emit(name, facts = {}) {
    (this.#listeners.get(name) || []).forEach((listener) => listener({ elementType: "payment", ...facts }));
  }

  mount(target) {
    const host = typeof target === "string" ? document.querySelector(target) : target;
    if (!host)
      refuse(
        `The selector you specified (${target}) applies to no DOM elements that are currently on the page. ` +
          "Make sure the element exists on the page before calling mount().",
      );
    if (this.#frame) this.unmount();
    const frame = document.createElement("iframe");
    frame.title = "Secure payment input frame";
    frame.src = `${HOME}/elements/payment/?${encode({ origin: location.origin })}`;
    Object.assign(frame.style, { border: "0", display: "block", width: "100%", height: "0" });
    host.replaceChildren(frame);
    this.#frame = frame;
    this.#isThere = this.#isReady = false;
    this.#unsaid = [];
    this.#emit("loaderstart");
    setTimeout(() => {
      if (this.#frame !== frame || this.#isReady) return;
      const message = "The payment fields did not load in time.";
      this.#emit("loaderror", { error: { type: "api_connection_error", message } });
    }, PATIENCE);
  }

  unmount() {
    this.#frame?.remove();
    this.#frame = null;
  }

  destroy() {
    this.unmount();
    this.#elements.forget();
  }

  update(options) {
    this.#options = { ...this.#options, ...options };
    this.tellOptions();
  }

  focus() {
    this.#tell("focus");
  }

  blur() {
    this.#frame?.blur();
  }

  clear() {
    this.#tell("clear");
  }

  collapse() {}

  tellOptions() {
    const { clientSecret, appearance, customerSessionClientSecret } = this.#elements.options;
    const { paymentMethodTypes, excludedPaymentMethodTypes } = this.#elements.options;
    const { defaultValues, wallets } = this.#options;
    this.#tell("options", {
      key: this.#elements.key,
      wanted: this.#elements.wanted,
      clientSecret,
      customerSession: customerSessionClientSecret,
      appearance: { variables: appearance?.variables || {} },
      paymentMethodTypes,
      excludedPaymentMethodTypes,
      defaultValues,
      wallets,
    });
  }

  /* What is said before the frame listens waits until it does. */
  #tell(type, facts = {}) {
    const message = { kin: "payment", type, ...facts };
    if (this.#isThere) this.#frame?.contentWindow.postMessage(message, HOME);
    else if (type !== "options") this.#unsaid.push(message);
  }

  /* Ask the frame for something; what was typed into it stays there. */
  ask(type, facts = {}) {
    const number = ++this.#asked;
    return new Promise((resolve) => {
      this.#answers.set(number, resolve);
      this.#tell(type, { ...facts, number });
    });
  }

  #hear(event) {
    if (event.origin !== HOME || !this.#frame || event.source !== this.#frame.contentWindow) return;
    const { type, ...facts } = event.data;
    switch (type) {
      case "hello":
        this.#isThere = true;
        this.tellOptions();
        return this.#unsaid.forEach(({ type: said, ...rest }) => this.#tell(said, rest));
      case "ready":
        this.#isReady = true;
        return this.#emit("ready");
      case "height":
        this.#frame.style.height = `${facts.height}px`;
        return undefined;
      case "answer":
        this.#answers.get(facts.number)?.(facts.answer);
        return this.#answers.delete(facts.number);
      case "change":
        this.#onChange();
        return this.#emit("change", facts.change);
      case "loaderror":
        return this.#emit("loaderror", { error: facts.error });
      case "focus":
      case "blur":
      case "escape":
        return this.#emit(type);
      default:
        return undefined;
    }
  }
}
