// The announcement: closed once, it stays closed in this browser until another one or another text is published.

{
  const button = document.querySelector("[data-closes]");
  const told = button.dataset.closes;
  const close = () => button.parentElement.remove();
  button.hidden = false;
  button.onclick = () => {
    close();
    localStorage.announcement = told;
  };
  try {
    if (localStorage.announcement === told) close();
  } catch {}
}
