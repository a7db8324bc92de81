"""The payment provider in use. Which one is a setting; nothing else of the shop knows it."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

# So many calls in a row without an answer, and a job leaves the rest to its next run.
PATIENCE = 3

GATEWAYS = {"stripe": "commerce.payments.stripe.gateway.StripeGateway"}


@lru_cache(maxsize=2)
def _build(name):
    return import_string(GATEWAYS[name])()


def gateway():
    """The gateway that PAYMENT_GATEWAY names; it speaks every protocol of protocols.py."""
    return _build(settings.PAYMENT_GATEWAY)
