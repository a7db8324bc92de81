"""Panels of the admin's Settings. Each model lives in the slice that reads it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.registry import register_setting

from commerce.backoffice.forms.payments import PaymentSettingsForm
from commerce.backoffice.forms.shop import DeskSettingsForm, SellerSettingsForm
from commerce.backoffice.keys_panel import KeysPanel
from commerce.backoffice.trail_panel import TrailPanel
from commerce.payments.models import PaymentSettings
from commerce.payments.ways import METHODS, WALLETS
from commerce.reviews.models import ReviewSettings
from commerce.shop.models import DeskSettings, SellerSettings
from emails.models import MailSettings

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
            [FieldPanel("hold_minutes"), FieldPanel("warn_hours"), FieldPanel("difference_days")],
            heading=_("Payments that wait"),
        ),
        MultiFieldPanel([FieldPanel("link_days")], heading=_("Prepared orders")),
        TrailPanel(),
    ],
    base_form_class=DeskSettingsForm,
)

SellerSettings.edit_handler = ObjectList(
    [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("address"), FieldPanel("tax_id")], heading=_("Seller")
        ),
        MultiFieldPanel([FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("order_prefix"), FieldPanel("order_digits")]),
                FieldRowPanel([FieldPanel("invoice_prefix"), FieldPanel("credit_note_prefix")]),
            ],
            heading=_("Numbers"),
            help_text=_(
                "They are chosen before the first order, and stay as they are from then on, so that no order "
                "and no invoice is ever looked for in vain. Invoices have five digits or more."
            ),
        ),
        TrailPanel(),
    ],
    base_form_class=SellerSettingsForm,
)
ReviewSettings.edit_handler = ObjectList([*ReviewSettings.panels, TrailPanel()])

MailSettings.edit_handler = ObjectList(
    [FieldPanel("sender_name"), FieldPanel("reply_to"), FieldPanel("footer"), TrailPanel()]
)

register_setting(DeskSettings, icon="time")
register_setting(MailSettings, icon="mail")
register_setting(PaymentSettings, icon="tag")
register_setting(ReviewSettings, icon="comment")
register_setting(SellerSettings, icon="home")
