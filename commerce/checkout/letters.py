"""The letters of checkout against the testing of cards: to the buyer, and to staff."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from commerce.payments.guard import LINK_LASTS, WINDOW, sign_check
from commerce.payments.models import BuyerCheck
from commerce.payments.queries import declines_since
from emails.kinds import Kind
from emails.send import post
from emails.wording import link
from kinsite.accounts.queries import colleagues_with
from kinsite.foundation import clock
from kinsite.foundation.actors import SYSTEM


def ask_to_confirm_buyer(event):
    """BuyerAsked: a link by which the address is confirmed."""
    check = BuyerCheck.objects.get(pk=event.check_id)
    post(
        "buyer_check",
        to=check.email,
        about=check,
        locale=check.language,
        occurrence=check.asked_at.isoformat(),
        by=SYSTEM,
    )


def warn_of_card_testing(event):
    """CardsTested: tell each colleague who may set payments; one letter an hour."""
    hour = f"{clock.now():%Y-%m-%d %H}"
    for colleague in colleagues_with("commerce.change_paymentsettings"):
        post(
            "card_testing",
            to=colleague.email,
            about=("card_testing", hour),
            locale=settings.LANGUAGE_CODE,
            occurrence=f"to {colleague.pk}",
            by=SYSTEM,
        )


def check_words(letter):
    """The link that confirms the address."""
    check = BuyerCheck.objects.get(pk=int(letter.about_id))
    with override(letter.locale):
        return {"confirm_url": settings.SITE_URL + reverse("checkout_confirm", args=[sign_check(check)])}


def testing_words(letter):
    """How much was tried and declined in the hour before the letter is sent, and where to look."""
    with override(settings.LANGUAGE_CODE):
        return {**declines_since(clock.now() - WINDOW), "admin_url": link(reverse("orders:index"))}


def sample_check():
    """The same keys as check_words(), for previews."""
    return {"confirm_url": "https://example.com/checkout/confirm/sample/"}


def sample_testing():
    """The same keys as testing_words(), for previews."""
    return {"tried": 48, "declined": 41, "orders": 17, "admin_url": "https://example.com/admin/orders/"}


LETTERS = [
    Kind(
        name="buyer_check",
        context=check_words,
        sample=sample_check,
        placeholders={"confirm_url": "The link that confirms the address"},
        keeps_body=False,
        useful_for=LINK_LASTS,
    ),
    Kind(
        name="card_testing",
        context=testing_words,
        sample=sample_testing,
        placeholders={
            "tried": "How many cards were tried in the last hour",
            "declined": "How many of them were declined",
            "orders": "On how many orders",
            "admin_url": "The orders in the admin",
        },
    ),
]
