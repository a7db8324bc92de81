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

  const links = [...gallery.querySelectorAll("[data-zoom]")];
  const view = lightbox.querySelector(".lightbox__view");
  const large = lightbox.querySelector("img");
  const nearer = lightbox.querySelector("[data-nearer]");
  let open = 0;

  const look = (isNear) => {
    view.classList.toggle("lightbox__view--near", isNear);
    nearer.setAttribute("aria-pressed", isNear);
    view.scrollTo((view.scrollWidth - view.clientWidth) / 2, (view.scrollHeight - view.clientHeight) / 2);
  };
  const enlarge = (index) => {
    open = (index + links.length) % links.length;
    large.src = links[open].href;
    large.alt = links[open].querySelector("img")?.alt ?? "";
    large.hidden = false;
  };

  gallery.addEventListener("click", (event) => {
    const link = event.target.closest("[data-zoom]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    enlarge(links.indexOf(link));
    lightbox.showModal();
    // Where a picture fills the window already, as on phones and tablets, it comes nearer at once.
    look(link.clientWidth * 1.3 > view.clientWidth);
  });
  large.addEventListener("load", () => look(view.classList.contains("lightbox__view--near")));
  nearer.addEventListener("click", () => look(nearer.getAttribute("aria-pressed") !== "true"));
  lightbox.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) enlarge(open + Number(step.dataset.step));
    if (event.target === large) look(!view.classList.contains("lightbox__view--near"));
    if (event.target === lightbox || event.target === view) lightbox.close();
  });
  lightbox.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    // What is near is moved about by the arrows.
    if (!step || view.classList.contains("lightbox__view--near")) return;
    event.preventDefault();
    enlarge(open + step);
  });

  document.addEventListener("picture-wanted", (event) => {
    const index = items.findIndex((item) => item.dataset.value === event.detail);
    if (index >= 0) turn(index);
  });
}
