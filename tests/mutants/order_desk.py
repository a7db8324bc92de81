"""The bugs planted in the order page of the admin: its lock, and what colleagues do there."""

from tests.mutants.plants import Plant

CONFLICTS = "tests/commerce/backoffice/test_conflicts.py"
HEAD = "tests/commerce/backoffice/test_order_head.py"
PAGE = "tests/commerce/backoffice/test_order_desk.py"
DESK = "tests/commerce/orders/test_desk.py"
ADDRESSING = "tests/commerce/orders/test_addressing.py"

ORDER_DESK_PLANTS = [
    Plant(
        "desk",
        "whatever a colleague did since is ignored",
        "commerce/orders/operations.py",
        "if version is not None and order.version != version:",
        "if False:",
        (CONFLICTS, "at_once"),
    ),
    Plant(
        "desk",
        "a parcel's click does not say what it saw",
        "commerce/backoffice/actions/shipping.py",
        "type(self).operation(shipment=shipment, **facts, by=by)",
        "type(self).operation(shipment=shipment, by=by)",
        (CONFLICTS, "second_is_told and unpack"),
    ),
    Plant(
        "desk",
        "a click without a version is taken",
        "commerce/backoffice/actions/order_action.py",
        "            return self.show_what_changed(OrderMoved())",
        '            form.cleaned_data["version"] = None\n            return self.form_valid(form)',
        (CONFLICTS, "does_not_say"),
    ),
    Plant(
        "desk",
        "an address is changed though another tax is due there",
        "commerce/orders/addressing.py",
        "if new != old and _taxes_at(order, new) != _taxes_at(order, old):",
        "if False:",
        (ADDRESSING, "another_tax"),
    ),
    Plant(
        "desk",
        "an address is changed after the goods left",
        "commerce/orders/addressing.py",
        "    if not order.is_cancellable:\n        raise AddressSettled\n",
        "",
        (ADDRESSING, "something_left"),
    ),
    Plant(
        "desk",
        "an order is found by an address that it goes to no more",
        "commerce/orders/addressing.py",
        "    index_order(order, kept, email)\n",
        "",
        (ADDRESSING, "by_the_old_no_more"),
    ),
    Plant(
        "desk",
        "money is taken of an order on hold",
        "commerce/payments/settling.py",
        "if lock_order(order.pk, version).is_on_hold:",
        "if False:",
        (DESK, "held_back"),
    ),
    Plant(
        "desk",
        "a message is mailed before its address was looked at",
        "commerce/backoffice/actions/desk.py",
        'if "send" in self.request.POST:',
        "if True:",
        (PAGE, "looked_at"),
    ),
    Plant(
        "desk",
        "a message goes to another address than the one that was looked at",
        "commerce/orders/desk.py",
        "if order.email != to:",
        "if False:",
        (DESK, "another_address"),
    ),
    Plant(
        "desk",
        "whoever may not see orders is told of a note",
        "commerce/orders/desk.py",
        "colleagues_with(MAY_READ_NOTES).filter(pk__in=mentioned)",
        'colleagues_with("wagtailadmin.access_admin").filter(pk__in=mentioned)',
        (DESK, "nobody_else"),
    ),
    Plant(
        "desk",
        "a colleague's mention is read away by another",
        "commerce/orders/desk.py",
        "filter(pk=mention_id, colleague=by.id, read_at=None)",
        "filter(pk=mention_id, read_at=None)",
        (DESK, "only_who_is_mentioned"),
    ),
    Plant(
        "desk",
        "a letter of another order is sent again",
        "commerce/mailing.py",
        "return Letter.objects.filter(about, kind__in=TO_CUSTOMERS)",
        "return Letter.objects.filter(kind__in=TO_CUSTOMERS)",
        (PAGE, "of_another_order"),
    ),
    Plant(
        "desk",
        "a disabled action leads on",
        "commerce/backoffice/order_choices.py",
        "possible = [choice for choice in found if not choice.why_not]",
        "possible = found",
        (HEAD, "not_paid"),
    ),
]
