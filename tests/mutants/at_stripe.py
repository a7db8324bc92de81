"""The bugs planted where Stripe differs from what is easily believed."""

from tests.mutants.plants import NOTICES, Plant

JOURNEYS = "tests/journeys/test_at_stripe.py"
STRIPE_TAX = "tests/commerce/payments/test_stripe_tax.py"

AT_STRIPE_PLANTS = [
    Plant(
        "F07",
        "a notice of what has no id is refused",
        "commerce/payments/stripe/signature.py",
        'object_id = "" if about.get("object") == "balance" else str(about["id"])',
        'object_id = str(about["id"])',
        (NOTICES, "concerns_nobody"),
    ),
    Plant(
        "stripe",
        "only the lines that Stripe tells at once are taxed",
        "commerce/payments/stripe/tax.py",
        'while lines["has_more"]:',
        "while False:",
        (STRIPE_TAX, "long_cart"),
    ),
    Plant(
        "stripe",
        "every currency is believed to be counted as ours",
        "commerce/payments/stripe/amounts.py",
        "if DECIMALS.get(amount.currency, 2) != amount.exponent:",
        "if False:",
        ("tests/commerce/payments/test_amounts.py", "nothing_is_asked or ever_asked"),
    ),
    Plant(
        "stripe",
        "a card that asks for 3-D Secure is taken for one at work",
        "commerce/payments/stripe/reports.py",
        '"requires_action": PaymentStatus.PENDING',
        '"requires_action": PaymentStatus.PROCESSING',
        (JOURNEYS, "3d_secure"),
    ),
    Plant(
        "stripe",
        "what stays of a payment is not refunded",
        "commerce/payments/stripe/gateway.py",
        '{"payment_intent": intent_id, "amount": amount.minor, "metadata"',
        '{"payment_intent": intent_id, "amount": amount.minor - 1, "metadata"',
        (JOURNEYS, "refunded_in_part"),
    ),
    Plant(
        "stripe",
        "a wallet that is gone ends the purchase",
        "commerce/checkout/wallets.py",
        '"problem": problem.code})\n        return report',
        '"problem": problem.code})\n        raise',
        ("tests/security/test_s08_saved_cards.py", "hinders_nobody"),
    ),
    Plant(
        "stripe",
        "empty lines of an address are sent",
        "kinsite/static/js/checkout.js",
        "Object.keys(names).filter((name) => typed.get(name))",
        "Object.keys(names)",
        ("tests/browser/test_at_stripe.py", "declined"),
    ),
    Plant(
        "stripe",
        "the policy stops the frames of Stripe's wallet",
        "kinsite/settings/security.py",
        '["https://hooks.stripe.com", *link]',
        '["https://hooks.stripe.com"]',
        ("tests/kinsite/settings/test_policy.py", "wallet"),
    ),
]
