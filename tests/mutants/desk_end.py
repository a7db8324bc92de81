"""The bugs planted in whose work an order was, and in what to look at twice."""

from tests.mutants.plants import Plant

LISTING = "tests/commerce/orders/test_listing.py"
PAGE = "tests/commerce/backoffice/test_orders.py"

DESK_END_PLANTS = [
    Plant(
        "deskend",
        "what a customer did counts as a colleague's work",
        "commerce/orders/facets.py",
        'OrderEvent.objects.filter(actor_kind="staff", actor_id=colleague_id)',
        "OrderEvent.objects.filter(actor_id=colleague_id)",
        (LISTING, "that_a_colleague_worked_on"),
    ),
    Plant(
        "deskend",
        "a declined card is no risk",
        "commerce/orders/listing.py",
        """        Exists(declined)
        | Exists(billed""",
        """        Exists(billed""",
        (LISTING, "a_risk_is_a_flag"),
    ),
    Plant(
        "deskend",
        "a dispute makes its own order risky, and not the customer's others",
        "commerce/orders/listing.py",
        'OuterRef("customer")).exclude(pk=OuterRef("pk"))',
        'OuterRef("customer")).filter(pk=OuterRef("pk"))',
        (LISTING, "a_risk_is_a_flag"),
    ),
    Plant(
        "deskend",
        "what is left of a payment is told without its fee",
        "commerce/backoffice/payments_page.py",
        'net = Money(row["amount"], row["currency"]) - fee',
        'net = Money(row["amount"], row["currency"])',
        (PAGE, "what_it_cost_and_what_is_left"),
    ),
    Plant(
        "deskend",
        "currencies of a payment are summed up",
        "commerce/backoffice/payments_page.py",
        'booked.setdefault(row["payment"], []).append((fee, net))',
        'booked[row["payment"]] = [(fee, net)]',
        (PAGE, "what_it_cost_and_what_is_left"),
    ),
]
