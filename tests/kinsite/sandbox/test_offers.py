"""Which ways to pay are offered: by currency, amount and country; and slow ones, which end by the clock."""

import pytest

from kinsite.sandbox.stripe.offers import OFFERS, methods_for
from tests.kinsite.sandbox.conftest import RETURN_URL, browser_call, fetch, hook, new_intent, pay

DAY = 86400


@pytest.mark.parametrize(
    ("amount", "currency", "offered", "not_offered"),
    [
        (12900, "usd", {"klarna", "afterpay_clearpay", "affirm", "us_bank_account"}, {"sepa_debit"}),
        (4999, "usd", {"klarna", "afterpay_clearpay"}, {"affirm"}),
        (5000, "usd", {"affirm"}, set()),
        (400_001, "usd", {"klarna", "affirm"}, {"afterpay_clearpay"}),
        (12900, "eur", {"klarna", "sepa_debit"}, {"afterpay_clearpay", "affirm", "us_bank_account"}),
        (12900, "jpy", {"card", "link"}, {"klarna", "afterpay_clearpay", "affirm"}),
    ],
)
def test_a_way_to_pay_is_offered_within_its_limits_only(client, amount, currency, offered, not_offered):
    made = new_intent(client, amount=amount, currency=currency)
    types = set(made.payment_method_types)
    assert {"card", *offered} <= types
    assert not types & not_offered


@pytest.mark.parametrize("offer", [offer for offer in OFFERS if offer.limits], ids=lambda offer: offer.type)
def test_each_limit_is_kept_to_the_cent(offer):
    for currency, (least, most) in offer.limits.items():
        assert offer.type in methods_for(least, currency)
        assert offer.type in methods_for(most, currency)
        assert offer.type not in methods_for(least - 1, currency)
        assert offer.type not in methods_for(most + 1, currency)


def test_pay_later_is_for_those_at_home_in_the_currency(world, client, intent):
    def ask(country):
        return browser_call(
            world,
            f"payment_intents/{intent.id}/confirm",
            client_secret=intent.client_secret,
            return_url=RETURN_URL,
            **{
                "payment_method_data[type]": "klarna",
                "payment_method_data[billing_details][address][country]": country,
            },
        )

    assert ask("DE").status == 400
    assert client.v1.payment_intents.retrieve(intent.id).status == "requires_payment_method"
    assert ask("US").json["status"] == "requires_action"


def test_afterpay_wants_to_know_where_the_goods_go(world, intent):
    asked = {"client_secret": intent.client_secret, "return_url": RETURN_URL}
    asked |= {"payment_method_data[type]": "afterpay_clearpay"}
    path = f"payment_intents/{intent.id}/confirm"
    assert browser_call(world, path, **asked).status == 400
    there = {"shipping[name]": "Anna", "shipping[address][line1]": "12 Quiet Street"}
    assert browser_call(world, path, **asked, **there).json["status"] == "requires_action"


def test_what_a_bank_needs_days_for_is_done_when_the_clock_says_so(world, client):
    slow = pay(client, "pm_usBankAccount_processing")
    other = pay(client, "pm_usBankAccount_processing")
    hook(world, "settle", id=other.id, outcome="fail")

    assert hook(world, "clock", at=slow.created + 4 * DAY)["settled"] == 0
    assert client.v1.payment_intents.retrieve(slow.id).status == "processing"
    assert hook(world, "clock", at=slow.created + 6 * DAY)["settled"] == 1
    assert client.v1.payment_intents.retrieve(slow.id).status == "succeeded"
    assert client.v1.payment_intents.retrieve(other.id).status == "requires_payment_method"


def test_a_sheet_shows_an_amount_and_nothing_else(world):
    for query in ("", "&amount=x&currency=usd", "&amount=1&currency=<b>"):
        with pytest.raises(AssertionError):
            _sheet(world, query)
    assert "Pay 129.00 USD" in _sheet(world, "&amount=12900&currency=usd")


def _sheet(world, query):
    answer = fetch(f"{world.url}/wallet/apple_pay/?origin={world.shop.url}{query}")
    assert answer.status == 200
    return answer.text
