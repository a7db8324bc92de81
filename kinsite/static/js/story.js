// What a story does by itself: a picture drawn across another, videos from elsewhere once agreed to, products seen lately.

for (const pair of document.querySelectorAll("[data-before-after]")) {
  const slider = pair.querySelector("input");
  const draw = () => pair.style.setProperty("--cut", `${slider.value}%`);
  pair.classList.add("before-after--over");
  slider.hidden = false;
  slider.addEventListener("input", draw);
  draw();
}

document.addEventListener("click", (event) => {
  const place = event.target.closest?.("[data-play]")?.closest("[data-embed]");
  if (!place) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: place.dataset.embed, title: place.dataset.title, allow: "autoplay; fullscreen", className: "video" });
  place.replaceWith(frame);
  frame.focus();
});

// Kept in this browser alone, and never by a preview: its page says nothing of what it shows.
const KEY = "seen";
const KEPT = 9;
const SHOWN = 4;

function seen() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return []; // nothing is kept here, or another hand wrote it
  }
}

const here = document.querySelector("[data-seen]")?.dataset.seen;
const before = seen().filter((code) => code !== here);
if (here) {
  try {
    localStorage.setItem(KEY, JSON.stringify([here, ...before].slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing shows nothing.
  }
}

for (const place of before.length ? document.querySelectorAll("[data-recent]") : []) {
  const { recent, title } = place.dataset;
  const asked = new URLSearchParams([["title", title ?? ""], ...before.slice(0, SHOWN).map((code) => ["code", code])]);
  htmx.ajax("GET", `${recent}&${asked}`, { source: place, target: place }).then(() => (place.hidden = !place.children.length));
}
