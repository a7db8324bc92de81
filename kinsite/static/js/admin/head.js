// An order's head stays below Wagtail's own, however high the two are, and covers nothing that is led or tabbed to.

const head = document.querySelector(".kin-head");
const above = document.querySelector(".w-slim-header");

if (head && above) {
  const scroller = head.closest("main");
  const heightOf = (part) => (getComputedStyle(part).position === "sticky" ? part.offsetHeight : 0);
  const fit = () => {
    head.style.insetBlockStart = `${heightOf(above)}px`;
    scroller.style.scrollPaddingBlockStart = `${heightOf(above) + heightOf(head) + 12}px`;
  };
  const watcher = new ResizeObserver(fit);
  watcher.observe(head);
  watcher.observe(above);
  fit();
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
