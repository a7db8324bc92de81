// The header: a line under it once the page has moved, and a menu that closes as people expect.

const header = document.querySelector("[data-header]");
const menu = document.querySelector("[data-menu]");

if (header) {
  const mark = () => header.toggleAttribute("data-scrolled", window.scrollY > 8);
  addEventListener("scroll", mark, { passive: true });
  mark();
}

if (menu) {
  const close = () => menu.removeAttribute("open");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) close();
  });
}

// A page taken from the browser's memory shows the cart as it was: ask again.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.body.dispatchEvent(new CustomEvent("cart-changed"));
});
