"""The bugs planted in changes of paid orders."""

from tests.mutants.plants import Plant

RULES = "tests/commerce/amendments/test_amendments.py"
DIALOG = "tests/commerce/backoffice/test_amending.py"
PAGE = "tests/commerce/storefront/test_changes.py"
OPERATIONS = "commerce/amendments/operations.py"

AMENDMENT_PLANTS = [
    Plant(
        "amendments",
        "what is taken out is sent back and pays for the goods put in, too",
        OPERATIONS,
        "offset_minor=amendment.offset.minor",
        "offset_minor=0",
        (RULES, "cheaper_instead"),
    ),
    Plant(
        "amendments",
        "a difference is not waited for",
        OPERATIONS,
        "if proposal.difference.minor > 0:",
        "if False:",
        (RULES, "dearer_waits"),
    ),
    Plant(
        "amendments",
        "an order that waits for its difference is packed",
        OPERATIONS,
        "    if amendment.holds:\n        put_on_hold(",
        "    if False:\n        put_on_hold(",
        (RULES, "dearer_waits"),
    ),
    Plant(
        "amendments",
        "one colleague gives back without a limit",
        OPERATIONS,
        'if by.kind == "staff" and proposal.given_back and',
        "if False and",
        (RULES, "gives_back_alone"),
    ),
    Plant(
        "amendments",
        "goods are promised that are not there",
        "commerce/stock/operations.py",
        "if short and not is_paid:",
        "if False:",
        (RULES, "goods_of_no_difference"),
    ),
    Plant(
        "amendments",
        "money for a change that was not made stays",
        OPERATIONS,
        "ask_refund(order=amendment.order, wish=wish, payment=payment, by=by)",
        "pass",
        (RULES, "cannot_be_made"),
    ),
    Plant(
        "amendments",
        "only one payment of an order is given back",
        "commerce/refunds/operations.py",
        "        first = first or asked\n",
        "        first = first or asked\n        break\n",
        (RULES, "both_payments"),
    ),
    Plant(
        "amendments",
        "the first invoice bills what was put in later",
        "commerce/invoices/queries.py",
        "getattr(order, field) - later_sum[name]",
        "getattr(order, field)",
        (RULES, "invoice_of_its_own"),
    ),
    Plant(
        "amendments",
        "the dialog makes what it did not name",
        "commerce/backoffice/actions/amending.py",
        'facts["named"] != self.proposal.difference.minor',
        "False",
        (DIALOG, "named_anew"),
    ),
    Plant(
        "amendments",
        "whoever may not refund gives back",
        "commerce/backoffice/actions/amending.py",
        "if self.proposal.given_back and not self.request.user.has_perm(REFUND_ORDERS):",
        "if False:",
        (DIALOG, "right_to_refund"),
    ),
    Plant(
        "amendments",
        "a change is paid for goods that are gone",
        "commerce/checkout/differences.py",
        "if short := short_of(quantities=amendment.units_added()):",
        "if False:",
        (PAGE, "sold_meanwhile"),
    ),
]
