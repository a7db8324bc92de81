"""What takes something off: codes and automatic offers, their conditions, limits and uses."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from kinsite.foundation import clock


class Kind(models.TextChoices):
    PERCENTAGE = "percentage", _("Percentage")
    AMOUNT = "amount", _("Amount")
    FREE_DELIVERY = "free_delivery", _("Free delivery")
    BUY_GET = "buy_get", _("Buy some, get some")


class Standing(models.TextChoices):
    """How a discount stands at a moment; computed, never stored."""

    NOW = "now", _("Running")
    PLANNED = "planned", _("Planned")
    ENDED = "ended", _("Ended")
    USED_UP = "used_up", _("Used up")


class Discount(models.Model):
    """Something off a cart, for whoever enters its code, or for everybody where it has none.

    Its amounts, the goods it is for and its names in other languages are rows of their own.
    """

    name = models.CharField(max_length=80, help_text="As it stands in the cart and on the receipt")
    code = models.CharField(max_length=40, blank=True, help_text="Empty for an automatic offer")
    kind = models.CharField(max_length=15, choices=Kind)
    percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, help_text="Of goods, or of the units that are got"
    )
    buys = models.PositiveSmallIntegerField(null=True, help_text="So many units are bought")
    gets = models.PositiveSmallIntegerField(null=True, help_text="So many more are cheaper")
    countries = ArrayField(
        models.CharField(max_length=2), default=list, help_text="Where it may be sent; empty for all"
    )
    first_order_only = models.BooleanField(default=False)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    limit_in_all = models.PositiveIntegerField(null=True)
    limit_per_customer = models.PositiveIntegerField(null=True)
    used = models.PositiveIntegerField(default=0, help_text="Uses that count; moved by operations only")
    is_exclusive = models.BooleanField(default=False, help_text="Stands alone, or not at all")
    priority = models.SmallIntegerField(default=0, help_text="The lower one is taken off first")
    version = models.PositiveIntegerField(default=1, help_text="Rises with every change by staff")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["priority", "pk"]
        constraints = [
            models.UniqueConstraint(Upper("code"), condition=~Q(code=""), name="discount_code_once"),
            models.CheckConstraint(
                condition=Q(limit_in_all=None) | Q(used__lte=F("limit_in_all")), name="used_within_limit"
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gt=0, percent__lte=100), name="percent_is_a_share"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[Kind.PERCENTAGE, Kind.BUY_GET]) | Q(percent__isnull=False),
                name="percentage_has_a_percent",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.BUY_GET) | Q(buys__gt=0, gets__gt=0), name="buy_get_has_units"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(starts_at__lte=F("ends_at")),
                name="discount_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.code or self.name

    def standing_at(self, moment) -> Standing:
        """How it stands at a moment; queries.with_standing() says the same of many."""
        if not self.is_active or (self.ends_at and self.ends_at <= moment):
            return Standing.ENDED
        if self.is_used_up:
            return Standing.USED_UP
        return Standing.PLANNED if self.starts_at and self.starts_at > moment else Standing.NOW

    @property
    def is_used_up(self):
        return self.limit_in_all is not None and self.used >= self.limit_in_all

    @property
    def limit_for_buyer(self):
        """How often one customer may use it: a first order comes once."""
        return 1 if self.first_order_only else self.limit_per_customer


class DiscountLabel(models.Model):
    """A discount's name in another language than the first."""

    discount = models.ForeignKey(Discount, models.CASCADE, related_name="labels")
    locale = models.CharField(max_length=10)
    label = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["discount", "locale"], name="one_discount_label_a_locale")
        ]


class DiscountAmount(models.Model):
    """What a discount takes off in one currency, and how much has to be bought for it."""

    discount = models.ForeignKey(Discount, models.CASCADE, related_name="amounts")
    currency = models.CharField(max_length=3)
    off_minor = models.PositiveBigIntegerField(null=True)
    minimum_minor = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["currency"]
        constraints = [
            models.UniqueConstraint(fields=["discount", "currency"], name="one_discount_amount_a_currency"),
        ]


class DiscountTarget(models.Model):
    """A product or collection that a discount is for; or, of buy and get, one that is got."""

    class Role(models.TextChoices):
        FOR = "for"
        GETS = "gets"

    discount = models.ForeignKey(Discount, models.CASCADE, related_name="targets")
    role = models.CharField(max_length=5, choices=Role, default=Role.FOR)
    product = models.ForeignKey("commerce.Product", models.CASCADE, null=True, related_name="+")
    collection = models.ForeignKey("commerce.Collection", models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["discount", "role", "product", "collection"],
                nulls_distinct=False,
                name="discount_target_once",
            ),
            models.CheckConstraint(
                condition=Q(product=None, collection__isnull=False)
                | Q(product__isnull=False, collection=None),
                name="discount_target_is_one_thing",
            ),
        ]


class DiscountGroup(models.Model):
    """A group of customers that a discount is for; one without any is for everybody."""

    discount = models.ForeignKey(Discount, models.CASCADE, related_name="groups")
    group = models.ForeignKey("commerce.CustomerGroup", models.PROTECT, related_name="conditions")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["discount", "group"], name="discount_group_once"),
        ]


class DiscountUse(models.Model):
    """An order that a discount was taken off; given back when the order is cancelled."""

    discount = models.ForeignKey(Discount, models.PROTECT, related_name="uses")
    order = models.ForeignKey("commerce.Order", models.CASCADE, related_name="discount_uses")
    customer = models.ForeignKey(
        "commerce.Customer", models.SET_NULL, null=True, related_name="discount_uses"
    )
    buyer_token = models.CharField(
        max_length=64, help_text="The e-mail's blind token, the same for all its spellings and +tags"
    )
    used_at = models.DateTimeField(default=clock.now)
    given_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["discount", "order"], name="discount_once_an_order"),
        ]
        indexes = [models.Index(fields=["discount", "buyer_token"], name="uses_of_a_buyer")]


class DiscountChange(models.Model):
    """A step of a discount's history: who changed what, from what to what. Rows are only added."""

    discount = models.ForeignKey(Discount, models.PROTECT, related_name="changes")
    at = models.DateTimeField(default=clock.now)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=80)
    what = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
