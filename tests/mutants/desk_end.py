"""The bugs planted in whose work an order was, and in what to look at twice."""

from tests.mutants.plants import Plant

LISTING = "tests/commerce/orders/test_listing.py"

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
]
