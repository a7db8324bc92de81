/* Stripe.js of the sandbox: Stripe's calls, rules and answers for the Payment Element, without the
   network beyond this machine. A page can't tell it from Stripe's but by its address. */
(() => {
  "use strict";

  const HOME = new URL(document.currentScript.src).origin;
  const PATIENCE = 10000;
  const ELEMENTS_OPTIONS = [
    "mode", "amount", "currency", "clientSecret", "appearance", "locale", "loader", "fonts",
    "paymentMethodTypes", "setupFutureUsage", "captureMethod", "paymentMethodCreation", "onBehalfOf",
    "excludedPaymentMethodTypes", "customerSessionClientSecret",
  ];
  const ARRIVED = { succeeded: "succeeded", requires_capture: "succeeded", processing: "pending" };
  const NEVER = () => new Promise(() => {}); // the page is being left

  class IntegrationError extends Error {
    name = "IntegrationError";
  }

  const refuse = (message) => {
    throw new IntegrationError(message);
  };

  function encode(facts, prefix = "", form = new URLSearchParams()) {
    for (const [name, value] of Object.entries(facts)) {
      if (value === undefined || value === null) continue;
      const key = prefix ? `${prefix}[${name}]` : name;
      if (typeof value === "object") encode(value, key, form);
      else form.append(key, value);
    }
    return form;
  }

  async function retrieve(key, clientSecret) {
    const id = clientSecret.split("_secret_")[0];
    const query = encode({ key, client_secret: clientSecret });
    try {
      return await (await fetch(`${HOME}/v1/payment_intents/${id}?${query}`)).json();
    } catch {
      return { error: { type: "api_connection_error", message: "We could not reach Stripe." } };
    }
  }

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
      if (mode !== "payment") refuse(`Invalid value for elements(): mode should be "payment" in this sandbox, you specified: ${mode}.`);
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
      if (type !== "payment") refuse(`A valid Element name must be provided. This sandbox has: payment; you passed in: ${type}.`);
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
      this.#submitted = !answer.error;
      return answer;
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
      this.#listeners.set(name, (this.#listeners.get(name) || []).filter((known) => listener && known !== listener));
      return this;
    }

    #emit(name, facts = {}) {
      (this.#listeners.get(name) || []).forEach((listener) => listener({ elementType: "payment", ...facts }));
    }

    mount(target) {
      const host = typeof target === "string" ? document.querySelector(target) : target;
      if (!host) refuse(`The selector you specified (${target}) applies to no DOM elements that are currently on the page. Make sure the element exists on the page before calling mount().`);
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
        if (this.#frame === frame && !this.#isReady) this.#failToLoad("The payment fields did not load in time.");
      }, PATIENCE);
    }

    #failToLoad(message) {
      this.#emit("loaderror", { error: { type: "api_connection_error", message } });
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
      const { clientSecret, appearance, paymentMethodTypes } = this.#elements.options;
      const { defaultValues, wallets } = this.#options;
      this.#tell("options", {
        key: this.#elements.key,
        wanted: this.#elements.wanted,
        clientSecret,
        appearance: { variables: appearance?.variables || {} },
        paymentMethodTypes,
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

  /* 3-D Secure: the bank's question in a frame over the page, until it is answered. */
  function askBank(url) {
    return new Promise((resolve) => {
      const before = document.activeElement;
      const dialog = document.createElement("dialog");
      const frame = document.createElement("iframe");
      dialog.setAttribute("aria-label", "3D Secure authentication");
      frame.title = "3D Secure authentication";
      frame.src = `${url}&${encode({ origin: location.origin })}`;
      Object.assign(dialog.style, { border: "0", borderRadius: "8px", height: "380px", maxWidth: "calc(100vw - 32px)", overflow: "hidden", padding: "0", width: "440px" });
      Object.assign(frame.style, { border: "0", display: "block", height: "100%", width: "100%" });
      dialog.append(frame);
      document.body.append(dialog);
      dialog.addEventListener("cancel", (event) => event.preventDefault());
      const hear = (event) => {
        if (event.origin !== HOME || event.source !== frame.contentWindow || event.data.kin !== "3d-secure") return;
        window.removeEventListener("message", hear);
        dialog.remove();
        before?.focus?.();
        resolve();
      };
      window.addEventListener("message", hear);
      dialog.showModal();
      frame.focus();
    });
  }

  function returnTo(url, intent) {
    const target = new URL(url, location.href);
    target.searchParams.set("payment_intent", intent.id);
    target.searchParams.set("payment_intent_client_secret", intent.client_secret);
    target.searchParams.set("redirect_status", ARRIVED[intent.status] || "failed");
    location.assign(target);
    return NEVER();
  }

  class StripeClient {
    constructor(key) {
      this._key = key;
    }

    elements(options) {
      return new Elements(this._key, options);
    }

    async confirmPayment(options = {}) {
      const { elements, confirmParams = {}, redirect = "always" } = options;
      const clientSecret = options.clientSecret || elements?.options.clientSecret;
      if (!["always", "if_required"].includes(redirect))
        refuse(`Invalid value for stripe.confirmPayment(): redirect should be one of: always, if_required. You specified: ${redirect}.`);
      if (typeof clientSecret !== "string" || !clientSecret.includes("_secret_"))
        refuse("Missing value for stripe.confirmPayment(): clientSecret should be a client_secret string.");
      if (redirect === "always" && !confirmParams.return_url)
        refuse("Missing value for stripe.confirmPayment(): confirmParams.return_url is required with redirect: always.");
      if (elements && !(elements instanceof Elements))
        refuse("Invalid value for stripe.confirmPayment(): elements should be the result of stripe.elements().");
      if (elements && !elements.getElement("payment")?.isMounted)
        refuse("Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element.");
      if (elements && !elements.takeSubmission())
        refuse("elements.submit() must be called before stripe.confirmPayment().");
      const intent = await this.#confirm(elements, clientSecret, confirmParams);
      return intent.error ? { error: intent.error } : this.#follow(intent, redirect, confirmParams.return_url);
    }

    async #confirm(elements, clientSecret, confirmParams) {
      const params = {
        return_url: location.href,
        ...confirmParams,
        client_secret: clientSecret,
        deferred_intent: elements?.wanted,
        key: this._key,
        use_stripe_sdk: true,
      };
      if (elements) return elements.getElement("payment").ask("confirm", { params });
      try {
        const path = `/v1/payment_intents/${clientSecret.split("_secret_")[0]}/confirm`;
        return await (await fetch(HOME + path, { method: "POST", body: encode(params) })).json();
      } catch {
        return { error: { type: "api_connection_error", message: "We could not reach Stripe." } };
      }
    }

    async #follow(intent, redirect, returnUrl) {
      if (intent.status === "requires_action") {
        const action = intent.next_action;
        if (action.type === "redirect_to_url") {
          location.assign(action.redirect_to_url.url);
          return NEVER();
        }
        await askBank(action.use_stripe_sdk.stripe_js);
        intent = await retrieve(this._key, intent.client_secret);
        if (intent.error) return { error: intent.error };
      }
      if (intent.status === "requires_payment_method")
        return { error: { ...intent.last_payment_error, payment_intent: intent } };
      return redirect === "always" ? returnTo(returnUrl, intent) : { paymentIntent: intent };
    }

    async handleNextAction({ clientSecret } = {}) {
      if (!clientSecret) refuse("Missing value for stripe.handleNextAction(): clientSecret.");
      const intent = await retrieve(this._key, clientSecret);
      return intent.error ? { error: intent.error } : this.#follow(intent, "if_required");
    }

    async retrievePaymentIntent(clientSecret) {
      if (typeof clientSecret !== "string" || !clientSecret.includes("_secret_"))
        refuse("Invalid value for stripe.retrievePaymentIntent(): a client_secret string is needed.");
      const intent = await retrieve(this._key, clientSecret);
      return intent.error ? { error: intent.error } : { paymentIntent: intent };
    }
  }

  window.Stripe = function Stripe(key) {
    if (typeof key !== "string" || !key) refuse("Missing value for Stripe(): apiKey should be a string.");
    if (key.startsWith("pk_live_")) refuse("This sandbox on your own machine refuses live keys.");
    if (!key.startsWith("pk_test_")) refuse("Invalid value for Stripe(): apiKey should be a publishable test key.");
    return new StripeClient(key);
  };
  window.Stripe.version = "dahlia";
})();
