"""Reads of credit: the cards of a cart, what a customer has, and what an order was paid with."""

from django.db.models import Case, Q, Sum, Value, When

from commerce.credit.models import CartCredit, CreditAccount, CreditKind, CreditUse, Standing
from commerce.credit.operations import token_of
from commerce.credit.rules import Card, card_code_from
from commerce.customers.models import Customer
from commerce.money import Money
from kinsite.foundation import clock
from kinsite.foundation.models import find


def card_with_code(text: str) -> CreditAccount | None:
    """The gift card of a code in whatever spelling, or None."""
    code = card_code_from(text)
    return CreditAccount.objects.filter(code_token=token_of(code)).first() if code else None


def cards_of(cart) -> list[Card]:
    """The cards that a cart is to be paid with, in the order they were entered.

    What the cart's own waiting order set aside is still theirs to spend. Somebody else's store credit is not:
    whoever signed out, or in as another, leaves it behind.
    """
    theirs = Q(account__customer=None) | Q(account__customer=cart.customer_id)
    kept = CartCredit.objects.filter(theirs, cart=cart).select_related("account").order_by("pk")
    accounts = [held.account for held in kept]
    if not accounts:
        return []
    own = CreditUse.objects.filter(
        order__cart=cart, order__status="placed", account__in=accounts, given_back_at=None
    )
    waiting = dict(own.values("account").annotate(sum=Sum("amount_minor")).values_list("account", "sum"))
    return [card_of(account, waiting.get(account.pk, 0)) for account in accounts]


def card_of(account: CreditAccount, waiting: int = 0) -> Card:
    """An account as a quote sees it."""
    return Card(
        account_id=account.pk,
        kind=account.kind,
        last4=account.last4,
        currency=account.currency,
        balance=Money(account.balance_minor + waiting, account.currency),
        is_disabled=account.is_disabled,
        expires_at=account.expires_at,
    )


def store_credit_of(customer_id: int | None, currency: str) -> CreditAccount | None:
    """A customer's store credit in a currency, or None."""
    if customer_id is None:
        return None
    owned = CreditAccount.objects.filter(kind=CreditKind.STORE_CREDIT, currency=currency)
    return owned.filter(customer=customer_id).first()


def store_credits_of_user(user):
    """An account's store credit in each currency, with its entries."""
    owned = CreditAccount.objects.filter(customer__user=user, kind=CreditKind.STORE_CREDIT)
    return owned.prefetch_related("entries").order_by("currency")


def uses_of(order) -> list[CreditUse]:
    """What an order took of which accounts, in the order they were entered."""
    return list(CreditUse.objects.filter(order=order).select_related("account").order_by("pk"))


def credit_listed():
    """Gift cards and store credit for a list, with their owners, and how each stands now as `standing`."""
    standing = Case(
        When(is_disabled=True, then=Value(Standing.DISABLED)),
        When(expires_at__lte=clock.now(), then=Value(Standing.EXPIRED)),
        When(balance_minor=0, then=Value(Standing.USED_UP)),
        default=Value(Standing.USABLE),
    )
    return CreditAccount.objects.select_related("customer").annotate(standing=standing)


def credit_found_by(text: str) -> Q:
    """Which accounts a colleague means: a card's code, its last four characters, or an e-mail address."""
    if code := card_code_from(text):
        return Q(code_token=token_of(code))
    owners = find(Customer, "email", text)
    return Q(last4=text.strip().upper()) & ~Q(last4="") | Q(customer__in=owners)


def owed() -> list[Money]:
    """What the shop owes on cards and credit that can still be spent, by currency."""
    usable = credit_listed().filter(standing=Standing.USABLE)
    sums = usable.order_by("currency").values_list("currency").annotate(sum=Sum("balance_minor"))
    return [Money(minor, currency) for currency, minor in sums]
