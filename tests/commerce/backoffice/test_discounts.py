"""Discounts in the admin: found, made, changed, tried on a sample and ended, each by those who may."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commerce.backoffice.permissions import ADD_DISCOUNTS, CHANGE_DISCOUNTS, VIEW_DISCOUNTS, VIEW_ORDERS
from commerce.cart.models import Cart, CartCode
from commerce.discounts.models import Discount, DiscountChange, Standing
from commerce.money import Money
from commerce.orders.models import Order
from kinsite.foundation import clock
from tests.factories.catalogue import make_product
from tests.factories.checkout import cart_with, make_shop
from tests.factories.discounts import (
    cart_with_code,
    make_amount_off,
    make_discount,
    make_free_delivery,
    uses_of,
)
from tests.factories.markets import make_german_market, make_market
from tests.factories.orders import place

DAY = timedelta(days=1)
KEPT = (Discount, DiscountChange, Cart, CartCode)


@pytest.fixture
def client(sign_in):
    return sign_in(VIEW_DISCOUNTS, ADD_DISCOUNTS, CHANGE_DISCOUNTS)


@pytest.fixture
def desk():
    return make_product("DESK", title="Oak desk", price=10000, stock=9, collections=["desks"])


@pytest.fixture
def lamp():
    return make_product("LAMP", title="Calm lamp", price=3000, stock=9, collections=["lamps"])


def said(answer):
    return " ".join(html.unescape(answer.content.decode()).replace("\xa0", " ").split())


def new(**fields):
    """The fields of a new discount: 10 % off for a code, unless others are typed."""
    typed = {"name": "Welcome", "code": "WELCOME10", "kind": "percentage", "percent": "10"}
    return typed | {"priority": "0", "is_active": "on"} | fields


def form_of(client, discount):
    """All that stands in a discount's form, as a browser would send it back."""
    form = client.get(reverse("discounts:edit", args=[discount.pk])).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {
        name: "on" if value is True else value
        for name, value in values.items()
        if value not in (None, "", [], False) or (value == 0 and value is not False)
    }


def create(client, **fields):
    return client.post(reverse("discounts:add"), new(**fields))


def change(client, discount, data, **fields):
    return client.post(reverse("discounts:edit", args=[discount.pk]), data | fields)


def tried(client, address=None, *, on=(), **fields):
    sample = {"sample-market": make_market().pk}
    for row, (sku, quantity) in enumerate(on, start=1):
        sample |= {f"sample-sku_{row}": sku, f"sample-quantity_{row}": quantity}
    data = new(**sample) | fields | {"preview": "1"}
    return client.post(address or reverse("discounts:add"), data)


def listed(client, **query):
    answer = client.get(reverse("discounts:index"), query)
    assert answer.status_code == 200
    return {str(discount) for discount in answer.context["object_list"]}


def make_one_of_each():
    make_discount("NOW")
    make_discount("LATER", starts_at=clock.now() + DAY)
    make_discount("OVER", ends_at=clock.now() - DAY)
    make_discount("OFF", is_active=False)
    make_discount("GONE", limit_in_all=0)


def test_the_list_says_what_each_does_and_how_it_stands(client, desk):
    make_one_of_each()
    make_amount_off("SAVE5", 500, limit_in_all=200, products=(desk.product,))
    text = said(client.get(reverse("discounts:index")))
    for words in ("10 % off everything", "$5.00 off Oak desk", "0 of 200", "Running", "Planned", "Used up"):
        assert words in text


@pytest.mark.parametrize(
    ("standing", "codes"),
    [("now", {"NOW"}), ("planned", {"LATER"}), ("ended", {"OVER", "OFF"}), ("used_up", {"GONE"})],
)
def test_discounts_are_found_by_state(client, standing, codes):
    make_one_of_each()
    assert listed(client, standing=standing) == codes
    for discount in Discount.objects.all():
        at = discount.standing_at(clock.now())
        assert (discount.code in codes) == (at == Standing(standing))


def test_discounts_are_found_by_code_and_name(client):
    make_discount("WELCOME10", name="For new customers")
    make_free_delivery(name="Free delivery")
    assert listed(client, q="welcome") == {"WELCOME10"}
    assert listed(client, q="free") == {"Free delivery"}


@pytest.mark.parametrize("size", [1, 20])
def test_the_list_costs_the_same_however_many(client, desk, size):
    for number in range(size):
        make_amount_off(f"SAVE{number}", 500, products=(desk.product,))
    with CaptureQueriesContext(connection) as caught:
        assert len(listed(client)) == size
    assert len(caught) <= 17


def test_every_term_can_be_said_and_is_kept(client, desk, lamp):
    make_german_market()
    [desks] = desk.product.collections.all()
    fields = {
        "name": "Lamp with a desk",
        "label_de": "Lampe zum Tisch",
        "code": " lamp-now ",
        "kind": "buy_get",
        "percent": "50",
        "buys": "2",
        "gets": "1",
        "products": [desk.product_id],
        "collections": [desks.pk],
        "got_products": [lamp.product_id],
        "minimum_USD": "99.50",
        "countries": ["US"],
        "first_order_only": "on",
        "starts_at": "2030-01-05 00:00",
        "ends_at": "2030-02-05 00:00",
        "limit_in_all": "100",
        "limit_per_customer": "2",
        "is_exclusive": "on",
        "priority": "3",
    }
    assert create(client, **fields).status_code == 302
    made = Discount.objects.get()
    assert (made.code, made.kind, made.percent, made.buys, made.gets) == ("LAMP-NOW", "buy_get", 50, 2, 1)
    assert made.first_order_only and made.is_exclusive
    assert (made.countries, made.priority) == (["US"], 3)
    assert (made.limit_in_all, made.limit_per_customer) == (100, 2)
    assert made.ends_at - made.starts_at == 31 * DAY
    assert list(made.amounts.values_list("currency", "off_minor", "minimum_minor")) == [("USD", None, 9950)]
    assert made.labels.get().label == "Lampe zum Tisch"
    roles = set(made.targets.values_list("role", "product", "collection"))
    assert roles == {
        ("for", desk.product_id, None),
        ("for", None, desks.pk),
        ("gets", lamp.product_id, None),
    }
    assert made.changes.get().actor_kind == "staff"
    # What the form shows of it is what was typed: saved once more, nothing changes.
    assert change(client, made, form_of(client, made)).status_code == 302
    assert made.changes.count() == 1


def test_an_amount_is_said_for_each_currency(client):
    make_german_market()
    fields = {"kind": "amount", "percent": "", "off_USD": "20", "off_EUR": "15.50"}
    create(client, **fields)
    amounts = Discount.objects.get().amounts.values_list("currency", "off_minor")
    assert list(amounts) == [("EUR", 1550), ("USD", 2000)]


def test_what_belongs_to_another_kind_is_no_part_of_it(client, lamp):
    fields = {"kind": "free_delivery", "off_USD": "20", "buys": "2", "got_products": [lamp.product_id]}
    create(client, **fields)
    made = Discount.objects.get()
    assert (made.percent, made.buys, made.amounts.count(), made.targets.count()) == (None, None, 0, 0)


@pytest.mark.parametrize(
    ("fields", "name", "words"),
    [
        ({"name": ""}, "name", "required"),
        ({"code": "10 % OFF"}, "code", "A code has letters"),
        ({"code": "known"}, "code", "Another discount has this code."),
        ({"percent": ""}, "percent", "Say how many percent"),
        ({"percent": "0"}, "percent", "Say how many percent"),
        ({"percent": "-5"}, "percent", "Say how many percent"),
        ({"percent": "100.01"}, "percent", "less than or equal to 100"),
        ({"kind": "amount"}, "off_USD", "Say how much"),
        ({"kind": "amount", "off_USD": "0"}, "off_USD", "Say how much"),
        ({"kind": "amount", "off_USD": "1.234"}, "off_USD", "decimal"),
        ({"kind": "buy_get", "buys": "2"}, "gets", "Say how many."),
        ({"starts_at": "2030-02-01 00:00", "ends_at": "2030-01-01 00:00"}, "ends_at", "ends after it began"),
        ({"limit_in_all": "0"}, "limit_in_all", "greater than or equal to 1"),
        ({"products": ["999999"]}, "products", "not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, fields, name, words):
    make_discount("KNOWN")
    answer = create(client, limit_per_customer="7", **fields)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [name]
    assert words in str(form.errors[name])
    assert form["limit_per_customer"].value() == "7"
    for field, value in fields.items():
        assert form[field].value() == value
    assert Discount.objects.count() == 1


def test_free_units_need_no_percent(client):
    create(client, kind="buy_get", percent="", buys="2", gets="1")
    assert Discount.objects.get().percent == 100


def test_a_colleagues_change_is_told_and_not_overwritten(client, sign_in):
    discount = make_discount("SPRING", percent=10, name="Spring")
    mine = form_of(client, discount)
    theirs = form_of(client, discount) | {"percent": "15"}
    assert change(sign_in(CHANGE_DISCOUNTS), discount, theirs).status_code == 302

    answer = change(client, discount, mine, name="My name")
    text = said(answer)
    assert answer.status_code == 409
    assert "Percent off: 10.00 → 15.00 (Clara Packer)" in text
    assert 'value="My name"' in text
    discount.refresh_from_db()
    assert (discount.percent, discount.name) == (15, "Spring")

    again = {field.html_name: field.value() for field in answer.context["form"] if field.value()}
    assert change(client, discount, again).status_code == 302
    discount.refresh_from_db()
    assert (discount.name, discount.percent) == ("My name", 10)


def test_a_limit_is_not_set_below_what_was_used(client, desk):
    make_shop()
    discount = make_discount("TWICE", limit_in_all=2)
    for email in ("anna@example.com", "ben@example.com"):
        place(cart_with_code("TWICE", (desk, 1)), email=email)
    answer = change(client, discount, form_of(client, discount), limit_in_all="1")
    assert answer.status_code == 422
    assert "used 2 times already" in str(answer.context["form"].errors["limit_in_all"])


def test_ending_asks_first_and_then_the_code_works_no_more(client, desk):
    discount = make_discount("SPRING")
    address = reverse("discounts:end", args=[discount.pk])
    assert "takes nothing off any more" in said(client.get(address))
    assert Discount.objects.get().ends_at is None
    answer = client.post(address, follow=True)
    assert "The discount has ended." in said(answer)
    assert "Ended" in said(answer) and address not in answer.text
    assert Discount.objects.get().standing_at(clock.now()) == Standing.ENDED


def test_its_page_tells_who_changed_what_and_which_orders_have_it(client, sign_in, desk):
    make_shop()
    discount = make_discount("SPRING", limit_in_all=9, first_order_only=True, minimum=(Money(5000, "USD"),))
    change(client, discount, form_of(client, discount), percent="20")
    order = place(cart_with_code("SPRING", (desk, 1))).order
    address = reverse("discounts:page", args=[discount.pk])
    text = said(client.get(address))
    parts = ("20 % off everything", "1 of 9", "First order only", "From a cart of $50.00", "10.00 → 20.00")
    for part in (*parts, "Clara Packer", order.number):
        assert part in text
    order_page = reverse("orders:page", args=[order.pk])
    assert order_page not in text
    assert order_page in sign_in(VIEW_DISCOUNTS, VIEW_ORDERS).get(address).text


def test_whoever_only_looks_is_offered_nothing_to_do(sign_in):
    discount = make_discount("SPRING")
    text = sign_in(VIEW_DISCOUNTS).get(reverse("discounts:page", args=[discount.pk])).text
    for name in ("edit", "end"):
        assert reverse(f"discounts:{name}", args=[discount.pk]) not in text


def test_a_preview_says_what_would_be_taken_off_and_keeps_nothing(client, desk, lamp):
    before = [model.objects.count() for model in KEPT]
    answer = tried(client, on=[("desk", 2), ("LAMP", 1)], products=[desk.product_id])
    assert answer.status_code == 200
    preview = answer.context["preview"]
    assert [share.minor for share in preview.applied.shares] == [2000, 0]
    assert "It takes off $20.00" in said(answer).replace("<strong>", "").replace("</strong>", "")
    assert [model.objects.count() for model in KEPT] == before
    assert 'value="WELCOME10"' in answer.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"minimum_USD": "250"}, "add goods for $150.00 more"),
        ({"countries": ["CA"], "sample-country": "US"}, "can't be used in your country"),
        ({"kind": "amount", "off_EUR": "5"}, "can't be used in this currency"),
        ({"collections": "lamps"}, "not for the items in your cart"),
    ],
)
def test_a_preview_that_takes_nothing_says_why(client, desk, lamp, fields, words):
    make_german_market()
    if "collections" in fields:
        fields = {"collections": [lamp.product.collections.get().pk]}
    answer = tried(client, on=[("DESK", 1)], **fields)
    assert words in said(answer)


def test_a_preview_tells_what_goes_beside_it(client, desk):
    make_discount("", percent=10, name="Everybody")
    answer = tried(client, on=[("DESK", 1)], priority="5")
    assert answer.context["preview"].applied.amount.minor == 900
    assert "Everybody ($10.00)" in said(answer)


def test_a_discount_that_is_there_is_tried_as_it_is_typed_even_planned(client, desk):
    discount = make_discount("SPRING", starts_at=clock.now() + DAY)
    version = discount.version
    address = reverse("discounts:edit", args=[discount.pk])
    answer = tried(client, address, on=[("DESK", 1)], **form_of(client, discount) | {"percent": "30"})
    assert answer.context["preview"].applied.amount.minor == 3000
    discount.refresh_from_db()
    assert (discount.percent, discount.version, discount.changes.count()) == (10, version, 1)


def test_free_delivery_is_tried_with_a_country(client, desk):
    make_shop()
    answer = tried(client, on=[("DESK", 1)], kind="free_delivery", **{"sample-country": "US"})
    assert answer.context["preview"].applied.delivery.minor == 900
    assert "Delivery is free" in said(tried(client, on=[("DESK", 1)], kind="free_delivery"))


def test_an_open_cart_is_tried_and_left_as_it_is(client, desk):
    cart = cart_with((desk, 3))
    answer = tried(client, **{"sample-cart": cart.pk})
    assert answer.context["preview"].applied.amount.minor == 3000
    assert cart.codes.count() == 0


@pytest.mark.parametrize(
    ("on", "name"),
    [([], "sku_1"), ([("NOTHING", 1)], "sku_1"), ([("DESK", "x")], "quantity_1")],
)
def test_a_sample_that_is_none_is_said_so(client, desk, on, name):
    answer = tried(client, on=on)
    assert answer.status_code == 422
    assert list(answer.context["sample"].errors) == [name]


def test_what_no_market_sells_is_named(client):
    make_product("DRAFT", price=None)
    answer = tried(client, on=[("DRAFT", 1)])
    assert "Nothing of this can be bought" in said(answer) and "DRAFT" in said(answer)


def test_a_preview_of_a_code_that_another_has_says_so(client, desk):
    make_discount("WELCOME10")
    answer = tried(client, on=[("DESK", 1)])
    assert answer.status_code == 422
    assert "Another discount has this code." in said(answer)
    assert uses_of("WELCOME10") == 0
    assert Order.objects.count() == 0
