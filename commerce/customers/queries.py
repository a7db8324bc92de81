"""Reads of customers and readers."""

from allauth.account.models import EmailAddress
from django.db.models import Count, Q

from commerce.customers.models import (
    Consent,
    Customer,
    CustomerGroup,
    GroupMember,
    Subscription,
    SubscriptionStatus,
)
from commerce.customers.newsletter import LINK_LASTS, WAITS_FOR, read_step
from kinsite.foundation import clock
from kinsite.foundation.crypto import blind, normalise
from kinsite.foundation.models import find


def guests_with_email(email):
    """Guest customers of an e-mail address, however it is spelt."""
    return Customer.objects.filter(user=None, pk__in=find(Customer, "email", email)).order_by("pk")


def proven_emails(user):
    """The addresses an account has proven its own: anyone can type somebody else's."""
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


def addresses_of(customer):
    """The e-mail addresses of a customer: those an account has proven, or the one a guest ordered with."""
    known = proven_emails(customer.user) if customer.user_id else [customer.email]
    return list(dict.fromkeys(normalise("email", email) for email in known if email))


def consents_of(customer, emails):
    """What a customer agreed to, by these addresses too, the latest first."""
    mine = Q(customer=customer) | Q(
        subscription__email_digest__in=[blind("email", email) for email in emails]
    )
    return Consent.objects.filter(mine).select_related("subscription").order_by("-pk")


def groups_of(customer_id: int | None) -> frozenset[int] | None:
    """The groups that an account is in; None for a guest, whom no address makes a member."""
    if customer_id is None:
        return None
    mine = GroupMember.objects.filter(customer=customer_id, customer__user__isnull=False)
    return frozenset(mine.values_list("group", flat=True))


def groups_listed():
    """All groups, each with how many members it has and the discounts that are for them."""
    counted = Count("members", filter=Q(members__customer__user__isnull=False))
    return CustomerGroup.objects.annotate(size=counted).prefetch_related("conditions__discount")


def members_of(group):
    """Who is in a group, the latest first; an account that is gone counts for nobody."""
    return group.members.filter(customer__user__isnull=False).select_related("customer")


def subscription_for_token(token):
    """The subscription that a letter's link ends. Raises Subscription.DoesNotExist."""
    return Subscription.objects.get(link_token=token)


def consent_for_link(text):
    """The step of the log that asked, with its subscription, as a confirming link names it; else None."""
    asked = Consent.objects.filter(pk=read_step(text), step=Consent.Step.ASKED)
    return asked.select_related("subscription").exclude(subscription=None).first()


def is_confirmable(consent):
    """Whether what was asked may still be confirmed: not too long ago, and not ended since."""
    log = consent.subscription.consents
    was_ended = log.filter(step=Consent.Step.WITHDRAWN, pk__gt=consent.pk).exists()
    return consent.at > clock.now() - LINK_LASTS and not was_ended


def forgettable_subscriptions():
    """Addresses that never confirmed, and that nobody asked for lately."""
    waiting = Subscription.objects.filter(status=SubscriptionStatus.WAITING)
    return waiting.exclude(consents__at__gt=clock.now() - WAITS_FOR)


def is_blocked(*, email, user=None):
    """Whether a blocked customer has this address, or this account."""
    theirs = Q(pk__in=find(Customer, "email", email)) | Q(
        user__emailaddress__email=normalise("email", email), user__emailaddress__verified=True
    )
    if user is not None:
        theirs |= Q(user=user)
    return Customer.objects.filter(theirs, blocked_at__isnull=False).exists()
