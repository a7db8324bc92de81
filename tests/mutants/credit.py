"""The bugs planted in gift cards and store credit."""

from tests.mutants.plants import Plant

RACES = "tests/faults/test_f49_credit.py"
PAYING = "tests/commerce/credit/test_paying.py"
RULES = "tests/commerce/credit/test_rules.py"
ORACLE = "tests/commerce/pricing/test_oracle.py"

CREDIT_PLANTS = [
    Plant(
        "F49",
        "a balance is lowered whether there is enough of it or not",
        "commerce/credit/operations.py",
        "is_disabled=False, balance_minor__gte=minor)",
        "is_disabled=False)",
        (RACES, "f49_of_twenty"),
    ),
    Plant(
        "credit",
        "an order that ended keeps what was set aside for it",
        "commerce/orders/operations.py",
        "        give_back_credit(order=order, by=by)\n",
        "        pass\n",
        (PAYING, "gives_its_credit_back_once"),
    ),
    Plant(
        "credit",
        "the provider is asked for the whole total",
        "commerce/payments/operations.py",
        "amount_minor=order.to_pay.minor, currency",
        "amount_minor=order.total_minor, currency",
        (PAYING, "asks_the_provider_for_the_rest"),
    ),
    Plant(
        "credit",
        "a card pays more than is due",
        "commerce/credit/rules.py",
        "share = min(card.balance, due)\n        paid",
        "share = card.balance\n        paid",
        (RULES, "pay_all_they_can"),
    ),
    Plant(
        "credit",
        "the second card pays what the first one paid already",
        "commerce/credit/rules.py",
        "        due -= share\n",
        "",
        (ORACLE, "oracle_agrees_on_random_carts"),
    ),
    Plant(
        "credit",
        "a card of another currency pays",
        "commerce/credit/rules.py",
        "if card.currency != currency:",
        "if False:",
        (RULES, "cannot_pay"),
    ),
    Plant(
        "credit",
        "whoever uses a cart spends somebody else's store credit",
        "commerce/credit/queries.py",
        "CartCredit.objects.filter(theirs, cart=cart)",
        "CartCredit.objects.filter(cart=cart)",
        (PAYING, "somebody_elses"),
    ),
]
