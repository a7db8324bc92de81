"""The mailbox in the browser: /mail/, one row a mail, and one page for each."""

import re
from http import HTTPStatus

from kinsite.sandbox.mailbox.letters import Mail
from kinsite.sandbox.markup import Markup, el, join, page, table
from kinsite.sandbox.web import HTML, Refused, Request, Response, json_response, page_response
from kinsite.sandbox.world import World

SHOWN_HEADERS = ("From", "To", "Cc", "Reply-To", "Date", "Message-ID", "List-Unsubscribe")
LINK = re.compile(r"(https?://[^\s<>\"]+)")
# The mail's own page: its styles and pictures, none of its scripts; a link leaves the frame.
MAIL_MAY = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; base-uri 'none'; "
    f"frame-ancestors 'self'; sandbox {MAIL_MAY}"
)


def list_mails(world: World, request: Request) -> Response:
    to = request.query.get("to", "")
    mails = world.mailbox.mails(to=to)
    if request.query.get("format") == "json":
        return json_response([mail.as_json() for mail in mails])
    return page_response(
        page(
            "Mailbox",
            el(
                "form",
                el("label", "Sent to", for_="to"),
                el("input", type="search", name="to", id="to", value=to, autocomplete="off"),
                el("button", "Filter", class_="quiet"),
                method="get",
                class_="filter",
            ),
            table(
                "Subject",
                "To",
                "Time (UTC)",
                rows=[
                    [
                        el("a", mail.subject or "(no subject)", href=f"/mail/{mail.id}/"),
                        ", ".join(mail.recipients),
                        mail.time,
                    ]
                    for mail in mails
                ],
                empty="No mail yet." if not to else f"No mail to {to}.",
                label="Mails, newest first",
            ),
            here="/mail/",
        )
    )


def show_mail(world: World, request: Request, mail_id: str) -> Response:
    mail = _mail(world, mail_id)
    if request.query.get("format") == "json":
        return json_response(mail.as_json())
    message = mail.message
    text, html = mail.body("plain"), mail.body("html")
    attachments = [part.get_filename() or "unnamed" for part in message.iter_attachments()]
    facts = [("Received", f"{mail.time} UTC"), ("Delivered to", ", ".join(mail.recipients))]
    facts += [(name, str(message[name])) for name in SHOWN_HEADERS if message[name]]
    facts += [("Attachments", ", ".join(attachments))] if attachments else []
    return page_response(
        page(
            mail.subject or "(no subject)",
            el("dl", *(join(el("dt", name), el("dd", value)) for name, value in facts), class_="facts"),
            None if html is None else join(el("h2", "As a page"), _page_frame(mail)),
            None if text is None else join(el("h2", "As text"), el("pre", _linked(text), tabindex="0")),
            el("p", el("a", "As it was sent", href=f"/mail/{mail.id}/raw/")),
            here="/mail/",
        )
    )


def show_mail_page(world: World, request: Request, mail_id: str) -> Response:
    html = _mail(world, mail_id).body("html")
    if html is None:
        raise Refused(HTTPStatus.NOT_FOUND, "This mail has no page.")
    body = '<base target="_top">' + html
    return Response(body.encode(), 200, HTML, {"Content-Security-Policy": MAIL_POLICY})


def show_raw(world: World, request: Request, mail_id: str) -> Response:
    return Response(_mail(world, mail_id).raw, 200, "text/plain; charset=utf-8")


def _mail(world: World, mail_id: str) -> Mail:
    mail = world.mailbox.mail(int(mail_id))
    if mail is None:
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such mail.")
    return mail


def _page_frame(mail: Mail) -> Markup:
    return el(
        "iframe",
        src=f"/mail/{mail.id}/html/",
        title="The mail as a page",
        class_="mail",
        sandbox=MAIL_MAY,
    )


def _linked(text: str) -> Markup:
    pieces = LINK.split(text)
    return join(*(el("a", piece, href=piece) if number % 2 else piece for number, piece in enumerate(pieces)))


ROUTES = [
    ("GET", r"/mail/", list_mails),
    ("GET", r"/mail/(?P<mail_id>\d{1,12})/", show_mail),
    ("GET", r"/mail/(?P<mail_id>\d{1,12})/html/", show_mail_page),
    ("GET", r"/mail/(?P<mail_id>\d{1,12})/raw/", show_raw),
]
