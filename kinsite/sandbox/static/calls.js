/* What the frames share: a call of the API in form fields, and a node of the page. */

export function make(tag, facts = {}, ...children) {
  const node = Object.assign(document.createElement(tag), facts);
  node.append(...children);
  return node;
}

export function encode(facts, prefix = "", form = new URLSearchParams()) {
  for (const [name, fact] of Object.entries(facts)) {
    if (fact === undefined || fact === null) continue;
    const key = prefix ? `${prefix}[${name}]` : name;
    if (typeof fact === "object") encode(fact, key, form);
    else form.append(key, fact);
  }
  return form;
}

export async function call(path, options) {
  try {
    return await (await fetch(`/v1/${path}`, options)).json();
  } catch {
    const message = "We could not reach Stripe. Please try again.";
    return { error: { type: "api_connection_error", message } };
  }
}
