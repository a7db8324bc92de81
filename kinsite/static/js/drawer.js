// Drawers: each opens with its content on the event it names, closes on Esc, button or backdrop, gives the focus back.

for (const drawer of document.querySelectorAll("[data-drawer]")) {
  const inside = drawer.querySelector(".drawer__body");
  let opener = null;
  let wanted = false;

  document.body.addEventListener(drawer.dataset.drawer, () => {
    if (drawer.open) return;
    document.querySelectorAll(".drawer[open]").forEach((other) => other.close());
    opener = document.activeElement;
    wanted = true;
  });

  inside.addEventListener("htmx:afterSettle", () => {
    if (!wanted || drawer.open) return;
    wanted = false;
    drawer.showModal();
  });

  drawer.addEventListener("click", (event) => {
    if (event.target === drawer && event.clientX < drawer.getBoundingClientRect().left) drawer.close();
  });

  // The opener may have been replaced while the drawer stood open: its successor bears the same id.
  drawer.addEventListener("close", () => {
    if (document.querySelector(".drawer[open]")) return;
    const successor = opener?.isConnected ? opener : document.getElementById(opener?.id ?? "");
    (successor ?? document.querySelector(".header__actions a:last-child"))?.focus();
  });

  addEventListener("pagehide", () => drawer.close());
}
