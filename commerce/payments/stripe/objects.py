"""Stripe's own objects, fetched for the mirror in the worker."""

import stripe
from django.conf import settings


def fetch_intent(intent_id):
    return stripe.PaymentIntent.retrieve(intent_id, **_request())


def fetch_charge(charge_id):
    return stripe.Charge.retrieve(charge_id, expand=["balance_transaction"], **_request())


def _request():
    """dj-stripe reads the module's own client, so its timeout is set here too."""
    if stripe.default_http_client is None:
        stripe.default_http_client = stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT)
    return {"api_key": settings.STRIPE_SECRET_KEY, "stripe_version": settings.STRIPE_API_VERSION}
