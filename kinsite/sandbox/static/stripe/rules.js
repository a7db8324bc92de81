/* Stripe.js of the sandbox, first part: its address, its words and its plain calls. */

const HOME = new URL(document.currentScript.src).origin;
const PATIENCE = 10000;
const ELEMENTS_OPTIONS = [
  "mode", "amount", "currency", "clientSecret", "appearance", "locale", "loader", "fonts",
  "paymentMethodTypes", "setupFutureUsage", "captureMethod", "paymentMethodCreation", "onBehalfOf",
  "excludedPaymentMethodTypes", "customerSessionClientSecret",
];
const ARRIVED = { succeeded: "succeeded", requires_capture: "succeeded", processing: "pending" };
const WALLETS = { apple_pay: "Apple Pay", google_pay: "Google Pay", link: "Link" };
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
