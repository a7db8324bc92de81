// Picking a variant. The form asks the server by itself (hx-get on change); here the page around it follows.

const NAME = "variant";

// A cached page is the same for everyone: the variant of a shared link is read from the address.
addEventListener("htmx:configRequest", (event) => {
  const picked = new URLSearchParams(location.search).get(NAME);
  if (picked && event.target.matches("[data-offer]") && !event.detail.parameters[NAME]) {
    event.detail.parameters[NAME] = picked;
  }
});

// A choice that could not be fetched is not what would be added: the one that is shown is ticked again.
function untick({ target }) {
  if (target.matches?.('form[id$="-options"]')) target.reset();
}
["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => addEventListener(name, untick));

// The ways to other languages lead to the variant that the address names now.
addEventListener("htmx:pushedIntoHistory", () => {
  const picked = new URLSearchParams(location.search).get(NAME);
  for (const link of document.querySelectorAll("#languages a")) {
    const address = new URL(link.href);
    if (picked) address.searchParams.set(NAME, picked);
    else address.searchParams.delete(NAME);
    link.href = address;
  }
});

// The answer names the picture that belongs to the variant; the gallery turns to it.
addEventListener("htmx:afterSettle", (event) => {
  const value = event.target.closest?.("[data-picture]")?.dataset.picture;
  if (value) document.dispatchEvent(new CustomEvent("picture-wanted", { detail: value }));
});

// The bar at a phone's foot: there while the form's own button is not.
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!target.isConnected) continue;
    const bar = document.querySelector(`[data-buy-bar="${target.form.id}"]`);
    if (bar) bar.hidden = isIntersecting;
  }
});

function greet() {
  watcher.disconnect();
  for (const bar of document.querySelectorAll("[data-buy-bar]")) {
    const button = document.querySelector(`#${CSS.escape(bar.dataset.buyBar)} .button--primary`);
    if (button) watcher.observe(button);
  }
}

greet();
addEventListener("htmx:load", greet);
