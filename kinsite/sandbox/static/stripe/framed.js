/* An Element: a frame of the sandbox's on the shop's page, what it tells and what it is asked. */
class FramedElement {
  elements;
  options;
  frame = null;
  isReady = false;
  #listeners = new Map();
  #answers = new Map();
  #asked = 0;
  #isThere = false;
  #unsaid = [];

  /* `looks` are the kind, the frame's title and address, and what is said where it does not come. */
  constructor(elements, options, looks) {
    this.elements = elements;
    this.options = options;
    this.looks = looks;
    window.addEventListener("message", (event) => this.#hear(event));
  }

  get isMounted() {
    return this.frame !== null;
  }

  /* What a page hears that began to listen after the frame was ready. */
  get readiness() {
    return {};
  }

  on(name, listener) {
    this.#listeners.set(name, [...(this.#listeners.get(name) || []), listener]);
    if (name === "ready" && this.isReady) listener({ elementType: this.looks.kind, ...this.readiness });
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

  hasListener(name) {
    return Boolean(this.#listeners.get(name)?.length);
  }

  emit(name, facts = {}) {
    (this.#listeners.get(name) || []).forEach((listener) => listener({ elementType: this.looks.kind, ...facts }));
  }

  mount(target) {
    const host = typeof target === "string" ? document.querySelector(target) : target;
    if (!host)
      refuse(
        `The selector you specified (${target}) applies to no DOM elements that are currently on the page. ` +
          "Make sure the element exists on the page before calling mount().",
      );
    if (this.frame) this.unmount();
    const frame = document.createElement("iframe");
    frame.title = this.looks.title;
    frame.src = `${HOME}${this.looks.path}?${encode({ origin: location.origin })}`;
    Object.assign(frame.style, { border: "0", display: "block", width: "100%", height: "0" });
    host.replaceChildren(frame);
    this.frame = frame;
    this.#isThere = this.isReady = false;
    this.#unsaid = [];
    this.emit("loaderstart");
    setTimeout(() => {
      if (this.frame !== frame || this.isReady) return;
      this.emit("loaderror", { error: { type: "api_connection_error", message: this.looks.late } });
    }, PATIENCE);
  }

  unmount() {
    this.frame?.remove();
    this.frame = null;
  }

  destroy() {
    this.unmount();
    this.elements.forget(this.looks.kind);
  }

  update(options) {
    this.options = { ...this.options, ...options };
    this.tellOptions();
  }

  focus() {
    this.tell("focus");
  }

  blur() {
    this.frame?.blur();
  }

  /* What is said before the frame listens waits until it does. */
  tell(type, facts = {}) {
    const message = { kin: this.looks.kind, type, ...facts };
    if (this.#isThere) this.frame?.contentWindow.postMessage(message, HOME);
    else if (type !== "options") this.#unsaid.push(message);
  }

  /* Ask the frame for something; what was typed into it stays there. */
  ask(type, facts = {}) {
    const number = ++this.#asked;
    return new Promise((resolve) => {
      this.#answers.set(number, resolve);
      this.tell(type, { ...facts, number });
    });
  }

  #hear(event) {
    if (event.origin !== HOME || !this.frame || event.source !== this.frame.contentWindow) return;
    const { type, ...facts } = event.data;
    switch (type) {
      case "hello":
        this.#isThere = true;
        this.tellOptions();
        return this.#unsaid.forEach(({ type: said, ...rest }) => this.tell(said, rest));
      case "height":
        this.frame.style.height = `${facts.height}px`;
        return undefined;
      case "answer":
        this.#answers.get(facts.number)?.(facts.answer);
        return this.#answers.delete(facts.number);
      case "loaderror":
        return this.emit("loaderror", { error: facts.error });
      case "focus":
      case "blur":
      case "escape":
        return this.emit(type);
      default:
        return this.hear(type, facts);
    }
  }
}
