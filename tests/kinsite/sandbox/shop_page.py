"""A shop's checkout reduced to its payment field, served under a policy as strict as the shop's."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Checkout</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page.css"><script src="{sandbox}/dahlia/stripe.js"></script>
<script src="/page.js" defer></script></head>
<body><main><h1>Checkout</h1><div id="payment"></div><button id="pay">Pay</button>
<p id="said" role="status"></p></main></body></html>"""
CSS = """
body { margin: 0; background: #fafaf8; font: 16px/1.5 system-ui, sans-serif; color: #444 }
main { max-width: 34rem; margin: 0 auto; padding: 24px }
"""
# What a page of the shop does; `window.steps` lets a test do one of them alone.
SCRIPT = """
const said = (text) => { document.getElementById("said").textContent = text; };
const wanted = { mode: "payment", amount: 12900, currency: "usd" };
window.heard = [];
window.addEventListener("message", (event) => window.heard.push(JSON.stringify(event.data)));
window.events = [];
const begin = () => {
  window.stripe = Stripe("pk_test_SandboxSandboxSandbox0001");
  window.elements = window.stripe.elements(wanted);
  const element = window.elements.create("payment", { layout: "tabs" });
  for (const name of ["ready", "change", "loaderror"])
    element.on(name, (event) => window.events.push({ name, ...event }));
  element.mount("#payment");
};
begin();
document.getElementById("pay").addEventListener("click", async () => {
  said("");
  const entered = await window.elements.submit();
  if (entered.error) return said(entered.error.message);
  const { clientSecret } = await (await fetch("/intent", { method: "POST" })).json();
  window.clientSecret = clientSecret;
  const redirect = new URLSearchParams(location.search).get("redirect") ?? "if_required";
  const answer = await window.stripe.confirmPayment({
    elements: window.elements, clientSecret, redirect,
    confirmParams: { return_url: location.origin + "/return/" },
  });
  return said(answer.error ? answer.error.message : answer.paymentIntent.status);
});
"""


class ShopPage:
    """Serves the page, and makes the intent when it is asked to, as the shop's server does."""

    def __init__(self, make_intent, script=SCRIPT):
        self.sandbox = ""
        self.script = script
        self.make_intent = make_intent
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.answer(self)

            do_POST = do_GET

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def policy(self) -> str:
        return (
            f"default-src 'none'; script-src 'self' {self.sandbox}; frame-src {self.sandbox}; "
            f"connect-src 'self' {self.sandbox}; style-src 'self'; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )

    def answer(self, handler) -> None:
        handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        path = handler.path.partition("?")[0]
        kind, body = {
            "/": ("text/html", PAGE.format(sandbox=self.sandbox)),
            "/return/": ("text/html", "<!doctype html><title>Back</title><h1>Back at the shop</h1>"),
            "/page.css": ("text/css", CSS),
            "/page.js": ("text/javascript", self.script),
        }.get(path) or ("application/json", self.make_intent() if path == "/intent" else "{}")
        data = body.encode()
        handler.send_response(200)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Content-Security-Policy", self.policy),
        ):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
