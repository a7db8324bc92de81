"""The letters about an order: reading one as it went out, and sending it again."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from commerce.backoffice.actions.order_action import OrderStep
from commerce.backoffice.permissions import CHANGE_ORDERS
from commerce.backoffice.way import OnTheWay
from commerce.errors import NobodyToWrite
from commerce.mailing import is_sendable, letters_of, send_again
from commerce.orders.models import Order


class ReadLetter(OnTheWay, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A letter as it was sent."""

    model = Order
    permission_required = "view"
    template_name = "commerce/backoffice/orders/letter.html"
    page_title = gettext_lazy("Letter")
    header_icon = "mail"
    _show_breadcrumbs = True

    @cached_property
    def order(self):
        return get_object_or_404(Order, pk=self.kwargs["pk"])

    @cached_property
    def letter(self):
        found = letters_of(self.order).filter(pk=self.kwargs["letter_pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("orders:index"), "label": _("Orders")},
            {"url": self.way.to_order(self.order.pk), "label": self.order.number},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        may_send = self.request.user.has_perm(CHANGE_ORDERS) and is_sendable(self.letter)
        return super().get_context_data(**kwargs) | {
            "order": self.order,
            "letter": self.letter,
            "may_send": may_send,
            "why_not": NobodyToWrite.shopper_message if self.order.names_nobody else "",
            "back_url": self.way.to_order(self.order.pk),
        }


class SendAgain(OrderStep):
    """The letter once more, to the address that the order has now."""

    page_title = gettext_lazy("Send the letter again")
    submit_label = gettext_lazy("Send again")

    def perform(self, facts, by):
        letter = send_again(order=self.order, letter_id=self.kwargs["letter_pk"], **facts, by=by)
        self.done = _("It is sent again, to %(address)s.") % {"address": letter.recipient}
