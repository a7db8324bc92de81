"""Customers: who paid, as far as the shop tells Stripe."""

from kinsite.sandbox.stripe import objects
from kinsite.sandbox.stripe.metadata import merged
from kinsite.sandbox.stripe.platform import Call

SETTABLE = ("address", "description", "email", "name", "phone", "preferred_locales", "shipping", "tax_exempt")


def create_customer(call: Call) -> dict:
    customer = _filled(objects.customer(now=call.now), call.params)
    call.store.add(customer)
    call.announce("customer.created", customer)
    return customer


def update_customer(call: Call) -> dict:
    customer = call.store.get("customer", call.target)
    previous = {name: customer[name] for name in SETTABLE if name in call.params}
    call.store.save(_filled(customer, call.params))
    call.announce("customer.updated", customer, previous)
    return customer


def _filled(customer: dict, given: dict) -> dict:
    for name in SETTABLE:
        if name in given:
            customer[name] = given[name] or None
    for holder in (customer, customer["shipping"] or {}):
        if holder.get("address"):
            holder["address"] = objects.address(holder["address"])
    customer["preferred_locales"] = customer["preferred_locales"] or []
    default = (given.get("invoice_settings") or {}).get("default_payment_method")
    if default is not None:
        customer["invoice_settings"]["default_payment_method"] = default or None
    customer["metadata"] = merged(customer["metadata"], given.get("metadata"))
    return customer


def show_customer(call: Call) -> dict:
    """A deleted customer still answers, saying only that."""
    found = call.store.find(call.target)
    if found and found["object"] == "customer" and found.get("deleted"):
        return {"id": found["id"], "object": "customer", "deleted": True}
    return call.store.get("customer", call.target)


def delete_customer(call: Call) -> dict:
    customer = call.store.get("customer", call.target)
    for method in call.store.every("payment_method", customer=customer["id"]):
        method["customer"] = None
        call.store.save(method)
    call.announce("customer.deleted", customer)
    gone = {"id": customer["id"], "object": "customer", "deleted": True}
    call.store.save(gone)
    return gone
