"""The bugs planted in the order list: what it lets through, where its pages begin, and what is kept of it."""

from tests.mutants.plants import Plant

LISTING = "tests/commerce/orders/test_listing.py"
SEARCH = "tests/commerce/orders/test_search.py"
SCREEN = "tests/commerce/backoffice/test_order_list.py"

ORDER_LIST_PLANTS = [
    Plant(
        "orderlist",
        "orders of one moment are skipped where a page ends among them",
        "commerce/orders/listing.py",
        "place = Q(placed_at__lt=anchor.placed_at) | Q(pk__lt=anchor.pk)",
        "place = Q(placed_at__lt=anchor.placed_at)",
        (LISTING, "orders_of_one_moment"),
    ),
    Plant(
        "orderlist",
        "a held order is to be packed",
        "commerce/orders/facets.py",
        "status__in=sorted(Order.SHIPPABLE), is_on_hold=False)",
        "status__in=sorted(Order.SHIPPABLE))",
        (LISTING, "to_pack_is_secured"),
    ),
    Plant(
        "orderlist",
        "an open return is not open work",
        "commerce/orders/indexes.py",
        'OPEN = TO_SEND | Q(return_state="open")',
        "OPEN = TO_SEND",
        (LISTING, "open_is_what_somebody"),
    ),
    Plant(
        "orderlist",
        "a saved view keeps whom somebody searched for",
        "commerce/backoffice/operations.py",
        "chosen.kept.query",
        "chosen.query",
        (SCREEN, "without_what_was_searched_for"),
    ),
    Plant(
        "orderlist",
        "anybody deletes anybody's view",
        "commerce/backoffice/actions/order_views.py",
        'pk=self.kwargs["view_pk"], owner=self.request.user)',
        'pk=self.kwargs["view_pk"])',
        (SCREEN, "by_its_owner_alone"),
    ),
    Plant(
        "orderlist",
        "a word of somebody else's name finds an order",
        "commerce/orders/search.py",
        "first, *others = [way.order_by() for way in ways]",
        'first, *others = [way.order_by() for way in [*ways, find(Order, "word", text.split()[0])]]',
        (SEARCH, "nothing_else_finds_one"),
    ),
]
