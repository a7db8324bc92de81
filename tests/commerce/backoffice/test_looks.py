"""The shop's screens in a browser: nobody is kept out, nothing runs over the edge of a phone, no error."""

import pytest
from django.test import Client
from django.urls import reverse

from commerce.backoffice.permissions import OFFERED_TO_GROUPS
from tests.chromium import hindrances
from tests.factories.catalogue import make_page_of, make_picture, make_product
from tests.factories.staff import make_colleague
from tests.factories.stock import stock_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# What Wagtail's own pages have: the heading over filtered lists.
INHERITED = {"aria-allowed-role: ['h2[role=\"alert\"]']"}


@pytest.fixture
def signed_in(chromium, live_server, settings):
    client = Client()
    client.force_login(make_colleague(*OFFERED_TO_GROUPS))
    name = settings.SESSION_COOKIE_NAME
    context = chromium.new_context()
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield context
    context.close()


def test_the_screens_can_be_used_by_all_at_every_width(signed_in, live_server):
    desk = make_product("DESK-OAK", title="Oak desk", price=12900, stock=1, options={"colour": "oak"})
    make_picture(desk.product)
    make_page_of(desk.product)
    screens = [
        reverse("products:index"),
        reverse("products:add"),
        reverse("products:page", args=[desk.product_id]),
        reverse("products:edit", args=[desk.product_id]),
        reverse("products:retire", args=[desk.product_id]),
        reverse("products:add_variant", args=[desk.product_id]),
        reverse("products:add_picture", args=[desk.product_id]),
        reverse("products:prices"),
        reverse("products:price", args=[desk.pk, "usd"]),
        reverse("stock:index"),
        f"{reverse('stock:index')}?level=low",
        reverse("stock:page", args=[stock_of(desk).pk]),
    ]
    page = signed_in.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    found = {}
    for screen in screens:
        for width in (390, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.goto(live_server.url + screen).status == 200
            found[screen, width] = set(hindrances(page)) - INHERITED
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{screen} runs over the edge at {width}"
    assert {key: value for key, value in found.items() if value} == {}
    assert errors == []
