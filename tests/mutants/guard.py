"""The bugs planted in what stops the testing of cards."""

from tests.mutants.plants import Plant

S96 = "tests/security/test_s96_card_testing.py"
NOTICES = "tests/commerce/backoffice/test_notices.py"
GUARD = "commerce/payments/guard.py"
QUERIES = "commerce/payments/queries.py"

GUARD_PLANTS = [
    Plant(
        "S96",
        "a payment is never given up",
        QUERIES,
        "if own.count() >= guard.DECLINES_A_PAYMENT:",
        "if False:",
        (S96, "past_the_shop"),
    ),
    Plant(
        "S96",
        "only the latest of several declines is read",
        "commerce/payments/stripe/gateway.py",
        "return tuple(attempt_of(charge.to_dict()) for charge in reversed(list(found)))",
        "return tuple(attempt_of(charge.to_dict()) for charge in list(found)[:1])",
        (S96, "unread_notices"),
    ),
    Plant(
        "S96",
        "what a cart was declined is not counted",
        GUARD,
        'counted = {"browser": tally.browser, ',
        'counted = {"browser": 0, ',
        (S96, "many_networks_with_one_cart"),
    ),
    Plant(
        "S96",
        "what an address was declined is not counted",
        GUARD,
        '"email": tally.email, "network"',
        '"email": 0, "network"',
        (S96, "with_one_address"),
    ),
    Plant(
        "S96",
        "what a network was declined is not counted",
        GUARD,
        "return max(0, self.network - self.network_paid)",
        "return 0",
        (S96, "from_one_network"),
    ),
    Plant(
        "S96",
        "those who pay do not make up for those who mistype",
        GUARD,
        "return max(0, self.network - self.network_paid)",
        "return self.network",
        (S96, "a_house_full"),
    ),
    Plant(
        "S96",
        "the shop as a whole is not looked at",
        GUARD,
        "return enough and 100 * tally.declined",
        "return False and 100 * tally.declined",
        (S96, "everything_new"),
    ),
    Plant(
        "S96",
        "nobody is refused",
        GUARD,
        "return max(tally.browser, tally.email, tally.of_network) >= REFUSED_AFTER",
        "return False",
        (S96, "who_confirmed"),
    ),
    Plant(
        "S96",
        "payments that were begun are not counted",
        GUARD,
        "tally.begun >= BEGUN_AFTER",
        "False",
        (S96, "notices_are_late"),
    ),
    Plant(
        "S96",
        "one card on many orders is not seen",
        QUERIES,
        ".filter(tries__gte=guard.DECLINES_A_CARD)",
        ".filter(tries__gte=100)",
        (S96, "one_card"),
    ),
    Plant(
        "S96",
        "three mistakes hinder",
        GUARD,
        'ASKED_AFTER = {"browser": 4,',
        'ASKED_AFTER = {"browser": 3,',
        (S96, "mistypes"),
    ),
    Plant(
        "S96",
        "a look at the letter's link confirms",
        "commerce/storefront/views/confirming.py",
        'if request.method == "POST" and check is not None:',
        "if check is not None:",
        (S96, "letters_link"),
    ),
    Plant(
        "S96",
        "staff get a letter each time",
        "commerce/checkout/letters.py",
        'occurrence=f"to {colleague.pk}"',
        'occurrence=f"{event.payment_id} to {colleague.pk}"',
        (S96, "once_an_hour"),
    ),
    Plant(
        "webhooks",
        "an old page tries again what was tried since",
        "commerce/payments/inbox.py",
        "StripeInbox.objects.filter(pk=pk, attempts=seen, done_at=None)",
        "StripeInbox.objects.filter(pk=pk, done_at=None)",
        (NOTICES, "old_page"),
    ),
    Plant(
        "webhooks",
        "whoever looks at orders may replay",
        "commerce/backoffice/viewsets/notices.py",
        """    permission_required = "change"

    def get_back_url""",
        """    permission_required = None

    def get_back_url""",
        (NOTICES, "without_the_right"),
    ),
]
