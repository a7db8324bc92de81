"""How an order stands: its own status, what is derived from the slices above it, and how it was taxed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderStatus(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PLACED = "placed", _("Placed")
    PAID = "paid", _("Paid")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    CANCELLED = "cancelled", _("Cancelled")


class PaymentState(models.TextChoices):
    """Derived from an order's payments, never set by hand."""

    UNPAID = "unpaid", _("Unpaid")
    PROCESSING = "processing", _("Processing")
    AUTHORISED = "authorised", _("Authorised")
    PAID = "paid", _("Paid")
    PART_REFUNDED = "part_refunded", _("Partly refunded")
    REFUNDED = "refunded", _("Refunded")
    VOID = "void", _("Void")


class FulfilmentState(models.TextChoices):
    """Derived from an order's shipments."""

    UNFULFILLED = "unfulfilled", _("To pack")
    PARTLY = "partly", _("Partly shipped")
    SHIPPED = "shipped", _("Shipped")
    DELIVERED = "delivered", _("Delivered")
    NONE = "none", _("Nothing to ship")


class ReturnState(models.TextChoices):
    """Derived from an order's returns."""

    NONE = "none", _("None")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class TaxTreatment(models.TextChoices):
    """Why tax was charged, or was not; the values are those of pricing's Treatment."""

    TAXED = "taxed", _("Taxed")
    REVERSE_CHARGE = "reverse_charge", _("Reverse charge")
    EXEMPT = "exempt", _("Tax exempt")
    EXPORT = "export", _("Export")


class TaxedBy(models.TextChoices):
    """Who computed an order's taxes; `fallback` is the table in place of a calculator that did not answer."""

    TABLE = "table", _("The table")
    STRIPE = "stripe", _("Stripe Tax")
    FALLBACK = "fallback", _("The table: Stripe Tax did not answer")
