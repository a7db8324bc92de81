"""Who sells, and how numbers are written: locked from the first order on, found whatever they begin with."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, close_old_connections, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from commerce.bulk.pasted import read_parcels
from commerce.orders.models import Order
from commerce.orders.search import found_by, order_numbered
from commerce.shop.models import NUMBERS, SellerSettings
from commerce.shop.operations import take_order_number
from commerce.shop.queries import seller
from commerce.shop.rules import PREFIX, number_of
from commerce.trail.models import TrailEntry
from content.navigation import forget_navigation, links_for
from tests.commerce.stock.bare_orders import bare_order
from tests.factories.content import make_journal
from tests.factories.orders import make_order
from tests.factories.shop import set_seller

RIGHT = "commerce.change_sellersettings"
PREFIXES = st.from_regex(PREFIX, fullmatch=True)


def address():
    return reverse("wagtailsettings:edit", args=["commerce", "sellersettings", SellerSettings.load().pk])


def send(client, **changes):
    us = SellerSettings.load()
    facts = {name: getattr(us, name) for name in ("name", "address", "tax_id", "email", "phone", *NUMBERS)}
    return client.post(address(), facts | changes)


@given(PREFIXES, st.integers(1, 9), st.integers(1, 10**10), st.integers(1, 10**10))
def test_two_orders_never_share_a_number_and_none_is_too_short(prefix, digits, one, other):
    said = number_of(prefix, digits, one)
    assert (said == number_of(prefix, digits, other)) is (one == other)
    assert len(said) >= len(prefix) + digits
    assert said.startswith(prefix) and int(said.removeprefix(prefix)) == one
    assert said == said.upper().strip()


@given(PREFIXES, PREFIXES, st.integers(1, 10**6), st.integers(1, 10**6))
def test_numbers_of_two_prefixes_never_meet(one, other, first, second):
    if one != other:
        assert number_of(one, 5, first) != number_of(other, 5, second)


@pytest.mark.django_db
def test_the_next_order_is_numbered_as_it_is_set_and_is_found():
    set_seller(order_prefix="DESK2-", order_digits=9)
    order = make_order()
    assert order.number.startswith("DESK2-0000") and len(order.number) == 15
    for spelling in (order.number, f" {order.number.lower()} "):
        assert order_numbered(spelling) == order
    assert Order.objects.get(found_by(order.number.lower())) == order
    assert list(read_parcels(f"{order.number.lower()};UPS;1Z999").by_number) == [order.number]


@pytest.mark.django_db
def test_without_settings_numbers_are_as_ever():
    number = take_order_number()
    assert number.startswith("KW-") and len(number) >= 8
    assert not SellerSettings.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", ["", "kw-", "KW_", "KW1", "1KW", "-KW", "KW ", "KW-\n", "ABCDEFGHIJ", "pi_"]
)
def test_a_prefix_that_could_be_misread_is_refused(sign_in, wrong):
    # A field of one line is trimmed before it is looked at.
    if wrong == wrong.strip():
        assert send(sign_in(RIGHT), order_prefix=wrong).status_code == 200
        assert seller().order_prefix == "KW-"
    with pytest.raises(ValidationError):
        set_seller(order_prefix=wrong)


@pytest.mark.django_db
def test_two_series_never_share_a_prefix(sign_in):
    assert send(sign_in(RIGHT), order_prefix="KW-I-").status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        SellerSettings.objects.update(order_prefix="KW-I-")


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [(name, "B-") for name in NUMBERS[:3]] + [("order_digits", 8)])
def test_with_the_first_order_numbers_are_locked_by_form_and_database(sign_in, name, value):
    colleague = sign_in(RIGHT)
    assert send(colleague, **{name: value}).status_code == 302
    assert getattr(seller(), name) == value
    make_order()
    page = colleague.get(address()).text
    assert page.count("There are orders, so it stays as it is.") == len(NUMBERS)
    answer = send(colleague, **{name: {"B-": "C-"}.get(value, 7)})
    assert answer.status_code == 200 and "written as they were" in answer.text
    for change in (SellerSettings.objects.update, SellerSettings.objects.create):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(**{name: {"B-": "C-"}.get(value, 7)})
    assert getattr(seller(), name) == value
    assert send(colleague, name="Kin GmbH").status_code == 302
    assert seller().name == "Kin GmbH"


@pytest.mark.django_db(transaction=True)
def test_a_format_changed_while_an_order_is_placed_waits_and_is_refused():
    SellerSettings.load()
    refused = []

    def change():
        try:
            SellerSettings.objects.update(order_prefix="NEW-")
        except IntegrityError:
            refused.append(True)
        finally:
            close_old_connections()

    changing = threading.Thread(target=change)
    with transaction.atomic():
        take_order_number()
        changing.start()
        changing.join(timeout=0.5)
        assert changing.is_alive()
        bare_order()
    changing.join()
    assert refused == [True]
    assert seller().order_prefix == "KW-"


@pytest.mark.django_db
def test_customers_read_below_a_page_who_sells_at_once(shop, client):
    page = make_journal()
    forget_navigation()
    client.get(page.url)
    set_seller(name="Kin GmbH", email="hello@kin.example", phone="+49 30 123")
    forget_navigation()
    html = client.get(page.url).text
    assert 'href="mailto:hello@kin.example"' in html and "+49 30 123" in html and "Kin GmbH</p>" in html
    forget_navigation()


@pytest.mark.django_db
def test_a_saved_form_forgets_what_pages_say(sign_in, django_capture_on_commit_callbacks):
    colleague = sign_in(RIGHT)
    assert links_for("en")["seller"]["phone"] == ""
    with django_capture_on_commit_callbacks(execute=True):
        send(colleague, phone="+49 30 555")
    assert links_for("en")["seller"]["phone"] == "+49 30 555"
    forget_navigation()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["call us", "+", "12", "+49\n30 1234"])
def test_a_phone_that_nobody_can_dial_is_refused(sign_in, wrong):
    assert send(sign_in(RIGHT), phone=wrong).status_code == 200
    assert seller().phone == ""


@pytest.mark.django_db
def test_who_sells_and_the_prefix_are_in_the_trail(sign_in):
    send(sign_in(RIGHT), email="hello@kin.example", order_prefix="A-")
    rows = TrailEntry.objects.filter(subject="setting/commerce.sellersettings")
    said = {(row.what, row.before, row.after) for row in rows}
    assert said == {("email", "", "hello@kin.example"), ("order_prefix", "KW-", "A-")}
