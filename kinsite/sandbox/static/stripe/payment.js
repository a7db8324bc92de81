/* The Payment Element: the ways to pay, and the fields for a card. */
class PaymentElement extends FramedElement {
  #onChange;

  constructor(elements, options, onChange) {
    super(elements, options, {
      kind: "payment",
      title: "Secure payment input frame",
      path: "/elements/payment/",
      late: "The payment fields did not load in time.",
    });
    this.#onChange = onChange;
  }

  clear() {
    this.tell("clear");
  }

  collapse() {}

  tellOptions() {
    const { clientSecret, appearance, customerSessionClientSecret } = this.elements.options;
    const { paymentMethodTypes, excludedPaymentMethodTypes } = this.elements.options;
    const { defaultValues, wallets } = this.options;
    this.tell("options", {
      key: this.elements.key,
      wanted: this.elements.wanted,
      clientSecret,
      customerSession: customerSessionClientSecret,
      appearance: { variables: appearance?.variables || {} },
      paymentMethodTypes,
      excludedPaymentMethodTypes,
      defaultValues,
      wallets,
    });
  }

  hear(type, facts) {
    if (type === "ready") {
      this.isReady = true;
      this.emit("ready");
    } else if (type === "change") {
      this.#onChange();
      this.emit("change", facts.change);
    }
  }
}
