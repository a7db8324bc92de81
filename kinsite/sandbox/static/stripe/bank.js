/* 3-D Secure: the bank's question in a frame over the page, until it is answered. */
function askBank(url) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const dialog = document.createElement("dialog");
    const frame = document.createElement("iframe");
    dialog.setAttribute("aria-label", "3D Secure authentication");
    frame.title = "3D Secure authentication";
    frame.src = `${url}&${encode({ origin: location.origin })}`;
    Object.assign(dialog.style, {
      border: "0",
      borderRadius: "8px",
      height: "380px",
      maxWidth: "calc(100vw - 32px)",
      overflow: "hidden",
      padding: "0",
      width: "440px",
    });
    Object.assign(frame.style, { border: "0", display: "block", height: "100%", width: "100%" });
    dialog.append(frame);
    document.body.append(dialog);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    const hear = (event) => {
      const isFromBank = event.origin === HOME && event.source === frame.contentWindow;
      if (!isFromBank || event.data.kin !== "3d-secure") return;
      window.removeEventListener("message", hear);
      dialog.remove();
      before?.focus?.();
      resolve();
    };
    window.addEventListener("message", hear);
    dialog.showModal();
    frame.focus();
  });
}

function returnTo(url, intent) {
  const target = new URL(url, location.href);
  target.searchParams.set("payment_intent", intent.id);
  target.searchParams.set("payment_intent_client_secret", intent.client_secret);
  target.searchParams.set("redirect_status", ARRIVED[intent.status] || "failed");
  location.assign(target);
  return NEVER();
}
