/* What asks the shopper in a frame over the page: a bank by 3-D Secure, or a wallet by its sheet. */
function overPage(title, url, height) {
  const before = document.activeElement;
  const dialog = document.createElement("dialog");
  const frame = document.createElement("iframe");
  dialog.setAttribute("aria-label", title);
  frame.title = title;
  frame.src = url;
  Object.assign(dialog.style, {
    border: "0",
    borderRadius: "8px",
    height,
    maxHeight: "calc(100dvh - 32px)",
    maxWidth: "calc(100vw - 32px)",
    overflow: "hidden",
    padding: "0",
    width: "440px",
  });
  Object.assign(frame.style, { border: "0", display: "block", height: "100%", width: "100%" });
  dialog.append(frame);
  document.body.append(dialog);
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  const close = () => {
    dialog.remove();
    before?.focus?.();
  };
  dialog.showModal();
  frame.focus();
  return { frame, close };
}

function openOver(title, url, kin) {
  return new Promise((resolve) => {
    const { frame, close } = overPage(title, url, "380px");
    const hear = (event) => {
      const isFromThere = event.origin === HOME && event.source === frame.contentWindow;
      if (!isFromThere || event.data.kin !== kin) return;
      window.removeEventListener("message", hear);
      close();
      resolve(event.data.answer);
    };
    window.addEventListener("message", hear);
  });
}

const askBank = (url) =>
  openOver("3D Secure authentication", `${url}&${encode({ origin: location.origin })}`, "3d-secure");

/* Null where the shopper agreed, else the error that submit() answers with. */
async function askWallet(wallet, { amount, currency }) {
  const query = encode({ origin: location.origin, amount, currency });
  const answer = await openOver(WALLETS[wallet], `${HOME}/wallet/${wallet}/?${query}`, "sheet");
  if (answer === "pay") return null;
  return { type: "validation_error", code: "canceled", message: `${WALLETS[wallet]} was closed before you paid.` };
}

function returnTo(url, intent) {
  const target = new URL(url, location.href);
  target.searchParams.set("payment_intent", intent.id);
  target.searchParams.set("payment_intent_client_secret", intent.client_secret);
  target.searchParams.set("redirect_status", ARRIVED[intent.status] || "failed");
  location.assign(target);
  return NEVER();
}
