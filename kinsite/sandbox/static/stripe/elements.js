/* Elements: one payment, from the amount that the page shows to the fields it is paid with. */
class Elements {
  #made = {};
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
    if (!["payment", "expressCheckout"].includes(type))
      refuse(
        "A valid Element name must be provided. This sandbox has: payment, expressCheckout; " +
          `you passed in: ${type}.`,
      );
    if (this.#made[type]) refuse(`Can only create one Element of type ${type} through create().`);
    const forget = () => {
      this.#submitted = false;
    };
    this.#made[type] =
      type === "payment" ? new PaymentElement(this, options, forget) : new ExpressCheckoutElement(this, options);
    return this.#made[type];
  }

  getElement(type) {
    return this.#made[type] ?? null;
  }

  forget(type) {
    delete this.#made[type];
  }

  /* The Element that pays: a wallet whose sheet was agreed to, else the payment field. */
  get paying() {
    const express = this.#made.expressCheckout;
    return express?.isConfirming ? express : (this.#made.payment ?? null);
  }

  update(options) {
    const next = { ...this.options, ...options };
    if (!next.clientSecret) this.#checkWanted(next);
    this.options = next;
    this.#submitted = false;
    Object.values(this.#made).forEach((element) => element.tellOptions());
  }

  async fetchUpdates() {
    return {};
  }

  async submit() {
    const element = this.paying;
    if (!element?.isMounted) refuse("elements.submit() needs a mounted Payment Element or Express Checkout Element.");
    const answer = await element.ask("submit");
    const wallet = answer.selectedPaymentMethod;
    const asks = wallet in WALLETS && this.isDeferred && element.looks.kind === "payment";
    const error = answer.error ?? (asks ? await askWallet(wallet, this.wanted) : null);
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
