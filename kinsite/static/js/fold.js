// What folds on a phone stands open beside the form, also to those who hear the page.

const wide = matchMedia("(min-width: 62rem)");

function greet() {
  document.querySelectorAll("[data-fold]").forEach((fold) => (fold.open = wide.matches || fold.open));
}

greet();
wide.addEventListener("change", greet);
addEventListener("htmx:load", greet);
