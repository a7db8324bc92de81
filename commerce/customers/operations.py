"""The writers of customers."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from commerce.customers.models import (
    Consent,
    Customer,
    CustomerGroup,
    GroupMember,
    GroupStep,
    Subscription,
    SubscriptionStatus,
)
from commerce.customers.newsletter import WORDING
from commerce.customers.queries import forgettable_subscriptions, guests_with_email, is_confirmable
from commerce.errors import GroupInUse, GroupNameTaken, LinkTooOld, MemberAlready, NoAccountThere
from commerce.events import NewsAsked, NewsConfirmed
from commerce.states import move
from kinsite.foundation import clock
from kinsite.foundation.actors import Actor
from kinsite.foundation.announce import announce
from kinsite.foundation.crypto import blind, normalise, words
from kinsite.foundation.models import forget_tokens, index


@transaction.atomic
def customer_for_user(*, user, language="en"):
    """The customer of an account, made at its first need."""
    customer, is_new = Customer.objects.get_or_create(
        user=user, defaults={"email": user.email, "name": user.get_full_name(), "language": language}
    )
    if is_new:
        make_findable(customer)
    return customer


@transaction.atomic
def customer_for_guest(*, email, name, phone, language):
    """The guest of an e-mail address, made where there is none; name and phone are the latest given."""
    customer = guests_with_email(email).first() or Customer()
    customer.email, customer.name, customer.phone, customer.language = email, name, phone, language
    # Only these, since colleagues may block the customer at this very moment.
    customer.save(update_fields=["email", "name", "phone", "language"] if customer.pk else None)
    make_findable(customer)
    return customer


@transaction.atomic
def customer_with_email(*, email):
    """Whose an address is: the account's that has proven it, else the guest's who ordered, or None."""
    proven = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).select_related("user")
    if address := proven.first():
        return customer_for_user(user=address.user)
    return guests_with_email(email).first()


@transaction.atomic
def introduce_customer(*, customer, name, phone):
    """Learn what an account did not know of its customer yet; what it knows stays."""
    if customer.name and (customer.phone or not phone):
        return
    customer.name, customer.phone = customer.name or name, customer.phone or phone
    customer.save(update_fields=["name", "phone"])
    make_findable(customer)


@transaction.atomic
def create_group(*, name: str, by: Actor) -> CustomerGroup:
    """Begin a group of customers. Raises GroupNameTaken."""
    group = CustomerGroup(name=name)
    _save(group)
    _note(group, GroupStep.What.CREATED, by, after=name)
    return group


@transaction.atomic
def rename_group(*, group: CustomerGroup, name: str, by: Actor) -> None:
    """Call a group something else; its discounts and members stay. Raises GroupNameTaken."""
    locked = CustomerGroup.objects.select_for_update().get(pk=group.pk)
    before, locked.name = locked.name, name
    if before == name:
        return
    _save(locked)
    _note(locked, GroupStep.What.RENAMED, by, before=before, after=name)


@transaction.atomic
def delete_group(*, group: CustomerGroup) -> None:
    """Forget a group and who was in it. Raises GroupInUse while a discount is for it."""
    locked = CustomerGroup.objects.select_for_update().get(pk=group.pk)
    if discounts := [str(row.discount) for row in locked.conditions.select_related("discount")]:
        raise GroupInUse(discounts)
    locked.delete()


@transaction.atomic
def add_member(*, group: CustomerGroup, email: str, by: Actor) -> GroupMember:
    """Put the account that has proven an address into a group. Raises NoAccountThere, MemberAlready."""
    customer = customer_with_email(email=email)
    if customer is None or customer.user_id is None:
        raise NoAccountThere
    member, is_new = GroupMember.objects.get_or_create(group=group, customer=customer)
    if not is_new:
        raise MemberAlready
    _note(group, GroupStep.What.ADDED, by, customer=customer)
    return member


@transaction.atomic
def remove_member(*, member: GroupMember, by: Actor) -> None:
    """Take somebody out of a group; asked twice, they are out of it once."""
    gone, _rows = GroupMember.objects.filter(pk=member.pk).delete()
    if gone:
        _note(member.group, GroupStep.What.REMOVED, by, customer=member.customer)


@transaction.atomic
def give_memberships(*, customer: Customer, guest: Customer) -> None:
    """Let somebody be a member again who had an account, and proved the same address with a new one."""
    theirs = GroupMember.objects.filter(customer=guest)
    theirs.exclude(group__in=customer.memberships.values("group")).update(customer=customer)
    theirs.delete()
    GroupStep.objects.filter(customer=guest).update(customer=customer)


@transaction.atomic
def give_papers(*, customer: Customer, guest: Customer) -> None:
    """Give a customer a guest's addresses, consents, notes and history; the default address stays theirs."""
    guest.addresses.update(customer=customer, is_default=False)
    guest.consents.update(customer=customer)
    for papers in (guest.notes, guest.steps, guest.visits):
        papers.update(customer=customer)


@transaction.atomic
def forget_memberships(*, customer: Customer) -> None:
    """Take a customer out of all groups, and out of their histories, which keep the step alone."""
    GroupMember.objects.filter(customer=customer).delete()
    GroupStep.objects.filter(customer=customer).update(customer=None)


@transaction.atomic
def forget_person(*, customer: Customer, emails: list[str]) -> None:
    """Keep of a customer a row that names nobody: orders hang on it, and when things were decided."""
    customer.addresses.all().delete()
    customer.notes.all().delete()
    customer.consents.all().delete()
    marks = [blind("email", email) for email in emails]
    Subscription.objects.filter(email_digest__in=marks).delete()
    customer.steps.update(reason="")
    customer.visits.update(reason="")
    customer.user, customer.blocked_at, customer.erased_at = None, None, clock.now()
    customer.email = customer.name = customer.phone = customer.tax_exemption = ""
    customer.save()
    forget_tokens(Customer, [customer.pk])


@transaction.atomic
def ask_for_news(*, email, language, source, customer=None):
    """Write down that somebody asked for the newsletter, and let a letter find out whose address it is.

    The same statements run whether the address is known or not: the time of an answer tells nothing.
    """
    asked = Subscription(
        email=normalise("email", email), email_digest=blind("email", email), language=language
    )
    Subscription.objects.bulk_create(
        [asked], update_conflicts=True, unique_fields=["email_digest"], update_fields=["email_digest"]
    )
    subscription = Subscription.objects.get(email_digest=asked.email_digest)
    subscription.consents.create(
        customer=customer,
        purpose=Consent.NEWSLETTER,
        step=Consent.Step.ASKED,
        wording=str(WORDING),
        source=source,
    )
    announce(NewsAsked(subscription.pk, language))
    return subscription


@transaction.atomic
def confirm_news(*, consent, language, by):
    """Let the newsletter go to the address whose letter was answered; a second time changes nothing.

    Raises LinkTooOld where too much time has gone by, or the newsletter was ended after it was asked for.
    """
    subscription = Subscription.objects.select_for_update().get(pk=consent.subscription_id)
    if subscription.is_confirmed:
        return subscription
    if not is_confirmable(consent):
        raise LinkTooOld
    move(subscription, SubscriptionStatus.CONFIRMED, by=by, note="letter")
    subscription.language = language
    subscription.save(update_fields=["language"])
    announce(NewsConfirmed(subscription.pk))
    return subscription


@transaction.atomic
def withdraw_news(*, subscription, source, by):
    """End the newsletter of an address; a second time changes nothing."""
    locked = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if not locked.is_withdrawn:
        move(locked, SubscriptionStatus.WITHDRAWN, by=by, note=source)
    return locked


def forget_unconfirmed(limit=500):
    """Delete addresses that never confirmed, with what was written down of them. Returns how many."""
    found = list(forgettable_subscriptions().values_list("pk", flat=True)[:limit])
    Subscription.objects.filter(pk__in=found).delete()
    return len(found)


def make_findable(customer):
    """Write the blind tokens that find a customer by e-mail, phone and each word of the name."""
    index(
        customer,
        {
            "email": [customer.email],
            "phone": [customer.phone] if customer.phone else [],
            "word": words(customer.name),
        },
    )


def _save(group):
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as problem:
        if "customer_group_named_once" in str(problem):
            raise GroupNameTaken from problem
        raise


def _note(group, what, by, **facts):
    GroupStep.objects.create(
        group=group, what=what, actor_kind=by.kind, actor_id=by.id, actor_label=by.label, **facts
    )
