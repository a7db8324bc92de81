"""The bugs planted in parcels, and in money that is captured when they leave."""

from tests.mutants.plants import Plant

SHIPPING = "tests/commerce/fulfilment/test_shipping.py"
SHIP_FORM = "tests/commerce/backoffice/test_shipping.py"
ENDED = "tests/faults/test_f27_given_back_once.py"
CAPTURING = "tests/commerce/checkout/test_capturing.py"
LETTER = "tests/commerce/fulfilment/test_letter.py"

CAPTURE_PLANTS = [
    Plant(
        "ship",
        "units are packed again that lie in a parcel",
        "commerce/orders/models.py",
        "return self.quantity - self.cancelled_quantity - self.packed_quantity",
        "return self.quantity - self.cancelled_quantity",
        (SHIPPING, "cannot_be_packed_twice or leaves_once or left"),
    ),
    Plant(
        "ship",
        "an order on hold is shipped",
        "commerce/fulfilment/queries.py",
        "if order.is_on_hold:",
        "if False:",
        (SHIPPING, "on_hold"),
    ),
    Plant(
        "ship",
        "a disputed order is shipped",
        "commerce/fulfilment/queries.py",
        "if any(is_disputed(payment) for payment in payments):",
        "if False:",
        (SHIPPING, "bank_has_the_money"),
    ),
    Plant(
        "ship",
        "an order seen as it was is shipped",
        "commerce/fulfilment/operations.py",
        """    order = lock_order(order.pk, version)
    _refuse_blocked(order)
    lines""",
        """    order = lock_order(order.pk)
    _refuse_blocked(order)
    lines""",
        (SHIPPING, "seen_as_it_was"),
    ),
    Plant(
        "ship",
        "units that were refunded come back twice",
        "commerce/fulfilment/operations.py",
        "if was_refunded or not can_be_undone",
        "if not can_be_undone",
        (SHIPPING, "come_back_twice"),
    ),
    Plant(
        "ship",
        "the letter names the whole order",
        "commerce/fulfilment/letters.py",
        '"lines": parcel_contents(shipment),',
        """"lines": [
            {"title": line.title, "options": line.options, "quantity": line.quantity}
            for line in order.lines.all()
        ],""",
        (LETTER, "names_what_is_in"),
    ),
    Plant(
        "F27",
        "an authorisation that ended is nobody's business",
        "commerce/payments/settling.py",
        "        announce(AuthorisationLost(payment.pk))\n",
        "        pass\n",
        (ENDED, "tells_a_clerk"),
    ),
    Plant(
        "F27",
        "an authorisation whose time is over is never asked about",
        "commerce/checkout/settling.py",
        "[*_left_to_send(limit), *_ended(limit)]",
        "[*_left_to_send(limit)]",
        (ENDED, "nobody_tells_us"),
    ),
    Plant(
        "F27",
        "a job that was killed begins where nothing is left",
        "commerce/checkout/operations.py",
        "    if order.is_waiting:\n        cancel_order(order=order, by=by, reason=reason)",
        "    if payment is None:\n        cancel_order(order=order, by=by, reason=reason)",
        (ENDED, "killed_half_way"),
    ),
    Plant(
        "capture",
        "a cancelled order keeps what it reserved",
        "commerce/reactions.py",
        "        release_what_is_authorised,\n",
        "",
        (CAPTURING, "released_and_nothing_refunded"),
    ),
    Plant(
        "capture",
        "an answer that was lost is a failure",
        "commerce/payments/queries.py",
        "untried = waiting.filter(Q(tried_at=None) | Q(tried_at__lte=moment))",
        "untried = waiting.filter(tried_at=None)",
        (CAPTURING, "found_by_the_sweeper"),
    ),
    Plant(
        "capture",
        "what is only reserved is refunded as if nothing was",
        "commerce/refunds/operations.py",
        "raise NotCaptured if is_authorised(order) else NothingToRefund",
        "raise NothingToRefund",
        (CAPTURING, "clear_words"),
    ),
]
