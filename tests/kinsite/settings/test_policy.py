"""Whom the checkout page lets in: Stripe where it is used, the stand-in where not, and nobody else."""

from kinsite.settings.security import checkout_policy

OWN = {"'self'", "'none'", "/csp-report/"}


def outsiders(policy):
    return {name: set(words) - OWN for name, words in policy.items() if set(words) - OWN}


def test_stripe_and_its_wallet_are_let_in_as_stripe_documents():
    """https://docs.stripe.com/security/guide#content-security-policy"""
    link = {"https://link.com", "https://*.link.com"}
    scripts = {"https://js.stripe.com", "https://*.js.stripe.com"}
    assert outsiders(checkout_policy("https://js.stripe.com/dahlia/stripe.js", "https://api.stripe.com")) == {
        "script-src": scripts,
        "frame-src": scripts | {"https://hooks.stripe.com"} | link,
        "connect-src": {"https://api.stripe.com"} | link,
        "img-src": {"https://*.stripe.com"},
    }


def test_a_stand_in_takes_the_place_of_stripe():
    here = {"http://127.0.0.1:8001"}
    policy = checkout_policy("http://127.0.0.1:8001/dahlia/stripe.js", "http://127.0.0.1:8001")
    assert outsiders(policy) == dict.fromkeys(["script-src", "frame-src", "connect-src", "img-src"], here)
