"""Panels of the admin's Settings. Each model lives in the slice that reads it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.registry import register_setting

from commerce.backoffice.forms.payments import PaymentSettingsForm
from commerce.backoffice.keys_panel import KeysPanel
from commerce.invoices.models import SellerSettings
from commerce.payments.models import PaymentSettings
from commerce.payments.ways import METHODS, WALLETS
from commerce.reviews.models import ReviewSettings

PaymentSettings.edit_handler = ObjectList(
    [
        KeysPanel(heading=_("Keys")),
        MultiFieldPanel(
            [FieldPanel(name) for name in METHODS],
            heading=_("Ways to pay"),
            help_text=_(
                "Cards are always taken. What is off is no longer offered, and Stripe refuses it; a payment "
                "that was begun before keeps its ways. What is on is offered where Stripe has it for the "
                "currency and the amount, and where it is on in Stripe's dashboard too."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in WALLETS],
            heading=_("Wallets"),
            help_text=_(
                "A wallet that is off is no longer offered. To Stripe it is a card: nothing is refused there."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("capture_mode"), FieldPanel("when_short"), FieldPanel("statement_suffix")],
            heading=_("Money"),
        ),
    ],
    base_form_class=PaymentSettingsForm,
)

register_setting(PaymentSettings, icon="tag")
register_setting(ReviewSettings, icon="comment")
register_setting(SellerSettings, icon="home")
