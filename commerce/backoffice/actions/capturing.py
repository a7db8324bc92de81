"""Taking the money of an authorised payment before its goods leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.backoffice.actions.order_action import OrderAction
from commerce.backoffice.payments_page import reserved
from commerce.payments.settling import capture_for_staff


class CapturePayment(OrderAction):
    """Say how much is taken, and take it."""

    template_name = "commerce/backoffice/orders/capture.html"
    page_title = gettext_lazy("Capture payment")
    submit_label = gettext_lazy("Capture payment")
    active_label = gettext_lazy("Capturing…")
    done = gettext_lazy("It is being taken. The page shows when it is done.")

    def perform(self, facts, by):
        capture_for_staff(order=self.order, version=facts["version"], by=by)

    def get_context_data(self, **kwargs):
        amount = reserved(self.order)
        question = _("Nothing of this order is waiting to be captured.")
        if amount:
            written = amount.written(self.order.market.locale)
            question = _("%(amount)s is reserved and is taken now, all of it, before goods leave.") % {
                "amount": written
            }
        return super().get_context_data(**kwargs) | {"question": question, "is_reserved": bool(amount)}
