"""The bugs planted in the comparison of the books."""

from tests.mutants.plants import Plant

COMPARE = "tests/commerce/reconciliation/test_compare.py"
RULES = "tests/commerce/reconciliation/test_rules.py"
SEQUENCES = "tests/journeys/test_sequences.py"
OPERATIONS = "commerce/reconciliation/operations.py"
COMPARING = "commerce/reconciliation/comparing.py"

BOOK_PLANTS = [
    Plant(
        "books",
        "only the first page of a list is read",
        "commerce/payments/stripe/gateway.py",
        "if not page.has_more:",
        "if page.data or not page.has_more:",
        (COMPARE, "beyond_their_first_page"),
    ),
    Plant(
        "books",
        "what was understood is found again each night",
        OPERATIONS,
        "if seen.filter(how=Difference.How.UNDERSTOOD, **same).exists():",
        "if seen.filter(how=Difference.How.REPAIRED, **same).exists():",
        (COMPARE, "without_counterpart_is_understood"),
    ),
    Plant(
        "books",
        "what was understood stays so whatever the amounts become",
        OPERATIONS,
        "if seen.filter(how=Difference.How.UNDERSTOOD, **same).exists():",
        "if seen.filter(how=Difference.How.UNDERSTOOD).exists():",
        (COMPARE, "again_once_it_changes"),
    ),
    Plant(
        "books",
        "a repair is believed without a look",
        OPERATIONS,
        "if compare_again(difference) is not None:",
        "if not difference.is_open:",
        (COMPARE, "differs_still"),
    ),
    Plant(
        "books",
        "what a run no longer looks back to counts as gone",
        OPERATIONS,
        "if finding is not None and finding.kind == difference.kind:",
        "if finding is not None and difference.about == Difference.About.PAYMENT:",
        (COMPARE, "window_has_passed"),
    ),
    Plant(
        "books",
        "a payment that differs is a difference of its entry too",
        COMPARING,
        "if not {entry.intent_id, entry.source_id} & told:",
        "if entry.category:",
        (COMPARE, "amounts_that_differ or nobody_here"),
    ),
    Plant(
        "books",
        "a fee of its own counts twice",
        "commerce/reconciliation/rules.py",
        "fees=Money(fees - sums[Category.FEE], currency)",
        "fees=Money(fees + sums[Category.FEE], currency)",
        (RULES, "net"),
    ),
    Plant(
        "sequences",
        "a cancelled order keeps the goods it was given",
        "commerce/orders/operations.py",
        "        free_allocation(order=order, by=by)\n",
        "        pass\n",
        (SEQUENCES, "any_sequence"),
    ),
    Plant(
        "sequences",
        "an order that expires keeps what credit paid of it",
        "commerce/orders/operations.py",
        "        give_back_credit(order=order, by=by)\n",
        "        order.credit_uses.update(given_back_at=clock.now())\n",
        (SEQUENCES, "any_sequence"),
    ),
    Plant(
        "sequences",
        "units that are taken off an order are still waited for",
        "commerce/stock/operations.py",
        "    freed = _per_item({pk: -step.allocated for pk, step in steps.items()})\n",
        "    freed = 0\n",
        (SEQUENCES, "any_sequence"),
    ),
]
