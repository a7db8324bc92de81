"""What colleagues write down and decide of a customer. Each decision is a step with its reason."""

from django.db import transaction

from commerce.customers.desk import CustomerNote, CustomerStep
from commerce.customers.models import Customer
from commerce.customers.queries import is_blocked
from commerce.errors import AccountNeeded, BuyerBlocked, CustomerErased, CustomerMoved
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor

What = CustomerStep.What


@transaction.atomic
def add_note(*, customer: Customer, text: str, by: Actor) -> CustomerNote:
    """Write something down for colleagues. Raises CustomerErased: nothing is gathered of them any more."""
    lock_customer(customer.pk)
    return CustomerNote.objects.create(customer=customer, text=text.strip(), **_who(by))


@transaction.atomic
def block_customer(*, customer: Customer, reason: str, by: Actor) -> None:
    """Take no order of a customer from now on, by whatever browser. Raises CustomerMoved, CustomerErased."""
    locked = lock_customer(customer.pk)
    if locked.is_blocked:
        raise CustomerMoved
    locked.blocked_at = clock.now()
    locked.save(update_fields=["blocked_at"])
    note_step(customer=locked, what=What.BLOCKED, reason=reason, by=by)


@transaction.atomic
def unblock_customer(*, customer: Customer, reason: str, by: Actor) -> None:
    """Take orders of a customer again. Raises CustomerMoved, CustomerErased."""
    locked = lock_customer(customer.pk)
    if not locked.is_blocked:
        raise CustomerMoved
    locked.blocked_at = None
    locked.save(update_fields=["blocked_at"])
    note_step(customer=locked, what=What.UNBLOCKED, reason=reason, by=by)


def refuse_blocked(*, email: str, user=None) -> None:
    """Raise BuyerBlocked where a blocked customer would order: by their account, or by their address."""
    if is_blocked(email=email, user=user):
        raise BuyerBlocked


@transaction.atomic
def exempt_customer(*, customer: Customer, reason: str, by: Actor) -> None:
    """Charge a customer no tax from now on, for a reason. What was ordered before stays as it was.

    Raises AccountNeeded for a guest, whom no address that is typed exempts, and CustomerErased.
    """
    locked = lock_customer(customer.pk)
    if locked.user_id is None:
        raise AccountNeeded
    locked.tax_exemption = reason.strip()
    locked.save(update_fields=["tax_exemption"])
    note_step(customer=locked, what=What.EXEMPTED, reason=reason, by=by)


@transaction.atomic
def tax_customer(*, customer: Customer, reason: str, by: Actor) -> None:
    """Charge tax again. Raises CustomerMoved, CustomerErased."""
    locked = lock_customer(customer.pk)
    if not locked.tax_exemption:
        raise CustomerMoved
    locked.tax_exemption = ""
    locked.save(update_fields=["tax_exemption"])
    note_step(customer=locked, what=What.TAXED, reason=reason, by=by)


def lock_customer(pk: int) -> Customer:
    """The customer, locked until the transaction ends. Raises CustomerErased."""
    locked = Customer.objects.select_for_update().get(pk=pk)
    if locked.is_erased:
        raise CustomerErased
    return locked


def note_step(*, customer: Customer, what: str, by: Actor, reason: str = "", reference: str = "") -> None:
    """Write down what was decided, inside the transaction that does it."""
    CustomerStep.objects.create(
        customer=customer, what=what, reason=reason.strip(), reference=reference, **_who(by)
    )


def _who(by):
    return {"actor_kind": by.kind, "actor_id": by.id, "actor_label": by.label}
