"""The bugs planted in gift cards and store credit."""

from tests.mutants.plants import Plant

RACES = "tests/faults/test_f49_credit.py"
PAYING = "tests/commerce/credit/test_paying.py"
RULES = "tests/commerce/credit/test_rules.py"
REFUNDING = "tests/commerce/credit/test_refunding.py"
STAFF = "tests/commerce/backoffice/test_credit.py"
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
        "amount_minor=order.to_pay.minor,",
        "amount_minor=order.total_minor,",
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
    Plant(
        "credit",
        "a refund gives what credit paid back to the payment",
        "commerce/refunds/operations.py",
        "amount=refund.sent,",
        "amount=refund.amount,",
        (REFUNDING, "gets_back_first"),
    ),
    Plant(
        "credit",
        "what waits for a colleague is not set aside of credit",
        "commerce/refunds/credits.py",
        "        keep_for_refund(use_id=part.use_id, minor=sign * part.amount_minor)\n",
        "        pass\n",
        (REFUNDING, "waits_for_a_colleague"),
    ),
    Plant(
        "credit",
        "a card that ended is refunded to all the same",
        "commerce/credit/operations.py",
        "if not account.is_usable(clock.now()):",
        "if False:",
        (REFUNDING, "card_that_ended"),
    ),
    Plant(
        "credit",
        "what becomes store credit is sent back as well",
        "commerce/refunds/models.py",
        "return Money(0 if self.to_store_credit else self.paid_minor, self.currency)",
        "return Money(self.paid_minor, self.currency)",
        (REFUNDING, "as_store_credit"),
    ),
    Plant(
        "credit",
        "two presses of one button give store credit twice",
        "commerce/credit/operations.py",
        "    if not known:\n",
        "    if True:\n",
        (STAFF, "given_once_and_told_of_once"),
    ),
    Plant(
        "credit",
        "a form that is sent twice issues two gift cards",
        "commerce/backoffice/forms/credit.py",
        'facts["code"] = signing.loads(facts.get("code", ""), salt=SALT, max_age=LASTS)',
        'facts["code"] = ""',
        (STAFF, "sent_twice_issues_one_card"),
    ),
    Plant(
        "credit",
        "one colleague issues without limit",
        "commerce/credit/operations.py",
        "    if money + Money(before, money.currency) > limit:",
        "    if money > limit:",
        (STAFF, "no_more_in_a_day"),
    ),
    Plant(
        "credit",
        "an address that was never proven gets credit",
        "commerce/customers/operations.py",
        "filter(email__iexact=email.strip(), verified=True)",
        "filter(email__iexact=email.strip())",
        (STAFF, "never_proved_an_address"),
    ),
]
