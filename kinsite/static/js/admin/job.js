// While a job on many orders is at work and looked at: how far it is. At its end the page is read anew.

const EVERY = 2000;
const place = document.querySelector('[data-job="at-work"]');

async function look() {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.querySelector("[data-job]");
    if (now.dataset.job !== "at-work") return location.reload();
    for (const part of ["[role=status]", "progress", "nav", "tbody"]) {
      place.querySelector(part).replaceWith(now.querySelector(part));
    }
  } catch {
    // It is looked at again soon.
  }
}

if (place) setInterval(look, EVERY);
