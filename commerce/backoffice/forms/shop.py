"""The forms of what is set about the shop."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.orders.models import Order
from commerce.shop.models import BOUNDS, NUMBERS


class DeskSettingsForm(WagtailAdminModelForm):
    """Numbers that a browser keeps within their bounds, too."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, (least, most) in BOUNDS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most}


class SellerSettingsForm(WagtailAdminModelForm):
    """Who sells; numbers are shown only, with the reason, once there is an order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_orders = Order.objects.exists()
        if self.has_orders:
            for name in NUMBERS:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("There are orders, so it stays as it is.")

    def clean(self):
        cleaned = super().clean()
        if self.has_orders and any(self._was_sent_anew(name) for name in NUMBERS):
            raise ValidationError(_("There are orders, so their numbers are written as they were."))
        return cleaned

    def _was_sent_anew(self, name):
        """Whether a form that was opened before the first order, or made by hand, says something else."""
        sent = self.data.get(self.add_prefix(name))
        return sent is not None and sent != str(self.initial[name])
