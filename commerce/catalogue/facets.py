"""What variants differ by (options) and what products are described by (attributes), for all products."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Label(models.Model):
    """The name of something in one locale; without a row its own name stands."""

    locale = models.CharField(max_length=10)
    label = models.CharField(max_length=80)

    class Meta:
        abstract = True


class Option(models.Model):
    """Something a shopper picks: Colour, Size."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    is_swatch = models.BooleanField(default=False, help_text=_("Shown as coloured dots"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


class OptionLabel(Label):
    option = models.ForeignKey(Option, models.CASCADE, related_name="labels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["option", "locale"], name="one_option_label_a_locale")]


class OptionValue(models.Model):
    """One choice of an option: Oak, 140 cm."""

    option = models.ForeignKey(Option, models.CASCADE, related_name="values")
    code = models.SlugField()
    name = models.CharField(max_length=80)
    swatch = models.CharField(max_length=7, blank=True, help_text=_("#RRGGBB"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["option", "code"], name="option_value_code_once"),
            models.CheckConstraint(
                condition=Q(swatch="") | Q(swatch__regex=r"^#[0-9a-fA-F]{6}$"), name="swatch_is_a_colour"
            ),
        ]

    def __str__(self):
        return self.name


class OptionValueLabel(Label):
    value = models.ForeignKey(OptionValue, models.CASCADE, related_name="labels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "locale"], name="one_value_label_a_locale")]


class Attribute(models.Model):
    """Something products are described and filtered by: Material."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


class AttributeLabel(Label):
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="labels")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attribute", "locale"], name="one_attribute_label_a_locale")
        ]


class AttributeValue(models.Model):
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="values")
    code = models.SlugField()
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["attribute", "code"], name="attribute_value_code_once")
        ]

    def __str__(self):
        return self.name


class AttributeValueLabel(Label):
    value = models.ForeignKey(AttributeValue, models.CASCADE, related_name="labels")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "locale"], name="one_attribute_value_label_a_locale")
        ]
