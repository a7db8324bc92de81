"""The screens of the admin that are ours, read from the URLconf, so that none is forgotten."""

from pathlib import Path

from django.urls import resolve
from wagtail.contrib.settings.registry import registry

from commerce.backoffice.actions.base import PostOnly
from tests.security.routes import walk

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "screens"

OURS = ("commerce.", "content.", "search.", "kinsite.")
# Wagtail's own views of what is ours.
SHOWN_BY_WAGTAIL = ("admin/settings/", "admin/snippets/")
# Pictures that had a name before each had one by its address.
NAMES = {
    "searches_in_vain": "editor-searches",
    "style_guide": "editor-style-guide",
    "planned_calendar": "editor-calendar",
    "take_page_down": "editor-take-down",
    "orders:index": "admin-orders",
    "orders:page": "admin-order",
    "orders:note": "admin-order-note",
    "orders:message": "admin-order-message",
    "orders:address": "admin-order-address",
    "orders:refund": "admin-refund",
    "orders:ship": "admin-ship",
    "orders:to_capture": "admin-to-capture",
    "discounts:page": "admin-discount",
    "discounts:edit": "admin-discount-form",
    "credit:index": "admin-credits",
    "credit:page": "admin-credit",
    "credit:issue": "admin-credit-new",
    "credit:give": "admin-credit-give",
    "customers:page": "admin-customer",
    "customer_groups:index": "admin-groups",
    "customer_groups:page": "admin-group",
    "customer_groups:add_member": "admin-group-member",
    "reconciliation:payouts": "admin-payouts",
    "notices:index": "admin-webhooks",
    "products:page": "admin-product",
    "products:prices": "admin-prices",
    "stock:page": "admin-stock-item",
}


def our_routes():
    """Each route of the admin that is ours, by its text."""
    found = {}
    for route in walk():
        view = getattr(route.view, "view_class", route.view)
        is_ours = view.__module__.startswith(OURS) or route.text.startswith(SHOWN_BY_WAGTAIL)
        if route.text.startswith("admin/") and is_ours and "login" not in route.text:
            found.setdefault(route.text, route)
    return [found[text] for text in sorted(found)]


def is_sent_only(route):
    """Whether a route shows nothing itself, and leads a look to the page that has its button."""
    return issubclass(getattr(route.view, "view_class", object), PostOnly)


def screens(browser, house, *, leave_out=("admin/snippets/",)):
    """The address of each screen that a look at its route shows, and the routes that lead elsewhere.

    A screen is a whole page: no part of one, no file, nothing that is only sent to, and no letter that a
    screen shows in a frame.
    """
    shown, led = {}, {}
    for route in our_routes():
        if route.text.startswith(leave_out) or is_sent_only(route):
            continue
        address = house.address(route.address)
        answer = browser.get(address)
        if answer.status_code == 302:
            led[route.text] = answer.url
        elif answer.status_code == 200 and not answer.streaming and _is_page(answer):
            shown[route.text] = address
    return shown, led


def _is_page(answer):
    is_framed = "sandbox" in answer.get("Content-Security-Policy", "")
    return b"<html" in answer.content[:2000] and not is_framed


def name_of(address):
    """What the picture of a screen is called: by the name of its address."""
    name = resolve(address).view_name
    return NAMES.get(name) or f"admin-{name.removesuffix(':index')}".replace(":", "-").replace("_", "-")


def forms_of_settings():
    """Each form of settings: its picture's name and address."""
    for model in registry:
        app, name = model._meta.label_lower.split(".")
        called = "admin-payments" if name == "paymentsettings" else f"admin-settings-{name}"
        yield called, f"/admin/settings/{app}/{name}/"
