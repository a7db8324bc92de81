"""The bugs planted at the end of the desk: whose work it was, risks, prepared orders, answers, tiles."""

from tests.mutants.plants import Plant

LISTING = "tests/commerce/orders/test_listing.py"
PAGE = "tests/commerce/backoffice/test_orders.py"
DRAFTS = "tests/commerce/drafts/test_drafts.py"
ANSWERS = "tests/commerce/orders/test_answers.py"
HOME = "tests/commerce/backoffice/test_home.py"

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
    Plant(
        "deskend",
        "a link that was ended still leads to its cart",
        "commerce/drafts/operations.py",
        "if draft.is_ended or draft.cart.status",
        "if draft.cart.status",
        (DRAFTS, "an_ended_and_an_old_link"),
    ),
    Plant(
        "deskend",
        "an empty draft is mailed",
        "commerce/drafts/operations.py",
        "if not draft.cart.lines.exists():",
        "if False:",
        (DRAFTS, "one_without_goods_is_not"),
    ),
    Plant(
        "deskend",
        "what lay in the browser's cart is lost for a prepared one",
        "commerce/drafts/operations.py",
        "elif customer is None and cart is not None and cart.pk != draft.cart_id:",
        "elif False:",
        (DRAFTS, "what_the_browser_had_joins"),
    ),
    Plant(
        "deskend",
        "whoever is signed in takes a prepared order that another account took over",
        "commerce/drafts/operations.py",
        "if owner is not None and (customer is None or customer.pk != owner):",
        "if False:",
        (DRAFTS, "gets_it_into_their_own_cart"),
    ),
    Plant(
        "deskend",
        "an order that was written back still waits for an answer",
        "commerce/orders/desk.py",
        """kind=Kind.MESSAGE, by=by, note=text)
    _await_answer(order, False)""",
        """kind=Kind.MESSAGE, by=by, note=text)""",
        (ANSWERS, "it_waits_until_somebody_answers"),
    ),
    Plant(
        "deskend",
        "what a customer writes waits for nobody",
        "commerce/orders/desk.py",
        "_await_answer(order, True)",
        "_await_answer(order, False)",
        (ANSWERS, "it_waits_until_somebody_answers"),
    ),
    Plant(
        "deskend",
        "tiles are for everybody",
        "commerce/backoffice/tiles.py",
        "for tile in TILES if user.has_perm(tile.right)]",
        "for tile in TILES]",
        (HOME, "a_tile_is_for_those"),
    ),
    Plant(
        "deskend",
        "a tile opens another list than it counts",
        "commerce/backoffice/tiles.py",
        '"orders:index", f"?{query}", is_trouble)',
        '"orders:index", "?view=all", is_trouble)',
        (HOME, "each_tile_opens"),
    ),
    Plant(
        "deskend",
        "no trouble stands out as trouble does",
        "commerce/backoffice/tiles.py",
        "self.is_trouble and count > 0",
        "self.is_trouble",
        (HOME, "trouble_stands_out"),
    ),
]
