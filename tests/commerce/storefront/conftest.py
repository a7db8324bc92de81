"""A browser, with and without scripts."""

import pytest
from django.conf import settings
from django.test import Client

HTMX = {"HX-Request": "true"}


class Browser(Client):
    """Django's client, with the few gestures of a shopper."""

    def add(self, variant, quantity=1, *, htmx=False, **fields):
        data = {"variant": variant.sku, "quantity": quantity, **fields}
        return self.post("/cart/add/", data, headers=HTMX if htmx else None)

    def change(self, line, quantity, *, place=None):
        return self._on_line(line, "change", {"quantity": quantity}, place)

    def remove(self, line, *, place=None):
        return self._on_line(line, "remove", {}, place)

    def _on_line(self, line, verb, data, place):
        headers = {**HTMX, "HX-Target": place} if place else None
        return self.post(f"/cart/lines/{line.pk}/{verb}/", data, headers=headers)

    @property
    def cart_cookie(self):
        return self.cookies.get(settings.CART_COOKIE_NAME)


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def second_browser():
    return Browser()
