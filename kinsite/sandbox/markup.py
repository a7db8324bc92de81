"""HTML built from Python: every text is escaped, only Markup is not."""

from html import escape

VOID = {"br", "hr", "img", "input", "link", "meta"}


class Markup(str):
    """HTML that is known to be safe."""


def el(tag: str, *children, **attributes) -> Markup:
    """An element. `class_` is written class, `data_id` data-id; False and None are left out."""
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{join(*children)}</{tag}>")


def join(*children) -> Markup:
    return Markup(
        "".join(
            child if isinstance(child, Markup) else escape(str(child))
            for child in children
            if child is not None
        )
    )


def document(
    title: str, *content, body_class: str = "", scripts: tuple[str, ...] = (), head: Markup | None = None
):
    """A whole page with the sandbox's stylesheet."""
    return join(
        Markup("<!doctype html>"),
        el(
            "html",
            el(
                "head",
                el("meta", charset="utf-8"),
                el("meta", name="viewport", content="width=device-width, initial-scale=1"),
                el("meta", name="robots", content="noindex"),
                el("title", title),
                el("link", rel="icon", href="/assets/mark.svg"),
                el("link", rel="stylesheet", href="/assets/sandbox.css"),
                head,
                *(el("script", src=source, type="module") for source in scripts),
            ),
            el("body", *content, class_=body_class or None),
            lang="en",
        ),
    )


def page(title: str, *content, here: str = "") -> Markup:
    """A page of the sandbox: banner, the ways to its other parts, one heading, content."""
    ways = (
        ("/mail/", "Mailbox"),
        ("/stripe/", "Payments"),
        ("/stripe/events/", "Events"),
        ("/stripe/deliveries/", "Webhooks"),
    )
    return document(
        f"{title} · Sandbox",
        el(
            "header",
            el(
                "p",
                el("strong", "Sandbox"),
                " Nothing here is real: no money moves, no mail leaves.",
                class_="banner",
            ),
            el(
                "nav",
                *(
                    el("a", name, href=href, aria_current="page" if href == here else None)
                    for href, name in ways
                ),
                aria_label="Sandbox",
            ),
        ),
        el("main", el("h1", title), *content),
        head=el("link", rel="stylesheet", href="/assets/dashboard.css"),
    )


def table(*headings: str, rows: list[list], empty: str, label: str) -> Markup:
    """A table whose cells carry their heading, so that it folds into cards on a narrow screen."""
    if not rows:
        return el("p", empty, class_="empty")
    return el(
        "table",
        el("caption", label, class_="unseen"),
        el("thead", el("tr", *(el("th", heading, scope="col") for heading in headings))),
        el(
            "tbody",
            *(
                el(
                    "tr",
                    *(
                        el("td", el("div", cell) if cell else None, data_label=heading)
                        for heading, cell in zip(headings, row, strict=True)
                    ),
                )
                for row in rows
            ),
        ),
    )
