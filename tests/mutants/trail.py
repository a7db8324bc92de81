"""The bugs planted in the admin trail, and in prices that a second colleague decides."""

from tests.mutants.plants import Plant

CHAIN = "tests/commerce/trail/test_chain.py"
WRITTEN = "tests/commerce/trail/test_written.py"
PRODUCTS = "tests/commerce/trail/test_products_written.py"
PROOF = "tests/commerce/orders/test_proof.py"
TABS = "tests/commerce/backoffice/test_two_tabs.py"
LIMITS = "tests/commerce/catalogue/test_price_limits.py"
APPROVING = "commerce/catalogue/operations/approving.py"

TRAIL_PLANTS = [
    Plant(
        "trail",
        "an end of a timeline that was cut off is forgotten with the next event",
        "commerce/orders/timeline.py",
        "seal_of(locked.timeline_seal, event.hash)",
        'seal_of("", event.hash)',
        (PROOF, "nobody_touched"),
    ),
    Plant(
        "trail",
        "a timeline is taken for whole wherever it ends",
        "commerce/orders/proof.py",
        "    if seal == sealed:\n        return None\n",
        "    if sealed:\n        return None\n",
        (PROOF, "cut_off_stays_missed"),
    ),
    Plant(
        "trail",
        "each night the same orders are proved",
        "commerce/orders/proof.py",
        "range(day.toordinal() % ROUND, ",
        "range(0, ",
        (PROOF, "once_a_round"),
    ),
    Plant(
        "trail",
        "what is changed of many products at once is not written",
        "commerce/catalogue/operations/together.py",
        "        with noted(ids, by=by):\n            _write(edit, ids)\n",
        "        _write(edit, ids)\n",
        (PRODUCTS, "writes_who_what"),
    ),
    Plant(
        "trail",
        "whoever saves a product last has it",
        "commerce/catalogue/operations/products.py",
        "        refuse_changed(subject_of(product), seen, DESCRIBED)\n",
        "",
        (TABS, "told_what_the_first_changed"),
    ),
    Plant(
        "trail",
        "a picture that came meanwhile refuses the words of a product",
        "commerce/catalogue/operations/products.py",
        "seen, DESCRIBED)",
        "seen)",
        (TABS, "no_part_of_the_form"),
    ),
    Plant(
        "trail",
        "a chain grows without a lock",
        "commerce/trail/operations.py",
        "found.select_for_update()",
        "found",
        (CHAIN, "many_at_once"),
    ),
    Plant(
        "trail",
        "the digest leaves out when",
        "commerce/trail/chain.py",
        'MOMENTS = ("at", "starts_at", "ends_at")',
        'MOMENTS = ("starts_at", "ends_at")',
        (CHAIN, "changed_is_found"),
    ),
    Plant(
        "trail",
        "rows that were cut off at the end are not missed",
        "commerce/trail/chain.py",
        "if sequence > last.sequence:",
        "if False:",
        (CHAIN, "gone"),
    ),
    Plant(
        "trail",
        "the head of a chain is not looked at",
        "commerce/trail/chain.py",
        "elif (sequence, hash_) != (last.sequence, last.hash):",
        "elif False:",
        (CHAIN, "head_that_was_changed"),
    ),
    Plant(
        "trail",
        "a correction of stock is not written down",
        "commerce/stock/operations.py",
        'write_trail(changes=[_counted(stock_item, "on_hand", expected, on_hand, reason)], by=by)',
        "pass",
        (WRITTEN, "operation_writes"),
    ),
    Plant(
        "trail",
        "a price is not written down",
        "commerce/catalogue/operations/prices.py",
        "    write_trail(changes=written, by=by)\n",
        "",
        (WRITTEN, "operation_writes"),
    ),
    Plant(
        "trail",
        "rights on pages are not looked at",
        "commerce/backoffice/rights_panel.py",
        "        note_places(group=self.group, was=self.was)",
        "        pass",
        (WRITTEN, "on_pages"),
    ),
    Plant(
        "approve",
        "whoever proposed a price approves it",
        APPROVING,
        "    if any(proposal.actor_id == by.id for proposal in proposals):\n        raise OwnProposal\n"
        "    series",
        "    series",
        (LIMITS, "decides_nothing"),
    ),
    Plant(
        "approve",
        "what was decided is decided again",
        APPROVING,
        "        raise ProposalDecided(decided)",
        "        pass",
        (LIMITS, "decided_again"),
    ),
    Plant(
        "approve",
        "two decide at once",
        APPROVING,
        '    locked = list(wanted.select_for_update(of=("self",)).select_related("variant", "price_list"))\n',
        '    locked = list(wanted.select_related("variant", "price_list"))\n',
        (LIMITS, "decide_at_once"),
    ),
    Plant(
        "approve",
        "a price that changed meanwhile is overwritten",
        APPROVING,
        "        _compare(proposal, series.in_force(proposal.key, begin))\n",
        "",
        (LIMITS, "not_overwritten"),
    ),
    Plant(
        "approve",
        "many small steps go around the limit",
        "commerce/catalogue/limits.py",
        "for old in (before, settled)",
        "for old in (before,)",
        (LIMITS, "steps"),
    ),
    Plant(
        "approve",
        "only the first moment is compared",
        "commerce/catalogue/limits.py",
        "moments = {now} | {stretch.valid_from for stretch in (*old, *new) if stretch.valid_from > now}",
        "moments = {now}",
        (LIMITS, "no_way or lies_below"),
    ),
    Plant(
        "approve",
        "whoever proposed is told of it",
        "commerce/staff_letters.py",
        "        if colleague.pk == but:\n            continue\n",
        "",
        (LIMITS, "told_once"),
    ),
]
