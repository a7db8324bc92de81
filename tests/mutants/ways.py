"""The bugs planted in the payment settings: ways to pay, statements, keys, and what is said of a payment."""

from tests.mutants.plants import Plant

WAYS = "tests/commerce/checkout/test_ways_to_pay.py"
SCREEN = "tests/commerce/backoffice/test_payment_settings.py"
KEYS = "tests/commerce/payments/test_keys.py"
STATEMENTS = "tests/commerce/payments/test_statements.py"
RETURN = "tests/commerce/storefront/test_return_page.py"
PAST = "tests/kinsite/demo/test_history.py"
GATEWAY = "commerce/payments/stripe/gateway.py"
CHECKOUT = "commerce/checkout/operations.py"
ORDER_PAGE = "commerce/storefront/order_page.py"

WAY_PLANTS = [
    Plant(
        "ways",
        "what is off is hidden only",
        GATEWAY,
        '"excluded_payment_method_types": list(excluded_methods),',
        '"excluded_payment_method_types": [],',
        (WAYS, "refused_by_the_provider"),
    ),
    Plant(
        "ways",
        "each try asks for the ways that are set by then",
        CHECKOUT,
        "excluded_methods=payment.excluded_methods,",
        "excluded_methods=PaymentSettings.load().excluded_methods,",
        (WAYS, "between_two_tries"),
    ),
    Plant(
        "ways",
        "each try asks for the suffix that is set by then",
        CHECKOUT,
        "statement_suffix=payment.statement_suffix,",
        "statement_suffix=PaymentSettings.load().statement_suffix,",
        (WAYS, "between_two_tries"),
    ),
    Plant(
        "ways",
        "after a refusal the same is asked for again",
        "commerce/payments/operations.py",
        '{"attempt": payment.attempt + 1, **PaymentSettings.load().ways}',
        '{"attempt": payment.attempt + 1}',
        (WAYS, "refusal_for_certain"),
    ),
    Plant(
        "ways",
        "a page may offer what is off",
        CHECKOUT,
        "if without is not None and set(without) != set(payment.excluded_methods):",
        "if False:",
        (WAYS, "switched_off_since"),
    ),
    Plant(
        "ways",
        "the page of a payment that was begun shows what is set by now",
        "commerce/payments/queries.py",
        "return settings.excluded_methods if kept is None else kept,",
        "return settings.excluded_methods,",
        (WAYS, "keeps_its_ways"),
    ),
    Plant(
        "ways",
        "a method that is off is asked to be captured later",
        GATEWAY,
        "if captures_later and name not in excluded_methods]",
        "if captures_later]",
        (WAYS, "captured_later"),
    ),
    Plant(
        "statement",
        "the sign between prefix and suffix is not counted",
        "commerce/payments/statements.py",
        "return LONGEST - len(SEPARATOR) - (len(prefix) or LONGEST_PREFIX)",
        "return LONGEST - (len(prefix) or LONGEST_PREFIX)",
        (STATEMENTS, "every_rule or no_room or room"),
    ),
    Plant(
        "statement",
        "digits alone are taken",
        "commerce/payments/statements.py",
        'return "" if _LETTER.search(suffix) else LACKS_LETTER',
        'return ""',
        (STATEMENTS, "every_rule or its_words"),
    ),
    Plant(
        "statement",
        "the account's prefix is not asked for",
        "commerce/backoffice/forms/payments.py",
        "if len(suffix) > room_after(prefix):",
        "if False:",
        (SCREEN, "no_statement_takes or any_prefix"),
    ),
    Plant(
        "keys",
        "a key is shown whole",
        "commerce/payments/keys.py",
        'found["rest"][-TOLD:] if',
        'found["rest"] if',
        (KEYS, "outline"),
    ),
    Plant(
        "keys",
        "a live key at a stand-in counts as real",
        "commerce/payments/keys.py",
        "return mode_of(secret_key) == Mode.LIVE and not host",
        "return mode_of(secret_key) == Mode.LIVE",
        (KEYS, "money_is_real"),
    ),
    Plant(
        "keys",
        "a log tells the secret key",
        "kinsite/foundation/logging.py",
        r"\b(sk|rk|pk)_(live|test)_\w+",
        r"\b(rk|pk)_(live|test)_\w+",
        (SCREEN, "no_log_tells"),
    ),
    Plant(
        "keys",
        "keys of two modes pass",
        "commerce/backoffice/keys_panel.py",
        "elif mode_of(key) != mode_of(secret):",
        "elif False:",
        (SCREEN, "two_modes"),
    ),
    Plant(
        "keys",
        "whoever sees no orders is told of test mode",
        "commerce/templatetags/backoffice.py",
        " and user.has_perm(VIEW_ORDERS)",
        "",
        (SCREEN, "not_told"),
    ),
    Plant(
        "said",
        "what is reserved is said to be paid",
        "templates/commerce/orders/thanks.html",
        "{% if order.is_charged_later %}",
        "{% if False %}",
        (RETURN, "only_reserved"),
    ),
    Plant(
        "said",
        "an order cancelled after it was paid is said to have cost nothing",
        ORDER_PAGE,
        "if order.paid_at:",
        "if False:",
        (RETURN, "after_it_was_paid"),
    ),
    Plant(
        "said",
        "an order given up after declines is said to be late",
        ORDER_PAGE,
        "return Stage.GIVEN_UP if payment.decline_code else Stage.ENDED",
        "return Stage.ENDED",
        (RETURN, "after_declines or then_left"),
    ),
    Plant(
        "said",
        "the demo's past has no notices",
        "kinsite/demo/history.py",
        '_tell_of(payment, "succeeded")',
        "finish_checkout(payment=payment, by=SYSTEM)",
        (PAST, "fresh_demo or told_of"),
    ),
]
