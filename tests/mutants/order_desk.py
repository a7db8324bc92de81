"""The bugs planted in the order page of the admin: its lock, and what colleagues do there."""

from tests.mutants.plants import Plant

CONFLICTS = "tests/commerce/backoffice/test_conflicts.py"

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
]
