"""The bugs planted in the express row."""

from tests.mutants.plants import Plant

ROW = "tests/commerce/storefront/test_express_row.py"
BROWSER = "tests/browser/test_express.py"
SCRIPT = "kinsite/static/js/express.js"

EXPRESS_PLANTS = [
    Plant(
        "express",
        "a total that the sheet did not show is asked for",
        SCRIPT,
        "if (amountOf(document) !== seen) return fail(words.total);",
        "",
        (BROWSER, "changed_meanwhile"),
    ),
    Plant(
        "express",
        "an address of another country counts as one of ours",
        SCRIPT,
        'page.querySelector("[name=country]").value === told.country',
        "true",
        (BROWSER, "outside_the_delivery"),
    ),
    Plant(
        "express",
        "closing the sheet leaves the wallet's address with the cart",
        SCRIPT,
        'async function quote(facts, update = "wallet")',
        'async function quote(facts, update = "")',
        (BROWSER, "outside_the_delivery"),
    ),
    Plant(
        "express",
        "the row stays where nothing is left to pay",
        SCRIPT,
        "row.hidden = !isThere || isCovered();",
        "row.hidden = !isThere;",
        (BROWSER, "gift_card_pays_all"),
    ),
    Plant(
        "express",
        "a region's name is no region",
        "commerce/storefront/checkout_form.py",
        'typed["region"] = region_code(typed["region"], self.rules.regions)',
        "pass",
        (ROW, "region_by_name"),
    ),
    Plant(
        "express",
        "the row is there with every wallet off",
        "commerce/storefront/views/checkout.py",
        '"has_wallets": len(wallets) < len(WALLETS),',
        '"has_wallets": True,',
        (ROW, "every_wallet_is_off"),
    ),
]
