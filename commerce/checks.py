"""Django checks that stop a shop set up dangerously."""

from django.conf import settings
from django.core.checks import Error, register

from commerce.pricing.calculators import CALCULATORS, TABLE


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


@register
def the_tax_calculator_is_known(app_configs, **kwargs):
    """Refuse a calculator that nobody wrote: every checkout would fail."""
    names = [TABLE, *CALCULATORS]
    if settings.TAX_CALCULATOR in names:
        return []
    return [Error(f"TAX_CALCULATOR is one of {', '.join(names)}.", id="commerce.E002")]
