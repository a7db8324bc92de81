"""Panels of the admin's Settings. Each model lives in the slice that reads it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.registry import register_setting

from commerce.backoffice.forms.payments import PaymentSettingsForm
from commerce.backoffice.forms.shop import DeskSettingsForm
from commerce.backoffice.keys_panel import KeysPanel
from commerce.backoffice.trail_panel import TrailPanel
from commerce.invoices.models import SellerSettings
from commerce.payments.models import PaymentSettings
from commerce.payments.ways import METHODS, WALLETS
from commerce.reviews.models import ReviewSettings
from commerce.shop.models import DeskSettings

PaymentSettings.edit_handler = ObjectList(
    [
        KeysPanel(heading=_("Keys")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in METHODS])],
            heading=_("Ways to pay"),
            help_text=_(
                "Cards are always taken. What is off is not offered, and refused by Stripe; a payment begun "
                "before keeps its ways. What is on is offered where Stripe has it for the currency and "
                "the amount, and has it on in its dashboard."
            ),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(name) for name in WALLETS])],
            heading=_("Wallets"),
            help_text=_(
                "Wallets pay by card, so Stripe refuses none of them: one that is off is not offered."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("capture_mode"), FieldPanel("when_short"), FieldPanel("statement_suffix")],
            heading=_("Money"),
        ),
        TrailPanel(),
    ],
    base_form_class=PaymentSettingsForm,
)
DeskSettings.edit_handler = ObjectList(
    [
        MultiFieldPanel(
            [FieldPanel("days_to_ship"), FieldPanel("undo_minutes"), FieldPanel("low_at")],
            heading=_("Packing and stock"),
        ),
        MultiFieldPanel(
            [FieldPanel("hold_minutes"), FieldPanel("warn_hours")],
            heading=_("Payments that wait"),
        ),
        MultiFieldPanel([FieldPanel("link_days")], heading=_("Prepared orders")),
        TrailPanel(),
    ],
    base_form_class=DeskSettingsForm,
)

for described in (ReviewSettings, SellerSettings):
    described.edit_handler = ObjectList([*described.panels, TrailPanel()])

register_setting(DeskSettings, icon="time")
register_setting(PaymentSettings, icon="tag")
register_setting(ReviewSettings, icon="comment")
register_setting(SellerSettings, icon="home")
