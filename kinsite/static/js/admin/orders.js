// While the order list is open and looked at: how many orders came since, and the way to them.

const EVERY = 30_000;
const news = document.querySelector("[data-news]");
const link = news?.querySelector("a");

async function ask() {
  if (document.hidden) return;
  try {
    const response = await fetch(news.dataset.news, { headers: { accept: "application/json" } });
    if (!response.ok) return;
    const { count, words } = await response.json();
    link.textContent = words;
    link.hidden = !count;
  } catch {
    // It is asked again soon.
  }
}

if (link) {
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}
