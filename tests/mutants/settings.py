"""The bugs planted in what is set about the shop."""

from tests.mutants.plants import Plant

DESK = "tests/commerce/shop/test_desk_settings.py"
SELLER = "tests/commerce/shop/test_seller.py"
SCREEN = "tests/commerce/backoffice/test_mails.py"
MAILS = "tests/emails/test_settings.py"
DRAFTS = "commerce/drafts/operations.py"

SETTING_PLANTS = [
    Plant(
        "settings",
        "an order is late after three days, whatever is set",
        "commerce/orders/facets.py",
        "timedelta(days=desk_settings().days_to_ship)",
        "timedelta(days=3)",
        (DESK, "is_late_after"),
    ),
    Plant(
        "settings",
        "new stock items begin with five",
        "commerce/stock/operations.py",
        '"threshold": desk_settings().low_at',
        '"threshold": 5',
        (DESK, "begin_with_the_threshold"),
    ),
    Plant(
        "settings",
        "a parcel can be called back for a quarter of an hour",
        "commerce/fulfilment/queries.py",
        "timedelta(minutes=desk_settings().undo_minutes)",
        "timedelta(minutes=15)",
        (DESK, "called_back"),
    ),
    Plant(
        "settings",
        "stock waits half an hour",
        "commerce/checkout/placing.py",
        "timedelta(minutes=locked.hold_minutes)",
        "timedelta(minutes=30)",
        (DESK, "stock_waits"),
    ),
    Plant(
        "settings",
        "fewer minutes hide payments that were begun before",
        "commerce/payments/reconcile.py",
        "max(AT_LEAST, 4 * stock_hold())",
        "4 * stock_hold()",
        (DESK, "provider_is_asked"),
    ),
    Plant(
        "settings",
        "a letter leaves the link as old as it is",
        DRAFTS,
        "draft.sent_at, draft.until = clock.now(), _link_until()",
        "draft.sent_at = clock.now()",
        (DESK, "link_keeps_its_day"),
    ),
    Plant(
        "settings",
        "the form knows no bounds",
        "commerce/shop/models.py",
        "[MinValueValidator(least), MaxValueValidator(most)]",
        "[]",
        (DESK, "out_of_bounds"),
    ),
    Plant(
        "settings",
        "a form that was opened before the first order changes its number",
        "commerce/backoffice/forms/shop.py",
        "if self.has_orders and any(self._was_sent_anew(name) for name in NUMBERS):",
        "if False:",
        (SELLER, "numbers_are_locked"),
    ),
    Plant(
        "settings",
        "the format may change while an order is placed",
        "commerce/shop/operations.py",
        "LIMIT 1 FOR SHARE",
        "LIMIT 1",
        (SELLER, "waits_and_is_refused"),
    ),
    Plant(
        "settings",
        "a prefix may end with a digit",
        "commerce/shop/rules.py",
        "(?:[A-Z0-9-]{0,7}[A-Z-])?",
        "[A-Z0-9-]{0,8}",
        (SELLER, "never_meet or misread"),
    ),
    Plant(
        "settings",
        "pages say who sold before",
        "content/receivers.py",
        """    \"\"\"Who sells stands below every page; Wagtail's own form saves it.\"\"\"
    note_layout()""",
        """    \"\"\"Who sells stands below every page; Wagtail's own form saves it.\"\"\"""",
        (SELLER, "forgets_what_pages_say"),
    ),
    Plant(
        "settings",
        "a name of two lines becomes a head of the mail",
        "emails/models.py",
        'NAME = r"^[^<>@\\x00-\\x1f\\x7f]*\\Z"',
        'NAME = r"^[^<>@]*\\Z"',
        (MAILS, "misread"),
    ),
    Plant(
        "settings",
        "a test goes to whomever the form says",
        "commerce/backoffice/viewsets/mails.py",
        "colleague=request.user)",
        "colleague=type(request.user)(pk=request.user.pk, email=request.POST.get('email', '')))",
        (SCREEN, "to_the_colleague_alone"),
    ),
    Plant(
        "settings",
        "a test looks like a real letter",
        "emails/wording.py",
        'return replace(words, subject=subject, unsubscribe_url="")',
        "return words",
        (SCREEN, "to_the_colleague_alone or way_out"),
    ),
    Plant(
        "settings",
        "a letter in a frame may run scripts",
        "commerce/backoffice/viewsets/mails.py",
        '    "sandbox": [],\n',
        "",
        (SCREEN, "do_nothing_else"),
    ),
]
