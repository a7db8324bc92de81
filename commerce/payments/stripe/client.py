"""The client every call to Stripe goes through, and what its answers mean to us."""

import logging

import stripe
from django.conf import settings

from commerce.errors import GatewayError, GatewayRefused

logger = logging.getLogger(__name__)

# A second request with the same key while the first still runs; nothing happened by this one.
IN_FLIGHT = "idempotency_key_in_use"


class InFlight(GatewayError):
    """Another call with the same key is still at work: that is an answer, if not to the question."""


def make_client() -> stripe.StripeClient:
    """A client that never waits longer than STRIPE_TIMEOUT and never tries again by itself."""
    host = getattr(settings, "STRIPE_API_HOST", None)
    addresses = {"base_addresses": dict.fromkeys(("api", "files", "connect", "meter_events"), host)}
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        stripe_version=settings.STRIPE_API_VERSION,
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT),
        **(addresses if host else {}),
    )


def ask(call, *arguments):
    """Call Stripe. GatewayError where it may have acted, GatewayRefused where it did not."""
    try:
        return call(*arguments)
    except (stripe.APIConnectionError, stripe.RateLimitError) as problem:
        raise GatewayError(type(problem).__name__) from problem
    except stripe.StripeError as problem:
        status, code = (
            problem.http_status or 0,
            getattr(problem.error, "code", None) or problem.code or "",
        )
        if code == IN_FLIGHT:
            raise InFlight(code) from problem
        if status >= 500 or not status:
            raise GatewayError(f"{status} {code}") from problem
        logger.warning("stripe refused", extra={"status": status, "code": code})
        raise GatewayRefused(code or str(status), problem.user_message or "") from problem
