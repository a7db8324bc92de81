"""Drafts: a cart that a colleague fills, and the link by which its customer takes it over."""

from django.db import models

from commerce.orders.models import new_link_token
from kinsite.foundation import clock
from kinsite.foundation.crypto import EncryptedTextField


class Draft(models.Model):
    """What somebody is to order. Goods, codes and address lie in its cart, and cost what they cost that day.

    Nothing is set aside for it: the stock is its customer's once they begin to pay, as in any cart. When it
    is ordered the cart has an order; who signs in takes the cart into their own, which `cart` names then.
    """

    cart = models.ForeignKey("commerce.Cart", models.SET_NULL, null=True, related_name="drafts")
    about = models.ForeignKey(
        "commerce.Order",
        models.SET_NULL,
        null=True,
        related_name="drafts",
        help_text="The order that it was made from",
    )
    email = EncryptedTextField()
    link_token = models.CharField(max_length=40, unique=True, default=new_link_token)
    made_at = models.DateTimeField(default=clock.now)
    made_by_id = models.BigIntegerField(null=True)
    made_by_label = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True, help_text="When its link was last mailed")
    taken_at = models.DateTimeField(null=True, help_text="When its link was first used")
    until = models.DateTimeField(help_text="How long its link is good")
    ended_at = models.DateTimeField(null=True, help_text="Since when its link leads nowhere")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Draft {self.pk}"

    @property
    def is_ended(self):
        """A colleague ended it, its customer's cart is gone, or its link is too old."""
        return self.ended_at is not None or self.cart_id is None or self.until < clock.now()

    @property
    def is_changeable(self):
        """Its customer has not begun with it."""
        return not self.is_ended and self.taken_at is None
