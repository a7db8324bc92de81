// The gallery: thumbnails and arrow keys move the strip, a picture opens large, a picked variant brings its picture.
// A video that is turned away from stops.

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const strip = gallery.querySelector(".gallery__strip");
  const items = [...strip.children];
  const thumbs = [...gallery.querySelectorAll(".gallery__thumb")];
  const lightbox = gallery.querySelector(".lightbox");
  let current = 0;

  const turn = (index) => strip.scrollTo({ left: items[index].offsetLeft - items[0].offsetLeft, behavior: "smooth" });
  const mark = (index) => {
    current = index;
    items.forEach((item, i) => i === index || item.querySelector("video")?.pause());
    thumbs.forEach((thumb, i) => (i === index ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current")));
  };

  const watcher = new IntersectionObserver(
    (entries) => {
      const shown = entries.find((entry) => entry.isIntersecting);
      if (shown) mark(items.indexOf(shown.target));
    },
    { root: strip, threshold: 0.6 },
  );
  items.forEach((item) => watcher.observe(item));

  thumbs.forEach((thumb, index) =>
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      turn(index);
    }),
  );

  strip.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = current + step;
    // Arrow keys inside a video are the video's own.
    if (!step || !items[next] || event.target.matches("video")) return;
    event.preventDefault();
    turn(next);
    items[next].querySelector("a, video").focus({ preventScroll: true });
  });

  gallery.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const large = lightbox.querySelector("img");
    large.src = link.href;
    large.alt = link.querySelector("img")?.alt ?? "";
    large.hidden = false;
    lightbox.showModal();
  });
  lightbox.addEventListener("click", (event) => {
    if (event.target === lightbox) lightbox.close();
  });

  document.addEventListener("picture-wanted", (event) => {
    const index = items.findIndex((item) => item.dataset.value === event.detail);
    if (index >= 0) turn(index);
  });
}
