"""Settings that several slices read. Each says in its help what it changes, and from when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting

# The least and the most of each delay and threshold.
BOUNDS = {
    "days_to_ship": (1, 30),
    "undo_minutes": (0, 240),
    "low_at": (0, 10_000),
    "hold_minutes": (10, 120),
    "warn_hours": (6, 96),
    "link_days": (1, 180),
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

    class Meta:
        verbose_name = _("delays and thresholds")
        constraints = [
            models.CheckConstraint(condition=Q(**{f"{name}__range": bounds}), name=f"{name}_within_bounds")
            for name, bounds in BOUNDS.items()
        ]
