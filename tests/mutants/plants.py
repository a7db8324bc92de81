"""The bugs that are planted, one at a time: where, what instead of what, and which tests must see it."""

from dataclasses import dataclass

NOTICES = "tests/faults/test_f01_to_f12_notices.py"
BUYING = "tests/faults/test_f13_to_f23_buying.py"


@dataclass(frozen=True)
class Plant:
    """A bug in `file`; `tests` (a file and words for -k) must turn red."""

    case: str
    what: str
    file: str
    old: str
    new: str
    tests: tuple[str, str]


PLANTS = [
    Plant(
        "F01",
        "the order is not locked while a payment is recorded",
        "commerce/orders/operations.py",
        'Order.objects.select_for_update(of=("self",)).select_related("market__price_list")',
        'Order.objects.select_related("market__price_list")',
        (NOTICES, "f01 or f04_notice_and_browser_in_the_same_moment or f32"),
    ),
    Plant(
        "F04",
        "a notice finds its payment by the stored id alone",
        "commerce/payments/queries.py",
        "if known or not report.payment_reference.isdecimal():",
        "if True:",
        (NOTICES, "f04_a_notice_that_overtakes"),
    ),
    Plant(
        "F05",
        "reconciliation forgets payments nobody asked about",
        "commerce/payments/queries.py",
        "return (never | waiting.filter(checked_at__lte=moment))",
        "return (waiting.filter(checked_at__lte=moment))",
        (NOTICES, "f05_neither"),
    ),
    Plant(
        "F07",
        "the signature is not checked",
        "commerce/payments/stripe/signature.py",
        "if not any(_is_signed(text, signature, secret) for secret in secrets):",
        "if False:",
        (NOTICES, "f07_a_forged"),
    ),
    Plant(
        "F07",
        "a timestamp of the future is believed",
        "commerce/payments/stripe/signature.py",
        "return int(stamp) <= clock.now().timestamp() + NEWEST_SECONDS",
        "return bool(stamp)",
        (NOTICES, "f07_a_forged"),
    ),
    Plant(
        "F10",
        "live and test notices mix",
        "commerce/payments/stripe/gateway.py",
        "if is_live != settings.STRIPE_LIVE_MODE:",
        "if False:",
        (NOTICES, "f10_a_live"),
    ),
    Plant(
        "F12",
        "a notice whose work failed is settled",
        "commerce/tasks.py",
        "        inbox.put_back(row, type(problem).__name__)\n        raise",
        "        inbox.put_back(row, type(problem).__name__)",
        (NOTICES, "f12_a_notice_whose_work_failed"),
    ),
    Plant(
        "amount",
        "the provider's amount is trusted",
        "commerce/payments/operations.py",
        "if report.amount != payment.amount:",
        "if False:",
        (NOTICES, "an_amount_altered"),
    ),
    Plant(
        "amount",
        "what was captured is not compared",
        "commerce/payments/operations.py",
        "if report.status == PaymentStatus.SUCCEEDED and report.captured != payment.amount:",
        "if False:",
        (NOTICES, "an_amount_altered"),
    ),
    Plant(
        "F13",
        "every try has a key of its own",
        "commerce/payments/models.py",
        'return f"payment-{self.pk}-{self.attempt}"',
        'return f"payment-{self.pk}-{clock.now().timestamp()}"',
        (BUYING, "f13"),
    ),
    Plant(
        "F17",
        "the cart is not locked while its order is placed",
        "commerce/checkout/placing.py",
        "Cart.objects.select_for_update().get(pk=cart.pk)",
        "Cart.objects.get(pk=cart.pk)",
        (BUYING, "f17"),
    ),
    Plant(
        "F18 F19",
        "what was agreed to is not compared",
        "commerce/checkout/operations.py",
        "if quote.digest != details.agreed:",
        "if False:",
        (BUYING, "f18 or f19"),
    ),
    Plant(
        "F32",
        "a paid order is paid again",
        "commerce/checkout/operations.py",
        "        if order.is_waiting:\n            _pay(",
        "        if True:\n            _pay(",
        (NOTICES, "f32 or f04_notice_and_browser"),
    ),
]
