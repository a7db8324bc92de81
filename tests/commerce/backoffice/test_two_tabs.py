"""Two colleagues open one form; whoever saves second is told what the first changed, and nothing is lost."""

import pytest
from django.urls import reverse

from commerce.backoffice import permissions
from commerce.catalogue.operations import add_picture, describe_product, set_price
from commerce.money import Money
from commerce.pricing.models import TaxRate
from commerce.shipping.models import ShippingMethod
from kinsite.foundation.actors import SYSTEM
from tests.factories.catalogue import make_image, make_product
from tests.factories.forms import typed_in
from tests.factories.markets import make_market, make_price_list

pytestmark = pytest.mark.django_db
# The form: of which row, and two fields with what the first and the second colleague type.
FORMS = {
    "products:edit": (lambda: make_product("DESK").product, ("teaser", "New words"), ("title", "Table")),
    "taxes:page": (TaxRate.objects.get, ("percent", "7"), ("name", "City tax")),
    "deliveries:page": (
        lambda: ShippingMethod.objects.get(code="standard"),
        ("price_USD_0", "7.00"),
        ("name", "Slow"),
    ),
    "deliveries:zone": (
        lambda: ShippingMethod.objects.get(code="standard").zone,
        ("name", "Here"),
        ("countries", ["CA"]),
    ),
    "markets:page": (make_market, ("countries", "US, NZ"), ("countries", "US")),
}


@pytest.fixture
def ann(sign_in):
    return sign_in(*permissions.OFFERED_TO_GROUPS)


@pytest.fixture
def ben(sign_in):
    return sign_in(*permissions.OFFERED_TO_GROUPS)


@pytest.fixture(params=FORMS)
def form(request, shop):
    make_row, first, second = FORMS[request.param]
    return reverse(request.param, args=[make_row().pk]), dict([first]), dict([second])


def opened(client, address):
    return typed_in(client.get(address).context["form"])


def test_the_second_is_refused_and_told_what_the_first_changed(ann, ben, form):
    address, first, second = form
    hers, his = opened(ann, address), opened(ben, address)
    assert ben.post(address, his | first).status_code == 302
    kept = opened(ben, address)
    answer = ann.post(address, hers | second)
    assert answer.status_code == 409
    assert opened(ben, address) == kept
    [told] = answer.context["steps"]
    assert "→" in told
    assert told in answer.text
    for name, value in second.items():
        assert answer.context["form"][name].value() == value


def test_saved_again_it_is_a_decision(ann, ben, form):
    address, first, second = form
    hers = opened(ann, address)
    ben.post(address, opened(ben, address) | first)
    again = typed_in(ann.post(address, hers | second).context["form"])
    assert ann.post(address, again).status_code == 302
    for name, value in second.items():
        assert opened(ben, address)[name] == value


def test_one_after_the_other_nobody_is_refused(ann, ben, form):
    address, first, second = form
    assert ben.post(address, opened(ben, address) | first).status_code == 302
    assert ann.post(address, opened(ann, address) | second).status_code == 302


def test_without_what_was_seen_nothing_is_saved(ann, form):
    address, first, _second = form
    facts = opened(ann, address)
    kept = dict(facts)
    del facts["seen"]
    assert ann.post(address, facts | first).status_code == 422
    assert opened(ann, address) == kept


def test_what_is_no_part_of_the_form_refuses_nobody(ann):
    desk = make_product("DESK")
    address = reverse("products:edit", args=[desk.product_id])
    hers = opened(ann, address)
    add_picture(product=desk.product, image=make_image(), alt="From above", by=SYSTEM)
    set_price(variant=desk, price_list=make_price_list(), money=Money(1, "USD"), by=SYSTEM)
    assert ann.post(address, hers | {"title": "Table"}).status_code == 302


def test_operations_that_saw_nothing_ask_nothing():
    product = make_product("DESK").product
    told = ("title", "tax_category", "order_limit", "warranty_years")
    facts = {name: getattr(product, name) for name in told}
    for teaser in ("One", "Two"):
        describe_product(product=product, teaser=teaser, by=SYSTEM, **facts)
    product.refresh_from_db()
    assert product.teaser == "Two"
