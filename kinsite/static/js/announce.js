// What happened, for ears and eyes: the server's "announce" event is read out, a failed call is told where it was made.

const announcer = document.getElementById("announcer");

function say(text) {
  announcer.textContent = "";
  // A live region only speaks when its text changes, so the change waits for the emptying to be seen.
  setTimeout(() => (announcer.textContent = text), 60);
}

function tellFailure(event) {
  const place = event.target.closest?.("form, [data-notices]") ?? document.getElementById("messages");
  const notice = document.getElementById("failed-template").content.firstElementChild.cloneNode(true);
  document.querySelectorAll("[data-failed]").forEach((old) => old.remove());
  notice.dataset.failed = "";
  if (place.id === "messages") place.append(notice);
  else place.after(notice);
  say(notice.textContent.trim());
}

addEventListener("announce", (event) => say(event.detail.value ?? event.detail.text));
addEventListener("htmx:sendError", tellFailure);
addEventListener("htmx:timeout", tellFailure);
addEventListener("htmx:responseError", tellFailure);
addEventListener("htmx:beforeRequest", () => {
  document.querySelectorAll("[data-failed]").forEach((old) => old.remove());
});
