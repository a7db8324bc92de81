"""The bugs planted in prices and what is struck through."""

from tests.mutants.plants import Plant

PRIOR_PRICE = "tests/commerce/catalogue/test_prior_price.py"
PRICE_GRID = "tests/commerce/backoffice/test_price_grid.py"

PRICE_PLANTS = [
    Plant(
        "prices",
        "the price of the day before is struck through, not the lowest of 30 days",
        "commerce/catalogue/rules.py",
        "LOOK_BACK = timedelta(days=30)",
        "LOOK_BACK = timedelta(days=1)",
        (PRIOR_PRICE, "struck_through or law"),
    ),
    Plant(
        "prices",
        "each step of a reduction begins it anew",
        "commerce/catalogue/rules.py",
        "elif began is None or not goes_on:",
        "else:",
        (PRIOR_PRICE, "struck_through or law"),
    ),
    Plant(
        "prices",
        "what a colleague changed meanwhile is overwritten",
        "commerce/catalogue/operations/prices.py",
        "    series.compare(seen)\n",
        "",
        (PRICE_GRID, "colleague_changed"),
    ),
    Plant(
        "prices",
        "a reduction is no facet",
        "commerce/catalogue/rows.py",
        'return [*stars, f"{SALE}:{REDUCED}"] if price.prior_minor else stars',
        "return stars",
        ("tests/content/test_sale_filter.py", "on_sale"),
    ),
]
