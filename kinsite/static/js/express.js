// The express row: a wallet brings e-mail and address from a sheet over the page. What the sheet shows is the shop's
// answer to the checkout form with what the wallet told in it; nothing is reckoned here.

const amountOf = (page) => Number(page.getElementById("checkout-pay")?.dataset.amount);
const placeOf = ({ city, state: region, postal_code: postcode, country }) => ({ city, region, postcode, country });

// Sheets begin with the first, so the chosen one is first. Stripe takes none above the amount: a gift card may pay.
const ratesOf = (page) =>
  [...page.querySelectorAll("[name=delivery]")]
    .sort((one, other) => other.checked - one.checked)
    .map(({ value: id, dataset: { name, amount, arrives } }) => ({
      id,
      displayName: name,
      amount: Math.min(amount, amountOf(page)),
      deliveryEstimate: arrives,
    }));

// Returns what fits the row to the page's new total.
export function openExpress({ row, form, stripe, asked, isCovered, named, read, swap, buy, say, leave }) {
  const words = row.dataset;
  const problem = row.querySelector("[role=alert]");
  const elements = stripe.elements({ mode: "payment", ...asked() });
  const off = named(`${form.dataset.hidden} amazonPay klarna paypal`);
  const element = elements.create("expressCheckout", {
    allowedShippingCountries: named(words.countries),
    billingAddressRequired: true,
    buttonHeight: 48,
    buttonType: { applePay: "buy", googlePay: "buy" },
    emailRequired: true,
    paymentMethods: Object.fromEntries(off.map((wallet) => [wallet, "never"])),
    shippingAddressRequired: true,
  });
  let isThere, isOpen, told, seen;

  function fit() {
    row.hidden = !isThere || isCovered();
    if (!isOpen) elements.update(asked());
  }

  // The page for what the wallet told, or nothing where that can't be sold: an unknown country is answered as another.
  async function quote(facts, update = "wallet") {
    Object.assign(told, facts, { update });
    const body = new FormData(form);
    Object.keys(told).forEach((name) => body.set(name, told[name] ?? ""));
    const answer = await fetch(form.action, { method: "POST", body });
    // To the cart, which says what is gone.
    if (answer.redirected && leave(answer.url)) throw answer;
    const page = await read(answer);
    const isServed = amountOf(page) && page.querySelector("[name=country]").value === told.country;
    return isServed && ratesOf(page).length ? page : null;
  }

  const quoted = (factsOf, detailsOf) => async (event) => {
    try {
      const page = await quote(factsOf(event));
      seen = amountOf(page);
      elements.update({ amount: seen });
      event.resolve(detailsOf(page));
    } catch {
      event.reject();
    }
  };

  element.on("ready", ({ availablePaymentMethods }) => {
    isThere = Object.values(availablePaymentMethods ?? {}).includes(true);
    fit();
  });
  element.on("click", (event) => {
    say("", problem);
    told = {};
    isOpen = true;
    seen = amountOf(document);
    const rates = ratesOf(document);
    event.resolve({ shippingRates: rates[0] ? rates : [{ id: "later", displayName: words.delivery, amount: 0 }] });
  });
  const rates = (page) => ({ shippingRates: ratesOf(page) });
  element.on("shippingaddresschange", quoted(({ address }) => placeOf(address), rates));
  element.on("shippingratechange", quoted(({ shippingRate: { id } }) => ({ delivery: id }), () => ({})));
  element.on("confirm", async ({ billingDetails, shippingAddress, shippingRate, paymentFailed }) => {
    const fail = (message, reason = "fail") => {
      paymentFailed({ reason, message });
      say(message, problem);
    };
    say("", problem);
    try {
      const { name, address } = shippingAddress;
      const { line1, line2 } = address;
      const contact = { email: billingDetails.email, name, line1, line2, delivery: shippingRate?.id };
      const page = await quote({ ...contact, ...placeOf(address) }, "");
      if (!page) return fail(words.place, "invalid_shipping_address");
      swap(page);
      if (amountOf(document) !== seen) return fail(words.total);
      const { error } = await elements.submit();
      if (error) return fail(error.message);
      if (await buy(elements, {}, problem)) return;
      const said = problem.hidden ? document.querySelector("#checkout-errors p") : problem;
      paymentFailed({ reason: "fail", message: said?.textContent.trim() });
    } catch {
      fail(form.dataset.wordsFailed);
    } finally {
      isOpen = false;
    }
  });
  // The shop kept nothing of what was asked: the form counts.
  element.on("cancel", () => {
    isOpen = false;
    fit();
    (problem.hidden ? document.querySelector("#checkout-errors [tabindex]") : problem)?.focus();
  });
  element.mount(row.querySelector("[data-wallets]"));
  return fit;
}
