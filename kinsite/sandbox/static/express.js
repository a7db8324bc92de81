/* The frame of the wallets' buttons: draws those that are there, and says which one was pressed. */

import { call, encode, make } from "./calls.js";

const SHOP = document.querySelector("meta[name=shop-origin]").content;
const WALLETS = {
  apple_pay: { option: "applePay", name: "Apple Pay" },
  google_pay: { option: "googlePay", name: "Google Pay" },
  link: { option: "link", name: "Link" },
};
const TYPES = { plain: "", buy: "Buy with ", order: "Order with ", pay: "Pay with ", "check-out": "Check out with ", checkout: "Check out with " };
const buttons = document.getElementById("wallets");
const tell = (type, facts = {}) => parent.postMessage({ kin: "expressCheckout", type, ...facts }, SHOP);

async function takeOptions({ key, wanted, buttonHeight, buttonType, paymentMethods, excludedPaymentMethodTypes }) {
  const session = await call(`elements/sessions?${encode({ key, deferred_intent: wanted })}`);
  if (session.error) {
    tell("loaderror", { error: session.error });
    return;
  }
  const types = session.payment_method_types.filter((type) => !excludedPaymentMethodTypes?.includes(type));
  const isThere = (wallet) =>
    types.includes(wallet === "link" ? "link" : "card") && paymentMethods?.[WALLETS[wallet].option] !== "never";
  const wallets = Object.keys(WALLETS).filter(isThere);
  if (wallets.join() !== [...buttons.children].map((button) => button.value).join())
    buttons.replaceChildren(...wallets.map((wallet) => draw(wallet, buttonType?.[WALLETS[wallet].option])));
  buttons.style.setProperty("--height", `${buttonHeight ?? 44}px`);
  tell("ready", { wallets });
}

function draw(wallet, type) {
  const button = make("button", { type: "button", value: wallet });
  button.textContent = `${TYPES[type] ?? ""}${WALLETS[wallet].name}`;
  button.addEventListener("click", () => tell("click", { wallet }));
  return button;
}

window.addEventListener("message", async (event) => {
  if (event.origin !== SHOP || event.source !== parent || event.data.kin !== "expressCheckout") return;
  const { type, ...facts } = event.data;
  if (type === "options") await takeOptions(facts);
  else if (type === "focus") buttons.querySelector("button")?.focus();
});
window.addEventListener("focus", () => tell("focus"));
window.addEventListener("blur", () => tell("blur"));
window.addEventListener("keydown", (event) => event.key === "Escape" && tell("escape"));
const height = () => Math.ceil(document.body.getBoundingClientRect().height);
new ResizeObserver(() => tell("height", { height: height() })).observe(document.body);
tell("hello");
