"""The bugs that are planted, one at a time: where, what instead of what, and which tests must see it."""

from dataclasses import dataclass

NOTICES = "tests/faults/test_f01_to_f12_notices.py"
BUYING = "tests/faults/test_f13_to_f23_buying.py"
WITHOUT_REDIS = "tests/faults/test_f33_f34_without_redis.py"
REFUNDING = "tests/faults/test_f40_f41_refunds.py"
MONEY_AND_GOODS = "tests/faults/test_f25_f28_money_and_goods.py"
KILLED = "tests/faults/test_f30_f31_killed.py"
REFUNDS = "tests/commerce/refunds/test_refunding.py"
REFUND_SCREENS = "tests/commerce/backoffice/test_refunds.py"
REFUND_RULES = "tests/commerce/refunds/test_rules.py"
HOSTILE = "tests/security/test_s52_hostile_text.py"
FOUNDATION_HOSTILE = "tests/kinsite/foundation/test_hostile_text.py"


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
        "nothing is locked while a payment is recorded",
        "commerce/checkout/operations.py",
        "    lock_cart_of(payment)\n"
        "    order = lock_order(payment.order_id)\n"
        "    payment = Payment.objects.select_for_update().get(pk=payment.pk)\n"
        "    payment.order = order\n"
        "    was =",
        "    order = Order.objects.get(pk=payment.order_id)\n"
        "    payment = Payment.objects.get(pk=payment.pk)\n"
        "    payment.order = order\n"
        "    was =",
        (NOTICES, "f01 or f04_notice_and_browser_in_the_same_moment or f32"),
    ),
    Plant(
        "F01",
        "who is at work on a cart keeps a change of its order from being withdrawn",
        "commerce/checkout/operations.py",
        'Cart.objects.select_for_update(no_key=True, of=("self",))',
        "Cart.objects.select_for_update()",
        ("tests/commerce/amendments/test_at_once.py", "at_work"),
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
        "Cart.objects.select_for_update(no_key=True).annotate(",
        "Cart.objects.annotate(",
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
        "    if payment.status in Payment.SECURED and was not in Payment.SECURED:\n"
        "        if order.is_waiting:",
        "    if payment.status in Payment.SECURED:\n        if True:",
        (NOTICES, "f32 or f04_notice_and_browser"),
    ),
    Plant(
        "F23",
        "units are held whether they are there or not",
        "commerce/stock/counters.py",
        'StockItem.objects.filter(on_hand__gte=F("allocated") + F("held") + each(steps, "held"))',
        "StockItem.objects.all()",
        (BUYING, "f23"),
    ),
    Plant(
        "F33",
        "a broker that is away fails the caller",
        "kinsite/foundation/tasks.py",
        "except Exception as problem:",
        "except KeyError as problem:",
        (WITHOUT_REDIS, "f33"),
    ),
    Plant(
        "F33",
        "the sweeper finds no letter that waits",
        "emails/delivery.py",
        "Q(status__in=Letter.WAITING, next_try_at__lte=now)\n        | Q(",
        "Q(",
        (WITHOUT_REDIS, "f33"),
    ),
    Plant(
        "F34",
        "a cache that is away fails the page",
        "kinsite/foundation/cache.py",
        "except (RedisError, OSError) as problem:",
        "except KeyError as problem:",
        (WITHOUT_REDIS, "f34"),
    ),
    Plant(
        "F34",
        "a mute cache is waited for",
        "kinsite/foundation/cache.py",
        "PATIENCE = 0.25",
        "PATIENCE = 5",
        (WITHOUT_REDIS, "f34"),
    ),
    Plant(
        "S52",
        "what the database can't keep is let in",
        "kinsite/foundation/middleware.py",
        "if any(UNSTORABLE.search(text) for text in texts):",
        "if False:",
        (FOUNDATION_HOSTILE, ""),
    ),
    Plant(
        "S52",
        "a report nested without end is not caught",
        "kinsite/views.py",
        ", RecursionError):",
        "):",
        (HOSTILE, "s52_no_report"),
    ),
    Plant(
        "S52",
        "a file name too long is not caught",
        "kinsite/views.py",
        "except OSError:",
        "except KeyError:",
        (HOSTILE, "s52_no_part_of_an_address"),
    ),
    Plant(
        "F40",
        "what a colleague did not see is ignored",
        "commerce/orders/operations.py",
        "if version is not None and order.version != version:",
        "if False:",
        (REFUNDING, "f40_of_those"),
    ),
    Plant(
        "F40",
        "a new key each time a refund is sent",
        "commerce/refunds/models.py",
        'return f"refund-{self.pk}-{self.attempt}"',
        'return f"refund-{self.pk}-{clock.now().timestamp()}"',
        (REFUNDS, "its_silence"),
    ),
    Plant(
        "F41",
        "a refund made in the dashboard is not kept",
        "commerce/checkout/following.py",
        "return adopt_refund(report=report, payment=payment)",
        "return None",
        (REFUNDING, "f41"),
    ),
    Plant(
        "F41",
        "what is set aside is not counted as gone",
        "commerce/payments/models.py",
        "self.captured_minor - self.refunded_minor - self.refunding_minor, self.currency",
        "self.captured_minor - self.refunded_minor, self.currency",
        (REFUNDS, "its_own_refund_takes_the_room"),
    ),
    Plant(
        "F41",
        "each unit is split anew, so that cents are lost",
        "commerce/refunds/rules.py",
        "return total(units[: self.before.quantity + quantity], whole.currency) - given",
        "return total(units[:quantity], whole.currency)",
        (REFUND_RULES, "ends_at_what_was_paid"),
    ),
    Plant(
        "F44",
        "a disputed payment is refunded all the same",
        "commerce/payments/queries.py",
        "not dispute.is_inquiry and dispute.status != DisputeStatus.WON for",
        "False for",
        ("tests/faults/test_f44_disputes.py", "f44_nothing_is_refunded or f44_a_lost_one"),
    ),
    Plant(
        "F30",
        "a new key each time a payment is begun",
        "commerce/payments/models.py",
        'return f"payment-{self.pk}-{self.attempt}"',
        'return f"payment-{self.pk}-{clock.now().timestamp()}"',
        (KILLED, "f30_the_click_is_killed_and_the_next_one_buys"),
    ),
    Plant(
        "F31",
        "the sweeper does not find a refund that was tried",
        "commerce/refunds/queries.py",
        "waiting.filter(Q(checked_at=None, asked_at__lte=moment) | Q(checked_at__lte=moment))",
        "waiting.filter(Q(checked_at=None, asked_at__lte=moment))",
        (KILLED, "f31_the_worker"),
    ),
    Plant(
        "F15",
        "the breaker never opens",
        "commerce/payments/stripe/gateway.py",
        "if not self._breaker.allows():",
        "if False:",
        ("tests/faults/test_f15_silent_gateway.py", "f15_after"),
    ),
    Plant(
        "F25",
        "nobody looks whether the goods are there",
        "commerce/checkout/operations.py",
        "lacks = lacking(quantities=quantities)",
        "lacks = []",
        (MONEY_AND_GOODS, "f25"),
    ),
    Plant(
        "F28",
        "a payment that a bank works on counts as paid",
        "commerce/payments/models.py",
        "SECURED = frozenset({PaymentStatus.AUTHORISED, PaymentStatus.SUCCEEDED})",
        "SECURED = frozenset(set(PaymentStatus) - {PaymentStatus.PENDING, PaymentStatus.CANCELLED})",
        (MONEY_AND_GOODS, "f28_the_goods_are_kept"),
    ),
    Plant(
        "F39",
        "what was given up is not begun anew",
        "kinsite/foundation/retries.py",
        "if state not in GIVEN_UP or attempt == TIMES:",
        "if True:",
        ("tests/faults/test_f39_given_up.py", "f39_adding"),
    ),
    Plant(
        "F40",
        "the form's version does not reach the refund, so that the same form twice is two",
        "commerce/backoffice/forms/refunds.py",
        '            "version": facts["version"],\n            "wish"',
        '            "version": None,\n            "wish"',
        (REFUND_SCREENS, "changed_order_says"),
    ),
    Plant(
        "S81",
        "the refund dialog asks for the right to look only",
        "commerce/backoffice/actions/orders.py",
        '    permission_required = "refund"\n    form_class',
        '    permission_required = "view"\n    form_class',
        (REFUND_SCREENS, "without_the_right"),
    ),
    Plant(
        "S81",
        "whoever may not refund cancels what was paid",
        "commerce/backoffice/actions/orders.py",
        "        if not self.may_cancel:\n            raise PermissionDenied\n",
        "",
        (REFUND_SCREENS, "may_not_refund"),
    ),
    Plant(
        "S81",
        "a limit is passed in several steps",
        "commerce/refunds/queries.py",
        "return amount + Money(before, order.currency) > limit",
        "return amount > limit",
        (REFUNDS, "several_steps"),
    ),
]
