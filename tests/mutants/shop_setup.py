"""The bugs planted in where and how the shop sells, and in what is asked when an order is cancelled."""

from tests.mutants.plants import Plant

SHIPPING = "commerce/shipping/operations.py"
STEPS = "tests/commerce/shipping/test_settings.py"
RATES = "commerce/pricing/rates.py"
TAXES = "tests/commerce/backoffice/test_taxes.py"
MARKETS = "tests/commerce/backoffice/test_markets.py"
CANCELLING = "tests/commerce/backoffice/test_cancelling.py"


def _plant(what, file, old, new, tests):
    return Plant("setup", what, file, old, new, tests)


SETUP_PLANTS = [
    _plant(
        "a delivery has no price for what weighs more",
        SHIPPING,
        "if found.count(None) != 1 or len(found) != len(set(found)):",
        "if len(found) != len(set(found)):",
        (STEPS, "weighs_more"),
    ),
    _plant(
        "two deliveries share a code",
        SHIPPING,
        "method.save()\n",
        "ShippingMethod.objects.filter(code=method.code).delete()\n            method.save()\n",
        (STEPS, "code_means_one"),
    ),
    _plant(
        "a tax is changed and nobody finds who",
        RATES,
        'note_difference(key=f"tax/{row.pk}", name=str(row), was=before, now=_told(row), by=by)',
        "pass",
        (TAXES, "counts_from_the_next_quote"),
    ),
    _plant(
        "a tax that is removed leaves no trace",
        RATES,
        "note_difference(key=key, name=name, was=before, now={}, by=by)",
        "pass",
        (TAXES, "added_and_removed"),
    ),
    _plant(
        "any two letters are a country",
        "commerce/backoffice/forms/markets.py",
        'return re.fullmatch("[A-Z]{2}", code) is not None and bool(address_rules(code))',
        'return re.fullmatch("[A-Z]{2}", code) is not None',
        (MARKETS, "no_country_is_named"),
    ),
    _plant(
        "a market sells to nowhere",
        "commerce/backoffice/forms/markets.py",
        "        if not codes:\n",
        "        if False:\n",
        (MARKETS, "no_country_is_named"),
    ),
    _plant(
        "what is written down of a setting is what it was",
        "commerce/trail/settings.py",
        'after=now.get(field, ""),',
        'after=was.get(field, ""),',
        (MARKETS, "is_in_the_trail"),
    ),
    _plant(
        "whoever cancels, the money goes back at once",
        "commerce/checkout/cancelling.py",
        "        if refunds:\n",
        "        if True:\n",
        (CANCELLING, "without_a_refund"),
    ),
    _plant(
        "a cancelled order keeps what nobody refunded for good",
        "commerce/backoffice/order_page.py",
        '"kept": left.written(locale) if left and order.status == OrderStatus.CANCELLED else "",',
        '"kept": "",',
        (CANCELLING, "without_a_refund"),
    ),
    _plant(
        "what can't be sold again is sold again",
        "commerce/orders/operations.py",
        "    elif was_paid:\n        write_off_allocation(order=order, by=by)\n",
        "    elif was_paid:\n        free_allocation(order=order, by=by)\n",
        (CANCELLING, "written_off"),
    ),
    _plant(
        "more is written off than lies there",
        "commerce/stock/operations.py",
        "on_hand=-min(item.on_hand, owed[item.pk])",
        "on_hand=-owed[item.pk]",
        (CANCELLING, "no_more_is_written_off"),
    ),
    _plant(
        "what a bank disputes is given back as well",
        "commerce/checkout/cancelling.py",
        "            if any(is_disputed(payment) for payment in order.payments.all()):\n",
        "            if False:\n",
        (CANCELLING, "disputed_while"),
    ),
    _plant(
        "an order with work left is archived",
        "commerce/orders/desk.py",
        "    if Order.objects.filter(still_open(), pk=order.pk).exists():\n        raise StillOpen\n",
        "",
        ("tests/commerce/orders/test_desk.py", "archived_once or archive"),
    ),
]
