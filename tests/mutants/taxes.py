"""The bugs planted in taxes and invoices."""

from tests.mutants.plants import Plant

ORACLE = "tests/commerce/pricing/test_oracle.py"
TAXES = "tests/commerce/pricing/test_tax.py"
STRIPE_TAX = "tests/commerce/payments/test_stripe_tax.py"
INVOICES = "tests/commerce/invoices/test_issuing.py"
UNTAXED = "tests/commerce/checkout/test_untaxed.py"

TAX_PLANTS = [
    Plant(
        "tax",
        "half a minor unit is cut off",
        "commerce/money.py",
        "rounded = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)",
        "rounded = (2 * exact.numerator + exact.denominator - 1) // (2 * exact.denominator)",
        (ORACLE, "random_carts"),
    ),
    Plant(
        "tax",
        "fils are charged one by one",
        "commerce/money.py",
        "return 10 if self.exponent > 2 else 1",
        "return 1",
        (ORACLE, "random_carts"),
    ),
    Plant(
        "tax",
        "an amount that Stripe does not take is asked for",
        "commerce/payments/stripe/amounts.py",
        "if amount.minor % amount.step:",
        "if False:",
        ("tests/commerce/payments/test_amounts.py", "steps"),
    ),
    Plant(
        "tax",
        "of several included taxes each forgets the others",
        "commerce/pricing/tax.py",
        "taxable.amount.times(Fraction(row.rate) / whole)",
        "taxable.amount.times(Fraction(row.rate) / (1 + Fraction(row.rate) if inclusive else 1))",
        (ORACLE, "random_carts"),
    ),
    Plant(
        "tax",
        "the first row that counts wins",
        "commerce/pricing/tax.py",
        "if known is None or _width(row) > _width(known):",
        "if known is None:",
        (ORACLE, "random_carts"),
    ),
    Plant(
        "tax",
        "tax is computed before the discount",
        "commerce/pricing/quote.py",
        "Taxable(line.amount - line.discount, line.tax_category_id)",
        "Taxable(line.amount, line.tax_category_id)",
        (ORACLE, "random_carts"),
    ),
    Plant(
        "tax",
        "abroad, no tax of the seller's is taken out",
        "commerce/pricing/tax.py",
        "held = Place(terms.home) if place.country not in terms.area else place",
        "held = place",
        (TAXES, "outside_the_area"),
    ),
    Plant(
        "tax",
        "a VAT id of the seller's own country frees from tax",
        "commerce/pricing/tax.py",
        "if is_abroad and has_vat_ids(self.home) and",
        "if has_vat_ids(self.home) and",
        (TAXES, "who_pays_no_tax"),
    ),
    Plant(
        "tax",
        "refunds give back tax that was never paid",
        "commerce/refunds/rules.py",
        "order.money(line.discount_minor + line.relief_minor)",
        "order.money(line.discount_minor)",
        (UNTAXED, "are_what_was_paid"),
    ),
    Plant(
        "F15",
        "without Stripe Tax the checkout fails",
        "commerce/pricing/calculators.py",
        "except (GatewayError, GatewayRefused) as problem:",
        "except GatewayRefused as problem:",
        (STRIPE_TAX, "f15_while"),
    ),
    Plant(
        "F15",
        "each quote waits anew for a mute Stripe Tax",
        "commerce/payments/stripe/tax.py",
        "if not self._breaker.allows():",
        "if False:",
        (STRIPE_TAX, "f15_a_mute"),
    ),
    Plant(
        "tax",
        "Stripe Tax is asked for each quote",
        "commerce/payments/stripe/tax.py",
        "cache.set(key, known, seconds)",
        "pass",
        (STRIPE_TAX, "asked_once"),
    ),
    Plant(
        "invoice",
        "a number is read, then written",
        "commerce/invoices/operations.py",
        'InvoiceSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)\n    series.refresh_from_db()',
        "series.last += 1\n    series.save()",
        (INVOICES, "ten_issued_at_once"),
    ),
    Plant(
        "S01",
        "any order's link opens any invoice",
        "commerce/invoices/queries.py",
        ".get(order=order, pk=pk)",
        ".get(pk=pk)",
        (INVOICES, "s01"),
    ),
]
