"""Readers of the newsletter, made as they make themselves."""

from commerce.customers.models import Consent, Subscription
from commerce.customers.newsletter import sign_step
from commerce.customers.operations import ask_for_news, confirm_news, withdraw_news
from kinsite.foundation.actors import GUEST


def make_asked(email="anna@example.com", language="en") -> Subscription:
    """An address that somebody entered and nobody confirmed."""
    return ask_for_news(email=email, language=language, source="newsletter")


def make_reader(email="anna@example.com", language="en") -> Subscription:
    """An address that was confirmed."""
    return confirm_news(consent=latest_ask(make_asked(email, language)), language=language, by=GUEST)


def make_former_reader(email="anna@example.com") -> Subscription:
    return withdraw_news(subscription=make_reader(email), source="letter", by=GUEST)


def latest_ask(subscription) -> Consent:
    return subscription.consents.filter(step=Consent.Step.ASKED).select_related("subscription").first()


def confirm_path(subscription) -> str:
    """Where the letter of the latest ask leads."""
    return f"/newsletter/confirm/{sign_step(latest_ask(subscription))}/"


def unsubscribe_path(subscription) -> str:
    return f"/unsubscribe/{subscription.link_token}/"


def log_of(subscription) -> list[tuple[str, str]]:
    """Each step of an address and where it was taken, the first one first."""
    return list(subscription.consents.order_by("pk").values_list("step", "source"))
