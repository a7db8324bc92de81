"""dj-stripe's mirror of Stripe's objects, kept by the worker. Nothing of the shop is decided by it."""

import logging

from djstripe.models import Charge, PaymentIntent

from commerce.payments.stripe.objects import fetch_charge, fetch_intent

logger = logging.getLogger(__name__)


def mirror_intent(intent_id):
    """Mirror a PaymentIntent and its latest charge, as they are now."""
    intent = fetch_intent(intent_id)
    PaymentIntent.sync_from_stripe_data(intent)
    charge_id = intent.to_dict().get("latest_charge")
    if charge_id:
        Charge.sync_from_stripe_data(fetch_charge(charge_id))
