"""The writers of credit. Each step of a balance is one guarded update and one entry, in one transaction.

Accounts are locked after an order and before its stock, by id, so that no two orders wait for each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, Sum

from commerce.credit.letters import send_gift_card
from commerce.credit.models import CartCredit, CreditAccount, CreditEntry, CreditKind, CreditUse
from commerce.credit.rules import Paid, card_code_from, new_code
from commerce.errors import (
    CreditMoved,
    FormSpent,
    IssuedTooMuch,
    NothingToIssue,
    RefundTooLarge,
    TooManyCards,
)
from commerce.events import CreditGiven
from commerce.money import Money
from kinsite.accounts.models import User
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM, Actor
from kinsite.foundation.announce import announce
from kinsite.foundation.crypto import blind
from kinsite.foundation.retries import begun_anew

MOST_CARDS = 5
A_DAY = timedelta(days=1)
What = CreditEntry.What


@dataclass(frozen=True, slots=True)
class Issued:
    """A new gift card, and its code, which nobody can be told again."""

    account: CreditAccount
    code: str


def token_of(code: str) -> str:
    """The blind token of a gift card's code, as card_code_from() gives it."""
    return blind("gift-card", code)


@begun_anew
@transaction.atomic
def issue_gift_card(
    *,
    money: Money,
    by: Actor,
    reason: str = "",
    expires_at: datetime | None = None,
    code: str = "",
    limit: Money | None = None,
    send_to: str = "",
    message: str = "",
    language: str = "",
) -> Issued:
    """A new gift card; asked twice for a code there is one. Without a code it gets one of 80 random bits.

    With an address to send it to, a letter in a language brings it there. Raises NothingToIssue;
    IssuedTooMuch where a colleague has passed `limit`, see within().
    """
    if money.minor <= 0:
        raise NothingToIssue
    code = code or new_code()
    letters = card_code_from(code)
    account, is_new = CreditAccount.objects.get_or_create(
        code_token=token_of(letters),
        defaults={
            "kind": CreditKind.GIFT_CARD,
            "currency": money.currency,
            "last4": letters[-4:],
            "expires_at": expires_at,
            "created_at": clock.now(),
        },
    )
    if is_new:
        # Of a form that was sent before the answer stands, whatever was issued since.
        within(limit, money, by)
        _put(account.pk, money.minor, What.ISSUED, by=by, reason=reason, message=message)
        account.refresh_from_db()
        if send_to:
            send_gift_card(account=account, code=code, to=send_to, message=message, language=language, by=by)
    return Issued(account, code)


@begun_anew
@transaction.atomic
def give_store_credit(
    *, customer, money: Money, by: Actor, what=What.ISSUED, document: str = "", reason: str = ""
) -> CreditAccount:
    """Add to a customer's store credit, which is made at its first need. Raises NothingToIssue."""
    if money.minor <= 0:
        raise NothingToIssue
    account = _store_credit_of(customer, money.currency)
    _put(account.pk, money.minor, what, document=document, reason=reason, by=by)
    account.refresh_from_db()
    return account


@begun_anew
@transaction.atomic
def grant_store_credit(
    *, customer, money: Money, key: str, by: Actor, reason: str, message: str = "", limit: Money | None = None
) -> CreditAccount:
    """Store credit that a colleague gives, and a letter about it; asked twice under a key, it is given once.

    Raises NothingToIssue; FormSpent where something else was given under the key; IssuedTooMuch where the
    colleague has passed `limit`, see within().
    """
    if money.minor <= 0:
        raise NothingToIssue
    account = _store_credit_of(customer, money.currency)
    # Locked before the key is looked for: of two presses of one button the second waits and finds it.
    account = CreditAccount.objects.select_for_update().get(pk=account.pk)
    known = CreditEntry.objects.filter(key=key).first()
    if known and (known.account_id, known.amount_minor) != (account.pk, money.minor):
        raise FormSpent
    if not known:
        within(limit, money, by)
        entry = _put(account.pk, money.minor, What.ISSUED, reason=reason, message=message, by=by, key=key)
        announce(CreditGiven(entry.pk))
        account.refresh_from_db()
    return account


def within(limit: Money | None, money: Money, by: Actor) -> None:
    """Raise IssuedTooMuch where one colleague issues more of a currency in a day than `limit`.

    Two windows of one colleague wait for each other here, since each alone could be within it.
    """
    if limit is None:
        return
    User.objects.select_for_update(no_key=True).get(pk=by.id)
    lately = CreditEntry.objects.filter(
        what=What.ISSUED,
        actor_kind=by.kind,
        actor_id=by.id,
        account__currency=money.currency,
        at__gt=clock.now() - A_DAY,
    )
    before = lately.aggregate(sum=Sum("amount_minor", default=0))["sum"]
    if money + Money(before, money.currency) > limit:
        raise IssuedTooMuch(limit, Money(before, money.currency))


@begun_anew
@transaction.atomic
def disable_credit(*, account: CreditAccount, by: Actor, reason: str = "") -> None:
    """Nothing is paid with it any more; what is on it stays owed until somebody decides. Done once."""
    changed = CreditAccount.objects.filter(pk=account.pk, is_disabled=False).update(is_disabled=True)
    if changed:
        _note(account.pk, 0, What.DISABLED, by=by, reason=reason)


@transaction.atomic
def keep_credit(*, cart, account: CreditAccount) -> None:
    """Keep a card with a cart; one that is there stays. The caller has locked the cart."""
    if CartCredit.objects.filter(cart=cart).exclude(account=account).count() >= MOST_CARDS:
        raise TooManyCards
    CartCredit.objects.get_or_create(cart=cart, account=account)


@transaction.atomic
def drop_credit(*, cart, account_id: int) -> None:
    """Take a card out of a cart; one that is out already stays out."""
    CartCredit.objects.filter(cart=cart, account=account_id).delete()


@transaction.atomic
def pour_credit(*, guest, target) -> None:
    """The cards of a guest's cart join those of the customer's, as many as it holds."""
    known = list(CartCredit.objects.filter(cart=target).values_list("account", flat=True))
    new = CartCredit.objects.filter(cart=guest).exclude(account__in=known)
    CartCredit.objects.bulk_create(
        CartCredit(cart=target, account_id=held.account_id) for held in new[: max(MOST_CARDS - len(known), 0)]
    )
    CartCredit.objects.filter(cart=guest).delete()


@transaction.atomic
def set_aside(*, order, paid: Iterable[Paid], by: Actor) -> None:
    """Take what cards pay of an order off their balances; asked again for the same order, nothing more.

    One statement a card checks and takes, so that two orders can't spend the same money. Raises CreditMoved
    where something was spent since the quote, or the card ended.
    """
    taken = sorted((share for share in paid if share.amount), key=lambda share: share.card.account_id)
    if not taken or CreditUse.objects.filter(order=order).exists():
        return
    for share in taken:
        pk, minor = share.card.account_id, share.amount.minor
        _take(pk, minor, document=order.number, by=by)
        CreditUse.objects.create(order=order, account_id=pk, amount_minor=minor, used_at=clock.now())


@transaction.atomic
def give_back_credit(*, order, by: Actor = SYSTEM) -> None:
    """An order that was never paid used nothing; asked twice, it is given back once."""
    uses = CreditUse.objects.filter(order=order, given_back_at=None)
    for use in uses.order_by("account"):
        given = CreditUse.objects.filter(pk=use.pk, given_back_at=None)
        if given.update(given_back_at=clock.now()):
            _put(use.account_id, use.amount_minor, What.GIVEN_BACK, document=order.number, by=by)


@transaction.atomic
def keep_for_refund(*, use_id: int, minor: int) -> None:
    """Set aside of what an order took, for a refund; below zero frees it. Raises RefundTooLarge."""
    uses = CreditUse.objects.filter(pk=use_id, given_back_at=None)
    if minor > 0:
        uses = uses.filter(amount_minor__gte=F("refunded_minor") + F("refunding_minor") + minor)
    if not uses.update(refunding_minor=F("refunding_minor") + minor):
        raise RefundTooLarge


@transaction.atomic
def settle_use(*, use: CreditUse, minor: int) -> None:
    """What was set aside of a use for a refund is refunded."""
    CreditUse.objects.filter(pk=use.pk).update(
        refunding_minor=F("refunding_minor") - minor, refunded_minor=F("refunded_minor") + minor
    )


@transaction.atomic
def refund_to_credit(*, use: CreditUse, money: Money, customer, document: str, by: Actor) -> CreditAccount:
    """Refund what was set aside of a use to the card that paid; returns the account that has it now.

    Where the card ended it becomes the customer's store credit.
    """
    settle_use(use=use, minor=money.minor)
    account = CreditAccount.objects.select_for_update().get(pk=use.account_id)
    if not account.is_usable(clock.now()):
        return give_store_credit(customer=customer, money=money, what=What.REFUNDED, document=document, by=by)
    _put(account.pk, money.minor, What.REFUNDED, document=document, by=by)
    return account


@transaction.atomic
def give_credit(*, customer, guest, by: Actor = SYSTEM) -> None:
    """Give a guest's store credit to the account of the same, proven, e-mail address."""
    owned = CreditAccount.objects.select_for_update().filter(customer=guest).order_by("pk")
    for account in owned:
        own = CreditAccount.objects.filter(customer=customer, currency=account.currency).first()
        if own is None:
            CreditAccount.objects.filter(pk=account.pk).update(customer=customer)
        elif account.balance_minor:
            moved = account.balance_minor
            CreditAccount.objects.filter(pk=account.pk).update(balance_minor=0)
            _note(account.pk, -moved, What.MOVED, by=by)
            _put(own.pk, moved, What.MOVED, by=by)


def _store_credit_of(customer, currency):
    account, _is_new = CreditAccount.objects.get_or_create(
        customer=customer,
        currency=currency,
        kind=CreditKind.STORE_CREDIT,
        defaults={"created_at": clock.now()},
    )
    return account


def _take(pk, minor, *, document, by):
    lasting = Q(expires_at=None) | Q(expires_at__gt=clock.now())
    good = CreditAccount.objects.filter(lasting, pk=pk, is_disabled=False, balance_minor__gte=minor)
    if not good.update(balance_minor=F("balance_minor") - minor):
        raise CreditMoved
    _note(pk, -minor, What.SPENT, document=document, by=by)


def _put(pk, minor, what, **note):
    CreditAccount.objects.filter(pk=pk).update(balance_minor=F("balance_minor") + minor)
    return _note(pk, minor, what, **note)


def _note(pk, minor, what, *, by, document="", reason="", message="", key=""):
    """Write a step down. The balance was moved in this transaction, so its row is locked and exact."""
    return CreditEntry.objects.create(
        account_id=pk,
        what=what,
        amount_minor=minor,
        balance_minor=CreditAccount.objects.values_list("balance_minor", flat=True).get(pk=pk),
        document=document,
        reason=reason,
        message=message,
        key=key,
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label,
        at=clock.now(),
    )
