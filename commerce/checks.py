"""Django checks that stop a shop set up dangerously."""

from django.conf import settings
from django.core.checks import Error, register


@register
def live_keys_speak_with_stripe_only(app_configs, **kwargs):
    """Refuse a live key beside a stand-in for Stripe: one of the two is a mistake."""
    host = getattr(settings, "STRIPE_API_HOST", "")
    if host and "_live_" in settings.STRIPE_SECRET_KEY:
        return [
            Error(
                "STRIPE_API_HOST points away from Stripe while STRIPE_SECRET_KEY is a live key.",
                hint="Unset STRIPE_API_HOST to go live, or use test keys.",
                id="commerce.E001",
            )
        ]
    return []
