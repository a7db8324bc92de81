"""Making one customer of two: a guest who is somebody we know already, by another address."""

from django.db import transaction

from commerce.credit.models import CreditAccount
from commerce.customers.deciding import lock_customer, note_step
from commerce.customers.desk import CustomerNote, CustomerStep
from commerce.customers.models import Address, Consent, Customer, GroupMember
from commerce.customers.operations import forget_person, give_papers
from commerce.errors import CustomerErased, MergeRefused
from commerce.orders.models import Order
from commerce.privacy.merge import give_everything
from commerce.reviews.models import Review
from kinsite.foundation.actors import Actor


@transaction.atomic
def merge_customers(*, duplicate: Customer, into: Customer, reason: str, by: Actor) -> None:
    """Give everything of a guest to another customer, who is all that stays.

    Raises MergeRefused with why, and CustomerErased where one of them is gone: asked twice it is done once.
    """
    first, second = sorted([duplicate.pk, into.pk])
    locked = {pk: lock_customer(pk) for pk in dict.fromkeys([first, second])}
    duplicate, into = locked[duplicate.pk], locked[into.pk]
    if reasons := in_the_way_of_merging(duplicate, into):
        raise MergeRefused(reasons)
    give_everything(customer=into, guest=duplicate, by=by)
    give_papers(customer=into, guest=duplicate)
    merged = CustomerStep.What.MERGED
    note_step(customer=into, what=merged, reason=reason, reference=f"← {duplicate.pk}", by=by)
    note_step(customer=duplicate, what=merged, reference=f"→ {into.pk}", by=by)
    forget_person(customer=duplicate, emails=[])


def in_the_way_of_merging(duplicate: Customer, into: Customer) -> list[str]:
    """Codes of why these two can't be one; empty where nothing is in the way."""
    if duplicate.is_erased or into.is_erased:
        raise CustomerErased
    found = {
        "same": duplicate.pk == into.pk,
        # Two sign-ins, each with a password and cards of its own, are nobody's to join but their owner's.
        "account": duplicate.user_id is not None,
        # Nobody finds the duplicate's address any more: it would be blocked no longer, and could order again.
        "blocked": duplicate.is_blocked or into.is_blocked,
    }
    return [name for name, is_there in found.items() if is_there]


def what_moves(duplicate: Customer) -> dict[str, int]:
    """How much of what a merge would give away."""
    theirs = {"customer": duplicate}
    return {
        "orders": Order.objects.filter(**theirs).count(),
        "reviews": Review.objects.filter(**theirs).count(),
        "credit": CreditAccount.objects.filter(**theirs, balance_minor__gt=0).count(),
        "groups": GroupMember.objects.filter(**theirs).count(),
        "addresses": Address.objects.filter(**theirs).count(),
        "notes": CustomerNote.objects.filter(**theirs).count(),
        "consents": Consent.objects.filter(**theirs).count(),
    }
