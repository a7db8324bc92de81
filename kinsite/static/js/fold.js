// What folds on a phone stands open beside the form, also to those who hear the page; drawn anew it stays as it was.

const wide = matchMedia("(min-width: 62rem)");
let opened = false;

function greet() {
  document.querySelectorAll("[data-fold]").forEach((fold) => (fold.open = wide.matches || opened));
}

document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches("[data-fold]") && !wide.matches) opened = event.target.open;
  },
  true,
);
greet();
wide.addEventListener("change", greet);
addEventListener("htmx:load", greet);
