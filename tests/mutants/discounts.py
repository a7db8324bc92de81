"""The bugs planted in discounts and their codes."""

from tests.mutants.plants import Plant

COUPONS = "tests/faults/test_f21_coupons.py"
DISCOUNT_USES = "tests/commerce/discounts/test_uses.py"
DISCOUNT_SCREENS = "tests/commerce/backoffice/test_discounts.py"
CODES = "tests/commerce/storefront/test_codes.py"
DISCOUNT_RULES = "tests/commerce/discounts/test_rules.py"
DISCOUNT_QUOTES = "tests/commerce/discounts/test_quotes.py"

DISCOUNT_PLANTS = [
    Plant(
        "F21",
        "a use is counted whether there is one left or not",
        "commerce/discounts/operations.py",
        "Discount.objects.filter(left, pk__in=ids)",
        "Discount.objects.filter(pk__in=ids)",
        (COUPONS, "f21_of_fifty"),
    ),
    Plant(
        "F21",
        "what one customer used is not counted",
        "commerce/discounts/operations.py",
        "if counts[discount.pk] > discount.limit_for_buyer:",
        "if False:",
        (DISCOUNT_USES, "quoted_before_either"),
    ),
    Plant(
        "F21",
        "a tag makes another buyer of the same mailbox",
        "commerce/discounts/queries.py",
        'return blind("email", buyer_of(email))',
        'return blind("email", email)',
        (DISCOUNT_USES, "as_often_as_one_may"),
    ),
    Plant(
        "F21",
        "a cancelled order keeps what it used",
        "commerce/orders/operations.py",
        "    give_back_uses(order=order)\n",
        "",
        (DISCOUNT_USES, "gives_its_use_back"),
    ),
    Plant(
        "discounts",
        "an amount is more than the goods it is for",
        "commerce/discounts/rules.py",
        "min(terms.off, whole)",
        "terms.off",
        (DISCOUNT_RULES, "never_more_than"),
    ),
    Plant(
        "discounts",
        "each discount is taken off the whole price",
        "commerce/discounts/rules.py",
        "left = [rest - share for rest, share in zip(left, applied.shares, strict=True)]",
        "left = [line.amount for line in lines]",
        (DISCOUNT_RULES, "one_after_the_other or ever_taken_off"),
    ),
    Plant(
        "discounts",
        "delivery is taxed as if nothing were taken off it",
        "commerce/pricing/quote.py",
        "Taxable(quote.delivery.price - quote.delivery_discount, None, is_delivery=True)",
        "Taxable(quote.delivery.price, None, is_delivery=True)",
        (DISCOUNT_QUOTES, "what_is_charged or free_delivery_is_taxed"),
    ),
    Plant(
        "discounts",
        "an address that was typed is told that it ordered before",
        "commerce/discounts/rules.py",
        "return CodeNotForBuyer() if facts.is_typed else CodeForFirstOrders()",
        "return CodeForFirstOrders()",
        (CODES, "goes_through_a_list"),
    ),
    Plant(
        "discounts",
        "checkout judges an address while it is typed",
        "commerce/storefront/views/checkout.py",
        "        email=email,\n        vat_id",
        "        email=form.chosen_email,\n        vat_id",
        (CODES, "shows_the_same_for"),
    ),
    Plant(
        "discounts",
        "addresses can be tried without end",
        "commerce/storefront/views/checkout.py",
        "if quote.discounts and not codes.may_be_judged(request):",
        "if False:",
        (CODES, "goes_through_a_list"),
    ),
    Plant(
        "discounts",
        "what a colleague changed of a discount is overwritten",
        "commerce/discounts/operations.py",
        "if found.version != version:",
        "if False:",
        (DISCOUNT_SCREENS, "colleagues_change"),
    ),
    Plant(
        "discounts",
        "a preview is kept",
        "commerce/pricing/preview.py",
        "        transaction.set_rollback(True)\n",
        "",
        (DISCOUNT_SCREENS, "keeps_nothing"),
    ),
]
