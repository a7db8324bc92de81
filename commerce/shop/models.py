"""Settings that several slices read. Each says in its help what it changes, and from when."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

from commerce.shop.rules import DIGITS, LONGEST_PREFIX, PREFIX

DIALLED = r"^\+?[0-9][0-9 ()/.-]{3,}\Z"
PREFIXES = ("order_prefix", "invoice_prefix", "credit_note_prefix")
# What no order may find changed once there is one.
NUMBERS = (*PREFIXES, "order_digits")
# The least and the most of each delay and threshold.
BOUNDS = {
    "days_to_ship": (1, 30),
    "undo_minutes": (0, 240),
    "low_at": (0, 10_000),
    "hold_minutes": (10, 120),
    "warn_hours": (6, 96),
    "link_days": (1, 180),
    "difference_days": (1, 30),
}


def _bounded(name, label, default, help_text):
    least, most = BOUNDS[name]
    validators = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(
        label, default=default, validators=validators, help_text=help_text
    )


class DeskSettings(BaseGenericSetting):
    """From when something is late or low, and how long something waits."""

    days_to_ship = _bounded(
        "days_to_ship",
        _("days to ship"),
        3,
        _(
            "So many days after its payment an order counts as late that bears no promised day. Between "
            "1 and 30. Counts at once, for open orders too."
        ),
    )
    undo_minutes = _bounded(
        "undo_minutes",
        _("minutes to undo a hand-over"),
        15,
        _(
            "So long a parcel that was handed over can be called back. Up to 240; with 0 never. Counts at "
            "once, for parcels handed over before too."
        ),
    )
    low_at = _bounded(
        "low_at",
        _("stock is low at"),
        5,
        _(
            "At or below so many units new stock items count as low. Up to 10,000. Items that are there keep "
            "their own number; it is changed in the stock list or the grid."
        ),
    )
    hold_minutes = _bounded(
        "hold_minutes",
        _("minutes that stock waits for a payment"),
        30,
        _(
            "So long goods are kept for an order that is not paid yet; then it is given up. Between 10 and "
            "120. Counts for payments begun from now on."
        ),
    )
    warn_hours = _bounded(
        "warn_hours",
        _("hours to warn before an authorisation ends"),
        24,
        _(
            "Who may change orders gets a letter so long before reserved money is lost that nobody took. "
            "Between 6 and 96. Counts at once, once for each payment."
        ),
    )
    link_days = _bounded(
        "link_days",
        _("days that a prepared order's link is good"),
        30,
        _("Between 1 and 180. Counts for links made or mailed from now on; those before keep their day."),
    )
    difference_days = _bounded(
        "difference_days",
        _("days that the difference of a change can be paid"),
        3,
        _(
            "So long an order whose change is dearer waits, on hold; then it stays as it was. Between 1 and "
            "30. Counts for changes asked for from now on."
        ),
    )

    class Meta:
        verbose_name = _("delays and thresholds")
        constraints = [
            models.CheckConstraint(condition=Q(**{f"{name}__range": bounds}), name=f"{name}_within_bounds")
            for name, bounds in BOUNDS.items()
        ]


def _prefix(label, default, help_text):
    wrong = _("Capital letters, digits and dashes, beginning with a letter and ending without a digit.")
    return models.CharField(
        label,
        max_length=LONGEST_PREFIX,
        default=default,
        validators=[RegexValidator(rf"^{PREFIX.pattern}\Z", wrong)],
        help_text=help_text,
    )


class SellerSettings(BaseGenericSetting):
    """Who sells: on invoices issued from now on, below pages and letters; and how orders are numbered."""

    name = models.CharField(
        _("name"),
        max_length=120,
        default="Kin Workspace",
        help_text=_("Of the company, below pages, in letters, and on invoices issued from now on."),
    )
    address = models.TextField(
        _("address"),
        blank=True,
        help_text=_("As on a letter, a line each. In letters, and on invoices issued from now on."),
    )
    tax_id = models.CharField(
        _("tax id"), max_length=40, blank=True, help_text=_("On invoices issued from now on.")
    )
    email = models.EmailField(
        _("e-mail for customers"), blank=True, help_text=_("Below pages and in letters, from now on.")
    )
    phone = models.CharField(
        _("phone for customers"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(DIALLED, _("Digits, with a + before them if need be."))],
        help_text=_("Below pages and in letters, from now on."),
    )
    order_prefix = _prefix(
        _("prefix of orders"),
        "KW-",
        _("Before the number of each order, such as KW-. It can't be changed later."),
    )
    order_digits = models.PositiveSmallIntegerField(
        _("digits of orders, at least"),
        default=5,
        validators=[MinValueValidator(DIGITS[0]), MaxValueValidator(DIGITS[1])],
        help_text=_("Shorter numbers get zeros before them. Between 1 and 9. It can't be changed later."),
    )
    invoice_prefix = _prefix(
        _("prefix of invoices"), "KW-I-", _("Before the number of each invoice. It can't be changed later.")
    )
    credit_note_prefix = _prefix(
        _("prefix of credit notes"),
        "KW-C-",
        _("Before the number of each credit note. It can't be changed later."),
    )

    class Meta:
        verbose_name = _("shop")
        constraints = [
            models.CheckConstraint(
                condition=~Q(order_prefix=F("invoice_prefix"))
                & ~Q(order_prefix=F("credit_note_prefix"))
                & ~Q(invoice_prefix=F("credit_note_prefix")),
                name="each_prefix_is_its_own",
            ),
            models.CheckConstraint(
                condition=Q(order_digits__range=DIGITS), name="order_digits_within_bounds"
            ),
        ]

    def clean(self):
        super().clean()
        if len({getattr(self, name) for name in PREFIXES}) < len(PREFIXES):
            raise ValidationError(_("Orders, invoices and credit notes need prefixes of their own."))
