"""The bugs planted in what colleagues do with customers."""

from tests.mutants.plants import Plant

BLOCKED = "tests/commerce/checkout/test_blocked.py"
ERASING = "tests/commerce/privacy/test_erase_customer.py"
MERGING = "tests/commerce/privacy/test_merge_customers.py"
VISITS = "tests/commerce/backoffice/test_support_visits.py"
SCREENS = "tests/commerce/backoffice/test_customers.py"

PEOPLE_PLANTS = [
    Plant(
        "people",
        "who is blocked orders by another address of the account",
        "commerce/customers/queries.py",
        "        theirs |= Q(user=user)\n",
        "        pass\n",
        (BLOCKED, "gets_round"),
    ),
    Plant(
        "people",
        "who is blocked pays an order that waits",
        "commerce/checkout/placing.py",
        "    refuse_blocked(email=details.email, user=user)\n    order = waiting_order_of(cart)\n",
        "    order = waiting_order_of(cart)\n    if order is None:\n"
        "        refuse_blocked(email=details.email, user=user)\n",
        (BLOCKED, "new_try"),
    ),
    Plant(
        "people",
        "what was spent forgets what was given back",
        "commerce/backoffice/customer_queries.py",
        'net=Sum(F("taken") - F("returned"))',
        'net=Sum(F("taken"))',
        (SCREENS, "net_of_what"),
    ),
    Plant(
        "people",
        "what is only proposed counts as given back",
        "commerce/backoffice/customer_queries.py",
        "Refund.objects.filter(status__in=GIVEN_BACK)",
        "Refund.objects.all()",
        (SCREENS, "net_of_what"),
    ),
    Plant(
        "people",
        "the address that was to be confirmed is kept of who was erased",
        "commerce/privacy/erase.py",
        "    forget_buyers(emails=emails)\n",
        "",
        (ERASING, "nothing_in_the_database"),
    ),
    Plant(
        "people",
        "the words of letters are kept of who was erased",
        "emails/operations.py",
        'recipient="", secrets={}, subject="", body_text="", body_html=""',
        'recipient="", secrets={}',
        (ERASING, "nothing_in_the_database"),
    ),
    Plant(
        "people",
        "the customer at Stripe outlives the one who was erased",
        "commerce/privacy/erase.py",
        "    ask_closing(customer=locked)\n",
        "",
        (ERASING, "after_the_commit_and_once"),
    ),
    Plant(
        "people",
        "a wallet that is gone already is asked about for ever",
        "commerce/payments/stripe/wallets.py",
        "            if problem.code != GONE:\n                raise\n",
        "            raise\n",
        (ERASING, "gone_at_stripe_already"),
    ),
    Plant(
        "people",
        "who waits for a parcel is erased",
        "commerce/privacy/erase.py",
        "        or orders.filter(fulfilment_state=FulfilmentState.PARTLY).exists(),\n",
        "        or False,\n",
        (ERASING, "has_to_end_first"),
    ),
    Plant(
        "people",
        "an account is merged away",
        "commerce/privacy/duplicates.py",
        '"account": duplicate.user_id is not None,',
        '"account": False,',
        (MERGING, "can_not_be_merged"),
    ),
    Plant(
        "people",
        "a visit lasts as long as the session",
        "commerce/customers/visits.py",
        "if visit.ended_at is not None or clock.now() >= visit.until:",
        "if visit.ended_at is not None:",
        (VISITS, "after_thirty_minutes"),
    ),
    Plant(
        "people",
        "a visit outlives the right to it",
        "commerce/customers/visits.py",
        "return colleague is not None and colleague.has_perm(RIGHT) and is_visitable(visit.customer)",
        "return colleague is not None and is_visitable(visit.customer)",
        (VISITS, "ends_at_once"),
    ),
    Plant(
        "people",
        "a colleague's account is visited",
        "commerce/customers/visits.py",
        'return not (user.is_staff or user.is_superuser or user.has_perm("wagtailadmin.access_admin"))',
        "return True",
        (VISITS, "only_a_shoppers"),
    ),
    Plant(
        "people",
        "during a visit everything may be sent",
        "commerce/storefront/support.py",
        "        return name in OPEN_FORMS\n",
        "        return True\n",
        (VISITS, "only_what_is_named"),
    ),
    Plant(
        "people",
        "during a visit checkout is looked at",
        "commerce/storefront/support.py",
        'CLOSED = ("accounts", "admin", "checkout")',
        'CLOSED = ("accounts", "admin")',
        (VISITS, "paid_or_ordered"),
    ),
]
