"""Zones of countries, delivery methods in them, and rates by weight."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ShippingZone(models.Model):
    """Countries that share their delivery methods."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    countries = ArrayField(models.CharField(max_length=2))

    def __str__(self):
        return self.name


class ShippingMethod(models.Model):
    """A way of delivery; its rates say what it costs."""

    zone = models.ForeignKey(ShippingZone, models.CASCADE, related_name="methods")
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    min_days = models.PositiveSmallIntegerField(help_text=_("Working days, at best"))
    max_days = models.PositiveSmallIntegerField(help_text=_("Working days, at worst"))
    is_active = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


class ShippingMethodLabel(models.Model):
    method = models.ForeignKey(ShippingMethod, models.CASCADE, related_name="labels")
    locale = models.CharField(max_length=10)
    label = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["method", "locale"], name="one_method_label_a_locale")]


class ShippingRate(models.Model):
    """The price of a method up to a weight; without a weight it is flat, or the last step."""

    method = models.ForeignKey(ShippingMethod, models.CASCADE, related_name="rates")
    currency = models.CharField(max_length=3)
    up_to_grams = models.PositiveIntegerField(null=True, blank=True)
    minor = models.PositiveBigIntegerField(
        help_text=_("In minor units, with tax where the market's prices are")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["method", "currency", "up_to_grams"],
                nulls_distinct=False,
                name="one_rate_a_method_currency_and_weight",
            ),
        ]
