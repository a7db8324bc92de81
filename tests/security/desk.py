"""The screens of the admin that are ours, read from the URLconf, so that none is forgotten."""

from tests.security.routes import walk

OURS = ("commerce.", "content.", "search.", "kinsite.")
# Wagtail's own views of what is ours.
SHOWN_BY_WAGTAIL = ("admin/settings/", "admin/snippets/")


def our_routes():
    """Each route of the admin that is ours, by its text."""
    found = {}
    for route in walk():
        view = getattr(route.view, "view_class", route.view)
        is_ours = view.__module__.startswith(OURS) or route.text.startswith(SHOWN_BY_WAGTAIL)
        if route.text.startswith("admin/") and is_ours and "login" not in route.text:
            found.setdefault(route.text, route)
    return [found[text] for text in sorted(found)]


def screens(browser, house, *, leave_out=("admin/snippets/",)):
    """The address of each screen that a look at its route shows, and the routes that lead elsewhere.

    A screen is a whole page: no part of one, no file, nothing that is only sent to.
    """
    shown, led = {}, {}
    for route in our_routes():
        if route.text.startswith(leave_out):
            continue
        address = house.address(route.address)
        answer = browser.get(address)
        if answer.status_code == 302:
            led[route.text] = answer.url
        elif answer.status_code == 200 and not answer.streaming and b"<html" in answer.content[:2000]:
            shown[route.text] = address
    return shown, led
