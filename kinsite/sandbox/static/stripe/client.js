/* What a page gets from Stripe(key). */
const CONFIRM = "stripe.confirmPayment()";

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
      refuse(`Invalid value for ${CONFIRM}: redirect should be one of: always, if_required.`);
    if (typeof clientSecret !== "string" || !clientSecret.includes("_secret_"))
      refuse(`Missing value for ${CONFIRM}: clientSecret should be a client_secret string.`);
    if (redirect === "always" && !confirmParams.return_url)
      refuse(`Missing value for ${CONFIRM}: confirmParams.return_url is required with redirect: always.`);
    if (elements && !(elements instanceof Elements))
      refuse(`Invalid value for ${CONFIRM}: elements should be the result of stripe.elements().`);
    if (elements && !elements.paying && elements.getElement("expressCheckout"))
      refuse(
        `Element confirming payment is "expressCheckout", but ${CONFIRM} was not called within the "confirm" ` +
          `event. Please call ${CONFIRM} in the "confirm" event.`,
      );
    if (elements && !elements.paying?.isMounted)
      refuse(
        `Invalid value for ${CONFIRM}: elements should have a mounted Payment Element or Express Checkout Element.`,
      );
    if (elements && !elements.takeSubmission())
      refuse(`elements.submit() must be called before ${CONFIRM}.`);
    const element = elements?.paying;
    const intent = await this.#confirm(elements, clientSecret, confirmParams);
    const answer = intent.error
      ? { error: intent.error }
      : await this.#follow(intent, redirect, confirmParams.return_url);
    if (answer.error) element?.fail?.();
    else element?.close?.();
    return answer;
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
    if (elements) return elements.paying.ask("confirm", { params });
    try {
      const url = `${HOME}/v1/payment_intents/${clientSecret.split("_secret_")[0]}/confirm`;
      return await (await fetch(url, { method: "POST", body: encode(params) })).json();
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
  if (!key.startsWith("pk_test_"))
    refuse("Invalid value for Stripe(): apiKey should be a publishable test key.");
  return new StripeClient(key);
};
window.Stripe.version = "dahlia";
