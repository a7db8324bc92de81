"""The bugs planted in what is set about the shop."""

from tests.mutants.plants import Plant

DESK = "tests/commerce/shop/test_desk_settings.py"
DRAFTS = "commerce/drafts/operations.py"

SETTING_PLANTS = [
    Plant(
        "settings",
        "an order is late after three days, whatever is set",
        "commerce/orders/facets.py",
        "timedelta(days=desk_settings().days_to_ship)",
        "timedelta(days=3)",
        (DESK, "is_late_after"),
    ),
    Plant(
        "settings",
        "new stock items begin with five",
        "commerce/stock/operations.py",
        '"threshold": desk_settings().low_at',
        '"threshold": 5',
        (DESK, "begin_with_the_threshold"),
    ),
    Plant(
        "settings",
        "a parcel can be called back for a quarter of an hour",
        "commerce/fulfilment/queries.py",
        "timedelta(minutes=desk_settings().undo_minutes)",
        "timedelta(minutes=15)",
        (DESK, "called_back"),
    ),
    Plant(
        "settings",
        "stock waits half an hour",
        "commerce/shop/queries.py",
        "timedelta(minutes=desk_settings().hold_minutes)",
        "timedelta(minutes=30)",
        (DESK, "stock_waits"),
    ),
    Plant(
        "settings",
        "fewer minutes hide payments that were begun before",
        "commerce/payments/reconcile.py",
        "max(AT_LEAST, 4 * stock_hold())",
        "4 * stock_hold()",
        (DESK, "provider_is_asked"),
    ),
    Plant(
        "settings",
        "a letter leaves the link as old as it is",
        DRAFTS,
        "draft.sent_at, draft.until = clock.now(), _link_until()",
        "draft.sent_at = clock.now()",
        (DESK, "link_keeps_its_day"),
    ),
    Plant(
        "settings",
        "the form knows no bounds",
        "commerce/shop/models.py",
        "[MinValueValidator(least), MaxValueValidator(most)]",
        "[]",
        (DESK, "out_of_bounds"),
    ),
]
